"""Tables for archives, in Arrow and pandas; both are extras of this package."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from ._inspection import Inspection
from ._report import Report
from ._rows import Row, Table, table_of, to_rows

if TYPE_CHECKING:
    import pandas
    import pyarrow

#: How many rows are turned into Arrow at a time.
BATCH = 10_000


def to_arrow(
    answers: Iterable[Report] | Iterable[Inspection], table: Table = "diagnostics"
) -> pyarrow.Table:
    """What was found or read, as a table of Arrow; its `schema` is the same whatever the rows."""
    arrow = _arrow()
    columns = schema(table)
    rows = to_rows(answers, table)
    return arrow.Table.from_batches(_batches(arrow, columns, rows), columns)


def to_pandas(
    answers: Iterable[Report] | Iterable[Inspection], table: Table = "diagnostics"
) -> pandas.DataFrame:
    """What was found or read, as a data frame."""
    _extra("pandas")
    return to_arrow(answers, table).to_pandas()


def schema(table: Table = "diagnostics") -> pyarrow.Schema:
    """The columns of a table of Arrow, and of the data frame made of it."""
    arrow = _arrow()
    _, row, _ = table_of(table)
    return arrow.schema([_field(arrow, name, hint) for name, hint in typing.get_type_hints(row).items()])


def _field(arrow: Any, name: str, hint: Any) -> Any:
    kinds = {str: arrow.string(), int: arrow.int64(), bool: arrow.bool_(), list[str]: arrow.list_(arrow.string())}
    # Words of a closed set, such as levels, are strings as well.
    plain = [arrow.string() if typing.get_origin(part) is typing.Literal else kinds.get(part) for part in _parts(hint)]
    return arrow.field(name, plain[0], nullable=len(plain) > 1)


def _parts(hint: Any) -> tuple[Any, ...]:
    """`str` and `None` of `str | None`."""
    return typing.get_args(hint) if type(None) in typing.get_args(hint) else (hint,)


def _batches(arrow: Any, columns: pyarrow.Schema, rows: Iterator[Row]) -> Iterator[pyarrow.RecordBatch]:
    while batch := list(islice(rows, BATCH)):
        arrays = [arrow.array(values, field.type) for values, field in zip(zip(*batch), columns)]
        yield arrow.RecordBatch.from_arrays(arrays, schema=columns)


def _arrow() -> Any:
    return _extra("pyarrow")


def _extra(module: str) -> Any:
    try:
        return __import__(module)
    except ImportError as error:
        extra = {"pyarrow": "arrow", "pandas": "pandas"}[module]
        raise ImportError(f"{module} is not installed\nhelp: pip install 'onrecord[{extra}]'") from error
