"""What the report says of readings that are not sure, and of documents with nothing in them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lxml import html

from piao.pipeline.reporting.checks import NOTHING, Item, checks_of
from piao.pipeline.reporting.page import page
from piao.pipeline.reporting.plan import Plan
from piao.schema.findings import make_finding
from piao.schema.records import (
    Comparator,
    Criterion,
    DocumentKind,
    DocumentRecord,
    HeadingMap,
    Indicator,
    Level,
    Objective,
    Records,
    Role,
    Value,
)
from tests.report.test_report_page import text_of

PLAN = "p"
COLUMNS = (
    ("N.", "objective.code", 0.8),
    ("Obiettivo", "objective.title", 1.0),
    ("", "indicator.name", 0.8),
    ("Valori 2023", "value.baseline", 0.98),
    ("Valori  2024", "value.baseline", 0.98),
    ("Risultato", "indicator.description", 1.0),
)


def objective(number: int, confidence: float, table: str | None = "t1") -> Objective:
    return Objective(
        objective_id=f"o{number}",
        document_id=PLAN,
        position=number,
        level=Level.OPERATIONAL,
        code=str(number),
        title="Strade sicure",
        page=number,
        table_id=table,
        column=1,
        confidence=confidence,
    )


def indicator(number: int, confidence: float) -> Indicator:
    return Indicator(
        indicator_id=f"i{number}",
        document_id=PLAN,
        position=number,
        name=f"Buche {number}",
        page=1,
        table_id="t1",
        column=2,
        confidence=confidence,
    )


def value(number: int, role: Role, column: int, confidence: float, raw: str) -> Value:
    return Value(
        value_id=f"v{number}{column}",
        document_id=PLAN,
        indicator_id=f"i{number}",
        position=number,
        role=role,
        raw=raw,
        comparator=Comparator.EQ,
        page=1,
        table_id="t1",
        column=column,
        confidence=confidence,
    )


def plan(
    objectives: Sequence[Objective] = (),
    indicators: Sequence[Indicator] = (),
    values: Sequence[Value] = (),
) -> Plan:
    document = DocumentRecord(
        document_id=PLAN, sha256="0" * 64, file_name="p.pdf", kind=DocumentKind.PIAO
    )
    columns = tuple(
        HeadingMap(
            document_id=PLAN, table_id="t1", column=number, heading=heading, field=field,
            method="fuzzy", score=score,
        )
        for number, (heading, field, score) in enumerate(COLUMNS)
    )  # fmt: skip
    return Plan.of(
        Records(
            document=document,
            objectives=tuple(objectives),
            indicators=tuple(indicators),
            values=tuple(values),
            heading_map=columns,
        )
    )


CASES = [
    pytest.param(plan([objective(1, 0.85)]), [], id="sure"),
    pytest.param(
        plan([objective(2, 0.784), objective(1, 0.784), objective(3, 0.9)]),
        [
            "2 obiettivi, colonna «N.» intesa come «Codice dell'obiettivo», certezza 78 %, "
            "alle pagine 1, 2; per esempio «2 Strade sicure»"
        ],
        id="a column of what they have",
    ),
    pytest.param(
        plan([objective(1, 0.83, table=None)]),
        ["1 obiettivo, certezza 83 %; per esempio «1 Strade sicure»"],
        id="no column",
    ),
    pytest.param(
        plan([objective(number, 0.5, table=None) for number in range(1, 10)]),
        [
            "9 obiettivi, certezza 50 %, alle pagine 1, 2, 3, 4, 5, 6 e 3 altre; "
            "per esempio «1 Strade sicure»"
        ],
        id="many pages",
    ),
    pytest.param(
        plan([], [indicator(1, 0.8)]),
        [
            "1 indicatore, colonna senza intestazione intesa come «Indicatore», certezza 80 %; "
            "per esempio «Buche 1»"
        ],
        id="no heading",
    ),
    pytest.param(
        plan(
            [],
            [indicator(1, 0.9)],
            [
                value(1, Role.BASELINE, 3, 0.7, "12"),
                value(1, Role.BASELINE, 4, 0.7, "14"),
                value(1, Role.TARGET, 5, 0.6, "Buche 1"),
            ],
        ),
        [
            "1 valore atteso, nel testo della colonna «Risultato», certezza 60 %; "
            "per esempio «Buche 1»",
            "2 valori di partenza, colonna «Valori 2023» e 1 altra simile intese come "
            "«Valore di partenza», certezza 70 %; per esempio «Buche 1: 12»",
        ],
        id="the gravest first, a column a year as one",
    ),
]


@pytest.mark.parametrize(("plan", "texts"), CASES)
def test_doubts(plan: Plan, texts: list[str]) -> None:
    (check,) = [check for check in checks_of(plan) if check.title == "Letture poco sicure"]
    assert [item.text for item in check.items] == texts
    assert check.count == len(texts)


def test_more_doubts_than_a_person_reads() -> None:
    grades = [objective(number, number / 100, table=None) for number in range(30, 10, -1)]
    (check,) = [c for c in checks_of(plan(grades)) if c.title == "Letture poco sicure"]
    assert (check.count, len(check.items), check.more) == (20, 12, 8)
    assert check.items[0].text.startswith("1 obiettivo, certezza 11 %")


def bare(kind: DocumentKind = DocumentKind.PIAO, *, criteria: bool = False) -> Records:
    criterion = Criterion(criterion_id="c", document_id=PLAN, position=0, subject="dirigenti")
    return Records(
        document=DocumentRecord(document_id=PLAN, sha256="0" * 64, file_name="p.pdf", kind=kind),
        criteria=(criterion,) if criteria else (),
    )


@pytest.mark.parametrize("kind", [DocumentKind.PIAO, DocumentKind.SMVP, DocumentKind.UNKNOWN])
def test_a_document_in_which_nothing_was_read_is_not_in_order(kind: DocumentKind) -> None:
    first, *others = checks_of(Plan.of(bare(kind)))
    assert first.items == (Item("errore", NOTHING),)
    assert {check.count for check in others[:-1]} == {None}


def test_a_system_of_judgement_needs_no_objectives() -> None:
    assert checks_of(Plan.of(bare(DocumentKind.SMVP, criteria=True)))[0].count == 0


def test_findings_beyond_those_listed() -> None:
    found = [make_finding(PLAN, n, "impossible_date", raw=f"31/02/{n}", page=n) for n in range(20)]
    records = bare()
    checks = checks_of(Plan.of(Records(document=records.document, findings=tuple(found))))
    (check,) = [check for check in checks if check.title.startswith("Scadenze impossibili")]
    assert (check.count, len(check.items), check.more) == (20, 12, 8)
    assert check.elsewhere == "che «piao findings» elenca"


def test_the_first_table_has_only_what_was_found() -> None:
    root = html.document_fromstring("".join(page([Plan.of(bare())], "25/11/2025")))
    (section,) = root.findall(".//section[@id='prima']")
    assert [text_of(heading) for heading in section.findall(".//thead//th")] == [
        "Piano",
        "Parti lette male o non lette",
    ]
    clear = "Controlli che non si applicano a nessun piano: Pesi che non tornano; "
    assert clear in text_of(section)
    assert root.findall(".//section[@id='temi-per-piano']") == []
    (overview,) = root.findall(".//section[@id='panoramica']")
    assert "anno ignoto" in text_of(overview)
    assert [text_of(part) for part in root.findall(".//article/dl/div")[0]] == [
        "Ente",
        "non riconosciuto",
    ]
