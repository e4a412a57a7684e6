"""What the benchmark of table readers takes for a document, a cell and a table read exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.tables.adjacency import Cells, Span, spans
from tests.benchmarks.tables.bench_tables import documents
from tests.benchmarks.tables.table_readers import merged, placed
from tests.benchmarks.tables.table_scores import exact

TRUTH = """<document><table><region><cell start-row="0" start-col="0">
<content>{}</content></cell></region></table></document>"""
HEAD_AND_SIDE = [Span(0, 0, 0, 1, "Anni"), Span(0, 1, 2, 2, "Note"), Span(1, 1, 0, 0, "2026")]
FIRST = spans([["Anno", "Ore"], ["2026", "12"]])
SECOND = spans([["Ente", "Sede"], ["Parco", "Gavi"]])
ONE_CELL = spans([["Avviso"]])


def test_a_document_has_the_truth_of_its_own_number_and_of_its_parts(tmp_path: Path) -> None:
    for name in ("grid-1", "grid-10", "eu-009a", "eu-009b"):
        (tmp_path / f"{name}-str.xml").write_text(TRUTH.format(name), encoding="utf-8")
    for name in ("grid-1", "grid-10", "eu-009a", "no-truth"):
        (tmp_path / f"{name}.pdf").touch()
    assert [
        (path.stem, [cell.text for cells in tables for cell in cells])
        for path, tables in documents(tmp_path)
    ] == [("eu-009a", ["eu-009a", "eu-009b"]), ("grid-1", ["grid-1"]), ("grid-10", ["grid-10"])]


def test_cells_with_spans_stand_at_the_first_free_column() -> None:
    assert placed([[("Anni", 1, 2), ("Note", 2, 1)], [("2026", 1, 1)]]) == HEAD_AND_SIDE


def test_slots_that_belong_to_another_are_its_span() -> None:
    assert (
        merged(
            [
                [("Anni", False, False), (None, True, False), ("Note", False, False)],
                [("2026", False, False), (None, False, False), (None, False, True)],
            ]
        )
        == HEAD_AND_SIDE
    )


@pytest.mark.parametrize(
    ("found", "truth", "whole"),
    [
        ([FIRST, SECOND], [SECOND, FIRST], (2, 2)),
        ([FIRST + SECOND], [FIRST, SECOND], (0, 2)),
        ([FIRST[:-1]], [FIRST], (0, 1)),
        ([FIRST], [FIRST, FIRST], (1, 2)),
        ([ONE_CELL], [FIRST, ONE_CELL], (0, 1)),
        ([FIRST], [], (0, 0)),
    ],
)
def test_a_table_is_exact_by_all_its_relations_in_one_found_table(
    found: list[Cells], truth: list[Cells], whole: tuple[int, int]
) -> None:
    assert exact(found, truth) == whole
