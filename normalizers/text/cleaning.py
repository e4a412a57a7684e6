"""Text as it was printed, freed of what its conversion did to it.

`clean` gives the text that records keep; `fold` gives the form in which two
texts are compared. Nothing here knows what a text means.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

LONGEST_FOOTNOTE = 40
"""Marks further from the end of a name than this are not looked for."""

_LATIN_UPPER = "ABCEHIKMNOPTXYZ"
_LATIN_LOWER = "aceiopxysjvuk"
_GREEK = dict(zip("ΑΒϹΕΗΙΚΜΝΟΡΤΧΥΖ", _LATIN_UPPER, strict=True)) | {
    **dict(zip("αϲειορχγѕϳνυκ", "aceiopxysjvuk", strict=True)),
}
_CYRILLIC = dict(zip("АВСЕНІКМОРТХУЅЈԌԚԜ", "ABCEHIKMOPTXYSJGQW", strict=True)) | dict(
    zip("асеіорхуѕјкԛԝһԁ", "aceiopxysjkqwhd", strict=True)
)
_LOOK_ALIKES = _CYRILLIC | _GREEK

_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x034F], ""
)
_CONTROLS = dict.fromkeys(
    [*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)], ""
) | dict.fromkeys(range(0xD800, 0xE000), "")
_LINE_ENDS = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_ODD_LETTERS = {ord("ı"): "i", ord("İ"): "I", ord("ȷ"): "j"}
_ORDINALS = dict.fromkeys(map(ord, "ºª°"), " ")
_TRANSLATION = _LIGATURES | _INVISIBLE | _CONTROLS | _LINE_ENDS | _ODD_LETTERS

_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_SOFT_HYPHEN = re.compile(r"\u00ad[ \t]*\n?[ \t]*")
_LINE_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010][ \t]*\n[ \t]*([^\W\d_]+)")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n[ \n]*")
_FOOTNOTE = re.compile(r"\s*(?:[*†‡]+|\([*†‡]+\)|\(\d{1,2}\)|[¹²³⁰⁴-⁹]+)$")
_NOT_WORD = re.compile(r"[^\w%€]+|_+")

_COMPOUND_HEADS = frozenset(
    {
        "socio", "semi", "extra", "inter", "intra", "infra", "multi", "pluri", "pre", "post",
        "anti", "auto", "co", "ex", "sotto", "sovra", "economico", "tecnico", "amministrativo",
        "giuridico", "storico", "politico", "psico", "medico", "quali", "quanti",
    }
)  # fmt: skip
_WORD_ENDINGS = re.compile(
    r"[^\W\d_]{0,4}(?:zion[ei]|ment[oie]|ità|t[àù]|bil[ei]|tiv[oaie]|tric[ei]|tor[ei]|nz[ae]|"
    r"zat[oaie]|mente|ric[oaie]|tic[oaie]|ri[oae]|st[oaie]|t[oaie]|re|gi[oae])",
    re.IGNORECASE,
)
_VOWELS = frozenset("aeiouàèéìòù")


def clean(text: str, vocabulary: Container[str] = frozenset()) -> str:
    """`text` in NFC, without the traces of its conversion; `\\n` stays a line end.

    Ligatures, soft hyphens, invisible and control characters and look-alike
    letters of other alphabets are resolved, spaces folded, words cut at a line
    end joined. `vocabulary` (lower-case words of the document) decides whether a
    hyphen at a line end is a real one; without it the shape of the halves does.
    Quotes, dashes and hyphens inside a line stay as printed.

    >>> clean("ТЕМРО  di pagamen-\\nto")
    'TEMPO di pagamento'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        text = text.translate(_TRANSLATION)
    else:
        text = _SOFT_HYPHEN.sub("", text).translate(_TRANSLATION)
        text = unicodedata.normalize("NFC", text)
    if _FOREIGN.search(text):
        text = _latin_look_alikes(text)
    if "\n" in text:
        text = _LINE_HYPHEN.sub(lambda match: _join_hyphen(match, vocabulary), text)
    text = _SPACES.sub(" ", text)
    return _AROUND_LINE_END.sub("\n", text).strip()


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The form in which headings are compared: lower case, no accents, no punctuation.

    `%` and `€` are kept, because they carry a meaning of their own.

    >>> fold("Unità  di misura: (%)")
    'unita di misura %'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_ORDINALS)).lower()
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = text.lower()
    return " ".join(_NOT_WORD.sub(" ", text).split())


def strip_footnote(text: str) -> str:
    """`text` without footnote marks at its end: `*`, `(*)`, `(1)`, `¹`.

    >>> strip_footnote("Differenziazione dei premi* (1)")
    'Differenziazione dei premi'
    """
    head, tail = text[:-LONGEST_FOOTNOTE], text[-LONGEST_FOOTNOTE:]
    while (shorter := _FOOTNOTE.sub("", tail.rstrip())) != tail and head + shorter:
        tail = shorter
    return head + tail


def rejoined(left: str, right: str) -> tuple[str, ...]:
    """The readings of a word that a cell border cut: whole, or with a doubled letter.

    The letter under the border is often seen on both sides, and misread on one.

    >>> rejoined("Responsal", "bile")
    ('Responsalbile', 'Responsabile', 'Responsalile')
    """
    left, right = left.rstrip(), right.lstrip()
    return left + right, left[:-1] + right, left + right[1:]


def _latin_look_alikes(text: str) -> str:
    """Greek and Cyrillic letters that stand for Latin ones, written as Latin."""
    words = [word for word in _WORD.findall(text) if _FOREIGN.search(word)]
    readable = {word: reading for word in words if (reading := _as_latin(word)) is not None}
    if any(_is_foreign(word) and word not in readable for word in words if len(word) > 1):
        readable = {word: reading for word, reading in readable.items() if not _is_foreign(word)}
    return _WORD.sub(lambda match: readable.get(match[0], match[0]), text)


def _as_latin(word: str) -> str | None:
    """`word` in Latin letters, None where one of its letters has no Latin look-alike.

    A lone small Greek letter is a symbol of its own (α, ν), not a Latin letter.
    """
    if len(word) == 1 and word.islower():
        return None
    letters = [_LOOK_ALIKES.get(char, char) for char in word]
    return None if any(_FOREIGN.match(char) for char in letters) else "".join(letters)


def _is_foreign(word: str) -> bool:
    return all(_FOREIGN.match(char) for char in word)


def _join_hyphen(match: re.Match[str], vocabulary: Container[str]) -> str:
    left, right = match[1], match[2]
    joined, hyphened = left + right, f"{left}-{right}"
    if joined.lower() in vocabulary:
        return joined
    if left.lower() in vocabulary and right.lower() in vocabulary:
        return hyphened
    return hyphened if _is_compound(left, right) else joined


def _is_compound(left: str, right: str) -> bool:
    """Whether 'left-right' looks like two words and not like one cut in two.

    Italian words end in a vowel, so a left half that ends in a consonant is cut.
    """
    if left.lower() in _COMPOUND_HEADS or (right[0].isupper() and not left.isupper()):
        return True
    if left[-1].lower() not in _VOWELS or len(left) < 4 or len(right) < 4:
        return False
    return not _WORD_ENDINGS.fullmatch(right)
