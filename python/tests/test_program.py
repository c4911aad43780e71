"""The package finds in every story of examples/ what the program finds, at the same words."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import onrecord
import pytest

STORIES = sorted(path.name for path in (Path(__file__).parents[2] / "examples").iterdir())


@pytest.mark.parametrize("name", STORIES)
def test_the_program_and_the_package_agree(name: str, root: Path, program: Path) -> None:
    path = f"examples/{name}"
    command = [program, "check", "--isolated", "--fail-on", "never", "--format", "json", path]
    told = json.loads(subprocess.run(command, cwd=root, check=True, capture_output=True).stdout)
    (by_program,) = told["files"]
    data = (root / path).read_bytes()
    report = onrecord.check(data, path=path, folded=True)
    assert (report.path, report.words) == (by_program["path"], by_program["words"])
    assert list(map(as_json, report.diagnostics)) == [in_code_points(row, data) for row in by_program["diagnostics"]]


def as_json(answer: Any) -> Any:
    """A dataclass as the contract of the program has it; what is not given is left out."""
    if isinstance(answer, tuple):
        return list(map(as_json, answer))
    if not hasattr(answer, "__slots__"):
        return answer
    fields = {name: as_json(getattr(answer, name)) for name in answer.__dataclass_fields__}
    if fields.get("pointer", "") is None:
        del fields["pointer"]
    return fields


def in_code_points(row: Any, data: bytes) -> Any:
    """The same with offsets that count bytes as offsets that count code points."""
    if isinstance(row, list):
        return [in_code_points(part, data) for part in row]
    if not isinstance(row, dict):
        return row
    return {
        key: len(data[:value].decode()) if key in ("start", "end") else in_code_points(value, data)
        for key, value in row.items()
    }
