"""The review page as a Starlette application: each address a small function over the desk."""

from __future__ import annotations

import json
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

from piao.extractors.pdf.file.reader import PageError
from piao.pipeline.review import teaching
from piao.pipeline.review.access import Guard
from piao.pipeline.review.acts import Act, box_of, perform
from piao.pipeline.review.desk import Desk, View
from piao.pipeline.review.fields import fields_to_correct, understood
from piao.pipeline.review.pictures import Size
from piao.pipeline.review.tree import kept
from piao.pipeline.review.wording import ACTS, FIELDS, FILTERS, KEYS, MAIN, RECORDS, WORDS
from piao.schema.errors import ChangedDocumentError, PiaoError, UnknownDocumentError, UsageError
from piao.schema.records import Level, Role

_HERE = Path(__file__).parent
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
        Route("/d/{document}/act/{act}", pages.act, methods=["POST"]),
        Route("/d/{document}/lesson", pages.lesson),
        Route("/d/{document}/teach/{step}", pages.teach, methods=["POST"]),
        Mount("/static", StaticFiles(directory=_HERE / "static")),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, port=port, token=token)],
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
        return PlainTextResponse(f"Non accettato, nulla è stato salvato ({error}).", 422)
    return PlainTextResponse(f"Non riuscito, nulla è stato salvato ({error}).", 400)


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
            RECORDS=RECORDS, FILTERS=FILTERS, KEYS=KEYS, FIELDS=FIELDS, MAIN=MAIN, ACTS=ACTS,
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
        return self._page(
            "new.html", view=view, text=text, cell=given.get("cell", ""), page=page, bbox=bbox,
            table_id=table_id, under=given.get("under", ""),
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
        return self._page("history.html", history=history[::-1])

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
        revised = perform(request.path_params["act"], Act(self._desk, view, given, self._by))
        after = self._view(request)
        ids = [key for key in revised.record_ids if key in after.by_id]
        asked = given.get("record_id", "")
        selected = asked if asked in after.by_id else (ids[0] if ids else "")
        changed = {"revision": revised.revision, "selected": selected}
        return self._page(
            "after.html",
            headers={"HX-Trigger": json.dumps({"changed": changed})},
            **self._around(after, given),
        )

    def _taught(self, request: Request, given: Mapping[str, str]) -> Response:
        view = self._view(request)
        if request.path_params["step"] == "keep":
            path = teaching.keep(self._desk, view, given, self._by)
            after = self._view(request)
            changed = {"revision": after.document.revision, "selected": "", "taught": path.name}
            return self._page(
                "after.html",
                headers={"HX-Trigger": json.dumps({"changed": changed})},
                **self._around(after, given),
            )
        return self._page("tried.html", given=given, **teaching.tried(self._desk, view, given))

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
            "headings": view.headings(record.table_id), "origin": WORDS[record.origin],
        }  # fmt: skip

    def _page(
        self, template: str, *, headers: Mapping[str, str] | None = None, **content: Any
    ) -> Response:
        text = self._templates.get_template(template).render(**content)
        return HTMLResponse(text, headers=dict(headers or {}))


async def _given(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0)
    return {key: value for key, value in form.items() if isinstance(value, str)}
