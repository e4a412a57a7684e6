"""Commands that show how headings and figures are understood, and that teach new terms."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.main import get_group

from piao.pipeline.cli import app
from piao.pipeline.commands.help import GROUPS
from piao.pipeline.store import Store
from tests.command_line import Run
from tests.golden import SAMPLES
from tests.plans import make_document, make_records


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["TARGET 2025"], ("value.target", 2025, "pattern", 0.98)),
        (["U.M."], ("indicator.unit", None, "abbreviation", 0.98)),
        (["Indicatore"], ("indicator.name", None, "exact", 1)),
        (["Consuntivo 2023", "--year", "2025"], ("value.baseline", 2023, "pattern", 0.833)),
        (["- Obiettivo"], ("objective.title", None, "exact", 1)),
        (["Zzz qwerty"], (None, None, "none", 0)),
    ],
)
def test_heading_as_json(piao: Run, arguments: list[str], found: tuple[object, ...]) -> None:
    ran = piao("explain", "heading", *arguments, "--json")
    assert (ran.status, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert list(answer) == ["field", "year", "method", "score"]
    assert tuple(answer.values()) == found


def test_heading_as_text(piao: Run) -> None:
    ran = piao("explain", "heading", "TARGET 2025")
    assert ran.out == "value.target (Valore atteso), year 2025, pattern, score 0.98\n"
    assert piao("explain", "heading", "Zzz qwerty").out == "no field\n"


NONE = {"value": None, "value_max": None, "unit": None, "due_date": None, "year": None}


@pytest.mark.parametrize(
    ("arguments", "figures"),
    [
        (["1,5 milioni di euro"], [{"comparator": "eq", "value": 1500000, "unit": "EUR"}]),
        (["-9157,800"], [{"comparator": "eq", "value": Decimal("-9157.8")}]),
        (["-5 %"], [{"comparator": "text", "unit": "%"}]),
        (["80", "--unit", "%"], [{"comparator": "eq", "value": 80, "unit": "%"}]),
        (
            ["60÷70%", "--year", "2025"],
            [{"comparator": "between", "value": 60, "value_max": 70, "unit": "%", "year": 2025}],
        ),
        (
            ["entro giugno", "--year", "2025"],
            [{"comparator": "by", "due_date": "2025-06-30", "year": 2025}],
        ),
        (
            ["2024: 80% – 2025: 85%"],
            [
                {"comparator": "eq", "value": 80, "unit": "%", "year": 2024},
                {"comparator": "eq", "value": 85, "unit": "%", "year": 2025},
            ],
        ),
        (["miglioramento del clima"], [{"comparator": "text"}]),
        (["--sentence", "Ascolto dei cittadini di piazza XX Settembre"], [{"comparator": "text"}]),
        (["n.d."], []),
    ],
)
def test_value_as_json(piao: Run, arguments: list[str], figures: list[dict[str, object]]) -> None:
    ran = piao("explain", "value", *arguments, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out, parse_float=Decimal) == [{**NONE, **figure} for figure in figures]


def test_value_keeps_every_digit(piao: Run) -> None:
    ran = piao("explain", "value", "123.456.789.012,3450 €", "--json")
    assert '"value": 123456789012.3450,' in ran.out


def test_value_as_text(piao: Run) -> None:
    assert piao("explain", "value", "≥ 80% entro giugno", "--year", "2025").out == (
        "ge: ≥ 80 % by 30/06/2025 (2025)\n"
    )
    assert piao(
        "explain", "value", "≥ 80,5% entro giugno", "--year", "2025", "--lang", "it"
    ).out == ("almeno: ≥ 80,5 % entro 30/06/2025 (2025)\n")
    assert piao("explain", "value", "-").out == "no value\n"


def test_lexicon_add_teaches_a_term_once(piao: Run, tmp_path: Path) -> None:
    assert json.loads(piao("explain", "heading", "Sciabecco", "--json").out)["field"] is None
    ran = piao("lexicon", "add", "Sciabecco", "indicator.weight")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == "piao-lexicon.yaml: 'Sciabecco' is now a name of indicator.weight\n"
    written = (tmp_path / "piao-lexicon.yaml").read_text(encoding="utf-8")
    again = piao("lexicon", "add", "SCIABECCO", "indicator.weight")
    assert "was already a name of indicator.weight" in again.err
    assert (tmp_path / "piao-lexicon.yaml").read_text(encoding="utf-8") == written
    assert (
        json.loads(piao("explain", "heading", "sciabecchi", "--json").out)["field"]
        == "indicator.weight"
    )


def test_lexicon_add_into_the_file_named(
    piao: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIAO_LEXICON", "named.yaml")
    piao("lexicon", "add", "Sciabecco", "indicator.weight")
    piao("lexicon", "add", "Brigantino", "indicator.unit", "--file", "other.yaml")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["named.yaml", "other.yaml"]
    assert "indicator.weight" in piao("explain", "heading", "Sciabecco").out
    assert (
        "indicator.unit" in piao("explain", "heading", "Brigantino", "--lexicon", "other.yaml").out
    )


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["Sciabecco", "indicator.nome"], 2, "unknown field 'indicator.nome'; allowed: objective"),
        (["...", "indicator.name"], 2, "'...' has no letter or digit"),
        (["Tartana", "indicator.name"], 2, "'tartana' is a name of indicator.unit there"),
        (["Sciabecco", "indicator.name", "--file", "no/terms.yaml"], 1, "cannot be written"),
        (["Sciabecco", "indicator.name", "--file", "bad.yaml"], 1, "bad.yaml: unknown section"),
    ],
)
def test_lexicon_add_refuses(
    piao: Run, tmp_path: Path, arguments: list[str], status: int, message: str
) -> None:
    piao("lexicon", "add", "tartana", "indicator.unit")
    (tmp_path / "bad.yaml").write_text("campi: []\n", encoding="utf-8")
    before = {file: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    ran = piao("lexicon", "add", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert message in ran.err
    assert {file: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == before


def test_lexicon_fields(piao: Run) -> None:
    lines = piao("lexicon", "fields").out.splitlines()
    assert "value.target" in [line.split()[0] for line in lines]
    listed = json.loads(piao("lexicon", "fields", "--json").out)
    assert {"field": "objective.title", "label": "Obiettivo"} in listed
    assert len(listed) == len(lines)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with two versions of a plan."""
    file = tmp_path / "piao.db"
    with Store(file) as opened:
        opened.save(make_records("a"), make_document("a"))
        opened.save(make_records("b"), make_document("b"))
    return file


def test_headings_that_want_a_look(piao: Run, store: Path) -> None:
    ran = piao("lexicon", "headings", "--json")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == [
        {
            "heading": "Boh",
            "count": 1,
            "documents": 1,
            "field": None,
            "method": "exact",
            "score": 1.0,
            "example": {
                "file_name": "b.pdf",
                "document_id": "6200000000000000",
                "page": None,
                "table_id": "t1",
                "column": 2,
            },
        }
    ]
    both = json.loads(piao("lexicon", "headings", "a.pdf", "b.pdf", "--json").out)
    assert [(h["count"], h["documents"]) for h in both] == [(2, 2)]
    lines = piao("lexicon", "headings").out.splitlines()
    assert lines[1].split() == ["1", "1", "Boh", "?", "exact", "1", "b.pdf", "t1"]


def test_a_heading_known_to_name_nothing_is_no_longer_listed(piao: Run, store: Path) -> None:
    piao("lexicon", "add", "Boh", "none")
    ran = piao("lexicon", "headings")
    assert (ran.status, ran.out, ran.err) == (0, "", "every heading is understood\n")


PLAN = """\
# Piano degli obiettivi 2023

| Obiettivo | Indicatore | Sciabecco | Valore atteso |
| --- | --- | --- | --- |
| Strade sicure | Buche riparate | 40 | 12 |
| Scuole aperte | Ore di apertura | 50 | 36 |
"""


def test_ingest_takes_the_terms_of_the_working_folder(piao: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    piao("ingest", "plan.md")
    assert [h["heading"] for h in json.loads(piao("lexicon", "headings", "--json").out)] == [
        "Sciabecco"
    ]
    piao("lexicon", "add", "Sciabecco", "indicator.weight")
    ran = piao("ingest", "plan.md", "--refresh")
    assert ran.err.splitlines()[0] == "with the terms of piao-lexicon.yaml"
    assert [i["weight"] for i in json.loads(piao("export").out)["indicators"]] == [40, 50]
    assert json.loads(piao("lexicon", "headings", "--json").out) == []


def test_findings_in_english(piao: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    piao("ingest", "plan.md")
    (italian, *_) = json.loads(piao("findings", "--lang", "it", "--json").out)
    (english, *others) = json.loads(piao("findings", "--lang", "en", "--json").out)
    assert italian["message"] == (
        "Colonna non interpretata: 'Sciabecco'. Il testo resta nella tabella."
    )
    assert english["message"] == "Column not understood: 'Sciabecco'. Its text stays in the table."
    assert json.loads(english["details"]) == {"heading": "Sciabecco"}
    assert json.loads(piao("export", "--lang", "en").out)["findings"] == [english, *others]
    assert "Column not understood" in piao("findings", "--lang", "en").out


def test_export_of_the_surer_records(piao: Run, store: Path) -> None:
    with Store(store) as opened:
        whole = opened.records("6200000000000000")
    sure = json.loads(piao("export", "b.pdf", "--min-confidence", "0,9").out)
    dropped = [v.value_id for v in whole.values if (v.confidence or 1) < 0.9]
    assert [v["value_id"] for v in sure["values"]] == [
        v.value_id for v in whole.values if v.value_id not in dropped
    ]
    assert piao("export", "--min-confidence", "1.5").status == 2


LINES = """\
# Comune di Prova

## Piano degli obiettivi 2023

Obiettivo: Pagare prima

Responsabile: Rossi

Indicatore: Giorni di ritardo

Target: entro il 31/02/2023
"""


def test_a_doubt_outside_of_tables_is_stored(piao: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(LINES, encoding="utf-8")
    assert piao("ingest", "plan.md").status == 0
    found = json.loads(piao("findings", "--json").out)
    assert [(f["code"], f["table_id"]) for f in found] == [("impossible_date", None)]


def test_a_table_is_explained_by_its_columns_and_what_came_of_it(piao: Run) -> None:
    piao("ingest", SAMPLES / "asp_breve.pdf")
    (table,) = json.loads(piao("explain", "table", "asp_breve.pdf", "t1", "--json").out)
    assert (table["page"], table["rows"], table["columns"]) == (1, 6, 5)
    assert table["records"] == {"objectives": 5, "indicators": 5, "values": 5}
    assert [heading["field"] for heading in table["headings"]] == [
        "objective.code",
        "objective.title",
        "indicator.name",
        "value.target",
        "indicator.weight",
    ]
    assert "Valore atteso 2025  value.target" in piao("explain", "table", "asp_breve.pdf", "t1").out
    assert "5 objectives, 5 indicators, 5 values" in piao("explain", "table", "asp_breve.pdf").out
    wrong = piao("explain", "table", "asp_breve.pdf", "t9")
    assert (wrong.status, wrong.err) == (
        2,
        "error: asp_breve.pdf has no table 't9': `piao explain table asp_breve.pdf` lists them\n",
    )


def test_the_first_screen_has_every_command_in_its_group(piao: Run) -> None:
    grouped = [name for _, names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(get_group(app).commands)
    lines = piao("--help").out.splitlines()
    assert "Look, as in: piao show piano.pdf:" in lines
    cut = [line for line in lines[1:] if len(line) > 80 or line.endswith("...")]
    assert cut == []
