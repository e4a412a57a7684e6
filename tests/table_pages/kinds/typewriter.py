"""Pages written on a typewriter."""

from __future__ import annotations

from random import Random

from tests.table_pages.blocks import statistics_maker
from tests.table_pages.contents import some_shape
from tests.table_pages.fonts import COURIER, width
from tests.table_pages.model import Page
from tests.table_pages.paper import Flow, Paper, Type, new_paper, prose
from tests.table_pages.typewriter import Typing, side_by_side, typed


def typewriter_blocks(rng: Random) -> Page:
    """Courier, columns by spaces, the same columns again at the right."""
    paper = new_paper(rng, COURIER, rng.choice((7.0, 8.0, 9.0, 10.0)))
    flow = paper.flow
    flow.type = Type(COURIER, flow.type.size, rng.uniform(1.0, 1.25))
    for _ in range(rng.choice((1, 2, 3))):
        if rng.random() < 0.7:
            flow.paragraph(prose(rng, paper.tongue, rng.randint(2, 4)))
            flow.skip(flow.type.size)
        _table(paper, flow)
        flow.skip(flow.type.size * 1.5)
    if rng.random() < 0.5:
        flow.paragraph(prose(rng, paper.tongue, 4))
    return paper.finish()


def _table(paper: Paper, flow: Flow) -> None:
    rng, blocks = paper.rng, paper.rng.choice((1, 2, 2, 2, 3, 3))
    short = [theme for theme in paper.tongue.themes if max(map(len, theme.rows)) < 30]
    theme = rng.choice(short) if blocks > 1 else paper.theme()
    groups = 0 if blocks > 1 else rng.choice((0, 2))
    shape = some_shape(
        rng, levels=1 if blocks > 1 else rng.choice((1, 2)), groups=groups, across=False, every=0
    )
    make = statistics_maker(paper, theme, shape)
    letters = int(flow.width / width("0", COURIER.plain, flow.type.size))
    rule, gap, wide = rng.choice(("", "", "-", "-", "=")), rng.randint(2, 4), rng.randint(4, 8)
    ruled, where = rng.random() < 0.4, rng.choice("lc")
    rows, cols = rng.randint(8, 24), rng.randint(1, 2) if blocks > 1 else rng.randint(2, 6)
    while True:
        text = make(rows, cols)
        size = text.cols if blocks > 1 else 0
        if blocks > 1:
            text = side_by_side(text, blocks)
        lines = typed(text, Typing(gap, wide, size, rule, ruled))
        long = max(map(len, lines))
        if long <= letters:
            break
        if cols > 1:
            cols -= 1
        elif blocks > 1:
            blocks -= 1
            cols = 3 if blocks == 1 else cols
        else:
            return
    if (len(lines) + 4) * flow.type.size * flow.type.leading > flow.room:
        return
    if rng.random() < 0.7:
        title = f"{paper.tongue.table} {rng.randint(1, 30)}. {theme.subject}"
        flow.line(title.upper() if rng.random() < 0.4 else title, align=where)
        flow.skip(flow.type.size * 0.6)
    left = " " * ((letters - long) // 2 if where == "c" else 0)
    for line in lines:
        flow.line(left + line)
    paper.keep(text.truth())
