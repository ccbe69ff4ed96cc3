"""peel compare, of two samples."""

import math

from support import MONTHLY, Program, fisher, newcombe, points, wilson

PAIR = ("57/81", "68/80")


class TwoSamples(Program):
    def test_the_sentence(self):
        lower, upper = newcombe((57, 81), (68, 80))
        p = fisher(57, 81, 68, 80)
        self.assertEqual(self.first_line("compare", *PAIR),
                         f"Rose from 70.4% to 85.0%: +14.6 percentage points (95% confidence interval {points(lower)} to "
                         f"{points(upper)}, Newcombe); more than chance (Fisher p = {p:.3f})")
        before, after = self.run_peel("compare", *PAIR)[0].splitlines()[1:3]
        self.assertEqual(before, "Before: " + self.first_line("rate", "57/81"))
        self.assertEqual(after, "After: " + self.first_line("rate", "68/80"))

    def test_swapped_it_fell(self):
        lower, upper = newcombe((68, 80), (57, 81))
        self.assertIn(f"Fell from 85.0% to 70.4%: -14.6 percentage points (95% confidence interval {points(lower)} to "
                      f"{points(upper)}, Newcombe); more than chance", self.first_line("compare", "68/80", "57/81"))

    def test_no_more_than_chance(self):
        self.assertIn(f"From 75.0% to 78.3%: +3.3 percentage points", self.first_line("compare", "27/36", "47/60"))
        self.assertIn(f"; no more than chance can explain (Fisher p = {fisher(27, 36, 47, 60):.2f})",
                      self.first_line("compare", "27/36", "47/60"))

    def test_too_few(self):
        # Of 3 and 3 cases the least likely table is all against none: 2 of the 20 ways.
        self.assertIn("; too few cases to tell: no result of samples of these sizes could be told from chance (Fisher "
                      "p = 1, at best 0.100)", self.first_line("compare", "2/3", "1/3"))
        self.assertEqual(self.results("compare", "2/3", "1/3")["results"][0]["verdict"], "too-few")

    def test_unchanged(self):
        self.assertTrue(self.first_line("compare", "20/40", "10/20").startswith(
            "Unchanged from 50.0% to 50.0%: 0.0 percentage points ("))

    def test_a_small_change_is_not_none(self):
        line = self.first_line("compare", "500000/1000000", "500100/1000000")
        self.assertIn(": +0.01 percentage points (", line)

    def test_numbers(self):
        result = self.results("compare", *PAIR)["results"][0]
        lower, upper = newcombe((57, 81), (68, 80))
        for name, value in (("estimate", 68 / 80 - 57 / 81), ("lower", lower), ("upper", upper),
                            ("p_value", fisher(57, 81, 68, 80)), ("before_rate", 57 / 81), ("after_rate", 68 / 80),
                            ("before_lower", wilson(57, 81)[0]), ("after_upper", wilson(68, 80)[1])):
            self.assertAlmostEqual(result[name], value, delta=1e-12, msg=name)
        self.assertEqual([result[name] for name in ("kind", "measure", "method", "test", "verdict", "side", "status")],
                         ["change", "difference", "newcombe", "fisher", "rising", "two-sided", "ok"])
        self.assertEqual((result["before_met"], result["after_assessed"]), (57, 80))

    def test_csv_has_the_names_of_json(self):
        for arguments in (PAIR, (*PAIR, "--ratio", "--test", "all", "--margin", "5"), (MONTHLY,), (*PAIR, "1/2")):
            rows, results = self.rows("compare", *arguments), self.results("compare", *arguments)["results"]
            self.assertEqual(len(rows), len(results))
            for row, result in zip(rows, results):
                self.assertEqual(list(row), list(result))
                for name, text in row.items():
                    value = result[name]
                    if isinstance(value, list):
                        self.assertEqual(text, " ".join(value))
                    elif isinstance(value, float):
                        self.assertEqual(float(text), value)
                    else:
                        self.assertEqual(text, "" if value is None else str(value))

    def test_failures(self):
        self.assertEqual(self.first_line("compare", "--failures", "24/81", "--failures", "12/80"),
                         self.first_line("compare", *PAIR))
        self.assertIn("Before: 57 of 81 (70.4%; 95% confidence interval 59.7% to 79.2%, Wilson), as 24 of 81 failed",
                      self.run_peel("compare", "--failures", "24/81", "68/80")[0])

    def test_one_side(self):
        line = self.first_line("compare", *PAIR, "--side", "lower")
        self.assertRegex(line, r"\+14\.6 percentage points \(at least \+3\.8, one-sided 95% lower bound, Newcombe\); more "
                               r"than chance \(Fisher, one-sided p = 0\.0")
        self.assertIn("no fall beyond what chance can explain (Fisher, one-sided p = ",
                      self.first_line("compare", *PAIR, "--side", "upper"))

    def test_confidence(self):
        lower, upper = newcombe((57, 81), (68, 80), 0.99)
        line = self.first_line("compare", *PAIR, "--confidence", "99")
        self.assertIn(f"(99% confidence interval {points(lower)} to {points(upper)}, Newcombe); no more than chance", line)

    def test_a_p_value_stays_on_its_side(self):
        # fisher(57, 81, 68, 80) = 0.0367175: at a confidence of 96.33% alpha is 0.0367
        self.assertAlmostEqual(fisher(57, 81, 68, 80), 0.0367175, delta=1e-7)
        line = self.first_line("compare", *PAIR, "--confidence", "96.33")
        self.assertIn("no more than chance can explain (Fisher p = 0.037)", line)
        self.assertIn("more than chance (Fisher p = 0.0367)", self.first_line("compare", *PAIR, "--confidence", "96.328"))

    def test_decimals(self):
        self.assertIn("Rose from 70.3704% to 85.0000%: +14.6296 ", self.first_line("compare", *PAIR, "--decimals", "4"))

    def test_design(self):
        output = self.run_peel("compare", *PAIR, "--design", "dip")[0]
        self.assertIn("+14.6 percentage points (no interval, as a dip sample supports none); nothing follows", output)
        self.assertNotIn("Fisher", output)
        self.assertIsNone(self.results("compare", *PAIR, "--design", "dip")["results"][0]["lower"])
        self.assertIn("chosen by quota", self.run_peel("compare", *PAIR, "--design", "quota")[0])
        line = self.first_line("compare", *PAIR, "--design", "census")
        self.assertEqual(line, "Rose from 70.4% to 85.0%: +14.6 percentage points (every case was looked at); nothing is "
                               "left to chance")
        self.assertTrue(self.first_line("compare", "20/40", "21/40", "--design", "census").startswith("Rose from"))

    def test_nothing_assessed(self):
        self.assertEqual(self.first_line("compare", "0/0", "68/80"), "No comparison: no case was assessed before")
        self.assertEqual(self.first_line("compare", "57/81", "0/0"), "No comparison: no case was assessed after")
        self.assertIsNone(self.results("compare", "0/0", "68/80")["results"][0]["estimate"])

    def test_populations(self):
        endless = self.results("compare", *PAIR)["results"][0]
        finite = self.results("compare", *PAIR, "--population", "300,400")["results"][0]
        self.assertEqual((finite["before_population"], finite["after_population"]), (300, 400))
        self.assertLess(finite["upper"] - finite["lower"], endless["upper"] - endless["lower"])
        output = self.run_peel("compare", *PAIR, "--population", "300,400")[0]
        self.assertIn("interval allows for it", output)
        self.assertNotIn("was not used", output)
        self.assertEqual(self.results("compare", *PAIR, "--population", "0,0")["results"][0]["upper"], endless["upper"])
        for typed in ("300", "300,400,500", "many,3", "1,", "-1,300", "300;400"):
            self.refused("type a number a sample, as in 300,400", "compare", *PAIR, f"--population={typed}")
        self.refused("57/81: More cases were assessed than the population holds", "compare", *PAIR, "--population",
                     "80,400", code=1)

    def test_the_test_and_the_interval_may_disagree(self):
        self.assertGreater(newcombe((57, 81), (67, 80))[0], 0)
        self.assertGreater(fisher(57, 81, 67, 80), 0.05)
        self.assertIn("Note: Test and interval come from different methods and do not agree here: the test decides.",
                      self.run_peel("compare", "57/81", "67/80")[0])
        self.assertNotIn("do not agree", self.run_peel("compare", *PAIR)[0])


class Measures(Program):
    def test_ratio_and_odds_ratio(self):
        output = self.run_peel("compare", *PAIR, "--ratio", "--odds-ratio")[0]
        self.assertIn(f"The rate after is {68 / 80 / (57 / 81):.2f} times the rate before (95% confidence interval 1.02 to "
                      "1.45, Koopman)\n", output)
        self.assertIn(f"The odds after are {68 / 12 / (57 / 24):.2f} times the odds before (95% confidence interval 1.10 "
                      "to 5.14, Score)\n", output)
        measures = [(row["measure"], row["method"]) for row in
                    self.results("compare", *PAIR, "--ratio", "--odds-ratio")["results"]]
        self.assertEqual(measures, [("difference", "newcombe"), ("ratio", "koopman"), ("odds-ratio", "score")])

    def test_a_method_of_the_measure(self):
        # Katz: log ratio -+ 1.959964 sqrt(12/(68*80) + 24/(57*81))
        error = math.sqrt(12 / (68 * 80) + 24 / (57 * 81))
        ratio = 68 / 80 / (57 / 81)
        row = self.results("compare", *PAIR, "--ratio", "--method", "katz")["results"][1]
        self.assertAlmostEqual(row["lower"], ratio * math.exp(-1.959963984540054 * error), delta=1e-12)
        error = math.sqrt(1 / 57 + 1 / 24 + 1 / 68 + 1 / 12)
        row = self.results("compare", *PAIR, "--odds-ratio", "--method", "woolf")["results"][1]
        self.assertAlmostEqual(row["upper"], 68 / 12 / (57 / 24) * math.exp(1.959963984540054 * error), delta=1e-12)
        self.refused("--method goes with one of --ratio and --odds-ratio", "compare", *PAIR, "--ratio", "--odds-ratio",
                     "--method", "katz")
        self.refused('"katz"', "compare", *PAIR, "--method", "katz")

    def test_no_case_met(self):
        output = self.run_peel("compare", "0/40", "5/40", "--ratio", "--odds-ratio")[0]
        self.assertIn("The rate after has no finite ratio to the rate before (95% confidence interval ", output)
        self.assertIn("The odds after have no finite ratio to the odds before (95% confidence interval ", output)
        row = self.results("compare", "0/40", "5/40", "--ratio")["results"][1]
        self.assertEqual((row["estimate"], row["upper"]), (None, None))  # JSON has no such number
        self.assertGreater(row["lower"], 0)
        self.assertEqual(self.rows("compare", "0/40", "5/40", "--ratio")[1]["upper"], "inf")
        output = self.run_peel("compare", "0/40", "0/40", "--ratio", "--odds-ratio")[0]
        self.assertIn("No ratio of the rates: the counts give 0/0\nNo ratio of the odds: ", output)

    def test_all_methods_and_all_tests(self):
        self.maxDiff = None
        rows = self.results("compare", *PAIR, "--method", "all", "--test", "all")["results"]
        self.assertEqual([row["method"] for row in rows if row["kind"] == "change"],
                         ["newcombe", "newcombe-cc", "miettinen-nurminen", "mee", "agresti-caffo", "wald"])
        tests = {row["test"]: row["p_value"] for row in rows}
        self.assertEqual(sorted(tests), ["barnard", "boschloo", "fisher", "fisher-mid-p", "n-1", "pearson"])
        # Pearson: z^2 = 161 (57 * 12 - 68 * 24)^2 / (81 * 80 * 125 * 36)
        z = math.sqrt(161 * (57 * 12 - 68 * 24) ** 2 / (81 * 80 * 125 * 36))
        self.assertAlmostEqual(tests["pearson"], math.erfc(z / math.sqrt(2)), delta=1e-12)
        self.assertAlmostEqual(tests["n-1"], math.erfc(z * math.sqrt(160 / 161) / math.sqrt(2)), delta=1e-12)
        table = self.run_peel("compare", *PAIR, "--method", "all", "--test", "all")[0]
        for title in ("Miettinen-Nurminen (score)", "Barnard (exact; by |z| of pooled rates)"):
            self.assertIn(title, table)
        ratios = self.results("compare", *PAIR, "--ratio", "--method", "all")["results"]
        self.assertEqual(sorted(row["method"] for row in ratios if row["measure"] == "ratio"),
                         ["adjusted-log", "katz", "koopman", "miettinen-nurminen", "mover"])

    def test_a_named_test(self):
        for test, title in (("boschloo", "Boschloo"), ("barnard", "Barnard"), ("fisher-mid-p", "Fisher mid-P"),
                            ("pearson", "Pearson chi-squared"), ("n-1", "N - 1 chi-squared")):
            self.assertIn(f"more than chance ({title} p = 0.0", self.first_line("compare", *PAIR, "--test", test))
        self.refused("--test: ", "compare", *PAIR, "--test", "fischer")

    def test_too_large_for_an_exact_test(self):
        self.refused("choose another one, as with --test pearson", "compare", "2100/3000", "2200/3000", "--test", "boschloo",
                     code=1)
        self.refused("--test pearson", "compare", "500000000/1000000000", "500100000/1000000000", "1/2", code=1)
        tests = [row["test"] for row in self.results("compare", "2100/3000", "2200/3000", "--test", "all")["results"]]
        self.assertNotIn("boschloo", tests)
        self.assertIn("pearson", tests)


class Margin(Program):
    def test_a_fall(self):
        output = self.run_peel("compare", *PAIR, "--margin", "5")[0]
        self.assertRegex(output, r"A fall of 5 percentage points or more is ruled out \(Miettinen-Nurminen p = 0\.00")
        output = self.run_peel("compare", "68/80", "57/81", "--margin", "5")[0]
        self.assertRegex(output, r"A fall of 5 percentage points or more is not ruled out \(Miettinen-Nurminen p = ")
        row = self.results("compare", *PAIR, "--margin", "5")["results"][1]
        self.assertEqual((row["kind"], row["margin"], row["verdict"]), ("margin", 0.05, "within"))
        self.assertEqual(row["p_value"], row["p_value_lower"])
        self.assertIsNone(row["p_value_upper"])

    def test_equivalence(self):
        output = self.run_peel("compare", "800/1000", "805/1000", "--margin", "5%", "--equivalence")[0]
        self.assertIn("A change of 5 percentage points or more, either way, is ruled out (Miettinen-Nurminen p = 0.006; "
                      "90% confidence interval ", output)
        for confidence, said in (("95", "90"), ("99.9", "99.8"), ("97.5", "95"), ("98.75", "97.5"), ("51", "2"),
                                 ("99.9999999999999", "99.9999999999998")):
            self.assertIn(f"; {said}% confidence interval", self.run_peel(
                "compare", *PAIR, "--margin", "5", "--equivalence", "--confidence", confidence)[0])
        row = self.results("compare", *PAIR, "--margin", "5", "--equivalence")["results"][1]
        self.assertEqual((row["verdict"], row["p_value"]), ("not-shown", max(row["p_value_lower"], row["p_value_upper"])))

    def test_by_mee(self):
        self.assertIn("(Mee p = ", self.run_peel("compare", *PAIR, "--margin", "2.5", "--method", "mee")[0])

    def test_refused(self):
        for typed in ("0", "0.05", "1", "-5", "five", "100", "5x", ""):
            self.refused("type percentage points above 0 and below 100", "compare", *PAIR, f"--margin={typed}")
        self.assertIn("A fall of 0.5 percentage points", self.run_peel("compare", *PAIR, "--margin", "0.5%")[0])
        self.refused("--equivalence goes with --margin", "compare", *PAIR, "--equivalence")
        self.refused("--margin goes with --method miettinen-nurminen or mee", "compare", *PAIR, "--margin", "5",
                     "--method", "wald")
        self.refused("leave out --side", "compare", *PAIR, "--margin", "5", "--side", "lower")
        self.refused("--margin is of two samples", "compare", "--paired", "1,2,3,4", "--margin", "5")
