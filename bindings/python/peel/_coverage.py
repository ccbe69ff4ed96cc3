"""Coverage: how often does a method's interval hold the true rate, and how long is it? Known before any case is drawn."""

import math
from typing import NamedTuple, Optional

from . import _structs as s
from ._columns import work_of
from ._constants import Status
from ._library import lib
from ._options import alpha_of, confidence_of, prior_of, proportion, rate_options, two_numbers
from ._percent import percent, percent_of_confidence, points
from ._results import METHODS, SIDES
from ._sample import count
from ._status import PeelError, error_of


def _share(number: float, every: bool) -> str:
    """A share of samples, which is all of them only where it is exactly that, and not in doubles alone."""
    return percent(number if number < 1 or every else math.nextafter(1, 0))


def _limits(confidence: float, alpha: float, method: str, side: str) -> str:
    words = "limits" if side == "two-sided" else f"{side} bound"
    return f"{percent_of_confidence(confidence, alpha)} {words} by {method}"


def _length(length: float, side: str) -> str:
    if side == "two-sided":
        return f"they lie {points(length)} points apart on average"
    return f"it lies {points(length)} points from the end of the scale on average"


class Coverage(NamedTuple):
    """What to expect of a method at one true rate.

    rate: the true rate. coverage: the probability that the limits hold it. below, above: the probability that both
    limits lie below it, or above it. length: the expected distance between the limits; 0.05 is 5 percentage points.
    confidence, alpha, method, side: as asked for. str() is a sentence.
    """

    rate: float
    coverage: float
    below: float
    above: float
    length: float
    confidence: float
    alpha: float
    method: str
    side: str

    def __str__(self) -> str:
        limits = _limits(*self[5:])
        held = _share(self.coverage, self.below == self.above == 0)
        if self.side == "two-sided":
            words = (
                f"lies between the {limits} of {held} of samples, above those of {percent(self.below)}, below those of "
                f"{percent(self.above)}"
            )
        elif self.side == "lower":
            words = f"is not below the {limits} of {held} of samples, and below that of {percent(self.above)}"
        else:
            words = f"is not above the {limits} of {held} of samples, and above that of {percent(self.below)}"
        return f"A true rate of {percent(self.rate)} {words}; {_length(self.length, self.side)}"


class WorstCoverage(NamedTuple):
    """What to expect of a method over a range of true rates.

    rate: where the coverage is worst; it may be approached there and not reached. coverage: the greatest lower bound of
    the coverage over the range. mean: of the coverage, every rate of the range as likely as any other. length: of the
    expected length, likewise. short_of: the share of the range in which the coverage is below the confidence.
    confidence, alpha, method, side: as asked for. str() is a sentence.
    """

    rate: float
    coverage: float
    mean: float
    length: float
    short_of: float
    confidence: float
    alpha: float
    method: str
    side: str

    def __str__(self) -> str:
        hold = "hold" if self.side == "two-sided" else "holds"
        return (
            f"The {_limits(*self[5:])} {hold} the true rate in {percent(self.coverage)} of samples at worst, near a rate "
            f"of {percent(self.rate)}, and in {_share(self.mean, self.coverage >= 1)} on average; below the confidence "
            f"at {percent(self.short_of)} of the rates; {_length(self.length, self.side)}"
        )


def _error(status: int, assessed: int, design: str, rates: str) -> PeelError:
    """What is wrong, in the words of this question. rates: what they are, and what is wrong with them."""
    if status in (Status.RANGE, Status.TOO_LARGE):
        return error_of(status, f"assessed is {assessed}: coverage is summed of 1 to 100,000 cases.")
    if status == Status.DESIGN:
        return error_of(status, f"A {design} sample has no sampling error to tell: ask of random or quota ones.")
    return error_of(status, rates) if status == Status.RATE else error_of(status)


def _asked(options: s.RateOptions) -> tuple[float, float, str, str]:
    return confidence_of(options), alpha_of(options), METHODS[options.method], SIDES[options.side]


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
        raise _error(status, assessed, design, f"rate is {rate}: a true rate is a proportion from 0 to 1, as in 0.9.")
    return Coverage(answer.rate, answer.coverage, answer.below, answer.above, answer.length, *_asked(options))


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
    values at the ends, where the limits are approached from both sides: the least of them all is the worst. That is
    proved where the results that hold the rate have no gap; where they have, as of logit, probit and cloglog at high
    confidences, no lesser value was found inside, up to 50 cases. Mean and expected length are integrals in closed
    form, by the beta distribution, over a short range by points.

    assessed: 1 to 100,000. between: the range of rates, from and to, 0 <= from < to <= 1. The options are those of
    rate_coverage.
    Returns a WorstCoverage: proportions.

    Errors: those of rate_coverage; ArgumentError RATE for the range.

    >>> worst = peel.rate_worst_coverage(79, (0.5, 0.99), method="clopper-pearson")
    >>> worst.coverage > 0.95, worst.short_of
    (True, 0.0)
    >>> print(peel.rate_worst_coverage(79))
    The 95% limits by wilson hold the true rate in 83.8% of samples at worst, near a rate of 0.2%, and in 95.1% on average; below the confidence at 47.7% of the rates; they lie 17.1 points apart on average
    """
    known = None if prior is None else prior_of(prior)
    options = rate_options(method, confidence, alpha, side, design, known)
    least, most = two_numbers(between, "between", Status.RATE, "give two proportions, from and to, as in (0, 1)")
    cases = count(assessed, "assessed")
    answer = s.WorstCoverage()
    work = work_of(lib.peel_rate_worst_coverage_work_size(cases))
    status = lib.peel_rate_worst_coverage(cases, least, most, options, *work, answer)
    if status:
        wrong = (
            f"between is {least} and {most}: give two proportions from 0 to 1, the lower one first, as in (0.1, 0.9)."
        )
        raise _error(status, assessed, design, wrong)
    return WorstCoverage(answer.rate, answer.coverage, answer.mean, answer.length, answer.short_of, *_asked(options))
