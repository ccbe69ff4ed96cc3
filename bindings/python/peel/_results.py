"""The shapes in which answers come, as in include/peel/results.h: intervals, tests, verdicts."""

import math
from typing import Any, NamedTuple

from . import _structs as s
from ._constants import Note
from ._library import lib, numbered
from ._methods import methods
from ._percent import percent, percent_of_confidence, plain, points, probability

METHODS = {method.number: method.name for method in methods()}
SIDES = numbered(lib.peel_side_name)
VERDICTS = numbered(lib.peel_verdict_name)


class _Notes(dict[int, Note]):
    """Notes by their bits: making one anew takes longer than the rate."""

    def __missing__(self, bits: int) -> Note:
        return self.setdefault(bits, Note(bits))


NOTES = _Notes()
_WITHOUT = {
    Note.NO_RATIO: "0/0",
    Note.NOTHING_ASSESSED: "nothing assessed",
    Note.NO_VARIATION: "all or none met the criterion",
}


class Interval(NamedTuple):
    """An estimate with its interval.

    estimate: of a rate met / assessed; NaN where there is none. lower, upper: NaN where they are withheld (Note.DIP).
    confidence, alpha: the one is 1 minus the other, computed in double. method, side: their names. With side "lower"
    only `lower` is a bound and `upper` is the end of the scale (of a census, the estimate); "upper" likewise. notes:
    know this. scale: what estimate and limits are: "rate" (proportions in [0, 1]), "difference" (in [-1, 1], where 0.05
    is 5 percentage points), "slope" (a difference a period), "ratio" (0 to infinity; of rates or of odds), "value"
    (what was given). The estimate may lie outside the limits of methods whose middle is not met / assessed: of beta
    where none or all met, of beta and beta-hpd with a prior that says otherwise; of beta, arcsine (0 of 5 at 75%),
    mid-p, jeffreys, modified-jeffreys and scas at low confidences. And of a known population by all methods that count
    in whole cases: met / assessed need not be a whole number over N.

    str() gives percentages, percentage points or plain numbers for a reader, and says so where there is only a bound or
    none. What rounds to 0.0% or to 100.0% without being it is "less than 0.1%" or "more than 99.9%". An interval
    without width is said to be that.
    """

    estimate: float
    lower: float
    upper: float
    confidence: float
    alpha: float
    method: str
    side: str
    notes: Note
    scale: str = "rate"

    def __str__(self) -> str:
        if math.isnan(self.estimate):
            for note in Note.NO_RATIO, Note.NOTHING_ASSESSED, Note.NO_VARIATION:
                if self.notes & note:
                    return f"no {self.scale} ({_WITHOUT[note]})"
            return f"no {self.scale}"
        return f"{self._estimate()} ({self._limits()})"

    def _estimate(self) -> str:
        if self.scale in ("difference", "slope"):
            return points(self.estimate, "+") + (" points" if self.scale == "difference" else " points a period")
        return percent(self.estimate) if self.scale == "rate" else plain(self.estimate)

    def _limits(self) -> str:
        if self.notes & Note.DIP:
            return "dip sample, interval withheld"
        if self.notes & Note.CENSUS:
            # A printed percentage may be that of several counts.
            limits = f": {self._limit(self.lower)} to {self._limit(self.upper)}" if self.lower < self.upper else ""
            return f"census, no sampling error{limits}"
        confidence = percent_of_confidence(self.confidence, self.alpha)
        if self.side == "two-sided":
            text = f"{confidence} CI {self._limit(self.lower)} to {self._limit(self.upper)}"
        else:
            limit = self.lower if self.side == "lower" else self.upper
            text = f"{confidence} {self.side} bound {self._limit(limit)}"
        if self.notes & Note.NO_WIDTH:
            text += ", without width"
        return text + ", of the audited mix" if self.notes & Note.QUOTA else text

    def _limit(self, limit: float) -> str:
        if self.scale in ("difference", "slope"):
            return points(limit)
        if self.scale != "rate":
            return plain(limit)
        # A limit that was not cut, of a sample that shows another rate, is 0 or 1 only by the rounding of doubles.
        if limit in (0, 1) and limit != self.estimate and not self.notes & Note.CLIPPED:
            limit = math.nextafter(limit, 0.5)
        return percent(limit)


class Intervals(NamedTuple):
    """Intervals in columns; row i of every column belongs to sample, or to pair of samples, i.

    estimate, lower, upper: float64, as in Interval. notes: bits of Note, 32 bits unsigned. status: codes of Status, 32
    bits. bad: how many rows have no answer; such a row has NaN, notes 0 and its status. Numpy arrays where a numpy
    array or a pandas column was given, else array.array.
    """

    estimate: Any
    lower: Any
    upper: Any
    notes: Any
    status: Any
    bad: int


class Test(NamedTuple):
    """A test of a hypothesis. Significant is p_value <= alpha, for every test and its matched interval; a p_value within
    a relative 1e-12 of alpha is equal to it.

    statistic: NaN where the test is by enumeration and has none. df: degrees of freedom; NaN where there are none.
    p_value: in [0, 1]. method, side: their names; the p-value of side "lower" is small where the change, or the rate,
    lies above the hypothesis. notes: know this. alpha: the level that was asked for. str() is the p-value with its
    method, and with as many digits as show on which side of alpha it lies.
    """

    statistic: float
    df: float
    p_value: float
    method: str
    side: str
    notes: Note
    alpha: float = math.nan

    def __str__(self) -> str:
        return self.against(self.alpha)

    def _side(self) -> str:
        return "" if self.side == "two-sided" else f", side {self.side}"

    def against(self, alpha: float) -> str:
        """As str(), with as many digits as show on which side of that alpha the p-value lies."""
        return f"{self.method}, p = {probability(self.p_value, alpha)}{self._side()}"


class Tests(NamedTuple):
    """Tests in columns; row i of every column belongs to sample, or to pair of samples, i.

    statistic, p_value: float64, as in Test. notes, status, bad: as in Intervals.
    """

    statistic: Any
    p_value: Any
    notes: Any
    status: Any
    bad: int


class Bounds(NamedTuple):
    """Whole-number bounds, both included."""

    lower: int
    upper: int


class BoundsColumns(NamedTuple):
    """Whole-number bounds in columns, both included; row i of every column belongs to sample i.

    lower, upper: int64. status: codes of Status, 32 bits. bad: how many rows have no answer; such a row has -1, -1 and
    its status. Numpy arrays where a numpy array or a pandas column was given, else array.array.
    """

    lower: Any
    upper: Any
    status: Any
    bad: int


def known(number: float) -> float:
    """A number of the library, with one and the same NaN, so that equal answers are equal."""
    return number if number == number else math.nan


def interval_of(answer: s.Interval, scale: str) -> Interval:
    """An interval of the library, on a scale of Interval.scale."""
    estimate, lower, upper = answer.estimate, answer.lower, answer.upper
    if estimate != estimate or lower != lower:  # where upper is NaN, so is lower
        estimate, lower, upper = known(estimate), known(lower), known(upper)
    return Interval(
        estimate,
        lower,
        upper,
        answer.confidence,
        answer.alpha,
        METHODS[answer.method],
        SIDES[answer.side],
        NOTES[answer.notes],
        scale,
    )


def test_of(answer: s.Test, alpha: float) -> Test:
    """A test of the library, at a level."""
    return Test(
        known(answer.statistic),
        known(answer.df),
        answer.p_value,
        METHODS[answer.method],
        SIDES[answer.side],
        NOTES[answer.notes],
        alpha,
    )
