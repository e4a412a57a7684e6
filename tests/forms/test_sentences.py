"""What sentences say of indicators, what is to be reached and weights."""

from __future__ import annotations

import pytest

from piao.normalizers.fields.sentences import Measure, measure_in, sentences, weight_in

SENTENCES = [
    ("Si avvia la gara. Segue il contratto.", ["Si avvia la gara.", "Segue il contratto."]),
    (
        "Si veda l'art. 4 del d.lgs. 150. Poi altro.",
        ["Si veda l'art. 4 del d.lgs. 150.", "Poi altro."],
    ),
    ("Un testo senza fine", ["Un testo senza fine"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


MEASURES = [
    (
        "L'indicatore è il numero di pomeriggi, che dovrà essere pari ad almeno 60.",
        Measure("numero di pomeriggi", "pari ad almeno 60."),
    ),
    (
        "Il risultato è misurato dai chilometri di strade puliti; il target è di 30 km.",
        Measure("chilometri di strade puliti", "di 30 km."),
    ),
    (
        "Come indicatore si assume la quota di pratiche evase, per la quale si attende il 90%.",
        Measure("quota di pratiche evase", "il 90%."),
    ),
    ("Il valore atteso per il 2025 è di 12 incontri.", Measure(None, "di 12 incontri.")),
    ("L'indicatore sarà il tempo medio di risposta.", Measure("tempo medio di risposta", "")),
    ("Prosegue la verifica delle posizioni.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), MEASURES)
def test_measure_in_a_sentence(sentence: str, expected: Measure | None) -> None:
    assert measure_in(sentence) == expected


WEIGHTS = [
    ("All'obiettivo è attribuito un peso del 25%.", "25%"),
    ("Peso: 40%.", "40%"),
    ("L'obiettivo pesa 30 sul totale.", "30"),
    ("Sono attribuiti punti 15.", "15"),
    ("Il peso delle pratiche è stato ridotto nel 2024.", None),
]


@pytest.mark.parametrize(("sentence", "expected"), WEIGHTS)
def test_weight_in_a_sentence(sentence: str, expected: str | None) -> None:
    assert weight_in(sentence) == expected
