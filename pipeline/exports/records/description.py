"""One description of the records, from which schemas, typed files and readers are made.

The types come from the record classes, the keys from the tables of the store.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Table

from piao.pipeline.store.stored import ALL_TYPES, RECORD_TYPES
from piao.pipeline.store.tables import metadata
from piao.schema.columns import ColumnDescription, columns_of

OPEN_REFERENCES = {("documents", "superseded_by")}
"""Columns that name a record which an export may leave out."""


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
    columns, table = columns_of(ALL_TYPES[name]), metadata.tables[name]
    key = tuple(table.primary_key.columns.keys())
    return RecordDescription(
        name,
        columns,
        key if set(key) <= {column.name for column in columns} else (),
        tuple(sorted(_references(table), key=lambda found: found.column)),
    )


def _references(table: Table) -> Iterator[Reference]:
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
