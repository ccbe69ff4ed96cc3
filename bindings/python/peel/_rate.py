"""The rate: what share of cases meets the criterion, and how surely a sample tells."""

import ctypes as c
from typing import Optional

from . import _structs as s
from ._columns import Column, columns_of, columns_out, mark_missing
from ._library import lib
from ._options import prior_of, rate_options
from ._results import Interval, Intervals, interval_of
from ._sample import count, population_of
from ._status import error_of

_peel_rate = lib.peel_rate


def rate(
    met: int,
    assessed: int,
    population: Optional[int] = None,
    *,
    method: str = "wilson",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
    prior: Optional[tuple[float, float]] = None,
) -> Interval:
    """What rate does this sample show, and between which limits may the true rate lie?

    Formula and source: by the method, see methods("rate"). The estimate is always met / assessed. alpha = 1 -
    confidence computed in double; a two-sided interval spends alpha / 2 on each side, a one-sided bound all of it. The
    limits of blaker and sterne are the outermost rates that their test does not reject. A known population of N is used
    by the methods that offer it (Offers.POPULATION). Clopper-Pearson, mid-p and blaker then count by the hypergeometric
    distribution, and jeffreys, beta and beta-hpd predict the cases not looked at by the beta-binomial one; their limits
    are whole numbers of cases over N. For wilson, wald, agresti-coull and logit the n assessed count as n (N - 1) / (N
    - n) with the same rate, and the limits are cut to what is certain: met / N to 1 - failed / N (note CLIPPED).
    Whether the population is used or not, one that was assessed as a whole is a census.

    met, assessed, population: whole numbers, 0 <= met <= assessed <= population <= 2**53; population missing (None,
    NaN, the NA of pandas) or 0: not known, or endless. method: a name. confidence: 1e-16 to 1 - 1e-16 (above 0.5 for a
    one-sided bound); None is 0.95. alpha: instead of confidence, 1e-100 to below 1 (below 0.5 for a one-sided bound).
    side: "two-sided", "lower" or "upper", the limit that is bounded. design: how the cases were chosen: "random",
    "quota", "dip", "census". prior: of beta and beta-hpd, what was known before, as so many cases met and so many
    failed, each 0.001 to 1e6; None is (1, 1), every rate as likely as any other.

    Errors: NumberError for counts that no sample can have, or a census that is not one; ArgumentError for confidence,
    alpha, method, side, design, METHOD_SIDE (a method that has no one-sided form) or PRIOR (also one for a method that
    takes none); TextError for a count that is no whole number; SearchError; TypeError.
    Notes: the first that holds of NOTHING_ASSESSED (estimate NaN, limits 0 and 1), CENSUS (limits equal the estimate,
    also when assessed equals a known population) and DIP (limits NaN) stands alone; else QUOTA, CLIPPED, NO_WIDTH,
    EXACT_INSTEAD (logit, probit, cloglog where none or all met the criterion: the limits of Clopper-Pearson), and of a
    known population FINITE or POPULATION_UNUSED.

    >>> print(peel.rate(41, 79))
    51.9% (95% CI 41.1% to 62.6%)
    >>> print(peel.rate(41, 79, method="clopper-pearson", side="lower"))
    51.9% (95% lower bound 42.1%)
    >>> known = peel.rate(45, 100, 300, method="clopper-pearson")
    >>> round(300 * known.lower), round(300 * known.upper)
    (111, 160)
    """
    sample = s.Sample(count(met, "met"), count(assessed, "assessed"), population_of(population))
    answer = s.Interval()
    known = None if prior is None else prior_of(prior)
    status = _peel_rate(sample, rate_options(method, confidence, alpha, side, design, known), answer)
    if status:
        raise error_of(status)
    return interval_of(answer, "rate")


def rate_many(
    met: Column,
    assessed: Column,
    population: Optional[Column] = None,
    *,
    method: str = "wilson",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
    prior: Optional[tuple[float, float]] = None,
) -> Intervals:
    """The rates of many samples: columns in, columns out, each row with the same bits as rate gives.

    met, assessed, population: columns of whole numbers, of one length: lists, array.array, numpy arrays, pandas
    columns. Contiguous columns of 64-bit whole numbers are read where they stand; others are converted once. The
    options are those of rate, for all rows. While the library works other threads of Python run.

    A row that no sample can have spoils no other: it gets NaN, notes 0 and its status. So does a row whose met or
    assessed is missing (None, NaN, the NA of pandas, a masked value), with the status NOT_A_COUNT; a missing population
    is not known.
    Errors: ArgumentError as rate; TextError for a value that is no whole number, TypeError for one of a wrong type,
    both naming the row (counted from 0); ValueError for columns of unequal length.

    >>> rates = peel.rate_many([41, 40, 50], [79, 48, 48])
    >>> [round(limit, 4) for limit in rates.lower]
    [0.4105, 0.7042, nan]
    >>> rates.bad, peel.status_name(rates.status[2])
    (1, 'met-above-assessed')
    """
    known = None if prior is None else prior_of(prior)
    options = rate_options(method, confidence, alpha, side, design, known)
    given = columns_of({"met": met, "assessed": assessed, "population": population}, "a row is one sample")
    samples = s.Samples(**given.addresses())
    answers = columns_out(given.numpy, given.rows, estimate="d", lower="d", upper="d", notes="I", status="i")
    bad = c.c_size_t()
    status = lib.peel_rate_many(given.rows, samples, options, s.Intervals(**answers.addresses()), bad)
    if status:
        raise error_of(status)
    mark_missing(given, answers)
    return Intervals(**answers.values, bad=bad.value)
