"""peel.rate_coverage and peel.rate_worst_coverage: sums and integrals in fractions, and what is refused."""

import math
import unittest
from fractions import Fraction

import rate_truth as truth
from support import Refusing

import peel

METHODS = [method.name for method in peel.methods("rate")]
ONE_SIDED = [method.name for method in peel.methods("rate") if method.offers & peel.Offers.ONE_SIDED]


def limits(assessed, **options):
    answers = [peel.rate(met, assessed, **options) for met in range(assessed + 1)]
    return [(Fraction(answer.lower), Fraction(answer.upper)) for answer in answers]


def at_rate(rate, pairs, mass):
    """Coverage, below, above, expected length."""
    held = sum(p for p, (lower, upper) in zip(mass, pairs) if lower <= rate <= upper)
    below = sum(p for p, (_, upper) in zip(mass, pairs) if upper < rate)
    above = sum(p for p, (lower, _) in zip(mass, pairs) if rate < lower)
    return held, below, above, sum(p * (upper - lower) for p, (lower, upper) in zip(mass, pairs))


def pieces(pairs, least, most):
    """Between neighbouring limits: the ends, and the results whose limits hold what lies there."""
    ends = sorted(
        {Fraction(least), Fraction(most), *(limit for pair in pairs for limit in pair if least < limit < most)}
    )
    for first, last in zip(ends, ends[1:]):
        middle = (first + last) / 2
        yield first, last, [met for met, (lower, upper) in enumerate(pairs) if lower <= middle <= upper]


def covered(held, assessed, rate):
    mass = truth.masses(assessed, rate)
    return sum(mass[met] for met in held)


def integral(met, assessed, first, last):
    """Of a result's probability over the rate."""
    ends = [sum(truth.masses(assessed + 1, at)[met + 1 :]) for at in (first, last)]
    return (ends[1] - ends[0]) / (assessed + 1)


def share_below(held, assessed, first, last, level):
    """The part of a piece in which so many are covered too seldom: the coverage rises, then falls."""

    def coverage(at):
        mass = truth.masses(assessed, at, float)
        return math.fsum(mass[met] for met in held)

    def falls_short(at):
        return coverage(at) < level

    def crossing(low, high):
        """Where it changes, between one end that falls short and one that does not."""
        at_low = falls_short(low)
        while high - low > 1e-13:
            middle = (low + high) / 2
            low, high = (middle, high) if falls_short(middle) == at_low else (low, middle)
        return low

    first, last = float(first), float(last)
    low, high = first, last
    for _ in range(60):  # to its highest point
        third = (high - low) / 3
        if coverage(low + third) < coverage(high - third):
            low += third
        else:
            high -= third
    top = (low + high) / 2
    if falls_short(top):
        return last - first
    missing = crossing(first, top) - first if falls_short(first) else 0
    return missing + (last - crossing(top, last) if falls_short(last) else 0)


class One(Refusing):
    def test_every_method_at_many_rates(self):
        for assessed in 1, 10, 30:
            masses = {rate: truth.masses(assessed, rate) for rate in (0, 0.017, 0.3, 0.5, 0.94, 1)}
            for method in METHODS:
                pairs = limits(assessed, method=method)
                for rate, mass in masses.items():
                    found = peel.rate_coverage(assessed, rate, method=method)
                    self.assertEqual(found.rate, rate)
                    for ours, wanted in zip(found[1:], at_rate(Fraction(rate), pairs, mass)):
                        self.assertAlmostEqual(ours, float(wanted), delta=1e-13, msg=(method, assessed, rate))

    def test_options(self):
        for options in (
            {"confidence": 0.8},
            {"alpha": 0.01, "method": "mid-p"},
            {"method": "beta", "prior": (3, 1)},
            {"method": "clopper-pearson", "side": "lower"},
            {"method": "wald", "side": "upper"},
        ):
            pairs, mass = limits(20, **options), truth.masses(20, 0.8)
            found = peel.rate_coverage(20, 0.8, **options)
            for ours, wanted in zip(found[1:], at_rate(Fraction(0.8), pairs, mass)):
                self.assertAlmostEqual(ours, float(wanted), delta=1e-13, msg=options)
        self.assertEqual(peel.rate_coverage(20, 0.8, design="quota"), peel.rate_coverage(20, 0.8))
        for kind in float, Fraction:
            self.assertEqual(
                peel.rate_coverage(kind(20), kind(0.5)) if kind is float else peel.rate_coverage(20, kind(1, 2)),
                peel.rate_coverage(20, 0.5),
            )

    def test_the_three_probabilities_are_all(self):
        for assessed, rate in (79, 0.519), (2000, 0.94), (100000, 0.5):
            found = peel.rate_coverage(assessed, rate)
            self.assertAlmostEqual(found.coverage + found.below + found.above, 1, delta=1e-12)
            self.assertTrue(0.9 < found.coverage < 0.99)

    def test_words(self):
        at = peel.Coverage(0.94, 0.8414, 0.01, 0.1486, 0.1492, 0.95, 1 - 0.95, "wald", "two-sided")
        self.assertEqual(
            str(at),
            "A true rate of 94.0% lies between the 95% limits by wald of 84.1% of samples, above those of 1.0%, below "
            "those of 14.9%; they lie 14.9 points apart on average",
        )
        self.assertEqual(
            str(at._replace(side="lower", below=0.0, above=0.1586, confidence=0.9)),
            "A true rate of 94.0% is not below the 90% lower bound by wald of 84.1% of samples, and below that of "
            "15.9%; it lies 14.9 points from the end of the scale on average",
        )
        self.assertEqual(
            str(at._replace(side="upper", below=0.1586, above=0.0, method="scas")),
            "A true rate of 94.0% is not above the 95% upper bound by scas of 84.1% of samples, and above that of "
            "15.9%; it lies 14.9 points from the end of the scale on average",
        )
        self.assertIn(" of 100.0% of", str(at._replace(coverage=1.0, below=0.0, above=0.0)))
        self.assertIn(" of more than 99.9% of", str(at._replace(coverage=1.0, below=0.0, above=1e-20)))

    def test_what_was_asked_for(self):
        for options, asked in (
            ({}, (0.95, 1 - 0.95, "wilson", "two-sided")),
            ({"alpha": 0.01, "method": "WALD", "side": "lower"}, (0.99, 0.01, "wald", "lower")),
            ({"confidence": 0.9, "side": "upper"}, (0.9, 1 - 0.9, "wilson", "upper")),
        ):
            for found in peel.rate_coverage(9, 0.5, **options), peel.rate_worst_coverage(9, **options):
                self.assertEqual(found[5:], asked)

    def test_advice(self):
        for call in (lambda n, **options: peel.rate_coverage(n, 0.5, **options)), peel.rate_worst_coverage:
            for status, family, assessed in (
                (peel.Status.RANGE, peel.ArgumentError, 0),
                (peel.Status.TOO_LARGE, peel.RoomError, 100_001),
            ):
                error = self.refused(status, family, call, assessed)
                self.assertEqual(str(error), f"assessed is {assessed}: coverage is summed of 1 to 100,000 cases.")
            for design in "dip", "census":
                error = self.refused(peel.Status.DESIGN, peel.ArgumentError, call, 30, design=design)
                self.assertEqual(
                    str(error),
                    f"A {design} sample has no sampling error to tell: ask of random or quota ones.",
                )
        error = self.refused(peel.Status.RATE, peel.ArgumentError, peel.rate_worst_coverage, 30, (0.9, 0.1))
        self.assertIn("between is 0.9 and 0.1: give two proportions from 0 to 1, the lower one first", str(error))
        error = self.refused(peel.Status.RATE, peel.ArgumentError, peel.rate_coverage, 30, 94)
        self.assertIn("rate is 94: a true rate is a proportion", str(error))

    def test_refusals(self):
        calls = (lambda n, **options: peel.rate_coverage(n, 0.5, **options)), peel.rate_worst_coverage
        for call in calls:
            for assessed in 0, -1, -(2**70):
                self.refused(peel.Status.RANGE, peel.ArgumentError, call, assessed)
            for assessed in 100_001, 2**53, 2**70:
                self.refused(peel.Status.TOO_LARGE, peel.RoomError, call, assessed)
            self.refused(peel.Status.NOT_A_COUNT, peel.TextError, call, 30.5)
            for assessed in None, "30", True, [30]:
                with self.assertRaisesRegex(TypeError, "^assessed is .*: a count is a whole number"):
                    call(assessed)
            for status, options in (
                (peel.Status.DESIGN, {"design": "dip"}),
                (peel.Status.DESIGN, {"design": "census"}),
                (peel.Status.DESIGN, {"design": "all"}),
                (peel.Status.METHOD, {"method": "exact"}),
                (peel.Status.SIDE, {"side": "both"}),
                (peel.Status.METHOD_SIDE, {"method": "blaker", "side": "upper"}),
                (peel.Status.CONFIDENCE, {"confidence": 0}),
                (peel.Status.ALPHA, {"alpha": 1}),
                (peel.Status.PRIOR, {"prior": (1, 1)}),
            ):
                self.refused(status, peel.ArgumentError, call, 30, **options)
        for rate in -0.1, 1.1, 94, math.nan, 10**400:
            self.refused(peel.Status.RATE, peel.ArgumentError, peel.rate_coverage, 30, rate)
        for rate in None, "0.5", True:
            with self.assertRaisesRegex(TypeError, "^rate is .*: give a proportion"):
                peel.rate_coverage(30, rate)


class Worst(Refusing):
    def check(self, assessed, between=(0.0, 1.0), level=0.95, **options):
        pairs = limits(assessed, **options)
        found = peel.rate_worst_coverage(assessed, between, **options)
        worst, mean, length, short = 2, 0, 0, 0
        for first, last, held in pieces(pairs, *between):
            worst = min(worst, covered(held, assessed, first), covered(held, assessed, last))
            mean += sum(integral(met, assessed, first, last) for met in held)
            short += share_below(held, assessed, first, last, level)
        for met, (lower, upper) in enumerate(pairs):
            length += integral(met, assessed, Fraction(between[0]), Fraction(between[1])) * (upper - lower)
        width = Fraction(between[1]) - Fraction(between[0])
        self.assertAlmostEqual(found.coverage, float(worst), delta=1e-13, msg=options)
        self.assertAlmostEqual(found.mean, float(mean / width), delta=1e-12, msg=options)
        self.assertAlmostEqual(found.length, float(length / width), delta=1e-12, msg=options)
        self.assertAlmostEqual(found.short_of, float(short / width), delta=1e-9, msg=options)
        # Where it is said to be, on one side or the other.
        near = [at for at in (found.rate - 1e-9, found.rate, found.rate + 1e-9) if 0 <= at <= 1]
        seen = min(at_rate(Fraction(at), pairs, truth.masses(assessed, at))[0] for at in near)
        self.assertAlmostEqual(float(seen), found.coverage, delta=1e-7, msg=options)
        self.assertTrue(between[0] <= found.rate <= between[1])
        return found

    def test_every_method(self):
        for method in METHODS:
            found = self.check(10, method=method)
            if peel.method_get(peel.method_parse("rate", method)).holds & peel.Holds.EXACT:
                self.assertGreaterEqual(found.coverage, 0.95)
                self.assertEqual(found.short_of, 0)

    def test_ranges_and_options(self):
        for between in (0.5, 0.99), (0, 0.02), [0.3, 0.3001]:
            for method in "wald", "wilson", "clopper-pearson":
                self.check(17, between, method=method)
        self.check(1)
        self.check(13, confidence=0.8, level=0.8, method="jeffreys")
        self.check(13, method="beta", prior=(3, 1))
        for method in "wilson", "mid-p":
            for side in "lower", "upper":
                self.check(9, (0.1, 0.9), method=method, side=side)

    def test_many_cases(self):
        for assessed in 79, 1000:
            worst = peel.rate_worst_coverage(assessed, (0.1, 0.9), method="clopper-pearson")
            self.assertTrue(0.95 <= worst.coverage < worst.mean < 1)
            wald = peel.rate_worst_coverage(assessed, method="wald")
            self.assertLess(wald.coverage, 0.1)  # near a rate of 0 nothing but limits of 0 to 0
            self.assertLess(wald.mean, 0.95)

    def test_words(self):
        worst = peel.WorstCoverage(0.0213, 0.8372, 0.9512, 0.2114, 0.41, 0.998, 1 - 0.998, "mid-p", "two-sided")
        self.assertEqual(
            str(worst),
            "The 99.8% limits by mid-p hold the true rate in 83.7% of samples at worst, near a rate of 2.1%, and in 95.1% "
            "on average; below the confidence at 41.0% of the rates; they lie 21.1 points apart on average",
        )
        self.assertEqual(
            str(worst._replace(side="upper")),
            "The 99.8% upper bound by mid-p holds the true rate in 83.7% of samples at worst, near a rate of 2.1%, and in "
            "95.1% on average; below the confidence at 41.0% of the rates; it lies 21.1 points from the end of the scale "
            "on average",
        )
        # In doubles the mean is 1, but not the coverage at worst.
        self.assertIn("in more than 99.9% on average", str(worst._replace(mean=1.0)))
        self.assertIn("in 100.0% on average", str(worst._replace(mean=1.0, coverage=1.0)))

    def test_refusals(self):
        for between in (0.5, 0.5), (0.9, 0.1), (-0.1, 1), (0, 1.1), (math.nan, 1), (0, math.nan), (0, 10**400):
            self.refused(peel.Status.RATE, peel.ArgumentError, peel.rate_worst_coverage, 30, between)
        for between in 0.5, None, "01", {0, 1}, (0,), (0, 0.5, 1):
            with self.assertRaisesRegex(TypeError, "^between is .*: give two proportions"):
                peel.rate_worst_coverage(30, between)
        with self.assertRaisesRegex(TypeError, r"^between\[1\] is None"):
            peel.rate_worst_coverage(30, (0, None))


if __name__ == "__main__":
    unittest.main()
