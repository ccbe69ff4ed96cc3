"""Coverage: how often does a method's interval hold the true rate, and how long is it? Known before any case is drawn."""

from typing import NamedTuple, Optional

from . import _structs as s
from ._columns import work_of
from ._constants import Status
from ._library import lib
from ._options import prior_of, proportion, rate_options, two_numbers
from ._percent import percent, points
from ._sample import count
from ._status import error_of


class Coverage(NamedTuple):
    """What to expect of a method at one true rate.

    rate: the true rate. coverage: the probability that the limits hold it. below, above: the probability that both
    limits lie below it, or above it. length: the expected distance between the limits; 0.05 is 5 percentage points.
    str() is a sentence.
    """

    rate: float
    coverage: float
    below: float
    above: float
    length: float

    def __str__(self) -> str:
        return (
            f"A true rate of {percent(self.rate)} lies between the limits of {percent(self.coverage)} of samples, above "
            f"those of {percent(self.below)}, below those of {percent(self.above)}; they lie "
            f"{points(self.length)} points apart on average"
        )


class WorstCoverage(NamedTuple):
    """What to expect of a method over a range of true rates.

    rate: where the coverage is worst; it may be approached there and not reached. coverage: the greatest lower bound of
    the coverage over the range. mean: of the coverage, every rate of the range as likely as any other. length: of the
    expected length, likewise. short_of: the share of the range in which the coverage is below the confidence. str() is
    a sentence.
    """

    rate: float
    coverage: float
    mean: float
    length: float
    short_of: float

    def __str__(self) -> str:
        return (
            f"The limits hold the true rate in {percent(self.coverage)} of samples at worst, near a rate of "
            f"{percent(self.rate)}, and in {percent(self.mean)} on average; below the confidence at "
            f"{percent(self.short_of)} of the rates; they lie {points(self.length)} points apart on average"
        )


def rate_coverage(
    assessed: int,
    rate: float,
    *,
    method: str = "wilson",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
    prior: Optional[tuple[float, float]] = None,
) -> Coverage:
    """How often would the interval hold this true rate, and how long would it be?

    Formula: the sum of the binomial probabilities of all results 0 to assessed whose limits hold the rate; of the
    length, the sum of each result's probability times the distance of its limits. Source: Brown, Cai and DasGupta 2001,
    Stat Sci 16:101-133.

    assessed: 1 to 100,000. rate: a proportion from 0 to 1. The options are those of rate; design "random" or "quota".
    Returns a Coverage: proportions.

    Errors: ArgumentError RATE, RANGE (no case assessed, or a negative number of them), DESIGN (dip and census have no
    sampling error to tell), and those of the options as rate; RoomError TOO_LARGE; TextError for a number of cases that
    is not whole; SearchError; TypeError.

    >>> at = peel.rate_coverage(30, 0.94, method="wald")
    >>> f"{at.coverage:.3f}, not the 0.95 that it says"
    '0.842, not the 0.95 that it says'
    """
    known = None if prior is None else prior_of(prior)
    options = rate_options(method, confidence, alpha, side, design, known)
    true, cases = proportion(rate, "rate", Status.RATE, "give a proportion, as in 0.9"), count(assessed, "assessed")
    answer = s.Coverage()
    status = lib.peel_rate_coverage(cases, true, options, answer)
    if status:
        raise error_of(status)
    return Coverage(answer.rate, answer.coverage, answer.below, answer.above, answer.length)


def rate_worst_coverage(
    assessed: int,
    between: tuple[float, float] = (0.0, 1.0),
    *,
    method: str = "wilson",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
    prior: Optional[tuple[float, float]] = None,
) -> WorstCoverage:
    """How seldom, at worst, does the interval hold the true rate, whichever it is within a range?

    Formula: between two neighbouring limits of all results the coverage is a smooth function of the rate with its least
    values at the ends, where the limits are approached from both sides: the least of them all is the worst. Mean and
    expected length are integrals in closed form, by the beta distribution.

    assessed: 1 to 100,000. between: the range of rates, from and to, 0 <= from < to <= 1. The options are those of
    rate_coverage.
    Returns a WorstCoverage: proportions.

    Errors: those of rate_coverage; ArgumentError RATE for the range.

    >>> worst = peel.rate_worst_coverage(79, (0.5, 0.99), method="clopper-pearson")
    >>> worst.coverage > 0.95, worst.short_of
    (True, 0.0)
    >>> print(peel.rate_worst_coverage(79))
    The limits hold the true rate in 83.8% of samples at worst, near a rate of 0.2%, and in 95.1% on average; below the confidence at 47.7% of the rates; they lie 17.1 points apart on average
    """
    known = None if prior is None else prior_of(prior)
    options = rate_options(method, confidence, alpha, side, design, known)
    least, most = two_numbers(between, "between", Status.RATE, "give two proportions, from and to, as in (0, 1)")
    cases = count(assessed, "assessed")
    answer = s.WorstCoverage()
    work = work_of(lib.peel_rate_worst_coverage_work_size(cases))
    status = lib.peel_rate_worst_coverage(cases, least, most, options, *work, answer)
    if status:
        raise error_of(status)
    return WorstCoverage(answer.rate, answer.coverage, answer.mean, answer.length, answer.short_of)
