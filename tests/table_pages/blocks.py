"""What kinds of pages have in common: a table with its caption and notes, headings, prose."""

from __future__ import annotations

from random import Random

from tests.table_pages.contents import Shape, phrases, statistics
from tests.table_pages.model import Paint, Style, TableText
from tests.table_pages.paper import Flow, Maker, Paper
from tests.table_pages.words import Theme


def statistics_maker(paper: Paper, theme: Theme, shape: Shape) -> Maker:
    """Makes the same table of figures in any size."""
    seed = paper.rng.random()
    return lambda rows, cols: statistics(
        Random(seed),
        paper.tongue,
        theme,
        shape,
        rows=rows,
        cols=cols,
    )


def phrases_maker(paper: Paper, theme: Theme) -> Maker:
    """Makes the same table of texts in any size."""
    seed = paper.rng.random()
    return lambda rows, cols: phrases(
        Random(seed),
        paper.tongue,
        theme,
        rows,
        cols,
    )


def caption(paper: Paper, flow: Flow, theme: Theme, where: str = "l") -> None:
    """A caption above a table, of one of the usual forms."""
    rng = paper.rng
    number = rng.randint(1, 40)
    lead = rng.choice(
        (f"{paper.tongue.table} {number}.", f"{paper.tongue.table} {number}.--", f"{number}.")
    )
    subject = f"{theme.title}: {theme.subject}, {rng.randint(1990, 2024)}"
    flow.lines(f"{lead} {subject}", rng.choice(("bold", "plain")), align=where)
    flow.skip(rng.uniform(2, 8))


def notes(paper: Paper, flow: Flow, text: TableText) -> None:
    """Footnotes below a table, where it has marks; sometimes a source."""
    flow.skip(3)
    size = flow.type.size * 0.85
    texts = " ".join(cell.text for row in text.rows for cell in row)
    for mark in ("1/", "*", "¹", "(1)"):
        if mark in texts:
            flow.lines(f"{mark} {paper.rng.choice(paper.tongue.notes)}", size=size)
    if paper.rng.random() < 0.3:
        flow.lines(f"{paper.tongue.source}: {paper.tongue.letter[0]}.", "italic", size)


def put_table(
    paper: Paper, flow: Flow, style: Style, make: Maker, theme: Theme, *, rows: int, cols: int
) -> bool:
    """A table with its caption and notes, if there is room for it."""
    rng = paper.rng
    below = flow.type.size * 6 + 30
    if flow.room < 90 + below:
        return False
    text = flow.fit(style, make, rows, cols, below)
    where = rng.choice("llc")
    if rng.random() < 0.8:
        caption(paper, flow, theme, where)
    truth = flow.table(text, style, where)
    if truth is None:
        return False
    paper.keep(truth)
    notes(paper, flow, text)
    return True


def heading(paper: Paper, flow: Flow) -> None:
    """A heading of a section."""
    flow.skip(4)
    flow.lines(paper.rng.choice(paper.tongue.heads), "bold", flow.type.size * 1.2)
    flow.skip(4)


def prose_band(paper: Paper, flow: Flow, height: float, count: int) -> None:
    """A band of prose in so many columns."""
    for column in flow.columns(count, 18, height):
        paper.fill(column)


def mixed(paint: Paint, white: float) -> Paint:
    """A paler shade."""
    red, green, blue = (1 - (1 - part) * (1 - white) for part in paint)
    return red, green, blue
