"""Words of case records for numbers and back: answers, measures, periods, policies, zones, layouts. Durations."""

import ctypes as c
from typing import Optional

from . import _structs as s
from ._library import lib, numbered
from ._status import error_in, number32, text_or_none
from ._words import as_bytes, parse

EVERY = numbered(lib.peel_every_name)
HOLDS = numbered(lib.peel_holds_name)
LAYOUTS = numbered(lib.peel_layout_name)


def answer_name(answer: int) -> Optional[str]:
    """The name of what a case says of a criterion by its number: "met", "not-met", "not-applicable" or "missing"; None
    where no answer has that number.

    >>> peel.answer_name(3)
    'not-applicable'
    """
    return text_or_none(lib.peel_answer_name(number32(answer, "answer")))


def answer_parse(name: str) -> int:
    """The number of an answer by its name, in ASCII letters of either case. Errors: ArgumentError WORD, with the
    nearest names.

    >>> peel.answer_parse("not-met")
    2
    """
    return parse(lib.peel_answer_parse, "answer", name)


def measure_name(measure: int) -> Optional[str]:
    """The name of how a column answers a criterion by its number: "answer", "filled", "time" or "duration", see
    Criterion; None where no measure has that number.

    >>> peel.measure_name(1)
    'filled'
    """
    return text_or_none(lib.peel_measure_name(number32(measure, "measure")))


def measure_parse(name: str) -> int:
    """The number of a measure by its name, in ASCII letters of either case. Errors: ArgumentError WORD, with the
    nearest names.

    >>> peel.measure_parse("time")
    2
    """
    return parse(lib.peel_measure_parse, "measure", name)


def every_name(every: int) -> Optional[str]:
    """The name of the period that a date is put in by its number: "none", "day", "month", "quarter", "year" or
    "financial-year", see by; None where none has that number.

    >>> peel.every_name(5)
    'financial-year'
    """
    return text_or_none(lib.peel_every_name(number32(every, "every")))


def every_parse(name: str) -> int:
    """The number of the period that a date is put in by its name, in ASCII letters of either case. Errors:
    ArgumentError WORD, with the nearest names.

    >>> peel.every_parse("month")
    2
    """
    return parse(lib.peel_every_parse, "every", name)


def missing_name(missing: int) -> Optional[str]:
    """The name of what becomes of missing answers by its number: "excluded", "failed", "met" or "refused", see tally;
    None where no policy has that number.

    >>> peel.missing_name(0)
    'excluded'
    """
    return text_or_none(lib.peel_missing_name(number32(missing, "missing")))


def missing_parse(name: str) -> int:
    """The number of what becomes of missing answers by its name, in ASCII letters of either case. Errors: ArgumentError
    WORD, with the nearest names.

    >>> peel.missing_parse("refused")
    3
    """
    return parse(lib.peel_missing_parse, "missing", name)


def zone_name(zone: int) -> Optional[str]:
    """The name of the zone whose clock says to which day a time belongs by its number: "printed" (the date as it is
    printed) or "europe/london"; None where no zone has that number.

    >>> peel.zone_name(1)
    'europe/london'
    """
    return text_or_none(lib.peel_zone_name(number32(zone, "zone")))


def zone_parse(name: str) -> int:
    """The number of a zone by its name, in ASCII letters of either case. Errors: ArgumentError WORD, with the nearest
    names.

    >>> peel.zone_parse("Europe/London")
    1
    """
    return parse(lib.peel_zone_parse, "zone", name)


def filter_test_name(test: int) -> Optional[str]:
    """The name of the test of a filter by its number: "is", "is-not", "blank" or "filled"; None where no test has that
    number.

    >>> peel.filter_test_name(1)
    'is-not'
    """
    return text_or_none(lib.peel_filter_test_name(number32(test, "test")))


def filter_test_parse(name: str) -> int:
    """The number of the test of a filter by its name, in ASCII letters of either case. Errors: ArgumentError WORD, with
    the nearest names.

    >>> peel.filter_test_parse("blank")
    2
    """
    return parse(lib.peel_filter_test_parse, "test", name)


def layout_name(layout: int) -> Optional[str]:
    """The name of a layout, a form in which files are published, by its number: "none", "police-uk-stop-search" or
    "police-uk-street"; None where no layout has that number.

    >>> peel.layout_name(1)
    'police-uk-stop-search'
    """
    return text_or_none(lib.peel_layout_name(number32(layout, "layout")))


def layout_parse(name: str) -> int:
    """The number of a layout by its name, in ASCII letters of either case. Errors: ArgumentError LAYOUT, with the
    nearest names.

    >>> peel.layout_parse("police-uk-street")
    2
    """
    return parse(lib.peel_layout_parse, "layout", name)


def layout_sentence(layout: int) -> Optional[str]:
    """What a layout is, by its number, a sentence: whose files, what is asked of each row, which column has the date;
    None where no layout has that number.

    >>> peel.layout_sentence(2)
    'data.police.uk, street-level crime: is a last outcome recorded. Date column: Month.'
    """
    return text_or_none(lib.peel_layout_sentence(number32(layout, "layout")))


def layouts() -> dict[str, str]:
    """The layouts that tally knows: their names, each with the sentence that says what it is.

    >>> list(peel.layouts())
    ['police-uk-stop-search', 'police-uk-street']
    """
    return {name: layout_sentence(number) or "" for number, name in enumerate(LAYOUTS) if number}


def holds_name(holds: int) -> Optional[str]:
    """The name of what a column seems to hold by its number: "nothing", "answers", "dates", "durations", "numbers",
    "groups" or "text", see look; None where none has that number.

    >>> peel.holds_name(2)
    'dates'
    """
    return text_or_none(lib.peel_holds_name(number32(holds, "holds")))


def duration(text: str) -> int:
    """A duration as people write it, in seconds.

    text: as in "4h", "4 hours", "90 min", "1h 30m", "1 day", "45s", "2:30" (hours and minutes), "2:30:15" or "PT4H30M"
    (ISO 8601, without years and months), with or without spaces, in either case; up to 1e9 seconds, parts of a second
    cut off. A number alone is none, for it may be of anything.
    Errors: TextError NOT_A_DURATION; TypeError for what is no str.

    >>> peel.duration("4h"), peel.duration("1h 30m"), peel.duration("2:30")
    (14400, 5400, 9000)
    """
    seconds = c.c_int64()
    error = s.Error()
    if lib.peel_duration_parse(as_bytes(text, "duration"), seconds, error):
        raise error_in(error)
    return seconds.value
