"""What the report shows across plans: the overview, the themes, the distributions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from piao.normalizers.checks.deadlines import all_due_dates
from piao.pipeline.display.wording import period_text, read_text
from piao.pipeline.reporting.checks import Check
from piao.pipeline.reporting.plan import Plan
from piao.pipeline.reporting.plan_view import anchor_of
from piao.pipeline.reporting.themes import theme_names
from piao.pipeline.reporting.wording import KINDS, MONTHS, TARGET_KINDS, share_text
from piao.schema.records import DocumentRecord

SHADES = (Decimal(5), Decimal(15), Decimal(30), Decimal(50))
"""From these shares on a cell of the matrix is a shade darker."""
WEIGHT_CLASSES = (5, 10, 20, 30, 50, 100)
"""Upper ends of the classes of weights, in percent."""
BEFORE, AFTER = "prima", "dopo"
"""What stands for the deadlines of other years than the plan's."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: what, and how many."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """A chart with its table: `counted` is the heading of the counts, `note` what they are."""

    key: str
    title: str
    note: str
    labelled: str
    counted: str
    bars: tuple[Bar, ...]
    horizontal: bool = True

    @property
    def total(self) -> int:
        """The sum of all bars."""
        return sum(bar.count for bar in self.bars)


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """A plan in one line, with the count of each check; None where it does not apply."""

    anchor: str
    name: str
    period: str
    kind: str
    pages: str
    read: str
    objectives: int
    indicators: int
    with_target: int
    checks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """Indicators of a theme and the percent of the plan's weight that they carry."""

    count: int
    share: str | None
    shade: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A plan's themes, in the order of the matrix."""

    anchor: str
    name: str
    period: str
    cells: tuple[MatrixCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Plans by themes: those that some plan speaks of; `absent` are the others."""

    themes: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    totals: tuple[int, ...]
    absent: tuple[str, ...]


def overview_row(plan: Plan, checks: Sequence[Check]) -> OverviewRow:
    """One line of the overview."""
    document, indicators = plan.document, list(plan.promised)
    return OverviewRow(
        anchor=anchor_of(document),
        name=plan_name(document),
        period=plan_period(document),
        kind=KINDS[document.kind],
        pages=str(document.pages or ""),
        read=read_text(document.coverage) or "",
        objectives=len(plan.records.objectives),
        indicators=len(indicators),
        with_target=sum(bool(plan.targets(indicator)) for indicator in indicators),
        checks=tuple(check.count for check in checks),
    )


def plan_name(document: DocumentRecord) -> str:
    """Whose plan it is."""
    return document.entity_name or document.file_name


def plan_period(document: DocumentRecord) -> str:
    """The year or years that the plan is for."""
    return period_text(document.year, document.period_start, document.period_end) or "anno ignoto"


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """What one plan adds to the figures across plans."""

    anchor: str
    name: str
    period: str
    themes: Counter[str]
    shares: dict[str, Decimal]
    objective_weights: tuple[Decimal, ...]
    indicator_weights: tuple[Decimal, ...]
    target_kinds: Counter[str]
    deadlines: Counter[str]


def plan_figures(plan: Plan) -> PlanFigures:
    """The figures of one plan; of a system of judgement or a report of results there are none."""
    themes = plan.themes()
    shares: dict[str, Decimal] = {}
    for key, share in plan.shares.items():
        shares[themes[key]] = shares.get(themes[key], Decimal(0)) + share
    records = plan.records
    return PlanFigures(
        anchor=anchor_of(plan.document),
        name=plan_name(plan.document),
        period=plan_period(plan.document),
        themes=Counter(themes[indicator.indicator_id] for indicator in plan.promised),
        shares=shares,
        objective_weights=tuple(o.weight for o in records.objectives if o.weight is not None),
        indicator_weights=tuple(i.weight for i in records.indicators if i.weight is not None),
        target_kinds=Counter(_target_kinds(plan)),
        deadlines=Counter(_deadlines(plan)),
    )


def theme_matrix(plans: Sequence[PlanFigures]) -> Matrix:
    """The plans that promise something by themes, in the order given."""
    plans = [plan for plan in plans if plan.themes or plan.shares]
    names = theme_names()
    present = [n for n in names if any(p.themes[n] or p.shares.get(n) for p in plans)]
    shown = [name for name in names if name in present or name == names[-1]]
    return Matrix(
        themes=tuple(shown),
        rows=tuple(_matrix_row(plan, shown) for plan in plans),
        totals=tuple(sum(plan.themes[name] for plan in plans) for name in shown),
        absent=tuple(name for name in names if name not in shown),
    )


def _matrix_row(plan: PlanFigures, shown: Sequence[str]) -> MatrixRow:
    total = plan.themes.total()
    cells = []
    for name in shown:
        share = plan.shares.get(name, Decimal(0)) if plan.shares else None
        count = plan.themes[name]
        measure = Decimal(100) * count / (total or 1) if share is None else share
        shade = sum(measure >= start for start in SHADES) + 1 if measure else 0
        text = share_text(share, 100) if share else None
        cells.append(MatrixCell(count, text, shade))
    return MatrixRow(plan.anchor, plan.name, plan.period, tuple(cells), total)


def distributions(plans: Sequence[PlanFigures]) -> tuple[Distribution, ...]:
    """The charts, those without any figure left out."""
    deadlines = sum((plan.deadlines for plan in plans), Counter[str]())
    themes = sum((plan.themes for plan in plans), Counter[str]())
    kinds = sum((plan.target_kinds for plan in plans), Counter[str]())
    months = [label for label in (BEFORE, *MONTHS, AFTER) if label in MONTHS or deadlines[label]]
    found = (
        Distribution(
            "temi",
            "Temi degli indicatori",
            "Ogni indicatore sta in un tema solo, secondo le parole sue o dell'obiettivo.",
            "Tema",
            "Indicatori",
            _bars(themes, sorted(filter(themes.get, theme_names()), key=lambda n: -themes[n])),
        ),
        Distribution(
            "tipi-di-target",
            "Come sono espressi i target",
            "Target dell'anno del piano; un indicatore può averne più d'uno.",
            "Tipo di target",
            "Target",
            _bars(kinds, TARGET_KINDS),
        ),
        Distribution(
            "scadenze",
            "Scadenze nell'anno",
            "Scadenze di obiettivi, attività e target, per mese dell'anno del piano; «prima» e "
            "«dopo» sono quelle di altri anni.",
            "Mese",
            "Scadenze",
            _bars(deadlines, months),
            horizontal=False,
        ),
        _weights("Obiettivi", (weight for plan in plans for weight in plan.objective_weights)),
        _weights("Indicatori", (weight for plan in plans for weight in plan.indicator_weights)),
    )
    return tuple(distribution for distribution in found if distribution.total)


def _weights(counted: str, weights: Iterable[Decimal]) -> Distribution:
    classes = _class_names()
    counts = Counter(classes[sum(weight > end for end in WEIGHT_CLASSES)] for weight in weights)
    return Distribution(
        f"pesi-{counted.lower()}",
        f"Pesi degli {counted.lower()}",
        "Come stampati nel piano; chi non ha un peso non è contato.",
        "Peso in %",
        counted,
        _bars(counts, classes if counts[classes[-1]] else classes[:-1]),
        horizontal=False,
    )


def _class_names() -> list[str]:
    ends = list(WEIGHT_CLASSES)
    first, last = f"fino a {ends[0]}", f"oltre {ends[-1]}"
    return [first, *(f"{low}–{high}" for low, high in pairwise(ends)), last]


def _bars(counts: Counter[str], labels: Iterable[str]) -> tuple[Bar, ...]:
    return tuple(Bar(label, counts[label]) for label in labels)


def _target_kinds(plan: Plan) -> Iterator[str]:
    kinds = {comparator: kind for kind, group in TARGET_KINDS.items() for comparator in group}
    for indicator in plan.records.indicators:
        for target in plan.targets(indicator):
            yield kinds[target.comparator]


def _deadlines(plan: Plan) -> Iterator[str]:
    """The month of each deadline, or whether it is before or after the plan's year."""
    year = plan.document.year
    for due in all_due_dates(plan.records):
        if due is None or year is None:
            continue
        if due.year == year:
            yield MONTHS[due.month - 1]
        else:
            yield BEFORE if due.year < year else AFTER
