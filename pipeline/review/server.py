"""The server of the review page: this machine only, ended by Ctrl-C."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from piao.pipeline.review.app import application
from piao.pipeline.review.desk import Desk
from piao.pipeline.store import Store
from piao.schema.errors import PiaoError

HOST = "127.0.0.1"
TOKEN_BYTES = 24


def serve(
    store: Store,
    document_id: str | None,
    places: Sequence[Path],
    *,
    port: int = 0,
    by: str | None = None,
    password: str | None = None,
    is_opened: bool = True,
    on_ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the page until it is stopped; `on_ready` is told its address with the token.

    `port` 0 takes a free one. Raises `PiaoError` where the port is taken.
    """
    import uvicorn

    token = secrets.token_urlsafe(TOKEN_BYTES)
    desk = Desk(store, places, password)
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:  # else answers wait 40 ms
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((HOST, port))
            listening.listen()  # who opens the address before the server runs has to wait, no more
        except OSError as error:
            raise PiaoError(
                "port {port} of this machine is taken: give another with --port, or none", port=port
            ) from error
        port = listening.getsockname()[1]
        path = f"/d/{quote(document_id)}" if document_id else "/"
        address = f"http://{HOST}:{port}{path}?token={token}"
        config = uvicorn.Config(
            application(desk, port, token, by), log_level="error", access_log=False, lifespan="off"
        )
        on_ready(address)
        if is_opened:
            webbrowser.open(address)
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            pass
        finally:
            desk.close()
