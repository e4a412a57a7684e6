"""The view `v_common_objectives`: plans by what law asks of all of them.

The catalogue stands in the view, so that a store with that of another version gets a new view.
"""

from __future__ import annotations

from piao.normalizers.common_objectives.catalogue import CommonObjective, catalogue

READ_WELL = 0.8
"""Of a plan that was read less, nobody can say that something is not in it."""

_PLANS = """
    SELECT d.document_id, d.entity_name, d.year, d.kind, d.file_name,
        d.superseded_by IS NULL AS is_current, d.coverage,
        d.coverage IS NOT NULL AND d.coverage >= {read_well} AND d.document_id NOT IN (
            SELECT document_id FROM findings WHERE severity = 'error') AS is_well_read
    FROM documents d WHERE d.kind NOT IN ('smvp', 'performance_report')
"""
PLANS = _PLANS.format(read_well=READ_WELL)
"""The documents that promise something, with how well they were read."""

_QUERY = """
WITH common(number, common_id, name, asked_of, from_year) AS (VALUES
    {catalogue}
),
plans AS ({plans})
SELECT p.document_id, p.entity_name AS entity, p.year, p.kind, p.file_name, p.is_current,
    c.number, c.common_id, c.name, c.asked_of, p.year >= c.from_year AS is_asked,
    COALESCE(r.status, 'not_found') AS status, r.score, r.position,
    r.objective_id, r.objective, r.indicator_id, r.indicator, r.weight,
    r.value_id, r.comparator, r.value, r.value_max, r.unit, r.due_date, r.raw, r.page, r.table_id,
    r.meets_weight, r.meets_target, p.coverage, p.is_well_read
FROM plans p CROSS JOIN common c
LEFT JOIN common_objectives r ON r.document_id = p.document_id AND r.common_id = c.common_id
"""


def common_objectives_view() -> str:
    """The query of the view."""
    lines = (_line(number, common) for number, common in enumerate(catalogue(), start=1))
    return _QUERY.format(catalogue=",\n    ".join(lines), plans=PLANS)


def _line(number: int, common: CommonObjective) -> str:
    texts = (common.common_id, common.name, common.asked_of)
    quoted = ", ".join("'{}'".format(text.replace("'", "''")) for text in texts)
    return f"({number}, {quoted}, {common.from_year})"
