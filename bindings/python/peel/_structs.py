"""The public structs of libpeel, field by field as in include/peel/*.h. Columns are handed over as addresses."""

import ctypes as c
from typing import Any

from ._layout import fields as _fields
from ._structs_base import Allocator as Allocator
from ._structs_base import Bounds as Bounds
from ._structs_base import Error as Error
from ._structs_base import Interval as Interval
from ._structs_base import Sample as Sample
from ._structs_base import Test as Test
from ._structs_cases import CaseColumns as CaseColumns
from ._structs_cases import CasesPlan as CasesPlan
from ._structs_cases import CasesReason as CasesReason
from ._structs_cases import CasesSummary as CasesSummary
from ._structs_cases import CaseTally as CaseTally
from ._structs_cases import Criterion as Criterion
from ._structs_cases import Filter as Filter
from ._structs_cases import GroupBy as GroupBy
from ._structs_cases import LookColumn as LookColumn
from ._structs_cases import LookOptions as LookOptions
from ._structs_cases import LookSummary as LookSummary
from ._structs_cases import TimeLimit as TimeLimit
from ._structs_cases import UnknownWord as UnknownWord
from ._structs_cases import Word as Word
from ._structs_chart import ChartColumns as ChartColumns
from ._structs_chart import ChartOptions as ChartOptions
from ._structs_chart import ChartResult as ChartResult
from ._structs_chart import Charts as Charts
from ._structs_chart import FalseAlarm as FalseAlarm
from ._structs_chart import Rule as Rule
from ._structs_chart import Runs as Runs
from ._structs_trend import ChangePoint as ChangePoint
from ._structs_trend import Logistic as Logistic
from ._structs_trend import MannKendall as MannKendall
from ._structs_trend import Point as Point
from ._structs_trend import Segment as Segment
from ._structs_trend import TrendOptions as TrendOptions
from ._structs_trend import TrendResult as TrendResult
from ._structs_trend import Trends as Trends


class Samples(c.Structure):
    _fields_ = _fields((c.c_void_p, "met assessed population"))


class Intervals(c.Structure):
    _fields_ = _fields((c.c_void_p, "estimate lower upper notes status"))


class Tests(c.Structure):
    _fields_ = _fields((c.c_void_p, "statistic p_value notes status"))


class Method(c.Structure):
    _fields_ = _fields(
        (c.c_int32, "number"),
        (c.c_uint32, "offers holds reserved"),
        (c.c_char_p, "name title citation when"),
    )


class RateOptions(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "size"),
        (c.c_double, "confidence alpha"),
        (c.c_int32, "method side design"),
        (c.c_uint32, "reserved"),
        (c.c_double, "prior_met prior_failed"),
    )


class BoundsColumns(c.Structure):
    _fields_ = _fields((c.c_void_p, "lower upper status"))


class Coverage(c.Structure):
    _fields_ = _fields((c.c_double, "rate coverage below above length"), (c.c_uint64 * 3, "reserved"))


class WorstCoverage(c.Structure):
    _fields_ = _fields((c.c_double, "rate coverage mean length short_of"), (c.c_uint64 * 3, "reserved"))


class TallyOptions(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "size"),
        (Allocator, "allocator"),
        (c.c_int32, "encoding"),
        (c.c_uint32, "reserved"),
        (c.c_size_t, "max_field max_fields max_rows"),
    )


class Tally(c.Structure):
    _fields_ = _fields(
        (c.c_int64, "line"),
        (Sample, "sample"),
        (c.c_int32, "kind counts"),
        (c.c_double, "target"),
        (c.c_char_p, "criterion area force period reported note"),
        (c.c_uint64 * 2, "reserved"),
    )


class TallySummary(c.Structure):
    _fields_ = _fields(
        (c.c_int64, "rows samples reported unmeasured set_aside blank_lines"),
        (c.c_uint64 * 2, "reserved"),
    )


class CompareOptions(c.Structure):
    _fields_ = _fields((c.c_size_t, "size"), (c.c_double, "confidence alpha"), (c.c_int32, "method side design test"))


class Comparison(c.Structure):
    _fields_ = _fields(
        (Interval, "before after change"),
        (Test, "test"),
        (c.c_double, "smallest_p"),
        (c.c_int32, "verdict"),
        (c.c_uint32, "notes"),
        (c.c_uint64 * 2, "reserved"),
    )


class Margin(c.Structure):
    _fields_ = _fields(
        (Interval, "change"),
        (c.c_double, "p_lower p_upper p_value"),
        (c.c_int32, "shown"),
        (c.c_uint32, "notes"),
        (c.c_uint64 * 2, "reserved"),
    )


class Paired(c.Structure):
    _fields_ = _fields((c.c_int64, "both lost gained neither"))


class Several(c.Structure):
    _fields_ = _fields(
        (Test, "homogeneity"),
        (Sample, "pooled"),
        (Interval, "rate"),
        (c.c_int32, "agree"),
        (c.c_uint32, "notes"),
        (c.c_int64, "used"),
        (c.c_uint64 * 2, "reserved"),
    )


class Pair(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "first second"),
        (Interval, "change"),
        (Test, "test"),
        (c.c_double, "adjusted"),
        (c.c_uint64, "reserved"),
    )


class Reported(c.Structure):
    _fields_ = _fields((c.c_int64, "figure plus_minus"), (c.c_int32, "decimals plus_minus_decimals"))


class Range(c.Structure):
    _fields_ = _fields((c.c_double, "lower estimate upper"))


class Denominators(c.Structure):
    _fields_ = _fields((c.c_int64, "possible impossible pairs first"), (c.c_uint64, "reserved"))


class ReportedTest(c.Structure):
    _fields_ = _fields(
        (Interval, "change"),
        (Test, "test"),
        (Range, "statistic p_value"),
        (c.c_int32, "verdict"),
        (c.c_uint32, "notes"),
        (c.c_uint64 * 2, "reserved"),
    )


class DifferOptions(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "size"),
        (c.c_double, "confidence alpha"),
        (c.c_int32, "test convention"),
        (c.c_int64, "largest"),
    )


class Differ(c.Structure):
    _fields_ = _fields(
        (c.c_int64, "first always largest possible"),
        (c.c_double, "alpha"),
        (c.c_int32, "test convention"),
        (c.c_uint32, "notes reserved"),
        (c.c_uint64, "reserved2"),
    )


# Every public struct by its name in C, so that the sizes can be compared with those of the library that was loaded.
STRUCTS: dict[str, type[Any]] = {
    "peel_allocator": Allocator,
    "peel_bounds": Bounds,
    "peel_bounds_columns": BoundsColumns,
    "peel_case_columns": CaseColumns,
    "peel_case_tally": CaseTally,
    "peel_cases_plan": CasesPlan,
    "peel_cases_reason": CasesReason,
    "peel_cases_summary": CasesSummary,
    "peel_change_point": ChangePoint,
    "peel_chart_columns": ChartColumns,
    "peel_chart_options": ChartOptions,
    "peel_chart_result": ChartResult,
    "peel_charts": Charts,
    "peel_compare_options": CompareOptions,
    "peel_comparison": Comparison,
    "peel_coverage": Coverage,
    "peel_criterion": Criterion,
    "peel_denominators": Denominators,
    "peel_differ": Differ,
    "peel_differ_options": DifferOptions,
    "peel_error": Error,
    "peel_false_alarm": FalseAlarm,
    "peel_filter": Filter,
    "peel_group_by": GroupBy,
    "peel_interval": Interval,
    "peel_intervals": Intervals,
    "peel_logistic": Logistic,
    "peel_look_column": LookColumn,
    "peel_look_options": LookOptions,
    "peel_look_summary": LookSummary,
    "peel_mann_kendall": MannKendall,
    "peel_margin": Margin,
    "peel_method": Method,
    "peel_pair": Pair,
    "peel_paired": Paired,
    "peel_point": Point,
    "peel_range": Range,
    "peel_rate_options": RateOptions,
    "peel_reported": Reported,
    "peel_reported_test": ReportedTest,
    "peel_rule": Rule,
    "peel_runs": Runs,
    "peel_sample": Sample,
    "peel_samples": Samples,
    "peel_segment": Segment,
    "peel_several": Several,
    "peel_tally": Tally,
    "peel_tally_options": TallyOptions,
    "peel_tally_summary": TallySummary,
    "peel_test": Test,
    "peel_tests": Tests,
    "peel_time_limit": TimeLimit,
    "peel_trend_options": TrendOptions,
    "peel_trend_result": TrendResult,
    "peel_trends": Trends,
    "peel_unknown_word": UnknownWord,
    "peel_word": Word,
    "peel_worst_coverage": WorstCoverage,
}
