"""Many files read by several workers, given back in their order."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from piao.extractors.settings import Ocr, SecondOpinion
from piao.pipeline.reading.limits import Limits
from piao.pipeline.reading.pool import Pool
from piao.pipeline.reading.step import Reading, Request
from piao.pipeline.reading.worker import Kind, Message, Step, Task
from piao.schema import language
from piao.schema.errors import PiaoError, ReaderStoppedError

_MOST_TRIES = 3
_AHEAD = 2
"""Files a worker that are read before their turn, and wait for it."""

OnPage = Callable[[Request, int], None]
Engine = Callable[[Iterable[Request]], Iterator[Reading | PiaoError | None]]
"""What reads files: gives what each gave, in order, and takes requests as it can read them.

It may give None while it waits, so that whoever listens knows that it lives."""


def read_all(
    requests: Iterable[Request],
    jobs: int,
    *,
    in_parts: bool = False,
    limits: Limits | None = None,
    on_page: OnPage | None = None,
) -> Iterator[Reading | PiaoError | None]:
    """What each file gave, in order: its records, or why it has none; None while it reads.

    `jobs` workers read; `in_parts` says that a long file may be read by several of them. A
    worker that hangs, takes too much memory or dies again costs its file the page that it was
    on, which becomes a finding, and nothing else. Requests are taken as they can be read.
    """
    waiting = (_File(request, in_parts) for request in requests)
    opened: deque[_File] = deque()
    with Pool[_File](jobs, limits or Limits()) as pool:
        while True:
            while pool.is_free and (given := _next_task(waiting, opened, _AHEAD * jobs)):
                pool.give(*given)
            if not opened:
                return
            if (result := opened[0].result()) is not None:
                opened.popleft()
                yield result
                continue
            for file, task, message, page in pool.listen():
                if message is None or message.kind is not Kind.PAGE:
                    file.take(task, message, page)
                elif on_page:
                    on_page(file.request, page)
            yield None


def _next_task(
    waiting: Iterator[_File], opened: deque[_File], most: int
) -> tuple[_File, Task] | None:
    """The next task of the files in their order; another file is opened where few are."""
    for file in opened:
        if file.tasks:
            return file, file.tasks.popleft()
    another = next(waiting, None) if len(opened) < most else None
    if another is None:
        return None
    opened.append(another)
    return another, another.tasks.popleft()


class _File:
    """A file on its way: the tasks that can be given now, what came of others, how it ended.

    A result stays pickled until it is asked for, when its worker has the next file already.
    """

    def __init__(self, request: Request, in_parts: bool) -> None:
        self.request = request
        self.ended: Message | PiaoError | None = None
        self.tasks = deque([Task(Step.RANGES if in_parts else Step.READ, request)])
        self._ranges: Sequence[range] = ()
        self._parts: dict[range, bytes] = {}
        self._tries = 0
        self._died = False

    def result(self) -> Reading | PiaoError | None:
        """What the file gave, None as long as it is read."""
        if isinstance(self.ended, Message):
            result: Reading | PiaoError = _loaded(self.ended)
            return result
        return self.ended

    def take(self, task: Task, message: Message | None, page: int) -> None:
        """Go on after a task has ended; without a message its worker died."""
        if self.ended is not None:
            return
        if message is None and not self._died:
            # Perhaps by no fault of the file: who ends processes for want of memory ends any.
            self._died = True
            self.tasks.appendleft(task)
        elif message is None or message.kind in {Kind.EXHAUSTED, Kind.SILENT}:
            self._try_again(task, page)
        elif message.kind is Kind.REFUSED:
            self.ended = message
        else:
            self._go_on(task, message)
        if self.ended is not None:
            self.tasks.clear()

    def _go_on(self, task: Task, message: Message) -> None:
        if task.step is Step.RANGES:
            self._ranges = _loaded(message)
            steps = [Task(Step.READ_RANGE, self.request, numbers) for numbers in self._ranges]
            self.tasks.extend(steps if len(steps) > 1 else [Task(Step.READ, self.request)])
        elif task.step is Step.READ_RANGE and task.numbers is not None:
            self._parts[task.numbers] = message.pickled
            if len(self._parts) == len(self._ranges):
                parts = tuple(self._parts[numbers] for numbers in self._ranges)
                self.tasks.append(Task(Step.JOIN, self.request, parts=parts))
        else:
            self.ended = message

    def _try_again(self, task: Task, page: int) -> None:
        """Once more without the page that stopped the reader, else without costly steps."""
        self._tries += 1
        if self._tries >= _MOST_TRIES:
            where = (
                language.Message("at page {page}", page=page)
                if page
                else language.Message("after its pages")
            )
            self.ended = ReaderStoppedError(
                "{path}: the reader was stopped each time, the last time "
                "{where} (memory, time or a fault of a library). Save the document anew, as "
                "with 'print to PDF', or read it in parts.",
                path=self.request.path,
                where=where,
            )
            return
        settings = task.request.settings
        if page:
            settings = replace(settings, skipped_pages=settings.skipped_pages | {page})
        else:
            settings = replace(settings, ocr=Ocr.NEVER, second_opinion=SecondOpinion.NEVER)
        self.tasks.appendleft(replace(task, request=replace(task.request, settings=settings)))


def _loaded(message: Message) -> Any:
    # No text of a document can name what is unpickled.
    return pickle.loads(message.pickled)  # noqa: S301 - by our own worker
