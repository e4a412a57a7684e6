"""Adding terms to a user's lexicon file; what is written by hand in it stays."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.lexicon.file import read_lexicon_file
from piao.normalizers.text.cleaning import fold
from piao.schema.errors import LexiconError, UsageError

NO_FIELD = "none"
"""Stands for a field: the heading is known to name nothing that the records have."""
_HEADING = "# Terms of our own. `piao lexicon add` adds to this file; it may be edited by hand.\n"
_INDENT = 2


def add_term(path: Path, term: str, field: str) -> bool:
    """Make `term` a name of `field` in the lexicon file, which is made where it is missing.

    `field` is one of the lexicon's, or 'none'. False where the file has the term already.
    Raises `UsageError` for an unknown field, an empty term or one that the file gives to
    another field; `LexiconError` where the file is malformed or cannot be written.
    """
    known = Lexicon.load().labels
    if field != NO_FIELD and field not in known:
        raise UsageError(f"unknown field '{field}'; allowed: {', '.join([*known, NO_FIELD])}")
    if not fold(term):
        raise UsageError(f"'{term}' has no letter or digit: it can name no column")
    exists = path.exists()
    data = read_lexicon_file(path, known) if exists else {}
    for name, owner in _names(data):
        if fold(name) == fold(term):
            if owner == field:
                return False
            raise UsageError(
                f"{path}: '{name}' is a name of {owner} there; take it out before adding it again"
            )
    text = path.read_text(encoding="utf-8-sig") if exists else _HEADING
    keys = (NO_FIELD,) if field == NO_FIELD else ("fields", field, "synonyms")
    changed = _with_item(text, keys, term)
    wanted = {*_names(data), (term, field)}
    if changed is None or set(_names(_parsed(changed))) != wanted:
        raise LexiconError(
            f"{path}: its layout leaves no place for a new term; "
            f"write {json.dumps(term, ensure_ascii=False)} under {' / '.join(keys)} by hand"
        )
    _write(path, changed)
    return True


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


def _with_item(text: str, keys: Sequence[str], term: str) -> str | None:
    """`text` with `term` in the list under `keys`; None where a key holds something else.

    Only the place where the term goes in is touched: comments and order stay.
    """
    item = json.dumps(term, ensure_ascii=False)
    node = yaml.compose(text, yaml.SafeLoader)
    if node is None:
        return f"{text.rstrip()}\n{_nested(keys, item, 0)}\n".lstrip()
    for depth, key in enumerate(keys):
        if not isinstance(node, yaml.MappingNode):
            return None
        found = next((value for name, value in node.value if name.value == key), None)
        if found is None:
            return _inserted(text, node, keys[depth:], item)
        node = found
    return _inserted(text, node, (), item) if isinstance(node, yaml.SequenceNode) else None


def _inserted(text: str, node: yaml.CollectionNode, keys: Sequence[str], item: str) -> str:
    """`text` with `item`, under `keys` that are not there yet, at the end of a collection."""
    if node.flow_style:
        at = node.end_mark.index - 1
        before = text[:at].rstrip()
        comma = "" if not node.value or before.endswith(",") else ","
        space = " " if node.value else ""
        for key in reversed(keys):
            item = f"{key}: [{item}]" if key is keys[-1] else f"{key}: {{{item}}}"
        return f"{before}{comma}{space}{item}{text[at:]}"
    column = node.start_mark.column
    added = _nested(keys, item, column) if keys else " " * column + f"- {item}"
    at = text.find("\n", _end(node))
    at = len(text) if at < 0 else at
    return f"{text[:at]}\n{added}{text[at:]}"


def _nested(keys: Sequence[str], item: str, column: int) -> str:
    """The lines 'fields: / indicator.weight: / synonyms: [item]', from `column` on."""
    lines = [" " * (column + _INDENT * depth) + f"{key}:" for depth, key in enumerate(keys)]
    return "\n".join(lines) + f" [{item}]"


def _end(node: yaml.Node) -> int:
    """Where the last thing of a node ends; the mark of a block is that of what follows it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _write(path: Path, text: str) -> None:
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
        os.replace(partial, path)
    except OSError as error:
        raise LexiconError(f"{path}: cannot be written ({error.strerror})") from error
    finally:
        partial.unlink(missing_ok=True)
