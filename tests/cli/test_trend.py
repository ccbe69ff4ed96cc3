"""peel trend: series of a file, typed series, printed percentages in time order."""

import csv
import math

from support import MONTHLY, REAL, STEADY, Program, cochran_armitage, points, wilson

FALLING = [(45, 48), (44, 47), (43, 48), (39, 46), (37, 47), (36, 48)]
TYPED = [f"{met}/{assessed}" for met, assessed in FALLING]


def p_of(z):
    return math.erfc(abs(z) / math.sqrt(2))


def table(*rows):
    return "criterion,period,met,assessed\n" + "".join(f"{row}\n" for row in rows)


class Typed(Program):
    def test_the_sentence(self):
        z, slope = cochran_armitage(FALLING)
        half = 1.959963984540054 * slope / z
        lines = self.run_peel("trend", *TYPED)[0].splitlines()
        self.assertLess(p_of(z), 0.001)
        self.assertEqual(lines[0], f"falling (Cochran-Armitage p < 0.001): {points(slope)} percentage points a period (95% "
                                   f"confidence interval {points(slope - half)} to {points(slope + half)}, "
                                   "Cochran-Armitage), from 93.8% (period 1) to 75.0% (period 6)")
        self.assertTrue(lines[1].startswith("  This series could have shown, with 80% power: a slope of 3.4 percentage"))
        self.assertEqual(lines[2], "  The order of the rates alone: Mann-Kendall p = 0.003")  # 2 / 6! = 0.0028
        self.assertIn("  Stretches of one rate each: 2", lines)

    def test_numbers(self):
        z, slope = cochran_armitage(FALLING)
        row = self.results("trend", *TYPED)["results"][0]
        self.assertAlmostEqual(row["statistic"], z, delta=1e-12)
        self.assertAlmostEqual(row["p_value"], p_of(z), delta=1e-15)
        self.assertAlmostEqual(row["estimate"], slope, delta=1e-14)
        self.assertAlmostEqual(row["mann_kendall_p"], 2 / math.factorial(6), delta=1e-15)
        self.assertAlmostEqual(row["rate"], sum(m for m, _ in FALLING) / sum(n for _, n in FALLING), delta=1e-15)
        self.assertAlmostEqual(row["first_lower"], wilson(45, 48)[0], delta=1e-12)
        self.assertEqual([row[name] for name in ("kind", "verdict", "test", "measure", "unit", "periods", "span", "power")],
                         ["trend", "falling", "cochran-armitage", "slope", "none", 6, 5, 0.8])
        first, last = row["segments"]
        self.assertEqual((first["met"], first["assessed"], last["met"], last["assessed"]), (132, 143, 112, 141))
        self.assertEqual((first["first_period"], last["last_period"]), ("1", "6"))

    def test_rising_is_the_mirror(self):
        flipped = [f"{n - m}/{n}" for m, n in FALLING]
        one, other = self.results("trend", *TYPED)["results"][0], self.results("trend", *flipped)["results"][0]
        self.assertEqual((one["verdict"], other["verdict"]), ("falling", "rising"))
        self.assertEqual((other["estimate"], other["lower"]), (-one["estimate"], -one["upper"]))
        failures = [part for sample in flipped for part in ("--failures", sample)]
        self.assertEqual(self.results("trend", *failures)["results"][0]["verdict"], "falling")

    def test_a_unit(self):
        output = self.run_peel("trend", *TYPED, "--unit", "month")[0]
        self.assertIn("percentage points a month (", output)
        self.assertIn("  A year: -49.1 percentage points (", output)
        row = self.results("trend", *TYPED, "--unit", "quarter")["results"][0]
        self.assertAlmostEqual(row["a_year"], 4 * row["estimate"], delta=1e-15)
        self.assertNotIn("A year: ", self.run_peel("trend", *TYPED, "--unit", "year")[0])
        self.refused("There is no unit", "trend", *TYPED, "--unit", "week")

    def test_one_side(self):
        self.assertIn("falling (Cochran-Armitage, one-sided p < 0.001): -4.1 percentage points a period (at most ",
                      self.first_line("trend", *TYPED, "--side", "upper"))
        self.assertIn("no evidence of a rise (",
                      self.first_line("trend", *TYPED, "--side", "lower"))

    def test_more_cases_than_can_be_dealt_out(self):
        large = ["500000000/1000000000", "500100000/1000000000", "500200000/1000000000"]
        row = self.results("trend", *large)["results"][0]
        self.assertEqual((row["verdict"], row["change_p"], row["change_period"]), ("rising", None, None))
        self.assertAlmostEqual(row["estimate"], 1e-4, delta=1e-15)
        output = self.run_peel("trend", *large)[0]
        self.assertNotIn("all at once", output)
        self.assertIn("    period 2: 500100000 of 1000000000 (50.0%; ", output)  # a stretch of one period

    def test_further_tests(self):
        z, _ = cochran_armitage(FALLING)
        n = sum(assessed for _, assessed in FALLING)
        row = self.results("trend", *TYPED, "--method", "cochran-armitage-n")["results"][0]
        self.assertEqual(row["asked_test"], "cochran-armitage-n")
        self.assertAlmostEqual(row["asked_p"], p_of(z * math.sqrt(n / (n - 1))), delta=1e-12)
        row = self.results("trend", *TYPED, "--method", "exact")["results"][0]
        self.assertAlmostEqual(row["asked_p"], p_of(z), delta=1e-3)
        self.assertIsNone(row["asked_error"])
        for method, words in (("exact", "Cochran-Armitage exact p = 0.00"), ("hamed-rao", "Hamed-Rao p "),
                              ("mann-kendall", "Mann-Kendall p = 0.003")):
            self.assertIn(f"  As asked: {words}", self.run_peel("trend", *TYPED, "--method", method, "--confidence",
                                                                "99.99")[0].replace("p = 0.0028", "p = 0.003"))

    def test_random_draws(self):
        one, other, third = (self.results("trend", *TYPED, "--method", "monte-carlo", "--seed", seed)["results"][0]
                             for seed in ("7", "7", "8"))
        self.assertEqual(one, other)
        z, _ = cochran_armitage(FALLING)
        for row in (one, third):
            self.assertGreater(row["asked_error"], 0)
            self.assertLess(abs(row["asked_p"] - p_of(z)), 5 * row["asked_error"] + 1e-3)
        few = self.results("trend", *TYPED, "--method", "monte-carlo", "--draws", "99")["results"][0]
        self.assertAlmostEqual(few["asked_p"] * 100, round(few["asked_p"] * 100), delta=1e-9)
        self.assertIn("Cochran-Armitage Monte Carlo p ", self.run_peel("trend", *TYPED, "--method", "monte-carlo")[0])
        self.assertIn("(its own error ", self.run_peel("trend", *TYPED, "--method", "monte-carlo")[0])

    def test_power(self):
        eighty, ninety = (self.results("trend", *TYPED, "--power", power)["results"][0] for power in ("80", "0.9"))
        self.assertAlmostEqual(ninety["detectable"] / eighty["detectable"], (1.959964 + 1.281552) / (1.959964 + 0.841621),
                               delta=1e-6)
        self.assertIn("with 90% power", self.run_peel("trend", *TYPED, "--power", "90%")[0])

    def test_csv_has_the_names_of_json_but_what_nests(self):
        row, result = self.rows("trend", *TYPED)[0], self.results("trend", *TYPED)["results"][0]
        self.assertEqual(list(row), [name for name in result if name != "segments"])
        for name, text in row.items():
            if isinstance(result[name], float):
                self.assertEqual(float(text), result[name])

    def test_degenerate(self):
        self.assertEqual(self.first_line("trend", "5/5", "6/6"), "no trend: all cases met the criterion in every period")
        self.assertEqual(self.first_line("trend", "0/5", "0/6"), "no trend: no case met the criterion in every period")
        self.assertEqual(self.first_line("trend", "3/5"),
                         "too few periods to tell: cases were assessed in one of them alone")
        self.assertEqual(self.first_line("trend", "0/0", "3/5"),
                         "too few periods to tell: cases were assessed in one of them alone")
        self.assertEqual(self.first_line("trend", "0/0"),
                         "too few periods to tell: no case was assessed in any of them")
        row = self.results("trend", "5/5", "6/6")["results"][0]
        self.assertEqual((row["p_value"], row["estimate"], row["verdict"]), (1.0, 0.0, "no-evidence"))

    def test_too_few(self):
        output = self.run_peel("trend", "1/2", "2/2")[0]
        self.assertTrue(output.startswith("too few cases to tell (Cochran-Armitage exact p = 1, at best 1): "), output)
        self.assertIn("No slope is so steep that this series would have shown it", output)
        self.assertIn("The odds have no finite factor: at least ", output)
        self.assertIn("The odds have no finite factor: at most ", self.run_peel("trend", "2/2", "1/2")[0])

    def test_design(self):
        output = self.run_peel("trend", *TYPED, "--design", "dip")[0]
        self.assertTrue(output.startswith("no verdict, as dip samples support none, from 93.8% (period 1) to 75.0%"))
        self.assertNotIn("Cochran", output)
        output = self.run_peel("trend", *TYPED, "--design", "census")[0]
        self.assertIn("(every case was looked at), from 93.8% (period 1) to 75.0% (period 6); nothing is left to chance",
                      output)
        self.assertIn("chosen by quota", self.run_peel("trend", *TYPED, "--design", "quota")[0])

    def test_refused(self):
        self.refused("type a file of tallies with a column period, or samples", "trend")
        self.refused("samples and files do not go together", "trend", "1/2", MONTHLY)
        self.refused("--by goes with a file", "trend", *TYPED, "--by", "force")
        for option, typed, words in (("draws", "98", "from 99 to 10000000"), ("draws", "many", "from 99"),
                                     ("draws", "10000001", "from 99"), ("seed", "-1", "as in 7"), ("seed", "x", "as in 7"),
                                     ("season", "1", "from 2"), ("season", "x", "from 2"), ("power", "1", "as in 80"),
                                     ("power", "100", "as in 80"), ("power", "4", "chance alone gives as much"),
                                     ("method", "fisher", '"fisher"'), ("method", "sen", "no test; type"),
                                     ("method", "change-point", "no test; type"), ("by", "period", "type criterion")):
            self.refused(words, "trend", *TYPED, f"--{option}={typed}")
        self.refused("--season goes with --method seasonal", "trend", *TYPED, "--season", "4")
        self.refused("--bom goes with --format csv", "trend", *TYPED, "--bom")
        self.refused("a confidence above 50%", "trend", *TYPED, "--side", "lower", "--confidence", "30")
        self.refused("peel: 9/8: ", "trend", "9/8", code=1)
        self.refused("nor a file", "trend", "nowhere.csv", code=3)


class RealRuns(Program):
    def read(self, path, criterion):
        with open(path, encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["criterion"] == criterion]
        return [(int(row["met"]), int(row["assessed"])) for row in sorted(rows, key=lambda row: row["period"])]

    def test_a_fall_and_a_recovery(self):
        lines = self.run_peel("trend", MONTHLY)[0].splitlines()
        self.assertTrue(lines[0].startswith("recorded grounds reasonable: no evidence of a rise or a fall along a line "
                                            "(Cochran-Armitage p = "), lines[0])
        self.assertIn(", widened for scatter): -0.2 percentage points a month (", lines[0])
        self.assertTrue(lines[0].endswith(", from 100.0% (January 2023) to 95.1% (December 2024)"), lines[0])
        self.assertEqual(lines[1], "  It changed all the same: January 2023 to September 2023 95.4%, October 2023 to May "
                                   "2024 79.6%, June 2024 to December 2024 93.5%")
        samples = self.read(MONTHLY, "recorded grounds reasonable")
        row = self.results("trend", MONTHLY)["results"][0]
        sums = [tuple(map(sum, zip(*samples[a:b]))) for a, b in ((0, 9), (9, 17), (17, 24))]
        self.assertEqual([(s["met"], s["assessed"]) for s in row["segments"]], sums)
        self.assertEqual([s["first_period"] for s in row["segments"]], ["2023-01", "2023-10", "2024-06"])
        self.assertEqual((row["first_period"], row["last_period"], row["unit"], row["line"]),
                         ("2023-01", "2024-12", "month", 2))
        self.assertIn("overdispersed", row["notes"])

    def test_a_rise(self):
        row = self.results("trend", MONTHLY)["results"][1]
        z, slope = cochran_armitage(self.read(MONTHLY, "repeat victim checked"))
        self.assertAlmostEqual(row["statistic"], z, delta=1e-10)
        self.assertAlmostEqual(row["estimate"], slope, delta=1e-13)
        self.assertEqual(row["verdict"], "rising")
        self.assertLessEqual(row["change_p"], 0.001)
        self.assertIn("repeat victim checked: rising (Cochran-Armitage p < 0.001): ", self.run_peel("trend", MONTHLY)[0])

    def test_nothing_changed(self):
        output = self.run_peel("trend", STEADY)[0]
        z, _ = cochran_armitage(self.read(STEADY, "victim needs assessment made"))
        self.assertTrue(output.startswith("victim needs assessment made: no evidence of a rise or a fall along a line "
                                          f"(Cochran-Armitage p = {p_of(z):.2f}): "), output)
        self.assertIn("A change all at once: no more than chance can explain (permuted cases, p = ", output)
        self.assertIn("Stretches of one rate each: one, the whole series", output)
        self.assertNotIn("all the same", output)
        self.assertEqual(self.results("trend", STEADY)["results"][0]["verdict"], "no-evidence")

    def test_tables(self):
        output = self.run_peel("trend", MONTHLY, "--format", "table")[0]
        self.assertNotIn("A year", output)
        lines = output.splitlines()
        self.assertEqual(lines[0].split()[-6:], ["last", "slope", "lower", "upper", "p", "verdict"])
        self.assertIn("Stretches of one rate each:", lines)
        self.assertEqual(len([line for line in lines if line.startswith("recorded grounds")]), 4)

    def test_the_file_of_areas_has_no_series(self):
        errors = self.run_peel("trend", REAL, code=1)[1]
        self.assertIn('"2019 and 2020" is not a period', errors)


class Files(Program):
    def test_rows_in_any_order(self):
        rows = [f"asked,2024-{month:02},{met},{assessed}" for month, (met, assessed) in enumerate(FALLING, 1)]
        sorted_path, shuffled = self.write(table(*rows)), self.write(table(*rows[3:], *rows[:3]), "other.csv")
        one, other = (self.results("trend", path)["results"][0] for path in (sorted_path, shuffled))
        self.assertEqual({**one, "file": None, "line": None}, {**other, "file": None, "line": None})
        self.assertAlmostEqual(one["statistic"], cochran_armitage(FALLING)[0], delta=1e-12)

    def test_a_gap_keeps_its_place(self):
        months = [1, 2, 3, 7, 8, 9]
        path = self.write(table(*(f"asked,2024-{m:02},{k},{n}" for m, (k, n) in zip(months, FALLING))))
        row = self.results("trend", path)["results"][0]
        self.assertAlmostEqual(row["estimate"], cochran_armitage(FALLING, months)[1], delta=1e-14)
        self.assertEqual((row["periods"], row["span"], "gap" in row["notes"]), (6, 8, True))
        self.assertIn("A period is missing", self.run_peel("trend", path)[0])

    def test_periods_as_people_write_them(self):
        for first, second, unit, last in (("2024-03", "Apr 2024", "month", "April 2024"), ("03/2024", "2024-4", "month",
                                                                                            "April 2024"),
                                          ("2024 Q1", "Q2 2024", "quarter", "Q2 2024"), ("2022/23", "2023/24", "year",
                                                                                          "2023/24"),
                                          ("2024-03-30", "31/03/2024", "day", "31/03/2024"), ("period 7", "8", "none", "8")):
            path = self.write(table(f"asked,{first},50,90", f"asked,{second},80,90"))
            self.assertEqual(self.results("trend", path)["results"][0]["unit"], unit, first)
            self.assertTrue(self.first_line("trend", path).endswith(f" to 88.9% ({last})"), self.first_line("trend", path))

    def test_by_columns(self):
        text = "force,area,criterion,period,met,assessed\n" + "".join(
            f"{force},{area},asked,{year},{met},40\n" for force in ("North", "South") for area in ("A", "B")
            for year, met in ((2022, 30), (2023, 20), (2024, 10)))
        path = self.write(text)
        results = self.results("trend", path, "--by", "force,area")["results"]
        self.assertEqual([(row["force"], row["area"], row["criterion"]) for row in results],
                         [("North", "A", None), ("North", "B", None), ("South", "A", None), ("South", "B", None)])
        self.assertIn("South, B: falling", self.run_peel("trend", path, "--by", "area,force")[0])
        output, errors = self.run_peel("trend", path, code=1)
        self.assertEqual(output, "")
        self.assertIn(f"{path}:5: period: The period stands twice, here and in line 2: pool its samples, or part the "
                      "series by more columns with --by. The series is left out.", errors)

    def test_what_is_set_aside(self):
        path = self.write(table("a,2021,3,4", "a,2021,4,4", "b,2020-01,3,4", "b,2021,3,4", "c,,3,4", "d,eighty,3,4",
                                "e,2021,1,2", "e,2022,2,2", "f,2011-12,1,2"))
        output, errors = self.run_peel("trend", path, code=1)
        self.assertTrue(output.startswith("e: too few cases to tell"), output)
        lines = errors.splitlines()
        self.assertEqual([line.split(":")[1] for line in lines[:-1]], ["3", "4", "6", "7", "10"])
        for line, words in zip(lines, ("stands twice, here and in line 2", "is a month, that of line 5 a year",
                                       "names no period", '"eighty" is not a period', "2011-12")):
            self.assertIn(f"{path}:", line)
            self.assertIn(words, line)
        faults = self.results("trend", path, code=1)["faults"]
        self.assertEqual([fault["status"] for fault in faults],
                         ["period-repeated", "unit", "not-a-period", "not-a-period", "not-a-period"])
        self.assertEqual({fault["field"] for fault in faults}, {"period"})
        self.assertEqual([row["status"] for row in self.rows("trend", path, code=1)],
                         ["ok"] + [fault["status"] for fault in faults])

    def test_a_unit_that_is_another(self):
        path = self.write(table("a,2021,3,4", "a,2022,4,4"))
        self.assertIn("The period is a year, and --unit asks for a month", self.run_peel("trend", path, "--unit", "month",
                                                                                         code=1)[1])
        self.assertEqual(self.results("trend", path, "--unit", "year")["results"][0]["unit"], "year")

    def test_no_periods(self):
        errors = self.run_peel("trend", self.write("criterion,met,assessed\na,1,2\nb,2,3\n"), code=1)[1]
        self.assertEqual(len(errors.splitlines()), 2)
        self.assertIn("a column `period` is needed", errors)

    def test_a_row_that_cannot_be_read(self):
        path = self.write(table("a,2021,30,40", "a,2022,many,40", "a,2023,35,40"))
        output, errors = self.run_peel("trend", path, code=1)
        self.assertIn("A period is missing", output)
        self.assertTrue(errors.startswith(f"{path}:3:8: met: "), errors)

    def test_two_files(self):
        one = self.write(table("a,2021,30,40"), "one.csv")
        other = self.write(table("a,2022,10,40"), "other.csv")
        self.assertEqual(self.results("trend", one, other)["results"][0]["periods"], 2)

    def test_standard_input(self):
        self.assertTrue(self.first_line("trend", "-", feed=table("a,2021,30,40", "a,2022,10,40")).startswith("a: falling"))

    def test_a_name_commands_no_terminal(self):
        path = self.write(table("\x1b[31mred,2021,30,40", "\x1b[31mred,2022,10,40", "x,\x1b[31m,1,2"))
        output, errors = self.run_peel("trend", path, code=1)
        self.assertNotIn("\x1b", output + errors)
        self.assertTrue(output.startswith("?[31mred: falling"))


class WithoutCounts(Program):
    def reported(self, *figures):
        return self.write("criterion,period,reported\n" + "".join(f"asked,{2010 + i},{figure}\n"
                                                                  for i, figure in enumerate(figures)))

    def test_the_order_alone(self):
        path = self.reported("96", "95", "94.5", "94%", "88 percent", "80.6%")
        output = self.run_peel("trend", path)[0]
        # 6 figures in falling order: 2 of the 6! ways; Sen's slope is the median of the 15
        values = [96, 95, 94.5, 94, 88, 80.6]
        slopes = sorted((b - a) / (j - i) for i, a in enumerate(values) for j, b in enumerate(values) if j > i)
        self.assertTrue(output.startswith("asked: falling (Mann-Kendall p = 0.003) of 6 figures without counts: "
                                          f"{slopes[7]:.1f} percentage points a year ("), output)
        self.assertIn("from 96.0% (2010) to 80.6% (2015)", output)
        self.assertIn("Note: Only percentages are known", output)
        row = self.results("trend", path)["results"][0]
        self.assertEqual((row["kind"], row["test"], row["verdict"], row["periods"], row["method"]),
                         ("order", "mann-kendall", "falling", 6, "sen"))
        self.assertAlmostEqual(row["p_value"], 2 / 720, delta=1e-15)
        self.assertAlmostEqual(row["estimate"], slopes[7] / 100, delta=1e-15)

    def test_too_few(self):
        # 4 figures: at best 2 of 4! ways, 0.083
        line = self.first_line("trend", self.reported("96", "90", "85", "80"))
        self.assertTrue(line.startswith("asked: too few cases to tell (Mann-Kendall p = 0.083) of 4 figures"), line)
        self.assertTrue(self.first_line("trend", self.reported("96", "90", "85", "80", "70")).startswith("asked: falling"))
        self.assertIn("(no interval: the figures are too few)", self.first_line("trend", self.reported("94", "88", "80")))
        self.assertIn("of 1 figures", self.first_line("trend", self.reported("94")))

    def test_a_method(self):
        path = self.reported(*[str(90 - i + (i % 3)) for i in range(12)])
        row = self.results("trend", path, "--method", "hamed-rao")["results"][0]
        self.assertEqual(row["test"], "hamed-rao")
        row = self.results("trend", path, "--method", "seasonal", "--season", "3")["results"][0]
        self.assertEqual(row["test"], "seasonal")
        self.assertIn("season", self.run_peel("trend", path, "--method", "seasonal", code=1)[1])

    def test_among_samples_it_is_passed_over(self):
        text = "criterion,period,met,assessed,reported\na,2021,30,40,\na,2022,,,70%\na,2023,10,40,\na,2024,,,\n"
        output = self.run_peel("trend", self.write(text))[0]
        self.assertIn("a: falling (Cochran-Armitage", output)
        self.assertIn("Note: Rows passed over, for they have no figure, or no counts where others have them: 2.", output)
        self.assertEqual(self.results("trend", self.write(text))["results"][0]["passed_over"], 2)

    def test_a_series_without_any_figure(self):
        path = self.write("criterion,period,met,assessed\na,2021,,\na,2022,,\n")
        self.assertIn("The series has no figure at all", self.run_peel("trend", path, code=1)[1])
