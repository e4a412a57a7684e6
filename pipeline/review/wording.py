"""What the review page calls things, in Italian."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from piao.schema.corrections import CorrectionKind
from piao.schema.records import Comparator, Level, Origin, Role

RECORDS: Mapping[str, str] = {
    "objectives": "obiettivo",
    "indicators": "indicatore",
    "values": "valore",
    "actions": "azione",
    "units": "unità",
    "criteria": "criterio",
}
FIELDS: Mapping[str, str] = {
    "level": "livello",
    "code": "codice",
    "title": "titolo",
    "description": "descrizione",
    "org_unit": "unità organizzativa",
    "responsible": "responsabile",
    "weight": "peso (%)",
    "year": "anno",
    "due_date": "scadenza",
    "mission": "missione",
    "programme": "programma",
    "strategic_area": "area strategica",
    "stakeholders": "stakeholder",
    "expected_outcome": "impatto atteso",
    "reference": "riferimento",
    "name": "nome",
    "dimension": "dimensione",
    "formula": "formula",
    "unit": "unità di misura",
    "data_source": "fonte dei dati",
    "frequency": "frequenza",
    "figure": "valore",
    "role": "ruolo",
    "raw": "come stampato",
    "comparator": "confronto",
    "value": "numero",
    "value_max": "numero massimo",
    "scope": "interno o esterno",
    "due_raw": "scadenza come stampata",
    "outcome": "esito",
    "component": "componente",
    "subject": "soggetto valutato",
    "scale_min": "punteggio minimo",
    "scale_max": "punteggio massimo",
    "text": "testo",
}
WORDS: Mapping[StrEnum, str] = {
    Level.AREA: "ambito",
    Level.STRATEGIC: "strategico",
    Level.OPERATIONAL: "operativo",
    Level.PROJECT: "progetto",
    Role.TARGET: "valore atteso",
    Role.BASELINE: "valore di partenza",
    Role.ACTUAL: "consuntivo",
    Role.TOLERANCE: "tolleranza",
    Role.DEVIATION: "scostamento",
    Comparator.EQ: "uguale",
    Comparator.GE: "almeno (≥)",
    Comparator.GT: "più di (>)",
    Comparator.LE: "al massimo (≤)",
    Comparator.LT: "meno di (<)",
    Comparator.BETWEEN: "intervallo",
    Comparator.BY: "entro una data",
    Comparator.YES_NO: "sì o no",
    Comparator.REFERENCE: "definito altrove",
    Comparator.TEXT: "a parole",
    Origin.READ: "letto",
    Origin.CORRECTED: "corretto",
    Origin.CONFIRMED: "confermato",
}
ACTS: Mapping[CorrectionKind, str] = {
    CorrectionKind.SET: "corretto",
    CorrectionKind.CONFIRM: "confermato",
    CorrectionKind.ADD: "aggiunto",
    CorrectionKind.REMOVE: "tolto",
    CorrectionKind.MOVE: "spostato",
    CorrectionKind.SPLIT: "diviso",
    CorrectionKind.MERGE: "unito",
    CorrectionKind.UNDO: "annullato",
}
MAIN: Mapping[str, str] = {
    "objectives": "title",
    "indicators": "name",
    "values": "figure",
    "actions": "description",
    "units": "name",
    "criteria": "text",
}
"""The field that a record is known by."""
LONG = frozenset(
    {"title", "description", "name", "formula", "text", "expected_outcome", "outcome", "raw"}
)
"""Fields of several lines."""
FILTERS: Mapping[str, str] = {
    "all": "tutto",
    "doubtful": "dubbi",
    "findings": "con rilievi",
    "without_target": "senza valore atteso",
    "corrected": "corretti o confermati",
    "unread": "non letto",
}
KEYS: tuple[tuple[str, str], ...] = (
    ("↑ ↓", "il record prima, quello dopo"),
    ("← →", "chiude, apre quello che contiene"),
    ("Invio", "corregge il primo campo; nel campo: salva"),
    ("Esc", "lascia il campo senza salvare"),
    ("n", "il prossimo dubbio"),
    ("a", "accetta e va al prossimo dubbio"),
    ("t", "accetta tutta la tabella o la scheda"),
    ("x", "non è un record: lo toglie"),
    ("m, poi p", "taglia; mette sotto il record scelto"),
    ("i", "insegna che cosa significa l'intestazione"),
    ("s", "la storia delle correzioni"),
    ("Ctrl-Z", "annulla; Ctrl-Maiusc-Z ripete"),
    ("h", "nasconde e mostra i riquadri"),
    ("+ −", "ingrandisce e riduce la pagina"),
    ("?", "questo elenco"),
)
