"""Tallies: a text in CSV with a row a sample, as auditors keep them, read into samples."""

import ctypes as c
import os
from typing import IO, NamedTuple, Union

from . import _structs as s
from ._constants import COUNTS, ENCODINGS, TALLY_KINDS
from ._library import lib
from ._reader import Reader
from ._sample import Sample
from ._sources import BYTES, bytes_of, limit_of, pieces_of
from ._status import PeelError, error_in, index_of
from ._words import word


class Tally(NamedTuple):
    """A row as read. Texts are trimmed, "" where blank or without a column.

    line: of the text, where the row begins, counted from 1. kind: "sample", "reported" (a percentage without counts) or
    "unmeasured". sample: all 0 unless kind is "sample" (population may be known in any kind). counts: "met" or
    "failures", what the row's column `met` counted as printed; in the sample it has become met. target: the rate that
    ought to be reached, a proportion; NaN where blank. reported: as printed, as in "80.6%".
    """

    line: int
    kind: str
    sample: Sample
    counts: str
    target: float
    criterion: str
    area: str
    force: str
    period: str
    reported: str
    note: str


class TallySummary(NamedTuple):
    """What became of every row below the first: rows = samples + reported + unmeasured + set_aside."""

    rows: int
    samples: int
    reported: int
    unmeasured: int
    set_aside: int
    blank_lines: int


class Tallies(NamedTuple):
    """A text as read: its kept rows; an error for each row that was set aside, with its line; and how many of each."""

    rows: list[Tally]
    set_aside: list[PeelError]
    summary: TallySummary


class TallyReader(Reader):
    """Reads one text of tallies in pieces: feed as often as needed, finish, then read the rows.

    encoding: "utf-8" or "windows-1252". max_field: bytes of the longest field, 0: 65,536. max_fields: fields of a row,
    0: 1,024. max_rows: rows of the text, 0: no limit.
    Errors: ArgumentError ENCODING_OPTION, RoomError MEMORY; ValueError for a limit below 0. Every method after close,
    and out of order: ArgumentError STATE. Two threads may not use a reader at the same time: the second waits. A reader
    cannot be copied or pickled.

    >>> with peel.TallyReader() as reader:
    ...     reader.feed(b"criterion,met,assessed\\nattended in time,41,79\\n")
    ...     reader.finish()
    ...     reader.row(0).sample
    Sample(met=41, assessed=79, population=0)
    """

    _close = lib.peel_tally_close
    _advice = "read its rows"

    def __init__(self, encoding: str = "utf-8", *, max_field: int = 0, max_fields: int = 0, max_rows: int = 0) -> None:
        options = s.TallyOptions(
            size=c.sizeof(s.TallyOptions),
            encoding=ENCODINGS.get(word(encoding, "encoding").lower(), -1),
            max_field=limit_of(max_field, "max_field"),
            max_fields=limit_of(max_fields, "max_fields"),
            max_rows=limit_of(max_rows, "max_rows"),
        )
        self._hold(lib.peel_tally_open, options)

    def feed(self, piece: Union[bytes, bytearray, memoryview]) -> None:
        """Hands the reader the next bytes, in pieces of any size: the answer does not depend on where a text is cut.

        Errors of a text that cannot be read on (every later feed or finish raises the same one), with line and field:
        TextError MISSING_COLUMN, REPEATED_COLUMN, QUOTE, ENCODING, NUL_BYTE; RoomError MEMORY, FIELD_TOO_LONG,
        TOO_MANY_FIELDS, TOO_MANY_ROWS.
        """
        piece = bytes_of(piece)
        self._told(lib.peel_tally_feed, piece, len(piece))

    def finish(self) -> None:
        """Says that the text is at its end. Rows can be read after this, and only after this.

        Errors: those of feed; TextError NO_HEADER for a text without a first row.
        """
        self._told(lib.peel_tally_finish)

    def count(self) -> TallySummary:
        """How many rows were read and what became of them. Errors: ArgumentError STATE before finish."""
        summary = s.TallySummary()
        with self._lock:
            self._ask(lib.peel_tally_count, summary)
        return TallySummary(*[getattr(summary, name) for name in TallySummary._fields])

    def row(self, index: int) -> Tally:
        """One kept row, in the order of the text. index: 0 to rows - set_aside - 1.

        Errors: ArgumentError INDEX; ArgumentError STATE before finish.
        """
        tally = s.Tally()
        # The texts live in the reader: they are copied before another thread may close it.
        with self._lock:
            self._ask(lib.peel_tally_row, index_of(index), tally)
            texts = [text.decode() for text in (tally.criterion, tally.area, tally.force)]
            texts += [text.decode() for text in (tally.period, tally.reported, tally.note)]
        sample = Sample(tally.sample.met, tally.sample.assessed, tally.sample.population)
        return Tally(tally.line, TALLY_KINDS[tally.kind], sample, COUNTS[tally.counts], tally.target, *texts)

    def set_aside(self, index: int) -> PeelError:
        """One row that was set aside, as the error that it is: where it stands, what is wrong, what to do. It is
        returned, not raised. index: 0 to set_aside - 1, in the order of the text.

        Errors: ArgumentError INDEX; ArgumentError STATE before finish.
        """
        error = s.Error()
        with self._lock:
            self._ask(lib.peel_tally_set_aside, index_of(index), error)
        return error_in(error)


def tallies(
    source: Union[str, "os.PathLike[str]", bytes, bytearray, memoryview, IO[bytes], IO[str]],
    encoding: str = "utf-8",
    *,
    max_field: int = 0,
    max_fields: int = 0,
    max_rows: int = 0,
) -> Tallies:
    """Reads a whole text of tallies: a row a sample, in CSV.

    The first row names the columns, in any order and in either case: `criterion` is needed, and `met` and `assessed`
    unless there is a column `reported` and neither of them; `area`, `force`, `period`, `population`, `counts` (met or
    failures: what the column `met` counts in that row; blank is met), `target` and `note` are known; any other column
    is passed over. A row that cannot be read is set aside with its fault, and the others are kept: rows = samples +
    reported + unmeasured + set_aside.

    source: a path, the bytes of a text, or an open file: with "rb", or as text, which leaves no encoding to choose. The
    options are those of TallyReader.
    Errors: those of TallyReader, feed and finish, with the path in `file`; OSError where a file cannot be read.

    >>> tallies = peel.tallies(b"criterion,met,assessed,counts\\nneeds assessed,15,59,failures\\n")
    >>> [str(peel.rate(*row.sample)) for row in tallies.rows]
    ['74.6% (95% CI 62.2% to 83.9%)']
    """
    file = None if isinstance(source, BYTES) or hasattr(source, "read") else os.fsdecode(source)
    with TallyReader(encoding, max_field=max_field, max_fields=max_fields, max_rows=max_rows) as reader:
        try:
            for piece in pieces_of(source, encoding):
                reader.feed(piece)
            reader.finish()
        except PeelError as error:
            error.file = file
            raise
        summary = reader.count()
        rows = [reader.row(index) for index in range(summary.rows - summary.set_aside)]
        faults = [reader.set_aside(index) for index in range(summary.set_aside)]
    for fault in faults:
        fault.file = file
    return Tallies(rows, faults, summary)
