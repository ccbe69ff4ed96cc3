"""Paired samples, several samples and strata: published cases, exact tails, refusals."""

import math
import unittest

from support import Refusing, reference_cases

import peel

try:
    import pandas
except ImportError:
    pandas = None

BEFORE, AFTER = (57, 81), (68, 80)
CASES = reference_cases()
# k-sample cases T331 and T334.
FOUR = [(73, 86), (90, 93), (114, 136), (75, 82)]


class PairedSamples(Refusing):
    def test_published(self):
        # T326: [[59, 6], [16, 80]], lost less gained there.
        answer = peel.paired_difference(peel.Paired(59, 6, 16, 80))
        self.assertAlmostEqual(answer.lower, 0.0046, delta=5e-5)
        self.assertAlmostEqual(answer.upper, 0.1186, delta=5e-5)
        self.assertEqual((answer.estimate, answer.scale), (10 / 161, "difference"))
        # T313: Tango at 90%, of a, b, c, d = 43, 0, 1, 0, where b - c is the difference.
        answer = peel.paired_difference((43, 0, 1, 0), method="tango", confidence=0.9)
        self.assertAlmostEqual(answer.lower, -0.037, delta=5e-4)
        self.assertAlmostEqual(answer.upper, 0.096, delta=5e-4)

    def test_exact_tails(self):
        # 6 and 16 of 22 against one half, by whole numbers.
        tail = sum(math.comb(22, k) for k in range(7))
        self.assertAlmostEqual(
            peel.paired_test((59, 6, 16, 80), method="mcnemar").p_value, 2 * tail / 2**22, delta=1e-15
        )
        half = tail - math.comb(22, 6) / 2
        self.assertAlmostEqual(peel.paired_test((59, 6, 16, 80)).p_value, 2 * half / 2**22, delta=1e-15)
        rose = peel.paired_test((59, 6, 16, 80), method="mcnemar", side="lower").p_value
        self.assertAlmostEqual(rose, tail / 2**22, delta=1e-15)
        self.assertIn(peel.Note.NO_VARIATION, peel.paired_test((5, 0, 0, 5)).notes)
        self.assertIn(peel.Note.NOTHING_ASSESSED, peel.paired_test((0, 0, 0, 0)).notes)

    def test_refused(self):
        status = peel.Status
        for function in peel.paired_difference, peel.paired_test:
            self.refused(status.NEGATIVE, peel.NumberError, function, (1, -1, 2, 3))
            self.refused(status.COUNT_TOO_LARGE, peel.NumberError, function, (2**53, 1, 0, 0))
            self.refused(status.METHOD, peel.ArgumentError, function, (1, 1, 2, 3), method="newcombe")
            self.refused(status.NOT_A_COUNT, peel.TextError, function, (1, 1.5, 2, 3))
            for wrong in (1, 2, 3), 5, "1234", None, (1, "2", 3, 4):
                with self.assertRaises(TypeError):
                    function(wrong)
        self.refused(status.TOO_LARGE, peel.RoomError, peel.paired_test, (0, 10**9, 1, 0))
        # A method of the other question.
        self.refused(status.METHOD, peel.ArgumentError, peel.paired_difference, (1, 1, 2, 3), method="mcnemar")
        self.refused(status.METHOD, peel.ArgumentError, peel.paired_test, (1, 1, 2, 3), method="tango")


class SeveralSamples(Refusing):
    def test_published(self):
        answer = peel.homogeneity(FOUR)  # T331
        self.assertAlmostEqual(answer.homogeneity.statistic, 11.11938768628861, delta=1e-11)
        self.assertAlmostEqual(answer.homogeneity.p_value, 0.011097511366581344, delta=1e-12)
        self.assertEqual((answer.homogeneity.df, answer.agree, answer.used), (3, False, 4))
        self.assertEqual((answer.pooled, answer.rate), ((352, 397, 0), peel.rate(352, 397)))
        pairs = peel.compare_pairs(FOUR, test="pearson")  # T334
        self.assertEqual([pair[:2] for pair in pairs], [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)])
        for pair, truth in zip(pairs, map(float, CASES["T334"][2].split(","))):
            self.assertAlmostEqual(pair.adjusted, truth, delta=1e-10)

    def test_pairs_are_compared_as_alone(self):
        pairs = peel.compare_pairs(FOUR, test="boschloo", method="mee", confidence=0.9)
        p_values = sorted(pair.test.p_value for pair in pairs)
        for pair in pairs:
            first, second = FOUR[pair.first], FOUR[pair.second]
            self.assertEqual(pair.change, peel.difference(first, second, method="mee", confidence=0.9))
            self.assertEqual(pair.test.p_value, peel.compare_test(first, second, method="boschloo").p_value)
            place = p_values.index(pair.test.p_value)
            holm = max(min(1, (6 - i) * p) for i, p in enumerate(p_values[: place + 1]))
            self.assertAlmostEqual(pair.adjusted, holm, delta=1e-15)

    def test_inputs(self):
        rows = [peel.Sample(*pair) for pair in FOUR]
        self.assertEqual(peel.homogeneity(iter(rows)), peel.homogeneity(FOUR))
        if pandas:
            frame = pandas.DataFrame(FOUR, columns=["met", "assessed"])
            self.assertEqual(peel.homogeneity(frame.itertuples()), peel.homogeneity(FOUR))
        self.assertTrue(peel.homogeneity([(40, 48), (41, 48)]).agree)
        self.assertIn(peel.Note.NOTHING_ASSESSED, peel.homogeneity([(0, 0), (1, 2)]).notes)
        self.assertIn(peel.Note.NO_VARIATION, peel.homogeneity([(2, 2), (5, 5)]).notes)

    def test_refused(self):
        status = peel.Status
        for function in peel.homogeneity, peel.compare_pairs:
            for samples in [], [(1, 2)]:
                self.refused(status.TOO_FEW_SAMPLES, peel.NumberError, function, samples)
            self.refused(status.MET_ABOVE_ASSESSED, peel.NumberError, function, [(1, 2), (3, 2)])
            self.refused(status.CONFIDENCE_PERCENT, peel.ArgumentError, function, FOUR, confidence=95)
            with self.assertRaisesRegex(TypeError, "sample 1: met is '3'"):
                function([(1, 2), ("3", 4)])
        self.refused(status.TOO_LARGE, peel.RoomError, peel.compare_pairs, [(1, 2)] * 2001)
        self.refused(status.METHOD, peel.ArgumentError, peel.compare_pairs, FOUR, test="mee")


class Strata(Refusing):
    # T335: strata [[647, 622], [2, 27]] and [[41, 28], [19, 32]], first row over second.
    before, after = [(2, 29), (19, 51)], [(647, 1269), (41, 69)]

    def test_published(self):
        answer = peel.stratified_test(self.before, self.after)
        self.assertAlmostEqual(answer.statistic**2, 24.920024, delta=1e-5)
        self.assertGreater(answer.statistic, 0)
        corrected = peel.stratified_test(self.before, self.after, method="cochran-mantel-haenszel-cc")
        self.assertAlmostEqual(corrected.statistic, 23.625702, delta=1e-5)
        odds = peel.stratified(self.before, self.after, method="mantel-haenszel-odds-ratio")
        for number, truth in zip(odds[:3], (4.5239148, 2.4171005, 8.4670887)):
            self.assertAlmostEqual(number, truth, delta=1e-5)
        self.assertEqual(odds.scale, "ratio")

    def test_one_stratum_is_two_samples(self):
        answer = peel.stratified([BEFORE], [AFTER])
        self.assertAlmostEqual(answer.estimate, 68 / 80 - 57 / 81, delta=1e-15)
        self.assertEqual((answer.method, answer.scale), ("mantel-haenszel-difference", "difference"))
        ratio = peel.stratified([BEFORE], [AFTER], method="mantel-haenszel-ratio")
        self.assertAlmostEqual(ratio.estimate, (68 / 80) / (57 / 81), delta=1e-15)
        katz = peel.ratio(BEFORE, AFTER, method="katz")
        self.assertAlmostEqual(ratio.lower, katz.lower, delta=1e-13)
        test = peel.stratified_test([BEFORE], [AFTER])
        alone = peel.compare_test(BEFORE, AFTER, method="n-1")
        self.assertAlmostEqual(test.statistic, alone.statistic, delta=1e-13)

    def test_refused(self):
        status = peel.Status
        for function in peel.stratified, peel.stratified_test:
            self.refused(status.TOO_FEW_SAMPLES, peel.NumberError, function, [], [])
            self.refused(status.NEGATIVE, peel.NumberError, function, [(-1, 2)], [(1, 2)])
            self.refused(status.METHOD, peel.ArgumentError, function, [(1, 2)], [(1, 2)], method="homogeneity")
            with self.assertRaisesRegex(ValueError, "before has 1 samples, but after has 2"):
                function([(1, 2)], [(1, 2), (1, 3)])
        options = {"method": "cochran-mantel-haenszel-cc", "side": "lower"}
        self.refused(status.SIDE, peel.ArgumentError, peel.stratified_test, self.before, self.after, **options)
        nothing = peel.stratified([(0, 0)], [(1, 2)])
        self.assertIn(peel.Note.NOTHING_ASSESSED, nothing.notes)


if __name__ == "__main__":
    unittest.main()
