"""Cut a text into tokens: numbers, dates, signs, count marks ('n.'), words."""

from __future__ import annotations

import html
import re
import unicodedata
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

LONGEST_TEXT = 8_000
"""Characters read of one text; a target never needs more."""

_TOKEN = re.compile(
    r"""
    (?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[T\ ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?(?![0-9]))
  | (?P<date>[0-9]{1,2}\ ?[./-]\ ?[0-9]{1,2}\ ?[./-]\ ?(?:[0-9]{4}|[0-9]{2})(?![0-9%]|[./,-][0-9]))
  | (?P<clock>[0-9]{1,2}:[0-9]{2}(?![0-9]))
  | (?P<span>(?:19|20)[0-9]{2}\ ?[/–-]\ ?(?:20)?[0-9]{2}(?![0-9%.,]))
  | (?P<slash>[0-9]{1,4}/[0-9]{1,4}(?![0-9%]|[/.,][0-9]))
  | (?P<ordinal>[0-9]{1,2}\ ?[°º^ª])
  | (?P<number>(?:(?<![\w.,)%\]])[+\-](?=[0-9]))?
        (?:[0-9]{1,3}(?:\ [0-9]{3})+(?![0-9.])(?:,[0-9]+)?|[0-9]+(?:[.,'’][0-9]+)*))
  | (?P<sign>(?:\+\ ?/\ ?-|±)|[=<>≤≥](?:\ ?[=<>≤≥])*)
  | (?P<count>(?:\b(?:nr|num|nro|n)\b(?:\ ?[.°º])*|№|\bnumero\b)(?!\ ?/))
  | (?P<this_year>\bc\.\ ?a\.|\bp\.\ ?v\.)
  | (?P<code>[^\W\d_]+[0-9]\w*)
  | (?P<word>[^\W\d_]+)
  | (?P<apostrophe>['’`])
  | (?P<mark>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = str.maketrans(
    {
        "⩾": "≥", "≧": "≥", "⩽": "≤", "≦": "≤", "−": "-", "‐": "-", "‑": "-", "—": "–",
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": " ", "\n": " ", "\f": " ", "\v": " ", "\u00ad": None,
        "\u200b": None, "\ufeff": None, "％": "%",
    }
)  # fmt: skip
_SPACES = re.compile(r" {2,}")
_LATEX = re.compile(r"\$?\\(leq|geq|le|ge|lt|gt)\b\$?")
_LATEX_SIGNS = {"leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "lt": "<", "gt": ">"}
_BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”"}
_CLOSING = frozenset(_BRACKETS.values())
_THOUSANDS_WORTH = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")


class Kind(Enum):
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
    "iso": Kind.DATE, "date": Kind.DATE, "clock": Kind.CODE, "span": Kind.SPAN, "slash": Kind.SLASH,
    "ordinal": Kind.ORDINAL, "number": Kind.NUMBER, "sign": Kind.SIGN, "count": Kind.COUNT,
    "this_year": Kind.WORD, "code": Kind.CODE, "word": Kind.WORD, "apostrophe": Kind.MARK, "mark": Kind.MARK,
}  # fmt: skip


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
    if "\\" in text:
        text = _LATEX.sub(lambda match: _LATEX_SIGNS[match[1]], text)
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
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


def read_number(text: str) -> Decimal | None:
    """The value of digits with Italian marks: '1.234,5', '3.000' (thousands), '12.5', '1,000' (one).

    A lone comma is decimal; a lone point is decimal unless it stands before groups
    of three; with both, the last is decimal. None where the marks make no number.
    """
    sign = -1 if text.startswith("-") else 1
    digits = text.lstrip("+-").replace(" ", "")
    if len(digits) > 40 or not digits[:1].isdigit():
        return None
    if "'" in digits or "’" in digits:
        groups = re.split(r"['’]", re.split(r"[.,]", digits)[0])
        if len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]):
            return None
        digits = digits.replace("'", "").replace("’", "")
    if "," in digits and "." in digits:
        decimal_mark = "," if digits.rfind(",") > digits.rfind(".") else "."
        whole, _, fraction = digits.rpartition(decimal_mark)
        groups = re.split(r"[.,]", whole)
        if decimal_mark in whole or len(groups[0]) > 3 or any(len(g) != 3 for g in groups[1:]):
            return None
        digits = "".join(groups) + "." + fraction
    elif digits.count(".") >= 1:
        if _THOUSANDS_WORTH.fullmatch(digits) and not digits.startswith("0"):
            digits = digits.replace(".", "")
        elif digits.count(".") > 1:
            return None
    elif digits.count(",") > 1:
        groups = digits.split(",")
        if len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]):
            return None
        digits = "".join(groups)
    else:
        digits = digits.replace(",", ".")
    try:
        return sign * Decimal(digits)
    except ArithmeticError:
        return None


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
