"""Two samples: is the change more than chance, and does it pass a margin?"""

import ctypes as c
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._columns import columns_out, mark_missing, two_columns_of, work_of
from ._constants import Note, Status
from ._library import lib
from ._options import DIFFERENCE, TEST, alpha_of, compare_options, level
from ._percent import percent, probability
from ._results import NOTES, VERDICTS, Interval, Test, Tests, interval_of, known, test_of
from ._sample import SampleLike, struct_of
from ._status import error_of

_NEED_WORK = {505, 506}  # Boschloo and Barnard
_LARGEST = 2000  # cases of a sample that those two take: PEEL_UNCONDITIONAL_MAX


def work_for(test: int, before: int, after: int) -> tuple[Any, int]:
    """Memory in which a test of samples of up to these sizes works, and its bytes."""
    return work_of(lib.peel_compare_work_size(before, after) if test in _NEED_WORK else 0)


def compare_test(
    before: SampleLike,
    after: SampleLike,
    *,
    method: str = "fisher",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Test:
    """Is the change more than chance?

    Formula and source: by the method, see methods("test"). Two-sided conventions: Fisher sums the tables with the same
    totals that are no likelier than the one seen, with a relative tolerance of 1e-7; Fisher mid-P takes half of the
    seen table's probability off that; Boschloo doubles the smaller one-sided p, at most to 1; Barnard orders by |z| of
    the pooled rates. These two take the largest p over all rates from 0 to 1 that both audits may share, found to 1e-12
    of itself. One-sided: "lower" is small where the rate rose, "upper" where it fell. A p below 1e-299 may be
    0.

    before, after: samples, as in difference. method: a name. side: as in rate. confidence, alpha and design are checked
    and change nothing.
    Returns a Test: statistic z > 0 where the rate rose (Pearson, N - 1, Barnard; their chi-squared is its square), of
    Boschloo the one-sided Fisher p, else NaN, as where there is nothing to test.

    Errors: as difference; RoomError TOO_LARGE: Boschloo and Barnard take up to 2,000 cases in each sample, Fisher
    1,000,000,000 in both.
    Notes: NOTHING_ASSESSED or NO_VARIATION (p 1); SMALL_EXPECTED (Pearson below 5, N - 1 below 1); POPULATION_UNUSED;
    QUOTA or DIP by the design, unless both samples are their whole populations.

    >>> print(peel.compare_test((57, 81), (68, 80)))
    fisher, p = 0.037
    """
    options = compare_options(TEST, method, confidence, alpha, side, design)
    first, second = struct_of(before, "before: "), struct_of(after, "after: ")
    answer = s.Test()
    work = work_for(options.method, first.assessed, second.assessed)
    status = lib.peel_compare_test(first, second, options, *work, answer)
    if status:
        raise error_of(status)
    return test_of(answer, alpha_of(options))


def compare_test_many(
    before: Any,
    after: Any,
    *,
    method: str = "fisher",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Tests:
    """The tests of many pairs of samples: columns as in difference_many, options as in compare_test. A row with more
    cases than the method takes has the status TOO_LARGE.

    >>> tests = peel.compare_test_many(([57, 40], [81, 48]), ([68, 41], [80, 48]), method="n-1")
    >>> [round(p, 3) for p in tests.p_value]
    [0.026, 0.78]
    """
    options = compare_options(TEST, method, confidence, alpha, side, design)
    given = two_columns_of(before, after)
    answers = columns_out(given.numpy, given.rows, statistic="d", p_value="d", notes="I", status="i")
    work: tuple[Any, int] = None, 0
    if options.method in _NEED_WORK:
        work = work_for(options.method, *(_largest(given.values[f"{which}.assessed"]) for which in ("before", "after")))
    befores, afters = s.Samples(**given.addresses("before.")), s.Samples(**given.addresses("after."))
    bad = c.c_size_t()
    status = lib.peel_compare_test_many(
        given.rows, befores, afters, options, *work, s.Tests(**answers.addresses()), bad
    )
    if status:
        raise error_of(status)
    mark_missing(given, answers)
    return Tests(**answers.values, bad=bad.value)


def _largest(values: Any) -> int:
    """The largest of a column's counts for which the library wants work memory."""
    return max((int(value) for value in values if 0 < value <= _LARGEST), default=0)


class Comparison(NamedTuple):
    """Two samples, compared.

    before, after: their rates, by Wilson's method. change: after - before, an Interval of scale "difference". test: the
    one that decides. smallest_p: the smallest p that it could have given for samples of these sizes. verdict: "rising"
    or "falling" where p <= alpha, "too-few" where no result of samples of these sizes could have had p <= alpha, else
    "no-evidence". notes: those of change and test together. str() is a sentence.
    """

    before: Interval
    after: Interval
    change: Interval
    test: Test
    smallest_p: float
    verdict: str
    notes: Note

    def __str__(self) -> str:
        if self.notes & Note.NOTHING_ASSESSED:
            return "No comparison: nothing was assessed in one of the samples"
        rates = f"from {percent(self.before.estimate)} to {percent(self.after.estimate)}: {self.change}"
        if self.notes & Note.DIP:
            return f"{rates[0].upper()}{rates[1:]}"
        test = self.test.against(self.change.alpha)
        if self.verdict in ("rising", "falling"):
            return f"{'Rose' if self.verdict == 'rising' else 'Fell'} {rates}; more than chance ({test})"
        reason = f"no more than chance can explain ({test})"
        if self.verdict == "too-few":
            least = probability(self.smallest_p, self.change.alpha)
            reason = f"too few cases to tell ({self.test.method}, at best p = {least})"
        return f"{rates[0].upper()}{rates[1:]}; {reason}"


def compare(
    before: SampleLike,
    after: SampleLike,
    *,
    method: str = "newcombe",
    test: str = "fisher",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Comparison:
    """Did the rate change? The rates, the change with its interval, a test, and the verdict of that test.

    Formula: rate, difference and compare_test. The verdict is rising or falling where p <= alpha, too few where no
    result of samples of these sizes could have had p <= alpha, else no evidence. The smallest p is that over all
    outcomes of samples of these sizes, which has all cases failed before and met after, or the reverse; it is 1 where
    nothing was assessed. The test and the interval answer by different methods and may disagree near alpha: the test
    decides. It takes a census, too, as a sample of what might have been.

    before, after: samples, as in difference. method: of methods("difference"). test: of methods("test"). The others are
    as in difference, and hold for all parts.
    Errors and notes: those of difference and compare_test. A dip sample has no verdict but "no-evidence".

    >>> comparison = peel.compare((57, 81), (68, 80))
    >>> comparison.verdict
    'rising'
    >>> print(comparison)
    Rose from 70.4% to 85.0%: +14.6 points (95% CI 1.7 to 27.0); more than chance (fisher, p = 0.037)
    """
    options = compare_options(DIFFERENCE, method, confidence, alpha, side, design, test)
    first, second = struct_of(before, "before: "), struct_of(after, "after: ")
    answer = s.Comparison()
    work = work_for(options.test, first.assessed, second.assessed)
    status = lib.peel_compare(first, second, options, *work, answer)
    if status:
        raise error_of(status)
    return Comparison(
        interval_of(answer.before, "rate"),
        interval_of(answer.after, "rate"),
        interval_of(answer.change, "difference"),
        test_of(answer.test, answer.change.alpha),
        known(answer.smallest_p),
        VERDICTS[answer.verdict],
        NOTES[answer.notes],
    )


class Margin(NamedTuple):
    """A change held against a margin.

    change: an Interval of scale "difference", at confidence 1 - 2 alpha for two margins, else the bound on the side of
    the one: the change is shown to be within the margins where the interval lies between them. p_lower: of the change
    being at or below the lower margin; NaN where there is none. p_upper: of the change being at or above the upper
    margin; NaN where there is none. p_value: the larger of them. shown: whether p_value <= alpha, so that the change
    lies within the margins. notes: of the change.
    """

    change: Interval
    p_lower: float
    p_upper: float
    p_value: float
    shown: bool
    notes: Note


def compare_margin(
    before: SampleLike,
    after: SampleLike,
    *,
    fall: Optional[float] = None,
    rise: Optional[float] = None,
    method: str = "miettinen-nurminen",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    design: str = "random",
) -> Margin:
    """Did the rate fall by less than a margin (non-inferiority), or change by less than it either way (equivalence)?

    Formula: the score test of a change equal to the margin, by the method's variance; two one-sided tests for two
    margins (Schuirmann 1987, J Pharmacokinet Biopharm 15:657-680). Farrington and Manning 1990, Stat Med 9:1447-1454,
    for Mee.

    before, after: samples, as in difference. fall: the largest fall that is still acceptable, a proportion from 1e-300
    to below 1; None: any. rise: the largest rise, likewise. method: "miettinen-nurminen" or "mee". alpha: that of each
    one-sided test (so that confidence 0.95 leaves 0.05), below 0.5.
    Errors: as difference; ArgumentError MARGIN for other margins, or none; ONE_SIDED_CONFIDENCE.
    Notes: as difference: with NOTHING_ASSESSED p is 1, with CENSUS 0 or 1, with DIP the p of a random sample.

    >>> margin = peel.compare_margin((57, 81), (55, 80), fall=0.15)
    >>> margin.shown, round(margin.p_value, 3)
    (True, 0.032)
    """
    options = compare_options(DIFFERENCE, method, confidence, alpha, "two-sided", design)
    margins = level(fall, "fall", Status.MARGIN), level(rise, "rise", Status.MARGIN)
    answer = s.Margin()
    status = lib.peel_compare_margin(
        struct_of(before, "before: "), struct_of(after, "after: "), *margins, options, answer
    )
    if status:
        raise error_of(status)
    return Margin(
        interval_of(answer.change, "difference"),
        known(answer.p_lower),
        known(answer.p_upper),
        known(answer.p_value),
        bool(answer.shown),
        NOTES[answer.notes],
    )
