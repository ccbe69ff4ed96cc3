"""peel.rate and peel.rate_bounds of a known population: exact sums in whole cases, corrected limits, columns, refusals."""

import csv
import math
import unittest
from array import array
from fractions import Fraction

import rate_truth as truth
from support import REFERENCE, Refusing, reference_cases

import peel

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None

POPULATION = peel.Offers.POPULATION
CORRECTED = "wilson", "wald", "agresti-coull", "logit"


class Exact(unittest.TestCase):
    def check(self, wanted, method, *sample, **options):
        """Bounds, and the rate that has the same limits over the population."""
        found = peel.rate_bounds(*sample, method=method, **options)
        self.assertEqual(found, wanted, (method, sample, options))
        self.assertIsInstance(found, peel.Bounds)
        interval = peel.rate(*sample, method=method, **options)
        self.assertEqual((interval.lower, interval.upper), (wanted[0] / sample[2], wanted[1] / sample[2]))
        self.assertTrue(interval.notes & peel.Note.FINITE)

    def test_every_small_sample(self):
        for method in "clopper-pearson", "mid-p", "blaker":
            p_value = truth.EXACT["exact" if method == "clopper-pearson" else method]
            for population in 2, 3, 7, 12:
                for assessed in range(1, population):
                    for met in range(assessed + 1):
                        for confidence in 0.6, 0.95:
                            alpha = Fraction(1 - confidence)
                            wanted = truth.bounds(met, assessed, population, alpha, p_value)
                            self.check(wanted, method, met, assessed, population, confidence=confidence)

    def test_larger_samples(self):
        for method, p_value in ("clopper-pearson", truth.doubled), ("blaker", truth.blaker):
            for sample in (45, 100, 300), (5, 13, 200), (0, 30, 200):
                self.check(truth.bounds(*sample, Fraction(1 - 0.95), p_value), method, *sample)

    def test_one_sided(self):
        for met, assessed, population in (0, 57, 1000), (5, 13, 200), (13, 13, 90):
            alpha = Fraction(1 - 0.95)
            held = range(met, population - (assessed - met) + 1)
            tails = {k: truth.tails(truth.masses_of_known(assessed, k, population), met) for k in held}
            least = next(k for k in held if tails[k][1] > alpha)
            most = next(k for k in reversed(held) if tails[k][0] > alpha)
            sample = met, assessed, population
            lower, upper = (
                peel.rate_bounds(*sample, method="clopper-pearson", side=side) for side in ("lower", "upper")
            )
            self.assertEqual((lower, upper), ((least, held[-1]), (met, most)))

    def test_predictions(self):
        for population in 3, 12, 40:
            for assessed in {1, population // 3, population - 1}:
                for met in {0, assessed // 2, assessed}:
                    for prior in (1, 1), (3, 2), (0.5, 0.5):
                        for confidence in 0.5, 0.95:
                            tail = Fraction(1 - confidence) / 2
                            wanted = truth.predicted_bounds(met, assessed, population, tail, prior)
                            sample = met, assessed, population
                            self.check(wanted, "beta", *sample, prior=prior, confidence=confidence)
                            if prior == (0.5, 0.5) and 0 < met < assessed:
                                self.check(wanted, "jeffreys", *sample, confidence=confidence)

    def test_the_most_likely_prediction_of_that_probability(self):
        for met, assessed, population in (2, 10, 40), (0, 5, 12), (7, 9, 30):
            for confidence in 0.5, 0.95:
                lower, upper = peel.rate_bounds(met, assessed, population, method="beta-hpd", confidence=confidence)
                mass = truth.predicted(population - assessed, met + 1, assessed - met + 1)
                inside = mass[lower - met : upper - met + 1]
                self.assertGreaterEqual(sum(inside), Fraction(confidence))
                self.assertLess(sum(inside) - min(inside[0], inside[-1]), Fraction(confidence))
                outside = mass[: lower - met] + mass[upper - met + 1 :]
                self.assertGreaterEqual(min(inside), max(outside))

    def test_published(self):
        ran = 0
        for case, (method, inputs, expected, *_) in reference_cases().items():
            if not method.startswith("hypergeom_exact_CI count"):
                continue
            words = dict(word.split("=") for word in inputs.split())
            wanted = tuple(map(int, expected.split("=")[1].split(",")))
            sample = [int(words[name]) for name in "mnN"]
            self.assertEqual(peel.rate_bounds(*sample, method="clopper-pearson"), wanted, case)
            ran += 1
        self.assertEqual(ran, 5)
        # T176, T177: an upper and a lower bound of a sample without a case met.
        exact = {"method": "clopper-pearson"}
        self.assertEqual(peel.rate_bounds(0, 57, 1000, side="upper", **exact).upper, 49)
        self.assertEqual(peel.rate_bounds(0, 10, 1000, side="lower", **exact).lower, 0)

    def test_every_row_of_the_reference_table(self):
        with open(REFERENCE / "hypergeometric.csv", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 234)
        columns = [[int(row[name]) for row in rows] for name in ("k", "n", "N")]
        for confidence in {row["confidence"] for row in rows}:
            found = peel.rate_bounds_many(*columns, method="clopper-pearson", confidence=float(confidence))
            self.assertEqual(found.bad, 0)
            for row, *bounds in zip(rows, found.lower, found.upper):
                if row["confidence"] == confidence:
                    self.assertEqual(bounds, [int(row["K_lower"]), int(row["K_upper"])], row)
                    one = int(row["k"]), int(row["n"]), int(row["N"])
                    single = peel.rate_bounds(*one, method="clopper-pearson", confidence=float(confidence))
                    self.assertEqual(list(single), bounds)

    def test_populations_beyond_32_bits(self):
        lower, upper = peel.rate_bounds(45, 100, 2**40, method="clopper-pearson")
        endless = peel.rate(45, 100, method="clopper-pearson")
        for bound, limit in (lower, endless.lower), (upper, endless.upper):
            self.assertAlmostEqual(bound / 2**40, limit, delta=1e-9)


class Corrected(Refusing):
    def test_bounds_are_the_whole_numbers_between_the_limits(self):
        for method in CORRECTED:
            for met, assessed, population in (45, 100, 300), (1, 90, 100), (0, 5, 9), (7, 8, 9), (41, 79, 10**9):
                interval = peel.rate(met, assessed, population, method=method)
                bounds = peel.rate_bounds(met, assessed, population, method=method)
                most = population - (assessed - met)
                lower = max(met, math.ceil(Fraction(interval.lower) * population - Fraction(1, 10**9)))
                upper = min(most, math.floor(Fraction(interval.upper) * population + Fraction(1, 10**9)))
                self.assertEqual(bounds, (lower, upper), (method, met, assessed, population))
                self.assertTrue(interval.notes & peel.Note.FINITE)

    def test_where_no_whole_number_lies_between_the_limits(self):
        for met, assessed, population in (1, 2, 3), (2, 5, 6), (4, 11, 12):
            interval = peel.rate(met, assessed, population, confidence=0.5)
            limits = [limit * population for limit in interval[1:3]]
            self.assertEqual(list(map(math.floor, limits)), [met, met])
            self.assertEqual(peel.rate_bounds(met, assessed, population, confidence=0.5), (met, met + 1))

    def test_fewer_cases_are_left_to_err_about(self):
        for method in "wilson", "agresti-coull", "logit":
            for met, assessed, population in (45, 100, 300), (41, 79, 800):
                known = peel.rate(met, assessed, population, method=method)
                endless = peel.rate(met, assessed, method=method)
                self.assertTrue(endless.lower < known.lower < known.upper < endless.upper)
        # The same width as that of the cases that would tell as much: 45 of 100 of 300 as 67.275 of 149.5.
        known, z = peel.rate(45, 100, 300, method="wald"), 1.959963984540054
        width = z * math.sqrt(0.45 * 0.55 / (100 * 299 / 200))
        self.assertAlmostEqual(known.lower, 0.45 - width, delta=1e-14)
        self.assertAlmostEqual(known.upper, 0.45 + width, delta=1e-14)

    def test_what_was_seen_is_certain(self):
        cut = peel.rate(1, 90, 100)
        self.assertEqual((cut.lower, cut.notes), (0.01, peel.Note.CLIPPED | peel.Note.FINITE))
        self.assertEqual(peel.rate_bounds(1, 90, 100).lower, 1)
        self.assertEqual(peel.rate(30, 33, 40, method="wald").upper, 1 - 3 / 40)

    def test_designs(self):
        for method in "wilson", "clopper-pearson":
            for sample in (30, 33, 33), (0, 20, 20):
                self.assertEqual(peel.rate_bounds(*sample, method=method), (sample[0], sample[0]))
            self.assertEqual(peel.rate_bounds(41, 79, 300, method=method, design="dip"), (41, 300 - 38))
            quota = peel.rate(41, 79, 300, method=method, design="quota")
            self.assertEqual(quota.notes, peel.Note.QUOTA | peel.Note.FINITE)
            self.assertEqual(peel.rate_bounds(0, 0, 300, method=method), (0, 300))

    def test_methods_without_a_use_for_the_population(self):
        for method in peel.methods("rate"):
            if method.offers & POPULATION:
                self.assertEqual(peel.rate(41, 79, 300, method=method.name).notes, peel.Note.FINITE)
                continue
            self.assertEqual(peel.rate(41, 79, 300, method=method.name).notes, peel.Note.POPULATION_UNUSED)
            for call, given in (peel.rate_bounds, (41, 79, 300)), (peel.rate_bounds_many, ([41], [79], [300])):
                error = self.refused(peel.Status.METHOD, peel.ArgumentError, call, *given, method=method.name)
                self.assertIn(f"{method.name} takes the population as endless", str(error))
                self.assertIn("wilson, clopper-pearson, mid-p, jeffreys, ", str(error))
                self.assertIn("blaker and logit have them.", str(error))

    def test_refusals(self):
        for nothing in None, 0, math.nan, *([] if pandas is None else [pandas.NA]):
            self.refused(peel.Status.POPULATION_NEEDED, peel.NumberError, peel.rate_bounds, 41, 79, nothing)
        for status, sample in (
            (peel.Status.ASSESSED_ABOVE_POPULATION, (41, 79, 78)),
            (peel.Status.MET_ABOVE_ASSESSED, (80, 79, 300)),
            (peel.Status.NEGATIVE, (41, 79, -1)),
            (peel.Status.COUNT_TOO_LARGE, (41, 79, 2**53 + 1)),
        ):
            self.refused(status, peel.NumberError, peel.rate_bounds, *sample)
        self.refused(peel.Status.CENSUS_INCOMPLETE, peel.NumberError, peel.rate_bounds, 41, 79, 300, design="census")
        self.refused(peel.Status.NOT_A_COUNT, peel.TextError, peel.rate_bounds, 41, 79, 300.5)
        self.refused(peel.Status.CONFIDENCE_PERCENT, peel.ArgumentError, peel.rate_bounds, 41, 79, 300, confidence=95)
        self.refused(peel.Status.METHOD, peel.ArgumentError, peel.rate_bounds, 41, 79, 300, method="score")
        with self.assertRaisesRegex(TypeError, "population is '300'"):
            peel.rate_bounds(41, 79, "300")
        with self.assertRaisesRegex(TypeError, "population"):
            peel.rate_bounds(41, 79)


class Columns(Refusing):
    MET, ASSESSED = [45, 0, 80, 5, 41, 30], [100, 5, 79, 13, 79, 30]
    KNOWN = [300, 1000, 100, 200, 0, 30]
    STATUSES = [0, 0, 203, 0, 215, 0]

    def check(self, met, assessed, known, kind=array, **options):
        answers = peel.rate_bounds_many(met, assessed, known, **options)
        self.assertEqual((list(answers.status), answers.bad), (self.STATUSES, 2))
        for row, status in enumerate(self.STATUSES):
            wanted = (-1, -1)
            if not status:
                wanted = peel.rate_bounds(self.MET[row], self.ASSESSED[row], self.KNOWN[row], **options)
            self.assertEqual((answers.lower[row], answers.upper[row]), wanted)
        for column, size in zip(answers, (8, 8, 4)):
            self.assertIsInstance(column, kind)
            self.assertEqual(column.itemsize, size)
        return answers

    def test_kinds(self):
        self.check(self.MET, self.ASSESSED, self.KNOWN)
        self.check(array("q", self.MET), tuple(self.ASSESSED), map(float, self.KNOWN))
        for method in peel.methods("rate"):
            if method.offers & POPULATION:
                self.check(self.MET, self.ASSESSED, self.KNOWN, method=method.name)
        self.check(self.MET, self.ASSESSED, [*self.KNOWN[:4], None, 30], side="lower", confidence=0.9)
        self.assertEqual(peel.rate_bounds_many([], [], []).bad, 0)
        self.assertEqual(set(peel.rate_bounds_many([1], [2], None).status), {peel.Status.POPULATION_NEEDED})

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_numpy(self):
        columns = [numpy.array(column) for column in (self.MET, self.ASSESSED, self.KNOWN)]
        answers = self.check(*columns, kind=numpy.ndarray)
        self.assertEqual((answers.lower.dtype, answers.status.dtype), (numpy.int64, numpy.int32))
        known = numpy.array(self.KNOWN, dtype="f8")
        known[4] = math.nan
        self.check(self.MET, self.ASSESSED, known, kind=numpy.ndarray, method="clopper-pearson")
        self.check(columns[0][::-1].copy()[::-1], columns[1].astype("i4"), self.KNOWN, kind=numpy.ndarray)

    @unittest.skipUnless(pandas, "pandas is not installed")
    def test_pandas(self):
        frame = pandas.DataFrame({"met": self.MET, "assessed": self.ASSESSED, "known": self.KNOWN})
        frame["known"] = frame["known"].astype("Int64").mask(frame["known"] == 0)
        self.check(frame["met"], frame["assessed"], frame["known"], kind=numpy.ndarray)

    def test_missing_counts(self):
        answers = peel.rate_bounds_many([45, None, 45], [100, 100, math.nan], [300, 300, 300], method="mid-p")
        self.assertEqual(list(answers.status), [0, peel.Status.NOT_A_COUNT, peel.Status.NOT_A_COUNT])
        self.assertEqual((list(answers.lower[1:]), answers.bad), ([-1, -1], 2))

    def test_refusals(self):
        with self.assertRaisesRegex(ValueError, "met has 1 rows, but population has 2: a row is one sample"):
            peel.rate_bounds_many([41], [79], [300, 300])
        with self.assertRaisesRegex(peel.TextError, r"population\[0\] is 300.5"):
            peel.rate_bounds_many([41], [79], [300.5])
        with self.assertRaises(TypeError):
            peel.rate_bounds_many([41], [79], 300)
        options = ({"confidence": 95}, peel.Status.CONFIDENCE_PERCENT), ({"method": "sterne"}, peel.Status.METHOD)
        for given, status in options:
            self.refused(status, peel.ArgumentError, peel.rate_bounds_many, [], [], [], **given)


if __name__ == "__main__":
    unittest.main()
