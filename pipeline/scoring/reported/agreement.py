"""Whether a report is that of a plan: the same administration, the same year."""

from __future__ import annotations

from piao.normalizers.text.cleaning import fold
from piao.schema.errors import UsageError
from piao.schema.language import Message
from piao.schema.records import DocumentRecord


def check_agreement(plan: DocumentRecord, report: DocumentRecord, year: int | None) -> None:
    """Raises `UsageError` where a report is not on the plan's year, or on another's plan.

    Neither is guessed where a document does not say it: a result of another year would be
    wrong and look right. `piao set` says it, once.
    """
    if plan.document_id == report.document_id:
        raise UsageError(
            "{report} is the plan itself: name the report on its results with --report",
            report=report.file_name,
        )
    for document in (plan, report):
        if document.entity_name is None:
            raise UsageError(
                "{file} does not say whose it is: `piao set {file} --entity 'NAME'`",
                file=document.file_name,
            )
    if not _same_administration(plan, report):
        raise UsageError(
            "{report} is of {entity!r}, {plan} of "
            "{own!r}: name the report of the same administration, or say whose it "
            "is, `piao set {report} --entity {own!r}`",
            report=report.file_name,
            entity=report.entity_name,
            plan=plan.file_name,
            own=plan.entity_name,
        )
    if year is None:
        raise UsageError(
            "{plan} does not say its year: `piao set {plan} --year YEAR`", plan=plan.file_name
        )
    if report.year != year:
        said = (
            Message("is on {year}", year=report.year)
            if report.year
            else Message("does not say its year")
        )
        raise UsageError(
            "{report} {said}, {plan} is scored for {year}: name the report "
            "on {year}, score another year with --year, or say that it is on {year}, "
            "`piao set {report} --year {year}`",
            report=report.file_name,
            said=said,
            plan=plan.file_name,
            year=year,
        )


def _same_administration(plan: DocumentRecord, report: DocumentRecord) -> bool:
    """By a code that both print, else by the name: one may say more words than the other."""
    for code in ("entity_code", "tax_code"):
        mine, theirs = getattr(plan, code), getattr(report, code)
        if mine and theirs:
            return bool(mine.casefold() == theirs.casefold())
    mine, theirs = (set(fold(d.entity_name or "").split()) for d in (plan, report))
    return mine <= theirs or theirs <= mine
