"""Words for numbers and back: designs, sides, units, concepts, methods. And what library is running."""

import ctypes as c
from typing import Any, Optional

from . import _structs as s
from ._library import lib
from ._status import PeelError, error_in, error_of, number32, text_or_none


def word(value: str, what: str) -> str:
    """A name as it was given; TypeError for what is no str."""
    if not isinstance(value, str):
        raise TypeError(f"{what} is {value!r} of type {type(value).__name__}: give its name, a str")
    return value


def as_bytes(value: str, what: str) -> bytes:
    """A name for the library. A byte of value 0 would end it early, and what follows it would go unseen."""
    return word(value, what).replace("\0", "?").encode("utf-8", "replace")


def parse(function: Any, what: str, name: Any) -> int:
    """The number of a word, by one of the library's functions ..._parse; its error offers the nearest words."""
    number = c.c_int32()
    error = s.Error()
    if function(as_bytes(name, what), number, error):
        raise error_in(error)
    return number.value


def design_name(design: int) -> Optional[str]:
    """The name of a design by its number: "random", "quota", "dip" or "census"; None where no design has that number.

    >>> peel.design_name(1)
    'quota'
    """
    return text_or_none(lib.peel_design_name(number32(design, "design")))


def design_parse(name: str) -> int:
    """The number of a design by its name, in ASCII letters of either case.

    random: by chance from all cases. quota: so many of each kind; the interval describes the audited mix. dip: a few
    at will; the interval is withheld. census: every case; there is no sampling error.
    Errors: ArgumentError DESIGN, with the nearest names.

    >>> peel.design_parse("quota")
    1
    """
    return parse(lib.peel_design_parse, "design", name)


def concept_name(number: int) -> Optional[str]:
    """The name of a concept by its number, the hundreds of the numbers of its methods: "rate", "difference", "ratio",
    "odds-ratio", "test", "trend", "paired", "several", "reported", "chart" or "rate-test"; None where no concept has that
    number.

    >>> peel.concept_name(4)
    'odds-ratio'
    """
    return text_or_none(lib.peel_concept_name(number32(number, "concept")))


def concept_parse(name: str) -> int:
    """The number of a concept by its name, in ASCII letters of either case, with - or _ .

    Errors: ArgumentError CONCEPT, with the nearest names.

    >>> peel.concept_parse("odds_ratio")
    4
    """
    return parse(lib.peel_concept_parse, "concept", name)


def method_number(concept: int, name: Any, what: str = "method") -> int:
    """The number of the method of a concept, both as the library numbers them. what: the argument."""
    number = c.c_int32()
    error = s.Error()
    if lib.peel_method_parse(concept, as_bytes(name, what), number, error):
        raise error_in(error)
    return number.value


def method_parse(concept: str, name: str) -> int:
    """The number of a concept's method by its name, as in "clopper-pearson", in ASCII letters of either case, - or _ .

    concept: a name, see concept_name: "wald" is a method of a rate and another one of a difference.
    Errors: ArgumentError CONCEPT or METHOD, with the nearest names of the concept.

    >>> peel.method_parse("rate", "clopper_pearson"), peel.method_parse("rate", "wald")
    (103, 107)
    >>> peel.method_parse("difference", "wald")
    206
    """
    return method_number(concept_parse(concept), name)


def convention_name(convention: int) -> Optional[str]:
    """The name of a convention of which counts stand behind two percentages: "nearest", "every", "possible" or
    "fractional", see reported_differ; None where no convention has that number.

    >>> peel.convention_name(0)
    'nearest'
    """
    return text_or_none(lib.peel_convention_name(number32(convention, "convention")))


def convention_parse(name: str) -> int:
    """The number of a convention by its name, in ASCII letters of either case. Errors: ArgumentError CONVENTION, with
    the nearest names.

    >>> peel.convention_parse("every")
    1
    """
    return parse(lib.peel_convention_parse, "convention", name)


def unit_name(unit: int) -> Optional[str]:
    """The name of a unit of periods by its number: "none", "day", "month", "quarter" or "year"; None where no unit has
    that number.

    >>> peel.unit_name(2)
    'month'
    """
    return text_or_none(lib.peel_unit_name(number32(unit, "unit")))


def unit_parse(name: str) -> int:
    """The number of a unit of periods by its name, in ASCII letters of either case. Errors: ArgumentError UNIT, with
    the nearest names.

    >>> peel.unit_parse("quarter")
    3
    """
    return parse(lib.peel_unit_parse, "unit", name)


def unit_a_year(unit: str) -> float:
    """How many periods of a unit, by its name, a year has: 365.25, 12, 4, 1; NaN for "none". Errors: as unit_parse.

    >>> peel.unit_a_year("quarter")
    4.0
    """
    number: float = lib.peel_unit_a_year(unit_parse(unit))
    return number


def verdict_name(verdict: int) -> Optional[str]:
    """The name of a verdict by its number: "no-evidence", "rising", "falling" or "too-few"; None where no verdict has
    that number.

    no-evidence: the test does not tell it from chance; it may yet be there. too-few: no result of samples of these
    sizes could have been told from chance.

    >>> peel.verdict_name(2)
    'falling'
    """
    return text_or_none(lib.peel_verdict_name(number32(verdict, "verdict")))


def better_name(better: int) -> Optional[str]:
    """The name of the direction that is better by its number: "up", "down" or "neither"; None where none has that number.

    >>> peel.better_name(1)
    'down'
    """
    return text_or_none(lib.peel_better_name(number32(better, "better")))


def better_parse(name: str) -> int:
    """The number of the direction that is better by its name, in ASCII letters of either case. Errors: ArgumentError
    BETTER, with the names.

    >>> peel.better_parse("down")
    1
    """
    try:
        return parse(lib.peel_better_parse, "better", name)
    except PeelError as error:
        words = "up, down or neither"
        raise error_of(error.status, f'better is "{name}": say which way is better, {words}.') from None


def signal_name(signal: int) -> Optional[str]:
    """The name of a signal by its number: "none", "improvement", "concern", "mixed" or "change"; None where no signal
    has that number.

    none: no rule flags the point, though one that flags none may have made a signal. mixed: one rule says improvement,
    another concern. change: flagged, but better is neither, or no rule that flags it has a side.

    >>> peel.signal_name(2)
    'concern'
    """
    return text_or_none(lib.peel_signal_name(number32(signal, "signal")))


def assurance_name(assurance: int) -> Optional[str]:
    """The name of an assurance by its number: "none", "passes", "fails" or "hit-and-miss"; None where no assurance has
    that number.

    Whether the present process meets the target: all limits lie on the better side of it, or on the worse side, or the
    target lies within the limits, or on one, and chance alone decides.

    >>> peel.assurance_name(3)
    'hit-and-miss'
    """
    return text_or_none(lib.peel_assurance_name(number32(assurance, "assurance")))


def side_name(side: int) -> Optional[str]:
    """The name of a side by its number: "two-sided", "lower" or "upper"; None where no side has that number.

    >>> peel.side_name(0)
    'two-sided'
    """
    return text_or_none(lib.peel_side_name(number32(side, "side")))


def side_parse(name: str) -> int:
    """The number of a side by its name, in ASCII letters of either case. A one-sided interval is named by the limit
    that it bounds. Errors: ArgumentError SIDE, with the nearest names.

    >>> peel.side_parse("lower")
    1
    """
    return parse(lib.peel_side_parse, "side", name)


def version() -> str:
    """The version of the library that is running: the same as peel.__version__, or the import would have failed."""
    text: bytes = lib.peel_version()
    return text.decode()


def struct_size(name: str) -> int:
    """The size in bytes of a public struct of the library; 0 for a name that is not a public struct.

    >>> peel.struct_size("peel_sample")
    24
    """
    size: int = lib.peel_struct_size(as_bytes(name, "struct"))
    return size
