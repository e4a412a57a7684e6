"""Target texts against the figures that a careful reader takes from them."""

import pytest

from piao.normalizers.figures import find_figures, normalise_unit, parse_figures
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
