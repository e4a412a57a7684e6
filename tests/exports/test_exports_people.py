"""What people open in a spreadsheet or a browser: Italian, typed, and harmless in every format."""

from __future__ import annotations

import csv
import datetime
import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from piao.pipeline.exports import formats, writer
from piao.pipeline.exports.writing.rows import FORMULA_STARTS, NUMBER
from piao.pipeline.store import Store
from piao.schema.document import Cell, Table
from piao.schema.findings import make_finding
from piao.schema.records import (
    Comparator,
    DocumentRecord,
    Indicator,
    Level,
    Objective,
    Records,
    Role,
    Value,
)
from tests.command_line import Run
from tests.plans import TABLE, digest, make_document

HOSTILE = "=HYPERLINK(\"x\")<b>;=1+1\n@x,=2\t+cmd|' /C calc'!A0</script><script>"


def plan(name: str, year: int, text: str, *, weight: str, day: str) -> Records:
    """A plan of one objective with one indicator, `text` wherever a document may say anything."""
    document_id = digest(name)[:16]
    objective = Objective(
        objective_id=f"{document_id}-o0",
        document_id=document_id,
        position=0,
        level=Level.OPERATIONAL,
        code="1.1",
        title=f"Pagare prima {text}".strip(),
        weight=Decimal(weight),
        due_date=datetime.date.fromisoformat(day),
        responsible=text or "Ragioneria",
        org_unit=text or None,
        page=3,
    )
    indicator = Indicator(
        indicator_id=f"{document_id}-i0",
        document_id=document_id,
        objective_id=objective.objective_id,
        position=0,
        name=text or "Ritardo medio",
        unit=text or None,
        weight=Decimal("12.5"),
    )
    value = Value(
        value_id=f"{document_id}-v0",
        document_id=document_id,
        indicator_id=indicator.indicator_id,
        position=0,
        role=Role.TARGET,
        raw=text or "almeno 8,5",
        comparator=Comparator.TEXT if text else Comparator.GE,
        value=None if text else Decimal("8.5"),
        year=year,
    )
    return Records(
        document=DocumentRecord(
            document_id=document_id, sha256=digest(name), file_name=f"{text or name}.pdf",
            entity_name=text or "Comune di Prova", title=text or None, year=year,
        ),
        objectives=(objective,),
        indicators=(indicator,),
        values=(value,),
        findings=(make_finding(document_id, 0, "impossible_date", raw=text or "31/02", page=1),),
    )  # fmt: skip


def save(folder: Path, *plans: Records) -> list[str]:
    """A store of these plans; their ids."""
    with Store(folder / "piao.db") as store:
        for records in plans:
            name = bytes.fromhex(records.document.sha256).decode().rstrip("\0")
            store.save(records, replace(make_document(name), blocks=()))
    return [records.document.document_id for records in plans]


@pytest.fixture
def two_years(tmp_path: Path) -> list[str]:
    return save(
        tmp_path,
        plan("old", 2025, "", weight="15", day="2025-06-30"),
        plan("new", 2026, "", weight="22.5", day="2026-12-31"),
    )


HEADINGS = [
    *("Esito", "Che cosa cambia", "Tipo", "Livello"),
    *("Nome (old.pdf)", "Obiettivo superiore (old.pdf)", "Ente (old.pdf)", "Pagina (old.pdf)"),
    *("Nome (new.pdf)", "Obiettivo superiore (new.pdf)", "Ente (new.pdf)", "Pagina (new.pdf)"),
    *("Valore atteso (old.pdf)", "Valore atteso (new.pdf)"),
    *("Peso (%) (old.pdf)", "Peso (%) (new.pdf)"),
    *("Scadenza (old.pdf)", "Scadenza (new.pdf)"),
    *("Responsabile (old.pdf)", "Responsabile (new.pdf)"),
    "Somiglianza (su 100)",
    "Motivo dell'abbinamento (in inglese)",
]


def test_comparison_as_a_workbook(piao: Run, two_years: list[str], tmp_path: Path) -> None:
    assert piao("compare", *two_years, "-f", "xlsx", "--out", "c.xlsx").status == 0
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["Confronto"]
    heading, objective, indicator = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert heading == HEADINGS
    side = ["Pagare prima", None, "Comune di Prova", 3]
    assert objective == [
        *("Cambiato", "Peso, Scadenza", "Obiettivo", "obiettivo operativo"),
        *(*side, *side, None, None, 15, 22.5),
        *map(datetime.datetime.fromisoformat, ("2025-06-30", "2026-12-31")),
        *("Ragioneria", "Ragioneria", 100, "same words; same responsible; a pair below"),
    ]
    assert indicator[12:16] == ["≥ 8,5", "≥ 8,5", 12.5, 12.5]
    assert sheet["Q2"].number_format == "dd/mm/yyyy"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:V3")


def test_comparison_as_csv(piao: Run, two_years: list[str]) -> None:
    lines = csv.DictReader(io.StringIO(piao("compare", *two_years, "-f", "csv").out))
    shown = ("changed", "old_weight", "new_weight", "old_deadline", "new_deadline", "new_target")
    assert [[line[name] for name in shown] for line in lines] == [
        ["weight deadline", "15", "22.5", "2025-06-30", "2026-12-31", ""],
        ["", "12.5", "12.5", "", "", "≥ 8,5"],
    ]


def italian(text: str) -> list[list[str]]:
    """The lines of a file as a spreadsheet in Italian takes them."""
    assert text[0] == "\N{ZERO WIDTH NO-BREAK SPACE}"
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


def test_comparison_for_a_spreadsheet_in_italian(piao: Run, two_years: list[str]) -> None:
    heading, objective, _ = italian(piao("compare", *two_years, "-f", "csv-it").out)
    assert heading == HEADINGS
    assert objective[14:18] == ["15", "22,5", "30/06/2025", "31/12/2026"]


SCORE = [
    ["Tipo", "Profondità", "Codice", "Titolo", "Peso (%)", "Quota del livello (%)"],
    ["Obiettivo", 1, "1.1", "Pagare prima", 15, 15],
    ["Indicatore", 2, None, "Ritardo medio", 12.5, 83.33],
    ["Totale", None, None, None, None, None],
]
RESULTS = [
    ["Risultato (%)", "Peso valutato (%)", "Spiegazione", "Pagina"],
    [80, 83.33, "peso 15 su 100: i pesi del livello sommano a 15", 3],
    [
        *(80, 100),
        "atteso ≥ 8,5, conseguito 6,8; peso 12,5 su 15: i pesi del livello sommano a 12,5",
        None,
    ],
    [
        *(80, 12.5),
        "Pesi di primo livello che sommano a meno di 100 restano come stampati: un settore e i "
        "suoi servizi possono dividersi un solo 100; dove nemmeno insieme lo fanno è un "
        "rilievo (weights_of_unit)",
        None,
    ],
]


def test_score_as_a_workbook(piao: Run, two_years: list[str], tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("indicatore;consuntivo\nRitardo medio;6,8\n", encoding="utf-8")
    command = ("score", two_years[0], "--actuals", "r.csv")
    assert piao(*command, "-f", "xlsx", "--out", "s.xlsx").status == 0
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx")["Valutazione"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[:6] for row in rows] == SCORE
    assert [row[6:10] for row in rows] == RESULTS
    lines = italian(piao(*command, "-f", "csv-it").out)
    assert [line[4:8] for line in lines[1:]] == [
        ["15", "15,00", "80,00", "83,33"],
        ["12,5", "83,33", "80,00", "100,00"],
        ["", "", "80,00", "12,50"],
    ]


def test_records_for_a_spreadsheet_in_italian(
    piao: Run, two_years: list[str], tmp_path: Path
) -> None:
    assert piao("export", two_years[1], "--format", "csv-it", "--out", "plan").status == 0
    text = (tmp_path / "plan" / "objectives.csv").read_text(encoding="utf-8")
    heading, objective = italian(text)
    row = dict(zip(heading, objective, strict=True))
    assert (row["weight"], row["due_date"], row["page"]) == ("22,5", "31/12/2026", "3")
    (document,) = italian((tmp_path / "plan" / "documents.csv").read_text(encoding="utf-8"))[1:]
    assert re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", document[-4])


def test_tables_for_a_spreadsheet_in_italian(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    writer("tables", "csv-it")([TABLE, TABLE], None)
    lines = italian(capsys.readouterr().out)
    assert lines[0] == ["Obiettivo", "Peso", "Indicatore"]
    assert lines[2:4] == [["", "", "'=SOMMA(A1)"], []]
    writer("tables", "csv-it")([TABLE], tmp_path)
    assert italian((tmp_path / "t1.csv").read_text(encoding="utf-8"))[0] == lines[0]


def hostile_store(folder: Path) -> list[str]:
    return save(
        folder,
        plan("old", 2025, HOSTILE, weight="15", day="2025-06-30"),
        plan("new", 2026, f"{HOSTILE} 2", weight="22.5", day="2026-12-31"),
    )


def written(out: str, folder: Path) -> dict[str, str]:
    """What a command wrote: files of the folder `out`, or its standard output."""
    files = [file for file in folder.rglob("out*") if file.is_file()]
    files += [file for file in folder.glob("out*/*") if file.is_file()]
    return {str(file): file.read_text(encoding="utf-8") for file in files} or {"": out}


def run_cells(text: str, delimiter: str) -> list[str]:
    """The cells that a spreadsheet with this separator would run."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    return [
        cell
        for row in rows
        for cell in row
        if cell.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(cell)
    ]


COMMANDS = {
    "compare csv": ["compare", "A", "B", "-f", "csv"],
    "compare csv-it": ["compare", "A", "B", "-f", "csv-it"],
    "score csv": ["score", "A", "-f", "csv"],
    "score csv-it": ["score", "A", "-f", "csv-it"],
    "score template": ["score", "A", "--template", "out.csv"],
    "export csv": ["export", "-f", "csv", "--out", "out"],
    "export csv-it": ["export", "-f", "csv-it", "--out", "out"],
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_no_cell_is_run(piao: Run, tmp_path: Path, command: list[str], delimiter: str) -> None:
    ids = dict(zip("AB", hostile_store(tmp_path), strict=True))
    ran = piao(*(ids.get(part, part) for part in command))
    assert ran.status == 0
    texts = written(ran.out, tmp_path)
    assert [cell for text in texts.values() for cell in run_cells(text, delimiter)] == []
    assert any("HYPERLINK" in text for text in texts.values())


@pytest.mark.parametrize("command", [["compare", "A", "B"], ["score", "A"], ["export"]])
def test_no_cell_of_a_workbook_is_run(piao: Run, tmp_path: Path, command: list[str]) -> None:
    ids = dict(zip("AB", hostile_store(tmp_path), strict=True))
    arguments = [ids.get(part, part) for part in command]
    assert piao(*arguments, "-f", "xlsx", "--out", "out.xlsx").status == 0
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert any("HYPERLINK" in str(cell.value) for cell in cells)


@pytest.mark.parametrize(
    "command", [["compare", "A", "B", "-f", "html", "--out"], ["report", "--out"]]
)
def test_no_markup_of_a_plan_is_markup(piao: Run, tmp_path: Path, command: list[str]) -> None:
    ids = dict(zip("AB", hostile_store(tmp_path), strict=True))
    assert piao(*(ids.get(part, part) for part in command), "out.html").status == 0
    page = html.parse(tmp_path / "out.html").getroot()
    assert page.xpath("//b | //script") == []
    assert "<b>;=1+1" in page.text_content()


def test_tables_of_a_hostile_file_are_harmless(tmp_path: Path) -> None:
    cells = (Cell(0, 0, HOSTILE), Cell(0, 1, "Peso"))
    table = Table("t1", cells, rows=1, columns=2, extractor="ruled")
    for name in ("csv", "csv-it"):
        writer("tables", name)([table], tmp_path / name)
        text = (tmp_path / name / "t1.csv").read_text(encoding="utf-8")
        assert [run_cells(text, delimiter) for delimiter in ",;\t"] == [[], [], []]
    writer("tables", "html")([table], tmp_path / "t.html")
    assert html.parse(tmp_path / "t.html").getroot().xpath("//b | //script") == []


@pytest.mark.parametrize("kind", ["comparison", "score", "records", "tables"])
def test_one_option_for_spreadsheets_in_italian(kind: str) -> None:
    assert {"csv", "csv-it"} <= set(formats(kind))
