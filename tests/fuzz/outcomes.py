"""What comes of broken files: each read by a worker, whatever it does to it."""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from piao.extractors.settings import ExtractionSettings, Ocr
from piao.pipeline.reading.limits import Limits
from piao.pipeline.reading.pool import Pool
from piao.pipeline.reading.step import Request
from piao.pipeline.reading.worker import Kind, Message, Step, Task

SECONDS = 60.0


class Outcome(StrEnum):
    """How a file was dealt with; the first two are as it should be."""

    READ = "read"
    REFUSED = "refused clearly"
    UNEXPECTED = "unexpected"
    KILLED = "killed"
    TOO_SLOW = "over 60 s"


GOOD = frozenset({Outcome.READ, Outcome.REFUSED})


@dataclass(frozen=True, slots=True)
class Result:
    """A file, what came of it and why, the seconds, the most bytes that its worker took."""

    path: Path
    outcome: Outcome
    reason: str
    seconds: float
    resident: int


@dataclass(slots=True)
class _Given:
    path: Path
    since: float


def outcomes(
    paths: Iterable[Path], jobs: int, *, ocr: Ocr = Ocr.NEVER, limits: Limits | None = None
) -> Iterator[Result]:
    """What comes of each file, as they end."""
    settings = ExtractionSettings(ocr=ocr)
    limits = limits or Limits(page_seconds=SECONDS, document_seconds=SECONDS, renewed_after=50)
    waiting = iter(paths)
    reading = 0
    with Pool[_Given](jobs, limits) as pool:
        while True:
            while pool.is_free and (path := next(waiting, None)):
                pool.give(
                    _Given(path, time.monotonic()),
                    Task(Step.READ, Request(path, settings=settings)),
                )
                reading += 1
            if not reading:
                return
            for given, _, message, _ in pool.listen():
                if message is None or message.kind is not Kind.PAGE:
                    reading -= 1
                    yield _result(given, message)


def _result(given: _Given, message: Message | None) -> Result:
    seconds = time.monotonic() - given.since
    outcome, reason = _judged(message, seconds)
    return Result(given.path, outcome, reason, seconds, message.resident if message else 0)


def _judged(message: Message | None, seconds: float) -> tuple[Outcome, str]:
    if seconds > SECONDS:
        return Outcome.TOO_SLOW, ""
    if message is None:
        return Outcome.KILLED, "the process died"
    match message.kind:
        case Kind.DONE:
            return Outcome.READ, ""
        case Kind.REFUSED:
            reason = str(pickle.loads(message.pickled))
            is_unexpected = ": unexpected " in reason
            return (Outcome.UNEXPECTED if is_unexpected else Outcome.REFUSED), reason
    return Outcome.KILLED, message.reason
