"""peel rate, of samples from a known population, and with a prior."""

import math
from fractions import Fraction

from support import Program, wilson

ALPHA = Fraction(1 - 0.95)  # as doubles have it


def tails(met, assessed, holding, population):
    """P(X >= met) and P(X <= met) where `holding` of the population meet the criterion."""
    ways = [math.comb(holding, k) * math.comb(population - holding, assessed - k) for k in range(assessed + 1)]
    total = math.comb(population, assessed)
    return Fraction(sum(ways[met:]), total), Fraction(sum(ways[:met + 1]), total)


def exact_bounds(met, assessed, population, spent=2):
    """The numbers of cases that neither tail rejects (Cochran 1977)."""
    possible = range(met, population - (assessed - met) + 1)
    below = [k for k in possible if tails(met, assessed, k, population)[0] > ALPHA / spent]
    above = [k for k in possible if tails(met, assessed, k, population)[1] > ALPHA / spent]
    return below[0], above[-1]


def effective_wilson(met, assessed, population):
    """Wilson of n (N - 1) / (N - n) cases with the same rate, cut to what is certain."""
    n = assessed * (population - 1) / (population - assessed)
    lower, upper = wilson(met / assessed * n, n)
    return max(lower, met / population), min(upper, 1 - (assessed - met) / population)


CASES = [(45, 100, 300), (41, 79, 300), (1, 90, 100), (30, 33, 1300), (0, 20, 60), (20, 20, 60), (3, 8, 9)]


class Known(Program):
    def test_in_whole_cases(self):
        for met, assessed, population in CASES:
            fewest, most = exact_bounds(met, assessed, population)
            arguments = ("rate", f"{met}/{assessed}", "--population", str(population), "--method", "clopper-pearson")
            result = self.results(*arguments)["results"][0]
            self.assertEqual((result["population_lower"], result["population_upper"]), (fewest, most))
            self.assertEqual((result["lower"], result["upper"]), (fewest / population, most / population))
            self.assertTrue(self.first_line(*arguments).endswith(
                f", {fewest} to {most} of the {population}, Clopper-Pearson (exact))"))

    def test_as_published(self):
        # Strictly more than 2.5% in each tail: 111 to 160, where some packages say 110 to 161
        line = self.first_line("rate", "45/100", "--population", "300", "--method", "clopper-pearson")
        self.assertTrue(line.endswith(", 111 to 160 of the 300, Clopper-Pearson (exact))"), line)

    def test_wilson_with_a_correction(self):
        for met, assessed, population in CASES:
            lower, upper = effective_wilson(met, assessed, population)
            result = self.results("rate", f"{met}/{assessed}", "--population", str(population))["results"][0]
            self.assertAlmostEqual(result["lower"], lower, delta=1e-12)
            self.assertAlmostEqual(result["upper"], upper, delta=1e-12)
            if met not in (0, 1) and assessed > 8:  # a limit that is certain is a whole number but for its rounding
                self.assertEqual(result["population_lower"], math.ceil(lower * population))
                self.assertEqual(result["population_upper"],
                                 min(math.floor(upper * population), population - assessed + met))
            self.assertIn("finite", result["notes"])

    def test_the_sentence(self):
        self.assertEqual(self.run_peel("rate", "--population", "300", "45/100")[0],
                         "45 of 100 (45.0%; 95% confidence interval 37.3% to 53.0%, 112 to 159 of the 300, Wilson)"
                         "\n\nNote: The known population was used: the interval allows for it.\n")
        self.assertTrue(self.first_line("rate", "--failures", "15/59", "--population", "100").endswith(
            " of the 100, Wilson), as 15 of 59 failed"))

    def test_one_bound(self):
        fewest, most = exact_bounds(45, 100, 300, 1)
        arguments = ("rate", "45/100", "--population", "300", "--method", "clopper-pearson", "--side")
        self.assertTrue(self.first_line(*arguments, "lower").endswith(
            f"; at least {100 * fewest / 300:.1f}%, {fewest} of the 300, one-sided 95% lower bound, Clopper-Pearson (exact))"))
        self.assertTrue(self.first_line(*arguments, "upper").endswith(
            f"; at most {100 * most / 300:.1f}%, {most} of the 300, one-sided 95% upper bound, Clopper-Pearson (exact))"))
        row = self.rows(*arguments, "lower")[0]  # that 55 failed is certain
        self.assertEqual((row["population_lower"], row["population_upper"]), (str(fewest), "245"))
        table = self.run_peel(*arguments, "lower", "--format", "table")[0].splitlines()[0].split()
        self.assertEqual(table, ["met", "assessed", "population", "rate", "lower", "fewest"])

    def test_narrow_limits(self):
        line = self.first_line("rate", "1/90", "--population", "100", "--method", "wald")
        self.assertTrue(line.endswith(", 1 of the 100, Wald)"), line)
        # limits about a third of 10 cases, with no whole number between them
        line = self.first_line("rate", "1/3", "--population", "10", "--confidence", "1%")
        self.assertTrue(line.endswith(", 3 to 4 of the 10, Wilson)"), line)

    def test_a_census(self):
        self.assertEqual(self.first_line("rate", "30/33", "--population", "33"),
                         "30 of 33 (90.9%; every case was looked at)")
        row = self.rows("rate", "30/33", "--population", "33")[0]
        self.assertEqual((row["population_lower"], row["population_upper"], row["notes"]), ("30", "30", "census"))

    def test_a_dip_withholds_them(self):
        output = self.run_peel("rate", "41/79", "--population", "300", "--design", "dip")[0]
        self.assertNotIn("of the 300", output)
        row = self.rows("rate", "41/79", "--population", "300", "--design", "dip")[0]
        self.assertEqual((row["population_lower"], row["population_upper"]), ("", ""))

    def test_nothing_assessed(self):
        self.assertEqual(self.first_line("rate", "0/0", "--population", "300"), "0 of 0 (no rate: no case was assessed)")

    def test_plus_minus(self):
        # 1.959964 * sqrt(0.45 * 0.55 / 100 * 200 / 299) = 0.07975
        self.assertTrue(self.first_line("rate", "45/100", "--population", "300", "--plus-minus").startswith(
            "45 of 100: 45.0 percent (with a confidence interval of +/- 8.0 percent, 112 to 158 of the 300)"))
        # the lower limit was cut at 1 of 100: 1.959964 * sqrt(1 / 90 * 89 / 90 / 90 * 10 / 99) = 0.00688
        self.assertTrue(self.first_line("rate", "1/90", "--population", "100", "--plus-minus").startswith(
            "1 of 90: 1.1 percent (with a confidence interval of +/- 0.7 percent, 1 of the 100)"))

    def test_a_method_that_does_not_use_it(self):
        output = self.run_peel("rate", "30/33", "--population", "1,300", "--method", "wald-cc")[0]
        self.assertIn("Note: The known population was not used: the answer is the one for an endless population. Methods "
                      "that use it: wilson, clopper-pearson, mid-p, jeffreys, agresti-coull, wald, beta, beta-hpd, "
                      "blaker and logit.\n", output)
        self.assertNotIn("of the 1300", output)
        row = self.rows("rate", "30/33", "--population", "1300", "--method", "sterne")[0]
        self.assertEqual((row["population"], row["population_lower"], row["notes"]), ("1300", "", "population-unused"))
        self.assertEqual(float(row["lower"]), float(self.rows("rate", "30/33", "--method", "sterne")[0]["lower"]))

    def test_refused(self):
        for typed in ("0", "-3", "abc"):
            self.refused("type a whole number of cases, as in 300", "rate", "45/100", f"--population={typed}")
        self.refused("More cases were assessed than the population holds", "rate", "45/100", "--population", "99", code=1)
        self.refused("--population goes with one sample", "rate", "45/100", "4/10", "--population", "300")


class Column(Program):
    TEXT = "criterion,met,assessed,population\nfirst,45,100,300\nsecond,41,79,\nthird,30,33,33\nfourth,9,10,9\n"

    def test_where_it_is_known(self):
        path = self.write(self.TEXT)
        output, errors = self.run_peel("rate", path, "--method", "clopper-pearson", code=1)
        lines = output.splitlines()
        self.assertTrue(lines[0].endswith(", 111 to 160 of the 300, Clopper-Pearson (exact))"))
        self.assertTrue(lines[1].endswith("Clopper-Pearson (exact))"))
        self.assertTrue(lines[2].endswith("(90.9%; every case was looked at)"))
        self.assertIn("tallies.csv:5", errors)
        self.assertIn("Note: In 1 of 3 rows: The known population was used", output)
        self.assertIn("Note: In 1 of 3 rows: Every case was looked at", output)
        self.assertIn("Fewest, most: the same in cases of the population.\n", output)
        table = [line.split() for line in lines if line.startswith(("first ", "second ", "third "))]
        self.assertEqual(table[0][7:], ["111", "160"])
        self.assertEqual([len(row) for row in table[1:]], [6, 8])  # no number of cases; and of a census its note

    def test_csv_and_json(self):
        path = self.write(self.TEXT)
        for result, row in zip(self.results("rate", path, code=1)["results"], self.rows("rate", path, code=1)):
            for name in ("population", "population_lower", "population_upper"):
                self.assertEqual(row[name], "" if result[name] is None else str(result[name]))
        self.assertEqual([row["population_lower"] == "" for row in self.rows("rate", path, code=1)],
                         [False, True, False, True])

    def test_a_large_one(self):
        path = self.write("criterion,met,assessed,population\nfirst,40000000,100000000,9007199254740992\n")
        row = self.rows("rate", path, "--method", "clopper-pearson")[0]
        for name, limit in (("population_lower", row["lower"]), ("population_upper", row["upper"])):
            self.assertAlmostEqual(int(row[name]) / 9007199254740992, float(limit), delta=1e-15)


def beta_share(a, b, x):
    """P(B <= x) of whole a and b, as a binomial tail."""
    n = a + b - 1
    return math.fsum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))


class Prior(Program):
    def test_equal_tails(self):
        for typed, met, failed in (("2,3", 2, 3), ("1,1", 1, 1), (" 5 , 1.0 ", 5, 1)):
            result = self.results("rate", "4/20", "--method", "beta", "--prior", typed)["results"][0]
            self.assertAlmostEqual(beta_share(4 + met, 16 + failed, result["lower"]), 0.025, delta=1e-12)
            self.assertAlmostEqual(beta_share(4 + met, 16 + failed, result["upper"]), 0.975, delta=1e-12)
            self.assertEqual((result["prior_met"], result["prior_failed"]), (met, failed))

    def test_without_one(self):
        one, other = (self.results("rate", "4/20", "--method", "beta", *prior)["results"][0]
                      for prior in ((), ("--prior", "1,1")))
        self.assertEqual(one, other)
        self.assertEqual(self.rows("rate", "4/20")[0]["prior_met"], "")

    def test_half_a_case(self):
        # R's binom.confint of 4 of 20, by statsmodels' results_proportion.py: Jeffreys, with equal tails
        result = self.results("rate", "4/20", "--method", "beta", "--prior", "0.5,0.5")["results"][0]
        self.assertAlmostEqual(result["lower"], 0.07152005247873425, delta=1e-12)
        self.assertAlmostEqual(result["upper"], 0.4082257625169254, delta=1e-12)

    def test_highest_density(self):
        # of Beta(6, 19): as likely at both ends, with 95% between them
        result = self.results("rate", "4/20", "--method", "beta-hpd", "--prior", "2,3")["results"][0]
        lower, upper = result["lower"], result["upper"]
        self.assertAlmostEqual((lower / upper) ** 5 * ((1 - lower) / (1 - upper)) ** 18, 1, delta=1e-9)
        self.assertAlmostEqual(beta_share(6, 19, upper) - beta_share(6, 19, lower), 0.95, delta=1e-12)

    def test_is_said(self):
        for typed, said in (("2,3", "2 met and 3"), ("0.001,1000000", "0.001 met and 1000000"), ("0.1,0.5", "0.1 met and 0.5")):
            line = self.first_line("rate", "4/20", "--method", "beta", "--prior", typed)
            self.assertTrue(line.endswith(f", Beta posterior (equal tails), prior {said} failed)"), line)
        self.assertTrue(self.first_line("rate", "4/20", "--method", "beta-hpd").endswith(
            ", Beta posterior (highest density), prior 1 met and 1 failed)"))
        self.assertNotIn("prior", self.first_line("rate", "4/20", "--method", "all", "--prior", "2,3"))
        for none in (["0/0"], ["4/20", "--design", "census"], ["4/20", "--design", "dip"]):
            self.assertNotIn("prior", self.first_line("rate", *none, "--method", "beta"))

    def test_with_all_methods(self):
        rows = {row["method"]: row for row in self.rows("rate", "4/20", "--method", "all", "--prior", "2,3")}
        self.assertEqual([name for name, row in rows.items() if row["prior_met"]], ["beta", "beta-hpd"])
        self.assertEqual(rows["beta"]["lower"], self.rows("rate", "4/20", "--method", "beta", "--prior", "2,3")[0]["lower"])

    def test_refused(self):
        for typed in ("1", "0,0", "0,1", "1,0", "1,2,3", "", ",", "a,b", "-1,2", "1;2", "nan,1", "1e3,1", "2000000,1",
                      "0.0001,1", "inf,1", "0x1,1"):
            self.refused(f"--prior {typed}: type two numbers from 0.001 to 1000000, as in 2,3", "rate", "4/20",
                         "--method", "beta", f"--prior={typed}")
        for method in ([], ["--method", "jeffreys"]):
            self.refused("--prior goes with the methods beta and beta-hpd", "rate", "4/20", *method, "--prior", "2,3")


class OneSided(Program):
    def test_which_methods_have_no_bounds(self):
        for name in ("blaker", "sterne", "beta-hpd", "modified-wilson", "modified-jeffreys"):
            for side in ("lower", "upper"):
                self.refused(f"{name}: This method has no one-sided form: ask for two sides, or choose another method. "
                             "One-sided: wilson, wilson-cc, clopper-pearson, mid-p, jeffreys, agresti-coull, wald, "
                             "wald-cc, beta, likelihood-ratio, logit, probit, cloglog, arcsine and scas.",
                             "rate", "4/20", "--method", name, "--side", side)

    def test_all_that_have(self):
        names = [row["method"] for row in self.rows("rate", "4/20", "--method", "all", "--side", "lower")]
        self.assertEqual(len(names), 15)
        self.assertNotIn("blaker", names)
