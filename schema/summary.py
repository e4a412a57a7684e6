"""What a document gave, in one line and as a small table: how `Records` show themselves."""

from __future__ import annotations

from collections import Counter
from html import escape

from piao.schema.records import Objective, Records, Severity

_COUNTED = ("objectives", "indicators", "values", "actions", "units", "criteria")
_MOST_OBJECTIVES = 10
_LONGEST_TITLE = 120


def line_of(records: Records) -> str:
    """How many records of each type there are, and findings of each severity.

    >>> from piao.schema.records import DocumentRecord
    >>> line_of(Records(document=DocumentRecord(document_id="d", sha256="d", file_name="peg.pdf")))
    'peg.pdf: no records'
    """
    counts = [(len(getattr(records, name)), name) for name in _COUNTED]
    found = ", ".join(f"{count} {name}" for count, name in counts if count) or "no records"
    severities = Counter(finding.severity for finding in records.findings)
    said = ", ".join(f"{severities[s]} {s.value}" for s in reversed(Severity) if severities[s])
    return f"{records.document.file_name}: {found}" + (f"; findings: {said}" if said else "")


def table_of(records: Records) -> str:
    """The line, whose plan it is, and the first objectives as HTML; all text is escaped."""
    document = records.document
    said = (document.entity_name, document.title, document.year and str(document.year))
    named = " · ".join(text for text in said if text)
    shown = records.objectives[:_MOST_OBJECTIVES]
    rest = len(records.objectives) - len(shown)
    rows = "".join(map(_row, shown))
    more = f"<p>and {rest} objectives more</p>" if rest else ""
    heads = "".join(f"<th>{name}</th>" for name in ("code", "objective", "weight", "page"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    return f"<p><b>{escape(named)}</b><br>{escape(line_of(records))}</p>{table}{more}"


def _row(objective: Objective) -> str:
    title = objective.title or ""
    short = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
    weight = "" if objective.weight is None else f"{objective.weight:f} %"
    cells = (objective.code or "", short, weight, str(objective.page or ""))
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
