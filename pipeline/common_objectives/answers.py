"""Whether a printed weight and a printed target are as law asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from piao.normalizers.common_objectives.catalogue import AskedTarget
from piao.normalizers.figures.words import words as figure_words
from piao.normalizers.text.cleaning import fold
from piao.schema.records import Comparator, Indicator, Objective, Value

WHOLE = Decimal(100)
_AT_MOST = (Comparator.LE, Comparator.LT, Comparator.EQ, Comparator.BETWEEN)
_AT_LEAST = (Comparator.GE, Comparator.GT, Comparator.EQ, Comparator.BETWEEN)


class Answer(StrEnum):
    """Whether a weight or a target is as asked, or why that cannot be said."""

    YES = "yes"
    NO = "no"
    NOT_PRINTED = "not_printed"
    NOT_UNDERSTOOD = "not_understood"
    OTHER_MEASURE = "other_measure"


@dataclass(frozen=True, slots=True)
class Weighing:
    """A weight in percent as printed; `is_part` where it may be one of an objective only."""

    weight: Decimal | None
    is_part: bool

    def meets(self, least: Decimal | None) -> Answer | None:
        """Whether it is enough; None where no weight is asked."""
        if least is None:
            return None
        if self.weight is None:
            return Answer.NOT_PRINTED
        if self.is_part:
            return Answer.NOT_UNDERSTOOD
        return Answer.YES if self.weight >= least else Answer.NO


def weighed(objective: Objective | None, indicator: Indicator | None, *, is_all: bool) -> Weighing:
    """What a place weighs; `is_all` says that it is all that the objective is about.

    The weight of an indicator among others, under an objective that has one, is a part of that;
    100 under an objective without one may be, too.
    """
    own = indicator.weight if indicator else None
    above = objective.weight if objective else None
    if above is not None and is_all:
        return Weighing(above, is_part=False)
    return Weighing(own, is_part=above is not None or (objective is not None and own == WHOLE))


def meets(asked: AskedTarget, names: Sequence[str], value: Value | None) -> Answer:
    """Whether a target is as asked; `names` are those of the indicator and of its objective."""
    folded = [fold(name) for name in names]
    printed = next(_printed(asked, folded), None)
    if printed is not None:
        return _answer(asked, printed)
    if value is None:
        return Answer.NOT_PRINTED
    unit = fold(value.unit or "")
    if not asked.measured.search(folded[0]) or (unit and unit not in asked.units):
        return Answer.OTHER_MEASURE
    is_most = asked.comparator is Comparator.LE
    figure = value.value_max if is_most and value.value_max is not None else value.value
    if figure is None or value.comparator not in (_AT_MOST if is_most else _AT_LEAST):
        return Answer.NOT_UNDERSTOOD
    return _answer(asked, figure)


def _printed(asked: AskedTarget, names: Sequence[str]) -> Iterator[Decimal]:
    """The figures that names print, in digits or in words."""
    if asked.in_name is None:
        return
    for name in names:
        for match in asked.in_name.finditer(name):
            number = match[1] if match[1].isdigit() else figure_words().number_words.get(match[1])
            if number is not None:
                yield Decimal(number)


def _answer(asked: AskedTarget, figure: Decimal) -> Answer:
    is_most = asked.comparator is Comparator.LE
    return (
        Answer.YES if (figure <= asked.value if is_most else figure >= asked.value) else Answer.NO
    )
