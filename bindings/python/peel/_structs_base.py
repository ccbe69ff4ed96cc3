"""The structs that several concepts share: the error, the sample, the caller's memory, intervals, tests."""

import ctypes as c

from ._layout import fields as _fields


class Error(c.Structure):
    _fields_ = _fields(
        (c.c_int32, "status field"),
        (c.c_int64, "line column"),
        (c.c_char * 64, "name"),
        (c.c_char * 424, "message"),
    )


class Sample(c.Structure):
    _fields_ = _fields((c.c_int64, "met assessed population"))


class Allocator(c.Structure):
    _fields_ = _fields((c.c_void_p, "allocate resize release context"))


class Interval(c.Structure):
    _fields_ = _fields(
        (c.c_double, "estimate lower upper confidence alpha"),
        (c.c_int32, "method side"),
        (c.c_uint32, "notes reserved"),
        (c.c_uint64, "reserved2"),
    )


class Bounds(c.Structure):
    _fields_ = _fields((c.c_int64, "lower upper"))


class Test(c.Structure):
    _fields_ = _fields((c.c_double, "statistic df p_value"), (c.c_int32, "method side"), (c.c_uint32, "notes reserved"))
