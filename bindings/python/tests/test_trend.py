"""peel.trend and its kin: published cases, brute force in exact arithmetic, kinds of input, columns, refusals, texts."""

import csv
import datetime
import itertools
import math
import pickle
import threading
import unittest
from array import array
from collections import Counter
from fractions import Fraction

from support import REFERENCE

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


class Refusing(unittest.TestCase):
    def refused(self, status, kind, call, *arguments, **options):
        with self.assertRaises(kind) as caught:
            call(*arguments, **options)
        self.assertEqual(caught.exception.status, status)
        return caught.exception


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
        # T360: R's prop.trend.test has the variance with N; contingencytables' -1.790 multiplies where it should divide.
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


class Many(unittest.TestCase):
    names = ["east"] * 5 + ["north"] * 2 + ["south"] * 3 + ["west"] * 4
    met = [*MET, 5, 0, 1, 1, 7, 40, 41, 39, 41]
    assessed = [*ASSESSED, 9, 0, 5, 5, 6, 48, 48, 48, 48]
    periods = [1, 2, 3, 4, 6, 1, 2, 3, 3, 4, 9, 10, 11, 12]

    def check(self, names, met, assessed, periods, kind, **options):
        trends = peel.trend_many(names, met, assessed, periods, **options)
        self.assertEqual(trends.series, ["east", "north", "south", "west"])
        self.assertEqual(list(trends.status), [0, 0, 208, 0])
        self.assertEqual(trends.bad, 1)
        self.assertEqual(list(trends.verdict)[2], "")
        self.assertTrue(all(math.isnan(column[2]) for column in trends[2:6]))
        for index, name in enumerate(trends.series):
            if name == "south":
                continue
            rows = [row for row, other in enumerate(self.names) if other == name]
            one = peel.trend(*([column[row] for row in rows] for column in (self.met, self.assessed, self.periods)))
            seen = [column[index] for column in trends[1:7]]
            wanted = [one.verdict, one.test.p_value, *one.slope[:3], one.notes]
            for a, b in zip(seen, wanted):
                self.assertTrue(a == b or (math.isnan(a) and math.isnan(b)), (name, seen, wanted))
        for column in trends[2:8]:
            self.assertIsInstance(column, kind)

    def test_lists(self):
        self.check(self.names, self.met, self.assessed, self.periods, array)
        self.check(iter(self.names), array("q", self.met), tuple(self.assessed), iter(self.periods), array)

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_numpy(self):
        self.check(self.names, numpy.array(self.met), self.assessed, self.periods, numpy.ndarray)
        self.check(numpy.array(self.names), self.met, self.assessed, numpy.array(self.periods), numpy.ndarray)
        trends = peel.trend_many(self.names, numpy.array(self.met), self.assessed, self.periods)
        self.assertEqual(list(numpy.flatnonzero(trends.verdict == "falling")), [0])

    @unittest.skipUnless(pandas, "pandas is not installed")
    def test_frames(self):
        columns = {"name": self.names, "met": self.met, "assessed": self.assessed, "period": self.periods}
        frame = pandas.DataFrame(columns)
        self.check(frame["name"], frame["met"], frame["assessed"], frame["period"], numpy.ndarray)
        self.check(frame["name"].astype("category"), frame["met"], frame["assessed"], frame["period"], numpy.ndarray)

    def test_periods_of_each_series(self):
        trends = peel.trend_many(["a"] * 4 + ["b"] * 4, [40, 41, 39, 41, *MET[:4]], [48] * 4 + ASSESSED[:4])
        self.assertEqual(trends.slope[1], peel.trend(MET[:4], ASSESSED[:4]).slope.estimate)
        months = ["2024-01", "2024-02", "2024-01", "2024-03"]
        trends = peel.trend_many(["a", "a", "b", "b"], [1, 2, 3, 4], [5] * 4, months)
        self.assertEqual(trends.slope[1], peel.trend([3, 4], [5, 5], months[2:]).slope.estimate)

    def test_missing(self):
        names, met, periods = ["a", "a", "b", "b", "c", "c"], [1, None, 3, 4, 5, 6], [1, 2, 1, 2, 1, None]
        trends = peel.trend_many(names, met, [9] * 6, periods)
        self.assertEqual(list(trends.status), [peel.Status.NOT_A_COUNT, 0, peel.Status.NOT_A_PERIOD])
        self.assertEqual((trends.bad, trends.verdict[0], trends.verdict[2]), (2, "", ""))
        self.assertEqual(trends.slope[1], peel.trend([3, 4], [9, 9]).slope.estimate)

    def test_the_exact_test_of_days_far_apart_has_room(self):
        days = [datetime.date(2020, 1, 1) + datetime.timedelta(days=97 * i) for i in range(12)]
        met, assessed = [9, 9, 9, 10, 10, 10, 10, 10, 9, 10, 10, 10], [10] * 12
        one = peel.trend(met, assessed, days)
        self.assertEqual((one.test.method, one.unit), ("exact", "day"))
        trends = peel.trend_many(["a"] * 12 + ["b"] * 2, met + [1, 2], assessed + [3, 4], days + days[:2])
        self.assertEqual((list(trends.status), trends.p_value[0]), ([0, 0], one.test.p_value))

    def test_no_rows(self):
        trends = peel.trend_many([], [], [])
        self.assertEqual(([len(column) for column in trends[:8]], trends.bad), ([0] * 8, 0))

    def test_refused(self):
        with self.assertRaisesRegex(ValueError, r"series\[2\] is 'a' again: sort the rows"):
            peel.trend_many(["a", "b", "a"], [1, 2, 3], [4, 5, 6])
        with self.assertRaisesRegex(ValueError, "met has 2 rows, but series has 1"):
            peel.trend_many(["a"], [1, 2], [3, 4])
        with self.assertRaisesRegex(ValueError, r"series\[1\] is missing"):
            peel.trend_many(["a", None], [1, 2], [3, 4])
        for wrong in "ab", 5, None, {"a": 1}:
            with self.assertRaises(TypeError):
                peel.trend_many(wrong, [1, 2], [3, 4])
        with self.assertRaises(peel.ArgumentError) as caught:
            peel.trend_many(["a"], [1], [2], alpha=0)
        self.assertEqual(caught.exception.status, peel.Status.ALPHA)


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
        for wrong in "0.9", 0.9, None, ["0.9"], [True], {0.9}, [0.9j]:
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
        within = [i for i, ratio in enumerate(ratios, 1) if ratio >= max(ratios) - 3.841458820694124]
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
                self.assertEqual(segment.rate, peel.rate(*segment.pooled))


if __name__ == "__main__":
    unittest.main()
