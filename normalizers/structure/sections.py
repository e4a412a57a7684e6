"""The tree of a document's sections: chapters, units, missions, objectives in their order.

Built before any record is, from headings, their type, their numbers and what they announce.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piao.normalizers.fields.announcements import LETTERED, announce
from piao.normalizers.fields.kinds import OBJECTIVES, Announcement, Kind
from piao.normalizers.fields.labels import Label, labelled_parts
from piao.normalizers.fields.offices import is_narrow
from piao.normalizers.fields.topics import STICKY, TABLES_WITHOUT_OBJECTIVES, topic_of_heading
from piao.normalizers.forms.cards import Form
from piao.normalizers.forms.pieces import Card, Grid, Pair, Piece, Spot, Title
from piao.normalizers.forms.subjects import resolved
from piao.normalizers.structure.cardsections import OF_OBJECTIVE, as_parent, sections_of_card
from piao.normalizers.structure.section import Section, is_linked
from piao.normalizers.text.cleaning import fold, strip_footnote
from piao.normalizers.text.numbering import numbered

RANK = {kind: rank for rank, kind in enumerate(Kind)}
"""From the outermost kind to the innermost."""
_STEMS = {"objective": "obiettiv", "indicator": "indicator"}
_MOST_WORDS_OF_HINT = 4
UNLEVELLED = 7
"""Where bold lines without a level stand: below all headings with one."""


def section_tree(pieces: Sequence[Piece], form: Form) -> Section:
    """The sections that the headings and cards among the pieces make; gives the root."""
    root = Section(level=0)
    top = root
    unit_cards: set[tuple[str, ...]] = set()
    for given in pieces:
        top = _without_ended(top, given)
        piece = _as_card(given, top, form)
        opened: list[Section] = []
        if isinstance(piece, Title):
            opened = _sections_of(piece, form)
            _label_parts_of_objective(opened, top)
            if _takes_as_title(top, opened, piece):
                continue
        elif isinstance(piece, Card):
            piece = as_parent(resolved(piece, hint_of(top, form), _record_around(top)), top)
            opened = sections_of_card(piece, top, unit_cards)
        for section in opened:
            _place_broader(section, top, form)
            while top.parent is not None and _ends(top, section):
                top = top.parent
            top = _entered(section, top)
        if not isinstance(piece, Title) and not opened:
            top.parts.append(piece)
    return root


def _as_card(piece: Piece, top: Section, form: Form) -> Piece:
    """One row of who answers, where and with which weight, in an objective: a card of it."""
    in_objective = any(section.kind in OBJECTIVES for section in top.around())
    if not isinstance(piece, Grid) or not in_objective or not piece.fields <= OF_OBJECTIVE:
        return piece
    rows = [row for row in piece.rows if row.own]
    if len(rows) != 1 or len(piece.fields) < 2 or piece.continued:
        return piece
    pairs = (
        Pair(label, Spot.of_cell(cell, piece.table, rows[0].index))
        for column in piece.columns
        if (cell := rows[0].cell(column.index)) is not None
        and (label := form.label(column.heading or "")) is not None
    )
    return Card(tuple(pairs))


def _entered(section: Section, around: Section) -> Section:
    section.parent = around
    around.parts.append(section)
    return section


def _label_parts_of_objective(opened: Sequence[Section], top: Section) -> None:
    """'Obiettivo' and nothing more, inside of an objective, heads a part of it."""
    for section in opened:
        bare = section.kind in OBJECTIVES and not section.title and not section.code
        if bare and " " not in section.name and any(s.kind in OBJECTIVES for s in top.around()):
            section.kind, section.title = Kind.PART, section.text


def _place_broader(section: Section, top: Section, form: Form) -> None:
    """'Dipartimento …' right under 'UOC …' says where this belongs, and heads nothing."""
    under = section.kind is Kind.UNIT and top.kind is Kind.UNIT and not top.parts
    if under and is_narrow(top.title, form.lexicon) and not is_narrow(section.title, form.lexicon):
        section.kind, section.level = Kind.PART, None


def _takes_as_title(top: Section, opened: Sequence[Section], title: Title) -> bool:
    """Whether the heading is the title that an announced objective waits for."""
    waiting = top if top.kind in OBJECTIVES and not top.title else None
    if waiting is None or len(opened) != 1 or opened[0].kind is not Kind.CHAPTER:
        return False
    if any(not isinstance(part, Card) for part in waiting.parts):
        return False
    heading = opened[0]
    waiting.title, waiting.code = heading.title, waiting.code or heading.code
    waiting.text, waiting.spot = heading.text, title.spot
    waiting.attributes += heading.attributes
    waiting.title_level = heading.level
    return True


def _record_around(section: Section) -> str | None:
    """The record that a card stands under, where it names none itself."""
    kinds = [outer.kind for outer in section.around()]
    owner = next((kind for kind in kinds if kind in OBJECTIVES or kind is Kind.INDICATOR), None)
    return None if owner is None else "indicator" if owner is Kind.INDICATOR else "objective"


def hint_of(section: Section, form: Form) -> str | None:
    """The record that the nearest heading names without a title of its own: 'Indicatore'."""
    if section.kind in OBJECTIVES and not section.title:
        return "objective"
    if section.kind not in (Kind.PART, Kind.CHAPTER) or section.parts:
        return None
    words = set(form.lexicon.stems(fold(section.text)).split())
    named = [record for record in ("indicator", "objective") if _STEMS[record] in words]
    return named[0] if named and len(words) <= _MOST_WORDS_OF_HINT else None


def _without_ended(top: Section, piece: Piece) -> Section:
    """The innermost section that the piece may be in: a group of rows ends with its table."""
    while (
        top.parent is not None
        and top.table_id is not None
        and top.kind in (Kind.CHAPTER, Kind.PART)
        and piece.spot.table_id != top.table_id
    ):
        top = top.parent
    return top


def _sections_of(title: Title, form: Form) -> list[Section]:
    text = " ".join(title.spot.text.split())
    found = announce(text, form.lexicon, styled=title.styled)
    if not found:
        found = (_numbered_title(text, title, form),)
    return [_section(line, title, form) for line in found]


def _numbered_title(text: str, title: Title, form: Form) -> Announcement:
    """A heading that only its number tells, in a table with the labels behind it."""
    (label, head), *others = [(None, text)]
    if title.spot.table_id is not None:
        (label, head), *others = labelled_parts(text, form.lexicon, form.year)
    if label is not None or not head:
        head, others = text, []
    code, name = numbered(head)
    attributes = tuple((other, said) for other, said in others if other is not None)
    kind = Kind.OBJECTIVE if attributes and code else Kind.CHAPTER
    return Announcement(kind, head, name, code, attributes=attributes)


def _section(line: Announcement, title: Title, form: Form) -> Section:
    kind = line.kind
    if kind is Kind.CHAPTER and line.code and _groups_indicators(title):
        kind = Kind.AREA
    weighs = any(_is_weight(label) for label, _ in line.attributes)
    if kind is Kind.STRATEGIC_AREA and weighs:
        code, own = numbered(line.title)
        kind, line = Kind.AREA, replace(line, code=line.code or code, title=own)
    if kind is Kind.UNIT and weighs and (lettered := LETTERED.fullmatch(line.text)):
        kind = Kind.AREA
        line = replace(line, code=lettered["letter"], title=lettered["title"])
    elif kind is Kind.UNIT and weighs and line.code and title.spot.table_id is not None:
        kind = Kind.OBJECTIVE
    names_record = kind not in (Kind.CHAPTER, Kind.PART)
    names_topic = title.styled and not names_record
    topic = topic_of_heading(line.text, form.lexicon) if names_topic else None
    return Section(
        kind=kind,
        title=strip_footnote(line.title),
        text=line.text,
        code=line.code,
        year=line.year,
        spot=title.spot,
        level=_level(title),
        attributes=[(label, _spot(title, text)) for label, text in line.attributes],
        topic=topic,
        name=line.name,
        styled=title.styled,
        within=title.within,
    )


def _is_weight(label: Label) -> bool:
    return any(field.endswith(".weight") for field in label.fields)


def _level(title: Title) -> int | None:
    if title.spot.table_id is not None or not title.styled:
        return title.level
    return title.level if title.level is not None else UNLEVELLED


def _spot(title: Title, text: str) -> Spot:
    spot = title.spot
    return Spot(text, spot.page, spot.table_id, spot.row, spot.column, spot.bbox)


def _groups_indicators(title: Title) -> bool:
    """A numbered row of one cell among indicators: '3 Spese di personale'."""
    levels = {"objective.area", "objective.sub_area", "objective.strategic", "objective.title"}
    return "indicator.name" in title.within and not levels & title.within


def _ends(section: Section, following: Section) -> bool:
    """Whether a section is at its end where `following` begins."""
    if _awaits_office(section, following):
        return False
    over = (_holds_for_table, _repeats_line, _is_of_unit_around)
    if any(ends(section, following) for ends in over):
        return True
    if following.kind in (Kind.PART, Kind.CHAPTER):
        at_heading = _part_ends if following.kind is Kind.PART else _chapter_ends
        return at_heading(section, following)
    if section.kind in (Kind.CHAPTER, Kind.PART):
        return _plain_ends(section, following)
    if section.kind is following.kind:
        return not _is_nested(section, following)
    return RANK[section.kind] > RANK[following.kind]


def _awaits_office(section: Section, following: Section) -> bool:
    """Whether what follows stands under the section for certain.

    The office under a mission's line that nothing else stands under; what names its objective.
    """
    if section.kind in OBJECTIVES:
        return is_linked(following)
    return section.kind in _LINES and following.kind is Kind.UNIT and not section.parts


def _is_of_unit_around(section: Section, following: Section) -> bool:
    """Whether a heading in an objective names the unit around it: it is about all of that.

    'Indicatori di attività del Settore Viabilità' below its last project.
    """
    if following.kind not in (Kind.PART, Kind.CHAPTER) or section.kind is Kind.UNIT:
        return False
    units = [fold(s.title) for s in section.around() if s.kind is Kind.UNIT]
    name = units[0] if units else ""
    return len(name.split()) > 1 and f" {name} " in f" {fold(following.text)} "


def _repeats_line(section: Section, following: Section) -> bool:
    """Whether an office that stands under a mission is at its end where the next one begins."""
    outer = {around.kind for around in section.around()}
    return section.kind is Kind.UNIT and following.kind in _LINES and following.kind in outer


def _holds_for_table(section: Section, following: Section) -> bool:
    """Whether a row that groups others, or a table's name, ends where its table does."""
    if section.within:
        return following.table_id is None
    announced = following.table_id is not None or following.text != following.title
    return _captions(section) and following.kind in OBJECTIVES and announced


def _captions(section: Section) -> bool:
    """Whether an unnumbered heading of what holds no objectives stands over a table: its name."""
    of_others = section.kind is Kind.CHAPTER and section.topic in TABLES_WITHOUT_OBJECTIVES - STICKY
    grids = [part for part in section.parts if isinstance(part, Grid)]
    inner = any(isinstance(part, Section) for part in section.parts)
    return of_others and section.code is None and len(grids) == 1 and not inner


def _plain_ends(section: Section, following: Section) -> bool:
    """Whether a chapter or a part ends at a section that names a record."""
    inside = section.kind is Kind.PART or is_linked(section)
    if inside and any(_alike(outer, following) for outer in section.around()):
        return True
    if section.level is None:
        return section.kind is Kind.PART or following.kind is Kind.UNIT
    return following.level is not None and section.level >= following.level


def _alike(section: Section, following: Section) -> bool:
    """Whether two sections are objectives of one kind, side by side."""
    same = section.kind is following.kind and section.kind in OBJECTIVES
    same = same and {section.level, following.level} <= {section.level, None}
    return same and not _is_nested(section, following)


def _is_nested(section: Section, following: Section) -> bool:
    """Whether a section stands in one of its own kind: an office of a department."""
    if section.kind is not Kind.UNIT:
        return _continues_number(section.code, following.code)
    if section.level is None or following.level is None:
        return section.level is not None and following.level is None
    return section.level < following.level


def _part_ends(section: Section, part: Section) -> bool:
    """'Indicatori' ends another part, and what stands under lower headings than its own."""
    if section.kind is Kind.PART:
        return section.level is None or part.level is None or section.level >= part.level
    if section.title_level is not None and section.title_level < (part.level or 0):
        return False
    if section.kind in OBJECTIVES and _names_indicators(part) and _is_measured(section):
        levels = {section.level, part.level} & {None, UNLEVELLED}
        return bool(levels) or (section.level or 0) >= (part.level or 0)
    if section.level is None or part.level is None:
        return False
    if _continues_number(section.code, part.code):
        return False
    # '1.2 Prevenire i danni', below it 'Indicatori' in the same bold type
    bold_below = section.level == part.level == UNLEVELLED and section.code is not None
    alike = part.code is not None or (section.kind is Kind.CHAPTER and not bold_below)
    return section.level >= part.level if alike else section.level > part.level


def _is_measured(section: Section) -> bool:
    """Whether an objective has indicators of its own already."""
    return any(
        isinstance(piece, Grid) and "indicator.name" in piece.fields
        for inner in section.sections()
        for piece in inner.pieces
    )


def _names_indicators(part: Section) -> bool:
    return "indicator" in " ".join(part.name.split())


def _chapter_ends(section: Section, chapter: Section) -> bool:
    if _continues_number(section.code, chapter.code):
        return False
    if section.kind is Kind.UNIT and _counts_in_office(section, chapter):
        return False
    if chapter.table_id is not None:
        same = section.table_id == chapter.table_id
        return same and section.kind in (Kind.CHAPTER, Kind.PART)
    if chapter.level is None:  # a line in plain type
        return section.kind is Kind.PART or (section.kind is Kind.CHAPTER and section.level is None)
    if section.level is None and section.kind in _LINES:
        return _line_ends(section, chapter)
    return section.level is None or section.level >= chapter.level


_LINES = frozenset({Kind.MISSION, Kind.PROGRAMME, Kind.STRATEGIC_AREA})
"""Kinds that a line in plain type may name, over headings in larger type."""


def _counts_in_office(section: Section, chapter: Section) -> bool:
    """Whether '01.02 Tempi di pagamento' stands under an office in the same bold type."""
    alike = section.level == chapter.level == UNLEVELLED
    return alike and section.code is None and "." in (chapter.code or "")


def _line_ends(section: Section, chapter: Section) -> bool:
    """A mission's line holds for headings as low as the first below it; with what is around it."""
    inner = [part.level for part in section.parts if isinstance(part, Section)]
    lowest = min((level for level in inner if level is not None), default=None)
    if lowest is not None and (chapter.level or 0) < lowest:
        return True
    around = section.parent
    return around is not None and around.parent is not None and _ends(around, chapter)


def _continues_number(outer: str | None, inner: str | None) -> bool:
    """Whether '3.1' stands under '3'."""
    return outer is not None and inner is not None and inner.startswith(f"{outer}.")
