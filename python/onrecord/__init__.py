"""onrecord reads a story before it is published and asks of every sentence: *says who?*

>>> import onrecord
>>> text = "Sources said the plant will shut in May."
>>> for found in onrecord.check(text).diagnostics:
...     print(found.code, found.of(text), "-", found.message)
A001 Sources - “Sources” could be anybody

The functions here are the methods of a `Linter` without settings; a house with its own makes one. Offsets are code
points, so that `text[found.start : found.end]` is what a diagnostic is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ._catalogue import Profile, Rule
from ._inspection import (
    Attribution,
    Claim,
    ClaimKind,
    Cue,
    Inspection,
    Mention,
    Quotation,
    Sentence,
    Source,
    SourceKind,
    Style,
)
from ._linter import Errors, House, Linter, Story, Where, builtin
from ._native import Error
from ._report import Attached, Diagnostic, Edit, Fix, Label, Level, Place, Report, Span
from ._rows import AttributionRow, DiagnosticRow, SentenceRow, SourceRow, StoryRow, Table, to_rows
from ._table import schema, to_arrow, to_pandas
from ._text import Text

__all__ = [
    "Attached",
    "Attribution",
    "AttributionRow",
    "Claim",
    "ClaimKind",
    "Cue",
    "Diagnostic",
    "DiagnosticRow",
    "Edit",
    "Error",
    "Errors",
    "Fix",
    "House",
    "Inspection",
    "Label",
    "Level",
    "Linter",
    "Mention",
    "Place",
    "Profile",
    "Quotation",
    "Report",
    "Rule",
    "Sentence",
    "SentenceRow",
    "Source",
    "SourceKind",
    "SourceRow",
    "Span",
    "Story",
    "StoryRow",
    "Style",
    "Table",
    "Text",
    "Where",
    "check",
    "check_many",
    "explain",
    "inspect",
    "inspect_many",
    "profiles",
    "rules",
    "schema",
    "sources",
    "to_arrow",
    "to_pandas",
    "to_rows",
]


def check(text: Text, *, path: Where | None = None, format: str | None = None, folded: bool = False) -> Report:
    """What an editor would send back: see `Linter.check`."""
    return builtin().check(text, path=path, format=format, folded=folded)


def inspect(text: Text, *, path: Where | None = None, format: str | None = None) -> Inspection:
    """Who is cited for what: see `Linter.inspect`."""
    return builtin().inspect(text, path=path, format=format)


def sources(text: Text, *, path: Where | None = None, format: str | None = None) -> tuple[Source, ...]:
    """The ledger: see `Linter.sources`."""
    return builtin().sources(text, path=path, format=format)


def check_many(
    stories: Iterable[Story],
    threads: int | None = None,
    *,
    format: str | None = None,
    folded: bool = False,
    paths: bool = False,
    errors: Errors = "raise",
) -> Iterator[Report]:
    """The reports of many stories, by several threads: see `Linter.check_many`."""
    return builtin().check_many(stories, threads, format=format, folded=folded, paths=paths, errors=errors)


def inspect_many(
    stories: Iterable[Story],
    threads: int | None = None,
    *,
    format: str | None = None,
    paths: bool = False,
    errors: Errors = "raise",
) -> Iterator[Inspection]:
    """What was read of many stories, by several threads: see `Linter.inspect_many`."""
    return builtin().inspect_many(stories, threads, format=format, paths=paths, errors=errors)


def explain(code: str) -> str:
    """A rule in words, by its code or name: see `Linter.explain`."""
    return builtin().explain(code)


def rules() -> tuple[Rule, ...]:
    """The rules that come with the package and speak."""
    return builtin().rules()


def profiles() -> tuple[Profile, ...]:
    """The profiles that come with the package."""
    return builtin().profiles()
