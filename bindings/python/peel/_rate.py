"""The rate: what share of cases meets the criterion, and how surely a sample tells."""

import ctypes as c
import math
from decimal import Decimal
from functools import lru_cache
from numbers import Real
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._columns import Column, column, columns_out
from ._constants import Note, Status
from ._library import lib, numbered
from ._methods import methods
from ._percent import percent, percent_of_confidence
from ._sample import count
from ._status import error_of
from ._words import design_parse, rate_method_parse, side_parse

_METHODS = {method.number: method.name for method in methods()}
_SIDES = numbered(lib.peel_side_name)
_peel_rate = lib.peel_rate
_REFUSED = -1  # stands for a missing count, so that the library gives the row NaN and counts it as bad


class _Notes(dict[int, Note]):
    """Notes by their bits: making one anew takes longer than the rate."""

    def __missing__(self, bits: int) -> Note:
        return self.setdefault(bits, Note(bits))


_NOTES = _Notes()


class Interval(NamedTuple):
    """An estimate with its interval. Estimate and limits are proportions in [0, 1].

    estimate: met / assessed; NaN where nothing was assessed. lower, upper: NaN where they are withheld (Note.DIP).
    confidence, alpha: the one is 1 minus the other, computed in double. method, side: their names. With side "lower"
    only `lower` is a bound and `upper` is the end of the scale (of a census, the estimate); "upper" likewise. notes:
    know this. At low confidences the estimate may lie outside the limits of mid-P and Jeffreys, whose middle is not
    met / assessed.

    str() gives percentages for a reader, and says so where there is only a bound or none. What rounds to 0.0% or to
    100.0% without being it is "less than 0.1%" or "more than 99.9%". An interval without width is said to be that.
    """

    estimate: float
    lower: float
    upper: float
    confidence: float
    alpha: float
    method: str
    side: str
    notes: Note

    def __str__(self) -> str:
        if self.notes & Note.NOTHING_ASSESSED:
            return "no rate (nothing assessed)"
        return f"{percent(self.estimate)} ({self._limits()})"

    def _limits(self) -> str:
        if self.notes & Note.DIP:
            return "dip sample, interval withheld"
        if self.notes & Note.CENSUS:
            return "census, no sampling error"
        confidence = percent_of_confidence(self.confidence, self.alpha)
        if self.side == "two-sided":
            text = f"{confidence} CI {self._percent(self.lower)} to {self._percent(self.upper)}"
        else:
            limit = self.lower if self.side == "lower" else self.upper
            text = f"{confidence} {self.side} bound {self._percent(limit)}"
        if self.notes & Note.NO_WIDTH:
            text += ", without width"
        return text + ", of the audited mix" if self.notes & Note.QUOTA else text

    def _percent(self, limit: float) -> str:
        """A limit that was not cut, of a sample that shows another rate, is 0 or 1 only by the rounding of doubles."""
        if limit in (0, 1) and limit != self.estimate and not self.notes & Note.CLIPPED:
            limit = math.nextafter(limit, 0.5)
        return percent(limit)


class Intervals(NamedTuple):
    """Intervals in columns; row i of every column belongs to sample i.

    estimate, lower, upper: proportions, float64. notes: bits of Note, 32 bits unsigned. status: codes of Status, 32
    bits. bad: how many rows have no answer; such a row has NaN, notes 0 and its status. Numpy arrays where a numpy
    array or a pandas column was given, else array.array.
    """

    estimate: Any
    lower: Any
    upper: Any
    notes: Any
    status: Any
    bad: int


def _level(value: Any, what: str, status: Status) -> float:
    """A typed confidence or alpha for the options, where 0 would mean that it was not typed."""
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, (Real, Decimal)):
        raise TypeError(f"{what} is {value!r} of type {type(value).__name__}: give a proportion, as in 0.95")
    try:
        number = float(value)
    except OverflowError:
        raise error_of(status) from None
    if number == 0:
        raise error_of(status)
    return number


def _new_options(method: str, confidence: Any, alpha: Any, side: str, design: str) -> s.RateOptions:
    if confidence is not None and alpha is not None:
        raise error_of(Status.CONFIDENCE_AND_ALPHA)
    return s.RateOptions(
        size=c.sizeof(s.RateOptions),
        confidence=_level(confidence, "confidence", Status.CONFIDENCE),
        alpha=_level(alpha, "alpha", Status.ALPHA),
        method=rate_method_parse(method),
        side=side_parse(side),
        design=design_parse(design),
    )


# They are kept for every thread to use: nothing writes to them.
_kept_options = lru_cache(maxsize=256, typed=True)(_new_options)


def _options(method: str, confidence: Any, alpha: Any, side: str, design: str) -> s.RateOptions:
    """The options in C."""
    try:
        return _kept_options(method, confidence, alpha, side, design)
    except TypeError:  # a list, say, of which nothing can be kept
        pass
    return _new_options(method, confidence, alpha, side, design)  # says which option it is


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
) -> Interval:
    """What rate does this sample show, and between which limits may the true rate lie?

    Formula and source: by the method, see methods(). The estimate is always met / assessed. alpha = 1 - confidence
    computed in double; a two-sided interval spends alpha / 2 on each side, a one-sided bound all of it.

    met, assessed, population: whole numbers, 0 <= met <= assessed <= population <= 2**53; population None or 0: not
    known, or endless. method: a name, see methods(). confidence: 1e-16 to 1 - 1e-16 (above 0.5 for a one-sided
    bound); None is 0.95. alpha: instead of confidence, 1e-100 to below 1 (below 0.5 for a one-sided bound). side:
    "two-sided", "lower" or "upper", the limit that is bounded. design: how the cases were chosen: "random", "quota",
    "dip", "census".

    Errors: NumberError for counts that no sample can have, or a census that is not one; ArgumentError for confidence,
    alpha, method, side or design; TextError for a count that is no whole number; SearchError; TypeError.
    Notes: the first that holds of NOTHING_ASSESSED (estimate NaN, limits 0 and 1), CENSUS (limits equal the estimate,
    also when assessed equals a known population) and DIP (limits NaN) stands alone; else QUOTA, POPULATION_UNUSED,
    CLIPPED, NO_WIDTH.

    >>> print(peel.rate(41, 79))
    51.9% (95% CI 41.1% to 62.6%)
    >>> print(peel.rate(41, 79, method="clopper-pearson", side="lower"))
    51.9% (95% lower bound 42.1%)
    """
    sample = s.Sample(
        count(met, "met"), count(assessed, "assessed"), 0 if population is None else count(population, "population")
    )
    answer = s.Interval()
    status = _peel_rate(sample, _options(method, confidence, alpha, side, design), answer)
    if status:
        raise error_of(status)
    return Interval(
        answer.estimate,
        answer.lower,
        answer.upper,
        answer.confidence,
        answer.alpha,
        _METHODS[answer.method],
        _SIDES[answer.side],
        _NOTES[answer.notes],
    )


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
    options = _options(method, confidence, alpha, side, design)
    columns = {"met": column(met, "met", _REFUSED), "assessed": column(assessed, "assessed", _REFUSED)}
    if population is not None:
        columns["population"] = column(population, "population", 0)
    rows = columns["met"].rows
    for what, values in columns.items():
        if values.rows != rows:
            raise ValueError(f"met has {rows} rows, but {what} has {values.rows}: a row is one sample")
    samples = s.Samples(**{what: values.address for what, values in columns.items()})
    answers = columns_out(rows, numpy=any(values.numpy for values in columns.values()))
    intervals = s.Intervals(**{what: values.address for what, values in answers.items()})
    bad = c.c_size_t()
    status = lib.peel_rate_many(rows, samples, options, intervals, bad)
    if status:
        raise error_of(status)
    for row in (*columns["met"].missing, *columns["assessed"].missing):
        answers["status"].values[row] = Status.NOT_A_COUNT
    return Intervals(**{what: values.values for what, values in answers.items()}, bad=bad.value)
