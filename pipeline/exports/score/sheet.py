"""A score as a table for people, in Italian."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from piao.pipeline.exports.score.unplanned import unplanned_rows
from piao.pipeline.exports.writing.sheet import Sheet
from piao.pipeline.scoring import Score
from piao.pipeline.scoring.measuring import rounded
from piao.pipeline.scoring.reported import Status
from piao.schema.records import Origin

HEADINGS = (
    "Tipo", "Profondità", "Codice", "Titolo", "Peso (%)", "Quota del livello (%)",
    "Risultato (%)", "Peso valutato (%)", "Spiegazione", "Pagina", "Id", "Origine",
    "Nella relazione", "Titolo nella relazione", "Valore atteso nella relazione",
    "Risultato nella relazione", "Grado dichiarato", "Somiglianza", "Pagina della relazione",
    "Tabella", "Riga", "Colonna",
)  # fmt: skip
TYPES = {"objective": "Obiettivo", "indicator": "Indicatore"}
ORIGINS = {Origin.READ: "letto", Origin.CORRECTED: "corretto", Origin.CONFIRMED: "confermato"}

STATUSES = {
    Status.REPORTED: "rendicontato",
    Status.DECLARED: "solo grado dichiarato",
    Status.DOUBTFUL: "da confermare",
    Status.UNREPORTED: "non rendicontato",
    Status.UNPLANNED: "non nel piano",
}


def score_sheet(score: Score) -> Sheet:
    """One row an objective or indicator, those of the report alone, then the whole.

    Rows and columns of a report's table count from 1, as in a spreadsheet.
    """
    return Sheet("Valutazione", HEADINGS, _rows(score))


def _rows(score: Score) -> Iterator[list[object]]:
    for row in (*score.rows, *unplanned_rows(score)):
        yield [
            TYPES[row.record], row.depth, row.code, row.title, row.weight, _percent(row.share),
            row.percent, _percent(row.coverage), row.explanation or None, row.page, row.record_id,
            ORIGINS[row.origin] if row.origin else None,
            STATUSES[row.report_status] if row.report_status else None,
            row.report_title, row.report_target, row.report_result, row.report_declared,
            row.report_match, row.report_page, row.report_table_id,
            _from_one(row.report_row), _from_one(row.report_column),
        ]  # fmt: skip
    yield [
        "Totale", *[None] * 5, score.percent, _percent(score.coverage),
        "; ".join(score.notes) or None, None, score.document_id, None,
        *[None] * 10,
    ]  # fmt: skip


def _from_one(place: int | None) -> int | None:
    return None if place is None else place + 1


def _percent(part: Decimal | None) -> Decimal | None:
    return None if part is None else rounded(100 * part, Decimal("0.01"))
