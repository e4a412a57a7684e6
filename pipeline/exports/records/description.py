"""One description of the records, from which schemas, typed files and readers are made.

The types come from the record classes, the keys from the tables of the store.
"""

from __future__ import annotations

import datetime
import types
import typing
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import Table

from piao.pipeline.store.stored import ALL_TYPES, COLUMNS, RECORD_TYPES
from piao.pipeline.store.tables import metadata
from piao.schema.records import BBox


class Kind(StrEnum):
    """What a column holds; `FLOAT` is a binary number, `DECIMAL` an exact one."""

    TEXT = "text"
    INTEGER = "integer"
    FLOAT = "float"
    DECIMAL = "decimal"
    DATE = "date"
    INSTANT = "instant"
    BOX = "box"
    BOOLEAN = "boolean"


KINDS: dict[object, Kind] = {
    str: Kind.TEXT,
    int: Kind.INTEGER,
    float: Kind.FLOAT,
    Decimal: Kind.DECIMAL,
    datetime.date: Kind.DATE,
    datetime.datetime: Kind.INSTANT,
    BBox: Kind.BOX,
    bool: Kind.BOOLEAN,
}

OPEN_REFERENCES = {("documents", "superseded_by")}
"""Columns that name a record which an export may leave out."""


@dataclass(frozen=True, slots=True)
class ColumnDescription:
    """One column; `words` is the fixed vocabulary that its text is taken from."""

    name: str
    kind: Kind
    nullable: bool
    words: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: `column` holds a value of the `key` of the record type `target`."""

    column: str
    target: str
    key: str


@dataclass(frozen=True, slots=True)
class RecordDescription:
    """One record type; `primary_key` is empty where no column tells its records apart."""

    name: str
    columns: tuple[ColumnDescription, ...]
    primary_key: tuple[str, ...]
    references: tuple[Reference, ...]


def describe(name: str) -> RecordDescription:
    """The description of one of `ALL_TYPES`.

    >>> units = describe("units")
    >>> units.primary_key, units.references[0]
    (('unit_id',), Reference(column='document_id', target='documents', key='document_id'))
    """
    record_type, table = ALL_TYPES[name], metadata.tables[name]
    hints = typing.get_type_hints(record_type)
    names = COLUMNS[record_type]
    key = tuple(table.primary_key.columns.keys())
    return RecordDescription(
        name,
        tuple(_column(column, hints[column]) for column in names),
        key if set(key) <= set(names) else (),
        tuple(sorted(_references(table), key=lambda found: found.column)),
    )


def _column(name: str, hint: object) -> ColumnDescription:
    nullable = isinstance(hint, types.UnionType)
    options = typing.get_args(hint) if nullable else (hint,)
    plain = next(option for option in options if option is not types.NoneType)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return ColumnDescription(name, Kind.TEXT, nullable, plain)
    return ColumnDescription(name, KINDS[plain], nullable)


def _references(table: Table) -> typing.Iterator[Reference]:
    for constraint in table.foreign_key_constraints:
        target = constraint.referred_table.name
        for element in constraint.elements:
            column = element.parent.name
            # The raw tables, to which records also refer, are in no export of records.
            if target in RECORD_TYPES and (table.name, column) not in OPEN_REFERENCES:
                yield Reference(column, target, element.column.name)


DESCRIPTIONS = {name: describe(name) for name in RECORD_TYPES}
"""All record types in the order of the store: owners before what they own."""
ALL_DESCRIPTIONS = {name: describe(name) for name in ALL_TYPES}
"""The same, and what a lake holds besides: raw tables, parts, corrections."""
