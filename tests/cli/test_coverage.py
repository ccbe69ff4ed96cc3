"""peel methods --coverage: how often an interval holds the true rate."""

import math
import os

from support import TOP, Program, clopper_pearson, wilson


def wald(met, assessed):
    width = 1.959963984540054 * math.sqrt(met * (assessed - met) / assessed**3)
    return max(0, met / assessed - width), min(1, met / assessed + width)


def pinned_wilson(met, assessed):
    lower, upper = wilson(met, assessed)
    return 0 if met == 0 else lower, 1 if met == assessed else upper


def chance(k, n, rate):
    return math.comb(n, k) * rate**k * (1 - rate) ** (n - k)


def held(limits, n, rate):
    return math.fsum(chance(k, n, rate) for k in range(n + 1) if limits[k][0] <= rate <= limits[k][1])


def share_to(k, n, rate):
    """The integral of the chance of k from 0 to that rate: a binomial tail of n + 1."""
    return math.fsum(chance(j, n + 1, rate) for j in range(k + 1, n + 2)) / (n + 1)


class Truth:
    """What is to be expected of a method over all true rates of a range, from its limits."""

    def __init__(self, method, n, low=0.0, high=1.0):
        self.limits = [method(k, n) for k in range(n + 1)]
        size = high - low
        self.mean = math.fsum(share_to(k, n, min(upper, high)) - share_to(k, n, max(lower, low))
                              for k, (lower, upper) in enumerate(self.limits)
                              if min(upper, high) > max(lower, low)) / size
        self.length = math.fsum((upper - lower) * (share_to(k, n, high) - share_to(k, n, low))
                                for k, (lower, upper) in enumerate(self.limits)) / size
        # between two limits the coverage is smooth, and least at the ends: a millionth of a millionth beside each
        ends = sorted({limit for pair in self.limits for limit in pair if low < limit < high} | {low, high})
        beside = [(held(self.limits, n, rate), rate) for end in ends for rate in (end - 1e-12, end + 1e-12)
                  if low < rate < high]
        self.worst, self.rate = min(beside)


class Range(Program):
    def check(self, method, name, n, *arguments, low=0.0, high=1.0):
        truth = Truth(method, n, low, high)
        row = self.rows("methods", "--coverage", str(n), "--method", name, *arguments)[0]
        self.assertEqual((row["kind"], row["method"], row["assessed"], row["status"]), ("range", name, str(n), "ok"))
        self.assertAlmostEqual(float(row["mean"]), truth.mean, delta=1e-10)
        self.assertAlmostEqual(float(row["length"]), truth.length, delta=1e-10)
        self.assertAlmostEqual(float(row["coverage"]), truth.worst, delta=1e-9)
        worst = float(row["rate"])  # or the mirrored one
        self.assertLess(min(abs(worst - truth.rate), abs(1 - worst - truth.rate)), 1e-9)

    def test_wilson(self):
        self.check(pinned_wilson, "wilson", 30)
        self.check(pinned_wilson, "wilson", 79)

    def test_wald(self):
        self.check(wald, "wald", 30)
        self.check(wald, "wald", 79, "--between", "5%..95%", low=0.05, high=0.95)

    def test_clopper_pearson(self):
        self.check(clopper_pearson, "clopper-pearson", 10)
        self.check(clopper_pearson, "clopper-pearson", 10, "--between", "0.2..0.3", low=0.2, high=0.3)

    def test_the_share_below(self):
        limits = [wald(k, 30) for k in range(31)]
        rates = [(i + 0.5) / 20000 for i in range(20000)]
        short = sum(held(limits, 30, rate) < 0.95 for rate in rates) / len(rates)
        row = self.rows("methods", "--coverage", "30", "--method", "wald")[0]
        self.assertAlmostEqual(float(row["short_of"]), short, delta=2e-3)

    def test_exact_methods_are_never_short(self):
        rows = {row["method"]: row for row in self.rows("methods", "--coverage", "30", "--confidence", "90")}
        self.assertEqual(len(rows), 20)
        never = [name for name, row in rows.items() if float(row["short_of"]) == 0]
        self.assertEqual([name for name in never if name in ("clopper-pearson", "blaker", "sterne", "wilson", "wald")],
                         ["clopper-pearson", "blaker", "sterne"])
        output = self.run_peel("methods", "--coverage", "30", "--confidence", "90")[0]
        self.assertIn(f"Never below 90% there: {', '.join(never)}.\n", output)


    def test_never_short_is_so_of_what_is_said(self):
        # Mid-p falls short by less than 1e-9 at 99.9999999%, which is all that may be missed there
        for confidence in ("99.9999999", "99.99999", "50", "2"):
            for between in ("0%..100%", "40%..60%"):
                arguments = ("methods", "--coverage", "79", "--confidence", confidence, "--between", between)
                missed = (100 - float(confidence)) / 100
                never = [row["method"] for row in self.rows(*arguments) if float(row["short_of"]) == 0 and
                         1 - float(row["coverage"]) <= missed * (1 + 1e-5)]
                said = [line for line in self.run_peel(*arguments)[0].splitlines() if line.startswith("Never below")]
                self.assertEqual(said, [f"Never below {confidence}% there: {', '.join(never)}."] if never else [])
        self.assertNotIn("mid-p,", self.run_peel("methods", "--coverage", "79", "--confidence", "99.9999999")[0])

    def test_all_is_exactly_all(self):
        # of 2 cases Clopper-Pearson misses some rates near both ends, by less than a double tells from all
        line = self.run_peel("methods", "--coverage", "2", "--confidence", "99.9999999999", "--method",
                             "clopper-pearson,probit")[0].splitlines()
        self.assertEqual([row.split()[1:3] for row in line[3:5]], [[">99.9%", ">99.9%"]] * 2)
        # from 40% to 60% every interval of 2 cases holds every rate
        line = self.run_peel("methods", "--coverage", "2", "--method", "wilson", "--between", "40..60")[0].splitlines()
        self.assertEqual(line[3].split()[1:3], ["100.0%", "100.0%"])
        for side in ("lower", "upper"):
            line = self.run_peel("methods", "--coverage", "2", "--confidence", "99.9999999999", "--method", "probit",
                                 "--side", side)[0].splitlines()
            self.assertEqual(line[3].split()[1:3], [">99.9%", ">99.9%"], side)


class At(Program):
    def test_one_rate(self):
        # Brown, Cai and DasGupta 2001: far from the 0.95 that it says
        for method, name in ((wald, "wald"), (pinned_wilson, "wilson")):
            limits = [method(k, 30) for k in range(31)]
            for rate in (0.94, 0.806, 0.5):
                row = self.rows("methods", "--coverage", "30", "--method", name, "--at", str(rate))[1]
                self.assertEqual((row["kind"], row["rate"]), ("rate", str(rate)))
                self.assertAlmostEqual(float(row["coverage"]), held(limits, 30, rate), delta=1e-12)
                self.assertAlmostEqual(float(row["below"]), math.fsum(
                    chance(k, 30, rate) for k in range(31) if limits[k][1] < rate), delta=1e-12)
                self.assertAlmostEqual(float(row["above"]), math.fsum(
                    chance(k, 30, rate) for k in range(31) if limits[k][0] > rate), delta=1e-12)
                self.assertAlmostEqual(float(row["length"]), math.fsum(
                    chance(k, 30, rate) * (limits[k][1] - limits[k][0]) for k in range(31)), delta=1e-12)

    def test_a_table(self):
        limits = [wald(k, 30) for k in range(31)]
        output = self.run_peel("methods", "--coverage", "30", "--method", "wilson,wald", "--at", "94%,80.6", "--at", "0.5")[0]
        rows = [line.split() for line in output.splitlines() if "% wald " in line or "% wilson " in line]
        self.assertEqual([row[:2] for row in rows], [[rate, name] for rate in ("94%", "80.6%", "50%")
                                                     for name in ("wilson", "wald")])
        self.assertEqual(rows[1][2], f"{100 * held(limits, 30, 0.94):.1f}%")

    def test_a_bound(self):
        z = 1.6448536269514722
        limits = [max(0, k / 30 - z * math.sqrt(k * (30 - k) / 30**3)) for k in range(31)]
        row = self.rows("methods", "wald", "--coverage", "30", "--side", "lower", "--at", "94")[1]
        self.assertAlmostEqual(float(row["coverage"]),
                               math.fsum(chance(k, 30, 0.94) for k in range(31) if limits[k] <= 0.94), delta=1e-12)
        self.assertEqual((row["below"], row["side"]), ("0", "lower"))


class Shown(Program):
    def test_the_sentence(self):
        truth, other = Truth(pinned_wilson, 79), Truth(wald, 79)
        line = self.first_line("methods", "--coverage", "79", "--method", "wald,wilson")
        self.assertEqual(line, "Wherever the true rate lies from 0% to 100%, an interval of 79 cases that says 95% ought to "
                         f"hold it in 95% of audits. It does so by Wilson in {100 * truth.mean:.1f}% of them on average, and "
                         f"in {100 * truth.worst:.1f}% where it does worst, near {100 * min(truth.rate, 1 - truth.rate):.1f}%; "
                         f"by Wald in {100 * other.mean:.1f}% on average, and in 0.0% where it does worst, near 0.0%.")
        self.assertIn("an upper bound of 1 case that says 90%", self.first_line(
            "methods", "--coverage", "1", "--side", "upper", "--confidence", "90"))

    def test_the_table(self):
        lines = self.run_peel("methods", "--coverage", "79")[0].splitlines()
        self.assertEqual(lines[2].split(), ["name", "mean", "worst", "at", "rate", "short", "length"])
        names = [line.split()[0] for line in lines[3:23]]
        self.assertEqual(names, [row["name"] for row in self.rows("methods")])
        truth = Truth(wald, 79)
        wald_row = next(line for line in lines if line.startswith("wald "))
        self.assertEqual(wald_row.split()[1:3], [f"{100 * truth.mean:.1f}%", "0.0%"])
        self.assertEqual(wald_row.split()[5], f"{100 * truth.length:.1f}")

    def test_which_methods(self):
        names = [row["method"] for row in self.rows("methods", "--coverage", "10", "--method", "wald", "--method",
                                                    "mid_p, Wilson,wald")]
        self.assertEqual(names, ["wilson", "mid-p", "wald"])
        self.assertEqual(len(self.rows("methods", "--coverage", "10", "--method", "all")), 20)
        self.assertEqual(len(self.rows("methods", "--coverage", "10", "--side", "lower")), 15)
        self.assertEqual(self.rows("methods", "--coverage", "10", "--method", "wald"),
                         self.rows("methods", "wald", "--coverage", "10"))

    def test_a_prior(self):
        rows = {row["method"]: row for row in self.rows("methods", "--coverage", "10", "--prior", "2,3")}
        self.assertEqual((rows["beta"]["prior_met"], rows["beta"]["prior_failed"]), ("2", "3"))
        self.assertEqual(rows["wilson"]["prior_met"], "")
        self.assertIn("The prior of beta and beta-hpd is worth 2 met and 0.3 failed.\n", self.run_peel(
            "methods", "beta", "--coverage", "10", "--prior", "2,0.3")[0])
        plain = self.rows("methods", "beta", "--coverage", "10")[0]
        self.assertEqual(plain["prior_met"], "1")
        self.assertNotEqual(plain["mean"], rows["beta"]["mean"])

    def test_json_has_what_csv_has(self):
        arguments = ("methods", "--coverage", "10", "--method", "wald,beta", "--at", "50")
        answer = self.results(*arguments)
        self.assertEqual(answer["faults"], [])
        self.assertEqual(len(answer["results"]), 4)
        for result, row in zip(answer["results"], self.rows(*arguments)):
            self.assertEqual(list(result), list(row))
            for name, cell in row.items():
                value = result[name]
                self.assertEqual("" if value is None else value if isinstance(value, str) else float(value),
                                 float(cell) if cell and not isinstance(value, str) else cell)

    def test_the_manual_page(self):
        with open(os.path.join(TOP, "docs", "peel.1"), encoding="utf-8") as file:
            columns = file.read().split("CSV of\n.Ic peel methods Fl -coverage\n")[1].split("columns ")[1].split(".\n")[0]
        header = self.run_peel("methods", "--coverage", "1", "--format", "csv")[0].splitlines()[0]
        self.assertEqual(" ".join(columns.split()).replace(" and ", ", ").split(", "), header.split(","))

    def test_a_terminal(self):
        shown = self.in_terminal(80, "methods", "--coverage", "79", "--at", "94%")
        self.assertLessEqual(max(map(len, shown.splitlines())), 80)
        self.assertNotIn("method 1 of", shown)

    def test_progress_on_a_terminal(self):
        shown = self.in_terminal(80, "methods", "--coverage", "10000", "--method", "wilson,wald")
        self.assertIn("\rpeel: method 2 of 2", shown)
        self.assertEqual(self.run_peel("methods", "--coverage", "10000", "--method", "wald")[1], "")


class Refused(Program):
    def test_cases(self):
        for typed in ("0", "-3", "1e9", "abc", "", "100001", "1.5", "79/100"):
            self.refused(f"--coverage {typed}: type a whole number of cases from 1 to 100000, as in 79", "methods",
                         f"--coverage={typed}")
        self.run_peel("methods", "--coverage", "100,000", "--method", "wald", "--format", "csv")

    def test_without_coverage(self):
        for option, typed in (("at", "94%"), ("between", "5%..95%"), ("method", "wald"), ("prior", "1,1"),
                              ("confidence", "99"), ("side", "lower"), ("decimals", "2")):
            self.refused(f"--{option} goes with --coverage: type a number of cases, as in peel methods --coverage 79",
                         "methods", f"--{option}={typed}")

    def test_ranges(self):
        for typed in ("5%", "5..", "..95", "5-95", "5%..x", ""):
            self.refused(f"--between {typed}: type two true rates, as in 5%..95%", "methods", "--coverage", "79",
                         f"--between={typed}")
        for typed in ("95%..5%", "50..50"):
            self.refused(f"--between {typed}: type the lower rate first", "methods", "--coverage", "79", "--between", typed)

    def test_rates(self):
        for typed in ("94%,", "160%", "abc", "", "94%;80%", "94%,x"):
            self.refused(f"--at {typed}: type percentages up to 100, parted by commas", "methods", "--coverage", "79",
                         f"--at={typed}")
        self.refused("--at 1: type 100%, or 1%", "methods", "--coverage", "79", "--at", "94%,1")
        self.refused("--at: up to 100 true rates at a time", "methods", "--coverage", "79", "--at", ",".join(["50"] * 101))

    def test_methods(self):
        self.refused("Nearest: wilson", "methods", "--coverage", "79", "--method", "wald,wison")
        self.refused("score", "methods", "--coverage", "79", "--method", "score")
        self.refused("blaker: This method has no one-sided form", "methods", "blaker", "--coverage", "79", "--side", "lower")
        self.refused("--coverage is of the methods of a rate: leave out --concept", "methods", "--coverage", "79",
                     "--concept", "rate")
        self.refused("one method at a time", "methods", "wald", "wilson", "--coverage", "79")

    def test_priors_and_confidences(self):
        self.refused("--prior 0,0: type two numbers", "methods", "--coverage", "79", "--prior", "0,0")
        self.refused("--prior goes with the methods beta and beta-hpd", "methods", "wald", "--coverage", "79", "--prior",
                     "1,1")
        self.refused("type a percentage above 1 and below 100", "methods", "--coverage", "79", "--confidence", "100")
        self.refused("a confidence above 50%", "methods", "--coverage", "79", "--confidence", "50", "--side", "lower")
