"""Rules: when do points of a control chart make a signal? A rule is data."""

import ctypes as c
import math
from collections.abc import Iterable
from typing import Any, NamedTuple, Optional, Union

from . import _structs as s
from ._constants import FLAGS, RULE_COUNTS, RULE_SIDES, TIES, Status
from ._library import lib
from ._options import flag, proportion
from ._status import PeelError, error_in, error_of, integer, number32, text_or_none
from ._words import as_bytes, parse, word

_MOST = 32  # rules of a chart: a bit each
_TEXT = 160  # bytes that hold every rule
_EXAMPLE = 'as in "7 beyond 0"'


class Rule(NamedTuple):
    """A rule of a control chart: `needed` points of `of` in a row make a signal.

    counts: what is counted. "beyond": points beyond the zone on their side; zone 0: on a side of the centre. "within":
    points not beyond the zone. "steps": points each of which lies above the one before, or each below it.
    "alternating": points that rise and fall by turns. "longest-run": points on one side, more than run_limits allows.
    "crossings" of the centre, fewer than run_limits wants. needed: 1 to 1,000 points; of steps and alternating from 2;
    of longest-run and crossings 1. of: of so many in a row, up to 1,000; 0: as many as needed; of beyond and within
    alone. side: "one-side" (all above, or all below), "above", "below" or "both-sides". others: True: all `of` points
    lie on that side of the centre, the counted ones and the others. ties: what a point on the centre does, or a step to
    an equal value: "ties-break" ends the run, and no run reaches across it; "ties-pass" is passed over; "ties-count"
    counts where the point before it does, for the same run, and begins none. without_beyond: True: a point beyond the
    limits is not counted. flags: which points of a run become signals: "flag-run" all, "flag-counted" those counted,
    "flag-last" the one that completes it and each further one, "flag-none" none. zone: a share of the way from the
    centre to the limit, 0 to 10: 2/3 is two of three sigmas; beyond is strict. tolerance: two numbers tie where they
    differ by at most this share of the larger, 0 to 0.01.

    A run is complete at every point up to which so many of the last `of` are counted: at the begin of a segment of
    those that there are, with others of all `of` alone. A point in runs of both sides goes with the later run. A point
    on the centre is beyond no zone; without limits a point is neither beyond a zone above 0 nor within it.

    str() is its text, which rule_parse reads back; a text is the easier way to make one.

    >>> print(peel.Rule("beyond", 2, 3, flags="flag-counted", zone=2 / 3))
    2 of 3 beyond 2/3
    """

    counts: str = "beyond"
    needed: int = 1
    of: int = 0
    side: str = "one-side"
    others: bool = False
    ties: str = "ties-break"
    without_beyond: bool = False
    flags: str = "flag-run"
    zone: float = 0.0
    tolerance: float = 1e-12

    def __str__(self) -> str:
        try:
            return rule_text(self)
        except (PeelError, TypeError):  # made by hand, and no rule
            return repr(self)


# A rule, or its text.
RuleLike = Union[Rule, str]
# The name of a set, or the caller's own rules.
Rules = Union[str, Iterable[RuleLike]]


def _number_of(value: Any, words: list[str], what: str) -> int:
    """The number of a word of a list."""
    name = word(value, what).lower().replace("_", "-")
    if name not in words:
        raise error_of(Status.RULE, f'{what} is "{value}": it is {", ".join(words[:-1])} or {words[-1]}.')
    return words.index(name)


def _whole(value: Any, what: str) -> int:
    """A whole number, or the nearest that 32 bits hold, which is refused as well."""
    if isinstance(value, bool):
        raise TypeError(f"{what} is {value!r} of type bool: give a whole number")
    return max(-(2**31), min(integer(value, what), 2**31 - 1))


def _real(value: Any, what: str) -> float:
    try:
        return proportion(value, what, Status.RULE, "give a number, as in 2/3")
    except PeelError:  # no double holds it
        return math.inf


def _struct_of(rule: Any, what: str) -> s.Rule:
    """A rule for the library, from its fields or its text."""
    if isinstance(rule, str):
        return _parsed(rule, "" if what == "rule" else f"{what}: ")
    if not isinstance(rule, Rule):
        raise TypeError(f"{what} is {rule!r} of type {type(rule).__name__}: give a Rule, or its text, {_EXAMPLE}")
    return s.Rule(
        counts=_number_of(rule.counts, RULE_COUNTS, f"{what}.counts"),
        needed=_whole(rule.needed, f"{what}.needed"),
        of=_whole(rule.of, f"{what}.of"),
        side=_number_of(rule.side, RULE_SIDES, f"{what}.side"),
        others=flag(rule.others, f"{what}.others"),
        ties=_number_of(rule.ties, TIES, f"{what}.ties"),
        without_beyond=flag(rule.without_beyond, f"{what}.without_beyond"),
        flags=_number_of(rule.flags, FLAGS, f"{what}.flags"),
        zone=_real(rule.zone, f"{what}.zone"),
        tolerance=_real(rule.tolerance, f"{what}.tolerance"),
    )


def _parsed(text: Any, before: str = "") -> s.Rule:
    if not isinstance(text, str):
        raise TypeError(f"rule is {text!r} of type {type(text).__name__}: give its text, {_EXAMPLE}")
    rule, error = s.Rule(), s.Error()
    if lib.peel_rule_parse(as_bytes(text, "rule"), rule, error):
        raised = error_in(error)
        if before:
            raised = error_of(error.status, before + raised.message, raised.line, raised.column)
        raise raised
    return rule


def _rule_of(rule: s.Rule) -> Rule:
    return Rule(
        RULE_COUNTS[rule.counts],
        rule.needed,
        rule.of,
        RULE_SIDES[rule.side],
        bool(rule.others),
        TIES[rule.ties],
        bool(rule.without_beyond),
        FLAGS[rule.flags],
        rule.zone,
        rule.tolerance,
    )


def _set_of(name: str) -> int:
    """The number of a set, or advice that own rules are a list, even one alone."""
    try:
        return rule_set_parse(name)
    except PeelError as error:
        status, message = error.status, error.message
    try:
        _parsed(name)
    except PeelError:
        raise error_of(status, message) from None
    raise error_of(status, f'rules is "{name}", a rule and no set of them: give a list, as in ["{name}"].')


def rules_of(rules: Optional[Rules], usual: str) -> tuple[int, Any, tuple[Rule, ...]]:
    """Rules for the options of a chart: the number of a set, 0 with own rules; own rules in memory, or None; and what
    the rules are. usual: the set where none was asked for."""
    if rules is None or isinstance(rules, str):
        number = _set_of(usual if rules is None else rules)
        return number, None, tuple(_rules_of_set(number))
    if isinstance(rules, Rule):
        rules = [rules]
    if isinstance(rules, (bytes, dict, set, frozenset)) or not isinstance(rules, Iterable):
        raise TypeError(
            f"rules is of type {type(rules).__name__}: give the name of a set, or a list of rules, {_EXAMPLE}"
        )
    structs = [_struct_of(rule, f"rules[{index}]") for index, rule in enumerate(rules)]
    if not structs:
        raise error_of(Status.RULE, f"rules is empty: give the name of a set, or a list of rules, {_EXAMPLE}.")
    if len(structs) > _MOST:
        raise error_of(Status.RULE, f"A chart has at most {_MOST} rules: {len(structs)} were given.")
    for index, struct in enumerate(structs):
        status = lib.peel_rule_check(struct)
        if status:
            raise error_of(status, f"rules[{index}]: {lib.peel_status_sentence(status).decode()}")
    return 0, (s.Rule * len(structs))(*structs), tuple(map(_rule_of, structs))


def rule_parse(text: str) -> Rule:
    """A rule as people write it: "7 beyond 0" (7 in a row on one side of the centre), "1 beyond 1" (a point beyond a
    limit), "2 of 3 beyond 2/3", "15 within 1/3", "7 steps" (7 points, 6 steps one way), "14 alternating",
    "longest-run", "crossings". After that any of: above, below, both-sides; same-side (Rule.others); ties-break,
    ties-pass, ties-count; without-beyond; flag-run, flag-counted, flag-last, flag-none; tolerance 1e-6.

    longest-run and crossings pass ties over where nothing is said, all others break at them; crossings flags none; the
    others flag the run, but where `of` is more than `needed` the counted points.
    text: words in either case, blanks between them; a zone is a fraction or a decimal.
    Errors: TextError NOT_A_RULE, with advice; ArgumentError RULE for what cannot be.

    >>> rule = peel.rule_parse("2 of 3 beyond 2/3 same-side")
    >>> rule.needed, rule.of, rule.others, rule.flags
    (2, 3, True, 'flag-counted')
    """
    return _rule_of(_parsed(text))


def rule_check(rule: RuleLike) -> None:
    """Can this rule be? Raises the error that says why not.

    rule: a Rule, or its text. Errors: ArgumentError RULE (a field out of its range, or one set that this kind of rule
    has no use for); TextError NOT_A_RULE; TypeError.

    >>> peel.rule_check(peel.Rule("steps", 7))
    """
    status = lib.peel_rule_check(_struct_of(rule, "rule"))
    if status:
        raise error_of(status)


def rule_text(rule: RuleLike) -> str:
    """Writes a rule so that rule_parse reads the same rule back, leaving out what it takes for granted. Errors: as
    rule_check.

    >>> peel.rule_text("7  BEYOND 0.0 above")
    '7 beyond 0 above'
    """
    text = c.create_string_buffer(_TEXT)
    status = lib.peel_rule_text(_struct_of(rule, "rule"), text, len(text))
    if status:
        raise error_of(status)
    return text.value.decode()


def rule_set_name(number: int) -> Optional[str]:
    """The name of a set of rules by its number: "limits", "nhs", "nhs-2023", "western-electric", "nelson" or "anhoej";
    None where none has that number.

    >>> peel.rule_set_name(2)
    'nhs'
    """
    return text_or_none(lib.peel_rule_set_name(number32(number, "set of rules")))


def rule_set_parse(name: str) -> int:
    """The number of a set of rules by its name, in ASCII letters of either case. Errors: ArgumentError RULE_SET, with
    the nearest names.

    >>> peel.rule_set_parse("nelson")
    5
    """
    return parse(lib.peel_rule_set_parse, "rules", name)


def _rules_of_set(number: int) -> list[Rule]:
    rules, found = (s.Rule * _MOST)(), c.c_size_t()
    status = lib.peel_rule_set_get(number, _MOST, rules, found)
    if status:
        raise error_of(status)
    return [_rule_of(rule) for rule in rules[: found.value]]


def rule_set_get(name: str) -> list[Rule]:
    """The rules of a set, in the order of their bits.

    limits: a point beyond a limit. nhs: the same; 7 points rising or falling; 7 on one side of the centre; 2 of 3
    beyond two thirds of the way to a limit, all three on one side, points beyond the limits not counted. nhs-2023: the
    same, and points beyond the limits count (NHS England, Making Data Count). western-electric: 1 beyond 1; 2 of 3
    beyond 2/3; 4 of 5 beyond 1/3; 8 beyond 0 (Western Electric 1956). nelson: eight rules (Nelson 1984, J Qual Technol
    16:237-239). anhoej: longest-run; crossings (Anhoej and Olesen 2014, PLoS One 9:e113825).
    Errors: as rule_set_parse.

    >>> [str(rule) for rule in peel.rule_set_get("western-electric")]
    ['1 beyond 1', '2 of 3 beyond 2/3', '4 of 5 beyond 1/3', '8 beyond 0']
    """
    return _rules_of_set(rule_set_parse(name))


class Runs(NamedTuple):
    """How long runs may be, and how few crossings there may be, by chance.

    useful: points off the centre. longest_run: of them in a row on one side. longest_run_most: more is a signal.
    crossings: of the centre. crossings_least: fewer is a signal.
    """

    useful: int
    longest_run: int
    longest_run_most: int
    crossings: int
    crossings_least: int


def runs_of(runs: s.Runs) -> Runs:
    return Runs(*(getattr(runs, name) for name in Runs._fields))


def run_limits(useful: int) -> Runs:
    """What the rules longest-run and crossings allow for so many points off the centre.

    Formula: longest_run_most = log2(useful) rounded, + 3; crossings_least = the smallest c with P(C <= c) >= 0.05, C
    being binomial of useful - 1 trials at 1/2. With no useful point both are 0. Source: Schilling 2012, Coll Math J
    43:145; Chen 2010, J Stat Plan Inference 140:2117; Anhoej and Olesen 2014, PLoS One 9:e113825.
    useful: 0 to 10,000. Returns Runs, of which longest_run and crossings are 0. Errors: NumberError NEGATIVE; RoomError
    TOO_LARGE; TypeError.

    >>> limits = peel.run_limits(24)
    >>> limits.longest_run_most, limits.crossings_least
    (8, 8)
    """
    number = max(-(2**63), min(integer(useful, "useful"), 2**63 - 1))
    runs = s.Runs()
    status = lib.peel_run_limits(number, runs)
    if status:
        raise error_of(status)
    return runs_of(runs)
