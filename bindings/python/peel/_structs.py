"""The public structs of libpeel, field by field as in include/peel/*.h. Columns are handed over as addresses."""

import ctypes as c
from typing import Any


class Sample(c.Structure):
    _fields_ = [("met", c.c_int64), ("assessed", c.c_int64), ("population", c.c_int64)]


class Samples(c.Structure):
    _fields_ = [("met", c.c_void_p), ("assessed", c.c_void_p), ("population", c.c_void_p)]


class RateOptions(c.Structure):
    _fields_ = [
        ("size", c.c_size_t),
        ("confidence", c.c_double),
        ("alpha", c.c_double),
        ("method", c.c_int32),
        ("side", c.c_int32),
        ("design", c.c_int32),
        ("reserved", c.c_uint32),
    ]


class Interval(c.Structure):
    _fields_ = [
        ("estimate", c.c_double),
        ("lower", c.c_double),
        ("upper", c.c_double),
        ("confidence", c.c_double),
        ("alpha", c.c_double),
        ("method", c.c_int32),
        ("side", c.c_int32),
        ("notes", c.c_uint32),
        ("reserved", c.c_uint32),
        ("reserved2", c.c_uint64),
    ]


class Intervals(c.Structure):
    _fields_ = [
        ("estimate", c.c_void_p),
        ("lower", c.c_void_p),
        ("upper", c.c_void_p),
        ("notes", c.c_void_p),
        ("status", c.c_void_p),
    ]


class Bounds(c.Structure):
    _fields_ = [("lower", c.c_int64), ("upper", c.c_int64)]


class Test(c.Structure):
    _fields_ = [
        ("statistic", c.c_double),
        ("df", c.c_double),
        ("p_value", c.c_double),
        ("method", c.c_int32),
        ("side", c.c_int32),
        ("notes", c.c_uint32),
        ("reserved", c.c_uint32),
    ]


class Method(c.Structure):
    _fields_ = [
        ("number", c.c_int32),
        ("offers", c.c_uint32),
        ("holds", c.c_uint32),
        ("reserved", c.c_uint32),
        ("name", c.c_char_p),
        ("title", c.c_char_p),
        ("citation", c.c_char_p),
        ("when", c.c_char_p),
    ]


class Error(c.Structure):
    _fields_ = [
        ("status", c.c_int32),
        ("field", c.c_int32),
        ("line", c.c_int64),
        ("column", c.c_int64),
        ("name", c.c_char * 64),
        ("message", c.c_char * 424),
    ]


class Allocator(c.Structure):
    _fields_ = [
        ("allocate", c.c_void_p),
        ("resize", c.c_void_p),
        ("release", c.c_void_p),
        ("context", c.c_void_p),
    ]


class TallyOptions(c.Structure):
    _fields_ = [
        ("size", c.c_size_t),
        ("allocator", Allocator),
        ("encoding", c.c_int32),
        ("reserved", c.c_uint32),
        ("max_field", c.c_size_t),
        ("max_fields", c.c_size_t),
        ("max_rows", c.c_size_t),
    ]


class Tally(c.Structure):
    _fields_ = [
        ("line", c.c_int64),
        ("sample", Sample),
        ("kind", c.c_int32),
        ("counts", c.c_int32),
        ("target", c.c_double),
        ("criterion", c.c_char_p),
        ("area", c.c_char_p),
        ("force", c.c_char_p),
        ("period", c.c_char_p),
        ("reported", c.c_char_p),
        ("note", c.c_char_p),
        ("reserved", c.c_uint64 * 2),
    ]


class TallySummary(c.Structure):
    _fields_ = [
        ("rows", c.c_int64),
        ("samples", c.c_int64),
        ("reported", c.c_int64),
        ("unmeasured", c.c_int64),
        ("set_aside", c.c_int64),
        ("blank_lines", c.c_int64),
        ("reserved", c.c_uint64 * 2),
    ]


# Every public struct by its name in C, so that the sizes can be compared with those of the library that was loaded.
STRUCTS: dict[str, type[Any]] = {
    "peel_allocator": Allocator,
    "peel_bounds": Bounds,
    "peel_error": Error,
    "peel_interval": Interval,
    "peel_intervals": Intervals,
    "peel_method": Method,
    "peel_rate_options": RateOptions,
    "peel_sample": Sample,
    "peel_samples": Samples,
    "peel_tally": Tally,
    "peel_tally_options": TallyOptions,
    "peel_tally_summary": TallySummary,
    "peel_test": Test,
}
