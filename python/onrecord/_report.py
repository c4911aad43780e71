"""What an editor would send back: the answer of `check`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points: `text[span.start : span.end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Its words, given the text that it is a stretch of."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Place(Span):
    """A stretch with its line and column; both count characters from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Label(Span):
    """A further place that matters, and why: where the same was first said, what contradicts it."""

    message: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A further rule that the same words break."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Edit(Span):
    """Words to be put in place of a stretch."""

    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the text that would satisfy. One that is not `safe` may change what is said."""

    description: str
    edits: tuple[Edit, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Diagnostic(Place):
    """One thing that an editor would send back."""

    code: str
    name: str
    level: Level
    #: What was seen and what is missing.
    message: str
    #: What would satisfy.
    help: str
    end_line: int
    end_column: int
    attached: tuple[Attached, ...]
    #: Where the same is said again.
    also_at: tuple[Place, ...]
    labels: tuple[Label, ...]
    #: Facts that a reader of the report needs.
    notes: tuple[str, ...]
    #: Another diagnostic stands for it, and reports leave it out.
    folded: bool
    fix: Fix | None
    #: Where it is in a file of JSON or XML: a JSON Pointer, an XPath.
    pointer: str | None = None

    def __str__(self) -> str:
        head = f"{self.line}:{self.column}: {self.level}[{self.code} {self.name}]: {self.message}"
        attached = [f"{other.code}: {other.message}" for other in self.attached]
        return "\n  = ".join([head, *attached, *self.notes, f"help: {self.help}"])


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a story."""

    #: Where the story is, as it was given.
    path: str
    #: What offsets count in: the text that was given, or was taken out of the bytes that were.
    text: str
    #: Number of words of prose.
    words: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    #: What the story is called: by `check_many`'s caller, or in its own file.
    id: object = None
    #: Why the story could not be read, where `check_many` was told to keep such.
    error: str | None = None

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.diagnostics))
