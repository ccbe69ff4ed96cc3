"""The structs of case records, field by field as in include/peel/cases_plan.h, cases.h and look.h. Lists are handed
over as addresses."""

import ctypes as c

from ._layout import fields as _fields
from ._structs_base import Allocator, Error, Sample


class Word(c.Structure):
    _fields_ = _fields((c.c_char_p, "word"), (c.c_int32, "answer"), (c.c_uint32, "reserved"))


class TimeLimit(c.Structure):
    _fields_ = _fields((c.c_char_p, "grade"), (c.c_int64, "seconds"))


class Criterion(c.Structure):
    _fields_ = _fields(
        (c.c_char_p, "name column since grade"),
        (c.c_void_p, "words"),
        (c.c_size_t, "words_n"),
        (c.c_void_p, "limits"),
        (c.c_size_t, "limits_n"),
        (c.c_int32, "measure"),
        (c.c_uint32, "reserved"),
    )


class GroupBy(c.Structure):
    _fields_ = _fields((c.c_char_p, "column name"), (c.c_int32, "every"), (c.c_uint32, "reserved"))


class Filter(c.Structure):
    _fields_ = _fields(
        (c.c_char_p, "column"),
        (c.c_void_p, "words"),
        (c.c_size_t, "words_n"),
        (c.c_int32, "test"),
        (c.c_uint32, "reserved"),
    )


class CasesPlan(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "size"),
        (Allocator, "allocator"),
        (c.c_void_p, "by"),
        (c.c_size_t, "by_n"),
        (c.c_void_p, "criteria"),
        (c.c_size_t, "criteria_n"),
        (c.c_void_p, "filters"),
        (c.c_size_t, "filters_n"),
        (c.c_int32, "layout missing zone encoding delimiter serials unknown sorted"),
        (c.c_size_t, "max_field max_fields max_rows max_groups"),
    )


class CaseTally(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "group"),
        (c.c_char_p, "criterion"),
        (Sample, "sample"),
        (c.c_int64, "met not_met not_applicable missing unknown open"),
        (c.c_double, "lowest highest"),
        (c.c_uint64 * 2, "reserved"),
    )


class CaseColumns(c.Structure):
    _fields_ = _fields(
        (c.c_void_p, "sample_met assessed met not_met not_applicable missing unknown open lowest highest")
    )


class CasesSummary(c.Structure):
    _fields_ = _fields(
        (
            c.c_int64,
            "texts rows used filtered set_aside blank_lines repeated_headers groups criteria keys reasons faults",
        ),
        (c.c_int64, "words unknown"),
        (c.c_uint64 * 4, "reserved"),
    )


class CasesReason(c.Structure):
    _fields_ = _fields((c.c_int64, "rows"), (Error, "first"))


class UnknownWord(c.Structure):
    _fields_ = _fields(
        (c.c_char_p, "word criterion"),
        (c.c_int64, "cells line column"),
        (c.c_uint64, "reserved"),
    )


class LookOptions(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "size"),
        (Allocator, "allocator"),
        (c.c_int32, "encoding delimiter"),
        (c.c_size_t, "max_field max_fields max_rows"),
    )


class LookColumn(c.Structure):
    _fields_ = _fields(
        (c.c_char_p, "name"),
        (c.c_int64, "filled blank different"),
        (c.c_int32, "holds example_n"),
        (c.c_char_p * 6, "example"),
        (c.c_int64 * 6, "example_cells"),
        (c.c_int64, "totals_rows"),
        (c.c_int32, "nearly odd"),
    )


class LookSummary(c.Structure):
    _fields_ = _fields(
        (c.c_int64, "rows set_aside blank_lines repeated_headers columns"),
        (c.c_int32, "delimiter layout"),
        (Error, "first"),
        (c.c_int64, "totals_rows"),
        (c.c_uint64 * 3, "reserved"),
    )
