"""What a document does not say of itself, so that it cannot be held beside others."""

from __future__ import annotations

from collections.abc import Iterator

from piao.normalizers.checks.plan import Alarm, Plan
from piao.schema.records import DocumentKind, Provenance


def unsaid(plan: Plan) -> Iterator[Alarm]:
    """Neither title page nor headings say whose plan it is, of which year, of what kind."""
    records = plan.records
    if not (records.objectives or records.indicators or records.criteria):
        return
    document = records.document
    if document.entity_name is None:
        yield Alarm("entity_unknown", Provenance())
    if document.year is None:
        yield Alarm("year_unknown", Provenance())
    if document.kind is DocumentKind.UNKNOWN:
        yield Alarm("kind_unknown", Provenance())


CHECKS = (unsaid,)
