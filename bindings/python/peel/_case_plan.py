"""What to count in case records, as typed, to the plan that the library takes: see include/peel/cases_plan.h."""

import ctypes as c
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, NoReturn, Optional, Union

from . import _structs as s
from ._case_asked import Criterion, GroupBy, by
from ._case_words import (
    answer_parse,
    duration,
    every_parse,
    filter_test_parse,
    layout_parse,
    measure_parse,
    missing_parse,
    zone_parse,
)
from ._constants import ENCODINGS, Status
from ._options import flag
from ._sources import limit_of
from ._status import error_of
from ._words import word

_SECOND = timedelta(seconds=1)


def _refuse(message: str) -> NoReturn:
    raise error_of(Status.PLAN, message)


def _text(value: Any, what: str) -> bytes:
    """A text for the library, in which nothing may be replaced: it must be the one that stands in the file."""
    try:
        text = word(value, what).encode()
    except UnicodeEncodeError:
        _refuse(f"{what} is {value!r}, which holds half a character: write it anew.")
    if b"\0" in text:
        _refuse(f"{what} is {value!r}, which holds a character of value 0: no cell has one.")
    return text


def _text_or_none(value: Any, what: str) -> Optional[bytes]:
    return None if value is None else _text(value, what)


def _list(values: Any, what: str, example: str) -> list[Any]:
    """Several of something, or one text alone."""
    if values is None:
        return []
    if isinstance(values, str):
        return [values]
    if isinstance(values, (bytes, Mapping)) or not isinstance(values, Iterable):
        raise TypeError(f"{what} is {values!r} of type {type(values).__name__}: give a list, as in {example}")
    return list(values)


class _Memory:
    """Arrays that the plan points to. The library copies them; until then they must stay."""

    def __init__(self) -> None:
        self.kept: list[Any] = []

    def array(self, kind: Any, items: list[Any]) -> tuple[Optional[int], int]:
        """Where items begin, and how many they are."""
        if not items:
            return None, 0
        array = (kind * len(items))(*items)
        self.kept.append(array)
        return c.addressof(array), len(items)


def _seconds(limit: Any, what: str) -> int:
    if isinstance(limit, timedelta):
        if limit % _SECOND or limit < timedelta(0):
            _refuse(f"{what} is {limit}: a limit is of whole seconds, 0 or more.")
        return min(limit // _SECOND, 2**63 - 1)
    if not isinstance(limit, str):
        raise TypeError(
            f"{what} is {limit!r} of type {type(limit).__name__}: give a duration, as in '4h' or a timedelta"
        )
    return duration(limit)


def _limits(limit: Any, memory: _Memory) -> tuple[Optional[int], int]:
    if limit is None:
        return None, 0
    if not isinstance(limit, Mapping):
        return memory.array(s.TimeLimit, [s.TimeLimit(None, _seconds(limit, "limit"))])
    limits = []
    for grade, of_grade in limit.items():
        seconds = -1 if of_grade is None else _seconds(of_grade, f"limit[{grade!r}]")
        limits.append(s.TimeLimit(_text(grade, "a grade of limit"), seconds))
    return memory.array(s.TimeLimit, limits)


def _words(words: Any, memory: _Memory) -> tuple[Optional[int], int]:
    if words is None:
        return None, 0
    if not isinstance(words, Mapping):
        raise TypeError(f"words is {words!r} of type {type(words).__name__}: give a dict, as in {{'ok': 'met'}}")
    meanings = [
        s.Word(b"" if text is None else _text(text, "a word of words"), answer_parse(answer))
        for text, answer in words.items()
    ]
    return memory.array(s.Word, meanings)


def _criterion(criterion: Any, memory: _Memory) -> s.Criterion:
    if not isinstance(criterion, Criterion):
        raise TypeError(f"a criterion is {criterion!r} of type {type(criterion).__name__}: give a peel.Criterion")
    words, words_n = _words(criterion.words, memory)
    limits, limits_n = _limits(criterion.limit, memory)
    return s.Criterion(
        name=_text_or_none(criterion.name, "name"),
        column=_text(criterion.column, "column"),
        since=_text_or_none(criterion.since, "since"),
        grade=_text_or_none(criterion.grade, "grade"),
        words=words,
        words_n=words_n,
        limits=limits,
        limits_n=limits_n,
        measure=measure_parse(criterion.measure),
    )


def _group_by(given: Any, date: Any, every: Any) -> list[GroupBy]:
    """The keys. The word "period" among them is that of the date; it goes last where it is not said."""
    keys = []
    for key in [given] if isinstance(given, GroupBy) else _list(given, "by", "['force', 'period']"):
        if not isinstance(key, (str, GroupBy)):
            raise TypeError(f"a part of by is {key!r} of type {type(key).__name__}: give a name, or a peel.by(...)")
        keys.append(key)
    if date is None:
        if every is not None:
            _refuse("every says which periods to make of dates: say which column has them, as in date='date'.")
        return [GroupBy(key) if isinstance(key, str) else key for key in keys]
    period = by(date, "month" if every is None else every)
    placed = [_beside_period(key, period) for key in keys]
    return placed + ([] if period in placed else [period])


def _beside_period(key: Union[str, GroupBy], period: GroupBy) -> GroupBy:
    """A key of cases that are grouped by a period too: the word "period" is that, a column of that name is called
    "by_period", as the program calls it."""
    is_named_so = word(key.column if isinstance(key, GroupBy) else key, "by").strip().lower() == "period"
    if isinstance(key, str):
        return period if is_named_so else GroupBy(key)
    is_text = key.name is None and every_parse(key.every) == 0
    return key._replace(name="by_period") if is_named_so and is_text else key


def _criteria(typed: Mapping[str, Any]) -> list[Any]:
    """The criteria, of which the arguments outcome, filled, until and duration are short forms."""
    words, limit, grade = typed["words"], typed["limit"], typed["grade"]
    short = [Criterion(column, words=words) for column in _list(typed["outcome"], "outcome", "['result']")]
    filled = _list(typed["filled"], "filled", "['ethnicity']")
    short += [Criterion(column, measure="filled", words=words) for column in filled]
    if words is not None and not short:
        _refuse("words are those of outcome or filled: give one of them, or words of a peel.Criterion.")
    since, until, length = typed["since"], typed["until"], typed["duration"]
    if (since is None) != (until is None):
        _refuse("A time needs both its columns: since, when it began, and until, when it ended.")
    if until is not None and length is not None:
        _refuse("since and until are one criterion and duration another: give a peel.Criterion for each.")
    if until is not None:
        short.append(Criterion(until, measure="time", since=since, grade=grade, limit=limit))
    elif length is not None:
        short.append(Criterion(length, measure="duration", grade=grade, limit=limit))
    elif limit is not None or grade is not None:
        _refuse("A limit is one of since and until, or of duration: say which columns have the time.")
    if (until is not None or length is not None) and limit is None:
        _refuse("A time needs its limit, as in limit='4h'.")
    if typed["name"] is not None:
        if len(short) != 1:
            _refuse(f"name is that of the one criterion, but there are {len(short)}: give a peel.Criterion for each.")
        short = [short[0]._replace(name=typed["name"])]
    given = typed["criteria"]
    return short + ([given] if isinstance(given, Criterion) else _list(given, "criteria", "[peel.Criterion('result')]"))


def _filters_given(where: Any) -> list[tuple[str, Any, Any]]:
    """Column, test and words of each filter."""
    if where is None:
        return []
    if isinstance(where, Mapping):
        return [(column, "is", words) for column, words in where.items()]
    if isinstance(where, tuple) and where and isinstance(where[0], str):
        where = [where]
    filters: list[tuple[str, Any, Any]] = []
    for given in _list(where, "where", "[('force', 'is', ['Kent']), ('note', 'filled')]"):
        if not isinstance(given, tuple) or len(given) not in (2, 3):
            raise TypeError(
                f"a filter is {given!r}: give a tuple, as in ('force', 'is', ['Kent']) or ('note', 'blank')"
            )
        test = word(given[1], "the test of a filter").replace(" ", "-")
        with_words = filter_test_parse(test) in (filter_test_parse("is"), filter_test_parse("is-not"))
        if with_words != (len(given) == 3):
            _refuse(f"A filter is {given!r}: 'is' and 'is-not' take words, 'blank' and 'filled' take none.")
        filters.append((given[0], test, given[2] if with_words else ()))
    return filters


def _filter(column: str, test: str, given: Any, memory: _Memory) -> s.Filter:
    listed = [None] if given is None else _list(given, "the words of a filter", "['Kent', 'Essex']")
    texts = [b"" if text is None else _text(text, "a word of a filter") for text in listed]
    words, words_n = memory.array(c.c_char_p, texts)
    return s.Filter(
        column=_text(column, "the column of a filter"), words=words, words_n=words_n, test=filter_test_parse(test)
    )


def delimiter_of(delimiter: Any) -> int:
    name = word(delimiter, "delimiter").lower()
    if name not in (",", ";", "\t", "|", "tab"):
        _refuse(f"delimiter is {name!r}: it is ',', ';', '|' or 'tab'.")
    return ord("\t" if name == "tab" else name)


def _unknown(unknown: Any) -> int:
    policies = ["error", "count"]
    policy = word(unknown, "unknown").lower()
    if policy not in policies:
        raise error_of(Status.WORD, f"unknown is {unknown!r}: words without a meaning are an 'error', or 'count'.")
    return policies.index(policy)


def _need_dates(plan: s.CasesPlan, groups: list[s.GroupBy], criteria: list[s.Criterion]) -> None:
    """Who names a zone expects it to change something: without a date nothing would."""
    time = measure_parse("time")
    if any(group.every for group in groups) or any(criterion.measure == time for criterion in criteria):
        return
    for what, said in ("zone", plan.zone), ("serials", plan.serials):
        if said:
            _refuse(f"{what} goes with dates: say which column has them, as in date='date', or since and until.")


def plan_of(typed: Mapping[str, Any]) -> tuple[s.CasesPlan, list[Any]]:
    """The plan, and what must stay in memory until the library has copied it. typed: by the names of arguments."""
    memory = _Memory()
    keys = _group_by(typed["by"], typed["date"], typed["every"])
    groups = [
        s.GroupBy(_text(key.column, "by"), _text_or_none(key.name, "name"), every_parse(key.every)) for key in keys
    ]
    criteria = [_criterion(criterion, memory) for criterion in _criteria(typed)]
    filters = [_filter(*given, memory) for given in _filters_given(typed["where"])]
    by_at, by_n = memory.array(s.GroupBy, groups)
    criteria_at, criteria_n = memory.array(s.Criterion, criteria)
    filters_at, filters_n = memory.array(s.Filter, filters)
    plan = s.CasesPlan(
        size=c.sizeof(s.CasesPlan),
        by=by_at,
        by_n=by_n,
        criteria=criteria_at,
        criteria_n=criteria_n,
        filters=filters_at,
        filters_n=filters_n,
        layout=0 if typed["layout"] is None else layout_parse(typed["layout"]),
        missing=missing_parse(typed["missing"]),
        zone=zone_parse(typed["zone"]),
        encoding=ENCODINGS.get(word(typed["encoding"], "encoding").lower(), -1),
        delimiter=delimiter_of(typed["delimiter"]),
        serials=flag(typed["serials"], "serials"),
        unknown=_unknown(typed["unknown"]),
        sorted=flag(typed["sorted"], "sorted"),
        **{what: limit_of(typed[what], what) for what in ("max_field", "max_fields", "max_rows", "max_groups")},
    )
    _need_dates(plan, groups, criteria)
    return plan, memory.kept
