"""Documents with all that belongs to them out of Parquet files, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from piao.pipeline.exports.lake.layout import DOCUMENTS, SUFFIX, sheaves
from piao.pipeline.exports.reading import opened, parquet_records
from piao.pipeline.exports.writing.extras import needs_extra
from piao.schema.errors import UnreadableFileError
from piao.schema.language import Message

DOCUMENT_ID = "document_id"
Whole = dict[str, list[Any]]
"""All that belongs to one document, by the name of its type in `ALL_TYPES`."""


def whole_documents(folder: Path) -> Iterator[Whole]:
    """The documents of a Parquet export, partitioned or not, or of shards, each with its records.

    No more than one document and some rows of each file are held. Raises `UnreadableFileError`
    where a file is damaged or foreign, or has records of a document that is not beside it:
    before any document of its sheaf is given.
    """
    for files in sheaves(folder):
        _check(files)
        of_type = {name: _OfType(name, files) for name in files if name != DOCUMENTS}
        for document in parquet_records(DOCUMENTS, files):
            own = {name: records.of(document.document_id) for name, records in of_type.items()}
            yield {DOCUMENTS: [document], **own}


class _OfType:
    """The records of one type of a sheaf, taken document by document in their order."""

    def __init__(self, name: str, files: Mapping[str, Path]) -> None:
        self._groups = groupby(parquet_records(name, files), key=attrgetter(DOCUMENT_ID))
        self._next = next(self._groups, None)

    def of(self, document_id: str) -> list[Any]:
        if self._next is None or self._next[0] != document_id:
            return []
        records = list(self._next[1])
        self._next = next(self._groups, None)
        return records


def _check(files: Mapping[str, Path]) -> None:
    """Looks that all files of a sheaf have its documents in one order, and no others."""
    if DOCUMENTS not in files:
        file = next(iter(files.values()))
        raise UnreadableFileError(
            "{folder} has no {name}: export it again",
            folder=file.parent,
            name=f"{DOCUMENTS}{SUFFIX}",
        )
    places: dict[str, int] = {}
    for document_id in _runs(files[DOCUMENTS]):
        if document_id in places:
            raise _apart(files[DOCUMENTS], document_id, Message("is there twice"))
        places[document_id] = len(places)
    for name, file in files.items():
        last = -1
        for document_id in _runs(file) if name != DOCUMENTS else ():
            place = places.get(document_id)
            if place is None:
                reason = Message("is not in {file}", file=files[DOCUMENTS])
                raise _apart(file, document_id, reason)
            if place < last:
                reason = Message("comes in another order than in {name}", name=DOCUMENTS)
                raise _apart(file, document_id, reason)
            last = place


def _runs(file: Path) -> Iterator[str]:
    """The documents that the records of a file belong to, once for those beside each other."""
    with needs_extra("exports"):
        import pyarrow
        from pyarrow import compute, parquet
    last = None
    with opened(file, pyarrow.ArrowException, KeyError), parquet.ParquetFile(file) as source:
        for batch in source.iter_batches(columns=[DOCUMENT_ID]):
            for document_id in compute.run_end_encode(batch[DOCUMENT_ID]).values.to_pylist():
                if document_id != last:
                    yield document_id
                last = document_id


def _apart(file: Path, document_id: str, reason: Message) -> UnreadableFileError:
    return UnreadableFileError(
        "{file}: the document {document_id} {reason}: export it again",
        file=file,
        document_id=document_id,
        reason=reason,
    )
