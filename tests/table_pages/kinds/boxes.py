"""Kinds of pages whose tables are coloured boxes or stand in frames."""

from __future__ import annotations

from random import Random

from tests.table_pages.blocks import (
    heading,
    mixed,
    phrases_maker,
    prose_band,
    put_table,
    statistics_maker,
)
from tests.table_pages.contents import some_shape
from tests.table_pages.model import WHITE, Page, Paint, Style, TableText, unpainted
from tests.table_pages.paper import Paper, new_paper
from tests.table_pages.words import Theme

DARK: tuple[Paint, ...] = (
    (0.05, 0.2, 0.42),
    (0.0, 0.38, 0.36),
    (0.45, 0.08, 0.16),
    (0.16, 0.36, 0.14),
    (0.35, 0.2, 0.48),
    (0.62, 0.28, 0.02),
    (0.2, 0.2, 0.22),
    (0.0, 0.42, 0.62),
)


def base_style(paper: Paper, size: float = 0.0, **given: object) -> Style:
    """A style in the page's font with usual measures."""
    rng, family = paper.rng, paper.flow.type.family
    size = size or min(paper.flow.type.size, rng.choice((7.0, 8.0, 8.5, 9.0)))
    style = Style(
        family.plain,
        family.bold,
        size,
        leading=rng.uniform(1.08, 1.25),
        pad=rng.uniform(0.6, 2.5),
        gap=max(5.0, size * rng.uniform(0.9, 2.2)),
        indent=rng.uniform(6, 12),
        hang=rng.choice((0.0, 6.0, 9.0)),
        limit=rng.uniform(95, 170),
        align=rng.choice(("lr", "ld", "ld")),
        head_bold=rng.random() < 0.5,
        weight=rng.uniform(0.3, 0.8),
        strong=rng.uniform(0.5, 1.4),
        slack=(rng.uniform(2, 15), *(rng.uniform(3, 8) for _ in range(8))),
    )
    return style.but(**given)


def title_length(theme: Theme) -> int:
    """How long the row titles of a subject are; the long ones are drawn more often."""
    return sum(map(len, theme.rows)) // len(theme.rows)


def _page(paper: Paper, style: Style, boxed: bool, texts: float = 0.25) -> Page:
    """One or two tables between bands of prose; a share of them are tables of texts."""
    rng, flow = paper.rng, paper.flow
    count = rng.choice((1, 1, 2))
    if rng.random() < 0.6:
        heading(paper, flow)
        prose_band(paper, flow, rng.uniform(60, 200), rng.choice((1, 2)))
        flow.skip(14)
    for _ in range(count):
        theme = max(paper.theme(), paper.theme(), key=title_length)
        shape = some_shape(
            rng, levels=rng.choice((1, 1, 2)), spanned=boxed, every=0, blank=rng.choice((0, 0.05))
        )
        rows, cols = rng.randint(4, 18), rng.randint(2, 7)
        words = rng.random() < texts
        make = phrases_maker(paper, theme) if words else statistics_maker(paper, theme, shape)
        own = style.but(align="l", head_align="=", valign="t") if words else style
        put_table(paper, flow, own, make, theme, rows=rows, cols=min(cols, 3) if words else cols)
        flow.skip(14)
    if rng.random() < 0.5:
        prose_band(paper, flow, flow.room, rng.choice((1, 2)))
    return paper.finish()


def coloured_boxes(rng: Random) -> Page:
    """Cells as boxes with white gaps between them, no rules."""
    paper = new_paper(rng)
    dark, all_dark = rng.choice(DARK), rng.random() < 0.5
    titled, striped, pale = rng.random() < 0.7, rng.random() < 0.4, rng.uniform(0.75, 0.9)

    def strong(text: TableText, row: int, col: int) -> bool:
        return row < text.head or (titled and col == 0)

    def fill(text: TableText, row: int, col: int) -> Paint | None:
        if row < text.head:
            return dark
        if all_dark:
            return mixed(dark, 0.12 if col == 0 else 0.25 if striped and row % 2 else 0.18)
        if strong(text, row, col):
            return mixed(dark, 0.15)
        return mixed(dark, min(pale + 0.06, 0.94) if striped and row % 2 else pale)

    def ink(text: TableText, row: int, col: int) -> Paint | None:
        return WHITE if all_dark or strong(text, row, col) else None

    gap = rng.uniform(8, 16)
    style = base_style(
        paper,
        pad=rng.uniform(2.5, 6),
        gap=gap,
        inset=gap / 2,
        align=rng.choice(("lr", "lc", "l", "ld")),
        head_align=rng.choice(("=", "c", "l")),
        valign=rng.choice("tm"),
        head_valign=rng.choice("mb"),
        fill=fill,
        ink=ink,
        white=rng.uniform(1.5, 4),
        width=paper.flow.width if rng.random() < 0.6 else 0.0,
    )
    return _page(paper, style, boxed=True)


def coloured_row_titles(rng: Random) -> Page:
    """Row titles filled in shades by group, few or no rules."""
    paper = new_paper(rng)
    shades = rng.sample(DARK, 4)
    pale = rng.choice((0.0, 0.35, 0.6, 0.75))
    body, headed = rng.random() < 0.4, rng.random() < 0.5

    def fill(text: TableText, row: int, col: int) -> Paint | None:
        if row < text.head:
            return mixed(shades[0], 0.85) if headed else None
        shade = shades[text.group(row) % 4]
        if col == 0:
            return mixed(shade, pale)
        return mixed(shade, 0.92) if body else None

    def ink(text: TableText, row: int, col: int) -> Paint | None:
        return WHITE if row >= text.head and col == 0 and pale < 0.5 else None

    gap = rng.uniform(8, 16)
    style = base_style(
        paper,
        pad=rng.uniform(1.5, 5),
        gap=gap,
        inset=gap / 2,
        align=rng.choice(("lr", "lc", "ld")),
        head_align=rng.choice("=c"),
        fill=fill,
        ink=ink,
        white=rng.choice((0.0, 0.0, 0.8, 2.0)),
        rules=frozenset(rng.choice(((), (), ("head",), ("rows",), ("top", "bottom")))),
        width=paper.flow.width if rng.random() < 0.5 else 0.0,
    )
    return _page(paper, style, boxed=headed)


def thick_frame(rng: Random) -> Page:
    """A thick box with rows as tight as lines of text; row titles wrap and hang."""
    paper = new_paper(rng)
    size = rng.choice((7.0, 7.5, 8.0, 9.0))
    rules = {*rng.choice((("frame",), ("frame", "head"), ("frame", "head", "spans")))}
    rules |= {*rng.choice(((), (), ("columns",)))}
    style = base_style(
        paper,
        size,
        leading=rng.uniform(1.0, 1.15),
        pad=0.0,
        inset=rng.uniform(4, 8),
        hang=rng.uniform(5, 12),
        limit=size * rng.uniform(7, 11),
        valign=rng.choice("tb"),
        rules=frozenset(rules),
        edge=rng.uniform(1.2, 3),
        strong=rng.uniform(1.5, 3.0),
        width=paper.flow.width if rng.random() < 0.5 else 0.0,
    )
    return _page(paper, style, boxed="columns" in rules, texts=0.0)


def plain_grid(rng: Random) -> Page:
    """The usual grid with all rules."""
    paper = new_paper(rng)
    gap, shaded = rng.uniform(6, 12), rng.random() < 0.4

    def fill(text: TableText, row: int, col: int) -> Paint | None:
        return (0.88, 0.88, 0.9) if row < text.head else None

    style = base_style(
        paper,
        pad=rng.uniform(1.5, 4),
        gap=gap,
        inset=gap / 2,
        head_align=rng.choice(("c", "=", "l")),
        valign=rng.choice("tm"),
        head_valign=rng.choice("mb"),
        rules=frozenset(("grid",)),
        fill=fill if shaded else unpainted,
        width=paper.flow.width if rng.random() < 0.5 else 0.0,
    )
    return _page(paper, style, boxed=True)
