"""The contents of tables: heading rows with spans, row titles in groups, figures, texts."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.table_pages.figures import column, sparse, years
from tests.table_pages.model import Cell, TableText
from tests.table_pages.words import Theme, Tongue

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Shape:
    """What a table of figures has.

    `levels` of heading rows; `groups` of row titles, whose titles stand in the first
    column or `across` the table; shares of cells left blank or dashed; `mark` behind some
    titles and figures; headings broken into lines of `stack` letters; `spanned` when the
    title of the first column covers all heading rows, as in boxes; `dated` when the row
    titles are years; a blank after every `every` rows.
    """

    levels: int = 1
    groups: int = 0
    across: bool = False
    total: bool = False
    blank: float = 0.0
    dash: float = 0.0
    mark: str = ""
    stack: int = 0
    spanned: bool = False
    currency: bool = False
    dated: bool = False
    bold: bool = False
    every: int = 0


def some_shape(rng: Random, **given: Any) -> Shape:
    """A shape at random, with what is given."""
    groups = rng.choice((0, 0, 2, 3))
    drawn: dict[str, Any] = {
        "levels": rng.choice((1, 1, 2, 2, 3)),
        "groups": groups,
        "across": groups > 0 and rng.random() < 0.25,
        "total": rng.random() < 0.5,
        "blank": rng.choice((0.0, 0.0, 0.08)),
        "dash": rng.choice((0.0, 0.05, 0.12)),
        "mark": rng.choice(("", "", " 1/", "*", "¹", " (1)")),
        "stack": rng.choice((0, 8, 10, 12)),
        "currency": rng.random() < 0.5,
        "dated": groups == 0 and rng.random() < 0.25,
        "bold": rng.random() < 0.5,
        "every": rng.choice((0, 0, 0, 5)),
    }
    return Shape(**{**drawn, **given})


def statistics(
    rng: Random, tongue: Tongue, theme: Theme, shape: Shape, *, rows: int, cols: int
) -> TableText:
    """A table of row titles and figures, with at most `cols` columns of figures."""
    head, kinds = _heading(rng, tongue, theme, shape, cols)
    titles = _titles(rng, tongue, theme, shape, rows)
    count = sum(not title.cols > 1 and figures for title, figures, _ in titles)
    columns = [
        sparse(
            rng,
            column(rng, tongue, kind, count + 1 - shape.total, shape.currency),
            shape.blank,
            shape.dash,
            shape.mark,
        )
        for kind in kinds
    ]
    body: list[Row] = []
    used = 0
    for title, figures, last in titles:
        if title.cols > 1:
            body.append((Cell(title.text, cols=1 + len(kinds), bold=title.bold),))
        elif not figures:
            body.append((title, *(Cell() for _ in kinds)))
        else:
            body.append((title, *(Cell(each[used], bold=last and shape.bold) for each in columns)))
            used += 1
    breaks = _breaks(titles, shape, len(head))
    return TableText((*head, *body), len(head), breaks)


Title = tuple[Cell, bool, bool]


def _titles(rng: Random, tongue: Tongue, theme: Theme, shape: Shape, rows: int) -> list[Title]:
    """The row titles, each with whether it has figures and whether it is the total."""
    body = max(1, rows - shape.total)
    names = years(rng, min(body, 30)) if shape.dated else _names(rng, theme, body)
    groups = min(shape.groups, len(names) // 2)
    found: list[Title] = []
    if groups < 2:
        found = [(Cell(name), True, False) for name in names]
    else:
        cuts = [len(names) * each // groups for each in range(groups + 1)]
        for group, title in enumerate(rng.sample(theme.groups, groups)):
            span = 2 if shape.across else 1
            found.append((Cell(title, cols=span, bold=shape.bold), False, False))
            for name in names[cuts[group] : cuts[group + 1]]:
                found.append((Cell(name, indent=int(not shape.across)), True, False))
    if shape.mark:
        found[-1] = (Cell(found[-1][0].text + shape.mark, indent=found[-1][0].indent), True, False)
    if shape.total:
        found.append((Cell(tongue.total, bold=shape.bold), True, True))
    return found


def _names(rng: Random, theme: Theme, count: int) -> list[str]:
    names = rng.sample(theme.rows, min(count, len(theme.rows)))
    return sorted(names) if rng.random() < 0.5 else names


def _breaks(titles: list[Title], shape: Shape, head: int) -> frozenset[int]:
    starts = {row for row, (_, figures, last) in enumerate(titles) if last or not figures}
    if shape.every and not shape.groups:
        starts |= set(range(shape.every, len(titles), shape.every))
    return frozenset(head + row for row in starts)


def stacked(text: str, letters: int) -> str:
    """A heading broken into short lines."""
    return "\n".join(textwrap.wrap(text, letters, break_long_words=False)) if letters else text


def _heading(
    rng: Random, tongue: Tongue, theme: Theme, shape: Shape, cols: int
) -> tuple[list[Row], list[str]]:
    """The heading rows and the kind of each column of figures."""
    first = tongue.year if shape.dated else theme.title
    if shape.levels == 1:
        names, kinds = _measures(rng, theme, cols, shape.dated)
        cells = [Cell(stacked(name, shape.stack)) for name in names]
        return [(Cell(first), *cells)], kinds
    size = min(rng.choice((2, 2, 3)), cols)
    chunks = min(cols // size, len(tongue.tops))
    lower, upper, kinds = _two_levels(rng, tongue, theme, shape, size=size, chunks=chunks)
    rows: list[Row] = [tuple(Cell(name, cols=size) for name in upper)]
    if shape.levels > 2 and chunks > 1:
        rows.insert(0, (Cell(theme.subject.capitalize(), cols=size * chunks),))
    if shape.spanned:
        rows[0] = (Cell(first, rows=len(rows) + 1), *rows[0])
        return [*rows, lower], kinds
    return [*((Cell(), *row) for row in rows), (Cell(first), *lower)], kinds


def _two_levels(
    rng: Random, tongue: Tongue, theme: Theme, shape: Shape, *, size: int, chunks: int
) -> tuple[Row, list[str], list[str]]:
    """The lower headings, the upper ones, the kinds of the columns."""
    if not shape.dated and rng.random() < 0.4:
        chosen = rng.sample(theme.measures, min(chunks, len(theme.measures)))
        lower = years(rng, size) * len(chosen)
        kinds = [kind for _, kind in chosen for _ in range(size)]
        return tuple(map(Cell, lower)), [name for name, _ in chosen], kinds
    chosen = rng.sample(theme.measures, size)
    dated = not shape.dated and rng.random() < 0.4
    upper = years(rng, chunks) if dated else rng.sample(tongue.tops, chunks)
    cells = tuple(Cell(stacked(name, shape.stack)) for name, _ in chosen) * chunks
    return cells, upper, [kind for _, kind in chosen] * chunks


def _measures(rng: Random, theme: Theme, cols: int, dated: bool) -> tuple[list[str], list[str]]:
    if not dated and (cols > len(theme.measures) or rng.random() < 0.25):
        return years(rng, cols), [rng.choice("nnd")] * cols
    chosen = rng.sample(theme.measures, min(cols, len(theme.measures)))
    return [name for name, _ in chosen], [kind for _, kind in chosen]


def phrases(rng: Random, tongue: Tongue, theme: Theme, rows: int, cols: int) -> TableText:
    """A table of texts, some long."""
    heads = (theme.title, *tongue.text_heads[: max(1, cols)])
    body = [
        (Cell(name), *(Cell(_phrase(rng, tongue, theme, each)) for each in range(len(heads) - 1)))
        for name in _names(rng, theme, rows)
    ]
    return TableText((tuple(map(Cell, heads)), *body))


def _phrase(rng: Random, tongue: Tongue, theme: Theme, each: int) -> str:
    if each == 1:
        return rng.choice(theme.groups)
    if each == 3:
        return rng.choice(("", "–", tongue.notes[0], tongue.notes[1]))
    return rng.choice(tongue.texts)
