"""Finds libpeel, refuses one of another version or layout, and gives every function its prototype."""

import ctypes as c
import os
from typing import Any, Callable, Optional

from . import _structs as s
from ._constants import Note, Status
from ._prototypes import PROTOTYPES
from ._version import VERSION


def _candidates() -> list[str]:
    """Where the library may be, first choice first. An explicit PEEL_LIBRARY is the only choice."""
    explicit = os.environ.get("PEEL_LIBRARY")
    if explicit:
        return [os.path.abspath(explicit)]
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "libpeel.so.0")
    return ([beside] if os.path.exists(beside) else []) + ["libpeel.so.0"]


def _open() -> c.CDLL:
    tried = []
    for path in _candidates():
        try:
            return c.CDLL(path)
        except OSError as error:
            tried.append(f"\n  {path}: {error}")
    raise ImportError(
        "peel: the library libpeel cannot be loaded. Tried:" + "".join(tried) + "\nInstall libpeel (make install, then"
        " ldconfig), or set PEEL_LIBRARY to the path of its libpeel.so."
    )


def _declare(library: c.CDLL) -> None:
    for name, (returns, *takes) in PROTOTYPES.items():
        try:
            function = getattr(library, name)
        except AttributeError:
            raise ImportError(f"peel: {library._name} lacks the function {name}: is it libpeel {VERSION}?") from None
        function.restype = returns
        function.argtypes = takes


def check_version(library: Any) -> None:
    """Refuses a library of another version than this package."""
    version = library.peel_version().decode()
    if version != VERSION:
        raise ImportError(
            f"peel: the package is of version {VERSION}, but the library {library._name} of version {version}:"
            " install both of one version, or set PEEL_LIBRARY to the path of the right libpeel.so."
        )


def check_sizes(library: Any) -> None:
    """Refuses a library in which a public struct has another size."""
    for name, struct in s.STRUCTS.items():
        size = library.peel_struct_size(name.encode())
        if size != c.sizeof(struct):
            raise ImportError(
                f"peel: {name} has {c.sizeof(struct)} bytes in the package, but {size} in {library._name}:"
                " the two were built for different machines or from different sources."
            )


def _check_word(library: Any, number: int, ours: Optional[str], theirs: Optional[bytes]) -> None:
    name = theirs.decode().upper().replace("-", "_") if theirs is not None else None
    if ours != name:
        raise ImportError(
            f"peel: the number {number} means {ours} in the package, but {name} in {library._name}:"
            " the two were built from different sources."
        )


def check_constants(library: Any) -> None:
    """Refuses a library in which a status or a note has another number, or which has one that the package lacks."""
    statuses = {status.value: status.name for status in Status}
    for code in range(1000):
        _check_word(library, code, statuses.get(code), library.peel_status_name(code))
    notes = {note.value: note.name for note in Note}
    for bit in (1 << place for place in range(32)):
        _check_word(library, bit, notes.get(bit), library.peel_note_name(bit))


def numbered(name_of: Callable[[int], Optional[bytes]]) -> list[str]:
    """The words of one of the library's lists that is numbered from 0, such as sides, in order."""
    words: list[str] = []
    while (word := name_of(len(words))) is not None:
        words.append(word.decode())
    return words


def _load() -> c.CDLL:
    library = _open()
    _declare(library)
    check_version(library)
    check_sizes(library)
    check_constants(library)
    return library


lib = _load()
