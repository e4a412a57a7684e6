"""Cells that list several measurable lines."""

from __future__ import annotations

import re

from piao.normalizers.figures.parse import find_figures
from piao.normalizers.figures.tokens import LONGEST_TEXT
from piao.schema.records import Comparator

_OPENER = r"(?:[Nn](?:[Rr]|[UuMm]+)?\s?[.°º]+|[Nn][Rr]\.?|[Nn]umero|%)\s?\.?\s?(?=[^\W\d_]{2,})"
_STARTS_COUNT = re.compile(_OPENER)
_BULLET = re.compile(r"^\s*(?:[-–•●▪◦*·]|[0-9]{1,2}[.)]|[a-z]\))\s+")
_AFTER_FIGURE_COUNT = re.compile(rf"(?<=[0-9%€)])(?:\s+[^\W\d_]{{4,}})?\s*[;,]?\s+(?={_OPENER})")
_PERCENT_OPENS = re.compile(r"(?<=[0-9])\s+(?=%\s[^\W\d_]{3,})")
_AFTER_FIGURE_CAPITAL = re.compile(
    r"(?:[0-9](?:\s?[%€])?|\b(?i:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|"
    r"settembre|ottobre|novembre|dicembre|semestre|anno))[;,]?\s+(?=[A-ZÀ-Ý][^\W\d_]+\s)"
)
_DASH_ITEM = re.compile(r"\s+[-–•●▪]\s+(?=[A-ZÀ-Ý])")
_NUMBERED_ITEM = re.compile(r"\s+(?=(?:[0-9]{1,2}|[a-z])\)\s)")


def _has_figure(text: str) -> bool:
    return any(figure.comparator is not Comparator.TEXT for figure in find_figures(text, year=2000))


def _stands_alone(text: str) -> bool:
    """Whether a line is a measure of its own: with a figure and words, or a count."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return bool(words) and (_has_figure(text) or bool(_STARTS_COUNT.match(text)))


def _split_at(text: str, boundary: re.Pattern[str]) -> list[str]:
    return [part.strip() for part in boundary.split(text) if part.strip()]


def _without_lead_in(line: str) -> str:
    """'Consolidamento dei controlli: Controlli edilizi n. 30' → 'Controlli edilizi n. 30'."""
    head, colon, rest = line.partition(":")
    if (
        colon
        and rest.strip()[:1].isupper()
        and not _has_figure(head)
        and _stands_alone(rest.strip())
    ):
        return rest.strip()
    return line


def _lines(text: str) -> list[str]:
    """The author's lines, those that only continue the one before glued to it."""
    lines: list[str] = []
    for line in (part.strip() for part in text.split("\n")):
        if not line:
            continue
        opens = bool(_BULLET.match(line) or _STARTS_COUNT.match(line))
        if lines and not opens and not line[0].isupper():
            lines[-1] += " " + line
        else:
            lines.append(line)
    return lines


def _folded(text: str) -> list[str]:
    """The measures of a text whose lines were folded into one, or [text]."""
    for boundary in (_DASH_ITEM, _NUMBERED_ITEM):
        parts = _split_at(text, boundary)
        if len(parts) > 2 or (len(parts) == 2 and not parts[0].endswith(":")):
            lead_in = parts[0].endswith(":") or not _has_figure(parts[0])
            items = parts[1:] if lead_in else parts
            if len(items) > 1 and all(_has_figure(item) for item in items):
                return items
    parts = [text]
    for boundary in (_AFTER_FIGURE_COUNT, _PERCENT_OPENS):
        parts = [piece for part in parts for piece in _keep_whole(part, boundary)]
    return [piece for part in parts for piece in _capital(part)]


def _keep_whole(text: str, boundary: re.Pattern[str]) -> list[str]:
    """Split before each count that follows a finished measure."""
    parts: list[str] = []
    start = 0
    for match in boundary.finditer(text):
        left = text[start : match.end()].strip(" ;,")
        right = text[match.end() :]
        if (
            _has_figure(left)
            and _stands_alone(left)
            and (boundary is _AFTER_FIGURE_COUNT or _has_figure(right))
        ):
            parts.append(left)
            start = match.end()
    parts.append(text[start:].strip())
    return parts


def _capital(text: str) -> list[str]:
    """Split before capitals right after a figure, if both sides are measures of a kind."""
    parts: list[str] = []
    start = 0
    for match in _AFTER_FIGURE_CAPITAL.finditer(text):
        left = text[start : match.end()].strip(" ;,")
        if not _stands_alone(left) or not _has_figure(left):
            continue
        next_end = _AFTER_FIGURE_CAPITAL.search(text, match.end())
        following = text[match.end() : next_end.end() if next_end else len(text)]
        if not _stands_alone(following) or not _has_figure(following):
            continue
        if re.search(r"\b(?:di|con|per|a|e|in|da)\s+n(?:r)?\.?\s?[0-9]+$", left, re.IGNORECASE):
            continue
        parts.append(left)
        start = match.end()
    parts.append(text[start:].strip())
    return parts


def split_measures(text: str) -> list[str]:
    """The lines of a cell that each stand alone as a measure; otherwise [text].

    A lead-in ('… controlli specialistici:') is not one of them. Sentences of one
    line stay together, and so does prose. When in doubt the text stays whole.
    """
    if len(text) > LONGEST_TEXT:
        return [text]
    lines = _lines(text)
    if len(lines) > 1:
        if lines[0].endswith(":"):
            lines = lines[1:]
        pieces = [piece for line in lines for piece in _folded(_BULLET.sub("", line))]
        pieces = [_without_lead_in(piece) for piece in pieces]
        if len(pieces) > 1 and all(_stands_alone(piece) for piece in pieces):
            return pieces
        return _whole(text, " ".join(lines)) if len(pieces) == 1 else [text]
    return _whole(text, " ".join(lines))


def _whole(text: str, line: str) -> list[str]:
    pieces = _folded(line)
    if len(pieces) == 1:
        return [text]
    pieces[0] = _without_lead_in(pieces[0])
    return pieces
