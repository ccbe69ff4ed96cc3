"""The sample: met of assessed cases, drawn from a population."""

import operator
import sys
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Optional, Union

from . import _structs as s
from ._constants import Status
from ._library import lib
from ._status import error_of


class Sample(NamedTuple):
    """How many of the assessed cases met the criterion: `met` of `assessed`, drawn from a `population`.

    Whole numbers, 0 <= met <= assessed <= 2**53. population: 0 where it is not known or endless, else at least
    assessed. Cases to which the criterion does not apply are not assessed.

    >>> print(peel.rate(*peel.Sample(41, 79)))
    51.9% (95% CI 41.1% to 62.6%)
    """

    met: int
    assessed: int
    population: int = 0


# A Sample, a tuple (met, assessed) or (met, assessed, population), or what has these fields: a row of a frame, a dict.
SampleLike = Union[Sample, Iterable[int], Any]

_NO_SAMPLE = str, bytes, Mapping, set, frozenset  # a set has no order


class Whole(NamedTuple):
    """What a whole number counts, in the words of its refusal, and the status of one that is not whole."""

    words: str
    example: str
    status: Status


CASES = Whole("a count is a whole number of cases", "41", Status.NOT_A_COUNT)
NO_NUMBERS = "bool", "bool_", "timedelta64"  # Python's and numpy's; all of them have an __index__


def count(value: Any, what: str, whole: Whole = CASES) -> int:
    """A count as a whole number that 64 bits hold: 41.0 is 41, 41.5 is refused. What 64 bits cannot hold becomes the
    nearest number that they hold, which the library refuses for the same reason."""
    if type(value) is int and -(2**63) <= value < 2**63:
        return value
    return max(-(2**63), min(_whole(value, what, whole), 2**63 - 1))


def _whole(value: Any, what: str, whole: Whole) -> int:
    if type(value).__name__ not in NO_NUMBERS:
        try:
            return operator.index(value)
        except TypeError:
            pass
        if hasattr(value, "is_integer"):
            if value.is_integer():
                return int(value)
            raise error_of(whole.status, f"{what} is {value}: {whole.words}.")
    raise TypeError(f"{what} is {value!r} of type {type(value).__name__}: {whole.words}, as in {whole.example}")


def is_missing(value: Any) -> bool:
    """None, NaN, the NA of pandas or a masked value of numpy."""
    if value is None or value is getattr(sys.modules.get("pandas"), "NA", None):
        return True
    if hasattr(value, "is_integer"):
        return bool(value != value)
    return type(value).__name__ == "MaskedConstant"


def population_of(value: Any, what: str = "population") -> int:
    """A population: 0, not known, where it is missing."""
    return 0 if is_missing(value) else count(value, what)


def fields_of(sample: Any) -> Any:
    """Met, assessed and population of what has fields of these names, or keys; None for what has not."""
    if isinstance(sample, Mapping):
        known = "met" in sample and "assessed" in sample
        return [sample["met"], sample["assessed"], sample.get("population")] if known else None
    if hasattr(sample, "sample_met"):  # case records as counted: there, met leaves the missing out
        return [sample.sample_met, sample.assessed, None]
    if hasattr(sample, "met") and hasattr(sample, "assessed"):
        return [sample.met, sample.assessed, getattr(sample, "population", None)]
    return None


def struct_of(sample: Any, what: str = "") -> s.Sample:
    """A sample for the library: a Sample, a tuple like it, or what has its fields, such as a row of a frame. `what`
    goes before the name of a field that is refused."""
    counts = fields_of(sample)
    if counts is None:
        counts = [] if isinstance(sample, _NO_SAMPLE) or not isinstance(sample, Iterable) else list(sample)
        if len(counts) not in (2, 3):
            raise TypeError(f"{what.rstrip(': ') or 'a sample'} is {sample!r}: give met and assessed, as in (41, 79)")
    met, assessed, population = [*counts, None][:3]
    return s.Sample(
        count(met, f"{what}met"), count(assessed, f"{what}assessed"), population_of(population, f"{what}population")
    )


def structs_of(samples: Iterable[Any], what: str = "sample") -> Any:
    """Samples for the library, one after the other in memory."""
    if isinstance(samples, (str, bytes)) or not isinstance(samples, Iterable):
        raise TypeError(f"{what} is {samples!r}: give a list of samples, as in [(41, 79), (40, 48)]")
    structs = [struct_of(sample, f"{what} {index}: ") for index, sample in enumerate(samples)]
    return (s.Sample * len(structs))(*structs)


def sample_of(sample: s.Sample) -> Sample:
    return Sample(sample.met, sample.assessed, sample.population)


def sample_check(sample: Iterable[int]) -> None:
    """Can this sample be? Raises the error that says which number cannot.

    sample: a Sample, a tuple (met, assessed) or (met, assessed, population), or what has these fields, such as a dict
    or a row of a frame. A population that is missing (None, NaN, the NA of pandas) or 0 is not known.
    Errors: NumberError with the status NEGATIVE, COUNT_TOO_LARGE, MET_ABOVE_ASSESSED or ASSESSED_ABOVE_POPULATION;
    TextError where a count is no whole number.

    >>> peel.sample_check((41, 79))
    """
    status = lib.peel_sample_check(struct_of(sample))
    if status:
        raise error_of(status)


def sample_from_failures(failures: int, assessed: int, population: Optional[int] = None) -> Sample:
    """The sample behind a printed figure that counted failures: "15 of 59 had no assessment" is 44 met of 59.

    Formula: met = assessed - failures. Errors: as sample_check, with failures in the place of met.

    >>> peel.sample_from_failures(15, 59)
    Sample(met=44, assessed=59, population=0)
    """
    sample = s.Sample()
    counts = count(failures, "failures"), count(assessed, "assessed"), population_of(population)
    status = lib.peel_sample_from_failures(*counts, sample)
    if status:
        raise error_of(status)
    return sample_of(sample)


def sample_flip(sample: Iterable[int]) -> Sample:
    """The same cases asked the opposite question: 41 of 79 in time becomes 38 of 79 late.

    Formula: met becomes assessed - met. sample and errors: as sample_check.

    >>> peel.sample_flip((41, 79))
    Sample(met=38, assessed=79, population=0)
    """
    flipped = s.Sample()
    status = lib.peel_sample_flip(struct_of(sample), flipped)
    if status:
        raise error_of(status)
    return sample_of(flipped)


def sample_pool(samples: Iterable[Iterable[int]]) -> Sample:
    """Several samples as one: the sum of met over the sum of assessed, never the mean of percentages.

    Source: the practice of public health statistics in England (OHID, Fingertips technical guidance).
    samples: each as sample_check takes it, of populations that do not overlap; none pools to nothing assessed. The
    population of the answer is 0 (not known) when that of any sample is.
    Errors: as sample_check for any of the samples; NumberError COUNT_TOO_LARGE for a sum above 2**53.

    >>> peel.sample_pool([(40, 48), (27, 36)])
    Sample(met=67, assessed=84, population=0)
    """
    structs = structs_of(samples)
    pooled = s.Sample()
    status = lib.peel_sample_pool(structs, len(structs), pooled)
    if status:
        raise error_of(status)
    return sample_of(pooled)
