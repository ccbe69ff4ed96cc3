"""Periods: the months, quarters, years or days that samples belong to, as whole numbers that keep their distance."""

import ctypes as c
import datetime
import sys
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._constants import Status
from ._library import lib, numbered
from ._sample import Whole, count
from ._status import PeelError, error_in, error_of, integer
from ._words import as_bytes, unit_parse

UNITS = numbered(lib.peel_unit_name)
PERIODS = Whole("a period is a whole number, a text, or a date", "5, or 2024-03", Status.NOT_A_PERIOD)
_FIRST_DAY = datetime.date(1970, 1, 1).toordinal()
_LAST_DAY = datetime.date.max.toordinal()
# The periods of years 1 to 9999, and of none: those that have a text.
_WRITTEN = {
    "none": (0, 999),
    "day": (1 - _FIRST_DAY, _LAST_DAY - _FIRST_DAY),
    "month": (12, 12 * 10000 - 1),
    "quarter": (4, 4 * 10000 - 1),
    "year": (1, 9999),
}


class Period(NamedTuple):
    """A period. unit: "day", "month", "quarter", "year" or "none". period: a whole number that keeps its distance to
    others: days since 1 January 1970, 12 year + month - 1, 4 year + quarter - 1 (of calendar years), the year (or that
    in which a financial year begins), or just a number. str() is its text."""

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
    if not isinstance(text, str):
        raise TypeError(f"text is {text!r} of type {type(text).__name__}: give a period as text, as in '2024-03'")
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
    if status == Status.NOT_A_PERIOD:
        name = UNITS[unit_parse(unit)]
        first, last = _WRITTEN[name]
        raise error_of(status, f'A period of unit "{name}" that has a text is a whole number from {first} to {last}.')
    if status:
        raise error_of(status)
    return text.value.decode()


def from_month(unit: str, month: Any) -> Any:
    """A period of a unit from 12 year + month - 1, alone or in an array."""
    return month if unit == "month" else month // (3 if unit == "quarter" else 12)


def _of_day(day: int, unit: Optional[str], what: str) -> Period:
    """A day as a period of a unit that is asked for, else as it is."""
    if unit not in ("month", "quarter", "year"):
        return Period("day", day)
    if not 1 <= day + _FIRST_DAY <= _LAST_DAY:
        raise error_of(Status.NOT_A_PERIOD, f"{what} is day {day}, which lies in no month of the years 1 to 9999.")
    date = datetime.date.fromordinal(day + _FIRST_DAY)
    return Period(unit, from_month(unit, 12 * date.year + date.month - 1))


def _of_peel(period: Period, what: str, unit: Optional[str]) -> Period:
    """A Period, which somebody may have made by hand."""
    if not isinstance(period.unit, str):
        raise TypeError(f"{what} is {period!r}: a unit is a name, as in 'month'")
    try:
        found = UNITS[unit_parse(period.unit)]
    except PeelError as error:
        raise error_of(error.status, f"{what}: {error.message}") from None
    number = count(period.period, f"{what}.period", PERIODS)
    return _of_day(number, unit, what) if found == "day" else Period(found, number)


def _of_pandas(period: Any, what: str, unit: Optional[str]) -> Period:
    """A period of pandas, whose year and month are those in which it ends."""
    name, _, ends = period.freqstr.partition("-")
    kind = {"M": "month", "Q": "quarter", "A": "year", "Y": "year", "D": "day"}.get(name)
    if kind is None:
        raise TypeError(f"{what} is a period of {period.freqstr}: give months, quarters, years or days")
    if kind == "quarter" and ends not in ("MAR", "JUN", "SEP", "DEC"):
        raise TypeError(f"{what} is a period of {period.freqstr}, no quarter of a calendar year: give months")
    if kind == "day":
        return _of_day(period.ordinal, unit, what)
    month = 12 * period.year + period.month - 1
    return Period(kind, from_month(kind, month - 11 if kind == "year" else month))


def numbers_of_dates(numpy: Any, dates: Any, unit: Optional[str], what: str) -> tuple[str, Any]:
    """The unit and the whole numbers of an array of dates: of their own unit where that is months or years, else days,
    or what is asked for. `what` names an element, with its place for "{}"."""
    kind = {"Y": "year", "M": "month"}.get(numpy.datetime_data(dates.dtype)[0])
    if kind is None:
        kind = unit if unit in ("month", "quarter", "year") else "day"
    try:
        years = dates.astype("datetime64[Y]").astype(numpy.int64) + 1970
    except OverflowError:  # of attoseconds, which make no year
        raise TypeError(f"{what.format(0)} is of {dates.dtype}: give days, months or years") from None
    for row in numpy.flatnonzero(~numpy.isnat(dates) & ((years < 1) | (years > 9999))):
        raise error_of(Status.NOT_A_PERIOD, f"{what.format(row)} is {dates[row]}: give dates of the years 1 to 9999.")
    if kind == "day":
        return kind, dates.astype("datetime64[D]").astype(numpy.int64)
    return kind, from_month(kind, dates.astype("datetime64[M]").astype(numpy.int64) + 12 * 1970)


def period_of(value: Any, what: str, unit: Optional[str]) -> Period:
    """One period of any kind, of the unit that it has itself; days become those of a unit that is asked for."""
    if isinstance(value, str):
        try:
            parsed = period_parse(value)
        except PeelError as error:
            raise error_of(error.status, f"{what}: {error.message}") from None
        return _of_day(parsed.period, unit, what) if parsed.unit == "day" else parsed
    if isinstance(value, Period):
        return _of_peel(value, what, unit)
    if type(value).__name__ == "Period" and hasattr(value, "freqstr"):  # of pandas
        return _of_pandas(value, what, unit)
    if isinstance(value, datetime.date):
        return _of_day(value.toordinal() - _FIRST_DAY, unit, what)
    if type(value).__name__ == "datetime64":
        numpy: Any = sys.modules["numpy"]
        kind, numbers = numbers_of_dates(numpy, numpy.asarray([value]), unit, what)
        return Period(kind, int(numbers[0]))
    return Period(unit or "none", count(value, what, PERIODS))
