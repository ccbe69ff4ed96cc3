"""Where texts come from: paths, bytes, open files, chunks; and the limits on what is read of them."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, Any, NamedTuple, NoReturn, Optional, Union

from ._status import integer

_PIECE = 1 << 16  # bytes: larger pieces of a file were not faster
BYTES = bytes, bytearray, memoryview

# One text: a path, its bytes, a file opened with "rb" or as text, or its bytes in chunks.
Source = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview, IO[bytes], IO[str], Iterable[bytes]]
Sources = Union[Source, Iterable[Source]]


class Text(NamedTuple):
    """One text to read. file: its path; None where it has none."""

    source: Any
    file: Optional[str]


def limit_of(value: int, what: str) -> int:
    """A limit on what is read; 0 is the usual one."""
    number = integer(value, what)
    if not 0 <= number < 2**63:
        raise ValueError(f"{what} is {number}: a limit is a number from 0, for the usual one, to 2**63 - 1")
    return number


def bytes_of(piece: Any) -> bytes:
    """A piece of a text as bytes, without copying where it is that already."""
    if not isinstance(piece, BYTES):
        raise TypeError(f"a piece is of type {type(piece).__name__}: give bytes, as of a file opened with 'rb'")
    return bytes(piece)


def file_of(source: Any) -> Optional[str]:
    """The path of a source; None where it is no path. An open file may know its own."""
    if isinstance(source, (str, os.PathLike)):
        return os.fsdecode(source)
    name = getattr(source, "name", None) if hasattr(source, "read") else None
    return name if isinstance(name, str) else None


def _refuse(source: Any, holding: str = "") -> NoReturn:
    raise TypeError(
        f"a source is of type {type(source).__name__}{holding}: give a path, the bytes of a text, an open file, "
        "chunks of bytes, or a list of such"
    )


def _is_source(given: Any) -> bool:
    if isinstance(given, (str, os.PathLike, *BYTES)) or hasattr(given, "read"):
        return True
    return isinstance(given, Iterable) and not isinstance(given, (dict, set, frozenset))


def texts_of(sources: Any) -> Iterator[Text]:
    """The texts of what was given as sources, one after the other. A list or tuple holds several. Whatever else can be
    iterated over is one text where it yields bytes, as what streams a download does, and else several sources, as
    Path.glob does."""
    if isinstance(sources, (str, os.PathLike, *BYTES)) or hasattr(sources, "read"):
        yield Text(sources, file_of(sources))
        return
    if not _is_source(sources):
        _refuse(sources)
    listed = isinstance(sources, (list, tuple))
    several = iter(sources)
    for first in several:
        several = chain([first], several)
        if not listed and isinstance(first, BYTES):
            yield Text(several, None)
            return
        for source in several:
            if isinstance(source, (list, tuple)):  # of which nobody could tell whether they are texts or chunks
                _refuse(source)
            if not listed and not _is_source(source):  # an array of numbers is wrong itself, and not what it holds
                _refuse(sources, f", of {type(source).__name__}")
            yield from texts_of(source)
        return
    raise ValueError("sources is empty: give at least one text")


def _read(file: Any, encoding: str) -> bytes:
    """The next piece of a file. What one opened as text has decoded is encoded again, in UTF-8."""
    piece = file.read(_PIECE)
    if isinstance(piece, str):
        if encoding.lower() != "utf-8":
            raise ValueError(
                f"encoding is {encoding!r}, but the file was opened as text, and has been decoded already: "
                "leave out the encoding, or open it with 'rb'"
            )
        # What cannot be encoded becomes bytes that are no UTF-8: the reader sets such rows aside.
        piece = piece.encode("utf-8", "surrogatepass")
    return bytes_of(piece)


def pieces_of(source: Any, encoding: str = "utf-8") -> Iterator[bytes]:
    """A text in pieces."""
    if isinstance(source, BYTES):
        yield bytes(source)
    elif hasattr(source, "read"):
        while piece := _read(source, encoding):
            yield piece
    elif isinstance(source, (str, os.PathLike)):
        with open(source, "rb") as file:
            yield from pieces_of(file)
    else:
        yield from map(bytes_of, source)
