"""Words that a conversion ran together or broke to pieces, as words again."""

from __future__ import annotations

import re
from functools import lru_cache

from piao.normalizers.fields.grammar import known_stems
from piao.normalizers.lexicon import Lexicon, stem
from piao.normalizers.text.cleaning import fold

LONGEST = 80
LONGEST_WORD = 18
LONGEST_CUT = 40
"""Letters of a heading in a column so narrow that it cuts words."""
SHORTEST_WORD = 4
HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])")
_MOST_IN_PIECE = 4.0


def rejoined_words(text: str, lexicon: Lexicon) -> str | None:
    """A heading whose words run together, or stand in pieces one below the other, as words.

    None where it is neither, or some of its letters are no word that headings have.

    >>> lexicon = Lexicon.load()
    >>> rejoined_words("StrutturaAssegnataria", lexicon), rejoined_words("MIS\\nSIO\\nNE", lexicon)
    ('Struttura Assegnataria', 'missione')
    """
    pieces = text.split()
    if is_in_pieces(text):
        return _segmented(fold(text).replace(" ", ""), lexicon, short=True)
    if HUMP.search(text):
        return HUMP.sub(" ", text)
    cut = len(pieces) > 1 and len(text) <= LONGEST_CUT
    if cut or any(len(piece) >= 2 * SHORTEST_WORD + 2 for piece in pieces):
        return _segmented(fold(text).replace(" ", "").strip("%"), lexicon, short=False)
    return None


def is_in_pieces(text: str) -> bool:
    """Whether a text stands in pieces of a few letters below each other, as turned headings do."""
    pieces = text.split()
    return len(pieces) > 2 and "\n" in text and _letters(text) / len(pieces) <= _MOST_IN_PIECE


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


@lru_cache(maxsize=2048)
def _segmented(letters: str, lexicon: Lexicon, *, short: bool) -> str | None:
    """The letters cut into the fewest words that headings are made of, `short` ones or not."""
    if not letters.isalpha() or len(letters) > LONGEST:
        return None
    words = known_stems(lexicon)
    best: list[tuple[int, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            before, piece = best[start], letters[start:end]
            if before is None or not _is_word(piece, words, lexicon, short=short):
                continue
            cuts = (*before, end)
            if best[end] is None or _cost(cuts) < _cost(best[end] or ()):
                best[end] = cuts
    ends = best[-1]
    if not ends:
        return None
    return " ".join(letters[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _cost(cuts: tuple[int, ...]) -> tuple[int, int]:
    """Few words before many, long ones beside short ones before middling ones."""
    lengths = [end - start for start, end in zip((0, *cuts), cuts, strict=False)]
    return len(lengths), -sum(length * length for length in lengths)


def _is_word(piece: str, words: frozenset[str], lexicon: Lexicon, *, short: bool) -> bool:
    if (short and piece in _SHORT) or (len(piece) > 1 and piece in lexicon.stop_words):
        return True
    return len(piece) >= SHORTEST_WORD and stem(piece) in words


_SHORT = frozenset({"dup", "peg", "pdo", "seo", "ses", "ob", "kpi"})
"""Abbreviations that stand in headings among whole words."""
