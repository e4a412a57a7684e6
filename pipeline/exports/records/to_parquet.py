"""All records as a folder of Parquet files, one for each record type."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from piao.pipeline.exports.writing.extras import needs_extra
from piao.pipeline.exports.writing.output import named, whole_folder
from piao.pipeline.exports.writing.parquet_file import ParquetFile
from piao.schema.errors import UsageError


def write(arrays: Iterable[tuple[str, Iterable[object]]], out: Path | None) -> None:
    """Writes `<record type>.parquet` into the folder `out`, with typed columns.

    Raises `UsageError` without a folder, `PiaoError` without the extra `exports` and for
    a number that no decimal of Parquet can hold.
    """
    with needs_extra("exports"):
        from pyarrow import parquet  # noqa: F401 - before there is a folder
    with whole_folder(
        named(out, UsageError("Parquet is one file a record type: name a folder with --out"))
    ) as folder:
        for name, records in arrays:
            with ParquetFile(name, folder / f"{name}.parquet") as file:
                file.add(records)
