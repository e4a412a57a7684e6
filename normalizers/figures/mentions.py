"""Every figure and deadline that a text mentions, with the words that qualify it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum

from piao.normalizers.figures.deadlines import date_at, is_year, skip_label
from piao.normalizers.figures.numbers import Number, number_at
from piao.normalizers.figures.tokens import Kind, Token
from piao.normalizers.figures.words import Words, words
from piao.schema.records import Comparator

AMBIGUOUS = "ambiguous_value"
NEAR_YEARS = 6
"""A bare number this near to the plan's year is more likely a year."""


class Strength(IntEnum):
    """How plainly a text says that a figure is the promise."""

    BARE = 0  # '3 corsi'
    MARKED = 1  # '80%', 'n. 3', '30 giorni'
    WORDED = 2  # 'almeno 3'
    SIGNED = 3  # '≥ 3'


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its comparison and unit, at tokens[start:end]."""

    start: int
    end: int
    comparator: Comparator
    value: Decimal
    value_max: Decimal | None = None
    unit: str | None = None
    year: int | None = None
    strength: Strength = Strength.BARE
    within: bool = False  # 'entro 30 giorni'
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date at tokens[start:end]; `led` by a word such as 'entro'."""

    start: int
    end: int
    when: date | None
    led: bool
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A comparison with a figure that the text does not print: '≥ valore 2023'."""

    start: int
    end: int
    doubt: str | None = None


Mention = Quantity | Deadline | Elsewhere

_SIGN_MEANING = {
    "=": Comparator.EQ, "≥": Comparator.GE, "≤": Comparator.LE, ">": Comparator.GT, "<": Comparator.LT,
}  # fmt: skip
_DASHES = frozenset({"-", "–", "÷", "/"})
_CURRENCY = frozenset({"€", "euro", "eur"})


def _sign(text: str) -> Comparator | None:
    """'=>' and '= ≥' are `ge`, '=<' is `le`, '<>' is nothing."""
    signs = set(text.replace(" ", ""))
    less, more = signs & set("<≤"), signs & set(">≥")
    if less and more:
        return None
    if less or more:
        inclusive = "=" in signs or signs & set("≤≥")
        if less:
            return Comparator.LE if inclusive else Comparator.LT
        return Comparator.GE if inclusive else Comparator.GT
    return Comparator.EQ


@dataclass(slots=True)
class _State:
    """What the words so far say about the next number."""

    comparator: Comparator | None = None
    strength: Strength = Strength.BARE
    plus_minus: bool = False
    counted: bool = False  # 'n.' just before
    currency: bool = False
    noun: str | None = None  # the thing counted: 'n. controlli … ≥ 30'
    year: int | None = None  # '2024: …'
    alternative: bool = False  # the 'o' of '> o ='

    def compare(self, comparator: Comparator, strength: Strength) -> None:
        pair = {self.comparator, comparator}
        if self.alternative and pair == {Comparator.EQ, Comparator.GT}:
            comparator = Comparator.GE
        elif self.alternative and pair == {Comparator.EQ, Comparator.LT}:
            comparator = Comparator.LE
        elif comparator is Comparator.EQ and self.comparator is not None:
            comparator = self.comparator
        self.comparator = comparator
        self.strength = max(self.strength, strength)
        self.alternative = False

    def forget(self) -> None:
        """A word that qualifies no number: what was pending is void."""
        self.year = None
        self.comparator, self.strength = None, Strength.BARE
        self.plus_minus = self.counted = self.currency = self.alternative = False


def ends_clause(tokens: list[Token], at: int) -> bool:
    """Whether tokens[at] is ';' or the full stop of a sentence."""
    token = tokens[at]
    if token.word == ";":
        return True
    if token.word != "." or token.kind is not Kind.MARK:
        return False
    if at + 1 >= len(tokens):
        return True
    following = tokens[at + 1]
    return following.start > token.end and following.text[:1].isupper()


def _outer(tokens: list[Token], at: int) -> int:
    """The index of the first token from `at` outside brackets (the brackets skipped too)."""
    while at < len(tokens) and (tokens[at].depth > 0 or tokens[at].word in {"(", ")", "[", "]"}):
        at += 1
    return at


def _noun_at(tokens: list[Token], at: int) -> str | None:
    """The counted noun at tokens[at] ('3 nuovi corsi': 'corsi')."""
    lexicon = words()
    while at < len(tokens) and tokens[at].word in lexicon.qualifiers:
        at += 1
    if at >= len(tokens) or tokens[at].kind is not Kind.WORD:
        return None
    token = tokens[at]
    if len(token.word) < 3 or token.word in lexicon.months or token.word in lexicon.multipliers:
        return None
    if lexicon.not_counted.at(tokens, at) or lexicon.comparators_before.at(tokens, at):
        return None
    return token.text


def _noun_after_count(tokens: list[Token], at: int) -> str | None:
    """The noun after 'n.': 'n. di progetti', 'numero medio utenti'."""
    lexicon = words()
    end = min(at + 4, len(tokens))
    while at < end and (
        tokens[at].word in lexicon.prepositions
        or tokens[at].word in lexicon.articles
        or tokens[at].word in {"totale", "complessivo", "medio", "massimo", "minimo", "annuo", "."}
    ):
        at += 1
    return _noun_at(tokens, at)


def _unit_after(tokens: list[Token], at: int) -> tuple[str | None, int]:
    """The unit printed after a number, and the index after it."""
    lexicon = words()
    at = _outer(tokens, at)
    if at < len(tokens) and tokens[at].word == "di" and lexicon.units.at(tokens, at + 1):
        at += 1
    found = lexicon.units.at(tokens, at)
    if found:
        unit, end = found
        if end < len(tokens) and tokens[end].word == "." and not ends_clause(tokens, end):
            end += 1
        if unit == "anni" and end - at == 1 and end < len(tokens) and is_year(tokens[end]):
            return None, at  # '3 anno 2024'
        return unit, end
    noun = _noun_at(tokens, at)
    if noun is None:
        return None, at
    while tokens[at].text != noun:
        at += 1
    return noun, at + 1


def _second_bound(
    tokens: list[Token], at: int, first_unit: str | None, *, joined: bool
) -> tuple[Number, str | None, int] | None:
    """The upper end of an interval after its lower one: '÷ 70%', '- 800', 'e il 70%'."""
    lexicon = words()
    if at >= len(tokens):
        return None
    start = at
    if joined:
        found = lexicon.interval_joins.at(tokens, at)
        if not found:
            return None
        start = found[1]
        while start < len(tokens) and (
            tokens[start].word in lexicon.articles
            or tokens[start].word in lexicon.prepositions
            or tokens[start].word in _CURRENCY
        ):
            start += 1
    elif tokens[at].word in _DASHES:
        start = at + 1
        if start < len(tokens) and tokens[start].word in _CURRENCY:
            start += 1
    elif not (tokens[at].kind is Kind.NUMBER and tokens[at].text.startswith("-")):
        return None
    number = number_at(tokens, start)
    if number is None or tokens[start].depth != tokens[at].depth:
        return None
    if not joined and (is_year(tokens[start]) or tokens[start].kind is not Kind.NUMBER):
        return None
    if not joined and tokens[start].text.startswith("-"):
        number = Number(-number.value, number.end)
    unit, end = _unit_after(tokens, number.end)
    if first_unit is not None and unit != first_unit and not joined:
        return None
    return number, unit, end


def _changes_before(tokens: list[Token], at: int, lexicon: Words) -> bool:
    return any(token.word in lexicon.changes for token in tokens[max(0, at - 12) : at])


def _year_beside(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """The year printed after a figure: 'nel 2024', '(2024)', "per l'anno 2024"."""
    lead = at
    while lead < len(tokens) and lead < at + 4 and tokens[lead].word in {
        "nel", "per", "il", "l", "anno", "nell", "(", "[", "dell", "del", "annualita",
    }:  # fmt: skip
        lead += 1
    if lead == at or lead >= len(tokens) or not is_year(tokens[lead]):
        return None
    end = lead + 1
    if end < len(tokens) and tokens[end].word in {")", "]"}:
        end += 1
    return int(tokens[lead].text), end


def _quantity(tokens: list[Token], at: int, number: Number, state: _State) -> Quantity:
    """The figure whose number is at tokens[at], with all that follows it."""
    lexicon = words()
    unit, end = _unit_after(tokens, number.end)
    if state.currency and unit is None:
        unit = "EUR"
    value, value_max, doubt = number.value, None, None
    comparator, strength = state.comparator or Comparator.EQ, state.strength
    before = next(
        (t.word for t in reversed(tokens[max(0, at - 3) : at]) if t.word not in lexicon.articles),
        "",
    )
    ranged = before in lexicon.interval_ranges
    bound = _second_bound(tokens, end, unit, joined=False)
    if bound is None and ranged:
        bound = _second_bound(tokens, end, unit, joined=True)
    if bound:
        second, unit_second, bound_end = bound
        unit = unit_second or unit
        if ranged and (_changes_before(tokens, at, lexicon) or second.value < value):
            value, end = second.value, bound_end
        elif second.value > value and state.comparator in {None, Comparator.EQ}:
            value_max, comparator, end = second.value, Comparator.BETWEEN, bound_end
            strength = max(strength, Strength.MARKED)
        else:
            end = bound_end
            doubt = "L'intervallo non è crescente o ha già un confronto."
    elif state.plus_minus:
        value, value_max, comparator = -abs(value), abs(value), Comparator.BETWEEN
    after = lexicon.comparators_after.at(tokens, end)
    if after and state.comparator is None and not number_at(tokens, after[1]):
        comparator, end, strength = after[0], after[1], max(strength, Strength.WORDED)
    if end + 1 < len(tokens) and tokens[end].word == "su" and number_at(tokens, end + 1):
        doubt = "Rapporto o punteggio su una scala."
    if unit in {"%", "EUR"} or unit in lexicon.durations or state.counted:
        strength = max(strength, Strength.MARKED)
    if unit is None:
        unit = state.noun
    year = state.year
    if year is None and (beside := _year_beside(tokens, end)):
        year, end = beside
    return Quantity(
        at, max(end, at + 1), comparator, value, value_max, unit, year, strength, doubt=doubt
    )


def _between(tokens: list[Token], at: int, state: _State) -> Quantity | None:
    """'tra il 60% e il 70%' from the word after 'tra'."""
    lexicon = words()
    start = at
    while start < len(tokens) and (tokens[start].word in lexicon.articles or tokens[start].word in {
        "un", "n", "€", "euro", ":", "valore", "minimo", "di", "da", "dal", "nell", "intervallo", "range",
    }):  # fmt: skip
        start += 1
    number = number_at(tokens, start)
    if number is None or (is_year(tokens[start])):
        return None
    unit, end = _unit_after(tokens, number.end)
    bound = _second_bound(tokens, end, unit, joined=True) or _second_bound(
        tokens, end, unit, joined=False
    )
    if bound is None or bound[0].value <= number.value:
        return None
    return Quantity(
        at, bound[2], Comparator.BETWEEN, number.value, bound[0].value,
        bound[1] or unit or ("EUR" if state.currency else state.noun), state.year, Strength.WORDED,
    )  # fmt: skip


def _after_lead(tokens: list[Token], lead: int, at: int, year: int | None) -> Mention | None:
    """The date, or the number of days, that 'entro' at tokens[lead] leads to."""
    lexicon = words()
    index = at
    fenced = False  # 'i termini programmati (30.09.2024)'
    for _ in range(9):
        if index >= len(tokens):
            return None
        token = tokens[index]
        if token.depth and not fenced:
            return None
        found = date_at(tokens, index, year, led=True)
        if found:
            return Deadline(lead, found.end, found.when, True, found.impossible)
        if token.kind is Kind.ORDINAL or number_at(tokens, index):
            return _duration(tokens, lead, index)
        if token.word in lexicon.articles_as_one and _duration_unit(tokens, index + 1):
            return _duration(tokens, lead, index)
        if token.word == "(":
            fenced = any(t.word.startswith(("termin", "scaden", "dat")) for t in tokens[at:index])
        elif token.word not in lexicon.deadline_fillers and token.word not in {":", ",", "-"}:
            return None
        index += 1
    return None


def _duration_unit(tokens: list[Token], at: int) -> tuple[str, int] | None:
    unit, end = _unit_after(tokens, at)
    return (unit, end) if unit in words().durations else None


def _duration(tokens: list[Token], lead: int, at: int) -> Quantity | None:
    """'5 giorni' at tokens[at], or '5° giorno', 'un mese'."""
    token = tokens[at]
    if token.kind is Kind.ORDINAL:
        number = Number(Decimal(token.text[:2].strip("°º^ª ")), at + 1)
    else:
        number = number_at(tokens, at) or Number(Decimal(1), at + 1)
    found = _duration_unit(tokens, number.end)
    if found is None or (found[1] < len(tokens) and words().every.at(tokens, found[1])):
        return None
    return Quantity(
        lead,
        found[1],
        Comparator.LE,
        number.value,
        None,
        found[0],
        None,
        Strength.WORDED,
        within=True,
    )


def find_mentions(tokens: list[Token], year: int | None) -> list[Mention]:
    """All figures, deadlines and comparisons with figures printed elsewhere, in reading order.

    Numbers in brackets and those that name something ('art. 5', 'Obiettivo 2',
    '2021/2023', '1° ciclo') are not among them.
    """
    lexicon = words()
    mentions: list[Mention] = []
    state = _State()
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.depth > 0:
            at += 1
            continue
        if ends_clause(tokens, at):
            state = _State()
            at += 1
            continue
        after_label = skip_label(tokens, at)
        if after_label > at and state.comparator is None:
            state.forget()
            at = after_label
            continue
        mention, at = _step(tokens, at, state, lexicon, year)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _step(
    tokens: list[Token], at: int, state: _State, lexicon: Words, year: int | None
) -> tuple[Mention | None, int]:
    """Read what is at tokens[at] into the state or a mention; gives the next index."""
    token = tokens[at]
    lead = lexicon.deadline_leads.at(tokens, at)
    if lead:
        mention = _after_lead(tokens, at, lead[1], year)
        if mention:
            state.forget()
            return mention, mention.end
    opener = lexicon.interval_openers.at(tokens, at)
    if opener:
        between = _between(tokens, opener[1], state)
        if between:
            state.forget()
            return between, between.end
    comparison = lexicon.comparators_before.at(tokens, at)
    if comparison:
        state.compare(comparison[0], Strength.WORDED)
        return None, comparison[1]
    if token.kind is Kind.SIGN:
        if token.word[0] in "+±":
            state.plus_minus = True
            return None, at + 1
        sign = _sign(token.text)
        if sign is None:
            state.forget()
        else:
            state.compare(sign, Strength.SIGNED)
        return None, at + 1
    if token.kind is Kind.COUNT:
        state.counted = True
        noun = _noun_after_count(tokens, at + 1)
        if noun:
            state.noun = noun
        elif state.noun is None:
            state.noun = _noun_before_count(tokens, at)
        return None, at + 1
    found = date_at(tokens, at, year)
    if found and state.strength < Strength.SIGNED:
        state.forget()
        return Deadline(at, found.end, found.when, False, found.impossible), found.end
    number = number_at(tokens, at)
    if number is None and token.word in lexicon.articles_as_one:
        following = tokens[at + 1].word if at + 1 < len(tokens) else ""
        explicit = state.comparator is not None or state.counted
        if explicit and following not in lexicon.fractions and _unit_after(tokens, at + 1)[0]:
            number = Number(Decimal(1), at + 1)
    if number is not None:
        return _number_step(tokens, at, number, state, year)
    if state.comparator is not None and (
        token.kind is Kind.SPAN or lexicon.other_values.at(tokens, at)
    ):
        if token.kind is Kind.SPAN or not _number_follows(tokens, at):
            doubtless = state.strength is Strength.SIGNED
            state.forget()
            return (Elsewhere(at, at + 1) if doubtless else None), at + 1
        return None, at + 1
    if token.word in {"o", "oppure"} and state.comparator is not None:
        state.alternative = True
        return None, at + 1
    if token.word in _CURRENCY:
        state.currency = True
        return None, at + 1
    transparent = (
        token.word in lexicon.articles
        or token.word in lexicon.prepositions
        or token.word in lexicon.approximate
        or token.word in {":", "(", ")", "circa", "."}
    )
    if not transparent:
        state.forget()
        if token.word == "/":
            state.noun = None
    return None, at + 1


def _noun_before_count(tokens: list[Token], at: int) -> str | None:
    """'Controlli edilizi n. 30': the first word of the line, if a noun can stand there."""
    lexicon = words()
    if at == 0 or tokens[at - 1].word in lexicon.prepositions or at + 1 >= len(tokens):
        return None
    start = at
    while start > 0 and tokens[start - 1].word not in {":", ";", ".", "-", "–", "•", ")"}:
        start -= 1
    return _noun_at(tokens, start) if at - start < 12 and start < at else None


def _number_follows(tokens: list[Token], at: int) -> bool:
    """Whether a figure (not a year) comes in the same clause: 'almeno lo standard del 90%'."""
    for index in range(at + 1, min(at + 12, len(tokens))):
        if ends_clause(tokens, index):
            return False
        token = tokens[index]
        if token.depth == 0 and token.kind is Kind.NUMBER and not is_year(token):
            return True
    return False


def _number_step(
    tokens: list[Token], at: int, number: Number, state: _State, year: int | None
) -> tuple[Mention | None, int]:
    """A number: a year that labels the next figure, a figure of that year, or a figure."""
    if is_year(tokens[at]) and number.end == at + 1 and not state.currency:
        printed = int(tokens[at].text)
        unit, _ = _unit_after(tokens, at + 1)
        near = year is None or abs(printed - year) <= NEAR_YEARS
        if unit is None and state.comparator is not None and near:
            state.forget()
            doubt = f"'{printed}' può essere un anno o una quantità."
            return Elsewhere(at, at + 1, doubt), at + 1
        if unit is None and state.comparator is None and not state.counted:
            state.forget()
            state.year = printed
            return None, at + 1
        if state.comparator is None and not state.counted and unit not in {"%", "EUR"}:
            state.forget()
            return None, at + 1
    quantity = _quantity(tokens, at, number, state)
    noun = state.noun
    state.forget()
    state.noun = None
    if noun and quantity.unit == noun and quantity.strength is Strength.BARE:
        quantity = replace(quantity, strength=Strength.MARKED)
    return quantity, quantity.end
