"""A plan beside the report on its year: pairs, results, what one of the two does not have."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from piao.extractors import extract
from piao.normalizers import normalize
from piao.pipeline.scoring import Score, score
from piao.pipeline.scoring.reported import Reported, Status
from piao.pipeline.store import Store
from piao.schema.document import Document
from piao.schema.errors import UnknownDocumentError, UsageError
from piao.schema.records import Records
from tests.command_line import Run

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests" / "fixtures" / "reports"
JOINS: dict[str, dict[str, Any]] = yaml.safe_load(
    (REPORTS / "joins.yaml").read_text(encoding="utf-8")
)
DOUBTFUL = {
    "valdarda_codici.md": {"OS4 Procedure di mediazione gestite": "Mediazioni avviate"},
    "acque_titoli.docx": {
        "OS.2 Istanze pendenti da oltre 180 giorni": "Istanze pendenti da più di 180 giorni"
    },
}
"""What is right and not sure: shown, not scored."""


@cache
def read(path: Path) -> tuple[Records, Document]:
    document = extract(path)
    return normalize(document), document


def save(store: Store, *paths: Path) -> None:
    for path in paths:
        store.save(*read(path))


def keys(records: Records) -> dict[str, str]:
    """Each indicator by the code of its objective and its name, as in `joins.yaml`."""
    codes = {objective.objective_id: objective.code for objective in records.objectives}
    return {
        indicator.indicator_id: f"{codes[indicator.objective_id or '']} {indicator.name}"
        for indicator in records.indicators
    }


@pytest.mark.parametrize("name", JOINS)
def test_what_a_report_says_of_each_promise(name: str) -> None:
    truth = JOINS[name]
    plan = ROOT / truth["plan"]
    with Store(":memory:") as store:
        save(store, plan, REPORTS / name)
        found = score(store, plan.name, report=name)
    called = keys(read(plan)[0])
    report = found.report
    assert report is not None
    doubtful = DOUBTFUL.get(name, {})
    lines = {called[line.record_id or ""]: line for line in report.lines if line.record_id}
    assert {key: line.result for key, line in lines.items()} == truth["results"]
    assert {
        key: line.report_title for key, line in lines.items() if line.status is Status.DOUBTFUL
    } == doubtful
    scored = {key for key, result in truth["results"].items() if result and key not in doubtful}
    assert {called[key] for key in report.actuals} == scored
    assert [line.report_title for line in report.of(Status.UNPLANNED)] == truth["unplanned"]
    others = [key for key, line in lines.items() if line.report_target is not None]
    assert others == truth["other_targets"]
    degrees = {key: line.declared for key, line in lines.items()}
    assert {key: degrees[key] for key in truth["achievements"]} == truth["achievements"]
    assert report.problems == ()


HEAD = "# {entity}\n\n# {title}\n\n"
PLAN = HEAD.format(entity="Comune di Prova", title="Piano della performance 2025") + (
    "| Cod. | Obiettivo | Indicatore | Baseline | Target 2025 |\n|---|---|---|---|---|\n"
)
REPORT = "Relazione sulla performance 2025"


def table(*rows: str, entity: str = "Comune di Prova", title: str = REPORT) -> str:
    head = "| Obiettivo | Indicatore | Target 2025 | Consuntivo 2025 |\n|---|---|---|---|\n"
    lines = "".join(f"| {row} |\n" for row in rows)
    return f"{HEAD.format(entity=entity, title=title)}{head}{lines}"


ROW = "1 | Pagare prima | Giorni medi di pagamento | 40 | ≤ 30 giorni"
TOLD = "Pagare prima | Giorni medi di pagamento | ≤ 30 giorni | 28 giorni"


def held(tmp_path: Path, plan: str, report: str, **options: Any) -> Score:
    """The score of a plan of these rows with this report."""
    for name, text in (("piano.md", PLAN + f"| {plan} |\n"), ("relazione.md", report)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    with Store(":memory:") as store:
        save(store, tmp_path / "piano.md", tmp_path / "relazione.md")
        return score(store, "piano.md", report="relazione.md", **options)


def only(found: Score) -> tuple[str | None, str]:
    """Percent and explanation of the one indicator."""
    (row,) = [row for row in found.rows if row.record == "indicator"]
    return (None if row.percent is None else f"{row.percent.normalize():f}"), row.explanation


@pytest.mark.parametrize(
    ("plan", "report", "percent", "explanation"),
    [
        (ROW, TOLD, "100", "atteso ≤ 30 giorni, conseguito 28, partenza 40"),
        (
            ROW,
            "Pagare prima | Giorni medi di pagamento | ≤ 45 giorni | 35 giorni",
            "50",
            "atteso ≤ 30 giorni, conseguito 35, partenza 40; "
            "il piano diceva ≤ 30 giorni, la relazione dice ≤ 45 giorni",
        ),
        (
            ROW,
            "Pagare prima | Giorni medi di pagamento | 30 | 28",
            "100",
            "atteso ≤ 30 giorni, conseguito 28, partenza 40",
        ),
        (
            ROW,
            "Pagare prima | Giorni medi di pagamento | ≤ 30 giorni | 4%",
            None,
            "unità diverse: atteso in 'giorni', conseguito in '%'",
        ),
        (
            ROW,
            "Pagare prima | Giorni medi di pagamento | ≤ 30 giorni | ",
            None,
            "manca il consuntivo; la relazione lo nomina senza risultato",
        ),
        (
            ROW,
            "Accogliere | Richieste di cittadini | ≥ 3 | 4",
            None,
            "manca il consuntivo; la relazione non ne parla",
        ),
        (
            "1 | Palestra | Lavori | | Progetto entro il 30.6.2025. Lavori entro il 31.12.2025",
            "Palestra | Lavori | | 20/6/2025",
            None,
            "media di 2 valori attesi: atteso entro il 30/06/2025: manca il consuntivo "
            "(non valutato); atteso entro il 31/12/2025: manca il consuntivo (non valutato); "
            "2 valori attesi nel piano e un risultato nella relazione: indicarli con --actuals",
        ),
        (
            "1 | Mediare fra cittadini | Procedure di mediazione gestite | | ≥ 80",
            "Mediare fra cittadini | Mediazioni avviate | 90 | 77",
            None,
            "manca il consuntivo; forse è 'Mediazioni avviate' della relazione: testo solo simile",
        ),
    ],
)
def test_what_is_scored_and_what_is_said(
    tmp_path: Path, plan: str, report: str, percent: str | None, explanation: str
) -> None:
    text = table(report, "Altro | Cosa del tutto diversa | 1 | 1")
    assert only(held(tmp_path, plan, text)) == (percent, explanation)


def test_one_name_under_two_objectives_of_one_name_is_not_guessed(tmp_path: Path) -> None:
    rows = (TOLD, TOLD.replace("28", "33"))
    report = held(tmp_path, f"{ROW} |\n| {ROW.replace('1', '2', 1)}", table(*rows)).report
    assert isinstance(report, Reported)
    assert report.actuals == {}
    assert report.counts == {Status.DOUBTFUL: 2}


def test_what_a_person_hands_in_counts_before_the_report(tmp_path: Path) -> None:
    (tmp_path / "consuntivo.csv").write_text(
        "indicatore;consuntivo\nGiorni medi di pagamento;35 giorni\n", encoding="utf-8"
    )
    found = held(tmp_path, ROW, table(TOLD), actuals=tmp_path / "consuntivo.csv")
    assert only(found) == ("50", "atteso ≤ 30 giorni, conseguito 35, partenza 40")


@pytest.mark.parametrize(
    ("report", "message"),
    [
        (
            table(TOLD, entity="Comune di Altrove"),
            "relazione.md is of 'Comune di Altrove', piano.md of 'Comune di Prova': name the "
            "report of the same administration, or say whose it is, "
            "`piao set relazione.md --entity 'Comune di Prova'`",
        ),
        (
            table(TOLD, title="Relazione sulla performance 2024"),
            "relazione.md is on 2024, piano.md is scored for 2025: name the report on 2025, score "
            "another year with --year, or say that it is on 2025, "
            "`piao set relazione.md --year 2025`",
        ),
        (
            table(TOLD.replace("28 giorni", "")),
            "relazione.md prints no results of 2025: is it the report? "
            "`piao show relazione.md` shows what was read of it, with --form how",
        ),
    ],
)
def test_a_report_that_is_not_that_of_the_plan(tmp_path: Path, report: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        held(tmp_path, ROW, report)
    assert str(raised.value) == message


def test_a_plan_is_no_report_of_itself() -> None:
    plan = ROOT / "samples" / "asp_breve.pdf"
    with Store(":memory:") as store:
        save(store, plan)
        with pytest.raises(UsageError, match=r"asp_breve\.pdf is the plan itself"):
            score(store, plan.name, report=plan.name)
        with pytest.raises(UnknownDocumentError, match=r"no document 'relazione\.pdf'"):
            score(store, plan.name, report="relazione.pdf")


def test_a_plan_that_prints_results_is_named(tmp_path: Path) -> None:
    found = held(tmp_path, ROW, table(TOLD, title="Piano della performance 2025"))
    assert found.report is not None
    assert found.report.problems == (
        "letto come documento di tipo performance_plan: se è la relazione, "
        "`piao set relazione.md --kind performance_report`",
    )


def test_the_store_gives_the_same(location: str) -> None:
    plan, report = ROOT / "samples" / "parco_2025.pdf", REPORTS / "parco_tabella.pdf"
    with Store(":memory:") as store:
        save(store, plan, report)
        expected = score(store, plan.name, report=report.name)
    with Store(location) as store:
        save(store, plan, report)
        assert score(store, plan.name, report=report.name) == expected


@pytest.fixture
def park(piao: Run, tmp_path: Path) -> str:
    """A store with the park's plan and report; gives the report's id."""
    report = REPORTS / "parco_tabella.pdf"
    with Store(tmp_path / "piao.db") as store:
        save(store, ROOT / "samples" / "parco_2025.pdf", report)
    return read(report)[0].document.document_id


COMMAND = ("score", "parco_2025.pdf", "--report", "parco_tabella.pdf", "--format")


def test_what_is_for_a_person_to_decide(piao: Run, tmp_path: Path) -> None:
    plan = ROOT / JOINS["valdarda_codici.md"]["plan"]
    with Store(tmp_path / "piao.db") as store:
        save(store, plan, REPORTS / "valdarda_codici.md")
    lines = piao(
        "score", plan.name, "--report", "valdarda_codici.md", "--lang", "it"
    ).out.splitlines()
    start = lines.index("Da confermare, non valutato: 1")
    assert lines[start + 1].split(" [")[0] == (
        "  Diffondere la cultura della legalità e della giustizia alternativa › "
        "Procedure di mediazione gestite"
    )
    assert lines[start + 1].split("], ")[1] == (
        "somiglianza 0,68: forse è 'Mediazioni avviate' della relazione: "
        "unici rimasti nello stesso obiettivo, '77'"
    )


def test_for_programs(piao: Run, park: str) -> None:
    found = json.loads(piao(*COMMAND, "json").out)
    assert found["report"]["counts"] == {
        "reported": 8, "declared": 1, "doubtful": 0, "unreported": 1, "unplanned": 1,
    }  # fmt: skip
    (line,) = [line for line in found["report"]["lines"] if line["result"] == "71 giorni"]
    place = {"page": 1, "table_id": f"{park}-t1", "row": 4, "column": 5}
    assert {name: line[name] for name in place} == place
    assert line["report_target"] == "non più di 90 giorni"
    assert found["percent"] == 91.14


def test_for_tables(piao: Run, park: str, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(piao(*COMMAND, "csv").out)))
    told = [
        (row["report_status"], row["report_result"], row["percent"])
        for row in rows
        if row["report_status"] not in ("", "reported")
    ]
    assert told == [("unreported", "", ""), ("declared", "", ""), ("unplanned", "15", "")]
    assert [row["record"] for row in rows[-2:]] == ["indicator", "plan"]
    assert piao(*COMMAND, "xlsx", "--out", "s.xlsx").status == 0
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx")["Valutazione"]
    heading, *lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (wolf,) = [line for line in lines if line[heading.index("Nella relazione")] == "non nel piano"]
    assert wolf[12:] == [
        *("non nel piano", "Transetti percorsi nell'anno", None, "15", "100%", None, 2),
        *(f"{park}-t1", 11, 6),
    ]


def test_a_report_with_words_around_its_tables_is_no_file_of_results(
    piao: Run, tmp_path: Path
) -> None:
    head = HEAD.format(entity="Comune di Prova", title=REPORT)
    text = "## Pagare prima\n\n| Indicatore | Consuntivo |\n|---|---|\n| Giorni medi | 28 |\n"
    (tmp_path / "relazione.md").write_text(f"{head}{text}", encoding="utf-8")
    assert piao("ingest", "relazione.md").status == 0
