"""A score as text for the terminal, in Italian: it is read by who judges results."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from piao.pipeline.display.console import plain
from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.scoring import Score, ScoreRow
from piao.pipeline.scoring.measuring import rounded
from piao.pipeline.scoring.reported import Line, Reported, Status


def write(score: Score, out: Path | None) -> None:
    """Writes a line a row, indented down the tree, then the whole, what is unscored, the notes.

    After these what the plan's report leaves out, has alone, or may mean.
    """
    with text_output(out) as stream:
        stream.writelines(f"{line}\n" for row in score.rows for line in _lines(row))
        stream.write(f"\nTotale: {_whole(score)}\n")
        missing = [r for r in score.rows if r.record == "indicator" and r.percent is None]
        if missing:
            stream.write(f"Indicatori non valutati, esclusi dal totale: {len(missing)}\n")
        stream.writelines(f"{note}\n" for note in score.notes)
        if score.report is not None:
            stream.writelines(f"{line}\n" for line in _report(score.report))


def _lines(row: ScoreRow) -> list[str]:
    indent = "  " * (row.depth - 1)
    mark = "◦ " if row.record == "indicator" else ""
    title = plain(" ".join(filter(None, (row.code, row.title))) or "(senza titolo)")
    part = f"  [{_number(100 * row.share)} % del livello]" if row.share is not None else ""
    percent = "non valutato" if row.percent is None else f"{_number(row.percent)} %"
    if row.percent is not None and row.coverage < 1:
        percent += f" su {_number(100 * row.coverage)} % del peso"
    lines = [f"{indent}{mark}{title}: {percent}{part}"]
    if row.explanation:
        lines.append(f"{indent}    {plain(row.explanation)}")
    if row.report_status in (Status.REPORTED, Status.DECLARED):
        where = _place(row.report_page, row.report_table_id, row.report_row, row.report_column)
        said = _said(row.report_result, row.report_declared)
        lines.append(f"{indent}    {where}: {said}")
    return lines


def _place(page: int | None, table_id: str | None, row: int | None, column: int | None) -> str:
    """Where a report prints something; rows and columns from 1: 'relazione p. 3 t2 riga 5'."""
    parts = [f"p. {page}"] if page is not None else []
    if table_id is not None:
        parts.append(table_id.rsplit("-", 1)[-1])
    numbered = (("riga", row), ("colonna", column))
    parts += [f"{name} {number + 1}" for name, number in numbered if number is not None]
    return " ".join(["relazione", *parts])


def _said(result: str | None, declared: str | None) -> str:
    """What a report prints of an indicator, an objective's name where it has nothing else."""
    parts = [f"'{plain(result)}'"] if result else []
    if declared:
        parts.append(f"grado di raggiungimento dichiarato '{plain(declared)}'")
    return ", ".join(parts) or "nominato"


def _report(report: Reported) -> Iterator[str]:
    counts = report.counts
    yield ""
    yield (
        f"Relazione {plain(report.file_name)}: rendicontati {counts[Status.REPORTED]} di "
        f"{report.promised} indicatori"
    )
    if counts[Status.DECLARED]:
        yield f"Con un grado di raggiungimento e nessun risultato: {counts[Status.DECLARED]}"
    sections = (
        ("Promesso e mai rendicontato", Status.UNREPORTED, _promised),
        ("Da confermare, non valutato", Status.DOUBTFUL, _doubtful),
        ("Rendicontato e non nel piano", Status.UNPLANNED, _unplanned),
    )
    for title, status, said in sections:
        lines = report.of(status)
        if lines:
            yield f"\n{title}: {len(lines)}"
            yield from (f"  {said(line)}" for line in lines)


def _promised(line: Line) -> str:
    where = f" (piano p. {line.plan_page})" if line.plan_page else ""
    return f"{_path(line.objective, line.title)}{where}: {'; '.join(line.remarks)}"


def _doubtful(line: Line) -> str:
    match = f"{line.match:.2f}".replace(".", ",")
    return (
        f"{_path(line.objective, line.title)} [{line.record_id}], somiglianza {match}: "
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
        return "non valutabile"
    return f"{_number(score.percent)} % su {_number(100 * score.coverage)} % del peso"


def _number(value: Decimal) -> str:
    return f"{rounded(value, Decimal('0.1')):f}".replace(".", ",").removesuffix(",0")
