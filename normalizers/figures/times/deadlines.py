"""The deadline that a text names."""

from __future__ import annotations

from datetime import date

from piao.normalizers.figures.labels import skip_label
from piao.normalizers.figures.times.dates import date_at
from piao.normalizers.figures.times.years import years_at
from piao.normalizers.figures.tokens import Token, clean, tokenize
from piao.normalizers.figures.words import key, words


def parse_deadline(text: str, *, year: int | None = None) -> date | None:
    """The last day of the deadline that a text names, `year` where it prints none.

    'Entro novembre 2023' is 2023-11-30, 'dicembre' and 'annuale' the year's last day,
    'primo semestre' its 30 June, '30.6.24' 2024-06-30. Of several dates the last one.
    None where no date is named, or an impossible one, or the year is not known.
    """
    tokens = tokenize(clean(text))
    if not tokens or key(tokens) in words().blank:
        return None
    dates = _dates(tokens, year)
    if dates:
        known = [day for day in dates if day is not None]
        return known[-1] if known else None
    whole_year = words().whole_year
    if year is not None and any(whole_year.at(tokens, at) for at in range(len(tokens))):
        return date(year, 12, 31)
    return None


def _dates(tokens: list[Token], year: int | None) -> list[date | None]:
    """Every date but those that begin something ('dal 1° marzo'); None for those not known.

    Years that begin before the plan's say of what a text speaks, not when it is due: 'pratiche
    dal 1967 al 1990'.
    """
    lexicon = words()
    dates: list[date | None] = []
    at = 0
    while at < len(tokens):
        after_label = skip_label(tokens, at)
        if after_label > at:
            at = after_label
            continue
        spoken_of = years_at(tokens, at)
        if spoken_of is not None and (year is None or spoken_of.first < year):
            at = spoken_of.end
            continue
        found = date_at(tokens, at, year, led=True)
        if found is None:
            at += 1
            continue
        before = [token.word for token in tokens[max(0, at - 2) : at]]
        if not lexicon.interval_ranges.intersection(before):
            dates.append(found.when)
        at = found.end
    return dates
