"""Documents and records built by hand, for the tests of what comes after reading."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Any

from piao.schema.document import Cell, Document, Page, Table, TextBlock
from piao.schema.findings import make_finding
from piao.schema.records import (
    Action,
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
    Unit,
    Value,
)

BOX = (56.7, 120.25, 538.3, 141.0)
CELLS = (
    Cell(0, 0, "Obiettivo", page=1, bbox=BOX, bold=True),
    Cell(0, 1, "Peso", page=1, bbox=BOX, bold=True),
    Cell(0, 2, "Indicatore", page=1, bbox=BOX, bold=True),
    Cell(1, 0, "Pagare prima", row_span=2, page=1, bbox=BOX),
    Cell(1, 1, "30", row_span=2, page=1, bbox=BOX),
    Cell(1, 2, "Ritardo medio <giorni>\n|a|", page=1, bbox=BOX),
    Cell(2, 2, "=SOMMA(A1)", page=2, bbox=BOX),
)
TABLE = Table("t1", CELLS, rows=3, columns=3, extractor="ruled", header_rows=1, bbox=BOX)
"""Three columns, the first two merged over two rows, on two pages."""


def digest(name: str) -> str:
    """A SHA-256 in shape, different for each name."""
    return name.encode().hex().ljust(64, "0")[:64]


def make_document(name: str = "a") -> Document:
    """A document of two pages with a heading and `TABLE`."""
    pages = (Page(1, 595, 842), Page(2, 595, 842))
    blocks = (TextBlock("PIANO", page=1, level=1), TABLE)
    return Document(f"{name}.pdf", digest(name), "pdf", blocks, pages)


def make_records(name: str = "a", *, entity: str | None = "Comune di Prova") -> Records:
    """One record or more of each type, with every kind of column filled."""
    document_id = digest(name)[:16]

    def identity(letter: str, number: int) -> str:
        return f"{document_id}-{letter}{number}"

    document = DocumentRecord(
        document_id=document_id,
        sha256=digest(name),
        file_name=f"{name}.pdf",
        pages=2,
        entity_name=entity,
        kind=DocumentKind.PIAO,
        title="PIAO 2024-2026",
        year=2024,
        period_start=datetime.date(2024, 1, 1),
        period_end=datetime.date(2026, 12, 31),
    )
    # The child comes before its parent: the order of reading is not that of the tree.
    child = Objective(
        objective_id=identity("o", 0),
        document_id=document_id,
        parent_id=identity("o", 1),
        position=0,
        level=Level.OPERATIONAL,
        code="1.1",
        title="Pagare prima",
        weight=Decimal("30"),
        due_date=datetime.date(2024, 12, 31),
        page=1,
        table_id="t1",
        row=1,
        bbox=BOX,
        confidence=0.9,
    )
    parent = Objective(
        objective_id=identity("o", 1),
        document_id=document_id,
        position=1,
        level=Level.STRATEGIC,
        title="Conti in ordine",
        weight=Decimal("12.50"),
    )
    indicator = Indicator(
        indicator_id=identity("i", 0),
        document_id=document_id,
        objective_id=child.objective_id,
        position=0,
        name="Ritardo medio",
        weight=Decimal("33.3"),
    )
    loose = Indicator(
        indicator_id=identity("i", 1),
        document_id=document_id,
        position=1,
        name="=Spese [bold]",
    )

    def value(number: int, role: Role, raw: str, comparator: Comparator, **more: Any) -> Value:
        plain = Value(
            value_id=identity("v", number),
            document_id=document_id,
            indicator_id=indicator.indicator_id,
            position=number,
            role=role,
            raw=raw,
            comparator=comparator,
        )
        return replace(plain, **more)

    values = (
        value(0, Role.TARGET, "<= 0", Comparator.LE, value=Decimal(0), unit="giorni", year=2024),
        value(1, Role.BASELINE, "-9157,800", Comparator.EQ, value=Decimal("-9157.800")),
        value(2, Role.TARGET, "60÷70%", Comparator.BETWEEN, value=Decimal(60), unit="%"),
        value(3, Role.TARGET, "lungo", Comparator.EQ, value=Decimal("12345678901234567890.12")),
    )
    values = (*values[:2], replace(values[2], value_max=Decimal(70)), values[3])
    action = Action(
        action_id=identity("a", 0),
        document_id=document_id,
        objective_id=child.objective_id,
        position=0,
        description="Rivedere il flusso",
        due_raw="giugno",
        due_date=datetime.date(2024, 6, 30),
    )
    unit = Unit(
        unit_id=identity("u", 0), document_id=document_id, position=0, code="12", name="Ragioneria"
    )
    criterion = Criterion(
        criterion_id=identity("c", 0),
        document_id=document_id,
        position=0,
        component="Risultati",
        subject="dirigenti",
        weight=Decimal(60),
        scale_min=Decimal(0),
        scale_max=Decimal(10),
    )
    findings = tuple(
        make_finding(document_id, number, "impossible_date", raw=f"31/02/20{number:02}", page=1)
        for number in range(11)
    )
    heading_map = tuple(
        HeadingMap(
            document_id=document_id,
            table_id="t1",
            column=column,
            heading=heading,
            field=field,
            method="exact",
            score=1.0,
        )
        for column, heading, field in [
            (1, "Peso", "objective.weight"),
            (0, "Obiettivo", "objective.title"),
            (2, "Boh", None),
        ]
    )
    return Records(
        document=document,
        objectives=(child, parent),
        indicators=(indicator, loose),
        values=values,
        actions=(action,),
        units=(unit,),
        criteria=(criterion,),
        findings=findings,
        heading_map=heading_map,
    )
