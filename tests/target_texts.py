"""The list of target texts with their expected figures, and how a reading is held against it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from piao.normalizers.figures import Figure, find_figures, parse_figures

LIST = Path(__file__).parent / "data" / "target_texts.yaml"
YEAR = 2024


@dataclass(frozen=True, slots=True)
class TargetText:
    """A text and the figures that a careful reader takes from it, as `describe` writes them."""

    split: str
    kind: str
    text: str
    unit: str | None
    expected: tuple[str, ...]

    def read(self) -> tuple[str, ...]:
        """The figures that the parser finds, described."""
        parse = parse_figures if self.kind == "cell" else find_figures
        return tuple(describe(figure) for figure in parse(self.text, year=YEAR, unit=self.unit))


def describe(figure: Figure) -> str:
    """'between 60 70 %', '`eq` 1 evento by 2024-12-31', 'text !impossible_date'."""
    parts = [] if figure.comparator == "by" else [figure.comparator.value]
    numbers = (figure.value, figure.value_max)
    parts += [f"{number.normalize():f}" for number in numbers if number is not None]
    parts += [figure.unit] if figure.unit else []
    if figure.comparator == "by" or figure.due_date:
        parts.append(f"by {figure.due_date or '?'}")
    parts += [f"in {figure.year}"] if figure.year else []
    if figure.doubt and figure.doubt[0] == "impossible_date":
        parts.append("!impossible_date")
    return " ".join(parts)


def target_texts() -> list[TargetText]:
    """The whole list, in its order."""
    entries = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return [
        TargetText(e["split"], e["as"], e["text"], e.get("unit"), tuple(e["expect"]))
        for e in entries
    ]
