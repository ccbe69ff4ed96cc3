"""Two samples: by how much did the rate change? Difference, ratio and odds ratio, after against before, everywhere."""

import ctypes as c
from typing import Any, Optional

from . import _structs as s
from ._columns import columns_out, mark_missing, two_columns_of
from ._library import lib
from ._options import DIFFERENCE, ODDS_RATIO, RATIO, compare_options
from ._results import Interval, Intervals, interval_of
from ._sample import SampleLike, struct_of
from ._status import error_of


def _interval(function: Any, before: Any, after: Any, options: s.CompareOptions, scale: str) -> Interval:
    answer = s.Interval()
    status = function(struct_of(before, "before: "), struct_of(after, "after: "), options, answer)
    if status:
        raise error_of(status)
    return interval_of(answer, scale)


def _intervals(function: Any, before: Any, after: Any, options: s.CompareOptions) -> Intervals:
    given = two_columns_of(before, after)
    befores, afters = s.Samples(**given.addresses("before.")), s.Samples(**given.addresses("after."))
    answers = columns_out(given.numpy, given.rows, estimate="d", lower="d", upper="d", notes="I", status="i")
    bad = c.c_size_t()
    status = function(given.rows, befores, afters, options, s.Intervals(**answers.addresses()), bad)
    if status:
        raise error_of(status)
    mark_missing(given, answers)
    return Intervals(**answers.values, bad=bad.value)


def difference(
    before: SampleLike,
    after: SampleLike,
    *,
    method: str = "newcombe",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Interval:
    """By how much did the rate change, and between which limits may the true change lie?

    Formula and source: by the method, see methods("difference"). The estimate is always after - before, met / assessed
    of each. Known populations narrow the interval: assessed n of N counts as n (N - 1) / (N - n) cases with the same
    rate; a sample that is its whole population has no error of its own.

    before, after: samples: (met, assessed) or (met, assessed, population), a Sample, or what has these fields. method:
    a name. confidence, alpha, side, design: as in rate, the design of both samples.
    Returns an Interval of scale "difference": proportions in [-1, 1], where 0.05 is 5 percentage points.

    Errors: NumberError for counts that no sample can have, or a census that is not one; ArgumentError for confidence,
    alpha, method, side or design; TextError for a count that is no whole number; SearchError; TypeError.
    Notes: the first that holds of NOTHING_ASSESSED (in either sample: estimate NaN, limits -1 and 1), CENSUS (both
    looked at every case: limits equal the estimate) and DIP (limits NaN) stands alone; else CLIPPED, NO_WIDTH, QUOTA,
    FINITE.

    >>> print(peel.difference((57, 81), (68, 80)))
    +14.6 points (95% CI 1.7 to 27.0)
    """
    options = compare_options(DIFFERENCE, method, confidence, alpha, side, design)
    return _interval(lib.peel_difference, before, after, options, "difference")


def difference_many(
    before: Any,
    after: Any,
    *,
    method: str = "newcombe",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Intervals:
    """The changes of many pairs of samples: columns in, columns out, each row with the same bits as difference gives.

    before, after: columns (met, assessed) or (met, assessed, population), or what has columns of these names, such as a
    frame of pandas; all of one length. A list of samples is refused: tuple(zip(*samples)) makes columns of it. Kinds,
    bad rows and missing values are as in rate_many; the options are those of difference, for all rows.
    Errors: ArgumentError as difference; TextError, TypeError and ValueError as rate_many.

    >>> changes = peel.difference_many(([57, 40], [81, 48]), ([68, 41], [80, 48]))
    >>> [round(limit, 4) for limit in changes.lower]
    [0.0172, -0.1281]
    """
    options = compare_options(DIFFERENCE, method, confidence, alpha, side, design)
    return _intervals(lib.peel_difference_many, before, after, options)


def ratio(
    before: SampleLike,
    after: SampleLike,
    *,
    method: str = "koopman",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Interval:
    """How many times the rate before is the rate after, and between which limits may the true ratio lie?

    Formula and source: by the method, see methods("ratio"). The estimate is after / before, infinite where no case met
    the criterion before.

    Parameters and errors as difference.
    Returns an Interval of scale "ratio", 0 to infinity.
    Notes: as difference (NOTHING_ASSESSED: limits 0 and infinity), with NO_RATIO where neither sample has a case met
    (estimate NaN, limits 0 and infinity, also beside CENSUS), and POPULATION_UNUSED in the place of FINITE.

    >>> print(peel.ratio((57, 81), (68, 80)))
    1.21 (95% CI 1.02 to 1.45)
    """
    options = compare_options(RATIO, method, confidence, alpha, side, design)
    return _interval(lib.peel_ratio, before, after, options, "ratio")


def ratio_many(
    before: Any,
    after: Any,
    *,
    method: str = "koopman",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Intervals:
    """The ratios of many pairs of samples: columns as in difference_many, options as in ratio.

    >>> [round(ratio, 3) for ratio in peel.ratio_many(([57, 0], [81, 48]), ([68, 41], [80, 48])).estimate]
    [1.208, inf]
    """
    options = compare_options(RATIO, method, confidence, alpha, side, design)
    return _intervals(lib.peel_ratio_many, before, after, options)


def odds_ratio(
    before: SampleLike,
    after: SampleLike,
    *,
    method: str = "score",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Interval:
    """How many times the odds before (met to failed) are the odds after, and between which limits?

    Formula and source: by the method, see methods("odds-ratio"). The estimate is (met / failed after) / (met / failed
    before); of the methods exact and mid-p it is the conditional maximum likelihood estimate, which differs from that
    (not of a census). The exact methods take up to 1,000,000,000 cases in both samples together. Score has the factor N
    / (N - 1). Where a count is 0 Woolf's limits are 0 and infinity, and Gart's are finite while the estimate may be 0
    or infinite.
    1 lies outside the limits where these tests have p <= alpha: for score N - 1, for exact Fisher and for mid-p Fisher
    mid-P, of these two the smaller one-sided p against alpha / 2. The two-sided ones go by likelihood and may disagree.

    Parameters and errors as difference; RoomError TOO_LARGE.
    Returns an Interval of scale "ratio", 0 to infinity.
    Notes: as ratio; NO_RATIO where all cases of both samples met the criterion, or none did.

    >>> print(peel.odds_ratio((57, 81), (68, 80)))
    2.39 (95% CI 1.10 to 5.14)
    """
    options = compare_options(ODDS_RATIO, method, confidence, alpha, side, design)
    return _interval(lib.peel_odds_ratio, before, after, options, "ratio")


def odds_ratio_many(
    before: Any,
    after: Any,
    *,
    method: str = "score",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Intervals:
    """The odds ratios of many pairs of samples: columns as in difference_many, options as in odds_ratio.

    >>> [round(ratio, 3) for ratio in peel.odds_ratio_many(([57], [81]), ([68], [80])).estimate]
    [2.386]
    """
    options = compare_options(ODDS_RATIO, method, confidence, alpha, side, design)
    return _intervals(lib.peel_odds_ratio_many, before, after, options)
