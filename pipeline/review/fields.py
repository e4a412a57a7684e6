"""The fields of a record as a person corrects them, and what a text typed there would mean."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from piao.pipeline.corrections.texts import OWNERS, issubclass_of_words, plain_type, text_of
from piao.pipeline.corrections.typed import FIGURE, Around, cleaned, fields_of, meaning
from piao.pipeline.display.wording import date_text, number_text, value_text
from piao.pipeline.review.desk import View
from piao.pipeline.review.wording import FIELDS, LONG, WORDS
from piao.schema.errors import UsageError
from piao.schema.records import Comparator, Value

MOST_WEIGHT = 1000
"""Where weights are points, they add up to 1,000 at most."""
_UNDERSTOOD = frozenset({"comparator", "value", "value_max", "unit", "due_date"})
"""Columns of a value that its `figure` sets: shown together, not one by one."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its label, its text, and the words to choose from where it has such."""

    name: str
    label: str
    text: str
    is_long: bool
    choices: tuple[tuple[str, str], ...] = ()


def fields_to_correct(name: str, record: Any) -> list[Field]:
    """The fields of a record: those with something in them first, in the order of the records."""
    asked = [f for f in fields_of(name) if name != "values" or f not in _UNDERSTOOD]
    fields = [_field(name, record, field) for field in asked]
    return sorted(fields, key=lambda field: not field.text)


def understood(name: str, record: Any, field: str, text: str, view: View) -> tuple[bool, str]:
    """Whether a text can be kept in a field, and what it would mean there, in Italian."""
    try:
        meant = meaning(name, field, text, around(name, record, view))
    except UsageError:
        return False, _hint(name, field)
    if field == FIGURE and isinstance(record, Value):
        value = replace(record, raw=cleaned(text), **meant)
        is_printed = value.raw == cleaned(record.raw)
        if value.comparator is Comparator.TEXT and not is_printed:
            return False, _HINTS["words"]  # the value keeps its printed words: these would be lost
        return True, _figure(value)
    if field == "weight" and meant[field] is not None and not 0 <= meant[field] <= MOST_WEIGHT:
        return False, _HINTS["weight"]
    said = [_said(value) for value in meant.values() if value is not None]
    return True, " · ".join(dict.fromkeys(said)) or "vuoto"


def around(name: str, record: Any, view: View) -> Around:
    """What completes a text typed into a record: its year, the unit of its indicator."""
    year = getattr(record, "year", None) or view.document.year
    owner = OWNERS.get(name)
    above = view.by_id.get(getattr(record, owner[0], None) or "") if owner else None
    unit = getattr(above[1], "unit", None) if above and name == "values" else None
    return Around(year=year, unit=unit)


def _field(name: str, record: Any, field: str) -> Field:
    value = value_text(record) if field == FIGURE else getattr(record, field)
    text = value if isinstance(value, str) and not isinstance(value, StrEnum) else text_of(value)
    choices: tuple[tuple[str, str], ...] = ()
    if field != FIGURE and issubclass_of_words(plain := plain_type(name, field)[0]):
        choices = tuple((word.value, WORDS.get(word, word.value)) for word in plain)
    label = FIELDS.get(field, field)
    return Field(field, label, text or "", field in LONG, choices)


def _figure(value: Value) -> str:
    words = (WORDS[value.comparator], value_text(value))
    due = "" if value.due_date is None else f"entro {date_text(value.due_date)}"
    return ": ".join(words) + (f" ({due})" if due and due not in words[1] else "")


def _said(value: object) -> str:
    match value:
        case StrEnum():
            return WORDS.get(value, value.value)
        case Decimal():
            return number_text(value)
        case datetime.date():
            return date_text(value)
    return str(value)


_HINTS: Mapping[str, str] = {
    FIGURE: "non si capisce: scriva un solo valore, come '≥ 90%' o 'entro giugno'",
    "words": "non è una cifra né una data: per un valore a parole lasci ciò che è stampato",
    "weight": "non è un peso: scriva un numero da 0 in su, come '30' o '30%'",
    "year": "non è un anno, come 2025",
    "due_date": "non è una data, come 30/06/2025 o 'entro giugno'",
}


def _hint(name: str, field: str) -> str:
    if field in _HINTS:
        return _HINTS[field]
    plain, optional = plain_type(name, field)
    if issubclass_of_words(plain):
        return "non è una delle scelte"
    return "non è un numero" if optional or plain is not str else "non può restare vuoto"
