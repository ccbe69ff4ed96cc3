"""Rows and periods that the caller of a chart names: excluded points, rebases, a baseline."""

import datetime
import math
import unittest
from functools import partial

from support import Refusing

import peel
from peel import period_parse
from peel._marks import marks_of

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None

MET = [28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28]
ASSESSED = [30] * 12
MONTHS = [f"2024-{month:02}" for month in range(1, 13)]


def rows_with(chart, *signals):
    return [row for row, signal in enumerate(chart.columns.signal) if signal in signals]


class Marks(Refusing):
    """Rows and periods that the caller names."""

    def charts(self, option, *forms, **options):
        """The charts of each form are the same."""
        seen = [str(peel.chart(MET, ASSESSED, MONTHS, **{option: form}, **options).columns) for form in forms]
        self.assertEqual(seen[1:], seen[:1] * (len(seen) - 1))

    def test_exclude(self):
        mask = [row in (2, 8) for row in range(12)]
        dates = [datetime.date(2024, 9, 30), "Mar 2024"]
        forms = [[2, 8], (8, 2, 8), {2: 0, 8: 0}.keys() - [], ["2024-03", "2024-09"], dates, mask]
        forms += [[peel.Period("month", 24290), 8], iter(["March 2024", 8])]
        del forms[2]
        if numpy:
            forms += [numpy.array([2, 8]), numpy.array(mask), numpy.array(["2024-03", "2024-09"], dtype="M8[M]")]
            forms += [[numpy.int32(2), numpy.datetime64("2024-09-01")], numpy.ma.array(mask)]
        if pandas:
            forms += [pandas.Series(mask), pandas.PeriodIndex(["2024-03", "2024-09"], freq="M")]
            forms += [pandas.to_datetime(pandas.Series(["2024-03-05", "2024-09-05"]))]
        self.charts("exclude", *forms)
        chart = peel.chart(MET, ASSESSED, exclude=8)
        rest = MET[:8] + MET[9:]
        self.assertAlmostEqual(chart.centre, sum(rest) / 330, delta=1e-15)
        self.assertEqual(rows_with(chart, "concern"), [8])

    def test_one_alone(self):
        forms = [8, [8], "2024-09", ["2024-09"], peel.Period("month", 24296), datetime.date(2024, 9, 1)]
        if numpy:
            forms += [numpy.int64(8), numpy.datetime64("2024-09"), numpy.array([8])]
        if pandas:
            forms += [pandas.Period("2024-09", "M"), pandas.Timestamp("2024-09-07")]
        for option in "exclude", "rebase":
            self.charts(option, *forms)
        self.charts("rebase", None, (), [], 0, [False] * 12, [True] + [False] * 11)

    def test_rebase(self):
        chart = peel.chart(MET, ASSESSED, rebase=[4, 9])
        self.assertEqual(
            (chart.segments, chart.first, list(chart.columns.segment)), (3, 9, [0] * 4 + [1] * 5 + [2] * 3)
        )
        for rows in range(4), range(4, 9), range(9, 12):
            self.assertAlmostEqual(chart.columns.centre[rows[0]], sum(MET[row] for row in rows) / 30 / len(rows))
        found = peel.chart_rebase([46, 45, 47, 46, 35, 33, 36, 34], [48] * 8, MONTHS[:8])
        self.assertEqual(found, [4])
        chart = peel.chart([46, 45, 47, 46, 35, 33, 36, 34], [48] * 8, MONTHS[:8], rebase=found)
        self.assertEqual((chart.signals, chart.centre), (0, 138 / 192))

    def test_baseline(self):
        self.charts("baseline", (2, 6), [2, 6], ("2024-03", "2024-06"), ("Mar 2024", datetime.date(2024, 6, 1)))
        self.charts("baseline", (6, 12), ("2024-07", "2024-12"), (MONTHS[6], MONTHS[11]))
        if numpy:
            dates = numpy.array(["2024-03", "2024-06"], dtype="M8[M]")
            self.charts("baseline", (2, 6), numpy.array([2, 6]), numpy.array(["2024-03", "2024-06"]), dates)
            self.charts("baseline", (2, 6), numpy.ma.array([2, 6]), (numpy.int64(2), numpy.int8(6)))
        if pandas:
            self.charts("baseline", (2, 6), pandas.Series([2, 6]), pandas.Series(["2024-03", "2024-06"], index=[7, 8]))
        chart = peel.chart(MET, ASSESSED, baseline=(2, 6))
        self.assertAlmostEqual(chart.centre, sum(MET[2:6]) / 120, delta=1e-15)
        self.charts("baseline", (4, 8), ("2024-05", "2024-08"), rebase=4)

    def test_refused(self):
        status, argument = peel.Status, peel.ArgumentError
        wrong = [
            (12, status.INDEX, "{} is 12: rows count from 0, and the last one is 11."),
            ([0, -1], status.INDEX, "{}[1] is -1: "),
            (2**70, status.INDEX, "{} is 1180591620717411303424: "),
            ("2025-01", status.INDEX, "{} is 2025-01, which is no period of the series."),
            (["2024-01", "2024 Q1"], status.UNIT, "{}[1] has the unit quarter, but the series month."),
        ]
        for option in "rebase", "exclude":
            for where, code, text in wrong:
                error = self.refused(code, argument, peel.chart, MET, ASSESSED, MONTHS, **{option: where})
                self.assertTrue(str(error).startswith(text.format(option)), error)
            for where in "soon", [None], [math.nan], ["2024-13"]:
                self.refused(status.NOT_A_PERIOD, peel.TextError, peel.chart, MET, ASSESSED, MONTHS, **{option: where})
            for where in 2.0, [2.0], b"2024-03", {2}, {2: 8}, [True, 2], [[2]], object():
                with self.assertRaisesRegex(TypeError, option):
                    peel.chart(MET, ASSESSED, MONTHS, **{option: where})
            with self.assertRaisesRegex(ValueError, f"{option} has 2 rows, but the series 12"):
                peel.chart(MET, ASSESSED, **{option: [True, False]})
            with self.assertRaisesRegex(TypeError, f"{option} is True of type bool: give a row, counted from 0"):
                peel.chart(MET, ASSESSED, **{option: True})
            if numpy:
                for where in numpy.array("2024-09"), [numpy.ma.masked], [numpy.array([8])[:0]]:
                    with self.assertRaisesRegex(
                        TypeError, f"^{option}.* is .*: give a row, counted from 0, or a period"
                    ):
                        peel.chart(MET, ASSESSED, MONTHS, **{option: where})
                with self.assertRaisesRegex(TypeError, f"{option} has 2 dimensions"):
                    peel.chart(MET, ASSESSED, **{option: numpy.array([[2]])})
        for baseline in (
            (3, 3),
            (5, 2),
            (-1, 4),
            (0, 13),
            (0, 0),
            (0, 2**70),
            ("2024-05", "2024-04"),
            ("2030-01", "2024-04"),
        ):
            error = self.refused(status.BASELINE, argument, peel.chart, MET, ASSESSED, MONTHS, baseline=baseline)
            self.assertTrue(str(error).startswith("baseline is "), error)
        self.assertEqual(str(error), "baseline is 2030-01 to 2024-04: the last period lies before the first.")
        for baseline, text in (
            (("2025-01",) * 2, "baseline[0] is 2025-01, which is no period of the series."),
            (("2024-01", "2042-12"), "baseline[1] is 2042-12, which is no period of the series."),
            (("2020-01", "2024-03"), "baseline[0] is 2020-01, which is no period of the series."),
        ):
            error = self.refused(status.INDEX, argument, peel.chart, MET, ASSESSED, MONTHS, baseline=baseline)
            self.assertEqual(str(error), text)
        self.refused(status.BASELINE, argument, peel.chart, MET, ASSESSED, baseline=(2, 6), rebase=4)
        self.refused(status.UNIT, argument, peel.chart, MET, ASSESSED, baseline=("2024-01", "2024-05"))
        for baseline in 3, "2024-03", (1,), (1, 2, 3), {1: 2}, (1.0, 4.0), (True, 4), (1, "2024-04"), (None, 3):
            with self.assertRaises((TypeError, peel.TextError)):
                peel.chart(MET, ASSESSED, MONTHS, baseline=baseline)
        if pandas:
            with self.assertRaisesRegex(TypeError, r"^baseline is \(0, 1, 2, ...\): give two rows.*\)$"):
                peel.chart(MET, ASSESSED, MONTHS, baseline=pandas.Series(range(12)))
        if numpy:
            with self.assertRaisesRegex(TypeError, "baseline has 2 dimensions"):
                peel.chart(MET, ASSESSED, MONTHS, baseline=numpy.array([[0, 6]]))

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_masked(self):
        masked, missing = numpy.ma.array, partial(self.refused, peel.Status.NOT_A_PERIOD, peel.TextError, peel.chart)
        flags = [row == 8 for row in range(12)]
        for option in "rebase", "exclude":
            for where, text in (
                (masked([6, 7], mask=[0, 1], fill_value=8), "[1] is missing: give a row, counted from 0, or a period."),
                (masked([6, 7], mask=[0, 1]), "[1] is missing: "),
                (masked(["2024-02", "2024-03"], mask=[1, 0]), "[0] is missing: "),
                (masked(["2024-02", "2024-03"], mask=[1, 0], dtype="M8[M]"), "[0] is missing: "),
                (masked(["2024-02-01", "2024-03-01"], mask=[1, 0], dtype="M8[ns]"), "[0] is missing: "),
                (masked(flags, mask=[0] * 11 + [1]), "[11] is missing: give True or False for each row."),
            ):
                error = missing(MET, ASSESSED, MONTHS, **{option: where})
                self.assertTrue(str(error).startswith(option + text), error)
            forms = [8, masked([8], mask=[0], fill_value=1), masked(flags), masked(flags, mask=[0] * 12)]
            forms += [masked(["2024-09"]), masked(["2024-09-05"], dtype="M8[ns]", mask=[0])]
            self.charts(option, *forms)

    def test_many_periods_take_one_pass(self):
        class Counted(list):
            passes = 0

            def __iter__(self):
                Counted.passes += 1
                return super().__iter__()

        periods = Counted(period_parse(month).period for month in MONTHS * 50)
        exclude = [month for month in MONTHS * 50 if month < "2024-07"]
        marks = marks_of(None, exclude, periods, "month")
        self.assertEqual(list(marks), ([1] * 6 + [0] * 6) * 50)
        self.assertLessEqual(Counted.passes, 1)


if __name__ == "__main__":
    unittest.main()
