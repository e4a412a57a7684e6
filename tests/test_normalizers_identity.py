"""What a document is, and what can be said only when all of it is read."""

from __future__ import annotations

import pytest

from piao.normalizers import normalize
from piao.schema.document import Document, TextBlock
from tests.sketches import Sketch, sketched, told

NO_PERIOD = (None, None)


def read(*lines: str) -> Document:
    blocks = tuple(TextBlock(line, page=1, level=1) for line in lines)
    return Document("piano.pdf", "0" * 64, "pdf", blocks)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
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
