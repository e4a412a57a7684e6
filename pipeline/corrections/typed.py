"""What a person types into a field, understood as in a document."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from piao.pipeline.corrections.texts import (
    TYPES,
    correctable,
    issubclass_of_words,
    plain_type,
)
from piao.schema.errors import UsageError
from piao.schema.language import Message

FIGURE = "figure"
"""What a person types of a value: comparator, numbers, unit and deadline in one text."""
MEANT = ("comparator", "value", "value_max", "unit", "due_date")
COMPOUND = {("values", FIGURE): MEANT, ("actions", "due_raw"): ("due_raw", "due_date")}
"""Fields whose text sets several columns."""
YEARS = range(1900, 2201)


@dataclass(frozen=True, slots=True)
class Around:
    """What completes a text: the year of dates without one, the unit of the column."""

    year: int | None = None
    unit: str | None = None


def fields_of(record: str) -> tuple[str, ...]:
    """All that can be typed of a record type."""
    return (FIGURE, *correctable(record)) if record == "values" else correctable(record)


def columns_of(record: str, field: str) -> tuple[str, ...]:
    """The columns that a field sets."""
    return COMPOUND.get((record, field), (field,))


def meaning(record: str, field: str, typed: object, around: Around | None = None) -> dict[str, Any]:
    """The columns that what is typed into a field sets, with their values.

    Text is read as in a document; what is no text has to be of the column's type.

    Raises `UsageError` for an unknown field and for a text that says nothing that it can hold.

    >>> meaning("values", "figure", "non inferiore al 90%")["value"]
    Decimal('90')
    """
    known = fields_of(record) if record in TYPES else ()
    if field not in known:
        raise UsageError(
            "{record} have no field {field!r} to correct: {known}",
            record=record,
            field=field,
            known=", ".join(known),
        )
    around = around or Around()
    text = cleaned(typed) if isinstance(typed, str) else None
    if field == FIGURE:
        return _figure(text, around)
    if (record, field) in COMPOUND:
        return {"due_raw": text, "due_date": _day(text, around) if text else None}
    plain, optional = plain_type(record, field)
    if typed is None or text == "":
        if not optional:
            raise UsageError("{field} cannot be empty", field=field)
        return {field: None}
    if text is None or isinstance(typed, StrEnum):
        return {field: _own_type(field, typed, plain)}
    if issubclass_of_words(plain):
        return {field: _word(field, text, plain)}
    return {field: _READERS[plain](field, text, around)}


def cleaned(text: str) -> str:
    """Text as records have it: NFC, white space folded, line breaks kept."""
    lines = unicodedata.normalize("NFC", text).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _figure(text: str | None, around: Around) -> dict[str, Any]:
    from piao.normalizers.figures import parse_figures

    found = parse_figures(text or "", year=around.year, unit=around.unit)
    if len(found) != 1:
        wrong = Message("{count} figures", count=len(found)) if found else Message("no figure")
        raise UsageError(
            "{text!r} is {wrong}: type one, as '≥ 90%' or 'entro giugno'", text=text, wrong=wrong
        )
    return {name: getattr(found[0], name) for name in MEANT}


def _day(text: str | None, around: Around) -> datetime.date | None:
    from piao.normalizers.figures import parse_deadline

    return parse_deadline(text or "", year=around.year)


def _own_type(field: str, value: object, plain: type[Any]) -> object:
    exact = Decimal(value) if plain is Decimal and type(value) is int else value
    if not isinstance(exact, plain) or isinstance(exact, bool):
        raise UsageError(
            "{field} is a {kind}, not {value!r}", field=field, kind=plain.__name__, value=value
        )
    return exact


def _word(field: str, text: str, vocabulary: type[StrEnum]) -> StrEnum:
    if text.casefold() not in list(vocabulary):
        raise UsageError(
            "{text!r} is no {field}: one of {known}",
            text=text,
            field=field,
            known=", ".join(vocabulary),
        )
    return vocabulary(text.casefold())


def _number(field: str, text: str, _: Around) -> Decimal:
    from piao.normalizers.figures import parse_number, parse_percentage

    number = parse_percentage(text) if field == "weight" else parse_number(text)
    if number is None:
        raise UsageError("{text!r} is no number, as {field} is", text=text, field=field)
    return number


def _year(field: str, text: str, _: Around) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) in YEARS):
        raise UsageError(
            "{text!r} is no {field} from {first} to {last}",
            text=text,
            field=field,
            first=YEARS[0],
            last=YEARS[-1],
        )
    return int(text)


def _date(field: str, text: str, around: Around) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        day = _day(text, around)
    if day is None:
        raise UsageError(
            "{text!r} is no date, as {field} is: '30/06/2025', 'entro giugno'",
            text=text,
            field=field,
        )
    return day


_READERS: Mapping[object, Callable[[str, str, Around], object]] = {
    str: lambda _field, text, _around: text,
    int: _year,
    Decimal: _number,
    datetime.date: _date,
}
