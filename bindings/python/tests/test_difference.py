"""peel.difference, ratio and odds_ratio, alone and in columns: published cases, kinds of input, refusals, texts."""

import collections
import math
import pickle
import re
import unittest
from array import array
from fractions import Fraction
from types import SimpleNamespace

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
FUNCTIONS = {
    "difference": (peel.difference, peel.difference_many),
    "ratio": (peel.ratio, peel.ratio_many),
    "odds-ratio": (peel.odds_ratio, peel.odds_ratio_many),
}
# What the published cases call the methods, without what they say in brackets.
PUBLISHED = {
    "diff miettinen_nurminen": ("difference", "miettinen-nurminen"),
    "diff mee": ("difference", "mee"),
    "diff newcombe_wilson": ("difference", "newcombe"),
    "diff newcombe": ("difference", "newcombe"),
    "diff newcombe_wilson_cc": ("difference", "newcombe-cc"),
    "diff wald": ("difference", "wald"),
    "diff agresti_caffo": ("difference", "agresti-caffo"),
    "ratio katz_log": ("ratio", "katz"),
    "ratio adjusted_log": ("ratio", "adjusted-log"),
    "ratio koopman": ("ratio", "koopman"),
    "ratio miettinen_nurminen": ("ratio", "miettinen-nurminen"),
    "ratio MOVER-R Wilson": ("ratio", "mover"),
    "OR woolf_logit": ("odds-ratio", "woolf"),
    "OR gart_adjusted_logit": ("odds-ratio", "gart"),
    "OR MN score": ("odds-ratio", "score"),
}


def same(a, b):
    return a == b or (math.isnan(a) and math.isnan(b))


class Published(unittest.TestCase):
    def test_rows_of_the_reference_cases(self):
        ran = collections.Counter()
        for name, (method, inputs, expected, tolerance, *_) in reference_cases().items():
            concept, ours = PUBLISHED.get(re.sub(r"\s*\(.*\)$", "", method), (None, None))
            counts = re.fullmatch(r"x1=(\d+) n1=(\d+) x2=(\d+) n2=(\d+)", inputs)
            limits = re.fullmatch(r"lo,hi=([-\d.]+),([-\d.]+)", expected)
            if not concept or not counts or not limits:
                continue
            met1, assessed1, met2, assessed2 = map(int, counts.groups())
            # The cases are of group 1 less, or over, group 2; T254 alone, of 0/105 and 0/101, the other way about.
            pair = [(met2, assessed2), (met1, assessed1)][:: -1 if name == "T254" else 1]
            answer = FUNCTIONS[concept][0](*pair, method=ours)
            for limit, text in zip((answer.lower, answer.upper), limits.groups()):
                truth = max(-1.0, min(float(text), 1.0)) if concept == "difference" else float(text)
                number = re.match(r"[\de.-]+(%?)( rel)?", tolerance)
                allowed = float(number.group(0).rstrip("% rel")) / (100 if number.group(1) else 1)
                allowed *= abs(truth) if number.group(2) else 1
                self.assertLessEqual(abs(limit - truth), allowed, (name, method, answer))
            ran[ours] += 1
        self.assertEqual(set(ran), {ours for _, ours in PUBLISHED.values()})
        self.assertGreaterEqual(sum(ran.values()), 55)

    def test_conditional_exact(self):
        # 9 of 13 over 4 of 14: R's fisher.test and scipy 1.10 give these; the cross product is 5.625.
        exact = peel.odds_ratio((4, 14), (9, 13), method="exact")
        for number, truth in zip(exact[:3], (5.232646363427, 0.847215291264, 40.437373789744)):
            self.assertAlmostEqual(number, truth, delta=1e-11 * truth)
        # T274, whose row says exact: its limits are those of mid-P.
        mid_p = peel.odds_ratio((4, 14), (9, 13), method="mid-p")
        self.assertAlmostEqual(mid_p.lower, 1.0226, delta=5e-5)
        self.assertAlmostEqual(mid_p.upper, 31.5025, delta=5e-5)

    def test_after_less_before(self):
        for concept, (function, _) in FUNCTIONS.items():
            for method in peel.methods(concept):
                there = function(BEFORE, AFTER, method=method.name)
                back = function(AFTER, BEFORE, method=method.name)
                self.assertTrue(there.lower < there.estimate < there.upper, there)
                if concept == "difference":
                    self.assertEqual(there.estimate, float(Fraction(68, 80) - Fraction(57, 81)))
                    self.assertEqual((back.lower, back.estimate, back.upper), (-there[2], -there[0], -there[1]))
                else:
                    self.assertGreater(there.estimate, 1)
                    self.assertAlmostEqual(back.lower * there.upper, 1, delta=1e-12)

    def test_one_sided(self):
        two = peel.difference(BEFORE, AFTER, confidence=0.9)
        lower = peel.difference(BEFORE, AFTER, alpha=two.alpha / 2, side="lower")
        self.assertAlmostEqual(lower.lower, two.lower, delta=1e-15)
        self.assertEqual((lower.upper, lower.side), (1.0, "lower"))
        self.assertEqual(peel.ratio(BEFORE, AFTER, side="upper").lower, 0.0)
        self.assertEqual(peel.odds_ratio(BEFORE, AFTER, side="lower").upper, math.inf)


class Inputs(unittest.TestCase):
    def test_samples_of_every_kind(self):
        expected = peel.difference(BEFORE, AFTER)
        Row = collections.namedtuple("Row", "criterion met assessed")
        kinds = [
            (peel.Sample(*BEFORE), peel.Sample(*AFTER)),
            (list(BEFORE), iter(AFTER)),
            ((57, 81, 0), (68, 80, None)),
            ((57.0, 81.0), (68, 80)),
            (Row("in time", *BEFORE), SimpleNamespace(met=68, assessed=80, population=None)),
        ]
        if numpy:
            kinds.append((numpy.array(BEFORE), (numpy.int64(68), numpy.float64(80))))
        if pandas:
            frame = pandas.DataFrame({"met": [57, 68], "assessed": [81, 80]})
            kinds += [tuple(frame.itertuples()), (frame.iloc[0], frame.loc[1])]
        for before, after in kinds:
            self.assertEqual(peel.difference(before, after), expected)

    def test_population(self):
        narrow = peel.difference((57, 81, 100), (68, 80, 200))
        self.assertEqual(narrow.notes, peel.Note.FINITE)
        wide = peel.difference(BEFORE, AFTER)
        self.assertTrue(wide.lower < narrow.lower < narrow.upper < wide.upper)
        self.assertEqual(peel.ratio((57, 81, 100), AFTER).notes, peel.Note.POPULATION_UNUSED)
        census = peel.difference((57, 81, 81), (68, 80, 80))
        self.assertEqual((census.lower, census.upper, census.notes), (census[0], census[0], peel.Note.CENSUS))

    def test_designs(self):
        self.assertEqual(peel.difference(BEFORE, AFTER, design="quota").notes, peel.Note.QUOTA)
        dip = peel.ratio(BEFORE, AFTER, design="dip")
        self.assertTrue(math.isnan(dip.lower) and math.isnan(dip.upper))
        self.assertEqual(dip.notes, peel.Note.DIP)

    def test_nothing_assessed_and_no_ratio(self):
        nothing = peel.difference((0, 0), AFTER)
        self.assertTrue(math.isnan(nothing.estimate))
        self.assertEqual((nothing.lower, nothing.upper, nothing.notes), (-1, 1, peel.Note.NOTHING_ASSESSED))
        for function, before, after in (
            (peel.ratio, (0, 81), (0, 80)),
            (peel.odds_ratio, (0, 81), (0, 80)),
            (peel.odds_ratio, (81, 81), (80, 80)),
        ):
            none = function(before, after)
            self.assertTrue(math.isnan(none.estimate))
            self.assertEqual((none.lower, none.upper), (0, math.inf))
            self.assertIn(peel.Note.NO_RATIO, none.notes)
        self.assertEqual(peel.ratio((0, 81), AFTER).estimate, math.inf)

    def test_threads_share_nothing_and_pickles_are_equal(self):
        answer = peel.difference(BEFORE, AFTER)
        self.assertEqual(pickle.loads(pickle.dumps(answer)), answer)
        self.assertEqual(answer, peel.difference(BEFORE, AFTER, method="NEWCOMBE", confidence=0.95))
        self.assertNotEqual(answer, peel.difference(BEFORE, AFTER, method="mee"))


class Refused(Refusing):
    def test_families(self):
        status = peel.Status
        for function, _ in FUNCTIONS.values():
            self.refused(status.NEGATIVE, peel.NumberError, function, (-1, 81), AFTER)
            self.refused(status.MET_ABOVE_ASSESSED, peel.NumberError, function, BEFORE, (80, 68))
            self.refused(status.COUNT_TOO_LARGE, peel.NumberError, function, BEFORE, (1, 2**60))
            self.refused(status.ASSESSED_ABOVE_POPULATION, peel.NumberError, function, (57, 81, 80), AFTER)
            self.refused(status.CENSUS_INCOMPLETE, peel.NumberError, function, (57, 81, 90), AFTER, design="census")
            self.refused(status.METHOD, peel.ArgumentError, function, BEFORE, AFTER, method="wilson")
            self.refused(status.SIDE, peel.ArgumentError, function, BEFORE, AFTER, side="left")
            self.refused(status.DESIGN, peel.ArgumentError, function, BEFORE, AFTER, design="quote")
            self.refused(status.CONFIDENCE, peel.ArgumentError, function, BEFORE, AFTER, confidence=0)
            self.refused(status.CONFIDENCE_PERCENT, peel.ArgumentError, function, BEFORE, AFTER, confidence=95)
            self.refused(status.ALPHA, peel.ArgumentError, function, BEFORE, AFTER, alpha=0)
            both = {"confidence": 0.9, "alpha": 0.1}
            self.refused(status.CONFIDENCE_AND_ALPHA, peel.ArgumentError, function, BEFORE, AFTER, **both)
        error = self.refused(status.NOT_A_COUNT, peel.TextError, peel.difference, BEFORE, (68.5, 80))
        self.assertIn("after: met is 68.5", str(error))
        large = 6 * 10**8, 6 * 10**8 + 5
        self.refused(status.TOO_LARGE, peel.RoomError, peel.odds_ratio, large, large, method="exact")

    def test_a_method_of_another_concept_is_refused_with_the_nearest_names(self):
        error = self.refused(peel.Status.METHOD, peel.ArgumentError, peel.ratio, BEFORE, AFTER, method="koopmann")
        self.assertIn("koopman", str(error))

    def test_types(self):
        for wrong in 57, "57/81", b"57/81", None, (57,), (57, 81, 0, 0), ("57", 81), (True, 81), {"met": 57}:
            with self.assertRaises(TypeError):
                peel.difference(wrong, AFTER)
            with self.assertRaisesRegex(TypeError, "^after"):
                peel.difference(BEFORE, wrong)


MET1, ASSESSED1 = [57, 0, 40, -1, 5, 0, 10], [81, 20, 48, 9, 4, 0, 10]
MET2, ASSESSED2 = [68, 0, 41, 7, 4, 3, 0], [80, 10, 48, 9, 4, 5, 20]


class Columns(unittest.TestCase):
    def check(self, before, after, kind=array, populations=(None, None)):
        for concept, (scalar, many) in FUNCTIONS.items():
            for method in peel.methods(concept):
                for options in {}, {"side": "lower", "confidence": 0.9}, {"design": "quota"}:
                    answers = many(before, after, method=method.name, **options)
                    self.assertEqual(list(answers.status), [0, 0, 0, 201, 203, 0, 0])
                    self.assertEqual(answers.bad, 2)
                    for row, status in enumerate(answers.status):
                        seen = tuple(column[row] for column in answers[:4])
                        if status:
                            self.assertTrue(all(map(math.isnan, seen[:3])) and seen[3] == 0, seen)
                            continue
                        first, second = (MET1[row], ASSESSED1[row]), (MET2[row], ASSESSED2[row])
                        one = scalar(first, second, method=method.name, **options)
                        wanted = (*one[:3], one.notes)
                        self.assertTrue(all(map(same, seen, wanted)), (method.name, row, seen, wanted))
                    for column in answers[:5]:
                        self.assertIsInstance(column, kind)

    def test_lists(self):
        self.check((MET1, ASSESSED1), (MET2, ASSESSED2))
        self.check([array("q", MET1), ASSESSED1], (tuple(MET2), ASSESSED2, [0] * 7))

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_numpy(self):
        self.check((numpy.array(MET1), ASSESSED1), (numpy.array(MET2, dtype="i4"), ASSESSED2), numpy.ndarray)

    @unittest.skipUnless(pandas, "pandas is not installed")
    def test_frames(self):
        before = pandas.DataFrame({"met": MET1, "assessed": ASSESSED1})
        after = pandas.DataFrame({"met": MET2, "assessed": ASSESSED2, "population": [None] * 7})
        self.check(before, after, numpy.ndarray)
        self.check((before["met"], before["assessed"]), after, numpy.ndarray)

    def test_populations(self):
        rows = peel.difference_many(([57], [81], [100]), ([68], [80], [200]))
        one = peel.difference((57, 81, 100), (68, 80, 200))
        self.assertEqual((rows.lower[0], rows.notes[0]), (one.lower, one.notes))

    def test_missing_values(self):
        rows = peel.difference_many(
            ([57, None, 57, 57], [81, 81, 81, 81]), ([68, 68, math.nan, 68], [80, 80, 80, None])
        )
        self.assertEqual(list(rows.status), [0] + [peel.Status.NOT_A_COUNT] * 3)
        self.assertEqual((rows.bad, rows.lower[0]), (3, peel.difference(BEFORE, AFTER).lower))
        rows = peel.ratio_many(([57], [81], [None]), ([68], [80], [math.nan]))
        self.assertEqual((list(rows.status), list(rows.notes)), ([0], [0]))

    def test_no_rows(self):
        for many in (functions[1] for functions in FUNCTIONS.values()):
            self.assertEqual([len(column) for column in many(([], []), ([], []))[:5]], [0] * 5)

    def test_what_is_refused(self):
        with self.assertRaisesRegex(ValueError, "before.met has 2 rows, but after.assessed has 1: a row is one pair"):
            peel.difference_many(([1, 2], [3, 4]), ([1, 2], [3]))
        with self.assertRaisesRegex(peel.TextError, r"after.met\[1\] is 1.5"):
            peel.difference_many(([1, 2], [3, 4]), ([1, 1.5], [3, 4]))
        for wrong in [1, 2], ([1, 2],), "57/81", 57, None, {"met": [1]}, ("57", "81"):
            with self.assertRaises(TypeError):
                peel.difference_many(wrong, ([1], [3]))
        with self.assertRaises(peel.ArgumentError):
            peel.difference_many(([], []), ([], []), confidence=95)


class Texts(unittest.TestCase):
    def test_differences(self):
        self.assertEqual(str(peel.difference(BEFORE, AFTER)), "+14.6 points (95% CI 1.7 to 27.0)")
        self.assertEqual(str(peel.difference(AFTER, BEFORE)), "-14.6 points (95% CI -27.0 to -1.7)")
        self.assertEqual(str(peel.difference(BEFORE, AFTER, side="lower"))[:26], "+14.6 points (95% lower bo")
        self.assertEqual(str(peel.difference(BEFORE, BEFORE))[:10], "0.0 points")
        self.assertEqual(str(peel.difference(BEFORE, AFTER, design="dip"))[12:], " (dip sample, interval withheld)")
        self.assertEqual(str(peel.difference((0, 0), AFTER)), "no difference (nothing assessed)")
        census = peel.difference((57, 81, 81), (68, 80, 80))
        self.assertEqual(str(census), "+14.6 points (census, no sampling error)")

    def test_small_and_large_differences_are_not_rounded_to_none_or_all(self):
        self.assertTrue(str(peel.difference((50000, 100000), (50010, 100000))).startswith("+0.01 points ("))
        self.assertTrue(str(peel.difference((1, 100000), (100000, 100000))).startswith("+99.999 points ("))
        self.assertTrue(str(peel.difference((0, 10), (10, 10))).startswith("+100.0 points ("))

    def test_ratios(self):
        self.assertEqual(str(peel.ratio(BEFORE, AFTER)), "1.21 (95% CI 1.02 to 1.45)")
        self.assertTrue(str(peel.ratio((0, 81), AFTER)).startswith("infinity (95% CI "))
        self.assertTrue(str(peel.ratio((0, 81), AFTER)).endswith(" to infinity)"))
        self.assertEqual(str(peel.ratio((0, 81), (0, 80))), "no ratio (0/0)")
        self.assertEqual(str(peel.ratio((0, 0), AFTER)), "no ratio (nothing assessed)")
        self.assertEqual(str(peel.ratio(AFTER, (0, 80)))[:4], "0 (9")


if __name__ == "__main__":
    unittest.main()
