"""peel.trend_many: columns of many series, what each gives alone, missing values, refusals."""

import datetime
import math
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

MET, ASSESSED = [46, 44, 41, 40, 33], [48, 48, 47, 50, 48]


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
        self.check(numpy.array(self.names), self.met, self.assessed, self.periods, numpy.ndarray)
        self.check(self.names, self.met, self.assessed, numpy.array(self.periods), numpy.ndarray)
        empty = peel.trend_many(numpy.array([], dtype="U4"), [], [])
        self.assertEqual((empty.series, len(empty.verdict)), ([], 0))
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
        days = [datetime.date(2020, 1, 1) + datetime.timedelta(days=97 * i + i % 3) for i in range(12)]
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
        for wrong in "ab", 5, None, {"a": 1}:
            with self.assertRaises(TypeError):
                peel.trend_many(wrong, [1, 2], [3, 4])
        with self.assertRaises(peel.ArgumentError) as caught:
            peel.trend_many(["a"], [1], [2], alpha=0)
        self.assertEqual(caught.exception.status, peel.Status.ALPHA)

    def test_names_that_are_missing(self):
        columns = [(["a", "a", None], 2), (["a", math.nan, "a"], 1), ([None, "a", "a"], 0)]
        if numpy:
            for kind in "i8", "U1", "O", "f8", "M8[D]":
                for row in range(3):
                    names = numpy.array([1, 1, 1]).astype(kind)
                    columns.append((numpy.ma.array(names, mask=[row == place for place in range(3)]), row))
            columns.append((numpy.array([1.0, 1.0, math.nan]), 2))
            columns.append((numpy.array(["2024", "NaT", "2024"], dtype="M8[Y]"), 1))
        if pandas:
            columns += [(["a", "a", pandas.NA], 2), (["a", pandas.NaT, "a"], 1)]
            columns.append((pandas.Series([7, 7, None], dtype="Int64"), 2))
            for kind in "string", "category", "object":
                columns.append((pandas.Series(["a", None, "a"], dtype=kind), 1))
        for names, row in columns:
            with self.assertRaisesRegex(ValueError, rf"series\[{row}\] is missing"):
                peel.trend_many(names, [1, 2, 3], [4, 5, 6])

    def test_names_in_a_masked_column(self):
        if numpy is None:
            self.skipTest("numpy is not installed")
        for names in numpy.array(["a", "b", "b"]), numpy.array([1, 2, 2]), numpy.array([1.5, 2, 2], dtype="O"):
            trends = peel.trend_many(numpy.ma.array(names), [1, 2, 3], [4, 5, 6])
            self.assertEqual(trends.series, [names[0], names[1]])

    def test_names_that_cannot_be_told_apart(self):
        class Odd:
            __hash__ = object.__hash__

            def __eq__(self, other):
                raise ArithmeticError("no")

        odd = Odd()
        for names, row in ((["x", ["a"]], 1), ([["a"], ["a"]], 0), ([{}, 1], 0), ([odd, Odd()], 1)):
            with self.assertRaisesRegex(TypeError, rf"series\[{row}\] is .*: give names"):
                peel.trend_many(names, [1, 2], [4, 5])
        if numpy:
            for names in numpy.array([["a", "b"]] * 2), numpy.array("a"):
                with self.assertRaisesRegex(TypeError, f"series has {names.ndim} dimensions"):
                    peel.trend_many(names, [1, 2], [4, 5])
            with self.assertRaisesRegex(TypeError, r"series\[0\] is array"):
                peel.trend_many([numpy.array([1, 2])] * 2, [1, 2], [4, 5])
        if pandas:
            with self.assertRaisesRegex(TypeError, r"series\[1\] is .*: give names"):
                peel.trend_many([("a", pandas.NA), ("a", 1)], [1, 2], [4, 5])
            with self.assertRaisesRegex(TypeError, "series has 2 dimensions"):
                peel.trend_many(pandas.DataFrame({"name": ["a", "a"]}), [1, 2], [4, 5])


if __name__ == "__main__":
    unittest.main()
