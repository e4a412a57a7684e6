"""Lists of objectives or indicators outside of tables: they are no records, and not silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piao.extractors.shared.lines import begins_list_item
from piao.normalizers.checks.plan import Alarm, Plan, short
from piao.normalizers.fields.announcements import announce
from piao.normalizers.fields.columns.headings import match_label
from piao.normalizers.fields.kinds import OBJECTIVES
from piao.normalizers.figures import find_figures
from piao.normalizers.text.cleaning import fold, one_line
from piao.schema.document import TextBlock
from piao.schema.records import Comparator, Provenance

ITEM_LENGTH = 300
"""A longer text is a paragraph."""
HEADING_LENGTH = 60
FEWEST_ITEMS = 2
SHORTEST_NAME = 12
"""A shorter name stands in other lines by chance."""
MEASURES = ("indicator.", "value.", "objective.title", "objective.expected_outcome")


def unread(plan: Plan) -> Iterator[Alarm]:
    """Lines with figures or deadlines under a heading of objectives or indicators."""
    if not plan.promises:
        return
    read, raws = _texts_of(plan)
    heading: str | None = None
    items: list[TextBlock] = []
    for block in (*plan.document.blocks, None):
        text = one_line(block.text) if isinstance(block, TextBlock) else ""
        if isinstance(block, TextBlock) and not _heads(block, text, plan):
            items.append(block)
            continue
        if heading:
            measurable = [item for item in items if _is_measurable(item, plan)]
            left = [item for item in measurable if not _is_read(item, read, raws)]
            yield from _alarms(heading, left)
        heading = text if _speaks_of_measures(text, plan) else None
        items = []


def _heads(block: TextBlock, text: str, plan: Plan) -> bool:
    styled = block.level is not None or block.bold
    if styled or _speaks_of_measures(text, plan):
        return not begins_list_item(text) or block.level is not None
    return False


def _speaks_of_measures(text: str, plan: Plan) -> bool:
    """'Obiettivo 1: …', 'Indicatori e target', 'Risultati attesi:'."""
    if not text or len(text) > ITEM_LENGTH:
        return False
    lines = announce(text, plan.lexicon, styled=False)
    if any(line.kind in OBJECTIVES for line in lines):
        return True
    field = match_label(text.rstrip(": "), plan.lexicon).field or ""
    return len(text) <= HEADING_LENGTH and field.startswith(MEASURES)


def _is_read(block: TextBlock, read: set[str], raws: set[str]) -> bool:
    """Whether a record has the line, or what stands after its label."""
    line = fold(block.text)
    after = fold(block.text.partition(":")[2])
    return after in raws or any(text in line or line in text for text in read)


def _is_measurable(block: TextBlock, plan: Plan) -> bool:
    if len(block.text) > ITEM_LENGTH:
        return False
    figures = find_figures(one_line(block.text), year=plan.records.document.year)
    return any(f.comparator not in (Comparator.TEXT, Comparator.REFERENCE) for f in figures)


def _alarms(heading: str, items: Sequence[TextBlock]) -> Iterator[Alarm]:
    if len(items) < FEWEST_ITEMS:
        return
    place = Provenance(page=items[0].page, bbox=items[0].bbox)
    for block in items:
        yield Alarm("list_not_read", place, short(block.text), {"heading": short(heading)})


def _texts_of(plan: Plan) -> tuple[set[str], set[str]]:
    """What the records say and what their figures say as printed, folded."""
    records = plan.records
    texts = (
        *(o.description for o in records.objectives),
        *(o.expected_outcome for o in records.objectives),
        *(i.name for i in records.indicators),
        *(i.description for i in records.indicators),
        *(a.description for a in records.actions),
    )
    read = {folded for text in texts if text and len(folded := fold(text)) >= SHORTEST_NAME}
    return read, {fold(value.raw) for value in records.values}


CHECKS = (unread,)
