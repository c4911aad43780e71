"""Who is cited for what: the answer of `inspect`, and of `sources`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from ._record import READ
from ._report import Span

SourceKind = Literal[
    "named", "org", "office", "anonymous", "vague", "group", "document", "pronoun", "none"
]
ClaimKind = Literal[
    "statistic", "superlative", "cause", "motive", "prediction", "accusation", "assessment"
]
Style = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence."""

    #: Index of the paragraph, heading, … that it stands in.
    block: int
    #: Somebody is cited for part of it, or a mental state is told.
    attributed: bool
    #: Somebody or something is cited for part of it.
    sourced: bool


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """Words in quotation marks."""

    #: Index into `Inspection.attributions`.
    attribution: int | None


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """The words by which a source is cited."""

    text: str
    kind: SourceKind
    #: Index into `Inspection.sources`.
    id: int


@dataclass(frozen=True, slots=True)
class Cue(Span):
    """The words that tie source and content: “said”, “according to”, a colon."""

    text: str
    #: The construction: verb, according, noun, adverb, …
    frame: str
    #: Grammar and lexicon vouch for it; else a learned score alone made it a cue.
    vouched: bool
    score: float | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is cited, by which words, for what."""

    #: None for “it is believed”, “reportedly”, a bare quotation.
    source: Mention | None
    cue: Cue | None
    content: tuple[Span, ...]
    style: Style
    #: A state of mind that nobody need have told: “Washington sees”, “the party fears”.
    mental: bool
    #: It goes on with what was said in the sentence before, and is no citation of its own.
    carried: bool


def _people(count: Any) -> int | None:
    """From `"one"`, `{"number": 3}`, `"plural"`."""
    if isinstance(count, dict):
        return int(count["number"])
    return 1 if count == "one" else None


@dataclass(frozen=True, slots=True)
class Source:
    """A line of the ledger: somebody or something cited."""

    #: Index into `Inspection.sources`.
    id: int
    name: str
    kind: SourceKind
    mentions: tuple[Span, ...]
    #: Indices into `Inspection.attributions`.
    attributions: tuple[int, ...]
    #: The body that an unnamed source is said to belong to.
    described: str | None
    #: How it is said to know.
    basis: str | None
    #: Why it is not named.
    reason: str | None
    #: How many people; None for a plural without a number: “sources”.
    count: int | None = field(metadata={READ: _people})


@dataclass(frozen=True, slots=True)
class Claim(Span):
    """A statement that a reader could ask “says who?” of."""

    kind: ClaimKind


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was read of a story."""

    #: Where the story is, as it was given.
    path: str
    #: What offsets count in: the text that was given, or was taken out of the bytes that were.
    text: str
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    #: What the story is called: by `inspect_many`'s caller, or in its own file.
    id: object = None
    #: Why the story could not be read, where `inspect_many` was told to keep such.
    error: str | None = None
