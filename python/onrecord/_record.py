"""Frozen dataclasses out of JSON: each field is read as its type says, so that a class is all there is to write."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
Read = Callable[[Any], Any]

#: In the metadata of a field: how its value is read, where its type alone does not tell.
READ = "read"


def record(cls: Callable[..., T], row: dict[str, Any]) -> T:
    """A `cls`, which is a dataclass, of an object of JSON."""
    given = {name: read(row[name]) for name, read in _readers(cls) if name in row}
    return cls(**given)


@cache
def _readers(cls: Any) -> tuple[tuple[str, Read], ...]:
    hints = typing.get_type_hints(cls)
    fields = dataclasses.fields(cls)
    return tuple((field.name, field.metadata.get(READ) or _reader(hints[field.name])) for field in fields)


def _reader(hint: Any) -> Read:
    """How a value of JSON becomes one of a type."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return lambda row: record(hint, row)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        read = _reader(arguments[0])
        return lambda rows: tuple(map(read, rows))
    if origin in (types.UnionType, typing.Union):
        read = _reader(arguments[0])
        return lambda value: None if value is None else read(value)
    return lambda value: value
