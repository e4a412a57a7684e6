"""How far one target was reached, 0 to 100, with a line that a person can follow."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from piao.normalizers.figures import is_measure
from piao.pipeline.display.wording import date_text, number_text
from piao.pipeline.scoring.words import plain, words
from piao.schema.language import Message, counted, spoken, text
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
_MEANT = {
    "higher": Message("taken as at least"),
    "lower": Message("taken as at most"),
}
_UNSCORABLE = {
    None: Message("the plan gives no target"),
    Comparator.REFERENCE: Message("the target is defined elsewhere"),
    Comparator.TEXT: Message("the target is qualitative"),
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
    """`percent` 0-100, None where it cannot be said; `explanation` is in the language spoken.

    `coverage` is the part, 0-1, of the targets that the percent rests on.
    """

    percent: Decimal | None
    explanation: str
    coverage: Decimal = Decimal(1)


def achievement(goal: Goal, actual: Actual | None) -> Achievement:
    """How far the goal was reached; see docs/use/scoring.md for the formulas.

    >>> goal = Goal(comparator=Comparator.LE, target=Decimal(10), baseline=Decimal(30))
    >>> achievement(goal, Actual(raw="15", value=Decimal(15))).percent
    Decimal('75.00')
    """
    if goal.comparator is Comparator.TEXT and goal.unit is not None:
        return Achievement(None, text("the target is a change, not a level"))
    if goal.comparator in _UNSCORABLE:
        return Achievement(None, str(_UNSCORABLE[goal.comparator]))
    if actual is None:
        return Achievement(None, text("the result is missing"))
    if goal.comparator is Comparator.BY:
        return _by_date(goal, actual)
    if goal.comparator is Comparator.YES_NO:
        return _yes_no(actual)
    return _by_number(goal, actual)


def mean(parts: Sequence[Achievement]) -> Achievement:
    """The mean of what an indicator reached of several targets, of those that are scored.

    >>> mean([Achievement(Decimal(100), "done: yes"), Achievement(None, "the result is missing")])
    Achievement(percent=Decimal('100.00'), explanation='mean of 2 targets: done: yes \
(100 %); the result is missing (not scored)', coverage=Decimal('0.5'))
    """
    reached = [part.percent for part in parts if part.percent is not None]
    said = "; ".join(
        f"{part.explanation} "
        f"({text('not scored') if part.percent is None else f'{figure(part.percent)} %'})"
        for part in parts
    )
    percent = rounded(sum(reached, Decimal(0)) / len(reached), _CENT) if reached else None
    return Achievement(
        percent,
        text("mean of {count} targets: {said}", count=len(parts), said=said),
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
        return Achievement(None, text("the deadline expected is no date"))
    said = expected(goal)
    if actual.answer is not None:
        return Achievement(FULL if actual.answer else Decimal(0), f"{said}, {_answered(actual)}")
    if actual.date is None:
        return Achievement(
            None, text("{said}: a date is needed, not {raw!r}", said=said, raw=actual.raw)
        )
    tolerance = _tolerance(goal)
    late = (actual.date - goal.due_date).days
    if late > (tolerance or 0) and not actual.to_the_day:
        return Achievement(
            None, text("{said}: the day is needed, not {raw!r}", said=said, raw=actual.raw)
        )
    parts = [said, _done(actual)]
    if late > 0:
        parts += [counted(late, "{count} day late", "{count} days late"), *_tolerated(goal)]
    return Achievement(FULL if late <= (tolerance or 0) else Decimal(0), ", ".join(parts))


def _done(actual: Actual) -> str:
    day = "?" if actual.date is None else date_text(actual.date)
    if not actual.to_the_day:
        return text("done by {day} (from {raw!r})", day=day, raw=actual.raw)
    if actual.in_words:
        return text("done on {day} (from {raw!r})", day=day, raw=actual.raw)
    return text("done on {day}", day=day)


def _answered(actual: Actual) -> str:
    return text("done: yes") if actual.answer else text("done: no")


def _yes_no(actual: Actual) -> Achievement:
    if actual.date is not None:
        return Achievement(FULL, _done(actual))
    if actual.answer is None:
        return Achievement(None, text("yes or no is needed, not {raw!r}", raw=actual.raw))
    return Achievement(FULL if actual.answer else Decimal(0), _answered(actual))


def _by_number(goal: Goal, actual: Actual) -> Achievement:
    if goal.target is None:
        return Achievement(None, text("the target is no number"))
    if actual.value is None:
        return Achievement(None, text("a number is needed, not {raw!r}", raw=actual.raw))
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
            None,
            text(
                "{explanation}: without a baseline or a direction "
                "nobody knows whether higher or lower is better",
                explanation=explanation,
            ),
        )
    return Achievement(_partly(missed, actual.value, goal.baseline), explanation)


def _another_unit(goal: Goal, actual: Actual, target: Decimal, value: Decimal) -> str | None:
    """Why the two cannot be held against each other; a part of one may mean a percentage."""
    if goal.unit and actual.unit and not _same_unit(goal.unit, actual.unit):
        return text(
            "other units: expected in {expected!r}, reached in {found!r}",
            expected=goal.unit,
            found=actual.unit,
        )
    if goal.unit == "%" and not actual.unit and 0 < abs(value) <= 1 < abs(target):
        share, percent = figure(value), figure(value * 100)
        return text(
            "{share} for a target in %: write {percent} % or {share} %",
            share=share,
            percent=percent,
        )
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
        said = f"{figure(goal.tolerance)} {goal.tolerance_unit or ''}".rstrip()
        return [text("tolerance {said}", said=said)]
    if goal.tolerance_raw is None:
        return []
    return [text("tolerance not understood: {raw!r}", raw=goal.tolerance_raw)]


def expected(goal: Goal) -> str:
    """What is expected; of words nothing but that.

    >>> expected(Goal(comparator=Comparator.LE, target=Decimal(30), unit="giorni"))
    'expected ≤ 30 giorni'
    """
    target = target_text(goal)
    return text("expected {target}", target=target) if target else text("expected")


def target_text(goal: Goal) -> str:
    """A target as a reader writes it, '' of words."""
    if goal.due_date is not None and goal.comparator is Comparator.BY:
        return text("by {day}", day=date_text(goal.due_date))
    if goal.target is None:
        return ""
    signs = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< "}
    said = f"{signs.get(goal.comparator or '', '')}{figure(goal.target)}"
    if goal.comparator is Comparator.BETWEEN:
        said = text(
            "between {least} and {most}", least=figure(goal.target), most=figure(goal.target_max)
        )
    return f"{said} {goal.unit or ''}".rstrip()


def _explanation(goal: Goal, value: Decimal) -> str:
    parts = [expected(goal), text("reached {figure}", figure=figure(value))]
    if goal.baseline is not None:
        parts.append(text("baseline {figure}", figure=figure(goal.baseline)))
    if goal.comparator is Comparator.EQ and goal.direction not in (None, goal.away):
        parts.append(str(_MEANT[goal.direction]))
    return ", ".join([*parts, *_tolerated(goal)])


def figure(value: Decimal | None) -> str:
    """A figure as the language spoken writes it."""
    return "?" if value is None else number_text(value, spoken())
