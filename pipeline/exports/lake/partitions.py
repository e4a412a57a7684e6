"""The documents of a store as Hive partitions: a folder a record type, year and kind."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from piao.pipeline.exports.lake.layout import DOCUMENTS, SUFFIX, YEAR, partition_of
from piao.pipeline.exports.writing.extras import needs_extra
from piao.pipeline.exports.writing.output import folder_output, named
from piao.pipeline.exports.writing.parquet_file import ParquetFile
from piao.pipeline.store.stored import ALL_TYPES, StoredDocument
from piao.schema.errors import PiaoError, UsageError

Arrays = Iterable[tuple[str, Iterable[object]]]


def write_partitioned(
    documents: Sequence[StoredDocument],
    arrays_of: Callable[[Sequence[str]], Arrays],
    out: Path | None,
) -> None:
    """Writes `<record type>/document_year=2025/document_kind=piao/part-0.parquet` into `out`.

    Year and kind are those of the document, for all that belongs to it. `arrays_of` gives the
    records of documents by type, as `Store.whole_arrays`. One file is written at a time, so that
    memory does not grow with the partitions; the folders take their places once all are whole.

    Raises `UsageError` without a folder, or where it holds something else.
    """
    with needs_extra("exports"):
        from pyarrow import parquet  # noqa: F401 - before there is a folder
    with _whole_folders(
        named(
            out,
            UsageError("Parquet is a folder a record type: name the folder of all with --out"),
        )
    ) as folder:
        for partition, group in groupby(sorted(documents, key=partition_of), key=partition_of):
            for name, records in arrays_of([document.document_id for document in group]):
                place = folder_output(folder / name / partition)
                with ParquetFile(name, place / f"part-0{SUFFIX}") as file:
                    file.add(records)


@contextmanager
def _whole_folders(out: Path) -> Iterator[Path]:
    """A folder to write the folders of the types in; they take the places of earlier ones at last.

    The documents go first and come last: without them nothing of a folder is read.
    """
    partial = folder_output(out) / ".partial"
    for name in ALL_TYPES:
        if not _is_partitioned(out / name) or (out / f"{name}{SUFFIX}").exists():
            raise UsageError(
                "{out} holds other files of {name}, which are no partitions: "
                "name another folder with --out",
                out=out,
                name=name,
            )
    others = [name for name in ALL_TYPES if name != DOCUMENTS]
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        yield partial
        for name in (DOCUMENTS, *others):
            if (out / name).exists():
                (out / name).replace(partial / f"old-{name}")
        for name in (*others, DOCUMENTS):
            if (partial / name).exists():
                (partial / name).replace(out / name)
    except OSError as error:
        raise PiaoError(
            "{out} cannot be written: {reason}", out=out, reason=error.strerror
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _is_partitioned(folder: Path) -> bool:
    """Whether a folder is of a partitioned export, or not there."""
    if not folder.exists():
        return True
    return folder.is_dir() and all(entry.name.startswith(f"{YEAR}=") for entry in folder.iterdir())
