"""False alarms of charts against what can be counted by hand; rebases at changes that a series shows."""

import math
import unittest
from fractions import Fraction
from itertools import product

from support import Refusing

import peel

MET = [28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28]
STEADY = [28, 29, 27, 28, 30, 27, 29, 28, 27, 28, 29, 28]
ASSESSED = [30] * 12


class FalseAlarms(Refusing):
    def by_hand(self, met, assessed, is_signal):
        """The chance of a signal when the cases met are dealt out among all cases."""
        ways = signals = 0
        for dealt in product(*(range(n + 1) for n in assessed)):
            if sum(dealt) == sum(met):
                weight = math.prod(math.comb(n, k) for n, k in zip(assessed, dealt))
                ways += weight
                signals += weight * is_signal(dealt)
        return Fraction(signals, ways)

    def test_by_hand(self):
        met, assessed = [3, 2, 4, 1], [4, 4, 5, 3]
        centre = Fraction(10, 16)

        def one_sided(dealt):
            sides = [(Fraction(k, n) > centre) - (Fraction(k, n) < centre) for k, n in zip(dealt, assessed)]
            return any(a == b != 0 for a, b in zip(sides, sides[1:]))

        def beyond(dealt):
            spread = centre * (1 - centre)
            return any((Fraction(k, n) - centre) ** 2 * n > spread for k, n in zip(dealt, assessed))

        truth = [self.by_hand(met, assessed, test) for test in (one_sided, beyond)]
        either = self.by_hand(met, assessed, lambda dealt: one_sided(dealt) or beyond(dealt))
        alarm = peel.chart_false_alarm(met, assessed, rules=["2 beyond 0", "1 beyond 1"], sigmas=1, draws=40000)
        for share, wanted in zip((*alarm.by_rule, alarm.rate), (*truth, either)):
            self.assertLess(abs(share - wanted), 5 * math.sqrt(wanted * (1 - wanted) / 40000))
        self.assertAlmostEqual(alarm.error, math.sqrt(alarm.rate * (1 - alarm.rate) / 40000), delta=1e-12)
        self.assertEqual((alarm.draws, len(alarm.by_rule)), (40000, 2))
        self.assertEqual(list(map(str, alarm.rule_list)), ["2 beyond 0", "1 beyond 1"])

    def test_seeds(self):
        one = peel.chart_false_alarm(STEADY, ASSESSED, seed=7, draws=999)
        self.assertEqual(one, peel.chart_false_alarm(STEADY, ASSESSED, seed=7, draws=999))
        self.assertNotEqual(one, peel.chart_false_alarm(STEADY, ASSESSED, seed=2**64 - 1, draws=999))
        self.assertEqual(one.notes, peel.Note.MONTE_CARLO)
        self.assertEqual(len(one.by_rule), 4)
        self.assertTrue(max(one.by_rule) <= one.rate <= sum(one.by_rule))
        self.assertRegex(
            str(one), r"^By these rules chance alone raises a signal in \d+\.\d% of steady series like this one$"
        )

    def test_without_rules(self):
        self.refused(peel.Status.RULE, peel.ArgumentError, peel.chart_false_alarm, MET, ASSESSED, rules=[])
        self.refused(peel.Status.RULE, peel.ArgumentError, peel.chart_values_false_alarm, MET, rules=())

    def test_no_draw_with_a_signal(self):
        # Three in all draws, the end of a 95% interval, and never 0.0%.
        for draws, few in (None, "3,333"), (99, "33"), (100000, "33,333"):
            alarm = peel.chart_false_alarm(STEADY, ASSESSED, sigmas=8, rules="limits", draws=draws)
            self.assertEqual(alarm.rate, 0)
            self.assertEqual(
                str(alarm),
                f"By these rules chance alone raises a signal in fewer than 1 in {few} steady series like this one",
            )
        alarm = peel.chart_false_alarm([3], [5], kind="xmr")
        self.assertEqual(str(alarm), "No rate of false alarms: limits are missing, and no draw raised a signal")

    def test_a_series_that_is_no_binomial_one(self):
        more = "; but neighbours differ more than chance explains, and such a series raises more"
        spread = [900, 300] * 6, [1000] * 12
        for given, options, wanted in (
            (spread, {}, True),
            (spread, {"kind": "exact"}, True),
            (spread, {"kind": "ewma"}, True),
            (spread, {"kind": "laney"}, False),
            (spread, {"kind": "xmr"}, False),
            ((STEADY, ASSESSED), {}, False),
        ):
            alarm = peel.chart_false_alarm(*given, draws=99, **options)
            self.assertEqual(peel.Note.OVERDISPERSED in alarm.notes, wanted, options)
            self.assertEqual(peel.Note.OVERDISPERSED in peel.chart(*given, **options).notes, wanted)
            self.assertEqual(str(alarm).endswith(more), wanted)
        nothing = peel.chart_false_alarm([1000, 1000], [1000, 1000])
        self.assertEqual(str(nothing), "No rate of false alarms: nothing varies in the series")

    def test_of_values(self):
        # Of 12 independent values a run of 12 rising ones has a chance of 1 in 12!, one of 2 of 1.
        values = [4, 6, 5, 7, 5, 4, 6, 5, 6, 4, 5, 6]
        alarm = peel.chart_values_false_alarm(values, rules=["12 steps", "2 steps"], draws=999)
        self.assertEqual((alarm.rate, alarm.by_rule), (1, (0, 1)))
        # Of three, either way, 2 in 3!.
        alarm = peel.chart_values_false_alarm(values[:3], rules=["3 steps"], draws=40000, seed=3)
        self.assertLess(abs(alarm.rate - 1 / 3), 5 * alarm.error)
        values = [4, 6, 3, 7, 2, 8, 1, 9, 10, 12, 11, 13]
        for kind in "xmr", "run", "g", "t":
            alarm = peel.chart_values_false_alarm(values, kind=kind, seed=1, draws=999)
            bell = ", if its figures scatter as a bell curve; percentages of few cases raise more"
            self.assertEqual(str(alarm).endswith(bell), kind == "xmr", alarm)
            self.assertEqual(peel.Note.NO_COUNTS in alarm.notes, kind == "xmr")
            self.assertTrue(0 < alarm.rate < 0.5, (kind, alarm))
            self.assertEqual(alarm, peel.chart_values_false_alarm(values, kind=kind, seed=1, draws=999))

    def test_of_a_run_chart(self):
        # All orders of the values are as likely; of eight none has fewer crossings than the one that it needs.
        values = [1, 2, 3, 4, 6, 7, 8, 9]
        alarm = peel.chart_values_false_alarm(values, kind="run")
        self.assertEqual((alarm.rate, alarm.by_rule), (0, (0, 0)))
        ten = [*values, 10, 0]  # two orders of sides of 252 have one crossing
        alarm = peel.chart_values_false_alarm(ten, kind="run", rules=["crossings"], draws=40000)
        self.assertLess(abs(alarm.rate - 2 / math.comb(10, 5)), 5 * math.sqrt(2 / 252 / 40000))
        # What they are makes no difference.
        cubes = peel.chart_values_false_alarm(
            [value**3 for value in ten], kind="run", rules=["crossings"], draws=40000
        )
        self.assertEqual(cubes.rate, alarm.rate)

    def test_of_a_cusum(self):
        # One period is beyond log(19) of evidence where its count is as rare as the binomial at `accept` says.
        options = {"kind": "cusum", "accept": 0.5, "reject": 0.9, "threshold": 2, "one_sided": True}
        ratio = [k * math.log(0.9 / 0.5) + (10 - k) * math.log(0.1 / 0.5) for k in range(11)]
        truth = sum(math.comb(10, k) for k in range(11) if ratio[k] > 2) / 2**10
        alarm = peel.chart_false_alarm([3], [10], draws=40000, **options)
        self.assertLess(abs(alarm.rate - truth), 5 * alarm.error)

    def test_nothing_to_draw(self):
        note = peel.Note
        for given, options, wanted, text in (
            (([0, 0], [0, 0]), {}, note.NOTHING_ASSESSED, "nothing was assessed"),
            (([5, 5], [5, 5]), {}, note.NO_VARIATION, "nothing varies in the series"),
            (([0, 0], [5, 5]), {}, note.NO_VARIATION, "nothing varies in the series"),
        ):
            alarm = peel.chart_false_alarm(*given, **options)
            self.assertEqual((alarm.rate, alarm.notes & ~note.NO_LIMITS), (0, wanted))
            self.assertEqual(str(alarm), f"No rate of false alarms: {text}")
        self.assertEqual(peel.chart_values_false_alarm([0, 0, 0], kind="t").notes, note.NO_VARIATION)
        self.assertEqual(peel.chart_values_false_alarm([4, 4, 4]).notes, note.NO_VARIATION | note.NO_COUNTS)
        alarm = peel.chart_false_alarm([3], [5], kind="xmr")
        self.assertEqual((alarm.rate, alarm.notes & note.NO_LIMITS), (0, note.NO_LIMITS))
        dip = peel.chart_false_alarm(MET, ASSESSED, design="dip")
        self.assertTrue(math.isnan(dip.rate) and peel.Note.DIP in dip.notes)
        self.assertEqual(str(dip), "No rate of false alarms: a dip sample has no signals")

    def test_refused(self):
        for draws in 0, 98, 10**7 + 1, 2**70:
            self.refused(peel.Status.DRAWS, peel.ArgumentError, peel.chart_false_alarm, MET, ASSESSED, draws=draws)
        for seed in -1, 2**64:
            with self.assertRaisesRegex(ValueError, "a seed is a whole number from 0 to"):
                peel.chart_false_alarm(MET, ASSESSED, seed=seed)
        self.refused(
            peel.Status.TOO_LARGE, peel.RoomError, peel.chart_false_alarm, [1, 10**9], [10**9, 2 * 10**9]
        )
        self.refused(peel.Status.RATE, peel.ArgumentError, peel.chart_false_alarm, MET, ASSESSED, target=90)


class Rebase(Refusing):
    def test_as_the_segments(self):
        met = [46, 45, 47, 46, 35, 33, 36, 34, 47, 46, 47, 46]
        segments = peel.trend_segments(met, [48] * 12)
        self.assertEqual(peel.chart_rebase(met, [48] * 12), [segment.first for segment in segments[1:]])
        self.assertEqual(peel.chart_rebase(met, [48] * 12), [4, 8])
        self.assertEqual(peel.chart_rebase(met, [48] * 12, penalty=1e6), [])
        self.assertEqual(peel.chart_rebase([5], [9]), [])
        self.refused(peel.Status.PENALTY, peel.ArgumentError, peel.chart_rebase, met, [48] * 12, penalty=0)


if __name__ == "__main__":
    unittest.main()
