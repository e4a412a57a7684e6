"""Words and phrases of a data file as one pattern for folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from piao.normalizers.text.cleaning import fold


def term_pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """The terms as one pattern, the longest first, so that each word is counted once.

    A term is one or more words; with `*` at its end it stands for all words that begin so.

    >>> term_pattern(["formazion*", "corso di"]).findall("un corso di formazione")
    ['corso di', 'formazione']
    """
    parts = [r"\w* ".join(map(fold, term.split("*"))).rstrip() for term in terms]
    return re.compile(rf"\b(?:{'|'.join(sorted(parts, key=len, reverse=True))})\b")
