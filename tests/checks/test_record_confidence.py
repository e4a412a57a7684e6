"""A record is as sure as the least sure of the columns that fill it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from piao.normalizers.records.confidence import with_confidence
from piao.schema.document import Document, Table
from piao.schema.records import DocumentKind, DocumentRecord, HeadingMap, Indicator, Records

D = "d"
DOCUMENT = Document("plan.pdf", D, "pdf", (Table("t1", (), 2, 2, "borderless", confidence=0.9),))


def column(number: int, field: str | None, score: float, table_id: str = "t1") -> HeadingMap:
    return HeadingMap(
        document_id=D, table_id=table_id, column=number, field=field, method="exact", score=score
    )


NAME, WEIGHT = column(0, "indicator.name", 1.0), column(1, "indicator.weight", 0.8)


@pytest.mark.parametrize(
    ("columns", "weight", "known", "expected"),
    [
        pytest.param([NAME, WEIGHT], Decimal(40), 0.9, 0.72, id="its weight is less sure"),
        pytest.param([NAME, WEIGHT], None, 0.9, 0.9, id="it has no weight"),
        pytest.param([NAME, WEIGHT], Decimal(40), 0.5, 0.5, id="it is less sure itself"),
        pytest.param([NAME, WEIGHT], Decimal(40), None, None, id="nothing is known of it"),
        pytest.param([NAME], None, 1.0, 0.9, id="its table is less sure"),
        pytest.param(
            [NAME, column(1, "objective.weight", 0.8)], Decimal(40), 0.9, 0.9, id="another's weight"
        ),
        pytest.param(
            [NAME, column(1, "indicator.weight", 0.8, "t2")], Decimal(40), 0.9, 0.9,
            id="another table's weight",
        ),
        pytest.param(
            [NAME, WEIGHT, column(2, "indicator.weight", 0.6), column(3, "indicator.weight", 0.7)],
            Decimal(40), 0.9, 0.54, id="the least sure of several columns",
        ),
        pytest.param([NAME, column(1, None, 0.1)], Decimal(40), 0.9, 0.9, id="none's column"),
    ],
)  # fmt: skip
def test_confidence_of_an_indicator(
    columns: list[HeadingMap], weight: Decimal | None, known: float | None, expected: float | None
) -> None:
    indicator = Indicator(
        indicator_id="i", document_id=D, position=1, name="Ritardo", weight=weight,
        table_id="t1", confidence=known,
    )  # fmt: skip
    document = DocumentRecord(
        document_id=D, sha256=D, file_name="plan.pdf", kind=DocumentKind.PIAO, year=2025
    )
    records = Records(document=document, indicators=(indicator,), heading_map=tuple(columns))
    (found,) = with_confidence(records, DOCUMENT).indicators
    assert found.confidence == expected
