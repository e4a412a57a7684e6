"""All tables of the store, derived from the record types so that the two cannot drift.

A column is an attribute of the record type, with its name; one that may be absent
is nullable. Every table but `documents` belongs to a document and is deleted with
it. Foreign keys are checked when the transaction ends, so rows go in in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from piao.pipeline.store.column_types import Box, ExactDecimal, Instant, Word
from piao.pipeline.store.stored import Claim, StoredCell, StoredDocument, StoredTable
from piao.schema.administrations import Administration, DocumentAdministration, StoredProposal
from piao.schema.columns import ColumnDescription, Kind, columns_of
from piao.schema.corrections import Correction
from piao.schema.records import (
    Action,
    Comparator,
    Criterion,
    Finding,
    HeadingMap,
    Indicator,
    Objective,
    Origin,
    Part,
    Provenance,
    Unit,
    Value,
)

REVISION = "0015"
"""The migration that these tables are the outcome of."""

SQL_TYPES: dict[Kind, type[TypeEngine[Any]]] = {
    Kind.TEXT: Text,
    Kind.INTEGER: Integer,
    Kind.FLOAT: Float,
    Kind.BOOLEAN: Boolean,
    Kind.DECIMAL: ExactDecimal,
    Kind.DATE: Date,
    Kind.INSTANT: Instant,
    Kind.BOX: Box,
}

FIRST_VALUES = {"origin": Origin.READ.value, "revision": "0"}
"""What columns hold in rows that were there before them."""

UNNUMBERED = (Finding, HeadingMap)
"""Record types without a `position`; their tables have one, to keep reading order."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def record_table(
    name: str, record_type: type, key: tuple[str, ...], references: Mapping[str, str] | None = None
) -> Table:
    """The table `name`: the attributes of `record_type` as columns, `key` its primary key.

    `references` are the foreign keys besides those to the document and to the raw
    table: column to `table.column`. Where `key` has a `position` that the record type
    lacks, it is the place in the document's reading order.
    """
    table = Table(name, metadata, *_columns(record_type))
    if record_type in UNNUMBERED:
        table.append_column(Column("position", Integer, nullable=False))
    table.append_constraint(PrimaryKeyConstraint(*key))
    for column, target in (references or {}).items():
        _refer(table, (column,), (target,), "SET NULL" if name == "documents" else None)
    if record_type is not StoredDocument:
        _refer(table, ("document_id",), ("documents.document_id",), "CASCADE")
    if issubclass(record_type, Provenance) or record_type is StoredCell:
        raw_table = ("document_id", "table_id")
        _refer(table, raw_table, ("tables.document_id", "tables.table_id"), None)
    return table


def _columns(record_type: type) -> Iterator[Column[Any]]:
    return (_column(description) for description in columns_of(record_type))


def _column(description: ColumnDescription) -> Column[Any]:
    kind, words = description.kind, description.words
    return Column(
        description.name,
        SQL_TYPES[kind]() if words is None else Word(words),
        nullable=description.nullable,
        server_default=FIRST_VALUES.get(description.name),
    )


def _refer(
    table: Table, columns: tuple[str, ...], targets: tuple[str, ...], ondelete: str | None
) -> None:
    constraint = ForeignKeyConstraint(
        columns, targets, ondelete=ondelete, deferrable=True, initially="DEFERRED"
    )
    table.append_constraint(constraint)
    if tuple(table.primary_key.columns.keys()[: len(columns)]) != columns:
        Index(None, *(table.c[column] for column in columns))


documents = record_table(
    "documents",
    StoredDocument,
    key=("document_id",),
    references={"superseded_by": "documents.document_id"},
)
tables = record_table("tables", StoredTable, key=("document_id", "table_id"))
cells = record_table("cells", StoredCell, key=("document_id", "table_id", "row", "col"))
objectives = record_table(
    "objectives",
    Objective,
    key=("objective_id",),
    references={"parent_id": "objectives.objective_id"},
)
indicators = record_table(
    "indicators",
    Indicator,
    key=("indicator_id",),
    references={"objective_id": "objectives.objective_id"},
)
values = record_table(
    "values",
    Value,
    key=("value_id",),
    references={"indicator_id": "indicators.indicator_id"},
)
actions = record_table(
    "actions",
    Action,
    key=("action_id",),
    references={"objective_id": "objectives.objective_id"},
)
units = record_table("units", Unit, key=("unit_id",), references={"parent_id": "units.unit_id"})
criteria = record_table("criteria", Criterion, key=("criterion_id",))
findings = record_table("findings", Finding, key=("finding_id",))
heading_map = record_table("heading_map", HeadingMap, key=("document_id", "position"))
parts = record_table("parts", Part, key=("document_id", "position"))
claims = Table("claims", metadata, *_columns(Claim), PrimaryKeyConstraint("document_id"))
"""Who reads what, or did; a document is claimed before it is in `documents`."""
indicator_terms = Table(
    "indicator_terms",
    metadata,
    Column("term", Text, nullable=False),
    Column("indicator_id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    PrimaryKeyConstraint("term", "indicator_id"),
    sqlite_with_rowid=False,
)
"""What the names of indicators speak of, kept in step with them: see `store/name_index.py`."""
_refer(indicator_terms, ("document_id",), ("documents.document_id",), "CASCADE")
vocabulary = Table("vocabulary", metadata, Column("fingerprint", Text, primary_key=True))
"""One row at most: the words that `indicator_terms` was made by."""
common_objectives = Table(
    "common_objectives",
    metadata,
    Column("document_id", Text, nullable=False),
    Column("common_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("objective_id", Text),
    Column("objective", Text),
    Column("indicator_id", Text),
    Column("indicator", Text),
    Column("weight", ExactDecimal),
    Column("value_id", Text),
    Column("comparator", Word(Comparator)),
    Column("value", ExactDecimal),
    Column("value_max", ExactDecimal),
    Column("unit", Text),
    Column("due_date", Date),
    Column("raw", Text),
    Column("page", Integer),
    Column("table_id", Text),
    Column("meets_weight", Text),
    Column("meets_target", Text),
    PrimaryKeyConstraint("document_id", "common_id", "position"),
)
"""Where plans have what law asks of all, kept in step: see `store/common_objectives/index.py`.

It repeats what is printed there: to look up two million indicators takes seconds."""
_refer(common_objectives, ("document_id",), ("documents.document_id",), "CASCADE")
common_catalogue = Table(
    "common_catalogue", metadata, Column("fingerprint", Text, primary_key=True)
)
"""One row at most: the catalogue and the rules that `common_objectives` was made by."""
corrections = Table("corrections", metadata, *_columns(Correction))
"""What people said of documents. It belongs to the content, not to a row of `documents`: it stays
where a document is removed, and holds for documents that are not there yet."""
corrections.append_constraint(PrimaryKeyConstraint("correction_id"))
Index(None, corrections.c.document_id, corrections.c.number)
readings = Table(
    "readings",
    metadata,
    Column("document_id", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("content", Text, nullable=False),
    PrimaryKeyConstraint("document_id", "record", "record_id"),
)
"""Records as they were read (JSON), those that a correction changed or took away."""
_refer(readings, ("document_id",), ("documents.document_id",), "CASCADE")
administrations = Table("administrations", metadata, *_columns(Administration))
"""What documents are of or may be of, and what came in from lists of administrations."""
administrations.append_constraint(PrimaryKeyConstraint("administration_id"))
document_administrations = record_table(
    "document_administrations",
    DocumentAdministration,
    key=("document_id",),
    references={"administration_id": "administrations.administration_id"},
)
administration_proposals = record_table(
    "administration_proposals",
    StoredProposal,
    key=("document_id", "position"),
    references={"administration_id": "administrations.administration_id"},
)
