"""The trend in other words: the odds ratio a period, and what the order of the values alone tells."""

import ctypes as c
import math
from collections.abc import Iterable
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._columns import Column, values_of, work_of
from ._constants import Note, Status
from ._library import lib
from ._options import trend_options
from ._periods import Periods, periods_of
from ._results import NOTES, Interval, Test, interval_of, known, test_of
from ._series import Series, points_of_values, refuse_missing, series_of
from ._status import error_of


_LARGEST = 1e300  # of a value, either way


class Logistic(NamedTuple):
    """The logistic slope of a series.

    odds_ratio: a period, an Interval of scale "ratio". intercept: log odds at period 0; NaN under separation. slope:
    log odds a period; infinite under separation. error: its standard error, widened by the dispersion where that is
    above 1; NaN under separation.
    dispersion_ratio: Pearson's chi-squared over m - 2; NaN with fewer than three periods. notes: of odds_ratio.
    """

    odds_ratio: Interval
    intercept: float
    slope: float
    error: float
    dispersion_ratio: float
    notes: Note


def trend_logistic(
    met: Column,
    assessed: Column,
    periods: Optional[Periods] = None,
    population: Optional[Column] = None,
    *,
    unit: Optional[str] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Logistic:
    """By what factor do the odds change each period?

    Formula: maximum likelihood of logit rate = intercept + slope * period, by Newton steps on centred periods; Wald
    interval of the slope with the quasi-binomial standard error where the dispersion ratio is above 1 (McCullagh and
    Nelder 1989, ch. 4.5). Under separation (all failures before all cases met, or the other way about) the likelihood
    has no maximum: the slope is infinite and the finite limit is where twice the log-likelihood ratio reaches z^2, the
    normal quantile's square.

    The series and the options are those of trend.
    Errors: as trend; SearchError.
    Notes: NOTHING_ASSESSED or NO_VARIATION (odds ratio NaN with limits 0 and infinity), SEPARATED, OVERDISPERSED, GAP;
    the first that holds of CENSUS (limits equal the estimate), DIP (limits NaN) and QUOTA.

    >>> logistic = peel.trend_logistic([46, 44, 41, 40, 33], [48, 48, 47, 50, 48])
    >>> logistic.odds_ratio.upper < 1
    True
    """
    series = series_of(met, assessed, periods, population, unit)
    options = trend_options(None, confidence, alpha, side, design, series.unit)
    answer = s.Logistic()
    status = lib.peel_trend_logistic(series.rows, series.points, options, *series.work(), answer)
    if status:
        raise series.error(status)
    return Logistic(
        interval_of(answer.odds_ratio, "ratio"),
        known(answer.intercept),
        known(answer.slope),
        known(answer.error),
        known(answer.dispersion_ratio),
        NOTES[answer.notes],
    )


class MannKendall(NamedTuple):
    """What the order of a series of values tells.

    test: statistic z, with continuity correction; NaN where the p is exact. s: rises less falls among all pairs.
    variance: of s, with the tie term taken off; that of Hamed and Rao or of the seasons where asked for. tau: Kendall's
    tau-b, ties only among the values. slope: Sen's slope a period, with the interval of Sen 1968, an Interval of scale
    "value"; NaN beyond 2,000 values. notes: know this.
    """

    test: Test
    s: int
    variance: float
    tau: float
    slope: Interval
    notes: Note


def trend_mann_kendall(
    values: Iterable[Any],
    periods: Optional[Periods] = None,
    *,
    method: str = "mann-kendall",
    unit: Optional[str] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
    season: Optional[int] = None,
) -> MannKendall:
    """For figures without counts: do later values tend to be higher, or lower?

    Formula: S = sum of signs over all pairs; z = (S -+ 1) / sqrt(variance), 0 for S = 0; variance 0 gives p 1. Without
    ties and with fewer than 10 values mann-kendall's p is exact, from the numbers of permutations with so many
    inversions. hamed-rao: the variance times 1 + 2 / (n (n-1) (n-2)) sum (n-i) (n-i-1) (n-i-2) r(i) over the
    autocorrelations r of the ranks of the values less Sen's line that are significant at 5%; lags i are counted in
    values. A factor below 1 counts as 1, which the paper does not say; it is meant for long series. seasonal: S and
    variance summed over the seasons, whose values stand periods apart that the season divides. Sen's slope is the
    median of the slopes of all pairs (of the same season, if seasonal), over the periods between them, so that gaps
    count. Its limits are the slopes of rank (pairs - z sqrt(variance)) / 2, rounded to the nearest, from either end;
    where the p is exact, the ranks that it leaves: either way 0 lies inside just where p > alpha, apart from ties.
    Where so few values bound nothing the limits are infinite.

    values: a column of finite numbers up to 1e300 in time order, proportions for rates. periods, unit, confidence,
    alpha, side, design: as in trend. method: "mann-kendall", "hamed-rao" or "seasonal". season: periods after which the
    seasons return, from 2; None is one year of the unit.
    Errors: NumberError TOO_FEW_SAMPLES, PERIOD_ORDER, PERIOD_REPEATED, NOT_FINITE (also for a missing value, or one
    beyond 1e300); ArgumentError RANGE, SEASON (none given and the unit has none), or for the options; RoomError
    TOO_LARGE (more than 10,000 values; 2,000 for hamed-rao); ValueError for columns of unequal length; TypeError.
    Notes: NO_COUNTS always; NO_VARIATION (all values equal, or one alone); QUOTA, DIP (limits of the slope withheld).

    >>> answer = peel.trend_mann_kendall([0.94, 0.92, 0.91, 0.87, 0.85, 0.806])
    >>> answer.s, round(answer.test.p_value, 5)
    (-15, 0.00278)
    """
    numbers = values_of(values)
    rows = len(numbers)
    found, dates = periods_of(periods, rows, unit, "values")
    refuse_missing(dates, "periods", Status.NOT_A_PERIOD)
    options = trend_options(method, confidence, alpha, side, design, found, 0, None, None, None, season)
    points = points_of_values(dates, rows)
    period = (c.c_int64 * max(rows, 1))(*dates.values)
    value = (c.c_double * max(rows, 1))(*numbers)
    answer = s.MannKendall()
    work = work_of(lib.peel_trend_mann_kendall_work_size(rows))
    status = lib.peel_trend_mann_kendall(rows, period, value, options, *work, answer)
    if status == Status.NOT_FINITE:
        row = next(row for row, number in enumerate(numbers) if not abs(number) <= _LARGEST)
        if math.isnan(numbers[row]):
            raise error_of(
                status, f"values[{row}] is missing: leave the row out, and the period keeps its place in time."
            )
        raise error_of(status, f"values[{row}] is {numbers[row]}: give numbers from -{_LARGEST} to {_LARGEST}.")
    if status:
        raise Series(points, rows, found).error(status)
    return MannKendall(
        test_of(answer.test, answer.slope.alpha),
        answer.s,
        known(answer.variance),
        known(answer.tau),
        interval_of(answer.slope, "value"),
        NOTES[answer.notes],
    )
