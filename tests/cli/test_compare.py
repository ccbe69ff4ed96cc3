"""peel compare: two samples, several, the same cases twice, printed figures, files."""

import math

from support import MONTHLY, REAL, Program, binomial, fisher, newcombe, points, wilson

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
        self.assertIn("interval is narrower for them", output)
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
        self.assertIn("The rate after is infinity times the rate before (95% confidence interval ",
                      self.run_peel("compare", "0/40", "5/40", "--ratio")[0])
        row = self.results("compare", "0/40", "5/40", "--ratio")["results"][1]
        self.assertEqual((row["estimate"], row["upper"]), ("inf", "inf"))
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


class Several(Program):
    def test_the_rates_differ(self):
        samples = ("41/79", "40/48", "57/81")
        output = self.run_peel("compare", *samples)[0]
        self.assertTrue(output.startswith("The rates of 3 samples differ more than chance allows (Homogeneity p < 0.001, "
                                          "chi-squared 14.18 with 2 degrees of freedom)\nThey are not one rate; all cases "
                                          "together: 138 of 208 (66.3%; "))
        rows = self.results("compare", *samples)["results"]
        self.assertEqual([row["kind"] for row in rows], ["pair"] * 3 + ["pooled"])
        pairs = [((41, 79), (40, 48)), ((41, 79), (57, 81)), ((40, 48), (57, 81))]
        raw = [fisher(*a, *b) for a, b in pairs]
        for row, p, (a, b) in zip(rows, raw, pairs):
            self.assertAlmostEqual(row["p_value"], p, delta=1e-12)
            self.assertAlmostEqual(row["lower"], newcombe(a, b)[0], delta=1e-12)
        # Holm: 3, 2, 1 times the sorted p, rising
        self.assertAlmostEqual(rows[0]["adjusted_p"], 3 * raw[0], delta=1e-12)
        self.assertAlmostEqual(rows[1]["adjusted_p"], 2 * raw[1], delta=1e-12)
        self.assertAlmostEqual(rows[2]["adjusted_p"], raw[2], delta=1e-12)
        self.assertEqual([row["verdict"] for row in rows], ["rising", "rising", "no-evidence", "differ"])

    def test_the_rates_agree(self):
        output = self.run_peel("compare", "40/48", "27/36", "47/60")[0]
        self.assertIn("differ no more than chance can explain (Homogeneity p = ", output)
        self.assertIn("\nPooled: 114 of 144 (79.2%; ", output)
        self.assertEqual(self.results("compare", "40/48", "27/36", "47/60")["results"][3]["verdict"], "agree")

    def test_nothing_to_compare(self):
        self.assertIn("Fewer than two of the samples have cases", self.run_peel("compare", "0/0", "0/0", "1/2")[0])

    def test_a_bad_one_is_set_aside(self):
        output, errors = self.run_peel("compare", "41/79", "9/8", "40/48", "57/81", code=1)
        self.assertIn("The rates of 3 samples", output)
        self.assertTrue(errors.startswith("peel: 9/8: "))

    def test_refused(self):
        for option in ("--ratio", "--odds-ratio", "--margin=5", "--method=all", "--test=all"):
            self.refused(f"{option.replace('=5', '').replace('=', ' ')} goes with two samples", "compare", "1/2", "2/3",
                         "3/4", option)
        self.refused("--side goes with two samples", "compare", "1/2", "2/3", "3/4", "--side", "lower")


class Paired(Program):
    def test_the_sentence(self):
        # mid-P of 3 and 10 of 13: 2 (sum of C(13, k) for k < 3 + C(13, 3) / 2) / 2^13
        p = 2 * (sum(math.comb(13, k) for k in range(3)) + math.comb(13, 3) / 2) / 2**13
        output = self.run_peel("compare", "--paired", "50,3,10,18")[0].splitlines()
        self.assertTrue(output[0].startswith("From 65.4% to 74.1% of the same 81 cases: +8.6 percentage points (95% "
                                             "confidence interval "))
        self.assertTrue(output[0].endswith(f"no more than chance can explain (McNemar mid-P p = {p:.3f})"), output[0])
        self.assertEqual(output[1], "Of 13 cases that changed, 10 met the criterion only after and 3 only before")
        row = self.results("compare", "--paired", "50,3,10,18")["results"][0]
        self.assertAlmostEqual(row["p_value"], p, delta=1e-12)
        self.assertEqual((row["before_met"], row["after_met"], row["after_assessed"]), (53, 60, 81))

    def test_verdicts(self):
        self.assertTrue(self.first_line("compare", "--paired", "50,3,20,18").startswith("Rose from"))
        self.assertTrue(self.first_line("compare", "--paired", "50,20,3,18").startswith("Fell from"))
        # all 4 changed one way: mid-P 2 * 0.5^4 / 2 = 0.0625
        line = self.first_line("compare", "--paired", "50,0,4,18")
        self.assertIn("too few cases to tell", line)
        self.assertIn("(McNemar mid-P p = 0.062, at best 0.062)", line)
        self.assertIn("No comparison", self.first_line("compare", "--paired", "0,0,0,0"))
        self.assertIn("nothing follows", self.first_line("compare", "--paired", "5,3,20,1", "--design", "dip"))
        self.assertIn("nothing is left to chance", self.first_line("compare", "--paired", "5,3,4,1", "--design", "census"))

    def test_methods(self):
        exact = 2 * sum(math.comb(13, k) for k in range(4)) / 2**13
        row = self.results("compare", "--paired", "50,3,10,18", "--method", "tango", "--test", "mcnemar")["results"][0]
        self.assertEqual((row["method"], row["test"]), ("tango", "mcnemar"))
        self.assertAlmostEqual(row["p_value"], exact, delta=1e-12)
        self.refused("it is square-and-add or tango", "compare", "--paired", "1,2,3,4", "--method", "mcnemar")
        self.refused("it is mcnemar-mid-p or mcnemar", "compare", "--paired", "1,2,3,4", "--test", "tango")
        self.refused('"fisher"', "compare", "--paired", "1,2,3,4", "--test", "fisher")

    def test_table(self):
        lines = self.run_peel("compare", "--paired", "50,3,10,18", "--format", "table")[0].splitlines()
        self.assertEqual(lines[0].split()[:4], ["both", "lost", "gained", "neither"])
        self.assertEqual(lines[1].split()[:5], ["50", "3", "10", "18", "+8.6"])

    def test_refused(self):
        for typed in ("1,2,3", "1,2,3,4,5", "a,2,3,4", "1;2;3;4", "", "1,2,3,"):
            self.refused("type four numbers of cases, as in 50,3,10,18", "compare", f"--paired={typed}")
        self.refused("1,-2,3,4: A count is negative", "compare", "--paired", "1,-2,3,4", code=1)
        self.refused("nothing goes with --paired", "compare", "1/2", "--paired", "1,2,3,4")
        self.refused("above 50%", "compare", "--paired", "1,2,3,4", "--side", "lower", "--confidence", "40")


class Printed(Program):
    def test_after_a_printed_figure(self):
        # The least sure rate between 0.8055 and 0.8065 decides; the figure's own p is said.
        line = self.first_line("compare", "80.6%", "68/80")
        self.assertTrue(line.startswith("From 80.6% to 85.0%: +4.4 percentage points (95% confidence interval "), line)
        self.assertIn(f"no more than chance can explain (exact binomial p = {binomial(68, 80, 0.806):.2f}", line)
        row = self.results("compare", "80.6%", "68/80")["results"][0]
        self.assertAlmostEqual(row["p_value"], binomial(68, 80, 0.806), delta=1e-9)
        self.assertEqual((row["before_reported"], row["before_rate"], row["before_met"], row["after_met"]),
                         ("80.6%", 0.806, None, 68))

    def test_fell(self):
        line = self.first_line("compare", "94", "68/80")
        self.assertTrue(line.startswith("Fell from 94% to 85.0%: -9.0 percentage points ("), line)
        self.assertIn(f"(exact binomial p = {binomial(68, 80, 0.94):.3f}, with rounding ", line)

    def test_before_a_printed_figure_everything_is_mirrored(self):
        one = self.results("compare", "94%", "68/80")["results"][0]
        other = self.results("compare", "68/80", "94%")["results"][0]
        self.assertEqual((other["estimate"], other["lower"], other["upper"]),
                         (-one["estimate"], -one["upper"], -one["lower"]))
        self.assertEqual((one["verdict"], other["verdict"]), ("falling", "rising"))
        self.assertEqual(other["p_value"], one["p_value"])
        self.assertEqual((other["before_met"], other["after_reported"]), (68, "94%"))
        lower = self.results("compare", "94%", "68/80", "--side", "upper")["results"][0]
        upper = self.results("compare", "68/80", "94%", "--side", "lower")["results"][0]
        self.assertEqual((lower["p_value"], lower["side"], upper["side"]), (upper["p_value"], "upper", "lower"))
        line = self.first_line("compare", "87.8 +/- 1.66", "68/80")
        self.assertIn("z = -0.7", line)
        self.assertIn("z = 0.7", self.first_line("compare", "68/80", "87.8 +/- 1.66"))

    def test_two_with_plus_minus(self):
        line = self.first_line("compare", "87.8 +/- 1.66", "75.8 +/- 1.94")
        self.assertEqual(line, self.first_line("reported", "87.8 +/- 1.66", "75.8 +/- 1.94"))
        self.assertIn("z = -9.21, with rounding -9.31 to -9.11", line)

    def test_too_near_to_call(self):
        # 57 of 81 against 80%: p = 0.0367 at 0.8, and above 0.05 at 0.795; against 79 to 81 rounding decides
        near = [figure for figure in range(76, 84)
                if "too near to call" in self.first_line("compare", f"{figure}%", "57/81")]
        self.assertTrue(near)
        for figure in near:
            ends = [binomial(57, 81, (figure + half) / 100) for half in (-0.5, 0.5)]
            self.assertTrue(min(ends) <= 0.05 < max(ends), ends)

    def test_nothing_assessed(self):
        self.assertEqual(self.first_line("compare", "80%", "0/0"), "No comparison: no case was assessed")

    def test_refused(self):
        self.refused("ask peel reported from how many cases on", "compare", "94", "80.6")
        self.refused("ask peel reported", "compare", "94 +/- 1", "80.6")
        self.refused("letter 1: ", "compare", "68/80", "101%")
        self.refused("is compared with one sample", "compare", "68/80", "80.6%", "3/4")
        self.refused("leave out --method, --test and --population", "compare", "68/80", "80.6%", "--test", "pearson")
        self.refused("9/8: ", "compare", "9/8", "80.6%", code=1)
        self.refused("100 +/- 2: ", "compare", "100 +/- 2", "90 +/- 3", code=1)


class File(Program):
    def test_first_and_last_period(self):
        lines = self.run_peel("compare", MONTHLY)[0].splitlines()
        self.assertTrue(lines[0].startswith("recorded grounds reasonable: From 100.0% (January 2023) to 95.1% (December "
                                            "2024): -4.9 percentage points ("))
        self.assertTrue(lines[1].startswith("repeat victim checked: Rose from 59.5% (January 2023) to 85.7%"))
        self.assertIn("Of each series the first and the last period are compared", lines[-1])
        row = self.results("compare", MONTHLY)["results"][1]
        self.assertEqual((row["criterion"], row["before_period"], row["after_period"], row["line"]),
                         ("repeat victim checked", "2023-01", "2024-12", 49))
        self.assertAlmostEqual(row["p_value"], fisher(22, 37, 30, 35), delta=1e-12)

    FORCES = ("force,area,criterion,period,met,assessed\nNorth,A,asked,2023,5,40\nNorth,A,asked,2022,20,40\n"
              "South,A,asked,2022,30,40\nSouth,A,asked,2023,20,41\n")

    def test_in_any_order_by_columns(self):
        path = self.write(self.FORCES)
        lines = self.run_peel("compare", path, "--by", "force")[0].splitlines()
        self.assertTrue(lines[0].startswith("North: Fell from 50.0% (2022) to 12.5% (2023): -37.5"), lines[0])
        self.assertTrue(lines[1].startswith("South: Fell from 75.0% (2022) to 48.8% (2023)"), lines[1])
        lines = self.run_peel("compare", path, "--by", "criterion,FORCE")[0].splitlines()
        self.assertTrue(lines[0].startswith("North, asked: Fell"), lines[0])

    def test_one_series_has_its_samples(self):
        path = self.write("criterion,period,met,assessed\nasked,2022,57,81\nasked,2023,68,80\n")
        lines = self.run_peel("compare", path)[0].splitlines()
        self.assertTrue(lines[0].startswith("asked: Rose from 70.4% (2022) to 85.0% (2023): +14.6"))
        self.assertTrue(lines[1].startswith("Before: 57 of 81"))

    def test_strata(self):
        # Mantel-Haenszel: weights n1 n2 / n; North -0.375 with 20, South 20/41 - 30/40 with 1640/81
        weights = [40 * 40 / 80, 40 * 41 / 81]
        changes = [5 / 40 - 20 / 40, 20 / 41 - 30 / 40]
        expected = sum(w * c for w, c in zip(weights, changes)) / sum(weights)
        path = self.write(self.FORCES)
        row = self.results("compare", path, "--by", "force", "--strata")["results"][-1]
        self.assertEqual((row["kind"], row["method"]), ("strata", "mantel-haenszel-difference"))
        self.assertAlmostEqual(row["estimate"], expected, delta=1e-12)
        self.assertIn(f"Within the 2 series, as one figure: {points(expected)} percentage points",
                      self.run_peel("compare", path, "--by", "force", "--strata")[0])

    def test_a_period_twice(self):
        output, errors = self.run_peel("compare", self.write(self.FORCES), code=1)
        self.assertEqual(output, "")
        self.assertIn(":4: period: The period stands twice, here and in line 3: pool its samples, or part", errors)

    def test_one_period(self):
        path = self.write("criterion,period,met,assessed\nasked,2022,57,81\n")
        self.assertIn("one period alone: nothing to compare", self.run_peel("compare", path, code=1)[1])
        self.assertEqual(self.results("compare", path, code=1)["faults"][0]["line"], 2)

    def test_no_periods(self):
        path = self.write("criterion,met,assessed\nasked,57,81\nasked,68,80\n")
        errors = self.run_peel("compare", path, code=1)[1]
        self.assertIn("No row names its period: a column `period` is needed", errors)
        self.assertEqual(len(errors.splitlines()), 2)
        self.assertEqual(self.rows("compare", path, code=1)[0]["status"], "not-a-period")

    def test_the_real_file_has_no_two_periods(self):
        errors = self.run_peel("compare", REAL, code=1)[1]
        self.assertIn('"2019 and 2020" is not a period', errors)

    def test_refused(self):
        self.refused("a file is compared alone", "compare", MONTHLY, "1/2")
        self.refused("a file is compared alone", "compare", "nowhere.csv", "other.csv")
        self.refused("nor a file", "compare", "nowhere.csv", code=3)
        self.refused("--by name: type criterion, area or force", "compare", MONTHLY, "--by", "name")
        self.refused("--by criterion,: type", "compare", MONTHLY, "--by", "criterion,")
        self.refused("--by goes with a file", "compare", *PAIR, "--by", "force")
        self.refused("--strata goes with a file", "compare", *PAIR, "--strata")
        self.refused("--population goes with samples; in a file it is a column", "compare", MONTHLY, "--population", "9")


class Refused(Program):
    def test_too_few_samples(self):
        self.refused("type two samples, as in peel compare 57/81 68/80", "compare")
        self.refused("57/81: type two samples", "compare", "57/81")
        self.refused("80.6%: type two samples", "compare", "80.6%")

    def test_a_bad_sample(self):
        self.refused("peel: 9/8: ", "compare", "9/8", "1/2", code=1)
        faults = self.results("compare", "9/8", "1/2", code=1)
        self.assertEqual((faults["results"], faults["faults"][0]["sample"]), ([], "9/8"))
        self.assertEqual(self.rows("compare", "9/8", "1/2", code=1)[0]["status"], "met-above-assessed")
        self.refused("fewer were assessed than the population holds", "compare", *PAIR, "--design", "census",
                     "--population", "300,400", code=1)

    def test_confidence(self):
        self.refused("a confidence above 50%", "compare", *PAIR, "--side", "lower", "--confidence", "40")
        self.refused("type a percentage above 1", "compare", *PAIR, "--confidence", "1")
        self.refused("--bom goes with --format csv", "compare", *PAIR, "--bom")
        self.assertTrue(self.run_peel("compare", *PAIR, "--format", "csv", "--bom")[0].startswith("\ufefffile,line,"))

    def test_no_grade(self):
        for word in ("outstanding", "good", "adequate", "inadequate"):
            self.assertNotIn(word, self.run_peel("compare", *PAIR)[0].lower())
