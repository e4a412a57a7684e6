"""A limit on the time that a page may take, whichever step it is in."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class PageTimeoutError(BaseException):
    """A page took too long. No `Exception`: no step may take it for an error of its own."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`PageTimeoutError` in the running thread once `seconds` are over.

    The interpreter raises it between two of its own steps, so that a loop anywhere is
    stopped; a call into C ends first. Works in any thread and on every system.
    """
    thread = threading.get_ident()
    lock = threading.Lock()
    is_over = False

    def stop() -> None:
        with lock:
            if not is_over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread), ctypes.py_object(PageTimeoutError)
                )

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            is_over = True
        timer.cancel()
