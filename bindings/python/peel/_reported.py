"""Percentages that somebody printed, without the counts behind them: what they tell, and what they cannot."""

from collections.abc import Iterable
from typing import NamedTuple, Optional, Union

from . import _structs as s
from ._constants import Status
from ._library import lib
from ._options import compare_options, prior_of, rate_options
from ._percent import with_point
from ._results import Bounds, Interval, interval_of, known
from ._sample import count
from ._status import PeelError, error_in, error_of, integer
from ._words import as_bytes


_MOST_DECIMALS = 12
_NEAR = 1000  # how far to look for denominators that a percentage can have


class Range(NamedTuple):
    """A number with the range in which rounding leaves it."""

    lower: float
    estimate: float
    upper: float


def range_of(answer: s.Range) -> Range:
    """A range of the library."""
    return Range(known(answer.lower), known(answer.estimate), known(answer.upper))


class Reported(NamedTuple):
    """A printed percentage, exactly as printed: "94" and "94.0" differ. The true percentage lies within half a unit of
    the last decimal, both ends included, for halves are rounded up by some and to even by others. Made by reported().

    figure: without its decimal point, 806 for 80.6%. plus_minus: likewise, 166 for +/- 1.66; 0: none was printed.
    decimals, plus_minus_decimals: of each, 0 to 12. str() is the percentage as printed.
    """

    figure: int
    plus_minus: int
    decimals: int
    plus_minus_decimals: int

    def __str__(self) -> str:
        if not (0 <= self.decimals <= _MOST_DECIMALS and 0 <= self.plus_minus_decimals <= _MOST_DECIMALS):
            return repr(self)  # made by hand, and nothing that anybody prints
        text = f"{with_point(self.figure, self.decimals)}%"
        if self.plus_minus:
            text += f" +/- {with_point(self.plus_minus, self.plus_minus_decimals)}"
        return text

    def range(self) -> Range:
        """Between which rates does a printed percentage leave the true one?

        Formula: (figure -+ 1/2) / (100 * 10^decimals), cut at 0 and 1; each the nearest double.
        Returns proportions.
        Errors: NumberError REPORTED for a figure above 100%.

        >>> peel.reported("80.6").range()
        Range(lower=0.8055, estimate=0.806, upper=0.8065)
        """
        answer = s.Range()
        status = lib.peel_reported_range(struct_of_reported(self), answer)
        if status:
            raise error_of(status)
        return range_of(answer)

    def counts(self, assessed: int) -> Bounds:
        """Which numbers of cases met round to this percentage of so many assessed?

        Formula: the whole numbers k with |k / assessed - figure| within half a unit, both ends included, in whole
        numbers throughout (Brown and Heathers 2017, Soc Psychol Personal Sci 8:363-369). assessed: 1 to 2**53.
        Returns all of them, from lower to upper.
        Errors: NumberError REPORTED, COUNT_TOO_LARGE, IMPOSSIBLE_PERCENTAGE (which names the nearest counts, and the
        nearest numbers of cases that can give it); ArgumentError RANGE (assessed below 1).

        >>> peel.reported("80.6").counts(31)
        Bounds(lower=25, upper=25)
        """
        answer = s.Bounds()
        cases = count(assessed, "assessed")
        status = lib.peel_reported_counts(struct_of_reported(self), cases, answer)
        if status:
            raise self._error(status, cases)
        return Bounds(answer.lower, answer.upper)

    def rate(
        self,
        assessed: Optional[int] = None,
        *,
        method: str = "wilson",
        confidence: Optional[float] = None,
        alpha: Optional[float] = None,
        side: str = "two-sided",
        design: str = "random",
        prior: Optional[tuple[float, float]] = None,
    ) -> Interval:
        """What interval has a printed percentage of so many cases?

        Formula: from the smallest lower to the largest upper limit over all counts that round to it. The estimate is
        the printed figure; a +/- is not used. Of a census the limits are the smallest and the largest rate that fit.
        assessed: 1 to 2**53; without it there is no interval. The options are those of rate.
        Errors: those of counts and of rate; NumberError DENOMINATOR_NEEDED.
        Notes: those of rate.

        >>> print(peel.reported("80.6%").rate(31))
        80.6% (95% CI 63.7% to 90.8%)
        """
        known = None if prior is None else prior_of(prior)
        options = rate_options(method, confidence, alpha, side, design, known)
        answer = s.Interval()
        cases = 0 if assessed is None else count(assessed, "assessed")
        status = lib.peel_reported_rate(struct_of_reported(self), cases, options, answer)
        if status:
            raise self._error(status, cases)
        return interval_of(answer, "rate")

    def worth(self, *, confidence: Optional[float] = None, alpha: Optional[float] = None) -> Range:
        """What sample is a percentage with +/- worth?

        Formula: effective size z^2 p (1 - p) / h^2 for a half-width h at the confidence, with the range that the
        rounding of both figures leaves.
        Returns numbers of cases, parts of them and all. confidence: of the +/-; None is 0.95. alpha: instead of it.
        Errors: NumberError REPORTED, DENOMINATOR_NEEDED (no +/-), PLUS_MINUS (0% or 100%); ArgumentError for confidence
        or alpha.

        >>> [round(cases) for cases in peel.reported("87.8 +/- 1.66").worth()]
        [1479, 1493, 1508]
        """
        options = compare_options(0, None, confidence, alpha, "two-sided", "random")
        answer = s.Range()
        status = lib.peel_reported_worth(struct_of_reported(self), options, answer)
        if status:
            raise error_of(status)
        return range_of(answer)

    def _error(self, status: int, assessed: int) -> PeelError:
        """The exception of a status; of a percentage that no count of so many gives it says which are nearest."""
        if status != Status.IMPOSSIBLE_PERCENTAGE:
            return error_of(status)
        figure, places = struct_of_reported(self), min(self.decimals + 1, _MOST_DECIMALS)
        below = self.figure * assessed // (100 * 10**self.decimals)
        counts = " and ".join(f"{met} is {_percentage(met, assessed, places)}" for met in (below, below + 1))
        fewer = _possible(figure, range(assessed - 1, max(0, assessed - _NEAR), -1))
        more = _possible(figure, range(assessed + 1, assessed + _NEAR))
        of_so_many = f"{assessed} case{'s' if assessed > 1 else ''}"
        message = f"No whole number of {of_so_many} gives {with_point(self.figure, self.decimals)}%: {counts}."
        if fewer or more:
            message += f" Is it of {' or '.join(str(cases) for cases in (fewer, more) if cases)} cases, or misprinted?"
        return error_of(status, message)


def _percentage(met: int, assessed: int, places: int) -> str:
    """A rate as a percentage, rounded in whole numbers, halves up."""
    return f"{with_point((200 * 10**places * met + assessed) // (2 * assessed), places)}%"


def _possible(figure: s.Reported, denominators: Iterable[int]) -> Optional[int]:
    """The first of these numbers of cases of which a printed percentage can be."""
    bounds = s.Bounds()
    return next((cases for cases in denominators if not lib.peel_reported_counts(figure, cases, bounds)), None)


# A printed percentage: as reported() gives it, or its text.
ReportedLike = Union[Reported, str]


def reported(text: ReportedLike) -> Reported:
    """A printed percentage: "80.6", "80.6%", "80.6 percent", "87.8 +/- 1.66", "87.8% (+/- 1.66%)", "87.8 percent, +/-
    1.66", also with the sign for plus-minus of Unicode.

    text: as printed, for "94" and "94.0" differ. Blanks around its parts are ignored. What is above 0 and up to 1 needs
    its sign, for 0.9 may mean 90% or 0.9%; at most 15 digits; a +/- of 0 is refused. What was read already is given
    back.
    Errors: TextError NOT_A_PERCENTAGE, with what is wrong and its `column`; TypeError for a number.

    >>> peel.reported("80.6 percent")
    Reported(figure=806, plus_minus=0, decimals=1, plus_minus_decimals=0)
    >>> print(peel.reported("87.8% (+/- 1.66%)"))
    87.8% +/- 1.66
    """
    if isinstance(text, Reported):
        return text
    if not isinstance(text, str):
        raise TypeError(f"a printed percentage is {text!r} of type {type(text).__name__}: give it as printed, a str")
    answer, error = s.Reported(), s.Error()
    if lib.peel_reported_parse(as_bytes(text, "text"), answer, error):
        raise error_in(error)
    return Reported(answer.figure, answer.plus_minus, answer.decimals, answer.plus_minus_decimals)


def struct_of_reported(text: ReportedLike) -> s.Reported:
    """A printed percentage for the library."""
    figure, plus_minus, decimals, plus_minus_decimals = reported(text)
    numbers = count(figure, "figure"), count(plus_minus, "plus_minus")
    places = (max(-1, min(integer(number, "decimals"), 99)) for number in (decimals, plus_minus_decimals))
    return s.Reported(*numbers, *places)
