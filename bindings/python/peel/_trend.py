"""The trend: samples in time order. Do the rates rise or fall, and by how much?"""

import ctypes as c
import sys
from collections.abc import Iterable
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._columns import Column, columns_out, work_of
from ._constants import Note, Status
from ._library import lib
from ._options import alpha_of, trend_options
from ._percent import percent
from ._periods import Periods
from ._results import NOTES, VERDICTS, Interval, Test, interval_of, known, test_of
from ._series import many_series_of, series_of
from ._status import error_of


class Trend(NamedTuple):
    """What a series of samples tells.

    verdict: "rising", "falling", "no-evidence" or "too-few", by `test`. notes: know this. periods: with cases assessed.
    span: from the first of them to the last, in periods. test: the one that decides, cochran-armitage or exact.
    smallest_p: the smallest p that it could have given for samples of these sizes and so many met. dispersion: a
    reason: do the rates scatter about the line more than chance allows? (homogeneity). dispersion_ratio: its
    chi-squared over its degrees of freedom; NaN with fewer than three periods, or no variation. mann_kendall: a reason:
    does the order of the rates alone show it? slope: change of the rate a period, an Interval of scale "slope" that
    agrees with the test. slope_a_year: slope times the periods of a year; NaN without a unit; its limits likewise.
    detectable: the slope a period that this series would have shown with the power asked for, or NaN. first, last:
    rates of the first and the last period with cases, by Wilson's method. rate: of all cases together. unit: of the
    periods. str() is a sentence.
    """

    verdict: str
    notes: Note
    periods: int
    span: int
    test: Test
    smallest_p: float
    dispersion: Test
    dispersion_ratio: float
    mann_kendall: Test
    slope: Interval
    slope_a_year: float
    slope_a_year_lower: float
    slope_a_year_upper: float
    detectable: float
    first: Interval
    last: Interval
    rate: Interval
    unit: str = "none"

    def __str__(self) -> str:
        if self.notes & Note.NOTHING_ASSESSED:
            return "Too few periods to tell: cases were assessed in fewer than two"
        verdict = {
            "rising": "Rising",
            "falling": "Falling",
            "no-evidence": "No evidence of a trend",
            "too-few": "Too few cases to tell",
        }[self.verdict]
        rates = f"from {percent(self.first.estimate)} to {percent(self.last.estimate)} in {self.periods} periods"
        slope = str(self.slope).replace("a period", f"a {self.unit}" if self.unit != "none" else "a period")
        return f"{verdict}: {rates}, {slope}; {self.test.against(self.slope.alpha)}"


def trend(
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
    power: Optional[float] = None,
) -> Trend:
    """Rising, falling, no evidence, or too few to tell?

    Formula: one test decides. That is the exact test of trend_test where 10 cases or fewer met the criterion, or failed
    it; where two or three periods have cases; and where T is far from normal, its skewness beyond 1/4 or its excess
    kurtosis beyond 1/2; all within the limits of that test. Else it is cochran-armitage. Where the rates scatter about
    the line more than chance allows, p <= 0.05, its z is divided by the root of the dispersion ratio and held against
    Student's t with m - 2 degrees of freedom, however many cases there are, and p is the larger of that and the p
    without it. Dispersion: Pearson's chi-squared about the weighted line, with p by matched mean and variance
    (McCullagh 1985, Int Stat Rev 53:61-67; Farrington 1996, J R Stat Soc B 58:349-360). Too few: the largest |T| that
    cases of these numbers could have given would still have p > alpha, before any widening. One-sided, only a slope to
    the side asked for is a rise or a fall. The slope is that of the weighted line, sum n (x - mean x) rate / sum n (x -
    mean x)^2. Its interval holds 0 just where p > alpha (or the slope is not to the side asked for). Detectable,
    roughly: (z_alpha/2 + z_power) standard errors, one-sided (z_alpha + z_power), with Student's quantile where the test
    was widened; NaN where the verdict is too few, and where the line with that slope through the mean rate leaves 0 to
    1.

    met, assessed, population: columns of whole numbers in time order, as in rate_many, a row a period. periods: rising,
    each once; what is missing keeps its place. None: 1, 2, 3; else whole numbers (not as in 202111), texts as
    period_parse reads them, each a Period, dates of datetime, numpy or pandas, or periods of pandas. unit: "month",
    "quarter" or "year" makes those of dates, which are else days; of whole numbers it says what they are; else leave it
    out. confidence, alpha, side, design: as in rate; "lower" asks for a rise, "upper" for a fall. power: of the
    detectable slope, above alpha and below 1; None is 0.8.

    Errors, which name the row: NumberError TOO_FEW_SAMPLES (no row), PERIOD_ORDER, PERIOD_REPEATED, and for counts that
    no sample can have; TextError NOT_A_COUNT (also for a missing one: leave the row out), NOT_A_PERIOD; ArgumentError
    RANGE (a period beyond 1e9), UNIT (also for periods of two units), POWER, or for the other options; RoomError
    TOO_LARGE (more than 10,000 rows); ValueError for columns of unequal length; TypeError.
    Notes: NOTHING_ASSESSED (fewer than two periods with cases: verdict too few, slope NaN with limits -1 and 1),
    NO_VARIATION (verdict no evidence, p 1, slope 0 with limits -1 and 1), OVERDISPERSED, SMALL_EXPECTED (T is far from
    normal, and the exact test beyond its limits), UNEQUAL_SIZES (of mann_kendall), GAP; the first that holds of CENSUS
    (by design, or all of known populations: limits of the slope equal its estimate, while the test asks of the process
    behind the cases), DIP (verdict no evidence whatever the tests' p, limits withheld) and QUOTA. The slope alone may
    have CLIPPED: a limit beyond -1 or 1.

    >>> months = ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024", "Jun 2024"]
    >>> trend = peel.trend([46, 44, 41, 40, 33], [48, 48, 47, 50, 48], months)
    >>> trend.verdict, trend.unit, trend.notes
    ('falling', 'month', <Note.UNEQUAL_SIZES|GAP: 73728>)
    """
    series = series_of(met, assessed, periods, population, unit)
    options = trend_options(None, confidence, alpha, side, design, series.unit, 0, None, power)
    answer = s.TrendResult()
    status = lib.peel_trend(series.rows, series.points, options, *series.work(), answer)
    if status:
        raise series.error(status)
    return Trend(
        VERDICTS[answer.verdict],
        NOTES[answer.notes],
        answer.periods,
        answer.span,
        test_of(answer.test, answer.slope.alpha),
        known(answer.smallest_p),
        test_of(answer.dispersion, answer.slope.alpha),
        known(answer.dispersion_ratio),
        test_of(answer.mann_kendall, answer.slope.alpha),
        interval_of(answer.slope, "slope"),
        known(answer.slope_a_year),
        known(answer.slope_a_year_lower),
        known(answer.slope_a_year_upper),
        known(answer.detectable),
        interval_of(answer.first, "rate"),
        interval_of(answer.last, "rate"),
        interval_of(answer.rate, "rate"),
        series.unit,
    )


class Trends(NamedTuple):
    """Trends in columns; row i of every column belongs to series i.

    series: the names of the series, in their order, a list. verdict: words, as in Trend; "" where there is no answer.
    p_value, slope, lower, upper: float64; the slope is a period. notes, status, bad: as in Intervals. Numpy arrays
    where a numpy array or a pandas column was given, else array.array, and a list of verdicts.
    """

    series: list[Any]
    verdict: Any
    p_value: Any
    slope: Any
    lower: Any
    upper: Any
    notes: Any
    status: Any
    bad: int


def trend_many(
    series: Iterable[Any],
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
    power: Optional[float] = None,
) -> Trends:
    """The trends of many series: columns in, columns out, each with the same bits as trend gives.

    series: a column with the name of the series of each row; the rows of a series stand together, in time order. met,
    assessed, periods, population: columns over all rows, as in trend; periods None: 1, 2, 3 in each series. The options
    are those of trend, for all series.

    A series that has no answer spoils no other: it gets the verdict "", NaN, notes 0 and its status; one in which a
    count or a period is missing gets NOT_A_COUNT or NOT_A_PERIOD.
    Errors: ArgumentError for the options; TextError and TypeError as trend, naming the row; ValueError for columns of
    unequal length, or a series that stands in two places.

    >>> trends = peel.trend_many(["east"] * 4 + ["west"] * 4, [46, 40, 37, 30, 40, 41, 39, 41], [48] * 8)
    >>> trends.series, trends.verdict
    (['east', 'west'], ['falling', 'no-evidence'])
    """
    many = many_series_of(series, met, assessed, periods, population, unit)
    options = trend_options(None, confidence, alpha, side, design, many.unit, 0, None, power)
    rows = len(many.names)
    numpy = many.given.numpy or many.periods.numpy or ("numpy" in sys.modules and hasattr(series, "__array__"))
    codes = {"verdict": "i", "p_value": "d", "slope": "d", "lower": "d", "upper": "d", "notes": "I", "status": "i"}
    answers = columns_out(numpy, rows, **codes)
    statuses, bad = answers.values["status"], c.c_size_t()
    samples, trends = s.Samples(**many.given.addresses()), s.Trends(**answers.addresses())
    period = c.cast(c.c_void_p(many.periods.address), c.POINTER(c.c_int64))
    size = lib.peel_trend_work_size(many.longest, None)
    while True:
        work = work_of(size)
        status = lib.peel_trend_many(rows, many.start, period, samples, options, *work, trends, bad)
        if status:
            raise error_of(status)
        # The exact test of a series with long gaps, or of days, takes more than the longest series in a row.
        short = [index for index in range(rows) if statuses[index] == Status.WORK] if bad.value else []
        needed = max((many.one(index).work_size() for index in short), default=0)
        if needed <= size:
            break
        size = needed
    many.mark_missing(statuses)
    columns = answers.values
    words = ["" if status else VERDICTS[verdict] for verdict, status in zip(columns["verdict"], statuses)]
    verdicts = sys.modules["numpy"].array(words, dtype=str) if numpy else words
    return Trends(many.names, **{**columns, "verdict": verdicts}, bad=bad.value)


class TrendTest(NamedTuple):
    """A test of a trend. error: the standard error of a Monte Carlo p, 0 of the others."""

    test: Test
    error: float


def trend_test(
    met: Column,
    assessed: Column,
    periods: Optional[Periods] = None,
    population: Optional[Column] = None,
    *,
    method: str = "cochran-armitage",
    unit: Optional[str] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
    seed: int = 0,
    draws: Optional[int] = None,
) -> TrendTest:
    """Do the rates rise or fall along a line?

    Formula: T = sum of period * met against its distribution when the cases met are dealt out among all cases assessed
    (multivariate hypergeometric). cochran-armitage: z with the variance of that distribution, N - 1;
    cochran-armitage-n: with N; exact: the sum of all outcomes at least as far from the expected T, ties included;
    monte-carlo: (1 + draws at least as far) / (1 + draws), by the library's own seeded generator.

    The series and the options are those of trend; a row with nothing assessed counts for nothing. method: one of those
    four. seed: of the draws, 0 to 2**64 - 1; equal seeds give equal answers on every machine. draws: 99 to 10,000,000;
    None is 9,999.
    Returns a TrendTest: statistic z > 0 where the rate rose, of exact and monte-carlo that with N - 1.
    Errors: as trend; ArgumentError METHOD, DRAWS; RoomError TOO_LARGE (the exact test where the product of the square
    of the cases of the rarer outcome and the span, in the steps of which all distances between periods are multiples,
    is beyond 1,000,000; draws over more than 1e9 cases); ValueError for the seed.
    Notes: NOTHING_ASSESSED (fewer than two periods with cases) or NO_VARIATION: statistic 0, p 1; MONTE_CARLO; GAP
    (days between dates are none); CENSUS, DIP or QUOTA.

    >>> test, error = peel.trend_test([8, 10, 11, 22, 6], [61, 58, 111, 124, 135], method="cochran-armitage-n")
    >>> round(test.statistic, 4), round(test.p_value, 5)
    (-1.7878, 0.07381)
    """
    series = series_of(met, assessed, periods, population, unit)
    options = trend_options(method, confidence, alpha, side, design, series.unit, seed, draws)
    answer, error = s.Test(), c.c_double()
    status = lib.peel_trend_test(series.rows, series.points, options, *series.work(), answer, error)
    if status:
        raise series.error(status)
    return TrendTest(test_of(answer, alpha_of(options)), error.value)
