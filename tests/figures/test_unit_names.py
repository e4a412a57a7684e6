"""Offices whose names a conversion ran together."""

from __future__ import annotations

import pytest

from piao.normalizers import normalize
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.records.whole.unit_names import separated
from tests.sketches import sketched


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("Servizio Bilancio Servizio Tributi", ["Servizio Bilancio", "Servizio Tributi"]),
        ("Settore 1 Settore 2 Settore 3", ["Settore 1", "Settore 2", "Settore 3"]),
        ("UOC Medicina UOC Chirurgia", ["UOC Medicina", "UOC Chirurgia"]),
        (
            "SERVIZIO AFFARI GENERALI SERVIZIO TRIBUTI",
            ["SERVIZIO AFFARI GENERALI", "SERVIZIO TRIBUTI"],
        ),
        # What comes first may be an office of another kind.
        (
            "Direzione Area Tecnica Area Socio Educativa",
            ["Direzione", "Area Tecnica", "Area Socio Educativa"],
        ),
        (
            "Servizio Strade Ufficio Espropri Ufficio Cave",
            ["Servizio Strade", "Ufficio Espropri", "Ufficio Cave"],
        ),
        # Breaks that are there stay.
        ("Area Tecnica\nArea Servizi", ["Area Tecnica", "Area Servizi"]),
    ],
)
def test_offices_that_were_run_together(text: str, offices: list[str]) -> None:
    assert separated(text, Lexicon.load()).split("\n") == offices


@pytest.mark.parametrize(
    "text",
    [
        # One office, or two that the text joins itself.
        "Settore Ufficio Tecnico",
        "Settore Lavori Pubblici Ufficio Strade",
        "Servizio Bilancio e Servizio Tributi",
        "SERVIZIO BILANCIO E SERVIZIO TRIBUTI",
        "Servizio Bilancio, Servizio Tributi",
        "Area Tecnica - Area Amministrativa",
        "Servizio Gestione del Servizio Idrico",
        "Servizio Amministrativo (Ufficio Acquisti, CUC – Servizio unificato appalti)",
        "Settore Servizi sociali Servizi educativi",
        "Settore Unico di Settore",
        # A subject that is none of theirs.
        "Responsabile Area Tecnica Responsabile Area Amministrativa",
        "servizio di piano servizio di zona",
        "Servizio Servizio Bilancio",
        "Servizio",
        "",
    ],
)
def test_texts_that_stay_as_they_are(text: str) -> None:
    assert separated(text, Lexicon.load()) == text


def test_the_offices_of_an_objective() -> None:
    records = normalize(
        sketched(
            [
                "**Obiettivo** | **Unità organizzativa** | **Indicatore** | **Target**",
                "Strade sicure | Servizio Strade Servizio Vigilanza | Buche riparate | 80",
            ]
        )
    )
    units = [objective.org_unit for objective in records.objectives]
    assert units == ["Servizio Strade\nServizio Vigilanza"]
