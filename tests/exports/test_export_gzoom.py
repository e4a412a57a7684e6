"""Plans as the import tables of GZOOM."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from piao.pipeline.exports.records.gzoom import mapping
from piao.pipeline.store import Store
from piao.schema.records import Comparator, Records, Role, Value
from tests.command_line import Run
from tests.plans import make_document, make_records

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "data" / "gzoom.md").read_text(encoding="utf-8")
A = "6100000000000000"
TABLES = (
    *("WeRootInterface", "WeInterface", "WeAssocInterface"),
    *("GlAccountInterface", "WeMeasureInterface", "WePartyInterface", "AcctgTransInterface"),
)


def filled(folder: Path, table: str) -> list[dict[str, str]]:
    """The rows of a file without what is blank or the same everywhere."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same = {"dataSource": "PIAO", "sourceReferenceRootId": A}
    return [
        {k: v for k, v in row.items() if v not in ("", "_NA_") and same.get(k) != v} for row in rows
    ]


@pytest.fixture
def exported(tmp_path: Path, piao: Run) -> tuple[Path, str]:
    """The folder of an export and what was said on standard error."""
    records = make_records("a")
    child, parent = records.objectives
    child = replace(child, org_unit="RAGIONERIA", responsible="=Dirigente", year=2024)
    target, baseline, *others = records.values

    def value(number: int, role: Role, year: int, comparator: Comparator, text: str) -> Value:
        return replace(
            target,
            value_id=f"{A}-v{number}",
            position=number,
            role=role,
            year=year,
            comparator=comparator,
            raw=text,
            value=Decimal(text) if comparator is Comparator.EQ else None,
        )

    others[1] = replace(others[1], value=Decimal("12.50"), raw="12,50", year=2026)
    values = (
        target,
        baseline,
        *others,
        value(4, Role.BASELINE, 2022, Comparator.EQ, "7.5"),
        value(5, Role.BASELINE, 2024, Comparator.EQ, "8"),
        value(6, Role.ACTUAL, 2024, Comparator.EQ, "-1"),
        value(7, Role.TARGET, 2025, Comparator.EQ, "3"),
        value(8, Role.TARGET, 2025, Comparator.EQ, "4"),
        value(9, Role.TARGET, 2026, Comparator.BY, "entro giugno"),
        value(10, Role.TOLERANCE, 2024, Comparator.EQ, "2"),
    )
    with Store(tmp_path / "piao.db") as store:
        store.save(replace(records, objectives=(child, parent), values=values), make_document("a"))
    ran = piao("export", "--format", "gzoom", "--out", "out")
    assert (ran.status, ran.out) == (0, "")
    return tmp_path / "out", ran.err


def test_documents_and_objectives(exported: tuple[Path, str]) -> None:
    folder, _ = exported
    assert sorted(file.stem for file in folder.iterdir()) == sorted(TABLES)
    assert filled(folder, "WeRootInterface") == [
        {
            "operationType": "A",
            "workEffortName": "PIAO 2024-2026",
            "description": "Comune di Prova",
            "estimatedStartDate": "2024-01-01 00:00:00",
            "estimatedCompletionDate": "2026-12-31 00:00:00",
            "specialTerms": "a.pdf",
        }
    ]
    assert filled(folder, "WeInterface") == [
        {
            "workEffortTypeId": "OPERATIONAL",
            "workEffortName": "Pagare prima",
            "sourceReferenceId": f"{A}-o0",
            "etch": "1.1",
            "orgDesc": "RAGIONERIA",
            "orgCode": "12",
            "estimatedStartDate": "2024-01-01 00:00:00",
            "estimatedCompletionDate": "2024-12-31 00:00:00",
        },
        {
            "workEffortTypeId": "STRATEGIC",
            "workEffortName": "Conti in ordine",
            "sourceReferenceId": f"{A}-o1",
        },
    ]


def test_tree_weights_and_parties(exported: tuple[Path, str]) -> None:
    folder, _ = exported
    same = {
        "sourceReferenceRootIdFrom": A,
        "sourceReferenceRootIdTo": A,
    }
    assert filled(folder, "WeAssocInterface") == [
        {
            **same,
            "sourceReferenceIdFrom": f"{A}-o1",
            "workEffortNameFrom": "Conti in ordine",
            "workEffortTypeIdFrom": "STRATEGIC",
            "sourceReferenceIdTo": f"{A}-o0",
            "workEffortNameTo": "Pagare prima",
            "workEffortTypeIdTo": "OPERATIONAL",
            "sequenceNum": "0",
            "assocWeight": "30",
        },
        {
            **same,
            "sourceReferenceIdTo": f"{A}-o1",
            "workEffortNameTo": "Conti in ordine",
            "workEffortTypeIdTo": "STRATEGIC",
            "sequenceNum": "1",
            "assocWeight": "12.5",
        },
    ]
    assert filled(folder, "WePartyInterface") == [
        {
            "workEffortTypeId": "OPERATIONAL",
            "workEffortName": "Pagare prima",
            "sourceReferenceId": f"{A}-o0",
            "roleTypeId": "WEM_PERF_IN_CHARGE",
            "partyName": "'=Dirigente",
            "comments": "RAGIONERIA",
            "fromDate": "2024-01-01 00:00:00",
            "thruDate": "2024-12-31 00:00:00",
            "sequenceNum": "0",
        }
    ]


COMMENTS = """\
Valore di partenza: -9157,800
Valore atteso: 60÷70%
Valore di partenza 2024: 8
Valore atteso 2025: 3
Valore atteso 2025: 4
Valore atteso 2026: entro giugno
Tolleranza 2024: 2"""


def test_measures(exported: tuple[Path, str]) -> None:
    folder, said = exported
    assert said == (
        "7 of 11 values are not one number of one year: "
        "they are in the comments of their measures only\n"
        "out: 1 document\n"
    )
    assert filled(folder, "WeMeasureInterface") == [
        {
            "workEffortTypeId": "OPERATIONAL",
            "workEffortName": "Pagare prima",
            "sourceReferenceId": f"{A}-o0",
            "workEffortMeasureCode": f"{A}i0",
            "weMeasureTypeDesc": "Prestazione (KPI)",
            "accountCode": f"{A}i0",
            "accountName": "Ritardo medio",
            "uomDescr": "Ritardo medio",
            "kpiScoreWeight": "33.3",
            "sequenceId": "0",
            "comments": COMMENTS,
        },
        {
            "workEffortName": "PIAO 2024-2026",
            "sourceReferenceId": A,
            "workEffortMeasureCode": f"{A}i1",
            "weMeasureTypeDesc": "Prestazione (KPI)",
            "accountCode": f"{A}i1",
            "accountName": "'=Spese [bold]",
            "uomDescr": "'=Spese [bold]",
            "sequenceId": "1",
        },
    ]


def test_catalogue_of_measures(exported: tuple[Path, str]) -> None:
    same = {
        "refDate": "2024-01-01 00:00:00",
        "accountTypeEnumId": "INDICATOR",
        "inputEnumId": "ACCINP_OBJ",
    }
    assert filled(exported[0], "GlAccountInterface") == [
        {**same, "accountCode": f"{A}i0", "accountName": "Ritardo medio"},
        {**same, "accountCode": f"{A}i1", "accountName": "'=Spese [bold]"},
    ]


def test_plans_one_after_the_other(tmp_path: Path, piao: Run) -> None:
    """One without records between two others, one with an objective that is not sure."""
    with Store(tmp_path / "piao.db") as store:
        for name in ("a", "b", "c"):
            records = make_records(name, entity=f"Comune {name}")
            if name == "b":
                records = Records(document=records.document)
            if name == "c":
                child, parent = records.objectives
                records = replace(records, objectives=(replace(child, confidence=0.5), parent))
            store.save(records, make_document(name))
    root, found = "sourceReferenceRootId", {}
    for confidence in ("0", "0.8"):
        ran = piao("export", "-f", "gzoom", "--out", confidence, "--min-confidence", confidence)
        assert ran.status == 0
        found[confidence] = {
            table: [row.get(root, A)[:2] for row in filled(tmp_path / confidence, table)]
            for table in ("WeRootInterface", "WeInterface", "WeMeasureInterface")
        }
    a, b, c = "61", "62", "63"
    assert found == {
        "0": {
            "WeRootInterface": [a, b, c],
            "WeInterface": [a, a, c, c],
            "WeMeasureInterface": [a, a, c, c],
        },
        "0.8": {
            "WeRootInterface": [a, b, c],
            "WeInterface": [a, a, c],
            "WeMeasureInterface": [a, a, c],
        },
    }


def test_amounts(exported: tuple[Path, str]) -> None:
    rows = filled(exported[0], "AcctgTransInterface")
    shown = ("refDate", "amount", "glFiscalTypeId", "note", "comments")
    assert [tuple(row[name] for name in shown) for row in rows] == [
        ("2024-12-31 00:00:00", "0", "BUDGET", "<= 0", "le"),
        ("2026-12-31 00:00:00", "12.5", "BUDGET", "12,50", "eq"),
        ("2022-12-31 00:00:00", "7.5", "ACTUAL", "7.5", "eq"),
        ("2024-12-31 00:00:00", "-1", "ACTUAL", "-1", "eq"),
    ]
    assert {(r["voucherRef"], r["glAccountCode"], r["workEffortCode"]) for r in rows} == {
        (f"{A}i0", f"{A}i0", f"{A}-o0")
    }


SAMPLE_MEASURES = [
    ("Chilometri riasfaltati", "25", "km", "", ""),
    ("Giorni di chiusura per neve", "25", "giorni", "decrescente", ""),
    ("Ponti ispezionati sul totale", "30", "%", "crescente", ""),
    (
        *("Piano di monitoraggio approvato", "20", "data", ""),
        "Valore atteso 2025: entro 30/09/2025",
    ),
    ("Segnalazioni risolte entro 15 giorni", "40", "%", "", ""),
    ("Aule con rete veloce", "30", "numero", "", ""),
    ("Indicatore di ritardo annuale", "30", "giorni", "decrescente", ""),
]
SAMPLE_AMOUNTS = {
    "i1": ("18", "22", "30"),
    "i2": ("9", "6", "5"),
    "i3": ("45", "62", "80"),
    "i5": ("58", "64", "75"),
    "i6": ("120", "164", "210"),
    "i7": ("2", "-1", "0"),
}
"""By measure: baseline of 2023 and 2024, target of 2025."""


def test_sample(tmp_path: Path, piao: Run) -> None:
    assert piao("ingest", ROOT / "samples" / "provincia_peg.xlsx").status == 0
    ran = piao("export", "--format", "gzoom", "--out", "out")
    assert ran.err.startswith("1 of 19 values")
    measures = filled(tmp_path / "out", "WeMeasureInterface")
    shown = ("accountName", "kpiScoreWeight", "customText01", "customText02", "comments")
    assert [tuple(row.get(name, "") for name in shown) for row in measures] == SAMPLE_MEASURES
    amounts = filled(tmp_path / "out", "AcctgTransInterface")
    found = {
        (row["voucherRef"][16:], row["refDate"][:4], row["glFiscalTypeId"]): row["amount"]
        for row in amounts
    }
    places = (("2023", "ACTUAL"), ("2024", "ACTUAL"), ("2025", "BUDGET"))
    assert found == {
        (measure, *place): amount
        for measure, line in SAMPLE_AMOUNTS.items()
        for place, amount in zip(places, line, strict=True)
    }


def test_what_gzoom_would_not_take_as_it_is(tmp_path: Path, piao: Run) -> None:
    records = make_records("a")
    child, parent = records.objectives
    parent = replace(parent, title="x" * 256, code="c" * 21, responsible="r" * 255, weight=None)
    indicator = replace(records.indicators[0], indicator_id=f"{A}-i1234", objective_id=None)
    with Store(tmp_path / "piao.db") as store:
        store.save(
            replace(
                records,
                objectives=(child, parent),
                indicators=(indicator,),
                values=(),
            ),
            make_document("a"),
        )
    ran = piao("export", "--format", "gzoom", "--out", "out")
    assert ran.err.splitlines() == [
        "WeInterface.etch: left out where longer than GZOOM takes (1)",
        "WeAssocInterface.workEffortNameFrom: left out where longer than GZOOM takes (1)",
        "WeAssocInterface.workEffortNameTo: left out where longer than GZOOM takes (1)",
        "WePartyInterface.workEffortName: left out where longer than GZOOM takes (1)",
        "WeAssocInterface.assocWeight: blank for 1 of 2 objectives, to which GZOOM would give 100: "
        "fill it in",
        "out: 1 document",
    ]
    (objective,) = (row for row in filled(tmp_path / "out", "WeInterface") if "etch" not in row)
    assert objective["workEffortName"] == "x" * 256
    (measure,) = filled(tmp_path / "out", "WeMeasureInterface")
    assert measure["workEffortMeasureCode"] == f"{A}i1234"[-20:]


def test_without_a_folder(tmp_path: Path, piao: Run) -> None:
    Store(tmp_path / "piao.db").close()
    ran = piao("export", "--format", "gzoom")
    assert ran.status == 2
    assert "name a folder with --out" in ran.err


@pytest.mark.parametrize("table", TABLES)
def test_docs_and_mapping_are_equal(table: str) -> None:
    section = DOCS.split(f"\n## {table}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| ?(.*?) ?\| (.+) \|$", section, re.MULTILINE)
    documented = [
        [name, None if source == "—" else source.strip("`"), absent.strip("`") or None]
        for name, source, absent, _ in rows
    ]
    fields = mapping()["tables"][table]
    assert documented == [[*field, None, None][:3] for field in fields]


def test_every_code_is_explained() -> None:
    assert tuple(mapping()["tables"]) == TABLES
    codes = {code for kind in mapping()["codes"].values() for code in kind.values()}
    assert [code for code in sorted(codes) if f"`{code}`" not in DOCS] == []
