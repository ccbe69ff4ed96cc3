"""The package says the same as the headers: functions, prototypes, structs, constants. All of it has docstrings."""

import ctypes
import inspect
import re
import unittest

from support import INCLUDE, PROJECT

import peel
from peel import _constants, _structs
from peel._library import PROTOTYPES

# The functions of a handle, and of a printed percentage, are methods here; every other function peel_x is peel.x.
METHODS = {
    "peel_tally_open": "TallyReader",
    "peel_tally_feed": "TallyReader.feed",
    "peel_tally_finish": "TallyReader.finish",
    "peel_tally_count": "TallyReader.count",
    "peel_tally_row": "TallyReader.row",
    "peel_tally_set_aside": "TallyReader.set_aside",
    "peel_tally_close": "TallyReader.close",
    "peel_cases_open": "CaseReader",
    "peel_cases_feed": "CaseReader.feed",
    "peel_cases_finish": "CaseReader.finish",
    "peel_cases_merge": "CaseReader.merge",
    "peel_cases_count": "CaseReader.count",
    "peel_cases_key_name": "CaseReader.key_name",
    "peel_cases_criterion_name": "CaseReader.criterion_name",
    "peel_cases_key": "CaseReader.key",
    "peel_cases_tally": "CaseReader.tally",
    "peel_cases_columns": "CaseReader.columns",
    "peel_cases_set_aside": "CaseReader.set_aside",
    "peel_cases_reason_of": "CaseReader.reason",
    "peel_cases_word": "CaseReader.word",
    "peel_cases_close": "CaseReader.close",
    "peel_look_open": "look",
    "peel_look_feed": "look",
    "peel_look_finish": "look",
    "peel_look_count": "look",
    "peel_look_column_at": "look",
    "peel_look_close": "look",
    "peel_duration_parse": "duration",
    "peel_reported_parse": "reported",
    "peel_reported_range": "Reported.range",
    "peel_reported_counts": "Reported.counts",
    "peel_reported_rate": "Reported.rate",
    "peel_reported_worth": "Reported.worth",
}
# The package takes care of the work memory by itself.
UNSEEN = {
    "peel_chart_work_size",
    "peel_compare_work_size",
    "peel_rate_worst_coverage_work_size",
    "peel_trend_work_size",
    "peel_trend_mann_kendall_work_size",
}
SCALARS = {
    "size_t": ctypes.c_size_t,
    "int32_t": ctypes.c_int32,
    "uint32_t": ctypes.c_uint32,
    "int64_t": ctypes.c_int64,
    "uint64_t": ctypes.c_uint64,
    "double": ctypes.c_double,
    "peel_status": ctypes.c_int32,
}


HANDLES = "peel_tally_reader", "peel_cases_reader", "peel_look"


# What answers say beside the fields of their structs.
MORE = {
    "CaseTally": {"keys"},
    "UnknownWord": {"file"},
    "Interval": {"scale"},
    "Intervals": {"bad"},
    "BoundsColumns": {"bad"},
    "Coverage": {"confidence", "alpha", "method", "side"},
    "WorstCoverage": {"confidence", "alpha", "method", "side"},
    "Test": {"alpha"},
    "Tests": {"bad"},
    "Denominators": {"assessed"},
    "Trend": {"unit"},
    "Trends": {"series", "bad"},
    "Chart": {"columns", "period", "unit", "rule_list", "better", "target", "scale"},
    "Charts": {"series", "bad", "columns", "rule_list"},
    "FalseAlarm": {"by_rule", "rule_list"},
}


def without_comments(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL)


HEADERS = "\n".join(without_comments(path.read_text()) for path in sorted(INCLUDE.glob("*.h")))
EXPORTED = re.findall(r"^\s+(peel_\w+);", (PROJECT / "lib" / "peel.map").read_text(), flags=re.MULTILINE)


def twin(name):
    value = peel
    for part in METHODS.get(name, name[len("peel_") :]).split("."):
        value = getattr(value, part)
    return value


def argument_type(text):
    """The ctypes type for an argument, or what is returned, as declared in C."""
    words = re.sub(r"\bconst\b", "", text).replace("*", " * ").split()
    kind, stars = words[0], words.count("*")
    if stars == 0:
        return SCALARS[kind]
    if kind == "char":
        return ctypes.c_char_p if stars == 1 else ctypes.POINTER(ctypes.c_char_p)
    if kind in ("void", *HANDLES):
        return ctypes.c_void_p if stars == 1 else ctypes.POINTER(ctypes.c_void_p)
    return ctypes.POINTER(SCALARS.get(kind) or _structs.STRUCTS[kind])


def field_type(kind, stars, length):
    """The ctypes type for a field. Columns and lists are kept as addresses."""
    if stars:
        plain = ctypes.c_char_p if kind == "char" and stars == "*" else ctypes.c_void_p
    else:
        plain = ctypes.c_char if kind == "char" else SCALARS.get(kind) or _structs.STRUCTS[kind]
    return plain * length if length else plain


def length_of(text):
    """The length of an array, a number or a constant that stands for one."""
    if text and not text.isdigit():
        (text,) = re.findall(rf"\b{text} = (\d+)", HEADERS)
    return int(text or 0)


def listed(macro):
    """The names by their numbers in a list of X(constant, number, name...)."""
    body = re.search(rf"#define {macro}\(X\)((?:.*\\\n)*.*)\n", HEADERS).group(1)
    return {int(number): name for number, name in re.findall(r'X\(\w+,[^"]*?(\d+),\s*\\?\s*"([^"]+)"', body)}


def named(name_of, end, first=0):
    """The words of a list that the library names, by their numbers; there is none at the end."""
    assert name_of(first - 1) is None and name_of(end) is None
    return {number: name_of(number) for number in range(first, end)}


class Functions(unittest.TestCase):
    def test_every_exported_function_has_a_prototype_and_a_twin(self):
        self.assertGreaterEqual(len(EXPORTED), 137)
        self.assertEqual(sorted(PROTOTYPES), sorted(EXPORTED))
        self.assertLess(UNSEEN, set(EXPORTED))
        for name in set(EXPORTED) - UNSEEN:
            self.assertTrue(callable(twin(name)), name)
            public = METHODS.get(name, name[len("peel_") :]).split(".")[0]
            self.assertIn(public, peel.__all__)

    def test_prototypes_are_those_of_the_headers(self):
        declared = re.findall(r"PEEL_API\s+([\w\s*]+?)(peel_\w+)\(([^)]*)\);", HEADERS)
        self.assertEqual(sorted(name for _, name, _ in declared), sorted(EXPORTED))
        for returns, name, takes in declared:
            takes = [] if takes.strip() == "void" else takes.split(",")
            self.assertEqual(PROTOTYPES[name], tuple(map(argument_type, [returns, *takes])), name)

    def test_docstrings(self):
        public = [getattr(peel, name) for name in peel.__all__ if name != "__version__"]
        public += [twin(name) for name in set(EXPORTED) - UNSEEN] + [peel]
        for item in public:
            self.assertTrue(item.__doc__ and len(item.__doc__) > 30, item)
            self.assertFalse(item.__doc__.startswith(f"{getattr(item, '__name__', '')}("), f"{item} has no words")

    def test_annotations(self):
        for name in peel.__all__:
            item = getattr(peel, name)
            if inspect.isfunction(item):
                signature = inspect.signature(item)
                self.assertIsNot(signature.return_annotation, signature.empty, name)
                for parameter in signature.parameters.values():
                    self.assertIsNot(parameter.annotation, parameter.empty, f"{name}({parameter})")


class Structs(unittest.TestCase):
    def test_every_struct_field_by_field(self):
        declared = re.findall(r"typedef struct (peel_\w+) \{(.*?)\} \1;", HEADERS, flags=re.DOTALL)
        self.assertEqual(sorted(name for name, _ in declared), sorted(_structs.STRUCTS))
        for name, body in declared:
            body = re.sub(r"\(\*(\w+)\)\([^)]*\)", r"*\1", body)  # a pointer to a function is a pointer
            body = re.sub(r"\*\s*const\s*", "*", body)
            fields = []
            for text in filter(None, map(str.strip, body.split(";"))):
                kind, stars, *names = re.fullmatch(r"(?:const )?(\w+)\s+(\**)(.*)", text, flags=re.DOTALL).groups()
                for field in names[0].split(","):
                    word, length = re.fullmatch(r"\s*(\w+)\s*(?:\[(\w+)\])?", field).groups()
                    fields.append((word, field_type(kind, stars, length_of(length))))
            self.assertEqual(_structs.STRUCTS[name]._fields_, fields, name)

    def test_results_have_the_fields_of_their_structs(self):
        for result, name in (
            (peel.Sample, "peel_sample"),
            (peel.Interval, "peel_interval"),
            (peel.Intervals, "peel_intervals"),
            (peel.Method, "peel_method"),
            (peel.Tally, "peel_tally"),
            (peel.TallySummary, "peel_tally_summary"),
            (peel.CaseTally, "peel_case_tally"),
            (peel.CaseColumns, "peel_case_columns"),
            (peel.CasesSummary, "peel_cases_summary"),
            (peel.CasesReason, "peel_cases_reason"),
            (peel.UnknownWord, "peel_unknown_word"),
            (peel.GroupBy, "peel_group_by"),
            (peel.LookSummary, "peel_look_summary"),
            (peel.Bounds, "peel_bounds"),
            (peel.BoundsColumns, "peel_bounds_columns"),
            (peel.Coverage, "peel_coverage"),
            (peel.WorstCoverage, "peel_worst_coverage"),
            (peel.Test, "peel_test"),
            (peel.Tests, "peel_tests"),
            (peel.Comparison, "peel_comparison"),
            (peel.Margin, "peel_margin"),
            (peel.Paired, "peel_paired"),
            (peel.Several, "peel_several"),
            (peel.Pair, "peel_pair"),
            (peel.Reported, "peel_reported"),
            (peel.Range, "peel_range"),
            (peel.ReportedTest, "peel_reported_test"),
            (peel.Denominators, "peel_denominators"),
            (peel.Differ, "peel_differ"),
            (peel.Trend, "peel_trend_result"),
            (peel.Trends, "peel_trends"),
            (peel.Logistic, "peel_logistic"),
            (peel.MannKendall, "peel_mann_kendall"),
            (peel.ChangePoint, "peel_change_point"),
            (peel.Segment, "peel_segment"),
            (peel.Chart, "peel_chart_result"),
            (peel.ChartColumns, "peel_chart_columns"),
            (peel.Charts, "peel_charts"),
            (peel.FalseAlarm, "peel_false_alarm"),
            (peel.Rule, "peel_rule"),
            (peel.Runs, "peel_runs"),
        ):
            fields = {field for field, _ in _structs.STRUCTS[name]._fields_ if not field.startswith("reserved")}
            ours = set(result._fields) - MORE.get(result.__name__, set())
            self.assertEqual(ours, fields, name)
        fields = {
            field for field, _ in _structs.STRUCTS["peel_look_column"]._fields_ if not field.startswith("example")
        }
        self.assertEqual(set(peel.LookColumn._fields), fields - {"reserved"} | {"examples"})


class Constants(unittest.TestCase):
    def test_lists(self):
        for ours, macro in (
            ({item.value: item.name for item in peel.Status}, "PEEL_STATUSES"),
            ({item.value: item.name for item in peel.Note}, "PEEL_NOTES"),
            ({number: name for name, number in _constants.ENCODINGS.items()}, "PEEL_ENCODINGS"),
            (_constants.COUNTS, "PEEL_COUNTS"),
            (_constants.TALLY_KINDS, "PEEL_TALLY_KINDS"),
            (named(peel.verdict_name, 4), "PEEL_VERDICTS"),
            (named(peel.unit_name, 5), "PEEL_UNITS"),
            (named(peel.convention_name, 4), "PEEL_CONVENTIONS"),
            (named(peel.concept_name, 12, 1), "PEEL_CONCEPTS"),
            (named(peel.better_name, 3), "PEEL_BETTERS"),
            (named(peel.signal_name, 5), "PEEL_SIGNALS"),
            (named(peel.assurance_name, 4), "PEEL_ASSURANCES"),
            (named(peel.rule_set_name, 7, 1), "PEEL_RULE_SETS"),
            (named(peel.answer_name, 5, 1), "PEEL_ANSWERS"),
            (named(peel.measure_name, 4), "PEEL_MEASURES"),
            (named(peel.every_name, 6), "PEEL_EVERIES"),
            (named(peel.missing_name, 4), "PEEL_MISSING_POLICIES"),
            (named(peel.zone_name, 2), "PEEL_ZONES"),
            (named(peel.filter_test_name, 4), "PEEL_FILTER_TESTS"),
            (named(peel.layout_name, 3), "PEEL_LAYOUTS"),
            (named(peel.holds_name, 7), "PEEL_HOLDS"),
            (dict(enumerate(_constants.RULE_COUNTS)), "PEEL_RULE_COUNTS"),
            (dict(enumerate(_constants.RULE_SIDES)), "PEEL_RULE_SIDES"),
            (dict(enumerate(_constants.TIES)), "PEEL_TIES"),
            (dict(enumerate(_constants.FLAGS)), "PEEL_FLAGS"),
            ({bit: name for name, bit in _constants.MARKS.items()}, "PEEL_MARKS"),
        ):
            words = {number: name.lower().replace("_", "-") for number, name in ours.items()}
            self.assertEqual(words, listed(macro), macro)

    def test_methods(self):
        every = {}
        for concept in listed("PEEL_CONCEPTS").values():
            declared = listed(f"PEEL_{concept.upper().replace('-', '_')}_METHODS")
            self.assertEqual({item.number: item.name for item in peel.methods(concept)}, declared, concept)
            every.update(declared)
        self.assertEqual({item.number: item.name for item in peel.methods()}, every)

    def test_bits_of_methods(self):
        declared = {name: int(bit) for name, bit in re.findall(r"PEEL_OFFERS_(\w+) = (\d+)", HEADERS)}
        self.assertEqual({item.name: item.value for item in peel.Offers}, declared)
        self.assertEqual({item.value: item.name.lower() for item in peel.Holds}, listed("PEEL_PROPERTIES"))


if __name__ == "__main__":
    unittest.main()
