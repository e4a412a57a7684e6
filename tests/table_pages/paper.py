"""Paper that is filled from top to bottom: prose, captions, tables, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO
from random import Random

from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.tables.adjacency import Cells
from tests.table_pages.drawing import Drawing
from tests.table_pages.figures import number, some_year
from tests.table_pages.fonts import Family, some_family, width, wrap
from tests.table_pages.layout import lay_out
from tests.table_pages.model import Page, Style, TableText
from tests.table_pages.words import ENGLISH, ITALIAN, Theme, Tongue

LETTER, A4 = (612.0, 792.0), (595.3, 841.9)

Maker = Callable[[int, int], TableText]


@dataclass(frozen=True)
class Type:
    """How prose is set; `first` indents the first lines of paragraphs."""

    family: Family
    size: float
    leading: float = 1.2
    justified: bool = False
    first: float = 0.0


@dataclass
class Flow:
    """A column of a page with the height that is reached."""

    canvas: Canvas
    left: float
    right: float
    y: float
    bottom: float
    type: Type

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def room(self) -> float:
        return self.y - self.bottom

    def skip(self, points: float) -> None:
        """White."""
        self.y -= points

    def columns(self, count: int, gap: float, height: float) -> list[Flow]:
        """The next band as columns; this flow goes on below."""
        height = min(height, self.room)
        wide = (self.width - gap * (count - 1)) / count
        lefts = [self.left + number * (wide + gap) for number in range(count)]
        low = self.y - height
        flows = [replace(self, left=x, right=x + wide, bottom=low) for x in lefts]
        self.y = low
        return flows

    def line(self, text: str, face: str = "plain", size: float = 0.0, align: str = "l") -> None:
        """One line of text."""
        size = size or self.type.size
        pitch = size * self.type.leading
        if self.room < pitch:
            return
        font = getattr(self.type.family, face)
        spare = self.width - width(text, font, size)
        self.canvas.setFont(font, size)
        start = self.left + {"l": 0.0, "c": spare / 2, "r": spare}[align]
        self.canvas.drawString(start, self.y - size, text)
        self.y -= pitch

    def lines(self, text: str, face: str = "plain", size: float = 0.0, align: str = "l") -> None:
        """A text that wraps."""
        size = size or self.type.size
        font = getattr(self.type.family, face)
        for line in wrap(text, font, size, self.width):
            self.line(line, face, size, align)

    def paragraph(self, text: str, hang: float = 0.0) -> None:
        """A paragraph of prose, its first line indented or the others."""
        font, size = self.type.family.plain, self.type.size
        pitch = size * self.type.leading
        first = 0.0 if hang else self.type.first
        lines = wrap(text, font, size, self.width, hang=hang, first=first)
        for index, line in enumerate(lines):
            if self.room < pitch:
                return
            start = self.left + (hang if index else first)
            spare = self.right - start - width(line, font, size)
            spaces = line.count(" ")
            last = index == len(lines) - 1
            stretch = spare / spaces if self.type.justified and spaces and not last else 0.0
            self.canvas.setFont(font, size)
            self.canvas.drawString(
                start, self.y - size, line, wordSpace=stretch if stretch < size else 0.0
            )
            self.y -= pitch

    def fit(self, style: Style, make: Maker, rows: int, cols: int, below: float = 0) -> TableText:
        """The largest table up to so many rows and columns for which there is room."""
        text = make(rows, cols)
        for _ in range(60):
            layout = lay_out(text, style)
            if layout.width > self.width + 0.1 and cols > 1:
                cols -= 1
            elif layout.height > self.room - below and rows > 2:
                rows -= max(1, rows // 8)
            else:
                break
            text = make(rows, cols)
        return text

    def table(self, text: TableText, style: Style, align: str = "l") -> Cells | None:
        """Draw a table if there is room, and give its truth."""
        layout = lay_out(text, style)
        if layout.height > self.room or layout.width > self.width + 0.2:
            return None
        shift = {"l": 0.0, "c": 0.5, "r": 1.0}[align] * (self.width - layout.width)
        Drawing(self.canvas, text, style, layout, self.left + shift, self.y).draw()
        self.y -= layout.height
        return text.truth()


def sentence(rng: Random, tongue: Tongue) -> str:
    """A sentence of prose."""
    first, second = rng.sample(tongue.nouns, 2)
    return rng.choice(tongue.sentences).format(
        a=first,
        b=second,
        n=number(rng.randint(12, 90000), 0, tongue),
        d=number(rng.uniform(0.5, 60), 1, tongue),
        y=some_year(rng),
        p=rng.choice(tongue.places),
    )


def prose(rng: Random, tongue: Tongue, sentences: int) -> str:
    """A paragraph."""
    return " ".join(sentence(rng, tongue) for _ in range(sentences))


@dataclass
class Paper:
    """A page that is being made."""

    rng: Random
    tongue: Tongue
    canvas: Canvas
    buffer: BytesIO
    flow: Flow
    tables: list[Cells] = field(default_factory=list)

    def theme(self) -> Theme:
        """A subject."""
        return self.rng.choice(self.tongue.themes)

    def keep(self, truth: Cells | None) -> None:
        """Take a drawn table into the truth."""
        if truth:
            self.tables.append(truth)

    def fill(self, flow: Flow) -> None:
        """Fill a flow with prose."""
        while flow.room > flow.type.size * flow.type.leading:
            flow.paragraph(prose(self.rng, self.tongue, self.rng.randint(2, 5)))
            flow.skip(0.0 if flow.type.first else flow.type.size * 0.6)

    def finish(self) -> Page:
        """The page, with its truth."""
        self.canvas.showPage()
        self.canvas.save()
        return Page(self.buffer.getvalue(), tuple(self.tables))


def new_paper(rng: Random, family: Family | None = None, size: float = 0.0) -> Paper:
    """Paper with a running head or none and a page number."""
    tongue = rng.choice((ENGLISH, ENGLISH, ITALIAN))
    wide, high = A4 if tongue is ITALIAN else LETTER
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(wide, high), invariant=1)
    family = family or some_family(rng)
    size = size or rng.choice((8.0, 9.0, 9.5, 10.0, 11.0))
    type_ = Type(
        family, size, rng.uniform(1.12, 1.35), "Vera" not in family.plain, rng.choice((0.0, 10.0))
    )
    margin = rng.uniform(42, 68)
    flow = Flow(canvas, margin, wide - margin, high - margin - 8, margin + 14, type_)
    _running_lines(rng, tongue, flow, high)
    return Paper(rng, tongue, canvas, buffer, flow)


def _running_lines(rng: Random, tongue: Tongue, flow: Flow, high: float) -> None:
    canvas, family = flow.canvas, flow.type.family
    canvas.setFont(family.italic, 8)
    if rng.random() < 0.6:
        canvas.drawString(flow.left, high - 36, rng.choice(tongue.heads))
        if rng.random() < 0.5:
            canvas.drawRightString(flow.right, high - 36, tongue.letter[0])
    canvas.setFont(family.plain, 8)
    place = (flow.left + flow.right) / 2 if rng.random() < 0.5 else flow.right - 8
    canvas.drawCentredString(place, 30, str(rng.randint(2, 240)))
