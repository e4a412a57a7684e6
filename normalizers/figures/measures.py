"""Cells that list several measurable lines."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from piao.normalizers.figures.parse import find_figures, parse_figures
from piao.normalizers.figures.words import words
from piao.schema.records import Comparator

LONGEST_CELL = 4_000
"""Characters; a longer cell is prose."""
LONGEST_FIGURE = 60
_COUNT = r"(?:[Nn](?:[Rr]|[Uu][Mm])?\s?[.°º]+|[Nn][Rr]|[Nn]umero|NUMERO|%)[ .]{0,3}(?=[^\W\d_]{2})"
_STARTS_COUNT = re.compile(_COUNT)
_BULLET = re.compile(r"^\s*(?:[-–•●▪◦*·❖➢✓]|[0-9]{1,2}[.)]|[a-z]\))\s+")
_ITEMS = (
    re.compile(r"\s+[-–•●▪◦❖➢✓]\s+(?=[A-ZÀ-Ý])"),
    re.compile(r"(?:^|\s+)(?:[0-9]{1,2}|[a-z])\)\s+(?=[A-ZÀ-Ý])"),
)
_COUNT_AFTER_FIGURE = re.compile(rf"(?<=[0-9%€)])(?: [^\W\d_]{{4,}})?[;,]? (?={_COUNT})")
_LABEL_AFTER_FIGURE = re.compile(
    r"(?<=[0-9%€])(?: (?:ore|giorni|gg|mesi|anni)\b(?: [^:;.]{0,30}?\d{4})?)? "
    r"(?=[a-zà-ù][^:;.\d]{4,50}: ?[<>≤≥=]{0,2} ?\d)"
)
_CAPITAL_BEFORE_SIGN = re.compile(
    r"(?<=[a-zà-ù]{4}) (?=[A-ZÀ-Ý][a-zà-ù]{3,}[^.;:<>≤≥=\d]{0,60}[<>≤≥=]{1,2} ?\d)"
)
_PERCENT_AFTER_FIGURE = re.compile(r"(?<=[0-9]) (?=% [^\W\d_]{3})")
_NUMBER_FOR_NOUN = re.compile(
    r"(?:\b(?:di|con|per|a|ad|e|in|da|almeno) |^[^\w%]*)(?:nr?)?[.°]? ?[0-9.]+$", re.IGNORECASE
)
"""The left side of 'coinvolgimento di n. 3 Comuni': the capital belongs to the number."""
_NOUN = re.compile(r"[^\W\d_]{4,}")


def split_measures(text: str) -> list[str]:
    """The lines of a cell that each stand alone as a measure; otherwise [text].

    A lead-in ('… verifiche sul territorio:') is not one of them. Sentences of one
    line stay together, and so does prose: when in doubt the text stays whole.

    >>> split_measures('N. riunioni ≥ 6 N. protocolli = 2')
    ['N. riunioni ≥ 6', 'N. protocolli = 2']
    """
    if len(text) > LONGEST_CELL:
        return [text]
    printed = [line for part in text.split("\n") if (line := " ".join(part.split()))]
    if len(printed) > 2 and printed[0].endswith(":") and all(map(_has_figure, printed[1:])):
        return [piece for line in printed[1:] for piece in _folded(_BULLET.sub("", line, count=1))]
    lines = _lines(printed)
    if len(lines) > 1 and lines[0].endswith(":"):
        lines = lines[1:]
    pieces = [piece for line in lines for piece in _folded(_BULLET.sub("", line, count=1))]
    if len(pieces) < 2:
        return [text]
    pieces = [_without_lead_in(piece) for piece in pieces]
    measurable = sum(_stands_alone(piece) for piece in pieces)
    if len(lines) > 1 and not (measurable > 1 and 2 * measurable >= len(pieces)):
        return [text]
    return pieces


def _lines(printed: list[str]) -> list[str]:
    """The author's lines, those that only go on the one before glued to it."""
    lines: list[str] = []
    for line in printed:
        opens = _BULLET.match(line) or _STARTS_COUNT.match(line) or line[0].isupper()
        if lines and not (opens and _is_finished(lines[-1])):
            lines[-1] += " " + line
        else:
            lines.append(line)
    return lines


def _is_finished(line: str) -> bool:
    """Whether another measure may follow: the line has a figure, is a count, or leads in."""
    return line.endswith(":") or _stands_alone(line)


def _folded(line: str) -> list[str]:
    """The measures of a line into which several were folded, or [line]."""
    for item in _ITEMS:
        parts = [part.strip(" ;,") for part in item.split(line) if part.strip()]
        leads_in = parts[0].endswith(":") or not _has_figure(parts[0])
        items = parts[1:] if leads_in else parts
        if len(items) > 1 and all(_has_figure(part) for part in items):
            return items
    parts = _split_before_counts(line, _COUNT_AFTER_FIGURE)
    parts = [piece for part in parts for piece in _split_before_counts(part, _PERCENT_AFTER_FIGURE)]
    parts = [piece for part in parts for piece in _split_before_capitals(part)]
    return [piece for part in parts for piece in _split_before_labels(part)]


def _split_before_labels(line: str) -> list[str]:
    """Split 'di gruppo: 60 ore fra professioni diverse: 24 ore', each label with its figure.

    So too 'Almeno 5 moduli riscritti Soddisfazione degli utenti ≥ 80%', where a capital
    begins a measure with a sign of comparison and what stands before it is a measure.
    """
    for boundary in (_LABEL_AFTER_FIGURE, _CAPITAL_BEFORE_SIGN):
        for match in boundary.finditer(line):
            left, right = line[: match.start()].strip(" ;,"), line[match.start() :].strip()
            if boundary is _LABEL_AFTER_FIGURE and not _begins_label(right):
                continue
            if _stands_alone(left) and _has_figure(left) and _has_figure(right):
                return [left, *_split_before_labels(right)]
    return [line]


def _begins_label(text: str) -> bool:
    """Whether what follows a figure is a label, and not what it counts: 'oltre 30 giorni: 5'."""
    first, *others = text.partition(":")[0].casefold().split()
    return bool(others) and first not in words().months and first not in words().durations


def _split_before_counts(line: str, boundary: re.Pattern[str]) -> list[str]:
    """Split where a count ('N. protocolli …', '% ritiri …') follows a finished measure."""
    parts: list[str] = []
    start = 0
    for match in boundary.finditer(line):
        left = line[start : match.end()].strip(" ;,")
        if not _stands_alone(left) or not _has_figure(left):
            continue
        if boundary is _PERCENT_AFTER_FIGURE and not _has_figure(line[match.end() :]):
            continue
        parts.append(left)
        start = match.end()
    return [*parts, line[start:].strip()]


@cache
def _capital_after_figure() -> re.Pattern[str]:
    """A capital right after a figure or a deadline; sentences, which end in '.', are left out."""
    lexicon = words()
    endings = [*lexicon.months, *lexicon.durations, "gg", "semestre", "trimestre", "anno"]
    return re.compile(
        rf"(?:[0-9](?: ?[%€])?|\b(?i:{'|'.join(endings)}))[;,]? (?=[A-ZÀ-Ý][^\W\d_]+ )"
    )


def _split_before_capitals(line: str) -> list[str]:
    """Split before capitals that follow a figure, if both sides are measures."""
    parts: list[str] = []
    start = 0
    boundary = _capital_after_figure()
    for match in boundary.finditer(line):
        left = line[start : match.end()].strip(" ;,")
        if _NUMBER_FOR_NOUN.search(left) or not _stands_alone(left) or not _has_figure(left):
            continue
        following = boundary.search(line, match.end())
        right = line[match.end() : following.end() if following else len(line)].strip()
        if not _stands_alone(right) or not _has_figure(right):
            continue
        parts.append(left)
        start = match.end()
    return [*parts, line[start:].strip()]


def _without_lead_in(line: str) -> str:
    """'Altre verifiche: Verifiche edilizie n. 20' is 'Verifiche edilizie n. 20'."""
    head, _, rest = line.partition(": ")
    rest = rest.strip()
    if rest[:1].isupper() and not _has_figure(head) and _stands_alone(rest) and _has_figure(rest):
        return rest
    return line


def measure_and_figure(text: str, *, year: int | None = None) -> tuple[str, str | None]:
    """What is measured and the figure after its colon; None where nothing but a figure follows.

    >>> measure_and_figure("Atti restituiti per errori: < 4%")
    ('Atti restituiti per errori', '< 4%')
    >>> measure_and_figure("Relazione: approvazione in Giunta")
    ('Relazione: approvazione in Giunta', None)
    """
    name, colon, figure = text.rpartition(": ")
    if not colon or len(figure) > LONGEST_FIGURE or not _NOUN.search(name):
        return text, None
    figures = parse_figures(figure.rstrip(" .;"), year=year)
    told = figures and all(one.comparator is not Comparator.TEXT for one in figures)
    return (name.strip(), figure.rstrip(" ;")) if told else (text, None)


@lru_cache(maxsize=1024)
def _has_figure(text: str) -> bool:
    return any(figure.comparator is not Comparator.TEXT for figure in find_figures(text, year=2000))


def _stands_alone(text: str) -> bool:
    """Whether a line is a measure of its own: a count, or words with a figure."""
    return bool(_NOUN.search(text)) and (bool(_STARTS_COUNT.match(text)) or _has_figure(text))
