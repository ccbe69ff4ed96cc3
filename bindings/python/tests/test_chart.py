"""peel.chart: what it answers, in which words; kinds of input."""

import datetime
import math
import pickle
import threading
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

MET = [28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28]
ASSESSED = [30] * 12
MONTHS = [f"2024-{month:02}" for month in range(1, 13)]


class Results(Refusing):
    def test_columns_are_arrays_or_lists(self):
        chart = peel.chart(MET, ASSESSED)
        columns = chart.columns
        for column in columns:
            self.assertIsInstance(column, list if column is columns.signal else array)
            self.assertEqual(len(column), 12)
        self.assertEqual((chart.points, chart.signals, chart.segments, chart.first, chart.last), (12, 1, 1, 0, 11))
        self.assertEqual(chart.variation, "none")
        wanted = (18 / 30 - chart.centre) / (chart.centre - columns.lower[8])
        self.assertAlmostEqual(columns.score[8], wanted, delta=1e-14)
        self.assertEqual((list(columns.complete), list(columns.runs)), ([0] * 8 + [1] + [0] * 3,) * 2)
        self.assertEqual(repr(pickle.loads(pickle.dumps(chart))), repr(chart))

    def test_texts(self):
        chart = peel.chart(MET, ASSESSED, MONTHS, target=0.95)
        self.assertEqual(
            str(chart),
            "Concern in 2024-09; centre 91.4%, limits 76.0% to 100.0%; target 95.0%: hit and miss",
        )
        self.assertEqual(chart.say(8), "2024-09: 60.0%, below the lower limit of 76.0%, a concern (1 beyond 1)")
        self.assertEqual(chart.say(0), "2024-01: 93.3%, no signal")
        self.assertEqual((chart.rules_at(8), chart.rules_at(0)), (["1 beyond 1"], []))
        self.assertEqual(peel.chart(range(1, 13), ASSESSED, sigmas=10).rules_at(0), ["7 steps"])
        on_it = peel.chart([27, 28, 26, 27, 21, 27, 28, 27, 26, 28, 27, 27], ASSESSED, kind="exact")
        self.assertEqual(on_it.columns.value[4], on_it.columns.lower[4])  # beyond is strict
        self.assertEqual(on_it.say(4), "period 5: 70.0%, no signal")
        self.assertEqual(peel.chart(MET, ASSESSED, target=0).assurance, "passes")
        neither = peel.chart(MET, ASSESSED, better="NEITHER")
        self.assertEqual(neither.better, "neither")
        self.assertIn("a change (1 beyond 1)", neither.say(8))
        self.assertIn("an improvement", peel.chart(MET, ASSESSED, better="down").say(8))
        steady = peel.chart([28, 29] * 6, ASSESSED)
        self.assertEqual(str(steady), "No signal in 12 points; centre 95.0%, limits 83.1% to 100.0%")
        self.assertEqual(str(peel.chart([0], [0])), "No chart: nothing was assessed")
        self.assertEqual(peel.chart([0, 3], [0, 5]).say(0), "period 1: nothing assessed")
        dip = peel.chart(MET, ASSESSED, design="dip")
        self.assertEqual(str(dip), "No limits and no signals: a dip sample supports no inference")
        high = peel.chart([1] * 11 + [9], [30] * 12, better="down")
        self.assertRegex(high.say(11), r"above the upper limit of .*, a concern")

    def test_the_series_as_a_whole(self):
        chart = peel.chart_values([1] * 12 + [5] * 12, kind="run")
        self.assertEqual(chart.runs.crossings, 1)
        self.assertEqual(chart.rules, 3)
        chart = peel.chart_values([1] * 12 + [5] * 12, kind="run", rules=["crossings"])
        self.assertEqual((chart.rules, chart.signals, chart.variation), (1, 0, "change"))
        whole = "No point is a signal, but the series as a whole is not steady (crossings)"
        self.assertTrue(str(chart).startswith(whole))
        rules = ["longest-run flag-none", "crossings"]  # the second alone: runs of 4 are none too long
        self.assertTrue(str(peel.chart_values([1, 1, 1, 1, 5, 5, 5, 5] * 3, kind="run", rules=rules)).startswith(whole))
        # Where a point is flagged, that is said alone.
        chart = peel.chart_values([1] * 12 + [5] * 12, kind="run")
        self.assertTrue(
            str(chart).startswith("Concern in period 1 to period 12; improvement in period 13 to period 24;")
        )

    def test_both_ways_at_once(self):
        # Seven rise, and the first of them lies below: for better and for worse.
        chart = peel.chart([30, 40, 46, 47, 48, 49, 50, 50, 50, 50, 50, 50], [60] * 12, rules=["1 beyond 1", "7 steps"])
        self.assertIn("mixed", chart.columns.signal)
        row = list(chart.columns.signal).index("mixed")
        self.assertIn("signals for better and for worse (1 beyond 1; 7 steps)", chart.say(row))
        self.assertIn("Mixed in period 1; improvement in period 2 to period 7", str(chart))

    def test_many_signals(self):
        chart = peel.chart([30, 9] * 8, [30] * 16)
        wanted = "13 before; concern in period 14; improvement in period 15; concern in period 16; centre 65.0%"
        self.assertTrue(str(chart).startswith(wanted), str(chart))

    def test_a_month_without_cases_parts_no_run(self):
        met, assessed = [*[20] * 8, 0, *[28] * 4, 0, *[28] * 5], [*[30] * 8, 0, *[30] * 4, 0, *[30] * 5]
        chart = peel.chart(met, assessed, range(5000, 5019))
        self.assertTrue(
            str(chart).startswith("Concern in period 5000 to period 5007; improvement in period 5009 to period 5018;")
        )
        self.assertEqual((chart.signals, chart.points), (17, 17))

    def test_notes(self):
        note = peel.Note
        for wanted, chart in (
            (note.SHORT_SERIES, peel.chart(MET[:11], ASSESSED[:11])),
            (note.GAP, peel.chart(MET, ASSESSED, [*range(1, 12), 13])),
            (note.NOTHING_ASSESSED, peel.chart([0, 0], [0, 0])),
            (note.NO_VARIATION, peel.chart([30] * 12, ASSESSED)),
            (note.NO_LIMITS, peel.chart(MET[:1], ASSESSED[:1], kind="xmr")),
            (note.OVERDISPERSED, peel.chart([300, 900] * 6, [1000] * 12)),
            (note.UNEQUAL_SIZES, peel.chart(MET, [*ASSESSED[1:], 60], kind="xmr")),
            (note.CLIPPED, peel.chart(MET, ASSESSED)),
            (note.LIMIT_AT_END, peel.chart(MET, ASSESSED)),
            (note.CENSUS, peel.chart(MET, ASSESSED, design="census")),
            (note.QUOTA, peel.chart(MET, ASSESSED, design="quota")),
            (note.DIP, peel.chart(MET, ASSESSED, design="dip")),
            (note.NO_COUNTS, peel.chart_values(MET)),
        ):
            self.assertIn(wanted, chart.notes)
        columns = peel.chart([*MET, 0], [*ASSESSED, 0]).columns
        self.assertEqual(columns.notes[12], note.NOTHING_ASSESSED)
        self.assertTrue(columns.notes[0] & note.CLIPPED)

    def test_the_last_segment(self):
        # Without cases it has no variation and no centre, whatever was before.
        met, assessed = [*[28] * 8, *[9] * 4, 0, 0], [*[30] * 12, 0, 0]
        whole, parted = peel.chart(met, assessed), peel.chart(met, assessed, rebase=12, target=0.5)
        self.assertEqual((whole.variation, parted.variation, parted.assurance), ("concern", "none", "none"))
        self.assertEqual((parted.first, parted.last, parted.segments), (12, 11, 2))
        for number in parted.centre, parted.lower, parted.upper, parted.reach, parted.scatter:
            self.assertTrue(math.isnan(number))
        self.assertTrue(str(parted).endswith("; no centre and no limits"), str(parted))

    def test_limits_without_width(self):
        # No two neighbours that both set limits differ.
        chart = peel.chart([20, 20, 25, 28, 28], [30] * 5, kind="xmr", exclude=2, better="neither")
        self.assertIn(peel.Note.NO_WIDTH, chart.notes)
        self.assertEqual((chart.lower, chart.upper), (chart.centre, chart.centre))

    def test_threads(self):
        seen = []

        def work():
            seen.append(repr([peel.chart([46, 44, met] * 4, [48] * 12) for met in range(49)]))

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(seen[1:], seen[:1] * 3)


class Inputs(Refusing):
    def test_kinds(self):
        expected = peel.chart(MET, ASSESSED, MONTHS)
        self.assertEqual(list(expected.period), [12 * 2024 + month for month in range(12)])
        dates = [datetime.date(2024, month, 15) for month in range(1, 13)]
        whole = [12 * 2024 + month for month in range(12)]
        kinds = [
            (array("q", MET), iter(ASSESSED), whole, {"unit": "month"}),
            (tuple(MET), map(float, ASSESSED), dates, {"unit": "month"}),
            (MET, ASSESSED, [peel.Period("month", number) for number in whole], {}),
        ]
        if numpy:
            kinds.append((numpy.array(MET), ASSESSED, numpy.array(dates, dtype="M8[M]"), {}))
            kinds.append((MET, ASSESSED, numpy.array(whole), {"unit": "month"}))
            kinds.append((numpy.ma.array(MET), numpy.array(ASSESSED, dtype="f4"), whole, {"unit": "month"}))
        if pandas:
            frame = pandas.DataFrame({"met": MET, "assessed": ASSESSED, "date": pandas.to_datetime(dates)})
            kinds.append((frame["met"], frame["assessed"], frame["date"], {"unit": "month"}))
            kinds.append((frame["met"].astype("Int64"), frame["assessed"], frame["date"].dt.to_period("M"), {}))
        for met, assessed, periods, options in kinds:
            chart = peel.chart(met, assessed, periods, **options)
            held = numpy and any(isinstance(each, (numpy.ndarray, pandas.Series)) for each in (met, assessed, periods))
            self.assertEqual(isinstance(chart.columns.value, array), not held)
            self.assertEqual(str(chart), str(expected))
            for seen, wanted in zip(chart.columns, expected.columns):
                self.assertEqual(repr(list(map(str, seen))), repr(list(map(str, wanted))))

    def test_population(self):
        peel.chart(MET, ASSESSED, MONTHS, [300, None, *[300] * 10])
        error = self.refused(
            peel.Status.ASSESSED_ABOVE_POPULATION,
            peel.NumberError,
            peel.chart,
            MET,
            ASSESSED,
            None,
            [300, 20, *[0] * 10],
        )
        self.assertTrue(str(error).startswith("row 1 (period 2): "))
        error = self.refused(
            peel.Status.CENSUS_INCOMPLETE,
            peel.NumberError,
            peel.chart,
            MET,
            ASSESSED,
            MONTHS,
            [30, 31, *[30] * 10],
            design="census",
        )
        self.assertTrue(str(error).startswith("row 1 (period 2024-02): "))

    def test_levels(self):
        three = peel.chart(MET, ASSESSED)
        self.assertEqual(repr(peel.chart(MET, ASSESSED, sigmas=3)), repr(three))
        level = peel.chart(MET, ASSESSED, confidence=0.95)
        self.assertAlmostEqual(
            (level.centre - level.lower) / (three.centre - three.lower), 1.959963984540054 / 3, delta=1e-12
        )
        self.assertAlmostEqual(peel.chart(MET, ASSESSED, alpha=0.05).lower, level.lower, delta=1e-15)


if __name__ == "__main__":
    unittest.main()
