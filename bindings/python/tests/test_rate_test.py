"""peel.rate_test: p-values against exact sums and peers, the match with the intervals, columns, refusals."""

import math
import random
import unittest
from array import array
from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

import rate_truth as truth
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
try:
    import scipy.stats
except ImportError:
    scipy = None

METHODS = [method.name for method in peel.methods("rate-test")]
SAMPLES = [(0, 1), (1, 1), (0, 7), (3, 10), (1, 30), (20, 20), (41, 79)]
RATES = (0.01, 0.17, 0.3, 0.5, 0.65, 0.999)
MATCHED = {"exact": "clopper-pearson", "score": "wilson"}


def above(z):
    return 0.5 * math.erfc(z / math.sqrt(2))


class Truth(unittest.TestCase):
    def test_exact_methods(self):
        for name, p_value in truth.EXACT.items():
            for met, assessed in SAMPLES:
                for rate in RATES:
                    test = peel.rate_test(met, assessed, rate, method=name)
                    wanted = float(p_value(truth.masses(assessed, rate), met))
                    self.assertTrue(
                        math.isclose(test.p_value, wanted, rel_tol=2e-13), (name, met, assessed, rate, test, wanted)
                    )
                    self.assertTrue(math.isnan(test.statistic) and math.isnan(test.df))
                    self.assertEqual((test.method, test.side), (name, "two-sided"))

    def test_one_tail(self):
        for name, share in ("exact", 1), ("mid-p", Fraction(1, 2)):
            for met, assessed in SAMPLES:
                for rate in RATES:
                    tails = truth.tails(truth.masses(assessed, rate), met, share)
                    for side, wanted in zip(("upper", "lower"), tails):
                        found = peel.rate_test(met, assessed, rate, method=name, side=side)
                        self.assertTrue(
                            math.isclose(found.p_value, float(wanted), rel_tol=2e-13), (found, float(wanted))
                        )
                        self.assertEqual(found.side, side)

    def test_z(self):
        for met, assessed in SAMPLES:
            for rate in RATES:
                failed = assessed - met
                ratio = sum(n * math.log(n / (assessed * p)) for n, p in ((met, rate), (failed, 1 - rate)) if n)
                signed = math.copysign(math.sqrt(max(2 * ratio, 0)), met / assessed - rate)
                score = (met - assessed * rate) / math.sqrt(assessed * rate * (1 - rate))
                for name, z in ("score", score), ("likelihood-ratio", signed):
                    test = peel.rate_test(met, assessed, rate, method=name)
                    self.assertAlmostEqual(test.statistic, z, delta=1e-12 * max(1, abs(z)))
                    self.assertTrue(math.isclose(test.p_value, 2 * above(abs(z)), rel_tol=1e-11), (test, z))
                    for side, p in ("lower", above(z)), ("upper", above(-z)):
                        found = peel.rate_test(met, assessed, rate, method=name, side=side)
                        self.assertTrue(math.isclose(found.p_value, p, rel_tol=1e-11), (found, z))
                        self.assertEqual(found.statistic, test.statistic)

    def test_the_ends_of_the_scale(self):
        for name in METHODS:
            for met, assessed, rate, wanted in (0, 9, 0, 1), (9, 9, 1, 1), (3, 9, 0, 0), (3, 9, 1, 0), (9, 9, 0, 0):
                self.assertEqual(peel.rate_test(met, assessed, rate, method=name).p_value, wanted, (name, met, rate))

    @unittest.skipUnless(scipy, "scipy is not installed")
    def test_peers(self):
        for met, assessed in SAMPLES[2:]:
            for rate in RATES:
                two = scipy.stats.binomtest(met, assessed, rate).pvalue
                ours = peel.rate_test(met, assessed, rate, method="sterne").p_value
                self.assertTrue(math.isclose(ours, two, rel_tol=1e-9), (met, assessed, rate))
                for side, theirs in ("lower", "greater"), ("upper", "less"):
                    one = scipy.stats.binomtest(met, assessed, rate, alternative=theirs).pvalue
                    ours = peel.rate_test(met, assessed, rate, side=side).p_value
                    self.assertTrue(math.isclose(ours, one, rel_tol=1e-9), (met, assessed, rate, side))


class Matched(unittest.TestCase):
    def test_outside_the_interval_it_rejects_and_inside_it_does_not_but_in_a_noted_hole(self):
        chance = random.Random(8)
        holes = 0
        for name in METHODS:
            for _ in range(150):
                assessed = chance.randrange(1, 60)
                met, confidence = chance.randrange(assessed + 1), chance.choice([0.8, 0.95, 0.998])
                given = met, assessed
                interval = peel.rate(*given, method=MATCHED.get(name, name), confidence=confidence)
                rates = [chance.random() for _ in range(6)]
                rates += [limit * (1 + step) for limit in interval[1:3] for step in (-1e-6, 1e-6)]
                for rate in filter(lambda rate: 0 <= rate <= 1, rates):
                    test = peel.rate_test(*given, rate, method=name, confidence=confidence)
                    inside = interval.lower <= rate <= interval.upper
                    hole = bool(test.notes & peel.Note.HOLE)
                    holes += hole
                    self.assertEqual(test.p_value > interval.alpha, inside and not hole, (test, interval, rate))
                    self.assertTrue(not hole or name in ("blaker", "sterne"))
        self.assertGreater(holes, 0)

    def test_a_hole(self):
        test = peel.rate_test(1, 30, 0.17, method="sterne")
        self.assertEqual((round(test.p_value, 4), test.notes), (0.0491, peel.Note.HOLE))
        self.assertEqual(peel.rate_test(1, 30, 0.17, method="sterne", confidence=0.99).notes, peel.Note(0))

    def test_digits_show_the_side_of_alpha(self):
        """41 of 79: the interval ends at 63.288%."""
        self.assertEqual(str(peel.rate_test(41, 79, 0.6328)), "exact, p = 0.0501")
        self.assertEqual(str(peel.rate_test(41, 79, 0.633)), "exact, p = 0.05")
        self.assertEqual(str(peel.rate_test(41, 79, 0.6328, confidence=0.9)), "exact, p = 0.05")
        for met, assessed in SAMPLES:  # at a limit p is alpha but for rounding
            for limit in peel.rate(met, assessed, method="clopper-pearson")[1:3]:
                if 0 < limit < 1:
                    self.assertEqual(str(peel.rate_test(met, assessed, limit)), "exact, p = 0.05")

    def test_sides(self):
        for name in METHODS:
            if not peel.method_get(peel.method_parse("rate-test", name)).offers & peel.Offers.ONE_SIDED:
                continue
            for side in "lower", "upper":
                bound = getattr(peel.rate(41, 79, method=MATCHED.get(name, name), side=side), side)
                outside = bound + (-1e-6 if side == "lower" else 1e-6)
                p_values = [
                    peel.rate_test(41, 79, rate, method=name, side=side).p_value for rate in (outside, bound, 41 / 79)
                ]
                self.assertEqual(p_values, sorted(p_values))
                self.assertLess(p_values[0], 0.05)
                self.assertAlmostEqual(p_values[1], 0.05, delta=1e-12)


class Answers(Refusing):
    def test_words(self):
        test = peel.rate_test(41, 79, 0.65)
        self.assertEqual(str(test), "exact, p = 0.022")
        self.assertIsInstance(test, peel.Test)
        self.assertEqual(test, peel.rate_test(41.0, 79, Decimal("0.65"), None, method="EXACT", confidence=0.95))
        self.assertTrue(str(peel.rate_test(41, 79, 0.65, side="upper")).endswith(", side upper"))

    def test_notes(self):
        note = peel.Note
        for name in METHODS:
            nothing = peel.rate_test(0, 0, 0.5, method=name)
            self.assertEqual((nothing.p_value, nothing.notes), (1, note.NOTHING_ASSESSED))
            for rate, p in (0.25, 1), (0.5, 0):
                for test in peel.rate_test(5, 20, rate, 20, method=name), peel.rate_test(
                    5, 20, rate, method=name, design="census"
                ):
                    self.assertEqual((test.p_value, test.notes), (p, note.CENSUS))
            plain = peel.rate_test(41, 79, 0.65, method=name)
            for population, design, notes in (
                (None, "random", note(0)),
                (300, "random", note.POPULATION_UNUSED),
                (math.nan, "quota", note.QUOTA),
                (300, "dip", note.DIP | note.POPULATION_UNUSED),
            ):
                test = peel.rate_test(41, 79, 0.65, population, method=name, design=design)
                self.assertEqual((test.p_value, test.notes), (plain.p_value, notes))

    def test_what_is_ruled_out(self):
        """20 of 22 met: at least 10/11 did, whatever the two others are."""
        ruled = peel.Note.RULED_OUT
        for name in METHODS:
            for met, rate, side in (20, 0.9, "lower"), (0, 0.1, "upper"):
                for design, notes in (
                    ("random", ruled),
                    ("quota", ruled | peel.Note.QUOTA),
                    ("dip", ruled | peel.Note.DIP),
                ):
                    test = peel.rate_test(met, 20, rate, 22, method=name, design=design)
                    self.assertEqual((test.p_value, test.notes, str(test.statistic)), (0, notes, "nan"))
                if not peel.method_get(peel.method_parse("rate-test", name)).offers & peel.Offers.ONE_SIDED:
                    continue
                other = "upper" if side == "lower" else "lower"
                self.assertEqual(peel.rate_test(met, 20, rate, 22, method=name, side=side).p_value, 0)
                self.assertEqual(peel.rate_test(met, 20, rate, 22, method=name, side=other).p_value, 1)
            for met, rate in (20, 20 / 22), (0, 2 / 22):
                self.assertEqual(peel.rate_test(met, 20, rate, 22, method=name).notes, peel.Note.POPULATION_UNUSED)
        many = peel.rate_test_many([20, 20, 20], [20, 20, 20], 0.9, [22, 23, None])
        self.assertEqual([bits for bits in many.notes], [ruled, peel.Note.POPULATION_UNUSED, 0])
        self.assertEqual((many.p_value[0], many.p_value[1]), (0, many.p_value[2]))

    def test_refusals(self):
        argument = peel.ArgumentError
        for rate in -0.1, 1.1, 65, math.nan, math.inf, 10**400:
            self.refused(peel.Status.RATE, argument, peel.rate_test, 41, 79, rate)
        for rate in "0.65", None, True, [0.65], 0.65j:
            with self.assertRaisesRegex(TypeError, "^rate is .* of type .*: give a proportion, as in 0.9"):
                peel.rate_test(41, 79, rate)
        for status, options in (
            (peel.Status.METHOD, {"method": "wilson"}),
            (peel.Status.SIDE, {"side": "both"}),
            (peel.Status.DESIGN, {"design": "all"}),
            (peel.Status.CONFIDENCE_PERCENT, {"confidence": 95}),
            (peel.Status.CONFIDENCE_AND_ALPHA, {"confidence": 0.95, "alpha": 0.05}),
            (peel.Status.ONE_SIDED_CONFIDENCE, {"confidence": 0.5, "side": "lower"}),
            (peel.Status.METHOD_SIDE, {"method": "blaker", "side": "lower"}),
            (peel.Status.METHOD_SIDE, {"method": "sterne", "side": "upper"}),
        ):
            self.refused(status, argument, peel.rate_test, 41, 79, 0.65, **options)
            self.refused(status, argument, peel.rate_test_many, [41], [79], 0.65, **options)
        self.assertIn(
            "score", str(self.refused(peel.Status.METHOD, argument, peel.rate_test, 41, 79, 0.65, method="scores"))
        )
        self.refused(peel.Status.MET_ABOVE_ASSESSED, peel.NumberError, peel.rate_test, 80, 79, 0.65)
        self.refused(peel.Status.ASSESSED_ABOVE_POPULATION, peel.NumberError, peel.rate_test, 41, 79, 0.65, 78)
        self.refused(
            peel.Status.CENSUS_INCOMPLETE, peel.NumberError, peel.rate_test, 41, 79, 0.65, 300, design="census"
        )
        self.refused(peel.Status.NOT_A_COUNT, peel.TextError, peel.rate_test, 41.5, 79, 0.65)
        with self.assertRaises(TypeError):
            peel.rate_test(41, 79, 0.65, prior=(1, 1))


class Columns(Refusing):
    MET, ASSESSED, RATES = [41, 40, 80, 5, 0, 3], [79, 48, 79, 20, 0, 9], [0.65, 0.9, 0.5, 0.25, 0.5, 1.5]
    STATUSES = [0, 0, 203, 0, 0, 118]

    def check(self, met, assessed, rates, population=None, kind=array, **options):
        tests = peel.rate_test_many(met, assessed, rates, population, **options)
        self.assertEqual((list(tests.status), tests.bad), (self.STATUSES, 2))
        populations = [None] * 6 if population is None else list(population)
        for row, status in enumerate(self.STATUSES):
            found = tests.statistic[row], tests.p_value[row], tests.notes[row]
            wanted = math.nan, math.nan, 0
            if not status:
                one = peel.rate_test(self.MET[row], self.ASSESSED[row], self.RATES[row], populations[row], **options)
                wanted = one.statistic, one.p_value, one.notes
            self.assertEqual(str(found), str((wanted[0], wanted[1], int(wanted[2]))))
        for column, size in zip(tests, (8, 8, 4, 4)):
            self.assertIsInstance(column, kind)
            self.assertEqual(column.itemsize, size)

    def test_kinds(self):
        self.check(self.MET, self.ASSESSED, self.RATES)
        self.check(tuple(self.MET), array("q", self.ASSESSED), array("d", self.RATES))
        self.check(iter(self.MET), self.ASSESSED, map(Fraction, self.RATES), [300, 0, 0, 20, None, math.nan])
        for name in METHODS:
            self.check(self.MET, self.ASSESSED, self.RATES, method=name)
        self.check(self.MET, self.ASSESSED, self.RATES, side="lower", method="score", design="quota")
        for rates in [], 0.5, array("d"):
            self.assertEqual(peel.rate_test_many([], [], rates).bad, 0)

    def test_one_rate_for_all(self):
        for rate in 0.65, 1, Decimal("0.65"), Fraction(13, 20):
            alone = peel.rate_test_many(self.MET, self.ASSESSED, rate)
            self.assertEqual(str(alone), str(peel.rate_test_many(self.MET, self.ASSESSED, [rate] * 6)))
        self.assertEqual(set(peel.rate_test_many([1, 2], [3, 4], math.nan).status), {peel.Status.RATE})

    def test_missing(self):
        tests = peel.rate_test_many([41, None, 41, 41], [79, 79, math.nan, 79], [0.65, 0.65, 0.65, None])
        self.assertEqual(list(tests.status), [0, peel.Status.NOT_A_COUNT, peel.Status.NOT_A_COUNT, peel.Status.RATE])
        self.assertEqual((tests.bad, list(map(math.isnan, tests.p_value))), (3, [False, True, True, True]))

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_numpy(self):
        met, assessed, rates = map(numpy.array, (self.MET, self.ASSESSED, self.RATES))
        for given in (met, assessed, rates), (self.MET, self.ASSESSED, rates), (met, self.ASSESSED, self.RATES):
            self.check(*given, kind=numpy.ndarray)
        self.check(met, assessed, numpy.repeat(rates, 2)[::2], kind=numpy.ndarray)
        self.check(met, assessed, rates.astype("O"), kind=numpy.ndarray)
        rates.flags.writeable = False
        self.assertEqual(peel._columns.doubles(rates, "rates").address, rates.ctypes.data)
        self.check(met, assessed, rates, kind=numpy.ndarray)
        for one in numpy.float64(0.5), numpy.float32(0.5):
            self.assertEqual(list(peel.rate_test_many([41], [79], one).p_value), [peel.rate_test(41, 79, 0.5).p_value])
            self.assertEqual(peel.rate_test(41, 79, one), peel.rate_test(41, 79, 0.5))
        whole = peel.rate_test_many(met[:1], assessed[:1], numpy.array([1]))
        self.assertEqual(list(whole.p_value), [0])
        masked = numpy.ma.array([0.65, 0.65], mask=[False, True])
        self.assertEqual(list(peel.rate_test_many([41, 41], [79, 79], masked).status), [0, peel.Status.RATE])
        for wrong in (
            numpy.array([[0.5]]),
            numpy.array(["0.5"]),
            numpy.array([True]),
            numpy.array(["2024"], dtype="M8[Y]"),
        ):
            with self.assertRaisesRegex(TypeError, "^rates"):
                peel.rate_test_many([41], [79], wrong)

    @unittest.skipUnless(pandas, "pandas is not installed")
    def test_pandas(self):
        frame = pandas.DataFrame({"met": self.MET, "assessed": self.ASSESSED, "rate": self.RATES})
        self.check(frame["met"], frame["assessed"], frame["rate"], kind=numpy.ndarray)
        self.check(frame["met"].astype("Int64"), frame["assessed"], frame["rate"].astype("Float64"), kind=numpy.ndarray)
        missing = pandas.Series([0.65, None], dtype="Float64")
        self.assertEqual(list(peel.rate_test_many([41, 41], [79, 79], missing).status), [0, peel.Status.RATE])

    def test_refusals(self):
        with self.assertRaisesRegex(ValueError, "met has 2 rows, but rates has 1: a row is one sample and its rate"):
            peel.rate_test_many([41, 40], [79, 48], [0.65])
        with self.assertRaisesRegex(ValueError, "met has 1 rows, but assessed has 2"):
            peel.rate_test_many([41], [79, 48], [0.65])
        for wrong in "0.65", None, True, {0.65}, 0.65j, [True], ["0.65"]:
            with self.assertRaisesRegex(TypeError, "^rates"):
                peel.rate_test_many([41], [79], wrong)
        with self.assertRaisesRegex(peel.TextError, r"met\[0\] is 41.5"):
            peel.rate_test_many([41.5], [79], 0.65)


if __name__ == "__main__":
    unittest.main()
