"""The process that reads: one task after the other, each answered, until nobody asks."""

from __future__ import annotations

import faulthandler
import gc
import logging
import os
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from piao.pipeline.reading import step
from piao.pipeline.reading.step import Request
from piao.schema.errors import PiaoError

log = logging.getLogger("piao")

_KILOBYTE = 1024 if sys.platform != "darwin" else 1
"""What `ru_maxrss` counts in."""


class Step(StrEnum):
    """What a worker can be asked for."""

    READ = "read"
    RANGES = "ranges"
    READ_RANGE = "read range"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Task:
    """One step of reading a file; `parts` are those of the ranges to join, still pickled."""

    step: Step
    request: Request
    numbers: range | None = None
    parts: tuple[bytes, ...] = ()


class Kind(StrEnum):
    """What a worker says, `SILENT` what is said of one that had to be stopped."""

    PAGE = "page"
    DONE = "done"
    REFUSED = "refused"
    EXHAUSTED = "exhausted"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Message:
    """What a worker says: the page it begins, or how a task ended.

    `pickled` is a result or an error, `reason` a text; `resident` the most memory that the
    worker took so far, in bytes.
    """

    kind: Kind
    page: int = 0
    pickled: bytes = b""
    reason: str = ""
    resident: int = 0


def serve(connection: Connection, memory: int) -> None:
    """Answer tasks until the other end is closed; the user's Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
    _limit(memory)
    gc.set_threshold(200_000, 20, 100)
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(answer(task, lambda page: connection.send(Message(Kind.PAGE, page))))
        except BrokenPipeError:
            return


def answer(task: Task, on_page: Callable[[int], None]) -> Message:
    """How a task ended; no error of a library leaves it."""
    try:
        result = _done(task, on_page)
    except PiaoError as error:
        return Message(Kind.REFUSED, pickled=pickle.dumps(error), resident=_resident())
    except (MemoryError, RecursionError) as error:
        return Message(Kind.EXHAUSTED, reason=type(error).__name__, resident=_resident())
    except Exception as error:
        log.debug("%s", task.request.path, exc_info=True)
        pickled = pickle.dumps(step.unread(task.request, error))
        return Message(Kind.REFUSED, pickled=pickled, resident=_resident())
    return Message(Kind.DONE, pickled=pickle.dumps(result, 5), resident=_resident())


def _done(task: Task, on_page: Callable[[int], None]) -> Any:
    match task.step:
        case Step.READ:
            return step.read(task.request, on_page)
        case Step.RANGES:
            return step.ranges(task.request)
        case Step.READ_RANGE:
            return step.read_range(task.request, task.numbers or range(0), on_page)
        case Step.JOIN:
            # No text of a document can name what is unpickled.
            parts = [pickle.loads(part) for part in task.parts]  # noqa: S301 - by our own worker
            return step.join(task.request, parts)


def _limit(memory: int) -> None:
    """Let reading add no more than `memory` bytes, and no crash leave a file, where that can be.

    What is there already does not count: a fork has all that its parent has, and a thread that
    finds no room for its first steps is waited for in vain.
    """
    try:
        import resource
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _address_space() + memory
    limit = limit if most == resource.RLIM_INFINITY else min(limit, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _address_space() -> int:
    """The bytes of address space that this process has; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _resident() -> int:
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTE
