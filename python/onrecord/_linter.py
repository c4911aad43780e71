"""A linter by the settings and rules of a house, and the one that comes with the package."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path, PurePath
from typing import Literal, TypeVar

from ._catalogue import Profile, Rule
from ._inspection import Inspection, Source
from ._many import in_order
from ._native import Desk, Error
from ._record import record
from ._report import Report
from ._text import Text, in_bytes, in_words

#: TOML that a house has written, or the path of a file of it.
House = str | os.PathLike[str]
#: Where a text is, or will be, seen from the folder of the settings.
Where = str | os.PathLike[str]
#: A text, or what the caller calls it and the text.
Story = Text | tuple[object, Text]
#: What is done about a story that cannot be read.
Errors = Literal["raise", "keep"]

#: What the path of a text is that has none.
UNNAMED = "<text>"

Setup = tuple[list[tuple[str, str]], list[tuple[str, str]], str | None, str | None]
Answer = TypeVar("Answer", Report, Inspection)


class Linter:
    """Checks stories by the settings and rules of a house.

    `settings` and `rules` are TOML: the text as a `str`, or a file as a `Path`; several in a list. Of settings, each
    goes over those before it; what they name besides, such as files of rules, is not looked for. On the day `today`,
    exceptions that are over no longer hold; without a day, all hold for good.

    A linter can be shared by threads and sent to other processes.
    """

    def __init__(
        self,
        settings: House | Iterable[House] = (),
        rules: House | Iterable[House] = (),
        profile: str | None = None,
        today: date | str | None = None,
    ) -> None:
        day = today.isoformat() if isinstance(today, date) else today
        self.__setstate__((_files("settings", settings), _files("rules", rules), profile, day))

    def __getstate__(self) -> Setup:
        return self._setup

    def __setstate__(self, setup: Setup) -> None:
        self._setup, self._desk = setup, Desk(*setup)

    def check(
        self, text: Text, *, path: Where | None = None, format: str | None = None, folded: bool = False
    ) -> Report:
        """What an editor would send back.

        `path` is where the text is, or will be, seen from the folder of the settings: settings for places go by it.
        `format` is how the text is written ("markdown", "docx"); without one, the ending of the path tells, and then
        what the text holds. With `folded`, those diagnostics are listed as well that another one stands for.
        """
        row = json.loads(self._desk.check(in_bytes(text), _path(path), format))
        if not folded:
            row["diagnostics"] = [found for found in row["diagnostics"] if not found["folded"]]
        return record(Report, {"text": in_words(text), **row})

    def inspect(self, text: Text, *, path: Where | None = None, format: str | None = None) -> Inspection:
        """Who is cited for what: sentences, quotations, attributions, sources and claims."""
        row = json.loads(self._desk.inspect(in_bytes(text), _path(path), format))
        return record(Inspection, {"text": in_words(text), **row})

    def sources(
        self, text: Text, *, path: Where | None = None, format: str | None = None
    ) -> tuple[Source, ...]:
        """The ledger: who is cited, what kind, how described, how often, where."""
        rows = json.loads(self._desk.sources(in_bytes(text), _path(path), format))
        return tuple(record(Source, row) for row in rows)

    def check_many(
        self,
        stories: Iterable[Story],
        threads: int | None = None,
        *,
        format: str | None = None,
        folded: bool = False,
        paths: bool = False,
        errors: Errors = "raise",
    ) -> Iterator[Report]:
        """The reports of many stories, in their order, by several threads; by default, as many as there are cores.

        A story is a text, or a tuple of an id and a text. The report has the id; without one, stories are numbered from
        0. With `paths`, ids are paths as well, as `check` takes them. Stories are taken a few ahead, so that an archive of any size goes through. A story that
        cannot be read raises; with `errors="keep"` its report has `error`, and the others go on.
        """

        def check(text: Text, path: Where | None) -> Report:
            return self.check(text, path=path, format=format, folded=folded)

        return _many(Report, check, stories, threads, paths, errors)

    def inspect_many(
        self,
        stories: Iterable[Story],
        threads: int | None = None,
        *,
        format: str | None = None,
        paths: bool = False,
        errors: Errors = "raise",
    ) -> Iterator[Inspection]:
        """What was read of many stories, as `check_many` reports on them."""

        def inspect(text: Text, path: Where | None) -> Inspection:
            return self.inspect(text, path=path, format=format)

        return _many(Inspection, inspect, stories, threads, paths, errors)

    def explain(self, code: str) -> str:
        """A rule in words, by its code or name: what it flags, why, what satisfies it, with examples."""
        return self._desk.explain(code)

    def rules(self) -> tuple[Rule, ...]:
        """The rules that speak, by code."""
        return tuple(record(Rule, row) for row in json.loads(self._desk.rules()))

    def profiles(self) -> tuple[Profile, ...]:
        """The profiles there are."""
        return tuple(record(Profile, row) for row in json.loads(self._desk.profiles()))


@cache
def builtin() -> Linter:
    """The linter without settings, made when it is first asked for."""
    return Linter()


def _many(
    kind: type[Answer],
    read: Callable[[Text, Where | None], Answer],
    stories: Iterable[Story],
    threads: int | None,
    paths: bool,
    errors: Errors,
) -> Iterator[Answer]:
    if errors not in ("raise", "keep"):
        raise ValueError(f'errors is "raise" or "keep", not {errors!r}')

    def answer(named: tuple[object, Text]) -> Answer:
        name, text = named
        try:
            return replace(read(text, str(name) if paths else None), id=name)
        except (Error, TypeError) as error:
            if errors == "raise":
                raise type(error)(f"story {name!r}: {error}") from error
            return kind(path=str(name) if paths else UNNAMED, text="", id=name, error=str(error))

    return in_order(answer, map(_named, count(), stories), threads)


def _named(index: int, story: Story) -> tuple[object, Text]:
    return story if isinstance(story, tuple) else (index, story)


def _files(what: str, given: House | Iterable[House]) -> list[tuple[str, str]]:
    """The name and the text of each; the name is for messages."""
    files = [given] if isinstance(given, (str, os.PathLike)) else given
    return [
        (f"<{what}[{index}]>", file) if isinstance(file, str) else (os.fspath(file), Path(file).read_text("utf-8"))
        for index, file in enumerate(files)
    ]


def _path(path: Where | None) -> str | None:
    """With `/`, as settings have it."""
    return PurePath(path).as_posix() if isinstance(path, os.PathLike) else path
