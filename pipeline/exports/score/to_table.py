"""A score as text for the terminal, in the language that is spoken."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from piao.pipeline.display.console import plain
from piao.pipeline.display.wording import number_text
from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.scoring import Score, ScoreRow
from piao.pipeline.scoring.measuring import rounded
from piao.pipeline.scoring.reported import Line, Reported, Status
from piao.schema.language import Message, spoken, text


def write(score: Score, out: Path | None) -> None:
    """Writes a line a row, indented down the tree, then the whole, what is unscored, the notes.

    After these what the plan's report leaves out, has alone, or may mean.
    """
    with text_output(out) as stream:
        stream.writelines(f"{line}\n" for row in score.rows for line in _lines(row))
        stream.write(f"\n{text('Total: {total}', total=_whole(score))}\n")
        missing = [r for r in score.rows if r.record == "indicator" and r.percent is None]
        if missing:
            unscored = text(
                "Indicators not scored, left out of the total: {count}", count=len(missing)
            )
            stream.write(f"{unscored}\n")
        stream.writelines(f"{note}\n" for note in score.notes)
        if score.report is not None:
            stream.writelines(f"{line}\n" for line in _report(score.report))


def _lines(row: ScoreRow) -> list[str]:
    indent = "  " * (row.depth - 1)
    mark = "◦ " if row.record == "indicator" else ""
    title = plain(" ".join(filter(None, (row.code, row.title))) or text("(untitled)"))
    part = ""
    if row.share is not None:
        part = f"  [{text('{share} % of the level', share=_number(100 * row.share))}]"
    percent = text("not scored") if row.percent is None else f"{_number(row.percent)} %"
    if row.percent is not None and row.coverage < 1:
        percent = _on(row.percent, row.coverage)
    lines = [f"{indent}{mark}{title}: {percent}{part}"]
    if row.explanation:
        lines.append(f"{indent}    {plain(row.explanation)}")
    if row.report_status in (Status.REPORTED, Status.DECLARED):
        where = _place(row.report_page, row.report_table_id, row.report_row, row.report_column)
        said = _said(row.report_result, row.report_declared)
        lines.append(f"{indent}    {where}: {said}")
    return lines


def _place(page: int | None, table_id: str | None, row: int | None, column: int | None) -> str:
    """Where a report prints something; rows and columns from 1: 'report p. 3 t2 row 5'."""
    parts = [text("p. {page}", page=page)] if page is not None else []
    if table_id is not None:
        parts.append(table_id.rsplit("-", 1)[-1])
    if row is not None:
        parts.append(text("row {number}", number=row + 1))
    if column is not None:
        parts.append(text("column {number}", number=column + 1))
    return " ".join([text("report"), *parts])


def _said(result: str | None, declared: str | None) -> str:
    """What a report prints of an indicator, an objective's name where it has nothing else."""
    parts = [f"'{plain(result)}'"] if result else []
    if declared:
        parts.append(text("declared degree of achievement '{declared}'", declared=plain(declared)))
    return ", ".join(parts) or text("named")


def _report(report: Reported) -> Iterator[str]:
    counts = report.counts
    yield ""
    yield text(
        "Report {file}: {count} of {promised} indicators reported",
        file=plain(report.file_name),
        count=counts[Status.REPORTED],
        promised=report.promised,
    )
    if counts[Status.DECLARED]:
        yield text(
            "With a degree of achievement and no result: {count}", count=counts[Status.DECLARED]
        )
    sections = (
        (Message("Promised and never reported"), Status.UNREPORTED, _promised),
        (Message("To be confirmed, not scored"), Status.DOUBTFUL, _doubtful),
        (Message("Reported and not in the plan"), Status.UNPLANNED, _unplanned),
    )
    for title, status, said in sections:
        lines = report.of(status)
        if lines:
            yield f"\n{title}: {len(lines)}"
            yield from (f"  {said(line)}" for line in lines)


def _promised(line: Line) -> str:
    where = f" ({text('plan p. {page}', page=line.plan_page)})" if line.plan_page else ""
    return f"{_path(line.objective, line.title)}{where}: {'; '.join(line.remarks)}"


def _doubtful(line: Line) -> str:
    likeness = text("likeness {score:.2f}", score=line.match)
    return (
        f"{_path(line.objective, line.title)} [{line.record_id}], {likeness}: "
        f"{plain('; '.join(line.remarks))}, {_said(line.result, line.declared)}"
    )


def _unplanned(line: Line) -> str:
    where = _place(line.page, line.table_id, line.row, line.column)
    path = _path(line.report_objective, line.report_title)
    return f"{path} ({where}): {_said(line.result, line.declared)}"


def _path(objective: str | None, title: str | None) -> str:
    return plain(" › ".join(filter(None, (objective, title))))


def _whole(score: Score) -> str:
    if score.percent is None:
        return text("cannot be scored")
    return _on(score.percent, score.coverage)


def _on(percent: Decimal, coverage: Decimal) -> str:
    """A percent with the part of the weight that it rests on."""
    return text(
        "{percent} % on {part} % of the weight",
        percent=_number(percent),
        part=_number(100 * coverage),
    )


def _number(value: Decimal) -> str:
    return number_text(rounded(value, Decimal("0.1")), spoken())
