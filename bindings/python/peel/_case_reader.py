"""Reads one text of cases in pieces, and gives what was counted in it."""

from collections.abc import Iterable
from typing import Any, Optional, Union

from . import _structs as s
from ._case_asked import Criterion, GroupBy, Limits, Texts, Where, Words
from ._case_counts import CaseCounts
from ._case_plan import plan_of
from ._constants import Status
from ._library import lib
from ._sources import bytes_of
from ._status import PeelError, error_in, error_of

COUNTED = Status.UNKNOWN_WORD, Status.MISSING_ANSWER  # after these the counts can be read all the same


class CaseReader(CaseCounts):
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

    _close = lib.peel_cases_close
    _advice = "take its tallies"

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
        self._hold(lib.peel_cases_open, plan[0])

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

        other: is not changed. Both are at their end, of plans by which the same is counted: the names of columns,
        encoding, delimiter and limits of size may differ, if keys and criteria have the same names.
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
