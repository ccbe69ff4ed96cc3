"""What is asked of a control chart: a series, its marks and the options, made ready for the library."""

import ctypes as c
import sys
from array import array
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._columns import Column, values_of, work_of
from ._constants import Status
from ._library import lib
from ._marks import baseline_of, marks_of
from ._options import CHART, chart_options
from ._periods import Periods, periods_of
from ._results import METHODS
from ._rules import Rule, rules_of
from ._series import Series, points_of_values, refuse_missing, series_of
from ._status import PeelError, error_of
from ._words import method_number

# The rules that a kind has where none are asked for; nhs those of all others.
_USUAL = {"run": "anhoej", "g": "limits", "t": "limits", "cusum": "limits", "ewma": "limits"}
_NONE = array("d", [0])
_LARGEST = 1e300  # of a value, either way
_WHOLE = 2.0**53  # of a g chart
_SENTENCES = {
    Status.RATE: "a rate is a proportion from 0 to 1, as 0.806 for 80.6%",
    Status.NOT_FINITE: "give a finite number",
    Status.SIGMAS: "give a number from 0.1 to 10, as in 3",
    Status.RANGE: "give a number {}",
}


def refusal_of_options(status: int, typed: dict[str, Any], values: bool) -> Optional[str]:
    """Which option it is that a status refuses; None where none of them is at fault. values: of values alone."""
    if status == Status.METHOD:
        other = "of samples: use chart" if values else "of values: use chart_values"
        return f'A chart of kind "{typed["kind"]}" is {other}.'
    ends = (
        (Status.RATE, "target", 0, 1, ""),
        (Status.RATE, "accept", 0, 1 - 2**-53, ", above 0 and below 1"),
        (Status.RATE, "reject", 0, 1 - 2**-53, ", above 0 and below 1"),
        (Status.NOT_FINITE, "target", -_LARGEST, _LARGEST, ""),
        (Status.SIGMAS, "sigmas", 0.1, 10, ""),
        (Status.RANGE, "threshold", 0, 1e6, "above 0, up to 1e6"),
        (Status.RANGE, "weight", 0, 1, "above 0, up to 1"),
    )
    for of, name, least, most, words in ends:
        value = typed.get(name)
        if of == status and value is not None and not least <= value <= most:
            sentence = _SENTENCES[of]
            return f"{name} is {value}: {sentence.format(words) if '{' in sentence else sentence + words}."
    if status == Status.RATE and typed.get("kind") == "cusum":
        return "A cusum needs accept and reject, two rates that differ, above 0 and below 1: as in 0.94 and 0.806."
    return None


class Asked(NamedTuple):
    """A question for the library: what it takes before the answers, and who keeps that."""

    arguments: tuple[Any, ...]
    series: Series
    rules: tuple[Rule, ...]
    typed: dict[str, Any]
    values: Any  # None of samples

    def error(self, status: int) -> PeelError:
        """The exception of a status, which says where the fault stands."""
        message = refusal_of_options(status, self.typed, self.values is not None)
        message = message or self._of_values(status) or self._of_rules(status)
        return error_of(status, message) if message else self.series.error(status)

    def _of_values(self, status: int) -> Optional[str]:
        if self.values is None:
            return None
        for row, value in enumerate(self.values):
            if status == Status.NOT_FINITE and not abs(value) <= _LARGEST and value == value:
                return (
                    f"values[{row}] is {value}: give numbers from -{_LARGEST} to {_LARGEST}, None where there is none."
                )
            if status == Status.NEGATIVE and value < 0:
                return f"values[{row}] is {value}: what lies between two failures is 0 or more."
            if status == Status.NOT_WHOLE and value == value and not (value <= _WHOLE and value == int(value)):
                return f"values[{row}] is {value}: a g chart counts cases, whole numbers from 0 to 2**53."
        return None

    def _of_rules(self, status: int) -> Optional[str]:
        """Which of the caller's rules it is, by asking for each alone."""
        options = self.arguments[-3]
        if status != Status.RULE_KIND or not options.rules:
            return None
        function = lib.peel_chart if self.values is None else lib.peel_chart_values
        for index, rule in enumerate(self.rules):
            one = s.ChartOptions.from_buffer_copy(options)
            one.rules, one.rule_count = options.rules + index * c.sizeof(s.Rule), 1
            if function(*self.arguments[:-3], one, *self.arguments[-2:], None, None) == status:
                return f"rules[{index}], {rule}: {lib.peel_status_sentence(status).decode()}"
        return None


def options_of(
    typed: dict[str, Any], baseline: tuple[int, int], unit: str, values: bool
) -> tuple[s.ChartOptions, tuple[Rule, ...]]:
    """The options of a chart, and its rules."""
    kind = METHODS[method_number(CHART, typed["kind"], "kind")]
    rule_set, own, rules = rules_of(typed["rules"], _USUAL.get(kind, "nhs"))
    options = chart_options(typed, baseline, unit, values)
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
