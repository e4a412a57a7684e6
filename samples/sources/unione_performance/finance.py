"""Controlling and finance: objectives without weights, a list of parameters that are no records."""

from __future__ import annotations

from samples.expected_records import by, eq, ge, le
from samples.layouts import measure
from samples.sources.unione_performance.writer import Writer, row

GENERAL = "Direttore generale"
HEAD = "Responsabile Settore Finanze"
TAX_HEAD = "Responsabile Servizio Tributi"
MISSION = "MISSIONE 01: SERVIZI ISTITUZIONALI, GENERALI E DI GESTIONE"
FINANCE = "PROGRAMMA 03: GESTIONE ECONOMICA, FINANZIARIA E PROVVEDITORATO"
TAXES = "PROGRAMMA 04: GESTIONE DELLE ENTRATE TRIBUTARIE"


def write(writer: Writer) -> None:
    """Write the two sectors."""
    _direction(writer)
    writer.unit("SETTORE FINANZE E TRIBUTI")
    writer.units(
        (
            ("FI01", "RAGIONERIA E BILANCIO", HEAD),
            ("FI02", "TRIBUTI", TAX_HEAD),
            ("FI03", "ECONOMATO", ""),
        )
    )
    writer.payment(HEAD)
    _accounting(writer)
    _taxes(writer)


def _direction(writer: Writer) -> None:
    writer.unit("DIREZIONE GENERALE")
    writer.units((("---", "CONTROLLO DI GESTIONE", GENERAL),))
    writer.unit("Servizio CONTROLLO DI GESTIONE", new_page=False)
    writer.begin_objectives()
    writer.programme(MISSION, FINANCE)
    writer.objective(
        "CONOSCERE QUANTO COSTANO I SERVIZI ASSOCIATI",
        row(
            "Analisi dei costi dei servizi conferiti all'Unione, per unità di prodotto",
            measure("Rapporto sul costo del servizio mensa entro il 10/11/2025", by("2025-11-10")),
            who="Direttore generale con il Responsabile Settore Finanze",
        ),
    )
    writer.objective(
        "UN CRUSCOTTO PER LA GIUNTA",
        row(
            "Raccolta mensile di pochi dati essenziali da tutti i settori",
            measure("Prima edizione del cruscotto entro il primo semestre 2025", by("2025-06-30")),
            who=GENERAL,
        ),
        row(
            "Discussione del cruscotto in Giunta",
            measure("Almeno 4 sedute", ge(4, "sedute")),
            who=GENERAL,
        ),
    )


def _accounting(writer: Writer) -> None:
    writer.unit("Servizio RAGIONERIA E BILANCIO")
    writer.begin_objectives()
    writer.programme(MISSION, FINANCE)
    writer.objective(
        "BILANCIO E RENDICONTO NEI TEMPI DI LEGGE",
        row(
            "Coordinamento dei settori per le previsioni 2026-2028 e per il rendiconto 2024",
            measure(
                "Proposta di bilancio di previsione depositata entro il 15 novembre 2025",
                by("2025-11-15"),
            ),
            who=HEAD,
            weight="40",
        ),
    )
    writer.objective(
        "FATTURE SENZA SOSTE INUTILI",
        row(
            "Nuovo flusso per l'accettazione delle fatture elettroniche da parte degli uffici",
            measure(
                "Fatture accettate o respinte nei termini: almeno il 95%",
                ge(95, "%"),
            ),
            who=HEAD,
            weight="30",
        ),
    )
    writer.plan.heading("PARAMETRI", 3)
    writer.plan.bullets(
        "numero di mandati emessi (4.912 al 31.12.2024)",
        "numero di reversali emesse (2.704 al 31.12.2024)",
        "numero di pareri di regolarità contabile (815 al 31.12.2024)",
    )
    writer.plan.heading("INDICATORI", 3)
    writer.indicators(
        (
            "Tempestività",
            "Invio dei documenti di bilancio alla banca dati nazionale",
            "Documenti inviati entro 30 giorni / documenti approvati",
            "= 100%",
            eq(100, "%"),
        ),
        ("Quantità", "Mandati di pagamento", "N. di mandati emessi", "≥ 5.000", ge(5000)),
        ("Quantità", "Reversali di incasso", "N. di reversali emesse", "≥ 2.800", ge(2800)),
        (
            "Economicità",
            "Spesa per servizi di tesoreria",
            "Compenso annuo al tesoriere",
            "≤ 18.500,00 €",
            le(18500, "EUR"),
        ),
    )


def _taxes(writer: Writer) -> None:
    writer.unit("Servizio TRIBUTI")
    writer.begin_objectives()
    writer.programme(MISSION, TAXES)
    writer.strategic("EQUITÀ FISCALE FRA I CONTRIBUENTI DELL'UNIONE")
    writer.objective(
        "RECUPERO DELL'EVASIONE IMU E TARI",
        row(
            "Incrocio delle utenze elettriche con le superfici dichiarate",
            measure("Accertamenti emessi per almeno 350.000 €", ge(350000, "EUR")),
            who=TAX_HEAD,
            weight="20",
        ),
        row(
            "Rateizzazione concordata con i contribuenti in difficoltà",
            measure("Risposta alle istanze entro 15 giorni", le(15, "giorni")),
            who=TAX_HEAD,
            weight="15",
        ),
    )
    writer.objective(
        "SPORTELLO TRIBUTI SU APPUNTAMENTO",
        row(
            "Apertura dello sportello anche il sabato mattina nel periodo delle scadenze",
            measure("Attivazione entro maggio 2025", by("2025-05-31")),
            who=TAX_HEAD,
            weight="35",
        ),
    )
