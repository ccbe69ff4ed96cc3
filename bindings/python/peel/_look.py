"""A look at a text in CSV before it is counted: which columns it has, and what each seems to hold."""

import ctypes as c
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._case_plan import delimiter_of
from ._case_words import HOLDS, LAYOUTS
from ._constants import ENCODINGS
from ._library import lib
from ._sources import Source, limit_of, pieces_of, texts_of
from ._status import PeelError, error_in, error_of
from ._words import word


class Example(NamedTuple):
    """A text that stands in so many cells of a column."""

    text: str
    cells: int


class LookColumn(NamedTuple):
    """A column, and what it seems to hold.

    name: as the first row writes it. filled, blank: cells. different: different texts in it, up to 1,000; 1,001: more,
    or 8 MiB of them in all columns. holds: "nothing" (every cell is blank), "answers" (usual words of an answer: yes,
    no, n/a), "dates" (with or without a time of day, or months), "durations" (or times of day: 09:58 may be either),
    "numbers", "groups" (up to 1,000 different texts, each twice on average: they could group the cases) or "text": the
    first of these that all its filled cells fit. examples: up to 6 different texts, the most frequent first where all
    are known, else as first seen. totals_rows: rows of totals that begin in this
    column: a filter on it passes them over. nearly, odd: of groups and text, "answers" or "dates" where nine tenths of
    the filled cells fit, and how many do not; else None and 0.
    """

    name: str
    filled: int
    blank: int
    different: int
    holds: str
    examples: tuple[Example, ...]
    totals_rows: int
    nearly: Optional[str]
    odd: int


class LookSummary(NamedTuple):
    """The text as a whole.

    rows: looked at, below the first row. set_aside: of them, those that cannot be read; first: the first of these;
    None: there is none. blank_lines, repeated_headers: lines that are no rows. columns: how many. delimiter: the one in
    use. layout: the name of the one whose columns the text has, see layouts; None: of none. totals_rows: of the rows,
    those whose first filled cell is a word of totals, such as total or subtotal: they are in no column.
    """

    rows: int
    set_aside: int
    blank_lines: int
    repeated_headers: int
    columns: int
    delimiter: str
    layout: Optional[str]
    first: Optional[PeelError]
    totals_rows: int


class Look(NamedTuple):
    """A text as seen: its columns, and the text as a whole."""

    columns: list[LookColumn]
    summary: LookSummary


def _column(look: c.c_void_p, index: int) -> LookColumn:
    column = s.LookColumn()
    status = lib.peel_look_column_at(look, index, column)
    if status:
        raise error_of(status)
    examples = zip(column.example[: column.example_n], column.example_cells)
    return LookColumn(
        column.name.decode(),
        column.filled,
        column.blank,
        column.different,
        HOLDS[column.holds],
        tuple(Example(text.decode(), cells) for text, cells in examples),
        column.totals_rows,
        HOLDS[column.nearly] if column.nearly else None,
        column.odd,
    )


def _summary(look: c.c_void_p, file: Optional[str]) -> LookSummary:
    held = s.LookSummary()
    status = lib.peel_look_count(look, held)
    if status:
        raise error_of(status)
    return LookSummary(
        held.rows,
        held.set_aside,
        held.blank_lines,
        held.repeated_headers,
        held.columns,
        chr(held.delimiter),
        LAYOUTS[held.layout] if held.layout else None,
        error_in(held.first, file) if held.first.status else None,
        held.totals_rows,
    )


def _call(function: Any, *arguments: Any) -> None:
    error = s.Error()
    if function(*arguments, error):
        raise error_in(error)


def look(
    source: Source,
    *,
    encoding: str = "utf-8",
    delimiter: Optional[str] = None,
    max_field: int = 0,
    max_fields: int = 0,
    max_rows: int = 0,
) -> Look:
    """Looks at a text in CSV before it is counted: which columns does it have, and what does each seem to hold?

    Nothing is decided by it: what to count is for you to say, see tally.

    source: one text, as in tally. encoding: "utf-8" or "windows-1252". delimiter: ",", ";", "|" or "tab"; None: that
    which the first line has most of. max_field, max_fields: as in tally. max_rows: rows to look at, the rest is passed
    over; 0: all.
    Errors: ArgumentError PLAN (a delimiter that is none), ENCODING_OPTION; TextError NO_HEADER, QUOTE, ENCODING,
    NUL_BYTE and RoomError MEMORY, FIELD_TOO_LONG, TOO_MANY_FIELDS for a text that cannot be read on, with the path in
    `file`; OSError, TypeError and ValueError as tally.

    >>> look = peel.look(b"force;date;in time\\nKent;2024-03-31;yes\\nKent;2024-03-02;\\nKent;01/04/2024;no\\n")
    >>> [(column.name, column.holds, column.blank) for column in look.columns]
    [('force', 'groups', 0), ('date', 'dates', 0), ('in time', 'answers', 1)]
    >>> look.columns[0].examples[0], look.summary.delimiter
    (Example(text='Kent', cells=3), ';')
    """
    options = s.LookOptions(
        size=c.sizeof(s.LookOptions),
        encoding=ENCODINGS.get(word(encoding, "encoding").lower(), -1),
        delimiter=0 if delimiter is None else delimiter_of(delimiter),
        max_field=limit_of(max_field, "max_field"),
        max_fields=limit_of(max_fields, "max_fields"),
        max_rows=limit_of(max_rows, "max_rows"),
    )
    (text, file), *more = texts_of(source)
    if more:
        raise TypeError("source is several texts: look at one after the other")
    held = c.c_void_p()
    _call(lib.peel_look_open, options, held)
    try:
        for piece in pieces_of(text, encoding):
            _call(lib.peel_look_feed, held, piece, len(piece))
        _call(lib.peel_look_finish, held)
        summary = _summary(held, file)
        return Look([_column(held, index) for index in range(summary.columns)], summary)
    except PeelError as error:
        error.file = file
        raise
    finally:
        lib.peel_look_close(held)
