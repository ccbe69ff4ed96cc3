"""The logistic slope, the order of values, change points and segments: published cases and brute force."""

import csv
import itertools
import math
import unittest
from array import array
from decimal import Decimal
from fractions import Fraction

from support import REFERENCE, Refusing

import peel

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None

# 46 of 48 in the first month; May was not audited.
MONTHS = ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024", "Jun 2024"]
MET, ASSESSED = [46, 44, 41, 40, 33], [48, 48, 47, 50, 48]


class Slopes(Refusing):
    def test_logistic(self):
        # statsmodels 0.13 GLM, Binomial: the slope a month and its error, before quasi-binomial widening (ratio 0.166).
        answer = peel.trend_logistic(MET, ASSESSED, MONTHS)
        self.assertAlmostEqual(answer.slope, -0.42410502, delta=5e-9)
        self.assertAlmostEqual(answer.error, 0.10851917, delta=5e-9)
        self.assertAlmostEqual(answer.dispersion_ratio, 0.1656680694, delta=1e-9)
        self.assertAlmostEqual(answer.odds_ratio.estimate, math.exp(answer.slope), delta=1e-14)
        self.assertAlmostEqual(
            answer.odds_ratio.upper, math.exp(answer.slope + 1.959963984540054 * answer.error), delta=1e-12
        )
        self.assertEqual((answer.odds_ratio.scale, answer.odds_ratio.method), ("ratio", "logistic"))
        self.assertEqual(answer, peel.trend_logistic(MET, ASSESSED, MONTHS))

    def test_separation(self):
        answer = peel.trend_logistic([0, 0, 9, 9], [9, 9, 9, 9])
        self.assertIn(peel.Note.SEPARATED, answer.notes)
        self.assertEqual((answer.slope, answer.odds_ratio.upper), (math.inf, math.inf))
        self.assertGreater(answer.odds_ratio.lower, 1)
        self.assertTrue(math.isnan(answer.error))
        none = peel.trend_logistic([9, 9], [9, 9])
        self.assertTrue(math.isnan(none.odds_ratio.estimate))
        self.assertEqual((none.odds_ratio.lower, none.odds_ratio.upper), (0, math.inf))
        self.assertEqual(str(none.odds_ratio), "no ratio (all or none met the criterion)")


def read(name):
    with open(REFERENCE / name, newline="") as file:
        rows = [row for row in csv.reader(line for line in file if not line.startswith("#"))]
    return [float(row[-1]) for row in rows[1:]]


class Order(Refusing):
    def test_nile(self):  # T346
        nile = read("nile.csv")
        self.assertEqual(len(nile), 100)
        answer = peel.trend_mann_kendall(nile)
        self.assertEqual(answer.s, -1387)
        self.assertAlmostEqual(answer.variance, 112728.333333, delta=1e-6)
        self.assertAlmostEqual(answer.test.statistic, -4.12806652284, delta=1e-9)
        self.assertAlmostEqual(answer.test.p_value, 3.65826292e-05, delta=1e-12)
        self.assertAlmostEqual(answer.slope.estimate, -2.6, delta=1e-12)
        self.assertAlmostEqual(answer.tau, -0.280741334725, delta=1e-9)
        self.assertEqual((answer.slope.scale, str(answer.slope)[:5]), ("value", "-2.60"))

    def test_constant(self):  # T354
        answer = peel.trend_mann_kendall([3.0] * 360)
        self.assertEqual((answer.s, answer.variance, answer.test.p_value), (0, 0, 1))
        self.assertIn(peel.Note.NO_VARIATION, answer.notes)

    def test_seasons(self):  # T356
        answer = peel.trend_mann_kendall(read("nottem.csv"), method="seasonal", season=12)
        self.assertEqual(answer.s, 224)
        self.assertAlmostEqual(answer.test.p_value, 0.036, delta=5e-4)
        months = range(12 * 1920, 12 * 1940)
        again = peel.trend_mann_kendall(read("nottem.csv"), months, method="seasonal", unit="month")
        self.assertEqual((again.s, again.test), (answer.s, answer.test))

    def test_exact_by_permutations(self):
        values = [0.3, 0.1, 0.5, 0.7, 0.6, 0.9]

        def s_of(order):
            return sum((b > a) - (b < a) for a, b in itertools.combinations(order, 2))

        answer = peel.trend_mann_kendall(values)
        every = [s_of(order) for order in itertools.permutations(values)]
        self.assertEqual(answer.s, s_of(values))
        far = sum(abs(s) >= abs(answer.s) for s in every)
        self.assertAlmostEqual(answer.test.p_value, far / len(every), delta=1e-14)
        self.assertIn(peel.Note.NO_COUNTS, answer.notes)

    def test_gaps_count(self):
        slopes = peel.trend_mann_kendall([1, 2, 3], [1, 2, 4]).slope.estimate
        self.assertAlmostEqual(slopes, 2 / 3, delta=1e-15)  # of 1, 1/2 and 2/3
        self.assertAlmostEqual(peel.trend_mann_kendall([1, 2, 3], MONTHS[2:]).slope.estimate, 2 / 3, delta=1e-15)

    def test_kinds(self):
        values = [0.94, 0.92, 0.91, 0.87, 0.85, 0.806, 0.81, 0.8, 0.79, 0.7]
        expected = peel.trend_mann_kendall(values)
        kinds = [tuple(values), array("d", values), iter(values), [Fraction(str(value)) for value in values]]
        if numpy:
            kinds += [numpy.array(values), numpy.array(values, dtype="O")]
        if pandas:
            kinds += [pandas.Series(values), pandas.Series(values, dtype="Float64")]
        for kind in kinds:
            self.assertEqual(repr(peel.trend_mann_kendall(kind)), repr(expected))

    def test_refused(self):
        status = peel.Status
        function = peel.trend_mann_kendall
        self.refused(status.TOO_FEW_SAMPLES, peel.NumberError, function, [])
        for value, words in (math.nan, "missing"), (None, "missing"), (math.inf, "inf"), (10**400, "inf"):
            error = self.refused(status.NOT_FINITE, peel.NumberError, function, [0.9, value, 0.8])
            self.assertTrue(str(error).startswith(f"values[1] is {words}: "), error)
        for value in Decimal("NaN"), Decimal("sNaN"):
            error = self.refused(status.NOT_FINITE, peel.NumberError, function, [0.9, value])
            self.assertTrue(str(error).startswith("values[1] is missing: "), error)
        for value in 1.01e300, -1e308, Decimal("1e400"):
            error = self.refused(status.NOT_FINITE, peel.NumberError, function, [0.9, 1e300, value, math.nan])
            self.assertTrue(str(error).startswith(f"values[2] is {float(value)}: "), error)
        self.assertEqual(function([-1e300, 1e300]).s, 1)
        error = self.refused(status.PERIOD_ORDER, peel.NumberError, function, [0.9, 0.8], [2, 1])
        self.assertTrue(str(error).startswith("row 1 (period 1): "))
        self.refused(status.NOT_A_PERIOD, peel.TextError, function, [0.9, 0.8], [2, None])
        self.refused(status.SEASON, peel.ArgumentError, function, [0.9, 0.8], method="seasonal")
        for season in 0, 1, -2, 2**40:
            self.refused(status.SEASON, peel.ArgumentError, function, [0.9, 0.8], season=season)
        self.refused(status.METHOD, peel.ArgumentError, function, [0.9, 0.8], method="exact")
        self.refused(status.TOO_LARGE, peel.RoomError, function, [0.5] * 10001)
        with self.assertRaisesRegex(ValueError, "values has 2 rows, but periods has 1"):
            function([0.9, 0.8], [1])
        wrongs = ["0.9", 0.9, None, ["0.9"], [True], {0.9}, [0.9j]]
        wrongs += [numpy.array([[0.9]]), numpy.array(0.9), [numpy.timedelta64(1)], [numpy.bool_(1)]] if numpy else []
        wrongs += [numpy.array([1, 2]).astype(kind) for kind in ("M8[ns]", "m8[ns]", "m8[D]")] if numpy else []
        wrongs += [pandas.DataFrame({"rate": [0.9]})] if pandas else []
        for wrong in wrongs:
            with self.assertRaises(TypeError):
                function(wrong)


def deviance(met, assessed):
    """Twice the log-likelihood of cases at one rate, less a constant."""
    return 2 * sum(k * math.log(k / assessed) for k in (met, assessed - met) if k)


class Changes(unittest.TestCase):
    def test_place_by_brute_force(self):
        met, assessed = [46, 45, 40, 47, 35, 33, 36, 34], [48, 48, 45, 50, 48, 40, 48, 47]
        answer = peel.trend_change(met, assessed)
        whole = deviance(sum(met), sum(assessed))
        ratios = [
            deviance(sum(met[:i]), sum(assessed[:i])) + deviance(sum(met[i:]), sum(assessed[i:])) - whole
            for i in range(1, 8)
        ]
        self.assertEqual(answer.place, ratios.index(max(ratios)) + 1)
        self.assertAlmostEqual(answer.test.statistic, max(ratios), delta=1e-10)
        bound = -2 * math.log(1 - math.sqrt(0.95))  # Hansen 2000
        within = [i for i, ratio in enumerate(ratios, 1) if ratio >= max(ratios) - bound]
        self.assertEqual((answer.lower, answer.upper), (within[0], within[-1]))
        place = answer.place
        before, after = ((sum(met[part]), sum(assessed[part])) for part in (slice(place), slice(place, None)))
        self.assertEqual((answer.before, answer.after), (peel.rate(*before), peel.rate(*after)))
        self.assertEqual(answer.change, peel.difference(before, after))
        self.assertEqual(answer, peel.trend_change(met, assessed, seed=0, draws=9999))
        self.assertEqual(answer.test.p_value, 1e-4)  # none of 9,999 draws was as far
        self.assertIn(peel.Note.MONTE_CARLO, answer.notes)

    def test_no_change(self):
        none = peel.trend_change([9, 9, 9], [9, 9, 9])
        self.assertEqual(none.test.p_value, 1)
        self.assertIn(peel.Note.NO_VARIATION, none.notes)
        steady = peel.trend_change([40, 41, 39, 41], [48] * 4, draws=999, seed=5)
        self.assertGreater(steady.test.p_value, 0.2)
        self.assertAlmostEqual(1000 * steady.test.p_value, round(1000 * steady.test.p_value), delta=1e-9)
        finer = peel.trend_change([40, 41, 39, 41], [48] * 4, draws=99999, seed=5)
        self.assertLess(finer.error, steady.error / 9)
        self.assertNotEqual(
            steady.test.p_value, peel.trend_change([40, 41, 39, 41], [48] * 4, draws=999, seed=6).test[2]
        )

    def test_segments_by_brute_force(self):
        met, assessed = [46, 45, 47, 30, 29, 31, 44, 46], [48] * 8
        for penalty in None, 1.0, 4.0, 50.0:
            cost = 3 * math.log(8) if penalty is None else penalty
            best = max(
                (
                    sum(deviance(sum(met[a:b]), sum(assessed[a:b])) for a, b in zip((0, *cut), (*cut, 8)))
                    - cost * (len(cut) + 1),
                    (0, *cut),
                )
                for size in range(8)
                for cut in itertools.combinations(range(1, 8), size)
            )
            segments = peel.trend_segments(met, assessed, penalty=penalty)
            self.assertEqual(tuple(segment.first for segment in segments), best[1])
            self.assertEqual([segment.end for segment in segments], [*(s.first for s in segments[1:]), 8])
            for segment in segments:
                rows = slice(segment.first, segment.end)
                self.assertEqual(segment.pooled, (sum(met[rows]), sum(assessed[rows]), 0))
                # As one stretch, 60% between 96% and 92% scatter more than chance allows.
                notes = peel.Note.OVERDISPERSED if len(segments) == 1 else 0
                self.assertEqual(segment.rate, peel.rate(*segment.pooled)._replace(notes=notes))
        self.assertEqual(len(segments), 1)


if __name__ == "__main__":
    unittest.main()
