"""What a person does on the review page: each act a call of the store, as from a notebook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from piao.pipeline.corrections.texts import OWNERS, TYPES
from piao.pipeline.review.desk import Desk, View
from piao.pipeline.review.fields import understood
from piao.pipeline.review.wording import MAIN
from piao.pipeline.store.corrections.acts import Revised
from piao.schema.errors import UsageError
from piao.schema.records import BBox, DocumentKind, Provenance
from piao.schema.statements import Statement

Given = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Act:
    """One act asked for: on which document, as it was seen, with what was typed, by whom."""

    desk: Desk
    view: View
    given: Given
    by: str | None

    @property
    def document_id(self) -> str:
        """The document that it is about."""
        return self.view.document.document_id

    @property
    def record_id(self) -> str:
        """The record that it is about. Raises `UsageError` where none is named."""
        return _asked(self.given, "record_id")

    @property
    def said(self) -> dict[str, Any]:
        """Who says it, why, and which revision they saw."""
        revision = self.given.get("revision", "")
        return {
            "by": self.by,
            "reason": self.given.get("reason") or None,
            "revision": int(revision) if revision.isdecimal() else None,
        }


def perform(name: str, act: Act) -> Revised:
    """Does what is asked. Raises `UsageError`, `ChangedDocumentError` or `UnknownRecordError`."""
    if name not in _ACTS:
        raise UsageError("{name!r} is no act", name=name)
    return _ACTS[name](act)


def box_of(text: str) -> BBox:
    """A box from 'x0,top,x1,bottom' in points. Raises `UsageError`."""
    try:
        x0, top, x1, bottom = map(float, text.split(","))
    except ValueError as error:
        raise UsageError("{text!r} is no box", text=text) from error
    return (min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))


def _asked(given: Given, name: str) -> str:
    if not given.get(name):
        raise UsageError("{name} is missing", name=name)
    return given[name]


def _set(act: Act) -> Revised:
    field, text = _asked(act.given, "field"), act.given.get("text", "")
    name, record = act.view.record(act.record_id)
    if not understood(name, record, field, text, act.view)[0]:
        raise UsageError("{text!r} cannot be kept in {field}", text=text, field=field)
    return act.desk.store.correct_record(act.document_id, act.record_id, {field: text}, **act.said)


def _state(act: Act) -> Revised:
    """What is said of the document itself, as `piao set` says it."""
    now, given = act.view.document, act.given
    year, kind = given.get("year", ""), given.get("kind", now.kind.value)
    if year and not year.isdecimal():
        raise UsageError("{year!r} is no year", year=year)
    said: dict[str, Any] = {
        "entity_name": given.get("entity_name") or None,
        "year": int(year) if year else None,
        "kind": DocumentKind(kind) if kind in list(DocumentKind) else now.kind,
    }
    new = {name: value for name, value in said.items() if value not in (None, getattr(now, name))}
    if not new:
        raise UsageError("nothing was changed")
    act.desk.store.correct(act.document_id, Statement(**new), **act.said)
    current = act.desk.view(act.document_id).document
    return Revised(current, ())


def _confirm(act: Act) -> Revised:
    ids = [act.record_id]
    if act.given.get("together"):
        ids = act.view.together(act.record_id)
    return act.desk.store.confirm(act.document_id, ids, **act.said)


def _remove(act: Act) -> Revised:
    below = bool(act.given.get("below"))
    return act.desk.store.remove_records(act.document_id, [act.record_id], below=below, **act.said)


def _move(act: Act) -> Revised:
    under = act.given.get("under") or None
    name, record = act.view.record(act.record_id)
    if under is not None:
        under = _owner_for(name, under, act.view)
    if name in OWNERS and getattr(record, OWNERS[name][0]) == under:
        raise UsageError("it stands there already")
    return act.desk.store.move_records(act.document_id, [act.record_id], under, **act.said)


def _owner_for(name: str, asked: str, view: View) -> str:
    """The record asked for, or the nearest above it that can hold such a record."""
    wanted = OWNERS.get(name, ("", ""))[1]
    key: str | None = asked
    while key is not None:
        kind, record = view.record(key)
        if kind == wanted:
            return key
        key = getattr(record, OWNERS[kind][0], None) if kind in OWNERS else None
    raise UsageError("{name} cannot stand under it", name=name)


def _split(act: Act) -> Revised:
    name, _ = act.view.record(act.record_id)
    lines = [line.strip() for line in act.given.get("parts", "").splitlines() if line.strip()]
    parts = [{MAIN[name]: line} for line in lines]
    return act.desk.store.split_record(act.document_id, act.record_id, parts, **act.said)


def _merge(act: Act) -> Revised:
    """Both texts stay: what a person joins is mostly one thing that a line break parted."""
    other = _asked(act.given, "other")
    name, record = act.view.record(act.record_id)
    _, second = act.view.record(other)
    texts = (getattr(one, MAIN[name], None) for one in (record, second))
    joined = " ".join(dict.fromkeys(text for text in texts if text))
    fields = {MAIN[name]: joined} if name != "values" and joined else None
    return act.desk.store.merge_records(act.document_id, [other], act.record_id, fields, **act.said)


def _add(act: Act) -> Revised:
    given = act.given
    name = _asked(given, "record")
    if name not in TYPES:
        raise UsageError("{name!r} is no type of record", name=name)
    fields: dict[str, object] = {MAIN[name]: given.get("text", "")}
    fields |= {key: given[key] for key in ("role", "level", "year") if given.get(key)}
    allowed = {"values": {"figure", "role", "year"}, "objectives": {"title", "level", "year"}}
    known = allowed.get(name, {MAIN[name]})
    under = given.get("under") or None
    if under is not None:
        under = _owner_for(name, under, act.view) if name in OWNERS else None
    return act.desk.store.add_record(
        act.document_id,
        name,
        {key: value for key, value in fields.items() if key in known},
        under=under,
        place=_place(act),
        **act.said,
    )


def _place(act: Act) -> Provenance | None:
    """The cell or the drawn box that a new record is at."""
    cell = act.view.cell(act.given.get("cell", ""))
    if cell is not None:
        table_id = act.given["cell"].rsplit("/", 2)[0]
        return Provenance(
            page=cell.page, table_id=table_id, row=cell.row, column=cell.col, bbox=cell.bbox
        )
    page, bbox = act.given.get("page", ""), act.given.get("bbox")
    if bbox and page.isdecimal():
        return Provenance(page=int(page), bbox=box_of(bbox))
    return None


_ACTS: Mapping[str, Callable[[Act], Revised]] = {
    "set": _set,
    "confirm": _confirm,
    "remove": _remove,
    "move": _move,
    "split": _split,
    "merge": _merge,
    "add": _add,
    "undo": lambda act: act.desk.store.undo(act.document_id, **act.said),
    "state": _state,
    "redo": lambda act: act.desk.store.redo(act.document_id, **act.said),
}
