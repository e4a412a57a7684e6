"""What people do with the records of a document: correct, confirm, undo, look back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from sqlalchemy import Engine

from piao.pipeline.corrections.drafting import Draft
from piao.pipeline.store import database, loading
from piao.pipeline.store.corrections import acts
from piao.pipeline.store.corrections import log as correction_log
from piao.pipeline.store.corrections.acts import Imported, Past, Revised, act, undoing, word_of
from piao.pipeline.store.stored import StoredDocument
from piao.schema.corrections import Correction, steps_in_force
from piao.schema.errors import UsageError
from piao.schema.records import Provenance
from piao.schema.statements import Statement


class Revising:
    """The part of the store that people write into; every act is one transaction.

    `by` says who acts (by default PIAO_USER, else the user of the system), `reason` why.
    `revision` is that of the document which the caller saw: where the document was changed
    since, nothing is done and `ChangedDocumentError` says by whom. Without it nobody asks.
    """

    _engine: Engine

    def correct(
        self, document_id: str, statement: Statement, *, by: str | None = None,
        reason: str | None = None, revision: int | None = None,
    ) -> StoredDocument:  # fmt: skip
        """Stores what a person says of a document, without reading it again.

        It is kept when the document is read again. Figures keep the years that they were
        read with; targets without a year have the one given.

        Raises `UsageError` for a statement that withdraws something: what the document says
        itself is known only by reading it.
        """
        if statement.withdrawn:
            raise UsageError(
                "what a document says itself is known by reading it: `piao ingest FILE` with "
                "the empty option (as --entity '') takes back what was given"
            )
        word = word_of(by, reason)
        return act(self._engine, document_id, word, revision, lambda d: d.state(statement)).document

    def correct_record(
        self, document_id: str, record_id: str, fields: Mapping[str, object], *,
        by: str | None = None, reason: str | None = None, revision: int | None = None,
    ) -> Revised:  # fmt: skip
        """Gives fields of a record other values: as typed, or of the column's type.

        `figure` is what is typed of a value: '≥ 90%' sets comparator, numbers, unit, deadline.

        >>> with Store("plans.db") as store:  # doctest: +SKIP
        ...     store.correct_record(plan, "8d0c…-v3", {"figure": "non inferiore al 90%"})
        """
        if not fields:
            raise UsageError("nothing to correct: give fields with their values")
        word = word_of(by, reason)
        return act(self._engine, document_id, word, revision, lambda d: d.set(record_id, fields))

    def confirm(
        self, document_id: str, record_ids: Iterable[str], *, by: str | None = None,
        reason: str | None = None, revision: int | None = None,
    ) -> Revised:  # fmt: skip
        """Says that records are right as they are: one, or all of a table or card."""
        named = list(dict.fromkeys(record_ids))

        def confirm(draft: Draft) -> None:
            for record_id in named:
                draft.confirm(record_id)

        return act(self._engine, document_id, word_of(by, reason), revision, confirm)

    def add_record(
        self, document_id: str, record: str, fields: Mapping[str, object], *,
        under: str | None = None, place: Provenance | None = None, by: str | None = None,
        reason: str | None = None, revision: int | None = None,
    ) -> Revised:  # fmt: skip
        """Adds what was not read: `record` is the type ('indicators'), `place` a cell or a box.

        `under` is the objective or unit above it, of a value its indicator.
        """
        word = word_of(by, reason)

        def add(draft: Draft) -> None:
            draft.add(record, fields, under, place)

        return act(self._engine, document_id, word, revision, add)

    def remove_records(
        self, document_id: str, record_ids: Iterable[str], *, below: bool = False,
        by: str | None = None, reason: str | None = None, revision: int | None = None,
    ) -> Revised:  # fmt: skip
        """Says that records are none; what is under them goes one up, with `below` away too."""
        named = list(dict.fromkeys(record_ids))

        def remove(draft: Draft) -> None:
            for record_id in named:
                draft.remove(record_id, below=below)

        return act(self._engine, document_id, word_of(by, reason), revision, remove)

    def move_records(
        self, document_id: str, record_ids: Iterable[str], under: str | None, *,
        by: str | None = None, reason: str | None = None, revision: int | None = None,
    ) -> Revised:  # fmt: skip
        """Puts records under another one (values: an indicator), or under none."""
        named = list(dict.fromkeys(record_ids))

        def move(draft: Draft) -> None:
            for record_id in named:
                draft.move(record_id, under)

        return act(self._engine, document_id, word_of(by, reason), revision, move)

    def split_record(
        self, document_id: str, record_id: str, parts: Sequence[Mapping[str, object]], *,
        by: str | None = None, reason: str | None = None, revision: int | None = None,
    ) -> Revised:  # fmt: skip
        """Makes several records of one: `parts` are the fields that differ, the first one's too.

        What is under the record stays with the first.
        """
        word = word_of(by, reason)

        def split(draft: Draft) -> None:
            draft.split(record_id, parts)

        return act(self._engine, document_id, word, revision, split)

    def merge_records(
        self, document_id: str, record_ids: Iterable[str], into: str,
        fields: Mapping[str, object] | None = None, *, by: str | None = None,
        reason: str | None = None, revision: int | None = None,
    ) -> Revised:  # fmt: skip
        """Makes one record of several: `into`, with `fields` and what it lacks of the others."""
        named = [record_id for record_id in dict.fromkeys(record_ids) if record_id != into]

        def merge(draft: Draft) -> None:
            for record_id in named:
                draft.merge(record_id, into, fields or {})

        return act(self._engine, document_id, word_of(by, reason), revision, merge)

    def undo(
        self, document_id: str, step: str | None = None, *, by: str | None = None,
        reason: str | None = None, revision: int | None = None,
    ) -> Revised:  # fmt: skip
        """Takes back the last step that holds, or the one given (or its beginning).

        Raises `UsageError` at the beginning, `UnknownRecordError` for a step that does not hold.
        """
        choose = acts.last_step if step is None else partial(acts.step_of, start=step)
        return undoing(self._engine, document_id, word_of(by, reason), revision, choose)

    def redo(
        self, document_id: str, *, by: str | None = None, reason: str | None = None,
        revision: int | None = None,
    ) -> Revised:  # fmt: skip
        """Does again what the last undo took back. Raises `UsageError` where there is none."""
        word = word_of(by, reason)
        return undoing(self._engine, document_id, word, revision, acts.last_undo)

    def history(self, document_id: str) -> list[Past]:
        """All that people said of a document and its records, the first first."""
        with database.reading(self._engine) as connection:
            log = correction_log.read(connection, [document_id])
            findings = list(loading.array(connection, "findings", document_id))
        steps, lost = steps_in_force(log), acts.without_place(findings)
        return [Past(c, acts.state_of(c, steps, lost)) for c in log]

    def corrections(self, document_ids: Sequence[str] | None = None) -> list[Correction]:
        """The corrections of some documents, or all of the store, in order."""
        with database.reading(self._engine) as connection:
            return correction_log.read(connection, document_ids)

    def statement(self, document_id: str) -> Statement:
        """What people say of a document, also of one that is not in the store any more."""
        with database.reading(self._engine) as connection:
            return correction_log.statement(correction_log.read(connection, [document_id]))

    def import_corrections(self, corrections: Iterable[Correction]) -> Imported:
        """Takes over corrections of another store, after those there are; known ones stay.

        Those of a document that is not here wait until it is read.
        """
        by_document: dict[str, list[Correction]] = {}
        for correction in corrections:
            by_document.setdefault(correction.document_id, []).append(correction)
        added = known = waiting = 0
        with database.writing(self._engine) as connection:
            for document_id, group in by_document.items():
                log = correction_log.read(connection, [document_id])
                ids = {correction.correction_id for correction in log}
                new = [c for c in group if c.correction_id not in ids]
                log += correction_log.add(connection, new)
                is_here = loading.document(connection, document_id) is not None
                if is_here and new:
                    acts.renew(connection, document_id, log)
                added, known = added + len(new), known + len(group) - len(new)
                waiting += 0 if is_here else len(new)
        return Imported(added, known, waiting)
