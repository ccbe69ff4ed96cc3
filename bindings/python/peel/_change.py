"""When did the rate of a series change, and into which stretches of one rate does it fall?"""

import ctypes as c
from typing import NamedTuple, Optional

from . import _structs as s
from ._columns import Column
from ._constants import Note
from ._library import lib
from ._options import trend_options
from ._periods import Periods
from ._results import NOTES, Interval, Test, interval_of, test_of
from ._sample import Sample, sample_of
from ._series import series_of


class ChangePoint(NamedTuple):
    """Where a series changed all at once.

    place: index of the first row after the change, counted from 0. lower, upper: the place's interval, from this index
    to this one. test: statistic twice the log of the likelihood ratio; p by permuting the cases. error: standard error
    of its p. before: rate of all cases before the change, by Wilson's method. after: from the change on. change: after
    - before, by Newcombe's method; the place was chosen, so that it overstates. notes: know this.
    """

    place: int
    lower: int
    upper: int
    test: Test
    error: float
    before: Interval
    after: Interval
    change: Interval
    notes: Note


def trend_change(
    met: Column,
    assessed: Column,
    periods: Optional[Periods] = None,
    population: Optional[Column] = None,
    *,
    unit: Optional[str] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    design: str = "random",
    seed: int = 0,
    draws: Optional[int] = None,
) -> ChangePoint:
    """When did the rate change, if all at once, and how surely?

    Formula: the largest binomial log-likelihood ratio over all places to split the series, with the sizes as they are.
    p: the share of seeded redistributions of the cases met among all cases with a ratio at least as large,
    (1 + r) / (1 + draws). A place is a row with cases; of equally likely ones the earliest is taken. The interval of
    the place goes from the first to the last split whose twice log-likelihood lies within the bound x of the largest,
    (1 - exp(-x/2))^2 = confidence (Hansen 2000, Econometrica 68:575-603); its coverage by simulation stands in the
    manual. p takes the cases as independent of one another: where the rates scatter about both stretches more than
    chance allows the note OVERDISPERSED says so, and p is not widened.

    The series and the options are those of trend, at least two periods with cases assessed; seed and draws as in
    trend_test.
    Errors: as trend_test.
    Notes: NOTHING_ASSESSED (fewer than two periods with cases: place 0) or NO_VARIATION (p 1, every place in the
    interval), for which nothing is drawn; MONTE_CARLO, OVERDISPERSED, GAP, CENSUS, QUOTA, DIP (p as it is, every place
    in the interval, limits of the rates withheld).

    >>> change = peel.trend_change([46, 45, 47, 46, 35, 33, 36, 34], [48] * 8)
    >>> change.place, str(change.change)[:12]
    (4, '-24.0 points')
    """
    series = series_of(met, assessed, periods, population, unit)
    options = trend_options(None, confidence, alpha, "two-sided", design, series.unit, seed, draws)
    answer = s.ChangePoint()
    status = lib.peel_trend_change(series.rows, series.points, options, *series.work(), answer)
    if status:
        raise series.error(status)
    return ChangePoint(
        answer.place,
        answer.lower,
        answer.upper,
        test_of(answer.test, answer.change.alpha),
        answer.error,
        interval_of(answer.before, "rate"),
        interval_of(answer.after, "rate"),
        interval_of(answer.change, "difference"),
        NOTES[answer.notes],
    )


class Segment(NamedTuple):
    """A stretch of a series with one rate. first: index of its first row, counted from 0. end: index after its last
    row. pooled: sums over sums. rate: by Wilson's method."""

    first: int
    end: int
    pooled: Sample
    rate: Interval


def trend_segments(
    met: Column,
    assessed: Column,
    periods: Optional[Periods] = None,
    population: Optional[Column] = None,
    *,
    unit: Optional[str] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    design: str = "random",
    penalty: Optional[float] = None,
) -> list[Segment]:
    """Into which stretches of one rate each does the series fall?

    Formula: the segmentation with the largest binomial log-likelihood less a penalty a segment, found exactly by
    optimal partitioning (Jackson and others 2005, IEEE Signal Process Lett 12:105-108). The default penalty of 3
    log(points with cases), at least 8, on twice the log-likelihood counts two parameters a change and a margin for its
    place. Cases are taken as independent of one another: where the rates scatter about those of the segments more than
    chance allows, all rates have the note OVERDISPERSED. Segments begin at rows with cases; of equally good ones that
    with the longest last segment is taken.

    The series and the options are those of trend_change. penalty: of each further segment, on twice the log-likelihood,
    a finite number above 0; None is the default one.
    Errors: as trend; ArgumentError PENALTY.
    Notes: in the rates.

    >>> segments = peel.trend_segments([46, 45, 47, 46, 35, 33, 36, 34], [48] * 8)
    >>> [(segment.first, segment.end, str(segment.rate)[:5]) for segment in segments]
    [(0, 4, '95.8%'), (4, 8, '71.9%')]
    """
    series = series_of(met, assessed, periods, population, unit)
    options = trend_options(None, confidence, alpha, "two-sided", design, series.unit, 0, None, None, penalty)
    answers, found = (s.Segment * max(series.rows, 1))(), c.c_size_t()
    status = lib.peel_trend_segments(series.rows, series.points, options, *series.work(), series.rows, answers, found)
    if status:
        raise series.error(status)
    return [
        Segment(segment.first, segment.end, sample_of(segment.pooled), interval_of(segment.rate, "rate"))
        for segment in answers[: found.value]
    ]
