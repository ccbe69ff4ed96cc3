"""What the caller marks in a series: rows by their place or their period, excluded points, rebases, a baseline."""

import datetime
import operator
import sys
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Optional, Union

from ._constants import MARKS, Status
from ._period import Period, period_of
from ._periods import is_missing_or_nat
from ._sample import NO_NUMBERS
from ._status import error_of

# A row, counted from 0, or a period; several of them; a column of True and False.
Where = Union[int, str, Period, datetime.date, Iterable[Any], None]

_FLAGS = "bool", "bool_"  # of Python and numpy


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
        if numpy.ma.isMaskedArray(held):
            held = held.astype(object).filled(None)
        elif getattr(held, "ndim", 1) != 1:
            raise TypeError(f"{what} has {held.ndim} dimensions: a column has one")
    return list(held)


def _row_of(item: Any, what: str, rows: int) -> Optional[int]:
    """The row that a whole number is; None for anything else."""
    if not hasattr(item, "__index__") or type(item).__name__ in NO_NUMBERS:
        return None
    row = operator.index(item)
    if not 0 <= row < rows:
        raise error_of(Status.INDEX, f"{what} is {row}: rows count from 0, and the last one is {rows - 1}.")
    return row


def _period(item: Any, what: str, unit: str) -> int:
    """The number of a period of the series."""
    if is_missing_or_nat(item):
        raise error_of(Status.NOT_A_PERIOD, f"{what} is missing: give a row, counted from 0, or a period.")
    if isinstance(item, float) or type(item).__name__ in (*NO_NUMBERS, "Decimal"):
        raise TypeError(f"{what} is {item!r} of type {type(item).__name__}: give a row, counted from 0, or a period")
    period = period_of(item, what, unit)
    if period.unit != unit:
        raise error_of(Status.UNIT, f"{what} has the unit {period.unit}, but the series {unit}.")
    return period.period


def rows_of(where: Where, what: str, periods: Sequence[int], unit: str) -> list[int]:
    """The rows that were named, by their place, their period (of every series that has it) or a column of flags."""
    items, rows = _list_of(where, what), len(periods)
    if items and all(type(item).__name__ in _FLAGS for item in items):
        if len(items) != rows:
            raise ValueError(f"{what} has {len(items)} rows, but the series {rows}: give True or False for each row")
        return [row for row, flag in enumerate(items) if flag]
    found: list[int] = []
    for place, item in enumerate(items):
        name = what if _is_one(where) else f"{what}[{place}]"
        row = _row_of(item, name, rows)
        if row is not None:
            found.append(row)
            continue
        period = _period(item, name, unit)
        named = [row for row, number in enumerate(periods) if number == period]
        if not named:
            raise error_of(Status.INDEX, f"{name} is {item}, which is no period of the series.")
        found += named
    return found


def marks_of(rebase: Where, exclude: Where, periods: Sequence[int], unit: str) -> Optional["array[int]"]:
    """The marks of each point for the library; None where nothing is marked."""
    marks = None
    for where, what, bit in (rebase, "rebase", "rebase"), (exclude, "exclude", "excluded"):
        for row in rows_of(where, what, periods, unit):
            marks = marks or array("I", bytes(4 * len(periods)))
            marks[row] |= MARKS[bit]
    return marks


def baseline_of(baseline: Any, periods: Sequence[int], unit: str) -> tuple[int, int]:
    """The first row of a baseline, and the one after its last; twice 0 where none was asked for."""
    if baseline is None:
        return 0, 0
    words = f"baseline is {baseline!r}: give two rows, (first, end), or two periods, (first, last)"
    if isinstance(baseline, (str, bytes)) or not isinstance(baseline, Sequence) or len(baseline) != 2:
        raise TypeError(words)
    whole = [hasattr(item, "__index__") and type(item).__name__ not in NO_NUMBERS for item in baseline]
    if not any(whole):
        start, last = (_period(item, f"baseline[{place}]", unit) for place, item in enumerate(baseline))
        within = [row for row, number in enumerate(periods) if start <= number <= last]
        if not within:
            text = f"baseline is {baseline[0]} to {baseline[1]}: the series has no such periods."
            raise error_of(Status.BASELINE, text)
        return within[0], within[-1] + 1
    if not all(whole):
        raise TypeError(words)
    first, end, rows = operator.index(baseline[0]), operator.index(baseline[1]), len(periods)
    if not 0 <= first < end <= rows:
        text = f"baseline is ({first}, {end}): rows count from 0, the second one is after the last, at most {rows}."
        raise error_of(Status.BASELINE, text)
    return first, end
