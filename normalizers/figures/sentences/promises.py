"""Which mentions of a text are its promise, and which deadline belongs to which figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piao.normalizers.figures.amounts.units import ends_clause
from piao.normalizers.figures.mentions import Deadline, Elsewhere, Mention, Quantity, Strength
from piao.normalizers.figures.model import AMBIGUOUS, RELATIVE, Figure
from piao.normalizers.figures.times.dates import is_year, word_at
from piao.normalizers.figures.tokens import Token
from piao.normalizers.figures.words import words
from piao.schema.records import Comparator

NEAR_START = 4
"""Words that may stand before the figure of a cell: 'Tempo medio di 30 giorni'."""
_HOURS = frozenset({"entro"})
"""A number without unit after these is an hour or a day: 'entro le 12'."""
_STARTS = frozenset({"", ":", "-", "–", "=", "•", "n", "€", "euro", "▪", "*"})
_PASSED = frozenset("()[].")
_LIST_STARTS = _STARTS | {",", "e", "ed", ";"}
_CONFIDENCE = {
    Strength.BARE: 0.95,
    Strength.MARKED: 0.95,
    Strength.WORDED: 1.0,
    Strength.SIGNED: 1.0,
}


def clauses(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions of each sentence."""
    ends = [at for at in range(len(tokens)) if ends_clause(tokens, at)] + [len(tokens)]
    grouped: list[list[Mention]] = [[] for _ in ends]
    current = 0
    for mention in mentions:
        while mention.start > ends[current]:
            current += 1
        grouped[current].append(mention)
    return [clause for clause in grouped if clause]


def promised(
    tokens: Sequence[Token], clause: Sequence[Mention], *, cell: bool, year: int | None
) -> list[Quantity | Deadline]:
    """The mentions of a clause that are its promise, in reading order."""
    quantities: list[Quantity] = []
    for mention in clause:
        if (
            isinstance(mention, Quantity)
            and not (not cell and _is_past(mention, year))
            and (
                _is_promised(tokens, mention, cell=cell)
                or (quantities and _goes_on(tokens, mention))
            )
        ):
            quantities.append(mention)
    if any(isinstance(mention, Elsewhere) for mention in clause):
        quantities = [q for q in quantities if q.strength >= Strength.WORDED]
    quantities = _plainest(quantities)
    first = min((quantity.start for quantity in quantities), default=len(tokens))
    deadlines = [
        mention
        for mention in clause
        if isinstance(mention, Deadline)
        and not mention.impossible
        and not mention.doubt
        and _is_deadline(tokens, mention, after_figure=mention.start > first, cell=cell, year=year)
    ]
    return sorted([*quantities, *deadlines], key=lambda mention: mention.start)


def _is_past(quantity: Quantity, year: int | None) -> bool:
    """'si è attestato al 60% nel 2023' in a plan of 2024."""
    printed = quantity.year
    return year is not None and printed is not None and printed < year


def _plainest(quantities: list[Quantity]) -> list[Quantity]:
    """Signs beat words, a percentage the days that qualify it, anything a bare number."""
    if any(quantity.strength is Strength.SIGNED for quantity in quantities):
        return [quantity for quantity in quantities if quantity.strength is Strength.SIGNED]
    if any(quantity.unit == "%" for quantity in quantities):
        durations = words().durations
        quantities = [quantity for quantity in quantities if quantity.unit not in durations]
    plain = [quantity for quantity in quantities if quantity.strength is not Strength.BARE]
    return plain or quantities


def _before(tokens: Sequence[Token], at: int, skip: frozenset[str]) -> int:
    """The index of the word before tokens[at] but those to skip; -1 at a clause's start."""
    at -= 1
    while at >= 0 and not ends_clause(tokens, at):
        token = tokens[at]
        if not token.depth and token.word not in skip and token.word not in _PASSED:
            return at
        at -= 1
    return -1


def _is_promised(tokens: Sequence[Token], quantity: Quantity, *, cell: bool) -> bool:
    """Whether a number is a promise rather than part of the description."""
    lexicon = words()
    lasting = quantity.unit in lexicon.durations
    at = _before(tokens, quantity.start, lexicon.articles)
    previous = word_at(tokens, at)
    if quantity.strength >= Strength.WORDED:
        return quantity.unit is not None or previous not in _HOURS
    if quantity.doubt or previous in lexicon.parts or _is_name_or_sum(tokens, quantity):
        return False
    if quantity.strength is Strength.MARKED and not lasting:
        return True
    if previous in _STARTS or previous in lexicon.not_promised:
        return previous in _STARTS
    if cell and quantity.start <= NEAR_START and not lexicon.labels.at(tokens, at):
        return quantity.unit is not None or previous in lexicon.value_words | lexicon.approximate
    return _is_change(tokens, quantity, previous) if lasting else _is_done(tokens, quantity, at)


def _is_change(tokens: Sequence[Token], quantity: Quantity, previous: str) -> bool:
    """'Riduzione dei tempi … a 30 giorni'."""
    changes = words().changes
    return previous in {"a", "ad"} and any(t.word in changes for t in tokens[: quantity.start])


def _is_name_or_sum(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """'5 Attivazione dello sportello' is the fifth title, 'valore 2023 + 5%' a sum."""
    singular = quantity.unit is not None and quantity.unit.lower().endswith(
        words().singular_endings
    )
    if singular and quantity.strength is Strength.BARE and quantity.value != 1:
        return True
    at = quantity.start
    if word_at(tokens, at - 1) == "+":
        at -= 1
    elif not tokens[at].text.startswith("+"):
        return False
    return at > 0 and is_year(tokens[at - 1])


def _goes_on(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """'… e 2 seminari' after a promised figure."""
    counted = quantity.unit is not None and quantity.doubt is None
    return counted and word_at(tokens, quantity.start - 1) in {"e", "ed", ","}


def _is_done(tokens: Sequence[Token], quantity: Quantity, at: int) -> bool:
    """Whether what is done is counted: 'Realizzazione di', 'e stipula di', 'organizzare'."""
    lexicon = words()
    previous = word_at(tokens, at)
    if previous in lexicon.promise_words or previous.endswith(lexicon.promise_endings):
        return quantity.unit is not None
    if quantity.unit is None or previous != "di":
        return False
    noun = _before(tokens, at, lexicon.articles)
    if word_at(tokens, noun - 1) == "in":  # 'Presa in carico di'
        noun -= 2
    return word_at(tokens, _before(tokens, noun, lexicon.articles)) in _LIST_STARTS


def _is_deadline(
    tokens: Sequence[Token],
    deadline: Deadline,
    *,
    after_figure: bool,
    cell: bool,
    year: int | None,
) -> bool:
    """Whether a date is the day by which something is promised."""
    if deadline.led:
        return True
    at = _before(tokens, deadline.start, words().articles)
    previous = word_at(tokens, at)
    if previous in words().not_deadline:
        return False
    if not cell and year and deadline.when and deadline.when.year < year:
        return False
    if previous in {"al", "a"}:
        return after_figure or (cell and _only_leads(tokens[: deadline.start]))
    return cell or previous in _STARTS


def _only_leads(before: Sequence[Token]) -> bool:
    """'fino al', 'dal 1° gennaio al': a cell whose date is all it says."""
    lexicon = words()
    if before[0].word in lexicon.interval_ranges and len(before) <= NEAR_START + 2:
        return True
    return all(token.word in lexicon.small_words or token.word in lexicon.until for token in before)


def combined(kept: Sequence[Quantity | Deadline], column: str | None) -> list[Figure]:
    """A deadline beside a figure is that figure's; a deadline alone is a `by`."""
    figures: list[Figure] = []
    forward = bool(kept) and isinstance(kept[0], Deadline) and isinstance(kept[-1], Quantity)
    order = list(kept) if not forward else list(reversed(kept))
    open_figures = 0  # figures before this deadline that have none yet
    for mention in order:
        if isinstance(mention, Quantity):
            figures.append(_of_quantity(mention, column))
            open_figures += 1
        elif open_figures:
            figures[-open_figures:] = [
                replace(figure, due_date=mention.when) for figure in figures[-open_figures:]
            ]
            open_figures = 0
        else:
            figures.append(_of_deadline(mention))
    return figures[::-1] if forward else figures


def _of_deadline(deadline: Deadline) -> Figure:
    if deadline.when is None:
        doubt = (AMBIGUOUS, "La scadenza non indica l'anno.")
        return Figure(Comparator.BY, confidence=0.7, doubt=doubt)
    return Figure(Comparator.BY, due_date=deadline.when, confidence=1.0 if deadline.led else 0.9)


def _of_quantity(quantity: Quantity, column: str | None) -> Figure:
    if quantity.relative:
        return Figure(
            Comparator.TEXT,
            unit=quantity.unit or column,
            year=quantity.year,
            confidence=0.5,
            doubt=(RELATIVE, "Variazione, non livello."),
        )
    return Figure(
        quantity.comparator,
        quantity.value,
        quantity.value_max,
        unit=quantity.unit or column,
        year=quantity.year,
        confidence=0.5 if quantity.doubt else _CONFIDENCE[quantity.strength],
        doubt=(AMBIGUOUS, quantity.doubt) if quantity.doubt else None,
        origin=quantity.origin,
    )


def paired(figures: list[Figure]) -> list[Figure]:
    """'≥ 80% e ≤ 100%' is one interval."""
    if len(figures) != 2:
        return figures
    low, high = sorted(figures, key=lambda figure: figure.value or 0)
    unit = low.unit or high.unit
    if (low.comparator, high.comparator) != (Comparator.GE, Comparator.LE):
        return figures
    if {low.unit, high.unit} - {None, unit} or low.value == high.value:
        return figures
    return [replace(low, comparator=Comparator.BETWEEN, value_max=high.value, unit=unit)]
