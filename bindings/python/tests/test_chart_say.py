"""What a chart says of one point, by its row or its period; and what it says where nothing could be told."""

import datetime
import math
import unittest
from itertools import product

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

MET = [28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28]
ASSESSED = [30] * 12
MONTHS = [f"2024-{month:02}" for month in range(1, 13)]
RATES = {"accept": 0.94, "reject": 0.806}


class Places(Refusing):
    def test_a_row_or_a_period(self):
        chart = peel.chart(MET, ASSESSED, MONTHS)
        wanted = "2024-09: 60.0%, below the lower limit of 76.0%, a concern (1 beyond 1)"
        places = [8, "2024-09", "Sep 2024", peel.Period("month", 24296), datetime.date(2024, 9, 30)]
        if numpy:
            places += [numpy.int64(8), numpy.uint8(8), numpy.datetime64("2024-09"), numpy.array([7, 8])[1]]
        if pandas:
            places += [pandas.Period("2024-09", "M"), pandas.Timestamp("2024-09-07"), pandas.Series([8])[0]]
        charts = [chart]
        if numpy:
            charts.append(peel.chart(numpy.array(MET), ASSESSED, MONTHS))
        for place, one in product(places, charts):
            self.assertEqual((one.say(place), one.rules_at(place)), (wanted, ["1 beyond 1"]))
        self.assertEqual(chart.rules_at("2024-01"), [])

    def test_without_periods(self):
        chart = peel.chart(MET, ASSESSED)
        self.assertEqual(chart.say("period 9"), chart.say(8))
        self.assertEqual(chart.say(peel.Period("none", 9))[:8], "period 9")
        self.assertEqual(chart.rules_at("9"), ["1 beyond 1"])

    def test_refused(self):
        status, argument = peel.Status, peel.ArgumentError
        charts = [peel.chart(MET, ASSESSED, MONTHS)]
        if numpy:
            charts.append(peel.chart(numpy.array(MET), ASSESSED, numpy.array(MONTHS, dtype="M8[M]")))
        for chart in charts:
            for call in chart.say, chart.rules_at:
                for place, code, text in (
                    (12, status.INDEX, "row is 12: rows count from 0, and the last one is 11."),
                    (-1, status.INDEX, "row is -1: rows count from 0, and the last one is 11."),
                    (2**70, status.INDEX, "row is 1180591620717411303424: "),
                    ("2025-01", status.INDEX, "row is 2025-01, which is no period of the series."),
                    ("2024 Q1", status.UNIT, "row has the unit quarter, but the series month."),
                ):
                    error = self.refused(code, argument, call, place)
                    self.assertTrue(str(error).startswith(text), error)
                self.refused(status.NOT_A_PERIOD, peel.TextError, call, "soon")
                for place in True, 8.0, None, [8], ["2024-09"], slice(8, 9), b"2024-09", {8}, math.nan:
                    with self.assertRaisesRegex(
                        TypeError, "^row is of type .*: give a row, counted from 0, or a period"
                    ):
                        call(place)
                if numpy:
                    for place in numpy.bool_(True), numpy.array([8]), numpy.float64(8):
                        with self.assertRaisesRegex(TypeError, "^row is of type "):
                            call(place)


class Points(Refusing):
    def test_a_cusum(self):
        chart = peel.chart(MET, ASSESSED, MONTHS, kind="cusum", **RATES)
        self.assertEqual(chart.columns.value[8], 0)
        evidence = 18 * math.log(0.806 / 0.94) + 12 * math.log((1 - 0.806) / (1 - 0.94))
        self.assertAlmostEqual(chart.columns.other[8], -evidence, delta=1e-12)
        self.assertEqual(
            chart.say(8),
            "2024-09: the evidence of a fall is 11.3, beyond the threshold of 6.61, a concern (1 beyond 1)",
        )
        self.assertEqual(chart.say(0), "2024-01: no evidence of a change, no signal")
        self.assertRegex(chart.say(4), r"^2024-05: the evidence of a rise is 1\.35, no signal$")
        self.assertRegex(chart.say(11), r"^2024-12: the evidence of a fall is 4\.11, no signal$")
        chart = peel.chart([30] * 40, [30] * 40, kind="cusum", better="down", threshold=3, **RATES)
        self.assertRegex(
            chart.say(39), r"the evidence of a rise is [\d.]+, beyond the threshold of 3.00, a concern \(1 beyond 1\)$"
        )
        self.assertEqual(peel.chart([0], [0], kind="cusum", **RATES).say(0), "period 1: nothing assessed")

    def test_an_average(self):
        chart = peel.chart(MET, ASSESSED, kind="ewma")
        self.assertEqual(chart.say(8), f"period 9: an average of {100 * chart.columns.value[8]:.1f}%, no signal")

    def test_a_tie_is_not_beyond(self):
        for value, rows, kind in product((0.1, 0.3, 0.6, 0.7, 1.1, 1e-9, 123456.7), range(2, 12), ("xmr", "t")):
            # The limits of a t chart are brought back to the scale of the values, and rounded on the way.
            chart = peel.chart_values([value] * rows, kind=kind)
            self.assertRegex(chart.say(0), "^period 1: [^,]*, no signal$")
            self.assertAlmostEqual(chart.upper, value, delta=1e-14 * value)


class NothingToTell(Refusing):
    def test_one_point(self):
        one = peel.chart([3], [10], target=0.9)
        self.assertEqual(
            str(one),
            "Too few points to tell signal from noise: 1; centre 30.0%, limits 0.0% to 73.5%; target 90.0%: fails",
        )
        self.assertEqual(str(peel.chart([3, 0], [10, 0]))[:43], "Too few points to tell signal from noise: 1")
        self.assertEqual(
            str(peel.chart_values([4])), "Too few points to tell signal from noise: 1; centre 4.00, no limits"
        )
        apart = peel.chart([3, 9, 4], [10] * 3, rebase=[1, 2])  # each alone in its segment
        self.assertTrue(str(apart).startswith("Too few points to tell signal from noise: 3; "))
        self.assertEqual(str(peel.chart([9], [10], kind="cusum", **RATES)), "No signal in 1 point")

    def test_no_limits(self):
        every = range(12)
        self.assertEqual(
            str(peel.chart(MET, ASSESSED, exclude=every, rules="limits")),
            "No signal can be told: no point sets limits; no centre and no limits",
        )
        # Rises and falls can be told without any.
        self.assertEqual(
            str(peel.chart(MET, ASSESSED, exclude=every)), "No signal in 12 points; no centre and no limits"
        )
        gaps = [value if row % 2 else None for row, value in enumerate([5, 1, 5, 2] * 6)]
        self.assertEqual(
            str(peel.chart_values(gaps, rules="limits")),
            "No signal can be told: there are no limits; centre 1.50, no limits",
        )
        self.assertTrue(str(peel.chart_values(gaps)).startswith("No signal in 12 points; centre 1.50, no limits"))

    def test_too_few(self):
        few = "Too few points to tell signal from noise: 6; "
        self.assertTrue(str(peel.chart(MET[:6], ASSESSED[:6], rules=["7 beyond 0", "7 steps"])).startswith(few))
        self.assertTrue(
            str(peel.chart(MET[:6], ASSESSED[:6], rules=["7 steps", "6 steps"])).startswith("No signal in 6")
        )
        rules = ["2 of 7 beyond 2/3 same-side"]
        self.assertTrue(str(peel.chart(MET[:6], ASSESSED[:6], rules=rules)).startswith(few))
        self.assertTrue(str(peel.chart(MET[:7], ASSESSED[:7], rules=rules)).startswith("No signal in 7 points"))

    def test_run_charts(self):
        """Some order of the points of a run chart is a signal, or it says that none can be."""
        few = "Too few points on each side of the median to tell signal from noise"
        for high, low, tied in product(range(7), range(7), range(4)):
            values = [1] * low + [5] * high + [3] * tied
            if len(values) < 2 or peel.chart_values(values, kind="run").centre != 3:
                continue  # another median, and other sides
            # The longest runs and the fewest crossings that there can be.
            signals = peel.chart_values(values, kind="run").rules
            mixed = [value for pair in zip([1] * low, [5] * high) for value in pair] + [3] * tied
            mixed += [1] * max(low - high, 0) + [5] * max(high - low, 0)
            chart = peel.chart_values(mixed, kind="run")
            if not chart.rules:
                self.assertEqual(str(chart).startswith(few), not signals, (values, str(chart)))
        ties = [0.9, 1, 0.9, 1, 1, 0.9, 1, 0.8, 1, 0.9, 1, 1, 1, 0.9, 1, 0.9, 1, 1, 0.8, 1, 0.9, 1, 1, 1]
        chart = peel.chart_values(ties, kind="run")
        self.assertEqual((str(chart), chart.rules), (f"{few}; centre 1.00", 0))
        self.assertIn(peel.Note.TIED, chart.notes)
        alike = peel.chart_values([4] * 24, kind="run")
        self.assertTrue(str(alike).startswith(few))


if __name__ == "__main__":
    unittest.main()
