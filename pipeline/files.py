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
    elif not path.exists() and glob.has_magic(str(path)):
        matches = sorted(Path(match) for match in glob.glob(str(path), recursive=True))
        yield from (match for match in matches if match.is_file())
        if not matches:
            yield path
    else:
        yield path


def _is_plan(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.casefold() in PLAN_SUFFIXES and file.is_file()
