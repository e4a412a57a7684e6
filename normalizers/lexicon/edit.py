"""Adding terms to a user's lexicon file; what is written by hand in it stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.lexicon.file import read_lexicon_file
from piao.normalizers.lexicon.layout import printed, with_item, without_item, write
from piao.normalizers.text.cleaning import fold
from piao.schema.errors import LexiconError, UsageError

NO_FIELD = "none"
"""Stands for a field: the heading is known to name nothing that the records have."""
HEADING = "# Terms of our own. `piao lexicon add` adds to this file; it may be edited by hand.\n"


def add_term(
    path: Path, term: str, field: str, *, beginning: str = HEADING, instead: bool = False
) -> bool:
    """Make `term` a name of `field` in the lexicon file, which is made where it is missing.

    `field` is one of the lexicon's, or 'none'; `beginning` is the text that a new file begins
    with. A term that the file gives to another field is refused, or moved where it is to be
    taken so `instead`. False where the file has the term already.

    Raises `UsageError` for an unknown field, an empty term or one that the file gives to
    another field; `LexiconError` where the file is malformed or cannot be written.
    """
    check_term(term, field)
    known = Lexicon.load().labels
    exists = path.exists()
    data = read_lexicon_file(path, known) if exists else {}
    text = path.read_text(encoding="utf-8-sig") if exists else beginning
    given = [name for name in _names(data) if fold(name[0]) == fold(term)]
    if any(owner == field for _, owner in given):
        return False
    if given and not instead:
        name, owner = given[0]
        raise UsageError(
            "{path}: '{name}' is a name of {owner} there; take it out before adding it again",
            path=path,
            name=name,
            owner=owner,
        )
    for _, owner in given:
        for keys in _places(owner):
            text = without_item(text, keys, term)
    keys = _places(field)[0]
    wanted = {*_names(data), (term, field)}.difference(given)
    _add(path, text, keys, term, lambda data: set(_names(data)) == wanted)
    return True


def check_term(term: str, field: str) -> None:
    """Raises `UsageError` where a term is empty or there is no such field."""
    known = Lexicon.load().labels
    if field != NO_FIELD and field not in known:
        raise UsageError(
            "unknown field '{field}'; allowed: {known}",
            field=field,
            known=", ".join([*known, NO_FIELD]),
        )
    if not fold(term):
        raise UsageError("'{term}' has no letter or digit: it can name no column", term=term)


def add_heading_row(path: Path, texts: Sequence[str], *, beginning: str = HEADING) -> bool:
    """Say in the lexicon file that a row of these texts is a heading; False where it says so.

    Raises `UsageError` for a row without words, else as :func:`add_term`.
    """
    row = list(texts)
    if not any(map(fold, row)):
        raise UsageError("the row has no letter or digit: it can be no heading")
    exists = path.exists()
    data = read_lexicon_file(path, Lexicon.load().labels) if exists else {}
    rows = data.get("heading_rows", [])
    if list(map(fold, row)) in [list(map(fold, known)) for known in rows]:
        return False
    text = path.read_text(encoding="utf-8-sig") if exists else beginning
    _add(path, text, ("heading_rows",), row, lambda d: d.get("heading_rows") == [*rows, row])
    return True


def add_box(path: Path, columns: int, fields: Sequence[str], *, beginning: str = HEADING) -> bool:
    """Say in the lexicon file what boxes of a table of `columns` hold, line by line.

    Raises `UsageError` for no or an unknown field, or where the file says otherwise of such
    boxes, else as :func:`add_term`. False where it says so already.
    """
    known = Lexicon.load().labels
    for field in fields or [""]:
        if field not in known:
            raise UsageError(
                "unknown field '{field}'; allowed: {known}", field=field, known=", ".join(known)
            )
    exists = path.exists()
    data = read_lexicon_file(path, known) if exists else {}
    boxes, box = data.get("boxes", []), {"columns": columns, "lines": list(fields)}
    if box in boxes:
        return False
    if any(other["columns"] == columns for other in boxes):
        raise UsageError(
            "{path}: it says otherwise of boxes of {columns} columns; change it there",
            path=path,
            columns=columns,
        )
    text = path.read_text(encoding="utf-8-sig") if exists else beginning
    _add(path, text, ("boxes",), box, lambda d: d.get("boxes") == [*boxes, box])
    return True


def _add(
    path: Path,
    text: str,
    keys: Sequence[str],
    item: str | Sequence[str] | Mapping[str, Any],
    is_right: Callable[[Mapping[str, Any]], bool],
) -> None:
    """Write the file with the item in it, where that says what it should."""
    changed = with_item(text, keys, printed(item))
    if changed is None or not is_right(_parsed(changed)):
        raise LexiconError(
            "{path}: its layout leaves no place for a new term; write {item} under {keys} by hand",
            path=path,
            item=printed(item),
            keys=" / ".join(keys),
        )
    write(path, changed)


def _places(field: str) -> tuple[tuple[str, ...], ...]:
    """The lists in which a file may name a field, the one that new names go into first."""
    if field == NO_FIELD:
        return ((NO_FIELD,),)
    return tuple(("fields", field, names) for names in ("synonyms", "abbreviations", "secondary"))


def _names(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The names that a file gives to one field each, with the field."""
    for field, entry in data.get("fields", {}).items():
        for names in ("synonyms", "abbreviations", "secondary"):
            yield from ((name, field) for name in entry.get(names, []))
    yield from ((name, NO_FIELD) for name in data.get(NO_FIELD, []))


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError:
        return {}
    return data if isinstance(data, dict) else {}
