"""The methods: which there are, where they were published, when to choose each, and what holds of it."""

from typing import NamedTuple, Optional

from . import _structs as s
from ._constants import Holds, Offers
from ._library import lib
from ._status import error_of, index_of, number32
from ._words import concept_parse


class Method(NamedTuple):
    """The facts of a method.

    number: library-wide and for ever. name: what a user types, as in "clopper-pearson". title: what a reader is shown,
    as in "Clopper-Pearson (exact)". citation: where the method was published. when: when to choose it, a sentence.
    offers and holds: bits.
    """

    number: int
    name: str
    title: str
    citation: str
    when: str
    offers: Offers
    holds: Holds


def _tuple(facts: s.Method) -> Method:
    name, title, citation, when = (text.decode() for text in (facts.name, facts.title, facts.citation, facts.when))
    return Method(facts.number, name, title, citation, when, Offers(facts.offers), Holds(facts.holds))


def method_count() -> int:
    """How many methods the library has."""
    number: int = lib.peel_method_count()
    return number


def method_at(index: int) -> Method:
    """The facts of one method of the list. index: 0 to method_count() - 1. Errors: ArgumentError INDEX.

    >>> peel.method_at(0).title
    'Wilson'
    """
    facts = s.Method()
    status = lib.peel_method_at(index_of(index), facts)
    if status:
        raise error_of(status)
    return _tuple(facts)


def method_get(number: int) -> Method:
    """The facts of a method by its number, as in 101. Errors: ArgumentError METHOD.

    >>> peel.method_get(103).name
    'clopper-pearson'
    """
    facts = s.Method()
    status = lib.peel_method_get(number32(number, "method"), facts)
    if status:
        raise error_of(status)
    return _tuple(facts)


def methods(concept: Optional[str] = None) -> list[Method]:
    """The facts of every method, or of those of one concept, in the order of the library's list: the default of a
    concept comes first.

    concept: "rate", "difference", "ratio", "odds-ratio", "test", "trend", "paired", "several", "reported",
    "chart", "rate-test"; None is all.
    Errors: ArgumentError CONCEPT, with the nearest names.

    >>> [method.name for method in peel.methods("rate")][:3]
    ['wilson', 'wilson-cc', 'clopper-pearson']
    >>> [method.name for method in peel.methods("paired")]
    ['square-and-add', 'tango', 'mcnemar-mid-p', 'mcnemar']
    >>> [method.name for method in peel.methods("rate") if not method.offers & peel.Offers.ONE_SIDED]
    ['beta-hpd', 'blaker', 'sterne', 'modified-wilson', 'modified-jeffreys']
    """
    number = None if concept is None else concept_parse(concept)
    every = [method_at(index) for index in range(method_count())]
    return [method for method in every if number in (None, method.number // 100)]
