"""A score as text for the terminal, in Italian: it is read by who judges results."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from piao.pipeline.display.console import plain
from piao.pipeline.exports.writing.output import text_output
from piao.pipeline.scoring import Score, ScoreRow
from piao.pipeline.scoring.measuring import rounded


def write(score: Score, out: Path | None) -> None:
    """Writes a line a row, indented down the tree, then the whole, what is unscored, the notes."""
    with text_output(out) as stream:
        stream.writelines(f"{line}\n" for row in score.rows for line in _lines(row))
        stream.write(f"\nTotale: {_whole(score)}\n")
        missing = [r for r in score.rows if r.record == "indicator" and r.percent is None]
        if missing:
            stream.write(f"Indicatori non valutati, esclusi dal totale: {len(missing)}\n")
        stream.writelines(f"{note}\n" for note in score.notes)


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
    return lines


def _whole(score: Score) -> str:
    if score.percent is None:
        return "non valutabile"
    return f"{_number(score.percent)} % su {_number(100 * score.coverage)} % del peso"


def _number(value: Decimal) -> str:
    return f"{rounded(value, Decimal('0.1')):f}".replace(".", ",").removesuffix(",0")
