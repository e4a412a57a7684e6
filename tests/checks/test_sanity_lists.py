"""Lists outside of tables: no records, and no silence."""

from __future__ import annotations

import json

import pytest

from piao.normalizers import normalize
from tests.sketches import Sketch, sketched


@pytest.mark.parametrize(
    ("sketches", "found"),
    [
        (
            ("## Obiettivo 1: Biblioteca aperta", "Aperture serali: 2", "- Prestiti: + 10%"),
            ["Obiettivo 1: Biblioteca aperta: Aperture serali: 2; - Prestiti: + 10%"],
        ),
        (
            ("Indicatori:", "• fatture pagate: almeno il 95%", "• sito entro il 30/06/2025"),
            ["Indicatori:: • fatture pagate: almeno il 95%; • sito entro il 30/06/2025"],
        ),
        (
            ("**Risultati attesi**", "1. 80 buche riparate", "2. 12 km di strada asfaltati"),
            ["Risultati attesi: 1. 80 buche riparate; 2. 12 km di strada asfaltati"],
        ),
        # Labelled lines are read.
        (
            (
                "OBIETTIVO STRATEGICO N. 1 - TRASPARENZA",
                "Indicatore: percentuale di dati pubblicati",
                "Target: 100%",
                "Indicatore: giorni di ritardo",
                "Target: 3",
            ),
            [],
        ),
        # Under no objective, without figures, or one sentence.
        (("## Organizzazione", "- 4 settori", "- 12 servizi"), []),
        (("## Obiettivo 1: Strade", "- rilievo delle buche", "- riparazione"), []),
        (("## Obiettivo 1: Strade", "Nel 2024 le buche riparate sono state 80."), []),
    ],
)
def test_lists_that_are_not_read(sketches: tuple[Sketch, ...], found: list[str]) -> None:
    told = []
    for finding in normalize(sketched(*sketches)).findings:
        if finding.code == "list_not_read":
            details = json.loads(finding.details or "{}")
            told.append(f"{details['heading']}: {'; '.join(details['names'])}")
    assert told == found
