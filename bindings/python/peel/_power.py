"""Two samples that are yet to be taken: would they show a change, and how many cases would?"""

import ctypes as c
from typing import Optional

from ._constants import Status
from ._library import lib
from ._options import TEST, compare_options, level, proportion
from ._sample import count
from ._status import error_of


def compare_power(
    rate_before: float,
    rate_after: float,
    assessed_before: int,
    assessed_after: int,
    *,
    method: str = "fisher",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
) -> float:
    """With which probability would samples of these sizes show a change between these rates?

    Formula: for Fisher and Fisher mid-P the exact sum over all samples with p <= alpha; for Pearson the normal formula
    with the pooled variance under no change (Fleiss, Levin and Paik 2003, ch. 4.2). Both sides count.

    rate_before, rate_after: proportions. assessed_before, assessed_after: cases, from 1; up to 2,000 for the exact
    sums. method: "fisher", "fisher-mid-p" or "pearson". confidence, alpha: as in rate.
    Errors: ArgumentError RATE, RANGE (an assessed below 1), METHOD (also for the other tests), or for confidence and
    alpha; RoomError TOO_LARGE (for Pearson above 2**53); TextError for an assessed that is no whole number.

    >>> round(peel.compare_power(0.94, 0.806, 80, 80), 3)
    0.672
    """
    options = compare_options(TEST, method, confidence, alpha, "two-sided", "random")
    rates = proportion(rate_before, "rate_before", Status.RATE), proportion(rate_after, "rate_after", Status.RATE)
    counts = count(assessed_before, "assessed_before"), count(assessed_after, "assessed_after")
    answer = c.c_double()
    status = lib.peel_compare_power(*rates, *counts, options, answer)
    if status:
        raise error_of(status)
    return answer.value


def compare_size(
    rate_before: float,
    rate_after: float,
    *,
    power: Optional[float] = None,
    method: str = "fisher",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
) -> int:
    """How many cases must each of two audits assess to show a change between these rates with this power?

    Formula: the smallest equal number from which compare_power never falls below the power again, up to 2,000 for the
    exact tests, whose power is a saw: the first number that reaches it may be smaller. For Pearson the smallest, by the
    normal formula. The saw is followed down from where Hoeffding's inequality shows that no tooth is
    too low: in tenths of a second, up to two at extreme alphas.

    rate_before, rate_after: proportions. power: above alpha and below 1; None is 0.8. The others are as in
    compare_power.
    Returns the cases of each sample.
    Errors: as compare_power; ArgumentError POWER; ArgumentError RATE where the rates are equal; RoomError TOO_LARGE
    where 2,000 are not enough.

    >>> peel.compare_size(0.94, 0.806, method="pearson"), peel.compare_size(0.94, 0.806)
    (96, 105)
    """
    options = compare_options(TEST, method, confidence, alpha, "two-sided", "random")
    rates = proportion(rate_before, "rate_before", Status.RATE), proportion(rate_after, "rate_after", Status.RATE)
    answer = c.c_int64()
    status = lib.peel_compare_size(*rates, level(power, "power", Status.POWER), options, answer)
    if status:
        raise error_of(status)
    return answer.value
