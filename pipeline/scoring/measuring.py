"""How far one target was reached, 0 to 100, with a line that a person can follow."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from piao.normalizers.figures import is_measure
from piao.pipeline.scoring.words import plain, words
from piao.schema.records import Comparator

FULL = Decimal(100)
_CENT = Decimal("0.01")
_DIRECTIONS: dict[Comparator | None, str] = {
    Comparator.GE: "higher",
    Comparator.GT: "higher",
    Comparator.LE: "lower",
    Comparator.LT: "lower",
    Comparator.BETWEEN: "within",
    Comparator.BY: "earlier",
}
_MEANT = {"higher": "inteso come almeno", "lower": "inteso come al più"}
_UNSCORABLE = {
    None: "il piano non dà un valore atteso",
    Comparator.REFERENCE: "il valore atteso è definito altrove",
    Comparator.TEXT: "il valore atteso è qualitativo",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A target in machine form, with where the indicator started.

    `stated` is what a person says of which way is better, `higher` or `lower`.
    """

    comparator: Comparator | None
    target: Decimal | None = None
    target_max: Decimal | None = None
    unit: str | None = None
    due_date: datetime.date | None = None
    baseline: Decimal | None = None
    tolerance: Decimal | None = None
    tolerance_unit: str | None = None
    tolerance_raw: str | None = None
    stated: str | None = None

    @property
    def direction(self) -> str | None:
        """Which way is better, as the view `v_scoring` has it; a plain figure's may be stated.

        >>> Goal(comparator=Comparator.EQ, target=Decimal(100), unit="%").direction
        'higher'
        """
        if self.comparator is not Comparator.EQ:
            return _DIRECTIONS.get(self.comparator)
        return self.stated or self.away or self.best

    @property
    def away(self) -> str | None:
        """The way of a figure from where the indicator started."""
        if None in (self.target, self.baseline) or self.target == self.baseline:
            return None
        return "higher" if (self.target or 0) > (self.baseline or 0) else "lower"

    @property
    def best(self) -> str | None:
        """The way to a figure that cannot be bettered: 100 % and zero."""
        if self.target == FULL and self.unit == "%":
            return "higher"
        return "lower" if self.target == 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """A result: `raw` as written, and what was understood of it.

    `date` is the day on which something was done: found `in_words` that say more, or not
    `to_the_day`, the last day of the month or period that is printed.
    """

    raw: str
    value: Decimal | None = None
    unit: str | None = None
    date: datetime.date | None = None
    answer: bool | None = None
    in_words: bool = False
    to_the_day: bool = True


@dataclass(frozen=True, slots=True)
class Achievement:
    """`percent` 0-100, None where it cannot be said; `explanation` is Italian.

    `coverage` is the part, 0-1, of the targets that the percent rests on.
    """

    percent: Decimal | None
    explanation: str
    coverage: Decimal = Decimal(1)


def achievement(goal: Goal, actual: Actual | None) -> Achievement:
    """How far the goal was reached; see docs/scoring.md for the formulas.

    >>> goal = Goal(comparator=Comparator.LE, target=Decimal(10), baseline=Decimal(30))
    >>> achievement(goal, Actual(raw="15", value=Decimal(15))).percent
    Decimal('75.00')
    """
    if goal.comparator is Comparator.TEXT and goal.unit is not None:
        return Achievement(None, "il valore atteso è una variazione, non un livello")
    if goal.comparator in _UNSCORABLE:
        return Achievement(None, _UNSCORABLE[goal.comparator])
    if actual is None:
        return Achievement(None, "manca il consuntivo")
    if goal.comparator is Comparator.BY:
        return _by_date(goal, actual)
    if goal.comparator is Comparator.YES_NO:
        return _yes_no(actual)
    return _by_number(goal, actual)


def mean(parts: Sequence[Achievement]) -> Achievement:
    """The mean of what an indicator reached of several targets, of those that are scored.

    >>> mean([Achievement(Decimal(100), "fatto: sì"), Achievement(None, "manca il consuntivo")])
    Achievement(percent=Decimal('100.00'), explanation='media di 2 valori attesi: fatto: sì \
(100 %); manca il consuntivo (non valutato)', coverage=Decimal('0.5'))
    """
    reached = [part.percent for part in parts if part.percent is not None]
    said = "; ".join(
        f"{part.explanation} "
        f"({'non valutato' if part.percent is None else f'{figure(part.percent)} %'})"
        for part in parts
    )
    percent = rounded(sum(reached, Decimal(0)) / len(reached), _CENT) if reached else None
    return Achievement(
        percent,
        f"media di {len(parts)} valori attesi: {said}",
        Decimal(len(reached)) / len(parts),
    )


def rounded(percent: Decimal, step: Decimal) -> Decimal:
    """A percent rounded to a step, to 100 only where it is 100: what is missed is not reached.

    >>> rounded(Decimal("99.996"), Decimal("0.01"))
    Decimal('99.99')
    """
    near = percent.quantize(step)
    return FULL - step if percent < FULL <= near else near


def _by_date(goal: Goal, actual: Actual) -> Achievement:
    if goal.due_date is None:
        return Achievement(None, "la scadenza attesa non è una data")
    said = expected(goal)
    if actual.answer is not None:
        done = "sì" if actual.answer else "no"
        return Achievement(FULL if actual.answer else Decimal(0), f"{said}, fatto: {done}")
    if actual.date is None:
        return Achievement(None, f"{said}: serve una data, non {actual.raw!r}")
    tolerance = _tolerance(goal)
    late = (actual.date - goal.due_date).days
    if late > (tolerance or 0) and not actual.to_the_day:
        return Achievement(None, f"{said}: serve il giorno, non {actual.raw!r}")
    parts = [said, _done(actual)]
    if late > 0:
        parts += ["1 giorno dopo" if late == 1 else f"{late} giorni dopo", *_tolerated(goal)]
    return Achievement(FULL if late <= (tolerance or 0) else Decimal(0), ", ".join(parts))


def _done(actual: Actual) -> str:
    day = "?" if actual.date is None else _day(actual.date)
    if not actual.to_the_day:
        return f"fatto entro il {day} (da {actual.raw!r})"
    return f"fatto il {day}" + (f" (da {actual.raw!r})" if actual.in_words else "")


def _yes_no(actual: Actual) -> Achievement:
    if actual.date is not None:
        return Achievement(FULL, _done(actual))
    if actual.answer is None:
        return Achievement(None, f"serve sì o no, non {actual.raw!r}")
    return Achievement(
        FULL if actual.answer else Decimal(0), f"fatto: {'sì' if actual.answer else 'no'}"
    )


def _by_number(goal: Goal, actual: Actual) -> Achievement:
    if goal.target is None:
        return Achievement(None, "il valore atteso non è un numero")
    if actual.value is None:
        return Achievement(None, f"serve un numero, non {actual.raw!r}")
    if reason := _another_unit(goal, actual, goal.target, actual.value):
        return Achievement(None, reason)
    low, high = _bounds(goal)
    grace = _tolerance(goal) or Decimal(0)
    explanation = _explanation(goal, actual.value)
    if low is not None and actual.value < low - grace:
        missed = low
    elif high is not None and actual.value > high + grace:
        missed = high
    else:
        return Achievement(FULL, explanation)
    if goal.direction is None:
        return Achievement(
            None, f"{explanation}: senza partenza né verso non si sa se è meglio crescere o calare"
        )
    return Achievement(_partly(missed, actual.value, goal.baseline), explanation)


def _another_unit(goal: Goal, actual: Actual, target: Decimal, value: Decimal) -> str | None:
    """Why the two cannot be held against each other; a part of one may mean a percentage."""
    if goal.unit and actual.unit and not _same_unit(goal.unit, actual.unit):
        return f"unità diverse: atteso in {goal.unit!r}, conseguito in {actual.unit!r}"
    if goal.unit == "%" and not actual.unit and 0 < abs(value) <= 1 < abs(target):
        share, percent = figure(value), figure(value * 100)
        return f"{share} per un valore atteso in %: scrivere {percent} % o {share} %"
    return None


def _same_unit(expected: str, found: str) -> bool:
    """Whether a result is in the target's unit; 'N.' counts anything, 'N. schede' the cards."""
    nouns = plain(expected).split()
    while nouns and (nouns[0] in words("count") or (nouns[0] == "di" and len(nouns) > 1)):
        nouns.pop(0)
    return " ".join(nouns) == plain(found) if nouns else not is_measure(found)


def _bounds(goal: Goal) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest value that reach the target in full."""
    if goal.comparator is Comparator.BETWEEN:
        return goal.target, goal.target_max
    return (
        None if goal.direction == "lower" else goal.target,
        None if goal.direction == "higher" else goal.target,
    )


def _partly(bound: Decimal, value: Decimal, baseline: Decimal | None) -> Decimal:
    """The part of the way from the baseline, else how near the value is to the bound.

    The baseline counts where it is on the value's side of the bound.
    """
    if baseline is not None and (baseline - bound) * (value - bound) > 0:
        part = (value - baseline) / (bound - baseline)
    elif bound:
        part = 1 - abs(value - bound) / abs(bound)
    else:
        part = Decimal(0)
    return rounded(FULL * max(part, Decimal(0)), _CENT)


def _tolerance(goal: Goal) -> Decimal | None:
    """By how much the target is widened, in its unit, a deadline in days; None where unknown."""
    if goal.tolerance is None:
        return None
    if goal.comparator is Comparator.BY:
        return goal.tolerance if goal.tolerance_unit == "giorni" else None
    if goal.tolerance_unit == "%" and goal.unit != "%":
        return None if goal.target is None else abs(goal.target) * goal.tolerance / 100
    known = goal.tolerance_unit is None or goal.unit in (None, goal.tolerance_unit)
    return goal.tolerance if known else None


def _tolerated(goal: Goal) -> list[str]:
    """The part of an explanation that says what the tolerance is, or that it was not used."""
    if goal.tolerance is not None and _tolerance(goal) is not None:
        return [f"tolleranza {figure(goal.tolerance)} {goal.tolerance_unit or ''}".rstrip()]
    return [] if goal.tolerance_raw is None else [f"tolleranza non letta: {goal.tolerance_raw!r}"]


def expected(goal: Goal) -> str:
    """What is expected, in Italian; of words nothing but that.

    >>> expected(Goal(comparator=Comparator.LE, target=Decimal(30), unit="giorni"))
    'atteso ≤ 30 giorni'
    """
    if goal.due_date is not None and goal.comparator is Comparator.BY:
        return f"atteso entro il {_day(goal.due_date)}"
    if goal.target is None:
        return "atteso"
    signs = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< "}
    said = f"{signs.get(goal.comparator or '', '')}{figure(goal.target)}"
    if goal.comparator is Comparator.BETWEEN:
        said = f"tra {figure(goal.target)} e {figure(goal.target_max)}"
    return f"atteso {said} {goal.unit or ''}".rstrip()


def _explanation(goal: Goal, value: Decimal) -> str:
    parts = [expected(goal), f"conseguito {figure(value)}"]
    if goal.baseline is not None:
        parts.append(f"partenza {figure(goal.baseline)}")
    if goal.comparator is Comparator.EQ and goal.direction not in (None, goal.away):
        parts.append(_MEANT[goal.direction])
    return ", ".join([*parts, *_tolerated(goal)])


def figure(value: Decimal | None) -> str:
    """A figure as Italians write it: 1.234,5."""
    if value is None:
        return "?"
    whole = f"{value.normalize():,f}"
    return whole.translate(str.maketrans(",.", ".,"))


def _day(date: datetime.date) -> str:
    return f"{date:%d/%m/%Y}"
