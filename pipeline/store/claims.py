"""Which document is read by whom, so that several processes share the work of one store."""

from __future__ import annotations

import datetime
import os
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import fields
from enum import Enum, auto
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, func, insert, select, update

from piao.pipeline.store import database, tables
from piao.pipeline.store.stored import Claim, State

LEASE = datetime.timedelta(minutes=2)
"""How long a claim holds that nobody renews: after it the document is free again."""
_RENEWED_AFTER = LEASE / 4
MOST_ATTEMPTS = 3
"""Processes that may end while they have a document; after them nobody reads it any more."""


class Taken(Enum):
    """What came of asking for a document: the right to read it, or why not."""

    OURS = auto()
    ELSEWHERE = auto()
    READ = auto()
    GIVEN_UP = auto()


class Claims:
    """What one run reads of a store: it claims a document before, and nobody else has it.

    A claim ends when the document is saved, fails or is given back. It is renewed as long as
    the run lives, and a run that ended without a word loses its claims: at once where it ran on
    this machine, else after :data:`LEASE`. Times are those of the database's clock.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.worker = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"
        self._renewed = time.monotonic()
        with database.reading(engine) as connection:
            self.begun = _now(connection)

    def take(self, document_id: str, source: str, *, again: bool = False) -> Taken:
        """Claim a document, unless it is being read, or ended too many runs that read it.

        `again` asks for a document that is known to be read anew: not where that was done
        since this run began.
        """
        own = tables.claims.c.document_id == document_id
        with database.writing(self._engine) as connection:
            now = _now(connection)
            row = connection.execute(select(tables.claims).where(own)).first()
            before = None if row is None else _claim(row)
            if before is not None and not self._is_free(before, now):
                return Taken.ELSEWHERE
            if before is not None and again and self._was_read(before):
                return Taken.READ
            was_lost = before is not None and before.state is State.READING
            attempts = before.attempts if before is not None and was_lost else 0
            is_last = attempts >= MOST_ATTEMPTS
            claim = Claim(
                document_id=document_id,
                source=source,
                state=State.GIVEN_UP if is_last else State.READING,
                attempts=attempts if is_last else attempts + 1,
                worker=self.worker,
                at=now,
            )
            values = {field.name: getattr(claim, field.name) for field in fields(Claim)}
            if before is None:
                connection.execute(insert(tables.claims).values(values))
            else:
                connection.execute(update(tables.claims).where(own).values(values))
        return Taken.GIVEN_UP if is_last else Taken.OURS

    def renew(self, *, now: bool = False) -> None:
        """Say that this run lives; unless it has to be `now`, four times a lease at most."""
        if not now and time.monotonic() - self._renewed < _RENEWED_AFTER.total_seconds():
            return
        self._renewed = time.monotonic()
        with database.writing(self._engine) as connection:
            connection.execute(
                update(tables.claims).where(*self._open()).values(at=_now(connection))
            )

    def fail(self, document_id: str, reason: str, state: State) -> None:
        """Keep why a document could not be read."""
        with database.writing(self._engine) as connection:
            connection.execute(
                update(tables.claims)
                .where(
                    tables.claims.c.document_id == document_id,
                    tables.claims.c.worker == self.worker,
                )
                .values(state=state, reason=reason, at=_now(connection))
            )

    def give_back(self, document_id: str | None = None) -> None:
        """Let others have a document, or all that this run still has."""
        one = () if document_id is None else (tables.claims.c.document_id == document_id,)
        with database.writing(self._engine) as connection:
            connection.execute(delete(tables.claims).where(*one, *self._open()))

    def holder(self, document_id: str) -> str:
        """The run that has a document, or had it last; '' where nobody did."""
        query = select(tables.claims.c.worker).where(tables.claims.c.document_id == document_id)
        with database.reading(self._engine) as connection:
            return connection.execute(query).scalar() or ""

    def _open(self) -> tuple[ColumnElement[bool], ...]:
        own = tables.claims.c
        return own.worker == self.worker, own.state == State.READING

    def _was_read(self, claim: Claim) -> bool:
        return claim.state is State.READ and claim.at >= self.begun

    def _is_free(self, claim: Claim, now: datetime.datetime) -> bool:
        if claim.state is not State.READING:
            return True
        return now - claim.at > LEASE or _has_ended(claim.worker)


def finish(connection: Connection, document_id: str) -> None:
    """Note, within the transaction that saves a document, that it was read."""
    connection.execute(
        update(tables.claims)
        .where(tables.claims.c.document_id == document_id)
        .values(state=State.READ, reason=None, at=_now(connection))
    )


def all_claims(connection: Connection) -> list[Claim]:
    """Every claim, those that are being read first, then the newest."""
    columns = tables.claims.c
    query = select(tables.claims).order_by(
        columns.state != State.READING, columns.at.desc(), columns.document_id
    )
    return [_claim(row) for row in connection.execute(query)]


def _claim(row: Row[Any]) -> Claim:
    return Claim(**row._mapping)


def _now(connection: Connection) -> datetime.datetime:
    """The time by the database's clock: machines that share a server may differ in theirs."""
    if connection.dialect.name == "postgresql":
        now: datetime.datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
        return now
    return datetime.datetime.now(datetime.UTC)


def _has_ended(worker: str) -> bool:
    """Whether a run is known to have ended: one of this machine, whose process is no more."""
    host, process, _ = worker.rsplit(":", 2)
    # On Windows the question would be taken for a signal.
    if os.name != "posix" or host != socket.gethostname():
        return False
    with suppress(PermissionError):
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            return True
    return False
