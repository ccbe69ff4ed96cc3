"""What every reader that the library holds has in common: one thread at a time, no copies, and closing."""

import ctypes as c
import threading
from types import TracebackType
from typing import Any, NoReturn, Optional, TypeVar

from . import _structs as s
from ._constants import Status
from ._status import error_in, error_of

Self = TypeVar("Self", bound="Reader")


class Reader:
    """A handle of the library. Two threads may not use it at the same time: the second waits."""

    _close: Any  # the library's function that releases it
    _advice: str  # what to do instead of copying it

    def _hold(self, function: Any, options: Any) -> None:
        """Opens it by a function of the library."""
        self._lock = threading.Lock()
        self._reader = c.c_void_p()
        error = s.Error()
        if function(options, self._reader, error):
            raise error_in(error)

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], value: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if hasattr(self, "_reader"):  # not so where __init__ was called wrongly
            self.close()

    def __reduce__(self) -> NoReturn:  # copy, deepcopy and pickle all come here
        name = type(self).__name__
        raise TypeError(f"a {name} cannot be copied or pickled, for it holds memory of the library: {self._advice}")

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

    def close(self) -> None:
        """Releases the reader. What was taken from it stays; closing again does nothing."""
        with self._lock:
            self._close(self._reader)
            self._reader.value = None  # in place, so that whatever shares it sees it
