"""The fonts that every reportlab has, and how texts break into lines."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

for _name in ("Vera", "VeraBd", "VeraIt"):
    pdfmetrics.registerFont(TTFont(_name, f"{_name}.ttf"))


@dataclass(frozen=True)
class Family:
    """The names of a font's three faces."""

    plain: str
    bold: str
    italic: str


HELVETICA = Family("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
TIMES = Family("Times-Roman", "Times-Bold", "Times-Italic")
COURIER = Family("Courier", "Courier-Bold", "Courier-Oblique")
VERA = Family("Vera", "VeraBd", "VeraIt")


def some_family(rng: Random) -> Family:
    """A proportional font; Vera, which is wide, less often."""
    return rng.choice((HELVETICA, HELVETICA, TIMES, TIMES, VERA))


def width(text: str, font: str, size: float) -> float:
    """How wide a text stands."""
    return float(pdfmetrics.stringWidth(text, font, size))


def wrap(
    text: str, font: str, size: float, room: float, *, hang: float = 0.0, first: float = 0.0
) -> list[str]:
    """The lines of a text; the first has `first` less room, the others `hang`."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            longer = f"{line} {word}" if line else word
            if line and width(longer, font, size) > room - (hang if lines else first):
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines
