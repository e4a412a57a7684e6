"""The text inside a line or a cell: markup, formulas, entities and escapes made plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from html import unescape

from piao.extractors.shared.lines import bold_lead

LATEX_SYMBOLS: Mapping[str, str] = {
    "leq": "≤", "le": "≤", "leqslant": "≤", "geq": "≥", "ge": "≥", "geqslant": "≥",
    "lt": "<", "gt": ">", "neq": "≠", "ne": "≠", "approx": "≈", "simeq": "≃", "equiv": "≡",
    "sum": "∑", "Sigma": "Σ", "Delta": "Δ", "prod": "∏", "sqrt": "√", "infty": "∞",
    "times": "×", "div": "÷", "pm": "±", "cdot": "·", "ast": "*", "star": "*",
    "rightarrow": "→", "to": "→", "Rightarrow": "⇒", "leftarrow": "←", "uparrow": "↑",
    "downarrow": "↓", "bullet": "•", "circ": "°", "degree": "°", "euro": "€", "ldots": "…",
    "dots": "…", "checkmark": "✓", "square": "□", "Box": "□", "alpha": "α", "beta": "β",
    "quad": " ", "qquad": " ", "left": "", "right": "", "text": "", "textbf": "", "textit": "",
    "mathrm": "", "mathbf": "", "mathit": "", "rm": "", "bf": "", "displaystyle": "",
    "lbrace": "{", "rbrace": "}", "mid": "|",
}  # fmt: skip

_FORMULA = re.compile(r"(?:(?<! ) {2,})?\$(?P<body>[^$\n]{1,200})\$(?: {2,})?")
_IS_FORMULA = re.compile(r"\\[A-Za-z%]|^\s*[<>=≤≥±]")
_FRACTION = re.compile(r"\\d?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+) ?")
_LATEX_ESCAPE = re.compile(r"\\([%$&_#{}])")
_LATEX_SPACE = re.compile(r"\\[,;:! ]|~")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_SCRIPT = re.compile(r"<su[pb]>([^<>]{1,20})</su[pb]>", re.IGNORECASE)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LINE_TAG = re.compile(r"<br\b[^<>]*>|</?(?:p|li|ul|ol|div)\b[^<>]*>", re.IGNORECASE)
_BOLD_MARK = re.compile(
    r"(?P<open><(?:b|strong)\b[^<>]*>)|(?P<close></(?:b|strong)>)"
    r"|(?<!\\)(?P<mark>\*{2,3}(?!\*)|\*\*|(?<!\w)__(?=\S)|(?<=\S)__(?!\w))",
    re.IGNORECASE,
)
_ITALIC = re.compile(r"(?<![\w\\*])(\*|_)(?=[^\s*_])([^*\n]{1,300}?)(?<=[^\s\\*])\1(?![\w*])")
_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|s|del|ins|mark|small|big|font|span|sup|sub|a|code|img|center)"
    r"\b[^<>]*>|<!--.{0,2000}?-->",
    re.IGNORECASE | re.DOTALL,
)
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:https?://|mailto:|#|/|\.)[^()\s]*\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~$%&\"'])")
_MARKS = re.compile(r"\*{2,}|(?<!\w)_{2}(?=\w)|(?<=\w)_{2}(?!\w)")


def plain(markup: str, *, gaps_break: bool = False) -> tuple[str, bool]:
    """The text of one cell, line or heading, and whether all of it is bold.

    Lines broken by `\\n`, `<br>`, `<p>` or `<li>` stay lines; white space within a
    line is folded. With `gaps_break` two blanks in a row are a line break, lost in
    a conversion.

    >>> plain("<b>Obiettivo<br>2024</b>")
    ('Obiettivo\\n2024', True)
    >>> plain(r"stock $\\leq 5\\%$ del *totale* &lt; 2*3*4")
    ('stock ≤ 5% del totale < 2*3*4', False)
    """
    text = _FORMULA.sub(_formula, markup)
    if gaps_break:
        text = _GAP.sub("\n", text)
    text = _SCRIPT.sub(lambda match: match[1].strip().translate(_SUPERSCRIPTS), text)
    text = _LINE_TAG.sub("\n", _IMAGE.sub("", text))
    pieces = _bold_pieces(text)
    bold = _is_all_bold(pieces)
    text = "".join(piece for piece, _ in pieces)
    text = _ITALIC.sub(r"\2", text)
    text = _MARKS.sub("", _LINK.sub(r"\1", _TAG.sub("", text)))
    text = unescape(_ESCAPE.sub(r"\1", text))
    return folded(text), bold


def is_bold(markup: str) -> bool:
    """Whether there is bold text and no letter or figure outside of it."""
    return _BOLD_MARK.search(markup) is not None and _is_all_bold(_bold_pieces(markup))


def lead_of_markup(markup: str, text: str) -> str:
    """The first words of `text`, the plain text of `markup`, that are bold; "" where all are."""
    if not _BOLD_MARK.search(markup):
        return ""
    pieces = _bold_pieces(_LINE_TAG.sub("\n", markup))
    return bold_lead(text, [(plain(piece)[0], bold) for piece, bold in pieces])


def folded(text: str) -> str:
    """Unicode NFC, white space within each line folded, blank lines dropped."""
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(line for line in lines if line)


def _bold_pieces(markup: str) -> list[tuple[str, bool]]:
    """The markup cut at the marks of bold, which are left out; a mark without a pair stays."""
    pieces: list[tuple[str, bool]] = []
    opened: int | None = None
    end = 0
    for match in _BOLD_MARK.finditer(markup):
        before = markup[end : match.start()]
        spaced = not before.strip() or before[-1].isspace()
        after = markup[match.end() : match.end() + 1]
        if opened is None and (match["open"] or (match["mark"] and after.strip("* "))):
            pieces += [(before, False), (match[0] if match["mark"] else "", False)]
            opened = len(pieces)
        elif opened is not None and (match["close"] or (match["mark"] and not spaced)):
            pieces[opened - 1] = ("", False)
            pieces[opened:] = [(piece, True) for piece, _ in pieces[opened:]]
            pieces.append((before, True))
            opened = None
        else:
            pieces.append((before + (match["mark"] or ""), False))
        end = match.end()
    return [*pieces, (markup[end:], False)]


def _is_all_bold(pieces: list[tuple[str, bool]]) -> bool:
    outside = "".join(piece for piece, bold in pieces if not bold)
    inside = "".join(piece for piece, bold in pieces if bold)
    return bool(inside.strip()) and not any(map(str.isalnum, unescape(_TAG.sub("", outside))))


def _formula(match: re.Match[str]) -> str:
    """A `$formula$` as text; the blanks that conversions put around it are folded."""
    body = match["body"]
    if not _IS_FORMULA.search(body):
        return match[0]
    body = _FRACTION.sub(r"\1 / \2", body)
    body = _LATEX_SPACE.sub(" ", _LATEX_ESCAPE.sub(r"\1", body))
    body = _COMMAND.sub(lambda command: f" {LATEX_SYMBOLS.get(command[1], command[1])} ", body)
    body = re.sub(r"[{}^]", "", body)
    before = " " if match[0].startswith("  ") else ""
    after = " " if match[0].endswith("  ") else ""
    return f"{before}{' '.join(body.split())}{after}"
