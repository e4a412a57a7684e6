"""A limit on the time that a page may take, whichever step it is in."""

from __future__ import annotations

import ctypes
import math
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

WATCH = "piao-time-limits"
"""The name of the thread that watches; a fork goes without it, and begins its own."""


class PageTimeoutError(BaseException):
    """A page took too long. No `Exception`: no step may take it for an error of its own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`PageTimeoutError` in the running thread once `seconds` are over.

    The interpreter raises it between two of its own steps, so that a loop anywhere is
    stopped; a call into C ends first. Works in any thread and on every system.
    """
    limit = _watch.add(time.monotonic() + seconds)
    try:
        yield
    finally:
        _watch.remove(limit)


class _Watch:
    """One thread for all limits: one of its own for each would take longer than most pages.

    A limit is a number, with its end and the thread that it is for.
    """

    def __init__(self) -> None:
        self.begin_anew()

    def begin_anew(self) -> None:
        """Without limits and a thread: a fork has what was locked, and not who held it."""
        self._changed = threading.Condition()
        self._limits: dict[int, tuple[float, int]] = {}
        self._added = 0
        self._wakes_at = math.inf
        self._thread: threading.Thread | None = None

    def add(self, end: float) -> int:
        with self._changed:
            self._added += 1
            self._limits[self._added] = end, threading.get_ident()
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name=WATCH, daemon=True)
                self._thread.start()
            elif end < self._wakes_at:
                self._changed.notify()
            return self._added

    def remove(self, limit: int) -> None:
        with self._changed:
            self._limits.pop(limit, None)

    def _run(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for limit, (end, thread) in [*self._limits.items()]:
                    if end <= now:
                        del self._limits[limit]
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(
                            ctypes.c_ulong(thread), ctypes.py_object(PageTimeoutError)
                        )
                self._wakes_at = min((end for end, _ in self._limits.values()), default=math.inf)
                self._changed.wait(min(self._wakes_at - now, threading.TIMEOUT_MAX))


_watch = _Watch()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_watch.begin_anew)
