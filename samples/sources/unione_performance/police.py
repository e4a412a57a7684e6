"""The local police: a merged weight, and result cells of several measurable lines."""

from __future__ import annotations

from samples.expected_records import OPEN, TEXT, Figure, ge, le
from samples.layouts import measure
from samples.sources.unione_performance.writer import Writer, row

HEAD = "Comandante Polizia locale"


def write(writer: Writer) -> None:
    """Write the sector."""
    writer.unit("SETTORE POLIZIA LOCALE")
    writer.units(
        (
            ("PL01", "COMANDO E CENTRALE OPERATIVA", "Comandante (E.Q.)"),
            ("---", "PRESIDIO DI BORGOVENTO", ""),
            ("---", "PRESIDIO DI MONTALBERO (COMUNI DI MONTALBERO E RIVAFIORITA)", ""),
            ("PL02", "UFFICIO VERBALI", "Responsabile Ufficio Verbali"),
        ),
        ("CENTRO PEG", "DESCRIZIONE", "RESPONSABILE"),
    )
    writer.payment(HEAD)
    writer.unit("Servizio POLIZIA LOCALE")
    writer.begin_objectives()
    writer.objective(
        "PRESENZA SULLA STRADA E NEI QUARTIERI",
        row(
            "a) Pattuglie specializzate per materia, scelte fra gli agenti di tutti i presidi",
            "Mantenimento del livello dei controlli:",
            measure("Controlli nei cantieri: n. 36", eq_open(36)),
            measure("Controlli nei mercati: n. 48", eq_open(48)),
            measure("Controlli sui rifiuti abbandonati: n. 24", eq_open(24)),
            who=HEAD,
            weight="70",
        ),
        row(
            "b) Educazione stradale nelle scuole primarie e medie dell'Unione",
            measure("Almeno 60 ore di lezione", ge(60, "ore")),
            measure("Almeno 20 classi raggiunte", ge(20, "classi")),
        ),
        row(
            "c) Attività ordinaria di vigilanza e prevenzione",
            measure("Relazione di confronto con l'attività degli anni precedenti"),
        ),
    )
    writer.plan.heading("INDICATORI", 3)
    writer.indicators(
        (
            "Efficienza",
            "Controlli nei cantieri",
            "Conteggio dei verbali al 31/12/2025",
            "≥ 36 controlli",
            ge(36, "controlli"),
        ),
        (
            "Efficienza",
            "Controlli nei mercati",
            "Conteggio dei verbali al 31/12/2025",
            "≥ 48 controlli",
            ge(48, "controlli"),
        ),
        (
            "Tempestività",
            "Intervento su incidente",
            "Ora di arrivo - ora della chiamata",
            "≤ 20 minuti",
            le(20, "minuti"),
        ),
        (
            "Qualità",
            "Ricorsi accolti contro i verbali",
            "Ricorsi accolti / ricorsi presentati",
            "In calo rispetto all'anno precedente",
            TEXT,
        ),
    )


def eq_open(value: int) -> Figure:
    """A count whose unit is a phrase around the figure."""
    return Figure("eq", value, unit=OPEN)
