"""Fields of records as texts and back, so that a correction can hold any of them."""

from __future__ import annotations

import datetime
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any

from piao.schema.language import Message
from piao.schema.records import (
    Action,
    BBox,
    Criterion,
    DocumentRecord,
    Finding,
    Indicator,
    Objective,
    Provenance,
    Unit,
    Value,
)

TYPES: dict[str, type[Any]] = {
    "objectives": Objective,
    "indicators": Indicator,
    "values": Value,
    "actions": Action,
    "units": Unit,
    "criteria": Criterion,
}
"""The record types that people correct, by the name of their table."""
IDS = {
    "objectives": "objective_id",
    "indicators": "indicator_id",
    "values": "value_id",
    "actions": "action_id",
    "units": "unit_id",
    "criteria": "criterion_id",
}
OWNERS = {
    "objectives": ("parent_id", "objectives"),
    "indicators": ("objective_id", "objectives"),
    "values": ("indicator_id", "indicators"),
    "actions": ("objective_id", "objectives"),
    "units": ("parent_id", "units"),
}
"""The attribute that names the record above, and the type of that one."""
KEPT: dict[str, type[Any]] = {**TYPES, "documents": DocumentRecord, "findings": Finding}
"""All that a correction may change."""

_FIXED = {"document_id", "position", "origin", "parent_id", "objective_id", "indicator_id"}
_FIXED |= {*IDS.values(), *(field.name for field in fields(Provenance))}


@cache
def correctable(record: str) -> tuple[str, ...]:
    """The fields of a record type that people correct one by one; its place and owner are not."""
    return tuple(field.name for field in fields(TYPES[record]) if field.name not in _FIXED)


@cache
def plain_type(record: str, name: str) -> tuple[Any, bool]:
    """The type of a field, and whether it may be absent."""
    hint = typing.get_type_hints(KEPT[record])[name]
    if isinstance(hint, types.UnionType):
        return next(a for a in typing.get_args(hint) if a is not types.NoneType), True
    return hint, False


def text_of(value: object) -> str | None:
    """One value as text.

    >>> text_of(Decimal("12.50")), text_of(datetime.date(2024, 6, 30)), text_of((1.0, 2.5))
    ('12.50', '2024-06-30', '[1.0, 2.5]')
    """
    match value:
        case None:
            return None
        case StrEnum():
            return value.value
        case datetime.date():
            return value.isoformat()
        case tuple():
            return json.dumps(list(value))
    return str(value)


def _box(text: str) -> BBox:
    x0, top, x1, bottom = map(float, json.loads(text))
    return (x0, top, x1, bottom)


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite():
        raise ValueError(text)
    return number


_READERS: dict[object, Callable[[str], object]] = {
    str: str,
    int: int,
    float: float,
    Decimal: _decimal,
    datetime.date: datetime.date.fromisoformat,
    BBox: _box,
}


def value_of(record: str, name: str, text: str | None) -> Any:
    """The value of a field from its text. Raises `ValueError` where it is none."""
    plain, optional = plain_type(record, name)
    if text is None:
        if not optional:
            raise ValueError(Message("{name} cannot be absent", name=name))
        return None
    return plain(text) if issubclass_of_words(plain) else _READERS[plain](text)


def issubclass_of_words(plain: object) -> bool:
    """Whether a type is one of the fixed vocabularies."""
    return isinstance(plain, type) and issubclass(plain, StrEnum)


def as_json(record: object, names: Iterable[str]) -> str:
    """Some fields of a record as a JSON object of texts."""
    return dumped({name: getattr(record, name) for name in names})


def dumped(given: Mapping[str, object]) -> str:
    """Fields with their values as a JSON object of texts."""
    return json.dumps({name: text_of(v) for name, v in given.items()}, ensure_ascii=False)


def loaded(record: str, text: str) -> dict[str, Any]:
    """Fields with their values from a JSON object of texts. Raises `ValueError`."""
    content = json.loads(text)
    if not isinstance(content, dict):
        raise ValueError(Message("no JSON object"))
    return {name: value_of(record, name, value) for name, value in content.items()}


def whole_text(record: Any) -> str:
    """A whole record as JSON, for :func:`whole_record`."""
    return as_json(record, (field.name for field in fields(record)))


def whole_record(record: str, text: str) -> Any:
    """The record that :func:`whole_text` was given."""
    return KEPT[record](**loaded(record, text))
