"""Headings of columns and labels of cards to canonical fields."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piao.normalizers.fields.columns.headings import (
    HeadingMatch,
    match_heading,
    match_label,
    match_split_label,
    resolve,
)
from piao.normalizers.lexicon import OWN_FILE, Lexicon
from piao.normalizers.lexicon.file import read_lexicon_file
from tests.heading_list import read_headings

LEXICON = Lexicon.load()
SIMILAR = ("value.baseline", "value.target", "value.actual")


@pytest.mark.parametrize("split", ["tune", "unseen"])
def test_the_measured_headings(split: str) -> None:
    """At least 95 % right and at most 1 % wrong, also of those not tuned on."""
    headings = [heading for heading in read_headings(LEXICON) if heading.split == split]
    wrong = [heading for heading in headings if heading.outcome == "wrong"]
    abstained = [heading for heading in headings if heading.outcome == "abstained"]
    assert len(headings) >= 200
    assert len(wrong) <= 0.01 * len(headings), wrong
    assert len(wrong) + len(abstained) <= 0.05 * len(headings), abstained


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Valore atteso", ("value.target", None, "exact", None)),
        ("U.M.", ("indicator.unit", None, "abbreviation", None)),
        ("Cod. Ob.", ("objective.code", None, "abbreviation", None)),
        ("Valore atteso (2021) (b)", ("value.target", 2021, "pattern", None)),
        ("TARGET 2025", ("value.target", 2025, "pattern", None)),
        ("Baseline 2023", ("value.baseline", 2023, "pattern", None)),
        ("Valore attuale (2020(a))", ("value.baseline", 2020, "pattern", None)),
        ("2024 Valore atteso", ("value.target", 2024, "pattern", None)),
        ("Target al 31/12/2024", ("value.target", 2024, "pattern", None)),
        ("Valore atteso (2023/2024) (a)", ("value.target", None, "pattern", None)),
        ("Peso (%)", ("indicator.weight", None, "pattern", "%")),
        ("Target (in euro)", ("value.target", None, "pattern", "EUR")),
        ("Valore indicatore (dati percentuali) 2021", ("value.target", 2021, "pattern", "%")),
        ("Missione (D.Lgs. 118/2011)", ("objective.mission", None, "pattern", None)),
        ("Fonte / Banca dati", ("indicator.data_source", None, "pattern", None)),
        ("Riferiment o DUP", ("objective.reference", None, "pattern", None)),
        ("I N D I C A T O R E", ("indicator.name", None, "exact", None)),
        ("Obietivo operativo", ("objective.title", None, "fuzzy", None)),
        ("2024", (None, 2024, "none", None)),
        ("50,00", (None, None, "none", None)),
        ("00,", (None, None, "none", None)),
        ("05,", (None, None, "none", None)),
        ("1.", (None, None, "none", None)),
        ("0B.", ("objective.title", None, "abbreviation", None)),
        ("%", (None, None, "none", "%")),
        ("", (None, None, "none", None)),
        ("Osservazioni", (None, None, "none", None)),
        ("x" * 10_000, (None, None, "none", None)),
    ],
)
def test_how_a_heading_is_matched(
    heading: str, expected: tuple[str | None, int | None, str, str | None]
) -> None:
    match = match_heading(heading, LEXICON)
    assert (match.field, match.year, match.method, match.unit) == expected


@pytest.mark.parametrize(
    ("heading", "plan_year", "field", "year"),
    [
        ("Consuntivo 2022", 2024, "value.baseline", 2022),
        ("Consuntivo 2024", 2024, "value.actual", 2024),
        ("Valore consuntivo (2024) (b)", 2023, "value.actual", 2024),
        ("Consuntivo 2022", None, "value.actual", 2022),
        ("Valore atteso 2022", 2024, "value.target", 2022),
        ("Valore raggiunto t-1", 2024, "value.baseline", 2023),
        ("Target t+1", 2024, "value.target", 2025),
        ("Valore 2023", 2024, "value.baseline", 2023),
        ("Valore 2025", 2024, "value.target", 2025),
        ("Valore 2025", None, None, 2025),
    ],
)
def test_the_year_of_the_plan_tells_baselines_from_results(
    heading: str, plan_year: int | None, field: str | None, year: int
) -> None:
    match = match_heading(heading, LEXICON, plan_year=plan_year)
    assert (match.field, match.year) == (field, year)


@pytest.mark.parametrize(
    "heading",
    ["Valore", "Valore di partensa", "Valore attesso", "Valore ateso/attuale", "Val. att.",
     "Consuntivo (target)", "Valore aggiunto", "Valore rilevante", "Valore da attuare"],
)  # fmt: skip
def test_a_role_is_never_guessed(heading: str) -> None:
    assert match_heading(heading, LEXICON).field is None


FIGURE_NAMES = [
    (field, name)
    for field, entry in read_lexicon_file(OWN_FILE)["fields"].items()
    if field in SIMILAR
    for name in entry.get("synonyms", [])
]


@settings(deadline=None)
@given(
    named=st.sampled_from(FIGURE_NAMES),
    place=st.integers(0, 60),
    letter=st.sampled_from(["", *"abcdefghilmnopqrstuvz "]),
    replaced=st.integers(0, 1),
)
def test_a_misprint_never_turns_one_role_into_another(
    named: tuple[str, str], place: int, letter: str, replaced: int
) -> None:
    field, name = named
    place %= len(name)
    misprinted = name[:place] + letter + name[place + replaced :]
    found = match_heading(misprinted, LEXICON).field
    assert found not in SIMILAR or found in (field, match_heading(name, LEXICON).field)


@settings(deadline=None)
@given(st.text(max_size=60), st.none() | st.integers(1990, 2100))
def test_no_heading_raises(text: str, plan_year: int | None) -> None:
    match = match_heading(text, LEXICON, plan_year=plan_year)
    assert 0 <= match.score <= 1
    assert (match.field is None) == (match.method == "none")


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Finalità 2023", "objective.description"),
        ("Responsabile", "objective.responsible"),
        ("Unità organizzativa", "objective.org_unit"),
        ("Servizi PEG coinvolti", "objective.org_unit"),
        ("Impatto atteso", "objective.expected_outcome"),
        ("Risultato atteso", "objective.expected_outcome"),
        ("Peso", "objective.weight"),
        ("Stakeholder finali", "objective.stakeholders"),
        ("Criticità da presidiare", None),
    ],
)
def test_labels_of_a_card_speak_of_the_objective(label: str, field: str | None) -> None:
    assert match_label(label, LEXICON).field == field


def test_a_secondary_name_is_less_sure_than_the_name_itself() -> None:
    involved = match_label("Servizi coinvolti", LEXICON)
    assert involved.field == "objective.org_unit"
    assert involved.score < match_label("Servizio", LEXICON).score


@pytest.mark.parametrize(
    ("left", "right", "field"),
    [
        ("Riferiment", "o DUP", "objective.reference"),
        ("Unità orga", "ınizzativa", "objective.org_unit"),
        ("Responsal", "bile", "objective.responsible"),
        ("Comune", "di Borgo", None),
    ],
)
def test_labels_that_a_cell_border_cuts(left: str, right: str, field: str | None) -> None:
    assert match_split_label(left, right, LEXICON).field == field


TABLES = [
    (
        "Descrizione | Indicatore di risultato 2024 | Responsabile | Peso",
        "indicator.description | indicator.name | indicator.responsible | indicator.weight",
    ),
    ("Centro di costo | Servizio | Responsabile", "unit.code | unit.name | unit.responsible"),
    ("Centro PEG | Descrizione | Responsabile", "unit.code | unit.name | unit.responsible"),
    (
        "Obiettivo 2021 | Modalità di attuazione | I/E | Tempi | Consuntivo",
        "objective.title | action.description | action.scope | action.due_date | action.outcome",
    ),
    (
        "Dimensione di performance | Denominazione indicatore | Formula | Standard",
        "indicator.dimension | indicator.name | indicator.formula | value.target",
    ),
    ("Indicatore | Definizione | Target", "indicator.name | indicator.description | value.target"),
    (
        "Indicatore | Descrizione | Unità misura | Valore attuale (2020) (a) | "
        "Valore atteso (2021) (b) | Valore consuntivo (2021) (c) | Scostamento (d=c-b)",
        "indicator.name | indicator.description | indicator.unit | value.baseline 2020 | "
        "value.target 2021 | value.actual 2021 | value.deviation",
    ),
    (
        "Ambito di performance | Contributo al valore pubblico | Sotto ambiti | KPI | "
        "Riferimenti | Valore obiettivo",
        "objective.area | objective.area_weight | objective.sub_area | indicator.name | "
        "indicator.reference | value.target",
    ),
    (
        "Ambito valoriale | Sottoambito | ID progetto | Titolo progetto",
        "objective.area | objective.sub_area | objective.project_code | objective.project",
    ),
    ("Livello di performance organizzativa | Percentuale",
     "criterion.component | criterion.weight"),
    ("Fattore di valutazione | Descrizione | Peso",
     "criterion.component | criterion.text | criterion.weight"),
    ("Obiettivo | Peso | Indicatore | Peso | Target",
     "objective.title | objective.weight | indicator.name | indicator.weight | value.target"),
    ("Codice | Obiettivo | Codice | Indicatore | Target",
     "objective.code | objective.title | indicator.code | indicator.name | value.target"),
    ("Ambito | Peso | Indicatore | Target",
     "objective.area | objective.area_weight | indicator.name | value.target"),
    ("Obiettivo | Centro di costo | Responsabile | Scadenza",
     "objective.title | objective.org_unit | objective.responsible | objective.due_date"),
    ("Obiettivo | Indicatore | Target | Responsabile",
     "objective.title | indicator.name | value.target | objective.responsible"),
    ("Obiettivo | Risultato atteso | Indicatore | Target",
     "objective.title | objective.expected_outcome | indicator.name | value.target"),
    ("Indicatore | Risultato atteso 2024", "indicator.name | value.target 2024"),
    ("Azioni | Responsabile | Scadenza",
     "action.description | action.responsible | action.due_date"),
    ("Servizio | Responsabile", "unit.name | unit.responsible"),
    ("Cod. | Descrizione | Peso", "objective.code | objective.description | objective.weight"),
    ("Descrizione | Target", "indicator.name | value.target"),
    ("Indicatore | Baseline 2020 | 2021 | 2022 | 2023",
     "indicator.name | value.baseline 2020 | value.target 2021 | value.target 2022 | "
     "value.target 2023"),
    ("Indicatore | Target | Target", "indicator.name | value.target | -"),
    ("Indicatore | Note | Target", "indicator.name | - | value.target"),
]  # fmt: skip


@pytest.mark.parametrize(("headings", "fields"), TABLES)
def test_the_columns_of_a_table_decide_together(headings: str, fields: str) -> None:
    matches = resolve(headings.split(" | "), LEXICON, plan_year=2021)
    shown = [_shown(match) for match in matches]
    expected = fields.split(" | ")
    assert [
        field if " " in wanted else field.split()[0]
        for field, wanted in zip(shown, expected, strict=True)
    ] == expected


def _shown(match: HeadingMatch) -> str:
    return f"{match.field or '-'} {match.year or ''}".strip()


def test_without_the_year_of_the_plan_a_bare_year_has_no_role() -> None:
    assert [m.field for m in resolve(["Indicatore", "2021"], LEXICON)] == ["indicator.name", None]


@pytest.mark.parametrize(
    ("headings", "contents", "fields"),
    [
        pytest.param(
            ["Modalità di attuazione", "", "Tempi"],
            [["Avvio", "Chiusura"], ["I", "I/E"], ["giugno", "dicembre"]],
            ["action.description", "action.scope", "action.due_date"],
            id="internal-external-without-heading",
        ),
        pytest.param(
            ["Indicatori", "Indicatori", "Target"],
            [["1.1", "1.2", "2.1"], ["Atti", "Incontri", "Visite"], ["3", "4", "5"]],
            ["indicator.code", "indicator.name", "value.target"],
            id="codes-under-the-heading-of-names",
        ),
        pytest.param(
            ["Fase", "Descrizione", "Tempi"],
            [["1", "2"], ["Avvio", "Chiusura"], ["giugno", "dicembre"]],
            [None, "action.description", "action.due_date"],
            id="numbers-under-the-heading-of-steps",
        ),
        pytest.param(
            ["Indicatore", "Target", ""],
            [["Atti", "Incontri"], ["3", "4"], ["40%", "60%"]],
            ["indicator.name", "value.target", "indicator.weight"],
            id="percentages-without-heading",
        ),
        pytest.param(
            ["Fase", ""],
            [["Avvio", "Chiusura"], ["30/06/2024", "entro dicembre"]],
            ["action.description", "action.due_date"],
            id="dates-without-heading",
        ),
        pytest.param(
            ["Tipologia indicatore", "Definizione", "Valore indicatore 2021"],
            [["Rigidità", "Autonomia"], ["Spese / Entrate", "Tributi / Entrate"], ["12,5", "80"]],
            ["indicator.name", "indicator.formula", "value.target"],
            id="definitions-that-are-fractions",
        ),
        pytest.param(
            ["Tipologia indicatore", "Indicatore", "Target"],
            [["Efficacia", "Efficienza"], ["Atti", "Incontri"], ["3", "4"]],
            ["indicator.dimension", "indicator.name", "value.target"],
            id="kinds-of-indicator",
        ),
        pytest.param(
            ["Indicatore", "", "Target"],
            [["Atti", "Incontri"], ["si vedrà", "forse"], ["3", "4"]],
            ["indicator.name", None, "value.target"],
            id="text-without-heading-stays-open",
        ),
    ],
)
def test_the_content_of_a_column_speaks(
    headings: list[str], contents: list[list[str]], fields: list[str | None]
) -> None:
    matches = resolve(headings, LEXICON, contents, plan_year=2021)
    assert [match.field for match in matches] == fields


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=8), st.none() | st.integers(2000, 2030))
def test_a_table_has_one_match_a_column_and_no_field_twice(
    headings: list[str], plan_year: int | None
) -> None:
    matches = resolve(headings, LEXICON, plan_year=plan_year)
    found = [(match.field, match.year) for match in matches if match.field]
    assert len(matches) == len(headings)
    assert len(found) == len(set(found))
