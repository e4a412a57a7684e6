"""What can be said only when the whole document is read."""

from __future__ import annotations

from dataclasses import replace

from piao.normalizers.reader import Reader
from piao.normalizers.unit_names import separated
from piao.schema.document import Document
from piao.schema.records import Objective, Role

MEASURES = frozenset({"%", "EUR", "giorni", "ore", "mesi", "anni"})
"""Units that hold for all years of an indicator; what is counted may change its name."""
MEASURED = frozenset({Role.TARGET, Role.BASELINE, Role.ACTUAL})
"""Values in one unit; a tolerance or a deviation may be in percent of them."""


def finish(reader: Reader, document: Document) -> None:
    """Drop mentions of objectives, share units between years, list the offices of one text.

    Says so where nothing was found.
    """
    _drop_mentions(reader)
    _share_units(reader)
    _list_offices(reader)
    builder = reader.builder
    found = builder.objectives or builder.indicators or builder.criteria or builder.units
    if not found:
        tables = any(True for _ in document.tables)
        builder.add_finding("no_records" if tables else "no_tables")


def _share_units(reader: Reader) -> None:
    """A bare figure has the unit that the same indicator's figures of other years print.

    Not a bare range: 'da 10 a 12' beside '80-90%' may count something else.
    """
    builder = reader.builder
    units: dict[str, set[str]] = {}
    for value in builder.values:
        if value.role in MEASURED and value.unit is not None and value.value is not None:
            units.setdefault(value.indicator_id, set()).add(value.unit)
    for position, value in enumerate(builder.values):
        printed = units.get(value.indicator_id, set())
        bare = value.role in MEASURED and value.unit is None and value.value is not None
        bare = bare and value.value_max is None
        if bare and len(printed) == 1:
            (unit,) = printed
            if unit in MEASURES:
                builder.values[position] = replace(value, unit=unit)


def _list_offices(reader: Reader) -> None:
    """Offices that a cell prints one below the other are so again."""
    builder = reader.builder
    for owner, objective in builder.objectives.items():
        if objective.org_unit:
            offices = separated(objective.org_unit, reader.lexicon)
            builder.objectives[owner] = replace(objective, org_unit=offices)
    for owner, indicator in builder.indicators.items():
        if indicator.org_unit:
            offices = separated(indicator.org_unit, reader.lexicon)
            builder.indicators[owner] = replace(indicator, org_unit=offices)


def _drop_mentions(reader: Reader) -> None:
    """An objective that owns nothing, named again elsewhere with what it owns, is a mention."""
    builder = reader.builder
    owners = {indicator.objective_id for indicator in builder.indicators.values()}
    owners |= {action.objective_id for action in builder.actions}
    owners |= {objective.parent_id for objective in builder.objectives.values()}
    titles: dict[str, list[Objective]] = {}
    for objective in builder.objectives.values():
        titles.setdefault((objective.title or "").casefold(), []).append(objective)
    for namesakes in titles.values():
        full = [o for o in namesakes if o.objective_id in owners]
        for objective in namesakes:
            if objective.objective_id in owners or not full:
                continue
            if objective.weight is None and any(_same_unit(objective, other) for other in full):
                del builder.objectives[objective.objective_id]


def _same_unit(left: Objective, right: Objective) -> bool:
    return left.org_unit is None or left.org_unit == right.org_unit
