"""Which profiles are for a document, and the words that it is read with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.lexicon.file import read_lexicon_file
from piao.normalizers.profiles.fingerprint import Fingerprint
from piao.normalizers.profiles.model import Fitted, Scope
from piao.schema.document import Document, Table
from piao.schema.errors import LexiconError

LEAST_LIKENESS = 0.6
"""Two years and other formats of one plan are alike by 0.8 and more, plans of different forms
by at most 0.51: docs/use/lexicon.md has the figures."""
FEWEST_IN_COMMON = 5
"""Labels and headings in common: 'Obiettivo, Indicatore' alone is the form of many."""


@dataclass(frozen=True, slots=True)
class Profile:
    """For what a profile is: all documents, those of a form, one, or one table of it."""

    path: Path
    scope: Scope = Scope.EVERYWHERE
    form: Fingerprint = field(default_factory=Fingerprint)
    document_id: str | None = None
    table_id: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon that a document is read with, and those of its tables that have one."""

    lexicon: Lexicon
    tables: Mapping[str, Lexicon] = field(default_factory=dict)
    fitted: tuple[Fitted, ...] = ()


def fitting(document: Document, files: Sequence[Path]) -> tuple[Fitted, ...]:
    """The profiles that are for a document, the one that wins over the others first.

    Raises :class:`LexiconError` where a file is malformed or cannot be read.

    >>> fitting(Document("a.csv", "0" * 64, "csv", ()), [])
    ()
    """
    profiles = [read_profile(file) for file in files]
    of_form = any(profile.scope is Scope.FORM for profile in profiles)
    form = Fingerprint.of(document) if of_form else Fingerprint()
    found = (_fitted(profile, document, form) for profile in profiles)
    order = list(Scope)
    return tuple(sorted(filter(None, found), key=lambda one: (order.index(one.scope), -one.score)))


def words_for(
    document: Document, lexicon_path: Path | None = None, profiles: Sequence[Path] = ()
) -> Words:
    """The words for a document: the lexicon, a user's own over it, over both what was taught.

    Raises :class:`LexiconError` where a file is malformed.
    """
    fitted = fitting(document, profiles)
    whole = [one.path for one in fitted if one.table_id is None]
    tables: dict[str, list[Path]] = {}
    for one in fitted:
        if one.table_id is not None:
            tables.setdefault(one.table_id, []).append(one.path)
    return Words(
        Lexicon.load(lexicon_path, whole),
        {table_id: Lexicon.load(lexicon_path, [*own, *whole]) for table_id, own in tables.items()},
        fitted,
    )


def read_profile(path: Path) -> Profile:
    """For what the profile in a file is.

    Raises :class:`LexiconError` where the file is malformed or cannot be read.
    """
    try:
        state = path.stat()
    except OSError as error:
        raise LexiconError(
            "{path}: cannot be read ({reason}); take it off the profiles or restore it",
            path=path,
            reason=error.strerror,
        ) from error
    return _read(path, state.st_mtime_ns, state.st_size)


def taught(path: Path) -> Mapping[str, str]:
    """The terms that a profile teaches, each with its field, or 'none'.

    Raises :class:`LexiconError` where the file is malformed or cannot be read.
    """
    data = read_lexicon_file(path, Lexicon.load().labels)
    fields = data.get("fields", {}).items()
    named = {term: name for name, entry in fields for term in entry.get("synonyms", ())}
    return {**named, **dict.fromkeys(data.get("none", ()), "none")}


@lru_cache(maxsize=512)
def _read(path: Path, _modified: int, _size: int) -> Profile:
    place = read_lexicon_file(path, Lexicon.load().labels).get("applies_to", {})
    if "form" in place:
        return Profile(path, Scope.FORM, Fingerprint.read(place["form"]))
    if "document" in place:
        table_id = place.get("table")
        scope = Scope.DOCUMENT if table_id is None else Scope.TABLE
        return Profile(path, scope, document_id=place["document"], table_id=table_id)
    return Profile(path)


def _fitted(profile: Profile, document: Document, form: Fingerprint) -> Fitted | None:
    """How well a profile fits a document; None where it is for another one."""
    score, table_id = 1.0, None
    if profile.scope is Scope.FORM:
        score = round(likeness(profile.form, form), 3)
    elif profile.document_id is not None:
        table = named_table(document, profile.table_id)
        is_here = profile.document_id == document.document_id
        if not is_here or (table is None and profile.table_id is not None):
            return None
        table_id = table.table_id if table else None
    return Fitted(profile.path, score, profile.scope, table_id) if score else None


def named_table(document: Document, name: str | None) -> Table | None:
    """The table of an id, given with or without that of the document before it: 't12'."""
    ids = (name, f"{document.document_id}-{name}")
    tables = document.tables if name is not None else ()
    return next((table for table in tables if table.table_id in ids), None)


def likeness(form: Fingerprint, other: Fingerprint) -> float:
    """How alike two forms are, from `LEAST_LIKENESS` to 1; 0 where they are not the same."""
    alike = form.likeness(other)
    enough = len(form.features & other.features) >= FEWEST_IN_COMMON
    return alike if enough and alike >= LEAST_LIKENESS else 0.0
