"""What can be said only when the whole document is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from piao.normalizers.records.maker import Maker
from piao.normalizers.records.whole.unit_names import separated
from piao.normalizers.text.cleaning import fold
from piao.schema.document import Document
from piao.schema.records import Objective, Role

MEASURES = frozenset({"%", "EUR", "giorni", "ore", "mesi", "anni"})
"""Units that hold for all years of an indicator; what is counted may change its name."""
MEASURED = frozenset({Role.TARGET, Role.BASELINE, Role.ACTUAL})
"""Values in one unit; a tolerance or a deviation may be in percent of them."""

WHOLE = Decimal(100)

LONGEST_NUMBER = 4
"""Letters of the number of an office, which a summary prints instead of its name."""


def finish(maker: Maker, document: Document) -> None:
    """Merge mentions of objectives, share units between years, list the offices of one text.

    Says so where nothing was found.
    """
    _merge_mentions(maker)
    _give_to_coded_objectives(maker)
    _drop_shares_of_own(maker)
    _share_units(maker)
    _list_offices(maker)
    builder = maker.builder
    found = builder.objectives or builder.indicators or builder.criteria or builder.units
    if not found:
        tables = any(True for _ in document.tables)
        builder.add_finding("no_records" if tables else "no_tables")


def _give_to_coded_objectives(maker: Maker) -> None:
    """An indicator that prints the code of an objective as its own belongs to that one."""
    builder = maker.builder
    owners: dict[str, set[str]] = {}
    for key, objective in builder.objectives.items():
        if objective.code:
            owners.setdefault(objective.code, set()).add(key)
    for key, indicator in builder.indicators.items():
        found = owners.get(indicator.code or "", set())
        if (
            len(found) == 1
            and "." in (indicator.code or "")
            and indicator.objective_id not in found
        ):
            builder.amend_indicator(key, objective_id=next(iter(found)))
            if indicator.objective_id in builder.summed_weights:
                builder.amend_objective(indicator.objective_id, weight=None)


def _drop_shares_of_own(maker: Maker) -> None:
    """Weights that share 100 within each objective add up to nothing that it weighs itself."""
    builder = maker.builder
    kept = builder.summed_weights & builder.objectives.keys()
    whole = [key for key in sorted(kept) if builder.objectives[key].weight == WHOLE]
    if len(whole) > 1:
        for key in whole:
            builder.amend_objective(key, weight=None)


def _share_units(maker: Maker) -> None:
    """A bare figure has the unit that the same indicator's figures of other years print.

    Not a bare range: 'da 10 a 12' beside '80-90%' may count something else.
    """
    builder = maker.builder
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


def _list_offices(maker: Maker) -> None:
    """Offices that a cell prints one below the other are so again."""
    builder = maker.builder
    for owner, objective in builder.objectives.items():
        if objective.org_unit:
            offices = separated(_unrepeated(objective.org_unit), maker.lexicon)
            builder.objectives[owner] = replace(objective, org_unit=offices)
    for owner, indicator in builder.indicators.items():
        if indicator.org_unit:
            offices = separated(_unrepeated(indicator.org_unit), maker.lexicon)
            builder.indicators[owner] = replace(indicator, org_unit=offices)


def _unrepeated(text: str) -> str:
    """The lines of a text, one that is printed again (over a page's end) once."""
    return "\n".join(dict.fromkeys(text.split("\n")))


def _merge_mentions(maker: Maker) -> None:
    """An objective printed again, in an index or another chapter, is the same objective.

    Of two with one title, under one unit as far as printed, the one that owns nothing gives
    what it prints to the other; two that both own something are one where their codes are.
    """
    builder = maker.builder
    titles: dict[str, list[str]] = {}
    for identity, objective in builder.objectives.items():
        titles.setdefault(fold(objective.title or ""), []).append(identity)
    for namesakes in titles.values():
        for identity in namesakes if len(namesakes) > 1 else ():
            others = [other for other in namesakes if other != identity]
            into = _same_objective(identity, others, maker)
            if into is not None:
                builder.merge_objectives(identity, into)


def _same_objective(identity: str, others: Sequence[str], maker: Maker) -> str | None:
    """The one of the others that an objective is a mention of."""
    builder = maker.builder
    known = builder.objectives
    if identity not in known:
        return None
    owners = {indicator.objective_id for indicator in builder.indicators.values()}
    owners |= {action.objective_id for action in builder.actions}
    owners |= {objective.parent_id for objective in known.values()}
    mention = known[identity]
    alike = [
        other
        for other in others
        if other in known
        and _is_one_office(mention.org_unit, known[other].org_unit)
        and _agree(mention.code, known[other].code)
    ]
    if identity not in owners:
        full = [other for other in alike if other in owners]
        sure = [other for other in full if known[other].org_unit == mention.org_unit]
        if len(full) == 1 or sure:
            return next(iter([*sure, *full]))
        first = [o for o in alike if known[o].position < mention.position and not full]
        return first[0] if first and _is_exact(mention, known[first[0]]) else None
    first = [
        other
        for other in alike
        if known[other].position < mention.position and _is_exact(mention, known[other])
    ]
    return first[0] if first else None


def _agree(left: str | None, right: str | None) -> bool:
    """Whether two texts say the same, as far as both say anything."""
    return left is None or right is None or fold(left) == fold(right)


def _is_one_office(left: str | None, right: str | None) -> bool:
    """Whether two texts may name one office: 'IV' is short for 'Settore IV – Cultura'."""
    if _agree(left, right):
        return True
    short, whole = sorted((fold(left or ""), fold(right or "")), key=len)
    return len(short) <= LONGEST_NUMBER and short in whole.split()[:3]


def _is_exact(left: Objective, right: Objective) -> bool:
    """Whether two of one title have one code: the same, printed twice."""
    return left.code is not None and left.code == right.code
