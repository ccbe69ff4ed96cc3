"""peel.chart_values: values without counts, missing ones, kinds of input, refusals, false alarms."""

import datetime
import math
import unittest
from array import array
from decimal import Decimal
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

VALUES = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
FUNCTIONS = peel.chart_values, peel.chart_values_false_alarm


class Values(Refusing):
    def test_what_it_answers(self):
        chart = peel.chart_values(VALUES, target=8)
        self.assertEqual((chart.kind, chart.scale, chart.variation, chart.assurance), ("xmr", "value", "none", "fails"))
        self.assertAlmostEqual(chart.scatter, sum(abs(b - a) for a, b in zip(VALUES, VALUES[1:])) / 17, delta=1e-14)
        self.assertEqual(list(chart.columns.value), VALUES)
        self.assertTrue(math.isnan(chart.reach))
        self.assertIn(peel.Note.NO_COUNTS, chart.notes)
        self.assertEqual(str(chart), "Improvement in period 5; centre 1.94, limits -3.06 to 6.95; target 8.00: fails")
        self.assertEqual(chart.say(4), "period 5: 10.0, above the upper limit of 6.95, an improvement (1 beyond 1)")
        self.assertEqual(peel.chart_values(VALUES, target=-4).assurance, "passes")
        self.assertEqual(peel.chart_values(VALUES, target=-3, better="down").assurance, "hit-and-miss")

    def test_missing(self):
        for missing in None, math.nan:
            chart = peel.chart_values([*VALUES[:5], missing, *VALUES[5:]])
            self.assertEqual((chart.points, chart.centre), (18, peel.chart_values(VALUES).centre))
            self.assertTrue(math.isnan(chart.columns.value[5]) and math.isnan(chart.columns.upper[5]))
            self.assertEqual(chart.columns.notes[5], peel.Note.NOTHING_ASSESSED)
            # The range from 10 to 1 is none any more: nothing joins the neighbours of a gap.
            ranges = [abs(b - a) for a, b in zip(VALUES, VALUES[1:])]
            self.assertAlmostEqual(chart.scatter, (sum(ranges) - 9) / 16, delta=1e-14)
        chart = peel.chart_values([None, None])
        self.assertEqual((chart.points, chart.last), (0, 0))
        self.assertTrue(math.isnan(chart.centre))
        self.assertIn(peel.Note.NOTHING_ASSESSED, chart.notes)
        self.assertEqual(str(chart), "No chart: nothing was assessed")

    def test_kinds_of_input(self):
        expected = peel.chart_values(VALUES)
        dates = [datetime.date(2024, 1, 1) + datetime.timedelta(days=7 * week) for week in range(18)]
        columns = [
            iter(VALUES),
            tuple(map(float, VALUES)),
            array("d", VALUES),
            list(map(Fraction, VALUES)),
            list(map(Decimal, VALUES)),
        ]
        if numpy:
            columns += [numpy.array(VALUES), numpy.array(VALUES, dtype="f4"), numpy.ma.array(VALUES)]
        if pandas:
            columns += [pandas.Series(VALUES, dtype=kind) for kind in ("int64", "Float64", "object")]
        for values in columns:
            held = numpy is not None and hasattr(values, "__array__")
            chart = peel.chart_values(values)
            self.assertEqual(list(chart.columns.score), list(expected.columns.score))
            self.assertEqual(isinstance(chart.columns.value, array), not held)
        if numpy:
            chart = peel.chart_values(VALUES, numpy.array(dates, dtype="M8[D]"))
            self.assertIsInstance(chart.columns.upper, numpy.ndarray)
        chart = peel.chart_values(VALUES, dates)
        self.assertEqual((chart.unit, chart.say(1)[:10]), ("day", "2024-01-08"))
        chart = peel.chart_values(
            VALUES, dates, exclude=datetime.date(2024, 1, 29), baseline=("2024-01-01", "2024-04-01")
        )
        self.assertAlmostEqual(chart.centre, (sum(VALUES[:14]) - 10) / 13, delta=1e-15)

    def test_refused(self):
        status, number = peel.Status, peel.NumberError
        for function in FUNCTIONS:
            for code, options, values, text in (
                (status.NOT_FINITE, {}, [1, math.inf], "values[1] is inf: give numbers from -1e+300 to 1e+300"),
                (status.NOT_FINITE, {}, [1, 1e301], "values[1] is 1e+301: "),
                (status.NOT_FINITE, {}, [10**400, 1], "values[0] is inf: "),
                (status.NEGATIVE, {"kind": "g"}, [3, -1], "values[1] is -1.0: what lies between two failures"),
                (status.NEGATIVE, {"kind": "t"}, [3, -0.5], "values[1] is -0.5: "),
                (status.NOT_WHOLE, {"kind": "g"}, [None, 1.5], "values[1] is 1.5: a g chart counts cases"),
                (status.NOT_WHOLE, {"kind": "g"}, [2.0**54, 1], "values[0] is 1.8014398509481984e+16: "),
            ):
                with self.assertRaises(number) as caught:
                    function(values, **options)
                self.assertEqual(caught.exception.status, code)
                self.assertTrue(str(caught.exception).startswith(text), caught.exception)
            error = self.refused(status.NOT_FINITE, number, function, VALUES, target=math.inf)
            self.assertEqual(str(error), "target is inf: give a finite number.")
            self.refused(status.TOO_FEW_SAMPLES, number, function, [])
            self.refused(status.TOO_LARGE, peel.RoomError, function, [1] * 10001)
            error = self.refused(status.PERIOD_ORDER, number, function, [1, 2], [5, 4])
            self.assertTrue(str(error).startswith("row 1 (period 4): "))
            self.refused(status.PERIOD_REPEATED, number, function, [1, 2], [5, 5])
            self.refused(status.NOT_A_PERIOD, peel.TextError, function, [1, 2], [5, None])
            self.refused(status.SIGMAS, peel.ArgumentError, function, VALUES, sigmas=0.01)
            with self.assertRaises(peel.ArgumentError) as caught:
                function(VALUES, kind="p")
            self.assertEqual(str(caught.exception), 'A chart of kind "p" is of samples: use chart.')
            with self.assertRaisesRegex(ValueError, "values has 2 rows, but periods has 1"):
                function([1, 2], [1])
            for values in "12", 5, None, {1: 2}, [True, 1], ["1"], [[1]]:
                with self.assertRaisesRegex(TypeError, "values"):
                    function(values)
            if numpy:
                with self.assertRaisesRegex(TypeError, "values has 2 dimensions: a column has one"):
                    function(numpy.ones((3, 2)))
            if pandas:
                with self.assertRaisesRegex(TypeError, "values has 2 dimensions: a column has one"):
                    function(pandas.DataFrame({"values": VALUES}))
            with self.assertRaisesRegex(TypeError, "target is '8'"):
                function(VALUES, target="8")
            for option in "floor", "accept", "reject", "threshold", "one_sided", "weight":
                with self.assertRaises(TypeError):
                    function(VALUES, **{option: None})


if __name__ == "__main__":
    unittest.main()
