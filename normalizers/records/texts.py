"""What running text says under an objective: its description, its steps; lists of objectives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piao.extractors.shared.lines import begins_list_item
from piao.normalizers.fields.columns.headings import record_of
from piao.normalizers.fields.kinds import Kind
from piao.normalizers.fields.labels import read_label
from piao.normalizers.fields.sentences import measure_in
from piao.normalizers.figures import find_figures, measure_and_figure
from piao.normalizers.forms.pieces import Text
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.maker import Maker
from piao.normalizers.records.prose import read_sentences
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.steps import LONGEST_STEP, add_step, has_deadline, without_bullet
from piao.normalizers.records.values import add_values
from piao.normalizers.structure.section import Section
from piao.normalizers.text.cleaning import fold
from piao.schema.records import Comparator, Role

SHORTEST_DESCRIPTION = 30


def read_texts(texts: Sequence[Text], section: Section, scope: Scope, maker: Maker) -> bool:
    """Read the running text of a section that belongs to an objective; whether it became records.

    Lines that end with a deadline are steps, also those of a list whose others do; a text
    before them describes the objective. Under a heading that only names a field
    ('Attività:', 'Finalità') the text is of that field.
    """
    if not texts or scope.objective is None:
        return False
    label = read_label(section.text, maker.lexicon) if section.text else None
    field = label.field if label is not None and section.name == fold(section.text) else None
    field = field or _field_of_part(section, maker)
    if field == "action.description":
        listed = [text for text in texts if text.item or text.beside or _is_step(text, maker)]
        for text in listed or texts:
            _add_steps(text, scope, maker)
        return True
    if field is not None and record_of(field) == "indicator" and field != "indicator.name":
        return _add_measures(texts, scope, maker)
    if field == "indicator.name":
        return _add_measures(texts, scope, maker)
    steps = _steps(texts, maker)
    for text in steps:
        _add_steps(text, scope, maker)
    rest: list[str] = []
    told = scope
    for text in texts:
        if text not in steps:
            said, told = read_sentences(text, told, maker)
            rest += [said] if said and not text.item else []
    described = "\n".join(part for part in rest if len(part) >= SHORTEST_DESCRIPTION)
    if described and field in (None, "objective.description", "objective.expected_outcome"):
        described = described.replace("\n", " ")
        if field == "objective.expected_outcome":
            maker.builder.fill_objective(scope.objective, expected_outcome=described)
        else:
            maker.builder.fill_objective(scope.objective, description=described)
    return True


def _steps(texts: Sequence[Text], maker: Maker) -> list[Text]:
    """The lines that are steps: those with a deadline, and the others of their list."""
    steps = [text for text in texts if _is_step(text, maker)]
    listed = [text for text in texts if begins_list_item(text.printed)]
    if len(steps) < 2 and not (steps and (steps[0].item or steps[0] in listed)):
        return []
    whole = any(text in steps for text in listed)
    return [text for text in texts if text in steps or (whole and text in listed)]


def _field_of_part(section: Section, maker: Maker) -> str | None:
    if section.kind is not Kind.PART:
        return None
    label = read_label(section.text.rstrip(": "), maker.lexicon) if section.text else None
    return label.field if label is not None else None


def _is_step(text: Text, maker: Maker) -> bool:
    if len(text.printed) > LONGEST_STEP or measure_in(text.printed) is not None:
        return False
    return has_deadline(text.printed, maker.year)


def _add_steps(text: Text, scope: Scope, maker: Maker) -> None:
    due = text.beside or None
    for line in text.spot.text.split("\n"):
        if line.strip():
            spot = replace(text.spot, text=line.strip(), lead="")
            add_step(spot, scope, maker, due=due, score=0.85)


def _add_measures(texts: Sequence[Text], scope: Scope, maker: Maker) -> bool:
    """The items of a list under 'Indicatori', each with the figure in its own sentence."""
    measured = [text for text in texts if text.item or _has_figure(text.printed, maker)]
    for text in measured:
        printed = without_bullet(text.printed).rstrip(" ;.")
        name, figure = measure_and_figure(printed, year=maker.year)
        spot = replace(text.spot, text=name, lead="")
        indicator = add_indicator(
            spot, name, scope, maker, objective_id=scope.objective, score=0.85
        )
        said, within = replace(spot, text=figure or printed), figure is None
        add_values(said, indicator, Role.TARGET, scope, maker, within=within, score=0.85)
    return bool(measured)


def _has_figure(text: str, maker: Maker) -> bool:
    """Whether a line promises a figure or a day."""
    figures = find_figures(text, year=maker.year)
    return any(f.comparator not in (Comparator.TEXT, Comparator.REFERENCE) for f in figures)
