"""Deadlines in a sentence: those that 'entro' leads to, and bare dates."""

from __future__ import annotations

from piao.normalizers.figures.amounts.quantities import SCALE_DOUBT, read_duration
from piao.normalizers.figures.mentions import Deadline, Mention, Reading, Strength
from piao.normalizers.figures.times.dates import Found, date_at, word_at
from piao.normalizers.figures.tokens import Kind

LEAD_REACH = 9
"""Tokens from 'entro' to its date."""
_LIST_JOINTS = frozenset({"e", "ed", ",", "-", "–", "/", "il", "al", "l", "entro"})


def read_lead(reading: Reading, at: int) -> int | None:
    """'entro il 30/06', 'entro 5 giorni'."""
    lead = reading.lexicon.deadline_leads.at(reading.tokens, at)
    if lead is None:
        return None
    mention = _after_lead(reading, at, lead[1])
    return reading.found(mention) if mention else None


def _after_lead(reading: Reading, lead: int, start: int) -> Mention | None:
    """The date, or the number of days, that the word at tokens[lead] leads to."""
    tokens, fillers = reading.tokens, reading.lexicon.deadline_fillers
    fenced = False  # 'i termini fissati (31.10.2024)'
    at = start
    while at < min(start + LEAD_REACH, len(tokens)):
        token = tokens[at]
        if token.depth and not fenced:
            return None
        if word_at(tokens, at - 1) == "ore" and token.kind in {Kind.NUMBER, Kind.CODE}:
            at += 1  # 'entro le ore 12 del 31/05'
            continue
        found = date_at(tokens, at, reading.year, led=True)
        if found:
            return _deadline(lead, found, led=True)
        duration = read_duration(tokens, lead, at)
        if duration:
            return duration
        if token.word == "(":
            fenced = any(t.word.startswith(("termin", "scaden", "dat")) for t in tokens[lead:at])
        elif token.word not in fillers and token.word not in {":", ",", "-"}:
            return None
        at += 1
    return None


def _deadline(start: int, found: Found, *, led: bool) -> Deadline:
    return Deadline(start, found.end, found.when, led, found.impossible)


def read_date(reading: Reading, at: int) -> int | None:
    """A date that no word leads to, or one that goes on a list: 'entro il 31/03 e il 30/09'."""
    tokens = reading.tokens
    score = tokens[at].kind is Kind.SLASH and _is_score(tokens[at].text)
    if reading.pending.strength is Strength.SIGNED and not score:
        return None
    found = date_at(tokens, at, reading.year)
    if found is None:
        return None
    last = reading.mentions[-1] if reading.mentions else None
    led = (
        isinstance(last, Deadline)
        and last.led
        and all(token.word in _LIST_JOINTS for token in tokens[last.end : at])
    )
    deadline = _deadline(at, found, led=led)
    if score and not led:
        deadline = Deadline(at, found.end, None, False, doubt=SCALE_DOUBT)
    return reading.found(deadline)


def _is_score(text: str) -> bool:
    """'8/10' may be a score or a day, '6/2024' a law or a month; '31/12' and '06/12' are days."""
    first, second = text.split("/")
    padded = first.startswith("0") or second.startswith("0")
    return not padded and (int(first) <= int(second))
