"""Numbers as a spreadsheet shows them, by the format code of their cell."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
"""The codes that XLSX files name by number alone (ECMA-376, part 1, 18.8.30)."""

_LARGEST = 1e15
_MAX_DECIMALS = 12
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\\(?P<escaped>.)'
    r"|(?P<dropped>\[[^\]]*\]|[_*].)"
    r"|(?P<number>[#0?][#0?,]*(?:\.[#0?]*)?)|(?P<literal>[-+%€$£() ])|(?P<other>.)"
)
_PRINTED = re.compile(r"[+-]?\d(?:[\d.,'’\s]*\d)?")
_ITALIAN_MARKS = str.maketrans(",.", ".,")


def shown_number(value: float, code: str = "", *, exact: bool = False) -> str:
    """The number in Italian notation: as many decimals as `code` has, or as it needs.

    Where `exact`, no decimal is left out that the number has. A code that is not one of
    plain figures (a date, a fraction, an exponent) says nothing of the number.

    >>> shown_number(0.3, "0%"), shown_number(1649.4, '#,##0.00 "€"'), shown_number(12.0)
    ('30%', '1.649,40 €', '12')
    >>> shown_number(0.896, "0%"), shown_number(0.896, "0%", exact=True)
    ('90%', '89,6%')
    """
    return _formatted(value, code, exact) or _general(value)


def in_italian_notation(value: float, printed: str) -> str:
    """What a sheet printed for `value`, the marks of its own language made Italian ones.

    Text that does not print the value stays as it is.

    >>> in_italian_notation(1649.4, "€ 1,649.40"), in_italian_notation(0.125, "12,50%")
    ('€ 1.649,40', '12,50%')
    """
    match = _PRINTED.search(printed)
    if match is None or abs(value) >= _LARGEST:
        return printed
    number = abs(Decimal(repr(float(value))).scaleb(2 * ("%" in printed)))
    figures = "".join(filter(str.isdecimal, match[0]))
    marks = len(match[0].lstrip("+-")) - len(figures)
    for places in range(_MAX_DECIMALS):
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if f"{rounded:.{places}f}".replace(".", "") == figures:
            grouped = "," if marks > bool(places) else ""
            sign = match[0][0] if match[0][0] in "+-" else ""
            text = f"{sign}{rounded:{grouped}.{places}f}".translate(_ITALIAN_MARKS)
            return f"{printed[: match.start()]}{text}{printed[match.end() :]}"
    return printed


def _general(value: float) -> str:
    return f"{value:.15g}".replace(".", ",") if abs(value) < _LARGEST else str(value)


def _decimals(number: Decimal) -> int:
    """How many decimals a binary number means: those within its 15 sure digits."""
    return max(0, -int(Decimal(f"{number:.15g}").normalize().as_tuple().exponent))


def _formatted(value: float, code: str, exact: bool) -> str | None:
    sections = code.split(";")
    negative = value < 0 and len(sections) > 1 and bool(sections[1])
    tokens = list(_TOKEN.finditer(sections[1] if negative else sections[0]))
    figures = [token["number"] for token in tokens if token["number"]]
    if len(figures) != 1 or any(token["other"] for token in tokens) or abs(value) >= _LARGEST:
        return None
    percent = sum(token["literal"] == "%" for token in tokens)
    whole, _, decimals = figures[0].partition(".")
    number = Decimal(repr(float(value))).scaleb(2 * percent)
    if negative:
        number = -number
    if "0" not in figures[0] and not number:
        return None
    places = min(max(len(decimals), _decimals(number) if exact else 0), _MAX_DECIMALS)
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    printed = f"{rounded:{',' if ',' in whole else ''}.{places}f}"
    optional = 0 if exact else len(decimals) - len(decimals.rstrip("#?"))
    if optional:
        kept = printed[: len(printed) - optional]
        printed = kept + printed[len(kept) :].rstrip("0")
    return "".join(
        printed.rstrip(".").translate(_ITALIAN_MARKS)
        if token["number"]
        else token["quoted"] or token["currency"] or token["escaped"] or token["literal"] or ""
        for token in tokens
    ).strip()
