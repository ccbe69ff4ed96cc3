"""peel.compare and its kin: tests, comparisons, margins, power and size."""

import ast
import math
import pickle
import threading
import unittest
from array import array

from support import Refusing, reference_cases

import peel

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None

BEFORE, AFTER = (57, 81), (68, 80)
CASES = reference_cases()
# k-sample cases T331 and T334.
FOUR = [(73, 86), (90, 93), (114, 136), (75, 82)]


def table(name):
    """The two columns of a table [[met, met], [failed, failed]], as scipy's examples have them."""
    met, failed = ast.literal_eval(CASES[name][1].split("=")[1])
    return [(m, m + f) for m, f in zip(met, failed)]


class Tests(Refusing):
    def test_published_barnard(self):
        for name in "T284", "T285", "T286", "T287", "T288", "T290":
            answer = peel.compare_test(*table(name), method="barnard")
            self.assertAlmostEqual(answer.p_value, float(CASES[name][2]), delta=1e-7, msg=name)

    def test_published_boschloo(self):
        # scipy's "less" asks whether the first column's rate is the smaller one: whether the rate rose.
        for name in "T295", "T296", "T297":
            answer = peel.compare_test(*table(name), method="boschloo", side="lower")
            self.assertAlmostEqual(answer.p_value, float(CASES[name][2]), delta=1e-6, msg=name)
        answer = peel.compare_test(*table("T298"), method="boschloo")
        self.assertAlmostEqual(answer.p_value, float(CASES["T298"][2]), delta=1e-6)

    def test_published_fisher_and_pearson(self):
        # T307: 0 of 16 and 15 of 72.
        for method, truth in ("fisher", 0.06287), ("fisher-mid-p", 0.04466):
            self.assertAlmostEqual(peel.compare_test((0, 16), (15, 72), method=method).p_value, truth, delta=5e-6)
        # T311, whose z is of the first less the second.
        answer = peel.compare_test((12, 99), (5, 83), method="pearson")
        self.assertAlmostEqual(answer.statistic, -1.4078304151258787, delta=1e-12)
        self.assertAlmostEqual(answer.p_value, 0.15918129181156992, delta=1e-12)
        # Campbell's factor (N - 1) / N on chi-squared.
        adjusted = peel.compare_test((12, 99), (5, 83), method="n-1")
        self.assertAlmostEqual(adjusted.statistic, answer.statistic * math.sqrt(181 / 182), delta=1e-13)

    def test_scipy_of_the_inspection(self):
        # scipy 1.10 fisher_exact([[57, 24], [68, 12]]).
        self.assertAlmostEqual(peel.compare_test(BEFORE, AFTER).p_value, 0.036717505062446684, delta=1e-13)

    def test_sides(self):
        for method in peel.methods("test"):
            rose = peel.compare_test(BEFORE, AFTER, method=method.name, side="lower").p_value
            fell = peel.compare_test(BEFORE, AFTER, method=method.name, side="upper").p_value
            self.assertLess(rose, 0.05)
            self.assertGreater(fell, 0.9)
            back = peel.compare_test(AFTER, BEFORE, method=method.name, side="upper").p_value
            self.assertAlmostEqual(rose, back, delta=1e-14)

    def test_fields_and_texts(self):
        answer = peel.compare_test(BEFORE, AFTER, side="lower")
        self.assertEqual(answer._fields, ("statistic", "df", "p_value", "method", "side", "notes", "alpha"))
        self.assertTrue(math.isnan(answer.statistic) and math.isnan(answer.df))
        self.assertEqual((answer.method, answer.side, answer.notes), ("fisher", "lower", 0))
        self.assertRegex(str(answer), r"^fisher, p = 0\.0\d+, side lower$")
        self.assertEqual(str(peel.compare_test(BEFORE, AFTER)), "fisher, p = 0.037")
        self.assertGreater(peel.compare_test(BEFORE, AFTER, method="pearson").statistic, 0)
        answer = peel.compare_test(BEFORE, AFTER)
        self.assertEqual(answer, peel.compare_test(BEFORE, AFTER))  # also where it has no statistic
        self.assertEqual(repr(pickle.loads(pickle.dumps(answer))), repr(answer))

    def test_digits_of_a_p_value_near_alpha(self):
        near = peel.Test(math.nan, math.nan, 0.0496, "fisher", "two-sided", peel.Note(0))
        self.assertEqual((str(near), near.against(0.05)), ("fisher, p = 0.05", "fisher, p = 0.05"))
        above = near._replace(p_value=0.05004)
        self.assertEqual((str(above), above.against(0.05)), ("fisher, p = 0.05", "fisher, p = 0.05004"))
        self.assertEqual(str(above._replace(alpha=0.05)), "fisher, p = 0.05004")
        # As near as rounding may bring it, it is equal, as it is to the verdict.
        equal = near._replace(p_value=0.05 * (1 + 1e-13), alpha=0.05)
        self.assertEqual((str(equal), equal.against(0.05)), ("fisher, p = 0.05", "fisher, p = 0.05"))
        self.assertEqual(equal._replace(p_value=0.05 * (1 + 1e-11)).against(0.05), "fisher, p = 0.050000000001")

    def test_the_level_of_every_test(self):
        periods = [41, 40, 27, 57, 30, 47, 43, 44], [79, 48, 36, 81, 33, 60, 68, 59]
        for options, alpha in (({}, 1 - 0.95), ({"confidence": 0.9}, 1 - 0.9), ({"alpha": 0.01}, 0.01)):
            for test in (
                peel.rate_test(41, 79, 0.6, **options),
                peel.compare_test(BEFORE, AFTER, **options),
                peel.compare(BEFORE, AFTER, **options).test,
                peel.paired_test((59, 6, 16, 80), **options),
                peel.stratified_test([BEFORE], [AFTER], **options),
                peel.compare_pairs([BEFORE, AFTER], **options)[0].test,
                peel.homogeneity([BEFORE, AFTER], **options).homogeneity,
                peel.trend(*periods, **options).test,
                peel.trend_test(*periods, **options).test,
                peel.trend_change(*periods, **options).test,
            ):
                self.assertEqual(test.alpha, alpha, test)

    def test_notes(self):
        for before, after, note in (
            ((0, 0), AFTER, peel.Note.NOTHING_ASSESSED),
            ((0, 81), (0, 80), peel.Note.NO_VARIATION),
            ((81, 81), (80, 80), peel.Note.NO_VARIATION),
        ):
            for method in peel.methods("test"):
                answer = peel.compare_test(before, after, method=method.name)
                self.assertEqual(answer.p_value, 1.0)
                self.assertIn(note, answer.notes)
        self.assertIn(peel.Note.SMALL_EXPECTED, peel.compare_test((1, 9), (3, 8), method="pearson").notes)
        self.assertIn(peel.Note.POPULATION_UNUSED, peel.compare_test((57, 81, 300), AFTER).notes)

    def test_refused(self):
        status = peel.Status
        self.refused(status.METHOD, peel.ArgumentError, peel.compare_test, BEFORE, AFTER, method="newcombe")
        self.refused(status.SIDE, peel.ArgumentError, peel.compare_test, BEFORE, AFTER, side="both")
        self.refused(status.NEGATIVE, peel.NumberError, peel.compare_test, (-1, 81), AFTER)
        for method in "boschloo", "barnard":
            self.refused(status.TOO_LARGE, peel.RoomError, peel.compare_test, (1, 2001), (1, 5), method=method)
            self.refused(status.TOO_LARGE, peel.RoomError, peel.compare_test, (1, 5), (1, 2**40), method=method)
            self.refused(status.MET_ABOVE_ASSESSED, peel.NumberError, peel.compare_test, (9, 5), (1, 5), method=method)
        large = 5 * 10**8, 10**9
        self.refused(status.TOO_LARGE, peel.RoomError, peel.compare_test, large, large)

    def test_threads(self):
        seen = []

        def work():
            seen.append([peel.compare_test((met, 40), (30, 50), method="boschloo").p_value for met in range(20)])

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(seen[1:], seen[:1] * 3)


class Columns(unittest.TestCase):
    before = [57, 0, 40, -1, 1, 1], [81, 20, 48, 9, 5, 3000]
    after = [68, 0, 41, 7, 7, 2], [80, 10, 48, 9, 8, 5]

    def check(self, before, after, kind):
        for method in peel.methods("test"):
            large = peel.Status.TOO_LARGE if method.name in ("boschloo", "barnard") else peel.Status.OK
            for side in "two-sided", "upper":
                rows = peel.compare_test_many(before, after, method=method.name, side=side)
                self.assertEqual(list(rows.status), [0, 0, 0, 201, 0, large])
                self.assertEqual(rows.bad, 1 + (large > 0))
                for row in range(6):
                    seen = rows.statistic[row], rows.p_value[row], rows.notes[row]
                    if rows.status[row]:
                        self.assertTrue(math.isnan(seen[0]) and math.isnan(seen[1]) and seen[2] == 0, seen)
                        continue
                    pair = [tuple(column[row] for column in columns) for columns in (self.before, self.after)]
                    one = peel.compare_test(*pair, method=method.name, side=side)
                    self.assertEqual(seen[1:], (one.p_value, one.notes), (method.name, row))
                    self.assertTrue(seen[0] == one.statistic or math.isnan(one.statistic))
                for column in rows[:4]:
                    self.assertIsInstance(column, kind)

    def test_lists(self):
        self.check(self.before, self.after, array)

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_numpy(self):
        self.check([numpy.array(column) for column in self.before], self.after, numpy.ndarray)

    @unittest.skipUnless(pandas, "pandas is not installed")
    def test_frames(self):
        frames = [pandas.DataFrame(dict(zip(("met", "assessed"), pair))) for pair in (self.before, self.after)]
        self.check(*frames, numpy.ndarray)

    def test_missing_values(self):
        rows = peel.compare_test_many(([57, None], [81, 81]), ([68, 68], [80, 80]), method="boschloo")
        self.assertEqual(list(rows.status), [0, peel.Status.NOT_A_COUNT])
        self.assertEqual(rows.bad, 1)

    def test_room_for_the_largest_samples(self):
        for before, after in (([3], [2000]), ([4], [5])), (([1], [5]), ([3], [2000])):
            answers = peel.compare_test_many(before, after, method="boschloo")
            one = peel.compare_test((before[0][0], before[1][0]), (after[0][0], after[1][0]), method="boschloo")
            self.assertEqual((list(answers.status), answers.p_value[0]), ([0], one.p_value))

    def test_no_rows(self):
        for method in "fisher", "barnard":
            rows = peel.compare_test_many(([], []), ([], []), method=method)
            self.assertEqual(([len(column) for column in rows[:4]], rows.bad), ([0] * 4, 0))


class Comparisons(Refusing):
    def test_parts(self):
        for options in {}, {"test": "n-1", "method": "mee", "confidence": 0.9}, {"test": "boschloo", "side": "lower"}:
            answer = peel.compare(BEFORE, AFTER, **options)
            rest = {key: value for key, value in options.items() if key in ("confidence", "side")}
            self.assertEqual(answer.before, peel.rate(*BEFORE, **rest))
            self.assertEqual(answer.after, peel.rate(*AFTER, **rest))
            self.assertEqual(
                answer.change, peel.difference(BEFORE, AFTER, method=options.get("method", "newcombe"), **rest)
            )
            alone = peel.compare_test(BEFORE, AFTER, method=options.get("test", "fisher"), **rest)
            self.assertEqual(answer.test, alone)
            self.assertEqual(answer.verdict, "rising")
            self.assertEqual(peel.compare(AFTER, BEFORE, **{**options, "side": "two-sided"}).verdict, "falling")
        answer = peel.compare(BEFORE, AFTER)
        self.assertEqual(answer, peel.compare(BEFORE, AFTER, test="FISHER"))
        self.assertEqual(repr(pickle.loads(pickle.dumps(answer))), repr(answer))

    def test_verdicts_and_sentences(self):
        rose = peel.compare(BEFORE, AFTER)
        self.assertEqual(
            str(rose),
            "Rose from 70.4% to 85.0%: +14.6 points (95% CI 1.7 to 27.0); more than chance (fisher, p = 0.037)",
        )
        fell = str(peel.compare(AFTER, BEFORE))
        self.assertTrue(fell.startswith("Fell from 85.0% to 70.4%: -14.6 points (95% CI -27.0 to -1.7); more than "))
        none = peel.compare((57, 81), (60, 80))
        self.assertEqual(none.verdict, "no-evidence")
        self.assertRegex(
            str(none), r"^From 70.4% to 75.0%: \+4.6 points \(.*\); no more than chance can explain \(fisher, "
        )
        few = peel.compare((0, 3), (3, 3))
        self.assertEqual(few.verdict, "too-few")
        self.assertAlmostEqual(few.smallest_p, 0.1, delta=1e-15)  # 2 of the 20 ways to deal out three met cases
        self.assertTrue(str(few).endswith("; too few cases to tell (fisher, at best p = 0.1)"))
        dip = peel.compare(BEFORE, AFTER, design="dip")
        self.assertEqual((dip.verdict, dip.notes & peel.Note.DIP), ("no-evidence", peel.Note.DIP))
        self.assertEqual(str(dip), "From 70.4% to 85.0%: +14.6 points (dip sample, interval withheld)")
        nothing = peel.compare((0, 0), AFTER)
        self.assertEqual(nothing.verdict, "too-few")
        self.assertEqual(str(nothing), "No comparison: nothing was assessed in one of the samples")

    def test_refused(self):
        status = peel.Status
        self.refused(status.METHOD, peel.ArgumentError, peel.compare, BEFORE, AFTER, method="fisher")
        self.refused(status.METHOD, peel.ArgumentError, peel.compare, BEFORE, AFTER, test="newcombe")
        self.refused(status.TOO_LARGE, peel.RoomError, peel.compare, (1, 3000), AFTER, test="barnard")
        self.refused(status.ASSESSED_ABOVE_POPULATION, peel.NumberError, peel.compare, BEFORE, (68, 80, 79))
        self.refused(status.NOT_A_COUNT, peel.TextError, peel.compare, BEFORE, (math.nan, 80))


class Margins(Refusing):
    def test_agrees_with_the_interval(self):
        # Non-inferiority is shown just where the lower bound lies above the margin.
        for method in "miettinen-nurminen", "mee":
            bound = peel.difference(BEFORE, (55, 80), method=method, side="lower").lower
            for fall, shown in (-bound - 1e-9, False), (-bound + 1e-9, True):
                answer = peel.compare_margin(BEFORE, (55, 80), fall=fall, method=method)
                self.assertIs(answer.shown, shown)
                self.assertAlmostEqual(answer.p_value, 0.05, delta=1e-7)
                self.assertTrue(math.isnan(answer.p_upper))

    def test_equivalence(self):
        answer = peel.compare_margin((400, 500), (405, 500), fall=0.06, rise=0.06)
        self.assertTrue(answer.shown)
        self.assertEqual(answer.p_value, max(answer.p_lower, answer.p_upper))
        self.assertAlmostEqual(answer.change.confidence, 0.9, delta=1e-15)
        self.assertTrue(-0.06 < answer.change.lower < answer.change.upper < 0.06)
        self.assertEqual(answer.change.scale, "difference")
        self.assertFalse(peel.compare_margin((400, 500), (405, 500), fall=0.03, rise=0.03).shown)

    def test_refused(self):
        status = peel.Status
        for margins in {}, {"fall": 0}, {"rise": 0.0}, {"fall": -0.1}, {"rise": 1}, {"fall": math.nan}:
            self.refused(status.MARGIN, peel.ArgumentError, peel.compare_margin, BEFORE, AFTER, **margins)
        self.refused(status.METHOD, peel.ArgumentError, peel.compare_margin, BEFORE, AFTER, fall=0.1, method="wald")
        with self.assertRaisesRegex(TypeError, "fall is '5%'"):
            peel.compare_margin(BEFORE, AFTER, fall="5%")


class PowerAndSize(Refusing):
    def test_published(self):
        # For 80% power the z formula says 96 each, exact Fisher needs 105, from 94% to 80.6%.
        self.assertEqual(peel.compare_size(0.94, 0.806, method="pearson"), 96)
        self.assertEqual(peel.compare_size(0.94, 0.806), 105)
        # The sum over all tables of scipy 1.10's fisher_exact: 0.67192935722.
        self.assertAlmostEqual(peel.compare_power(0.94, 0.806, 80, 80), 0.6719293572, delta=1e-9)
        self.assertLess(peel.compare_power(0.94, 0.806, 104, 104), 0.8)
        self.assertGreater(peel.compare_power(0.94, 0.806, 105, 105), 0.8)
        self.assertGreater(peel.compare_size(0.94, 0.806, power=0.9), 105)
        self.assertLess(peel.compare_size(0.94, 0.806, alpha=0.1), 105)
        loose = peel.compare_power(0.94, 0.806, 80, 80, alpha=0.1)
        self.assertGreater(loose, peel.compare_power(0.94, 0.806, 80, 80))
        self.assertAlmostEqual(loose, peel.compare_power(0.94, 0.806, 80, 80, confidence=0.9), delta=1e-12)

    def test_refused(self):
        status, argument = peel.Status, peel.ArgumentError
        for rate in -0.1, 1.1, math.nan, 94:
            self.refused(status.RATE, argument, peel.compare_power, rate, 0.8, 80, 80)
            self.refused(status.RATE, argument, peel.compare_size, 0.8, rate)
        self.refused(status.RATE, argument, peel.compare_size, 0.8, 0.8)
        self.refused(status.RANGE, argument, peel.compare_power, 0.9, 0.8, 0, 80)
        self.refused(status.METHOD, argument, peel.compare_power, 0.9, 0.8, 80, 80, method="barnard")
        for power in 0, 1, 0.01, 80:
            self.refused(status.POWER, argument, peel.compare_size, 0.9, 0.8, power=power)
        self.refused(status.TOO_LARGE, peel.RoomError, peel.compare_power, 0.9, 0.8, 3000, 80)
        self.refused(status.TOO_LARGE, peel.RoomError, peel.compare_size, 0.9, 0.899)
        self.refused(status.NOT_A_COUNT, peel.TextError, peel.compare_power, 0.9, 0.8, 80.5, 80)
        with self.assertRaisesRegex(TypeError, "rate_before is '94%'"):
            peel.compare_size("94%", 0.8)


if __name__ == "__main__":
    unittest.main()
