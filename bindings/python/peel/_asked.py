"""What is asked of a control chart: a series, its marks and the options, made ready for the library."""

import ctypes as c
import sys
from array import array
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._columns import Column, values_of, work_of
from ._constants import Status
from ._kinds import LARGEST, chart_rule_set, kind_of, refusal_of_options, refusal_of_rules, refuse_unused
from ._library import lib
from ._marks import baseline_of, marks_of
from ._options import chart_options
from ._periods import Periods, periods_of
from ._rules import Rule, rules_of
from ._series import Series, points_of_values, refuse_missing, series_of
from ._status import PeelError, error_of

_NONE = array("d", [0])
_WHOLE = 2.0**53  # of a g chart


class Asked(NamedTuple):
    """A question for the library: what it takes before the answers, and who keeps that."""

    arguments: tuple[Any, ...]
    series: Series
    rules: tuple[Rule, ...]
    typed: dict[str, Any]
    values: Any  # None of samples

    def error(self, status: int) -> PeelError:
        """The exception of a status, which says where the fault stands."""
        if status == Status.TOO_FEW_SAMPLES:
            return error_of(status, "The series has no rows: a chart takes one or more.")
        values = self.values is not None
        message = refusal_of_options(status, self.typed) or self._of_values(status)
        message = message or refusal_of_rules(status, self.arguments[-3], self.rules, values)
        return error_of(status, message) if message else self.series.error(status)

    def _of_values(self, status: int) -> Optional[str]:
        if self.values is None:
            return None
        for row, value in enumerate(self.values):
            if status == Status.NOT_FINITE and not abs(value) <= LARGEST and value == value:
                return f"values[{row}] is {value}: give numbers from -{LARGEST} to {LARGEST}, None where there is none."
            if status == Status.NEGATIVE and value < 0:
                return f"values[{row}] is {value}: what lies between two failures is 0 or more."
            if status == Status.NOT_WHOLE and value == value and not (value <= _WHOLE and value == int(value)):
                return f"values[{row}] is {value}: a g chart counts cases, whole numbers from 0 to 2**53."
        return None


def options_of(
    typed: dict[str, Any], baseline: tuple[int, int], unit: str, values: bool
) -> tuple[s.ChartOptions, tuple[Rule, ...]]:
    """The options of a chart, and its rules. The kind as typed becomes the name that the library has."""
    typed["kind"] = kind = kind_of(typed["kind"], values)
    refuse_unused(kind, typed)
    rule_set, own, rules = rules_of(typed["rules"], chart_rule_set(kind))
    try:
        options = chart_options(typed, baseline, unit, values)
    except PeelError as error:
        raise error_of(error.status, refusal_of_options(error.status, typed) or error.message) from None
    options.rule_set = rule_set
    if own is not None:  # kept for as long as the options are
        options.rules, options.rule_count, options.kept = c.addressof(own), len(rules), own
    return options, rules


def _ready(typed: dict[str, Any], series: Series, values: Any, *begin: Any) -> Asked:
    """begin: what the library takes before marks and options."""
    baseline = baseline_of(typed["baseline"], series.periods, series.unit)
    options, rules = options_of(typed, baseline, series.unit, values is not None)
    marks = marks_of(typed["rebase"], typed["exclude"], series.periods, series.unit)
    marked = None if marks is None else (c.c_uint32 * len(marks)).from_buffer(marks)
    work = work_of(lib.peel_chart_work_size(series.rows))
    return Asked((series.rows, *begin, marked, options, *work), series, rules, typed, values)


def ask_samples(
    met: Column, assessed: Column, periods: Optional[Periods], population: Optional[Column], typed: dict[str, Any]
) -> Asked:
    """A question about samples. typed: the options by their names."""
    series = series_of(met, assessed, periods, population, typed["unit"])
    return _ready(typed, series, None, series.points)


def ask_values(values: Column, periods: Optional[Periods], typed: dict[str, Any]) -> Asked:
    """A question about values. typed: the options by their names."""
    numbers = values_of(values)
    rows = len(numbers)
    unit, dates = periods_of(periods, rows, typed["unit"], "values")
    refuse_missing(dates, "periods", Status.NOT_A_PERIOD)
    numpy = dates.numpy or ("numpy" in sys.modules and hasattr(values, "__array__"))
    series = Series(points_of_values(dates, rows), rows, unit, dates.values, numpy)
    period, value = (c.c_int64 * max(rows, 1))(*dates.values), (c.c_double * max(rows, 1)).from_buffer(numbers or _NONE)
    return _ready(typed, series, numbers, period, value)
