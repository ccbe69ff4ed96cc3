"""The structs of trends, field by field as in include/peel/trend.h. Columns are handed over as addresses."""

import ctypes as c

from ._layout import fields as _fields
from ._structs_base import Interval, Sample, Test


class Point(c.Structure):
    _fields_ = _fields((c.c_int64, "period"), (Sample, "sample"))


class TrendOptions(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "size"),
        (c.c_double, "confidence alpha"),
        (c.c_int32, "method side design unit"),
        (c.c_uint64, "seed"),
        (c.c_int64, "draws"),
        (c.c_double, "power penalty"),
        (c.c_int32, "season"),
        (c.c_uint32, "reserved"),
    )


class TrendResult(c.Structure):
    _fields_ = _fields(
        (c.c_int32, "verdict"),
        (c.c_uint32, "notes"),
        (c.c_int64, "periods span"),
        (Test, "test"),
        (c.c_double, "smallest_p"),
        (Test, "dispersion"),
        (c.c_double, "dispersion_ratio"),
        (Test, "mann_kendall"),
        (Interval, "slope"),
        (c.c_double, "slope_a_year slope_a_year_lower slope_a_year_upper detectable"),
        (Interval, "first last rate"),
        (c.c_uint64 * 4, "reserved"),
    )


class Trends(c.Structure):
    _fields_ = _fields((c.c_void_p, "verdict p_value slope lower upper notes status"))


class Logistic(c.Structure):
    _fields_ = _fields(
        (Interval, "odds_ratio"),
        (c.c_double, "intercept slope error dispersion_ratio"),
        (c.c_uint32, "notes reserved"),
        (c.c_uint64 * 2, "reserved2"),
    )


class MannKendall(c.Structure):
    _fields_ = _fields(
        (Test, "test"),
        (c.c_int64, "s"),
        (c.c_double, "variance tau"),
        (Interval, "slope"),
        (c.c_uint32, "notes reserved"),
        (c.c_uint64, "reserved2"),
    )


class ChangePoint(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "place lower upper"),
        (Test, "test"),
        (c.c_double, "error"),
        (Interval, "before after change"),
        (c.c_uint32, "notes reserved"),
        (c.c_uint64, "reserved2"),
    )


class Segment(c.Structure):
    _fields_ = _fields((c.c_size_t, "first end"), (Sample, "pooled"), (Interval, "rate"), (c.c_uint64 * 2, "reserved"))
