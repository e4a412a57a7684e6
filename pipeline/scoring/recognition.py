"""Files of results, which look like plans and are none."""

from __future__ import annotations

from piao.pipeline.scoring.template import HEADINGS
from piao.schema.document import Document, Table

_RESULT = "consuntivo"
_OF_PLANS = "valore atteso"


def holds_results(document: Document) -> bool:
    """Whether all that a document has are results for `piao score`, under the template's headings.

    A table without ids that prints targets beside the results may be a report of its own.
    """
    tables = list(document.tables)
    return bool(tables) and all(_is_of_results(table) for table in tables)


def _is_of_results(table: Table) -> bool:
    headings = {cell.text.strip().casefold() for row in table.grid()[:1] for cell in row if cell}
    known = headings <= set(HEADINGS) and _RESULT in headings
    return known and ("id" in headings or ("indicatore" in headings and _OF_PLANS not in headings))
