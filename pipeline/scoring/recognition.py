"""Files of results, which look like plans and are none."""

from __future__ import annotations

from piao.pipeline.scoring.result_files import named_column
from piao.pipeline.scoring.template import HEADINGS
from piao.schema.document import Document, Table, TextBlock

_RESULT = "consuntivo"
_OF_PLANS = {"valore atteso", "descrizione", "peso", "scadenza"}


def holds_results(document: Document) -> bool:
    """Whether all that a document has are results for `piao score`.

    A sheet without any text beside its table may call its columns as `piao score` reads
    them, 'nome' and 'valore'; elsewhere only the template's headings tell, with its ids: what
    has words around a table of results, or prints targets beside them, is a report of its own.
    """
    tables = list(document.tables)
    bare = not any(isinstance(block, TextBlock) for block in document.blocks)
    return bool(tables) and all(_is_of_results(table, bare) for table in tables)


def _is_of_results(table: Table, bare: bool) -> bool:
    headings = {cell.text.strip().casefold() for row in table.grid()[:1] for cell in row if cell}
    named = {key for key, _ in map(named_column, headings)} if bare else set()
    if bare and None not in named:
        return bool(named & {"id", "name"}) and bool(named & {"value", "date"})
    known = headings <= set(HEADINGS) and _RESULT in headings
    named_only = bare and "indicatore" in headings and not headings & _OF_PLANS
    return known and ("id" in headings or named_only)
