"""How far one target was reached, 0 to 100, with a line that a person can follow."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from piao.normalizers.figures import is_measure
from piao.pipeline.scoring.words import plain, words
from piao.schema.records import Comparator

FULL = Decimal(100)
_CENT = Decimal("0.01")
_HIGHER = {Comparator.GE, Comparator.GT}
_LOWER = {Comparator.LE, Comparator.LT}
_UNSCORABLE = {
    None: "il piano non dà un valore atteso",
    Comparator.REFERENCE: "il valore atteso è definito altrove",
    Comparator.TEXT: "il valore atteso è qualitativo",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A target in machine form, with where the indicator started."""

    comparator: Comparator | None
    target: Decimal | None = None
    target_max: Decimal | None = None
    unit: str | None = None
    due_date: datetime.date | None = None
    baseline: Decimal | None = None
    tolerance: Decimal | None = None
    tolerance_unit: str | None = None
    tolerance_raw: str | None = None


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
    """`percent` 0-100, None where it cannot be said; `explanation` is Italian."""

    percent: Decimal | None
    explanation: str


def achievement(goal: Goal, actual: Actual | None) -> Achievement:
    """How far the goal was reached; see docs/scoring.md for the formulas.

    >>> goal = Goal(comparator=Comparator.LE, target=Decimal(10), baseline=Decimal(30))
    >>> achievement(goal, Actual(raw="15", value=Decimal(15)))
    Achievement(percent=Decimal('75.00'), explanation='atteso ≤ 10, conseguito 15, partenza 30')
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
    expected = f"atteso entro il {_day(goal.due_date)}"
    if actual.answer is not None:
        done = "sì" if actual.answer else "no"
        return Achievement(FULL if actual.answer else Decimal(0), f"{expected}, fatto: {done}")
    if actual.date is None:
        return Achievement(None, f"{expected}: serve una data, non {actual.raw!r}")
    tolerance = _tolerance(goal)
    late = (actual.date - goal.due_date).days
    if late > (tolerance or 0) and not actual.to_the_day:
        return Achievement(None, f"{expected}: serve il giorno, non {actual.raw!r}")
    parts = [expected, _done(actual)]
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
    if goal.comparator is Comparator.EQ and goal.baseline in (None, goal.target):
        return Achievement(
            None, f"{explanation}: senza partenza non si sa se è meglio crescere o calare"
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
    target = goal.target
    if goal.comparator in _HIGHER:
        return target, None
    if goal.comparator in _LOWER:
        return None, target
    if goal.comparator is Comparator.BETWEEN:
        return target, goal.target_max
    if goal.baseline is None or target is None or goal.baseline == target:
        return target, target
    return (target, None) if target > goal.baseline else (None, target)


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


def _explanation(goal: Goal, value: Decimal) -> str:
    signs = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< "}
    expected = f"{signs.get(goal.comparator or '', '')}{figure(goal.target)}"
    if goal.comparator is Comparator.BETWEEN:
        expected = f"tra {figure(goal.target)} e {figure(goal.target_max)}"
    unit = f" {goal.unit}" if goal.unit else ""
    parts = [f"atteso {expected}{unit}", f"conseguito {figure(value)}"]
    if goal.baseline is not None:
        parts.append(f"partenza {figure(goal.baseline)}")
    return ", ".join([*parts, *_tolerated(goal)])


def figure(value: Decimal | None) -> str:
    """A figure as Italians write it: 1.234,5."""
    if value is None:
        return "?"
    whole = f"{value.normalize():,f}"
    return whole.translate(str.maketrans(",.", ".,"))


def _day(date: datetime.date) -> str:
    return f"{date:%d/%m/%Y}"
