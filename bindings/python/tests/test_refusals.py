"""What is refused, by which error, with which words."""

import itertools
import pickle
import unittest
from array import array
from decimal import Decimal
from fractions import Fraction

import support  # noqa: F401  (finds the package)

import peel


class Refusals(unittest.TestCase):
    def refused(self, status, kind, call, *arguments, **options):
        with self.assertRaises(kind) as caught:
            call(*arguments, **options)
        error = caught.exception
        self.assertIsInstance(error, peel.PeelError)
        self.assertIsInstance(error, ValueError)
        self.assertEqual(error.status, status)
        self.assertEqual(error.name, peel.status_name(status))
        return error

    def rate_refused(self, status, kind, met=41, assessed=79, **options):
        return self.refused(status, kind, peel.rate, met, assessed, **options)

    def test_counts(self):
        number = peel.NumberError
        for met, assessed in (-1, 79), (0, -1), (-(2**70), 79):
            self.rate_refused(peel.Status.NEGATIVE, number, met, assessed)
        self.rate_refused(peel.Status.NEGATIVE, number, population=-1)
        for met, assessed in (41, 2**53 + 1), (2**63, 2**63), (41, 2**64 + 79), (1e300, 1e300):
            self.rate_refused(peel.Status.COUNT_TOO_LARGE, number, met, assessed)
        self.rate_refused(peel.Status.COUNT_TOO_LARGE, number, population=2**64 + 300)
        error = self.rate_refused(peel.Status.MET_ABOVE_ASSESSED, number, 79, 41)
        self.assertEqual(str(error), peel.status_sentence(203))
        self.rate_refused(peel.Status.ASSESSED_ABOVE_POPULATION, number, population=78)
        self.rate_refused(peel.Status.CENSUS_INCOMPLETE, number, design="census", population=80)

    def test_the_largest_count_is_not_refused(self):
        self.assertEqual(peel.rate(2**53, 2**53).estimate, 1.0)

    def test_counts_that_are_no_whole_number(self):
        for value in 41.5, float("nan"), float("inf"):
            error = self.rate_refused(peel.Status.NOT_A_COUNT, peel.TextError, value)
            self.assertIn(f"met is {value}", str(error))
        self.rate_refused(peel.Status.NOT_A_COUNT, peel.TextError, population=300.5)

    def test_counts_of_a_wrong_type(self):
        for value in "41", True, None, b"41", [41], 41j:
            with self.assertRaisesRegex(TypeError, "met is .* of type .*: a count is a whole number"):
                peel.rate(value, 79)
            with self.assertRaisesRegex(TypeError, "assessed is "):
                peel.rate(41, value)

    def test_confidence(self):
        argument = peel.ArgumentError
        for value in 0, 0.0, -0.5, float("nan"), -(10**400), Decimal("sNaN"):
            self.rate_refused(peel.Status.CONFIDENCE, argument, confidence=value)
        error = self.rate_refused(peel.Status.CONFIDENCE_PERCENT, argument, confidence=95)
        self.assertIn("0.95", str(error))
        with self.assertRaises(argument):
            peel.rate(41, 79, confidence=1)
        for value in 0, 1, 2, -0.05, float("nan"), 1e-101:
            self.rate_refused(peel.Status.ALPHA, argument, alpha=value)
        for alpha in 0.05, 0:
            self.rate_refused(peel.Status.CONFIDENCE_AND_ALPHA, argument, confidence=0.95, alpha=alpha)
        for level in {"confidence": 0.5}, {"alpha": 0.5}:
            self.rate_refused(peel.Status.ONE_SIDED_CONFIDENCE, argument, side="lower", **level)

    def test_levels_of_a_wrong_type(self):
        for value in "0.95", True, b"0.95", (0.95,), [0.95], {0.95}, array("d", [0.95]), 0.95j:
            for what in "confidence", "alpha":
                with self.assertRaisesRegex(TypeError, f"{what} is .* of type .*: give a proportion"):
                    peel.rate(41, 79, **{what: value})
        for value in Fraction(19, 20), Decimal("0.95"):
            self.assertEqual(peel.rate(41, 79, confidence=value), peel.rate(41, 79))

    def test_a_refusal_is_not_remembered_as_an_answer(self):
        for _ in range(2):
            self.rate_refused(peel.Status.CONFIDENCE, peel.ArgumentError, confidence=0)

    def test_words(self):
        error = self.rate_refused(peel.Status.METHOD, peel.ArgumentError, method="wilsen")
        self.assertIn("wilsen", str(error))
        self.assertIn("Nearest: wilson", str(error))
        error = self.rate_refused(peel.Status.SIDE, peel.ArgumentError, side="upward")
        self.assertIn("upper", str(error))
        error = self.rate_refused(peel.Status.DESIGN, peel.ArgumentError, design="quote")
        self.assertIn("quota", str(error))
        for odd in "", "wilson\0", "wil\udcffson", "w" * 1000:
            self.rate_refused(peel.Status.METHOD, peel.ArgumentError, method=odd)
        for what in "method", "side", "design":
            for value in 101, None, b"wilson", ["wilson"]:
                with self.assertRaisesRegex(TypeError, f"{what} is .*: give its name"):
                    peel.rate(41, 79, **{what: value})

    def test_every_status_has_the_class_of_its_family(self):
        kinds = {1: "ArgumentError", 2: "NumberError", 3: "TextError", 4: "RoomError", 5: "SearchError"}
        for status in peel.Status:
            if status:
                error = peel._status.error_of(status)
                self.assertEqual(type(error).__name__, kinds[status // 100])
                self.assertEqual(str(error), peel.status_sentence(status))

    def test_errors_travel_between_processes(self):
        error = peel._status.error_of(305, "No number.", 3, 9, 2, "met", "a.csv")
        copy = pickle.loads(pickle.dumps(error))
        self.assertEqual((type(copy), vars(copy)), (type(error), vars(error)))
        self.assertEqual(str(copy), "a.csv, line 3, field 2 (met): No number.")


class Words(unittest.TestCase):
    def test_numbers_that_mean_nothing(self):
        for number in 999, -1, 2**32, 2**32 + 1, 2**70, -(2**70):
            self.assertIsNone(peel.status_name(number))
            self.assertIsNone(peel.status_sentence(number))
            self.assertEqual(peel.status_family(number), -1)
            self.assertIsNone(peel.side_name(number))
            self.assertIsNone(peel.design_name(number))
            self.assertIsNone(peel.note_name(number))
            self.assertIsNone(peel.note_sentence(number))
        self.assertIsNone(peel.note_name(peel.Note.QUOTA | peel.Note.DIP))

    def test_what_is_no_number(self):
        functions = peel.status_name, peel.status_sentence, peel.status_family, peel.note_name, peel.note_sentence
        lists = peel.unit_name, peel.convention_name, peel.concept_name, peel.verdict_name, peel.rule_set_name
        lists = *lists, peel.better_name, peel.signal_name, peel.assurance_name
        for function in (*functions, *lists, peel.side_name, peel.design_name, peel.method_get, peel.method_at):
            for value in "wilson", None, 1.0:
                with self.assertRaisesRegex(TypeError, f"is {value!r} of type .*: give a whole number"):
                    function(value)

    def test_what_is_no_text(self):
        parsers = peel.side_parse, peel.design_parse, peel.unit_parse, peel.convention_parse, peel.concept_parse
        parsers = *parsers, peel.better_parse, peel.rule_set_parse, peel.rule_set_get, peel.chart_rule_set
        for function in (peel.struct_size, *parsers, peel.unit_a_year, lambda name: peel.method_parse("rate", name)):
            for value in 5, None, b"peel_sample", ["peel_sample"]:
                with self.assertRaisesRegex(TypeError, "of type .*: give its name, a str"):
                    function(value)

    def test_lists_both_ways(self):
        for names, name, parse in (
            (["two-sided", "lower", "upper"], peel.side_name, peel.side_parse),
            (["random", "quota", "dip", "census"], peel.design_name, peel.design_parse),
            (["none", "day", "month", "quarter", "year"], peel.unit_name, peel.unit_parse),
            (["nearest", "every", "possible", "fractional"], peel.convention_name, peel.convention_parse),
            (["up", "down", "neither"], peel.better_name, peel.better_parse),
        ):
            self.assertEqual([name(number) for number in range(len(names))], names)
            self.assertEqual([parse(word.upper()) for word in names], list(range(len(names))))

    def test_methods(self):
        methods = peel.methods()
        self.assertEqual(len(methods), peel.method_count())
        for index, method in enumerate(methods):
            self.assertEqual(peel.method_at(index), method)
            self.assertEqual(peel.method_get(method.number), method)
            concept = peel.concept_name(method.number // 100)
            name = method.name.upper().replace("-", "_")
            self.assertEqual(peel.method_parse(concept.upper().replace("-", "_"), name), method.number)
            self.assertTrue(method.title and method.citation and method.when.endswith((".", "?")))
        self.assertIn(peel.Holds.EXACT, peel.method_get(103).holds)
        offers = peel.Offers
        self.assertEqual(peel.method_get(101).offers, offers.TWO_SIDED | offers.ONE_SIDED | offers.POPULATION)
        self.assertEqual(peel.method_get(1103).offers, offers.TWO_SIDED | offers.P_VALUE)

    def test_methods_that_are_none(self):
        for index in peel.method_count(), -1, 2**64, -(2**64):
            with self.assertRaises(peel.ArgumentError) as caught:
                peel.method_at(index)
            self.assertEqual(caught.exception.status, peel.Status.INDEX)
        for number in 0, 100, 2**32 + 101:
            with self.assertRaises(peel.ArgumentError) as caught:
                peel.method_get(number)
            self.assertEqual(caught.exception.status, peel.Status.METHOD)

    def test_version_and_sizes(self):
        self.assertEqual(peel.version(), peel.__version__)
        self.assertEqual(peel.struct_size("peel_interval"), 64)
        for name in "interval", "", "peel_interval\0":
            self.assertEqual(peel.struct_size(name), 0)


class Samples(unittest.TestCase):
    refused = Refusals.refused

    def test_from_failures(self):
        self.assertEqual(peel.sample_from_failures(15, 59), peel.Sample(44, 59))
        self.assertEqual(peel.sample_from_failures(15, 59, 120), (44, 59, 120))
        self.refused(peel.Status.MET_ABOVE_ASSESSED, peel.NumberError, peel.sample_from_failures, 60, 59)
        self.refused(peel.Status.NOT_A_COUNT, peel.TextError, peel.sample_from_failures, 1.5, 59)

    def test_flip(self):
        self.assertEqual(peel.sample_flip((41, 79)), (38, 79, 0))
        self.assertEqual(peel.sample_flip(peel.Sample(0, 33, 33)), (33, 33, 33))
        self.refused(peel.Status.NEGATIVE, peel.NumberError, peel.sample_flip, (-1, 79))

    def test_pool(self):
        self.assertEqual(peel.sample_pool([(40, 48), peel.Sample(27, 36)]), (67, 84, 0))
        self.assertEqual(peel.sample_pool([(40, 48, 100), (27, 36, 50)]), (67, 84, 150))
        self.assertEqual(peel.sample_pool([(40, 48, 100), (27, 36)]), (67, 84, 0))
        # The two known populations, which alone would be too many, count for nothing beside one that is not known.
        samples = [(40, 48, 2**53), (27, 36, 2**53), (1, 2)]
        for order in itertools.permutations(samples):
            self.assertEqual(peel.sample_pool(order), (68, 86, 0))
        self.assertEqual(peel.sample_pool([]), (0, 0, 0))
        self.assertEqual(peel.sample_pool(iter([(1, 2)])), (1, 2, 0))
        self.refused(peel.Status.MET_ABOVE_ASSESSED, peel.NumberError, peel.sample_pool, [(1, 2), (3, 2)])
        self.refused(peel.Status.COUNT_TOO_LARGE, peel.NumberError, peel.sample_pool, [(0, 2**53), (0, 1)])
        with self.assertRaisesRegex(TypeError, "sample 1: met is '3'"):
            peel.sample_pool([(1, 2), ("3", 4)])

    def test_check(self):
        self.assertIsNone(peel.sample_check(peel.Sample(41, 79, 79)))
        self.refused(peel.Status.ASSESSED_ABOVE_POPULATION, peel.NumberError, peel.sample_check, (41, 79, 78))
        with self.assertRaises(TypeError):
            peel.sample_check((41,))


if __name__ == "__main__":
    unittest.main()
