"""From what a document prints to the canonical records."""

from __future__ import annotations

from pathlib import Path

from piao.schema.document import Document
from piao.schema.records import Records
from piao.schema.statements import Statement


def normalize(
    document: Document, lexicon_path: Path | None = None, statement: Statement | None = None
) -> Records:
    """The records of a document, understood with the lexicon and a user's own over it.

    What `statement` gives goes before what the document says of itself.

    Raises :class:`piao.schema.errors.LexiconError` where the user's file is malformed;
    what the document does not let understand becomes a finding.
    """
    from piao.normalizers.checks import with_sanity_findings
    from piao.normalizers.lexicon import Lexicon
    from piao.normalizers.reading import read_document
    from piao.normalizers.records.confidence import with_confidence

    records = with_confidence(read_document(document, lexicon_path, statement), document)
    return with_sanity_findings(records, document, Lexicon.load(lexicon_path))
