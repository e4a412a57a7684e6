"""The report's section on what law asks of all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree, html

from piao.pipeline.reporting import write_report
from piao.pipeline.store import Store
from piao.schema.records import Records
from tests.plans import make_document, make_records


def text_of(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def plan(name: str, title: str, indicator: str, coverage: float, entity: str) -> Records:
    records = make_records(name, entity=entity)
    child, parent = records.objectives
    return replace(
        records,
        document=replace(records.document, coverage=coverage),
        objectives=(replace(child, title=title, weight=Decimal(20)), parent),
        indicators=(replace(records.indicators[0], name=indicator), records.indicators[1]),
        findings=(),
    )


@pytest.fixture
def root(tmp_path: Path) -> etree._Element:
    plans = [
        plan("a", "Tempi di pagamento <b>", "Ritardo medio dei pagamenti", 1.0, "Comune di Alfa"),
        plan("b", "Strade", "Tempo medio di pagamento", 1.0, "Comune di Beta"),
        plan("c", "Scuole", "Classi", 0.95, "Comune di Gamma"),
        plan("d", "Musei", "Visitatori", 0.4, "Comune di Delta"),
    ]
    with Store(tmp_path / "plans.db") as store:
        for records, name in zip(plans, "abcd", strict=True):
            store.save(records, make_document(name))
        write_report(store, store.documents(), tmp_path / "report.html")
    return html.document_fromstring((tmp_path / "report.html").read_text(encoding="utf-8"))


def section(root: etree._Element) -> etree._Element:
    (found,) = root.findall(".//section[@id='obiettivi-comuni']")
    return found


def rows(table: etree._Element) -> list[list[str]]:
    """The texts of the cells of a table's body."""
    return [[text_of(cell) for cell in row] for row in table.findall("tbody/tr")]


def test_who_has_it_and_who_does_not(root: etree._Element) -> None:
    summary, *tables = section(root).findall(".//table")
    counts = {name: figures for name, *figures in rows(summary)}
    assert counts["Rispetto dei tempi di pagamento"] == ["4", "1", "1", "1", "1"]
    assert counts["Percentuale di servizi full digital"] == ["4", "0", "0", "–", "–"]
    # 40 hours were not asked of plans of 2024.
    assert "40 ore di formazione l'anno per dipendente" not in counts
    assert rows(tables[0]) == [
        ["Comune di Alfa 2024", "Tempi di pagamento <b> › Ritardo medio dei pagamenti",
         "20 %", "no", "<= 0", "sì", "1"],
        ["Comune di Beta 2024", "Strade › Tempo medio di pagamento ⚠ incerto",
         "20 %", "no", "<= 0", "altra misura", "1"],
    ]  # fmt: skip
    told = [text_of(p) for p in section(root).findall("p")]
    assert "Non trovato: Comune di Gamma 2024 (letto: 95 %)." in told
    assert "Letti in parte, non si può dire: Comune di Delta 2024 (letto: 40 %)." in told


def test_links_lead_to_the_place_in_the_plan(root: etree._Element) -> None:
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = {text_of(a): (a.get("href") or "")[1:] for a in section(root).findall(".//a")}
    assert set(links.values()) <= set(ids)
    place = links["Tempi di pagamento <b> › Ritardo medio dei pagamenti"]
    (row,) = root.findall(f".//tr[@id='{place}']")
    assert text_of(row).startswith("Ritardo medio dei pagamenti")
