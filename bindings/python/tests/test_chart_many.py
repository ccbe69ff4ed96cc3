"""peel.chart_many: columns of many series, what each gives alone, marks, missing values, refusals."""

import math
import unittest
from array import array

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


class Many(Refusing):
    names = ["east"] * 12 + ["north"] * 2 + ["south"] * 3 + ["west"] * 14
    met = [28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28, 5, 0, 1, 1, 7, *range(20, 33), 0]
    assessed = [30] * 12 + [9, 0, 5, 5, 6] + [40] * 13 + [0]
    periods = [*range(1, 13), 1, 2, 3, 3, 4, *range(101, 115)]

    def alone(self, name, **options):
        rows = [row for row, other in enumerate(self.names) if other == name]
        columns = ([column[row] for row in rows] for column in (self.met, self.assessed, self.periods))
        return rows, peel.chart(*columns, **options)

    def check(self, names, met, assessed, periods, holder, **options):
        charts = peel.chart_many(names, met, assessed, periods, **options)
        self.assertEqual((charts.series, charts.bad), (["east", "north", "south", "west"], 1))
        self.assertEqual(list(charts.status), [0, 0, peel.Status.PERIOD_REPEATED, 0])
        self.assertEqual((charts.variation[2], charts.assurance[2], charts.signals[2], charts.rules[2]), ("", "", 0, 0))
        self.assertTrue(math.isnan(charts.centre[2]))
        for index, name in enumerate(charts.series):
            if name == "south":
                continue
            rows, one = self.alone(name, **options)
            seen = [column[index] for column in charts[1:7]]
            self.assertEqual(seen, [getattr(one, field) for field in charts._fields[1:7]], name)
            for column, wanted in zip(charts.columns, one.columns):
                self.assertEqual(str([str(column[row]) for row in rows]), str([str(value) for value in wanted]))
            self.assertEqual(charts.rule_list, one.rule_list)
        for column in charts.columns:
            self.assertEqual(len(column), len(self.names))
        for column in (*charts[3:8], charts.columns.value):
            self.assertIsInstance(column, holder)
        south = [row for row, name in enumerate(self.names) if name == "south"]
        self.assertTrue(all(math.isnan(charts.columns.value[row]) for row in south))
        self.assertEqual({str(charts.columns.signal[row]) for row in south}, {"none"})

    def test_lists(self):
        self.check(self.names, self.met, self.assessed, self.periods, array, target=0.9)
        self.check(iter(self.names), array("q", self.met), tuple(self.assessed), iter(self.periods), array)
        for options in (
            {"kind": "laney", "screening": True, "floor": True, "confidence": 0.9},
            {"kind": "cusum", "accept": 0.9, "reject": 0.7, "threshold": 4, "better": "down"},
            {"kind": "ewma", "weight": 0.4, "sigmas": 2},
            {"kind": "run", "better": "neither"},
            {"rules": ["6 steps", "1 beyond 1"], "design": "quota"},
        ):
            self.check(self.names, self.met, self.assessed, self.periods, array, **options)

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_numpy(self):
        self.check(self.names, numpy.array(self.met), self.assessed, self.periods, numpy.ndarray)
        self.check(numpy.array(self.names), self.met, self.assessed, self.periods, numpy.ndarray, target=0.5)
        charts = peel.chart_many(numpy.array(self.names), self.met, self.assessed, self.periods)
        self.assertEqual(list(numpy.flatnonzero(charts.columns.signal == "concern")), [8])
        self.assertEqual(list(numpy.flatnonzero(charts.columns.signal == "improvement")), list(range(17, 30)))
        empty = peel.chart_many(numpy.array([], dtype="U4"), [], [])
        self.assertEqual((empty.series, len(empty.columns.signal)), ([], 0))

    @unittest.skipUnless(pandas, "pandas is not installed")
    def test_frames(self):
        columns = {"name": self.names, "met": self.met, "assessed": self.assessed, "period": self.periods}
        frame = pandas.DataFrame(columns)
        self.check(frame["name"], frame["met"], frame["assessed"], frame["period"], numpy.ndarray)

    def test_without_columns(self):
        charts = peel.chart_many(self.names, self.met, self.assessed, self.periods, columns=False)
        self.assertIsNone(charts.columns)
        with_them = peel.chart_many(self.names, self.met, self.assessed, self.periods)
        self.assertEqual(str(charts[:9]), str(with_them[:9]))

    def test_marks(self):
        names, met = ["a"] * 12 + ["b"] * 12, [28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28] * 2
        months = [f"2024-{month:02}" for month in range(1, 13)]
        # A period is that of both series, a row of one alone.
        charts = peel.chart_many(names, met, [30] * 24, months * 2, exclude="2024-09", rebase=[16])
        both = peel.chart(met[:12], [30] * 12, exclude=8), peel.chart(met[:12], [30] * 12, exclude=8, rebase=4)
        self.assertEqual(list(charts.centre), [one.centre for one in both])
        self.assertEqual(max(charts.columns.segment[:12]), 0)
        flags = [row in (8, 20) for row in range(24)]
        other = peel.chart_many(names, met, [30] * 24, months * 2, exclude=flags, rebase=[16])
        self.assertEqual(other.centre, charts.centre)

    def test_missing(self):
        names, met, periods = ["a", "a", "b", "b", "c", "c"], [1, None, 3, 4, 5, 6], [1, 2, 1, 2, 1, None]
        charts = peel.chart_many(names, met, [9] * 6, periods)
        self.assertEqual(list(charts.status), [peel.Status.NOT_A_COUNT, 0, peel.Status.NOT_A_PERIOD])
        self.assertEqual((charts.bad, charts.variation), (2, ["", "none", ""]))
        self.assertEqual(charts.centre[1], 7 / 18)

    def test_a_series_that_is_too_long_spoils_no_other(self):
        charts = peel.chart_many(["a"] * 10001 + ["b"] * 2, [1] * 10003, [2] * 10003, columns=False)
        self.assertEqual((charts.status[1], charts.bad, charts.centre[1]), (0, 1, 0.5))
        self.assertIn(charts.status[0], (peel.Status.TOO_LARGE, peel.Status.WORK))

    def test_no_rows(self):
        charts = peel.chart_many([], [], [])
        self.assertEqual(([len(column) for column in charts[:8]], charts.bad), ([0] * 8, 0))

    def test_refused(self):
        given = ["a"] * 2 + ["b"], [1, 2, 3], [4, 5, 6]
        status, argument = peel.Status, peel.ArgumentError
        for code, options, text in (
            (status.RATE, {"target": 90}, "target is 90: a rate is a proportion"),
            (status.ALPHA, {"alpha": 0}, "Alpha"),
            (status.RULE_SET, {"rules": "nhs-2024"}, "Nearest: nhs-2023"),
            (status.RULE_KIND, {"rules": ["7 steps"], "target": 0.5, "better": "up"}, "RULE"),
            (status.INDEX, {"rebase": 3}, "rebase is 3: rows count from 0, and the last one is 2"),
            (status.METHOD, {}, "of values: use chart_values"),
        ):
            if code == status.RULE_KIND:
                options, text = {**options, "kind": "ewma"}, "A rule does not go"
            if code == status.METHOD:
                options = {"kind": "t"}
            with self.assertRaises(argument) as caught:
                peel.chart_many(*given, **options)
            self.assertEqual(caught.exception.status, code)
            self.assertIn(text, str(caught.exception))
        with self.assertRaises(TypeError):
            peel.chart_many(*given, baseline=(0, 1))
        with self.assertRaisesRegex(ValueError, r"series\[2\] is 'a' again: sort the rows"):
            peel.chart_many(["a", "b", "a"], [1, 2, 3], [4, 5, 6])
        with self.assertRaisesRegex(ValueError, "met has 2 rows, but series has 1"):
            peel.chart_many(["a"], [1, 2], [3, 4])
        for wrong in "ab", 5, None, {"a": 1}:
            with self.assertRaises(TypeError):
                peel.chart_many(wrong, [1, 2], [3, 4])


if __name__ == "__main__":
    unittest.main()
