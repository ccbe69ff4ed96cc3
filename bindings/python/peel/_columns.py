"""Columns: from lists, arrays, numpy and pandas to memory that the library reads, and room for its answers."""

import ctypes as c
import sys
from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple, Optional

from ._sample import count

Column = Iterable[Any]

_LARGEST = 2**63 - 1


class Memory(NamedTuple):
    """A column in memory: its values, kept for as long as this is; where they begin; whether numpy holds them."""

    values: Any
    address: Optional[int]
    numpy: bool

    @property
    def rows(self) -> int:
        return len(self.values)


def column(values: Column, what: str) -> Memory:
    """A column of counts as 64-bit whole numbers in one piece, without copying where it is that already."""
    # Whoever has an array of numpy has imported it; nobody else shall wait for that.
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(values, "__array__"):
        held = _from_numpy(numpy, values, what)
        return Memory(held, held.ctypes.data, True)
    held = _in_place(values, what)
    if held is None:
        held = _from_items(values, what)
    return Memory(held, c.addressof(held), False)


def _from_numpy(numpy: Any, values: Any, what: str) -> Any:
    if numpy.ma.isMaskedArray(values):
        values = numpy.array(values.tolist(), dtype=object)  # a masked value as None, which is no count
    held = numpy.asarray(values)
    if held.ndim != 1:
        raise TypeError(f"{what} has {held.ndim} dimensions: a column has one")
    kind, size = held.dtype.kind, held.dtype.itemsize
    if kind == "f" and size <= 8:
        wrong = numpy.flatnonzero(~(numpy.isfinite(held) & (held == numpy.floor(held))))
        if wrong.size:
            count(float(held[wrong[0]]), f"{what}[{wrong[0]}]")
        held = numpy.clip(held.astype(numpy.float64), -(2.0**62), 2.0**62)
    elif kind == "u":
        held = numpy.minimum(held.astype(numpy.uint64), numpy.uint64(_LARGEST))
    elif kind in "fO":
        held = numpy.array([count(value, f"{what}[{row}]") for row, value in enumerate(held)], dtype=numpy.int64)
    elif kind != "i":
        raise TypeError(f"{what} is a column of {held.dtype}: counts are whole numbers of cases")
    return numpy.require(held, dtype=numpy.int64, requirements=["C_CONTIGUOUS", "ALIGNED"])


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


def _from_items(values: Any, what: str) -> Any:
    if isinstance(values, (str, bytes, bytearray, dict, set, frozenset)) or not isinstance(values, Iterable):
        raise TypeError(f"{what} is of type {type(values).__name__}: give a column, such as a list of whole numbers")
    items = list(values)
    if set(map(type, items)) - {int} or not -_LARGEST <= min(items, default=0) <= max(items, default=0) <= _LARGEST:
        items = [count(value, f"{what}[{row}]") for row, value in enumerate(items)]
    return _in_place(array("q", items), what)


def columns_out(rows: int, numpy: bool) -> dict[str, Memory]:
    """Room for the answers of so many rows."""
    codes = {"estimate": "d", "lower": "d", "upper": "d", "notes": "I", "status": "i"}
    if numpy:
        arrays = {what: sys.modules["numpy"].empty(rows, dtype=code) for what, code in codes.items()}
        return {what: Memory(held, held.ctypes.data, True) for what, held in arrays.items()}
    plain = {what: array(code, bytes(rows * array(code).itemsize)) for what, code in codes.items()}
    return {what: Memory(held, held.buffer_info()[0], False) for what, held in plain.items()}
