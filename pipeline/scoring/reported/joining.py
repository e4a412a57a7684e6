"""A plan joined to its report: each indicator's result, and what is missing on either side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from piao.normalizers.figures import is_measure
from piao.pipeline.comparison.items import Item, Kind, items_of
from piao.pipeline.scoring.actuals import read_actual
from piao.pipeline.scoring.goals import goal
from piao.pipeline.scoring.measuring import Actual, target_text
from piao.pipeline.scoring.reported.agreement import check_agreement
from piao.pipeline.scoring.reported.declared import declared_degrees
from piao.pipeline.scoring.reported.model import Line, Reported, Status
from piao.pipeline.scoring.reported.pairing import Paired, paired
from piao.pipeline.scoring.reported.targets import another_target
from piao.schema.errors import UsageError
from piao.schema.language import text
from piao.schema.records import DocumentKind, Provenance, Records, Role, Value

if TYPE_CHECKING:
    from piao.pipeline.store import Store

Row = Mapping[str, Any]


def report_on(
    store: Store, document_id: str, report: str, rows: Sequence[Row], year: int | None
) -> Reported:
    """What a report of the store says of a plan; `rows` are the plan's targets of the year.

    Raises `UnknownDocumentError` for a report that the store does not have, and `UsageError` for
    one of another administration or year, or without any result.
    """
    found = store.find(report)
    plan, results = store.records(document_id), store.records(found.document_id)
    check_agreement(plan.document, results.document, year)
    join = _Join(plan, results, rows, year)
    if not join.has_results:
        raise UsageError(
            "{file} prints no results of {year}: is it the report? "
            "`piao show {file}` shows what was read of it, with --form how",
            file=found.file_name,
            year=year,
        )
    degrees = declared_degrees(store.raw_tables(found.document_id), join.places())
    lines = (*join.lines(degrees), *join.unplanned(degrees))
    problems = list(join.problems)
    if found.kind is not DocumentKind.PERFORMANCE_REPORT:
        problems.insert(
            0,
            text(
                "read as a document of the kind {kind}: if it is the report, "
                "`piao set {file} --kind performance_report`",
                kind=found.kind.value,
                file=found.file_name,
            ),
        )
    return Reported(
        document_id=found.document_id,
        file_name=found.file_name,
        lines=lines,
        actuals=join.actuals,
        problems=tuple(problems),
    )


class _Join:
    """The two documents, their pairs, and what comes of them."""

    def __init__(
        self, plan: Records, report: Records, rows: Sequence[Row], year: int | None
    ) -> None:
        self.actuals: dict[str, Actual] = {}
        self.problems: list[str] = []
        self._plan, self._report = plan, report
        self._year = year
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._rows[row["indicator_id"]].append(row)
        self._values: dict[tuple[str, Role], list[Value]] = defaultdict(list)
        for value in report.values:
            if (value.year or report.document.year) == year:
                self._values[value.indicator_id, value.role].append(value)
        self._records: dict[str, Provenance] = {
            **{objective.objective_id: objective for objective in report.objectives},
            **{indicator.indicator_id: indicator for indicator in report.indicators},
        }
        self._pairs = {pair.plan.item_id: pair for pair in paired(plan, report)}

    @property
    def has_results(self) -> bool:
        return any(role is Role.ACTUAL for _, role in self._values)

    def places(self) -> dict[str, list[Provenance]]:
        """Where each indicator of the report was read, with its figures."""
        places: dict[str, list[Provenance]] = {
            indicator.indicator_id: [indicator] for indicator in self._report.indicators
        }
        for (indicator_id, _), values in self._values.items():
            places[indicator_id] += values
        return places

    def lines(self, degrees: Mapping[str, str]) -> Iterator[Line]:
        """What the plan promises for the year, each with what the report says of it."""
        for item in _measured(self._plan):
            if item.kind is Kind.INDICATOR and item.item_id not in self._rows:
                continue
            pair = self._pairs.get(item.item_id)
            line = Line(
                record=item.kind.value,
                status=Status.UNREPORTED,
                record_id=item.item_id,
                title=item.name,
                objective=item.parent,
                plan_page=item.page,
                remarks=(text("the report does not speak of it"),),
            )
            if pair is not None:
                line = self._told(line, pair, degrees)
            yield line

    def unplanned(self, degrees: Mapping[str, str]) -> Iterator[Line]:
        """What the report alone has."""
        known = {pair.report.item_id for pair in self._pairs.values()}
        for item in _measured(self._report):
            if item.item_id not in known:
                line = Line(record=item.kind.value, status=Status.UNPLANNED)
                yield self._printed(line, item, degrees)

    def _printed(self, line: Line, item: Item, degrees: Mapping[str, str]) -> Line:
        """The line with what the report prints of an item, and where."""
        values = self._values.get((item.item_id, Role.ACTUAL), [])
        record = values[0] if values else self._records[item.item_id]
        return replace(
            line,
            report_record_id=item.item_id,
            report_title=item.name,
            report_objective=item.parent,
            result="; ".join(dict.fromkeys(value.raw for value in values)) or None,
            declared=degrees.get(item.item_id),
            page=record.page,
            table_id=record.table_id,
            row=record.row,
            column=record.column,
        )

    def _told(self, line: Line, pair: Paired, degrees: Mapping[str, str]) -> Line:
        line = self._printed(line, pair.report, degrees)
        line = replace(line, match=pair.likeness.score, reason=str(pair.reason), remarks=())
        where = f" (p. {line.page})" if line.page else ""
        if not pair.sure:
            maybe = text(
                "perhaps it is {name!r} of the report{where}: {reason}",
                name=pair.report.name,
                where=where,
                reason=pair.reason,
            )
            return replace(line, status=Status.DOUBTFUL, remarks=(maybe,))
        if pair.plan.kind is Kind.OBJECTIVE:
            return replace(line, status=Status.REPORTED)
        rows = self._rows[pair.plan.item_id]
        if line.result is None and line.declared is None:
            return replace(
                line, remarks=(text("the report names it{where} without a result", where=where),)
            )
        remarks = []
        targets = self._values.get((pair.report.item_id, Role.TARGET), [])
        other = another_target(rows, targets)
        if other is not None:
            said = target_text(goal(rows[0]))
            remarks.append(
                text("the plan said {said}, the report says {other}", said=said, other=other)
            )
            line = replace(line, report_target=targets[0].raw)
        if line.result is None:
            remarks.append(
                text(
                    "the report only declares a degree of achievement ({declared}), "
                    "which is no result",
                    declared=line.declared,
                )
            )
            return replace(line, status=Status.DECLARED, remarks=tuple(remarks))
        remarks += self._scored(rows, targets, pair)
        return replace(line, status=Status.REPORTED, remarks=tuple(remarks))

    def _scored(self, rows: Sequence[Row], targets: Sequence[Value], pair: Paired) -> Iterator[str]:
        """Takes the results to score with; says why it does not."""
        values = list({v.raw: v for v in self._values[pair.report.item_id, Role.ACTUAL]}.values())
        in_order = len(rows) == len(targets) and not any(
            another_target([row], [target]) for row, target in zip(rows, targets, strict=True)
        )
        if len(values) != len(rows) or (len(rows) > 1 and not in_order):
            yield text(
                "{expects} in the plan and {has} in the report: give them with --actuals",
                expects=_targets(len(rows)),
                has=_results(len(values)),
            )
            return
        for row, value in zip(rows, values, strict=True):
            actual = _actual(value, self._year)
            if actual is not None:
                self.actuals[row["result_id"]] = actual


def _targets(count: int) -> str:
    return text("one target") if count == 1 else text("{count} targets", count=count)


def _results(count: int) -> str:
    return text("one result") if count == 1 else text("{count} results", count=count)


def _measured(records: Records) -> Iterator[Item]:
    """The indicators in reading order, and the objectives that have nothing below them."""
    items = list(items_of(records))
    above = {item.parent_id for item in items}
    for item in items:
        if item.kind is Kind.INDICATOR or item.item_id not in above:
            yield item


def _actual(value: Value, year: int | None) -> Actual | None:
    """A printed result; its unit may stand in a column of its own.

    A part of one with % there may be a share or a percentage: scoring asks for it.
    """
    actual = read_actual(value.raw, year)
    if actual is None or actual.value is None or actual.unit or not value.unit:
        return actual
    share = value.unit == "%" and abs(actual.value) <= 1
    return replace(actual, unit=value.unit) if is_measure(value.unit) and not share else actual
