"""Periods: the months, quarters, years or days that samples belong to, as whole numbers that keep their distance."""

import ctypes as c
import datetime
import sys
from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._columns import Memory, column, is_missing
from ._constants import Status
from ._library import lib, numbered
from ._sample import count
from ._status import PeelError, error_in, error_of, integer
from ._words import as_bytes, unit_parse

# Anything that has a period a row: whole numbers, texts, dates, columns of numpy or pandas.
Periods = Iterable[Any]

UNITS = numbered(lib.peel_unit_name)
_FIRST_DAY = datetime.date(1970, 1, 1).toordinal()
_NO_COLUMNS = str, bytes, dict, set, frozenset
_BLANK = 2**62  # stands for a missing period: the library takes none beyond 1e9


class Period(NamedTuple):
    """A period. unit: "day", "month", "quarter", "year" or "none". period: a whole number that keeps its distance to
    others: days since 1 January 1970, 12 year + month - 1, 4 year + quarter - 1 (of calendar years), the year (or that
    in
    which a financial year begins), or just a number. str() is its text."""

    unit: str
    period: int

    def __str__(self) -> str:
        return period_text(self.unit, self.period)


def period_parse(text: str) -> Period:
    """Reads a period: "2024-03", "2024-3", "Mar 2024", "March 2024", "Mar-2024", "Mar-24", "03/2024" (months);
    "2024 Q1", "2024-Q1", "2024Q1", "Q1 2024", "Q1-2024" (quarters of calendar years); "2024", "2023/24", "2023-24",
    "2023/2024", "2023-2024" (years); "2024-03-31", "31/03/2024" (days, the day before the month); "7" and "period 7"
    (none; up to 3 digits).

    text: blanks around it are ignored; English month names, whole or of three letters (and Sept), in either case. A
    month's year of two digits, as in "Mar-24", is one of 2000 to 2099. "2023-24" is a financial year, for there is no
    month 24; "2011-12" may be either and is refused, "2011/12" is a financial year.
    Errors: TextError NOT_A_PERIOD, with advice.

    >>> peel.period_parse("Mar 2024")
    Period(unit='month', period=24290)
    >>> print(peel.period_parse("Q1 2024"))
    2024 Q1
    """
    unit, number, error = c.c_int32(), c.c_int64(), s.Error()
    if lib.peel_period_parse(as_bytes(text, "text"), unit, number, error):
        raise error_in(error)
    return Period(UNITS[unit.value], number.value)


def period_text(unit: str, period: int) -> str:
    """Writes a period as a text that period_parse reads back: "2024-03", "2024 Q1", "2024", "2024-03-31", "7"; the
    months that could be a financial year as in "Dec 2011".

    unit: a name, see Period. period: years from 1 to 9999 (of unit "none": 0 to 999).
    Errors: ArgumentError UNIT, with the nearest names; TextError NOT_A_PERIOD for a period out of range.

    >>> peel.period_text("month", 24290)
    '2024-03'
    """
    text = c.create_string_buffer(32)
    number = max(-(2**63), min(integer(period, "period"), 2**63 - 1))
    status = lib.peel_period_text(unit_parse(unit), number, text, len(text))
    if status:
        raise error_of(status)
    return text.value.decode()


def _from_month(unit: str, month: Any) -> Any:
    """A period of a unit from 12 year + month - 1, alone or in an array."""
    return month if unit == "month" else month // (3 if unit == "quarter" else 12)


def _of_date(date: datetime.date, unit: Optional[str]) -> Period:
    if unit in ("month", "quarter", "year"):
        return Period(unit, _from_month(unit, 12 * date.year + date.month - 1))
    return Period("day", date.toordinal() - _FIRST_DAY)


def _of_pandas(period: Any, what: str, unit: Optional[str]) -> Period:
    kind = {"M": "month", "Q": "quarter", "A": "year", "Y": "year", "D": "day"}.get(period.freqstr.split("-")[0])
    if kind is None:
        raise TypeError(f"{what} is a period of {period.freqstr}: give months, quarters, years or days")
    return _of_date(period.start_time.date(), unit if kind == "day" else kind)


def _of_any(value: Any, what: str, unit: Optional[str]) -> Period:
    """One period of any kind, of the unit that it has itself; days become those of a unit that is asked for."""
    if isinstance(value, str):
        try:
            parsed = period_parse(value)
        except PeelError as error:
            raise error_of(error.status, f"{what}: {error.message}") from None
        if parsed.unit == "day":
            return _of_date(datetime.date.fromordinal(parsed.period + _FIRST_DAY), unit)
        return parsed
    if type(value).__name__ == "Period" and hasattr(value, "start_time"):  # of pandas, whose Timestamp warns of freqstr
        return _of_pandas(value, what, unit)
    if isinstance(value, datetime.date):
        return _of_date(value.date() if isinstance(value, datetime.datetime) else value, unit)
    if type(value).__name__ == "datetime64":
        return _of_date(value.astype("datetime64[D]").item(), unit)
    return Period(unit or "none", count(value, what))


def _is_missing(value: Any) -> bool:
    """As is_missing, or a date of numpy or pandas that is none."""
    return is_missing(value) or (type(value).__name__ in ("NaTType", "datetime64") and bool(value != value))


def _of_each(values: Iterable[Any], what: str, unit: Optional[str]) -> tuple[str, Memory]:
    numbers, missing, first = array("q"), [], None
    for row, value in enumerate(values):
        if _is_missing(value):
            missing.append(row)
            numbers.append(_BLANK)
            continue
        period = _of_any(value, f"{what}[{row}]", unit)
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
    """Dates of numpy: of their own unit where that is months or years, else days or what is asked for."""
    kind = {"Y": "year", "M": "month"}.get(numpy.datetime_data(dates.dtype)[0], unit or "day")
    if unit not in (None, kind):
        raise error_of(Status.UNIT, f"the periods have the unit {kind}, not {unit}: leave the unit out.")
    if kind in ("month", "quarter", "year"):
        numbers = _from_month(kind, dates.astype("datetime64[M]").astype(numpy.int64) + 12 * 1970)
    elif kind == "day":
        numbers = dates.astype("datetime64[D]").astype(numpy.int64)
    else:
        raise error_of(Status.UNIT, f"dates have the unit day, not {unit}: give day, month, quarter or year.")
    missing = numpy.flatnonzero(numpy.isnat(dates))
    numbers[missing] = _BLANK
    return kind, Memory(numbers, numbers.ctypes.data, True, missing.tolist())


def _held(numpy: Any, values: Any) -> Any:
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
    held = _held(numpy, values)
    kind = getattr(getattr(held, "dtype", None), "kind", "")
    if kind == "M" and held.ndim == 1:
        found, numbers = _of_dates(numpy, held, unit)
    elif kind in ("i", "u", "f") or isinstance(held, (array, memoryview)):
        found, numbers = unit or "none", column(held, "periods", _BLANK)
    elif isinstance(held, _NO_COLUMNS) or not isinstance(held, Iterable) or getattr(held, "ndim", 1) != 1:
        raise TypeError(f"periods is of type {type(values).__name__}: give a column, such as a list of months")
    else:
        held = list(held)
        plain = not set(map(type, held)) - {int}
        found, numbers = (unit or "none", column(held, "periods", _BLANK)) if plain else _of_each(held, "periods", unit)
    if numbers.rows != rows:
        raise ValueError(f"{counted} has {rows} rows, but periods has {numbers.rows}: a row is one period")
    return found, numbers
