"""Columns of periods: whole numbers, texts and dates, from lists, numpy and pandas, to memory that the library reads."""

import sys
from array import array
from collections.abc import Iterable
from typing import Any, Optional

from ._columns import Memory, column
from ._constants import Status
from ._period import PERIODS, UNITS, numbers_of_dates, period_of
from ._sample import is_missing
from ._status import error_of
from ._words import unit_parse

# Anything that has a period a row: whole numbers, texts, dates, columns of numpy or pandas.
Periods = Iterable[Any]

_NO_COLUMNS = str, bytes, dict, set, frozenset
_BLANK = 2**62  # stands for a missing period: the library takes none beyond 1e9


def is_missing_or_nat(value: Any) -> bool:
    """As is_missing, or a date of numpy or pandas that is none."""
    return is_missing(value) or (type(value).__name__ in ("NaTType", "datetime64") and bool(value != value))


def _of_each(values: Iterable[Any], what: str, unit: Optional[str]) -> tuple[str, Memory]:
    numbers, missing, first = array("q"), [], None
    for row, value in enumerate(values):
        if is_missing_or_nat(value):
            missing.append(row)
            numbers.append(_BLANK)
            continue
        period = period_of(value, f"{what}[{row}]", unit)
        first = first or (row, period.unit)
        if period.unit != first[1]:
            message = (
                f"{what}[{row}] has the unit {period.unit}, but {what}[{first[0]}] {first[1]}: give all of one unit."
            )
            raise error_of(Status.UNIT, message)
        numbers.append(period.period)
    found = first[1] if first else unit or "none"
    if unit not in (None, found):
        raise error_of(Status.UNIT, f"{what} has the unit {found}, not {unit}: leave the unit out.")
    return found, Memory(numbers, numbers.buffer_info()[0], False, missing)


def _of_dates(numpy: Any, dates: Any, unit: Optional[str]) -> tuple[str, Memory]:
    """An array of dates of numpy."""
    kind, numbers = numbers_of_dates(numpy, dates, unit, "periods[{}]")
    if unit not in (None, kind):
        advice = "give day, month, quarter or year" if kind == "day" else "leave the unit out"
        raise error_of(Status.UNIT, f"periods has the unit {kind}, not {unit}: {advice}.")
    missing = numpy.flatnonzero(numpy.isnat(dates))
    numbers[missing] = _BLANK
    return kind, Memory(numbers, numbers.ctypes.data, True, missing.tolist())


def _is_date(number: int) -> bool:
    """Whether a whole number looks like a month as in 202111, or a day as in 20211130."""
    month = number if number < 10**6 else number // 100
    day = 1 if number < 10**6 else number % 100
    return 190001 <= month <= 210012 and 1 <= month % 100 <= 12 and 1 <= day <= 31


def _refuse_dates_as_numbers(numbers: Memory, unit: str) -> None:
    """Refuses 202111, 202112, 202201 and the like: as numbers, the last two would be 89 apart. No month, quarter or
    year of four digits is as large; of days, only those of six digits may be meant."""
    known = ((row, int(number)) for row, number in enumerate(numbers.values) if number != _BLANK)
    first = next(known, None)
    if first is None or not _is_date(first[1]) or (unit == "day" and first[1] < 10**6):
        return
    if not all(_is_date(number) for _, number in known):
        return
    row, number = first
    text = f"{str(number)[:4]}-{str(number)[4:6]}" + (f"-{number % 100:02}" if number >= 10**6 else "")
    message = (
        f"periods[{row}] is {number}, which looks like a date, and such numbers do not keep their distance over the end "
        f'of a year: write texts, as in "{text}"; or, if it is just a number, give the unit "none".'
    )
    raise error_of(Status.NOT_A_PERIOD, message)


def unmasked(numpy: Any, values: Any) -> Any:
    """What numpy holds as its array, a masked value as none; anything else as it is."""
    if numpy is None or not hasattr(values, "__array__"):
        return values
    if not numpy.ma.isMaskedArray(values):
        return numpy.asarray(values)
    if values.dtype.kind == "M":
        return values.filled(numpy.datetime64("NaT"))
    return numpy.array(values.tolist(), dtype=object)


def periods_of(values: Optional[Periods], rows: int, unit: Optional[str], counted: str = "met") -> tuple[str, Memory]:
    """The unit and the whole numbers of so many periods; None: 1, 2, 3. counted: the column that has so many rows."""
    unit = None if unit is None else UNITS[unit_parse(unit)]
    if values is None:
        values = array("q", range(1, rows + 1))
    numpy: Any = sys.modules.get("numpy")
    held = unmasked(numpy, values)
    kind = getattr(getattr(held, "dtype", None), "kind", "")
    if kind == "M" and held.ndim == 1:
        found, numbers = _of_dates(numpy, held, unit)
    elif kind in ("i", "u", "f") or isinstance(held, (array, memoryview)):
        found, numbers = unit or "none", column(held, "periods", _BLANK, PERIODS)
    elif isinstance(held, _NO_COLUMNS) or not isinstance(held, Iterable) or getattr(held, "ndim", 1) != 1:
        raise TypeError(f"periods is of type {type(values).__name__}: give a column, such as a list of months")
    else:
        held = list(held)
        plain = not set(map(type, held)) - {int}
        found, numbers = (
            (unit or "none", column(held, "periods", _BLANK, PERIODS)) if plain else _of_each(held, "periods", unit)
        )
    if unit != "none":
        _refuse_dates_as_numbers(numbers, found)
    if numbers.rows != rows:
        raise ValueError(f"{counted} has {rows} rows, but periods has {numbers.rows}: a row is one period")
    return found, numbers
