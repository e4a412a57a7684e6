"""What is recognised, and kept in a store, is known by the files it comes from."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from piao.normalizers.common_objectives.catalogue import digest
from piao.normalizers.wording.fingerprint import fingerprint as words

_PIPELINE = Path(__file__).parent.parent
_RULES = (
    "common_objectives/answers.py",
    "common_objectives/judging.py",
    "common_objectives/recognising.py",
    "comparison/differences.py",
    "comparison/likeness.py",
)


@cache
def fingerprint() -> str:
    """A text, 64 hexadecimal digits, that differs where plans may be found to have others.

    >>> len(fingerprint())
    64
    """
    rules = [(_PIPELINE / name).read_text(encoding="utf-8") for name in _RULES]
    return hashlib.sha256("\n".join([words(), digest(), *rules]).encode()).hexdigest()
