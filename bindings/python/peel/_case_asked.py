"""What a caller says to count in case records: columns that group, and criteria."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple, Optional, Union

from ._case_words import every_parse
from ._words import word

Limit = Union[str, timedelta]
Limits = Union[Limit, Mapping[str, Optional[Limit]]]
Texts = Union[str, Iterable[str]]
Words = Union[Mapping[str, str], Mapping[Optional[str], str]]
Where = Union[Mapping[str, Union[str, None, Iterable[Optional[str]]]], tuple[Any, ...], Iterable[tuple[Any, ...]]]


class GroupBy(NamedTuple):
    """A column that groups the cases; made by by().

    column: its name. every: the period that its dates are put in, see by. name: what the key is called; None:
    "period" for periods, else the column's name.
    """

    column: str
    every: str = "none"
    name: Optional[str] = None


def by(column: str, every: str = "none", name: Optional[str] = None) -> GroupBy:
    """A column that groups the cases, for the argument `by` of tally and CaseReader: of dates, by the period.

    column: its name. every: "none" (the text as it stands), "day" (2024-03-31), "month" (2024-03), "quarter" (2024 Q1,
    of calendar years), "year" (2024) or "financial-year" (2023/24, from 1 April): texts that period_parse reads. name:
    what the key is called; None: "period" for periods, else the column's name.
    Errors: ArgumentError WORD for every; TypeError.

    >>> text = b"force,date,result\\nKent,2024-03-31,yes\\nKent,01/04/2024,no\\n"
    >>> peel.tally(text, by=["force", peel.by("date", "financial-year")], outcome="result").keys["period"]
    ['2023/24', '2024/25']
    """
    every_parse(every)
    return GroupBy(word(column, "column"), every, None if name is None else word(name, "name"))


class Criterion(NamedTuple):
    """A question asked of each case, and how the columns answer it, for the argument `criteria` of tally.

    column: of the answer; of a time, when it ended. name: what it is called; None: the column's name. measure: "answer"
    (by a word: yes, no, n/a, blank, or those of `words`), "filled" (met where something is recorded, not met where
    blank or "not stated"), "time" (met where the time from `since` to `column` is at most the limit) or "duration" (met
    where the duration in `column` is). since: the column of when a time began. limit: "4h", a timedelta, or one for
    each grade, as in {"prompt": "4h", "scheduled": None}, where None is no limit: the criterion does not apply. grade:
    the column of grades. words: what words mean beside the usual ones and before them, as in {"ok": "met"}: "met",
    "not-met", "not-applicable" or "missing"; "" is a blank cell.

    >>> late = peel.Criterion("attended", "in time", "time", since="received", limit="1h")
    >>> text = b"received,attended\\n2024-03-01 09:00,2024-03-01 10:00\\n2024-03-01 09:00,2024-03-01 10:01\\n"
    >>> peel.tally(text, criteria=[late])[0].sample
    Sample(met=1, assessed=2, population=0)
    """

    column: str
    name: Optional[str] = None
    measure: str = "answer"
    since: Optional[str] = None
    grade: Optional[str] = None
    words: Optional[Words] = None
    limit: Optional[Limits] = None
