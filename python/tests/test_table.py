"""Tables of Arrow and pandas."""

from __future__ import annotations

import csv
import io
import sys
from typing import get_args

import onrecord
import pandas
import pyarrow
import pytest

STORIES: list[tuple[object, onrecord.Text]] = [
    ("a", "“Né,” she said. 😀\n\nCritics say the bridge is unsafe.\n\nSources said the plant will shut."),
    ("b", "Ana Ruiz, the county’s engineer, said that the bridge is safe."),
    ("c", b"\xff"),
]


def reports() -> list[onrecord.Report]:
    return list(onrecord.check_many(STORIES, errors="keep"))


def inspections() -> list[onrecord.Inspection]:
    return list(onrecord.inspect_many(STORIES, errors="keep"))


def test_a_row_a_diagnostic() -> None:
    table = onrecord.to_arrow(reports())
    assert table.schema == onrecord.schema("diagnostics")
    rows = table.to_pylist()
    assert len(rows) == sum(len(report.diagnostics) for report in reports())
    (critics,) = [row for row in rows if row["code"] == "V001"]
    text = STORIES[0][1]
    assert (critics["story"], critics["text"]) == ("a", "Critics") == ("a", text[critics["start"] : critics["end"]])
    (sources,) = [row for row in rows if row["code"] == "A001"]
    assert "A003" in sources["attached"] and (sources["line"], sources["column"]) == (5, 1)


def test_a_row_a_story_also_where_nothing_was_found() -> None:
    rows = onrecord.to_arrow(reports(), "stories").to_pylist()
    assert [(row["story"], row["errors"]) for row in rows] == [("a", 1), ("b", 0), ("c", 0)]
    assert rows[1]["error"] is None and "not UTF-8" in rows[2]["error"]


def test_a_row_a_citation_a_source_a_sentence() -> None:
    cited = onrecord.to_arrow(inspections(), "attributions").to_pylist()
    (ruiz,) = [row for row in cited if row["name"] == "Ana Ruiz"]
    assert (ruiz["story"], ruiz["kind"], ruiz["cue"]) == ("b", "named", "said")
    assert "the bridge is safe" in ruiz["content"] and ruiz["mention"].startswith("Ana Ruiz")
    sources = onrecord.to_arrow(inspections(), "sources").to_pylist()
    assert ("a", "anonymous", None) in [(row["story"], row["kind"], row["people"]) for row in sources]
    sentences = onrecord.to_arrow(inspections(), "sentences").to_pylist()
    assert sentences[-1]["text"] == STORIES[1][1] and sentences[-1]["sourced"]


def test_columns_are_the_same_whatever_the_rows() -> None:
    for table in get_args(onrecord.Table):
        empty = onrecord.to_arrow([], table)
        assert empty.num_rows == 0 and empty.schema == onrecord.schema(table)
        assert list(onrecord.to_pandas([], table).columns) == empty.column_names
    assert onrecord.schema("sources").field("people") == pyarrow.field("people", pyarrow.int64())
    assert not onrecord.schema("diagnostics").field("level").nullable


def test_tables_grow_by_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord._table.BATCH", 2)
    table = onrecord.to_arrow(inspections(), "sentences")
    sizes = [batch.num_rows for batch in table.to_batches()]
    assert sizes[0] == 2 and sum(sizes) == sum(len(one.sentences) for one in inspections()) > 2


def test_a_data_frame() -> None:
    frame = onrecord.to_pandas(reports())
    assert isinstance(frame, pandas.DataFrame)
    assert frame.groupby("story").size().to_dict() == {"a": len(reports()[0].diagnostics)}
    assert frame["start"].dtype == "int64" and frame["folded"].dtype == "bool"


def test_rows_need_no_other_package() -> None:
    out = io.StringIO()
    csv.writer(out).writerows(onrecord.to_rows(reports(), "stories"))
    assert out.getvalue().splitlines()[1].startswith("b,<text>,")


def test_a_table_of_the_wrong_thing() -> None:
    with pytest.raises(TypeError, match="'sources' is made of Inspection, .* not of Report"):
        onrecord.to_arrow(reports(), "sources")
    with pytest.raises(ValueError, match="no table 'finds' .of stories, diagnostics"):
        onrecord.to_arrow([], "finds")  # type: ignore[arg-type]


@pytest.mark.parametrize(("module", "extra"), [("pyarrow", "arrow"), ("pandas", "pandas")])
def test_what_to_install(monkeypatch: pytest.MonkeyPatch, module: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=rf"pip install 'onrecord\[{extra}\]'"):
        onrecord.to_pandas([])
