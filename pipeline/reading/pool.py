"""Worker processes: given tasks, listened to, stopped where they hang, renewed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Generic, Self, TypeVar

from piao.pipeline.reading.beginning import begin
from piao.pipeline.reading.limits import Limits
from piao.pipeline.reading.worker import Kind, Message, Task

Owner = TypeVar("Owner")
"""Who gave a task: told of its end."""

_LISTENS = 0.2
"""Seconds between two looks at the clock."""


class _Worker(Generic[Owner]):
    """A process, the task it has, the page it reads and when it was last heard."""

    def __init__(self, memory: int, others: Sequence[Connection]) -> None:
        self.connection, self._end = begin(memory, others)
        self.owner: Owner | None = None
        self.task: Task | None = None
        self.page = 0
        self.heard = 0.0
        self.files = 0

    def give(self, owner: Owner, task: Task) -> None:
        self.owner, self.task, self.page, self.heard = owner, task, 0, time.monotonic()
        self.files += 1
        self.connection.send(task)

    def stop(self) -> None:
        self.connection.close()
        self._end()


class Pool(Generic[Owner]):
    """Up to `size` workers, started when they are needed."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._size, self._limits = size, limits
        self._workers: list[_Worker[Owner]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.stop()

    @property
    def is_free(self) -> bool:
        """Whether a task can be given."""
        return len(self._workers) < self._size or any(w.task is None for w in self._workers)

    def give(self, owner: Owner, task: Task) -> None:
        """Give a task to a free worker; one that was killed while it waited is replaced."""
        for worker in [worker for worker in self._workers if worker.task is None]:
            try:
                worker.give(owner, task)
            except OSError:
                self._replace(worker)
            else:
                return
        others = [other.connection for other in self._workers]
        self._workers.append(_Worker(self._limits.memory, others))
        self._workers[-1].give(owner, task)

    def listen(self) -> Iterator[tuple[Owner, Task, Message | None, int]]:
        """What the workers say next: whose task, the task, the message and the page it is on.

        No message: the worker died. One that was silent for too long was stopped.
        """
        busy = [worker for worker in self._workers if worker.task is not None]
        ready = set(map(id, wait([worker.connection for worker in busy], _LISTENS)))
        for worker in busy:
            owner, task = worker.owner, worker.task
            if owner is None or task is None:
                continue
            if id(worker.connection) in ready:
                message = self._heard(worker)
            elif self._is_silent(worker):
                message = Message(Kind.SILENT)
                self._replace(worker)
            else:
                continue
            yield owner, task, message, worker.page

    def _heard(self, worker: _Worker[Owner]) -> Message | None:
        try:
            message: Message = worker.connection.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return None
        worker.heard = time.monotonic()
        if message.kind is Kind.PAGE:
            worker.page = message.page
            return message
        worker.owner = worker.task = None
        is_used_up = worker.files >= self._limits.renewed_after
        if is_used_up or message.resident > self._limits.resident:
            self._replace(worker)
        return message

    def _is_silent(self, worker: _Worker[Owner]) -> bool:
        limits = self._limits
        most = limits.page_seconds if worker.page else limits.document_seconds
        return time.monotonic() - worker.heard > most

    def _replace(self, worker: _Worker[Owner]) -> None:
        worker.stop()
        self._workers.remove(worker)
