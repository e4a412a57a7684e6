"""What the report shows of one plan: identity, figures, checks and the tree."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from piao.normalizers.figures import parse_number
from piao.pipeline.display.wording import (
    date_text,
    number_text,
    percent_text,
    period_text,
    read_text,
)
from piao.pipeline.reporting.checks import Check, checks_of
from piao.pipeline.reporting.doubts import is_unsure
from piao.pipeline.reporting.plan import Plan
from piao.pipeline.reporting.wording import (
    KINDS,
    LEVELS,
    count_text,
    figure_text,
    share_text,
)
from piao.schema.records import (
    Action,
    Criterion,
    DocumentRecord,
    Indicator,
    Objective,
    Provenance,
    Role,
    Value,
)


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One line of an indicator table; the lists have one text a year, in reading order."""

    name: str
    details: tuple[str, ...]
    baselines: tuple[str, ...]
    targets: tuple[str, ...]
    due: tuple[str, ...]
    weight: str | None
    page: int | None
    doubt: str | None
    theme: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ActionView:
    """One step: what, then by when and by whom."""

    text: str
    facts: str
    page: int | None


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """A node of the tree, in the order of reading.

    `is_parent` opens a list of children, `closes` says how many such lists end after it.
    """

    title: str
    level: str
    weight: str | None
    facts: tuple[str, ...]
    page: int | None
    doubt: str | None
    indicators: tuple[IndicatorView, ...]
    actions: tuple[ActionView, ...]
    is_parent: bool
    closes: int
    anchor: str | None


@dataclass(frozen=True, slots=True)
class CriterionView:
    """How results are judged: one line."""

    name: str
    weight: str | None
    scale: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """All that the report says of one plan; `facts` are the pairs of its identity."""

    anchor: str
    name: str
    title: str | None
    facts: tuple[tuple[str, str], ...]
    summary: str
    checks: tuple[Check, ...]
    objectives: tuple[ObjectiveView, ...]
    loose_indicators: tuple[IndicatorView, ...]
    loose_actions: tuple[ActionView, ...]
    criteria: tuple[CriterionView, ...]


def plan_view(plan: Plan, linked: Container[str] = frozenset()) -> PlanView:
    """The view of one plan; `linked` are the ids of the records that links lead to."""
    document, themes = plan.document, plan.themes()
    return PlanView(
        anchor=anchor_of(document),
        name=document.entity_name or document.file_name,
        title=document.title,
        facts=_identity(document),
        summary=_summary(plan),
        checks=checks_of(plan),
        objectives=tuple(_objectives(plan, themes, linked)),
        loose_indicators=_indicators(plan, plan.indicators.get(None, ()), themes, linked),
        loose_actions=tuple(map(_action, plan.actions.get(None, ()))),
        criteria=tuple(map(_criterion, plan.records.criteria)),
    )


def anchor_of(document: DocumentRecord) -> str:
    """The name by which links lead to a plan."""
    return f"piano-{document.document_id}"


def anchor_of_record(record_id: str) -> str:
    """The name by which links lead to an objective or an indicator."""
    return f"voce-{record_id}"


def _identity(document: DocumentRecord) -> tuple[tuple[str, str], ...]:
    period = period_text(document.year, document.period_start, document.period_end)
    pairs = (
        ("Ente", None if document.entity_name else "non riconosciuto"),
        ("Tipo", KINDS[document.kind]),
        ("Anno dei target", str(document.year) if document.year else "non riconosciuto"),
        ("Periodo", period),
        ("Pagine", str(document.pages) if document.pages else None),
        ("Tabelle e riquadri letti", read_text(document.coverage)),
        ("Codice IPA", document.entity_code),
        ("Codice fiscale", document.tax_code),
        ("File", document.file_name),
        ("Identificativo", document.document_id),
    )
    return tuple((label, text) for label, text in pairs if text)


def _summary(plan: Plan) -> str:
    records, indicators = plan.records, list(plan.promised)
    with_target = sum(bool(plan.targets(indicator)) for indicator in indicators)
    with_baseline = sum(plan.baseline(indicator) is not None for indicator in indicators)
    parts = [count_text(len(records.objectives), "obiettivo", "obiettivi")]
    indicator_part = count_text(len(indicators), "indicatore", "indicatori")
    if indicators:
        share = share_text(with_target, len(indicators))
        parts.append(f"{indicator_part}, {with_target} con target ({share})")
        parts.append(f"{with_baseline} con valore di partenza")
    else:
        parts.append(indicator_part)
    if records.actions:
        parts.append(count_text(len(records.actions), "attività", "attività"))
    if records.criteria:
        parts.append(count_text(len(records.criteria), "criterio", "criteri") + " di valutazione")
    return " · ".join(parts)


def _objectives(
    plan: Plan, themes: dict[str, str], linked: Container[str]
) -> Iterable[ObjectiveView]:
    depths: dict[str | None, int] = {None: 0}
    for objective, parent_id in plan.tree:
        depths[objective.objective_id] = depths[parent_id] + 1
    order = [depths[objective.objective_id] for objective, _ in plan.tree]
    units = {objective.objective_id: objective.org_unit for objective, _ in plan.tree}
    nexts = [*order[1:], 1]
    for (objective, parent_id), depth, following in zip(plan.tree, order, nexts, strict=False):
        key = objective.objective_id
        inherited = units.get(parent_id or "")
        yield ObjectiveView(
            title=_named(objective.code, objective.title or objective.description)
            or "(senza titolo)",
            level=LEVELS[objective.level],
            weight=None if objective.weight is None else percent_text(objective.weight),
            facts=_objective_facts(objective, inherited),
            page=objective.page,
            doubt=_doubt([objective]),
            indicators=_indicators(plan, plan.indicators.get(key, ()), themes, linked, objective),
            actions=tuple(map(_action, plan.actions.get(key, ()))),
            is_parent=following > depth,
            closes=max(depth - following, 0),
            anchor=anchor_of_record(key) if key in linked else None,
        )


def _objective_facts(objective: Objective, inherited_unit: str | None) -> tuple[str, ...]:
    due = None if objective.due_date is None else date_text(objective.due_date)
    unit = objective.org_unit if objective.org_unit != inherited_unit else None
    return _labelled(
        ("Struttura", unit),
        ("Responsabile", objective.responsible),
        ("Entro", due),
        ("Risultato atteso", objective.expected_outcome),
    )


def _indicators(
    plan: Plan,
    indicators: Sequence[Indicator],
    themes: dict[str, str],
    linked: Container[str],
    objective: Objective | None = None,
) -> tuple[IndicatorView, ...]:
    return tuple(
        replace(
            _indicator(plan, item, themes[item.indicator_id], objective),
            anchor=anchor_of_record(item.indicator_id) if item.indicator_id in linked else None,
        )
        for item in indicators
    )


def _indicator(
    plan: Plan, indicator: Indicator, theme: str, objective: Objective | None
) -> IndicatorView:
    targets = plan.figures(indicator, Role.TARGET)
    due = [date_text(value.due_date) for value in targets if value.due_date is not None]
    if not due and objective is not None and objective.due_date is not None:
        due = [f"{date_text(objective.due_date)} (obiettivo)"]
    name = indicator.name or indicator.description
    return IndicatorView(
        name=_named(indicator.code, name) or "(senza nome)",
        details=_details(plan, indicator, objective),
        baselines=_figures(plan.figures(indicator, Role.BASELINE), name),
        targets=_figures(targets, name),
        due=tuple(due),
        weight=None if indicator.weight is None else percent_text(indicator.weight),
        page=indicator.page,
        doubt=_doubt([indicator, *plan.values.get(indicator.indicator_id, ())]),
        theme=theme,
    )


def _details(plan: Plan, indicator: Indicator, objective: Objective | None) -> tuple[str, ...]:
    named = objective is not None and objective.responsible == indicator.responsible
    others = (
        (label, "; ".join(_figures(plan.figures(indicator, role), indicator.name)) or None)
        for role, label in (
            (Role.ACTUAL, "Consuntivo"),
            (Role.TOLERANCE, "Tolleranza"),
            (Role.DEVIATION, "Scostamento"),
        )
    )
    return _labelled(
        ("Formula", indicator.formula),
        ("Unità di misura", indicator.unit),
        ("Fonte", indicator.data_source),
        ("Responsabile", None if named else indicator.responsible),
        *others,
    )


def _figures(values: Sequence[Value], name: str | None) -> tuple[str, ...]:
    """The figures with their years; one that was read without certainty as printed, too."""
    texts = []
    for value in values:
        shown = figure_text(value, name)
        understood = value.raw in (shown, name) or parse_number(value.raw) == value.value
        printed = is_unsure(value) and not understood
        year = "" if value.year is None else f"{value.year}: "
        texts.append(f"{year}{shown}" + (f" (stampato: «{value.raw}»)" if printed else ""))
    return tuple(texts)


def _doubt(records: Iterable[Provenance]) -> str | None:
    """How sure the least sure of some records is, where that is not sure."""
    known = [r.confidence for r in records if r.confidence is not None and is_unsure(r)]
    return f"lettura poco sicura: {min(known):.0%}".replace("%", " %") if known else None


def _action(action: Action) -> ActionView:
    due = date_text(action.due_date) if action.due_date else action.due_raw
    facts = _labelled(("Entro", due), ("Responsabile", action.responsible))
    text = action.description or action.outcome or "(senza testo)"
    return ActionView(text, " · ".join(facts), action.page)


def _criterion(criterion: Criterion) -> CriterionView:
    scale = None
    if criterion.scale_min is not None and criterion.scale_max is not None:
        scale = f"{number_text(criterion.scale_min)}–{number_text(criterion.scale_max)}"
    name = " · ".join(filter(None, [criterion.component, criterion.subject, criterion.text]))
    weight = None if criterion.weight is None else percent_text(criterion.weight)
    return CriterionView(name or "(senza testo)", weight, scale, criterion.page)


def _named(code: str | None, text: str | None) -> str:
    return " ".join(filter(None, [code, text]))


def _labelled(*pairs: tuple[str, str | None]) -> tuple[str, ...]:
    return tuple(f"{label}: {text}" for label, text in pairs if text)
