"""One plan as a tree: objectives, what is measured, by when, by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from rich.text import Text
from rich.tree import Tree

from piao.pipeline.display.console import plain
from piao.pipeline.display.wording import (
    deadline_text,
    number_text,
    percent_text,
    period_text,
    role_text,
    value_text,
)
from piao.pipeline.display.words import word
from piao.schema.language import spoken, text
from piao.schema.records import (
    Action,
    Criterion,
    DocumentRecord,
    Indicator,
    Objective,
    Origin,
    Records,
    Unit,
    Value,
)

Item = TypeVar("Item")
Node = TypeVar("Node", Objective, Unit)


SHORT = 140
"""Characters of a text in a tree that is not full."""


def plan_tree(records: Records, *, full: bool = False) -> Tree:
    """The whole plan: its objectives, and then what belongs to none of them.

    Long texts are cut with an ellipsis unless `full`.
    """
    if not full:
        records = shortened(records)
    tree = Tree(document_label(records.document), guide_style="dim")
    values = _group(records.values, lambda value: value.indicator_id)
    indicators = _group(records.indicators, lambda indicator: indicator.objective_id)
    actions = _group(records.actions, lambda action: action.objective_id)
    branches: dict[str | None, Tree] = {}
    for objective, parent_id in parents_first(records.objectives, "objective_id"):
        branch = branches.get(parent_id, tree).add(objective_label(objective))
        branches[objective.objective_id] = branch
        for indicator in indicators[objective.objective_id]:
            _add_indicator(branch, indicator, values[indicator.indicator_id])
        for action in actions[objective.objective_id]:
            branch.add(action_label(action))
    section = _add_section(tree, text("Indicators of no objective"), indicators[None])
    for indicator in indicators[None]:
        _add_indicator(section, indicator, values[indicator.indicator_id])
    section = _add_section(tree, text("Actions of no objective"), actions[None])
    for action in actions[None]:
        section.add(action_label(action))
    section = _add_section(tree, text("Organisational units"), records.units)
    branches = {}
    for unit, parent_id in parents_first(records.units, "unit_id"):
        branches[unit.unit_id] = branches.get(parent_id, section).add(unit_label(unit))
    section = _add_section(tree, text("Criteria of judgement"), records.criteria)
    for criterion in records.criteria:
        section.add(criterion_label(criterion))
    return tree


def shortened(records: Records) -> Records:
    """The records with long names, rules and qualitative targets cut, to be looked at only.

    A target in words that repeats its indicator's name is left as 'qualitative'.
    """
    names = {item.indicator_id: item.name for item in records.indicators}
    return replace(
        records,
        objectives=tuple(replace(item, title=_cut(item.title)) for item in records.objectives),
        indicators=tuple(replace(item, name=_cut(item.name)) for item in records.indicators),
        values=tuple(
            replace(item, raw=text("qualitative"))
            if item.raw == names.get(item.indicator_id)
            else replace(item, raw=_cut(item.raw) or "")
            for item in records.values
        ),
        actions=tuple(
            replace(item, description=_cut(item.description)) for item in records.actions
        ),
        criteria=tuple(replace(item, text=_cut(item.text)) for item in records.criteria),
    )


def _cut(text: str | None) -> str | None:
    if text is None or len(text) <= SHORT:
        return text
    return text[: text.rfind(" ", 0, SHORT) if " " in text[:SHORT] else SHORT].rstrip(" ,;") + " …"


def parents_first(records: Sequence[Node], key: str) -> list[tuple[Node, str | None]]:
    """Each record with the id of its parent, parents first, siblings in reading order.

    A record whose parent is missing stands at the top, as do those that are, in a
    circle, their own ancestors.
    """
    known = {getattr(record, key) for record in records}
    children = _group(
        records, lambda record: record.parent_id if record.parent_id in known else None
    )
    pairs: list[tuple[Node, str | None]] = []
    waiting: list[tuple[Node, str | None]] = [(record, None) for record in reversed(children[None])]
    while waiting:
        record, parent = waiting.pop()
        pairs.append((record, parent))
        identity = getattr(record, key)
        waiting.extend((child, identity) for child in reversed(children[identity]))
    reached = {getattr(record, key) for record, _ in pairs}
    return pairs + [(record, None) for record in records if getattr(record, key) not in reached]


def document_label(document: DocumentRecord) -> Text:
    """What the plan is and whose."""
    label = Text(plain(document.entity_name or document.file_name), style="bold")
    if document.title:
        label.append(f" · {plain(document.title)}")
    period = period_text(document.year, document.period_start, document.period_end)
    facts = [word(document.kind.value), period, document.file_name]
    if document.pages is not None:
        facts.append(text("{count} pages", count=document.pages))
    label.append(f"  ({', '.join(plain(fact) for fact in facts if fact)})", style="not bold dim")
    return label


def origin_text(record: Objective | Indicator | Value | Action) -> str | None:
    """What a person made of a record, None for what is as it was read."""
    return None if record.origin is Origin.READ else word(record.origin.value)


def objective_label(objective: Objective) -> Text:
    """Code, title and weight, then whose and by when."""
    name = " ".join(filter(None, [objective.code, objective.title or objective.description]))
    label = Text(plain(name) or text("(untitled)"), style="bold cyan")
    if objective.weight is not None:
        label.append(_weight(objective.weight), style="not bold yellow")
    facts = [word(objective.level.value), objective.org_unit, objective.responsible]
    if objective.due_date is not None:
        facts.append(deadline_text(objective.due_date, spoken()))
    _append_facts(label, [*facts, origin_text(objective)], objective.page)
    return label


def _add_indicator(branch: Tree, indicator: Indicator, values: Sequence[Value]) -> None:
    name = indicator.name or indicator.description
    label = Text("◦ ").append(
        plain(" ".join(filter(None, [indicator.code, name]))) or text("(unnamed)")
    )
    if indicator.weight is not None:
        label.append(_weight(indicator.weight), style="yellow")
    _append_facts(label, [indicator.dimension, origin_text(indicator)], indicator.page)
    node = branch.add(label)
    for value in values:
        figure = Text(f"{role_text(value)}: ", style="dim")
        figure.append(plain(value_text(value, spoken())), style="not dim green")
        origin = origin_text(value)
        node.add(figure.append(f"  {origin}", style="dim") if origin else figure)


def action_label(action: Action) -> Text:
    """What is done, by when."""
    label = Text("→ ").append(plain(action.description or action.outcome or text("(no text)")))
    due = deadline_text(action.due_date, spoken()) if action.due_date else action.due_raw
    if due:
        label.append(f"  {plain(due)}", style="green")
    _append_facts(label, [action.responsible, origin_text(action)], action.page)
    return label


def unit_label(unit: Unit) -> Text:
    """Code, name and who is responsible."""
    label = Text(plain(" ".join(filter(None, [unit.code, unit.name]))) or text("(unnamed)"))
    _append_facts(label, [unit.responsible], unit.page)
    return label


def criterion_label(criterion: Criterion) -> Text:
    """Component, whom it judges, its weight, scale and rule."""
    name = " · ".join(filter(None, [criterion.component, criterion.subject, criterion.text]))
    label = Text(plain(name) or text("(no text)"))
    if criterion.weight is not None:
        label.append(_weight(criterion.weight), style="yellow")
    if criterion.scale_min is not None and criterion.scale_max is not None:
        ends = (number_text(end, spoken()) for end in (criterion.scale_min, criterion.scale_max))
        label.append(f"  {text('scale {scale}', scale='–'.join(ends))}", style="green")
    _append_facts(label, [], criterion.page)
    return label


def _weight(weight: Decimal) -> str:
    return f"  {text('weight {weight}', weight=percent_text(weight, spoken()))}"


def _add_section(tree: Tree, title: str, content: Sequence[object]) -> Tree:
    """A branch for `content`; without any, one that is not shown."""
    label = Text(f"{title} ({len(content)})", style="bold")
    return tree.add(label) if content else Tree(label)


def _append_facts(label: Text, facts: Iterable[str | None], page: int | None) -> None:
    known = [plain(fact) for fact in facts if fact]
    if page is not None:
        known.append(text("p. {page}", page=page))
    if known:
        label.append(f"  {' · '.join(known)}", style="not bold dim")


def _group(
    records: Iterable[Item], key: Callable[[Item], str | None]
) -> defaultdict[str | None, list[Item]]:
    groups: defaultdict[str | None, list[Item]] = defaultdict(list)
    for record in records:
        groups[key(record)].append(record)
    return groups
