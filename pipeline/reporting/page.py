"""The report as one HTML page: templates filled with the views, every text escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import compress
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from piao.normalizers.text.cleaning import fold
from piao.pipeline.display.wording import number_text
from piao.pipeline.reporting.across import (
    Distribution,
    Matrix,
    OverviewRow,
    distributions,
    overview_row,
    plan_figures,
    theme_matrix,
)
from piao.pipeline.reporting.charts import chart
from piao.pipeline.reporting.checks import QUESTIONS
from piao.pipeline.reporting.common import common_sections
from piao.pipeline.reporting.plan import Plan
from piao.pipeline.reporting.plan_view import PlanView, plan_view
from piao.pipeline.reporting.whose import Whose
from piao.schema.records import Severity

MOST_OPEN = 12
"""Plans whose trees are open at first; of more, they are opened one by one."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page says across plans; `charts` are the distributions with their drawings.

    `check_titles` are those of the checks that found something in some plan, `clear_titles`
    of those made that found nothing, `unasked_titles` of those that apply to no plan;
    `own_titles` of those that no finding answers.
    """

    overview: tuple[OverviewRow, ...]
    check_titles: tuple[str, ...]
    clear_titles: tuple[str, ...]
    unasked_titles: tuple[str, ...]
    own_titles: tuple[str, ...]
    matrix: Matrix
    charts: tuple[tuple[Distribution, str], ...]


def page(
    models: Sequence[Plan],
    read_on: str,
    whose: Whose | None = None,
    common: Sequence[Mapping[str, Any]] = (),
) -> Iterator[str]:
    """The page in pieces; `read_on` says when and by what the plans were read, `whose` by whom
    they are, where that is known.

    `common` are the rows of the plans in the view `v_common_objectives`.
    """
    whose = whose or Whose()
    sections = common_sections(common)
    linked = {place.record_id for section in sections for place in section.places}
    views = [plan_view(model, linked) for model in models]
    template = _environment().get_template("report.html")
    return template.generate(
        summary=_summary(models, whose),
        whose=whose,
        read_on=read_on,
        figures=_figures(models, views),
        common=sections,
        plans=views,
        trees_open=len(views) <= MOST_OPEN,
    )


def _figures(models: Sequence[Plan], views: Sequence[PlanView]) -> Figures:
    promising = [plan_figures(model) for model in models if model.promises]
    columns = list(zip(*(view.checks for view in views), strict=True))
    found = [any(check.count for check in column) for column in columns]
    made = [any(check.count is not None for check in column) for column in columns]
    clear = [some and not any_found for some, any_found in zip(made, found, strict=True)]
    titles = [column[0].title for column in columns]
    return Figures(
        overview=tuple(
            overview_row(model, list(compress(view.checks, found)))
            for model, view in zip(models, views, strict=True)
        ),
        check_titles=tuple(compress(titles, found)),
        clear_titles=tuple(compress(titles, clear)),
        unasked_titles=tuple(title for title, some in zip(titles, made, strict=True) if not some),
        own_titles=tuple(question.title for question in QUESTIONS if question.search),
        matrix=theme_matrix(promising),
        charts=tuple((each, chart(each)) for each in distributions(promising)),
    )


def _summary(models: Sequence[Plan], whose: Whose) -> tuple[tuple[str, str], ...]:
    """The figures of the whole report, each with what it counts."""
    indicators = [(model, indicator) for model in models for indicator in model.promised]
    with_target = sum(bool(model.targets(indicator)) for model, indicator in indicators)
    severities = Counter(f.severity for model in models for f in model.records.findings)
    names = ((m.document.document_id, m.document.entity_name) for m in models)
    entities = {whose.ids.get(key) or fold(name) for key, name in names if key in whose.ids or name}
    counts = {
        "Piani": len(models),
        "Enti riconosciuti": len(entities),
        "Obiettivi": sum(len(model.records.objectives) for model in models),
        "Indicatori": len(indicators),
        "Indicatori con target": with_target,
        "Errori segnalati": severities[Severity.ERROR],
        "Avvisi segnalati": severities[Severity.WARNING],
    }
    return tuple((label, number_text(Decimal(count))) for label, count in counts.items())


def _environment() -> Environment:
    """Templates in which an unknown name is an error and all text is escaped."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = lambda count: number_text(Decimal(count))
    return environment
