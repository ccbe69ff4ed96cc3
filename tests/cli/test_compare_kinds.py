"""peel compare, of several samples, the same cases twice, printed figures and files."""

import math

from support import MONTHLY, REAL, Program, binomial, fisher, newcombe, points

PAIR = ("57/81", "68/80")


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

    def test_of_dip_samples_nothing_is_concluded(self):
        rows = self.results("compare", "41/79", "40/48", "57/81", "--design", "dip")["results"]
        self.assertLess(rows[0]["p_value"], 0.001)
        self.assertEqual([row["verdict"] for row in rows], ["no-evidence"] * 3 + ["agree"])
        for design in ("dip", "census"):
            self.refused("--margin asks what chance allows", "compare", *PAIR, "--margin", "5", "--design", design)

    def test_the_rates_agree(self):
        output = self.run_peel("compare", "40/48", "27/36", "47/60")[0]
        self.assertIn("differ no more than chance can explain (Homogeneity p = ", output)
        self.assertIn("\nPooled: 114 of 144 (79.2%; ", output)
        self.assertEqual(self.results("compare", "40/48", "27/36", "47/60")["results"][3]["verdict"], "agree")

    def test_no_case_failed(self):
        output = self.run_peel("compare", "5/5", "6/6", "7/7")[0]
        self.assertTrue(output.startswith("The rates of 3 samples differ no more than chance can explain (Homogeneity p = 1)"
                                          "\nPooled: 18 of 18 (100.0%; "), output)
        self.assertNotIn("nan", output)

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


class NearZero(Program):
    def test_z_has_no_sign_at_zero(self):
        # 0.01 / sqrt(5**2 + 5**2) * 1.96 = 0.003, and a rounding of the figures by as much as the change or more
        line = self.first_line("compare", "80.61 +/- 5", "80.60 +/- 5")
        self.assertIn("; z = 0.00, with rounding -0.01 to 0.00)", line)


class Level(Program):
    def test_of_a_confidence_near_to_1(self):
        # 1 less it is 1e-16 in decimals, and 1.1e-16 in doubles
        path = self.write("criterion,period,met,assessed\n" + "".join(
            f"row {i},{year},{met},80\n" for i in range(400) for year, met in ((2020, 41), (2021, 50))))
        for confidence, level, made in (("99.99999999999999", "0.00000000000001%", "fewer than 0.001"), ("95", "5%", "about 20"),
                                        ("99.9", "0.1%", "about 0.4"), ("2.5", "97.5%", "about 390")):
            output = self.run_peel("compare", path, "--confidence", confidence)[0]
            self.assertIn(f"Each of the 400 series is tested at {level}: if nothing", output)
            self.assertIn(f"would still make a change of {made} series in all.\n", output)
        self.assertIn("(Fisher, 0.00000000000001%)", self.run_peel("reported", "94", "20", "--confidence",
                                                                   "99.99999999999999")[0])


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

    def test_the_methods_stand_below_the_table(self):
        output = self.run_peel("compare", MONTHLY)[0]
        self.assertIn("\nDifferences: after - before, in percentage points. Lower to upper: 95% confidence interval, Newcombe "
                      "(hybrid score). p: Fisher (exact; two-sided by likelihood).\n", output)
        self.assertIn("chance alone would still make a change of about 0.1 series in all", output)
        one_sided = self.run_peel("compare", MONTHLY, "--side", "upper", "--test", "all", "--format", "table")[0]
        self.assertIn("in percentage points. Upper: one-sided 95% bound.\n", one_sided)

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
