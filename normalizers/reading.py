"""The steps from a document to its records, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from piao.normalizers.forms.cards import Form
from piao.normalizers.forms.flow import flow
from piao.normalizers.forms.repeated import repeated_strings
from piao.normalizers.identity.document import act_of, identify, year_of_file_name
from piao.normalizers.profiles.fitting import Words
from piao.normalizers.records.builder import RecordBuilder
from piao.normalizers.records.maker import Maker
from piao.normalizers.records.reading import read_section
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.whole.finishing import finish
from piao.normalizers.records.whole.grounding import grounded
from piao.normalizers.records.whole.parts import coverage_of, parts_of
from piao.normalizers.records.whole.unread import report_unread
from piao.normalizers.structure.roles import with_roles
from piao.normalizers.structure.sections import section_tree
from piao.normalizers.text.document_text import cleaned
from piao.schema.document import Document
from piao.schema.records import DocumentKind, DocumentRecord, Part, Records
from piao.schema.statements import Statement


def read_document(document: Document, words: Words, statement: Statement | None = None) -> Records:
    """All records of the document, in reading order."""
    document = cleaned(document)
    lexicon = words.lexicon
    record = (statement or Statement()).over(identify(document, lexicon))
    maker = _maker(record, document, words)
    if record.kind is DocumentKind.UNKNOWN and (act := act_of(document, lexicon)):
        maker.builder.add_finding("not_a_plan", title=act)
        return maker.builder.records()
    form = Form(lexicon, repeated_strings(document), maker.year, words.tables)
    tree = with_roles(section_tree(flow(document, form), form), form)
    read_section(tree, Scope(), maker)
    parts = parts_of(maker)
    report_unread(parts, maker)
    finish(maker, document)
    records = replace(_with_coverage(maker, parts), parts=parts)
    return grounded(records, document.words)


def _with_coverage(maker: Maker, parts: Sequence[Part]) -> Records:
    """The records, the document with how much of its planning part became any."""
    builder = maker.builder
    builder.document = replace(builder.document, coverage=coverage_of(parts).share)
    return builder.records()


def _maker(record: DocumentRecord, document: Document, words: Words) -> Maker:
    """A maker for the document's year, last the one that its file's name has."""
    named = None if record.year else year_of_file_name(record.file_name)
    builder = RecordBuilder(replace(record, year=record.year or named), document.findings)
    if named:
        builder.add_finding("year_of_file_name", year=named, file=record.file_name)
    for profile in words.fitted:
        builder.add_finding(
            "profile_applied",
            table_id=profile.table_id,
            file=profile.path.name,
            scope=profile.scope.value,
            score=profile.score,
        )
    return Maker(builder, words.lexicon, builder.document.year, words.tables)
