"""The catalogue of findings: every code that the program can report."""

from __future__ import annotations

from dataclasses import dataclass

from piao.schema.records import BBox, Finding, Severity


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A problem as a class: its severity and its message, a `str.format` template.

    Messages are Italian, because their reader is the controller of a plan.
    """

    severity: Severity
    message: str


CATALOGUE: dict[str, FindingKind] = {
    "no_text_layer": FindingKind(
        Severity.ERROR,
        "Nessun testo leggibile alle pagine {pages}: sono immagini. "
        "Serve il riconoscimento ottico (OCR) prima della lettura.",
    ),
    "unreadable_page": FindingKind(
        Severity.ERROR, "La pagina {page} non si può leggere: {reason}."
    ),
    "page_too_complex": FindingKind(
        Severity.WARNING,
        "La pagina {page} ha troppi segni o tracciati: è stata letta solo in parte.",
    ),
    "decoded_as_cp1252": FindingKind(
        Severity.INFO, "Il testo non è UTF-8: letto come Windows-1252."
    ),
    "empty_sheet": FindingKind(Severity.INFO, "Il foglio '{sheet}' è vuoto."),
    "hidden_sheet": FindingKind(
        Severity.INFO, "Il foglio '{sheet}' è nascosto: non è stato letto."
    ),
    "table_too_large": FindingKind(
        Severity.ERROR,
        "Una tabella di {rows} righe e {columns} colonne supera il limite: non è stata letta.",
    ),
    "no_tables": FindingKind(
        Severity.WARNING, "Nel documento non c'è alcuna tabella: nessun dato estratto."
    ),
    "no_records": FindingKind(
        Severity.WARNING,
        "Nessuna tabella del documento corrisponde a obiettivi, indicatori o criteri.",
    ),
    "unmapped_table": FindingKind(
        Severity.INFO, "Tabella non interpretata (intestazione: {heading})."
    ),
    "unmapped_column": FindingKind(
        Severity.INFO, "Colonna non interpretata: '{heading}'. Il testo resta nella tabella."
    ),
    "ambiguous_value": FindingKind(Severity.WARNING, "Valore ambiguo: '{raw}'. {reason}"),
    "impossible_date": FindingKind(Severity.WARNING, "Data impossibile: '{raw}'."),
}


def make_finding(
    document_id: str,
    position: int,
    code: str,
    *,
    page: int | None = None,
    table_id: str | None = None,
    row: int | None = None,
    bbox: BBox | None = None,
    **details: object,
) -> Finding:
    """Build the finding `code`, its message filled with `details` (and the page).

    Raises `KeyError` for a code that the catalogue does not have.
    """
    kind = CATALOGUE[code]
    return Finding(
        finding_id=f"{document_id}-f{position}",
        document_id=document_id,
        severity=kind.severity,
        code=code,
        message=kind.message.format(page=page, **details),
        page=page,
        table_id=table_id,
        row=row,
        bbox=bbox,
    )
