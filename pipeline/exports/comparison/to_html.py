"""A comparison as one HTML page, in Italian, that opens offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from piao.pipeline.comparison import Comparison, Row, Status
from piao.pipeline.comparison.items import Item
from piao.pipeline.comparison.selection import Selection
from piao.pipeline.display.wording import number_text
from piao.pipeline.exports.comparison.wording import (
    FIELDS,
    KINDS,
    is_of_one_entity,
    status_names,
)
from piao.pipeline.exports.writing.output import POLICY, escaped, text_output

STYLE = """
:root { --ink: #1f2933; --soft: #4a5663; --line: #b8c1cc; --ground: #f3f5f8; --link: #1d4e89 }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 0 1.25rem 3rem; max-width: 82rem; color: var(--ink);
  background: #fff; font: 1rem/1.5 "Segoe UI", "Noto Sans", Arial, sans-serif;
  overflow-wrap: anywhere }
h1 { font-size: 1.9rem; margin: 1.5rem 0 .5rem }
h2 { font-size: 1.45rem; margin: 2rem 0 .5rem; border-bottom: 2px solid var(--link) }
a { color: var(--link) }
ul { margin: .5rem 0; padding-left: 1.25rem }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .92rem }
caption { text-align: left; color: var(--soft); padding: .25rem 0 }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left;
  vertical-align: top; font-weight: 400 }
thead th { background: var(--ground); font-weight: 600 }
th:first-child { width: 40% }
th:nth-child(3) { width: 11% }
small { display: block; color: var(--soft); font-size: .82rem }
.name { font-weight: 600 }
.changed { background: #fdf0e3; font-weight: 600 }
.changed del { font-weight: 400 }
@media (max-width: 46rem) {
  body { padding: 0 .75rem 2rem }
  thead { position: absolute; clip-path: inset(50%) }
  table, caption, tbody, tr, th, td { display: block; width: auto !important; border: 0 }
  tr { border: 1px solid var(--line); margin-top: -1px; padding: .3rem 0 }
  td { padding: .1rem .5rem .1rem 8rem; position: relative }
  td::before { content: attr(data-field); position: absolute; left: .5rem; color: var(--soft) }
  td.nothing { display: none }
}
@page { size: A4 landscape; margin: 14mm }
@media print {
  html { font-size: 9pt }
  body { max-width: none; padding: 0 }
  nav { display: none }
  h2, caption, thead { break-after: avoid }
  tr { break-inside: avoid }
  thead { display: table-header-group }
  * { print-color-adjust: exact }
}
"""


def write(comparison: Comparison, out: Path | None) -> None:
    """Writes the page, one table a status, all text escaped."""
    with text_output(out) as stream:
        stream.writelines(f"{line}\n" for line in _lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    sides = comparison.sides
    yield '<!DOCTYPE html>\n<html lang="it">\n<head>\n<meta charset="utf-8">'
    yield POLICY
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="generator" content="piao">'
    *labels, last = (side.label for side in sides)
    title = escaped(f"Confronto fra {', '.join(labels)} e {last}")
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{title}</h1>\n<ul>"
    yield from (f"<li>{_side(side)}</li>" for side in sides)
    yield "</ul>"
    for side in comparison.empty:
        yield f"<p>{escaped(side.label)}: nessun obiettivo o indicatore letto.</p>"
    for side in sides:
        if side.absent:
            yield f"<p>Senza piano del {side.label}: {escaped(', '.join(side.absent))}.</p>"
    if comparison.undated:
        names = escaped(", ".join(comparison.undated))
        yield f"<p>Fuori dal confronto, perché l'anno non è riconosciuto: {names}.</p>"
    titles = _titles(comparison)
    counts = Counter(row.status for row in comparison.rows)
    if counts:
        yield '<nav aria-label="Parti del confronto"><ul>'
        for status, (title, _) in titles.items():
            number = number_text(Decimal(counts[status]))
            if counts[status]:
                yield f'<li><a href="#{status.value}">{title}: {number}</a></li>'
        yield "</ul></nav>"
    else:
        yield "<p>Niente da mostrare.</p>"
    for status, (title, caption) in titles.items():
        if counts[status]:
            yield f'<section id="{status.value}" aria-labelledby="{status.value}-titolo">'
            yield f'<h2 id="{status.value}-titolo">{title}</h2>'
            yield f"<table><caption>{caption}</caption>"
            headings = ("Obiettivo o indicatore", *FIELDS.values())
            cells = "".join(f'<th scope="col">{heading}</th>' for heading in headings)
            yield f"<thead><tr>{cells}</tr></thead><tbody>"
            yield from (_row(row, comparison) for row in comparison.rows if row.status is status)
            yield "</tbody></table></section>"
    yield "</main>\n</body>\n</html>"


def _side(side: Selection) -> str:
    """What a side stands for: its plan, or how many."""
    if len(side.documents) > 1:
        return f"<strong>{escaped(side.label)}</strong>: {len(side.documents)} piani"
    (document,) = side.documents
    facts = (document.entity_name, document.title, document.file_name)
    known = dict.fromkeys(fact for fact in facts if fact and fact not in side.label)
    text = " · ".join(known) or "ente non riconosciuto"
    return f"<strong>{escaped(side.label)}</strong>: {escaped(text)}"


def _titles(comparison: Comparison) -> dict[Status, tuple[str, str]]:
    """The heading of each status and what it means, in the order of the page."""
    first, last = escaped(comparison.sides[0].label), escaped(comparison.sides[-1].label)
    meanings = {
        Status.CHANGED: f"Con differenze fra {first} e {last}",
        Status.NEW: f"Senza corrispondente in {first}",
        Status.DROPPED: f"Senza corrispondente in {last}",
        Status.COMMON: "Senza differenze in ciò che la tabella mostra",
    }
    names = status_names(comparison)
    return {status: (escaped(names[status][1]), meanings[status]) for status in names}


def _row(row: Row, comparison: Comparison) -> str:
    changes = {change.field: change for change in row.changes}
    last = [item for item in row.items if item is not None][-1]
    replaced = is_of_one_entity(comparison)
    cells = []
    for field, label in FIELDS.items():
        if change := changes.get(field):
            old, new = escaped(change.old or "–"), escaped(change.new or "–")
            both = f"<del>{old}</del> → <ins>{new}</ins>" if replaced else f"{old} ↔ {new}"
            cells.append(f'<td class="changed" data-field="{label}">{both}</td>')
        elif text := last.text(field):
            cells.append(f'<td data-field="{label}">{escaped(text)}</td>')
        else:
            cells.append('<td class="nothing">–</td>')
    return f'<tr><th scope="row">{_names(row, comparison.sides)}</th>{"".join(cells)}</tr>'


def _names(row: Row, sides: tuple[Selection, ...]) -> str:
    """The kind, the name (each side's where they differ), the objective above, the pages."""
    last = [item for item in row.items if item is not None][-1]
    lines = [f"<small>{KINDS[last.kind]}</small>"]
    pairs = [(s, item) for s, item in zip(sides, row.items, strict=True) if item is not None]
    if len({" ".join(item.name.casefold().split()) for _, item in pairs}) == 1:
        lines.append(f'<span class="name">{escaped(last.name)}</span>')
    else:
        lines += (
            f'<span class="name">{escaped(item.name)}</span><small>{_place(side, item)}</small>'
            for side, item in pairs
        )
        if row.likeness:
            score = number_text(Decimal(round(row.likeness.score * 100)))
            lines.append(f"<small>parole diverse, somiglianza {score} su 100</small>")
        pairs = []
    if last.parent:
        lines.append(f"<small>di «{escaped(last.parent)}»</small>")
    if pairs:
        lines.append(f"<small>{'; '.join(_place(side, item) for side, item in pairs)}</small>")
    return "".join(lines)


def _place(side: Selection, item: Item) -> str:
    """Where an item stands: its side, in a side of several plans whose, and the page."""
    label = side.label
    if len(side.documents) > 1:
        label = f"{label}, {item.entity}" if item.entity else label
    return escaped(label) + (f", p. {item.page}" if item.page else "")
