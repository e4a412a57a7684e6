"""The store as pandas data frames, for notebooks: all plans, or those of some, in one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, case, func, select

from piao.pipeline.store import database, tables
from piao.pipeline.store.views import view_columns, view_rows
from piao.schema.asked import check_text, years_of
from piao.schema.columns import ColumnDescription, Kind, columns_of
from piao.schema.records import Action, DocumentRecord, Finding, Indicator, Objective, Value

if TYPE_CHECKING:
    import pandas as pd

_OWN = (
    ColumnDescription("entity", Kind.TEXT),
    ColumnDescription("is_current", Kind.BOOLEAN, nullable=False),
    ColumnDescription("objective_path", Kind.TEXT),
    ColumnDescription("targets", Kind.INTEGER),
)
"""Columns that no record has."""

_RECORDS = (Finding, Value, Action, Indicator, Objective, DocumentRecord)
_KNOWN = {
    column.name: column for columns in (*map(columns_of, _RECORDS), _OWN) for column in columns
}
"""What a column of each name holds; `kind` is that of the document."""


class Framing:
    """The part of the store that notebooks read.

    Each data frame says with `entity`, `kind`, `file_name` and `is_current` whose row it is.
    `entity` is the name of an administration or a part of it, whatever its case; `year` one
    year or several; `superseded` adds plans that have a newer version. Text is `string`, figures
    `Float64`, whole numbers `Int64`, dates `datetime64`; what is from a list of words a category.
    Raises `UsageError` where `entity` is no text, or a year no whole number.
    """

    _engine: Engine

    def objectives(
        self,
        entity: str | None = None,
        year: int | Sequence[int] | None = None,
        *,
        superseded: bool = False,
    ) -> pd.DataFrame:
        """The objectives, one row each; `year` is the objective's own, else the plan's."""
        return self._of_records("objectives", entity, year, superseded=superseded)

    def indicators(
        self,
        entity: str | None = None,
        year: int | Sequence[int] | None = None,
        *,
        superseded: bool = False,
    ) -> pd.DataFrame:
        """The indicators with their targets, one row an indicator and year.

        The columns are those of the view `v_indicator_targets`.

        >>> from piao.pipeline.store import Store
        >>> with Store(":memory:") as store:
        ...     frame = store.indicators(entity="comune", year=[2024, 2025])
        >>> len(frame), str(frame["value"].dtype), str(frame["year"].dtype)
        (0, 'Float64', 'Int64')
        """
        return self._of_view("v_indicator_targets", entity, year, superseded=superseded)

    def values(
        self,
        entity: str | None = None,
        year: int | Sequence[int] | None = None,
        *,
        superseded: bool = False,
    ) -> pd.DataFrame:
        """The figures in every role, one row each; `year` is the figure's own, else the plan's."""
        return self._of_records("values", entity, year, superseded=superseded)

    def actions(
        self,
        entity: str | None = None,
        year: int | Sequence[int] | None = None,
        *,
        superseded: bool = False,
    ) -> pd.DataFrame:
        """The steps towards objectives, one row each; `year` is the plan's."""
        return self._of_records("actions", entity, year, superseded=superseded)

    def findings(
        self,
        entity: str | None = None,
        year: int | Sequence[int] | None = None,
        *,
        superseded: bool = False,
    ) -> pd.DataFrame:
        """What a person should look at, one row each, as the view `v_findings` has it."""
        return self._of_view("v_findings", entity, year, superseded=superseded)

    def _of_view(
        self, view: str, entity: str | None, year: int | Sequence[int] | None, *, superseded: bool
    ) -> pd.DataFrame:
        with database.reading(self._engine) as connection:
            names = view_columns(connection, view)
            rows: Sequence[Any] = view_rows(connection, view)
        return _chosen(names, rows, entity, year, superseded=superseded)

    def _of_records(
        self, name: str, entity: str | None, year: int | Sequence[int] | None, *, superseded: bool
    ) -> pd.DataFrame:
        with database.reading(self._engine) as connection:
            names, rows = _record_rows(connection, name)
        return _chosen(names, rows, entity, year, superseded=superseded)


def _record_rows(connection: Connection, name: str) -> tuple[list[str], Sequence[Any]]:
    """The columns and rows of a record type, each with whose plan it is of."""
    own, plan = tables.metadata.tables[name], tables.documents.c
    of_plan = {
        "entity": plan.entity_name,
        "year": func.coalesce(own.c.year, plan.year) if "year" in own.c else plan.year,
        "kind": plan.kind,
        "file_name": plan.file_name,
        "is_current": case((plan.superseded_by.is_(None), True), else_=False),
    }
    query = select(
        own.c.document_id,
        *(column.label(label) for label, column in of_plan.items()),
        *(column for column in own.c if column.name not in {*of_plan, "document_id"}),
    ).join(tables.documents, plan.document_id == own.c.document_id)
    result = connection.execute(query.order_by(own.c.document_id, own.c.position))
    return list(result.keys()), result.mappings().all()


def _chosen(
    names: Sequence[str],
    rows: Sequence[Any],
    entity: str | None,
    year: int | Sequence[int] | None,
    *,
    superseded: bool,
) -> pd.DataFrame:
    """The rows of some administrations and years as a data frame."""
    from piao.schema.frames import frame

    check_text("entity", entity)
    years = years_of(year)
    part = entity.casefold() if entity is not None else None
    kept = (
        row
        for row in rows
        if (superseded or row["is_current"])
        and (part is None or part in (row["entity"] or "").casefold())
        and (not years or row["year"] in years)
    )
    return frame([_KNOWN[name] for name in names], kept)
