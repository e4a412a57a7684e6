"""Files read by Dask: a cluster of this machine, or one that runs elsewhere."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from piao.pipeline.reading.documents import Engine
from piao.pipeline.reading.step import Reading, Request, attempt
from piao.schema.errors import PiaoError, ReaderStoppedError

if TYPE_CHECKING:
    from distributed import Client

MEMORY = "3GB"
"""Of one worker of a cluster of this machine; beyond it Dask ends the worker."""
_AHEAD = 4
"""Files a worker that are given to the cluster before their turn."""
_LISTENS = 1.0
"""Seconds between two signs of life."""


@contextmanager
def dask_engine(scheduler: str | None, jobs: int) -> Iterator[Engine]:
    """What reads files on a scheduler (`tcp://host:8786`), or on `jobs` processes of this machine.

    The workers have to have this program and to see the files at the same paths. A file whose
    worker dies again and again gives `ReaderStoppedError`.

    Raises `PiaoError` where Dask is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise PiaoError("Dask is missing: pip install 'piao[dask]'") from error
    if scheduler is None:
        with (
            LocalCluster(
                n_workers=jobs, threads_per_worker=1, memory_limit=MEMORY, dashboard_address=None
            ) as cluster,
            Client(cluster) as client,
        ):
            yield lambda requests: _read(client, requests)
        return
    try:
        client = Client(scheduler)
    except (OSError, ValueError) as error:
        raise PiaoError(
            "the scheduler {scheduler} does not answer: {error}",
            scheduler=scheduler,
            error=str(error),
        ) from error
    with client:
        yield lambda requests: _read(client, requests)


def _read(client: Client, requests: Iterable[Request]) -> Iterator[Reading | PiaoError | None]:
    """What each file gave, in order; few more are asked for than can be read at once."""
    from distributed import wait

    waiting = iter(requests)
    given: deque[tuple[Request, Any]] = deque()
    while True:
        most = _AHEAD * max(1, sum(client.nthreads().values()))
        while len(given) < most and (request := next(waiting, None)):
            given.append((request, client.submit(attempt, request, pure=False)))
        if not given:
            return
        request, future = given[0]
        try:
            wait(future, timeout=_LISTENS)
        except TimeoutError:
            yield None
            continue
        given.popleft()
        yield _result(request, future)


def _result(request: Request, future: Any) -> Reading | PiaoError:
    from distributed import KilledWorker

    try:
        result: Reading | PiaoError = future.result()
    except KilledWorker as error:
        times = error.allowed_failures + 1
        return ReaderStoppedError(
            "{path}: the reader was stopped {times} times (memory or a fault of a "
            "library). Read it without the engine: it leaves the page that is at fault.",
            path=request.path,
            times=times,
        )
    return result
