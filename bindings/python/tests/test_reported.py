"""peel.reported and its kin: printed percentages by published cases and whole-number arithmetic; refusals; texts."""

import math
import pickle
import tracemalloc
import unittest
from decimal import Decimal
from fractions import Fraction

from support import Refusing

import peel

try:
    from scipy import stats
except ImportError:
    stats = None


def fitting(text, assessed):
    """The numbers of cases met that round to a percentage, by exact fractions."""
    figure, unit = Fraction(text), Fraction(1, 10 ** len(text.partition(".")[2]))
    return [met for met in range(assessed + 1) if abs(Fraction(100 * met, assessed) - figure) <= unit / 2]


class Reading(Refusing):
    def test_forms(self):
        for text, expected in (
            ("94", (94, 0, 0, 0)),
            ("94.0", (940, 0, 1, 0)),
            ("80.6", (806, 0, 1, 0)),
            (" 80.6% ", (806, 0, 1, 0)),
            ("80.6 percent", (806, 0, 1, 0)),
            ("0", (0, 0, 0, 0)),
            ("100.00", (10000, 0, 2, 0)),
            ("87.8 +/- 1.66", (878, 166, 1, 2)),
            ("87.8% (+/- 1.66%)", (878, 166, 1, 2)),
            ("87.8 \u00b1 1.66", (878, 166, 1, 2)),
        ):
            self.assertEqual(peel.reported(text), expected, text)
        self.assertNotEqual(peel.reported("94"), peel.reported("94.0"))

    def test_what_was_read_is_given_back(self):
        read = peel.reported("87.8 +/- 1.66")
        self.assertIs(peel.reported(read), read)
        self.assertEqual(pickle.loads(pickle.dumps(read)), read)
        self.assertEqual(str(read), "87.8% +/- 1.66")
        self.assertEqual(peel.reported(str(read)), read)
        for text in "94%", "94.0%", "0.05%", "0%", "100.000000000000%":
            self.assertEqual(str(peel.reported(text)), text)
        self.assertEqual(peel.Reported(806, 0, 1, 0), read._replace(figure=806, plus_minus=0, plus_minus_decimals=0))

    def test_refused(self):
        status = peel.Status.NOT_A_PERCENTAGE
        for text in (
            "eighty",
            "",
            "0.9",
            "101",
            "80.6.1",
            "-3",
            "1e2",
            "94%%",
            "87.8 +/-",
            "94 of 100",
            "80.6\0",
            "\udcff",
        ):
            error = self.refused(status, peel.TextError, peel.reported, text)
            self.assertGreater(error.column, 0, text)
        self.assertIn("101", str(self.refused(status, peel.TextError, peel.reported, "101")))
        for wrong in 80.6, 94, None, b"94", Decimal("80.6"), ["94"], True:
            with self.assertRaisesRegex(TypeError, "give it as printed, a str"):
                peel.reported(wrong)

    def test_figures_made_by_hand_that_nobody_prints(self):
        reported = peel.Status.REPORTED
        for made in (
            peel.Reported(101, 0, 0, 0),
            peel.Reported(-1, 0, 0, 0),
            peel.Reported(94, 0, 13, 0),
            peel.Reported(94, 0, -1, 0),
            peel.Reported(94, 0, 2**40, 0),
            peel.Reported(94, -1, 0, 0),
            peel.Reported(94, 1, 0, 13),
            peel.Reported(2**70, 0, 0, 0),
        ):
            self.refused(reported, peel.NumberError, made.range)


class Figures(Refusing):
    def test_range(self):
        for text in "94", "94.0", "80.6", "0", "100", "33.333333333333":
            figure, unit = Fraction(text), Fraction(1, 10 ** len(text.partition(".")[2]))
            bounds = [(figure + shift * unit / 2) / 100 for shift in (-1, 0, 1)]
            expected = tuple(float(max(Fraction(0), min(bound, Fraction(1)))) for bound in bounds)
            self.assertEqual(peel.reported(text).range(), expected)

    def test_published_counts(self):
        self.assertEqual(peel.reported("57.14%").counts(7), (4, 4))  # T475
        self.assertEqual(peel.reported("92%").counts(25), (23, 23))  # T477
        for text in "12", "13":  # T479: 12.5% of 8 may be printed as either
            self.assertEqual(peel.reported(text).counts(8), (1, 1))
        self.refused(peel.Status.IMPOSSIBLE_PERCENTAGE, peel.NumberError, peel.reported("91").counts, 25)

    def test_counts_by_fractions(self):
        possible = 0
        for text in "80.6", "94", "0", "100", "7.25":
            for assessed in range(1, 131):
                fit = fitting(text, assessed)
                if fit:
                    self.assertEqual(peel.reported(text).counts(assessed), (fit[0], fit[-1]))
                    possible += 1
                else:
                    with self.assertRaises(peel.NumberError):
                        peel.reported(text).counts(assessed)
        self.assertGreater(possible, 300)

    def test_counts_refused(self):
        figure = peel.reported("80.6")
        self.refused(peel.Status.RANGE, peel.ArgumentError, figure.counts, 0)
        self.refused(peel.Status.COUNT_TOO_LARGE, peel.NumberError, figure.counts, 2**60)
        self.refused(peel.Status.NOT_A_COUNT, peel.TextError, figure.counts, 31.5)

    def test_rate_is_the_union(self):
        for text, assessed in ("80.6", 31), ("80.6", 2000), ("94", 1000):
            fit = fitting(text, assessed)
            for options in {}, {"method": "clopper-pearson", "confidence": 0.9}, {"side": "lower"}:
                rates = [peel.rate(met, assessed, **options) for met in fit]
                answer = peel.reported(text).rate(assessed, **options)
                self.assertEqual(answer.lower, min(rate.lower for rate in rates))
                self.assertEqual(answer.upper, max(rate.upper for rate in rates))
                self.assertEqual(answer.estimate, float(Fraction(text) / 100))
                self.assertEqual(answer.method, rates[0].method)
        self.assertEqual(str(peel.reported("80.6%").rate(31)), "80.6% (95% CI 63.7% to 90.8%)")

    def test_rate_refused(self):
        figure = peel.reported("80.6")
        for assessed in None, 0:
            error = self.refused(peel.Status.DENOMINATOR_NEEDED, peel.NumberError, figure.rate, assessed)
            self.assertIn("of how many cases", str(error))
        self.refused(peel.Status.IMPOSSIBLE_PERCENTAGE, peel.NumberError, figure.rate, 32)
        self.refused(peel.Status.METHOD, peel.ArgumentError, figure.rate, 31, method="newcombe")
        self.refused(peel.Status.CONFIDENCE_PERCENT, peel.ArgumentError, figure.rate, 31, confidence=95)

    def test_worth(self):
        # 87.8 +/- 1.66 is worth 1,493 (1,479 to 1,508) cases.
        worth = peel.reported("87.8 +/- 1.66").worth()
        self.assertEqual([round(cases) for cases in worth], [1479, 1493, 1508])
        more = peel.reported("87.8 +/- 1.66").worth(confidence=0.99)
        self.assertGreater(more.estimate, worth.estimate)
        self.refused(peel.Status.DENOMINATOR_NEEDED, peel.NumberError, peel.reported("87.8").worth)
        self.refused(peel.Status.PLUS_MINUS, peel.NumberError, peel.reported("100 +/- 2").worth)
        self.refused(peel.Status.ALPHA, peel.ArgumentError, peel.reported("87.8 +/- 1.66").worth, alpha=0)


class Comparisons(Refusing):
    def test_two_with_plus_minus(self):
        # 87.8 +/- 1.66 against 75.8 +/- 1.94: z 9.21 (9.11 to 9.31).
        answer = peel.reported_compare("75.8 +/- 1.94", peel.reported("87.8 +/- 1.66"))
        self.assertEqual([round(z, 2) for z in answer.statistic], [9.11, 9.21, 9.31])
        self.assertEqual(answer.verdict, "rising")
        self.assertAlmostEqual(answer.change.estimate, 0.12, delta=1e-15)
        self.assertAlmostEqual(answer.change.upper, 0.12 + math.hypot(0.0194, 0.0166), delta=1e-15)
        self.assertEqual((answer.change.scale, answer.test.method), ("difference", "plus-minus"))
        back = peel.reported_compare("87.8 +/- 1.66", "75.8 +/- 1.94")
        self.assertEqual(back.verdict, "falling")
        self.assertEqual(back.statistic, tuple(-z for z in answer.statistic[::-1]))
        self.assertEqual(peel.reported_compare("87.8 +/- 1.66", "87.9 +/- 1.66").verdict, "no-evidence")

    def test_compare_refused(self):
        status = peel.Status
        self.refused(status.DENOMINATOR_NEEDED, peel.NumberError, peel.reported_compare, "94", "80.6")
        self.refused(status.PLUS_MINUS, peel.NumberError, peel.reported_compare, "0 +/- 1", "80.6 +/- 2")
        self.refused(status.NOT_A_PERCENTAGE, peel.TextError, peel.reported_compare, "eighty", "80.6")
        both = "87.8 +/- 1.66", "75.8 +/- 1.94"
        self.refused(status.SIDE, peel.ArgumentError, peel.reported_compare, *both, side="up")
        with self.assertRaises(TypeError):
            peel.reported_compare(87.8, "75.8 +/- 1.94")

    def test_a_sample_against_a_figure(self):
        answer = peel.reported_against("80.6", (68, 80))
        self.assertEqual((answer.verdict, answer.test.method), ("no-evidence", "binomial"))
        self.assertAlmostEqual(answer.change.estimate, 0.85 - 0.806, delta=1e-15)
        limits = peel.rate(68, 80, method="clopper-pearson")
        self.assertAlmostEqual(answer.change.lower, limits.lower - 0.8065, delta=1e-14)
        self.assertAlmostEqual(answer.change.upper, limits.upper - 0.8055, delta=1e-14)
        self.assertEqual(peel.reported_against("94", (57, 81)).verdict, "falling")
        self.assertEqual(peel.reported_against("50", peel.Sample(68, 80)).verdict, "rising")
        worth = peel.reported_against("87.8 +/- 1.66", (68, 80))
        self.assertEqual((worth.verdict, worth.test.method), ("no-evidence", "effective"))
        self.assertEqual(answer, peel.reported_against(peel.reported("80.6"), (68, 80)))

    @unittest.skipUnless(stats, "scipy is not installed")
    def test_a_sample_against_a_figure_by_scipy(self):
        for text, met, assessed in ("80.6", 68, 80), ("94", 57, 81), ("94", 70, 80), ("50", 30, 80):
            answer = peel.reported_against(text, (met, assessed))
            truth = stats.binomtest(met, assessed, float(text) / 100).pvalue
            self.assertAlmostEqual(answer.p_value.estimate, truth, delta=1e-10)
            figure = peel.reported(text).range()
            grid = [figure.lower + i / 400 * (figure.upper - figure.lower) for i in range(401)]
            largest = max(stats.binomtest(met, assessed, rate).pvalue for rate in grid)
            self.assertGreaterEqual(answer.p_value.upper, largest - 1e-10)
            # Between points of the grid p has steps; no step is larger than the likelihood of one more result.
            self.assertLess(answer.p_value.upper, 1.5 * largest + 1e-9)

    def test_against_refused(self):
        status = peel.Status
        self.refused(status.MET_ABOVE_ASSESSED, peel.NumberError, peel.reported_against, "80.6", (80, 68))
        self.refused(status.TOO_LARGE, peel.RoomError, peel.reported_against, "80.6", (1, 2 * 10**9))
        self.refused(status.NOT_A_COUNT, peel.TextError, peel.reported_against, "80.6", (68.5, 80))
        self.refused(status.PLUS_MINUS, peel.NumberError, peel.reported_against, "100 +/- 3", (68, 80))
        nothing = peel.reported_against("80.6", (0, 0))
        self.assertIn(peel.Note.NOTHING_ASSESSED, nothing.notes)
        self.assertIn(peel.Note.DIP, peel.reported_against("80.6", (68, 80), design="dip").notes)


class Denominators(Refusing):
    def test_published(self):
        one = peel.reported_denominators(["80.6"], 1, 300)
        self.assertEqual((one.first, one.pairs), (31, 49))
        range_of = peel.reported_denominators(["80.6"], 150, 300)
        self.assertEqual((range_of.impossible, range_of.possible), (116, 35))
        both = peel.reported_denominators([peel.reported("94"), "80.6"], 1, 93)
        self.assertEqual(list(both.assessed), [31, 36, 62, 67, 72, 93])
        self.assertEqual((both.first, both.possible, both.impossible), (31, 6, 87))

    def test_by_fractions(self):
        figures = "94", "80.6", "33.3"
        expected = [n for n in range(1, 200) if all(fitting(text, n) for text in figures)]
        found = peel.reported_denominators(iter(figures), 1, 199)
        self.assertEqual(list(found.assessed), expected)
        self.assertEqual(found.pairs, sum(len(fitting("94", n)) for n in expected))

    def test_none_and_many(self):
        none = peel.reported_denominators(["91"], 25, 25)
        self.assertEqual((none.first, none.possible, list(none.assessed)), (None, 0, []))
        many = peel.reported_denominators(["50"], 1, 5000)  # more than the first call has room for
        self.assertEqual(len(many.assessed), many.possible)
        self.assertEqual(list(many.assessed)[-3:], [4998, 4999, 5000])
        tracemalloc.start()
        found = peel.reported_denominators(["80"], 1, 10**6)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        self.assertLess(peak, 1.1 * 8 * found.possible)  # the answer, and no copy of it

    def test_refused(self):
        status, argument = peel.Status, peel.ArgumentError
        self.refused(status.TOO_FEW_SAMPLES, peel.NumberError, peel.reported_denominators, [], 1, 100)
        self.refused(status.RANGE, argument, peel.reported_denominators, ["94"], 0, 100)
        self.refused(status.RANGE, argument, peel.reported_denominators, ["94"], 9, 8)
        self.refused(status.TOO_LARGE, peel.RoomError, peel.reported_denominators, ["94"], 1, 10**9)
        self.refused(status.NOT_A_PERCENTAGE, peel.TextError, peel.reported_denominators, ["94", "x"], 1, 9)
        for wrong in "94", peel.reported("94"), [94]:
            with self.assertRaises(TypeError):
                peel.reported_denominators(wrong, 1, 100)


class Differ(Refusing):
    def test_published(self):
        for test, convention, first, always in (
            ("fisher", "nearest", 55, 65),
            ("pearson", "nearest", 39, 60),
            ("fisher", "every", None, 73),
            ("pearson", "fractional", 48, 48),
        ):
            answer = peel.reported_differ("94", "80.6", test=test, convention=convention)
            self.assertEqual(answer.always, always)
            self.assertIn(answer.first, (first, always) if first is None else (first,))
            self.assertEqual((answer.test, answer.convention, answer.largest), (test, convention, 2000))
            self.assertEqual((answer.alpha, answer.notes), (1 - 0.95, 0))
        possible = peel.reported_differ("94", "80.6", convention="possible")
        joint = peel.reported_denominators(["94", "80.6"], 1, 2000)
        self.assertEqual(possible.possible, joint.possible)

    def test_beyond(self):
        answer = peel.reported_differ("94", "93", largest=50)
        self.assertEqual((answer.first, answer.always, answer.largest), (None, None, 50))
        self.assertEqual(answer.notes, peel.Note.BEYOND)
        self.assertEqual(pickle.loads(pickle.dumps(answer)), answer)

    def test_refused(self):
        status, argument = peel.Status, peel.ArgumentError
        differ = peel.reported_differ
        error = self.refused(status.CONVENTION, argument, differ, "94", "80.6", convention="nearst")
        self.assertIn("nearest", str(error))
        self.refused(status.CONVENTION, argument, differ, "94", "80.6", convention="fractional")
        self.refused(status.METHOD, argument, differ, "94", "80.6", test="boschloo")
        for largest in 0, -1, 100001, 2**70:
            self.refused(status.RANGE, argument, differ, "94", "80.6", largest=largest)
        self.refused(status.CONFIDENCE, argument, differ, "94", "80.6", confidence=0)
        with self.assertRaises(TypeError):
            differ("94", "80.6", largest="many")
        with self.assertRaises(TypeError):
            differ(94, "80.6")


if __name__ == "__main__":
    unittest.main()
