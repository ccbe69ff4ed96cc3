"""Options as typed, to those of the library. They are kept once made, for every thread: nothing writes to them."""

import ctypes as c
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from numbers import Real
from typing import Any, Callable, Optional

from . import _structs as s
from ._constants import Status
from ._sample import NO_NUMBERS
from ._status import error_of, integer
from ._words import better_parse, design_parse, method_number, side_parse, unit_parse

# The concepts whose methods are typed.
RATE, DIFFERENCE, RATIO, ODDS_RATIO, TEST, TREND, PAIRED, SEVERAL, _, CHART, RATE_TEST = range(1, 12)


def proportion(value: Any, what: str, status: Status, words: str = "give a proportion, as in 0.95") -> float:
    """A number, such as a proportion, as a double; TypeError for what is none, the status for what no double holds."""
    if type(value).__name__ in NO_NUMBERS or not isinstance(value, (Real, Decimal)):
        raise TypeError(f"{what} is {value!r} of type {type(value).__name__}: {words}")
    try:
        return float(value)
    except (OverflowError, ValueError):  # a signalling NaN is the latter
        raise error_of(status) from None


def level(value: Any, what: str, status: Status, *words: str) -> float:
    """A typed number for options in which 0 would mean that it was not typed, as None means here."""
    if value is None:
        return 0.0
    number = proportion(value, what, status, *words)
    if number == 0:
        raise error_of(status)
    return number


def two_numbers(values: Any, what: str, status: Status, words: str) -> tuple[float, float]:
    """Two typed numbers as doubles; TypeError for what is not two of them."""
    no_pair = isinstance(values, (str, bytes, dict, set, frozenset)) or not isinstance(values, Iterable)
    numbers = [] if no_pair else list(values)
    if len(numbers) != 2:
        raise TypeError(f"{what} is {values!r}: {words}")
    first, second = (proportion(number, f"{what}[{place}]", status, words) for place, number in enumerate(numbers))
    return first, second


def prior_of(prior: Any) -> tuple[float, float]:
    """A typed prior. In options two zeros would mean that none was typed."""
    met, failed = two_numbers(prior, "prior", Status.PRIOR, "give two numbers, met and failed, as in (1, 1)")
    if met == failed == 0:
        raise error_of(Status.PRIOR)
    return met, failed


def whole(value: Any, what: str, status: Status, largest: int = 2**63 - 1) -> int:
    """A typed whole number for options in which 0 would mean that it was not typed, as None means here."""
    if value is None:
        return 0
    number = integer(value, what)
    if not 0 < number <= largest:
        raise error_of(status)
    return number


def levels(confidence: Any, alpha: Any) -> dict[str, float]:
    """Confidence or alpha, whichever was typed."""
    if confidence is not None and alpha is not None:
        raise error_of(Status.CONFIDENCE_AND_ALPHA)
    return {
        "confidence": level(confidence, "confidence", Status.CONFIDENCE),
        "alpha": level(alpha, "alpha", Status.ALPHA),
    }


def alpha_of(options: Any) -> float:
    """The level of options, as the library has it."""
    alpha: float = options.alpha or 1 - (options.confidence or 0.95)
    return alpha


def confidence_of(options: Any) -> float:
    """The confidence of options, likewise."""
    confidence: float = options.confidence or (1 - options.alpha if options.alpha else 0.95)
    return confidence


def _method(concept: int, name: Any, what: str = "method") -> int:
    """The number of a method; 0, which is the concept's first, where none was asked for."""
    return 0 if name is None else method_number(concept, name, what)


def flag(value: Any, what: str) -> int:
    """True or False, of Python or numpy, as the library has them; TypeError for anything else."""
    if type(value).__name__ not in ("bool", "bool_"):
        raise TypeError(f"{what} is {value!r} of type {type(value).__name__}: give True or False")
    return int(value)


def seed_of(seed: Any) -> int:
    """A seed of random draws."""
    number = integer(seed, "seed")
    if not 0 <= number < 2**64:
        raise ValueError(f"seed is {number}: a seed is a whole number from 0 to 2**64 - 1")
    return number


def _kept(make: Callable[..., Any]) -> Callable[..., Any]:
    """Keeps what was made for options that were typed before."""
    keeping = lru_cache(maxsize=256, typed=True)(make)

    def made(*typed: Any) -> Any:
        try:
            return keeping(*typed)
        except TypeError:  # a list, say, of which nothing can be kept
            pass
        return make(*typed)  # says which option it is

    return made


@_kept
def rate_options(
    method: str,
    confidence: Any,
    alpha: Any,
    side: str,
    design: str,
    prior: Optional[tuple[float, float]] = None,
    concept: int = RATE,
) -> s.RateOptions:
    """The options of a rate, or of a test of one. prior: as prior_of gives it; None: not typed."""
    met, failed = prior or (0.0, 0.0)
    return s.RateOptions(
        size=c.sizeof(s.RateOptions),
        **levels(confidence, alpha),
        method=method_number(concept, method),
        side=side_parse(side),
        design=design_parse(design),
        prior_met=met,
        prior_failed=failed,
    )


@_kept
def compare_options(
    concept: int, method: Any, confidence: Any, alpha: Any, side: str, design: str, test: Any = None
) -> s.CompareOptions:
    """The options of a comparison, with a method of a concept, or None."""
    return s.CompareOptions(
        size=c.sizeof(s.CompareOptions),
        **levels(confidence, alpha),
        method=_method(concept, method),
        side=side_parse(side),
        design=design_parse(design),
        test=_method(TEST, test, "test"),
    )


@_kept
def trend_options(
    method: Any,
    confidence: Any,
    alpha: Any,
    side: str,
    design: str,
    unit: str,
    seed: Any = 0,
    draws: Any = None,
    power: Any = None,
    penalty: Any = None,
    season: Any = None,
) -> s.TrendOptions:
    """The options of a trend, with a method or None."""
    return s.TrendOptions(
        size=c.sizeof(s.TrendOptions),
        **levels(confidence, alpha),
        method=_method(TREND, method),
        side=side_parse(side),
        design=design_parse(design),
        unit=unit_parse(unit),
        seed=seed_of(seed),
        draws=whole(draws, "draws", Status.DRAWS),
        power=level(power, "power", Status.POWER),
        penalty=level(penalty, "penalty", Status.PENALTY),
        season=whole(season, "season", Status.SEASON, 2**31 - 1),
    )


_NUMBER = "give a number"


def chart_options(typed: dict[str, Any], baseline: tuple[int, int], unit: str, values: bool) -> s.ChartOptions:
    """The options of a chart, but for its rules. typed: by their names. values: whether the chart is of values."""
    target = typed["target"]
    status = Status.NOT_FINITE if values else Status.RATE
    words = (_NUMBER,) if values else ()
    return s.ChartOptions(
        size=c.sizeof(s.ChartOptions),
        **levels(typed["confidence"], typed["alpha"]),
        sigmas=level(typed["sigmas"], "sigmas", Status.SIGMAS, "give a number, as in 3"),
        kind=_method(CHART, typed["kind"], "kind"),
        better=better_parse(typed["better"]),
        design=design_parse(typed["design"]),
        unit=unit_parse(unit),
        screening=flag(typed["screening"], "screening"),
        floor=flag(typed.get("floor", False), "floor"),
        one_sided=flag(typed.get("one_sided", False), "one_sided"),
        has_target=int(target is not None),
        baseline_first=baseline[0],
        baseline_end=baseline[1],
        target=0.0 if target is None else proportion(target, "target", status, *words),
        accept=level(typed.get("accept"), "accept", Status.RATE),
        reject=level(typed.get("reject"), "reject", Status.RATE),
        threshold=level(typed.get("threshold"), "threshold", Status.RANGE, "give a number, as in 5.9"),
        weight=level(typed.get("weight"), "weight", Status.RANGE, "give a number, as in 0.2"),
        seed=seed_of(typed.get("seed", 0)),
        draws=whole(typed.get("draws"), "draws", Status.DRAWS),
    )
