"""A comparison as one HTML page, in Italian, that opens offline."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from piao.pipeline.comparison import Comparison, Row, Status
from piao.pipeline.exports.output import text_output

STATUSES = {
    Status.CHANGED: "Cambiati",
    Status.NEW: "Nuovi",
    Status.DROPPED: "Non più presenti",
    Status.COMMON: "Invariati",
}
FIELDS = {
    "target": "valore atteso", "weight": "peso", "deadline": "scadenza",
    "responsible": "responsabile",
}  # fmt: skip
KINDS = {"objective": "obiettivo", "indicator": "indicatore"}
HEAD = """<!DOCTYPE html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Confronto fra piani</title>
<style>body { font: 1rem/1.4 sans-serif; margin: 2rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100% } caption { text-align: left }
th, td { border: 1px solid #767676; padding: .3em .5em; text-align: left; vertical-align: top }
@page { size: A4 landscape; margin: 12mm }</style>
</head>
<body>
<main>
<h1>Confronto fra piani</h1>
"""


def write(comparison: Comparison, out: Path | None) -> None:
    """Writes the page, one table a status, all text escaped."""
    with text_output(out) as stream:
        stream.write(HEAD)
        stream.writelines(f"{line}\n" for line in _lines(comparison))
        stream.write("</main>\n</body>\n</html>\n")


def _lines(comparison: Comparison) -> Iterator[str]:
    labels = [escape(side.label) for side in comparison.sides]
    yield f"<p>{' · '.join(labels)}</p>"
    if not comparison.rows:
        yield "<p>Niente da mostrare.</p>"
    headings = "".join(f'<th scope="col">{x}</th>' for x in ("Che cosa", *labels, "Differenze"))
    for status, title in STATUSES.items():
        rows = [row for row in comparison.rows if row.status is status]
        if rows:
            yield f"<h2>{title} ({len(rows)})</h2>"
            yield f"<table><caption>{title}</caption><thead><tr>{headings}</tr></thead><tbody>"
            yield from (_row(row) for row in rows)
            yield "</tbody></table>"


def _row(row: Row) -> str:
    names = "".join(
        f"<td>{escape(item.name)}{f' (p. {item.page})' if item.page else ''}</td>"
        if item
        else "<td>–</td>"
        for item in row.items
    )
    changes = "<br>".join(
        f"{FIELDS[c.field]}: {escape(c.old or '–')} → {escape(c.new or '–')}" for c in row.changes
    )
    return f'<tr><th scope="row">{KINDS[row.first.kind]}</th>{names}<td>{changes}</td></tr>'
