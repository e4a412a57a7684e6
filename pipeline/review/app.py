"""The review page as a Starlette application: each address a small function over the desk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from piao.extractors.pdf.file.reader import PageError
from piao.pipeline.reporting.wording import KINDS, SEVERITIES
from piao.pipeline.review import teaching
from piao.pipeline.review.access import Guard
from piao.pipeline.review.acts import Act, box_of, perform
from piao.pipeline.review.desk import Desk, View
from piao.pipeline.review.fields import fields_to_correct, understood
from piao.pipeline.review.pictures import Size
from piao.pipeline.review.telling import done, history_of, refused
from piao.pipeline.review.tree import kept
from piao.pipeline.review.wording import FILTERS, KEYS, MAIN, RECORDS, WORDS
from piao.schema.errors import (
    ChangedDocumentError,
    LexiconError,
    PiaoError,
    UnknownDocumentError,
    UnknownRecordError,
    UsageError,
)
from piao.schema.language import Language, speaking
from piao.schema.records import Level, Role

_HERE = Path(__file__).parent
_SHOWN_AFTER = frozenset({"add", "split", "undo", "redo"})
"""Acts whose record is chosen after them: it is new, or was out of sight."""
_PICTURES_STAY = {"Cache-Control": "private, max-age=3600"}


def application(desk: Desk, port: int, token: str, by: str | None = None) -> Starlette:
    """The page over a desk, for requests to `port` of this machine that know the token."""
    pages = _Pages(desk, by)
    routes = [
        Route("/", pages.documents),
        Route("/d/{document}", pages.document),
        Route("/d/{document}/tree", pages.tree),
        Route("/d/{document}/page/{number:int}.jpg", pages.picture),
        Route("/d/{document}/page/{number:int}/marks", pages.marks),
        Route("/d/{document}/record/{record}", pages.record),
        Route("/d/{document}/new", pages.new),
        Route("/d/{document}/meaning", pages.meaning),
        Route("/d/{document}/history", pages.history),
        Route("/d/{document}/about", pages.about),
        Route("/d/{document}/act/{act}", pages.act, methods=["POST"]),
        Route("/d/{document}/lesson", pages.lesson),
        Route("/d/{document}/teach/{step}", pages.teach, methods=["POST"]),
        Mount("/static", StaticFiles(directory=_HERE / "static")),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, port=port, token=token), Middleware(_InItalian)],
        exception_handlers={PiaoError: _said},
    )


def _said(_request: Request, error: Exception) -> Response:
    """An error as the page shows it: what is wrong, that nothing was kept."""
    if isinstance(error, ChangedDocumentError):
        text = (
            "Nel frattempo un'altra persona ha modificato il documento: nulla è stato salvato. "
            "L'albero mostra ora lo stato attuale; ripeta ciò che manca ancora."
        )
        return PlainTextResponse(text, 409)
    if isinstance(error, UnknownDocumentError):
        return PlainTextResponse("Il documento non è nell'archivio.", 404)
    if isinstance(error, UsageError):
        return PlainTextResponse("La richiesta non si capisce: nulla è stato salvato.", 422)
    if isinstance(error, UnknownRecordError):
        return PlainTextResponse(
            "Questo record non c'è più; l'ultimo atto non è stato salvato.", 400
        )
    return PlainTextResponse(f"Non riuscito, nulla è stato salvato ({error}).", 400)


class _InItalian:
    """Errors are told in the language of the pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with speaking(Language.ITALIAN):
            await self._app(scope, receive, send)


class _Pages:
    """What each address answers."""

    def __init__(self, desk: Desk, by: str | None) -> None:
        self._desk, self._by = desk, by
        self._templates = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            RECORDS=RECORDS, FILTERS=FILTERS, KEYS=KEYS, MAIN=MAIN, KINDS=KINDS,
            SEVERITIES=SEVERITIES,
            ROLES=[(role.value, WORDS[role]) for role in Role],
            LEVELS=[(level.value, WORDS[level]) for level in Level],
        )  # fmt: skip

    def documents(self, _request: Request) -> Response:
        """The documents of the store; the document itself where there is one."""
        found = self._desk.store.documents(superseded=False)
        if len(found) == 1:
            return RedirectResponse(f"/d/{found[0].document_id}", 303)
        counts = self._desk.store.finding_counts()
        return self._page("documents.html", documents=found, counts=counts)

    def document(self, request: Request) -> Response:
        """The whole page: its pages come as they are scrolled to."""
        view = self._view(request)
        pictures = self._desk.pictures(view.document)
        grids = [] if pictures else [(table, table.grid()) for table in view.tables]
        return self._page(
            "document.html",
            **self._around(view, request.query_params),
            sizes=pictures.sizes if pictures else [],
            grids=grids,
            has_file=self._desk.file(view.document) is not None,
        )

    def tree(self, request: Request) -> Response:
        """The records that a filter leaves, with the bar above them."""
        view = self._view(request)
        return self._page("after.html", **self._around(view, request.query_params))

    def picture(self, request: Request) -> Response:
        """A page as a picture."""
        pictures = self._desk.pictures(self._view(request).document)
        number = request.path_params["number"]
        if pictures is None or not 1 <= number <= len(pictures.sizes):
            return PlainTextResponse("non c'è questa pagina", 404)
        try:
            content = pictures.jpeg(number)
        except PageError as error:
            return PlainTextResponse(f"pagina {number}: {error}", 422)
        return Response(content, media_type="image/jpeg", headers=_PICTURES_STAY)

    def marks(self, request: Request) -> Response:
        """What is drawn over a page."""
        view, number = self._view(request), request.path_params["number"]
        pictures = self._desk.pictures(view.document)
        sizes = pictures.sizes if pictures else []
        size = sizes[number - 1] if 1 <= number <= len(sizes) else Size(0, 0)
        return self._page(
            "marks.svg.html", marks=view.marks.get(number, ()), size=size, number=number
        )

    def record(self, request: Request) -> Response:
        """One record with its fields."""
        view, record_id = self._view(request), request.path_params["record"]
        name, record = view.record(record_id)
        return self._page("record.html", **self._of_record(view, record_id, name, record))

    def new(self, request: Request) -> Response:
        """What can be made of a cell or of a drawn box."""
        view, given = self._view(request), request.query_params
        cell = view.cell(given.get("cell", ""))
        text = cell.text if cell else ""
        page, bbox = given.get("page", ""), given.get("bbox", "")
        pictures = self._desk.pictures(view.document)
        if not cell and pictures and bbox and 1 <= int(page or 0) <= len(pictures.sizes):
            text = pictures.text(int(page), box_of(bbox))
        table_id = given.get("cell", "").rsplit("/", 2)[0] if cell else None
        likely, role = _likely(view, given.get("cell", ""), given.get("under", ""))
        return self._page(
            "new.html", view=view, likely=likely, role=role, text=text,
            cell=given.get("cell", ""), page=page, bbox=bbox, table_id=table_id,
            under=given.get("under", ""),
        )  # fmt: skip

    def meaning(self, request: Request) -> Response:
        """What a text would mean in a field, as it is typed."""
        view, given = self._view(request), request.query_params
        name, record = view.record(given.get("record_id", ""))
        fits, text = understood(name, record, given["field"], given.get("text", ""), view)
        return self._page("meaning.html", fits=fits, text=text)

    def history(self, request: Request) -> Response:
        """All that people said of the document, the newest first."""
        view = self._view(request)
        history = self._desk.store.history(view.document.document_id)
        return self._page("history.html", history=history_of(history, view))

    def about(self, request: Request) -> Response:
        """What the document says of itself, to correct."""
        return self._page("about.html", view=self._view(request))

    async def act(self, request: Request) -> Response:
        """A correction: what was asked, then the tree as it is now."""
        given = await _given(request)
        return await run_in_threadpool(self._acted, request, given)

    def lesson(self, request: Request) -> Response:
        """What can be taught of a table's headings, or of a text on the page."""
        view, given = self._view(request), request.query_params
        return self._page("lesson.html", view=view, **teaching.asked(view, given))

    async def teach(self, request: Request) -> Response:
        """A lesson tried, then kept."""
        given = await _given(request)
        return await run_in_threadpool(self._taught, request, given)

    def _acted(self, request: Request, given: Mapping[str, str]) -> Response:
        view = self._view(request)
        name = request.path_params["act"]
        try:
            revised = perform(name, Act(self._desk, view, given, self._by))
        except UsageError:
            return PlainTextResponse(refused(name), 422)
        after = self._view(request)
        history = self._desk.store.history(view.document.document_id)
        ids = [key for key in revised.record_ids if key in after.by_id]
        selected = ids[0] if ids and name in _SHOWN_AFTER else ""
        said = done(name, revised, history)
        return self._page("after.html", selected=selected, said=said, **self._around(after, given))

    def _taught(self, request: Request, given: Mapping[str, str]) -> Response:
        view, step = self._view(request), request.path_params["step"]
        try:
            if step == "try":
                return self._page("tried.html", **teaching.tried(self._desk, view, given))
            if step == "keep":
                said = teaching.keep(self._desk, view, given, self._by)
            else:
                said = teaching.take_back(self._desk, view, self._by)
        except (UsageError, LexiconError) as error:
            return PlainTextResponse(f"{refused('teach')} ({error})", 422)
        after = self._view(request)
        is_new = "yes" if step == "keep" else ""
        return self._page("after.html", said=said, taught=is_new, **self._around(after, given))

    def _view(self, request: Request) -> View:
        return self._desk.view(request.path_params["document"])

    def _around(self, view: View, given: Mapping[str, str]) -> dict[str, Any]:
        asked = given.get("filter", "all")
        return {"view": view, "nodes": kept(view.tree, asked), "asked": asked}

    def _of_record(self, view: View, record_id: str, name: str, record: Any) -> dict[str, Any]:
        fields = fields_to_correct(name, record)
        main = next(field for field in fields if field.name == MAIN[name])
        fits, text = understood(name, record, main.name, main.text, view)
        return {
            "view": view, "record_id": record_id, "name": name, "record": record,
            "fields": [main, *(field for field in fields if field is not main)],
            "meant": text if fits and text != main.text else "",
            "siblings": view.siblings(record_id)[:200],
            "findings": view.nodes[record_id].findings if record_id in view.nodes else (),
            "origin": WORDS[record.origin],
        }  # fmt: skip

    def _page(
        self, template: str, *, headers: Mapping[str, str] | None = None, **content: Any
    ) -> Response:
        text = self._templates.get_template(template).render(**content)
        return HTMLResponse(text, headers=dict(headers or {}))


def _likely(view: View, cell: str, under: str) -> tuple[str, str]:
    """The type of record, and the role of a value, that a new record at a cell likely has."""
    table_id, _, column = (*cell.rsplit("/", 2), "", "")[:3]
    own = (h.field for h in view.records.heading_map if h.table_id == table_id and h.field)
    at = {h.column: h.field for h in view.records.heading_map if h.table_id == table_id}
    field = at.get(int(column)) if column.isdecimal() and any(own) else None
    record, _, role = (field or "").partition(".")
    if record == "value":
        return "values", role
    if field and f"{record}s" in RECORDS:
        return f"{record}s", ""
    above = view.by_id[under][0] if under in view.by_id else ""
    return ("values" if above == "indicators" else "indicators"), ""


async def _given(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0)
    return {key: value for key, value in form.items() if isinstance(value, str)}
