"""A comparison as text for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from piao.pipeline.comparison import Comparison, Row, Status
from piao.pipeline.display.console import plain
from piao.pipeline.display.words import count_text, word
from piao.pipeline.exports.writing.output import text_output
from piao.schema.language import spoken, text

SIGNS = {Status.COMMON: "=", Status.CHANGED: "~", Status.NEW: "+", Status.DROPPED: "-"}


def write(comparison: Comparison, out: Path | None) -> None:
    """Writes a line a row (`=` common, `~` changed, `+` new, `-` dropped), its changes below.

    A row names the administration where plans of several are compared. The counts at the end
    are those of all rows, whichever are shown.
    """
    with text_output(out) as stream:
        stream.write(f"{' | '.join(plain(side.label) for side in comparison.sides)}\n")
        called = Counter(_called(row) for row in comparison.rows)
        for row in comparison.rows:
            entities = row.entities if len(comparison.entities) > 1 else ()
            stream.writelines(
                f"{line}\n" for line in _lines(row, entities, several=called[_called(row)] > 1)
            )
        counts = comparison.counts
        counted = (count_text(counts.get(status, 0), status.value) for status in Status)
        stream.write(f"{', '.join(counted)}\n")


def _called(row: Row) -> tuple[str, str]:
    return row.first.kind.value, row.first.name


def _lines(row: Row, entities: Sequence[str], *, several: bool) -> list[str]:
    """The lines of a row; where several have its name it says the objective above."""
    names = list(dict.fromkeys(plain(item.name) for item in row.items if item))
    score = ""
    if row.likeness and len(names) > 1:
        score = f"  ({text('score {score:g}', score=row.likeness.score)})"
    whose = f", {' / '.join(map(plain, entities))}" if entities else ""
    lines = [f"{SIGNS[row.status]} {word(row.first.kind.value)}{whose}: {' / '.join(names)}{score}"]
    if several and row.first.parent:
        lines.append(f"    {text('of: {name}', name=plain(row.first.parent))}")
    if score and row.likeness:
        lines.append(f"    {row.likeness.reason}")
    return [*lines, *(_change(row, change.field) for change in row.changes)]


def _change(row: Row, field: str) -> str:
    """What a field was on the first side and is on the last, as spoken."""
    old, new = (
        plain((item.text(field, spoken()) if item else None) or "–")
        for item in (row.items[0], row.items[-1])
    )
    return f"    {word(field)}: {old} → {new}"
