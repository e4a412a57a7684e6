"""How near the tables that are found on a document come to its true tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from statistics import fmean
from typing import NamedTuple

from tests.benchmarks.tables.adjacency import Cells, adjacency, all_relations, scores


class Scores(NamedTuple):
    """The figures of one document; `whole` of its `tables` are read exactly."""

    f1: float
    precision: float
    recall: float
    whole: int
    tables: int
    content: float | None
    topology: float | None


def score(found: Sequence[Cells], truth: Sequence[Cells]) -> Scores:
    """All figures of a document."""
    precision, recall, f1 = scores(all_relations(found), all_relations(truth))
    content, topology = grits(found, truth) or (None, None)
    return Scores(f1, precision, recall, *exact(found, truth), content, topology)


def exact(found: Sequence[Cells], truth: Sequence[Cells]) -> tuple[int, int]:
    """How many true tables have all the relations of one found table and no other; of how many.

    A table of one cell has no relations and is not counted.
    """
    left = [adjacency(cells) for cells in found]
    due = [relations for relations in map(adjacency, truth) if relations]
    whole = 0
    for relations in due:
        if relations in left:
            left.remove(relations)
            whole += 1
    return whole, len(due)


@cache
def has_grits() -> bool:
    """Whether the package that measures GriTS is installed."""
    return find_spec("grits") is not None


def grits(found: Sequence[Cells], truth: Sequence[Cells]) -> tuple[float, float] | None:
    """GriTS content and topology of a document's tables; None without the package."""
    if not has_grits():
        return None
    import grits as measure

    listed = [
        [
            [
                measure.TableCell(
                    list(range(cell.top, cell.bottom + 1)),
                    list(range(cell.left, cell.right + 1)),
                    " ".join(cell.text.split()),
                )
                for cell in cells
            ]
            for cells in tables
            if cells
        ]
        for tables in (truth, found)
    ]
    content = [[measure.cell_list_to_grid_con(cells) for cells in tables] for tables in listed]
    topology = [[measure.cell_list_to_grid_top(cells) for cells in tables] for tables in listed]
    return (
        float(measure.hungarian_grits_con(*content)[0]),
        float(measure.hungarian_grits_top(*topology)[0]),
    )


def averages(rows: Sequence[Scores]) -> dict[str, float | None]:
    """The averages over documents by the title of their column; `exact` is over the tables."""
    tables = sum(row.tables for row in rows)
    return {
        "F1": fmean(row.f1 for row in rows),
        "prec.": fmean(row.precision for row in rows),
        "recall": fmean(row.recall for row in rows),
        "exact": sum(row.whole for row in rows) / tables if tables else None,
        "GriTS con.": _mean(row.content for row in rows),
        "GriTS top.": _mean(row.topology for row in rows),
    }


def _mean(figures: Iterable[float | None]) -> float | None:
    known = [figure for figure in figures if figure is not None]
    return fmean(known) if known else None
