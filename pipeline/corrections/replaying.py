"""The records in force: a reading, and what people corrected over it, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import Any

from piao.pipeline.corrections.applying import DOCUMENTS, apply, base_value
from piao.pipeline.corrections.places import Find, Finder, added_id, is_added, label
from piao.pipeline.corrections.texts import IDS, TYPES
from piao.pipeline.corrections.working import Working
from piao.schema.corrections import Correction, in_force
from piao.schema.findings import make_finding
from piao.schema.records import DocumentRecord, Finding, Records

WITHOUT_PLACE = "correction_without_place"


def replay(reading: Records, log: Sequence[Correction], tables: Set[str]) -> Records:
    """The records in force of a reading; what finds its place no more becomes a finding."""
    base = base_of(reading.document, log)
    working = Working(replace(reading, document=base), base, tables)
    applied(working, in_force(log), Finder(reading).find)
    return working.records()


def revise(
    current: Records, base: DocumentRecord, tables: Set[str], new: Iterable[Correction]
) -> Records:
    """The records in force with some corrections more, made of these very records."""
    working = Working(current, base, tables)
    applied(working, new, lambda _name, record_id, _key, _place: record_id)
    return working.records()


def applied(working: Working, corrections: Iterable[Correction], find: Find) -> None:
    """Applies corrections one after the other."""
    for correction in corrections:
        if not apply(working, correction, find):
            working.findings.append(_finding(correction))


def base_of(document: DocumentRecord, log: Iterable[Correction]) -> DocumentRecord:
    """The document without what people said of it, as far as that is known.

    It may have been read with what was said: then it is not known what it says itself but for
    what stood there before.
    """
    stated = (document.stated or "").split()
    before: dict[str, Any] = {}
    for correction in log:
        if correction.record == DOCUMENTS and correction.field in stated:
            before.setdefault(correction.field, base_value(correction.field, correction.old))
    left = " ".join(name for name in stated if name not in before)
    return replace(document, **before, stated=left or None)


def reading_of(current: Records, kept: Sequence[tuple[str, str, Any]]) -> Records:
    """The records as they were read, from those in force and those kept from before they changed.

    `kept` are record types, ids and records.
    """
    document = current.document
    originals: dict[str, dict[str, Any]] = {name: {} for name in (*TYPES, "findings")}
    for name, record_id, record in kept:
        if name == DOCUMENTS:
            document = record
        else:
            originals[name][record_id] = record
    arrays: dict[str, Any] = {}
    for name in TYPES:
        own = {getattr(r, IDS[name]): r for r in getattr(current, name)} | originals[name]
        read = [record for key, record in own.items() if not is_added(key)]
        arrays[name] = tuple(sorted(read, key=lambda record: record.position))
    found = {f.finding_id: f for f in current.findings} | originals["findings"]
    arrays["findings"] = tuple(sorted(filter(_is_read, found.values()), key=_finding_number))
    return replace(current, document=document, **arrays)


def _is_read(finding: Finding) -> bool:
    return not is_added(finding.finding_id)


def _finding_number(finding: Finding) -> int:
    digits = finding.finding_id.rpartition("-f")[2]
    return int(digits) if digits.isdecimal() else 0


def _finding(correction: Correction) -> Finding:
    what = " ".join(filter(None, [correction.kind, correction.field, label(correction.key)]))
    made = make_finding(
        correction.document_id,
        0,
        WITHOUT_PLACE,
        page=correction.page,
        by=correction.by,
        day=f"{correction.at:%Y-%m-%d}",
        what=what,
        correction=correction.correction_id,
    )
    finding_id = added_id(correction.document_id, "findings", correction.correction_id)
    return replace(made, finding_id=finding_id)
