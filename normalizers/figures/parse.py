"""From a cell or a sentence to its figures."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from piao.normalizers.figures.amounts.quantities import open_ranges
from piao.normalizers.figures.amounts.units import is_time, normalise_unit
from piao.normalizers.figures.mentions import Deadline, Elsewhere, Mention
from piao.normalizers.figures.model import AMBIGUOUS, IMPOSSIBLE_DATE, Figure
from piao.normalizers.figures.reading import find_mentions
from piao.normalizers.figures.sentences.changes import marked
from piao.normalizers.figures.sentences.promises import clauses, combined, paired, promised
from piao.normalizers.figures.sentences.references import is_reference, is_zero_deviation
from piao.normalizers.figures.times.dates import is_year
from piao.normalizers.figures.times.deadlines import parse_deadline
from piao.normalizers.figures.tokens import Token, clean, tokenize
from piao.normalizers.figures.words import key, words
from piao.schema.records import Comparator

SHORT_TEXT = 4
"""Tokens of a sentence that is read like a cell."""
_TEXT = Figure(Comparator.TEXT)
_TEXT_WITH_FIGURES = Figure(Comparator.TEXT, confidence=0.7)
_SEVERAL = Figure(
    Comparator.TEXT,
    confidence=0.5,
    doubt=(AMBIGUOUS, "Più valori numerati per un indicatore solo."),
)
_BRACKETS = frozenset("()[]«»“”")
_ENCLOSING = '()[]«»“”" '
_MEANT = re.compile(r"[^\W_]|[<>≤≥=%€]")
_MARKER = re.compile(r"(?m)^\s*\(?(?:\d{1,2}|[a-z])\)\s+(?=\S)")
"""What counts the lines of a list, and is no figure: '1) 10'."""
_ACT = re.compile(
    r"\bn(?:r|um)?\.?\s*\d+\s+del(?:l['’])?\s*\d{1,2}(?:[./-]\d{1,2}[./-]\d{2,4}|°?\s[a-z]+\s\d{4})",
    re.IGNORECASE,
)
"""An act by its number and day, which nothing is to reach: 'n. 77 del 12.06.2024'."""
_YEAR_LABEL = re.compile(r"(?:^|(?<=[\s;,/|]))(20\d\d)\s*[:=]\s*")
_SPACED_MINUS = re.compile(r"^[-−–]\s*(?P<euro>(?:€\s*)?)(?=\d[\d.,]*\s*(?:€|%|euro)?$)")
"""The minus of a figure that is alone in its cell: '- 3412,50'."""
_ACCOUNTING = re.compile(r"\(\s*(?:€\s*)?\d[\d.,]*\s*€?\s*\)")
_CHANGE_IN_BRACKETS = re.compile(
    r"\((?P<change>da\w*\s[^()]*\d[^()]*\sa\w{0,3}\s[^()]*\d[^()]*)\)\s*$"
)
"""'Diminuire i tempi (da 60 gg a 20 gg)': where the change that the words promise ends."""
_OR_NOT = re.compile(r"(\w+) [/-] non \1")


def parse_figures(
    text: str, *, year: int | None = None, unit: str | None = None, change: bool = False
) -> list[Figure]:
    """The figures of a cell that is known to hold a target, a baseline or a result.

    `year` completes dates that print none; `unit` is the text of the unit column,
    taken where the text prints no unit. Empty for a blank cell ('-', 'n.d.'). What
    is not understood is one `text` figure. So is a change of a level ('-10%', 'ridurre del
    5%'), with its unit and a doubt, unless a `change` is what is measured.

    '≥ 80% entro giugno' is one figure: `ge` 80 '%', due on 30 June of `year`.
    """
    if len(lines := _numbered_lines(text)) > 1:
        parsed = (parse_figures(line, year=year, unit=unit, change=change) for line in lines)
        figures = [
            one for found in parsed for one in found if one.comparator is not _TEXT.comparator
        ]
        return figures or [_TEXT] if len(figures) < 2 else [_SEVERAL]
    text = _without_acts(_MARKER.sub("", text))
    if by_year := _by_year(text):
        return [
            replace(figure, year=own)
            for own, said in by_year
            for figure in parse_figures(said, year=own, unit=unit, change=change)
        ]
    printed = _SPACED_MINUS.sub(r"\g<euro>-", clean(text))
    if _ACCOUNTING.fullmatch(printed):
        return [replace(_TEXT, confidence=0.5, doubt=(AMBIGUOUS, "Cifra fra parentesi: negativa?"))]
    tokens = open_ranges(tokenize(printed))
    if tokens and all(token.depth or token.word in _BRACKETS for token in tokens):
        tokens = open_ranges(tokenize(printed.strip(_ENCLOSING)))
    known = _known_cell(key(tokens))
    if known is None and len(tokens) == 1:
        known = _lone_token(tokens[0], text, year, unit)
    if known is not None:
        return known
    mentions = find_mentions(tokens, year)
    if _is_yes_no(tokens, mentions):
        return [Figure(Comparator.YES_NO, due_date=parse_deadline(text, year=year))]
    figures = _figures(tokens, mentions, year, unit, cell=True, change=change)
    if figures in ([_TEXT], [_TEXT_WITH_FIGURES]):
        inner = _CHANGE_IN_BRACKETS.search(printed) if _changes(tokens) else None
        if inner:
            figures = parse_figures(inner["change"], year=year, unit=unit, change=change)
        elif is_time(unit) and (due := parse_deadline(text, year=year)):
            figures = [Figure(Comparator.BY, due_date=due, confidence=0.9)]
    return figures


def _numbered_lines(text: str) -> list[str]:
    """The lines that are counted: '1) 10' over '2) 20'."""
    return [line for line in text.split("\n") if _MARKER.match(line)]


def _without_acts(text: str) -> str:
    """The text without the numbers of acts that it names; one that is an act alone stays."""
    return text if is_reference(tokenize(clean(text)), cell=True) else _ACT.sub("", text)


def _by_year(text: str) -> list[tuple[int, str]]:
    """What is said of each year where each is named before it: '2025: ≥ 90%; 2026: 95%'."""
    found = list(_YEAR_LABEL.finditer(text))
    if len(found) < 2 or text[: found[0].start()].strip():
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    said = [
        (int(m[1]), text[m.end() : end].strip(" ;,/|")) for m, end in zip(found, ends, strict=True)
    ]
    return said if all(part for _, part in said) else []


def _changes(tokens: list[Token]) -> bool:
    """Whether a text speaks of a change outside of its brackets."""
    return any(token.word in words().changes for token in tokens if not token.depth)


def find_figures(text: str, *, year: int | None = None, unit: str | None = None) -> list[Figure]:
    """The promise in a sentence that may contain one; else one `text` figure.

    Only what the sentence says will be reached: not figures in brackets, in
    references to laws, in names ('Obiettivo 1') or dates that are not deadlines. The
    sentence is what is measured: in 'Riduzione dei consumi del 10%' that is the reduction.
    """
    text = _without_acts(_MARKER.sub("", text))
    tokens = open_ranges(tokenize(clean(text)))
    if len(tokens) <= SHORT_TEXT:
        return parse_figures(text, year=year, unit=unit, change=True)
    return _figures(tokens, find_mentions(tokens, year), year, unit, cell=False, change=True)


def _known_cell(whole: str) -> list[Figure] | None:
    """The figures of a cell that the lexicon knows as a whole: blank, yes/no, a frequency."""
    lexicon = words()
    if whole in lexicon.blank or not _MEANT.search(whole):
        return []
    if whole in lexicon.yes_no or _OR_NOT.fullmatch(whole):
        return [Figure(Comparator.YES_NO)]
    return [_TEXT] if whole in lexicon.frequency else None


def _is_yes_no(tokens: list[Token], mentions: list[Mention]) -> bool:
    """'SI entro il 30/06/2024', 'sì (entro giugno)'."""
    outside = [token for token in tokens if not token.depth and token.word not in _BRACKETS]
    deadline = mentions[0] if len(mentions) == 1 and isinstance(mentions[0], Deadline) else None
    before = outside if deadline is None else tokens[: deadline.start]
    return key(before) in words().yes_no


def _lone_token(token: Token, text: str, year: int | None, unit: str | None) -> list[Figure] | None:
    """The figure of a cell of one word where the word alone says it: a day, a year."""
    if is_time(unit) and (due := parse_deadline(text, year=year)):
        return [Figure(Comparator.BY, due_date=due)]
    return [_lone_year(token, unit)] if is_year(token) else None


def _lone_year(token: Token, unit: str | None) -> Figure:
    doubt = (AMBIGUOUS, f"'{token.text}' può essere un anno o una quantità.")
    column = normalise_unit(unit)
    if column is None:
        return replace(_TEXT, confidence=0.5, doubt=doubt)
    return Figure(Comparator.EQ, Decimal(token.text), unit=column, confidence=0.6, doubt=doubt)


def _figures(
    tokens: list[Token],
    mentions: list[Mention],
    year: int | None,
    unit: str | None,
    *,
    cell: bool,
    change: bool,
) -> list[Figure]:
    if not (cell and is_zero_deviation(tokens)):
        column = normalise_unit(unit)
        figures: list[Figure] = []
        for clause in clauses(tokens, mentions):
            kept = promised(tokens, clause, cell=cell, year=year)
            figures += combined(kept if change else marked(tokens, kept, column), column)
        if figures:
            return paired(figures)
    for mention in mentions:
        if isinstance(mention, Elsewhere) and (cell or mention.signed):
            doubt = (AMBIGUOUS, mention.doubt) if mention.doubt else None
            return [Figure(Comparator.REFERENCE, doubt=doubt)]
    if is_reference(tokens, cell=cell):
        return [Figure(Comparator.REFERENCE)]
    return [_not_understood(mentions)]


def _not_understood(mentions: list[Mention]) -> Figure:
    """A `text` figure that says why its dates or numbers were not taken, less sure with them."""
    if any(isinstance(mention, Deadline) and mention.impossible for mention in mentions):
        return replace(_TEXT, doubt=(IMPOSSIBLE_DATE, "La data non esiste."))
    doubt = next((mention.doubt for mention in mentions if mention.doubt), None)
    if doubt:
        return replace(_TEXT, confidence=0.5, doubt=(AMBIGUOUS, doubt))
    return _TEXT_WITH_FIGURES if mentions else _TEXT
