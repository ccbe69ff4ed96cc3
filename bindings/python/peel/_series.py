"""Series: samples in time order, from lists, numpy and pandas to points of the library; and the place of a fault."""

import ctypes as c
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._columns import Column, Columns, Memory, columns_of, work_of
from ._constants import Status
from ._library import lib
from ._period import Period
from ._periods import Periods, is_missing_or_nat, periods_of
from ._status import PeelError, error_of

_FURTHEST = 10**9  # |period|
_ROW = "a row is one period"


class Series(NamedTuple):
    """A series for the library: its points, how many there are, the unit of their periods, and these in memory; whether
    numpy holds any of it."""

    points: Any
    rows: int
    unit: str
    periods: Any = ()
    numpy: bool = False

    def work_size(self) -> int:
        """How many bytes the library needs to work."""
        size: int = lib.peel_trend_work_size(self.rows, self.points)
        return size

    def work(self) -> tuple[Any, int]:
        """Memory in which the library works, and its bytes."""
        return work_of(self.work_size())

    def error(self, status: int) -> PeelError:
        """The exception of a status, which says where the fault stands."""
        for row in range(self.rows):
            point = self.points[row]
            before = self.points[row - 1].period if row else -(2**63)
            if (
                status == lib.peel_sample_check(point.sample)
                or (status == Status.CENSUS_INCOMPLETE and point.sample.assessed < point.sample.population)
                or (status == Status.RANGE and abs(point.period) > _FURTHEST)
                or (status == Status.PERIOD_REPEATED and point.period == before)
                or (status == Status.PERIOD_ORDER and point.period < before)
            ):
                sentence = lib.peel_status_sentence(status).decode()
                if status == Status.RANGE:  # a status of more than one use
                    sentence = f"A period is a whole number from -{_FURTHEST} to {_FURTHEST}."
                return error_of(status, f"row {row} ({self._text(row)}): {sentence}")
        return error_of(status)

    def _text(self, row: int) -> str:
        number = self.points[row].period
        try:
            return f"period {Period(self.unit, number)}"
        except PeelError:
            return f"period {number}"


def _columns(met: Column, assessed: Column, population: Optional[Column]) -> Columns:
    return columns_of({"met": met, "assessed": assessed, "population": population}, _ROW)


def points_of(given: Columns, periods: Any) -> Any:
    """Points for the library from columns: four whole numbers each, one after the other."""
    rows = given.rows
    numbers = array("q", bytes(32 * max(rows, 1)))
    numbers[0 : 4 * rows : 4] = array("q", periods)
    for place, what in enumerate(("met", "assessed", "population"), 1):
        if what in given.columns:
            numbers[place : 4 * rows : 4] = array("q", given.values[what])
    return (s.Point * max(rows, 1)).from_buffer(numbers)


def points_of_values(periods: Memory, rows: int) -> Any:
    """Points that have their place in time alone, so that Series.error can say which is out of order."""
    return points_of(Columns({}, rows), periods.values)


def refuse_missing(held: Memory, what: str, status: Status) -> None:
    """Raises the status for the first missing value of a column."""
    for row in held.missing:
        raise error_of(status, f"{what}[{row}] is missing: leave the row out, and the period keeps its place in time.")


def series_of(
    met: Column,
    assessed: Column,
    periods: Optional[Periods],
    population: Optional[Column],
    unit: Optional[str],
) -> Series:
    """One series. A missing count or period is refused: a period without figures is left out, and keeps its place."""
    given = _columns(met, assessed, population)
    found, numbers = periods_of(periods, given.rows, unit)
    for what in "met", "assessed":
        refuse_missing(given.columns[what], what, Status.NOT_A_COUNT)
    refuse_missing(numbers, "periods", Status.NOT_A_PERIOD)
    return Series(points_of(given, numbers.values), given.rows, found, numbers.values, given.numpy or numbers.numpy)


class ManySeries(NamedTuple):
    """Many series in columns for the library: the names of the series, and where each starts."""

    given: Columns
    periods: Memory
    unit: str
    names: list[Any]
    start: Any

    @property
    def longest(self) -> int:
        return max((end - first for first, end in zip(self.start, self.start[1:])), default=0)

    def of_row(self, row: int) -> int:
        """The series to which a row belongs."""
        return bisect_right(self.start, row) - 1

    def mark_missing(self, statuses: Any) -> None:
        """Gives series in which a count or a period is missing the status that says so."""
        for what, held in (*self.given.columns.items(), ("periods", self.periods)):
            if what != "population":
                for row in held.missing:
                    statuses[self.of_row(row)] = Status.NOT_A_PERIOD if what == "periods" else Status.NOT_A_COUNT

    def one(self, index: int) -> Series:
        """One of the series."""
        first, end = self.start[index], self.start[index + 1]
        columns = {what: held._replace(values=held.values[first:end]) for what, held in self.given.columns.items()}
        points = points_of(Columns(columns, end - first), self.periods.values[first:end])
        return Series(points, end - first, self.unit)


def _labels(series: Any) -> tuple[Any, Any]:
    """A column of names, one after the other; and, where numpy can compare them all at once, as its array."""
    if isinstance(series, (str, bytes, dict, set, frozenset)) or not isinstance(series, Iterable):
        raise TypeError(f"series is of type {type(series).__name__}: give a column with a name for each row")
    numpy: Any = sys.modules.get("numpy")
    if numpy is None or not hasattr(series, "__array__"):
        return list(series), None
    dimensions = getattr(series, "ndim", 1)
    if dimensions != 1:
        raise TypeError(f"series has {dimensions} dimensions: a column has one")
    for row in numpy.flatnonzero(numpy.ma.getmaskarray(series)) if numpy.ma.isMaskedArray(series) else ():
        raise ValueError(f"series[{row}] is missing: each row belongs to a series")
    held = numpy.asarray(series)
    return (held, held) if held.ndim == 1 and held.dtype.kind in "iuUS" else (list(series), None)


def _starts(series: Iterable[Any]) -> tuple[list[Any], list[int], int]:
    """The names of series, the rows where each begins, and how many rows there are."""
    labels, held = _labels(series)
    rows = len(labels)
    start: Any = range(rows)
    if held is not None:
        start = [*range(min(1, len(held))), *((held[1:] != held[:-1]).nonzero()[0] + 1).tolist()]
        labels = dict(zip(start, held[start].tolist()))
    seen: dict[Any, int] = {}  # and where each begins
    name: Any = None
    for row in start:
        label = labels[row]
        if type(label) is not str and is_missing_or_nat(label):
            raise ValueError(f"series[{row}] is missing: each row belongs to a series")
        try:
            if row and label == name:
                continue
            again = label in seen
        except (TypeError, ValueError, ArithmeticError):
            kind = type(label).__name__
            raise TypeError(f"series[{row}] is {label!r} of type {kind}: give names, such as texts") from None
        if again:
            raise ValueError(f"series[{row}] is {label!r} again: sort the rows, so that each series stands together")
        name, seen[label] = label, row
    return list(seen), list(seen.values()), rows


def many_series_of(
    series: Iterable[Any],
    met: Column,
    assessed: Column,
    periods: Optional[Periods],
    population: Optional[Column],
    unit: Optional[str],
) -> ManySeries:
    """Many series: the rows of one stand together, and have its name in the column `series`."""
    given = _columns(met, assessed, population)
    names, start, rows = _starts(series)
    if rows != given.rows:
        raise ValueError(f"met has {given.rows} rows, but series has {rows}: {_ROW}")
    ends = (c.c_size_t * (len(start) + 1))(*start, rows)
    if periods is None:
        periods = array("q", [number for first, end in zip(ends, ends[1:]) for number in range(1, end - first + 1)])
    found, numbers = periods_of(periods, rows, unit)
    return ManySeries(given, numbers, found, names, ends)
