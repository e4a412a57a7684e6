"""What a text may mention: quantities, deadlines, comparisons with figures printed elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum

from piao.normalizers.figures.tokens import Token
from piao.normalizers.figures.words import Words, words
from piao.schema.records import Comparator


class Strength(IntEnum):
    """How plainly a text says that a figure is the promise."""

    BARE = 0  # '3 corsi'
    MARKED = 1  # '80%', 'n. 3', '30 giorni'
    WORDED = 2  # 'almeno 3'
    SIGNED = 3  # '≥ 3'


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its comparison and unit, at tokens[start:end].

    `within` marks 'entro 30 giorni', which may also qualify another figure; `relative`
    'ridurre del 5%', which is no level; `origin` is the 70 of 'dal 70% all'80%'.
    """

    start: int
    end: int
    comparator: Comparator
    value: Decimal
    value_max: Decimal | None = None
    unit: str | None = None
    year: int | None = None
    strength: Strength = Strength.BARE
    within: bool = False
    relative: bool = False
    origin: Decimal | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date at tokens[start:end]; `led` by a word such as 'entro'."""

    start: int
    end: int
    when: date | None
    led: bool
    impossible: bool = False
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A comparison with a figure that the text does not print: '≥ valore 2023'."""

    start: int
    end: int
    signed: bool
    doubt: str | None = None


Mention = Quantity | Deadline | Elsewhere


@dataclass(slots=True)
class Pending:
    """What the words so far say about the next number."""

    comparator: Comparator | None = None
    strength: Strength = Strength.BARE
    plus_minus: bool = False
    counted: bool = False  # 'n.' just before
    currency: bool = False
    alternative: bool = False  # the 'o' of '> o ='
    noun: str | None = None  # the thing counted: 'n. controlli … ≥ 30'
    ratio: bool = False  # 'n. evase / n. pervenute': a figure that counts nothing
    year: int | None = None  # '2024: …'

    def compare(self, comparator: Comparator, strength: Strength) -> None:
        """Take a comparison; '> o =' adds up, and '= almeno' is 'almeno'."""
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
        """A word that qualifies no number: what was pending is void, but not noun and year."""
        self.comparator, self.strength = None, Strength.BARE
        self.plus_minus = self.counted = self.currency = self.alternative = False


@dataclass(slots=True)
class Reading:
    """A text being read: its tokens, the plan's year, what is pending, what was found."""

    tokens: list[Token]
    year: int | None
    pending: Pending = field(default_factory=Pending)
    mentions: list[Mention] = field(default_factory=list)
    lexicon: Words = field(default_factory=words)

    def found(self, mention: Mention) -> int:
        """Keep a mention; gives the index after it."""
        self.mentions.append(mention)
        self.pending.forget()
        self.pending.year = None
        return mention.end
