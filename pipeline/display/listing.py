"""The documents of a store, and their findings, as listings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from piao.normalizers.profiles import Profile
from piao.pipeline.display.console import lines, plain
from piao.pipeline.display.progress import HARDLY_READ, WELL_READ
from piao.pipeline.display.wording import counts_text, period_text, read_text
from piao.pipeline.display.words import count_text, word
from piao.pipeline.headings import OpenHeading
from piao.pipeline.store.stored import Claim, StoredDocument
from piao.schema.language import Message, text
from piao.schema.records import Finding, Severity

SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


def document_table(
    documents: Iterable[StoredDocument], findings: Mapping[str, Mapping[str, int]]
) -> Table:
    """One line a document; where some are superseded, each of them names its next version."""
    listed = list(documents)
    replaced = any(document.superseded_by for document in listed)
    table = lines(
        Message("document"),
        Message("administration"),
        Message("kind"),
        Message("period"),
        Message("pages"),
        Message("read"),
        Message("file"),
        Message("findings"),
        *([Message("superseded by")] if replaced else []),
        folding=(1, 6, 7),
    )
    for document in listed:
        next_version = [document.superseded_by or ""] if replaced else []
        table.add_row(
            document.document_id,
            Text(plain(document.entity_name or "?")),
            word(document.kind.value),
            period_text(document.year, document.period_start, document.period_end) or "?",
            "" if document.pages is None else str(document.pages),
            read_share(document.coverage),
            Text(plain(document.file_name)),
            counts_text(findings.get(document.document_id, {})),
            *next_version,
            style="dim" if document.superseded_by else None,
        )
    return table


def claim_table(claims: Iterable[Claim]) -> Table:
    """One line a document that a process has claimed, or had."""
    table = lines(
        Message("document"),
        Message("state"),
        Message("attempts"),
        Message("process"),
        Message("last heard"),
        Message("file"),
        Message("reason"),
        folding=(5, 6),
    )
    for claim in claims:
        table.add_row(
            claim.document_id,
            word(claim.state.value.replace("_", " ")),
            str(claim.attempts),
            Text(plain(claim.worker)),
            f"{claim.at:%Y-%m-%d %H:%M:%S}",
            Text(plain(claim.source)),
            Text(plain(claim.reason or "")),
        )
    return table


def profile_table(profiles: Iterable[tuple[Profile, Mapping[str, str]]]) -> Table:
    """One line a profile: its file, what it is for, and the terms that it teaches."""
    table = lines(Message("profile"), Message("for"), Message("terms"))
    for profile, terms in profiles:
        place = " ".join(filter(None, (profile.document_id, profile.table_id)))
        table.add_row(
            Text(plain(profile.path.name)),
            Text(plain(f"{word(profile.scope.value)} {place}")),
            Text(plain(", ".join(f"{term}: {field}" for term, field in terms.items()))),
        )
    return table


def read_share(coverage: float | None) -> Text:
    """How much of a plan was read, in colour where it is little; blank where nobody knows."""
    share = 1 if coverage is None else coverage
    style = "" if share >= WELL_READ else "yellow" if share >= HARDLY_READ else "red"
    return Text(read_text(coverage) or "", style=style)


def removal_line(document: StoredDocument, counts: Mapping[str, int]) -> str:
    """What would go with a document, in one line."""
    names = ", ".join(count_text(count, name) for name, count in counts.items() if count)
    period = period_text(document.year, document.period_start, document.period_end)
    about = ", ".join(filter(None, [document.entity_name, period, names or text("no records")]))
    return plain(f"{document.document_id} {document.file_name}: {about}")


def heading_table(headings: Iterable[OpenHeading]) -> Table:
    """One line a heading: how often, in how many documents, taken for what, and where."""
    table = lines(
        Message("count"),
        Message("documents"),
        Message("heading"),
        Message("taken for"),
        Message("method"),
        Message("score"),
        Message("example"),
    )
    for found in headings:
        example = found.example
        page = text("p. {page}", page=example.page) if example.page else ""
        place = filter(None, [example.file_name, page, example.table_id])
        table.add_row(
            str(found.count),
            str(found.documents),
            Text(plain(found.heading)),
            found.field or "?",
            word(found.method),
            text("{score:g}", score=found.score),
            Text(plain(" ".join(place))),
        )
    return table


def finding_table(findings: Iterable[Finding], names: Mapping[str, str]) -> Table:
    """One line a finding, `names` being the file names of the documents."""
    table = lines(
        Message("severity"), Message("code"), Message("file"), Message("place"), Message("message")
    )
    for finding in findings:
        page = text("p. {page}", page=finding.page) if finding.page else ""
        place = [page, finding.table_id or ""]
        table.add_row(
            Text(word(finding.severity.value), style=SEVERITY_STYLES[finding.severity]),
            finding.code,
            Text(plain(names[finding.document_id])),
            Text(plain(" ".join(place))),
            Text(plain(finding.message)),
        )
    return table
