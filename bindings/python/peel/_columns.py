"""Columns: from lists, arrays, numpy and pandas to memory that the library reads, and room for its answers."""

import ctypes as c
import math
import sys
from array import array
from collections.abc import Iterable, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any, NamedTuple, Optional

from ._constants import Status
from ._sample import CASES, NO_NUMBERS, Whole, count, fields_of, is_missing

Column = Iterable[Any]

_LARGEST = 2**63 - 1
_REFUSED = -1  # stands for a missing count, so that the library gives the row NaN and counts it as bad


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


class Columns(NamedTuple):
    """Columns of one length, by their names."""

    columns: dict[str, Memory]
    rows: int

    @property
    def numpy(self) -> bool:
        """Whether numpy holds any of them."""
        return any(held.numpy for held in self.columns.values())

    @property
    def values(self) -> dict[str, Any]:
        return {what: held.values for what, held in self.columns.items()}

    def addresses(self, group: str = "") -> dict[str, Optional[int]]:
        """Where each begins, by the part of its name that follows the name of the group."""
        held = self.columns.items()
        return {what[len(group) :]: memory.address for what, memory in held if what.startswith(group)}


def column(values: Column, what: str, blank: int, whole: Whole = CASES) -> Memory:
    """A column of counts as 64-bit whole numbers in one piece, without copying where it is that already. `blank` takes
    the place of missing values. whole: what they count."""
    # Whoever has an array of numpy has imported it; nobody else shall wait for that.
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(values, "__array__"):
        held, missing = _from_numpy(numpy, values, what, blank, whole)
        return Memory(held, held.ctypes.data, True, missing)
    held, missing = _in_place(values, what), ()
    if held is None:
        held, missing = _from_items(values, what, blank, whole)
    return Memory(held, c.addressof(held), False, missing)


def _from_each(values: Iterable[Any], what: str, blank: int, whole: Whole) -> tuple[list[int], list[int]]:
    """The counts one by one, and the rows where one is missing."""
    counts, missing = [], []
    for row, value in enumerate(values):
        if is_missing(value):
            missing.append(row)
            counts.append(blank)
        else:
            counts.append(count(value, f"{what}[{row}]", whole))
    return counts, missing


def _from_floats(numpy: Any, held: Any, what: str, blank: int, whole: Whole) -> tuple[Any, Sequence[int]]:
    wrong = numpy.flatnonzero(~(numpy.isfinite(held) & (held == numpy.floor(held))))
    absent = numpy.isnan(held[wrong])
    for row in wrong[~absent]:
        count(float(held[row]), f"{what}[{row}]", whole)  # raises
    missing = wrong[absent]
    held = numpy.clip(held.astype(numpy.float64), -(2.0**62), 2.0**62)
    held[missing] = blank
    return held, missing.tolist()


def _from_numpy(numpy: Any, values: Any, what: str, blank: int, whole: Whole) -> tuple[Any, Sequence[int]]:
    missing: Sequence[int] = ()
    if numpy.ma.isMaskedArray(values):
        values = numpy.array(values.tolist(), dtype=object)  # a masked value as None
    held = numpy.asarray(values)
    if held.ndim != 1:
        raise TypeError(f"{what} has {held.ndim} dimensions: a column has one")
    kind, size = held.dtype.kind, held.dtype.itemsize
    if kind == "f" and size <= 8:
        held, missing = _from_floats(numpy, held, what, blank, whole)
    elif kind == "u":
        held = numpy.minimum(held.astype(numpy.uint64), numpy.uint64(_LARGEST))
    elif kind in "fO":
        counts, missing = _from_each(held, what, blank, whole)
        held = numpy.array(counts, dtype=numpy.int64)
    elif kind != "i":
        raise TypeError(f"{what} is a column of {held.dtype}: {whole.words}")
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


def _from_items(values: Any, what: str, blank: int, whole: Whole) -> tuple[Any, Sequence[int]]:
    text = isinstance(values, (str, bytes, bytearray)) or (isinstance(values, memoryview) and values.itemsize == 1)
    if text or isinstance(values, (dict, set, frozenset)) or not isinstance(values, Iterable):
        raise TypeError(f"{what} is of type {type(values).__name__}: give a column, such as a list of whole numbers")
    items = list(values)
    missing: Sequence[int] = ()
    if set(map(type, items)) - {int} or not -_LARGEST <= min(items, default=0) <= max(items, default=0) <= _LARGEST:
        items, missing = _from_each(items, what, blank, whole)
    return _in_place(array("q", items), what), missing


def columns_of(given: dict[str, Any], row: str) -> Columns:
    """The columns that were given; None is none. `row` says what a row is, for columns of unequal length. A missing
    population is not known; any other missing value is marked, see mark_missing."""
    columns = {
        what: column(values, what, 0 if what.endswith("population") else _REFUSED)
        for what, values in given.items()
        if values is not None or not what.endswith("population")
    }
    first, rows = next((what, held.rows) for what, held in columns.items())
    for what, values in columns.items():
        if values.rows != rows:
            raise ValueError(f"{first} has {rows} rows, but {what} has {values.rows}: {row}")
    return Columns(columns, rows)


def values_of(values: Any, what: str = "values") -> "array[float]":
    """Values as doubles; a missing one as NaN."""
    if getattr(getattr(values, "dtype", None), "kind", "") in ("m", "M"):  # of which tolist() makes whole numbers
        raise TypeError(f"{what} is a column of {values.dtype}: give a column of numbers, such as proportions")
    dimensions = getattr(values, "ndim", 1)
    if dimensions != 1:
        raise TypeError(f"{what} has {dimensions} dimensions: a column has one")
    if hasattr(values, "__array__") and hasattr(values, "tolist"):
        values = values.tolist()  # a masked value as None
    if isinstance(values, (str, bytes, dict, set, frozenset)) or not isinstance(values, Iterable):
        raise TypeError(f"{what} is of type {type(values).__name__}: give a column, such as a list of proportions")
    numbers = array("d")
    for row, value in enumerate(values):
        if is_missing(value):
            value = math.nan
        elif type(value).__name__ in NO_NUMBERS or not isinstance(value, (Real, Decimal)):
            raise TypeError(f"{what}[{row}] is {value!r} of type {type(value).__name__}: give a number, as in 0.806")
        try:
            numbers.append(float(value))
        except OverflowError:
            numbers.append(math.inf)
        except ValueError:  # a signalling NaN
            numbers.append(math.nan)
    return numbers


def doubles(values: Any, what: str) -> Memory:
    """A column of values as doubles in one piece, without copying where numpy holds it as that; a missing one as NaN."""
    numpy = sys.modules.get("numpy")
    of_numpy = numpy is not None and hasattr(values, "__array__")
    if numpy is not None and of_numpy and not numpy.ma.isMaskedArray(values):
        held = numpy.asarray(values)
        if held.ndim == 1 and held.dtype.kind in "fiu":
            held = numpy.require(held, dtype=numpy.float64, requirements=["C_CONTIGUOUS", "ALIGNED"])
            return Memory(held, held.ctypes.data, True)
    numbers = values_of(values, what)
    return Memory(numbers, numbers.buffer_info()[0], of_numpy)


def _are_samples(samples: Any) -> bool:
    """Whether this is one sample after the other, which is no column of met and one of assessed. Two samples, or three,
    would pass for columns of two or three rows."""
    if not isinstance(samples, (tuple, list)):
        return False
    if any(fields_of(item) is not None for item in samples):
        return True
    pairs = bool(samples) and all(isinstance(item, tuple) and len(item) in (2, 3) for item in samples)
    return pairs and isinstance(samples, list)


def two_columns_of(before: Any, after: Any) -> Columns:
    """The columns of many pairs of samples: (met, assessed) or (met, assessed, population), or what has columns of
    these names, such as a frame of pandas."""
    given = {}
    for which, samples in (("before", before), ("after", after)):
        parts = fields_of(samples)
        if parts is None and _are_samples(samples):
            raise TypeError(
                f"{which} is a list of samples: give columns, as in ([57, 40], [81, 48]) for all met and all assessed; "
                f"tuple(zip(*samples)) makes them of samples"
            )
        if parts is None and isinstance(samples, (tuple, list)) and 2 <= len(samples) <= 3:
            parts = list(samples)
        if parts is None:
            raise TypeError(f"{which} is of type {type(samples).__name__}: give columns, as in (met, assessed)")
        given.update({f"{which}.{what}": values for what, values in zip(("met", "assessed", "population"), parts)})
    return columns_of(given, "a row is one pair of samples")


def columns_out(numpy: bool, rows: int, **codes: str) -> Columns:
    """Room for the answers of so many rows: each column by its name, with the letter that array.array and numpy have
    for its type."""
    if numpy:
        arrays = {what: sys.modules["numpy"].empty(rows, dtype=code) for what, code in codes.items()}
        return Columns({what: Memory(held, held.ctypes.data, True) for what, held in arrays.items()}, rows)
    plain = {what: array(code, bytes(rows * array(code).itemsize)) for what, code in codes.items()}
    return Columns({what: Memory(held, held.buffer_info()[0], False) for what, held in plain.items()}, rows)


def mark_missing(given: Columns, answers: Columns) -> None:
    """Gives rows in which a count was missing the status that says so. The library refused them as negative."""
    for what, held in given.columns.items():
        if not what.endswith("population"):
            for row in held.missing:
                answers.columns["status"].values[row] = Status.NOT_A_COUNT


def work_of(size: int) -> tuple[Any, int]:
    """Memory in which the library works, aligned as doubles are, and its bytes; NULL for none."""
    return ((c.c_double * -(-size // 8))() if size else None), size
