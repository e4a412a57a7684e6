"""Steps towards an objective: rows, lines of a cell or a list, with their deadlines."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from piao.extractors.shared.lines import begins_list_item
from piao.normalizers.figures import parse_deadline
from piao.normalizers.forms.pieces import Column, Grid, Row, Spot
from piao.normalizers.records.maker import Maker, place_of
from piao.normalizers.records.scope import Scope
from piao.normalizers.text.cleaning import fold, one_line

MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip
LONGEST_STEP = 400
_BULLET = re.compile(r"^\s*(?:[-–—•●▪■□◦❖➢✓✔\uf0b7\uf0a7·*]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s*")
_DASH = re.compile(r"[-–—•●▪■□◦❖➢✓✔\uf0b7\uf0a7·*]\s*(?=[^\W\d]|%)")
_DASH_WITHIN = re.compile(r"(?<=[.;])\s+(?=[-–—•]\s?(?:[^\W\d]|%))")
_DUE = re.compile(
    r"(?P<due>\(?\s*(?:entro|scadenza|termine|dal|al|nel|da|fino al?)\b[^()]*\)?|"
    r"\(?\s*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\s*\)?)\s*[.;]?\s*$",
    re.IGNORECASE,
)
_DUE_BEGINS = re.compile(
    r"\(?\s*(?:\b(?:entro|scadenza|termine|dal|al|nel|da|fino)\b|(?<![\d./-])\d{1,2}[./-]\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\bda(?:l|ll['’]|gli)\s*(?:ann[oi]\s+)?\d{4}\s+al(?:l['’])?\s*(?:anno\s+)?\d{4}\b",
    re.IGNORECASE,
)
"""'dal 1967 al 1990', of which the second half is no deadline by itself."""
_APART = re.compile(r"(?P<text>\S.*?)\s+[–—-]\s+(?P<due>\d[^–—]*)", re.DOTALL)
"""'Consegna dei lavori — 15/05/2024': the day is no part of the step."""
_LEAD = re.compile(r"^\s*(?:step|fasi|azioni|attivit[àa]|passi|tappe)\b[^\n]{0,30}:?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines of a cell: `lead` before them, each line with the text beside it."""

    lead: str
    lines: tuple[tuple[str, str], ...]
    lead_text: str | None = None


def add_step(
    spot: Spot,
    scope: Scope,
    maker: Maker,
    *,
    due: str | None = None,
    due_date: datetime.date | None = None,
    action_scope: str | None = None,
    responsible: str | None = None,
    outcome: str | None = None,
    score: float = 1.0,
) -> None:
    """Record the action that a spot describes; its deadline may stand in its own text."""
    text = without_bullet(spot.text)
    year = scope.year or maker.year
    if due is not None and due_date is None:
        due_date = parse_deadline(due, year=year)
    elif due is None and (printed := _printed_due(one_line(text), year)):
        due_date = parse_deadline(printed, year=year)
        due = printed.strip(" ().;")
    if due is not None and (apart := _APART.fullmatch(text)) and apart["due"].strip(" ();.") == due:
        text = apart["text"]
    maker.builder.add_action(
        objective_id=scope.objective,
        description=text.rstrip(" ;"),
        scope=normalise_scope(action_scope) if action_scope else None,
        due_raw=due,
        due_date=due_date,
        responsible=responsible,
        outcome=outcome,
        **place_of(spot, score),
    )


def without_bullet(text: str) -> str:
    """The text of a list's item without what marks it as one."""
    return _BULLET.sub("", text, count=1) if begins_list_item(text) else text.strip()


def lines_of(text: str) -> list[str]:
    """The lines that an author broke, blank ones left out."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def has_deadline(text: str, year: int | None) -> bool:
    """Whether a line ends with the day that it is due on."""
    return printed_deadline(text, year) is not None


def printed_deadline(text: str, year: int | None) -> datetime.date | None:
    """The day that a line ends with, on which it is due."""
    due = _printed_due(one_line(text), year)
    return parse_deadline(due, year=year) if due else None


def _printed_due(text: str, year: int | None) -> str | None:
    """The shortest end of a line that is a deadline: 'entro il 30 aprile 2025'."""
    spans = [match.span() for match in _YEARS.finditer(text)]
    begins = [
        match.start()
        for match in _DUE_BEGINS.finditer(text)
        if not any(start < match.start() < end for start, end in spans)
    ]
    ends = (found["due"] for start in reversed(begins) if (found := _DUE.match(text, start)))
    return next((due for due in ends if parse_deadline(due, year=year)), None)


def add_lines(spot: Spot, scope: Scope, maker: Maker, score: float = 1.0, beside: str = "") -> int:
    """Record each line of a text as a step; gives how many there are.

    `beside` are their days, line by line.
    """
    paired = listed(spot.text, beside)
    lines = paired.lines if paired else [(line, None) for line in lines_of(spot.text)]
    for line, due in lines:
        add_step(replace(spot, text=line, lead=""), scope, maker, due=due, score=score)
    return len(lines)


def listed(text: str, beside: str) -> Listed | None:
    """A cell that lists its lines with those of the next cell; None where they do not pair.

    What stands before the list, and a line like 'Step previsti:', is its lead; one text more
    beside belongs to it.
    """
    lines, others = lines_of(text), lines_of(beside)
    if len(others) < 2 or len(lines) < 2:
        return None
    begins = _list_begins(lines)
    items = [without_bullet(line) for line in lines[begins:]]
    lead = " ".join(line for line in lines[:begins] if not _LEAD.match(line))
    if len(items) == len(others):
        return Listed(lead, tuple(zip(items, others, strict=True)))
    if len(items) + 1 == len(others) and lead:
        return Listed(lead, tuple(zip(items, others[1:], strict=True)), others[0])
    return None


def dashed(text: str) -> list[str]:
    """The items of a text whose every line begins with a dash, or goes on from one that does.

    >>> dashed("- Incontri svolti\\n- % di studentesse\\niscritte"), dashed("Incontri svolti")
    (['Incontri svolti', '% di studentesse iscritte'], [])
    """
    items: list[str] = []
    for line in lines_of(_DASH_WITHIN.sub("\n", text)):
        if match := _DASH.match(line):
            items.append(line[match.end() :])
        elif items:
            items[-1] += f" {line}"
        else:
            return []
    return items


def _list_begins(lines: Sequence[str]) -> int:
    """Where the items begin: after a lead-in, at the first bullet or number, else at once."""
    for place, line in enumerate(lines[:-1]):
        if _LEAD.match(line) or line.endswith(":"):
            return place + 1
    for place, line in enumerate(lines):
        if begins_list_item(line):
            return place
    return 0


def months_of(grid: Grid) -> list[Column]:
    """The last twelve columns where they are headed by the months, whole or cut short."""
    columns = [column for column in grid.columns if column.heading][-12:]
    names = [fold(column.heading or "").split(" ")[-1] for column in columns]
    fits = len(names) == 12 and all(
        name and month.startswith(name) for name, month in zip(names, MONTHS, strict=True)
    )
    return columns if fits else []


def last_marked(row: Row, months: Sequence[Column]) -> int | None:
    """The place of the last month with a mark in it; a merged mark covers all its months."""
    marked = [place for place, month in enumerate(months) if row.cell(month.index)]
    return marked[-1] if marked else None


def end_of_month(year: int, month: int) -> datetime.date:
    """The last day of a month, counted from 0."""
    return datetime.date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def normalise_scope(text: str) -> str | None:
    """I, E or I/E; conversions read a capital i as l or ı."""
    letters = [letter for letter in text.upper().replace("L", "I") if letter in "IE"]
    return "/".join(sorted(set(letters), reverse=True)) or None
