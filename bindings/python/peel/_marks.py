"""What the caller marks in a series: rows by their place or their period, excluded points, rebases, a baseline."""

import datetime
import operator
import sys
from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Optional, Union

from ._constants import MARKS, Status
from ._period import Period, period_of
from ._periods import is_missing_or_nat, unmasked
from ._sample import NO_NUMBERS
from ._status import error_of

# A row, counted from 0, or a period.
Place = Union[int, str, Period, datetime.date]
# One of them; several of them; a column of True and False.
Where = Union[Place, Iterable[Any], None]

_FLAGS = "bool", "bool_"  # of Python and numpy
_PLACE = "give a row, counted from 0, or a period"


def _is_one(where: Any) -> bool:
    """Whether this is one row or period, and no list of them."""
    one = isinstance(where, (str, Period, datetime.date)) or hasattr(where, "__index__") or hasattr(where, "freqstr")
    return (one or type(where).__name__ == "datetime64") and not getattr(where, "ndim", 0)


def _list_of(where: Any, what: str) -> list[Any]:
    if where is None:
        return []
    if _is_one(where):
        return [where]
    if isinstance(where, (bytes, dict, set, frozenset)) or not isinstance(where, Iterable):
        raise TypeError(f"{what} is of type {type(where).__name__}: give rows, counted from 0, or periods")
    numpy: Any = sys.modules.get("numpy")
    held: Any = where
    if numpy is not None and hasattr(held, "__array__"):
        if getattr(held, "ndim", 1) != 1:
            raise TypeError(f"{what} has {held.ndim} dimensions: a column has one")
        if numpy.ma.isMaskedArray(held):
            held = unmasked(numpy, held)
    return list(held)


def _is_row(item: Any) -> bool:
    return hasattr(item, "__index__") and type(item).__name__ not in NO_NUMBERS


def _row_of(item: Any, what: str, rows: int) -> int:
    try:
        row = operator.index(item)
    except TypeError:  # an array
        raise TypeError(f"{what} is {item!r} of type {type(item).__name__}: {_PLACE}") from None
    if not 0 <= row < rows:
        raise error_of(Status.INDEX, f"{what} is {row}: rows count from 0, and the last one is {rows - 1}.")
    return row


def _period(item: Any, what: str, unit: str) -> int:
    """The number of a period of the series."""
    if is_missing_or_nat(item):
        raise error_of(Status.NOT_A_PERIOD, f"{what} is missing: {_PLACE}.")
    if isinstance(item, float) or type(item).__name__ in (*NO_NUMBERS, "Decimal"):
        raise TypeError(f"{what} is {item!r} of type {type(item).__name__}: {_PLACE}")
    period = period_of(item, what, unit)
    if period.unit != unit:
        raise error_of(Status.UNIT, f"{what} has the unit {period.unit}, but the series {unit}.")
    return period.period


def _rows_with(wanted: Collection[int], periods: Sequence[int]) -> list[int]:
    """The rows that have one of these periods, in one pass over all of them, however many are wanted."""
    if not wanted:
        return []
    numpy: Any = sys.modules.get("numpy")
    if numpy is not None and isinstance(periods, numpy.ndarray):
        found: list[int] = numpy.flatnonzero(numpy.isin(periods, [*wanted])).tolist()
        return found
    return [row for row, number in enumerate(periods) if number in wanted]


def _refuse_unknown(wanted: dict[int, tuple[str, Any]], found: list[int], periods: Sequence[int]) -> None:
    """Raises for the first period that the series has not. wanted: what names each, and what it was given as."""
    there = {int(periods[row]) for row in found}
    for number, (name, item) in wanted.items():
        if number not in there:
            raise error_of(Status.INDEX, f"{name} is {item}, which is no period of the series.")


def rows_of(where: Where, what: str, periods: Sequence[int], unit: str) -> list[int]:
    """The rows that were named, by their place, their period (of every series that has it) or a column of flags."""
    items, rows = _list_of(where, what), len(periods)
    flags = {kind for kind in set(map(type, items)) if kind.__name__ in _FLAGS}
    one = _is_one(where)
    if flags and not one and not set(map(type, items)) - flags:
        if len(items) != rows:
            raise ValueError(f"{what} has {len(items)} rows, but the series {rows}: give True or False for each row")
        return [row for row, flag in enumerate(items) if flag]
    for place, item in enumerate(items if flags else ()):
        if is_missing_or_nat(item):
            raise error_of(Status.NOT_A_PERIOD, f"{what}[{place}] is missing: give True or False for each row.")
    found: list[int] = []
    wanted: dict[int, tuple[str, Any]] = {}
    read: dict[str, int] = {}  # texts that were met before: a column of many series repeats its months
    for place, item in enumerate(items):
        if type(item) is str and item in read:
            continue
        name = what if one else f"{what}[{place}]"
        if _is_row(item):
            found.append(_row_of(item, name, rows))
            continue
        number = _period(item, name, unit)
        wanted.setdefault(number, (name, item))
        if type(item) is str:
            read[item] = number
    named = _rows_with(wanted.keys(), periods)
    _refuse_unknown(wanted, named, periods)
    return found + named


def row_at(place: Place, periods: Sequence[int], unit: str) -> int:
    """The row of one point of a series: rows as in the marks, and periods."""
    if type(place).__name__ in NO_NUMBERS or not _is_one(place):
        raise TypeError(f"row is of type {type(place).__name__}: {_PLACE}")
    return rows_of(place, "row", periods, unit)[0]


def marks_of(rebase: Where, exclude: Where, periods: Sequence[int], unit: str) -> Optional["array[int]"]:
    """The marks of each point for the library; None where nothing is marked."""
    marks = None
    for where, what, bit in (rebase, "rebase", "rebase"), (exclude, "exclude", "excluded"):
        for row in rows_of(where, what, periods, unit):
            marks = marks or array("I", bytes(4 * len(periods)))
            marks[row] |= MARKS[bit]
    return marks


def _baseline_of_periods(items: list[Any], periods: Sequence[int], unit: str) -> tuple[int, int]:
    """The rows of a first and a last period, both of which the series has."""
    first, last = (_period(item, f"baseline[{place}]", unit) for place, item in enumerate(items))
    if last < first:
        text = f"baseline is {items[0]} to {items[1]}: the last period lies before the first."
        raise error_of(Status.BASELINE, text)
    ends = {number: (f"baseline[{place}]", items[place]) for place, number in ((1, last), (0, first))}
    found = _rows_with(ends.keys(), periods)
    _refuse_unknown(ends, found, periods)
    return found[0], found[-1] + 1


def baseline_of(baseline: Any, periods: Sequence[int], unit: str) -> tuple[int, int]:
    """The first row of a baseline, and the one after its last; twice 0 where none was asked for."""
    if baseline is None:
        return 0, 0
    items = _list_of(baseline, "baseline")
    if len(items) == 2 and not any(map(_is_row, items)):
        return _baseline_of_periods(items, periods, unit)
    if len(items) != 2 or not all(map(_is_row, items)):
        shown = ", ".join(map(repr, items[:3])) + (", ..." if len(items) > 3 else "")
        raise TypeError(f"baseline is ({shown}): give two rows, (first, end), or two periods, (first, last)")
    first, end, rows = operator.index(items[0]), operator.index(items[1]), len(periods)
    if not 0 <= first < end <= rows:
        text = f"baseline is ({first}, {end}): rows count from 0, the second one is after the last, at most {rows}."
        raise error_of(Status.BASELINE, text)
    return first, end
