"""What a person asks for, as corrections: checked, with the place and the words of each record."""

from __future__ import annotations

import datetime
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from piao.pipeline.corrections.applying import DOCUMENTS
from piao.pipeline.corrections.places import Finder, added_id
from piao.pipeline.corrections.texts import (
    IDS,
    OWNERS,
    TYPES,
    as_json,
    correctable,
    dumped,
    text_of,
)
from piao.pipeline.corrections.typed import COMPOUND, FIGURE, Around, columns_of, meaning
from piao.pipeline.corrections.working import Working
from piao.schema.corrections import Correction, CorrectionKind
from piao.schema.errors import UnknownRecordError, UsageError
from piao.schema.records import Level, Provenance, Records, Role
from piao.schema.statements import Statement

ID_BYTES = 6


@dataclass(frozen=True, slots=True)
class Word:
    """Who says something, when, and why."""

    by: str
    at: datetime.datetime
    reason: str | None = None


class Draft:
    """The corrections of one step on the records in force, made one call after the other."""

    def __init__(self, current: Records, reading: Records, word: Word) -> None:
        self._working = Working(current, current.document, frozenset())
        self._finder = Finder(reading)
        self._read = {getattr(r, IDS[n]): r for n in TYPES for r in getattr(reading, n)}
        self._types = {key: name for name, own in self._working.lists.items() for key in own}
        self._document = current.document
        self._word = word
        self._step = secrets.token_hex(ID_BYTES)
        self.made: list[Correction] = []

    def state(self, statement: Statement) -> None:
        """What is said of the document; what is withdrawn is left to the document again."""
        for name in (*statement.names, *sorted(statement.withdrawn)):
            self._add(
                CorrectionKind.SET,
                record=DOCUMENTS,
                record_id=self._document.document_id,
                field=name,
                old=text_of(getattr(self._document, name)),
                new=text_of(getattr(statement, name)),
            )

    def set(self, record_id: str, given: Mapping[str, object]) -> None:
        """Other fields for a record, each as typed or of the column's type."""
        name, record = self._get(record_id)
        for key, typed in given.items():
            new = meaning(name, key, typed, self._around(name, record, given))
            compound = (name, key) in COMPOUND
            old = (
                as_json(record, columns_of(name, key))
                if compound
                else text_of(getattr(record, key))
            )
            self._add(
                CorrectionKind.SET,
                record_id,
                field=key,
                old=old,
                new=dumped(new) if compound else text_of(new[key]),
                raw=typed if isinstance(typed, str) else None,
            )

    def confirm(self, record_id: str) -> None:
        """All that a record says is right."""
        name, record = self._get(record_id)
        said = [key for key in correctable(name) if getattr(record, key) is not None]
        self._add(CorrectionKind.CONFIRM, record_id, new=as_json(record, said))

    def add(
        self, name: str, given: Mapping[str, object], under: str | None, place: Provenance | None
    ) -> str:
        """A record that was not read, under another one; gives its id."""
        if name not in TYPES:
            raise UsageError(
                "{name!r} is no type of record: {known}", name=name, known=", ".join(TYPES)
            )
        if under is not None:
            self._check_owner(name, under)
        elif name == "values":
            raise UsageError("a value belongs to an indicator: say which")
        columns = self._columns(name, given, under)
        correction_id = secrets.token_hex(ID_BYTES)
        spot = place or Provenance()
        self._add(
            CorrectionKind.ADD,
            correction_id=correction_id,
            record=name,
            record_id=added_id(self._document.document_id, name, correction_id),
            new=dumped(columns),
            raw=_typed(given),
            target=self._target(under),
            page=spot.page,
            table_id=spot.table_id,
            row=spot.row,
            column=spot.column,
            bbox=spot.bbox,
        )
        return str(self.made[-1].record_id)

    def remove(self, record_id: str, *, below: bool) -> None:
        """A record is none; with `below` all that is under it is none either."""
        name, record = self._get(record_id)
        if below:
            for _, key in list(self._working.owned(name, record_id)):
                self.remove(key, below=True)
        if any(c.record_id == record_id for c in self.made):
            return
        self._add(CorrectionKind.REMOVE, record_id, old=as_json(record, correctable(name)))

    def move(self, record_id: str, under: str | None) -> None:
        """A record belongs under another one, or under none."""
        name, record = self._get(record_id)
        if name not in OWNERS:
            raise UsageError("{name} are under nothing", name=name)
        attribute, above = OWNERS[name]
        if under is not None:
            self._check_owner(name, under)
            if above == name and self._working.is_within(name, under, record_id):
                raise UsageError(
                    "{record_id} cannot be under itself, or under what is under it",
                    record_id=record_id,
                )
        elif name == "values":
            raise UsageError("a value belongs to an indicator: say which")
        self._add(
            CorrectionKind.MOVE,
            record_id,
            field=attribute,
            old=getattr(record, attribute),
            new=under,
            target=self._target(under),
        )

    def split(self, record_id: str, parts: Sequence[Mapping[str, object]]) -> list[str]:
        """A record is several: the fields that each has of its own; gives their ids."""
        name, record = self._get(record_id)
        if len(parts) < 2:
            raise UsageError("a record is split into two or more")
        columns = [self._own(name, part, record) for part in parts]
        names = list(dict.fromkeys(key for part in columns for key in part))
        new = json.dumps([json.loads(dumped(part)) for part in columns], ensure_ascii=False)
        self._add(
            CorrectionKind.SPLIT, record_id, old=as_json(record, names), new=new, raw=_typed(*parts)
        )
        made = self.made[-1]
        document_id = self._document.document_id
        others = range(1, len(parts))
        return [
            record_id,
            *(added_id(document_id, name, made.correction_id, number) for number in others),
        ]

    def merge(self, record_id: str, into: str, given: Mapping[str, object]) -> None:
        """Two records are one; `given` are fields of that one."""
        name, record = self._get(record_id)
        other_name, other = self._get(into)
        if other_name != name or into == record_id:
            raise UsageError(
                "{record_id} and {into} are not two records of one type",
                record_id=record_id,
                into=into,
            )
        self._add(
            CorrectionKind.MERGE,
            record_id,
            old=as_json(record, correctable(name)),
            new=dumped(self._own(name, given, other)),
            raw=_typed(given),
            target=self._target(into),
        )

    def undo(self, step: str) -> None:
        """A step does not hold any more."""
        self._add(CorrectionKind.UNDO, undoes=step)

    def _get(self, record_id: str) -> tuple[str, Any]:
        name = self._types.get(record_id)
        if name is None:
            raise UnknownRecordError(
                "document {document_id} has no record {record_id!r} to correct",
                document_id=self._document.document_id,
                record_id=record_id,
            )
        return name, self._working.lists[name][record_id]

    def _check_owner(self, name: str, under: str) -> None:
        if name not in OWNERS or self._get(under)[0] != OWNERS[name][1]:
            raise UsageError("{name} cannot be under {under}", name=name, under=under)

    def _around(self, name: str, record: Any, given: Mapping[str, object]) -> Around:
        """What completes a typed text: the record's year, else the plan's; the unit beside it."""
        year = given.get("year") or getattr(record, "year", None) or self._document.year
        owner = getattr(record, "indicator_id", None) if name == "values" else None
        indicator = self._working.lists["indicators"].get(owner or "")
        return Around(
            int(str(year)) if year and str(year).isdecimal() else None,
            getattr(indicator, "unit", None),
        )

    def _own(self, name: str, given: Mapping[str, object], record: Any) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for key, typed in given.items():
            columns |= meaning(name, key, typed, self._around(name, record, given))
        return columns

    def _columns(self, name: str, given: Mapping[str, object], under: str | None) -> dict[str, Any]:
        """The columns of a new record; a value's words are those that were typed."""
        owner = None if under is None else _Owner(under)
        columns = self._own(name, given, owner)
        if name == "objectives":
            columns = {"level": Level.OPERATIONAL, **columns}
        if name == "values":
            if not given.get(FIGURE):
                raise UsageError("a value needs its figure, as '≥ 90%'")
            columns = {"role": Role.TARGET, "year": self._document.year, **columns}
            columns = {"raw": meaning(name, "raw", str(given[FIGURE]))["raw"], **columns}
        if not any(value is not None for value in columns.values()):
            raise UsageError("a record without any field is none")
        return columns

    def _target(self, record_id: str | None) -> str | None:
        """Where a record is that another one goes to, as JSON."""
        if record_id is None:
            return None
        name, _ = self._get(record_id)
        place = self._read.get(record_id) or Provenance()
        told = {"record": name, "record_id": record_id, "key": self._finder.key(record_id)}
        spot = {key: getattr(place, key) for key in ("page", "table_id", "row", "column", "bbox")}
        return json.dumps({**told, **spot}, ensure_ascii=False)

    def _add(self, kind: CorrectionKind, of: str | None = None, **more: Any) -> None:
        """Notes a correction with the place, words and confidence that its record was read with."""
        if of is not None:
            name, current = self._get(of)
            read = self._read.get(of)
            place = read or current
            more = {
                "record": name,
                "record_id": of,
                "key": self._finder.key(of),
                **{key: getattr(place, key) for key in _PLACE},
                "confidence": None if read is None else read.confidence,
                **more,
            }
        if self._word.reason:
            more["reason"] = self._word.reason
        more.setdefault("correction_id", secrets.token_hex(ID_BYTES))
        self.made.append(
            Correction(
                step=self._step,
                document_id=self._document.document_id,
                sha256=self._document.sha256,
                at=self._word.at,
                by=self._word.by,
                kind=kind,
                **more,
            )
        )


_PLACE = ("page", "table_id", "row", "column", "bbox")


@dataclass(frozen=True, slots=True)
class _Owner:
    """What a value that is not there yet belongs to."""

    indicator_id: str


def _typed(*given: Mapping[str, object]) -> str | None:
    texts = [v for part in given for v in part.values() if isinstance(v, str)]
    return "\n".join(texts) or None
