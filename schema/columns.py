"""What the columns of records hold: one description for the store, exports and data frames."""

from __future__ import annotations

import datetime
import types
import typing
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache

from piao.schema.records import BBox, Provenance


class Kind(StrEnum):
    """What a column holds; `FLOAT` is a binary number, `DECIMAL` an exact one."""

    TEXT = "text"
    INTEGER = "integer"
    FLOAT = "float"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    INSTANT = "instant"
    BOX = "box"


KINDS: dict[object, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    float: Kind.FLOAT,
    Decimal: Kind.DECIMAL,
    bool: Kind.BOOLEAN,
    datetime.date: Kind.DATE,
    datetime.datetime: Kind.INSTANT,
    BBox: Kind.BOX,
}


@dataclass(frozen=True, slots=True)
class ColumnDescription:
    """One column; `words` is the fixed vocabulary that its text is taken from."""

    name: str
    kind: Kind
    nullable: bool = True
    words: type[StrEnum] | None = None


def column_names(record_type: type) -> tuple[str, ...]:
    """The attributes of a record type in the order of its columns: provenance last."""
    names = [attribute.name for attribute in fields(record_type)]
    origin = {attribute.name for attribute in fields(Provenance)}
    if not issubclass(record_type, Provenance):
        return tuple(names)
    return (*(n for n in names if n not in origin), *(n for n in names if n in origin))


@cache
def columns_of(record_type: type) -> tuple[ColumnDescription, ...]:
    """The columns of a record type, in their order.

    >>> from piao.schema.records import Value
    >>> {column.name: column.kind.value for column in columns_of(Value)}["value"]
    'decimal'
    """
    hints = typing.get_type_hints(record_type)
    return tuple(_described(name, hints[name]) for name in column_names(record_type))


def _described(name: str, hint: object) -> ColumnDescription:
    nullable = isinstance(hint, types.UnionType)
    options = typing.get_args(hint) if nullable else (hint,)
    plain = next(option for option in options if option is not types.NoneType)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return ColumnDescription(name, Kind.TEXT, nullable, plain)
    return ColumnDescription(name, KINDS[plain], nullable)
