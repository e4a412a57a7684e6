"""Target texts against the figures that a careful reader takes from them."""

import pytest

from piao.normalizers.figures import find_figures, measures_change, normalise_unit, parse_figures
from piao.schema.findings import CATALOGUE
from tests.target_texts import TargetText, describe, target_texts

UNSEEN_RIGHT = 0.97


@pytest.mark.parametrize(
    "target", [t for t in target_texts() if t.split == "tuning"], ids=lambda t: t.text
)
def test_target_text(target: TargetText) -> None:
    assert target.read() == target.expected


def test_the_texts_not_looked_at_while_tuning() -> None:
    unseen = [target for target in target_texts() if target.split == "unseen"]
    right = sum(target.read() == target.expected for target in unseen)
    assert len(unseen) >= 150
    assert right / len(unseen) >= UNSEEN_RIGHT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("entro il 31/06/2024", "impossible_date"),
        ("8/10", "ambiguous_value"),
        ("≥ 2023", "ambiguous_value"),
        ("2024", "ambiguous_value"),
        ("90 - 80", "ambiguous_value"),
        ("entro il 30 giugno", None),
    ],
)
def test_a_doubt_names_a_finding_of_the_catalogue(text: str, code: str | None) -> None:
    (figure,) = parse_figures(text, year=2024)
    if code is None:
        assert figure.doubt is None
    else:
        assert figure.doubt is not None
        assert figure.doubt[0] == code
        assert code in CATALOGUE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-10%", "text %"),
        ("- 10%", "text %"),
        ("≥ +5%", "text %"),
        ("+3 corsi", "text corsi"),
        ("+5", "text"),
        ("-20 utenti", "text utenti"),
        ("meno 10%", "text %"),
        ("ridurre del 5%", "text %"),
        ("Riduzione consumi ≥ 10%", "text %"),
        ("Riduzione dei consumi di carta del 10% entro giugno", "text % by 2024-06-30"),
        ("aumento pari al 3%", "text %"),
        ("aumentare di 2 punti", "text punti"),
        ("incremento di almeno 5 utenti", "text utenti"),
        ("riduzione del 5-10%", "text %"),
        ("10% in meno", "text %"),
        ("almeno 10% rispetto all'anno precedente", "text %"),
    ],
)
def test_a_change_is_no_level(text: str, expected: str) -> None:
    (figure,) = parse_figures(text, year=2024)
    assert describe(figure) == expected
    assert figure.doubt is not None
    assert figure.doubt[0] == "relative_value"
    assert figure.doubt[0] in CATALOGUE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Riduzione dei tempi a 20 giorni", ["eq 20 giorni"]),
        ("aumento della raccolta al 70%", ["eq 70 %"]),
        ("portare la quota al 70%", ["eq 70 %"]),
        ("passare da 10 a 12", ["eq 12"]),
        ("dal 70% all'80%", ["eq 80 %"]),
        ("da 10 a 12", ["between 10 12"]),
        ("Interventi di riduzione del rischio: 80%", ["eq 80 %"]),
        ("Miglioramento del clima con soddisfazione del 90%", ["eq 90 %"]),
        ("Scostamento massimo del +5%", ["le 5 %"]),
        ("80% rispetto alle domande pervenute", ["eq 80 %"]),
        ("1 + 2 corsi", ["eq 1", "eq 2 corsi"]),
        ("-5 giorni", ["eq -5 giorni"]),
        ("± 5%", ["between -5 5 %"]),
        ("30 gg dalla sottoscrizione", ["le 30 giorni"]),
        ("30 giorni da richiesta", ["le 30 giorni"]),
        ("1 giorno", ["eq 1 giorni"]),
    ],
)
def test_a_level_beside_words_of_change(text: str, expected: list[str]) -> None:
    assert [describe(figure) for figure in parse_figures(text, year=2024)] == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Variazione dei consumi", "-10%", True),
        ("Scostamento dal budget", "+5%", True),
        ("% di riduzione dei consumi", "riduzione del 10%", True),
        ("% di riduzione dei consumi", "-10%", False),
        ("Riduzione dei consumi", "riduzione del 10%", False),
        ("Consumi di carta", "-10%", False),
    ],
)
def test_an_indicator_that_measures_a_change(name: str, text: str, expected: bool) -> None:
    assert measures_change(name, text) is expected


def test_a_deadline_without_any_year_is_a_doubt() -> None:
    (figure,) = parse_figures("entro il 30 giugno")
    assert describe(figure) == "by ?"
    assert figure.doubt is not None
    assert figure.doubt[0] == "ambiguous_value"


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("%", "%"),
        ("Percentuale", "%"),
        ("€", "EUR"),
        ("euro", "EUR"),
        ("gg.", "giorni"),
        ("Giorni", "giorni"),
        ("n. ore", "ore"),
        ("N.", "N."),
        ("Numero", "Numero"),
        ("mq", "mq"),
        ("TEMPO", None),
        ("data", None),
        ("SI/NO", None),
        ("On/Off", None),
        ("", None),
        (None, None),
    ],
)
def test_the_unit_that_a_column_names(printed: str | None, unit: str | None) -> None:
    assert normalise_unit(printed) == unit


def test_a_sentence_of_laws_promises_nothing() -> None:
    text = (
        "Per gli obiettivi di cui all'articolo 4, commi 12, lettera c), e 13, della legge 3 marzo "
        "2017, n. 245, la verifica spetta all'organo di controllo previsto dall'articolo 9, comma "
        "2, del decreto-legge 12 aprile 2014, n. 53, convertito dalla legge 8 giugno 2014, n. 71."
    )
    assert [describe(figure) for figure in find_figures(text, year=2024)] == ["text"]
