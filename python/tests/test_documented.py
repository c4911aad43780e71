"""What the READMEs show of Python prints what they say it prints, and the examples run as they stand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = {"README.md": "## In Python", "python/README.md": "# "}
#: Java compiles for the short run that this is, and Spark shows no page: half the time.
QUICK_SPARK = {
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "PYSPARK_SUBMIT_ARGS": "--conf spark.ui.enabled=false pyspark-shell",
}
#: A block of Python, and the block of text after it that says what it prints.
SHOWN = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:.(?!^```python))*?^```text\n(?P<printed>.*?)^```\n", re.M | re.S)


def run(*arguments: str) -> str:
    """What Python prints, from the folder of the repository."""
    # Spark's workers are the `python3` of the path, as in an environment that is activated.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, **QUICK_SPARK}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def blocks(readme: str) -> list[tuple[str, str]]:
    """The code that a README shows, and what it says that this prints."""
    text = (ROOT / readme).read_text("utf-8")
    title = READMES[readme]
    start = text.index(title)
    section = text[start:] if title == "# " else text[start : text.index("\n## ", start)]
    shown = [(match["code"], match["printed"]) for match in SHOWN.finditer(section)]
    assert len(shown) == section.count("\n```python\n") > 0, f"a block of {readme} does not say what it prints"
    return shown


@pytest.mark.parametrize(
    ("code", "printed"),
    [pytest.param(*block, id=f"{readme}-{number}") for readme in READMES for number, block in enumerate(blocks(readme))],
)
def test_code_prints_what_is_shown(code: str, printed: str) -> None:
    assert lines(run("-c", code)) == lines(printed)


def lines(printed: str) -> list[str]:
    """Without blanks at the ends of lines, which nobody sees."""
    return [line.rstrip() for line in printed.strip().splitlines()]


def test_spark_and_dask_count_the_same() -> None:
    """Both examples make the same two tables, each in its own form; the cells are the same."""
    spark, dask = (cells(run(f"python/examples/{name}_audit.py")) for name in ["spark", "dask"])
    assert spark == dask
    assert ["politics", "2026-01", 6.0, 0.5] in spark
    assert any(row[:1] == ["A001"] for row in spark)


def cells(printed: str) -> list[list[str | float]]:
    """The rows of printed tables that end in a number, without rules and heads."""
    rows = [line.replace("|", " ").split() for line in printed.splitlines()]
    return [[number(cell) for cell in row] for row in rows if row and row[-1][0].isdigit()]


def number(cell: str) -> str | float:
    return float(cell) if re.fullmatch(r"[\d.]+", cell) else cell
