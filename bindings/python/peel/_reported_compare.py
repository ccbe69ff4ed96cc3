"""Printed percentages, compared: with each other, with a counted sample; and the denominators that they can have."""

import ctypes as c
from array import array
from collections.abc import Iterable
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._constants import Note, Status
from ._library import lib, numbered
from ._options import TEST, compare_options, levels, whole
from ._reported import Range, Reported, ReportedLike, range_of, struct_of_reported
from ._results import METHODS, NOTES, VERDICTS, Interval, Test, interval_of, test_of
from ._sample import SampleLike, count, struct_of
from ._status import error_of
from ._words import convention_parse, method_number

_CONVENTIONS = numbered(lib.peel_convention_name)


class ReportedTest(NamedTuple):
    """A comparison with a printed percentage.

    change: after - before, an Interval of scale "difference"; limits NaN where the figures do not tell. test: at the
    printed figures; its df is NaN. statistic: z, with the range that rounding leaves; NaN where the test has none.
    p_value: likewise; its upper end is what the verdict goes by. verdict: "rising" or "falling" only where all of the
    range has p <= alpha, else "no-evidence" or "too-few". notes: of the parts together.
    """

    change: Interval
    test: Test
    statistic: Range
    p_value: Range
    verdict: str
    notes: Note


def _test(answer: s.ReportedTest) -> ReportedTest:
    return ReportedTest(
        interval_of(answer.change, "difference"),
        test_of(answer.test, answer.change.alpha),
        range_of(answer.statistic),
        range_of(answer.p_value),
        VERDICTS[answer.verdict],
        NOTES[answer.notes],
    )


def reported_compare(
    before: ReportedLike,
    after: ReportedLike,
    *,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
) -> ReportedTest:
    """Do two percentages that were printed with +/- differ?

    Formula: z = (p2 - p1) / sqrt(s1^2 + s2^2), s = h / z(confidence), with the range that the rounding of all four
    figures leaves; the change's limits are p2 - p1 -+ sqrt(h1^2 + h2^2), cut at -1 and 1, at the printed figures. Both
    +/- are two-sided, whatever the side of the test; a one-sided limit takes z of its own side.

    before, after: with +/-, as reported() gives them or as texts. confidence, alpha: of both +/- and of the test. side:
    as in rate.
    Errors: those of reported; NumberError REPORTED, DENOMINATOR_NEEDED (a figure without +/-: see reported_differ),
    PLUS_MINUS (0% or 100%); ArgumentError for confidence, alpha or side.
    Notes: CLIPPED.

    >>> test = peel.reported_compare("75.8 +/- 1.94", "87.8 +/- 1.66")
    >>> test.verdict, [round(z, 2) for z in test.statistic]
    ('rising', [9.11, 9.21, 9.31])
    """
    options = compare_options(0, None, confidence, alpha, side, "random")
    answer = s.ReportedTest()
    figures = struct_of_reported(before), struct_of_reported(after)
    status = lib.peel_reported_compare(*figures, options, answer)
    if status == Status.DENOMINATOR_NEEDED:
        which = "after" if figures[0].plus_minus else "before"
        message = f"{which} has no +/-: reported_differ says from how many cases on two bare percentages differ."
        raise error_of(status, message)
    if status:
        raise error_of(status)
    return _test(answer)


def reported_against(
    before: ReportedLike,
    after: SampleLike,
    *,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> ReportedTest:
    """Does a counted sample differ from a percentage that was printed before?

    Formula: without +/-, the exact binomial test (two-sided by likelihood, relative tolerance 1e-7) of every rate in
    the rounding interval; p_value.estimate is that of the printed figure, upper the largest, which decides; the
    change's limits are those of the sample's Clopper-Pearson interval less the printed figure, moved outwards by its
    rounding. With +/-, Pearson's test with the effective size (Reported.worth) as the sample before, and limits by
    Newcombe's square and add of the sample's Wilson limits and the +/-, at the printed figures. The verdict is too few
    where neither none met nor all met of so many would have had p <= alpha.

    before: as reported() gives it, or its text. after: a sample, as in difference, assessed up to 1,000,000,000; its
    population is not used. confidence (also that of the +/-), alpha, side, design: as in rate.
    Errors: those of reported, sample_check and rate; NumberError REPORTED, PLUS_MINUS (0% or 100%); RoomError
    TOO_LARGE.
    Notes: NOTHING_ASSESSED alone (p 1, limits -1 and 1), else DIP alone (limits NaN, no verdict but no evidence), else
    any of QUOTA, POPULATION_UNUSED, CLIPPED.

    >>> peel.reported_against("80.6", (68, 80)).verdict
    'no-evidence'
    """
    options = compare_options(0, None, confidence, alpha, side, design)
    answer = s.ReportedTest()
    status = lib.peel_reported_against(struct_of_reported(before), struct_of(after, "after: "), options, answer)
    if status:
        raise error_of(status)
    return _test(answer)


class Denominators(NamedTuple):
    """The denominators at which printed percentages are possible.

    possible: how many denominators of the range all figures can have. impossible: how many they cannot. pairs: how many
    pairs of met and assessed give the first figure at the possible ones. first: the smallest possible denominator; None
    where there is none. assessed: the possible denominators, an array.array.
    """

    possible: int
    impossible: int
    pairs: int
    first: Optional[int]
    assessed: Any


def reported_denominators(figures: Iterable[ReportedLike], smallest: int, largest: int) -> Denominators:
    """Of how many cases can these percentages be, if all are of the same cases?

    Formula: Reported.counts at each denominator of the range. figures: one or more printed percentages that share a
    denominator, as reported() gives them or as texts. smallest, largest: the denominators to look at, 1 to 1e9, at most
    1e8 of them.
    Errors: those of reported; NumberError TOO_FEW_SAMPLES (no figure), REPORTED; ArgumentError RANGE; RoomError
    TOO_LARGE.

    >>> found = peel.reported_denominators(["94", "80.6"], 1, 100)
    >>> list(found.assessed), found.impossible
    ([31, 36, 62, 67, 72, 93, 98], 93)
    """
    if isinstance(figures, (str, Reported)) or not isinstance(figures, Iterable):
        raise TypeError(f"figures is {figures!r}: give a list of them")
    structs = [struct_of_reported(figure) for figure in figures]
    bounds = s.Bounds(count(smallest, "smallest"), count(largest, "largest"))
    answer = s.Denominators()

    def call(room: int) -> Any:
        assessed = array("q", [0]) * room  # bytes would take as much again
        into = (c.c_int64 * room).from_buffer(assessed)
        given = (s.Reported * len(structs))(*structs)
        status = lib.peel_reported_denominators(len(structs), given, bounds, room, into, answer)
        if status:
            raise error_of(status)
        return assessed

    # Few ranges have more; for those that do, the first call says how many.
    held = call(1024)
    if answer.possible > len(held):
        held = call(answer.possible)
    del held[answer.possible :]
    return Denominators(answer.possible, answer.impossible, answer.pairs, answer.first or None, held)


class Differ(NamedTuple):
    """From which denominators on two percentages differ.

    first: the smallest equal denominator with p <= alpha; None: none up to largest. always: from here to largest every
    one has p <= alpha; None: there is no such place. largest: the largest that was looked at. possible: of convention
    "possible" how many denominators both figures can have, else largest. test, convention: their names. notes: BEYOND
    where always is None.
    """

    first: Optional[int]
    always: Optional[int]
    largest: int
    possible: int
    alpha: float
    test: str
    convention: str
    notes: Note


def reported_differ(
    before: ReportedLike,
    after: ReportedLike,
    *,
    test: str = "fisher",
    convention: str = "nearest",
    largest: Optional[int] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
) -> Differ:
    """If both percentages were of equally many cases: from how many on is the difference more than chance?

    Formula: the test at each equal denominator, with the counts that the convention names: "nearest" (the whole number
    nearest to the percentage; of two the larger), "every" (all that round so, and those on both sides: the least sure
    decides), "possible" (all that round so, where both figures have such: likewise), "fractional" (the percentage
    itself, parts of cases and all; Pearson alone). Where two or more counts may stand behind a figure, the pair with
    the largest p decides; one count that may stand behind both has p = 1. The convention "possible" passes over
    denominators that either figure cannot have: they neither are the first nor end "always".

    before, after: as reported() gives them or as texts; a +/- is not used. test: "fisher", "fisher-mid-p", "pearson" or
    "n-1", two-sided. largest: the largest denominator to look at, 1 to 100,000; None: 2,000. confidence, alpha: as in
    rate.
    Errors: those of reported; NumberError REPORTED; ArgumentError CONVENTION (also fractional with another test than
    Pearson), METHOD, RANGE (largest), or for confidence and alpha.
    Notes: BEYOND.

    >>> fisher = peel.reported_differ("94", "80.6")
    >>> fisher.first, fisher.always
    (55, 65)
    >>> pearson = peel.reported_differ("94", "80.6", test="pearson")
    >>> pearson.first, pearson.always
    (39, 60)
    """
    options = s.DifferOptions(
        size=c.sizeof(s.DifferOptions),
        **levels(confidence, alpha),
        test=method_number(TEST, test, "test"),
        convention=convention_parse(convention),
        largest=whole(largest, "largest", Status.RANGE),
    )
    answer = s.Differ()
    status = lib.peel_reported_differ(struct_of_reported(before), struct_of_reported(after), options, answer)
    if status:
        raise error_of(status)
    return Differ(
        answer.first or None,
        answer.always or None,
        answer.largest,
        answer.possible,
        answer.alpha,
        METHODS[answer.test],
        _CONVENTIONS[answer.convention],
        NOTES[answer.notes],
    )
