"""Several samples, and strata: do their rates differ, which of them, and what is the change within strata?"""

from collections.abc import Iterable
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._compare import work_for
from ._constants import Note
from ._library import lib
from ._options import DIFFERENCE, SEVERAL, alpha_of, compare_options
from ._results import NOTES, Interval, Test, interval_of, test_of
from ._sample import Sample, SampleLike, sample_of, structs_of
from ._status import error_of


class Several(NamedTuple):
    """Several samples as one.

    homogeneity: do the rates differ more than chance allows? pooled: sums over sums. rate: of the pooled sample, by
    Wilson's method. agree: whether p > alpha, or the samples are dip samples, so that nothing speaks against pooling.
    notes: of homogeneity and rate together. used: samples with cases assessed.
    """

    homogeneity: Test
    pooled: Sample
    rate: Interval
    agree: bool
    notes: Note
    used: int


def homogeneity(
    samples: Iterable[SampleLike],
    *,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    design: str = "random",
) -> Several:
    """Do the rates of several samples differ more than chance allows, and what is their pooled rate?

    Formula: Pearson's chi-squared of 2 x m counts with m - 1 degrees of freedom, over the samples with cases assessed;
    Pearson 1900, Philos Mag 50:157-175. The pooled rate is that of the sums, never the mean of rates.

    samples: two or more, each as in difference, in any order; up to 100,001 of them with cases assessed. confidence,
    alpha, design: as in rate.
    Errors: NumberError TOO_FEW_SAMPLES; RoomError TOO_LARGE; those of sample_pool and of rate.
    Notes: NOTHING_ASSESSED (fewer than two samples with cases) or NO_VARIATION: p 1, no statistic; SMALL_EXPECTED;
    QUOTA or DIP by the design; those of the rate.

    >>> several = peel.homogeneity([(73, 86), (90, 93), (114, 136), (75, 82)])
    >>> print(several.homogeneity, several.agree)
    homogeneity, p = 0.011 False
    >>> print(several.rate)
    88.7% (95% CI 85.2% to 91.4%)
    """
    options = compare_options(0, None, confidence, alpha, "two-sided", design)
    structs = structs_of(samples)
    answer = s.Several()
    status = lib.peel_homogeneity(len(structs), structs, options, answer)
    if status:
        raise error_of(status)
    return Several(
        test_of(answer.homogeneity, answer.rate.alpha),
        sample_of(answer.pooled),
        interval_of(answer.rate, "rate"),
        bool(answer.agree),
        NOTES[answer.notes],
        answer.used,
    )


class Pair(NamedTuple):
    """One pair of several samples.

    first, second: their indexes, counted from 0; the first counts as before, the second as after. change: second -
    first, an Interval of scale "difference". test: as compare_test gives it. adjusted: its p by Holm's method, so that
    among all pairs chance alone is called a change in at most alpha of such sets.
    """

    first: int
    second: int
    change: Interval
    test: Test
    adjusted: float


def compare_pairs(
    samples: Iterable[SampleLike],
    *,
    method: str = "newcombe",
    test: str = "fisher",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    design: str = "random",
) -> list[Pair]:
    """Which of several samples differ? All pairs, with p-values adjusted by Holm's method.

    Formula: difference and compare_test for each pair; Holm 1979, Scand J Stat 6:65-70, in which a pair with nothing
    assessed counts with p 1.

    samples: 2 to 2,000 of them, each as in difference. method, test, confidence, alpha, design: as in compare.
    Returns the pairs in the order 0-1, 0-2, ... 1-2, ...
    Errors: NumberError TOO_FEW_SAMPLES; RoomError TOO_LARGE (more than 2,000); those of compare.
    Notes: in the parts of each pair.

    >>> pairs = peel.compare_pairs([(73, 86), (90, 93), (114, 136)], test="pearson")
    >>> [(pair.first, pair.second, round(pair.adjusted, 3)) for pair in pairs]
    [(0, 1, 0.011), (0, 2, 0.833), (1, 2, 0.006)]
    """
    options = compare_options(DIFFERENCE, method, confidence, alpha, "two-sided", design, test)
    structs = structs_of(samples)
    rows = len(structs)
    # With more samples than it takes the library writes nothing, so there need be no room.
    answers = (s.Pair * (rows * (rows - 1) // 2 if rows <= 2000 else 1))()
    sizes = sorted((struct.assessed for struct in structs), reverse=True)[:2]
    work = work_for(options.test, *sizes) if len(sizes) == 2 else (None, 0)
    status = lib.peel_compare_pairs(rows, structs, options, *work, answers)
    if status:
        raise error_of(status)
    return [
        Pair(
            pair.first,
            pair.second,
            interval_of(pair.change, "difference"),
            test_of(pair.test, pair.change.alpha),
            pair.adjusted,
        )
        for pair in answers
    ]


def _strata(before: Iterable[Any], after: Iterable[Any]) -> tuple[int, Any, Any]:
    befores, afters = structs_of(before, "before"), structs_of(after, "after")
    if len(befores) != len(afters):
        raise ValueError(f"before has {len(befores)} samples, but after has {len(afters)}: a stratum has one of each")
    return len(befores), befores, afters


def stratified(
    before: Iterable[SampleLike],
    after: Iterable[SampleLike],
    *,
    method: str = "mantel-haenszel-difference",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Interval:
    """What is the change within strata, such as areas or offences, as one figure?

    Formula: Mantel-Haenszel weights; variance of the difference by Sato 1989 (Biometrics 45:1323-1324), of the ratio by
    Greenland and Robins 1985 (Biometrics 41:55-68), of the odds ratio by Robins, Breslow and Greenland 1986 (Biometrics
    42:311-323); the ratios' limits on the logarithmic scale, 0 and infinity where the estimate is 0 or infinite. Strata
    with a sample that has nothing assessed carry no weight.

    before, after: the samples of each stratum, in the same order, one or more of each. method:
    "mantel-haenszel-difference", "mantel-haenszel-ratio" or "mantel-haenszel-odds-ratio". The others are as in rate.
    Returns an Interval of scale "difference" or "ratio".
    Errors: NumberError TOO_FEW_SAMPLES (no stratum); those of sample_pool and of rate; ValueError for strata of unequal
    number.
    Notes: as ratio, of the strata that carry weight: NOTHING_ASSESSED where none does, CENSUS where all are. The
    difference may be CLIPPED.

    >>> before, after = [(2, 29), (19, 51)], [(647, 1269), (41, 69)]
    >>> print(peel.stratified(before, after, method="mantel-haenszel-odds-ratio"))
    4.52 (95% CI 2.42 to 8.47)
    """
    options = compare_options(SEVERAL, method, confidence, alpha, side, design)
    answer = s.Interval()
    status = lib.peel_stratified(*_strata(before, after), options, answer)
    if status:
        raise error_of(status)
    return interval_of(answer, "difference" if "difference" in method.lower() else "ratio")


def stratified_test(
    before: Iterable[SampleLike],
    after: Iterable[SampleLike],
    *,
    method: str = "cochran-mantel-haenszel",
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    side: str = "two-sided",
    design: str = "random",
) -> Test:
    """Is the change within strata more than chance?

    Formula: Cochran-Mantel-Haenszel chi-squared with 1 degree of freedom, without (default) or with the continuity
    correction of 1/2, which takes away no more than there is; its statistic here is z > 0 where the rates rose (with
    the correction the chi-squared itself).

    before, after: as in stratified. method: "cochran-mantel-haenszel" or "cochran-mantel-haenszel-cc", which is
    two-sided alone. The others are as in compare_test.
    Errors: as stratified; ArgumentError SIDE for a one-sided test with the correction.
    Notes: NOTHING_ASSESSED or NO_VARIATION (in each stratum all cases met the criterion, or none did): p 1, no
    statistic; POPULATION_UNUSED; QUOTA or DIP by the design, unless both samples of each stratum are their whole
    populations.

    >>> test = peel.stratified_test([(2, 29), (19, 51)], [(647, 1269), (41, 69)])
    >>> round(test.statistic**2, 4)
    24.92
    """
    options = compare_options(SEVERAL, method, confidence, alpha, side, design)
    answer = s.Test()
    status = lib.peel_stratified_test(*_strata(before, after), options, answer)
    if status:
        raise error_of(status)
    return test_of(answer, alpha_of(options))
