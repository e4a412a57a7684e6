"""How a worker process is begun, with a connection to it and a way to end it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from piao.pipeline.reading.step import warm_up
from piao.pipeline.reading.worker import serve

_NEEDED = (
    "piao.extractors.docx",
    "piao.extractors.pdf.extraction",
    "piao.normalizers.reading",
    "piao.normalizers.checks",
    "piao.normalizers.records.confidence",
    "piao.pipeline.exports.recognition",
    "piao.pipeline.scoring.recognition",
)
_WITH_THREADS = frozenset({"onnxruntime"})
"""Libraries with threads that Python does not count."""
_PROGRAM = "from piao.pipeline.reading.beginning import main; main()"

End = Callable[[], None]


def begin(memory: int, others: Sequence[Connection] = ()) -> tuple[Connection, End]:
    """A worker that may take `memory` bytes: what to talk to it through, and what ends it.

    `others` are the connections to its fellows. A fork closes its copies of them, so that all
    workers see the end of a parent that was killed, and end too.

    Forked, where this process has no thread that a fork would leave behind: all that it
    needs is loaded once. Else a fresh interpreter, which never runs the caller's own script;
    only Windows begins that again, as `multiprocessing` does.
    """
    ours, theirs = multiprocessing.Pipe()
    if sys.platform == "linux" and not _has_threads():
        for module in _NEEDED:
            import_module(module)
        warm_up()
        gc.freeze()
        forked = multiprocessing.get_context("fork").Process
        ended = _of_process(forked, theirs, memory, (ours, *others))
    elif os.name == "posix":
        ended = _fresh(theirs, memory)
    else:
        ended = _of_process(multiprocessing.get_context("spawn").Process, theirs, memory)
    theirs.close()
    return ours, ended


def main() -> None:
    """What a fresh interpreter runs: its arguments are a file descriptor and the memory."""
    descriptor, memory = map(int, sys.argv[1:3])
    serve(Connection(descriptor), memory)


def _has_threads() -> bool:
    return threading.active_count() > 1 or bool(_WITH_THREADS & sys.modules.keys())


def _of_process(
    begun: Callable[..., BaseProcess],
    theirs: Connection,
    memory: int,
    inherited: Sequence[Connection] = (),
) -> End:
    process = begun(target=_serve_alone, args=(theirs, memory, inherited), daemon=True)
    process.start()

    def end() -> None:
        process.kill()
        process.join()

    return end


def _serve_alone(connection: Connection, memory: int, inherited: Sequence[Connection]) -> None:
    for other in inherited:
        other.close()
    serve(connection, memory)


def _fresh(theirs: Connection, memory: int) -> End:
    descriptor = theirs.fileno()
    process = subprocess.Popen(  # noqa: S603 - nothing of a document is in it
        [sys.executable, "-c", _PROGRAM, str(descriptor), str(memory)],
        pass_fds=[descriptor],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )

    def end() -> None:
        process.kill()
        process.wait()

    return end
