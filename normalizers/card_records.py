"""Cards to records: the labels of a card fill the objective titled above or begin one."""

from __future__ import annotations

from piao.normalizers.builder import place_of
from piao.normalizers.cleaning import strip_footnote
from piao.normalizers.figures import parse_deadline, parse_percentage
from piao.normalizers.formulas import fraction
from piao.normalizers.heading_lines import numbered, read_line
from piao.normalizers.reader import OBJECTIVE_LEVELS, Reader, one_line
from piao.normalizers.rows import Card, Pair, Row
from piao.schema.document import Table
from piao.schema.records import Level, Role

TITLES = {
    "objective.area": Level.AREA,
    "objective.sub_area": Level.AREA,
    "objective.strategic": Level.STRATEGIC,
    "objective.title": Level.OPERATIONAL,
    "objective.project": Level.PROJECT,
}
TEXTS = frozenset(
    {"code", "description", "org_unit", "responsible", "mission", "programme", "strategic_area",
     "stakeholders", "expected_outcome", "reference"}
)  # fmt: skip


def read_card(card: Card, reader: Reader) -> None:
    """Record what a card says, label by label from the top.

    A title begins an objective; 'indicatore' begins an indicator, the figures that
    follow are its values; all else fills the objective in force.
    """
    indicator: str | None = None
    waiting: list[Pair] = []
    titled = any(pair.match.field in TITLES for pair in card.pairs)
    if not titled:
        _take_heading_above(card, reader)
    for pair in card.pairs:
        field = pair.match.field or ""
        if not pair.text or reader.lexicon.is_blank(pair.text):
            continue
        if field in TITLES:
            _begin_objective(card.table, pair, TITLES[field], reader)
            for earlier in waiting:
                _fill(earlier, reader)
            waiting, indicator, titled = [], None, False
        elif field == "indicator.name":
            indicator = _begin_indicator(card.table, pair, reader)
        elif field == "action.description" and not titled and reader.context.objective:
            _add_action(card.table, pair, reader)
        elif field.startswith("value.") and indicator is not None:
            _add_value(card.table, pair, indicator, reader)
        elif field.startswith("indicator.") and indicator is not None:
            _fill_indicator(pair, indicator, reader)
        elif titled or reader.context.objective is None:
            waiting.append(pair)
        else:
            _fill(pair, reader)


def _take_heading_above(card: Card, reader: Reader) -> None:
    """A numbered heading nearer than the objective in force is the card's objective."""
    candidate = reader.context.candidate
    about_objective = any((pair.match.field or "").startswith("objective.") for pair in card.pairs)
    if candidate and about_objective and (candidate.code or reader.context.objective is None):
        reader.objective_of_candidate()


def _begin_objective(table: Table, pair: Pair, level: Level, reader: Reader) -> None:
    context = reader.context
    code, title = numbered(one_line(pair.text))
    lines = read_line(one_line(pair.text), reader.lexicon, styled=False)
    if lines and lines[0].title and lines[0].kind.endswith("objective"):
        code, title = lines[0].code, lines[0].title
    if code is None and (announced := read_line(one_line(pair.label), reader.lexicon)):
        code = announced[0].code
    current = context.objective
    if current is not None and _same_title(reader, current, title):
        return
    if context.announced and pair.match.field == "objective.title":
        level, code = OBJECTIVE_LEVELS[context.announced], code or context.announced_code
        context.announced = None
    parent = context.strategic if level in (Level.OPERATIONAL, Level.PROJECT) else None
    identity = reader.builder.add_objective(
        level,
        parent_id=parent,
        code=code,
        title=strip_footnote(title),
        **reader.inherited(),
        **place_of(table, pair.cell, pair.row, pair.match.score),
    )
    reader.enter_objective(identity, level)


def _same_title(reader: Reader, objective: str, title: str) -> bool:
    known = reader.builder.objectives[objective].title
    return known is not None and known.lower() == title.lower()


def _fill(pair: Pair, reader: Reader) -> None:
    """Put a labelled text into the objective in force."""
    fill_objective(pair.match.field, pair.text, reader)


def fill_objective(field: str | None, text: str, reader: Reader) -> None:
    """Put a text into the objective in force; what is no field stays where it was printed."""
    objective = reader.context.objective
    record, _, name = (field or "").partition(".")
    if objective is None or not name:
        return
    builder = reader.builder
    known = builder.objectives[objective]
    if name in ("weight", "strategic_weight"):
        builder.fill_objective(objective, weight=parse_percentage(text))
    elif name == "due_date":
        due = parse_deadline(text, year=known.year or reader.year)
        builder.fill_objective(objective, due_date=due)
    elif name in TEXTS and record in ("objective", "indicator", "unit", "action"):
        _fill_text(reader, objective, name, text)
    elif field == "unit.name":
        _fill_text(reader, objective, "org_unit", text)


def _fill_text(reader: Reader, objective: str, name: str, text: str) -> None:
    """A second label of the same field (two kinds of stakeholders) adds to it.

    What the card prints beats what the headings above it gave.
    """
    known = getattr(reader.builder.objectives[objective], name)
    inherited = reader.inherited().get(name)
    if known is None or known == inherited:
        reader.builder.amend_objective(objective, **{name: text})
    elif name == "stakeholders" and text not in known:
        reader.builder.amend_objective(objective, **{name: f"{known}\n{text}"})


def _begin_indicator(table: Table, pair: Pair, reader: Reader) -> str:
    reader.context.measured = True
    return reader.builder.add_indicator(
        name=strip_footnote(one_line(pair.text)),
        objective_id=reader.context.objective,
        org_unit=reader.context.unit,
        **place_of(table, pair.cell, pair.row, pair.match.score),
    )


def _add_action(table: Table, pair: Pair, reader: Reader) -> None:
    reader.builder.add_action(
        description=pair.text,
        objective_id=reader.context.objective,
        **place_of(table, pair.cell, pair.row, pair.match.score),
    )


def _fill_indicator(pair: Pair, indicator: str, reader: Reader) -> None:
    name = (pair.match.field or "").removeprefix("indicator.")
    known = reader.builder.indicators[indicator]
    if name == "weight":
        reader.builder.amend_indicator(indicator, weight=parse_percentage(pair.text))
    elif getattr(known, name) is None:
        text = fraction(pair.text) if name == "formula" else pair.text
        reader.builder.amend_indicator(indicator, **{name: text})


def _add_value(table: Table, pair: Pair, indicator: str, reader: Reader) -> None:
    known = reader.builder.indicators[indicator]
    role = Role((pair.match.field or "").removeprefix("value."))
    reader.add_values(
        table,
        Row(pair.row, ()),
        pair.cell,
        indicator,
        role,
        text=pair.text,
        year=pair.match.year,
        unit=known.unit or pair.match.unit,
        score=pair.match.score,
    )
