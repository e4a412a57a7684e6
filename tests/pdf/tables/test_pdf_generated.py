"""Pages of the kinds that tables are lost on, made with their truth: every cell is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.tables.adjacency import all_relations
from tests.benchmarks.tables.table_readers import ours
from tests.table_pages.kinds import page

WHOLE = [
    ("coloured_boxes", (1, 4, 7, 10)),
    ("coloured_row_titles", (3, 10, 11, 12)),
    ("dot_leaders", (1, 4, 18)),
    ("plain_grid", (1, 2)),
    ("prose_only", (1, 5, 12)),
    ("small_among_small_type", (2, 7, 12)),
    ("statistics_level_rules", (1, 8, 13)),
    ("thick_frame", (3, 13, 16, 20)),
    ("two_row_heading", (3, 11, 15)),
    ("typewriter_blocks", (1, 5, 10)),
]


@pytest.mark.parametrize(
    ("kind", "seed"), [(kind, seed) for kind, seeds in WHOLE for seed in seeds]
)
def test_every_cell_of_a_generated_page_is_read(kind: str, seed: int, tmp_path: Path) -> None:
    made = page(kind, seed)
    path = tmp_path / f"{kind}-{seed}.pdf"
    path.write_bytes(made.pdf)
    assert all_relations(ours(path)) == all_relations(made.tables)
