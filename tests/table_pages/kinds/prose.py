"""Pages without tables that may look like some."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.table_pages.blocks import heading
from tests.table_pages.fonts import width
from tests.table_pages.model import Page
from tests.table_pages.paper import Flow, Paper, new_paper, prose, sentence


def prose_only(rng: Random) -> Page:
    """Prose in one or two columns, lists, contents, a bibliography, letters."""
    paper = new_paper(rng)
    rng.choice((_columns, _columns, _lists, _contents, _bibliography, _letter))(paper)
    return paper.finish()


def _columns(paper: Paper) -> None:
    for flow in paper.flow.columns(paper.rng.choice((2, 2, 3)), 16, paper.flow.room):
        while flow.room > 60:
            if paper.rng.random() < 0.3:
                heading(paper, flow)
            flow.paragraph(prose(paper.rng, paper.tongue, paper.rng.randint(2, 6)))
        paper.fill(flow)


def _lists(paper: Paper) -> None:
    rng, flow = paper.rng, paper.flow
    while flow.room > 120:
        heading(paper, flow)
        flow.paragraph(prose(rng, paper.tongue, 2))
        flow.skip(5)
        mark: Callable[[int], str] = rng.choice(
            (lambda n: "•", lambda n: "–", lambda n: f"{n}.", lambda n: f"({chr(96 + n)})")
        )
        for number in range(1, rng.randint(3, 7)):
            _item(flow, mark(number), sentence(rng, paper.tongue))
        flow.skip(8)


def _item(flow: Flow, mark: str, text: str) -> None:
    """A mark with a text that hangs beside it."""
    size = flow.type.size
    if flow.room < size * flow.type.leading * 3:
        return
    flow.canvas.setFont(flow.type.family.plain, size)
    flow.canvas.drawString(flow.left + 8, flow.y - size, mark)
    beside = replace(flow, left=flow.left + 26, type=replace(flow.type, first=0.0))
    beside.paragraph(text)
    flow.y = beside.y


def _contents(paper: Paper) -> None:
    rng, flow = paper.rng, paper.flow
    flow.line(paper.tongue.contents, "bold", flow.type.size * 1.5)
    flow.skip(12)
    font, size, page = flow.type.family.plain, flow.type.size, 3
    dots = rng.random() < 0.7
    for chapter in range(1, rng.randint(5, 9)):
        for section in range(rng.randint(2, 5)):
            page += rng.randint(1, 9)
            number = f"{chapter}.{section}" if section else f"{chapter}"
            place = rng.choice(paper.tongue.places)
            title = f"{number}  {rng.choice(paper.tongue.heads)}: {place}"
            room = flow.width - width(title, font, size) - width("  000", font, size)
            leaders = "." * int(room / width(".", font, size)) if dots else ""
            flow.line(f"{title} {leaders}")
            flow.y += size * flow.type.leading
            flow.line(str(page), align="r")
            flow.skip(2)
            if flow.room < 40:
                return


def _bibliography(paper: Paper) -> None:
    rng = paper.rng
    paper.flow.line(paper.tongue.sources, "bold", paper.flow.type.size * 1.3)
    paper.flow.skip(8)
    for flow in paper.flow.columns(rng.choice((1, 2)), 20, paper.flow.room):
        while flow.room > flow.type.size * 5:
            office = f"{rng.choice(paper.tongue.places)} {paper.tongue.letter[0]}"
            year, first = rng.randint(1980, 2024), rng.randint(1, 300)
            subject = paper.theme().subject.capitalize()
            volume = f"{rng.randint(1, 60)}({rng.randint(1, 4)}): {first}–{first + 17}"
            title = f"{subject}. {rng.choice(paper.tongue.heads)}"
            flow.paragraph(f"{office} ({year}). {title}. {volume}.", hang=14)
            flow.skip(3)


def _letter(paper: Paper) -> None:
    rng, flow = paper.rng, paper.flow
    office, street, salute, regards, about = paper.tongue.letter
    town = rng.choice(paper.tongue.places)
    for line in (office, f"{street} {rng.randint(1, 90)}", town):
        flow.line(line, align="l")
    flow.skip(20)
    for line in (f"{rng.choice(paper.tongue.places)} {office}", f"P.O. Box {rng.randint(10, 900)}"):
        flow.line(" " * 70 + line)
    flow.line(" " * 70 + f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(1999, 2024)}")
    flow.skip(20)
    flow.line(f"{about} {paper.theme().subject}", "bold")
    flow.skip(14)
    flow.line(salute)
    flow.skip(8)
    for _ in range(rng.randint(3, 5)):
        flow.paragraph(prose(rng, paper.tongue, rng.randint(2, 5)))
        flow.skip(8)
    flow.skip(10)
    flow.line(regards)
    flow.skip(40)
    flow.line(office)
