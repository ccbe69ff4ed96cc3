"""A sample against a rate: could the true rate be this one?"""

import ctypes as c
from array import array
from decimal import Decimal
from numbers import Real
from typing import Any, Optional, Union

from . import _structs as s
from ._columns import Column, Columns, Memory, columns_of, columns_out, doubles, mark_missing
from ._constants import Status
from ._library import lib
from ._options import RATE_TEST, alpha_of, proportion, rate_options
from ._results import Test, Tests, test_of
from ._sample import count, population_of
from ._status import error_of

_WORDS = "give a proportion, as in 0.9"


def rate_test(
    met: int,
    assessed: int,
    rate: float,
    population: Optional[int] = None,
    *,
    method: str = "exact",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Test:
    """Could the true rate be this one?

    Formula and source: by the method, see methods("rate-test"). Exact and mid-p: the smaller tail doubled, at most 1.
    Blaker: the smaller tail, and of the other side all that has no larger tail. Sterne: all results no likelier than
    the one seen, with R's relative tolerance of 1e-7. Score: z = (met - n rate) / sqrt(n rate (1 - rate)). Likelihood
    ratio: the root of 2 (l(met / n) - l(rate)), with the sign of met / n - rate. At a rate of 0 or 1, at which one
    sample alone can be, z of any other is infinite. Each is matched with the interval of the same name (exact:
    Clopper-Pearson; score: Wilson) at the same confidence, of an endless population: for a rate outside it p <= alpha,
    and for one inside p > alpha but for a hole between rates that blaker or sterne do not reject, which is noted.
    Nearer to a limit than a relative 1e-7 (sterne; else 1e-12) rounding and the tolerance decide. One-sided: "lower" is
    small where the sample lies above the rate, as a lower bound above it says; "upper" where below. Of a known
    population more is certain: a rate below met / N, or above 1 - failed / N, cannot be. Such a rate is noted, p is 0
    and no statistic given, whatever the method; of the two one-sided p the one is 0, and 1 that of the question to
    which such cases say yes.

    met, assessed, population: as in rate. rate: a proportion from 0 to 1. method: a name. confidence, alpha, side,
    design: as in rate; the level changes no p, but decides whether a hole is noted, and how many digits str() shows.
    Returns a Test: statistic z of score and likelihood-ratio, above 0 where the sample lies above the rate, else NaN.

    Errors: as rate; ArgumentError RATE.
    Notes: NOTHING_ASSESSED alone (p 1); else CENSUS alone (two-sided p 1 where the estimate is the rate, else 0;
    "lower" 0 where it is above the rate, else 1; "upper" 0 where it is below, else 1); else QUOTA, DIP, and RULED_OUT,
    or else POPULATION_UNUSED and HOLE.

    >>> print(peel.rate_test(41, 79, 0.65))
    exact, p = 0.022
    >>> print(peel.rate_test(41, 79, 0.65, method="score", side="upper"))
    score, p = 0.0073, side upper
    >>> peel.rate_test(20, 20, 0.9, 22).notes  # 20 of the 22 met it, which is more
    <Note.RULED_OUT: 16777216>
    """
    sample = s.Sample(count(met, "met"), count(assessed, "assessed"), population_of(population))
    options = rate_options(method, confidence, alpha, side, design, None, RATE_TEST)
    answer = s.Test()
    status = lib.peel_rate_test(sample, proportion(rate, "rate", Status.RATE, _WORDS), options, answer)
    if status:
        raise error_of(status)
    return test_of(answer, alpha_of(options))


def _rates_of(rates: Any, given: Columns) -> Memory:
    """A rate for each sample: a column, or one for all."""
    if isinstance(rates, (Real, Decimal)):
        every = array("d", [proportion(rates, "rates", Status.RATE, _WORDS)]) * given.rows
        return Memory(every, every.buffer_info()[0], False)
    held = doubles(rates, "rates")
    if held.rows != given.rows:
        raise ValueError(f"met has {given.rows} rows, but rates has {held.rows}: a row is one sample and its rate")
    return held


def rate_test_many(
    met: Column,
    assessed: Column,
    rates: Union[Column, float],
    population: Optional[Column] = None,
    *,
    method: str = "exact",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Tests:
    """The tests of many samples, each against its own rate: columns in, columns out.

    met, assessed, population: columns as in rate_many. rates: a column of proportions, or one for all rows. The options
    are those of rate_test.
    A row that has no answer gets NaN, notes 0 and its status: RATE where the rate is missing or no proportion,
    NOT_A_COUNT where met or assessed is missing. Errors: as rate_many, and those of the options as rate_test.

    >>> tests = peel.rate_test_many([41, 40, 27], [79, 48, 36], 0.65, method="mid-p")
    >>> [round(p, 3) for p in tests.p_value]
    [0.017, 0.006, 0.211]
    """
    options = rate_options(method, confidence, alpha, side, design, None, RATE_TEST)
    given = columns_of({"met": met, "assessed": assessed, "population": population}, "a row is one sample")
    samples, held = s.Samples(**given.addresses()), _rates_of(rates, given)
    answers = columns_out(given.numpy or held.numpy, given.rows, statistic="d", p_value="d", notes="I", status="i")
    bad, first = c.c_size_t(), c.cast(c.c_void_p(held.address), c.POINTER(c.c_double))
    status = lib.peel_rate_test_many(given.rows, samples, first, options, s.Tests(**answers.addresses()), bad)
    if status:
        raise error_of(status)
    mark_missing(given, answers)
    return Tests(**answers.values, bad=bad.value)
