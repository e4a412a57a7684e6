"""Which files a user means: paths, folders, glob patterns, URLs; each file once."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from piao.pipeline.reading.remote import Place, RemoteFile, find_remote, place_of

PLAN_SUFFIXES = frozenset(
    {
        *(".csv", ".docx", ".htm", ".html", ".markdown", ".md", ".ods", ".pdf"),
        *(".tsv", ".txt", ".xls", ".xlsm", ".xlsx"),
    }
)
"""What is taken from a folder; a file named by itself is read whatever its name."""


def find_files(paths: Iterable[str | Path]) -> list[Place]:
    """The files meant by `paths`, in their order, those of a folder sorted by name.

    A path or URL that leads to nothing stays in the list, for the reader to report. Raises
    `PiaoError` where a URL has an unknown protocol, or one whose package is missing.
    """
    found: dict[Place, Place] = {}
    for path in paths:
        place = place_of(path)
        if isinstance(place, RemoteFile):
            found |= {file: file for file in find_remote(place, _may_be_plan) if file not in found}
            continue
        for file in _expand(place):
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _expand(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if _is_plan(file, path))
    elif path.exists() or not glob.has_magic(str(path)):
        yield path
    else:
        matches = sorted(Path(match) for match in glob.glob(str(path), recursive=True))
        files = [file for file in matches if file.is_file() and not _is_lock(file)]
        yield from files or [path]


def _is_plan(file: Path, folder: Path) -> bool:
    return _may_be_plan(file.relative_to(folder)) and file.is_file()


def _may_be_plan(file: PurePath) -> bool:
    """Whether a file of a folder, named from there, is one to read by its name."""
    hidden = any(part.startswith(".") for part in file.parts)
    return file.suffix.casefold() in PLAN_SUFFIXES and not hidden and not _is_lock(file)


def _is_lock(file: PurePath) -> bool:
    """Whether a word processor made the file while it has another one open."""
    return file.name.startswith("~$")
