"""`piao findings`: what a person should look at."""

from __future__ import annotations

import sys

from piao.pipeline.commands.options import Database, Documents, Json
from piao.pipeline.display.console import output, say
from piao.schema.language import spoken, text


def findings(
    documents: Documents = None,
    db: Database = None,
    json: Json = False,
) -> None:
    """List what a person should look at, in some plans or all.

    Example:

        piao findings piao-2024.pdf --lang en
    """
    from piao.pipeline.exports.selection import in_language
    from piao.pipeline.store import Store

    with Store(db, create=False) as store:
        chosen = store.choose(documents or [])
        stored = store.array("findings", [document.document_id for document in chosen])
        ((_, messages),) = in_language([("findings", stored)], spoken())
        found = list(messages)
    if json:
        from piao.pipeline.exports.writing.json_text import write_array
        from piao.pipeline.exports.writing.rows import record_row

        write_array(map(record_row, found), sys.stdout)
        print()
    elif found:
        from piao.pipeline.display.listing import finding_table

        names = {document.document_id: document.file_name for document in chosen}
        output().print(finding_table(found, names))
    else:
        say(text("no findings") if chosen else text("the store is empty"))
