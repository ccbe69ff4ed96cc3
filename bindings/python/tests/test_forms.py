"""What may stand for a sample, or for columns of many: tuples, dicts, rows of frames, missing populations; what may not."""

import math
import unittest
from collections import namedtuple

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

MANY = peel.difference_many, peel.ratio_many, peel.odds_ratio_many, peel.compare_test_many
COLUMNS = ([57, 40], [81, 48])


def missing():
    """Every kind of missing value there is."""
    values = [None, math.nan]
    if numpy:
        values += [numpy.float64("nan"), numpy.ma.masked]
    if pandas:
        values.append(pandas.NA)
    return values


class Columns(unittest.TestCase):
    def test_samples_are_no_columns(self):
        named = namedtuple("named", "met assessed")
        lists = [
            [(57, 81), (40, 48)],
            [(57, 81), (40, 48), (1, 2)],
            [(57, 81, 100), (40, 48)],
            [(57, 81)],
            [peel.Sample(57, 81), peel.Sample(40, 48)],
            (peel.Sample(57, 81), peel.Sample(40, 48)),
            [peel.Sample(57, 81), (40, 48)],
            ([57, 81], peel.Sample(40, 48, 0)),
            [named(57, 81), named(40, 48)],
            (named(57, 81), named(40, 48)),
            [{"met": 57, "assessed": 81}, {"met": 40, "assessed": 48}],
        ]
        if pandas:
            frame = pandas.DataFrame({"met": [57, 40], "assessed": [81, 48]})
            lists += [
                list(frame.itertuples()),
                list(frame.itertuples(index=False)),
                [row for _, row in frame.iterrows()],
            ]
        for many in MANY:
            for samples in lists:
                for which, pair in (("before", (samples, COLUMNS)), ("after", (COLUMNS, samples))):
                    with self.assertRaisesRegex(TypeError, f"{which} is a list of samples: give columns.*zip"):
                        many(*pair)

    def test_what_the_message_advises(self):
        samples = [peel.Sample(57, 81), peel.Sample(40, 48)]
        wanted = peel.difference_many(COLUMNS, COLUMNS)
        self.assertEqual(peel.difference_many(tuple(zip(*samples)), COLUMNS), wanted)
        self.assertEqual(peel.difference_many(tuple(zip(*[(57, 81), (40, 48)])), COLUMNS), wanted)

    def test_what_still_is_columns(self):
        wanted = peel.difference_many(COLUMNS, COLUMNS)
        columns = dict(zip(("met", "assessed"), COLUMNS))
        kinds = [((57, 40), (81, 48)), list(COLUMNS), peel.Sample(*COLUMNS, None), columns, {**columns, "area": 1}]
        kinds += [{**columns, "population": population} for population in (None, [0, 0], [None, math.nan])]
        for before in kinds:
            self.assertEqual(peel.difference_many(before, COLUMNS), wanted)
        four = peel.difference_many([(1, 2, 3, 4), (5, 6, 7, 8)], [(1, 2, 3, 4), (5, 6, 7, 8)])
        self.assertEqual((len(four.lower), four.bad), (4, 0))


class One(Refusing):
    def test_a_dict(self):
        sample = {"met": 57, "assessed": 81, "area": "east"}
        wanted = peel.compare((57, 81), (68, 80))
        self.assertEqual(peel.compare(sample, {"assessed": 80, "met": 68}), wanted)
        known = peel.compare({**sample, "population": 100}, (68, 80))
        self.assertEqual(known, peel.compare((57, 81, 100), (68, 80)))
        self.refused(peel.Status.NOT_A_COUNT, peel.TextError, peel.sample_check, {"met": 57.5, "assessed": 81})

    def test_what_is_no_sample(self):
        for wrong in {"met": 57}, {57: 1, 81: 2}, {57, 81}, frozenset((57, 81)), "57", b"57", 57, None:
            with self.assertRaisesRegex(TypeError, "before is .*: give met and assessed"):
                peel.compare(wrong, (68, 80))
        for wrong in {1, 2, 3, 4}, {"both": 1, "lost": 2, "gained": 3, "neither": 4}:
            with self.assertRaisesRegex(TypeError, "paired is .*: give the four counts"):
                peel.paired_test(wrong)

    def test_a_missing_population_is_not_known(self):
        rate, compared = peel.rate(57, 81), peel.compare((57, 81), (68, 80))
        pooled, against = peel.sample_pool([(57, 81), (68, 80)]), peel.reported_against("80.6", (68, 80))
        for population in missing():
            self.assertEqual(peel.rate(57, 81, population), rate)
            self.assertEqual(peel.compare((57, 81, population), [68, 80, population]), compared)
            self.assertEqual(peel.sample_pool([(57, 81, population), (68, 80)]), pooled)
            self.assertEqual(peel.reported_against("80.6", peel.Sample(68, 80, population)), against)
            self.assertEqual(peel.sample_from_failures(15, 59, population), (44, 59, 0))
            self.assertEqual(peel.sample_flip((41, 79, population)), (38, 79, 0))
            rows = peel.rate_many([57], [81], [population])
            self.assertEqual((rows.lower[0], rows.notes[0]), (rate.lower, 0))
        for population in 100.5, math.inf:
            self.refused(peel.Status.NOT_A_COUNT, peel.TextError, peel.rate, 57, 81, population)
            self.refused(peel.Status.NOT_A_COUNT, peel.TextError, peel.compare, (57, 81, population), (68, 80))

    @unittest.skipUnless(pandas, "pandas is not installed")
    def test_rows_of_a_frame(self):
        frame = pandas.DataFrame({"met": [57, 68], "assessed": [81, 80], "population": [math.nan, 100]})
        wanted = peel.homogeneity([(57, 81), (68, 80, 100)])
        self.assertEqual(peel.homogeneity(frame.itertuples()), wanted)
        self.assertEqual(peel.homogeneity(row for _, row in frame.iterrows()), wanted)

    def test_a_missing_count_is_refused(self):
        for value in missing():
            for sample in (value, 81), (57, value):
                with self.assertRaises((TypeError, peel.TextError)) as caught:
                    peel.compare((57, 81), sample)
                self.assertIn("after: ", str(caught.exception))

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_spans_of_time_are_no_counts(self):
        for span in numpy.timedelta64(57), numpy.timedelta64(57, "D"):
            with self.assertRaisesRegex(TypeError, "met is .* of type timedelta64: a count is"):
                peel.rate(span, 81)
            with self.assertRaisesRegex(TypeError, r"met\[1\] is .* of type timedelta64: a count is"):
                peel.rate_many([1, span], [81, 81])
            with self.assertRaisesRegex(TypeError, "confidence is .* of type timedelta64"):
                peel.rate(57, 81, confidence=span)


if __name__ == "__main__":
    unittest.main()
