"""peel trend, of files: monthly audits, periods as people write them, printed percentages in time order."""

import csv
import math

from support import MONTHLY, REAL, STEADY, Program, cochran_armitage

FALLING = [(45, 48), (44, 47), (43, 48), (39, 46), (37, 47), (36, 48)]


def p_of(z):
    return math.erfc(abs(z) / math.sqrt(2))


def table(*rows):
    return "criterion,period,met,assessed\n" + "".join(f"{row}\n" for row in rows)


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
        self.assertEqual(lines[1], "  It changed all the same, if the cases of a period do not resemble one another: January "
                                   "2023 to September 2023 95.4%, October 2023 to May 2024 79.6%, June 2024 to December "
                                   "2024 93.5%")
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
                                          ("2024-03-30", "31/03/2024", "day", "31/03/2024"), ("period 7", "8", "none", "period 8")):
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
        self.assertTrue(line.startswith("asked: too few to tell (Mann-Kendall p = 0.083) of 4 figures"), line)
        self.assertTrue(self.first_line("trend", self.reported("96", "90", "85", "80", "70")).startswith("asked: falling"))
        self.assertIn("(no interval: the figures are too few)", self.first_line("trend", self.reported("94", "88", "80")))
        line = self.first_line("trend", self.reported("90", "91", "90", "91", "90", "91"))
        self.assertTrue(line.startswith("asked: no evidence of a rise or a fall (Mann-Kendall p = "), line)
        self.assertIn("of 1 figure without counts", self.first_line("trend", self.reported("94")))

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
