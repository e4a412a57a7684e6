"""Scores: one target, files of results, the whole plan."""

from __future__ import annotations

import csv
import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from piao.extractors import extract
from piao.normalizers import normalize
from piao.pipeline.scoring import score
from piao.pipeline.scoring.template import write_template
from piao.pipeline.store import Store
from piao.schema.records import Comparator, Role
from tests.command_line import Run
from tests.plans import digest, make_document
from tests.store.test_store_views import TREE, plan

JUNE = datetime.date(2025, 6, 30)


@pytest.mark.parametrize(
    ("cells", "actual", "percent", "explanation"),
    [
        (
            *("85% | ≥ 90% | +/- 5%", "92%", "100"),
            "atteso ≥ 90 %, conseguito 92, partenza 85, tolleranza 5 %",
        ),
        (
            *("85% | ≥ 90% | +/- 5%", "86%", "100"),
            "atteso ≥ 90 %, conseguito 86, partenza 85, tolleranza 5 %",
        ),
        (
            *(" | ≥ 90 | ± 5", "84", "93.33"),
            "atteso ≥ 90, conseguito 84, tolleranza 5",
        ),
        (
            *("150 | ≥ 200 | 10%", "185", "100"),
            "atteso ≥ 200, conseguito 185, partenza 150, tolleranza 10 %",
        ),
        (
            *("150 | ≥ 200 | 10%", "175", "50"),
            "atteso ≥ 200, conseguito 175, partenza 150, tolleranza 10 %",
        ),
        (
            *(" | ≤ 5% | Può essere > 5% se si riduce il personale", "9%", "20"),
            "atteso ≤ 5 %, conseguito 9, "
            "tolleranza non letta: 'Può essere > 5% se si riduce il personale'",
        ),
        (
            *(" | ≥ 90% | -5%", "86%", "95.56"),
            "atteso ≥ 90 %, conseguito 86, tolleranza non letta: '-5%'",
        ),
        (
            " | Progetto entro il 30.6.2025. Fine lavori entro 15.12.2025 | ",
            *("20.6.2025", None),
            "media di 2 valori attesi: atteso entro il 30/06/2025: manca il consuntivo "
            "(non valutato); atteso entro il 15/12/2025: manca il consuntivo (non valutato)",
        ),
    ],
)
def test_what_a_plan_prints(
    tmp_path: Path,
    cells: str,
    actual: str,
    percent: str | None,
    explanation: str,
) -> None:
    file = tmp_path / "piano.md"
    file.write_text(
        "# Comune di Prova\n\n# Piano della performance 2025\n\n"
        "| Obiettivo | Indicatore | Baseline | Target 2025 | Tolleranza |\n|---|---|---|---|---|\n"
        f"| Accogliere | Richieste accolte | {cells} |\n",
        encoding="utf-8",
    )
    document = extract(file)
    records = normalize(document)
    with Store(":memory:") as store:
        store.save(records, document)
        (indicator,) = records.indicators
        found = score(store, "piano.md", {indicator.indicator_id: actual})
    (row,) = [row for row in found.rows if row.record == "indicator"]
    assert row.percent == (None if percent is None else Decimal(percent))
    assert row.explanation == explanation
    assert [finding.code for finding in records.findings] == []


@pytest.mark.parametrize(
    ("comparator", "printed", "percent"),
    [
        (Comparator.BY, "Del. n. 12 del 15/06/2025", "100"),
        (Comparator.BY, "1 luglio", "0"),
        (Comparator.YES_NO, "Sì", "100"),
        (Comparator.GE, "45 %", "50"),
        (Comparator.GE, "12 o 14", None),
    ],
)
def test_a_result_that_the_plan_prints(
    location: str, comparator: Comparator, printed: str, percent: str | None
) -> None:
    target = {"comparator": comparator, "value": Decimal(90), "unit": "%", "due_date": JUNE}
    records = plan(
        TREE[:1],
        [("a", "o", None)],
        [
            {"indicator_id": "a", "role": Role.TARGET, **target},
            {
                "indicator_id": "a",
                "role": Role.ACTUAL,
                "comparator": Comparator.TEXT,
                "raw": printed,
            },
        ],
    )
    with Store(location) as store:
        store.save(records, make_document("v"))
        found = score(store, digest("v")[:16])
    assert found.percent == (None if percent is None else Decimal(percent))


def targets(*figures: str) -> list[dict[str, Any]]:
    common = {"role": Role.TARGET, "comparator": Comparator.GE, "year": 2025}
    return [
        {**common, "indicator_id": name, "value": Decimal(figure)}
        for name, figure in zip("abc", figures, strict=False)
    ]


def test_the_whole_plan(location: str) -> None:
    records = plan(
        [("o", None, None, "40"), ("p", None, None, "60")],
        [("a", "o", "50"), ("b", "o", "50"), ("c", "p", None), ("d", None, None)],
        targets("10", "10", "10"),
    )
    with Store(location) as store:
        store.save(records, make_document("v"))
        found = score(store, digest("v")[:16], {"a": "5", "c": "10", "x": "1"})
    assert [(r.record_id, r.percent, r.coverage) for r in found.rows] == [
        ("o", Decimal(50), Decimal("0.5")),
        ("a", Decimal(50), Decimal(1)),
        ("b", None, Decimal(0)),
        ("p", Decimal(100), Decimal(1)),
        ("c", Decimal(100), Decimal(1)),
        ("d", None, Decimal(0)),
    ]
    # a weighs 20, b 20 without a result, c 60
    assert (found.percent, found.coverage) == (Decimal("87.5"), Decimal("0.8"))
    assert found.problems == ("nessun indicatore 'x' nel piano",)


@pytest.mark.parametrize(
    ("weights", "explanations", "coverage"),
    [
        (("60", "40"), ("", ""), "1"),
        (
            ("30", "10"),
            (
                "peso 30 su 100: i pesi del livello sommano a 40",
                "peso 10 su 100: i pesi del livello sommano a 40",
            ),
            "0.4",
        ),
        (
            ("15", "5"),
            ("peso 15 su 20, quello dell'obiettivo", "peso 5 su 20, quello dell'obiettivo"),
            "1",
        ),
        (
            ("90", "30"),
            (
                "peso 90 su 120: i pesi del livello sommano a 120",
                "peso 30 su 120: i pesi del livello sommano a 120",
            ),
            "1",
        ),
        (("100", None), ("", "senza peso: non conta nel totale"), "1"),
    ],
)
def test_how_weights_are_held_is_explained(
    location: str,
    weights: tuple[str, str | None],
    explanations: tuple[str, str],
    coverage: str,
) -> None:
    records = plan(
        [("o", None, None, "20"), ("p", None, None, "80")],
        [("a", "o", weights[0]), ("b", "o", weights[1])],
        targets("10", "10"),
    )
    with Store(location) as store:
        store.save(records, make_document("v"))
        found = score(store, digest("v")[:16], {"a": "10", "b": "5"})
    rows = {row.record_id: row for row in found.rows}
    assert (rows["o"].coverage, rows["p"].explanation) == (
        Decimal(coverage),
        "nessun indicatore lo misura",
    )
    assert found.coverage == Decimal("0.2") * Decimal(coverage)
    held = [
        "; ".join(filter(None, (reached, explanation)))
        for reached, explanation in zip(
            ("atteso ≥ 10, conseguito 10", "atteso ≥ 10, conseguito 5"), explanations, strict=True
        )
    ]
    assert [rows[name].explanation for name in "ab"] == held


def test_a_plan_whose_weights_are_less_than_the_whole(location: str) -> None:
    records = plan(
        [("o", None, "A", "40"), ("p", None, "B", "20")], [("a", "o", None)], targets("10")
    )
    with Store(location) as store:
        store.save(records, make_document("v"))
        found = score(store, digest("v")[:16], {"a": "10"})
    assert (found.percent, found.coverage) == (Decimal(100), Decimal("0.4"))


EQUAL = (
    "Obiettivi di primo livello senza peso accanto ad altri con peso: {}; "
    "si dividono in parti uguali un 100 per struttura"
)
SHORT = (
    "Pesi di primo livello che sommano a meno di 100 restano come stampati: un settore e i "
    "suoi servizi possono dividersi un solo 100; dove nemmeno insieme lo fanno è un "
    "rilievo (weights_of_unit)"
)


@pytest.mark.parametrize(
    ("weights", "notes"),
    [
        ({"A": ("60", "40"), "B": ("100",)}, ()),
        ({"A": (None,), "B": (None, None)}, ()),
        ({"A": ("60", "40"), "B": ("100",), "C": (None, None)}, (EQUAL.format(2),)),
        ({"A": ("50",), "B": ("50",), "C": ("91", "9")}, (SHORT,)),
        ({"A": ("50",), "B": ("100",), "C": (None,)}, (EQUAL.format(1), SHORT)),
    ],
)
def test_how_the_top_weights_are_held_is_said(
    weights: dict[str, tuple[str | None, ...]], notes: tuple[str, ...]
) -> None:
    objectives = [
        (f"{unit}{number}", None, unit, weight)
        for unit, group in weights.items()
        for number, weight in enumerate(group)
    ]
    with Store(":memory:") as store:
        store.save(plan(objectives, [("a", "A0", None)], targets("10")), make_document("v"))
        found = score(store, digest("v")[:16])
    assert found.notes == notes


def test_commands(piao: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "piao.db") as store:
        store.save(plan(TREE[:1], [("a", "o", None)], targets("10")), make_document("v"))
    document = digest("v")[:16]
    assert piao("score", document, "--template", "t.csv").status == 0
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "id;struttura;obiettivo;indicatore;descrizione;valore atteso;unità;verso;scadenza;peso;"
        "anno;pagina;consuntivo",
        "a;SUAP;o;a;;x;;crescere;;;2025;;",
    ]
    (tmp_path / "t.csv").write_text(f"{lines[0]}\n{lines[1]}8\n", encoding="utf-8")
    hint = f"no results: `piao score {document} --template FILE` writes a file to fill in\n"
    assert piao("score", document).err == hint
    ran = piao("score", document, "--actuals", "t.csv")
    text = ran.out
    assert ran.err == ""
    assert "◦ a: 80 %" in text
    assert "expected ≥ 10, reached 8" in text
    text = piao("score", document, "--actuals", "t.csv", "--lang", "it").out
    assert "atteso ≥ 10, conseguito 8" in text
    found = json.loads(piao("score", document, "--actuals", "t.csv", "--format", "json").out)
    assert found["rows"][1]["explanation"] == "atteso ≥ 10, conseguito 8"
    assert [(row["record_id"], row["percent"]) for row in found["rows"]] == [
        ("o", 80),
        ("a", 80),
    ]
    lines = piao("score", document, "--actuals", "t.csv", "--format", "csv").out.splitlines()
    assert [line.split(",")[:1] + line.split(",")[7:9] for line in lines] == [
        ["record", "percent", "coverage"],
        ["objective", "80.00", "1.000000"],
        ["indicator", "80.00", "1"],
        ["plan", "80.00", "1.000000"],
    ]
    assert piao("score", "niente.pdf").status == 1
    assert piao("score", document, "--actuals", "manca.csv").status == 1
    for options in ([], ["--template", "n.csv"]):
        ran = piao("score", document, "--year", "1999", *options)
        assert (ran.status, ran.err) == (2, "error: v.pdf has no indicators for 1999\n")


TWO_DATES = """# Comune di Prova

# Piano della performance 2025

| Unità organizzativa | Obiettivo | Indicatore | Target 2025 |
|---|---|---|---|
| Settore Tecnico | Palestra | Lavori | Progetto entro il 30.6.2025. Lavori entro il 31.12.2025 |
| Settore Tecnico | Pagare in tempo | Fatture pagate | 55 % |
| Settore Affari | Calare le attese | Giorni di attesa | 55 % |
"""


@pytest.mark.parametrize(
    ("first", "second", "percent", "coverage", "explanation"),
    [
        (
            *("20/06/2025", "15/01/2026", "50.00", "1"),
            "atteso entro il 30/06/2025, fatto il 20/06/2025 (100 %); "
            "atteso entro il 31/12/2025, fatto il 15/01/2026, 15 giorni dopo (0 %)",
        ),
        (
            *("20/06/2025", "", "100.00", "0.5"),
            "atteso entro il 30/06/2025, fatto il 20/06/2025 (100 %); "
            "atteso entro il 31/12/2025: manca il consuntivo (non valutato)",
        ),
        (
            *("", "", None, "0"),
            "atteso entro il 30/06/2025: manca il consuntivo (non valutato); "
            "atteso entro il 31/12/2025: manca il consuntivo (non valutato)",
        ),
    ],
)
def test_a_template_is_read_back(
    tmp_path: Path,
    *,
    first: str,
    second: str,
    percent: str | None,
    coverage: str,
    explanation: str,
) -> None:
    (tmp_path / "piano.md").write_text(TWO_DATES, encoding="utf-8")
    document = extract(tmp_path / "piano.md")
    template = tmp_path / "t.csv"
    with Store(":memory:") as store:
        store.save(normalize(document), document)
        assert write_template(store, "piano.md", template) == 4
        lines = list(csv.reader(template.read_text("utf-8-sig").splitlines(), delimiter=";"))
        given = ("id", "struttura", "indicatore", "verso", "scadenza")
        places = [lines[0].index(name) for name in given]
        i = document.document_id
        assert [[line[place] for place in places] for line in lines[1:]] == [
            [f"{i}-v1", "Settore Tecnico", "Lavori", "", "30/06/2025"],
            [f"{i}-v2", "Settore Tecnico", "Lavori", "", "31/12/2025"],
            [f"{i}-i2", "Settore Tecnico", "Fatture pagate", "", ""],
            [f"{i}-i3", "Settore Affari", "Giorni di attesa", "", ""],
        ]
        verso = places[3]
        for line, result, way in zip(
            lines[1:], (first, second, "44 %", "60 %"), ("", "", "crescere", "calare"), strict=True
        ):
            line[-1], line[verso] = result, way
        template.write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
        found = score(store, "piano.md", template)
    assert found.problems == ()
    rows = [row for row in found.rows if row.record == "indicator"]
    assert [row.percent for row in rows] == [
        None if percent is None else Decimal(percent),
        Decimal(80),
        Decimal("90.91"),
    ]
    assert rows[0].coverage == Decimal(coverage)
    assert rows[0].explanation == f"media di 2 valori attesi: {explanation}"
    assert rows[1].explanation == "atteso 55 %, conseguito 44, inteso come almeno"


def test_a_template_never_replaces_a_file_unasked(piao: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "piao.db") as store:
        store.save(plan(TREE[:1], [("a", "o", None)], targets("10")), make_document("v"))
    command = ("score", digest("v")[:16], "--template", "t.csv")
    (tmp_path / "t.csv").write_text("id;consuntivo\na;8\n", encoding="utf-8")
    ran = piao(*command)
    assert ran.status == 2
    assert "t.csv exists and may be filled in: give another name, or --force" in ran.err
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "id;consuntivo\na;8\n"
    assert piao(*command, "--force").status == 0
    assert (
        (tmp_path / "t.csv").read_text(encoding="utf-8-sig").startswith("id;struttura;obiettivo;")
    )


def test_a_file_where_a_folder_is_due(piao: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "piao.db") as store:
        store.save(plan(TREE[:1], [("a", "o", None)], targets("10")), make_document("v"))
    (tmp_path / "json").write_text("", encoding="utf-8")
    ran = piao("score", digest("v")[:16], "--out", "json/x.out")
    assert (ran.status, ran.err.splitlines()[-1]) == (
        1,
        "error: json/x.out cannot be written: Not a directory",
    )
