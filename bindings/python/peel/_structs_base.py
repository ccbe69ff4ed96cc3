"""The structs that several concepts share: the error, the sample, the caller's memory."""

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
