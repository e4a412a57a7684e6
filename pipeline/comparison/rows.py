"""A comparison as plain rows, the common ground of its exports."""

from __future__ import annotations

from piao.pipeline.comparison.comparing import COMPARED, Comparison, Row
from piao.pipeline.comparison.items import Item

COLUMNS = (
    "status", "kind", "level", "names", "entities", "documents", "pages",
    *(f"{when}_{name}" for name in COMPARED for when in ("old", "new")),
    "score", "reason",
)  # fmt: skip


def plain_row(row: Row) -> dict[str, object]:
    """A row as `COLUMNS`; names, entities, documents and pages have a place for each side.

    Old and new are filled where they differ.
    """
    plain: dict[str, object] = dict.fromkeys(COLUMNS)
    plain |= {
        "status": row.status.value,
        "kind": row.first.kind.value,
        "level": row.first.level,
        "names": [item.name if item else None for item in row.items],
        "entities": [item.entity if item else None for item in row.items],
        "documents": [item.document_id if item else None for item in row.items],
        "pages": [item.page if item else None for item in row.items],
    }
    for change in row.changes:
        plain |= {f"old_{change.field}": change.old, f"new_{change.field}": change.new}
    if row.likeness:
        plain |= {"score": row.likeness.score, "reason": row.likeness.reason}
    return plain


def flat_rows(comparison: Comparison) -> list[list[str]]:
    """A heading line and a line of texts a row: three columns a side: name, entity, page."""
    labels = [side.label for side in comparison.sides]
    rest = [name for name in COLUMNS if name not in {"names", "entities", "documents", "pages"}]
    parts = [f"{part} {label}" for label in labels for part in ("name", "entity", "page")]
    lines = [[*rest[:3], *parts, *rest[3:]]]
    for row in comparison.rows:
        plain = {name: "" if v is None else str(v) for name, v in plain_row(row).items()}
        places = [text for item in row.items for text in _place(item)]
        lines.append([*(plain[n] for n in rest[:3]), *places, *(plain[n] for n in rest[3:])])
    return lines


def _place(item: Item | None) -> tuple[str, str, str]:
    """Name, administration and page of an item, blank where a side has none."""
    return (item.name, item.entity or "", str(item.page or "")) if item else ("", "", "")
