"""Who may talk to the review page: this machine, with the token, from the page itself."""

from __future__ import annotations

import secrets
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost")
PARAMETER = "token"
MOST_BYTES = 1_000_000
"""What a request may carry."""
SAFE_METHODS = frozenset({"GET", "HEAD"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """Refuses a request with another Host or Origin, or without the token, before it is read.

    The token comes once in the address and is then a cookie that scripts cannot read. A name
    that leads here from another site (DNS rebinding) is another Host.
    """

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app, self._port, self._token = app, port, token
        self._hosts = {f"{name}:{port}" for name in LOOPBACK}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The request, handed on with what browsers are to forbid, or refused."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            await _refused(421, "questa pagina risponde solo su 127.0.0.1")(scope, receive, send)
            return
        is_foreign = origin is not None and origin != f"http://{host}"
        is_foreign |= origin is None and scope["method"] not in SAFE_METHODS
        if is_foreign:
            await _refused(403, "richiesta di un'altra origine")(scope, receive, send)
            return
        if int(headers.get("content-length", "0") or "0") > MOST_BYTES:
            await _refused(413, "la richiesta è troppo grande")(scope, receive, send)
            return
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get(PARAMETER)
        if given is not None and self._is_token(given) and scope["method"] == "GET":
            await self._welcome(scope["path"], query)(scope, receive, send)
            return
        cookies = cookie_parser(headers.get("cookie", ""))
        if not self._is_token(cookies.get(self._cookie, "")):
            text = "manca il codice di accesso: apra l'indirizzo scritto da `piao review`"
            await _refused(403, text)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    own[name] = value
                own.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, guarded)

    @property
    def _cookie(self) -> str:
        return f"piao-{self._port}"  # cookies know no ports: two servers must not share one

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())

    def _welcome(self, path: str, query: list[tuple[str, str]]) -> RedirectResponse:
        rest = urlencode([(name, value) for name, value in query if name != PARAMETER])
        address = "/" + path.lstrip("/") + (f"?{rest}" if rest else "")
        response = RedirectResponse(address, status_code=303)
        response.set_cookie(self._cookie, self._token, httponly=True, samesite="strict")
        return response


def _refused(status: int, text: str) -> PlainTextResponse:
    return PlainTextResponse(text, status_code=status, headers=HEADERS)
