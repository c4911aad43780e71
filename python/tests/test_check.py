"""What `check` and `inspect` give, and that offsets are those of `str`."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from pathlib import Path

import onrecord
import pytest

SAID = "Sources said the plant will shut in May."


def only(report: onrecord.Report, code: str) -> onrecord.Diagnostic:
    (found,) = [found for found in report.diagnostics if found.code == code]
    return found


def test_a_report_has_what_was_found() -> None:
    report = onrecord.check(SAID)
    found = report.diagnostics[0]
    assert (found.code, found.name, found.level) == ("A001", "bare-anonymous-source", "error")
    assert (found.line, found.column, found.end_line, found.end_column) == (1, 1, 1, 8)
    assert {other.code for other in found.attached} >= {"A002", "A003"}
    assert (report.text, report.path, report.words) == (SAID, "<text>", 8)
    assert str(found).startswith("1:1: error[A001 bare-anonymous-source]: “Sources” could be anybody\n  = A002: ")
    assert str(found).endswith(f"\n  = help: {found.help}") and str(found) in str(report)


def test_answers_are_frozen_and_compare_by_value() -> None:
    found, again = (onrecord.check(SAID).diagnostics[0] for _ in range(2))
    assert found == again and len({found, again}) == 1 and not hasattr(found, "__dict__")
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.code = "A002"  # type: ignore[misc]


@pytest.mark.parametrize("before", ["", "Né à Paris. ", "😀👩‍👧 ", "“Café,” she said. ", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_offsets_count_code_points(before: str, line_end: str) -> None:
    text = f"{before}{line_end}{line_end}Critics say the bridge is unsafe. 😀 It is believed to have moved.{line_end}"
    report = onrecord.check(text)
    assert report == onrecord.check(text.encode())
    critics = only(report, "V001")
    assert (text[critics.start : critics.end], critics.line, critics.column) == ("Critics", 3, 1)
    line = text.split(line_end)[2]
    (believed,) = [found for found in report.diagnostics if "believed" in found.of(text)]
    assert (believed.line, believed.column) == (3, 1 + line.index(believed.of(text)))


def test_every_span_is_in_code_points() -> None:
    text = "😀 “It fell,” said Ana Ruiz, the county’s engineer. Ruiz said that 40% of homes flooded.\n"
    read = onrecord.inspect(text)
    assert [sentence.of(text)[-1] for sentence in read.sentences] == [".", "."]
    assert [quotation.of(text) for quotation in read.quotations] == ["“It fell,”"]
    for cited in read.attributions:
        assert cited.source and cited.cue
        assert cited.source.of(text) == cited.source.text and cited.cue.of(text) == cited.cue.text == "said"
        assert read.sources[cited.source.id].kind == "named"
    (ruiz,) = onrecord.sources(text)
    assert read.sources == (ruiz,) and ruiz.name == "Ana Ruiz" and ruiz.count == 1
    assert all("Ruiz" in mention.of(text) for mention in ruiz.mentions) and len(ruiz.attributions) == 2
    assert [(claim.kind, claim.of(text)[:3]) for claim in read.claims] == [("statistic", "40%")]


def test_how_many_people_a_source_is() -> None:
    text = "Three officials said so. Sources said that the mayor knew. Ana Ruiz said that he did."
    assert [source.count for source in onrecord.sources(text)] == [3, None, 1]


def test_what_can_be_mended() -> None:
    text = "“Né,” he said. 😀\n\nThe plant will shut in May, Ana Ruiz said. :contentReference[oaicite:2]{index=2}\n"
    (fix,) = [found.fix for found in onrecord.check(text).diagnostics if found.fix]
    (edit,) = fix.edits
    mended = text[: edit.start] + edit.text + text[edit.end :]
    assert fix.safe and mended.rstrip() == text[: text.index(":contentReference")].rstrip()


def test_folded_diagnostics_are_listed_on_demand(root: Path) -> None:
    text = (root / "examples/backchannel.txt").read_text("utf-8")
    shown, every = onrecord.check(text).diagnostics, onrecord.check(text, folded=True).diagnostics
    assert shown == tuple(found for found in every if not found.folded) != every


@pytest.mark.parametrize("text", ["", b"", "\n", " "])
def test_an_empty_text_has_no_findings(text: str | bytes) -> None:
    report = onrecord.check(text)
    assert (report.words, report.diagnostics) == (0, ())
    assert onrecord.sources(text) == () and onrecord.inspect(text).sentences == ()


def docx(*paragraphs: str) -> bytes:
    """The least that is a Word file."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as folder:
        folder.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return file.getvalue()


@pytest.mark.parametrize("how", [{"format": "docx"}, {"path": "story.docx"}, {}])
def test_word(how: dict[str, str]) -> None:
    file = docx("“Né,” she said. 😀", "Né! Critics say the bridge is unsafe.")
    report = onrecord.check(file, **how)
    found = only(report, "V001")
    assert found.of(report.text) == "Critics" and (found.line, found.column) == (2, 5)
    assert onrecord.inspect(bytearray(file), **how).text == report.text


def test_the_format_goes_by_the_path() -> None:
    text = "---\nkind: opinion\n---\n\n<!-- Sources said the plant will shut. -->\n"
    as_text, as_markdown = (onrecord.check(text, path=Path("city", f"a.{ending}")) for ending in ["txt", "md"])
    assert as_text.path == "city/a.txt"
    assert len(as_text.diagnostics) > len(as_markdown.diagnostics) == 0
    assert onrecord.check(text, format="markdown").diagnostics == ()


def test_what_there_is_to_choose_from() -> None:
    assert {rule.code: rule.name for rule in onrecord.rules()}["A001"] == "bare-anonymous-source"
    assert "wire" in [profile.name for profile in onrecord.profiles()]
    assert onrecord.explain("A001").startswith("A001 bare-anonymous-source (error)\n")
