"""From what a document prints to the canonical records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from piao.schema.document import Document
from piao.schema.records import Records
from piao.schema.statements import Statement


def normalize(
    document: Document,
    lexicon_path: str | Path | None = None,
    statement: Statement | None = None,
    profiles: Sequence[str | Path] = (),
) -> Records:
    """The records of a document, understood with the lexicon and a user's own over it.

    What `statement` gives goes before what the document says of itself. Of the `profiles` those
    that are for the document lie over the user's lexicon, the one of narrowest scope first; each
    is a finding.

    Raises :class:`piao.schema.errors.LexiconError` where a user's file is malformed;
    what the document does not let understand becomes a finding.
    """
    from piao.normalizers.checks import with_sanity_findings
    from piao.normalizers.profiles.fitting import words_for
    from piao.normalizers.reading import read_document
    from piao.normalizers.records.confidence import with_confidence

    lexicon = None if lexicon_path is None else Path(lexicon_path)
    words = words_for(document, lexicon, [Path(profile) for profile in profiles])
    records = with_confidence(read_document(document, words, statement), document)
    return with_sanity_findings(records, document, words.lexicon)
