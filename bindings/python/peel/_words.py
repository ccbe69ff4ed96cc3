"""Words for numbers and back: designs, sides, methods. And what library is running."""

import ctypes as c
from typing import Any, Optional

from . import _structs as s
from ._library import lib
from ._status import error_in, number32, text_or_none


def word(value: str, what: str) -> str:
    """A name as it was given; TypeError for what is no str."""
    if not isinstance(value, str):
        raise TypeError(f"{what} is {value!r} of type {type(value).__name__}: give its name, a str")
    return value


def _bytes(value: str, what: str) -> bytes:
    """A name for the library. A byte of value 0 would end it early, and what follows it would go unseen."""
    return word(value, what).replace("\0", "?").encode("utf-8", "replace")


def parse(function: Any, what: str, name: Any) -> int:
    """The number of a word, by one of the library's functions ..._parse; its error offers the nearest words."""
    number = c.c_int32()
    error = s.Error()
    if function(_bytes(name, what), number, error):
        raise error_in(error)
    return number.value


def design_name(design: int) -> Optional[str]:
    """The name of a design by its number: "random", "quota", "dip" or "census"; None where no design has that number.

    >>> peel.design_name(1)
    'quota'
    """
    return text_or_none(lib.peel_design_name(number32(design, "design")))


def design_parse(name: str) -> int:
    """The number of a design by its name, in ASCII letters of either case.

    random: by chance from all cases. quota: so many of each kind; the interval describes the audited mix. dip: a few
    at will; the interval is withheld. census: every case; there is no sampling error.
    Errors: ArgumentError DESIGN, with the nearest names.

    >>> peel.design_parse("quota")
    1
    """
    return parse(lib.peel_design_parse, "design", name)


def rate_method_parse(name: str) -> int:
    """The number of a rate's method by its name, as in "clopper-pearson", in ASCII letters of either case, - or _ .

    Errors: ArgumentError METHOD, with the nearest names.

    >>> peel.rate_method_parse("clopper_pearson")
    103
    """
    return parse(lib.peel_rate_method_parse, "method", name)


def side_name(side: int) -> Optional[str]:
    """The name of a side by its number: "two-sided", "lower" or "upper"; None where no side has that number.

    >>> peel.side_name(0)
    'two-sided'
    """
    return text_or_none(lib.peel_side_name(number32(side, "side")))


def side_parse(name: str) -> int:
    """The number of a side by its name, in ASCII letters of either case. A one-sided interval is named by the limit
    that it bounds. Errors: ArgumentError SIDE, with the nearest names.

    >>> peel.side_parse("lower")
    1
    """
    return parse(lib.peel_side_parse, "side", name)


def version() -> str:
    """The version of the library that is running: the same as peel.__version__, or the import would have failed."""
    text: bytes = lib.peel_version()
    return text.decode()


def struct_size(name: str) -> int:
    """The size in bytes of a public struct of the library; 0 for a name that is not a public struct.

    >>> peel.struct_size("peel_sample")
    24
    """
    size: int = lib.peel_struct_size(_bytes(name, "struct"))
    return size
