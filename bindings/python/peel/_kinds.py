"""The kinds of charts: which options go with which, and in what words an option is refused."""

import ctypes as c
import math
from typing import Any, Optional

from . import _structs as s
from ._columns import work_of
from ._constants import Offers, Status
from ._library import lib
from ._methods import methods
from ._options import CHART
from ._results import METHODS
from ._rules import Rule
from ._status import PeelError, error_of
from ._words import method_number

_KINDS = {method.name: method.offers for method in methods("chart")}
_WITH_LIMITS = {*_KINDS} - {"run", "cusum"}
# Options that only some kinds have a use for, and those kinds in words.
_USES: dict[str, tuple[set[str], str]] = {
    **dict.fromkeys(("accept", "reject", "threshold", "one_sided"), ({"cusum"}, 'kind "cusum"')),
    "weight": ({"ewma"}, 'kind "ewma"'),
    "floor": ({"laney"}, 'kind "laney"'),
    "screening": ({"xmr", "laney"}, 'kind "xmr" or "laney"'),
    **dict.fromkeys(("sigmas", "confidence", "alpha"), (_WITH_LIMITS, "kinds whose limits it sets")),
    "target": ({*_KINDS} - {"cusum"}, "kinds that chart rates or values"),
}
LARGEST = 1e300  # of a value, either way
_LEAST = math.ulp(0)
_BELOW_ONE = 1 - 2**-53
_SENTENCES = {
    Status.RATE: "a rate is a proportion from 0 to 1, as in 0.806 for 80.6%",
    Status.NOT_FINITE: "give a finite number",
    Status.SIGMAS: "give a number from 0.1 to 10, as in 3",
    Status.RANGE: "give a number {}",
}
# Status, option, least, most, words.
_ENDS = (
    (Status.RATE, "target", 0, 1, ""),
    (Status.RATE, "accept", _LEAST, _BELOW_ONE, ", above 0 and below 1"),
    (Status.RATE, "reject", _LEAST, _BELOW_ONE, ", above 0 and below 1"),
    (Status.NOT_FINITE, "target", -LARGEST, LARGEST, ""),
    (Status.SIGMAS, "sigmas", 0.1, 10, ""),
    (Status.RANGE, "threshold", _LEAST, 1e6, "above 0, up to 1e6"),
    (Status.RANGE, "weight", _LEAST, 1, "above 0, up to 1"),
)


def kind_of(name: Any, values: bool) -> str:
    """The kind of a chart by its name, as the library writes it. values: of values alone."""
    offered = Offers.VALUES if values else Offers.SAMPLES
    other = "of samples: use chart" if values else "of values: use chart_values"
    try:
        kind = METHODS[method_number(CHART, name, "kind")]
    except PeelError as error:
        kinds = ", ".join(kind for kind, offers in _KINDS.items() if offers & offered)
        raise error_of(error.status, f'There is no kind "{name}" of such a chart. There are: {kinds}.') from None
    if not _KINDS[kind] & offered:
        raise error_of(Status.METHOD, f'A chart of kind "{kind}" is {other}.')
    return kind


def chart_rule_set(kind: str) -> str:
    """The name of the rules by which a kind of chart is judged where none are asked for: "nhs", of a run chart "anhoej",
    of cusum and ewma "limits".

    kind: a name, see methods("chart"). Errors: ArgumentError METHOD, with the nearest names.

    >>> peel.chart_rule_set("run")
    'anhoej'
    """
    name: bytes = lib.peel_rule_set_name(lib.peel_chart_rule_set(method_number(CHART, kind, "kind")))
    return name.decode()


def refuse_unused(kind: str, typed: dict[str, Any]) -> None:
    """Raises for an option that was typed and has no use in a chart of this kind."""
    for option, (kinds, words) in _USES.items():
        value = typed.get(option)
        if value is not None and value is not False and kind not in kinds:
            raise error_of(Status.METHOD, f'{option} goes with {words}, not with kind "{kind}".')


def _number(value: Any) -> float:
    """A typed number as the library would see it; an infinite one where no double holds it."""
    try:
        return float(value)
    except OverflowError:
        return math.inf
    except ValueError:  # a signalling NaN
        return math.nan


def refusal_of_options(status: int, typed: dict[str, Any]) -> Optional[str]:
    """Which option it is that a status refuses, of a chart of typed["kind"]; None where none of them is at fault."""
    for of, name, least, most, words in _ENDS:
        value = typed.get(name)
        if of != status or value is None:
            continue
        number = _number(value)
        if not least <= number <= most:
            sentence = _SENTENCES[of]
            shown = value if math.isfinite(number) else number
            return f"{name} is {shown}: {sentence.format(words) if '{' in sentence else sentence + words}."
    if status == Status.RATE and typed["kind"] == "cusum":
        return "A cusum needs accept and reject, two rates that differ, above 0 and below 1: as in 0.94 and 0.806."
    return None


def refusal_of_rules(status: int, options: s.ChartOptions, rules: tuple[Rule, ...], values: bool) -> Optional[str]:
    """Which of the caller's own rules it is that does not go with the kind, by asking for each alone of one point."""
    if status != Status.RULE_KIND or not options.rules:
        return None
    work = work_of(lib.peel_chart_work_size(1))
    point, value = s.Point(1, s.Sample(1, 2, 0)), c.c_double(1)
    for index, rule in enumerate(rules):
        one = s.ChartOptions.from_buffer_copy(options)
        one.rules, one.rule_count = options.rules + index * c.sizeof(s.Rule), 1
        one.baseline_first = one.baseline_end = 0
        if values:
            answer = lib.peel_chart_values(1, None, value, None, one, *work, None, None)
        else:
            answer = lib.peel_chart(1, point, None, one, *work, None, None)
        if answer == status:
            return f"rules[{index}], {rule}: {lib.peel_status_sentence(status).decode()}"
    return None
