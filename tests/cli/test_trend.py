"""peel trend, of typed series."""

import math

from support import MONTHLY, Program, cochran_armitage, points, wilson

FALLING = [(45, 48), (44, 47), (43, 48), (39, 46), (37, 47), (36, 48)]
TYPED = [f"{met}/{assessed}" for met, assessed in FALLING]


def p_of(z):
    return math.erfc(abs(z) / math.sqrt(2))


class Typed(Program):
    def test_the_sentence(self):
        z, slope = cochran_armitage(FALLING)
        half = 1.959963984540054 * slope / z
        lines = self.run_peel("trend", *TYPED)[0].splitlines()
        self.assertLess(p_of(z), 0.001)
        self.assertEqual(lines[0], f"falling (Cochran-Armitage p < 0.001): {points(slope)} percentage points a period (95% "
                                   f"confidence interval {points(slope - half)} to {points(slope + half)}, "
                                   "Cochran-Armitage), from 93.8% (period 1) to 75.0% (period 6)")
        self.assertTrue(lines[1].startswith("  This series could have shown, with 80% power: a slope of roughly 3.4 "))
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
        self.assertNotIn("Stretches", output)  # without a test of the change none is claimed

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
        self.assertIn("\n  So few cases met the criterion, or failed it, that no order of them could be told from chance\n",
                      output)
        self.assertNotIn("could have shown", output)
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
