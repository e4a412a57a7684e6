"""What the store answers about common objectives: counts over plans, and the places in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, TextClause, text

from piao.normalizers.common_objectives.catalogue import CommonObjective, catalogue
from piao.pipeline.store.common_objectives.view import common_objectives_view
from piao.pipeline.store.views import typed_row
from piao.schema.errors import UsageError

_COUNTS = """
WITH v AS ({view}),
plans AS (
    SELECT document_id, common_id,
        MAX(CASE status WHEN 'found' THEN 2 WHEN 'uncertain' THEN 1 ELSE 0 END) AS best,
        MAX(CASE WHEN is_well_read THEN 1 ELSE 0 END) AS is_well_read,
        MAX(CASE WHEN status <> 'found' THEN 0 WHEN meets_weight = 'yes' THEN 2
            WHEN meets_weight = 'no' THEN 1 ELSE 0 END) AS weight,
        MAX(CASE WHEN status <> 'found' THEN 0 WHEN meets_target = 'yes' THEN 2
            WHEN meets_target = 'no' THEN 1 ELSE 0 END) AS target
    FROM v WHERE is_current AND is_asked{year}
    GROUP BY document_id, common_id
)
SELECT common_id, COUNT(*) AS plans,
    SUM(CASE best WHEN 2 THEN 1 ELSE 0 END) AS found,
    SUM(CASE best WHEN 1 THEN 1 ELSE 0 END) AS uncertain,
    SUM(CASE WHEN best = 0 AND is_well_read = 1 THEN 1 ELSE 0 END) AS not_found,
    SUM(CASE WHEN best = 0 AND is_well_read = 0 THEN 1 ELSE 0 END) AS partly_read,
    SUM(CASE weight WHEN 2 THEN 1 ELSE 0 END) AS weight_met,
    SUM(CASE weight WHEN 1 THEN 1 ELSE 0 END) AS weight_not_met,
    SUM(CASE target WHEN 2 THEN 1 ELSE 0 END) AS target_met,
    SUM(CASE target WHEN 1 THEN 1 ELSE 0 END) AS target_not_met
FROM plans GROUP BY common_id
"""

_PLACES = """
SELECT * FROM ({view}) AS v
WHERE is_current AND is_asked AND common_id = :common_id{year}
ORDER BY COALESCE(entity, file_name), year, document_id, position
"""
_OF_YEAR = " AND year = :year"


@dataclass(frozen=True, slots=True)
class CommonCount:
    """How many current plans that are asked have a common objective.

    `plans` are all that are asked: of the years in which it is. Each is `found`, `uncertain`,
    `not_found`, or `partly_read`: not found in a plan of which too little was read to say so. Of
    those found, `weight_met` have one place of the weight asked for, `weight_not_met` print only
    smaller ones; the targets likewise. None where nothing is asked of weight or target.
    """

    common_id: str
    name: str
    source: str
    asked_of: str
    from_year: int
    plans: int
    found: int
    uncertain: int
    not_found: int
    partly_read: int
    weight_met: int | None
    weight_not_met: int | None
    target_met: int | None
    target_not_met: int | None


def counts(connection: Connection, year: int | None = None) -> list[CommonCount]:
    """The counts of all common objectives, of the plans of a year or of all, in catalogue order."""
    rows = connection.execute(*_query(_COUNTS, year)).mappings()
    found = {row["common_id"]: dict(row) for row in rows}
    return [_count(common, found.get(common.common_id, {})) for common in catalogue()]


def _count(common: CommonObjective, row: dict[str, Any]) -> CommonCount:
    def number(name: str) -> int:
        return int(row.get(name, 0))

    weighed, measured = common.least_weight is not None, common.target is not None
    return CommonCount(
        common_id=common.common_id,
        name=common.name,
        source=common.source,
        asked_of=common.asked_of,
        from_year=common.from_year,
        plans=number("plans"),
        found=number("found"),
        uncertain=number("uncertain"),
        not_found=number("not_found"),
        partly_read=number("partly_read"),
        weight_met=number("weight_met") if weighed else None,
        weight_not_met=number("weight_not_met") if weighed else None,
        target_met=number("target_met") if measured else None,
        target_not_met=number("target_not_met") if measured else None,
    )


def places(connection: Connection, common_id: str, year: int | None = None) -> list[dict[str, Any]]:
    """The rows of `v_common_objectives` of one common objective, in current plans that are asked.

    By administration and year. Raises `UsageError` where there is no such common objective.
    """
    known = [common.common_id for common in catalogue()]
    if common_id not in known:
        raise UsageError(f"no common objective {common_id!r}: one of {', '.join(known)}")
    rows = connection.execute(*_query(_PLACES, year, common_id=common_id)).mappings()
    return [typed_row({**row}) for row in rows]


def _query(template: str, year: int | None, **given: object) -> tuple[TextClause, dict[str, Any]]:
    of_year = "" if year is None else _OF_YEAR
    query = text(template.format(view=common_objectives_view(), year=of_year))
    return query, given if year is None else {**given, "year": year}
