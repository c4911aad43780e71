"""A house's own settings and rules, and what is said of mistakes."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import Any

import onrecord
import pytest
from onrecord import Linter

SAID = "Sources said the plant will shut in May."
TATTLERS = '[class.unnamed-head]\ninflect = "noun"\nwords = ["tattler"]\n'
QUIET = '[rule.A001]\nlevel = "note"\n'


def first(linter: Linter, text: str, path: str | None = None) -> onrecord.Diagnostic:
    return linter.check(text, path=path).diagnostics[0]


def test_settings_go_over_those_before_them() -> None:
    assert first(Linter(QUIET), SAID).level == "note"
    assert first(Linter([QUIET, '[rule.A001]\nlevel = "warning"\n']), SAID).level == "warning"


def test_settings_and_rules_in_files(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text(QUIET, "utf-8")
    (tmp_path / "words.toml").write_text(TATTLERS, "utf-8")
    linter = Linter(tmp_path / "onrecord.toml", tmp_path.glob("words.toml"))
    found = first(linter, "Tattlers said the plant will shut.")
    assert (found.code, found.level) == ("A001", "note")
    with pytest.raises(FileNotFoundError):
        Linter(tmp_path / "none.toml")


def test_settings_for_places() -> None:
    linter = Linter('[[override]]\nfiles = ["court/"]\nrule.A001 = { level = "note" }\n')
    levels = {"court/a.txt": "note", "city/a.txt": "error"}
    assert {path: first(linter, SAID, path).level for path in levels} == levels
    reports = linter.check_many([(path, SAID) for path in levels], paths=True)
    assert {report.path: report.diagnostics[0].level for report in reports} == levels


def test_words_of_the_house() -> None:
    text = "Tattlers said the plant will shut."
    assert "A001" not in [found.code for found in onrecord.check(text).diagnostics]
    assert first(Linter(rules=TATTLERS), text).code == "A001"


def test_a_profile(root: Path) -> None:
    text = (root / "examples/backchannel.txt").read_text("utf-8")
    codes = [{found.code for found in Linter(profile=name).check(text).diagnostics} for name in ["wire", "opinion"]]
    assert ["U005" in found for found in codes] == [True, False]


@pytest.mark.parametrize("today", ["2027-01-01", date(2027, 1, 1)])
def test_exceptions_end(today: date | str) -> None:
    text = f'[onrecord: allow A001 reason="agreed" until="2026-12-31"]\n\n{SAID}\n'
    codes = [[found.code for found in linter.check(text).diagnostics] for linter in (Linter(), Linter(today=today))]
    assert ["A001" in found for found in codes] == [False, True]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"settings": "[rule.A001]\nlevel = 'loud'\n"}, ["<settings[0]>:2:9", "^^^^^^"]),
        ({"rules": [TATTLERS, "chnge = 'A001'\n"]}, ["<rules[1]>"]),
        ({"profile": "wires"}, ["did you mean `wire`?"]),
        ({"today": "tomorrow"}, ["`tomorrow` is no day", "2026-05-03"]),
    ],
)
def test_mistakes_are_shown_at_their_place(wrong: dict[str, Any], told: list[str]) -> None:
    with pytest.raises(onrecord.Error) as error:
        Linter(**wrong)
    assert all(words in str(error.value) for words in told), str(error.value)


@pytest.mark.parametrize(
    ("text", "how", "told"),
    [
        (b"Sources said \xff.", {"path": "a.md"}, ["a.md: not UTF-8 text", "help: "]),
        ("half \ud83d a pair", {}, ["surrogate", " at 5", "help: "]),
        (SAID, {"format": "mrkdown"}, ["did you mean `markdown`?"]),
        (SAID, {"format": "docx"}, ["help: "]),
        ("headline,body\na,b\nc,d\n", {"format": "csv"}, ["give the text of each"]),
    ],
)
def test_a_text_that_cannot_be_read(text: str | bytes, how: dict[str, str], told: list[str]) -> None:
    for ask in (onrecord.check, onrecord.inspect, onrecord.sources):
        with pytest.raises(onrecord.Error) as error:
            ask(text, **how)  # type: ignore[operator]
        assert all(words in str(error.value) for words in told), str(error.value)


def test_errors_are_value_errors() -> None:
    assert issubclass(onrecord.Error, ValueError)
    with pytest.raises(ValueError, match="there is no rule `Z001`"):
        onrecord.explain("Z001")
    with pytest.raises(TypeError, match="a text is str or bytes, not NoneType"):
        onrecord.check(None)  # type: ignore[arg-type]


def test_a_linter_can_be_sent_to_other_processes() -> None:
    linter = pickle.loads(pickle.dumps(Linter(QUIET, TATTLERS, "wire", "2026-12-01")))
    assert first(linter, "Tattlers said the plant will shut.").level == first(Linter(QUIET, profile="wire"), SAID).level
