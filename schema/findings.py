"""The catalogue of findings: every code that the program can report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from piao.schema.language import Language
from piao.schema.records import BBox, Finding, Severity

MOST_NAMES = 5
"""Names that a message lists; of more it says how many there are."""


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A problem as a class: its severity and its messages, `str.format` templates.

    `message` is Italian, because its reader is the controller of a plan; it is what the
    store keeps. `english` is the same for other readers.
    """

    severity: Severity
    message: str
    english: str


CATALOGUE: dict[str, FindingKind] = {
    "no_text_layer": FindingKind(
        Severity.ERROR,
        "Nessun testo leggibile alle pagine {pages}: sono immagini. Per leggerle serve il "
        "riconoscimento ottico (OCR): pip install 'piao[ocr]'.",
        "No readable text on pages {pages}: they are pictures. Reading them needs optical "
        "character recognition (OCR): pip install 'piao[ocr]'.",
    ),
    "bad_text_layer": FindingKind(
        Severity.WARNING,
        "Il testo alle pagine {pages} non è decifrabile (caratteri senza corrispondenza "
        "Unicode): sono trattate come immagini.",
        "The text of pages {pages} cannot be made out (fonts without a map to Unicode): "
        "they are treated as pictures.",
    ),
    "text_of_a_scan": FindingKind(
        Severity.INFO,
        "Le pagine {pages} sono scansioni con un testo invisibile riconosciuto da un altro "
        "programma (OCR): è stato letto questo testo, che può contenere errori.",
        "Pages {pages} are scans with an invisible text that another program recognised (OCR): "
        "this text was read and may have errors.",
    ),
    "unmapped_characters": FindingKind(
        Severity.WARNING,
        "Alle pagine {pages} alcuni caratteri non hanno corrispondenza Unicode: al loro posto "
        "sta il segno \ufffd.",
        "On pages {pages} some characters have no map to Unicode: the sign \ufffd stands for them.",
    ),
    "read_by_ocr": FindingKind(
        Severity.INFO,
        "Immagini lette con il riconoscimento ottico (OCR) alle pagine {pages}.",
        "Pictures read by optical character recognition (OCR) on pages {pages}.",
    ),
    "no_text_in_pictures": FindingKind(
        Severity.WARNING,
        "Nessun testo riconosciuto nelle immagini alle pagine {pages}.",
        "No text recognised in the pictures on pages {pages}.",
    ),
    "picture_left": FindingKind(
        Severity.INFO,
        "Immagini fra il testo alle pagine {pages} non lette. Se hanno tabelle: "
        "pip install 'piao[ocr]', poi --ocr always.",
        "Pictures among the text of pages {pages} were not read. If they hold tables: "
        "pip install 'piao[ocr]', then --ocr always.",
    ),
    "doubtful_ocr": FindingKind(
        Severity.WARNING,
        "Cifre o segni letti con incertezza in un'immagine di pagina {page}: '{raw}'.",
        "Figures or signs read without certainty in a picture on page {page}: '{raw}'.",
    ),
    "unread_picture": FindingKind(
        Severity.ERROR,
        "Un'immagine di pagina {page} non è stata letta: {reason}.",
        "A picture on page {page} was not read: {reason}.",
    ),
    "possible_table": FindingKind(
        Severity.WARNING,
        "Alle pagine {pages} c'è testo in colonne che non è stato letto come tabella; anche un "
        "secondo lettore (camelot) vi vede una tabella.",
        "On pages {pages} there is text in columns that was not read as a table; a second "
        "reader (camelot) sees a table there too.",
    ),
    "columns_in_doubt": FindingKind(
        Severity.INFO,
        "Alle pagine {pages} c'è una tabella poco sicura, le cui colonne un secondo lettore "
        "(camelot) divide in altro modo.",
        "On pages {pages} there is an unsure table whose columns a second reader (camelot) "
        "parts in another way.",
    ),
    "text_outside_cells": FindingKind(
        Severity.WARNING,
        "A pagina {page} il testo '{reason}' sta in una tabella ma in nessuna delle sue celle: "
        "è stato letto come testo.",
        "On page {page} the text '{reason}' stands in a table but in none of its cells: "
        "it was read as text.",
    ),
    "page_too_slow": FindingKind(
        Severity.ERROR,
        "La pagina {page} richiede più di {reason} secondi: non è stata letta.",
        "Page {page} takes more than {reason} seconds: it was not read.",
    ),
    "second_reader": FindingKind(
        Severity.WARNING,
        "Le pagine {pages} sono danneggiate: le ha lette un secondo lettore (pdfplumber), senza "
        "immagini. Controllarle, o scaricare di nuovo il file.",
        "Pages {pages} are damaged: a second reader (pdfplumber) read them, without pictures. "
        "Check them, or download the file again.",
    ),
    "reader_stopped": FindingKind(
        Severity.ERROR,
        "Alla pagina {page} il lettore si è fermato (memoria, tempo o guasto): la pagina non è "
        "stata letta; le altre sì.",
        "At page {page} the reader was stopped (memory, time or a fault): the page was not read; "
        "the others were.",
    ),
    "reading_given_up": FindingKind(
        Severity.ERROR,
        "Il documento non è stato letto: il lettore si è fermato ogni volta (memoria, tempo o "
        "guasto). Salvarlo di nuovo come PDF e leggere quello, o riprovare con --refresh.",
        "The document was not read: its reader was stopped each time (memory, time or a fault). "
        "Save it anew as a PDF and read that, or try again with --refresh.",
    ),
    "tables_not_searched": FindingKind(
        Severity.WARNING,
        "Alla pagina {page} una ricerca delle tabelle non è riuscita ({reason}): il testo resta "
        "fuori dalle tabelle.",
        "On page {page} a search for tables failed ({reason}): the text stays outside of tables.",
    ),
    "unreadable_page": FindingKind(
        Severity.ERROR,
        "La pagina {page} non si può leggere: {reason}.",
        "Page {page} cannot be read: {reason}.",
    ),
    "page_without_size": FindingKind(
        Severity.WARNING,
        "La pagina {page} non ha una misura: è stata letta come se fosse di formato Letter.",
        "Page {page} has no size: it was read as if it were of Letter format.",
    ),
    "page_too_complex": FindingKind(
        Severity.WARNING,
        "La pagina {page} ha troppi segni o tracciati: è stata letta solo in parte.",
        "Page {page} has too many marks or paths: only a part of it was read.",
    ),
    "decoded_as_cp1252": FindingKind(
        Severity.INFO,
        "Il testo non è UTF-8: letto come Windows-1252.",
        "The text is not UTF-8: read as Windows-1252.",
    ),
    "empty_sheet": FindingKind(
        Severity.INFO, "Il foglio '{sheet}' è vuoto.", "The sheet '{sheet}' is empty."
    ),
    "hidden_sheet": FindingKind(
        Severity.INFO,
        "Il foglio '{sheet}' è nascosto: non è stato letto.",
        "The sheet '{sheet}' is hidden: it was not read.",
    ),
    "table_too_large": FindingKind(
        Severity.ERROR,
        "Una tabella di {rows} righe e {columns} colonne supera il limite: non è stata letta.",
        "A table of {rows} rows and {columns} columns is over the limit: it was not read.",
    ),
    "cell_too_long": FindingKind(
        Severity.WARNING,
        "{cells} celle superano il limite di {letters} lettere: ne è stato letto l'inizio.",
        "{cells} cells are over the limit of {letters} letters: their beginning was read.",
    ),
    "no_tables": FindingKind(
        Severity.WARNING,
        "Nel documento non c'è alcuna tabella: nessun dato estratto. Le colonne separate da "
        "spazi (testo copiato o convertito) non sono tabelle: meglio il file originale.",
        "There is no table in the document: nothing could be taken from it. Columns that spaces "
        "part (copied or converted text) are none: use the original file.",
    ),
    "no_records": FindingKind(
        Severity.WARNING,
        "Nessuna tabella del documento corrisponde a obiettivi, indicatori o criteri.",
        "No table of the document is one of objectives, indicators or criteria.",
    ),
    "unpaired_figures": FindingKind(
        Severity.WARNING,
        "Una cella elenca {count} indicatori e accanto c'è '{raw}': non si sa di quale sia.",
        "A cell lists {count} indicators, beside it is '{raw}': of which of them nobody can say.",
    ),
    "not_a_plan": FindingKind(
        Severity.INFO,
        "'{title}' è un atto e non un piano: nessun obiettivo o indicatore estratto. "
        "Se è un piano, indicarne il tipo con --kind.",
        "'{title}' is an act and no plan: no objectives or indicators were taken from it. "
        "If it is a plan, say of which kind with --kind.",
    ),
    "unmapped_table": FindingKind(
        Severity.INFO,
        "Tabella non interpretata (intestazione: {heading}).",
        "Table not understood (heading: {heading}).",
    ),
    "unmapped_tables": FindingKind(
        Severity.INFO,
        "Tabelle simili non interpretate ({count}, pagine {pages}; intestazione: {heading}).",
        "Tables alike not understood ({count}, pages {pages}; heading: {heading}).",
    ),
    "unmapped_card": FindingKind(
        Severity.WARNING,
        "Scheda non interpretata (etichette: {heading}).",
        "Card not understood (labels: {heading}).",
    ),
    "unmapped_cards": FindingKind(
        Severity.WARNING,
        "Schede simili non interpretate ({count}, pagine {pages}; etichette: {heading}).",
        "Cards alike not understood ({count}, pages {pages}; labels: {heading}).",
    ),
    "unmapped_box": FindingKind(
        Severity.WARNING,
        "Riquadro non interpretato: '{heading}'.",
        "Box not understood: '{heading}'.",
    ),
    "unmapped_boxes": FindingKind(
        Severity.WARNING,
        "Riquadri non interpretati ({count}, pagine {pages}; il primo: '{heading}').",
        "Boxes not understood ({count}, pages {pages}; the first: '{heading}').",
    ),
    "unmapped_columns": FindingKind(
        Severity.INFO,
        "Colonne non interpretate: '{heading}' in {count} tabelle. Il testo resta nelle tabelle.",
        "Columns not understood: '{heading}' in {count} tables. Their text stays in the tables.",
    ),
    "unmapped_column": FindingKind(
        Severity.INFO,
        "Colonna non interpretata: '{heading}'. Il testo resta nella tabella.",
        "Column not understood: '{heading}'. Its text stays in the table.",
    ),
    "list_not_read": FindingKind(
        Severity.WARNING,
        "Sotto '{heading}' c'è un elenco con righe misurabili ({count}) che non è stato letto "
        "come indicatori: {names}.",
        "Under '{heading}' there is a list with measurable lines ({count}) that was not read "
        "as indicators: {names}.",
    ),
    "entity_unknown": FindingKind(
        Severity.WARNING,
        "Il documento non dice di quale amministrazione è: si indica con "
        "`piao set DOCUMENTO --entity NOME`.",
        "The document does not say whose it is: `piao set DOCUMENT --entity NAME` does.",
    ),
    "administration_uncertain": FindingKind(
        Severity.INFO,
        "Quale amministrazione sia '{name}' non è certo. Può essere: {proposals}. Si indica con "
        "`piao set DOCUMENTO --administration CODICE` (as_printed: il nome è giusto, e non è fra "
        "quelli noti).",
        "Which administration '{name}' is, is not sure. It may be: {proposals}. "
        "`piao set DOCUMENT --administration CODE` says it (as_printed: the name is right, and "
        "none of those known).",
    ),
    "year_unknown": FindingKind(
        Severity.WARNING,
        "Il documento non dice di quale anno è: si indica con `piao ingest FILE --year ANNO`, "
        "che lo rilegge.",
        "The document does not say of which year it is: `piao ingest FILE --year YEAR` does, "
        "and reads it again.",
    ),
    "year_of_file_name": FindingKind(
        Severity.INFO,
        "L'anno {year} è preso dal nome del file, '{file}': il documento non lo dice. "
        "Se è un altro, si indica con `piao ingest FILE --year ANNO`.",
        "The year {year} is taken from the file's name, '{file}': the document does not say it. "
        "If it is another one, `piao ingest FILE --year YEAR` says so.",
    ),
    "profile_applied": FindingKind(
        Severity.INFO,
        "Letto con quanto è stato insegnato nel profilo '{file}' (somiglianza {score}).",
        "Read with what was taught in the profile '{file}' (likeness {score}).",
    ),
    "kind_unknown": FindingKind(
        Severity.INFO,
        "Il documento non dice che tipo di piano è: si indica con "
        "`piao set DOCUMENTO --kind TIPO`.",
        "The document does not say what kind of plan it is: `piao set DOCUMENT --kind KIND` does.",
    ),
    "ambiguous_value": FindingKind(
        Severity.WARNING,
        "Valore ambiguo: '{raw}'. {reason}",
        "Ambiguous value: '{raw}' can be read in more than one way.",
    ),
    "relative_value": FindingKind(
        Severity.WARNING,
        "'{raw}' dice di quanto cambia il valore, non a quale livello arriva: non è un numero "
        "da confrontare con il consuntivo.",
        "'{raw}' says by how much a value changes, not which level it reaches: it is no number "
        "to hold a result against.",
    ),
    "impossible_date": FindingKind(
        Severity.WARNING, "Data impossibile: '{raw}'.", "Impossible date: '{raw}'."
    ),
    "weights_of_unit": FindingKind(
        Severity.WARNING,
        "I pesi degli obiettivi di '{owner}' sommano a {total}, non a {expected}.",
        "The weights of the objectives of '{owner}' sum to {total}, not to {expected}.",
    ),
    "weights_of_objective": FindingKind(
        Severity.WARNING,
        "I pesi degli indicatori di '{owner}' sommano a {total}, non a {expected}.",
        "The weights of the indicators of '{owner}' sum to {total}, not to {expected}.",
    ),
    "weights_of_area": FindingKind(
        Severity.WARNING,
        "I pesi degli ambiti di '{owner}' sommano a {total}, non a {expected}.",
        "The weights of the areas of '{owner}' sum to {total}, not to {expected}.",
    ),
    "indicator_without_target": FindingKind(
        Severity.WARNING,
        "Indicatori senza target ({count}): {names}.",
        "Indicators without target ({count}): {names}.",
    ),
    "objective_without_indicator": FindingKind(
        Severity.WARNING,
        "Obiettivi senza indicatore ({count}): {names}.",
        "Objectives without indicator ({count}): {names}.",
    ),
    "target_equals_baseline": FindingKind(
        Severity.INFO,
        "Target uguale al valore di partenza ({count}): {names}.",
        "Target equal to its baseline ({count}): {names}.",
    ),
    "target_below_baseline": FindingKind(
        Severity.INFO,
        "Target meno ambizioso del valore di partenza ({count}): {names}.",
        "Target less ambitious than its baseline ({count}): {names}.",
    ),
    "deadline_outside_period": FindingKind(
        Severity.WARNING,
        "Scadenze fuori dal periodo del piano, {period} ({count}): {names}.",
        "Deadlines outside the period of the plan, {period} ({count}): {names}.",
    ),
    "share_over_100": FindingKind(
        Severity.WARNING,
        "Quote oltre il 100 % ({count}): {names}.",
        "Shares over 100 % ({count}): {names}.",
    ),
    "duplicate_objective": FindingKind(
        Severity.WARNING,
        "Obiettivi ripetuti con lo stesso titolo e la stessa unità ({count}): {names}.",
        "Objectives repeated with the same title and unit ({count}): {names}.",
    ),
    "payment_times_missing": FindingKind(
        Severity.WARNING,
        "Manca l'obiettivo sui tempi di pagamento (DL 13/2023, art. 4-bis) per ({count}): {names}.",
        "The objective on payment times (DL 13/2023, art. 4-bis) is missing for "
        "({count}): {names}.",
    ),
    "payment_times_weight": FindingKind(
        Severity.WARNING,
        "L'obiettivo sui tempi di pagamento pesa meno del 30 % (DL 13/2023, art. 4-bis) "
        "per ({count}): {names}.",
        "The objective on payment times weighs less than 30 % (DL 13/2023, art. 4-bis) "
        "for ({count}): {names}.",
    ),
    "payment_times_target": FindingKind(
        Severity.WARNING,
        "Il ritardo annuale dei pagamenti ammesso supera zero giorni (DL 13/2023, art. 4-bis) "
        "per ({count}): {names}.",
        "The annual delay of payments allowed is over zero days (DL 13/2023, art. 4-bis) "
        "for ({count}): {names}.",
    ),
    "payment_times_not_judged": FindingKind(
        Severity.INFO,
        "Tempi di pagamento non giudicabili (DL 13/2023, art. 4-bis): nessun target misurabile "
        "in giorni di ritardo per ({count}): {names}.",
        "Payment times cannot be judged (DL 13/2023, art. 4-bis): no measurable target in days "
        "of delay for ({count}): {names}.",
    ),
    "total_mismatch": FindingKind(
        Severity.WARNING,
        "La riga '{line}' riporta {printed}, ma le righe sommano a {total}.",
        "The line '{line}' says {printed}, but its lines sum to {total}.",
    ),
    "correction_without_place": FindingKind(
        Severity.WARNING,
        "Una correzione di {by} del {day} ({what}) non trova più il suo posto nella nuova lettura: "
        "non è applicata. `piao corrections list` la mostra; va fatta di nuovo o annullata.",
        "A correction by {by} of {day} ({what}) finds its place no more in the new reading: it is "
        "not applied. `piao corrections list` shows it; make it again or undo it.",
    ),
}


def make_finding(
    document_id: str,
    position: int,
    code: str,
    *,
    page: int | None = None,
    table_id: str | None = None,
    row: int | None = None,
    column: int | None = None,
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
        message=_filled(kind.message, Language.ITALIAN, page, details),
        details=_as_json(details),
        page=page,
        table_id=table_id,
        row=row,
        column=column,
        bbox=bbox,
    )


def message_of(finding: Finding, language: Language = Language.ITALIAN) -> str:
    """The message of a finding in a language.

    One that was stored without its details, or whose code is no longer known, stays as
    it was stored, Italian.
    """
    kind = CATALOGUE.get(finding.code)
    if kind is None or language is Language.ITALIAN:
        return finding.message
    details = json.loads(finding.details) if finding.details else {}
    try:
        return _filled(kind.english, language, finding.page, details)
    except KeyError:
        return finding.message


def _as_json(details: Mapping[str, object]) -> str | None:
    return json.dumps(details, ensure_ascii=False, default=_plain) if details else None


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)


def _filled(
    template: str, language: Language, page: int | None, details: Mapping[str, object]
) -> str:
    shown = {name: _shown(value, language) for name, value in details.items()}
    return template.format(page=page, **shown)


def _shown(value: object, language: Language) -> str:
    """A detail as its reader writes it: '12,5', and "'Strade', 'Scuole', …" for a list."""
    if isinstance(value, list | tuple):
        names = [f"'{name}'" for name in value[:MOST_NAMES]]
        return ", ".join([*names, "…"] if len(value) > MOST_NAMES else names)
    if isinstance(value, float | Decimal):
        digits = f"{Decimal(str(value)).normalize():f}"
        return digits.replace(".", ",") if language is Language.ITALIAN else digits
    return str(value)
