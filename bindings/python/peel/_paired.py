"""The same cases looked at twice: did they change?"""

from collections.abc import Iterable
from typing import Any, NamedTuple, Optional, Union

from . import _structs as s
from ._library import lib
from ._options import PAIRED, alpha_of, compare_options
from ._results import Interval, Test, interval_of, test_of
from ._sample import count
from ._status import error_of


class Paired(NamedTuple):
    """Cases that were assessed in both audits: both (met the criterion before and after), lost (met it before, failed
    it after), gained (failed it before, met it after), neither (failed it both times). Each count and their sum is 0 to
    2**53."""

    both: int
    lost: int
    gained: int
    neither: int


PairedLike = Union[Paired, Iterable[int]]

_NO_COUNTS = str, bytes, dict, set, frozenset  # a set has no order, and iterating a dict gives its keys


def _struct(paired: Any) -> s.Paired:
    counts = [] if isinstance(paired, _NO_COUNTS) or not isinstance(paired, Iterable) else list(paired)
    if len(counts) != 4:
        raise TypeError(f"paired is {paired!r}: give the four counts both, lost, gained, neither")
    return s.Paired(*[count(value, what) for what, value in zip(Paired._fields, counts)])


def paired_difference(
    paired: PairedLike,
    *,
    method: str = "square-and-add",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Interval:
    """By how much did the rate of the same cases change?

    Formula and source: by the method, see methods("paired"). The estimate is (gained - lost) / all, after - before.

    paired: a Paired, or its four counts in order. method: "square-and-add" or "tango". The others are as in rate.
    Returns an Interval of scale "difference".
    Errors: NumberError NEGATIVE, COUNT_TOO_LARGE; ArgumentError for confidence, alpha, method, side or design;
    TextError for a count that is no whole number; SearchError; TypeError.
    Notes: NOTHING_ASSESSED alone, CENSUS or DIP alone (by design); else QUOTA.

    >>> print(peel.paired_difference(peel.Paired(both=59, lost=6, gained=16, neither=80)))
    +6.2 points (95% CI 0.5 to 11.9)
    """
    options = compare_options(PAIRED, method, confidence, alpha, side, design)
    answer = s.Interval()
    status = lib.peel_paired_difference(_struct(paired), options, answer)
    if status:
        raise error_of(status)
    return interval_of(answer, "difference")


def paired_test(
    paired: PairedLike,
    *,
    method: str = "mcnemar-mid-p",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Test:
    """Of the cases that changed, did more change one way than chance allows?

    Formula: gained of gained + lost against one half, exact binomial; two-sided by doubling the smaller tail, at most
    to 1; mid-P takes half of the seen result's probability off each tail. Side "lower" is small where more were gained.

    paired: as in paired_difference, gained + lost up to 1,000,000,000. method: "mcnemar-mid-p" or "mcnemar". The others
    are as in compare_test.
    Errors: as paired_difference; RoomError TOO_LARGE.
    Notes: NOTHING_ASSESSED or NO_VARIATION (no case changed): p 1.

    >>> print(peel.paired_test((59, 6, 16, 80), method="mcnemar"))
    mcnemar, p = 0.052
    """
    options = compare_options(PAIRED, method, confidence, alpha, side, design)
    answer = s.Test()
    status = lib.peel_paired_test(_struct(paired), options, answer)
    if status:
        raise error_of(status)
    return test_of(answer, alpha_of(options))
