"""What was read without certainty, together where the doubt is the same: in a column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from piao.normalizers.checks.plan import name_of, short, title_of
from piao.normalizers.lexicon import Lexicon
from piao.pipeline.headings import SURE
from piao.pipeline.reporting.plan import Plan
from piao.pipeline.reporting.wording import VALUE_NOUNS, count_text
from piao.schema.records import HeadingMap, Indicator, Objective, Provenance, Value

OBJECTIVES, INDICATORS = ("obiettivo", "obiettivi"), ("indicatore", "indicatori")
MOST_PAGES = 6
"""Pages that a doubt names; of more it says how many there are."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a person should compare with the original, in Italian; the page of its example."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class _Unsure:
    """A record read without certainty, what it is, and the column to which the doubt leads."""

    nouns: tuple[str, str]
    record: Provenance
    confidence: float
    name: str
    column: HeadingMap | None

    @property
    def cause(self) -> tuple[object, ...]:
        """What it has in common with others: columns that differ in their year only are one."""
        column = self.column
        named = column and (column.field, _YEAR.sub("", _heading(column)))
        return self.nouns, self.confidence, named


def doubts_of(plan: Plan) -> list[Doubt]:
    """The doubts, the gravest first, then those that more depends on."""
    groups: dict[tuple[object, ...], list[_Unsure]] = defaultdict(list)
    for unsure in _unsure(plan):
        groups[unsure.cause].append(unsure)
    ranked = sorted(groups.values(), key=lambda group: (group[0].confidence, -len(group)))
    return [Doubt(_text(group), group[0].record.page) for group in ranked]


def is_unsure(record: Provenance) -> bool:
    """Whether a record was read with less confidence than what is called sure."""
    return record.confidence is not None and record.confidence < SURE


def _unsure(plan: Plan) -> Iterator[_Unsure]:
    columns: dict[str | None, list[HeadingMap]] = defaultdict(list)
    for column in plan.records.heading_map:
        columns[column.table_id].append(column)
    for objective in plan.records.objectives:
        if is_unsure(objective):
            yield _of_record(objective, OBJECTIVES, title_of(objective), columns)
    for indicator in plan.records.indicators:
        if is_unsure(indicator):
            yield _of_record(indicator, INDICATORS, name_of(indicator), columns)
    names = {i.indicator_id: name_of(i) for i in plan.records.indicators}
    for value in plan.records.values:
        if is_unsure(value):
            yield _of_value(value, names.get(value.indicator_id, ""), columns)


def _of_record(
    record: Objective | Indicator,
    nouns: tuple[str, str],
    name: str,
    columns: Mapping[str | None, Sequence[HeadingMap]],
) -> _Unsure:
    """By the least sure of the columns that fill the record, where one is not sure."""
    kind = type(record).__name__.casefold()
    own = [
        column
        for column in columns.get(record.table_id, ())
        if column.field is not None and _fills(column.field, kind, record)
    ]
    column = min(own, key=lambda column: column.score, default=None)
    if column is not None and column.score >= SURE:
        column = None
    return _Unsure(nouns, record, record.confidence or 0.0, name, column)


def _fills(field: str, kind: str, record: Provenance) -> bool:
    owner, _, attribute = field.partition(".")
    return owner == kind and getattr(record, attribute, None) is not None


def _of_value(
    value: Value, name: str, columns: Mapping[str | None, Sequence[HeadingMap]]
) -> _Unsure:
    """By the column that it stands in."""
    own = columns.get(value.table_id, ())
    column = next((column for column in own if column.column == value.column), None)
    raw = short(value.raw)
    example = raw if raw == name or not name else f"{name}: {raw}"
    return _Unsure(VALUE_NOUNS[value.role], value, value.confidence or 0.0, example, column)


def _text(group: Sequence[_Unsure]) -> str:
    first = group[0]
    pages = sorted({unsure.record.page for unsure in group if unsure.record.page})
    parts = [
        count_text(len(group), *first.nouns),
        _column_text(group),
        f"certezza {first.confidence:.0%}".replace("%", " %"),
        f"alle pagine {_page_list(pages)}" if len(pages) > 1 else "",
    ]
    return f"{', '.join(filter(None, parts))}; per esempio «{first.name or '(senza nome)'}»"


def _column_text(group: Sequence[_Unsure]) -> str:
    """How the column was understood; of a text, that the figure was found in it."""
    first = group[0]
    if first.column is None:
        return ""
    heading, field = short(_heading(first.column)), first.column.field
    named = f"colonna «{heading}»" if heading else "colonna senza intestazione"
    alike = {_heading(unsure.column) for unsure in group if unsure.column}
    if len(alike) > 1:
        named += f" e {count_text(len(alike) - 1, 'altra simile', 'altre simili')}"
    if isinstance(first.record, Value) and not (field or "").startswith("value."):
        return f"nel testo della {named}"
    understood = "intesa" if len(alike) == 1 else "intese"
    return f"{named} {understood} come «{_labels()[field]}»" if field else named


def _page_list(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:MOST_PAGES]))
    more = len(pages) - MOST_PAGES
    return f"{shown} e {count_text(more, 'altra', 'altre')}" if more > 0 else shown


def _heading(column: HeadingMap) -> str:
    return " ".join((column.heading or "").split())


@cache
def _labels() -> Mapping[str, str]:
    return Lexicon.load().labels
