"""Which files a user means: paths, folders and glob patterns, each file once."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

PLAN_SUFFIXES = frozenset(
    {
        *(".csv", ".docx", ".htm", ".html", ".markdown", ".md", ".ods", ".pdf"),
        *(".tsv", ".txt", ".xls", ".xlsm", ".xlsx"),
    }
)
"""What is taken from a folder; a file named by itself is read whatever its name."""


def find_files(paths: Iterable[str | Path]) -> list[Path]:
    """The files meant by `paths`, in their order, those of a folder sorted by name.

    A path that leads to nothing stays in the list, for the reader to report.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _expand(Path(path)):
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
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    known = file.suffix.casefold() in PLAN_SUFFIXES
    return known and not hidden and not _is_lock(file) and file.is_file()


def _is_lock(file: Path) -> bool:
    """Whether a word processor made the file while it has another one open."""
    return file.name.startswith("~$")
