"""Where things are that tests hold the package against."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def program() -> Path:
    """The program, by ONRECORD_BIN."""
    path = Path(os.environ.get("ONRECORD_BIN", ROOT / "target/debug/onrecord"))
    assert path.exists(), f"{path} is not there: `cargo build --features cli` makes it, or set ONRECORD_BIN"
    return path
