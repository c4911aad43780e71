"""What there is to choose from: rules and profiles."""

from __future__ import annotations

from dataclasses import dataclass

from ._report import Level


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that speaks; `explain` has more, with examples."""

    code: str
    name: str
    level: Level
    summary: str
    #: Why it fires.
    why: str
    #: What would satisfy it.
    help: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What the rules ask of one sort of copy."""

    name: str
    about: str
