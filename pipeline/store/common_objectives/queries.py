"""What the store answers about common objectives: counts over plans, and the places in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, TextClause, text

from piao.normalizers.administrations.kinds import UNKNOWN_SIZE, bounds_of
from piao.normalizers.checks.plan import grouped
from piao.normalizers.common_objectives.catalogue import CommonObjective, catalogue
from piao.pipeline.administrations.groups import Group
from piao.pipeline.store.common_objectives.view import PLANS, common_objectives_view
from piao.pipeline.store.views import typed_row
from piao.schema.errors import UsageError

_READ = """
SELECT year, is_well_read, COUNT(*) AS plans FROM ({plans}) AS p
WHERE is_current AND year IS NOT NULL{year}{group} GROUP BY year, is_well_read
"""

_HAVING = """
WITH plans AS ({plans}),
best AS (
    SELECT r.document_id, r.common_id, MIN(r.status) AS status,
        MAX(CASE WHEN r.status <> 'found' THEN 0 WHEN r.meets_weight = 'yes' THEN 2
            WHEN r.meets_weight = 'no' THEN 1 ELSE 0 END) AS weight,
        MAX(CASE WHEN r.status <> 'found' THEN 0 WHEN r.meets_target = 'yes' THEN 2
            WHEN r.meets_target = 'no' THEN 1 ELSE 0 END) AS target
    FROM common_objectives r GROUP BY r.document_id, r.common_id
)
SELECT b.common_id, p.year, p.is_well_read, b.status, b.weight, b.target, COUNT(*) AS plans
FROM best b JOIN plans p ON p.document_id = b.document_id
WHERE p.is_current AND p.year IS NOT NULL{year}{group}
GROUP BY b.common_id, p.year, p.is_well_read, b.status, b.weight, b.target
"""
"""Of two statuses of one plan the surer comes first in the alphabet."""

_PLACES = """
SELECT * FROM ({view}) AS p
WHERE is_current AND is_asked AND common_id = :common_id{year}{group}
ORDER BY COALESCE(entity, file_name), year, document_id, position
"""
_OF_YEAR = " AND year = :year"
_OF_GROUP = """ AND p.document_id IN (
    SELECT t.document_id FROM document_administrations t
    JOIN administrations a ON a.administration_id = t.administration_id WHERE {conditions})"""


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


def counts(
    connection: Connection, year: int | None = None, group: Group | None = None
) -> list[CommonCount]:
    """The counts of all common objectives, of the plans of a year or of all, in catalogue order.

    Where a `group` is asked for, of its administrations only.
    """
    read = connection.execute(*_query(_READ, year, group)).mappings().all()
    having = grouped(
        connection.execute(*_query(_HAVING, year, group)).mappings(),
        lambda row: str(row["common_id"]),
    )
    return [_count(common, read, having.get(common.common_id, ())) for common in catalogue()]


def _count(
    common: CommonObjective, read: Iterable[RowMapping], having: Iterable[RowMapping]
) -> CommonCount:
    asked = [row for row in read if row["year"] >= common.from_year]
    there = [row for row in having if row["year"] >= common.from_year]
    weighed, measured = common.least_weight is not None, common.target is not None
    well = _sum(asked, is_well_read=True)
    return CommonCount(
        common_id=common.common_id,
        name=common.name,
        source=common.source,
        asked_of=common.asked_of,
        from_year=common.from_year,
        plans=_sum(asked),
        found=_sum(there, status="found"),
        uncertain=_sum(there, status="uncertain"),
        not_found=well - _sum(there, is_well_read=True),
        partly_read=_sum(asked) - well - _sum(there, is_well_read=False),
        weight_met=_sum(there, weight=2) if weighed else None,
        weight_not_met=_sum(there, weight=1) if weighed else None,
        target_met=_sum(there, target=2) if measured else None,
        target_not_met=_sum(there, target=1) if measured else None,
    )


def _sum(rows: Iterable[RowMapping], **wanted: object) -> int:
    """How many plans the rows with these values stand for."""
    kept = (row for row in rows if all(row[name] == value for name, value in wanted.items()))
    return sum(int(row["plans"]) for row in kept)


def places(
    connection: Connection, common_id: str, year: int | None = None, group: Group | None = None
) -> list[dict[str, Any]]:
    """The rows of `v_common_objectives` of one common objective, in current plans that are asked.

    By administration and year. Raises `UsageError` where there is no such common objective.
    """
    known = [common.common_id for common in catalogue()]
    if common_id not in known:
        raise UsageError(
            "no common objective {common_id!r}: one of {known}",
            common_id=common_id,
            known=", ".join(known),
        )
    rows = connection.execute(*_query(_PLACES, year, group, common_id=common_id)).mappings()
    return [typed_row({**row}) for row in rows]


def _query(
    template: str, year: int | None, group: Group | None, **given: object
) -> tuple[TextClause, dict[str, Any]]:
    conditions = _conditions(group or Group())
    query = template.format(
        view=common_objectives_view(),
        plans=PLANS,
        year="" if year is None else _OF_YEAR,
        group=_OF_GROUP.format(conditions=" AND ".join(conditions)) if conditions else "",
    )
    asked = {"year": year, **asdict(group or Group()), **given}
    names = text(query).compile().params
    return text(query), {name: asked[name] for name in names}


def _conditions(group: Group) -> list[str]:
    """What SQL asks of an administration of the group; its words are bound."""
    asked = [
        f"a.{name} = :{name}" for name in ("region", "province", "kind") if getattr(group, name)
    ]
    if group.size == UNKNOWN_SIZE:
        asked.append("a.population IS NULL")
    elif group.size is not None:
        low, high = bounds_of(group.size)
        asked.append(f"a.population >= {low}" + (f" AND a.population < {high}" if high else ""))
    return asked
