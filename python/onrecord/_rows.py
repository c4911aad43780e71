"""The rows of tables: plain, typed tuples, which need no other package.

`csv.writer` takes them, `pandas.DataFrame` and `polars.DataFrame` as well. `story` is the id of the story, as a string.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

from ._inspection import Inspection, SourceKind, Style
from ._report import Level, Report

#: What rows there are: the first two are made of reports, the others of inspections.
Table = Literal["stories", "diagnostics", "attributions", "sources", "sentences"]


class StoryRow(NamedTuple):
    """A story, with how much was found in it."""

    story: str
    path: str
    words: int
    errors: int
    warnings: int
    notes: int
    #: Why it could not be read.
    error: str | None


class DiagnosticRow(NamedTuple):
    """One thing that an editor would send back."""

    story: str
    path: str
    code: str
    name: str
    level: Level
    message: str
    help: str
    start: int
    end: int
    line: int
    column: int
    #: The words it is about.
    text: str
    #: The codes of further rules that they break.
    attached: list[str]
    folded: bool


class AttributionRow(NamedTuple):
    """Who is cited for what. What is `mental` or `carried` is no citation of its own."""

    story: str
    path: str
    kind: SourceKind
    #: Number of the source in the ledger of the story.
    source: int | None
    name: str | None
    mention: str | None
    cue: str | None
    content: str
    start: int | None
    end: int | None
    style: Style
    mental: bool
    carried: bool


class SourceRow(NamedTuple):
    """A line of the ledger of a story."""

    story: str
    path: str
    source: int
    name: str
    kind: SourceKind
    mentions: int
    attributions: int
    described: str | None
    basis: str | None
    reason: str | None
    #: How many people; nothing for a plural without a number.
    people: int | None


class SentenceRow(NamedTuple):
    """A sentence: is it sourced?"""

    story: str
    path: str
    start: int
    end: int
    text: str
    attributed: bool
    sourced: bool


Row = StoryRow | DiagnosticRow | AttributionRow | SourceRow | SentenceRow


def to_rows(answers: Iterable[Report] | Iterable[Inspection], table: Table = "diagnostics") -> Iterator[Row]:
    """The rows of a table, one after the other."""
    kind, _, rows = table_of(table)
    for answer in answers:
        if not isinstance(answer, kind):
            raise TypeError(
                f"the table {table!r} is made of {kind.__name__}, as `check` and `inspect` give them, "
                f"not of {type(answer).__name__}"
            )
        yield from rows(answer)


def table_of(table: Table) -> tuple[type, type[Row], Callable[[Any], Iterator[Row]]]:
    """What a table is made of, its rows, and how they are made."""
    try:
        return TABLES[table]
    except KeyError:
        raise ValueError(f"there is no table {table!r} (of {', '.join(TABLES)})") from None


def _stories(report: Report) -> Iterator[StoryRow]:
    levels = ("error", "warning", "note")
    errors, warnings, notes = (sum(found.level == level for found in report.diagnostics) for level in levels)
    yield StoryRow(str(report.id), report.path, report.words, errors, warnings, notes, report.error)


def _diagnostics(report: Report) -> Iterator[DiagnosticRow]:
    for found in report.diagnostics:
        yield DiagnosticRow(
            story=str(report.id),
            path=report.path,
            code=found.code,
            name=found.name,
            level=found.level,
            message=found.message,
            help=found.help,
            start=found.start,
            end=found.end,
            line=found.line,
            column=found.column,
            text=found.of(report.text),
            attached=[other.code for other in found.attached],
            folded=found.folded,
        )


def _attributions(inspection: Inspection) -> Iterator[AttributionRow]:
    for cited in inspection.attributions:
        source = cited.source
        yield AttributionRow(
            story=str(inspection.id),
            path=inspection.path,
            kind=source.kind if source else "none",
            source=source.id if source else None,
            name=inspection.sources[source.id].name if source else None,
            mention=source.text if source else None,
            cue=cited.cue.text if cited.cue else None,
            content=" … ".join(part.of(inspection.text) for part in cited.content),
            start=source.start if source else None,
            end=source.end if source else None,
            style=cited.style,
            mental=cited.mental,
            carried=cited.carried,
        )


def _sources(inspection: Inspection) -> Iterator[SourceRow]:
    for source in inspection.sources:
        yield SourceRow(
            story=str(inspection.id),
            path=inspection.path,
            source=source.id,
            name=source.name,
            kind=source.kind,
            mentions=len(source.mentions),
            attributions=len(source.attributions),
            described=source.described,
            basis=source.basis,
            reason=source.reason,
            people=source.count,
        )


def _sentences(inspection: Inspection) -> Iterator[SentenceRow]:
    for sentence in inspection.sentences:
        yield SentenceRow(
            story=str(inspection.id),
            path=inspection.path,
            start=sentence.start,
            end=sentence.end,
            text=sentence.of(inspection.text),
            attributed=sentence.attributed,
            sourced=sentence.sourced,
        )


TABLES: dict[str, tuple[type, type[Row], Callable[[Any], Iterator[Row]]]] = {
    "stories": (Report, StoryRow, _stories),
    "diagnostics": (Report, DiagnosticRow, _diagnostics),
    "attributions": (Inspection, AttributionRow, _attributions),
    "sources": (Inspection, SourceRow, _sources),
    "sentences": (Inspection, SentenceRow, _sentences),
}
