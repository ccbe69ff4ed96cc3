"""peel.trend and its kin: published cases, brute force in exact arithmetic, kinds of input, refusals, texts."""

import datetime
import itertools
import math
import pickle
import threading
import unittest
from array import array
from collections import Counter
from fractions import Fraction

from support import Refusing

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
# T360.
ARMITAGE = [8, 10, 11, 22, 6], [61, 58, 111, 124, 135]
STEP = [46, 45, 47, 46, 35, 33, 36, 34], [48] * 8
FUNCTIONS = peel.trend, peel.trend_test, peel.trend_logistic, peel.trend_change, peel.trend_segments


def exact_p(met, assessed, periods):
    """The two-sided p-value by enumeration: how the cases met can be dealt out, as whole numbers."""
    ways = {(0, 0): 1}
    for period, size in zip(periods, assessed):
        more = Counter()
        for (total, score), count in ways.items():
            for k in range(size + 1):
                more[total + k, score + k * period] += count * math.comb(size, k)
        ways = {key: count for key, count in more.items() if key[0] <= sum(met)}
    scores = {score: count for (total, score), count in ways.items() if total == sum(met)}
    expected = Fraction(sum(met) * sum(n * x for n, x in zip(assessed, periods)), sum(assessed))
    distance = abs(sum(k * x for k, x in zip(met, periods)) - expected)
    far = sum(count for score, count in scores.items() if abs(score - expected) >= distance)
    return far / math.comb(sum(assessed), sum(met))


class Tests(Refusing):
    def test_published(self):
        # T360: R's prop.trend.test has the variance with N; contingencytables multiplies where it should divide.
        answer = peel.trend_test(*ARMITAGE, method="cochran-armitage-n")
        self.assertAlmostEqual(answer.test.statistic, -1.787808, delta=1e-6)
        self.assertAlmostEqual(answer.test.p_value, 0.073807, delta=1e-6)
        mantel = peel.trend_test(*ARMITAGE).test
        self.assertAlmostEqual(mantel.statistic, answer.test.statistic * math.sqrt(488 / 489), delta=1e-12)
        self.assertEqual((mantel.method, answer.error), ("cochran-armitage", 0))

    def test_exact_by_enumeration(self):
        for met, assessed, periods in (
            ([3, 1, 0], [5, 4, 6], [1, 2, 3]),
            ([0, 2, 1, 4], [7, 6, 5, 8], [1, 2, 4, 9]),
            ([9, 9, 8, 5], [9, 10, 9, 9], [5, 6, 7, 8]),
        ):
            answer = peel.trend_test(met, assessed, periods, method="exact").test
            self.assertAlmostEqual(answer.p_value, exact_p(met, assessed, periods), delta=1e-12)

    def test_monte_carlo(self):
        truth = peel.trend_test(*ARMITAGE, method="exact").test.p_value
        answer = peel.trend_test(*ARMITAGE, method="monte-carlo", seed=7)
        self.assertLess(abs(answer.test.p_value - truth), 5 * answer.error)
        self.assertAlmostEqual(answer.error, math.sqrt(truth * (1 - truth) / 9999), delta=3e-4)
        self.assertIn(peel.Note.MONTE_CARLO, answer.test.notes)
        self.assertEqual(answer, peel.trend_test(*ARMITAGE, method="monte-carlo", seed=7))
        self.assertNotEqual(answer, peel.trend_test(*ARMITAGE, method="monte-carlo", seed=8))
        few = peel.trend_test(*ARMITAGE, method="monte-carlo", seed=2**64 - 1, draws=99)
        self.assertAlmostEqual(few.test.p_value * 100, round(few.test.p_value * 100), delta=1e-9)

    def test_refused(self):
        status, argument = peel.Status, peel.ArgumentError
        self.refused(status.METHOD, argument, peel.trend_test, *ARMITAGE, method="fisher")
        self.refused(status.METHOD, argument, peel.trend_test, *ARMITAGE, method="sen")
        for draws in 0, 98, 10**7 + 1, 2**70:
            self.refused(status.DRAWS, argument, peel.trend_test, *ARMITAGE, draws=draws)
        for seed in -1, 2**64:
            with self.assertRaisesRegex(ValueError, "a seed is a whole number from 0 to"):
                peel.trend_test(*ARMITAGE, seed=seed)
        for wrong in {"seed": 1.5}, {"draws": "many"}:
            with self.assertRaises(TypeError):
                peel.trend_test(*ARMITAGE, **wrong)
        large = [10**5, 2 * 10**5], [10**6, 10**6], [1, 100]
        self.refused(status.TOO_LARGE, peel.RoomError, peel.trend_test, *large, method="exact")


class Verdicts(Refusing):
    def test_falling(self):
        trend = peel.trend(MET, ASSESSED, MONTHS)
        # By hand: weighted line and Mantel's variance; dispersion about the line.
        self.assertAlmostEqual(trend.test.statistic, -4.080618190562088, delta=1e-12)
        self.assertAlmostEqual(trend.test.p_value, 4.491608320169893e-05, delta=1e-16)
        self.assertAlmostEqual(trend.slope.estimate, -0.05525883080080701, delta=1e-15)
        self.assertAlmostEqual(trend.dispersion.statistic, 0.12809820024285187, delta=1e-12)
        self.assertEqual(trend.slope_a_year, 12 * trend.slope.estimate)
        self.assertEqual((trend.verdict, trend.unit, trend.periods, trend.span), ("falling", "month", 5, 5))
        self.assertEqual(trend.notes, peel.Note.GAP | peel.Note.UNEQUAL_SIZES)
        self.assertEqual(
            (trend.first, trend.last, trend.rate), (peel.rate(46, 48), peel.rate(33, 48), peel.rate(204, 241))
        )
        self.assertEqual(trend.slope.scale, "slope")
        more = peel.trend(MET, ASSESSED, MONTHS, power=0.9)
        self.assertGreater(more.detectable, trend.detectable)
        self.assertEqual(trend, peel.trend(MET, ASSESSED, MONTHS, confidence=0.95))
        self.assertEqual(repr(pickle.loads(pickle.dumps(trend))), repr(trend))

    def test_others(self):
        self.assertEqual(peel.trend(MET[::-1], ASSESSED[::-1]).verdict, "rising")
        steady = peel.trend([40, 41, 39, 41], [48] * 4)
        self.assertEqual((steady.verdict, steady.unit), ("no-evidence", "none"))
        self.assertTrue(math.isnan(steady.slope_a_year))
        self.assertEqual(steady, peel.trend([40, 41, 39, 41], [48] * 4))
        few = peel.trend([0, 1], [2, 2])
        self.assertEqual((few.verdict, few.test.method), ("too-few", "exact"))
        self.assertGreater(few.smallest_p, 0.05)
        self.assertAlmostEqual(few.test.p_value, exact_p([0, 1], [2, 2], [1, 2]), delta=1e-15)
        one = peel.trend([5], [9])
        self.assertEqual((one.verdict, one.notes & peel.Note.NOTHING_ASSESSED), ("too-few", peel.Note.NOTHING_ASSESSED))
        self.assertEqual((one.slope.lower, one.slope.upper), (-1, 1))
        for met in [0, 0, 0], [9, 9, 9]:
            none = peel.trend(met, [9, 9, 9])
            self.assertEqual((none.test.p_value, none.slope.estimate), (1, 0))
            self.assertIn(peel.Note.NO_VARIATION, none.notes)
        dip = peel.trend(MET, ASSESSED, design="dip")
        self.assertEqual((dip.verdict, dip.notes & peel.Note.DIP), ("no-evidence", peel.Note.DIP))
        self.assertIn(peel.Note.OVERDISPERSED, peel.trend([40, 10, 45, 5, 38], [50] * 5).notes)
        self.assertIn(peel.Note.GAP, peel.trend([40, 0, 39, 30], [48, 0, 48, 48]).notes)

    def test_slope_and_test_agree(self):
        for met in itertools.product((20, 30, 36), repeat=4):
            trend = peel.trend(met, [48] * 4)
            if trend.test.method == "cochran-armitage" and not trend.notes & peel.Note.NO_VARIATION:
                holds = trend.slope.lower < 0 < trend.slope.upper
                self.assertEqual(holds, trend.test.p_value > trend.slope.alpha, trend)

    def test_texts(self):
        self.assertEqual(
            str(peel.trend(MET, ASSESSED, MONTHS)),
            "Falling: from 95.8% to 68.8% in 5 periods, -5.5 points a month (95% CI -8.2 to -2.9);"
            " cochran-armitage, p = 4.5e-05",
        )
        self.assertRegex(
            str(peel.trend([40, 41, 39, 41], [48] * 4)),
            r"^No evidence of a trend: .* points a period \(95% CI .*; .*, p = ",
        )
        self.assertTrue(str(peel.trend([0, 1], [2, 2])).startswith("Too few cases to tell: from 0.0% to 50.0% in 2 "))
        self.assertEqual(str(peel.trend([5], [9])), "Too few periods to tell: cases were assessed in fewer than two")
        dip = str(peel.trend(MET, ASSESSED, design="dip"))
        self.assertIn("(dip sample, interval withheld)", dip)

    def test_threads(self):
        seen = []

        def work():
            seen.append([peel.trend([46, 44, met], [48, 48, 48]) for met in range(49)])

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(seen[1:], seen[:1] * 3)


class Inputs(Refusing):
    def test_kinds(self):
        expected = peel.trend(MET, ASSESSED, MONTHS)
        dates = [datetime.date(2024, month, 15) for month in (1, 2, 3, 4, 6)]
        numbers = [12 * 2024 + date.month - 1 for date in dates]
        kinds = [
            (array("q", MET), iter(ASSESSED), numbers, {"unit": "month"}),
            (tuple(MET), map(float, ASSESSED), dates, {"unit": "month"}),
            (MET, ASSESSED, [f"2024-{date.month:02}" for date in dates], {}),
        ]
        if numpy:
            kinds.append((numpy.array(MET), ASSESSED, numpy.array(dates, dtype="M8[M]"), {}))
            kinds.append((numpy.array(MET, dtype="f4"), numpy.array(ASSESSED), numpy.array(numbers), {"unit": "month"}))
        if pandas:
            frame = pandas.DataFrame({"met": MET, "assessed": ASSESSED, "date": pandas.to_datetime(dates)})
            kinds.append((frame["met"], frame["assessed"], frame["date"], {"unit": "month"}))
            kinds.append((frame["met"].astype("Int64"), frame["assessed"], frame["date"].dt.to_period("M"), {}))
            frame = frame.set_index("date")
            kinds.append((frame["met"], frame["assessed"], frame.index, {"unit": "month"}))
        for met, assessed, periods, options in kinds:
            self.assertEqual(peel.trend(met, assessed, periods, **options), expected)

    def test_population(self):
        for function in FUNCTIONS:
            function(MET, ASSESSED, MONTHS, [300, None, 300, 300, 0])
            error = self.refused(
                peel.Status.ASSESSED_ABOVE_POPULATION,
                peel.NumberError,
                function,
                MET,
                ASSESSED,
                None,
                [300, 20, 1, 1, 1],
            )
            self.assertTrue(str(error).startswith("row 1 (period 2): "))

    def test_the_row_is_named(self):
        status = peel.Status
        for function in FUNCTIONS:
            error = self.refused(
                status.PERIOD_ORDER, peel.NumberError, function, [1, 2], [3, 4], ["2024-02", "2024-01"]
            )
            self.assertTrue(str(error).startswith("row 1 (period 2024-01): The periods are out of order"), error)
            error = self.refused(status.PERIOD_REPEATED, peel.NumberError, function, [1, 2], [3, 4], [5, 5])
            self.assertTrue(str(error).startswith("row 1 (period 5): A period stands twice"), error)
            error = self.refused(status.MET_ABOVE_ASSESSED, peel.NumberError, function, [1, 5], [3, 4])
            self.assertTrue(str(error).startswith("row 1 (period 2): "), error)
            error = self.refused(status.RANGE, peel.ArgumentError, function, [1, 2], [3, 4], [5, 10**9 + 1])
            self.assertEqual(
                str(error), "row 1 (period 1000000001): A period is a whole number from -1000000000 to 1000000000."
            )
            self.refused(status.RANGE, peel.ArgumentError, function, [1, 2], [3, 4], [-(2**70), 2**70])
            error = self.refused(status.NOT_A_COUNT, peel.TextError, function, [1, None], [3, 4])
            self.assertIn("met[1] is missing: leave the row out", str(error))
            error = self.refused(status.NOT_A_COUNT, peel.TextError, function, [1, 2], [math.nan, 4])
            self.assertIn("assessed[0] is missing", str(error))
            error = self.refused(status.NOT_A_PERIOD, peel.TextError, function, [1, 2], [3, 4], ["2024-01", None])
            self.assertIn("periods[1] is missing", str(error))
            self.refused(status.NOT_A_PERIOD, peel.TextError, function, [1, 2], [3, 4], ["2024-01", "soon"])
            self.refused(status.NOT_A_COUNT, peel.TextError, function, [1, 2.5], [3, 4])

    def test_families(self):
        status, argument = peel.Status, peel.ArgumentError
        for function in FUNCTIONS:
            self.refused(status.TOO_FEW_SAMPLES, peel.NumberError, function, [], [])
            self.refused(status.TOO_LARGE, peel.RoomError, function, [1] * 10001, [2] * 10001)
            self.refused(status.UNIT, argument, function, *STEP, unit="week")
            self.refused(status.DESIGN, argument, function, *STEP, design="quote")
            self.refused(status.CONFIDENCE_PERCENT, argument, function, *STEP, confidence=95)
            self.refused(status.CONFIDENCE_AND_ALPHA, argument, function, *STEP, confidence=0.95, alpha=0.05)
            with self.assertRaisesRegex(ValueError, "met has 2 rows, but assessed has 1: a row is one period"):
                function([1, 2], [3])
            with self.assertRaisesRegex(ValueError, "met has 2 rows, but periods has 1"):
                function([1, 2], [3, 4], [1])
            for wrong in 5, "12", None, [True, 2], ["1", "2"]:
                with self.assertRaises(TypeError):
                    function(wrong, [3, 4])
        for power in 0, 1, 0.01, math.nan, 80:
            self.refused(status.POWER, argument, peel.trend, *STEP, power=power)
        for penalty in 0, -1, math.nan, math.inf:
            self.refused(status.PENALTY, argument, peel.trend_segments, *STEP, penalty=penalty)
        self.refused(status.SIDE, argument, peel.trend, *STEP, side="down")


if __name__ == "__main__":
    unittest.main()
