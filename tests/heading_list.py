"""The list of headings with their fields, and how a reading is held against it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from piao.normalizers.fields.columns.headings import HeadingMatch, match_heading
from piao.normalizers.lexicon import Lexicon

LIST = Path(__file__).parent / "data" / "headings.yaml"


@dataclass(frozen=True, slots=True)
class ReadHeading:
    """A heading with what a careful reader takes it for and what the program does."""

    split: str
    heading: str
    field: str | None
    year: int | None
    match: HeadingMatch

    @property
    def outcome(self) -> str:
        """'right', 'abstained' or 'wrong'."""
        if self.match.field == self.field and (self.field is None or self.match.year == self.year):
            return "right"
        return "abstained" if self.match.field is None else "wrong"


def read_headings(lexicon: Lexicon) -> list[ReadHeading]:
    """The whole list, in its order."""
    rows: list[dict[str, Any]] = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return [
        ReadHeading(
            row.get("split", "tune"),
            row["heading"],
            row["field"],
            row.get("year"),
            match_heading(row["heading"], lexicon, plan_year=row.get("plan_year")),
        )
        for row in rows
    ]
