"""The structs of control charts, field by field as in include/peel/rules.h and chart.h."""

import ctypes as c

from ._layout import fields as _fields


class Rule(c.Structure):
    _fields_ = _fields(
        (c.c_int32, "counts needed of side others ties without_beyond flags"),
        (c.c_double, "zone tolerance"),
        (c.c_uint64 * 2, "reserved"),
    )


class Runs(c.Structure):
    _fields_ = _fields(
        (c.c_int64, "useful longest_run longest_run_most crossings crossings_least"),
        (c.c_uint64, "reserved"),
    )


class ChartOptions(c.Structure):
    _fields_ = _fields(
        (c.c_size_t, "size"),
        (c.c_double, "confidence alpha sigmas"),
        (c.c_int32, "kind better design unit rule_set screening floor one_sided has_target"),
        (c.c_uint32, "reserved"),
        (c.c_void_p, "rules"),
        (c.c_size_t, "rule_count baseline_first baseline_end"),
        (c.c_double, "target accept reject threshold weight"),
        (c.c_uint64, "seed"),
        (c.c_int64, "draws"),
    )


class ChartColumns(c.Structure):
    _fields_ = _fields(
        (c.c_void_p, "value centre lower upper other score rules upward runs complete signal segment notes")
    )


class ChartResult(c.Structure):
    _fields_ = _fields(
        (c.c_int32, "kind variation assurance"),
        (c.c_uint32, "notes rules reserved"),
        (c.c_int64, "points signals segments"),
        (c.c_size_t, "first last"),
        (c.c_double, "centre lower upper scatter reach"),
        (Runs, "runs"),
        (c.c_uint64 * 4, "reserved2"),
    )


class Charts(c.Structure):
    _fields_ = _fields((c.c_void_p, "variation assurance signals rules centre notes status"))


class FalseAlarm(c.Structure):
    _fields_ = _fields(
        (c.c_double, "rate error"),
        (c.c_int64, "draws"),
        (c.c_uint32, "notes reserved"),
        (c.c_uint64, "reserved2"),
    )
