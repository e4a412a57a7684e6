"""Changes to the text of a YAML file that leave its comments, its order and its layout."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from piao.normalizers.text.cleaning import fold
from piao.schema.errors import LexiconError

_INDENT = 2


def printed(value: str | Sequence[str] | Mapping[str, Any]) -> str:
    """A text, a list of texts or a mapping as it is written in the file.

    >>> printed(["Peso", "Città"])
    '["Peso", "Città"]'
    """
    return json.dumps(value, ensure_ascii=False)


def with_item(text: str, keys: Sequence[str], item: str) -> str | None:
    """`text` with `item` in the list under `keys`; None where a key holds something else.

    Only the place where the item goes in is touched: comments and order stay.
    """
    node = yaml.compose(text, yaml.SafeLoader)
    if node is None:
        return f"{text.rstrip()}\n{_nested(keys, item, 0)}\n".lstrip()
    for depth, key in enumerate(keys):
        if not isinstance(node, yaml.MappingNode):
            return None
        found = _value(node, key)
        if found is None:
            return _inserted(text, node, keys[depth:], item)
        node = found
    return _inserted(text, node, (), item) if isinstance(node, yaml.SequenceNode) else None


def without_item(text: str, keys: Sequence[str], term: str) -> str:
    """`text` without the items of the list under `keys` that are `term`, however it is written."""
    node = yaml.compose(text, yaml.SafeLoader)
    for key in keys:
        node = _value(node, key) if isinstance(node, yaml.MappingNode) else None
    if not isinstance(node, yaml.SequenceNode):
        return text
    items = list(node.value)
    for place in reversed(range(len(items))):
        if fold(items[place].value) == fold(term):
            text = (_without_word if node.flow_style else _without_line)(text, items, place)
            items.pop(place)
    return text


def write(path: Path, text: str) -> None:
    """Write the file in one step: another program sees the old text or the new one.

    Raises :class:`LexiconError` where the file cannot be written.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        partial.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
        os.replace(partial, path)
    except OSError as error:
        raise LexiconError(
            "{path}: cannot be written ({reason})", path=path, reason=error.strerror
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def _value(node: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in node.value if name.value == key), None)


def _without_word(text: str, items: Sequence[yaml.Node], place: int) -> str:
    """The text without an item between brackets, and without the comma beside it."""
    start, end = items[place].start_mark.index, items[place].end_mark.index
    if place + 1 < len(items):
        end = items[place + 1].start_mark.index
    elif place:
        start = items[place - 1].end_mark.index
    return text[:start] + text[end:]


def _without_line(text: str, items: Sequence[yaml.Node], place: int) -> str:
    """The text without the line '- item'; with an empty list where it is the only one."""
    dash = text.rindex("-", 0, items[place].start_mark.index)
    start = text.rfind("\n", 0, dash) + 1
    end = text.find("\n", items[place].end_mark.index) + 1 or len(text)
    empty = f"{text[start:dash]} []\n" if len(items) == 1 else ""
    return f"{text[:start]}{empty}{text[end:]}"


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
