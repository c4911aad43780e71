"""Many stories: in order, lazily, by threads that do not wait for each other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count, islice

import onrecord
import pytest


def story(number: int) -> str:
    return f"Sources said that {number} plants will shut.\n\nAna Ruiz said so.\n\n" * (1 + number % 7)


@pytest.mark.parametrize("threads", [None, 1, 3])
def test_answers_come_in_order(threads: int | None) -> None:
    named = [(f"s{number}", story(number)) for number in range(60)]
    reports = list(onrecord.check_many(named, threads))
    assert [report.id for report in reports] == [name for name, _ in named]
    assert [report.diagnostics for report in reports] == [onrecord.check(text).diagnostics for _, text in named]
    read = onrecord.inspect_many(iter(named), threads)
    assert [(one.id, one.sources) for one in read] == [(name, onrecord.sources(text)) for name, text in named]


def test_stories_without_an_id_are_numbered() -> None:
    reports = onrecord.check_many(["Sources said so.", b"Ana Ruiz said so."])
    assert [(report.id, report.text) for report in reports] == [(0, "Sources said so."), (1, "Ana Ruiz said so.")]


@pytest.mark.parametrize("threads", [1, 2])
def test_an_archive_of_any_size_is_taken_a_few_ahead(threads: int) -> None:
    taken = []

    def endless() -> Iterator[str]:
        for number in count():
            taken.append(number)
            yield story(number)

    reports = onrecord.check_many(endless(), threads)
    assert taken == []
    assert [report.id for report in islice(reports, 5)] == [0, 1, 2, 3, 4]
    assert len(taken) < 20


@pytest.mark.parametrize("threads", [1, 2])
def test_where_the_stories_break_off_those_before_are_still_given(threads: int) -> None:
    def broken() -> Iterator[str]:
        yield from map(story, range(3))
        raise OSError("the disk is gone")

    given = []
    with pytest.raises(OSError, match="the disk is gone"):
        given.extend(report.id for report in onrecord.check_many(broken(), threads))
    assert given == [0, 1, 2]


@pytest.mark.parametrize("threads", [1, 2])
def test_a_story_that_cannot_be_read(threads: int) -> None:
    stories = [("a", "Sources said so."), ("b", b"\xff"), ("c", None), ("d", "Sources said so.")]
    with pytest.raises(onrecord.Error, match="story 'b': .*not UTF-8"):
        list(onrecord.check_many(stories, threads))  # type: ignore[arg-type]
    kept = list(onrecord.check_many(stories, threads, errors="keep"))  # type: ignore[arg-type]
    assert [(report.id, bool(report.diagnostics)) for report in kept] == [
        ("a", True),
        ("b", False),
        ("c", False),
        ("d", True),
    ]
    errors = [report.error or "" for report in kept]
    assert errors[0] == errors[3] == "" and "not UTF-8" in errors[1] and "not NoneType" in errors[2]
    read = onrecord.inspect_many(stories, threads, errors="keep")  # type: ignore[arg-type]
    assert [one.error or "" for one in read] == errors


def test_wrong_arguments_are_told_at_once() -> None:
    with pytest.raises(ValueError, match="threads must be 1 or more, not 0"):
        onrecord.check_many([], 0)
    with pytest.raises(ValueError, match='"raise" or "keep", not \'skip\''):
        onrecord.check_many([], errors="skip")  # type: ignore[arg-type]


def test_the_interpreter_is_free_while_a_story_is_read() -> None:
    """Were it held, whoever gives it away for a moment would get it back when all is read, and not before."""
    desk = onrecord.Linter()._desk
    long = (story(6) * 400).encode()
    done = threading.Event()

    def read() -> None:
        desk.check(long, None, None)
        done.set()

    worker = threading.Thread(target=read)
    worker.start()
    given_back = 0
    while not done.wait(0.001):
        given_back += 1
    worker.join()
    assert given_back > 10
