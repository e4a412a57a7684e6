"""How much of what looks like planning became records: tables, cards and boxes, each once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from piao.normalizers.records.whole.parts import coverage_of
from piao.schema.records import Part, PartShape


@dataclass(frozen=True, slots=True)
class Seen:
    """A part in short: what it is, what became of it, the table and row that it stands in."""

    outcome: str
    shape: PartShape = PartShape.TABLE
    table: str | None = "t1"
    row: int | None = None
    topic: str | None = "planning"
    form: str | None = None

    def part(self, position: int) -> Part:
        return Part(
            document_id="d", position=position, depth=0, shape=self.shape, topic=self.topic,
            outcome=self.outcome, table_id=self.table, row=self.row, form=self.form,
        )  # fmt: skip


CARD, BOX, TEXT = PartShape.CARD, PartShape.BOX, PartShape.TEXT


@pytest.mark.parametrize(
    ("seen", "read", "total"),
    [
        pytest.param([], 0, 0, id="nothing"),
        pytest.param([Seen("read"), Seen("unread", table="t2")], 1, 2, id="one of two tables"),
        pytest.param([Seen("known"), Seen("unread", table="t2")], 1, 2, id="known already"),
        pytest.param([Seen("read"), Seen("unread")], 1, 1, id="a table in two parts, read first"),
        pytest.param([Seen("unread"), Seen("read")], 1, 1, id="a table in two parts, read last"),
        pytest.param([Seen("context"), Seen("not planning")], 0, 0, id="no planning"),
        pytest.param([Seen("read"), Seen("unread", TEXT)], 1, 1, id="texts do not count"),
        pytest.param(
            [Seen("read", CARD, row=0), Seen("unread", BOX, row=4)], 1, 2, id="boxes of one table"
        ),
        pytest.param(
            [Seen("read"), Seen("unread", table="t2", topic=None)], 1, 1,
            id="elsewhere, where a heading says what is planning",
        ),
        pytest.param(
            [Seen("read", topic=None), Seen("unread", table="t2", topic=None)], 1, 2,
            id="elsewhere, where no heading says so",
        ),
        pytest.param(
            [Seen("unread", CARD, None, form="Peso"), Seen("read", CARD, None, form="Peso | Anno")],
            1, 1, id="a labelled line is no card",
        ),
    ],
)  # fmt: skip
def test_coverage(seen: list[Seen], read: int, total: int) -> None:
    found = coverage_of([one.part(position) for position, one in enumerate(seen)])
    assert (found.read, found.total) == (read, total)
    assert found.share == (round(read / total, 3) if total else None)
