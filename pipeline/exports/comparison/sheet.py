"""A comparison as a table for people, in Italian."""

from __future__ import annotations

from collections.abc import Iterator

from piao.pipeline.comparison import Comparison, Row
from piao.pipeline.comparison.rows import place, plain_row
from piao.pipeline.exports.comparison.wording import FIELDS, KINDS, status_names
from piao.pipeline.exports.writing.sheet import Sheet
from piao.pipeline.reporting.wording import LEVELS
from piao.schema.records import Level

PARTS = ("Nome", "Obiettivo superiore", "Ente", "Pagina")
UNITS = {"weight": " (%)"}
OWN_HEADINGS = (
    "Esito", "Che cosa cambia", "Tipo", "Livello",
    "Somiglianza (su 100)", "Motivo dell'abbinamento (in inglese)",
)  # fmt: skip
"""Those that name no side: they are the same in all comparisons."""


def comparison_sheet(comparison: Comparison) -> Sheet:
    """One row an objective or indicator: what it is called on each side, then what it says.

    Fields are those of the first side and of the last; 'Che cosa cambia' names the
    differing ones.
    """
    labels = [side.label for side in comparison.sides]
    headings = [
        *OWN_HEADINGS[:4],
        *(f"{part} ({label})" for label in labels for part in PARTS),
        *(
            f"{title}{UNITS.get(field, '')} ({label})"
            for field, title in FIELDS.items()
            for label in (labels[0], labels[-1])
        ),
        *OWN_HEADINGS[4:],
    ]
    return Sheet("Confronto", headings, _rows(comparison))


def _rows(comparison: Comparison) -> Iterator[list[object]]:
    names = {status: one for status, (one, _) in status_names(comparison).items()}
    for row in comparison.rows:
        plain = plain_row(row)
        yield [
            names[row.status],
            ", ".join(FIELDS[change.field] for change in row.changes),
            KINDS[row.first.kind],
            LEVELS[Level(row.first.level)] if row.first.level else None,
            *(part for item in row.items for part in place(item)),
            *(plain[f"{side}_{field}"] for field in FIELDS for side in ("old", "new")),
            _score(row),
            row.likeness.english if row.likeness else None,
        ]


def _score(row: Row) -> int | None:
    return round(row.likeness.score * 100) if row.likeness else None
