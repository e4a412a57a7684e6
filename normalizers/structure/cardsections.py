"""The sections that a card opens: the objective that it names, those above it, a unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from piao.extractors.shared.lines import is_open
from piao.normalizers.fields.kinds import KIND_OF_FIELD, OBJECTIVES, Kind, printed_level
from piao.normalizers.fields.labels import titled
from piao.normalizers.forms.pieces import Card, Pair
from piao.normalizers.forms.subjects import TITLES
from piao.normalizers.structure.section import Section
from piao.normalizers.text.cleaning import fold, strip_footnote
from piao.normalizers.text.numbering import numbered

UNIT_NAMES = ("objective.org_unit", "unit.name", "unit.code")
_OF_UNITS = frozenset(
    {*UNIT_NAMES, "objective.responsible", "unit.responsible", "objective.mission",
     "objective.programme", "objective.strategic_area", "objective.year", None}
)  # fmt: skip
_LEVEL_WORDS = 3
OF_OBJECTIVE = frozenset(
    {*UNIT_NAMES, "objective.responsible", "unit.responsible", "objective.mission",
     "objective.programme", "objective.strategic_area", "objective.weight", "objective.due_date",
     "objective.reference", "objective.stakeholders", "indicator.weight", "indicator.dimension"}
)  # fmt: skip
"""What a row of an objective's card may say of it."""
_WEIGHTS = {
    "objective.strategic": "objective.strategic_weight",
    "objective.area": "objective.area_weight",
}
_OUTER = {"objective.area": 0, "objective.sub_area": 1, "objective.strategic": 2}


def sections_of_card(card: Card, top: Section, unit_cards: set[tuple[str, ...]]) -> list[Section]:
    """The sections that begin with a card, the outermost first; none where it only fills one.

    `unit_cards` are the labels of cards of units seen so far: one of the same form is a
    unit's too, also after an objective.
    """
    if announced := _announced(card):
        return [announced]
    names = [pair for pair in card.pairs if pair.field in TITLES and pair.text.strip()]
    if names:
        return _objectives(card, names, top)
    _take_level(card, top)
    form = tuple(fold(pair.label.text) for pair in card.pairs)
    in_objective = any(section.kind in OBJECTIVES for section in top.around())
    if _describes_heading(top) and form not in unit_cards:
        return []
    if _is_of_unit(card) and (form in unit_cards or not in_objective):
        unit_cards.add(form)
        return [_unit(card)]
    return []


def _announced(card: Card) -> Section | None:
    """The objective that a card only numbers: 'OBIETTIVO N. 1 | Peso: 25', its title below."""
    first = card.pairs[0]
    kind = KIND_OF_FIELD.get(first.field or "")
    if kind not in OBJECTIVES or first.text.strip() or not first.label.announces:
        return None
    others = [(pair.label, pair.spot) for pair in card.pairs[1:] if pair.text.strip()]
    if any(label.field in TITLES for label, _ in others):
        return None
    text = first.label.text
    return Section(
        kind, "", text, first.label.ordinal, spot=first.spot, attributes=others, label=text
    )


_LINKED = re.compile(r"\b(?:collegat|riferimento|correlat|conness|sovraordinat|padre)", re.I)
"""Words of a label that names another objective, the one above: 'Obiettivo specifico collegato'."""


def as_parent(card: Card, top: Section) -> Card:
    """The card of an open objective, where it only names the one above: that is its parent."""
    names = [pair for pair in card.pairs if pair.field in TITLES and pair.text.strip()]
    around = next((section for section in top.around() if section.kind in OBJECTIVES), None)
    linked = bool(names) and all(_LINKED.search(pair.label.text) for pair in names)
    if not linked or around is None or around.kind is not Kind.OBJECTIVE or not around.title:
        return card
    return _with_parents(card, names)


def _with_parents(card: Card, names: Sequence[Pair]) -> Card:
    return Card(
        tuple(replace(p, field="objective.parent") if p in names else p for p in card.pairs)
    )


def _describes_heading(top: Section) -> bool:
    """Whether a card comes right under a numbered heading, whose content it is."""
    return top.kind is Kind.CHAPTER and top.code is not None and not top.parts


def _is_of_unit(card: Card) -> bool:
    fields = {pair.field for pair in card.pairs}
    named = [pair for pair in card.pairs if pair.field in UNIT_NAMES and pair.text.strip()]
    return bool(named) and fields <= _OF_UNITS


def _unit(card: Card) -> Section:
    name = next(pair for pair in card.pairs if pair.field in UNIT_NAMES and pair.text.strip())
    text = " ".join(name.text.split())
    others = [(pair.label, pair.spot) for pair in card.pairs if pair is not name]
    return Section(
        Kind.UNIT, text, text, name.label.ordinal, spot=name.spot, attributes=others, parts=[card]
    )


def _objectives(card: Card, names: list[Pair], top: Section) -> list[Section]:
    """The objectives that a card names: the last levels are its own, those above are around it."""
    if _names_what_is_open(names, top):
        _take_level(card, next(section for section in top.around() if section.kind in OBJECTIVES))
        return []
    linked = [pair for pair in names if _LINKED.search(pair.label.text)]
    if linked and len(linked) < len(names):
        names = [pair for pair in names if pair not in linked]
        card = _with_parents(card, linked)
    deepest = max(_OUTER.get(pair.field or "", 9) for pair in names)
    own = [pair for pair in names if _OUTER.get(pair.field or "", 9) == deepest]
    outer = sorted(
        (pair for pair in names if _OUTER.get(pair.field or "", 9) < deepest),
        key=lambda pair: _OUTER[pair.field or ""],
    )
    taken = {_WEIGHTS.get(pair.field or "") for pair in outer}
    sections = [_objective(pair, _weight_of(pair, card)) for pair in outer]
    rest = [p for p in card.pairs if p not in outer and (p.field not in taken or p.field is None)]
    number = _announced_number(card)
    described = any(pair.field == "objective.description" for pair in rest)
    for place, name in enumerate(own):
        begin = 0 if place == 0 else rest.index(name)
        end = rest.index(own[place + 1]) if place + 1 < len(own) else len(rest)
        pairs = [pair for pair in rest[begin:end] if pair is not name]
        title = name
        if not described and (parted := _title_and_description(name)):
            title, description = parted
            pairs.append(description)
        level = next(filter(None, map(_printed_level, pairs)), None)
        pairs = [pair for pair in pairs if not _printed_level(pair)]
        section = _objective(title, [Card(tuple(pairs))] if pairs else [])
        section.code = section.code or number
        if level is not None and section.kind in (Kind.OBJECTIVE, Kind.STRATEGIC):
            section.kind, section.levelled = level, True
        sections.append(section)
    return sections


def _printed_level(pair: Pair) -> Kind | None:
    """The level that a card says its objective to have: 'Tipologia: Strategico'."""
    of_kind = pair.label.field in ("indicator.dimension", "objective.level")
    return printed_level(pair.text) if of_kind and len(pair.text.split()) <= _LEVEL_WORDS else None


def _take_level(card: Card, section: Section) -> None:
    """Give an open objective the level that a card of it prints."""
    if section.kind not in (Kind.OBJECTIVE, Kind.STRATEGIC):
        return
    if any(pair.field == "indicator.name" for pair in card.pairs):
        return
    level = next(filter(None, map(_printed_level, card.pairs)), None)
    if level is not None:
        section.printed_level, section.levelled = level, True


def _announced_number(card: Card) -> str | None:
    """The number of a card that its first row prints alone: 'SCHEDA OBIETTIVO N. 1'."""
    first = card.pairs[0]
    alone = first.label.announces and first.label.field in TITLES and not first.text.strip()
    return first.label.ordinal if alone else None


def _title_and_description(name: Pair) -> tuple[Pair, Pair] | None:
    """The first line of a title that goes on in lines of its own, and these as a description."""
    title, newline, rest = name.text.partition("\n")
    if not newline or is_open(title) or not rest.lstrip()[:1].isupper():
        return None
    description = replace(
        name,
        field="objective.description",
        label=replace(name.label, fields=("objective.description",)),
        spot=replace(name.spot, text=rest.strip(), lead=""),
    )
    return replace(name, spot=replace(name.spot, text=title, lead="")), description


def _weight_of(name: Pair, card: Card) -> list[Card]:
    field = _WEIGHTS.get(name.field or "")
    pairs = tuple(
        replace(pair, field="objective.weight") for pair in card.pairs if pair.field == field
    )
    return [Card(pairs)] if pairs and field else []


def _names_what_is_open(names: list[Pair], top: Section) -> bool:
    """Whether the card repeats, or gives, the title of the objective that it stands under."""
    around = next((section for section in top.around() if section.kind in OBJECTIVES), None)
    if around is None or len(names) != 1:
        return False
    title = " ".join(names[0].text.split())
    if around.title:
        return fold(title) == fold(around.title)
    code, name = numbered(title)
    around.title, around.code = strip_footnote(name), around.code or code
    around.spot = names[0].spot
    return True


def _objective(name: Pair, cards: list[Card]) -> Section:
    kind = KIND_OF_FIELD[name.field or ""]
    text = " ".join(name.text.split())
    code, title = numbered(text)
    title, weight = titled(strip_footnote(title))
    section = Section(
        kind, title, text, name.label.ordinal or code, name.label.year, name.spot, parts=[*cards]
    )
    if weight is not None:
        section.attributes.append(
            (replace(name.label, fields=("objective.weight",)), replace(name.spot, text=weight))
        )
    section.match, section.label = name.label.as_field(name.field), name.label.text
    return section
