"""`piao lexicon headings`: the headings that want a look."""

from __future__ import annotations

import sys

from piao.pipeline.commands.options import Database, Documents, Json, LexiconFile
from piao.pipeline.display.console import output, say
from piao.schema.language import text


def headings(
    documents: Documents = None,
    db: Database = None,
    lexicon: LexiconFile = None,
    json: Json = False,
) -> None:
    """List the headings that were not understood, or not surely, with an example place.

    `piao lexicon add` teaches what they mean, or that they mean nothing; then
    `piao ingest --refresh` reads the documents again.

    Example:

        piao lexicon headings piao-2024.pdf
    """
    from piao.normalizers.lexicon import Lexicon
    from piao.pipeline.headings import open_headings
    from piao.pipeline.store import Store
    from piao.pipeline.terms import lexicon_to_read

    terms = Lexicon.load(lexicon_to_read(lexicon))
    with Store(db, create=False) as store:
        chosen = store.choose(documents or [])
        found = open_headings(store, chosen, terms)
    if json:
        from dataclasses import asdict

        from piao.pipeline.exports.writing.json_text import write_array

        write_array(map(asdict, found), sys.stdout)
        print()
    elif found:
        from piao.pipeline.display.listing import heading_table

        output().print(heading_table(found))
    else:
        say(text("every heading is understood") if chosen else text("the store is empty"))
