"""What cards and labelled lines say of the objective they stand under, and of its indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from piao.extractors.shared.lines import begins_list_item
from piao.normalizers.fields.columns.headings import record_of
from piao.normalizers.figures import parse_deadline, parse_figures, split_measures
from piao.normalizers.forms.pieces import Card, Pair, Spot
from piao.normalizers.records.attributes import (
    IndicatorTexts,
    ObjectiveSaid,
    ObjectiveText,
)
from piao.normalizers.records.formulas import fraction
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.maker import Maker, Outcome, named, place_of, weight_of
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.steps import add_lines, listed
from piao.normalizers.records.values import add_values
from piao.normalizers.text.cleaning import fold, one_line
from piao.schema.records import Comparator, Level, Role

IndicatorText = Literal[
    "code", "description", "dimension", "unit", "data_source", "frequency", "reference",
    "responsible",
]  # fmt: skip
INDICATOR_TEXTS: tuple[IndicatorText, ...] = get_args(IndicatorText)
_Text = Literal["code", ObjectiveText]
_TEXTS: tuple[_Text, ...] = get_args(_Text)
WEIGHTS = frozenset({"weight", "strategic_weight", "area_weight"})
CONTEXT = frozenset(
    {"objective.responsible", "unit.responsible", "objective.org_unit", "unit.name",
     "objective.mission", "objective.programme", "objective.strategic_area"}
)  # fmt: skip


def read_card(card: Card, scope: Scope, maker: Maker) -> tuple[Scope, Outcome]:
    """Record what a card says, label by label from the top.

    'Indicatore' begins an indicator, the figures that follow are its values; all else fills
    the objective in force or, where there is none, holds for the section. Gives the scope
    for what follows, and what became of the card.
    """
    if scope.objective is None and scope.indicator is None and not _measures(card):
        fields = {pair.field for pair in card.pairs if pair.field}
        if not fields & CONTEXT:
            return scope, Outcome.UNREAD if fields else Outcome.CONTEXT
        for pair in reversed(card.pairs):  # of two offices the first is the nearer one
            scope = scope.with_label(pair.field, pair.text)
        return scope, Outcome.CONTEXT
    waiting: list[Pair] = []
    code: str | None = None
    for pair, following in zip(card.pairs, (*card.pairs[1:], None), strict=True):
        if _announces_indicator(pair, card):
            scope, code = replace(scope, indicator=None), _own_code(pair)
        elif not pair.text or maker.is_blank(pair.text) or _is_better_said(pair, card):
            continue
        elif pair.field == "indicator.name":
            scope = _begin_indicators(pair, scope, maker, code, alone=_is_alone(card))
            code = None
            for earlier in waiting:
                _fill_indicator(earlier, scope.indicator or "", maker)
            waiting.clear()
        elif _is_of_indicator(pair) and scope.indicator is None and _names_later(card, pair):
            waiting.append(pair)
        elif pair.field == "action.description" and scope.objective is not None:
            days = following if following and following.field in _DAYS else None
            add_lines(
                pair.spot, scope, maker, score=pair.label.score, beside=days.text if days else ""
            )
        elif pair.field != "action.due_date" or not _is_of_steps(pair, card):
            scope = _read_pair(pair, scope, maker)
    return scope, Outcome.READ


def _read_pair(pair: Pair, scope: Scope, maker: Maker) -> Scope:
    """What a label says of the records in force; gives the scope for what follows."""
    field = pair.field or ""
    if field.startswith("value."):
        scope = _read_value(pair, scope, maker)
    elif _is_of_indicator(pair) and scope.indicator is not None:
        _fill_indicator(pair, scope.indicator, maker)
    elif scope.objective is not None:
        fill_objective(pair.field, pair.spot, scope, maker)
    else:
        scope = scope.with_label(field, pair.text)
    return scope


_DAYS = frozenset({"action.due_date", "objective.due_date"})


def _is_of_steps(pair: Pair, card: Card) -> bool:
    """Whether days stand line by line beside steps, each with its own."""
    place = card.pairs.index(pair)
    before = card.pairs[place - 1] if place else None
    return (
        before is not None
        and before.field == "action.description"
        and listed(before.text, pair.text) is not None
    )


def _is_of_indicator(pair: Pair) -> bool:
    return pair.field is not None and record_of(pair.field) == "indicator"


def _is_better_said(pair: Pair, card: Card) -> bool:
    """Whether another label of the same card names the pair's field by its own name.

    'Reperimento dati' beside 'Fonte informativa': both say where figures come from.
    """
    if pair.field not in _SAID_ONCE:
        return False
    begun = [other for other in card.pairs if other.field == "indicator.name"]
    return len(begun) < 2 and any(
        other.field == pair.field and other.label.score > pair.label.score and other.text
        for other in card.pairs
    )


_SAID_ONCE = frozenset({"indicator.data_source", "indicator.formula", "indicator.unit"})


def _measures(card: Card) -> bool:
    """Whether a card without an objective names an indicator and says something of it."""
    fields = {pair.field for pair in card.pairs if pair.text and pair.field}
    return "indicator.name" in fields and len(fields) > 1


def _names_later(card: Card, pair: Pair) -> bool:
    """Whether an indicator's name stands further below on the card."""
    after = card.pairs[card.pairs.index(pair) + 1 :]
    return any(other.field == "indicator.name" and other.text for other in after)


def _announces_indicator(pair: Pair, card: Card) -> bool:
    """Whether a label alone says that an indicator begins, its name further below."""
    announces = pair.label.announces and not pair.text and pair.field == "indicator.name"
    return announces and _names_later(card, pair)


def _own_code(pair: Pair) -> str | None:
    """The code that a label prints, which is more than a count: 'Indicatore OS.1-2'."""
    ordinal = pair.label.ordinal
    return ordinal if ordinal and not ordinal.isdigit() else None


def _is_alone(card: Card) -> bool:
    """Whether no label of the card says what an indicator is to reach: its own words may."""
    return not any((other.field or "").startswith("value.") for other in card.pairs)


def _begin_indicators(
    pair: Pair, scope: Scope, maker: Maker, code: str | None, *, alone: bool
) -> Scope:
    """The indicator that a label names; lines that each stand alone are one each."""
    names = split_measures(pair.text) if "\n" in pair.text else [pair.text]
    indicator: str | None = None
    for name in names:
        spot = replace(pair.spot, text=name)
        indicator = add_indicator(
            spot,
            name.rstrip(" ."),
            scope,
            maker,
            objective_id=scope.objective,
            score=pair.label.score,
            code=code or _own_code(pair),
        )
        if len(names) > 1 or alone or begins_list_item(pair.text):
            add_values(spot, indicator, Role.TARGET, scope, maker, within=True, score=0.9)
    return replace(scope, indicator=indicator)


def _read_value(pair: Pair, scope: Scope, maker: Maker) -> Scope:
    """A figure of the indicator in force; of an objective without any, of itself."""
    role = Role((pair.field or "").removeprefix("value."))
    if scope.indicator is None:
        if scope.objective is None:
            return scope
        if _is_prose(pair.text, maker):
            outcome = one_line(pair.text)
            maker.builder.fill_objective(scope.objective, expected_outcome=outcome)
            return scope
        title = maker.builder.objectives[scope.objective].title or ""
        identity = add_indicator(
            pair.spot, title, scope, maker, objective_id=scope.objective, score=0.7
        )
        scope = replace(scope, indicator=identity)
    indicator = scope.indicator or ""
    known = maker.builder.indicators[indicator]
    add_values(
        pair.spot,
        indicator,
        role,
        scope,
        maker,
        year=pair.label.year,
        unit=known.unit or pair.label.unit,
        score=pair.label.score,
    )
    return scope


def _is_prose(text: str, maker: Maker) -> bool:
    figures = parse_figures(text, year=maker.year, change=True)
    return all(figure.comparator is Comparator.TEXT for figure in figures)


def _fill_indicator(pair: Pair, indicator: str, maker: Maker) -> None:
    name = (pair.field or "").removeprefix("indicator.")
    known = maker.builder.indicators[indicator]
    if name == "weight":
        maker.builder.amend_indicator(indicator, weight=weight_of(pair.text))
    elif name == "formula" and known.formula is None:
        maker.builder.amend_indicator(indicator, formula=fraction(pair.text))
    elif name in INDICATOR_TEXTS and getattr(known, name) is None:
        said: IndicatorTexts = {}
        said[name] = pair.text
        maker.builder.amend_indicator(indicator, **said)


def fill_objective(field: str | None, spot: Spot, scope: Scope, maker: Maker) -> None:
    """Put a text into the objective in force; what is no field stays where it was printed."""
    objective = scope.objective
    record, _, name = (field or "").partition(".")
    if objective is None or not name:
        return
    builder = maker.builder
    known = builder.objectives[objective]
    if field == "objective.parent":
        _link(objective, spot, maker)
    elif name in WEIGHTS:
        builder.fill_objective(objective, weight=weight_of(spot.text))
    elif name == "due_date":
        due = parse_deadline(spot.text, year=known.year or maker.year)
        builder.fill_objective(objective, due_date=due)
    elif field == "unit.name":
        _fill_text(objective, "org_unit", spot.text, scope, maker)
    elif name in _TEXTS and record in ("objective", "indicator", "unit", "action"):
        _fill_text(objective, name, spot.text, scope, maker)


def _link(objective: str, spot: Spot, maker: Maker) -> None:
    """Put an objective under the one that its card names, which is recorded where it is new."""
    builder = maker.builder
    code, title = named(spot.text)
    parent = next(
        (
            identity
            for identity, known in builder.objectives.items()
            if identity != objective
            and (fold(known.title or "") == fold(title) or (code and known.code == code))
        ),
        None,
    )
    if parent is None:
        parent = builder.add_objective(
            Level.STRATEGIC, code=code, title=title, year=maker.year, **place_of(spot)
        )
    builder.amend_objective(objective, parent_id=parent)


def _fill_text(objective: str, name: _Text, text: str, scope: Scope, maker: Maker) -> None:
    """A second label of the same field (two kinds of stakeholders) adds to it.

    What the card prints beats what the sections around it gave.
    """
    known = getattr(maker.builder.objectives[objective], name)
    inherited = scope.inherited(maker.year).get(name)
    said: ObjectiveSaid = {}
    if known is None or known == inherited:
        said[name] = text
    elif name == "stakeholders" and text not in known:
        said[name] = f"{known}\n{text}"
    maker.builder.amend_objective(objective, **said)
