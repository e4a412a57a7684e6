"""Acts of people on a document: each one transaction, with what was before and after."""

from __future__ import annotations

import datetime
import getpass
import os
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine, update

from piao.pipeline.corrections.applying import DOCUMENTS
from piao.pipeline.corrections.drafting import Draft, Word
from piao.pipeline.corrections.replaying import WITHOUT_PLACE, base_of, reading_of, replay, revise
from piao.pipeline.store import database, loading, name_index, tables
from piao.pipeline.store.administrations import linking
from piao.pipeline.store.administrations.known import directory
from piao.pipeline.store.common_objectives import index as common_index
from piao.pipeline.store.corrections import differences
from piao.pipeline.store.corrections import log as correction_log
from piao.pipeline.store.stored import StoredDocument
from piao.pipeline.store.versions import link_versions, plan_key
from piao.schema.corrections import Correction, in_force, step_to_redo, step_to_undo, steps_in_force
from piao.schema.errors import ChangedDocumentError, UnknownRecordError, UsageError
from piao.schema.language import Message
from piao.schema.records import DocumentRecord, Finding, Records
from piao.schema.statements import Statement

AUTHOR = "PIAO_USER"
"""The variable that says who makes corrections; without it the user of the system."""


class State(StrEnum):
    """What became of a correction."""

    IN_FORCE = "in force"
    UNDONE = "undone"
    WITHOUT_PLACE = "without place"


@dataclass(frozen=True, slots=True)
class Past:
    """A correction of the history, and what became of it."""

    correction: Correction
    state: State


@dataclass(frozen=True, slots=True)
class Revised:
    """What an act did: the document as it is now, the corrections that were noted."""

    document: StoredDocument
    corrections: tuple[Correction, ...]

    @property
    def revision(self) -> int:
        """What the next act says that it saw."""
        return self.document.revision

    @property
    def record_ids(self) -> tuple[str, ...]:
        """The records that were spoken of, those added among them."""
        return tuple(dict.fromkeys(c.record_id for c in self.corrections if c.record_id))


@dataclass(frozen=True, slots=True)
class Imported:
    """How many corrections came in, were there before, and wait for a document to be read."""

    added: int
    known: int
    waiting: int


def word_of(by: str | None, reason: str | None) -> Word:
    """Who says something now, and why."""
    author = " ".join((by or os.environ.get(AUTHOR) or _system_user()).split())
    return Word(author, datetime.datetime.now(datetime.UTC), reason or None)


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def act(
    engine: Engine,
    document_id: str,
    word: Word,
    revision: int | None,
    make: Callable[[Draft], None],
) -> Revised:
    """Makes corrections of the records in force and applies them."""
    with database.writing(engine) as connection:
        stored, current = loading.records(connection, document_id)
        log = correction_log.read(connection, [document_id])
        _check(stored, revision, log)
        reading = reading_of(current, loading.kept(connection, document_id))
        draft = Draft(current, reading, word)
        make(draft)
        if not draft.made:
            raise UsageError("nothing to do: no record is named")
        new = correction_log.add(connection, draft.made)
        base = base_of(reading.document, [*log, *new])
        after = revise(current, base, loading.table_ids(connection, document_id), new)
        _write(connection, stored, current, reading, after)
        now, _ = loading.records(connection, document_id)
    return Revised(now, tuple(new))


def undoing(
    engine: Engine,
    document_id: str,
    word: Word,
    revision: int | None,
    choose: Callable[[list[Correction]], str],
) -> Revised:
    """Notes that the step chosen does not hold, and applies all that do."""
    with database.writing(engine) as connection:
        stored, current = loading.records(connection, document_id)
        log = correction_log.read(connection, [document_id])
        _check(stored, revision, log)
        draft = Draft(current, current, word)
        draft.undo(choose(log))
        new = correction_log.add(connection, draft.made)
        renew(connection, document_id, [*log, *new])
        now, _ = loading.records(connection, document_id)
    return Revised(now, tuple(new))


def last_step(log: list[Correction]) -> str:
    """The step that an undo takes back. Raises `UsageError` at the beginning."""
    step = step_to_undo(log)
    if step is None:
        raise UsageError("nothing to undo: no correction holds")
    return step


def last_undo(log: list[Correction]) -> str:
    """The undo that a redo takes back. Raises `UsageError` where there is none."""
    step = step_to_redo(log)
    if step is None:
        raise UsageError("nothing to redo: no undo was the last act")
    return step


def step_of(log: list[Correction], start: str) -> str:
    """The step in force that begins so. Raises `UnknownRecordError` without one, or with two."""
    holding = steps_in_force(log)
    found = {c.step for c in log if c.step in holding and start and c.step.startswith(start)}
    if len(found) != 1:
        raise UnknownRecordError(
            "no step {start!r} that holds: `piao corrections list` shows them", start=start
        )
    return found.pop()


def renew(connection: Connection, document_id: str, log: list[Correction]) -> None:
    """Makes the records in force anew of the reading and a list of corrections."""
    stored, current = loading.records(connection, document_id)
    reading = reading_of(current, loading.kept(connection, document_id))
    after = replay(reading, log, loading.table_ids(connection, document_id))
    _write(connection, stored, current, reading, after)


def _write(
    connection: Connection,
    stored: StoredDocument,
    current: Records,
    reading: Records,
    after: Records,
) -> None:
    name_index.renew(connection)
    common_index.renew(connection)
    owner = new_owner = linking.administration_of(connection, stored.document_id)
    tie = None
    if current.document != after.document:
        tie = linking.tie_of(connection, after.document, directory(connection))
        after, new_owner = linking.with_question(after, tie), tie.administration_id
    differences.keep(connection, reading, after)
    differences.write(connection, current, after)
    if tie:
        linking.write(connection, tie)
    common_index.write(connection, after)
    columns = tables.documents.c
    here = columns.document_id == stored.document_id
    connection.execute(update(tables.documents).where(here).values(revision=stored.revision + 1))
    if plan_key(current.document, owner) != plan_key(after.document, new_owner):
        connection.execute(update(tables.documents).where(here).values(superseded_by=None))
        link_versions(connection, stored, owner)
        now = loading.document(connection, stored.document_id)
        if now is not None:
            link_versions(connection, now, new_owner)


def _check(stored: StoredDocument, revision: int | None, log: list[Correction]) -> None:
    if revision is None or revision == stored.revision:
        return
    last = (
        Message("; last by {by}, {at:%Y-%m-%d %H:%M} UTC", by=log[-1].by, at=log[-1].at)
        if log
        else ""
    )
    raise ChangedDocumentError(
        "{file} was changed since you opened it{last}: nothing was done; "
        "look at it again, then repeat what is still due",
        file=stored.file_name,
        last=last,
    )


def state_of(correction: Correction, steps: Set[str], lost: Set[str]) -> State:
    """What became of a correction, by the steps in force and the corrections without place."""
    if correction.step not in steps:
        return State.UNDONE
    return State.WITHOUT_PLACE if correction.correction_id in lost else State.IN_FORCE


def of_records(log: Iterable[Correction]) -> list[Correction]:
    """The corrections in force that are of records, and not of the document."""
    return [c for c in in_force(log) if c.record != DOCUMENTS]


def without_place(findings: Iterable[Finding]) -> frozenset[str]:
    """The ids of the corrections that found no place, by the findings that say so."""
    lost = (f.finding_id for f in findings if f.code == WITHOUT_PLACE)
    return frozenset(identity.rpartition("-fc")[2] for identity in lost)


def log_of_reading(
    connection: Connection,
    before: StoredDocument | None,
    read: DocumentRecord,
    withdrawn: Set[str],
    by: str | None,
) -> list[Correction]:
    """The corrections of a document that is read, with what was said when it was read."""
    log = correction_log.read(connection, [read.document_id])
    said, now = correction_log.statement(log).given, Statement.of(read).given
    given = {name: value for name, value in now.items() if said.get(name) != value}
    left = frozenset(withdrawn & said.keys() - now.keys())
    if not given and not left:
        return log
    known = before or DocumentRecord(
        document_id=read.document_id, sha256=read.sha256, file_name=read.file_name
    )
    records = Records(document=known)
    draft = Draft(records, records, word_of(by, None))
    draft.state(_statement(given, left))
    return [*log, *correction_log.add(connection, draft.made)]


def _statement(given: dict[str, Any], left: frozenset[str]) -> Statement:
    return Statement(**given, withdrawn=left)
