"""The views of the store: what analysts and scoring programs ask, under stable names.

One text serves SQLite and PostgreSQL. Views hold no data: they are made anew with every
fresh store, after every upgrade and where a store has those of another version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnClause,
    Connection,
    Select,
    column,
    literal_column,
    select,
    table,
    text,
)

from piao.pipeline.store.column_types import exact_decimal
from piao.pipeline.store.common_objectives.view import common_objectives_view
from piao.pipeline.store.weights_view import WEIGHTS
from piao.schema.errors import UsageError

_INDICATOR_TARGETS = """
WITH RECURSIVE tree AS (
    SELECT objective_id, COALESCE(title, code, '') AS path, org_unit
    FROM objectives WHERE parent_id IS NULL
    UNION ALL
    SELECT o.objective_id, t.path || ' › ' || COALESCE(o.title, o.code, ''),
        COALESCE(o.org_unit, t.org_unit)
    FROM objectives o JOIN tree t ON o.parent_id = t.objective_id
),
printed AS (
    SELECT v.*, COALESCE(v.year, d.year) AS of_year, ROW_NUMBER() OVER (
        PARTITION BY v.indicator_id, COALESCE(v.year, d.year), v.comparator, v.value, v.value_max,
            v.unit, v.due_date, CASE WHEN v.comparator IN ('text', 'reference') THEN v.raw END
        ORDER BY v.position) AS time
    FROM "values" v JOIN documents d ON d.document_id = v.document_id
    WHERE v.role = 'target'
),
targets AS (
    SELECT p.*, ROW_NUMBER() OVER (PARTITION BY indicator_id, of_year ORDER BY position) AS number,
        SUM(CASE WHEN time = 1 THEN 1 ELSE 0 END)
            OVER (PARTITION BY indicator_id, of_year) AS targets
    FROM printed p
)
SELECT i.document_id, d.entity_name AS entity, d.kind, d.file_name,
    d.superseded_by IS NULL AS is_current,
    COALESCE(i.org_unit, t.org_unit) AS org_unit, i.objective_id, t.path AS objective_path,
    i.indicator_id, i.position, i.code, i.name, i.formula, i.weight,
    COALESCE(v.of_year, d.year) AS year, v.value_id, v.comparator, v.value, v.value_max,
    COALESCE(v.unit, i.unit) AS unit, v.due_date, v.raw, COALESCE(v.targets, 0) AS targets,
    COALESCE(v.confidence, i.confidence) AS confidence, COALESCE(v.page, i.page) AS page,
    COALESCE(v.table_id, i.table_id) AS table_id, COALESCE(v.origin, i.origin) AS origin
FROM indicators i
JOIN documents d ON d.document_id = i.document_id
LEFT JOIN tree t ON t.objective_id = i.objective_id
LEFT JOIN targets v ON v.indicator_id = i.indicator_id AND v.number = 1
"""

_FINDINGS = """
SELECT f.finding_id, f.document_id, d.entity_name AS entity, d.year, d.kind, d.file_name,
    d.superseded_by IS NULL AS is_current, f.severity, f.code, f.message, f.page, f.table_id
FROM findings f JOIN documents d ON d.document_id = f.document_id
"""

_SCORING = """
WITH ranked AS (
    SELECT v.*, COALESCE(v.year, d.year, 0) AS of_year, ROW_NUMBER() OVER (
        PARTITION BY v.indicator_id, v.role, v.year ORDER BY v.position) AS number
    FROM "values" v JOIN documents d ON d.document_id = v.document_id
),
results AS (
    SELECT v.*, ROW_NUMBER() OVER (
        PARTITION BY v.indicator_id, v.of_year ORDER BY v.position) AS place
    FROM ranked v WHERE v.role = 'actual'
),
starts AS (
    SELECT t.value_id AS target_id, b.value, b.raw, b.year, ROW_NUMBER() OVER (
        PARTITION BY t.value_id ORDER BY COALESCE(b.year, 0) DESC) AS number
    FROM v_indicator_targets t JOIN ranked b ON b.indicator_id = t.indicator_id
    WHERE b.role = 'baseline' AND b.number = 1 AND (b.year IS NULL OR b.year <= t.year)
),
tolerances AS (
    SELECT t.value_id AS target_id, o.unit, o.raw,
        CASE WHEN o.comparator IN ('eq', 'le') AND o.value >= 0 THEN o.value
             WHEN o.comparator = 'between' AND o.value = -o.value_max THEN o.value_max END AS width,
        ROW_NUMBER() OVER (
            PARTITION BY t.value_id ORDER BY CASE WHEN o.year IS NULL THEN 1 ELSE 0 END) AS place
    FROM v_indicator_targets t JOIN ranked o ON o.indicator_id = t.indicator_id
    WHERE o.role = 'tolerance' AND o.number = 1 AND (o.year IS NULL OR o.year = t.year)
)
SELECT t.document_id, t.entity, t.is_current, t.org_unit, t.objective_id, t.objective_path,
    t.indicator_id, t.position, t.code, t.name, t.year, w.weight, w.effective_weight,
    t.comparator, t.value AS target, t.value_max AS target_max, t.unit, t.due_date,
    t.raw AS target_raw, t.targets,
    b.value AS baseline, b.raw AS baseline_raw, b.year AS baseline_year,
    a.value AS actual, a.due_date AS actual_date, a.raw AS actual_raw,
    o.width AS tolerance, o.unit AS tolerance_unit, o.raw AS tolerance_raw,
    CASE WHEN t.comparator IN ('ge', 'gt') THEN 'higher'
         WHEN t.comparator IN ('le', 'lt') THEN 'lower'
         WHEN t.comparator = 'between' THEN 'within'
         WHEN t.comparator = 'by' THEN 'earlier'
         WHEN t.comparator = 'eq' AND t.value > b.value THEN 'higher'
         WHEN t.comparator = 'eq' AND t.value < b.value THEN 'lower'
         WHEN t.comparator = 'eq' AND t.value = 100 AND t.unit = '%' THEN 'higher'
         WHEN t.comparator = 'eq' AND t.value = 0 THEN 'lower' END AS direction,
    t.confidence, t.page, t.origin
FROM v_indicator_targets t
LEFT JOIN v_weights w ON w.record = 'indicator' AND w.record_id = t.indicator_id
LEFT JOIN starts b ON b.target_id = t.value_id AND b.number = 1
LEFT JOIN results a ON a.indicator_id = t.indicator_id AND a.place = 1
    AND a.of_year = COALESCE(t.year, 0)
LEFT JOIN tolerances o ON o.target_id = t.value_id AND o.place = 1
"""

VIEWS = {
    "v_weights": WEIGHTS,
    "v_indicator_targets": _INDICATOR_TARGETS,
    "v_findings": _FINDINGS,
    "v_scoring": _SCORING,
    "v_common_objectives": common_objectives_view(),
}
"""Each view's query by its name; a later one may use an earlier one."""

_ORDER = {
    "v_weights": ("position", "record_id"),
    "v_indicator_targets": ("position", "indicator_id", "year"),
    "v_findings": ("finding_id",),
    "v_scoring": ("position", "indicator_id", "year"),
    "v_common_objectives": ("number", "position"),
}

FEW = 50
"""Of more plans than these a view is read whole, which is quicker then."""

_DECIMALS = {
    *(
        "weight",
        "counted_weight",
        "siblings_weight",
        "whole",
        "share",
        "effective_weight",
        "value",
        "value_max",
    ),
    *("target", "target_max", "baseline", "actual", "tolerance"),
}
_DATES = {"due_date", "actual_date"}
_BOOLEANS = {"is_current", "is_asked", "is_well_read"}


def view_rows(
    connection: Connection, name: str, document_ids: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """The rows of a view, those of some documents or all; see `Store.view`."""
    if name not in VIEWS:
        raise UsageError("no view {name!r}: one of {known}", name=name, known=", ".join(VIEWS))
    order: list[ColumnClause[Any]] = [column(key) for key in ("document_id", *_ORDER[name])]
    query: Select[Any] = select(literal_column("*")).select_from(table(name, *order))
    query = query.order_by(*order)
    if document_ids is not None and len(document_ids) <= FEW:
        query = query.add_cte(*_narrowed(connection, document_ids))
    elif document_ids is not None:
        query = query.where(order[0].in_(document_ids))
    rows = connection.execute(query.add_cte(*_views())).mappings()
    return [typed_row({**row}) for row in rows]


def _narrowed(connection: Connection, document_ids: Sequence[str]) -> Iterator[CTE]:
    """The tables with some documents only, each under its own name.

    A condition on a view would not reach into its recursion: the whole store would be read.
    """
    # Within a query of its own name SQLite looks for the table only where it is told the schema.
    schema = "main" if connection.dialect.name == "sqlite" else None
    wanted: Any = document_ids
    for name in ("documents", "objectives", "indicators", "values", "findings"):
        document: ColumnClause[Any] = column("document_id")
        narrow: Select[Any] = select(literal_column("*"))
        narrow = narrow.select_from(table(name, document, schema=schema))
        yield narrow.where(document.in_(wanted)).cte(name)
        wanted = text("SELECT document_id FROM documents")


def _views() -> Iterator[CTE]:
    """The views, each under its own name: the program never reads those of an older one."""
    for name, query in VIEWS.items():
        yield text(query).columns(column("document_id")).cte(name)


def view_columns(connection: Connection, name: str) -> list[str]:
    """The columns of a view, in its order."""
    query: Select[Any] = select(literal_column("*")).select_from(table(name)).limit(0)
    return list(connection.execute(query.add_cte(*_views())).keys())


def typed_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a view as PostgreSQL gives it: figures decimals, dates dates."""
    return {key: _typed(key, value) for key, value in row.items()}


def _typed(name: str, value: Any) -> Any:
    """What SQLite gives of a view, where no column says its type, as PostgreSQL gives it."""
    if name in _BOOLEANS:
        return None if value is None else bool(value)
    if name in _DECIMALS:
        return exact_decimal(value)
    return date.fromisoformat(value) if name in _DATES and isinstance(value, str) else value


def create_views(connection: Connection) -> None:
    """Makes the views; a recursion starts at the roots, so that a circle is never entered."""
    for name, statement in _statements().items():
        connection.execute(text(statement))
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"COMMENT ON VIEW {name} IS '{_digest(statement)}'")


def drop_views(connection: Connection) -> None:
    """Takes the views away, those that use others first: tables may then change."""
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def views_fit(connection: Connection) -> bool:
    """Whether the views of the store are those of this program, and not of an older one.

    SQLite keeps the words of a view; of PostgreSQL's the comment holds their digest.
    """
    expected = _statements()
    if connection.dialect.name == "postgresql":
        query = (
            "SELECT relname, obj_description(oid, 'pg_class') FROM pg_class "
            "WHERE relkind = 'v' AND pg_table_is_visible(oid)"
        )
        expected = {name: _digest(statement) for name, statement in expected.items()}
    else:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'view'"
    found = connection.exec_driver_sql(query)
    return expected.items() <= {row[0]: row[1] for row in found}.items()


def _statements() -> dict[str, str]:
    return {name: f"CREATE VIEW {name} AS {query.strip()}" for name, query in VIEWS.items()}


def _digest(statement: str) -> str:
    return hashlib.sha256(statement.encode()).hexdigest()
