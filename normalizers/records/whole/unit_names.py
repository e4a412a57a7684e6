"""Several offices in one text, where a cell printed each on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from piao.normalizers.lexicon import Lexicon
from piao.normalizers.text.cleaning import fold

_WORD = re.compile(r"\S+")


def separated(text: str, lexicon: Lexicon) -> str:
    """A line break before each office, where the same word begins several of them.

    That a conversion lost a break cannot be told where the words differ: 'Settore Ufficio
    Tecnico' may be one office. Words are kept as printed.

    >>> separated("Servizio Bilancio Servizio Tributi", Lexicon.load())
    'Servizio Bilancio\\nServizio Tributi'
    >>> separated("Servizio Bilancio e Servizio Tributi", Lexicon.load())
    'Servizio Bilancio e Servizio Tributi'
    """
    return "\n".join(_separated(line, lexicon) for line in text.split("\n"))


def _separated(line: str, lexicon: Lexicon) -> str:
    words = list(_WORD.finditer(line))
    kinds = [_unit_word(match[0], lexicon) for match in words]
    if not words or kinds[0] is None:
        return line
    opened = list(accumulate(match[0].count("(") - match[0].count(")") for match in words))
    # The last word names nothing; of two such words in a row the second goes with the first.
    starts = [
        place
        for place in range(1, len(words) - 1)
        if kinds[place] is not None
        and (kinds[place - 1] is None or (place == 1 and kinds[0] != kinds[1]))
        and opened[place - 1] <= 0
        and _may_end(words[place - 1][0], lexicon)
    ]
    counts = Counter(kinds[place] for place in (0, *starts))
    breaks = [words[place].start() for place in starts if counts[kinds[place]] > 1]
    ends = [*breaks, len(line)]
    return "\n".join(line[start:end].strip() for start, end in zip([0, *breaks], ends, strict=True))


def _unit_word(word: str, lexicon: Lexicon) -> str | None:
    """The word that begins an office's name; a plural ('Servizi sociali') is mostly a subject."""
    folded = fold(word)
    known = word[0].isupper() and word.isalpha() and folded in lexicon.unit_words
    return folded if known and not folded.endswith("i") else None


def _may_end(word: str, lexicon: Lexicon) -> bool:
    """Whether a name may end with the word: not with 'e', 'del', a comma or a dash."""
    return (word[-1].isalnum() or word[-1] in ')"”»') and fold(word) not in lexicon.stop_words
