"""Scores: one target, files of results, the whole plan."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from piao.extractors import extract
from piao.normalizers import normalize
from piao.pipeline.scoring import score
from piao.pipeline.scoring.actuals import read_actual
from piao.pipeline.scoring.measuring import Goal, achievement
from piao.pipeline.store import Store
from piao.schema.records import Comparator, Role
from tests.command_line import Run
from tests.plans import digest, make_document
from tests.test_store_views import TREE, plan

JUNE = datetime.date(2025, 6, 30)


def goal(comparator: str | None, *figures: str, **others: Any) -> Goal:
    """A goal of a target, a target_max and a baseline, '' for none."""
    names = ("target", "target_max", "baseline")
    given: dict[str, Any] = {n: Decimal(f) for n, f in zip(names, figures, strict=False) if f}
    return Goal(comparator=Comparator(comparator) if comparator else None, **given, **others)


DAYS = {"tolerance": Decimal(10), "tolerance_unit": "giorni", "tolerance_raw": "10 giorni"}
FIVE_PERCENT = {"tolerance": Decimal(5), "tolerance_unit": "%", "tolerance_raw": "5%"}


@pytest.mark.parametrize(
    ("target", "actual", "percent", "explanation"),
    [
        (goal("ge", "90", unit="%"), "95 %", "100", "atteso ≥ 90 %, conseguito 95"),
        (goal("ge", "90", unit="%"), "45", "50", "atteso ≥ 90 %, conseguito 45"),
        (goal("ge", "90", "", "80"), "85", "50", "atteso ≥ 90, conseguito 85, partenza 80"),
        (goal("ge", "90", "", "80"), "70", "0", "atteso ≥ 90, conseguito 70, partenza 80"),
        (goal("ge", "90", "", "95"), "45", "50", "atteso ≥ 90, conseguito 45, partenza 95"),
        (goal("gt", "1200"), "1.500,5", "100", "atteso > 1.200, conseguito 1.500,5"),
        (goal("le", "10"), "15", "50", "atteso ≤ 10, conseguito 15"),
        (goal("le", "10"), "25", "0", "atteso ≤ 10, conseguito 25"),
        (goal("le", "10", "", "30"), "15", "75", "atteso ≤ 10, conseguito 15, partenza 30"),
        (goal("lt", "0", "", "20"), "5", "75", "atteso < 0, conseguito 5, partenza 20"),
        (goal("le", "0"), "-3", "100", "atteso ≤ 0, conseguito -3"),
        (goal("le", "0"), "3", "0", "atteso ≤ 0, conseguito 3"),
        (goal("between", "10", "20"), "12", "100", "atteso tra 10 e 20, conseguito 12"),
        (goal("between", "10", "20"), "25", "75", "atteso tra 10 e 20, conseguito 25"),
        (goal("between", "10", "20"), "5", "50", "atteso tra 10 e 20, conseguito 5"),
        (goal("eq", "80"), "80", "100", "atteso 80, conseguito 80"),
        (goal("eq", "80", "", "60"), "90", "100", "atteso 80, conseguito 90, partenza 60"),
        (goal("eq", "80", "", "60"), "70", "50", "atteso 80, conseguito 70, partenza 60"),
        (
            goal("eq", "80"),
            "70",
            None,
            "atteso 80, conseguito 70: senza partenza non si sa se è meglio crescere o calare",
        ),
        (
            goal("ge", "200", **FIVE_PERCENT),
            "190",
            "100",
            "atteso ≥ 200, conseguito 190, tolleranza 5 %",
        ),
        (
            goal("ge", "90", unit="%", **DAYS),
            "85",
            "94.44",
            "atteso ≥ 90 %, conseguito 85, tolleranza non letta: '10 giorni'",
        ),
        (goal("ge", "220000"), "219.999,99", "99.99", "atteso ≥ 220.000, conseguito 219.999,99"),
        (
            goal("by", due_date=JUNE),
            "30/06/2025",
            "100",
            "atteso entro il 30/06/2025, fatto il 30/06/2025",
        ),
        (
            goal("by", due_date=JUNE),
            "1 luglio 2025",
            "0",
            "atteso entro il 30/06/2025, fatto il 01/07/2025, 1 giorno dopo",
        ),
        (
            goal("by", due_date=JUNE, **FIVE_PERCENT),
            "2 luglio 2025",
            "0",
            "atteso entro il 30/06/2025, fatto il 02/07/2025, 2 giorni dopo, "
            "tolleranza non letta: '5%'",
        ),
        (
            goal("by", due_date=JUNE, **DAYS),
            "1 luglio 2025",
            "100",
            "atteso entro il 30/06/2025, fatto il 01/07/2025, 1 giorno dopo, tolleranza 10 giorni",
        ),
        (goal("by", due_date=JUNE), "sì", "100", "atteso entro il 30/06/2025, fatto: sì"),
        (
            goal("by", due_date=JUNE),
            "12",
            None,
            "atteso entro il 30/06/2025: serve una data, non '12'",
        ),
        (
            goal("by", due_date=JUNE),
            "Del. n. 12 del 15/06/2025",
            "100",
            "atteso entro il 30/06/2025, fatto il 15/06/2025 (da 'Del. n. 12 del 15/06/2025')",
        ),
        (
            goal("by", due_date=JUNE),
            "approvato con DGC 45/2025 del 3 luglio 2025",
            "0",
            "atteso entro il 30/06/2025, fatto il 03/07/2025 "
            "(da 'approvato con DGC 45/2025 del 3 luglio 2025'), 3 giorni dopo",
        ),
        (
            goal("by", due_date=JUNE),
            "giugno 2025",
            "100",
            "atteso entro il 30/06/2025, fatto entro il 30/06/2025 (da 'giugno 2025')",
        ),
        (
            goal("by", due_date=datetime.date(2025, 6, 15)),
            "giugno 2025",
            None,
            "atteso entro il 15/06/2025: serve il giorno, non 'giugno 2025'",
        ),
        (
            goal("yes_no"),
            "DGC 45 del 3/3/2025",
            "100",
            "fatto il 03/03/2025 (da 'DGC 45 del 3/3/2025')",
        ),
        (
            goal("ge", "90"),
            "Det. n. 95 del 15/06/2025",
            None,
            "serve un numero, non 'Det. n. 95 del 15/06/2025'",
        ),
        (goal("ge", "90"), "30/06/2025", None, "serve un numero, non '30/06/2025'"),
        (goal("ge", "90"), "almeno 95", None, "serve un numero, non 'almeno 95'"),
        (
            goal("le", "30", unit="giorni"),
            "20 %",
            None,
            "unità diverse: atteso in 'giorni', conseguito in '%'",
        ),
        (
            goal("ge", "90", unit="%"),
            "0,85",
            None,
            "0,85 per un valore atteso in %: scrivere 85 % o 0,85 %",
        ),
        (goal("ge", "90", unit="%"), "0,85 %", "0.94", "atteso ≥ 90 %, conseguito 0,85"),
        (goal("le", "0", unit="%"), "0,5", "0", "atteso ≤ 0 %, conseguito 0,5"),
        (goal("ge", "10"), "=6+7", None, "serve un numero, non '=6+7'"),
        (goal("ge", "10"), "@13", None, "serve un numero, non '@13'"),
        (goal("ge", "10"), "6+7", None, "serve un numero, non '6+7'"),
        (goal("ge", "10"), "12 o 14", None, "serve un numero, non '12 o 14'"),
        (goal("ge", "10"), "+13", "100", "atteso ≥ 10, conseguito 13"),
        (goal("ge", "80"), "80 % (8 su 10)", "100", "atteso ≥ 80, conseguito 80"),
        (goal("ge", "3", unit="N."), "3 schede", "100", "atteso ≥ 3 N., conseguito 3"),
        (
            goal("ge", "200", unit="numero"),
            "150 chiamate",
            "75",
            "atteso ≥ 200 numero, conseguito 150",
        ),
        (
            goal("ge", "3", unit="N. di schede"),
            "3 Schede",
            "100",
            "atteso ≥ 3 N. di schede, conseguito 3",
        ),
        (
            goal("ge", "3", unit="N."),
            "3 %",
            None,
            "unità diverse: atteso in 'N.', conseguito in '%'",
        ),
        (
            goal("ge", "3", unit="N. schede"),
            "3 incontri",
            None,
            "unità diverse: atteso in 'N. schede', conseguito in 'incontri'",
        ),
        (goal("yes_no"), "Sì", "100", "fatto: sì"),
        (goal("yes_no"), "non realizzato", "0", "fatto: no"),
        (goal("yes_no"), "12", None, "serve sì o no, non '12'"),
        (goal("ge", "90"), "", None, "manca il consuntivo"),
        (goal("text"), "buono", None, "il valore atteso è qualitativo"),
        (
            *(goal("text", unit="%"), "36", None),
            "il valore atteso è una variazione, non un livello",
        ),
        (goal("reference"), "12", None, "il valore atteso è definito altrove"),
        (goal(None), "12", None, "il piano non dà un valore atteso"),
    ],
)
def test_achievement(target: Goal, actual: str, percent: str | None, explanation: str) -> None:
    found = achievement(target, read_actual(actual))
    assert found.percent == (None if percent is None else Decimal(percent))
    assert found.explanation == explanation


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
            *("20.6.2025", None, "più valori attesi (2): uno solo si può valutare"),
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


def test_commands(piao: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "piao.db") as store:
        store.save(plan(TREE[:1], [("a", "o", None)], targets("10")), make_document("v"))
    document = digest("v")[:16]
    assert piao("score", document, "--template", "t.csv").status == 0
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "id;obiettivo;indicatore;valore atteso;unità;consuntivo",
        "a;o;a;x;;",
    ]
    (tmp_path / "t.csv").write_text(f"{lines[0]}\n{lines[1]}8\n", encoding="utf-8")
    hint = f"no results: `piao score {document} --template FILE` writes a file to fill in\n"
    assert piao("score", document).err == hint
    ran = piao("score", document, "--actuals", "t.csv")
    text = ran.out
    assert ran.err == ""
    assert "◦ a: 80 %" in text
    assert "atteso ≥ 10, conseguito 8" in text
    found = json.loads(piao("score", document, "--actuals", "t.csv", "--format", "json").out)
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
    assert (tmp_path / "t.csv").read_text(encoding="utf-8-sig").startswith("id;obiettivo;")


def test_a_file_where_a_folder_is_due(piao: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "piao.db") as store:
        store.save(plan(TREE[:1], [("a", "o", None)], targets("10")), make_document("v"))
    (tmp_path / "json").write_text("", encoding="utf-8")
    ran = piao("score", digest("v")[:16], "--out", "json/x.out")
    assert (ran.status, ran.err.splitlines()[-1]) == (
        1,
        "error: json/x.out cannot be written: Not a directory",
    )
