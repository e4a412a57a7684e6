"""Cut a text into tokens: numbers, dates, signs, count marks ('n.'), words."""

from __future__ import annotations

import html
import re
import unicodedata
from decimal import Decimal
from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

LONGEST_TEXT = 8_000
"""Characters read of one text; a target never needs more."""
LONGEST_NUMBER = 30

_TOKEN = re.compile(
    r"""
    (?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[T\ ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?(?![0-9]))
  | (?P<date>[0-9]{1,2}\ ?[./-]\ ?[0-9]{1,2}\ ?[./-]\ ?(?:[0-9]{4}|[0-9]{2})(?![0-9%]|[./,-][0-9]))
  | (?P<clock>[0-9]{1,2}:[0-9]{2}(?![0-9]))
  | (?P<span>(?:19|20)[0-9]{2}\ ?[/–-]\ ?(?:20)?[0-9]{2}(?![0-9%.,]))
  | (?P<slash>[0-9]{1,4}/[0-9]{1,4}(?![0-9%]|[/.,][0-9]))
  | (?P<short_year>(?<!\w)['’][0-9]{2}(?![0-9]))
  | (?P<ordinal>[0-9]{1,2}\ ?[°º^ª])
  | (?P<number>(?:(?<![\w.,)%\]])[+\-](?=[0-9]))?
        (?:[0-9]{1,3}(?:\ [0-9]{3})+(?![0-9.])(?:,[0-9]+)?|[0-9]+(?:[.,'’][0-9]+)*))
  | (?P<sign>(?:\+\ ?/\ ?-|±)|[=<>≤≥](?:\ ?[=<>≤≥])*)
  | (?P<count>(?:\b(?:nr|num|nro|n)\b(?:\ ?[.°º])*|№|\bnumero\b)(?!\ ?/))
  | (?P<this_year>\bc\.\ ?a\.|\bp\.\ ?v\.)
  | (?P<code>[^\W\d_]+[0-9]\w*(?:[-_/.][0-9A-Za-z]+)*)
  | (?P<word>[^\W\d_]+)
  | (?P<apostrophe>['’`])
  | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("⩾≧", "≥"),
        **dict.fromkeys("⩽≦", "≤"),
        **dict.fromkeys("−‐‑", "-"),
        **dict.fromkeys("\xa0\u202f\u2009\t\r\n\x0c\x0b", " "),
        **dict.fromkeys("\xad\u200b\ufeff"),
        "—": "–",
        "％": "%",
    }
)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,9} ?/?>", re.IGNORECASE)
_MINUS = re.compile(r"−\s+(?=[0-9])|^\s*-\s+(?=[0-9.,]+\s?%\s*$)")
"""A minus sign set apart: '− 12,4', and '- 20%' as a whole cell."""
_SPACES = re.compile(r" {2,}")
_LATEX = re.compile(r"\$?\\(leq|geq|le|ge|lt|gt)\b\$?")
_LATEX_SIGNS = {"leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "lt": "<", "gt": ">"}
_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_CLOSING = frozenset(_BRACKETS.values())


class Kind(IntEnum):
    """What a token is."""

    NUMBER = auto()
    DATE = auto()  # 31/12/2024, 2024-12-31
    SPAN = auto()  # 2021/2023, 2022/23
    SLASH = auto()  # 31/12, 06/2024, 13/2023, 0/6
    ORDINAL = auto()  # 1°
    SIGN = auto()  # ≥, =<, ±
    COUNT = auto()  # n., nr, numero
    CODE = auto()  # 6.2.10, M5C2, 14:30: names, never figures
    WORD = auto()
    MARK = auto()


_KINDS = {
    "iso": Kind.DATE,
    "date": Kind.DATE,
    "clock": Kind.CODE,
    "span": Kind.SPAN,
    "slash": Kind.SLASH,
    "ordinal": Kind.ORDINAL,
    "number": Kind.NUMBER,
    "sign": Kind.SIGN,
    "count": Kind.COUNT,
    "this_year": Kind.WORD,
    "code": Kind.CODE,
    "short_year": Kind.CODE,
    "word": Kind.WORD,
    "apostrophe": Kind.MARK,
    "mark": Kind.MARK,
}


class Token(NamedTuple):
    """A piece of text[start:end]; `word` is it in lower case without accents.

    `depth` counts the brackets and quotation marks around it; `number` is the
    value of a NUMBER.
    """

    kind: Kind
    text: str
    word: str
    start: int
    end: int
    depth: int
    number: Decimal | None = None


def clean(text: str) -> str:
    """Fold white space, unify comparison signs and dashes, resolve entities ('&lt;=')."""
    text = text[:LONGEST_TEXT]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "\\" in text:
        text = _LATEX.sub(lambda match: _LATEX_SIGNS[match[1]], text)
    text = _MINUS.sub("-", unicodedata.normalize("NFC", text)).translate(_SIGNS)
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Lower case, without accents."""
    text = text.lower()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def _folded_word(text: str) -> str:
    return fold(text)


def _are_thousands(groups: list[str]) -> bool:
    """Whether digits between marks are groups of three: '12', '345', '678'."""
    return len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _decimal_digits(digits: str) -> str | None:
    """Digits with Italian marks, as Python writes them; None where the marks make no number."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        whole, fraction = digits[: max(comma, point)], digits[max(comma, point) + 1 :]
        groups = re.split(r"[.,]", whole)
        mixed = digits[max(comma, point)] in whole
        return None if mixed or not _are_thousands(groups) else "".join(groups) + "." + fraction
    mark = "." if point >= 0 else ","
    groups = digits.split(mark)
    several = len(groups) > 2
    marked = several or (mark == "." and len(groups) == 2)
    if marked and _are_thousands(groups) and not digits.startswith("0"):
        return "".join(groups)
    return None if several else ".".join(groups)


def read_number(text: str) -> Decimal | None:
    """The value of digits with Italian marks: '1.234,5', '3.000' (thousands), '1,000' (one).

    A lone comma is decimal; a lone point is decimal unless it stands before groups
    of three; with both, the last is decimal. None where the marks make no number.
    """
    digits = text.lstrip("+-").replace(" ", "")
    if len(digits) > LONGEST_NUMBER:
        return None
    if "'" in digits or "’" in digits:
        groups = re.split("['’]", re.split("[.,]", digits)[0])
        if not _are_thousands(groups):
            return None
        digits = digits.replace("'", "").replace("’", "")
    plain = _decimal_digits(digits)
    if plain is None:
        return None
    return -Decimal(plain) if text.startswith("-") else Decimal(plain)


def tokenize(text: str) -> list[Token]:
    """The tokens of a cleaned text, apostrophes left out ("dell'anno": 'dell', 'anno')."""
    tokens: list[Token] = []
    depth, quoted = 0, False
    quotes_pair = text.count('"') % 2 == 0
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        piece = match.group()
        if group == "apostrophe" or group is None:
            continue
        if group == "mark":
            if piece == '"':
                quoted = quotes_pair and not quoted
                continue
            if piece in _CLOSING:
                depth = max(0, depth - 1)
        kind = _KINDS[group]
        number = None
        if kind is Kind.NUMBER:
            number = read_number(piece)
            kind = Kind.CODE if number is None else kind
        word = (
            "n" if kind is Kind.COUNT else _folded_word(piece) if len(piece) < 20 else fold(piece)
        )
        tokens.append(Token(kind, piece, word, match.start(), match.end(), depth + quoted, number))
        if piece in _BRACKETS and text.find(_BRACKETS[piece], match.end()) >= 0:
            depth += 1
    return tokens
