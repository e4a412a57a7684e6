"""Writing what was taught into the file of its scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from threading import Lock

from piao.normalizers.fields.columns.heading_text import read_heading
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.lexicon.edit import add_box, add_heading_row, add_term, check_term
from piao.normalizers.lexicon.layout import printed
from piao.normalizers.profiles.fingerprint import Fingerprint
from piao.normalizers.profiles.fitting import FEWEST_IN_COMMON, likeness, named_table, read_profile
from piao.normalizers.profiles.model import Lesson, Scope
from piao.normalizers.text.cleaning import clean, fold
from piao.normalizers.text.document_text import cleaned
from piao.schema.document import Document, Table
from piao.schema.errors import LexiconError, UsageError
from piao.schema.language import Message
from piao.schema.records import DocumentKind, Records

EVERYWHERE_FILE = "everywhere.yaml"
_BEGINNING = "# What was taught of {what}. It may be edited by hand.\n"
_LONGEST_NAME = 60
_ONE_AT_A_TIME = Lock()
"""Threads that teach at once would each write what the other did not read."""
_HARMFUL = re.compile(r"[^a-z0-9]+")


def teach(folder: Path, lesson: Lesson, document: Document, records: Records) -> Path:
    """Write a lesson, given at a document, into the profile of its scope; gives its path.

    A scope has one file in `folder`, which is made where it is missing; comments and order in
    it stay. A term that the file has with another field is moved. `records` name the file.

    Raises `UsageError` for a lesson that names no field, table or row there is, and for the
    scope of a form where the document shows too little of one; `LexiconError` where the file
    is malformed or cannot be written.

    >>> teach(Path("piao-profiles"), Lesson("Performance attesa", "value.target", Scope.FORM),
    ...       document, records)  # doctest: +SKIP
    PosixPath('piao-profiles/comune-di-prova-form.yaml')
    """
    table = _table(lesson, cleaned(document))
    row = _heading_row(lesson, table)
    term = _term(lesson, records)
    is_term = bool(lesson.term) or not (row or lesson.box)
    if is_term:
        check_term(term, lesson.field)
    with _ONE_AT_A_TIME:
        path, beginning = _file(folder, lesson, document, records)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LexiconError(
                "{folder}: cannot be made ({reason})", folder=folder, reason=error.strerror
            ) from error
        if row:
            add_heading_row(path, row, beginning=beginning)
        if table is not None and lesson.box:
            add_box(path, table.columns, lesson.box, beginning=beginning)
        if is_term:
            add_term(path, term, lesson.field, beginning=beginning, instead=True)
    return path


def _table(lesson: Lesson, document: Document) -> Table | None:
    """The table that a lesson is about; None where it is about none."""
    found = named_table(document, lesson.table_id)
    if lesson.table_id is not None and found is None:
        known = ", ".join(table.table_id for table in document.tables) or Message("none")
        raise UsageError(
            "{file} has no table '{table}'; it has {known}",
            file=document.file_name,
            table=lesson.table_id,
            known=known,
        )
    needed = lesson.scope is Scope.TABLE or lesson.heading_row is not None or lesson.box
    if found is None and needed:
        raise UsageError("say which table is meant: the lesson has no table_id (--table ID)")
    return found


def _heading_row(lesson: Lesson, table: Table | None) -> list[str]:
    """The texts of the row that a lesson says to be a heading; none where it says so of none."""
    if lesson.heading_row is None or table is None:
        return []
    cells = [cell for cell in table.cells if lesson.heading_row in cell.rows]
    texts = [_one_line(cell.text) for cell in sorted(cells, key=lambda cell: cell.col)]
    row = [text for text in texts if text]
    if not any(map(fold, row)):
        raise UsageError(
            "row {row} of table '{table}' has no words",
            row=lesson.heading_row,
            table=table.table_id,
        )
    return row


def _term(lesson: Lesson, records: Records) -> str:
    """A term as it is written: for other plans than one without the year, which is read apart.

    With it where the plan has the same words with another year, as 'Valore 2024, Valore 2025'.
    """
    term = _one_line(lesson.term)
    lexicon = Lexicon.load()
    heading = read_heading(term, lexicon)
    if lesson.scope not in (Scope.FORM, Scope.EVERYWHERE) or not (heading.year and heading.name):
        return term
    beside = [read_heading(one.heading or "", lexicon) for one in records.heading_map]
    years = {one.year for one in beside if one.name == heading.name and one.year is not None}
    return heading.name if years <= {heading.year} else term


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _file(folder: Path, lesson: Lesson, document: Document, records: Records) -> tuple[Path, str]:
    """The file of a lesson's scope, and with what it begins where it is new."""
    name = _name(records)
    document_id = document.document_id
    match lesson.scope:
        case Scope.EVERYWHERE:
            return folder / EVERYWHERE_FILE, _BEGINNING.format(what="all documents")
        case Scope.FORM:
            form = Fingerprint.of(document)
            if len(form.features) < FEWEST_IN_COMMON:
                raise UsageError(
                    "{file} has too few headings and labels to know its form by; "
                    "teach it for the {document} or {everywhere}",
                    file=document.file_name,
                    document=Scope.DOCUMENT,
                    everywhere=Scope.EVERYWHERE,
                )
            path = _form_file(folder, name, form)
            what = f"the form of {_one_line(document.file_name)}"
            return path, _BEGINNING.format(what=what) + _of(form)
        case Scope.DOCUMENT:
            place = f"  document: {printed(document_id)}\n"
            path = folder / f"{name}-{document_id}.yaml"
        case Scope.TABLE:
            table_id = _short_id(lesson, document_id)
            place = f"  document: {printed(document_id)}\n  table: {printed(table_id)}\n"
            path = folder / f"{name}-{document_id}-{_slug(table_id)}.yaml"
    what = _one_line(document.file_name)
    if lesson.scope is Scope.TABLE:
        what = f"{what}, table {_short_id(lesson, document_id)}"
    known = _known_file(folder, lesson, document_id)
    return known or path, f"{_BEGINNING.format(what=what)}applies_to:\n{place}"


def _known_file(folder: Path, lesson: Lesson, document_id: str) -> Path | None:
    """The file that the folder has for the document or table already, under whatever name."""
    table_id = _short_id(lesson, document_id) if lesson.scope is Scope.TABLE else None
    for path in sorted(folder.glob("*.yaml")):
        profile = read_profile(path)
        known = profile.table_id and profile.table_id.removeprefix(f"{document_id}-")
        if profile.document_id == document_id and known == table_id:
            return path
    return None


def _short_id(lesson: Lesson, document_id: str) -> str:
    """The id of a lesson's table without that of the document before it."""
    return (lesson.table_id or "").removeprefix(f"{document_id}-")


def _form_file(folder: Path, name: str, form: Fingerprint) -> Path:
    """The file of the form that is most alike, else the first name that no other has."""
    profiles = [read_profile(path) for path in sorted(folder.glob("*.yaml"))]
    alike = {p.path: likeness(p.form, form) for p in profiles if p.scope is Scope.FORM}
    best = max(alike, key=lambda path: alike[path], default=None)
    if best is not None and alike[best]:
        return best
    return next(path for path in _names(folder, name) if not path.exists())


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}-form.yaml"
    yield from (folder / f"{name}-form-{number}.yaml" for number in count(2))


def _of(form: Fingerprint) -> str:
    """The section that describes a form."""
    lines = ["applies_to:", "  form:"]
    if form.headings:
        lines += ["    headings:", *(f"      - {printed(row)}" for row in form.headings)]
    if form.labels:
        lines += ["    labels:", *(f"      - {printed(label)}" for label in form.labels)]
    return "\n".join(lines) + "\n"


def _name(records: Records) -> str:
    """A name for a file, harmless everywhere: of the administration, else of the kind."""
    record = records.document
    kind = "" if record.kind is DocumentKind.UNKNOWN else record.kind.value
    return _slug(record.entity_name or "") or _slug(kind) or "plan"


def _slug(text: str) -> str:
    return _HARMFUL.sub("-", fold(text))[:_LONGEST_NAME].strip("-")
