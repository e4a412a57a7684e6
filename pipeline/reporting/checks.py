"""What a controller looks at first: each check with what it looked at and what it found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from piao.normalizers.checks import payment_times
from piao.normalizers.checks.deadlines import all_due_dates, has_period
from piao.normalizers.checks.plan import title_of
from piao.normalizers.checks.targets import can_be_below, can_be_equal
from piao.normalizers.checks.weights import can_be_added
from piao.pipeline.reporting.doubts import doubts_of
from piao.pipeline.reporting.plan import Plan
from piao.pipeline.reporting.wording import SEVERITIES
from piao.schema.records import Finding, Level, Provenance, Role, Severity

MOST_ITEMS = 12
"""Places that a check lists; of more it says how many there are."""

NOTHING = "Dal documento non è stato letto nessun obiettivo, indicatore o criterio."
"""That no other check finds anything then says nothing of the plan."""

READING = ("Parti lette male o non lette", "Note di lettura")
"""How the file was read: what wants a remedy, and what is only to be known."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at, with its severity in Italian; `page` is None where there is none."""

    severity: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A question to a plan. `count` is None where the plan has nothing to ask it of.

    A finding is one item and may count for several; `more` are the items that are not
    listed, and `elsewhere` says where they are.
    """

    title: str
    count: int | None
    items: tuple[Item, ...] = ()
    more: int = 0
    elsewhere: str = ""


def _promises_something(plan: Plan) -> bool:
    """Whether there are records of what will be done."""
    return plan.promises and has_records(plan)


@dataclass(frozen=True, slots=True)
class Question:
    """A check: the findings that answer it, or what it looks for; and whether it applies."""

    title: str
    codes: tuple[str, ...] = ()
    search: Callable[[Plan], Iterable[Item]] | None = None
    applies: Callable[[Plan], bool] = _promises_something


def checks_of(plan: Plan) -> tuple[Check, ...]:
    """The answers to `QUESTIONS`; before and after them how the file was read.

    That is what the findings of none of them say.
    """
    asked = {code for question in QUESTIONS for code in question.codes}
    others = [finding for finding in plan.records.findings if finding.code not in asked]
    grave = [finding for finding in others if finding.severity is not Severity.INFO]
    light = [finding for finding in others if finding.severity is Severity.INFO]
    answers = (_answer(question, plan) for question in QUESTIONS)
    read = _listed(READING[0], grave, [] if plan.has_content else [_nothing()])
    return (read, *answers, _listed(READING[1], light))


def _nothing() -> Item:
    return Item(SEVERITIES[Severity.ERROR], NOTHING)


def _answer(question: Question, plan: Plan) -> Check:
    found = [finding for finding in plan.records.findings if finding.code in question.codes]
    if found:
        return _listed(question.title, found)
    if not question.applies(plan):
        return Check(question.title, None)
    items = list(question.search(plan)) if question.search else []
    return _bounded(question.title, len(items), items, "segnati nell'albero")


def _listed(title: str, findings: Sequence[Finding], before: Sequence[Item] = ()) -> Check:
    """The findings as they are worded, the gravest first."""
    order = list(reversed(Severity))
    ranked = sorted(findings, key=lambda finding: order.index(finding.severity))
    items = [*before, *(Item(SEVERITIES[f.severity], f.message, f.page) for f in ranked)]
    count = len(before) + sum(map(_size, findings))
    return _bounded(title, count, items, "che «piao findings» elenca")


def _bounded(title: str, count: int, items: Sequence[Item], elsewhere: str) -> Check:
    more = max(len(items) - MOST_ITEMS, 0)
    return Check(title, count, tuple(items[:MOST_ITEMS]), more, elsewhere)


def _size(finding: Finding) -> int:
    """How many things a finding lists."""
    details: Mapping[str, object] = json.loads(finding.details) if finding.details else {}
    count = details.get("count")
    return count if isinstance(count, int) else 1


def _note(text: str, place: Provenance) -> Item:
    return Item(SEVERITIES[Severity.INFO], text, place.page)


def has_records(plan: Plan) -> bool:
    """Whether there are records whose reading can be sure or not."""
    return bool(plan.records.objectives or plan.records.indicators)


def _has_objectives(plan: Plan) -> bool:
    return plan.promises and bool(plan.records.objectives)


def _has_promised_objectives(plan: Plan) -> bool:
    levels = (Level.STRATEGIC, Level.OPERATIONAL)
    return plan.promises and any(o.level in levels for o in plan.records.objectives)


def _has_indicators_of_objectives(plan: Plan) -> bool:
    return plan.promises and any(i.objective_id for i in plan.records.indicators)


def _has_weights_to_add(plan: Plan) -> bool:
    return plan.promises and can_be_added(plan.records)


def _has_baselines_to_equal(plan: Plan) -> bool:
    return plan.promises and any(map(can_be_equal, plan.values.values()))


def _has_baselines_to_better(plan: Plan) -> bool:
    return plan.promises and any(map(can_be_below, plan.values.values()))


def _has_deadlines_to_place(plan: Plan) -> bool:
    """Whether deadlines were read, and the years of the plan are known."""
    return plan.promises and has_period(plan.document) and any(all_due_dates(plan.records))


def _is_asked_of_payment_times(plan: Plan) -> bool:
    return payment_times.applies(plan.records)


def without_deadline(plan: Plan) -> Iterable[Item]:
    """Lowest objectives for which no day is printed: theirs, their steps', their targets'."""
    lines = plan.ancestors()
    for objective in plan.lowest:
        key = objective.objective_id
        dated = [above.due_date for above in lines[key]]
        dated += [action.due_date for action in plan.actions.get(key, ())]
        for indicator in plan.indicators.get(key, ()):
            dated += [value.due_date for value in plan.figures(indicator, Role.TARGET)]
        if not any(dated):
            yield _note(title_of(objective) or "(senza titolo)", objective)


def unsure(plan: Plan) -> Iterable[Item]:
    """What was read without certainty, a column at a time, the gravest first."""
    note = SEVERITIES[Severity.INFO]
    return (Item(note, doubt.text, doubt.page) for doubt in doubts_of(plan))


QUESTIONS = (
    Question(
        "Pesi che non tornano",
        ("weights_of_unit", "weights_of_objective", "weights_of_area", "total_mismatch"),
        applies=_has_weights_to_add,
    ),
    Question(
        "Indicatori senza target",
        ("indicator_without_target",),
        applies=_has_indicators_of_objectives,
    ),
    Question(
        "Obiettivi senza indicatore",
        ("objective_without_indicator",),
        applies=_has_promised_objectives,
    ),
    Question(
        "Target uguale al valore di partenza",
        ("target_equals_baseline",),
        applies=_has_baselines_to_equal,
    ),
    Question(
        "Target meno ambizioso del valore di partenza",
        ("target_below_baseline",),
        applies=_has_baselines_to_better,
    ),
    Question(
        "Tempi di pagamento (DL 13/2023, art. 4-bis)",
        (
            "payment_times_missing",
            "payment_times_weight",
            "payment_times_target",
            "payment_times_not_judged",
        ),
        applies=_is_asked_of_payment_times,
    ),
    Question(
        "Scadenze impossibili o fuori periodo",
        ("deadline_outside_period", "impossible_date"),
        applies=_has_deadlines_to_place,
    ),
    Question("Obiettivi senza scadenza", (), without_deadline, _has_objectives),
    Question(
        "Valori ambigui, quote oltre il 100 %, doppioni",
        ("ambiguous_value", "relative_value", "share_over_100", "duplicate_objective"),
    ),
    Question("Letture poco sicure", (), unsure, has_records),
)
"""In the order in which they are asked."""
