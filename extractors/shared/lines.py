"""How the lines of one cell or paragraph become one text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import islice, takewhile

_BULLETS = "•●▪■□◦❖➢✓✔\uf0b7\uf0a7·"
_LIST_ITEM = re.compile(
    rf"[{_BULLETS}]|[-–—*]\s|\(?[a-z]\)\s|\(?\d{{1,2}}\)\s|\d{{1,2}}\.\s+\D", re.IGNORECASE
)
_SPLIT_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-$")
_NUMBER_HEAD = re.compile(r"[-−–]|(?:[-−–]\s?)?[\d.]*,\d*|(?:[-−–]\s?)?[\d.]*\.")
_NUMBER_TAIL = re.compile(r"[\d.,]+\s?[%€]?")
"""A figure alone in a cell too narrow for it: '- 3412,50' over '0'."""
_VOWELS = frozenset("aeiouàèéìòù")
_LEAD_END = re.compile(r"[.:;,)\]»”\"']+")
_SHORT = 3
"""'in-', 'con-', '-enti': words so short that they are syllables as well."""
_OPEN_END = re.compile(
    r"(?:[,:;(/–-]|\b(?:il|lo|la|i|gli|le|l|un|uno|una|di|del|dello|della|dei|degli|delle"
    r"|a|al|allo|alla|ai|agli|alle|da|dal|dallo|dalla|dai|dagli|dalle|in|nel|nello|nella|nei"
    r"|negli|nelle|con|su|sul|sullo|sulla|sui|sugli|sulle|per|tra|fra|entro|dopo|presso|e|ed|o"
    r"|che|non|of|the|and|or|for|to|by|with|at|on|from)['’]?)$",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def begins_list_item(line: str) -> bool:
    """Whether `line` begins with a bullet, a dash, a number or a letter of a list.

    >>> begins_list_item("- acquisti"), begins_list_item("b) servizi"), begins_list_item("12 mesi")
    (True, True, False)
    """
    return _LIST_ITEM.match(line) is not None


def is_open(line: str) -> bool:
    """Whether a line ends where no text does: at a comma, a dash, a preposition, an article.

    >>> is_open("Attuazione del"), is_open("Tempi di pagamento")
    (True, False)
    """
    return _OPEN_END.search(line) is not None


def is_split(line: str, following: str) -> bool:
    """Whether a word or a range of figures at the end of `line` goes on in the next line.

    >>> is_split("la valuta-", "zione"), is_split("2025-", "2027"), is_split("Fasi -", "avvio")
    (True, True, False)
    """
    before, after = line[-2:-1], following[:1]
    if not line.endswith("-"):
        return False
    return (before.isalpha() and after.islower()) or (before.isdigit() and after.isdigit())


def bold_lead(text: str, pieces: Iterable[tuple[str, bool]]) -> str:
    """The first words of `text` that are bold; "" where none or all are.

    `pieces` are its parts in their order with whether each is bold. A mark that follows the
    bold words belongs to them.

    >>> bold_lead("Strade sicure. Posa di segnali", [("Strade sicure.", True), ("Posa", False)])
    'Strade sicure.'
    """
    solid = [(sum(map(str.isalnum, part)), bold) for part, bold in pieces]
    solid = [(count, bold) for count, bold in solid if count]
    count = sum(letters for letters, _ in takewhile(lambda piece: piece[1], solid))
    if not count or all(bold for _, bold in solid):
        return ""
    letters = (place for place, character in enumerate(text, start=1) if character.isalnum())
    end = next(islice(letters, count - 1, None), len(text))
    after = _LEAD_END.match(text, end)
    return text[: after.end() if after else end]


def join_wrapped(first: str, second: str, words: Container[str] = frozenset()) -> str:
    """Join a line with the one that it wraps into.

    A word split by a hyphen at the line's end is made whole; a compound
    ('economico-' + 'finanziario') keeps its hyphen. `words` are the lower case
    words that the document has elsewhere: one found there decides, then two halves
    that are words there. Without that evidence a first half that ends in 'o' is
    taken for a compound. A word alone in a column too narrow for it is whole again where
    the document has it elsewhere, or where a vowel alone is left of it.

    >>> join_wrapped("valuta-", "zione"), join_wrapped("economico-", "finanziario")
    ('valutazione', 'economico-finanziario')
    >>> join_wrapped("2024 -", "2026"), join_wrapped("monito-", "raggio", {"monitoraggio"})
    ('2024 - 2026', 'monitoraggio')
    >>> join_wrapped("chiamate-", "pratiche", {"chiamate", "pratiche"})
    'chiamate-pratiche'
    >>> join_wrapped("aggiorna", "mento", {"aggiornamento"}), join_wrapped("aggiornament", "o")
    ('aggiornamento', 'aggiornamento')
    """
    if not first or not second or first.endswith("\u00ad"):
        return first.removesuffix("\u00ad") + second
    if len(first) > _SHORT and first.isalpha() and _is_rest(first, second, words):
        return first + second
    if _NUMBER_HEAD.fullmatch(first) and _NUMBER_TAIL.fullmatch(second):
        return first.replace(" ", "") + second
    split = _SPLIT_WORD.search(first) if first.endswith("-") else None
    start = _FIRST_WORD.match(second)
    if split and start:
        half = split[1].lower()
        if f"{half}{start[0].lower()}" in words:
            return first[:-1] + second
        rest = start[0].lower()
        are_words = min(len(half), len(rest)) > _SHORT and half in words and rest in words
        compound = are_words or f"{half}-{rest}" in words or half.endswith("o") or len(half) < 2
        return first + second if compound or second[0].isupper() else first[:-1] + second
    is_cut = first.endswith(("/", "-")) and first[-2:-1].isalnum() and second[0].isalnum()
    return first + second if is_cut else f"{first} {second}"


def _is_rest(first: str, second: str, words: Container[str]) -> bool:
    """Whether a line is the rest of the word that alone is the line before.

    Words end in vowels: after a consonant a vowel is no 'e' or 'o' of its own.
    """
    if second.isalpha() and second.islower() and f"{first}{second}".lower() in words:
        return True
    return second in _VOWELS and first[-1].lower() not in _VOWELS
