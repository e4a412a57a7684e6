"""Columns of figures as statistical offices print them."""

from __future__ import annotations

from random import Random

from tests.table_pages.words import Tongue


def number(value: float, decimals: int, tongue: Tongue) -> str:
    """A number with the marks of the language."""
    text = f"{value:,.{decimals}f}"
    return text if tongue.point == "." else text.translate(str.maketrans(",.", ".,"))


def some_year(rng: Random) -> str:
    """A year."""
    return str(rng.randint(1992, 2024))


def years(rng: Random, count: int) -> list[str]:
    """Years that follow each other, sometimes as seasons (2009-10)."""
    first = rng.randint(1985, 2024 - count)
    if rng.random() < 0.15:
        return [f"{year}-{(year + 1) % 100:02}" for year in range(first, first + count)]
    return [str(year) for year in range(first, first + count)]


def column(rng: Random, tongue: Tongue, kind: str, count: int, currency: bool) -> list[str]:
    """The figures of a column: n(umber), d(ecimal), p(er cent), m(oney).

    The last is the sum where a sum has a meaning.
    """
    scale = 10 ** rng.uniform(1.5, 5)
    if kind in "nm":
        amounts = [int(scale * rng.uniform(0.05, 1.8)) + 1 for _ in range(count - 1)]
        texts = [number(amount, 0, tongue) for amount in [*amounts, sum(amounts)]]
        return _with_currency(texts, tongue) if kind == "m" and currency else texts
    top, decimals = rng.choice(((9, 1), (9, 2), (60, 1), (99, 1), (400, 1)))
    if kind == "d":
        return [number(rng.uniform(0.1, top), decimals, tongue) for _ in range(count)]
    sign = rng.choice(("", "", "%", " %"))
    low = rng.choice((0, 0, -20))
    decimals = rng.choice((0, 1, 1))
    return [number(rng.uniform(low, 99), decimals, tongue) + sign for _ in range(count)]


def _with_currency(texts: list[str], tongue: Tongue) -> list[str]:
    """The sign of the currency in the first row only."""
    sign = "$" if tongue.point == "." else "€ "
    return [sign + texts[0], *texts[1:]]


def sparse(rng: Random, texts: list[str], blank: float, dash: float, mark: str) -> list[str]:
    """Some figures left out, dashed or marked for a footnote; the first stays."""
    dashes = rng.choice(("-", "–", "—", "--", "(x)", "..."))
    found = texts[:1]
    for text in texts[1:]:
        chance = rng.random()
        if chance < blank:
            found.append("")
        elif chance < blank + dash:
            found.append(dashes)
        else:
            found.append(text + mark if mark and chance > 0.95 else text)
    return found
