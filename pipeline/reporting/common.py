"""The report's section on what law asks of all: who has it, where, and who does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from piao.normalizers.checks.plan import grouped, short
from piao.normalizers.common_objectives.catalogue import CommonObjective, catalogue
from piao.normalizers.text.cleaning import fold
from piao.pipeline.display.wording import number_text, percent_text, read_text
from piao.pipeline.reporting.plan_view import anchor_of_record

ANSWERS: Mapping[str | None, str] = {
    "yes": "sì",
    "no": "no",
    "not_printed": "non stampato",
    "not_understood": "non compreso",
    "other_measure": "altra misura",
    None: "–",
}
ADDRESSEES = {"all": "tutte le amministrazioni", "state": "amministrazioni dello Stato"}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a plan has a common objective, as printed; `doubt` says that a person has to look."""

    record_id: str
    anchor: str
    plan: str
    period: str
    text: str
    weight: str
    target: str
    meets_weight: str
    meets_target: str
    page: int | None
    doubt: bool


@dataclass(frozen=True, slots=True)
class Absence:
    """A plan in which it was not found, and how much of the plan was read."""

    anchor: str
    plan: str
    period: str
    read: str


@dataclass(frozen=True, slots=True)
class CommonSection:
    """One common objective over the plans of the report.

    `asked` says in words what is asked and of whom; `plans` are those of years in which it is;
    `found` and `uncertain` count plans. `absent` were read well enough to say that it was not
    found, `unsaid` not. `lists_absent` is false for what only some administrations are asked.
    """

    anchor: str
    name: str
    source: str
    asked: str
    plans: int
    found: int
    uncertain: int
    places: tuple[Place, ...]
    absent: tuple[Absence, ...]
    unsaid: tuple[Absence, ...]
    lists_absent: bool


def common_sections(rows: Sequence[Row]) -> tuple[CommonSection, ...]:
    """The common objectives of the plans whose rows of `v_common_objectives` are given."""
    ordered = sorted((row for row in rows if row["is_asked"]), key=_order)
    asked = grouped(ordered, lambda row: str(row["common_id"]))
    return tuple(
        _section(common, asked[common.common_id])
        for common in catalogue()
        if common.common_id in asked
    )


def _section(common: CommonObjective, rows: Sequence[Row]) -> CommonSection:
    states: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        states[row["document_id"]].add(row["status"])
    found = sum("found" in state for state in states.values())
    missing = [row for row in rows if row["status"] == "not_found"]
    return CommonSection(
        anchor=f"comune-{common.common_id}",
        name=common.name,
        source=common.source,
        asked=_asked(common),
        plans=len(states),
        found=found,
        uncertain=sum("uncertain" in state for state in states.values() if "found" not in state),
        places=tuple(_place(row) for row in rows if row["status"] != "not_found"),
        absent=_absences(row for row in missing if row["is_well_read"]),
        unsaid=_absences(row for row in missing if not row["is_well_read"]),
        lists_absent=common.of_all,
    )


def _asked(common: CommonObjective) -> str:
    parts = [f"chiesto a: {ADDRESSEES[common.asked_of]}, dai piani del {common.from_year}"]
    if common.least_weight is not None:
        parts.append(f"peso almeno {percent_text(common.least_weight)}")
    if common.target is not None:
        sign = {"le": "al massimo", "ge": "almeno"}[common.target.comparator.value]
        parts.append(f"target {sign} {number_text(common.target.value)} {common.target.unit}")
    return "; ".join(parts)


def _place(row: Row) -> Place:
    record_id = row["indicator_id"] or row["objective_id"]
    weight: Decimal | None = row["weight"]
    names = dict.fromkeys(short(row[side]) for side in ("objective", "indicator") if row[side])
    return Place(
        record_id=record_id,
        anchor=anchor_of_record(record_id),
        plan=_name(row),
        period=_period(row),
        text=" › ".join(names),
        weight="–" if weight is None else percent_text(weight),
        target=short(row["raw"]) if row["raw"] else "–",
        meets_weight=ANSWERS[row["meets_weight"]],
        meets_target=ANSWERS[row["meets_target"]],
        page=row["page"],
        doubt=row["status"] == "uncertain",
    )


def _absences(rows: Iterable[Row]) -> tuple[Absence, ...]:
    return tuple(
        Absence(
            anchor=f"piano-{row['document_id']}",
            plan=_name(row),
            period=_period(row),
            read=read_text(row["coverage"]) or "parte non nota",
        )
        for row in rows
    )


def _order(row: Row) -> tuple[str, int, str, int]:
    """By administration and year, then as the plan goes."""
    return fold(_name(row)), row["year"], row["document_id"], row["position"] or 0


def _name(row: Row) -> str:
    return str(row["entity"] or row["file_name"])


def _period(row: Row) -> str:
    return str(row["year"])
