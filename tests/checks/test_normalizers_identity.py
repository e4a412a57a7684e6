"""What a document is, and what can be said only when all of it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piao.normalizers import normalize
from piao.normalizers.identity.document import year_of_file_name
from piao.schema.document import ArtifactKind, Document, Page, PageArtifact, TextBlock
from piao.schema.statements import Statement
from tests.sketches import Sketch, sketched, told

NO_PERIOD = (None, None)


def read(*lines: str) -> Document:
    blocks = tuple(TextBlock(line, page=1, level=1) for line in lines)
    return Document("piano.pdf", "0" * 64, "pdf", blocks)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("Comune di Prova", "Relazione", "sulla performance", "2024"),
            (
                "Comune di Prova",
                "performance_report",
                "Relazione sulla performance",
                2024,
                (None, None),
            ),
        ),
        (
            ("Comune di Prova Report integrato sul PIAO", "Anno 2025"),
            (
                "Comune di Prova",
                "performance_report",
                "Comune di Prova Report integrato sul PIAO",
                2025,
                (None, None),
            ),
        ),
        (
            ("Comune di Prova", "Rendicontazione del Piano dettagliato degli obiettivi 2025"),
            (
                "Comune di Prova",
                "performance_report",
                "Rendicontazione del Piano dettagliato degli obiettivi 2025",
                2025,
                (None, None),
            ),
        ),
        (
            ("Sistema di valutazione della performance", "Comune di Prova", "PDO 2016/2018"),
            ("Comune di Prova", "objectives", "PDO 2016/2018", 2016, (2016, 2018)),
        ),
        (
            ("Comune di Prova", "Piano Integrato di Attività e Organizzazione", "2025 – 2027"),
            (
                "Comune di Prova",
                "piao",
                "Piano Integrato di Attività e Organizzazione",
                2025,
                (2025, 2027),
            ),
        ),
        (
            (
                "Allegato A alla deliberazione n. 45 del 12/03/2025",
                "COMUNE DI PROVA",
                "PEG 2026-2028",
            ),
            ("COMUNE DI PROVA", "objectives", "PEG 2026-2028", 2026, (2026, 2028)),
        ),
        (
            ("Comune di Prova (PV)", "Obiettivi del Segretario comunale - anno 2025"),
            (
                "Comune di Prova",
                "objectives",
                "Obiettivi del Segretario comunale - anno 2025",
                2025,
                NO_PERIOD,
            ),
        ),
        (
            ("A.S.P. Villa Prova", "Piano Triennale della Performance 2025/2027 - Anno 2026"),
            (
                "A.S.P. Villa Prova",
                "performance_plan",
                "Piano Triennale della Performance 2025/2027 - Anno 2026",
                2026,
                (2025, 2027),
            ),
        ),
        (
            ("Relazione sulla performance", "Anno 2023", "Ministero delle Prove"),
            (
                "Ministero delle Prove",
                "performance_report",
                "Relazione sulla performance",
                2023,
                NO_PERIOD,
            ),
        ),
        (
            ("Università di Prova", "Sistema di misurazione e valutazione della performance"),
            (
                "Università di Prova",
                "smvp",
                "Sistema di misurazione e valutazione della performance",
                None,
                NO_PERIOD,
            ),
        ),
        (
            ("Comune di Prova - PEG 2025", "Approvato con delibera n. 12"),
            ("Comune di Prova", "objectives", "Comune di Prova - PEG 2025", 2025, NO_PERIOD),
        ),
        (
            ("Azienda USL Prova", "Direttiva generale per l'azione amministrativa 2025"),
            (
                "Azienda USL Prova",
                "objectives",
                "Direttiva generale per l'azione amministrativa 2025",
                2025,
                NO_PERIOD,
            ),
        ),
        (("Verbale di riunione",), (None, "unknown", "Verbale di riunione", None, NO_PERIOD)),
        (
            (
                "Allegato alla deliberazione n. 10 del 2 febbraio 2024",
                "Regione Prova",
                "Piano triennale 2025-2027 della performance - aggiornamento 2026",
            ),
            (
                "Regione Prova",
                "performance_plan",
                "Piano triennale 2025-2027 della performance - aggiornamento 2026",
                2026,
                (2025, 2027),
            ),
        ),
        (
            ("P.I.A.O. 2025/2027 | Università degli Studi di Prova",),
            (
                "Università degli Studi di Prova",
                "piao",
                "P.I.A.O. 2025/2027 | Università degli Studi di Prova",
                2025,
                (2025, 2027),
            ),
        ),
    ],
)
def test_identity(
    lines: tuple[str, ...],
    expected: tuple[str | None, str, str | None, int | None, tuple[int | None, int | None]],
) -> None:
    """Administration, kind, title, year, first and last year of the period."""
    record = normalize(read(*lines)).document
    start = record.period_start and record.period_start.year
    end = record.period_end and record.period_end.year
    kind = str(record.kind)
    assert (record.entity_name, kind, record.title, record.year, (start, end)) == expected


@pytest.mark.parametrize(
    ("sketches", "name"),
    [
        # On the title page, alone or in the plan's title.
        (("COMUNE DI", "PROVA", "PEG"), "COMUNE DI PROVA"),
        (
            ("REGIONE", "AZIENDA SANITARIA LOCALE DI PROVA", "PEG"),
            "AZIENDA SANITARIA LOCALE DI PROVA",
        ),
        # Where the municipality is, and not who it is; two words set tight.
        (("Comune di", "Prova", "Provincia di Esempio", "PEG"), "Comune di Prova"),
        (("Comunedi", "Prova", "Provincia di Esempio", "PEG"), "Comune di Prova"),
        (("Provincia di Esempio", "PEG"), "Provincia di Esempio"),
        # Who is cited.
        (("PEG", "Corte dei conti Sezioni riunite, del. n. 3/2019 e n. 4/2019"), None),
        (("PEG", "Consiglio di Stato, sentenza 12 marzo"), None),
        (("PEG", "Corte dei conti Esempio n. 7/2018"), None),
        (("Comune di Prova, deliberazione di Giunta n. 7 del 3/2/2025", "PEG"), "Comune di Prova"),
        (("Agenzia del Lago n. 3", "PEG"), "Agenzia del Lago n. 3"),
        (("CONSERVATORIO DI MUSICA", "DI PROVA", "PEG"), "CONSERVATORIO DI MUSICA DI PROVA"),
        (("COMUNE DI PROVA SETTORE FINANZIARIO", "PEG"), "COMUNE DI PROVA"),
        (("PIANO DELLA PERFORMANCE 2024-2026 DEL COMUNE DI PROVA (PV)",), "COMUNE DI PROVA"),
        (("Piano degli obiettivi 2025 dell'Azienda USL di Prova",), "Azienda USL di Prova"),
        (("Piano della performance – Comune di Prova",), "Comune di Prova"),
        (("Comune di Prova PEG 2025",), "Comune di Prova"),
        (("Comune di Prova - Via Grande 1, 12345 Prova",), "Comune di Prova"),
        (("Comune di Prova, piazza Grande 1",), "Comune di Prova"),
        (("Il Comune di Prova",), "Comune di Prova"),
        (("Comune di Prova nessuna tabella qui",), "Comune di Prova"),
        (("Provincia di Prova in breve",), "Provincia di Prova"),
        (("Comune di Ponte nelle Prove",), "Comune di Ponte nelle Prove"),
        (("Comune di Prova d'Esempio",), "Comune di Prova d'Esempio"),
        (("Consorzio di Prova servizi idrici",), "Consorzio di Prova servizi idrici"),
        (("C.I.S. Consorzio Intercomunale Servizi",), "C.I.S. Consorzio Intercomunale Servizi"),
        (("ENIT - Agenzia nazionale del turismo",), "ENIT - Agenzia nazionale del turismo"),
        (("INPS – Direzione regionale Liguria",), "INPS"),
        # After a label.
        (("Ente: Comune di Prova",), "Comune di Prova"),
        ((["Denominazione | Comune di Prova", "Indirizzo | Via Grande 1"],), "Comune di Prova"),
        # In sentences: the name of what the text calls itself.
        (
            (
                "Il personale dell'Unione dei Comuni del Sorgo è di 12 unità.",
                "La sede dell'Unione dei Comuni del Sorgo resta aperta.",
                "Gli organi dell'Unione dei Comuni del Sorgo, e il Comune di Prova.",
                "Compito dell'Unione è la polizia locale.",
            ),
            "Unione dei Comuni del Sorgo",
        ),
        (
            (
                "I servizi del Comune di Prova. La sede del Comune di Prova.",
                "La giunta del Comune di Prova. Lo scopo del Consorzio.",
            ),
            None,
        ),
        # What only looks like a name.
        (("Ordine del giorno",), None),
        (("Ente di riferimento",), None),
        (("Autorità competente",), None),
        (("Regione: Prova",), None),
        (("Il Consorzio ha per oggetto i servizi alla persona.",), None),
    ],
)
def test_administration(sketches: tuple[Sketch, ...], name: str | None) -> None:
    assert normalize(sketched(*sketches)).document.entity_name == name


@pytest.mark.parametrize(
    ("sketches", "code"),
    [
        (("Codice IPA: c_x123",), "c_x123"),
        ((["Codice IPA | asl_x1", "Codice fiscale | 01234567890"],), "asl_x1"),
        (("Il codice IPA dell'ente è nell'indice.",), None),
    ],
)
def test_entity_code(sketches: tuple[Sketch, ...], code: str | None) -> None:
    assert normalize(sketched(*sketches)).document.entity_code == code


@pytest.mark.parametrize(
    ("sketches", "year"),
    [
        # The headings of targets, the first year where there are several.
        ((["**Indicatore** | **Target 2026** | **Target 2027**", "Ore | 4 | 5"],), 2026),
        (
            ("Dal 2019 i servizi sono cambiati.", ["Indicatore | Valore atteso 2026", "Ore | 4"]),
            2026,
        ),
        # The day of a law is no year of a plan.
        (("Visto il D.Lgs. 27 ottobre 2023, n. 150.",), None),
        (("Gli obiettivi del 2026 sono due.",), 2026),
    ],
)
def test_year_of_a_plan_whose_title_has_none(sketches: tuple[Sketch, ...], year: int) -> None:
    assert normalize(sketched(*sketches, year=None)).document.year == year


def paged(*lines: str, running: tuple[str, ...], pages: int = 4) -> Document:
    """A document without a title that has a year, with its running lines on every page."""
    blocks = tuple(TextBlock(line, page=1) for line in ("Azioni positive", *lines))
    artifacts = tuple(
        PageArtifact(ArtifactKind.RUNNING_LINE, line.format(page=page), page)
        for page in range(1, pages + 1)
        for line in running
    )
    sizes = tuple(Page(page, 595, 842) for page in range(1, pages + 1))
    return Document("a.pdf", "0" * 64, "pdf", blocks, sizes, artifacts=artifacts)


CHART = "2017 Uomini 2017 Donne 2021 Uomini 2021 Donne"


@pytest.mark.parametrize(
    ("lines", "running", "year"),
    [
        # What every page prints goes before a line of the first one.
        ((CHART,), ("Bilancio sociale di Prova - 2022",), 2022),
        (("Dati 2018",), ("Bilancio sociale di Prova - 2022", "pag. {page}"), 2022),
        (("Dati 2018",), ("Rapporto | {page}",), 2018),
        (("Dati 2018",), ("Mod. 7 rev. 2015",), 2018),
        (("Dati 2018",), ("Prova 2022", "Esempio 2023"), 2018),
        # A legend has the years of its figures.
        ((CHART, "Azioni 2022"), (), 2022),
        # No plan is so much older than all that it promises.
        (("Dati 2016", "Incontri entro il 2021", "Corso entro marzo 2020"), (), None),
        (("Dati 2018", "Incontri entro il 2021", "Corso entro marzo 2020"), (), 2018),
    ],
)
def test_year_of_every_page(
    lines: tuple[str, ...], running: tuple[str, ...], year: int | None
) -> None:
    assert normalize(paged(*lines, running=running)).document.year == year


def test_a_number_that_all_pages_share_is_no_page_number() -> None:
    document = paged(running=("Prova - 2022", "Piano | {page}"))
    assert document.running_lines == ("Prova - 2022", "Piano")


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("PIAO_2025_Comune_di_Prova.pdf", 2025),
        ("peg2024.docx", 2024),
        ("Piano performance 2026 (1).pdf", 2026),
        ("allegato-3_obiettivi_2025-def.xlsx", 2025),
        # A period, two years, dates, acts, and what is no year.
        ("PIAO_2025-2027.pdf", None),
        ("PIAO_2025_27.pdf", None),
        ("piao-2024-agg-2025.pdf", None),
        ("piao_2025-01-31.pdf", None),
        ("20250131_piao.pdf", None),
        ("delibera_45_2025.pdf", None),
        ("delibera 45 del 2025.pdf", None),
        ("protocollo_2099.pdf", None),
        ("piano.pdf", None),
    ],
)
def test_year_of_a_file_name(name: str, year: int | None) -> None:
    assert year_of_file_name(name) == year


@pytest.mark.parametrize(
    ("said", "stated", "year", "codes"),
    [
        ("", None, 2024, ["year_of_file_name"]),
        ("Gli obiettivi del 2026 sono due.", None, 2026, []),
        ("", 2025, 2025, []),
    ],
)
def test_the_name_of_a_file_is_asked_last(
    said: str, stated: int | None, year: int, codes: list[str]
) -> None:
    rows = ["**Obiettivo** | **Indicatore** | **Target**", "Strade sicure | Buche | 4"]
    document = replace(sketched(said, rows, year=None), file_name="piano_2024.pdf")
    records = normalize(document, statement=Statement(year=stated))
    assert (records.document.year, [value.year for value in records.values]) == (year, [year])
    of_years = [f.code for f in records.findings if f.code.startswith("year")]
    assert of_years == codes


def test_what_a_document_does_not_say_is_a_finding() -> None:
    rows = ["**Obiettivo** | **Indicatore** | **Target**", "Strade sicure | Buche | 4"]
    blocks = sketched(rows).blocks[1:]
    records = normalize(Document("piano.pdf", "0" * 64, "pdf", blocks))
    commands = [(f.code, f.message.split("`")[1]) for f in records.findings]
    assert commands == [
        ("entity_unknown", "piao set DOCUMENTO --entity NOME"),
        ("year_unknown", "piao ingest FILE --year ANNO"),
        ("kind_unknown", "piao set DOCUMENTO --kind TIPO"),
    ]


@pytest.mark.parametrize(
    "sketches",
    [
        ("Codice fiscale 01234567890",),
        ("Sede in via Grande, C.F. 01234567890, tel. 0123 456789",),
        (["Denominazione | Comune di Prova", "Codice fiscale | 01234567890"],),
    ],
)
def test_tax_code(sketches: tuple[Sketch, ...]) -> None:
    assert normalize(sketched(*sketches)).document.tax_code == "01234567890"


def test_a_list_of_objectives_and_their_sheets_are_the_same_objectives() -> None:
    assert told(
        "**OBIETTIVO: PAGARE PRIMA**",
        "**OBIETTIVO: PAGARE PRIMA**",
        ["**Indicatore** | **Target**", "Ritardo medio | ≤ 0 giorni"],
    ) == ["operational PAGARE PRIMA", "  - Ritardo medio", "    target 2025 le 0"]


@pytest.mark.parametrize(
    ("sketches", "code"),
    [
        (("Solo testo.",), "no_tables"),
        ((["**Corso** | **Ore**", "Privacy | 4"],), "no_records"),
    ],
)
def test_nothing_read_is_said(sketches: tuple[Sketch, ...], code: str) -> None:
    assert code in {finding.code for finding in normalize(sketched(*sketches)).findings}
