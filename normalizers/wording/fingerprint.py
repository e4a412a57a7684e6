"""What `wording` made of names, and an index keeps of it, is known by the files it comes from."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_FOLDER = Path(__file__).parent.parent
_SOURCES = (
    "figures/words.*",
    "text/cleaning.py",
    "text/spelling.*",
    "wording/*.*",
    "wording/synonyms/*.yaml",
)
"""The words and the rules: a name may mean something else once one of these has changed."""
_STEMMERS = ("snowballstemmer", "PyStemmer")


@cache
def fingerprint(folder: Path = _FOLDER) -> str:
    """A text, 64 hexadecimal digits, that differs where `wording` may take names otherwise.

    `folder` is where the files are. A change of the rules that changes no name changes the text
    too: to renew an index needlessly costs little, to miss a change costs what is not found.

    >>> len(fingerprint())
    64
    """
    digest = hashlib.sha256()
    for pattern in _SOURCES:
        for file in sorted(folder.glob(pattern)):
            content = file.read_text(encoding="utf-8").encode()
            digest.update(f"{file.name} {len(content)} ".encode() + content)
    for package in _STEMMERS:
        digest.update(f"{package} {version(package)} ".encode())
    return digest.hexdigest()
