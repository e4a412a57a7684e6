"""What the report calls things, in Italian."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from piao.pipeline.display.wording import number_text, value_text
from piao.schema.records import Comparator, DocumentKind, Level, Role, Severity, Value

KINDS: Mapping[DocumentKind, str] = {
    DocumentKind.PIAO: "PIAO",
    DocumentKind.PERFORMANCE_PLAN: "Piano della performance",
    DocumentKind.OBJECTIVES: "Obiettivi assegnati (PEG, PDO)",
    DocumentKind.SMVP: "Sistema di misurazione e valutazione (SMVP)",
    DocumentKind.PERFORMANCE_REPORT: "Relazione sulla performance",
    DocumentKind.UNKNOWN: "Tipo non riconosciuto",
}
LEVELS: Mapping[Level, str] = {
    Level.AREA: "ambito",
    Level.STRATEGIC: "obiettivo strategico",
    Level.OPERATIONAL: "obiettivo operativo",
    Level.PROJECT: "progetto",
}
SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "errore",
    Severity.WARNING: "avviso",
    Severity.INFO: "nota",
}
TARGET_KINDS: Mapping[str, tuple[Comparator, ...]] = {
    "valore minimo": (Comparator.GE, Comparator.GT),
    "valore massimo": (Comparator.LE, Comparator.LT),
    "valore preciso": (Comparator.EQ,),
    "intervallo": (Comparator.BETWEEN,),
    "entro una data": (Comparator.BY,),
    "sì o no": (Comparator.YES_NO,),
    "definito altrove": (Comparator.REFERENCE,),
    "qualitativo": (Comparator.TEXT,),
}
VALUE_NOUNS: Mapping[Role, tuple[str, str]] = {
    Role.TARGET: ("valore atteso", "valori attesi"),
    Role.BASELINE: ("valore di partenza", "valori di partenza"),
    Role.ACTUAL: ("consuntivo", "consuntivi"),
    Role.TOLERANCE: ("tolleranza", "tolleranze"),
    Role.DEVIATION: ("scostamento", "scostamenti"),
}
"""One of them, and several."""
MONTHS = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")


def figure_text(value: Value, name: str | None) -> str:
    """A figure without its deadline, which has a column of its own; `name` is the indicator's."""
    if value.comparator is Comparator.TEXT and value.raw == name:
        return "a parole, come nell'indicatore"
    if value.comparator is Comparator.REFERENCE:
        return f"definito altrove: {value.raw}"
    if value.comparator is Comparator.BY and value.value is None and value.due_date is not None:
        return "fatto entro la scadenza"
    return value_text(value if value.value is None else replace(value, due_date=None))


def share_text(part: Decimal | int, whole: Decimal | int) -> str:
    """A share in percent, of one decimal at most.

    >>> share_text(1, 3), share_text(2, 2)
    ('33,3 %', '100 %')
    """
    return f"{number_text(round(Decimal(100) * part / whole, 1))} %"


def count_text(count: int, singular: str, plural: str) -> str:
    """A count with its noun.

    >>> count_text(1, "piano", "piani"), count_text(1200, "piano", "piani")
    ('1 piano', '1.200 piani')
    """
    return f"{number_text(Decimal(count))} {singular if count == 1 else plural}"
