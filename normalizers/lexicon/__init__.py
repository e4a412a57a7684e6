"""What plans call their fields: names and words, read once from `lexicon.yaml` and a user's own."""

from piao.normalizers.lexicon.model import (
    OWN_FILE,
    PHRASE_SCORE,
    SECONDARY_SCORE,
    Box,
    Entry,
    Lexicon,
    joined_initials,
    letters_of,
    stem,
)

__all__ = [
    "OWN_FILE",
    "PHRASE_SCORE",
    "SECONDARY_SCORE",
    "Box",
    "Entry",
    "Lexicon",
    "joined_initials",
    "letters_of",
    "stem",
]
