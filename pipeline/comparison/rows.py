"""A comparison as plain rows, the common ground of its exports."""

from __future__ import annotations

from collections.abc import Iterator

from piao.pipeline.comparison.comparing import COMPARED, Comparison, Row
from piao.pipeline.comparison.items import Item

COLUMNS = (
    "status", "kind", "level", "names", "above", "entities", "documents", "pages", "changed",
    *(f"{when}_{name}" for name in COMPARED for when in ("old", "new")),
    "score", "reason",
)  # fmt: skip
PARTS = ("name", "above", "entity", "page")
OF_EACH_SIDE = ("names", "above", "entities", "documents", "pages")


def plain_row(row: Row) -> dict[str, object]:
    """A row as `COLUMNS`; what is `OF_EACH_SIDE` has a place for each, `above` the objective above.

    `changed` names what differs; old and new are what the first side and the last say, a
    weight as a decimal and a deadline as a date.
    """
    plain: dict[str, object] = {
        "status": row.status.value,
        "kind": row.first.kind.value,
        "level": row.first.level,
        "names": [item.name if item else None for item in row.items],
        "above": [item.parent if item else None for item in row.items],
        "entities": [item.entity if item else None for item in row.items],
        "documents": [item.document_id if item else None for item in row.items],
        "pages": [item.page if item else None for item in row.items],
        "changed": [change.field for change in row.changes],
    }
    for name in COMPARED:
        plain |= {
            f"old_{name}": _said(row.items[0], name),
            f"new_{name}": _said(row.items[-1], name),
        }
    score, reason = (row.likeness.score, row.likeness.english) if row.likeness else (None, None)
    return {**plain, "score": score, "reason": reason}


def flat_rows(comparison: Comparison) -> Iterator[list[object]]:
    """A heading line and a line of values a row: four columns a side, as `place`."""
    labels = [side.label for side in comparison.sides]
    rest = [name for name in COLUMNS if name not in OF_EACH_SIDE]
    parts = [f"{part} {label}" for label in labels for part in PARTS]
    yield [*rest[:3], *parts, *rest[3:]]
    for row in comparison.rows:
        plain = plain_row(row)
        plain["changed"] = " ".join(change.field for change in row.changes)
        places = [part for item in row.items for part in place(item)]
        yield [*(plain[n] for n in rest[:3]), *places, *(plain[n] for n in rest[3:])]


def place(item: Item | None) -> tuple[str | None, str | None, str | None, int | None]:
    """Name, objective above, administration and page of an item, None where a side has none."""
    return (item.name, item.parent, item.entity, item.page) if item else (None,) * 4


def _said(item: Item | None, field: str) -> object:
    """A field as a value: text as a reader writes it."""
    value: object = getattr(item, field, None)
    return item.text(field) if item and isinstance(value, str) else value
