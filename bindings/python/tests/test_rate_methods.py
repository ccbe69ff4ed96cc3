"""The methods of peel.rate for an endless population: exact sums, formulas, published values, and what is refused."""

import csv
import math
import unittest
from fractions import Fraction
from statistics import NormalDist

import rate_truth as truth
from support import REFERENCE, Refusing, reference_cases

import peel

try:
    import scipy.special
    import statsmodels.stats.proportion as statsmodels
except ImportError:
    statsmodels = None

NEAR = Fraction(1, 10**13)
SAMPLES = [(0, 1), (1, 1), (0, 5), (1, 7), (3, 10), (5, 10), (1, 29), (15, 16), (20, 20), (41, 79)]
LEVELS = (0.5, 0.9, 0.95, 0.998)
ONE_SIDED = peel.Offers.ONE_SIDED


def z_of(confidence, sides=2):
    return -NormalDist().inv_cdf((1 - confidence) / sides)


def odds(rate):
    return math.log(rate / (1 - rate))


def beside(rate, step=NEAR):
    """A little below and a little above a rate, by a share of it."""
    return Fraction(rate) * (1 - step), min(Fraction(1), Fraction(rate) * (1 + step))


class Exact(unittest.TestCase):
    def test_tails_at_the_limits_of_clopper_pearson_and_mid_p(self):
        for method, share in ("clopper-pearson", 1), ("mid-p", Fraction(1, 2)):
            for met, assessed in SAMPLES:
                for confidence in LEVELS:
                    answer = peel.rate(met, assessed, method=method, confidence=confidence)
                    tail = Fraction(answer.alpha) / 2
                    self.assertEqual(answer.lower == 0, met == 0)
                    self.assertEqual(answer.upper == 1, met == assessed)
                    for limit, side in (answer.lower, 1), (answer.upper, 0):
                        if 0 < limit < 1:
                            near = [truth.tails(truth.masses(assessed, at), met, share)[side] for at in beside(limit)]
                            self.assertTrue(min(near) < tail < max(near), answer)

    def test_outside_blaker_and_sterne_the_test_rejects_and_just_inside_it_does_not(self):
        step = Fraction(1, 10**6)  # beyond what the tolerance of sterne can move
        for method, p_value in ("blaker", truth.blaker), ("sterne", truth.sterne):
            for met, assessed in SAMPLES[:-1]:
                for confidence in LEVELS:
                    answer = peel.rate(met, assessed, method=method, confidence=confidence)
                    alpha, lower, upper = Fraction(answer.alpha), Fraction(answer.lower), Fraction(answer.upper)
                    outside = [lower * (1 - step), lower * Fraction(4, 5), upper + (1 - upper) * step]
                    outside += [(lower + 0) / 2, 1 - (1 - upper) / 2, 1 - (1 - upper) * Fraction(4, 5)]
                    inside = [lower * (1 + step), 1 - (1 - upper) * (1 + step)]
                    for at in outside:
                        if not lower <= at <= upper:
                            self.assertLessEqual(p_value(truth.masses(assessed, at), met), alpha, (answer, at))
                    for at in inside:
                        self.assertGreater(p_value(truth.masses(assessed, at), met), alpha, (answer, at))

    def test_the_beta_posterior_of_whole_priors(self):
        for met, assessed in SAMPLES:
            for prior in (1, 1), (2, 5), (19, 1):
                weights = met + prior[0], assessed - met + prior[1]
                for confidence in LEVELS:
                    answer = peel.rate(met, assessed, method="beta", confidence=confidence, prior=prior)
                    tail = Fraction(answer.alpha) / 2
                    for limit, wanted in (answer.lower, tail), (answer.upper, 1 - tail):
                        below, above = (truth.beta_below(at, *weights) for at in beside(limit))
                        self.assertTrue(below < wanted < above, answer)

    def test_highest_density_holds_what_it_says_and_is_as_dense_at_both_ends(self):
        for met, assessed in SAMPLES[2:]:
            for prior in (1, 1), (3, 2):
                a, b = met + prior[0], assessed - met + prior[1]
                for confidence in LEVELS:
                    answer = peel.rate(met, assessed, method="beta-hpd", confidence=confidence, prior=prior)
                    held = truth.beta_below(answer.upper, a, b) - truth.beta_below(answer.lower, a, b)
                    self.assertAlmostEqual(float(held - (1 - Fraction(answer.alpha))), 0, delta=1e-13)
                    self.assertEqual((answer.lower == 0, answer.upper == 1), (a == 1, b == 1))
                    if a > 1 and b > 1:
                        density = [
                            (a - 1) * math.log(x) + (b - 1) * math.log1p(-x) for x in (answer.lower, answer.upper)
                        ]
                        self.assertAlmostEqual(density[0], density[1], delta=1e-11 * max(1, abs(density[0])))
                    equal = peel.rate(met, assessed, method="beta", confidence=confidence, prior=prior)
                    self.assertLessEqual(answer.upper - answer.lower, (equal.upper - equal.lower) * (1 + 1e-12))

    def test_no_prior_is_one_of_each(self):
        for method in "beta", "beta-hpd":
            self.assertEqual(peel.rate(3, 10, method=method), peel.rate(3, 10, method=method, prior=(1, 1)))
        half = peel.rate(3, 10, method="beta", prior=(0.5, 0.5))
        for ours, theirs in zip(half[1:3], peel.rate(3, 10, method="jeffreys")[1:3]):
            self.assertAlmostEqual(ours, theirs, delta=4e-15)


class Formulas(unittest.TestCase):
    def check(self, method, wanted, met=41, assessed=79, delta=1e-13, **options):
        answer = peel.rate(met, assessed, method=method, **options)
        for limit, value in zip(answer[1:3], wanted):
            self.assertAlmostEqual(limit, value, delta=delta)
        return answer

    def test_scales(self):
        for met, assessed in (41, 79), (3, 10), (1, 29):
            rate, z = met / assessed, z_of(0.95)
            error = math.sqrt(rate * (1 - rate) / assessed)
            wide = z / math.sqrt(assessed * rate * (1 - rate))
            logit = [1 / (1 + math.exp(-(odds(rate) + sign * wide))) for sign in (-1, 1)]
            self.check("logit", logit, met, assessed)
            normal = NormalDist()
            middle = normal.inv_cdf(rate)
            wide = z * error / normal.pdf(middle)
            self.check("probit", [normal.cdf(middle + sign * wide) for sign in (-1, 1)], met, assessed)
            wide = z * error / (rate * -math.log(rate))
            middle = math.log(-math.log(rate))
            self.check("cloglog", [math.exp(-math.exp(middle + sign * wide)) for sign in (1, -1)], met, assessed)
            angle = math.asin(math.sqrt((met + 3 / 8) / (assessed + 3 / 4)))
            wide = z / (2 * math.sqrt(assessed))
            wanted = [math.sin(min(max(angle + sign * wide, 0), math.pi / 2)) ** 2 for sign in (-1, 1)]
            self.check("arcsine", wanted, met, assessed)

    def test_likelihood_ratio(self):
        for met, assessed in SAMPLES:
            for confidence in LEVELS:
                answer = peel.rate(met, assessed, method="likelihood-ratio", confidence=confidence)
                for limit in answer[1:3]:
                    if 0 < limit < 1:
                        ratio = sum(
                            n * math.log(n / (assessed * p))
                            for n, p in ((met, limit), (assessed - met, 1 - limit))
                            if n
                        )
                        self.assertAlmostEqual(math.sqrt(2 * ratio), z_of(confidence), delta=1e-11)
                self.assertEqual((answer.lower == 0, answer.upper == 1), (met == 0, met == assessed))

    def test_skewness_corrected_score(self):
        for met, assessed in SAMPLES:
            for confidence in LEVELS[1:]:
                answer, z = peel.rate(met, assessed, method="scas", confidence=confidence), z_of(confidence)
                for limit, sign in (answer.lower, 1), (answer.upper, -1):
                    if 0 < limit < 1:
                        variance = limit * (1 - limit) / assessed
                        skew = limit * (1 - limit) * (1 - 2 * limit) / assessed**2 / (6 * variance**1.5)
                        score = (met / assessed - limit) / math.sqrt(variance)
                        self.assertAlmostEqual(score, sign * z + skew * (z * z - 1), delta=1e-9, msg=answer)

    def test_modified_methods_are_the_others_away_from_the_ends(self):
        for method, other in ("modified-wilson", "wilson"), ("modified-jeffreys", "jeffreys"):
            for met in range(4, 75):
                self.assertEqual(peel.rate(met, 79, method=method)[1:3], peel.rate(met, 79, method=other)[1:3])

    def test_modified_methods_near_the_ends(self):
        for assessed, last in (20, 2), (50, 2), (51, 3), (79, 3):
            for met in range(1, last + 2):
                answer, plain = (peel.rate(met, assessed, method=method) for method in ("modified-wilson", "wilson"))
                mirrored = peel.rate(assessed - met, assessed, method="modified-wilson")
                self.assertAlmostEqual(mirrored.upper, 1 - answer.lower, delta=2e-16)
                if met > last:
                    self.assertEqual(answer[1:3], plain[1:3])
                    continue
                # chi-squared with 2 k degrees of freedom, halved, is the mean of a Poisson count with such a tail.
                mean = assessed * answer.lower
                tail = -math.expm1(-mean) - sum(mean**k / math.factorial(k) for k in range(1, met)) * math.exp(-mean)
                self.assertAlmostEqual(tail, answer.alpha, delta=1e-14)
                self.assertEqual(answer.upper, plain.upper)
        for assessed in 10, 79:
            ends = {met: peel.rate(met, assessed, method="modified-jeffreys") for met in (0, 1, assessed - 1, assessed)}
            exact = peel.rate(0, assessed, method="clopper-pearson")
            self.assertEqual((ends[0].lower, ends[0].upper), (0, exact.upper))
            self.assertEqual((ends[1].lower, ends[1].upper), (0, peel.rate(1, assessed, method="jeffreys").upper))
            self.assertEqual(ends[assessed - 1].upper, 1)
            self.assertAlmostEqual(ends[assessed].lower, 1 - exact.upper, delta=2e-16)

    def test_where_none_or_all_met_the_criterion_a_scale_has_no_limits(self):
        for method in "logit", "probit", "cloglog":
            for met in 0, 10:
                answer = peel.rate(met, 10, method=method)
                self.assertEqual(answer.notes, peel.Note.EXACT_INSTEAD)
                self.assertEqual(answer[:3], peel.rate(met, 10, method="clopper-pearson")[:3])
                self.assertEqual(answer.method, method)

    def test_one_sided_bounds_spend_all_of_alpha_on_one_side(self):
        for method in peel.methods("rate"):
            if not method.offers & ONE_SIDED:
                continue
            for met in 3, 10:
                two = peel.rate(met, 20, method=method.name, confidence=0.9)
                for side, other in ("lower", 1.0), ("upper", 0.0):
                    bound = peel.rate(met, 20, method=method.name, alpha=two.alpha / 2, side=side)
                    self.assertAlmostEqual(getattr(bound, side), getattr(two, side), delta=1e-14, msg=method.name)
                    self.assertEqual(bound.upper if side == "lower" else bound.lower, other)


class Published(unittest.TestCase):
    NAMES = {
        "wald_cc(unclipped)": "wald-cc",
        "wald(unclipped)": "wald",
        "midp": "mid-p",
        "wilson_cc": "wilson-cc",
        "wilson_cc(prop.test)": "wilson-cc",
        "clopper_pearson": "clopper-pearson",
        "likelihood_ratio": "likelihood-ratio",
        "profile_lr": "likelihood-ratio",
        "jeffreys(x==0->lo=0; x==n->hi=1)": "jeffreys",
        "jeffreys(HPD in binom!)": "jeffreys",  # whose equal tails the values have
        "modified_jeffreys(BCD2001)": "modified-jeffreys",
        "modified_wilson(BCD2001)": "modified-wilson",
        "arcsine(anscombe 3/8)": "arcsine",
        "agresti_coull": "agresti-coull",
    }
    TESTS = {
        "exact_binomial_p": "exact",
        "midp_binomial_p": "mid-p",
        "binom_p two-sided minlike (relerr 1e-7)": "sterne",
    }

    def given(self, inputs):
        words = dict(word.split("=") for word in inputs.split() if "=" in word)
        side = next((side for side in ("lower", "upper") if f" {side}" in inputs.lower().split("(")[0]), "two-sided")
        level = float(words.get("conf", 0.95))
        return int(words["k"]), int(words["n"]), {"side": side, "confidence": level}, float(words.get("p0", "nan"))

    def test_the_cases_that_are_wrong_in_their_fifth_decimal(self):
        lower = float(reference_cases()["T082"][2].partition("=")[2].split(",")[0])
        ratio = 18 * math.log(0.9 / lower) + 2 * math.log(0.1 / (1 - lower))
        self.assertGreater(abs(math.sqrt(2 * ratio) - z_of(0.95)), 1e-5)
        limits = map(Fraction, reference_cases()["T052"][2].partition("=")[2].split(","))
        for limit, side in zip(limits, (1, 0)):
            tail = truth.tails(truth.masses(43, limit), 37, Fraction(1, 2))[side]
            self.assertGreater(abs(tail - Fraction(1, 40)), Fraction(1, 50000))

    def test_every_case_of_the_first_chapter(self):
        ran = set()
        names = {method.name for method in peel.methods("rate")}
        for case, (method, inputs, expected, tolerance, *_) in reference_cases().items():
            if int(case[1:]) > 158 or tolerance == "-" or case in ("T052", "T082"):  # wrong, see below
                continue
            met, assessed, options, rate = self.given(inputs)
            limit, *relative = tolerance.split()
            name = self.NAMES.get(method, method)
            if name in names:
                answer = peel.rate(met, assessed, method=name, **options)
                fields, values = expected.split("=")
                pairs = list(zip(fields.split(","), map(float, values.split(","))))
                found = [{"lo": answer.lower, "hi": answer.upper}[field] for field, _ in pairs]
                wanted = [min(max(value, 0.0), 1.0) for _, value in pairs]
            elif method in self.TESTS:
                found, wanted = [peel.rate_test(met, assessed, rate, method=self.TESTS[method]).p_value], [
                    float(expected)
                ]
            else:
                continue
            for ours, theirs in zip(found, wanted):
                delta = float(limit) * (abs(theirs) if relative else 1)
                self.assertAlmostEqual(ours, theirs, delta=delta, msg=f"{case} {method} {inputs}")
            ran.add(case)
        self.assertGreaterEqual(len(ran), 84)
        self.assertLessEqual({"T028", "T044", "T048", "T053", "T070", "T078", "T080", "T089", "T148"}, ran)


class Tables(unittest.TestCase):
    def check(self, name):
        """Every row of a table of truth, in columns. Returns how many there are."""
        groups = {}
        with open(REFERENCE / name, newline="", encoding="ascii") as file:
            for row in csv.DictReader(line for line in file if not line.startswith("#")):
                groups.setdefault((row["method"], row["side"], row["given"], row["level"]), []).append(row)
        for (method, side, given, level), rows in groups.items():
            columns = [[int(row[field]) for row in rows] for field in ("k", "n", "population") if field in rows[0]]
            answers = peel.rate_many(*columns, method=method, side=side, **{given: float(level)})
            self.assertEqual(answers.bad, 0)
            for row, lower, upper in zip(rows, answers.lower, answers.upper):
                for limit, value in ("lower", lower), ("upper", upper):
                    # The columns and their options are tested here: the last digits are the library's own tests.
                    self.assertTrue(math.isclose(value, float(row[limit]), rel_tol=1e-12, abs_tol=1e-15), (row, value))
        return sum(map(len, groups.values()))

    def test_methods_in_closed_form(self):
        self.assertGreater(self.check("truth-closed.csv"), 5000)

    def test_known_populations(self):
        self.assertGreater(self.check("truth-population.csv"), 3500)


@unittest.skipUnless(statsmodels, "scipy or statsmodels is not installed")
class Peers(unittest.TestCase):
    """Peers are sound here to the digits that are asked for (away from the ends, where some are not)."""

    def test_statsmodels(self):
        names = {"wald": "normal", "agresti-coull": "agresti_coull", "wilson": "wilson", "clopper-pearson": "beta"}
        for ours, theirs in {**names, "jeffreys": "jeffreys"}.items():
            for met, assessed in (3, 10), (41, 79), (5, 200):
                answer = peel.rate(met, assessed, method=ours, alpha=0.05)
                wanted = statsmodels.proportion_confint(met, assessed, 0.05, theirs)
                for limit, value in zip(answer[1:3], wanted):
                    self.assertAlmostEqual(limit, max(value, 0), delta=1e-8, msg=ours)

    def test_the_beta_posterior_of_any_prior(self):
        for prior in (0.001, 0.001), (0.5, 0.5), (2.5, 7.25), (1e6, 1e6):
            for met, assessed in (3, 10), (41, 79):
                answer = peel.rate(met, assessed, method="beta", prior=prior, alpha=0.05)
                weights = met + prior[0], assessed - met + prior[1]
                self.assertAlmostEqual(scipy.special.betainc(*weights, answer.lower), 0.025, delta=1e-9)
                self.assertAlmostEqual(scipy.special.betainc(*weights[::-1], 1 - answer.upper), 0.025, delta=1e-9)


class Refused(Refusing):
    def test_no_one_sided_form(self):
        for method in peel.methods("rate"):
            if method.offers & ONE_SIDED:
                continue
            for side in "lower", "upper":
                for call in peel.rate, peel.rate_many, peel.rate_coverage:
                    given = (
                        ([41], [79])
                        if call is peel.rate_many
                        else (79, 0.5)
                        if call is peel.rate_coverage
                        else (41, 79)
                    )
                    self.refused(
                        peel.Status.METHOD_SIDE, peel.ArgumentError, call, *given, method=method.name, side=side
                    )

    def test_priors(self):
        calls = (
            lambda **options: peel.rate(41, 79, **options),
            lambda **options: peel.rate_many([41], [79], **options),
            lambda **options: peel.rate_bounds(41, 79, 300, **options),
            lambda **options: peel.rate_bounds_many([41], [79], [300], **options),
            lambda **options: peel.rate_coverage(79, 0.5, **options),
            lambda **options: peel.rate_worst_coverage(79, **options),
            lambda **options: peel.reported("80.6").rate(31, **options),
        )
        nan = float("nan")
        for call in calls:
            for prior in (
                (0, 0),
                (0, 1),
                (1, 0),
                (-1, 1),
                (nan, 1),
                (1, 1e7),
                (0.0009, 1),
                [math.inf, 1],
                (10**400, 1),
            ):
                for method in "beta", "beta-hpd":
                    self.refused(peel.Status.PRIOR, peel.ArgumentError, call, method=method, prior=prior)
            for method in "wilson", "jeffreys":
                self.refused(peel.Status.PRIOR, peel.ArgumentError, call, method=method, prior=(1, 1))
            for prior in 5, "11", b"11", {1, 2}, {1: 1, 2: 2}, (1,), (1, 1, 1), ():
                with self.assertRaisesRegex(TypeError, "^prior is .*: give two numbers"):
                    call(method="beta", prior=prior)
            for prior in (
                (1, 1),
                (True, 1),
                (1, "1"),
                (None, 1),
                (1, 1j),
            ):  # the first is kept, and hides none of the others
                if prior != (1, 1) or prior[0] is True:
                    with self.assertRaisesRegex(TypeError, r"^prior\[[01]\] is .* of type .*: give two numbers"):
                        call(method="beta", prior=prior)

    def test_kinds_of_priors(self):
        wanted = peel.rate(41, 79, method="beta", prior=(2, 3))
        for prior in [2, 3], (2.0, Fraction(3)), iter((2, 3)), range(2, 4):
            self.assertEqual(peel.rate(41, 79, method="beta", prior=prior), wanted)
        self.assertNotEqual(peel.rate(41, 79, method="beta", prior=(3, 2)), wanted)
        self.assertEqual(peel.rate_many([41], [79], method="beta", prior=(2, 3)).upper[0], wanted.upper)

    def test_nothing_assessed_with_a_prior(self):
        answer = peel.rate(0, 0, method="beta", prior=(19, 1))
        self.assertEqual((answer.lower, answer.upper, answer.notes), (0, 1, peel.Note.NOTHING_ASSESSED))


if __name__ == "__main__":
    unittest.main()
