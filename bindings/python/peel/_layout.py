"""How the fields of structs are written down."""

from typing import Any


def fields(*groups: tuple[Any, str]) -> list[tuple[str, Any]]:
    """The fields of a struct: each group is a type and the names, in order, of the fields that have it."""
    return [(name, kind) for kind, names in groups for name in names.split()]
