"""A plan scored: achievements of its indicators, weighted up the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from piao.pipeline.scoring.actuals import check_results, read_actual, result_text
from piao.pipeline.scoring.goals import goal, targets
from piao.pipeline.scoring.joining import Entry, Named, Results, joined
from piao.pipeline.scoring.measuring import (
    Achievement,
    achievement,
    expected,
    figure,
    mean,
    rounded,
)
from piao.pipeline.scoring.notes import notes
from piao.pipeline.scoring.reported import Line, Reported, Status, report_on
from piao.pipeline.scoring.result_files import read_results
from piao.schema.asked import check_store, year_of
from piao.schema.language import Language, speaking, text
from piao.schema.records import Origin

if TYPE_CHECKING:
    import pandas as pd

    from piao.pipeline.store import Store

_CENT = Decimal("0.01")
_PARTS = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRow:
    """An objective or an indicator, scored.

    `share` is its part of what its parent weighs, 0-1; `percent` the achievement,
    0-100, None where nothing can be said; `coverage` the part of its weight, 0-1, that
    the percent rests on; `explanation` is a sentence. `origin` says whether a person corrected
    or confirmed the record, of an indicator its target. What begins with `report_` is known where
    a report was named: see `piao.pipeline.scoring.reported.Line`.
    """

    record: str
    record_id: str
    depth: int
    code: str | None
    title: str | None
    weight: Decimal | None
    share: Decimal | None
    percent: Decimal | None
    coverage: Decimal
    explanation: str
    page: int | None
    origin: Origin | None = None
    report_status: Status | None = None
    report_title: str | None = None
    report_target: str | None = None
    report_result: str | None = None
    report_declared: str | None = None
    report_match: float | None = None
    report_page: int | None = None
    report_table_id: str | None = None
    report_row: int | None = None
    report_column: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A scored plan: its rows in the order of the tree, the whole.

    `problems` says what of the results was not used, `notes` how the top weights were
    held, in sentences. `report` is the plan beside its report, where one was named.
    """

    document_id: str
    year: int | None
    rows: tuple[ScoreRow, ...]
    percent: Decimal | None
    coverage: Decimal
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    report: Reported | None = None

    def to_pandas(self) -> pd.DataFrame:
        """The rows with the attributes of `ScoreRow`, typed as those of `Records.to_pandas`."""
        from piao.schema.columns import columns_of
        from piao.schema.frames import frame

        columns = columns_of(ScoreRow)
        return frame(
            columns, [{c.name: getattr(row, c.name) for c in columns} for row in self.rows]
        )

    def __repr__(self) -> str:
        year = f" {self.year}" if self.year else ""
        percent = "no result" if self.percent is None else f"{self.percent:f} %"
        return (
            f"<Score of {self.document_id}{year}: {percent}, on {self.coverage * 100:.0f} % of the "
            f"weight; {len(self.rows)} rows>"
        )


def score(
    store: Store,
    document: str,
    actuals: str | Path | Mapping[str, str | float | Decimal] | None = None,
    *,
    report: str | None = None,
    year: int | None = None,
    language: Language = Language.ITALIAN,
) -> Score:
    """Scores a plan of the store, with results from a file or from a mapping of id to
    text or number.

    `report` is the document of the store that reports on the plan's year: its results count where
    `actuals` has none, those printed in the plan itself where neither has. An id that the plan
    does not have raises nothing: `problems` of the score says so. `year` is the
    targets' year, by default that of the plan. Raises `UnknownDocumentError` and, where
    the plan has no indicators of that year or the report is not that of the plan, `UsageError`.
    What is said of the results is in a `language`.

    >>> from piao import Store
    >>> with Store(":memory:") as store:
    ...     score(store, "piano.pdf")
    Traceback (most recent call last):
    piao.schema.errors.UnknownDocumentError: no document 'piano.pdf' in the store: see `piao list`
    """
    check_store(store)
    with speaking(language):
        return _scored(store, document, actuals, report, year)


def _scored(
    store: Store,
    document: str,
    actuals: str | Path | Mapping[str, str | float | Decimal] | None,
    report: str | None,
    year: int | None,
) -> Score:
    found = store.find(document)
    year = found.year if year is None else year_of(year)
    rows = targets(store, document, year)
    results = _results(actuals, rows, year)
    reported = report_on(store, found.document_id, report, rows, year) if report else None
    if reported is not None:
        results = replace(results, actuals={**reported.actuals, **results.actuals})
    lines = {line.record_id: line for line in reported.lines} if reported else {}
    by_indicator: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_indicator.setdefault(row["indicator_id"], []).append(row)
    reached = {key: _reached(group, results) for key, group in by_indicator.items()}
    origins = {row["indicator_id"]: row["origin"] for row in reversed(rows)}
    nodes = [
        {**node, "origin": origins.get(node["record_id"], node["origin"])}
        for node in store.view("v_weights", [found.document_id])
    ]
    scored = tuple(_beside(row, lines) for row in _Tree(nodes, reached).rows())
    placed = {row.record_id for row in scored}
    loose = tuple(_beside(row, lines) for row in _loose(rows, placed, reached))
    tops = [row for row in scored if row.depth == 1]
    percent, coverage = _mean(tops)
    return Score(
        document_id=found.document_id,
        year=year,
        rows=(*scored, *loose),
        percent=percent,
        coverage=coverage,
        problems=tuple(results.problems),
        notes=notes(nodes),
        report=reported,
    )


def _beside(row: ScoreRow, lines: Mapping[str | None, Line]) -> ScoreRow:
    """The row with what the report says of it."""
    line = lines.get(row.record_id)
    if line is None:
        return row
    return replace(
        row,
        explanation="; ".join(filter(None, (row.explanation, *line.remarks))),
        report_status=line.status,
        report_title=line.report_title,
        report_target=line.report_target,
        report_result=line.result,
        report_declared=line.declared,
        report_match=line.match,
        report_page=line.page,
        report_table_id=line.table_id,
        report_row=line.row,
        report_column=line.column,
    )


def _results(
    actuals: str | Path | Mapping[str, str | float | Decimal] | None,
    rows: Sequence[Mapping[str, Any]],
    year: int | None,
) -> Results:
    if actuals is None:
        return Results({})
    named = [_named(row) for row in rows]
    if isinstance(actuals, str | Path):
        return read_results(Path(actuals), named, year)
    check_results(actuals)
    entries = (
        Entry("", {"id": key, "value": result_text(key, said)}) for key, said in actuals.items()
    )
    return joined(entries, named, year)


def _named(row: Mapping[str, Any]) -> Named:
    wanted = goal(row)
    names = ("result_id", "name", "objective_path", "org_unit", "indicator_id", "target_raw")
    given = {name: row[name] for name in names}
    return Named(**given, comparator=wanted.comparator, direction=wanted.direction)


def _reached(rows: Sequence[Mapping[str, Any]], results: Results) -> Achievement:
    """The mean over an indicator's targets; by a result handed in, else by the printed one."""
    parts = []
    for row in rows:
        key = row["result_id"]
        printed = read_actual(row["actual_raw"] or "", row["year"])
        wanted = goal(row, results.directions.get(key))
        actual = results.actuals.get(key) or printed
        part = achievement(wanted, actual)
        if actual is None and len(rows) > 1:
            part = replace(part, explanation=f"{expected(wanted)}: {part.explanation}")
        parts.append(part)
    return parts[0] if len(parts) == 1 else mean(parts)


def _mean(rows: Sequence[ScoreRow]) -> tuple[Decimal | None, Decimal]:
    """The mean of the rows by what they weigh and cover; and the part that it covers.

    That is of the whole, also where the rows weigh less; several units may weigh more.
    """
    whole = max(Decimal(1), sum((row.share or Decimal(0) for row in rows), Decimal(0)))
    covered = [
        (row.percent, row.share * row.coverage)
        for row in rows
        if row.percent is not None and row.share is not None
    ]
    part = sum((weight for _, weight in covered), Decimal(0))
    if not part:
        return None, Decimal(0)
    total = sum((percent * weight for percent, weight in covered), Decimal(0)) / part
    return rounded(total, _CENT), min(Decimal(1), part / whole).quantize(_PARTS)


def _no_target() -> Achievement:
    return Achievement(None, text("the plan gives no target for the year"))


class _Tree:
    """The plan's objectives and indicators, each scored after what is under it."""

    def __init__(
        self, nodes: Sequence[Mapping[str, Any]], reached: Mapping[str, Achievement]
    ) -> None:
        self._children: dict[str | None, list[Mapping[str, Any]]] = {}
        for node in nodes:
            self._children.setdefault(node["parent_id"], []).append(node)
        self._reached = reached

    def rows(self, parent: str | None = None) -> Iterator[ScoreRow]:
        """The rows under a parent, each objective before what belongs to it."""
        for node in self._children.get(parent, []):
            if node["record"] == "indicator":
                yield _row(node, self._reached.get(node["record_id"]) or _no_target(), None)
                continue
            below = list(self.rows(node["record_id"]))
            depth = node["depth"] + 1
            percent, coverage = _mean([row for row in below if row.depth == depth])
            measured = any(row.record == "indicator" for row in below)
            reason = "" if measured else text("no indicator measures it")
            yield _row(node, Achievement(percent, reason), coverage)
            yield from below


def _row(node: Mapping[str, Any], found: Achievement, coverage: Decimal | None) -> ScoreRow:
    if coverage is None:
        coverage = Decimal(0) if found.percent is None else found.coverage
    names = ("record", "record_id", "depth", "code", "title", "weight", "share", "page")
    return ScoreRow(
        **{name: node[name] for name in names},
        origin=Origin(node["origin"]),
        percent=found.percent,
        coverage=coverage,
        explanation="; ".join(filter(None, (found.explanation, _weighing(node)))),
    )


def _weighing(node: Mapping[str, Any]) -> str:
    """How the weight was held against the others, where the share does not say it itself."""
    if node["share"] is None:
        return text("without weight: it does not count in the total")
    if node["counted_weight"] is None or node["share"] == 1:
        return ""
    part = text(
        "weight {weight} of {whole}",
        weight=figure(node["counted_weight"]),
        whole=figure(node["whole"]),
    )
    if node["share_basis"] == "parent":
        return text("{part}, that of the objective", part=part)
    if node["share_basis"] in ("short", "over"):
        return text(
            "{part}: the weights of the level sum to {sum}",
            part=part,
            sum=figure(node["siblings_weight"]),
        )
    return ""


def _loose(
    rows: Sequence[Mapping[str, Any]], placed: set[str], reached: Mapping[str, Achievement]
) -> Iterator[ScoreRow]:
    """The indicators of no objective: scored, without weight in the whole."""
    for row in rows:
        if row["indicator_id"] not in placed:
            placed.add(row["indicator_id"])
            node = {
                "record": "indicator",
                "record_id": row["indicator_id"],
                "depth": 1,
                "code": row["code"],
                "title": row["name"],
                "weight": row["weight"],
                "share": None,
                "page": row["page"],
                "origin": row["origin"],
            }
            yield _row(node, reached[row["indicator_id"]], None)
