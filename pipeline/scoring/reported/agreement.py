"""Whether a report is that of a plan: the same administration, the same year."""

from __future__ import annotations

from piao.normalizers.text.cleaning import fold
from piao.schema.errors import UsageError
from piao.schema.records import DocumentRecord


def check_agreement(plan: DocumentRecord, report: DocumentRecord, year: int | None) -> None:
    """Raises `UsageError` where a report is not on the plan's year, or on another's plan.

    Neither is guessed where a document does not say it: a result of another year would be
    wrong and look right. `piao set` says it, once.
    """
    if plan.document_id == report.document_id:
        raise UsageError(
            f"{report.file_name} is the plan itself: name the report on its results with --report"
        )
    for document in (plan, report):
        if document.entity_name is None:
            raise UsageError(
                f"{document.file_name} does not say whose it is: "
                f"`piao set {document.file_name} --entity 'NAME'`"
            )
    if not _same_administration(plan, report):
        raise UsageError(
            f"{report.file_name} is of {report.entity_name!r}, {plan.file_name} of "
            f"{plan.entity_name!r}: name the report of the same administration, or say whose it "
            f"is, `piao set {report.file_name} --entity {plan.entity_name!r}`"
        )
    if year is None:
        raise UsageError(
            f"{plan.file_name} does not say its year: `piao set {plan.file_name} --year YEAR`"
        )
    if report.year != year:
        said = f"is on {report.year}" if report.year else "does not say its year"
        raise UsageError(
            f"{report.file_name} {said}, {plan.file_name} is scored for {year}: name the report "
            f"on {year}, score another year with --year, or say that it is on {year}, "
            f"`piao set {report.file_name} --year {year}`"
        )


def _same_administration(plan: DocumentRecord, report: DocumentRecord) -> bool:
    """By a code that both print, else by the name: one may say more words than the other."""
    for code in ("entity_code", "tax_code"):
        mine, theirs = getattr(plan, code), getattr(report, code)
        if mine and theirs:
            return bool(mine.casefold() == theirs.casefold())
    mine, theirs = (set(fold(d.entity_name or "").split()) for d in (plan, report))
    return mine <= theirs or theirs <= mine
