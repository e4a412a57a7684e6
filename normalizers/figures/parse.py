"""From a cell or a sentence to its figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from piao.normalizers.figures.deadlines import is_year
from piao.normalizers.figures.mentions import (
    AMBIGUOUS,
    Deadline,
    Elsewhere,
    Mention,
    Quantity,
    Strength,
    ends_clause,
    find_mentions,
)
from piao.normalizers.figures.model import Figure
from piao.normalizers.figures.tokens import Kind, Token, clean, tokenize
from piao.normalizers.figures.words import key, words
from piao.schema.records import Comparator

_TEXT = Figure(Comparator.TEXT)


def parse_figures(text: str, *, year: int | None = None, unit: str | None = None) -> list[Figure]:
    """The figures of a cell that is known to hold a target, a baseline or a result.

    `year` completes dates that print none; `unit` is the text of the unit column.
    Empty for a blank cell ('-', 'n.d.'). What is not understood is one `text` figure.
    """
    tokens = tokenize(clean(text))
    lexicon = words()
    whole = key(tokens)
    if whole in lexicon.blank:
        return []
    if whole in lexicon.yes_no:
        return [Figure(Comparator.YES_NO)]
    if whole in lexicon.frequency:
        return [_TEXT]
    column = normalise_unit(unit)
    timed = _is_time(unit)
    if whole.startswith("( ") and whole.endswith(" )"):
        tokens = tokenize(clean(text).strip("() "))
    if len(tokens) == 1 and is_year(tokens[0]):
        return [_lone_year(tokens[0], column, timed)]
    mentions = find_mentions(tokens, year)
    return _figures(tokens, mentions, year, column, cell=True, timed=timed)


def find_figures(text: str, *, year: int | None = None, unit: str | None = None) -> list[Figure]:
    """The promise in a sentence that may contain one; else one `text` figure.

    Only what the sentence says will be reached: not figures in brackets, in
    references to laws, in names ('Obiettivo 1') or dates that are not deadlines.
    """
    tokens = tokenize(clean(text))
    if key(tokens) in words().blank:
        return []
    if len(tokens) <= 4:
        return parse_figures(text, year=year, unit=unit)
    mentions = find_mentions(tokens, year)
    return _figures(tokens, mentions, year, normalise_unit(unit), cell=False, timed=False)


def normalise_unit(unit: str | None) -> str | None:
    """The unit that a unit column prints: '%', 'EUR', 'giorni', 'ore' … or its own words; None for 'TEMPO'."""
    if unit is None:
        return None
    printed = clean(unit)
    tokens = [token for token in tokenize(printed) if token.word not in {".", "(", ")"}]
    lexicon = words()
    if not tokens or lexicon.no_unit.whole(tokens) or key(tokens) in lexicon.yes_no:
        return None
    return lexicon.units.whole(tokens) or printed


def _is_time(unit: str | None) -> bool:
    return unit is not None and words().time_units.whole(tokenize(clean(unit))) is not None


def _lone_year(token: Token, column: str | None, timed: bool) -> Figure:
    from datetime import date

    if timed:
        return Figure(Comparator.BY, due_date=date(int(token.text), 12, 31))
    doubt = (AMBIGUOUS, f"'{token.text}' può essere un anno o una quantità.")
    if column is not None:
        return Figure(Comparator.EQ, Decimal(token.text), unit=column, confidence=0.6, doubt=doubt)
    return replace(_TEXT, confidence=0.5, doubt=doubt)


def _figures(
    tokens: list[Token],
    mentions: list[Mention],
    year: int | None,
    column: str | None,
    *,
    cell: bool,
    timed: bool,
) -> list[Figure]:
    figures: list[Figure] = []
    for clause in _clauses(tokens, mentions):
        kept = _kept(tokens, clause, cell=cell, year=year)
        figures.extend(_combined(tokens, kept, column, year))
    if figures and not (cell and _defined_elsewhere(tokens, mentions)):
        return _paired(figures)
    elsewhere = [mention for mention in mentions if isinstance(mention, Elsewhere)]
    if elsewhere:
        doubt = elsewhere[0].doubt
        return [Figure(Comparator.REFERENCE, doubt=(AMBIGUOUS, doubt) if doubt else None)]
    if _is_reference(tokens):
        return [Figure(Comparator.REFERENCE)]
    if any(isinstance(mention, Deadline) and mention.impossible for mention in mentions):
        return [replace(_TEXT, doubt=("impossible_date", "La data non esiste."))]
    doubts = [
        mention.doubt for mention in mentions if isinstance(mention, Quantity) and mention.doubt
    ]
    return [replace(_TEXT, doubt=(AMBIGUOUS, doubts[0])) if doubts else _TEXT]


def _clauses(tokens: list[Token], mentions: list[Mention]) -> list[list[Mention]]:
    """The mentions of each sentence."""
    ends = [index for index in range(len(tokens)) if ends_clause(tokens, index)] + [len(tokens)]
    clauses: list[list[Mention]] = [[] for _ in ends]
    current = 0
    for mention in mentions:
        while mention.start > ends[current]:
            current += 1
        clauses[current].append(mention)
    return [clause for clause in clauses if clause]


def _previous(tokens: list[Token], at: int) -> str:
    """The word before tokens[at], articles skipped; '' at the start of a text or sentence."""
    articles = words().articles
    while at > 0:
        at -= 1
        if tokens[at].depth or tokens[at].word in articles:
            continue
        return "" if ends_clause(tokens, at) else tokens[at].word
    return ""


def _kept(
    tokens: list[Token], clause: list[Mention], *, cell: bool, year: int | None
) -> list[Mention]:
    """The mentions of a clause that are its promise."""
    quantities = [
        mention
        for mention in clause
        if isinstance(mention, Quantity) and _is_promised(tokens, mention, cell=cell)
    ]
    best = max((quantity.strength for quantity in quantities), default=Strength.BARE)
    if best is Strength.SIGNED:
        quantities = [quantity for quantity in quantities if quantity.strength is best]
    elif any(quantity.unit == "%" for quantity in quantities):
        quantities = [quantity for quantity in quantities if not quantity.within]
    if any(quantity.strength is not Strength.BARE for quantity in quantities):
        quantities = [quantity for quantity in quantities if quantity.strength is not Strength.BARE]
    first = min((quantity.start for quantity in quantities), default=len(tokens))
    deadlines = [
        mention
        for mention in clause
        if isinstance(mention, Deadline)
        and not mention.impossible
        and _is_deadline(tokens, mention, after_figure=mention.start > first, cell=cell, year=year)
    ]
    elsewhere = [mention for mention in clause if isinstance(mention, Elsewhere)]
    if elsewhere and not quantities:
        return [*deadlines] if deadlines else []
    return sorted([*quantities, *deadlines], key=lambda mention: mention.start)


def _is_promised(tokens: list[Token], quantity: Quantity, *, cell: bool) -> bool:
    """Whether a number is a promise rather than part of the description."""
    lexicon = words()
    if quantity.doubt and quantity.strength < Strength.WORDED:
        return False
    if quantity.strength >= Strength.WORDED:
        return True
    previous = _previous(tokens, quantity.start)
    if quantity.strength is Strength.MARKED and quantity.unit not in lexicon.durations:
        return True
    if previous in {"", ":", "-", "–", "=", "•", "n", "€", "euro"}:
        return True
    if cell and quantity.start <= 4 and previous not in lexicon.labels:
        return True
    noun = quantity.unit is not None and quantity.unit not in lexicon.durations
    return noun and (
        previous in lexicon.promise_words or previous.endswith(lexicon.promise_endings)
    )


def _is_deadline(
    tokens: list[Token], deadline: Deadline, *, after_figure: bool, cell: bool, year: int | None
) -> bool:
    """Whether a date is the day by which something is promised."""
    if deadline.led:
        return True
    previous = _previous(tokens, deadline.start)
    if previous in words().not_deadline:
        return False
    if year is not None and deadline.when is not None and deadline.when.year < year and not cell:
        return False
    if previous == "al" or previous == "a":
        return after_figure or cell
    return previous in {"", ":", "-", "–", "•"} or (cell and deadline.start <= 6)


def _combined(
    tokens: list[Token], kept: list[Mention], column: str | None, year: int | None
) -> list[Figure]:
    """A figure and the deadline beside it are one; a deadline alone is a `by`."""
    figures: list[Figure] = []
    waiting: Deadline | None = None
    for index, mention in enumerate(kept):
        if isinstance(mention, Quantity):
            figure = _quantity_figure(mention, column)
            following = kept[index + 1] if index + 1 < len(kept) else None
            if waiting is not None:
                if isinstance(following, Deadline):
                    figures.append(_deadline_figure(waiting, year))
                else:
                    figure = replace(figure, due_date=waiting.when)
                waiting = None
            figures.append(figure)
        elif isinstance(mention, Deadline):
            last = kept[index - 1] if index else None
            if isinstance(last, Quantity):
                figures[-1] = replace(figures[-1], due_date=mention.when)
            else:
                if waiting is not None:
                    figures.append(_deadline_figure(waiting, year))
                waiting = mention
    if waiting is not None:
        figures.append(_deadline_figure(waiting, year))
    return figures


def _deadline_figure(deadline: Deadline, year: int | None) -> Figure:
    if deadline.when is None:
        doubt = (AMBIGUOUS, "La scadenza non indica l'anno.")
        return Figure(Comparator.BY, confidence=0.7, doubt=doubt)
    return Figure(Comparator.BY, due_date=deadline.when, confidence=1.0 if deadline.led else 0.9)


def _quantity_figure(quantity: Quantity, column: str | None) -> Figure:
    confidence = {Strength.BARE: 0.8, Strength.MARKED: 0.95}.get(quantity.strength, 1.0)
    return Figure(
        quantity.comparator,
        quantity.value,
        quantity.value_max,
        unit=quantity.unit or column,
        year=quantity.year,
        confidence=0.5 if quantity.doubt else confidence,
        doubt=(AMBIGUOUS, quantity.doubt) if quantity.doubt else None,
    )


def _paired(figures: list[Figure]) -> list[Figure]:
    """'≥ 80% e ≤ 100%' is one interval."""
    if len(figures) != 2:
        return figures
    low, high = figures
    if (
        low.comparator is Comparator.GE
        and high.comparator is Comparator.LE
        and low.unit == high.unit
        and low.value is not None
        and high.value is not None
        and low.value < high.value
    ):
        return [replace(low, comparator=Comparator.BETWEEN, value_max=high.value)]
    return figures


def _defined_elsewhere(tokens: list[Token], mentions: list[Mention]) -> bool:
    """'Scostamento 0 su budget del cruscotto': no deviation from a figure printed elsewhere."""
    del mentions
    names = [token.word for token in tokens]
    return (
        names[:1] == ["scostamento"]
        and len(names) > 3
        and names[1] in {"0", "zero", "nullo"}
        and names[2] in {"su", "da", "dal", "rispetto", "sul"}
    )


def _is_reference(tokens: list[Token]) -> bool:
    """A short text that names the document where the figure is: 'SMVP - Par. 6.2.10'."""
    lexicon = words()
    if not tokens or len(tokens) > 25:
        return False
    if _defined_elsewhere(tokens, []):
        return True
    named = any(lexicon.reference_documents.at(tokens, at) for at in range(len(tokens)))
    led = lexicon.reference_leads.at(tokens, 0) is not None
    located = any(
        lexicon.reference_locators.at(tokens, at)
        and any(
            token.kind in {Kind.NUMBER, Kind.CODE, Kind.ORDINAL, Kind.DATE} or len(token.word) == 1
            for token in tokens[at + 1 : at + 4]
        )
        for at in range(len(tokens))
    )
    return (named and led) or located
