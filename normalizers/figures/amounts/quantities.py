"""Numbers with their comparison, unit and interval."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from piao.normalizers.figures.amounts.numbers import CURRENCY, Number, number_at
from piao.normalizers.figures.amounts.units import ends_clause, unit_after
from piao.normalizers.figures.mentions import Pending, Quantity, Reading, Strength
from piao.normalizers.figures.times.dates import is_year, word_at
from piao.normalizers.figures.tokens import Kind, Token, tokenize
from piao.normalizers.figures.words import words
from piao.schema.records import Comparator

_DASHES = frozenset({"-", "–", "÷", "/"})
_YEAR_LEADS = frozenset(
    {"nel", "per", "il", "l", "anno", "nell", "(", "[", "dell", "del", "annualita", "corso"}
)
_OPENER_FILLERS = frozenset(
    {
        "un",
        "n",
        "€",
        "euro",
        ":",
        "valore",
        "minimo",
        "di",
        "da",
        "dal",
        "nell",
        "intervallo",
        "range",
    }
)
_FLIPPED = {
    Comparator.LE: Comparator.GE,
    Comparator.LT: Comparator.GT,
    Comparator.GE: Comparator.LE,
    Comparator.GT: Comparator.LT,
}
SCALE_DOUBT = "Rapporto o punteggio su una scala."
ORDER_DOUBT = "L'intervallo non è crescente o ha già un confronto."


class _Bound(NamedTuple):
    """The upper end of an interval."""

    value: Decimal
    unit: str | None
    end: int


def open_ranges(tokens: list[Token]) -> list[Token]:
    """'5/10' in three tokens before days or hours: an interval, not a day of October."""
    opened: list[Token] = []
    for at, token in enumerate(tokens):
        if token.kind is Kind.SLASH and unit_after(tokens, at + 1)[0] in words().durations:
            first, second = token.text.split("/")
            if int(first) < int(second):
                opened.extend(tokenize(f"{first} ÷ {second}"))
                continue
        opened.append(token)
    return opened


def sign_meaning(text: str) -> Comparator | None:
    """'=>' and '= ≥' are `ge`, '=<' is `le`, '<>' is nothing."""
    signs = set(text)
    less, more = signs & set("<≤"), signs & set(">≥")
    if less and more:
        return None
    inclusive = bool(signs & set("=≤≥"))
    if less:
        return Comparator.LE if inclusive else Comparator.LT
    if more:
        return Comparator.GE if inclusive else Comparator.GT
    return Comparator.EQ


def _bound(tokens: list[Token], start: int) -> _Bound | None:
    """The bound whose number, after articles and currency, is at tokens[start]."""
    lexicon = words()
    while word_at(tokens, start) in CURRENCY or word_at(tokens, start) in lexicon.small_words:
        start += 1
    number = number_at(tokens, start)
    if number is None:
        return None
    unit, end = unit_after(tokens, number.end)
    return _Bound(number.value, unit, end)


def _joined_bound(tokens: list[Token], at: int) -> _Bound | None:
    """'e il 70%', 'a 15 giorni'."""
    joint = words().interval_joins.at(tokens, at)
    return _bound(tokens, joint[1]) if joint else None


def _dashed_bound(tokens: list[Token], at: int, first_unit: str | None) -> _Bound | None:
    """'÷ 70%', '- 800', '-800'; of the first bound's unit if that has one."""
    if at >= len(tokens):
        return None
    glued = tokens[at].kind is Kind.NUMBER and tokens[at].text.startswith("-")
    if not glued and tokens[at].word not in _DASHES:
        return None
    start = at if glued else at + 1
    if word_at(tokens, start) in CURRENCY:
        start += 1
    if start >= len(tokens) or tokens[start].kind is not Kind.NUMBER or is_year(tokens[start]):
        return None
    bound = _bound(tokens, start)
    if bound is None or tokens[start].depth != tokens[at].depth:
        return None
    if first_unit not in {None, bound.unit} or (word_at(tokens, at) == "/" and not bound.unit):
        return None
    return bound._replace(value=abs(bound.value)) if glued else bound


def _year_beside(tokens: list[Token], at: int) -> tuple[int | None, int]:
    """The year printed after a figure: 'nel 2024', '(2024)', "per l'anno 2024"."""
    lead = at
    while lead < at + 5 and word_at(tokens, lead) in _YEAR_LEADS:
        lead += 1
    if lead == at or lead >= len(tokens) or not is_year(tokens[lead]):
        return None, at
    end = lead + 1
    if tokens[lead].depth:
        if word_at(tokens, end) not in {")", "]"}:
            return None, at  # '350 (2023: 340)'
        end += 1
    return int(tokens[lead].text), end


def _scale_after(tokens: list[Token], at: int) -> int:
    """The index after 'su 10' or '/10'; `at` itself if there is no scale."""
    if word_at(tokens, at) in {"su", "/"} and (number := number_at(tokens, at + 1)):
        return number.end
    return at


def read_quantity(reading: Reading, at: int, number: Number) -> Quantity:
    """The figure whose number is at tokens[at], with all that follows it."""
    tokens, pending = reading.tokens, reading.pending
    unit, end = unit_after(tokens, number.end)
    if pending.currency and (unit is None or unit not in words().durations | {"%"}):
        unit, end = "EUR", number.end if unit != "EUR" else end
    comparator, strength = pending.comparator, pending.strength
    value, value_max, origin, doubt = number.value, None, None, None
    ranged = bool(
        reading.lexicon.interval_ranges.intersection(t.word for t in tokens[max(0, at - 2) : at])
    )
    bound = _dashed_bound(tokens, end, unit) or (_joined_bound(tokens, end) if ranged else None)
    if bound:
        end, unit = bound.end, bound.unit or unit
        strength = max(strength, Strength.WORDED) if ranged else strength
        if ranged and (
            bound.value < value or _changes(reading, at) or _starts_at_level(reading, at)
        ):
            value, origin = bound.value, number.value
        elif bound.value > value and comparator in {None, Comparator.EQ}:
            value_max, comparator = bound.value, Comparator.BETWEEN
        else:
            doubt = ORDER_DOUBT
    elif pending.plus_minus:
        value, value_max, comparator = -abs(value), abs(value), Comparator.BETWEEN
    if comparator is None:
        comparator, strength, end = _comparison_after(reading, end, strength)
        if comparator is Comparator.EQ and _runs_from_event(reading, at, end, unit):
            comparator = Comparator.LE
    scale_end = _scale_after(tokens, end)
    if scale_end > end and unit is None:
        doubt = SCALE_DOUBT
    end = scale_end
    closes = end >= len(tokens) or ends_clause(tokens, end)
    counted = pending.counted or (closes and pending.noun is not None)
    if counted or unit in {"%", "EUR"} or unit in words().durations:
        strength = max(strength, Strength.MARKED)
    year = pending.year
    if year is None:
        year, end = _year_beside(tokens, end)
    return Quantity(
        start=at,
        end=max(end, at + 1),
        comparator=comparator,
        value=value,
        value_max=value_max,
        unit=unit or pending.noun,
        year=year,
        strength=strength,
        origin=origin,
        doubt=doubt,
    )


def _changes(reading: Reading, at: int) -> bool:
    """'riduzione da 30 a 20 giorni': the promise is where the change ends."""
    before = reading.tokens[max(0, at - 12) : at]
    return any(token.word in reading.lexicon.changes for token in before)


def _starts_at_level(reading: Reading, at: int) -> bool:
    """'dal 70% all'80%': the articles say one level and then another; 'da 70 a 80' is a range."""
    before = [token.word for token in reading.tokens[max(0, at - 2) : at] if token.word != "'"]
    return bool(before) and before[-1] in reading.lexicon.level_starts


def _runs_from_event(reading: Reading, at: int, end: int, unit: str | None) -> bool:
    """'30 giorni dalla richiesta' is a deadline; 'dopo 30 giorni dalla richiesta' is none."""
    lexicon, tokens = reading.lexicon, reading.tokens
    return (
        unit in lexicon.durations
        and word_at(tokens, end) in lexicon.interval_ranges
        and number_at(tokens, end + 1) is None
        and word_at(tokens, at - 1) not in lexicon.not_promised
    )


def _comparison_after(
    reading: Reading, end: int, strength: Strength
) -> tuple[Comparator, Strength, int]:
    """'10 o più', '30 giorni massimo', '80% ≤ x'; without any, `eq`."""
    tokens = reading.tokens
    after = reading.lexicon.comparators_after.at(tokens, end)
    if after and not number_at(tokens, after[1]):
        return after[0], max(strength, Strength.WORDED), after[1]
    if (
        end + 1 < len(tokens)
        and tokens[end].kind is Kind.SIGN
        and tokens[end + 1].kind is Kind.WORD
    ):
        flipped = _FLIPPED.get(sign_meaning(tokens[end].text) or Comparator.EQ)
        if flipped and number_at(tokens, end + 1) is None:
            return flipped, Strength.SIGNED, end + 1
    return Comparator.EQ, strength, end


def read_between(tokens: list[Token], opener: int, at: int, pending: Pending) -> Quantity | None:
    """'tra il 60% e il 70%' from tokens[at], the word after 'tra' at tokens[opener]."""
    small_words = words().small_words
    while word_at(tokens, at) in _OPENER_FILLERS or word_at(tokens, at) in small_words:
        at += 1
    number = number_at(tokens, at)
    if number is None or is_year(tokens[at]):
        return None
    unit, end = unit_after(tokens, number.end)
    bound = _joined_bound(tokens, end) or _dashed_bound(tokens, end, unit)
    if bound is None or bound.value <= number.value:
        return None
    printed = bound.unit or unit or ("EUR" if pending.currency else pending.noun)
    return Quantity(
        start=opener,
        end=bound.end,
        comparator=Comparator.BETWEEN,
        value=number.value,
        value_max=bound.value,
        unit=printed,
        year=pending.year,
        strength=Strength.WORDED,
    )


def read_duration(tokens: list[Token], lead: int, at: int) -> Quantity | None:
    """'entro 5 giorni' whose number is at tokens[at]; '5° giorno' and 'un mese' too."""
    lexicon = words()
    number = number_at(tokens, at)
    if number is None and tokens[at].kind is Kind.ORDINAL:
        number = Number(Decimal(tokens[at].text.strip("°º^ª ")), at + 1)
    elif number is None and tokens[at].word in lexicon.ordinals:
        number = Number(Decimal(lexicon.ordinals[tokens[at].word]), at + 1)
    elif number is None and tokens[at].word in lexicon.articles_as_one:
        number = Number(Decimal(1), at + 1)
    if number is None:
        return None
    unit, end = unit_after(tokens, number.end)
    bound = _dashed_bound(tokens, number.end, None)
    if bound and bound.unit in lexicon.durations:  # 'entro 24/48 ore'
        number, unit, end = Number(bound.value, bound.end), bound.unit, bound.end
    if unit is None and word_at(tokens, at - 1) in lexicon.units_before:
        before = lexicon.units.at(tokens, at - 1)
        unit = before[0] if before else None  # 'entro giorni 30'
    if unit not in lexicon.durations or lexicon.every.at(tokens, end):
        return None
    return Quantity(
        start=lead,
        end=end,
        comparator=Comparator.LE,
        value=number.value,
        unit=unit,
        strength=Strength.WORDED,
        within=True,
    )
