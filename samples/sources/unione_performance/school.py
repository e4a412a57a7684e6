"""Schools: rows of several measurable lines, weights with decimals."""

from __future__ import annotations

from samples.expected_records import by, eq, ge
from samples.layouts import measure
from samples.sources.unione_performance.writer import Writer, row

HEAD = "Dirigente Settore Servizi educativi"
MISSION = "MISSIONE 04: ISTRUZIONE E DIRITTO ALLO STUDIO"


def write(writer: Writer) -> None:
    """Write the sector."""
    writer.unit("SETTORE SERVIZI EDUCATIVI E SCOLASTICI")
    writer.units(
        (
            ("---", "SPORTELLO SCUOLA", HEAD),
            ("ED02", "MENSA E TRASPORTO", ""),
            ("ED03", "COORDINAMENTO PEDAGOGICO E SERVIZI 0-6", ""),
        )
    )
    writer.payment(HEAD)
    _front_office(writer)
    _canteen(writer)
    _nurseries(writer)


def _front_office(writer: Writer) -> None:
    writer.unit("Servizio SPORTELLO SCUOLA")
    writer.begin_objectives()
    writer.programme(MISSION, "PROGRAMMA 06: SERVIZI AUSILIARI ALL'ISTRUZIONE")
    writer.strategic("NESSUNO RESTA INDIETRO A SCUOLA")
    writer.objective(
        "CONTRO L'ABBANDONO SCOLASTICO",
        row(
            "Segnalazione precoce delle assenze e percorsi di accompagnamento",
            measure("≥ 12 percorsi attivati", ge(12, "percorsi")),
            measure("Alunni seguiti che concludono l'anno: ≥ 85%", ge(85, "%")),
            measure("Assenze in linea con la media provinciale"),
            who=HEAD,
            weight="11,66",
        ),
    )
    writer.objective(
        "SOSTEGNO AGLI ALUNNI CON DISABILITÀ",
        row(
            "Educatori a scuola e trasporto dedicato, secondo il progetto individuale",
            measure("Almeno 140 alunni seguiti", ge(140, "alunni")),
            measure("Almeno 52.000 ore di intervento", ge(52000, "ore")),
            who=HEAD,
            weight="11,67",
        ),
    )


def _canteen(writer: Writer) -> None:
    writer.unit("Servizio MENSA E TRASPORTO")
    writer.begin_objectives()
    writer.programme(MISSION, "PROGRAMMA 07: DIRITTO ALLO STUDIO")
    writer.strategic("QUALITÀ E PREZZO GIUSTO DEI SERVIZI SCOLASTICI")
    writer.objective(
        "UNA MENSA BUONA CHE NON SPRECA",
        row(
            "Menù stagionali, assaggi con i genitori, recupero delle eccedenze",
            measure("Almeno 310.000 pasti prodotti", ge(310000, "pasti")),
            measure("Gradimento rilevato ≥ 75%", ge(75, "%")),
            measure("Riduzione degli avanzi del 12,5%", eq("12.5", "%")),
            who=HEAD,
            weight="23,33",
        ),
    )
    writer.objective(
        "PIEDIBUS IN OGNI COMUNE",
        row(
            "Accompagnamento a piedi organizzato con i volontari",
            measure("6 linee attive entro ottobre 2025", eq(6, "linee", "2025-10-31")),
            who=HEAD,
            weight="11,67",
        ),
    )


def _nurseries(writer: Writer) -> None:
    writer.unit("Servizio COORDINAMENTO PEDAGOGICO E SERVIZI 0-6")
    writer.begin_objectives()
    writer.programme(MISSION, "PROGRAMMA 01: ISTRUZIONE PRESCOLASTICA")
    writer.strategic("UN POSTO AL NIDO PER CHI LO CHIEDE")
    writer.objective(
        "AMPLIAMENTO DEI POSTI NEI NIDI",
        row(
            "Nuove sezioni nei nidi di Montalbero e Rivafiorita",
            measure("Incremento dei posti rispetto al 2023/24 = 18%", eq(18, "%")),
            who=HEAD,
            weight="11,67",
        ),
    )
    writer.objective(
        "FORMAZIONE COMUNE DI EDUCATRICI E INSEGNANTI",
        row(
            "Aggiornamento sul passaggio fra nido e scuola dell'infanzia",
            measure("≥ 3 corsi svolti", ge(3, "corsi")),
            measure("Piano della formazione entro il 30 aprile 2025", by("2025-04-30")),
            measure("Carta dei servizi 0-6 entro dicembre 2025", by("2025-12-31")),
            who=HEAD,
        ),
    )
    writer.plan.heading("INDICATORI", 3)
    writer.indicators(
        (
            "Efficienza",
            "Posti nido disponibili",
            "Posti nei nidi pubblici e convenzionati",
            "≥ 260 posti",
            ge(260, "posti"),
        ),
        (
            "Qualità",
            "Gradimento delle famiglie",
            "Risposte positive / questionari raccolti",
            "≥ 88%",
            ge(88, "%"),
        ),
    )
