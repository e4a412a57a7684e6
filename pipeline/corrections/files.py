"""Corrections as a JSON file, to hand on from one store to another; read with suspicion."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TextIO

from piao.pipeline.corrections.applying import DOCUMENTS, new_fields, target_of
from piao.pipeline.corrections.places import added_id
from piao.pipeline.corrections.texts import IDS, OWNERS, TYPES, correctable, loaded, value_of
from piao.pipeline.corrections.typed import columns_of, fields_of
from piao.pipeline.exports.writing.json_text import write_array
from piao.schema.corrections import Correction, CorrectionKind
from piao.schema.errors import UnreadableFileError
from piao.schema.language import Message, reason_of
from piao.schema.records import DocumentRecord
from piao.schema.statements import Statement

COLUMNS = tuple(field.name for field in fields(Correction))
TEXTS = {"record", "record_id", "key", "field", "old", "new", "raw", "target", "undoes", "reason"}
TEXTS |= {"table_id"}
NEEDED = {"correction_id", "step", "document_id", "sha256", "by"}
WHOLE = {"number", "page", "row", "column"}


def write(corrections: Iterable[Correction], stream: TextIO) -> None:
    """Writes a list with one correction a line."""
    write_array(({name: getattr(c, name) for name in COLUMNS} for c in corrections), stream)
    stream.write("\n")


def read(file: Path) -> list[Correction]:
    """The corrections of a file. Raises `UnreadableFileError` where it has none, or damaged ones.

    Each is held against what its kind may say: a file is no way to write what a person could not.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFileError(
            "{file} cannot be read: {reason}", file=file, reason=error.strerror or str(error)
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            "{file} is no list of corrections: {error}", file=file, error=str(error)
        ) from error
    if not isinstance(content, list):
        raise UnreadableFileError(
            "{file} is no list of corrections: `piao corrections export`", file=file
        )
    found = []
    for number, entry in enumerate(content, start=1):
        try:
            found.append(checked(_correction(entry)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise UnreadableFileError(
                "{file}, correction {number}: {error}: export the corrections again",
                file=file,
                number=number,
                error=reason_of(error),
            ) from error
    return found


def _correction(entry: Any) -> Correction:
    if not isinstance(entry, dict) or set(entry) != set(COLUMNS):
        raise ValueError(Message("not the columns of a correction"))
    for name in COLUMNS:
        value = entry[name]
        wanted: type | tuple[type, ...] = str if name in NEEDED | TEXTS else object
        wanted = int if name in WHOLE else wanted
        absent = value is None and name not in NEEDED | {"number"}
        if not absent and (not isinstance(value, wanted) or isinstance(value, bool)):
            raise ValueError(Message("{value!r:.60} is no {name}", value=value, name=name))
    box, sure = entry["bbox"], entry["confidence"]
    at = datetime.datetime.fromisoformat(entry["at"])
    more = {
        "kind": CorrectionKind(entry["kind"]),
        "at": at if at.tzinfo else at.replace(tzinfo=datetime.UTC),
        "bbox": None if box is None else _box(box),
        "confidence": None if sure is None else float(sure),
    }
    return Correction(**{**entry, **more})


def _box(value: Any) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = map(float, value)
    return (x0, top, x1, bottom)


def checked(correction: Correction) -> Correction:
    """The correction. Raises `ValueError` where it says what one of its kind cannot."""
    if correction.document_id != correction.sha256[:16] or len(correction.sha256) != 64:
        raise ValueError(Message("document and content do not belong together"))
    if not re.fullmatch(r"[0-9a-f]{12}", correction.correction_id):
        raise ValueError(Message("{name!r} is no id", name=correction.correction_id))
    if correction.kind is CorrectionKind.UNDO:
        if correction.undoes is None or correction.record is not None:
            raise ValueError(Message("an undo that undoes nothing"))
        return correction
    if correction.undoes is not None or correction.record_id is None:
        raise ValueError(Message("a correction of nothing"))
    if correction.record == DOCUMENTS:
        return _checked_statement(correction)
    if correction.record not in TYPES:
        raise ValueError(Message("{name!r} is no type of record", name=correction.record))
    key = None if correction.key is None else json.loads(correction.key)
    if not isinstance(key, list | None):
        raise ValueError(Message("a key that is no list"))
    _CHECKS[correction.kind](correction, str(correction.record))
    return correction


def _checked_statement(correction: Correction) -> Correction:
    names = {f.name for f in fields(Statement)} & {f.name for f in fields(DocumentRecord)}
    if correction.kind is not CorrectionKind.SET or correction.field not in names:
        raise ValueError(Message("nothing that is said of a document"))
    if correction.new is not None:
        value_of(DOCUMENTS, correction.field, correction.new)
    if correction.old is not None:
        value_of(DOCUMENTS, correction.field, correction.old)
    return correction


def _check_set(correction: Correction, record: str) -> None:
    field = str(correction.field)
    if field not in fields_of(record) or set(new_fields(correction)) != set(
        columns_of(record, field)
    ):
        raise ValueError(Message("{field!r} is no field of {record}", field=field, record=record))


def _check_columns(correction: Correction, record: str) -> None:
    _own(record, correction.new or "{}")
    if correction.kind is CorrectionKind.ADD:
        if correction.record_id != added_id(
            correction.document_id, record, correction.correction_id
        ):
            raise ValueError(
                Message("{name!r} is no id of an added record", name=correction.record_id)
            )
        _check_target(correction, record)
        given = loaded(record, correction.new or "{}")
        TYPES[record](**_needed(record), **given)


def _needed(record: str) -> Mapping[str, Any]:
    owner = {"indicator_id": ""} if record == "values" else {}
    return {IDS[record]: "", "document_id": "", "position": 0, **owner}


def _check_parts(correction: Correction, record: str) -> None:
    for part in json.loads(correction.new or "[]"):
        _own(record, json.dumps(part))


def _check_target(correction: Correction, record: str) -> None:
    above = OWNERS[record][1] if record in OWNERS else None
    own = record if correction.kind is CorrectionKind.MERGE else above
    asked = target_of(correction)
    if asked is None:
        if record == "values" or correction.kind is CorrectionKind.MERGE:
            raise ValueError(Message("it leads nowhere"))
        return
    name, record_id, key, _ = asked
    if name != own or not isinstance(record_id, str) or not isinstance(key, str | None):
        raise ValueError(Message("{record} cannot go to {name}", record=record, name=name))
    if correction.kind is CorrectionKind.MERGE:
        _own(record, correction.new or "{}")


def _own(record: str, text: str) -> None:
    if foreign := set(json.loads(text)) - set(correctable(record)):
        raise ValueError(
            Message("{fields} are no fields of {record}", fields=sorted(foreign), record=record)
        )
    loaded(record, text)


def _check_nothing(_correction: Correction, _record: str) -> None:
    """A record that is none says no more."""


_CHECKS: Mapping[CorrectionKind, Callable[[Correction, str], None]] = {
    CorrectionKind.SET: _check_set,
    CorrectionKind.CONFIRM: _check_columns,
    CorrectionKind.ADD: _check_columns,
    CorrectionKind.REMOVE: _check_nothing,
    CorrectionKind.MOVE: _check_target,
    CorrectionKind.SPLIT: _check_parts,
    CorrectionKind.MERGE: _check_target,
}
