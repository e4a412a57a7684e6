"""What headings are by what stands below them: plain headings that turn out to be objectives.

A heading says by its words what it is, or by its content: one that owns a card of an
objective's labels, or steps with their deadlines, names that objective. Headings of one look
are of one kind: where most are objectives, or units over objectives, the others are too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from piao.extractors.shared.lines import begins_list_item, is_open
from piao.normalizers.fields.columns.headings import record_of
from piao.normalizers.fields.kinds import OBJECTIVES, Kind
from piao.normalizers.fields.labels import WEIGHT_OF_TITLE, names_several, titled
from piao.normalizers.fields.topics import WITHOUT_OBJECTIVES
from piao.normalizers.figures import parse_deadline
from piao.normalizers.forms.cards import Form
from piao.normalizers.forms.pieces import Card, Grid, Piece, Spot, Text
from piao.normalizers.forms.subjects import TITLES, resolved
from piao.normalizers.identity.acts import names_plan
from piao.normalizers.structure.section import Section, is_linked
from piao.normalizers.text.cleaning import fold, strip_footnote
from piao.normalizers.text.numbering import numbered

LONGEST_TITLE = 220
LONGEST_LINE = 200
_MOST = 0.6
_FEWEST_ALIKE = 2
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+(?=[A-ZÀ-Ý«“\"])")
_HEADS = frozenset({"indicator.name", "objective.title", *TITLES})

Look = tuple[int | None, int, bool]
"""What headings of one kind have in common: level, parts of their number, whether in a table."""


def with_roles(root: Section, form: Form) -> Section:
    """The tree with the kind of each section, and the titles of announced objectives."""
    before = {section: section.kind for section in root.sections()}
    for section in list(root.sections()):
        _give_title(section)
        if section.kind in OBJECTIVES and not section.title and not section.code:
            section.kind, section.title = Kind.PART, section.text
    for section in root.sections():
        if section.kind is Kind.CHAPTER and section.parent is not None:
            _promote(section, form)
        _raise_numbered(section, form)
        _raise_owner(section)
        _raise_area(section)
        _raise_unit(section, form)
    by_look: dict[Look, list[Section]] = defaultdict(list)
    for section in root.sections():
        if section.parent is not None:
            by_look[_look(section)].append(section)
    for alike in by_look.values():
        _agree_on_objectives(alike, form)
        _agree_on_units(alike, form)
    for section in root.sections():
        if section.kind in OBJECTIVES:
            _part_weight(section)
            if before.get(section) not in OBJECTIVES:
                section.parts = [_of_objective(part) for part in section.parts]
    _drop_weak(root)
    return root


def _of_objective(part: Section | Piece) -> Section | Piece:
    """A card under what turned out to be an objective: its labels may speak of that."""
    return resolved(part, around="objective") if isinstance(part, Card) else part


def _part_weight(section: Section) -> None:
    """The weight that a title ends with is none of its words: '… (punti 20)'."""
    section.title, weight = titled(section.title)
    if weight is not None and section.spot is not None:
        section.attributes.append((WEIGHT_OF_TITLE, replace(section.spot, text=weight)))


_OF_A_KIND = re.compile(r"\b(?:operativ|gestional|esecutiv|annual|specific|individual)", re.I)
_NAMED = re.compile(r"\bobiettivo\b", re.IGNORECASE)


def _raise_unit(section: Section, form: Form) -> None:
    """'AREA 1 – AFFARI GENERALI' over its responsible and objectives is an office."""
    first = fold(section.text).split(" ", maxsplit=1)[0]
    if section.kind is not Kind.CHAPTER or first not in form.lexicon.unit_words:
        return
    pieces = section.pieces
    heads = bool(pieces) and isinstance(pieces[0], Card) and _fields(pieces[0]) <= _OF_PEOPLE
    if heads and _fields_of(pieces[0]) and _is_over_objectives(section):
        section.kind, section.topic = Kind.UNIT, None


_OF_PEOPLE = frozenset({"objective.responsible", "unit.responsible"})


def _raise_area(section: Section) -> None:
    """A strategic area whose number the objectives in it go on from is the tree's first level."""
    code, title = numbered(section.title)
    codes = [s.code or "" for s in section.sections() if s.kind in OBJECTIVES]
    if section.kind is Kind.STRATEGIC_AREA and any(own.startswith(f"{code}.") for own in codes):
        section.kind, section.code, section.title = Kind.AREA, code, title


def _raise_owner(section: Section) -> None:
    """An objective with others that are linked to it is above them."""
    grouped = section.kind is Kind.OBJECTIVE and section.table_id is not None
    if grouped and _is_weighed(section) and _lists_objectives(section):
        section.kind = Kind.AREA
    linked = (s for s in section.sections() if is_linked(s) and s.parent is section)
    pieces = [piece for part in linked for piece in part.pieces]
    if section.levelled:
        return
    if section.kind is Kind.OBJECTIVE and any(_fields_of(piece) & TITLES for piece in pieces):
        section.kind = Kind.STRATEGIC


def _raise_numbered(section: Section, form: Form) -> None:
    """A plainly numbered objective that owns steps and indicators of its own is strategic."""
    label = section.label or section.text.removesuffix(section.title)
    code = section.code or _code_in_card(section)
    if (
        section.kind is not Kind.OBJECTIVE
        or section.levelled
        or not code
        or not _NAMED.search(label)
    ):
        return
    if _OF_A_KIND.search(label):
        return
    pieces = [piece for inner in section.sections() for piece in inner.pieces]
    owned = {field for piece in pieces for field in _fields_of(piece)}
    if any(_lists_steps(inner, form) for inner in section.sections()):
        owned.add("action.description")
    if {"action.description", "indicator.name"} <= owned:
        section.kind = Kind.STRATEGIC


def _lists_steps(part: Section, form: Form) -> bool:
    """Whether a part is headed 'Attività e tempi' and lists some."""
    label = form.label(part.text.rstrip(" :")) if part.kind is Kind.PART else None
    items = (piece for piece in part.pieces if isinstance(piece, Text))
    return (
        label is not None
        and label.field == "action.description"
        and any(text.item or text.beside for text in items)
    )


def _code_in_card(section: Section) -> bool:
    cards = (piece for piece in section.pieces if isinstance(piece, Card))
    return any("objective.code" in _fields(card) for card in cards)


def _fields_of(piece: Piece) -> set[str]:
    if isinstance(piece, Card):
        return _fields(piece)
    return piece.fields if isinstance(piece, Grid) else set()


def _look(section: Section) -> Look:
    parts = section.code.count(".") + 1 if section.code else 0
    return section.level, parts, section.table_id is not None


def _promote(section: Section, form: Form) -> None:
    """A heading over what only an objective or an indicator has is its title."""
    around = section.parent.about if section.parent else None
    if around in WITHOUT_OBJECTIVES or len(section.title) > LONGEST_TITLE:
        return
    if names_plan(section.title, form.lexicon):
        return
    before = section.kind
    _promote_by_content(section)
    if section.kind is not before:
        section.topic = None


def _promote_by_content(section: Section) -> None:
    cards = [piece for piece in section.pieces if isinstance(piece, Card)]
    has_number = section.code is not None
    in_objective = any(s.kind in OBJECTIVES for s in section.around())
    if any(_is_of_indicator(card) for card in cards) and (has_number or in_objective):
        section.kind = Kind.INDICATOR
    elif _counts_on_objective(section) and (section.parts or section.attributes):
        section.kind = Kind.OBJECTIVE
    elif in_objective and not has_number:
        return
    elif any(_is_of_objective(card) for card in cards):
        if has_number or not in_objective:
            section.kind = Kind.STRATEGIC
    elif section.topic in WITHOUT_OBJECTIVES:
        return
    elif has_number and any(_counts_on(piece, section.code or "") for piece in section.pieces):
        section.kind = Kind.STRATEGIC
        section.title = section.title.rstrip(" .")
    elif has_number and _is_listed_as_objective(section):
        section.kind = Kind.OBJECTIVE
    elif has_number and any(_owns_steps(piece) for piece in section.pieces):
        section.kind = Kind.STRATEGIC
    elif has_number and (
        (_is_weighed(section) and any(map(_lists_indicators, section.pieces)))
        or any(_measures(card) for card in (*cards, *_listed(section)))
    ):
        section.kind = Kind.OBJECTIVE


def _listed(section: Section) -> list[Card]:
    """The cards under 'Indicatori:', the one part that a heading has."""
    parts = [part for part in section.parts if isinstance(part, Section)]
    if len(parts) != 1 or parts[0].kind is not Kind.PART or "indicator" not in parts[0].name:
        return []
    return [piece for piece in parts[0].pieces if isinstance(piece, Card)]


def _counts_on_objective(section: Section) -> bool:
    """Whether a heading goes on counting from the objective around it: 'A.1.2' in 'A.1'."""
    around = next((s for s in section.around() if s.kind in OBJECTIVES), None)
    outer, inner = around.code if around else None, section.code
    return outer is not None and inner is not None and inner.startswith(f"{outer}.")


def _fields(card: Card) -> set[str]:
    return {pair.field for pair in card.pairs if pair.field}


def _is_of_objective(card: Card) -> bool:
    """A card of an objective that does not print its title."""
    fields = _fields(card)
    sure = {
        pair.field
        for pair in card.pairs
        if pair.field and all(record_of(field) == "objective" for field in pair.label.fields)
    }
    about = sure - {"objective.responsible", "objective.year"}
    return not fields & _HEADS and (len(about) >= 2 or (len(about) == 1 and len(fields) >= 2))


def _is_of_indicator(card: Card) -> bool:
    """A card of an indicator that does not print its name: formula, target, source."""
    fields = _fields(card)
    if fields & _HEADS:
        return False
    own = [field for field in fields if record_of(field) == "indicator"]
    return len(own) >= 3 and any(field.startswith("value.") for field in own)


def _measures(card: Card) -> bool:
    """Lines of an indicator with its target, whose objective is the heading."""
    fields = _fields(card)
    return "indicator.name" in fields and (
        any(field.startswith("value.") for field in fields) or "objective.responsible" in fields
    )


def _is_listed_as_objective(section: Section) -> bool:
    """Whether a heading is one of several that are numbered alike in a part 'Obiettivi'.

    What stands below it is a list: '01.01 Gestione del bilancio' over what is to be done.
    """
    around = list(section.parent.around()) if section.parent else []
    parts = [s for s in around if s.kind is Kind.PART and "obiettiv" in s.name]
    if not parts or not section.styled or "." not in (section.code or ""):
        return False
    siblings = section.parent.parts if section.parent else []
    alike = [s for s in siblings if isinstance(s, Section) and _look(s) == _look(section)]
    return len(alike) >= _FEWEST_ALIKE and any(_is_item(piece) for piece in section.pieces)


def _is_item(piece: Piece) -> bool:
    """An item of a list, or a line that says by when."""
    if not isinstance(piece, Text):
        return False
    dated = parse_deadline(piece.printed) is not None
    return piece.item or dated or begins_list_item(piece.printed)


def _is_weighed(section: Section) -> bool:
    """Whether a heading, or labels beside it, give it a weight, as an objective has one."""
    return titled(section.text)[1] is not None or any(
        "objective.weight" in label.fields for label, _ in section.attributes
    )


def _lists_indicators(piece: Piece) -> bool:
    if isinstance(piece, Card):
        return "indicator.name" in _fields(piece)
    fields = piece.fields if isinstance(piece, Grid) else set()
    return "indicator.name" in fields and not fields & TITLES


def _owns_steps(piece: Piece) -> bool:
    if not isinstance(piece, Grid):
        return False
    return "action.description" in piece.fields and not piece.fields & {"indicator.name"}


def _counts_on(piece: Piece, code: str) -> bool:
    """Whether the titles in a grid count on from the heading above it: '2.1', '2.2' under '2'."""
    if not isinstance(piece, Grid):
        return False
    owner = piece.column("objective.title") or piece.column("action.description")
    texts = list(piece.texts(owner.index)) if owner else []
    codes = [text_code for text in texts if (text_code := numbered(text)[0])]
    inner = [text_code for text_code in codes if text_code.startswith(f"{code}.")]
    return len(inner) >= _FEWEST_ALIKE and len(inner) > _MOST * len(texts)


def _has_content(section: Section) -> bool:
    """Whether a section has what objectives have: indicators, steps, labelled lines."""
    items = [p for p in section.pieces if isinstance(p, Text) and begins_list_item(p.printed)]
    return len(items) >= _FEWEST_ALIKE or any(
        isinstance(piece, Card)
        or (isinstance(piece, Grid) and piece.fields & {"indicator.name", "action.description"}
            and not piece.fields & TITLES)
        for piece in section.pieces
    )  # fmt: skip


def _agree_on_objectives(alike: list[Section], form: Form) -> None:
    """Headings that look as most objectives do, over the same kind of content, are objectives."""
    planning = [s for s in alike if s.about not in WITHOUT_OBJECTIVES and _has_content(s)]
    sure = [s for s in planning if s.kind in (Kind.OBJECTIVE, Kind.STRATEGIC)]
    if len(sure) < _FEWEST_ALIKE or len(sure) < _MOST * len(planning):
        return
    for section in planning:
        plan = names_plan(section.title, form.lexicon)
        if section.kind is Kind.CHAPTER and not plan and not _is_inside(section):
            section.kind = sure[0].kind


def _is_inside(section: Section) -> bool:
    """Whether a heading stands in an objective, or in a part that only lists indicators."""
    around = list(section.parent.around()) if section.parent else []
    measures = any(outer.kind is Kind.PART and "indicator" in outer.name for outer in around)
    return measures or _is_inside_objective(section)


def _is_inside_objective(section: Section) -> bool:
    around = section.parent.around() if section.parent else ()
    return any(outer.kind in OBJECTIVES for outer in around)


def _agree_on_units(alike: list[Section], form: Form) -> None:
    """Chapters over objectives are units where others that look alike are."""
    over = [section for section in alike if _is_over_objectives(section)]
    units = [section for section in over if section.kind is Kind.UNIT]
    named = [section for section in over if _names_office(section, form)]
    if not units and len(named) * 2 < len(over):
        return
    for section in over:
        if section.kind is not Kind.CHAPTER or _is_inside_objective(section):
            continue
        if not names_several(section.title):
            section.kind = Kind.UNIT
            section.text = section.title


def _is_over_objectives(section: Section) -> bool:
    """Whether objectives stand right under a heading, as sections or in the rows of a grid."""
    if section.kind not in (Kind.CHAPTER, Kind.UNIT):
        return False
    inner = (part for part in section.parts if isinstance(part, Section))
    return _lists_objectives(section) or any(
        part.kind in OBJECTIVES
        or (part.kind in (Kind.MISSION, Kind.PROGRAMME) and _is_over_missions(part))
        for part in inner
    )


def _lists_objectives(section: Section) -> bool:
    return any(isinstance(piece, Grid) and piece.fields & TITLES for piece in section.pieces)


def _is_over_missions(section: Section) -> bool:
    return any(inner.kind in OBJECTIVES for inner in section.sections())


def _names_office(section: Section, form: Form) -> bool:
    """Whether a heading names an office somewhere, or an administration that others direct.

    'Segreteria e Ufficio tributi', 'Azienda Sanitaria Locale di Riva' in a Region's act.
    """
    words = set(section.title.lower().replace("-", " ").split()) - form.lexicon.document_parts
    folded = f"{fold(section.title)} "
    administration = any(folded.startswith(f"{fold(word)} ") for word in form.lexicon.entity_words)
    named = administration or bool(words & set(form.lexicon.unit_words))
    return section.topic is None and named and not names_plan(section.title, form.lexicon)


def _give_title(section: Section) -> None:
    """The title of an objective that only its number announces: what is printed next.

    Its bold words, else its first line where more lines follow, else its first sentence.
    """
    if section.kind not in OBJECTIVES or section.title:
        return
    for place, part in enumerate(section.parts):
        if isinstance(part, Card):
            continue
        if isinstance(part, Section) and part.kind is Kind.CHAPTER:
            section.title, section.text = part.title, part.text
            section.code = section.code or part.code
            section.spot = part.spot or section.spot
            section.attributes += part.attributes
            for inner in part.parts:
                if isinstance(inner, Section):
                    inner.parent = section
            section.parts[place : place + 1] = part.parts
        elif isinstance(part, Text):
            title, rest = first_words(part.spot)
            if section.code is None and len(title) > LONGEST_TITLE:
                return
            section.title = strip_footnote(title)
            section.spot = part.spot
            section.parts[place : place + 1] = [Text(_cut(part.spot, rest))] if rest else []
        return


def _cut(spot: Spot, text: str) -> Spot:
    return Spot(
        text, spot.page, spot.table_id, spot.row, spot.column, spot.bbox,
        confidence=spot.confidence,
    )  # fmt: skip


def first_words(spot: Spot) -> tuple[str, str]:
    """A title and what follows it, of a text that holds both.

    >>> first_words(Spot("TEMPI DI PAGAMENTO\\nLe fatture vanno liquidate."))
    ('TEMPI DI PAGAMENTO', 'Le fatture vanno liquidate.')
    """
    text = spot.text.strip()
    if spot.lead and text.startswith(spot.lead) and len(spot.lead) >= 4:
        return _tidy(spot.lead), text[len(spot.lead) :].strip(" \n-–—:")
    first, newline, rest = text.partition("\n")
    if newline and len(first) <= LONGEST_LINE and not is_open(first.rstrip()):
        return _tidy(first), rest.strip()
    sentences = _SENTENCE_END.split(text, maxsplit=1)
    if len(sentences) == 2:
        return _tidy(sentences[0]), sentences[1].strip()
    return _tidy(text), ""


def _tidy(title: str) -> str:
    return " ".join(title.split()).rstrip(" :–—-")


def _drop_weak(root: Section) -> None:
    """Lines in plain type that turned out to name nothing are running text again."""
    for section in list(root.sections()):
        section.parts = list(_flattened(section.parts))
        for part in section.parts:
            if isinstance(part, Section):
                part.parent = section


def _flattened(parts: Iterable[Section | Piece]) -> Iterable[Section | Piece]:
    for part in parts:
        if isinstance(part, Section) and part.kind is Kind.CHAPTER and not part.styled:
            if part.spot is not None:
                yield Text(part.spot)
            yield from _flattened(part.parts)
        else:
            yield part
