"""Lines between tables: what a heading announces, by the lead-ins of the lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from piao.normalizers.cleaning import fold, strip_footnote
from piao.normalizers.lexicon import Lexicon

HEADING_LENGTH = 400
UNIT_LENGTH = 180
_NUMBER = r"(?:(?:n|nr|num|numero|cod|codice)\b\.?\s*[°º]?\s*)?"
_CODE = r"(?P<code>\d{1,3}(?:\.\d{1,3})*[a-z]?|[A-Z]{1,5}[._-]?\d[\w.\-]*|[IVX]{1,5})"
_AFTER_LEAD_IN = re.compile(
    rf"^\s*(?P<note>\([^)]*\))?\s*{_NUMBER}(?:{_CODE}(?=$|[\s:.)\-–—]))?\s*"
    r"(?P<mark>[:.)\-–—\s]*)(?P<title>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERED = re.compile(
    r"^(?P<code>\d{1,3}(?:\.\d{1,3})*)(?:[.)]|\s+[-–—])?\s+(?P<title>\D.*)$", re.DOTALL
)
_YEAR_AT_END = re.compile(
    r"[\s(–—-]*(?:per\s+l['’]anno|anno)?\s*((?:19|20)\d\d)\)?\s*$", re.IGNORECASE
)
_PART_BREAK = re.compile(r"\s+[-–—]\s+|\s*[;|]\s*|\s{2,}|\n|(?<=[.:])\s+")
_CODE_WORD = re.compile(r"[A-Z]{2,4}\b")
"""A lead-in that is part of the code: 'OO 1.2 – …', not 'OBIETTIVO 1.2'."""
_LETTERED = re.compile(
    r"^(?P<code>[A-Z]{1,4}[ ._-]?\d{1,3}(?:(?:[._]\d{1,3})+[.:)]?|[.:)]|(?=\s+[-–—]))"
    r"|[A-Z]\.\d{1,3}|O[A-Z]{0,2}\d{1,2}(?=\s+[A-ZÀ-Ý]))"
    r"\s*(?:[-–—]\s*)?(?P<title>[^\W\d].*)$",
    re.DOTALL,
)
_ORDINAL = re.compile(r"^(\d|[ivx]+\b|[a-z]\))")


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """One thing that a line announces.

    `kind` is a lead-in of the lexicon ('mission', 'programme', 'objective',
    'strategic_objective', …), or 'unit', 'section', 'group', 'announcement', 'title'.
    `text` is the line as printed, `title` the same without lead-in and number.
    """

    kind: str
    text: str
    title: str
    code: str | None = None
    year: int | None = None


def numbered(text: str) -> tuple[str | None, str]:
    """The number before a title and the title: '3 Spese di personale' is ('3', 'Spese …')."""
    match = _NUMBERED.match(text) or _LETTERED.match(text)
    return (match["code"].rstrip(".:)"), match["title"].strip()) if match else (None, text)


@lru_cache(maxsize=2048)
def read_line(text: str, lexicon: Lexicon, *, styled: bool = True) -> tuple[HeadingLine, ...]:
    """What the line announces; empty for running text.

    `styled` says that the line is printed as a heading: an office's name is taken
    for a unit only there.

    >>> read_line("OBIETTIVO: RIDURRE I TEMPI", Lexicon.load())[0].title
    'RIDURRE I TEMPI'
    """
    text = text.strip()
    if not text or len(text) > HEADING_LENGTH or not text[0].isalnum():
        return ()
    if parts := _missions(text, lexicon):
        return parts
    folded = fold(text)
    line = _fixed_line(text, lexicon)
    if line is None and (lead_in := _lead_in(text, folded, lexicon)):
        line = _with_lead_in(text, *lead_in)
    if line is None and styled and _is_unit(text, folded, lexicon):
        line = HeadingLine("unit", text, text)
    return (line,) if line else ()


def _fixed_line(text: str, lexicon: Lexicon) -> HeadingLine | None:
    """A line that says nothing of its own: a section's name, an announcement; a year may follow."""
    year_match = _YEAR_AT_END.search(text)
    year = int(year_match[1]) if year_match else None
    without_year = _YEAR_AT_END.sub("", text).strip()
    name = fold(without_year)
    if ":" not in text and any(
        name == words or name.startswith(words + " ") for words in lexicon.announces_objective
    ):
        return HeadingLine("announcement", text, "objective", year=year)
    if name in lexicon.objective_groups:
        return HeadingLine("group", text, name, year=year)
    if name in lexicon.sections or fold(re.sub(r"\(.*\)", "", without_year)) in lexicon.sections:
        return HeadingLine("section", text, name, year=year)
    return None


def _lead_in(text: str, folded: str, lexicon: Lexicon) -> tuple[str, int] | None:
    """The kind of the longest lead-in that the line begins with, and its number of words."""
    best: tuple[str, int] | None = None
    for lead_in in lexicon.lead_ins:
        for words in lead_in.words:
            start = fold(words)
            if words.isupper() and not re.match(rf"{words}\b", text):
                continue
            if folded == start or folded.startswith(start + " "):
                length = len(start.split())
                if best is None or length > best[1]:
                    best = (lead_in.kind, length)
    return best


def _with_lead_in(text: str, kind: str, words: int) -> HeadingLine | None:
    rest = _after_words(text, words)
    match = _AFTER_LEAD_IN.match(rest)
    if match is None:
        return None
    code, title, mark = match["code"], match["title"].strip(), match["mark"]
    if kind == "strategic_area":
        return HeadingLine(kind, text, text, code)
    if code and re.fullmatch(r"(19|20)\d\d", code):
        return None
    if not title and kind.endswith("objective"):
        return HeadingLine("announcement", text, kind, code)
    if not (code or any(char in mark for char in ":-–—")):
        return None
    if code and (own := _CODE_WORD.match(text)):
        code = f"{own[0]}{rest[: match.end('code')]}"
    return HeadingLine(kind, text, strip_footnote(title), code)


def _after_words(text: str, count: int) -> str:
    for match in re.finditer(r"[^\W_]+", text):
        count -= 1
        if count == 0:
            return text[match.end() :]
    return ""


def _missions(text: str, lexicon: Lexicon) -> tuple[HeadingLine, ...]:
    """'MISSIONE 01: … - PROGRAMMA 03: …' as its two parts, each as printed."""
    words = {
        word: lead_in.kind
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
        if found.start() == 0 or re.search(r"[-–—:;,/.]\s*$", text[: found.start()])
    ]
    starts.sort()
    if not starts or starts[0][0] != 0:
        return ()
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return tuple(
        HeadingLine(kind, printed, printed)
        for (start, kind), end in zip(starts, ends, strict=True)
        if (printed := text[start:end].strip().rstrip("-–—;,/ "))
    )


def _is_unit(text: str, folded: str, lexicon: Lexicon) -> bool:
    if len(text) > UNIT_LENGTH or text.endswith((".", ";", ":")):
        return False
    for word in lexicon.unit_words:
        start = fold(word)
        if folded == start:
            return " " in start
        if folded.startswith(start + " "):
            return not (word in lexicon.document_parts and _ORDINAL.match(folded[len(start) + 1 :]))
    return False
