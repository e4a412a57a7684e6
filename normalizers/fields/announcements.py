"""What a heading announces: a unit, a mission, an objective …, by its label, number and words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from piao.normalizers.fields.kinds import KIND_OF_FIELD, OBJECTIVES, Announcement, Kind
from piao.normalizers.fields.labels import (
    WEIGHT_OF_TITLE,
    Label,
    labelled_parts,
    read_label,
    titled,
)
from piao.normalizers.fields.lead_ins import CODE_WORD, missions, with_lead_in
from piao.normalizers.fields.offices import is_unit, unit_of_sheet
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold, strip_footnote
from piao.normalizers.text.numbering import numbered

LONGEST_HEADING = 400
LONGEST_LABEL = 60
_TITLES = frozenset({"objective.title", "objective.strategic", "objective.project"})
_UNITS = frozenset({"objective.org_unit", "unit.name", "unit.code"})
_PEOPLE = frozenset({"objective.responsible", "unit.responsible"})
_AS_PRINTED = frozenset({Kind.MISSION, Kind.PROGRAMME, Kind.STRATEGIC_AREA})
LETTERED = re.compile(
    r"(?P<label>[^\W\d_][^–—:]{2,40}?)\s(?P<letter>[A-Z])\s*(?:[–—:]|\s-\s)\s*(?P<title>\S.*)"
)
"""'AMBITO A – Didattica': a letter counts where a dash follows it."""
_YEAR_AT_END = re.compile(
    r"[\s(–—-]*(?:per\s+l['’]\s*anno|(?:nel|del)?l['’]\s*anno|(?:del|nel|per\s+il)(?=\s+\d)|anno)?\s*((?:19|20)\d\d)\)?\s*:?\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def announce(text: str, lexicon: Lexicon, *, styled: bool = True) -> tuple[Announcement, ...]:
    """What a line announces, from its outermost to its innermost; empty for running text.

    `styled` says that the line is printed as a heading: an office's name is taken
    for a unit only there.

    >>> announce("OBIETTIVO: RIDURRE I TEMPI", Lexicon.load())[0].title
    'RIDURRE I TEMPI'
    """
    text = text.strip()
    if not text or len(text) > LONGEST_HEADING or not text.strip("«“\"'(")[:1].isalnum():
        return ()
    if found := missions(text, lexicon):
        return found
    if unit := unit_of_sheet(text, lexicon) if styled else None:
        return (Announcement(Kind.UNIT, unit, unit),)
    label, head, attributes = _cut(text, lexicon)
    if label is not None and (head or label.announces or attributes):
        return _labelled(text, label, head, attributes, lexicon)
    head = head if label is None else label.text
    is_sentence = label is None and not styled and head[-1:] in (".", ";")
    line = None if is_sentence else _fixed(head, lexicon) or with_lead_in(head, lexicon)
    if line is None and (styled or _names_head(attributes)) and is_unit(head, lexicon):
        number, name = numbered(head)
        counted = number is not None and number[0].isdigit()
        line = Announcement(Kind.UNIT, name if counted else head, name, number)
    return (_with(line, attributes, lexicon),) if line is not None else ()


def _names_head(attributes: tuple[tuple[Label, str], ...]) -> bool:
    """Whether a line goes on with who heads the office: 'UOC Geriatria – Direttore: …'."""
    return any(field in _PEOPLE for label, _ in attributes for field in label.fields)


def _cut(text: str, lexicon: Lexicon) -> tuple[Label | None, str, tuple[tuple[Label, str], ...]]:
    """The label that a heading begins with, what follows it, and the labels after that."""
    if (lettered := LETTERED.fullmatch(text)) and (
        label := _of_objective(lettered["label"], lexicon)
    ):
        return replace(label, ordinal=lettered["letter"]), lettered["title"], ()
    (label, head), *others = labelled_parts(text, lexicon)
    return label, head, tuple((other, value) for other, value in others if other is not None)


def _of_objective(text: str, lexicon: Lexicon) -> Label | None:
    """The label of one objective or area that a text is."""
    label = read_label(text, lexicon)
    kind = KIND_OF_FIELD.get((label.field if label else None) or "")
    sure = label is not None and label.method != "fuzzy" and not label.is_plural
    return label if sure and kind in OBJECTIVES else None


def _with(
    line: Announcement, attributes: tuple[tuple[Label, str], ...], lexicon: Lexicon
) -> Announcement:
    if line.kind in OBJECTIVES and line.title and _is_part(line.title, lexicon):
        return Announcement(Kind.PART, line.text, line.text, line.code, name=fold(line.title))
    title, weight = titled(line.title)
    return Announcement(
        line.kind, line.text, title, line.code, line.year,
        (*attributes, *([(WEIGHT_OF_TITLE, weight)] if weight else [])), line.name,
    )  # fmt: skip


def _is_part(title: str, lexicon: Lexicon) -> bool:
    """Whether what stands for a title only names what follows: 'Obiettivo 1: indicatori'."""
    label = read_label(title, lexicon) if len(title) <= LONGEST_LABEL else None
    return label is not None and label.method != "fuzzy" and label.ordinal is None


def _labelled(
    text: str,
    label: Label,
    value: str,
    attributes: tuple[tuple[Label, str], ...],
    lexicon: Lexicon,
) -> tuple[Announcement, ...]:
    """A heading that begins with a label: 'OBIETTIVO N. 3 – …', 'Missione: …'."""
    kind = KIND_OF_FIELD.get(label.field or "")
    if label.is_plural:
        return ()  # 'Obiettivi 2024: Direzione …' is no objective
    if kind is None or (label.field in ("objective.description", "objective.code") and value):
        return ()
    if kind in _AS_PRINTED:
        return missions(text, lexicon) or (Announcement(kind, text, value, label.ordinal),)
    if not value and not label.announces:
        return ()
    code, title = label.ordinal, strip_footnote(value)
    if code is None:
        code, title = numbered(title)
    if own := CODE_WORD.match(label.text):
        code = f"{own[0]} {code}" if code and own[0] in _code_words(lexicon) else code
    return (_with(Announcement(kind, text, title, code, label.year), attributes, lexicon),)


def _code_words(lexicon: Lexicon) -> frozenset[str]:
    words = (word for lead_in in lexicon.lead_ins for word in lead_in.words)
    return frozenset(word for word in words if word.isupper())


def _fixed(text: str, lexicon: Lexicon) -> Announcement | None:
    """A line that says nothing of its own: a part's name, what the next heading is; with a year."""
    year_match = _YEAR_AT_END.search(text)
    year = int(year_match[1]) if year_match else None
    bare = _YEAR_AT_END.sub("", text).strip(" :")
    name = fold(bare)
    if ":" not in text.rstrip(": ") and any(
        name == words or name.startswith(words + " ") for words in lexicon.announces_objective
    ):
        return Announcement(Kind.OBJECTIVE, text, "", year=year, name=name)
    group = name in lexicon.objective_groups
    if group or {name, fold(re.sub(r"\(.*\)", "", bare))} & lexicon.sections:
        kind = Kind.GROUP if group else Kind.PART
        return Announcement(kind, text, bare, numbered(bare)[0], year, name=name)
    label = read_label(bare, lexicon) if len(bare) <= LONGEST_LABEL else None
    if label is None or label.method == "fuzzy" or label.ordinal is not None:
        return None
    if label.field in _TITLES and not label.is_plural:
        return Announcement(KIND_OF_FIELD[label.field], text, "", year=year, name=name)
    office = label.field in _UNITS and label.method == "pattern" and is_unit(bare, lexicon)
    part = Announcement(Kind.PART, text, bare, numbered(bare)[0], year, name=name)
    return None if office else part
