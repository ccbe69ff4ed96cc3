"""Cases: texts in CSV with a row a case, as records are kept, counted into samples by groups."""

import os
import stat
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Optional, Union

from . import _structs as s
from ._case_asked import Criterion, GroupBy, Limits, Texts, Where, Words
from ._case_plan import plan_of
from ._case_reader import COUNTED, CaseReader
from ._case_tallies import CaseTallies, UnknownWord
from ._constants import Status
from ._library import lib
from ._sources import Sources, pieces_of, texts_of
from ._status import PeelError, error_of

_SHOWN = 8  # words, as the library shows of one text


def _say_word(word: UnknownWord) -> str:
    first = "first in" if word.cells > 1 else "in"
    place = f"{word.file}, line {word.line}" if word.file else f"line {word.line}"
    return f'"{word.word}" ({word.criterion}: {word.cells} cell{"" if word.cells == 1 else "s"}, {first} {place})'


def _say_words(words: list[UnknownWord]) -> str:
    """What the library says of one text, of several: all their words, with the files they stood in."""
    said = ", ".join(map(_say_word, words[:_SHOWN]))
    rest = len(words) - _SHOWN
    if rest > 0:
        said += f" and {rest} more{' at least' if len(words) == 100 else ''}"
    return f"Words without a meaning: {said}. Say what they mean, or have them counted apart."


class _Seen:
    """The files that were counted, whose cases would count twice."""

    def __init__(self) -> None:
        self._files: dict[tuple[int, int], str] = {}

    def add(self, source: Any, file: Optional[str]) -> None:
        """Refuses a path to a file that another path led to. What an open file still holds, only its owner knows."""
        if file is None or not isinstance(source, (str, os.PathLike)):
            return
        try:
            found = os.stat(source)
        except OSError:  # which is raised when it is opened
            return
        if not stat.S_ISREG(found.st_mode):
            return
        before = self._files.get((found.st_dev, found.st_ino))
        self._files[found.st_dev, found.st_ino] = file
        if before is not None:
            also = "" if before == file else f", as {before!r} too"
            raise ValueError(f"{file!r} is named twice{also}, and its cases would count twice: name it once")


class _Texts:
    """Texts that are read one after the other and merged. The library knows no files: this remembers in which of them
    stood what did not count."""

    def __init__(self, plan: tuple[s.CasesPlan, list[Any]], encoding: str) -> None:
        self._plan, self._encoding = plan, encoding
        self.reader: Optional[CaseReader] = None
        self._errors: dict[int, PeelError] = {}  # after which counts can be read: the first of each status
        self._files: tuple[list[Optional[str]], ...] = [], [], []  # of reasons, of rows set aside, of words

    def read(self, source: Any, file: Optional[str]) -> None:
        """Reads one text, and merges it with those before it."""
        reader = CaseReader.__new__(CaseReader)
        reader._open(self._plan)
        if self.reader is None:
            self.reader = reader  # is closed in the end, whatever happens
        try:
            for piece in pieces_of(source, self._encoding):
                reader.feed(piece)
            try:
                reader._told(lib.peel_cases_finish)
            except PeelError as error:
                if error.status not in COUNTED:
                    raise
                error.file = file
                self._errors.setdefault(error.status, error)
            if reader is not self.reader:
                self.reader.merge(reader)
            self._remember(file)
        except PeelError as error:
            error.file = file
            raise
        finally:
            if reader is not self.reader:
                reader.close()

    def _remember(self, file: Optional[str]) -> None:
        """What the merged reader has more of than before stood in this file."""
        assert self.reader is not None
        summary = self.reader.count()
        for files, count in zip(self._files, (summary.reasons, summary.faults, summary.words)):
            files += [file] * (count - len(files))

    def tallies(self) -> CaseTallies:
        """All texts as one, with the files that things stood in."""
        assert self.reader is not None
        tallies = self.reader.tallies()
        reasons, faults, words = self._files
        for error, file in zip([*(reason.first for reason in tallies.reasons), *tallies.set_aside], reasons + faults):
            error.file = file
        named = [word._replace(file=file) for word, file in zip(tallies.unknown_words, words)]
        return replace(tallies, unknown_words=named)

    def error(self, tallies: CaseTallies) -> Optional[PeelError]:
        """What is wrong with all texts together, as one text would have it: words without a meaning go before missing
        answers, in whichever texts they stand."""
        error = self._errors.get(Status.UNKNOWN_WORD)
        if error is None:
            error = self._errors.get(Status.MISSING_ANSWER)
        elif tallies.summary.texts > 1:
            place = error.line, error.column, error.field, error.field_name, error.file
            error = error_of(error.status, _say_words(tallies.unknown_words), *place)
        if error is not None:
            error.tallies = tallies
        return error


def tally(
    sources: Sources,
    by: Union[Texts, GroupBy, Iterable[Union[str, GroupBy]]] = (),
    outcome: Optional[Texts] = None,
    *,
    filled: Optional[Texts] = None,
    since: Optional[str] = None,
    until: Optional[str] = None,
    duration: Optional[str] = None,
    limit: Optional[Limits] = None,
    grade: Optional[str] = None,
    name: Optional[str] = None,
    criteria: Union[Criterion, Iterable[Criterion]] = (),
    words: Optional[Words] = None,
    where: Optional[Where] = None,
    date: Optional[str] = None,
    every: Optional[str] = None,
    zone: str = "printed",
    serials: bool = False,
    missing: str = "excluded",
    unknown: str = "error",
    layout: Optional[str] = None,
    encoding: str = "utf-8",
    delimiter: str = ",",
    sorted: bool = False,
    max_field: int = 0,
    max_fields: int = 0,
    max_rows: int = 0,
    max_groups: int = 0,
) -> CaseTallies:
    """Counts case records, a row a case in CSV, into samples by groups: how many met each criterion, of how many.

    The first row of each text names its columns, in any order; names and words are compared in ASCII letters of either
    case, without the spaces around them. Nothing is lost: rows = used + filtered + set_aside, and of each criterion the
    used rows = met + not_met + not_applicable + missing + unknown + open. A row that cannot be read is set aside with
    its fault; so is a row of totals. Memory does not grow with the rows, but with the groups.

    sources: a path, the bytes of a text, an open file (with "rb", or as text), chunks of bytes of one text, as an
    iterator yields them; or several of these, in a list, or paths as Path.glob yields them: each is a text with a first
    row of its own, and all are counted together.
    by: columns that group, in order; with `date`, "period" stands for its period, which otherwise comes last. Or
    by(...): with `date`, by("period") is a column of that name, whose key is called "by_period".
    date, every: a column of dates and its period, see by; None: "month". zone: whose clock says to which day a time
    belongs, "printed" or "europe/london". serials: whether a date may be a number, the days of a spreadsheet,
    to the nearest second (five decimals tell it).
    outcome: the columns that answer, each a criterion: yes, y, 1, true, compliant, met; no, n, 0, false, non-compliant,
    not compliant, not met; n/a, na, not applicable; blank is missing. filled: columns that must be filled, each a
    criterion: blank, not stated, unknown, not known, not recorded, null, #n/a, (blank) and dashes are not met. words:
    the caller's own meanings in both, as in {"ok": "met", "tbc": "missing"}: "met", "not-met", "not-applicable" or
    "missing".
    since, until, limit: a criterion met where the time between the two columns is at most the limit: "4h", a timedelta,
    or one for each word in the column `grade`: {"prompt": "4h", "scheduled": None}, None: it does not apply. duration:
    the column of a duration instead. name: what the one criterion is called. criteria: further ones, see Criterion.
    layout: a form in which files are published, see layouts; it has criteria, where none are given.
    where: which cases count, those that pass every filter: {"force": ["Kent", "Essex"], "note": None} (one of; None is
    blank), or a list of ("force", "is", words), ("force", "is-not", words), ("note", "blank"), ("note", "filled").
    missing: missing answers are "excluded", "failed" (count as not met), "met" or "refused" (an error). unknown: words
    without a meaning are an "error", or "count": counted apart.
    encoding: "utf-8" or "windows-1252". delimiter: ",", ";", "|" or "tab". sorted: groups in order, periods by time and
    texts by their bytes, else as first seen. max_field: bytes of the longest field, 0: 65,536. max_fields: fields of a
    row, 0: 1,024. max_rows: rows of a text, 0: no limit. max_groups: 0: 100,000. While the library reads, other threads
    of Python run.

    Errors: ArgumentError PLAN, WORD, LAYOUT, ENCODING_OPTION and TextError NOT_A_DURATION for the arguments; those of
    CaseReader.feed and finish, with the path in `file`. UNKNOWN_WORD (with the words of all texts) and else
    MISSING_ANSWER come when all texts were read, and have the counts in `tallies`. OSError where a file cannot be read;
    TypeError; ValueError for a limit below 0, for no source, for paths that lead to the same file, for a file opened
    as text with an encoding.

    >>> text = b"force,date,result\\nKent,2024-03-31,yes\\nKent,2024-03-02,no\\nEssex,2024-04-01,yes\\nKent,x,no\\n"
    >>> tallies = peel.tally(text, by="force", date="date", outcome="result")
    >>> tallies.table()["force"], tallies.keys["period"], tallies.met.tolist(), tallies.assessed.tolist()
    (['Kent', 'Essex'], ['2024-03', '2024-04'], [1, 1], [2, 1])
    >>> print(tallies, "as in line", tallies.set_aside[0].line)
    4 rows: 3 used, 0 filtered, 1 set aside; 2 groups, 1 criterion as in line 5
    """
    texts, seen = _Texts(plan_of(locals()), encoding), _Seen()
    try:
        for source, file in texts_of(sources):
            seen.add(source, file)
            texts.read(source, file)
        tallies = texts.tallies()
    finally:
        if texts.reader is not None:
            texts.reader.close()
    error = texts.error(tallies)
    if error is not None:
        raise error
    return tallies
