"""Kinds of pages whose tables have level rules or none."""

from __future__ import annotations

from random import Random

from tests.table_pages.blocks import heading, prose_band, put_table, statistics_maker
from tests.table_pages.contents import some_shape
from tests.table_pages.kinds.boxes import base_style
from tests.table_pages.model import Page
from tests.table_pages.paper import new_paper, prose

LEVEL = frozenset(("top", "head", "bottom", "spans"))


def statistics_level_rules(rng: Random) -> Page:
    """Tables across the page with level rules, above or between prose of two columns."""
    paper = new_paper(rng)
    flow = paper.flow
    style = base_style(
        paper,
        rng.choice((7.0, 7.5, 8.0)),
        pad=rng.uniform(0.6, 1.8),
        rules=LEVEL if rng.random() < 0.8 else LEVEL - {"bottom"},
        head_align=rng.choice(("=", "c=")),
        span_align=rng.choice("ccl"),
        break_gap=rng.choice((0.0, 3.0, 6.0)),
        width=flow.width,
        slack=(rng.uniform(1, 6), 1.0),
    )
    if rng.random() < 0.5:
        prose_band(paper, flow, rng.uniform(70, 150), 2)
        flow.skip(12)
    for _ in range(rng.choice((2, 2, 3))):
        theme = paper.theme()
        make = statistics_maker(paper, theme, some_shape(rng))
        put_table(paper, flow, style, make, theme, rows=rng.randint(4, 14), cols=rng.randint(4, 10))
        flow.skip(12)
    prose_band(paper, flow, flow.room, 2)
    return paper.finish()


def two_row_heading(rng: Random) -> Page:
    """Few columns, under a spanning heading or headings of two to three lines."""
    paper = new_paper(rng)
    flow = paper.flow
    spanned = rng.random() < 0.5
    rules = rng.choice(((), ("head",), ("top", "head", "bottom"), ("spans",), ("spans", "head")))
    style = base_style(
        paper,
        head_align=rng.choice(("=", "c=")),
        rules=frozenset(rules),
        pad=rng.uniform(0.6, 3),
        break_gap=rng.choice((0.0, 4.0)),
        width=flow.width * rng.uniform(0.5, 1.0) if rng.random() < 0.6 else 0.0,
        slack=(2.0, 1.0),
    )
    for _ in range(rng.choice((1, 2, 2))):
        heading(paper, flow)
        for _ in range(rng.randint(1, 2)):
            flow.paragraph(prose(rng, paper.tongue, rng.randint(2, 4)))
            flow.skip(6)
        flow.skip(6)
        theme = paper.theme()
        shape = some_shape(
            rng,
            levels=2 if spanned else 1,
            stack=0 if spanned else rng.choice((6, 8, 9)),
            across=False,
        )
        cols = rng.choice((2, 2, 3)) if spanned else rng.randint(1, 3)
        make = statistics_maker(paper, theme, shape)
        put_table(paper, flow, style, make, theme, rows=rng.randint(3, 12), cols=cols)
        flow.skip(10)
    prose_band(paper, flow, min(flow.room, rng.uniform(0, 300)), 1)
    return paper.finish()


def small_among_small_type(rng: Random) -> Page:
    """Small tables between paragraphs in the same small type."""
    size = rng.choice((6.0, 6.5, 7.0, 7.5, 8.0))
    paper = new_paper(rng, size=size)
    columns = paper.flow.columns(rng.choice((1, 2, 2)), 16, paper.flow.room)
    rules = rng.choice(((), (), ("head",), ("top", "head", "bottom")))
    style = base_style(
        paper,
        size,
        leading=paper.flow.type.leading,
        pad=rng.choice((0.0, 0.0, 0.5, 1.0)),
        gap=rng.uniform(8, 22),
        limit=90.0,
        rules=frozenset(rules),
        head_bold=rng.random() < 0.3,
        slack=(rng.uniform(0, 30), rng.uniform(0, 8)),
    )
    for flow in columns:
        while flow.room > size * 10:
            for _ in range(rng.randint(1, 3)):
                flow.paragraph(prose(rng, paper.tongue, rng.randint(2, 5)))
            flow.skip(size * rng.uniform(0.5, 1))
            shape = some_shape(
                rng, levels=1, groups=0, across=False, dated=False, every=0, total=False, mark=""
            )
            make = statistics_maker(paper, paper.theme(), shape)
            rows, cols = rng.randint(2, 5), rng.randint(1, 3)
            text = flow.fit(style, make, rows, cols, 0)
            paper.keep(flow.table(text, style, rng.choice("llc")))
            flow.skip(size * rng.uniform(0.5, 1))
    return paper.finish()


def dot_leaders(rng: Random) -> Page:
    """Row titles with leaders of dots to several columns of figures."""
    paper = new_paper(rng)
    flow = paper.flow
    rules = rng.choice(
        ((), ("head",), ("top", "head", "bottom"), ("top", "head", "bottom", "columns"))
    )
    style = base_style(
        paper,
        pad=rng.uniform(0, 1.2),
        rules=frozenset((*rules, *(("spans",) if rules else ()))),
        leaders=rng.choice((".", ".", " .", ". ")),
        valign="b",
        hang=rng.uniform(4, 9),
        break_gap=rng.choice((0.0, 3.0, 5.0)),
        width=flow.width if rng.random() < 0.7 else 0.0,
        slack=(rng.uniform(30, 60), rng.uniform(2, 12)),
    )
    if rng.random() < 0.5:
        prose_band(paper, flow, rng.uniform(60, 160), rng.choice((1, 2)))
        flow.skip(12)
    for _ in range(rng.choice((1, 2, 2))):
        theme = paper.theme()
        shape = some_shape(rng, blank=0.0, spanned="columns" in rules)
        make = statistics_maker(paper, theme, shape)
        put_table(paper, flow, style, make, theme, rows=rng.randint(6, 18), cols=rng.randint(2, 6))
        flow.skip(12)
    prose_band(paper, flow, min(flow.room, rng.uniform(0, 400)), rng.choice((1, 2)))
    return paper.finish()
