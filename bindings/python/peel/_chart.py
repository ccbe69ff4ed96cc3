"""The control chart: which month is a signal and which is noise, and will the present process meet the target?"""

import ctypes as c
from array import array
from typing import Any, Optional

from . import _structs as s
from ._asked import Asked, ask_samples, ask_values
from ._charted import Chart, chart_of, columns_of_chart, room_for_columns
from ._columns import Column, work_of
from ._library import lib
from ._marks import Where
from ._options import trend_options
from ._periods import Periods
from ._rules import Rules
from ._series import series_of


def _charted(function: Any, asked: Asked) -> Chart:
    series, typed = asked.series, asked.typed
    room, answer = room_for_columns(series.numpy, series.rows), s.ChartResult()
    status = function(*asked.arguments, s.ChartColumns(**room.addresses()), answer)
    if status:
        raise asked.error(status)
    rate = asked.values is None
    return chart_of(
        answer,
        columns=columns_of_chart(room, series.numpy),
        period=series.periods if series.numpy else array("q", series.periods),
        unit=series.unit,
        rule_list=asked.rules,
        better=typed["better"].lower(),
        target=None if typed["target"] is None else float(typed["target"]),
        scale="value" if not rate else "evidence" if typed["kind"] == "cusum" else "rate",
    )


def chart(
    met: Column,
    assessed: Column,
    periods: Optional[Periods] = None,
    population: Optional[Column] = None,
    *,
    kind: str = "p",
    rules: Optional[Rules] = None,
    better: str = "up",
    target: Optional[float] = None,
    baseline: Any = None,
    rebase: Where = None,
    exclude: Where = None,
    sigmas: Optional[float] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    screening: bool = False,
    floor: bool = False,
    accept: Optional[float] = None,
    reject: Optional[float] = None,
    threshold: Optional[float] = None,
    one_sided: bool = False,
    weight: Optional[float] = None,
    design: str = "random",
    unit: Optional[str] = None,
) -> Chart:
    """Which points of a series of samples are signals, and what of the process behind it?

    Formula, segment by segment, c being the sum of met over the sum of assessed of its baseline, L the sigmas, n the
    cases of a point, v its rate, s = sqrt(c (1 - c) / n):
    p: c and c -+ L s. exact: c and binomial quantiles, with the normal tail area beyond L at each. laney: as p with L s
    sigma_z; sigma_z = the mean of |z - z before| / 1.128, z = (v - c) / s; where neighbours do not differ at all the
    limits stand at the centre, as do those of xmr. xmr: the mean of v, -+ 2.66 L / 3 times the mean moving range |v - v
    before|. run: the median of v, no limits. cusum: the evidence added up, max(0, sum before + w), w the log-likelihood
    ratio of the sample at the rate to be found above `accept` to that at it; the other sum likewise, and negative, for
    the rate below it; of the two one is `reject`, and the odds of the other odds(accept)^2 / odds(reject); limits the
    threshold, up and down. A process steady at `accept` first reaches it after at least exp(threshold) periods on
    average (Lorden 1971, Ann Math Stat 42:1897-1908), with two sides half as many. ewma: weight v + (1 - weight) times
    the value before, from c; c -+ L sqrt(c (1 - c) sum of the squared weights / n); without a c the rates themselves.
    An excluded point leaves the sums of cusum and ewma as they are. peel.methods("chart") says when to choose each. No
    moving range reaches across a rebase, an excluded point or a point without cases.

    met, assessed, periods, population, unit: as in trend, up to 10,000 rows in time order. kind: "p", "exact", "laney",
    "xmr", "run", "cusum" or "ewma". rules: the name of a set, as rule_set_get has them, or a list of rules: a Rule
    each, or its text as in "2 of 3 beyond 2/3"; None is nhs, of a run chart anhoej, of cusum and ewma limits. better:
    "up", "down" or "neither". target: the rate that ought to be reached; a run chart gives no assurance of it, and a
    cusum takes none. baseline: the points that set the limits of their segment: two rows (first, end), counted from 0
    and the end not among them, or two periods (first, last) of the series, both among them. rebase: where a segment
    with limits of its own begins. exclude: points that set no limits; they are judged as any other, of cusum and ewma
    by the sum that passes them over. Both are a row or a period, a list of them, or a column of True and False: whole
    numbers are rows counted from 0, periods are texts, dates or Period. sigmas: from the centre to a limit, 0.1 to 10;
    or confidence or alpha: limits so rarely left, alpha / 2 at each, were points normal (exact alone holds it); None is
    3 sigmas; run and cusum take none of them. screening: moving ranges of 3.267 times their mean or more are left out,
    once, of xmr and laney. floor: laney never draws limits narrower than those of p. accept, reject: of a cusum, the
    rate of the steady process and the rate to be found out, between 0 and 1. threshold: it decides above this, up to
    1e6; None is log(740), of one side log(370). one_sided: it looks from accept towards reject alone. weight: of the
    newest point of an ewma, above 0 up to 1; None is 0.2. design: as in rate.

    Returns a Chart: chart.columns by the row, chart.signals, chart.variation, chart.assurance; print(chart) says it in
    a sentence, chart.rules_at(row) which rules flag a point. chart_false_alarm says how often chance alone raises a
    signal.
    Errors, which name the row: as trend; ArgumentError METHOD (also a kind for values alone, or an option that goes
    with other kinds), SIGMAS (also with confidence or alpha), BETTER, RULE_SET, RULE, RULE_KIND (a rule that needs
    limits, of a run chart; any but 1 beyond 1 of cusum and ewma), BASELINE, RATE (target, accept, reject), RANGE
    (threshold, weight), INDEX (a row or a period that the series has not); TextError NOT_A_RULE; NumberError
    CENSUS_INCOMPLETE.
    Notes: SHORT_SERIES (a baseline of fewer than 12 points), GAP, NOTHING_ASSESSED, NO_VARIATION, NO_WIDTH (laney, xmr:
    no two neighbours differ though rates vary), NO_LIMITS, OVERDISPERSED (p, exact, ewma: neighbours differ more than
    chance allows: prefer laney; that it is missing says little of periods with few cases), UNEQUAL_SIZES (xmr, run:
    within a segment), TIED (run: more than a quarter of the points lie on the median), CLIPPED, LIMIT_AT_END; the first
    that holds of CENSUS, DIP (limits withheld, no signals, no assurance) and QUOTA.

    >>> met = [28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28]
    >>> chart = peel.chart(met, [30] * 12, [f"2024-{month:02}" for month in range(1, 13)], target=0.95)
    >>> print(chart)
    Concern in 2024-09; centre 91.4%, limits 76.0% to 100.0%; target 95.0%: hit and miss
    >>> chart.rules_at(8), [row for row, signal in enumerate(chart.columns.signal) if signal != "none"]
    (['1 beyond 1'], [8])
    >>> chart.say(8)
    '2024-09: 60.0%, below the lower limit of 76.0%, a concern (1 beyond 1)'
    """
    typed = {**locals()}
    return _charted(lib.peel_chart, ask_samples(met, assessed, periods, population, typed))


def chart_values(
    values: Column,
    periods: Optional[Periods] = None,
    *,
    kind: str = "xmr",
    rules: Optional[Rules] = None,
    better: str = "up",
    target: Optional[float] = None,
    baseline: Any = None,
    rebase: Where = None,
    exclude: Where = None,
    sigmas: Optional[float] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    screening: bool = False,
    design: str = "random",
    unit: Optional[str] = None,
) -> Chart:
    """A chart of values without counts: percentages as printed, or the gaps between rare failures.

    Formula: xmr and run as in chart, without cutting limits. g: value the number of cases met before a failure, since
    the one before; centre the median of the baseline, limits mean -+ L sqrt(mean (mean + 1)), from 0, neither across
    the centre (Benneyan 2001, Health Care Manag Sci 4:305-318). t: value the time between two failures; xmr of
    value^(1/3.6), brought back to the scale of the values, from 0 (Nelson 1994, J Qual Technol 26:239-240); score and
    zones on the scale of the xmr.

    values: a column of finite numbers up to 1e300 in time order; of g whole numbers from 0, of t from 0; a missing one
    (None, NaN, the NA of pandas): nothing was assessed. kind: "xmr", "run", "g" or "t". rules: None is nhs, of run
    anhoej. target: a value. All else as in chart.
    Returns a Chart, as chart does; its scale is "value".
    Errors: as chart; NumberError NOT_FINITE, NEGATIVE (g, t), NOT_WHOLE (g).
    Notes: as chart, NO_VARIATION also of t all equal and g all 0, NO_WIDTH and NO_LIMITS of t as of xmr; NO_COUNTS
    (xmr, run).

    >>> chart = peel.chart_values([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1], screening=True)
    >>> round(chart.centre, 2), round(chart.lower, 2), round(chart.upper, 2), chart.rules_at(4)
    (1.94, -0.72, 4.6, ['1 beyond 1'])
    """
    typed = {**locals()}
    return _charted(lib.peel_chart_values, ask_values(values, periods, typed))


def chart_rebase(
    met: Column,
    assessed: Column,
    periods: Optional[Periods] = None,
    population: Optional[Column] = None,
    *,
    unit: Optional[str] = None,
    design: str = "random",
    penalty: Optional[float] = None,
) -> list[int]:
    """Where a series shows changes, as rows for the option rebase of chart: those in which a segment of trend_segments
    begins, but for the first.

    A rebase found so takes the signal of that change off the chart: the change itself is then the news. The series,
    unit, design and penalty are as in trend_segments; so are the errors. confidence and alpha change no segment, and
    are not among the options.

    >>> met = [46, 45, 47, 46, 35, 33, 36, 34]
    >>> peel.chart_rebase(met, [48] * 8)
    [4]
    """
    series = series_of(met, assessed, periods, population, unit)
    options = trend_options(None, None, None, "two-sided", design, series.unit, 0, None, None, penalty)
    marks = (c.c_uint32 * max(series.rows, 1))()
    work = work_of(lib.peel_chart_work_size(series.rows))
    status = lib.peel_chart_rebase(series.rows, series.points, options, *work, marks, None)
    if status:
        raise series.error(status)
    return [row for row, mark in enumerate(marks) if mark]
