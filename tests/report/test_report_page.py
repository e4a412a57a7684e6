"""The report as a page: whole, harmless, accessible; and the command that writes it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

from piao.pipeline import reporting
from piao.pipeline.reporting.page import MOST_OPEN, page
from piao.pipeline.reporting.plan import Plan
from piao.pipeline.store import Store
from piao.schema.records import DocumentKind, Records
from tests.command_line import Run
from tests.plans import make_document, make_records

HOSTILE = '<script>alert("1")</script>&<img src=x onerror=alert(2)>'
STYLE = Path(reporting.__file__).with_name("templates") / "style.css"


def text_of(element: etree._Element) -> str:
    """All text in an element."""
    return "".join(str(piece) for piece in element.itertext())


def attributes(root: etree._Element, *names: str) -> list[str]:
    """The values of attributes wherever they stand."""
    return [value for e in root.iter() for name in names if (value := e.get(name)) is not None]


def hostile_records() -> Records:
    """A plan with markup in all of its texts."""
    records = make_records("h", entity=HOSTILE)
    return replace(
        records,
        document=replace(records.document, file_name=f"{HOSTILE}.pdf", title=HOSTILE),
        objectives=tuple(
            replace(o, title=HOSTILE, org_unit=HOSTILE, responsible=HOSTILE, code="'\"")
            for o in records.objectives
        ),
        indicators=tuple(
            replace(i, name=HOSTILE, formula=HOSTILE, unit=HOSTILE) for i in records.indicators
        ),
        values=tuple(replace(v, raw=HOSTILE, unit=HOSTILE) for v in records.values),
        actions=tuple(replace(a, description=HOSTILE) for a in records.actions),
        criteria=tuple(replace(c, component=HOSTILE) for c in records.criteria),
        findings=tuple(replace(f, message=HOSTILE) for f in records.findings),
    )


def system_records() -> Records:
    """A system of judgement: criteria, no promises."""
    records = make_records("s", entity="Comune di Sistema")
    return Records(
        document=replace(records.document, kind=DocumentKind.SMVP), criteria=records.criteria
    )


def rendered(plans: Sequence[Records]) -> str:
    return "".join(page([Plan.of(records) for records in plans], "25/11/2025"))


@pytest.fixture(scope="module")
def text() -> str:
    """The page of three documents, one of them hostile."""
    return rendered([make_records("a"), hostile_records(), system_records()])


@pytest.fixture(scope="module")
def root(text: str) -> etree._Element:
    return html.document_fromstring(text)


def test_markup_in_a_plan_is_text(text: str, root: etree._Element) -> None:
    assert {"script", "img", "iframe", "link", "object"} & {
        str(e.tag) for e in root.iter()
    } == set()
    assert [e for e in root.iter() if any(str(name).startswith("on") for name in e.attrib)] == []
    shown = [text_of(e) for e in root.findall(".//article/h3")]
    assert shown == ["Comune di Prova", HOSTILE, "Comune di Sistema"]
    assert text.count("<script") == 0


def test_the_page_asks_nothing_of_the_net(text: str, root: etree._Element) -> None:
    links = attributes(root, "href", "src", "srcset", "action")
    assert [link for link in links if not link.startswith("#")] == []
    assert re.findall(r"@import|url\(|javascript:", text.replace(HOSTILE, "")) == []
    (policy,) = root.findall(".//meta[@http-equiv='Content-Security-Policy']")
    assert policy.get("content") == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )


def test_the_page_is_italian_with_headings_in_order(root: etree._Element) -> None:
    assert root.get("lang") == "it"
    levels = [int(e.tag[1]) for e in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_links_lead_to_them(root: etree._Element) -> None:
    ids = attributes(root, "id")
    assert len(ids) == len(set(ids))
    links = [link.removeprefix("#") for link in attributes(root, "href")]
    named = attributes(root, "aria-labelledby", "aria-describedby")
    assert {*links, *named} - set(ids) == set()
    (body,) = root.findall("body")
    assert body[0].get("href") == "#contenuto"


def test_tables_have_captions_and_scoped_headings(root: etree._Element) -> None:
    tables = root.findall(".//table")
    assert len(tables) == 3 + 5 + 3 + 3 + 1
    for table in tables:
        (caption,) = table.findall("caption")
        assert text_of(caption).strip()
        assert {th.get("scope") for th in table.iter("th")} <= {"row", "col"}
        assert len({len(list(row.iter("th", "td"))) for row in table.iter("tr")}) == 1


def test_every_chart_is_described_and_has_its_table(root: etree._Element) -> None:
    figures = root.findall(".//figure")
    assert len(figures) == 5
    for figure in figures:
        (drawing,) = figure.findall("svg")
        (title,), (description,) = drawing.findall("title"), drawing.findall("desc")
        assert drawing.get("role") == "img"
        assert drawing.get("aria-labelledby") == title.get("id")
        assert [title.text] == [heading.text for heading in figure.iter("h3")]
        cells = [[text_of(cell) for cell in row] for row in figure.findall(".//tbody/tr")]
        counts = ", ".join(f"{label}: {count}" for label, count in cells)
        assert text_of(description).split(". ", 1)[1] == f"{counts}."
        drawn = [text_of(text) for text in drawing.iter("text")]
        assert sorted(drawn) == sorted(text for row in cells for text in row)


def test_the_totals_count_known_administrations_only() -> None:
    plans = [make_records("a"), make_records("b"), make_records("c", entity=None)]
    root = html.document_fromstring(rendered(plans))
    totals = root.findall(".//dl[@class='totals']/div")
    assert {text_of(t[0]): text_of(t[1]) for t in totals} == {
        "Piani": "3",
        "Enti riconosciuti": "1",
        "Obiettivi": "6",
        "Indicatori": "3",
        "Indicatori con target": "3",
        "Errori segnalati": "0",
        "Avvisi segnalati": "33",
    }


def test_the_tree_nests_as_the_plan_does(root: etree._Element) -> None:
    names = root.findall(
        ".//ul[@class='tree']/li/details/ul/li/details/summary/span[@class='name']"
    )
    assert text_of(names[0]) == "1.1 Pagare prima"
    trees = [tree for article in root.iter("article") for tree in article.iter("details")]
    assert [tree for tree in trees if tree.get("open") is None] == []


def test_the_page_is_the_same_each_time(text: str) -> None:
    plans = [make_records("a"), hostile_records(), system_records()]
    assert rendered(plans) == text


def test_of_many_plans_the_trees_are_closed_and_the_page_says_so() -> None:
    plans = [make_records(f"p{number}") for number in range(MOST_OPEN + 1)]
    root = html.document_fromstring(rendered(plans))
    trees = root.findall(".//details[@class='plan']")
    assert len(trees) == MOST_OPEN + 1
    assert all(tree.get("open") is None for tree in trees)
    assert "I piani sono molti" in text_of(root)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


INKS = [
    *((ink, "#fff") for ink in ("--ink", "--soft", "--link", "--warn")),
    *((ink, "--ground") for ink in ("--ink", "--soft")),
    *(("--ink", f".shade{number}") for number in range(1, 6)),
    ("--ink", ".some"),
]


@pytest.mark.parametrize(("ink", "ground"), INKS)
def test_contrast(ink: str, ground: str) -> None:
    style = STYLE.read_text(encoding="utf-8")

    def colour(name: str) -> str:
        pattern = (
            rf"{name}: (#\w+)" if name.startswith("--") else rf"\{name} {{[^}}]*?background: (#\w+)"
        )
        found = re.search(pattern, style)
        return found[1] if found else name

    dark, light = sorted((luminance(colour(ink)), luminance(colour(ground))))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_report_says_where_it_is(piao: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "piao.db") as store:
        store.save(make_records("z", entity="Zona di Prova"), make_document("z"))
        store.save(make_records("a"), make_document("a"))
    ran = piao("report")
    assert (ran.status, ran.out, ran.err) == (0, "", f"2 documents: {tmp_path / 'report.html'}\n")
    written = html.document_fromstring((tmp_path / "report.html").read_text(encoding="utf-8"))
    names = [text_of(name) for name in written.findall(".//article/h3")]
    assert names == ["Comune di Prova", "Zona di Prova"]
    ran = piao("report", "z.pdf", "--out", "report.html")
    assert (ran.status, ran.err) == (0, f"1 document: {tmp_path / 'report.html'}\n")
    assert "Comune di Prova" not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_report_names_the_plans_whose_owner_or_year_is_not_known(piao: Run, tmp_path: Path) -> None:
    yearless = make_records("b")
    with Store(tmp_path / "piao.db") as store:
        store.save(make_records("a", entity=None), make_document("a"))
        document = replace(yearless.document, year=None, period_start=None, period_end=None)
        store.save(replace(yearless, document=document), make_document("b"))
        store.save(make_records("c", entity="Comune di Riva"), make_document("c"))
    assert piao("report").err.splitlines()[0] == (
        "administration or year not known: a.pdf, b.pdf; "
        "`piao set DOCUMENT --entity NAME --year YEAR` gives them"
    )


def test_report_of_an_empty_store_writes_nothing(piao: Run, tmp_path: Path) -> None:
    Store(tmp_path / "piao.db").close()
    ran = piao("report")
    message = "the store is empty: `piao ingest FILE` reads a plan into it\n"
    assert (ran.status, ran.out, ran.err) == (0, "", message)
    assert not (tmp_path / "report.html").exists()


@pytest.mark.parametrize("package", ["jinja2", "matplotlib"])
def test_report_without_its_packages_names_the_remedy(
    piao: Run, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    ran = piao("report")  # said before it looks for a store
    assert (ran.status, ran.err) == (
        1,
        f"error: piao report needs {package}: pip install 'piao[report]'\n",
    )


FAILURES = [
    (["report", "nothing.pdf"], "error: no document 'nothing.pdf' in the store"),
    (["report", "--out", "missing/report.html"], "error: missing/report.html cannot be written"),
    (["report", "--db", "other.db"], "error: there is no store at other.db"),
]


@pytest.mark.parametrize(("arguments", "message"), FAILURES, ids=str)
def test_report_that_fails(piao: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    with Store(tmp_path / "piao.db") as store:
        store.save(make_records("a"), make_document("a"))
    ran = piao(*arguments)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith(message)
