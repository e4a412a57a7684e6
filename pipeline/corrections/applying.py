"""One correction applied to the records: a function for each kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from piao.pipeline.corrections.places import Find, added_id
from piao.pipeline.corrections.texts import (
    IDS,
    OWNERS,
    TYPES,
    correctable,
    loaded,
    value_of,
)
from piao.pipeline.corrections.typed import COMPOUND, FIGURE
from piao.pipeline.corrections.working import Working
from piao.schema.corrections import Correction, CorrectionKind
from piao.schema.records import DocumentKind, Origin, Provenance, Role
from piao.schema.statements import Statement

ANSWERED = {
    "entity_unknown": "entity_name",
    "year_unknown": "year",
    "year_of_file_name": "year",
    "kind_unknown": "kind",
}
"""What has to be given to answer a finding."""
ANSWERED_BY_VALUES = {"ambiguous_value", "relative_value", "impossible_date", "doubtful_ocr"}
"""Doubts of one figure, which whoever corrects or confirms it has settled."""
DOCUMENTS = "documents"


def apply(working: Working, correction: Correction, find: Find) -> bool:
    """Applies a correction; False where its place, or where it leads to, is gone."""
    if correction.record == DOCUMENTS:
        _state(working, correction)
        return True
    if correction.kind is CorrectionKind.ADD:
        return _add(working, correction, find)
    name, asked = str(correction.record), str(correction.record_id)
    record_id = find(name, asked, correction.key, correction)
    if record_id is None or record_id not in working.lists[name]:
        return False
    if correction.kind is CorrectionKind.MOVE:
        return _move(working, correction, record_id, find)
    if correction.kind is CorrectionKind.MERGE:
        return _merge(working, correction, record_id, find)
    _ACTS[correction.kind](working, correction, record_id)
    return True


def new_fields(correction: Correction) -> dict[str, Any]:
    """The columns that a correction of one field sets. Raises `ValueError` for damaged ones."""
    name, field = str(correction.record), str(correction.field)
    if (name, field) in COMPOUND:
        return loaded(name, correction.new or "")
    return {field: value_of(name, field, correction.new)}


def target_of(correction: Correction) -> tuple[str, str, str | None, Provenance] | None:
    """Where a correction leads, as `Find` takes it."""
    if correction.target is None:
        return None
    told = json.loads(correction.target)
    box = told.pop("bbox", None)
    record, record_id, key = told.pop("record"), told.pop("record_id"), told.pop("key")
    return record, record_id, key, Provenance(**told, bbox=tuple(box) if box else None)


def _state(working: Working, correction: Correction) -> None:
    """What a person says of the document; without a value, what it says itself holds again."""
    field = str(correction.field)
    earlier = Statement.of(working.document)
    if correction.new is None:
        own = getattr(working.base, field)
        left = Statement(withdrawn=frozenset({field})).after(earlier)
        working.document = left.over(replace(working.document, **{field: own}))
        return
    value = value_of(DOCUMENTS, field, correction.new)
    given: dict[str, Any] = {field: value}
    working.document = Statement(**given).after(earlier).over(working.document)
    if field == "year":
        for key, item in working.lists["values"].items():
            if item.role is Role.TARGET and item.year is None:
                working.lists["values"][key] = replace(item, year=value)
    answered = {code for code, name in ANSWERED.items() if name == field}
    working.findings = [f for f in working.findings if f.code not in answered]


def base_value(field: str, old: str | None) -> Any:
    """What a document says of itself, as far as it was known before a person said it."""
    return (
        DocumentKind.UNKNOWN if field == "kind" and old is None else value_of(DOCUMENTS, field, old)
    )


def _set(working: Working, correction: Correction, record_id: str) -> None:
    name = str(correction.record)
    working.give(name, record_id, **new_fields(correction))
    if correction.field in (FIGURE, "value", "due_date", "raw"):
        _settle(working, name, record_id)


def _confirm(working: Working, correction: Correction, record_id: str) -> None:
    """What was confirmed holds, whatever another reading says; what was blank may be read."""
    name = str(correction.record)
    before = working.lists[name][record_id].origin
    seen = loaded(name, correction.new or "{}")
    origin = Origin.CORRECTED if before is Origin.CORRECTED else Origin.CONFIRMED
    working.give(name, record_id, **seen, origin=origin)
    _settle(working, name, record_id)


def _settle(working: Working, name: str, record_id: str) -> None:
    if name != "values":
        return
    value = working.lists[name][record_id]
    spot = (value.table_id, value.row, value.column)
    working.findings = [
        f
        for f in working.findings
        if f.code not in ANSWERED_BY_VALUES
        or f.table_id is None
        or (f.table_id, f.row, f.column) != spot
    ]


def _remove(working: Working, correction: Correction, record_id: str) -> None:
    """Takes a record away; figures go with it, all else under it goes one up."""
    name = str(correction.record)
    record = working.lists[name].pop(record_id)
    above = getattr(record, OWNERS[name][0]) if name in OWNERS else None
    for below, key in working.owned(name, record_id):
        if below == "values":
            del working.lists[below][key]
        else:
            working.hang(below, key, above)


def _split(working: Working, correction: Correction, record_id: str) -> None:
    """Makes several records of one; what is under it stays with the first."""
    name = str(correction.record)
    first, *others = (loaded(name, json.dumps(part)) for part in json.loads(correction.new or "[]"))
    working.give(name, record_id, **first)
    after = record_id
    for number, part in enumerate(others, start=1):
        made = added_id(correction.document_id, name, correction.correction_id, number)
        whole = working.lists[name][record_id]
        working.insert(name, replace(whole, **part, **{IDS[name]: made}), after)
        after = made


def _found(working: Working, correction: Correction, find: Find) -> tuple[bool, str | None]:
    """Whether that to which a correction leads is there, and its id."""
    asked = target_of(correction)
    if asked is None:
        return True, None
    found = find(*asked)
    return found is not None and found in working.lists[asked[0]], found


def _move(working: Working, correction: Correction, record_id: str, find: Find) -> bool:
    name = str(correction.record)
    there, owner = _found(working, correction, find)
    if owner is None and name == "values":
        return False
    if not there or (OWNERS[name][1] == name and working.is_within(name, str(owner), record_id)):
        return False
    working.give(name, record_id, **{OWNERS[name][0]: owner})
    return True


def _merge(working: Working, correction: Correction, record_id: str, find: Find) -> bool:
    """Makes one of two records: what is under the one, and what the other lacks, goes over."""
    name = str(correction.record)
    there, into = _found(working, correction, find)
    if not there or into is None or into == record_id:
        return False
    if OWNERS.get(name, ("", ""))[1] == name and working.is_within(name, into, record_id):
        working.hang(name, into, getattr(working.lists[name][record_id], OWNERS[name][0]))
    for below, key in working.owned(name, record_id):
        working.hang(below, key, into)
    merged, survivor = working.lists[name].pop(record_id), working.lists[name][into]
    lacking = {
        field: getattr(merged, field) for field in filling(name) if getattr(survivor, field) is None
    }
    working.give(name, into, **{**lacking, **loaded(name, correction.new or "{}")})
    return True


def filling(name: str) -> tuple[str, ...]:
    """The fields that one record may take over from another; a figure is whole or not at all."""
    return () if name == "values" else correctable(name)


def _add(working: Working, correction: Correction, find: Find) -> bool:
    """Adds a record; where its table is no more, its box on the page is place enough."""
    name, record_id = str(correction.record), str(correction.record_id)
    there, owner = _found(working, correction, find)
    has_table = correction.table_id is None or correction.table_id in working.tables
    if not there or not (has_table or correction.bbox):
        return False
    given = loaded(name, correction.new or "{}")
    if name in OWNERS:
        given[OWNERS[name][0]] = owner
    working.insert(
        name,
        TYPES[name](
            **{IDS[name]: record_id},
            **given,
            document_id=correction.document_id,
            position=0,
            origin=Origin.CORRECTED,
            page=correction.page,
            table_id=correction.table_id if has_table else None,
            row=correction.row if has_table else None,
            column=correction.column if has_table else None,
            bbox=correction.bbox,
            confidence=1.0,
        ),
    )
    return True


_ACTS: Mapping[CorrectionKind, Callable[[Working, Correction, str], None]] = {
    CorrectionKind.SET: _set,
    CorrectionKind.CONFIRM: _confirm,
    CorrectionKind.REMOVE: _remove,
    CorrectionKind.SPLIT: _split,
}
