"""Bounds in whole cases of a known population: how many of them met the criterion?"""

import ctypes as c
from typing import Optional

from . import _structs as s
from ._columns import Column, columns_of, columns_out, mark_missing
from ._constants import Offers, Status
from ._library import lib
from ._methods import methods
from ._options import prior_of, rate_options
from ._results import Bounds, BoundsColumns
from ._sample import count, population_of
from ._status import PeelError, error_of


def _error(status: int, method: str) -> PeelError:
    """What is wrong; of a method that does not use a population, which do."""
    if status != Status.METHOD:
        return error_of(status)
    names = [each.name for each in methods("rate") if each.offers & Offers.POPULATION]
    words = f"{', '.join(names[:-1])} and {names[-1]}"
    return error_of(status, f"{method} takes the population as endless, and has no bounds in cases: {words} have them.")


def rate_bounds(
    met: int,
    assessed: int,
    population: int,
    *,
    method: str = "wilson",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
    prior: Optional[tuple[float, float]] = None,
) -> Bounds:
    """How many cases of the population met the criterion, at least and at most?

    Formula: of the methods that count in whole cases (clopper-pearson, mid-p, blaker, jeffreys, beta, beta-hpd) these
    are the limits of rate before they are divided by N: for Clopper-Pearson the smallest K with P(met or more | K) >
    alpha / 2 and the largest with P(met or fewer | K) > alpha / 2. Of wilson, wald, agresti-coull and logit they are
    the whole numbers between the limits of rate times N, or the two around them where there is none, and at least what
    was seen. Source: Cochran 1977, Sampling Techniques, 3.6.

    met, assessed, population: as in rate; the population must be known. The options are those of rate, method one that
    offers it (Offers.POPULATION).
    Returns Bounds: cases, 0 to the population, both included. A dip sample supports none: met to population - failed,
    which is certain.

    Errors: those of rate; NumberError POPULATION_NEEDED; ArgumentError METHOD also for a method that does not use a
    population.

    >>> peel.rate_bounds(45, 100, 300, method="clopper-pearson")
    Bounds(lower=111, upper=160)
    """
    sample = s.Sample(count(met, "met"), count(assessed, "assessed"), population_of(population))
    known = None if prior is None else prior_of(prior)
    answer = s.Bounds()
    status = lib.peel_rate_bounds(sample, rate_options(method, confidence, alpha, side, design, known), answer)
    if status:
        raise _error(status, method)
    return Bounds(answer.lower, answer.upper)


def rate_bounds_many(
    met: Column,
    assessed: Column,
    population: Column,
    *,
    method: str = "wilson",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
    prior: Optional[tuple[float, float]] = None,
) -> BoundsColumns:
    """The bounds of many samples: columns as in rate_many, options as in rate_bounds, each row as rate_bounds gives it.

    A row that has no answer gets -1, -1 and its status: POPULATION_NEEDED where the population is missing or 0,
    NOT_A_COUNT where met or assessed is missing. Errors: as rate_many, and those of the options as rate_bounds.

    >>> bounds = peel.rate_bounds_many([45, 0, 5], [100, 5, 10], [300, 1000, None], method="clopper-pearson")
    >>> list(bounds.lower), list(bounds.upper)
    ([111, 0, -1], [160, 520, -1])
    >>> bounds.bad, peel.status_name(bounds.status[2])
    (1, 'population-needed')
    """
    known = None if prior is None else prior_of(prior)
    options = rate_options(method, confidence, alpha, side, design, known)
    given = columns_of({"met": met, "assessed": assessed, "population": population}, "a row is one sample")
    samples = s.Samples(**given.addresses())
    answers = columns_out(given.numpy, given.rows, lower="q", upper="q", status="i")
    bad = c.c_size_t()
    status = lib.peel_rate_bounds_many(given.rows, samples, options, s.BoundsColumns(**answers.addresses()), bad)
    if status:
        raise _error(status, method)
    mark_missing(given, answers)
    return BoundsColumns(**answers.values, bad=bad.value)
