"""peel.rate_many: every kind of column, and what is refused. The tests with numpy and pandas run where those are."""

import collections
import math
import threading
import unittest
from array import array

import support  # noqa: F401  (finds the package)

import peel

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None

MET, ASSESSED = [41, 40, 27, 0, 50, -1, 2**53], [79, 48, 36, 0, 48, 5, 2**53]
SIDES = "two-sided", "lower", "upper"
STATUSES = [0, 0, 0, 0, 203, 201, 0]


def same(a, b):
    return a == b or (math.isnan(a) and math.isnan(b))


class Rows(unittest.TestCase):
    """What every kind of column must give, row by row what peel.rate gives."""

    def check(self, met, assessed, population=None, kind=array, **options):
        rates = peel.rate_many(met, assessed, population, **options)
        self.assertEqual(list(rates.status), STATUSES)
        self.assertEqual(rates.bad, 2)
        populations = list(population) if population is not None else [None] * len(MET)
        for row, status in enumerate(STATUSES):
            answer = tuple(column[row] for column in rates[:4])
            if status:
                self.assertTrue(all(math.isnan(number) for number in answer[:3]) and answer[3] == 0, answer)
                continue
            one = peel.rate(MET[row], ASSESSED[row], populations[row], **options)
            self.assertTrue(all(same(a, b) for a, b in zip(answer, (*one[:3], one.notes))), (row, answer, one))
        for column in rates[:5]:
            self.assertIsInstance(column, kind)
        self.assertEqual([column.itemsize for column in rates[:5]], [8, 8, 8, 4, 4])
        return rates

    def check_missing(self, met, assessed, population=None, known=None):
        """Row 0 is 41 of 79, of `known`; in the three others met or assessed is missing."""
        rates = peel.rate_many(met, assessed, population)
        self.assertEqual(list(rates.status), [0] + [peel.Status.NOT_A_COUNT] * 3)
        self.assertEqual(rates.bad, 3)
        self.assertEqual(tuple(column[0] for column in rates[:3]), peel.rate(41, 79, known)[:3])
        for column in rates[:3]:
            self.assertTrue(all(map(math.isnan, column[1:])), column)
        self.assertEqual(list(rates.notes[1:]), [0] * 3)


class Plain(Rows):
    def test_kinds(self):
        kinds = list, tuple, collections.deque, iter, lambda values: array("q", values)
        for kind in kinds:
            self.check(kind(MET), kind(ASSESSED))
        self.check([float(value) for value in MET], array("d", ASSESSED))
        self.check(array("q", MET), memoryview(array("q", ASSESSED)))

    def test_every_method_and_side(self):
        for method in peel.methods("rate"):
            for side in SIDES if method.offers & peel.Offers.ONE_SIDED else SIDES[:1]:
                self.check(MET, ASSESSED, method=method.name, side=side, confidence=0.9)

    def test_population_and_design(self):
        population = [300, 0, 36, 0, 0, 9, 0]
        rates = self.check(MET, ASSESSED, population)
        self.assertEqual(rates.notes[0], peel.Note.FINITE)
        self.assertEqual(rates.notes[2], peel.Note.CENSUS)
        self.check(MET, ASSESSED, design="quota")
        unused = self.check(MET, ASSESSED, population, method="wald-cc")
        self.assertEqual(unused.notes[0], peel.Note.POPULATION_UNUSED)

    def test_no_rows(self):
        for empty in [], (), array("q"):
            rates = peel.rate_many(empty, empty, empty)
            self.assertEqual([len(column) for column in rates[:5]], [0] * 5)
            self.assertEqual(rates.bad, 0)

    def test_memory_is_read_where_it_stands(self):
        met = array("q", MET)
        held = peel._columns.column(met, "met", 0)
        self.assertEqual(held.address, met.buffer_info()[0])
        with self.assertRaises(BufferError):  # and cannot be moved meanwhile
            met.append(1)

    def test_read_only_and_strided_memory(self):
        frozen = memoryview(array("q", MET).tobytes()).cast("q")
        every_second = memoryview(array("q", [n for value in ASSESSED for n in (value, 7)]))[::2]
        self.check(frozen, every_second)

    def test_counts_that_are_too_large_for_64_bits(self):
        rates = peel.rate_many([1, 2**70, -(2**70)], [2, 2**70, 5])
        self.assertEqual(list(rates.status), [0, 202, 201])

    def test_values_that_are_refused(self):
        for value in 41.5, math.inf:
            with self.assertRaisesRegex(peel.TextError, r"met\[1\] is .*: a count is a whole number"):
                peel.rate_many([41, value], [79, 48])
        for value in "41", True:
            with self.assertRaisesRegex(TypeError, r"assessed\[1\] is "):
                peel.rate_many([41, 40], [79, value])

    def test_columns_that_are_refused(self):
        bytewise = memoryview(b"41"), memoryview(array("b", [41, 40]))
        odd = {41: 79}, {41}, None, memoryview(b"12345678").cast("q", (1, 1))
        for column in (41, "41", b"41", bytearray(b"41"), *bytewise, *odd):
            with self.assertRaises(TypeError):
                peel.rate_many(column, [79])
            with self.assertRaises(TypeError):
                peel.rate_many([41], column)

    def test_missing_values(self):
        self.check_missing([41, None, 40, math.nan], [79, 48, None, math.nan], [100, 50, 50, None], 100)
        rates = peel.rate_many([41, 40], [79, 48], [None, math.nan])
        self.assertEqual((list(rates.status), list(rates.notes)), ([0, 0], [0, 0]))
        with self.assertRaisesRegex(peel.TextError, r"met\[2\] is 41.5"):
            peel.rate_many([None, 41, 41.5], [79, 79, 79])

    def test_lengths(self):
        with self.assertRaisesRegex(ValueError, "met has 2 rows, but assessed has 1"):
            peel.rate_many([41, 40], [79])
        with self.assertRaisesRegex(ValueError, "population has 3"):
            peel.rate_many([41], [79], [1, 2, 3])

    def test_options_that_are_refused(self):
        for rows in 0, 1:
            with self.assertRaises(peel.ArgumentError) as caught:
                peel.rate_many([41] * rows, [79] * rows, confidence=95)
            self.assertEqual(caught.exception.status, peel.Status.CONFIDENCE_PERCENT)

    def test_threads(self):
        seen = []

        def work():
            seen.append(peel.rate_many(range(200), [200] * 200, method="clopper-pearson"))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        expected = [peel.rate(met, 200, method="clopper-pearson").lower for met in range(200)]
        self.assertEqual([list(rates.lower) for rates in seen], [expected] * 4)


@unittest.skipUnless(numpy, "numpy is not installed")
class Numpy(Rows):
    def check(self, met, assessed, population=None, **options):
        return super().check(met, assessed, population, kind=numpy.ndarray, **options)

    def test_types(self):
        for kind in "i8", ">i8", "f8", "O":
            self.check(numpy.array(MET, dtype=kind), numpy.array(ASSESSED, dtype=kind))
        self.check(numpy.array(MET), ASSESSED, array("q", [0] * len(MET)))
        self.check(numpy.array(MET, dtype="g"), numpy.array(ASSESSED, dtype="g"))

    def test_narrow_types(self):
        for kind in "i1", "i2", "i4", "u1", "u2", "u4", "u8", "f2", "f4":
            rates = peel.rate_many(numpy.array([41, 40], dtype=kind), numpy.array([79, 48], dtype=kind))
            self.assertEqual(list(rates.lower), [peel.rate(41, 79).lower, peel.rate(40, 48).lower])

    def test_memory_is_read_where_it_stands(self):
        met = numpy.array(MET)
        met.flags.writeable = False
        self.assertEqual(peel._columns.column(met, "met", 0).address, met.ctypes.data)
        self.check(met, numpy.frombuffer(numpy.array(ASSESSED).tobytes(), dtype="i8"))

    def test_other_memory(self):
        pairs = numpy.array([MET, ASSESSED]).T.copy()
        self.check(pairs[:, 0], pairs[:, 1])
        self.check(numpy.array(MET[::-1])[::-1], ASSESSED)
        odd = numpy.frombuffer(b"!" + numpy.array(MET).tobytes(), dtype="i8", offset=1)
        self.assertEqual(peel._columns.column(odd, "met", 0).address % 8, 0)
        self.check(odd, ASSESSED)

    def test_no_rows(self):
        rates = peel.rate_many(numpy.array([], dtype="i8"), numpy.array([]))
        self.assertEqual([len(column) for column in rates[:5]], [0] * 5)

    def test_scalars(self):
        for kind in numpy.int64, numpy.int32, numpy.uint8, numpy.float64, numpy.float32:
            self.assertEqual(peel.rate(kind(41), kind(79)), peel.rate(41, 79))
            self.assertEqual(peel.rate_many([kind(41)], [kind(79)]).lower[0], peel.rate(41, 79).lower)
        self.assertEqual(peel.rate(41, 79, confidence=numpy.float64(0.95)), peel.rate(41, 79))
        self.assertEqual(peel.rate(41, 79, confidence=numpy.float32(0.5)), peel.rate(41, 79, confidence=0.5))
        with self.assertRaisesRegex(TypeError, "confidence is array"):
            peel.rate(41, 79, confidence=numpy.array(0.95))
        with self.assertRaises(peel.TextError):
            peel.rate(numpy.float64(41.5), 79)
        with self.assertRaises(TypeError):
            peel.rate(numpy.bool_(True), 79)

    def test_long_doubles_keep_their_digits(self):
        one_too_many = numpy.longdouble(2**53) + 1  # a double would lose the one
        if int(one_too_many) == 2**53:
            self.skipTest("a long double is a double here")
        self.assertEqual(list(peel.rate_many([0], numpy.array([one_too_many])).status), [202])

    def test_counts_that_are_too_large(self):
        for largest in numpy.array([2**64 - 1], dtype="u8"), numpy.array([1e300]), numpy.array([2.0**53 + 2]):
            self.assertEqual(list(peel.rate_many(largest, largest).status), [202])
        self.assertEqual(list(peel.rate_many(numpy.array([-1e300]), [1]).status), [201])

    def test_values_that_are_refused(self):
        for value in 41.5, math.inf:
            for kind in "f8", "f4", "O":
                with self.assertRaisesRegex(peel.TextError, r"met\[2\] is "):
                    peel.rate_many(numpy.array([1, 2, value], dtype=kind), numpy.array([9, 9, 9]))

    def test_missing_values(self):
        for kind in "f8", "f4", "f2", "g", "O":
            met, assessed = [41, math.nan, 40, math.nan], [79, 48, math.nan, 7]
            self.check_missing(numpy.array(met, dtype=kind), numpy.array(assessed, dtype=kind), numpy.full(4, math.nan))
        with self.assertRaisesRegex(peel.TextError, r"met\[2\] is 41.5"):
            peel.rate_many(numpy.array([math.nan, 41, 41.5]), [79, 79, 79])
        masked = numpy.ma.array([41, 40, 40, 40], mask=[False, True, True, True])
        self.check_missing(masked, [79, 48, 48, 48])
        self.assertEqual(list(peel.rate_many(numpy.ma.array([41]), [79]).upper), [peel.rate(41, 79).upper])

    def test_columns_that_are_refused(self):
        for column in (
            numpy.array([True]),
            numpy.array(["41"]),
            numpy.array(["2024-01-01"], dtype="M8[D]"),
            numpy.array([[41]]),
            numpy.array(41),
        ):
            with self.assertRaises(TypeError):
                peel.rate_many(column, [79])


@unittest.skipUnless(pandas, "pandas is not installed")
class Pandas(Rows):
    def test_columns(self):
        frame = pandas.DataFrame({"met": MET, "assessed": ASSESSED}, index=list("abcdefg"))
        self.check(frame["met"], frame["assessed"], kind=numpy.ndarray)
        self.check(frame["met"].astype("Int64"), frame["assessed"].astype("float64"), kind=numpy.ndarray)
        self.check(frame["met"].astype("int64"), list(frame["assessed"]), kind=numpy.ndarray)

    def test_missing_values(self):
        met, assessed, population = [41, None, 40, None], [79, 48, None, 7], [None, 50, 50, None]
        for kind in "float64", "Int64", "object":
            self.check_missing(*(pandas.Series(column, dtype=kind) for column in (met, assessed, population)))
        self.check_missing([41, pandas.NA, pandas.NA, None], [79] * 4)
        with self.assertRaisesRegex(TypeError, r"met\[1\] is NaT"):
            peel.rate_many([41, pandas.NaT], [79, 79])


if __name__ == "__main__":
    unittest.main()
