"""Statuses and notes in words, and the exceptions: one for each family of statuses."""

import operator
from typing import TYPE_CHECKING, Any, Optional

from . import _structs as s
from ._constants import Status
from ._library import lib

if TYPE_CHECKING:
    from ._case_tallies import CaseTallies


class PeelError(ValueError):
    """The library has no answer, and says why.

    status: the Status. message: what is wrong and what to do, a sentence. Where the fault stands in a text: file (None
    where it is not known), line, column and field, counted from 1 (0: not of one), and field_name, the name of the
    field's column. tallies: of tally and CaseReader.finish, the counts where they can be read all the same, else None.
    Each family of statuses has a class of its own: ArgumentError, NumberError, TextError, RoomError, SearchError. A
    value of a wrong type is a TypeError instead, as everywhere in Python.

    >>> try:
    ...     peel.rate(82, 79)
    ... except peel.PeelError as error:
    ...     print(error.name)
    met-above-assessed
    """

    def __init__(
        self,
        status: int,
        message: Optional[str] = None,
        line: int = 0,
        column: int = 0,
        field: int = 0,
        field_name: str = "",
        file: Optional[str] = None,
    ) -> None:
        super().__init__(status, message, line, column, field, field_name, file)
        self.status = Status(status)
        self.message = message or lib.peel_status_sentence(status).decode()
        self.line = line
        self.column = column
        self.field = field
        self.field_name = field_name
        self.file = file
        self.tallies: Optional["CaseTallies"] = None

    @property
    def name(self) -> str:
        """The name of the status, as in "met-above-assessed"."""
        return self.status.name.lower().replace("_", "-")

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        place += [f"{word} {number}" for word, number in (("line", self.line), ("field", self.field)) if number]
        named = f" ({self.field_name})" if self.field_name else ""
        return f"{', '.join(place)}{named}: {self.message}" if place else self.message


class ArgumentError(PeelError):
    """The call was made wrongly: an unknown method, a confidence of 95, calls out of order. Statuses 101 to 199."""


class NumberError(PeelError):
    """Numbers that nothing can have: more met than assessed, a negative count, periods out of order, a percentage that no
    whole number of so many cases gives. Statuses 201 to 299."""


class TextError(PeelError):
    """Something that cannot be read: a text of tallies or cases, a printed percentage, a period, a date, a duration, a
    count that is no whole number. Statuses 301 to 399."""


class RoomError(PeelError):
    """No room: memory, a limit on the size of a text, samples larger than an exact method takes. Statuses 401 to 499."""


class SearchError(PeelError):
    """A search reached its cap without an answer: please report the input. Statuses 501 to 599."""


_FAMILIES = {1: ArgumentError, 2: NumberError, 3: TextError, 4: RoomError, 5: SearchError}


def error_of(status: int, *details: Any) -> PeelError:
    """The exception of a status, of the class of its family. details: as PeelError takes them after the status."""
    return _FAMILIES[lib.peel_status_family(status)](status, *details)


def error_in(error: s.Error, file: Optional[str] = None) -> PeelError:
    """The exception of a fault that the library describes: its message, and its place where it is in a text."""
    message = error.message.decode("utf-8", "replace")
    name = error.name.decode("utf-8", "replace")
    return error_of(error.status, message, error.line, error.column, error.field, name, file)


def text_or_none(text: Optional[bytes]) -> Optional[str]:
    """A constant string of the library; None where it gave NULL."""
    return None if text is None else text.decode()


def integer(value: int, what: str) -> int:
    """A whole number as an int; TypeError for what is none."""
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"{what} is {value!r} of type {type(value).__name__}: give a whole number") from None


def number32(number: int, what: str) -> int:
    """A number for a 32-bit argument. ctypes would cut a longer one to its last bits, which may mean something else:
    the largest negative number stands for it, which names nothing."""
    number = integer(number, what)
    return number if -(2**31) <= number < 2**32 else -(2**31)


def index_of(index: int) -> int:
    """An index for the library. ctypes would cut a longer number to its last bits, which may be that of an item."""
    index = integer(index, "index")
    if not 0 <= index < 2**63:
        raise error_of(Status.INDEX)
    return index


def status_name(status: int) -> Optional[str]:
    """The name of a status, as in "met-above-assessed"; None where no status has that code.

    >>> peel.status_name(203)
    'met-above-assessed'
    """
    return text_or_none(lib.peel_status_name(number32(status, "status")))


def status_sentence(status: int) -> Optional[str]:
    """The sentence of a status: what is wrong and what to do; None where no status has that code.

    >>> peel.status_sentence(peel.Status.NEGATIVE)
    'A count is negative: counts are 0 or more.'
    """
    return text_or_none(lib.peel_status_sentence(number32(status, "status")))


def status_family(status: int) -> int:
    """The family of a status: 0 ok, 1 argument, 2 number, 3 text, 4 room, 5 search; -1 where no status has that code.

    >>> peel.status_family(203)
    2
    """
    family: int = lib.peel_status_family(number32(status, "status"))
    return family


def note_name(note: int) -> Optional[str]:
    """The name of one note, as in "quota". note: one bit. None where no note has that bit.

    >>> peel.note_name(peel.Note.QUOTA)
    'quota'
    """
    return text_or_none(lib.peel_note_name(number32(note, "note")))


def note_sentence(note: int) -> Optional[str]:
    """The sentence of one note. note: one bit. None where no note has that bit.

    >>> peel.note_sentence(peel.Note.CENSUS)
    'Every case was looked at: there is no sampling error.'
    """
    return text_or_none(lib.peel_note_sentence(number32(note, "note")))
