"""What is taught on the page: tried on the document first, then kept in the user's profiles."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.profiles import Lesson, Scope, teach
from piao.pipeline.corrections.replaying import WITHOUT_PLACE, replay
from piao.pipeline.reading.documents import read_all
from piao.pipeline.reading.step import Reading, Request
from piao.pipeline.review.desk import Desk, View
from piao.pipeline.review.tree import Node, tree_of, walk
from piao.pipeline.terms import lexicon_to_read, profile_files, profile_folder
from piao.schema.document import Table
from piao.schema.errors import ChangedDocumentError, PiaoError, UsageError
from piao.schema.records import Records

NOTHING = "none"
BOX_LINES = 3
_GIVEN = ("table", "term", "field", "scope", "heading_row", "line1", "line2", "line3")
ROWS_SHOWN = 6
_SCOPES: Mapping[Scope, str] = {
    Scope.TABLE: "questa tabella",
    Scope.DOCUMENT: "questo documento",
    Scope.FORM: "i documenti con questo modulo",
    Scope.EVERYWHERE: "ovunque",
}


@dataclass(frozen=True, slots=True)
class Changes:
    """What a lesson changes: lines of records that go and come, how many of each type."""

    gone: tuple[str, ...]
    come: tuple[str, ...]
    counts: tuple[tuple[str, int, int], ...]

    @property
    def is_empty(self) -> bool:
        """Whether the document is read as before."""
        return not (self.gone or self.come)


def asked(view: View, given: Mapping[str, str]) -> dict[str, Any]:
    """What can be taught about a record, a table or a text: for the form that asks."""
    _, record = view.by_id.get(given.get("record_id", ""), (None, None))
    table_id = given.get("table") or getattr(record, "table_id", None) or ""
    headings = view.headings(table_id)
    term = given.get("term", "")
    if not term and record is not None:
        own = (h.heading for h in headings if h.column == record.column and h.heading)
        term = next(own, "")
    labels = Lexicon.load(lexicon_to_read()).labels
    now = next((h.field for h in headings if h.heading == term), None)
    return {
        "table_id": table_id,
        "term": term,
        "now": now,
        "headings": headings,
        "labels": labels,
        "scopes": [(s.value, text) for s, text in _SCOPES.items() if table_id or s != Scope.TABLE],
        "rows": _first_rows(view.tables, table_id),
        "box_lines": range(1, BOX_LINES + 1),
    }


def tried(desk: Desk, view: View, given: Mapping[str, str]) -> dict[str, Any]:
    """What a lesson would change, the document read again with it beside what is in force."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in profile_files():
            shutil.copy(path, folder)
        before = _read(desk, view, profile_files())
        teach(folder, _lesson(given), before.document, before.records)
        after = _read(desk, view, sorted(folder.glob("*.yaml")))
    log = desk.store.corrections([view.document.document_id])
    table_ids = frozenset(table.table_id for table in after.document.tables)
    held = replay(after.records, log, table_ids) if log else after.records
    shown = {name: given[name] for name in _GIVEN if given.get(name)}
    lost = _lost(held) - _lost(view.records)
    return {"changes": _changes(view.records, held), "view": view, "given": shown, "lost": lost}


def keep(desk: Desk, view: View, given: Mapping[str, str], by: str | None) -> str:
    """Writes a lesson into the user's profiles and stores the document as it is read with it.

    Gives what is to be told. Raises `ChangedDocumentError` where the document was changed
    meanwhile.
    """
    if given.get("revision") != str(view.document.revision):
        raise ChangedDocumentError(
            "{file} was changed since you opened it", file=view.document.file_name
        )
    before = _read(desk, view, profile_files())
    contents = {path: path.read_bytes() for path in profile_files()}
    path = teach(profile_folder(), _lesson(given), before.document, before.records)
    desk.lessons[view.document.document_id] = path, contents.get(path)
    lost = _renew(desk, view, by)
    return f"Insegnato: scritto in {path}.{_told_of(lost)}"


def take_back(desk: Desk, view: View, by: str | None) -> str:
    """Leaves the profile as it was before the last lesson, and reads the document again."""
    path, content = desk.lessons.pop(view.document.document_id, (None, None))
    if path is None:
        raise UsageError("there is no lesson to take back")
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content)
    return f"La lezione è ripresa: {path} è come prima.{_told_of(_renew(desk, view, by))}"


def _renew(desk: Desk, view: View, by: str | None) -> int:
    """Stores the document as it is read now; how many more corrections find no place."""
    after = _read(desk, view, profile_files())
    saved = desk.store.save(after.records, after.document, refresh=True, by=by)
    desk.forget(view.document.document_id)
    return _lost(saved.records or after.records) - _lost(view.records)


def _lost(records: Records) -> int:
    return sum(finding.code == WITHOUT_PLACE for finding in records.findings)


def _told_of(lost: int) -> str:
    if lost <= 0:
        return ""
    noun = "correzione non trova" if lost == 1 else "correzioni non trovano"
    return f" {lost} {noun} più il suo posto: veda i rilievi."


def _lesson(given: Mapping[str, str]) -> Lesson:
    try:
        scope = Scope(given.get("scope", ""))
    except ValueError as error:
        raise UsageError("say for what it holds") from error
    row = given.get("heading_row", "")
    lines = (given.get(f"line{number}", "") for number in range(1, BOX_LINES + 1))
    box = tuple(field for field in lines if field)
    field = given.get("field", "")
    if not (field or row or box):
        raise UsageError("say what it means")
    return Lesson(
        term=given.get("term", "") if field else "",
        field=field,
        scope=scope,
        table_id=given.get("table") or None,
        heading_row=int(row) if row.isdecimal() else None,
        box=box,
    )


def _read(desk: Desk, view: View, profiles: Sequence[Path]) -> Reading:
    """The document, read by a worker. Raises `PiaoError` where its file is not found."""
    path = desk.file(view.document)
    if path is None:
        raise UsageError(
            "the document's file is not found: start `piao review` with --files FOLDER"
        )
    request = Request(
        path,
        lexicon=lexicon_to_read(),
        password=desk.password,
        statement=desk.store.statement(view.document.document_id),
        profiles=tuple(profiles),
    )
    (reading,) = (given for given in read_all([request], 1) if given is not None)
    if isinstance(reading, PiaoError):
        raise reading
    return reading


def _changes(before: Records, after: Records) -> Changes:
    old, new = (list(walk(tree_of(records))) for records in (before, after))
    gone, come = _lines(old), _lines(new)
    counted = Counter(node.noun_of_type for node in old), Counter(node.noun_of_type for node in new)
    nouns = dict.fromkeys([*counted[0], *counted[1]])
    return Changes(
        gone=tuple((gone - come).elements()),
        come=tuple((come - gone).elements()),
        counts=tuple((noun, counted[0][noun], counted[1][noun]) for noun in nouns),
    )


def _lines(nodes: Sequence[Node]) -> Counter[str]:
    return Counter(f"{node.noun}: {node.text} {node.said}".strip() for node in nodes)


def _first_rows(tables: Sequence[Table], table_id: str) -> list[tuple[int, str]]:
    """The first rows of a table, with their numbers and words."""
    table = next((t for t in tables if t.table_id == table_id), None)
    if table is None:
        return []
    texts: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row < ROWS_SHOWN and cell.text:
            texts.setdefault(cell.row, []).append(" ".join(cell.text.split()))
    return [(row, " · ".join(words)[:90]) for row, words in sorted(texts.items())]
