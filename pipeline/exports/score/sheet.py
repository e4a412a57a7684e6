"""A score as a table for people, in Italian."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from piao.pipeline.exports.writing.sheet import Sheet
from piao.pipeline.scoring import Score
from piao.pipeline.scoring.measuring import rounded
from piao.schema.records import Origin

HEADINGS = (
    "Tipo", "Profondità", "Codice", "Titolo", "Peso (%)", "Quota del livello (%)",
    "Risultato (%)", "Peso valutato (%)", "Spiegazione", "Pagina", "Id", "Origine",
)  # fmt: skip
TYPES = {"objective": "Obiettivo", "indicator": "Indicatore"}
ORIGINS = {Origin.READ: "letto", Origin.CORRECTED: "corretto", Origin.CONFIRMED: "confermato"}


def score_sheet(score: Score) -> Sheet:
    """One row an objective or indicator, then the whole."""
    return Sheet("Valutazione", HEADINGS, _rows(score))


def _rows(score: Score) -> Iterator[list[object]]:
    for row in score.rows:
        yield [
            TYPES[row.record], row.depth, row.code, row.title, row.weight, _percent(row.share),
            row.percent, _percent(row.coverage), row.explanation or None, row.page, row.record_id,
            ORIGINS[row.origin] if row.origin else None,
        ]  # fmt: skip
    yield [
        "Totale", *[None] * 5, score.percent, _percent(score.coverage),
        "; ".join(score.notes) or None, None, score.document_id, None,
    ]  # fmt: skip


def _percent(part: Decimal | None) -> Decimal | None:
    return None if part is None else rounded(100 * part, Decimal("0.01"))
