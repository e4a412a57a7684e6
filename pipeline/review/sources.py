"""Where the file of a stored document is: the store keeps its name and its content's hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from piao.pipeline.store.stored import StoredDocument

MOST_FILES = 50_000
"""Files of a folder, with what is in it, that are looked at."""


def find_file(document: StoredDocument, places: Iterable[Path]) -> Path | None:
    """The first file that has the document's very content: one named so, or one of `places`.

    Folders are searched with all that is in them for a file with the document's name.
    """
    candidates = _candidates(document.file_name, places)
    return next((path for path in candidates if _hash(path) == document.sha256), None)


def _candidates(name: str, places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        if not place.is_dir():
            yield place
            continue
        for path in islice(place.rglob("*"), MOST_FILES):
            if path.name == name:
                yield path


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
