"""What a column beside indicators says of the objective that they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from piao.normalizers.figures import parse_percentage
from piao.normalizers.forms.pieces import Row
from piao.normalizers.records.builder import RecordBuilder
from piao.schema.document import Cell
from piao.schema.records import Level


@dataclass(frozen=True, slots=True)
class Measured:
    """A row with the objective that it speaks of and the indicators read from it."""

    row: Row
    objective: str | None
    indicators: Sequence[str]


def spread_weights(rows: Sequence[Measured], column: int, builder: RecordBuilder) -> None:
    """Give each weight to its row's indicator, or to the objective where it covers several."""
    totals: dict[str, Decimal] = {}
    for cell, covered in _covered(rows, column):
        weight = parse_percentage(cell.text)
        if weight is None or not covered:
            continue
        objective = covered[0].objective
        if objective is not None:
            totals[objective] = totals.get(objective, Decimal(0)) + weight
        if len(covered) == 1 and len(covered[0].indicators) == 1:
            builder.amend_indicator(covered[0].indicators[0], weight=weight)
    for objective, total in totals.items():
        known = builder.objectives[objective]
        if known.level is not Level.AREA and known.weight is None:
            builder.fill_objective(objective, weight=total)
            builder.summed_weights.add(objective)


def _covered(rows: Sequence[Measured], column: int) -> Iterator[tuple[Cell, list[Measured]]]:
    """Each cell of the column with the rows of one objective that it holds for."""
    found: list[tuple[Cell, list[Measured]]] = []
    for measured in rows:
        cell = measured.row.cell(column)
        if cell is not None and not (found and found[-1][0] is cell):
            found.append((cell, []))
        if found and measured.indicators:
            known = found[-1][1]
            if not known or known[-1].objective == measured.objective:
                known.append(measured)
    yield from found


def give_responsible(
    rows: Sequence[Measured], inherited: str | None, builder: RecordBuilder
) -> None:
    """One person who answers for all indicators of an objective answers for the objective."""
    people: dict[str, set[str | None]] = {}
    for measured in rows:
        if measured.objective is not None:
            people.setdefault(measured.objective, set()).update(
                builder.indicators[indicator].responsible for indicator in measured.indicators
            )
    for objective, names in people.items():
        name = names.pop() if len(names) == 1 else None
        if name is not None and builder.objectives[objective].responsible in (None, inherited):
            builder.amend_objective(objective, responsible=name)
