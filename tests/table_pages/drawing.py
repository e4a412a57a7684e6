"""Draws a table at a place: boxes of colour, rules, texts."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from tests.table_pages.fonts import width
from tests.table_pages.layout import Layout, face, pads, split_figure
from tests.table_pages.model import BLACK, Placed, Style, TableText

ASCENT = 0.76


@dataclass(frozen=True)
class Drawing:
    """A table on its canvas, with the place of its upper left corner."""

    canvas: Canvas
    text: TableText
    style: Style
    layout: Layout
    x: float
    y: float

    def draw(self) -> None:
        """Everything, the boxes first."""
        for place in self.text.placed:
            self._fill(place)
        self.canvas.setStrokeColorRGB(*BLACK)
        self._rules()
        for place, lines in zip(self.text.placed, self.layout.lines, strict=True):
            self._write(place, lines)
        self.canvas.setFillColorRGB(*BLACK)

    def _box(self, place: Placed) -> tuple[float, float, float, float]:
        """The left, lower, right and upper edge of a cell."""
        edges, levels = self.layout.edges, self.layout.levels
        return (
            self.x + edges[place.col],
            self.y - levels[place.row + place.cell.rows],
            self.x + edges[place.col + place.cell.cols],
            self.y - levels[place.row],
        )

    def _fill(self, place: Placed) -> None:
        paint = self.style.fill(self.text, place.row, place.col)
        if paint is None:
            return
        left, low, right, high = self._box(place)
        half = self.style.white / 2
        self.canvas.setFillColorRGB(*paint)
        self.canvas.rect(
            left + half, low + half, right - left - 2 * half, high - low - 2 * half, 0, 1
        )

    def _rules(self) -> None:
        rules, levels = self.style.rules, self.layout.levels
        for name, row in (("top", 0), ("head", self.text.head), ("bottom", -1)):
            if name in rules:
                self.canvas.setLineWidth(self.style.weight if row > 0 else self.style.strong)
                self._level(0.0, self.layout.width, levels[row])
        self.canvas.setLineWidth(self.style.weight)
        if "rows" in rules:
            for level in levels[self.text.head + 1 : -1]:
                self._level(0.0, self.layout.width, level)
        for place in self.text.placed:
            self._rules_of(place)
        if "frame" in rules:
            self.canvas.setLineWidth(self.style.strong)
            self.canvas.rect(
                self.x, self.y - self.layout.height, self.layout.width, self.layout.height
            )

    def _rules_of(self, place: Placed) -> None:
        left, low, right, high = self._box(place)
        rules, above_body = self.style.rules, place.row + place.cell.rows < self.text.head
        if "spans" in rules and place.cell.cols > 1 and above_body and place.cell.text:
            trim = min(self.style.gap * 0.3, 4.0)
            self._level(left - self.x + trim, right - self.x - trim, self.y - low)
        if "grid" in rules:
            self.canvas.rect(left, low, right - left, high - low)
        if "columns" in rules and place.col:
            self.canvas.line(left, low, left, high)

    def _level(self, start: float, end: float, level: float) -> None:
        self.canvas.line(self.x + start, self.y - level, self.x + end, self.y - level)

    def _write(self, place: Placed, lines: tuple[str, ...]) -> None:
        if not place.cell.text:
            return
        style, body = self.style, place.row >= self.text.head
        _, low, _, high = self._box(place)
        if place.row in self.text.breaks:
            high -= style.break_gap
        if place.row in {0, self.text.head}:
            high -= style.edge
        if place.row + place.cell.rows in {*range(1, self.text.head + 1), len(self.text.rows)}:
            low += style.edge
        pitch = style.size * style.leading
        spare = high - low - 2 * style.pad - len(lines) * pitch
        drop = {"t": 0.0, "m": spare / 2, "b": spare}[style.valign if body else style.head_valign]
        base = high - style.pad - drop - (pitch - style.size) / 2 - ASCENT * style.size
        font = face(self.text, style, place)
        self.canvas.setFont(font, style.size)
        self.canvas.setFillColorRGB(*(style.ink(self.text, place.row, place.col) or BLACK))
        for number, line in enumerate(lines):
            start = self._start(place, line, font, number)
            led = style.leaders and body and place.col == 0 and number == len(lines) - 1
            shown = self._led(place, start, line, font) if led else line
            self.canvas.drawString(start, base - number * pitch, shown)

    def _start(self, place: Placed, line: str, font: str, number: int) -> float:
        """Where a line of a cell begins."""
        style = self.style
        left, _, right, _ = self._box(place)
        before, behind = pads(style, self.text.cols, place.col, place.col + place.cell.cols - 1)
        left, right = left + before, right - behind
        long = width(line, font, style.size)
        match style.alignment(self.text, place):
            case "r":
                return right - long
            case "c":
                return (left + right - long) / 2
            case "d":
                whole, rest = self.layout.figures[place.col]
                own = width(split_figure(line)[0], font, style.size)
                return (left + right - whole - rest) / 2 + whole - own
        title = place.col == 0 and place.row >= self.text.head and place.cell.cols == 1
        hang = style.hang if title and number else 0.0
        return left + place.cell.indent * style.indent + hang

    def _led(self, place: Placed, start: float, line: str, font: str) -> str:
        """A row title with its leaders, when figures follow."""
        row = [p for p in self.text.placed if p.row == place.row and p.col and p.cell.text]
        end = self._box(place)[2] - 2.0
        room = end - start - width(line, font, self.style.size) - self.style.size * 0.3
        count = int(room / width(self.style.leaders, font, self.style.size))
        return f"{line} {self.style.leaders * count}".rstrip() if row and count > 1 else line
