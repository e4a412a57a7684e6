"""Where the Parquet files of an export, of a partitioned one and of shards are.

A sheaf are the files, one a record type, that hold the same documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from piao.pipeline.store.stored import ALL_TYPES, RECORD_TYPES, StoredDocument
from piao.schema.errors import UnreadableFileError

DOCUMENTS = "documents"
"""The record type whose file says that a sheaf is whole: it comes last and goes first."""
SUFFIX = ".parquet"
YEAR = "document_year"
KIND = "document_kind"
"""The keys of partitions. Not `year` and `kind`: readers take a key of the path for the column of
that name, and the year of a value would become that of its document."""
NOTHING = "__HIVE_DEFAULT_PARTITION__"
"""What readers of Hive partitions take for an absent value."""


def partition_of(document: StoredDocument) -> str:
    """The folder of a document's records in that of their type.

    >>> import datetime
    >>> partition_of(StoredDocument(document_id="d", sha256="", file_name="", format="pdf",
    ...     ingested_at=datetime.datetime.min, program_version="1", year=2025))
    'document_year=2025/document_kind=unknown'
    """
    year = NOTHING if document.year is None else str(document.year)
    return f"{YEAR}={year}/{KIND}={quote(document.kind.value)}"


def sheaves(folder: Path) -> list[Mapping[str, Path]]:
    """The files of each sheaf of a folder by record type, in a stable order.

    Raises `UnreadableFileError` where the folder is none of those that this program writes.
    """
    flat = {name: folder / f"{name}{SUFFIX}" for name in RECORD_TYPES}
    flat = {name: file for name, file in flat.items() if file.is_file()}
    sealed = sorted(file.relative_to(folder / DOCUMENTS) for file in _files(folder / DOCUMENTS))
    if flat and sealed:
        raise UnreadableFileError(
            "{folder} holds two exports, {file} and {name}/: remove one",
            folder=folder,
            file=f"{DOCUMENTS}{SUFFIX}",
            name=DOCUMENTS,
        )
    if flat:
        return [flat]
    if not sealed:
        raise UnreadableFileError(
            "{folder} has no {name}: name the folder that `piao export --format parquet` or "
            "`piao ingest --out` wrote",
            folder=folder,
            name=f"{DOCUMENTS}{SUFFIX}",
        )
    types = [name for name in ALL_TYPES if (folder / name).is_dir()]
    missing = [name for name in RECORD_TYPES if name not in types]
    absent = [folder / name for name in missing]
    absent += [folder / n / f for n in types for f in sealed if not (folder / n / f).is_file()]
    if absent:
        raise UnreadableFileError(
            "{file} is missing: write {folder} again", file=absent[0], folder=folder
        )
    return [{name: folder / name / file for name in types} for file in sealed]


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob(f"*{SUFFIX}") if file.is_file()]
