"""Columns: from lists, arrays, numpy and pandas to memory that the library reads, and room for its answers."""

import ctypes as c
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Optional

from ._sample import count

Column = Iterable[Any]

_LARGEST = 2**63 - 1


class Memory(NamedTuple):
    """A column in memory: its values, kept for as long as this is; where they begin; whether numpy holds them; in which
    rows a value was missing."""

    values: Any
    address: Optional[int]
    numpy: bool
    missing: Sequence[int] = ()

    @property
    def rows(self) -> int:
        return len(self.values)


def column(values: Column, what: str, blank: int) -> Memory:
    """A column of counts as 64-bit whole numbers in one piece, without copying where it is that already. `blank` takes
    the place of missing values."""
    # Whoever has an array of numpy has imported it; nobody else shall wait for that.
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(values, "__array__"):
        held, missing = _from_numpy(numpy, values, what, blank)
        return Memory(held, held.ctypes.data, True, missing)
    held, missing = _in_place(values, what), ()
    if held is None:
        held, missing = _from_items(values, what, blank)
    return Memory(held, c.addressof(held), False, missing)


def _is_missing(value: Any) -> bool:
    """None, NaN or the NA of pandas."""
    if value is None or value is getattr(sys.modules.get("pandas"), "NA", None):
        return True
    return hasattr(value, "is_integer") and bool(value != value)


def _from_each(values: Iterable[Any], what: str, blank: int) -> tuple[list[int], list[int]]:
    """The counts one by one, and the rows where one is missing."""
    counts, missing = [], []
    for row, value in enumerate(values):
        if _is_missing(value):
            missing.append(row)
            counts.append(blank)
        else:
            counts.append(count(value, f"{what}[{row}]"))
    return counts, missing


def _from_floats(numpy: Any, held: Any, what: str, blank: int) -> tuple[Any, Sequence[int]]:
    wrong = numpy.flatnonzero(~(numpy.isfinite(held) & (held == numpy.floor(held))))
    absent = numpy.isnan(held[wrong])
    for row in wrong[~absent]:
        count(float(held[row]), f"{what}[{row}]")  # raises
    missing = wrong[absent]
    held = numpy.clip(held.astype(numpy.float64), -(2.0**62), 2.0**62)
    held[missing] = blank
    return held, missing.tolist()


def _from_numpy(numpy: Any, values: Any, what: str, blank: int) -> tuple[Any, Sequence[int]]:
    missing: Sequence[int] = ()
    if numpy.ma.isMaskedArray(values):
        values = numpy.array(values.tolist(), dtype=object)  # a masked value as None
    held = numpy.asarray(values)
    if held.ndim != 1:
        raise TypeError(f"{what} has {held.ndim} dimensions: a column has one")
    kind, size = held.dtype.kind, held.dtype.itemsize
    if kind == "f" and size <= 8:
        held, missing = _from_floats(numpy, held, what, blank)
    elif kind == "u":
        held = numpy.minimum(held.astype(numpy.uint64), numpy.uint64(_LARGEST))
    elif kind in "fO":
        counts, missing = _from_each(held, what, blank)
        held = numpy.array(counts, dtype=numpy.int64)
    elif kind != "i":
        raise TypeError(f"{what} is a column of {held.dtype}: counts are whole numbers of cases")
    return numpy.require(held, dtype=numpy.int64, requirements=["C_CONTIGUOUS", "ALIGNED"]), missing


def _in_place(values: Any, what: str) -> Any:
    """Writable memory of 64-bit whole numbers, such as array.array("q"), as it stands; None for anything else."""
    try:
        view = memoryview(values)
    except TypeError:
        return None
    if view.ndim != 1:
        raise TypeError(f"{what} has {view.ndim} dimensions: a column has one")
    whole = view.format in ("q", "l") and view.itemsize == 8
    if not whole or view.readonly or not view.c_contiguous:
        return None
    return (c.c_int64 * len(view)).from_buffer(view)


def _from_items(values: Any, what: str, blank: int) -> tuple[Any, Sequence[int]]:
    text = isinstance(values, (str, bytes, bytearray)) or (isinstance(values, memoryview) and values.itemsize == 1)
    if text or isinstance(values, (dict, set, frozenset)) or not isinstance(values, Iterable):
        raise TypeError(f"{what} is of type {type(values).__name__}: give a column, such as a list of whole numbers")
    items = list(values)
    missing: Sequence[int] = ()
    if set(map(type, items)) - {int} or not -_LARGEST <= min(items, default=0) <= max(items, default=0) <= _LARGEST:
        items, missing = _from_each(items, what, blank)
    return _in_place(array("q", items), what), missing


def columns_out(rows: int, numpy: bool) -> dict[str, Memory]:
    """Room for the answers of so many rows."""
    codes = {"estimate": "d", "lower": "d", "upper": "d", "notes": "I", "status": "i"}
    if numpy:
        arrays = {what: sys.modules["numpy"].empty(rows, dtype=code) for what, code in codes.items()}
        return {what: Memory(held, held.ctypes.data, True) for what, held in arrays.items()}
    plain = {what: array(code, bytes(rows * array(code).itemsize)) for what, code in codes.items()}
    return {what: Memory(held, held.buffer_info()[0], False) for what, held in plain.items()}
