"""Reads one text of cases in pieces, and gives what was counted in it."""

import ctypes as c
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Any, NoReturn, Optional, Union

from . import _structs as s
from ._case_plan import Criterion, GroupBy, Limits, Texts, Where, Words, plan_of
from ._case_tallies import CaseColumns, CasesReason, CasesSummary, CaseTallies, CaseTally, UnknownWord
from ._columns import columns_out
from ._constants import Status
from ._library import lib
from ._sample import Sample
from ._sources import bytes_of
from ._status import PeelError, error_in, error_of, index_of

COUNTED = Status.UNKNOWN_WORD, Status.MISSING_ANSWER  # after these the counts can be read all the same
_COLUMNS = {name: "d" if name in ("lowest", "highest") else "q" for name in CaseColumns._fields}


class CaseReader:
    """Reads one text of cases in pieces: feed as often as needed, finish, then take what was counted.

    The arguments are those of tally, but for the sources. Several texts are read by several readers, in any order or
    each in a thread of its own, and merged.
    Errors: those of tally for its arguments; RoomError MEMORY. Every method after close, and out of order:
    ArgumentError STATE. Two threads may not use a reader at the same time: the second waits. A reader cannot be copied
    or pickled.

    >>> with peel.CaseReader("force", "in time") as reader:
    ...     reader.feed(b"force,in time\\nKent,yes\\nKe")
    ...     reader.feed(b"nt,no\\n")
    ...     reader.finish()
    ...     reader.tallies()[0].sample
    Sample(met=1, assessed=2, population=0)
    """

    def __init__(
        self,
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
    ) -> None:
        self._open(plan_of(locals()))

    def _open(self, plan: tuple[s.CasesPlan, list[Any]]) -> None:
        self._lock = threading.Lock()
        self._reader = c.c_void_p()
        error = s.Error()
        if lib.peel_cases_open(plan[0], self._reader, error):
            raise error_in(error)

    def __enter__(self) -> "CaseReader":
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], value: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "_reader"):  # not so where __init__ was called wrongly
            self.close()

    def __reduce__(self) -> NoReturn:  # copy, deepcopy and pickle all come here
        raise TypeError(
            "a CaseReader cannot be copied or pickled, for it holds memory of the library: take its tallies"
        )

    def _need(self) -> None:
        """Refuses a reader that was closed. The lock is held."""
        if not self._reader:
            raise error_of(Status.STATE)

    def _ask(self, function: Any, *arguments: Any) -> None:
        """Calls what has no error of its own. The lock is held."""
        self._need()
        status = function(self._reader, *arguments)
        if status:
            raise error_of(status)

    def _told(self, function: Any, *arguments: Any) -> None:
        """Calls what describes its errors."""
        error = s.Error()
        with self._lock:
            self._need()
            status = function(self._reader, *arguments, error)
        if status:
            raise error_in(error)

    def feed(self, piece: Union[bytes, bytearray, memoryview]) -> None:
        """Hands the reader the next bytes, in pieces of any size: the answer does not depend on where a text is cut.
        While it reads them other threads of Python run.

        Errors of a text that cannot be read on (every later feed or finish raises the same one, and nothing was
        counted), with line and field: TextError MISSING_COLUMN, REPEATED_COLUMN (of one that the plan names), QUOTE,
        ENCODING, NUL_BYTE; RoomError MEMORY, FIELD_TOO_LONG, TOO_MANY_FIELDS, TOO_MANY_ROWS, TOO_MANY_GROUPS.
        """
        piece = bytes_of(piece)
        self._told(lib.peel_cases_feed, piece, len(piece))

    def finish(self) -> None:
        """Says that the text is at its end. The counts can be read after this, and only after this.

        Errors: those of feed; TextError NO_HEADER for a text without a first row, QUOTE where a quotation mark never
        ends. TextError UNKNOWN_WORD where cells hold words without a meaning, unless they are to be counted;
        MISSING_ANSWER where answers are missing and that is refused: after these two the counts can be read all the
        same, and the error has them in `tallies`.
        """
        try:
            self._told(lib.peel_cases_finish)
        except PeelError as error:
            if error.status in COUNTED:
                error.tallies = self.tallies()
            raise

    def merge(self, other: "CaseReader") -> None:
        """Adds what another reader counted: as if one had read both texts, this one first. Groups are the same set in
        whatever order texts are merged, and in the same order too where they are sorted.

        other: is not changed. Both are at their end, with the same keys, criteria, policy and order.
        Errors: ArgumentError STATE, MERGE (another plan, or the same reader); RoomError MEMORY, TOO_MANY_GROUPS: this
        reader is then as before.

        >>> readers = [peel.CaseReader("force", "in time") for _ in range(2)]
        >>> for reader, rows in zip(readers, (b"Kent,yes\\n", b"Kent,no\\n")):
        ...     reader.feed(b"force,in time\\n" + rows)
        ...     reader.finish()
        >>> readers[0].merge(readers[1])
        >>> readers[0].tally(0).sample
        Sample(met=1, assessed=2, population=0)
        """
        if not isinstance(other, CaseReader):
            raise TypeError(f"other is of type {type(other).__name__}: give a CaseReader")
        if other._lock is self._lock:
            raise error_of(Status.MERGE)
        error = s.Error()
        # Always in one order, for two threads may merge two readers into each other.
        first, second = (self, other) if id(self._lock) < id(other._lock) else (other, self)
        with first._lock, second._lock:
            self._need()
            other._need()
            status = lib.peel_cases_merge(self._reader, other._reader, error)
        if status:
            raise error_in(error)

    def _summary(self) -> s.CasesSummary:
        summary = s.CasesSummary()
        self._ask(lib.peel_cases_count, summary)
        return summary

    def count(self) -> CasesSummary:
        """How many rows were read, and what became of them. Errors: ArgumentError STATE before finish."""
        with self._lock:
            return _summary_of(self._summary())

    def _text(self, function: Any, *arguments: Any) -> str:
        text = c.c_char_p()
        self._ask(function, *arguments, text)
        return (text.value or b"").decode()

    def key_name(self, key: int) -> str:
        """The name of a key: "force", "period". key: 0 to keys - 1. Errors: ArgumentError INDEX."""
        with self._lock:
            return self._text(lib.peel_cases_key_name, index_of(key))

    def criterion_name(self, criterion: int) -> str:
        """The name of a criterion: "attended in time". It is there where no row was used, too.

        criterion: 0 to criteria - 1. Errors: ArgumentError INDEX.
        """
        with self._lock:
            return self._text(lib.peel_cases_criterion_name, index_of(criterion))

    def key(self, group: int, key: int) -> str:
        """What a group has in a key: "Cambridgeshire", "2024-03", or "" where the cells are blank.

        group: 0 to groups - 1. key: 0 to keys - 1. Errors: ArgumentError INDEX; STATE before finish.
        """
        with self._lock:
            return self._text(lib.peel_cases_key, index_of(group), index_of(key))

    def _keys(self) -> list[str]:
        return [self._text(lib.peel_cases_key_name, key) for key in range(self._summary().keys)]

    def _texts(self, key: int, groups: int, rows: int) -> list[str]:
        """What each group has in a key, so many times. Straight to the library: 8 keys of 100,000 groups
        take 0.45 s, with a call of _text for each 0.9 s. Equal texts are one in memory."""
        ask, reader, text = lib.peel_cases_key, self._reader, c.c_char_p()
        at, known, column = c.byref(text), dict[bytes, str](), list[str]()
        for group in range(groups):
            status = ask(reader, group, key, at)
            if status:
                raise error_of(status)
            held = text.value or b""
            column.append(known.get(held) or known.setdefault(held, held.decode()))
        return column if rows == 1 else [text for text in column for _ in range(rows)]

    def tally(self, index: int) -> CaseTally:
        """One tally: a group's answers to a criterion. index: group * criteria + criterion, 0 to groups * criteria - 1.

        Errors: ArgumentError INDEX; STATE before finish.
        """
        held = s.CaseTally()
        with self._lock:
            self._ask(lib.peel_cases_tally, index_of(index), held)
            texts = {name: self._text(lib.peel_cases_key, held.group, key) for key, name in enumerate(self._keys())}
            criterion = held.criterion.decode()
        sample = Sample(held.sample.met, held.sample.assessed, held.sample.population)
        return CaseTally(
            held.group,
            criterion,
            sample,
            held.met,
            held.not_met,
            held.not_applicable,
            held.missing,
            held.unknown,
            held.open,
            held.lowest,
            held.highest,
            texts,
        )

    def _columns(self, summary: s.CasesSummary) -> CaseColumns:
        columns = columns_out("numpy" in sys.modules, summary.groups * summary.criteria, **_COLUMNS)
        self._ask(lib.peel_cases_columns, s.CaseColumns(**columns.addresses()))
        return CaseColumns(**columns.values)

    def columns(self) -> CaseColumns:
        """All tallies as columns: groups * criteria rows. Errors: ArgumentError STATE before finish."""
        with self._lock:
            return self._columns(self._summary())

    def set_aside(self, index: int) -> PeelError:
        """One row that was set aside, as the error that it is: where it stands, what is wrong, what to do. It is
        returned, not raised. index: 0 to faults - 1, in the order of the text.

        Its status is FIELD_COUNT, ENCODING, QUOTE, NUL_BYTE, NOT_A_DATE, NOT_A_DURATION, NEGATIVE_DURATION or
        TOTALS_ROW. Errors: ArgumentError INDEX; STATE before finish.
        """
        with self._lock:
            return self._fault(index_of(index))

    def _fault(self, index: int) -> PeelError:
        error = s.Error()
        self._ask(lib.peel_cases_set_aside, index, error)
        return error_in(error)

    def reason(self, index: int) -> CasesReason:
        """One reason for which rows were set aside. index: 0 to reasons - 1, as first seen.

        Errors: ArgumentError INDEX; STATE before finish.
        """
        with self._lock:
            return self._reason(index_of(index))

    def _reason(self, index: int) -> CasesReason:
        reason = s.CasesReason()
        self._ask(lib.peel_cases_reason_of, index, reason)
        return CasesReason(reason.rows, error_in(reason.first))

    def word(self, index: int) -> UnknownWord:
        """One word without a meaning. index: 0 to words - 1, as first seen.

        Errors: ArgumentError INDEX; STATE before finish.
        """
        with self._lock:
            return self._word(index_of(index))

    def _word(self, index: int) -> UnknownWord:
        word = s.UnknownWord()
        self._ask(lib.peel_cases_word, index, word)
        # What was cut off may have left half a letter.
        return UnknownWord(
            word.word.decode("utf-8", "replace"), word.criterion.decode(), word.cells, word.line, word.column
        )

    def tallies(self) -> CaseTallies:
        """All that was counted, and what did not count. It stays when the reader is closed.

        Errors: ArgumentError STATE before finish.
        """
        with self._lock:
            summary = self._summary()
            criteria = [self._text(lib.peel_cases_criterion_name, criterion) for criterion in range(summary.criteria)]
            return CaseTallies(
                {name: self._texts(key, summary.groups, summary.criteria) for key, name in enumerate(self._keys())},
                criteria * summary.groups,
                *self._columns(summary),
                _summary_of(summary),
                *self._not_counted(summary),
                criteria,
            )

    def _not_counted(self, summary: s.CasesSummary) -> tuple[list[CasesReason], list[PeelError], list[UnknownWord]]:
        """Reasons, rows set aside, words."""
        return (
            [self._reason(index) for index in range(summary.reasons)],
            [self._fault(index) for index in range(summary.faults)],
            [self._word(index) for index in range(summary.words)],
        )

    def close(self) -> None:
        """Releases the reader. What was taken from it stays; closing again does nothing."""
        with self._lock:
            lib.peel_cases_close(self._reader)
            self._reader.value = None  # in place, so that whatever shares it sees it


def _summary_of(held: s.CasesSummary) -> CasesSummary:
    return CasesSummary(*[getattr(held, name) for name in CasesSummary._fields])
