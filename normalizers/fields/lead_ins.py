"""Headings that begin with what they are: 'Obiettivo 3 Ridurre …', 'Missione 01 …'."""

from __future__ import annotations

import re

from piao.normalizers.fields.kinds import OBJECTIVES, Announcement, Kind
from piao.normalizers.fields.offices import after_words
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold, strip_footnote

_AFTER_LEAD_IN = re.compile(
    r"^\s*(?P<note>\([^)]*\))?\s*(?:(?:n|nr|num|numero|cod|codice)\b\.?\s*[°º]?\s*)?"
    r"(?:(?P<code>\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z]{1,5}[._-]?\d[\w.\-]*|[IVX]{1,5})(?=$|[\s:.)\-–—]))?\s*"
    r"(?P<mark>[:.)\-–—\s]*)(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
CODE_WORD = re.compile(r"[A-Z]{2,4}\b")
"""A lead-in that is part of the code: 'OO 1.2 – …', not 'OBIETTIVO 1.2'."""
_KINDS = {
    "strategic_objective": Kind.STRATEGIC, "objective": Kind.OBJECTIVE, "mission": Kind.MISSION,
    "programme": Kind.PROGRAMME, "strategic_area": Kind.STRATEGIC_AREA, "area": Kind.AREA,
    "project": Kind.PROJECT,
}  # fmt: skip


def with_lead_in(text: str, lexicon: Lexicon) -> Announcement | None:
    """What a heading announces that begins with a lead-in of the lexicon; None for others."""
    if coded := _coded(text, lexicon):
        return coded
    found = _lead_in(text, fold(text), lexicon)
    if found is None:
        return None
    kind, words = found
    rest = after_words(text, words)
    match = _AFTER_LEAD_IN.match(rest)
    if match is None:
        return None
    code, title, mark = match["code"], match["title"].strip(), match["mark"]
    if kind is Kind.STRATEGIC_AREA:
        return Announcement(kind, text, title or text, code)
    is_year = code is not None and re.fullmatch(r"(19|20)\d\d", code) is not None
    if title:
        announces = not is_year and (code is not None or any(char in mark for char in ":-–—"))
    else:
        announces = not is_year and code is not None and kind in OBJECTIVES
    if code and title and (own := CODE_WORD.match(text)):
        code = f"{own[0]}{rest[: match.end('code')]}"
    return Announcement(kind, text, strip_footnote(title), code) if announces else None


_CODED = re.compile(
    r"(?P<code>(?P<word>[A-Z]{2,3})[._-]?\d{1,3}(?:\.\d{1,3})*[a-z]?)"
    r"(?:\s*[:–—]\s*|\s+-\s+|[.)]\s+|\s+)(?P<title>[^\W\d_].{3,})",
    re.DOTALL,
)


def _coded(text: str, lexicon: Lexicon) -> Announcement | None:
    """A title whose code says what it is: 'OB.1.1 – …', 'OS2: …'."""
    match = _CODED.fullmatch(text)
    if match is None:
        return None
    words = ((lead_in.kind, word) for lead_in in lexicon.lead_ins for word in lead_in.words)
    kind = next((kind for kind, word in words if word == match["word"]), None)
    if kind is None:
        return None
    return Announcement(_KINDS[kind], text, strip_footnote(match["title"].strip()), match["code"])


def _lead_in(text: str, folded: str, lexicon: Lexicon) -> tuple[Kind, int] | None:
    """The kind of the longest lead-in that the line begins with, and its number of words."""
    best: tuple[Kind, int] | None = None
    for lead_in in lexicon.lead_ins:
        for words in lead_in.words:
            start = fold(words)
            if words.isupper() and not re.match(rf"{words}\b", text):
                continue
            if folded == start or folded.startswith(start + " "):
                length = len(start.split())
                if best is None or length > best[1]:
                    best = (_KINDS[lead_in.kind], length)
    return best


def missions(text: str, lexicon: Lexicon) -> tuple[Announcement, ...]:
    """'MISSIONE 01: … - PROGRAMMA 03: …' as its two parts, each as printed."""
    words = {
        word: _KINDS[lead_in.kind]
        for lead_in in lexicon.lead_ins
        if lead_in.kind in ("mission", "programme")
        for word in lead_in.words
    }
    starts = [
        (found.start(), words[word])
        for word in words
        for found in re.finditer(
            rf"(?<!\w){word}(?=\s*(?:n\.?\s*)?\d|\s*[:–-])", text, re.IGNORECASE
        )
        if found.start() == 0 or re.search(r"[-–—:;,/.)]\s*$", text[: found.start()])
    ]
    starts.sort()
    if not starts or starts[0][0] != 0:
        return ()
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return tuple(
        Announcement(kind, printed, printed)
        for (start, kind), end in zip(starts, ends, strict=True)
        if (printed := text[start:end].strip().rstrip("-–—;,/ "))
    )
