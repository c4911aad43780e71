"""Many stories by several threads: lazily, a few ahead, in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Stories that a thread may be ahead: enough that none waits for another's long one.
AHEAD = 4


def in_order(work: Callable[[Item], Result], items: Iterable[Item], threads: int | None) -> Iterator[Result]:
    """What `work` makes of each item. Where `items` raises, what was taken before is still given, and then it raises."""
    threads = cores() if threads is None else threads
    if threads < 1:
        raise ValueError(f"threads must be 1 or more, not {threads}")
    return map(work, items) if threads == 1 else _in_order(work, items, threads)


def _in_order(work: Callable[[Item], Result], items: Iterable[Item], threads: int) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    raised: Exception | None = None
    rest = iter(items)
    with ThreadPoolExecutor(threads, thread_name_prefix="onrecord") as pool:
        try:
            while raised is None:
                try:
                    waiting.append(pool.submit(work, next(rest)))
                except StopIteration:
                    break
                except Exception as error:
                    raised = error
                if len(waiting) > threads * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            # Whoever asks for no more, or has met an error, does not wait for the rest.
            for future in waiting:
                future.cancel()
    if raised is not None:
        raise raised


def cores() -> int:
    """How many this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
