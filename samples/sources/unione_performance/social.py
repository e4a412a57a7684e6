"""Social services: strategic objectives under several missions, indicators by service."""

from __future__ import annotations

from samples.expected_records import TEXT, by, eq, ge, le
from samples.layouts import measure
from samples.sources.unione_performance.writer import Writer, row

HEAD = "Dirigente Settore Servizi sociali"
MISSION = "MISSIONE 12: DIRITTI SOCIALI, POLITICHE SOCIALI E FAMIGLIA"


def write(writer: Writer) -> None:
    """Write the sector."""
    writer.unit("SETTORE SERVIZI SOCIALI")
    writer.units(
        (
            ("SS01", "SERVIZIO SOCIALE TERRITORIALE", HEAD),
            ("---", "POLITICHE DELLA CASA", ""),
            ("SS03", "POLITICHE GIOVANILI", ""),
        )
    )
    writer.payment(HEAD)
    writer.unit("Servizio SOCIALE TERRITORIALE")
    writer.begin_objectives()
    _elderly_and_disabled(writer)
    _poverty_and_families(writer)
    _youth(writer)
    _indicators(writer)


def _elderly_and_disabled(writer: Writer) -> None:
    writer.programme(MISSION, "PROGRAMMA 02: INTERVENTI PER LA DISABILITÀ")
    writer.strategic("PROGETTI DI VITA COSTRUITI CON LA PERSONA E LA FAMIGLIA")
    writer.objective(
        "GRUPPI APPARTAMENTO PER L'AUTONOMIA",
        row(
            "Avvio di due appartamenti nei quali vivere con un sostegno leggero",
            measure(
                "Almeno 8 persone inserite entro il 31.12.2025", ge(8, "persone", "2025-12-31")
            ),
            who=HEAD,
            weight="12",
        ),
    )
    writer.programme(MISSION, "PROGRAMMA 03: INTERVENTI PER GLI ANZIANI")
    writer.strategic("RESTARE A CASA PROPRIA IL PIÙ A LUNGO POSSIBILE")
    writer.objective(
        "DIMISSIONI PROTETTE DALL'OSPEDALE",
        row(
            "Accordo con l'azienda sanitaria per preparare il rientro prima della dimissione",
            measure("Progetti avviati entro 48 ore dalla segnalazione: ≥ 80%", ge(80, "%")),
            who=HEAD,
            weight="12",
        ),
    )
    writer.objective(
        "SOLLIEVO PER CHI ASSISTE",
        row(
            "Accoglienza temporanea dell'anziano per dare respiro alla famiglia",
            measure("N. 1 bando pubblicato entro il 31.03.2025", eq(1, "bando", "2025-03-31")),
            measure("Almeno 15 famiglie beneficiarie", ge(15, "famiglie")),
            who=HEAD,
            weight="11",
        ),
    )


def _poverty_and_families(writer: Writer) -> None:
    writer.programme(MISSION, "PROGRAMMA 04: INTERVENTI PER I SOGGETTI A RISCHIO DI ESCLUSIONE")
    writer.strategic("DAL SUSSIDIO AL PERCORSO DI AUTONOMIA")
    writer.objective(
        "SUPERVISIONE DEGLI OPERATORI SOCIALI",
        row(
            "Prevenzione del logoramento di chi lavora allo sportello e nei servizi di tutela",
            "Ore di supervisione previste dalla convenzione, così distribuite:",
            measure("di gruppo: 60 ore entro 31.12.2025", eq(60, "ore", "2025-12-31")),
            measure(
                "fra professioni diverse: 24 ore entro 31.12.2025", eq(24, "ore", "2025-12-31")
            ),
            measure("individuale: 30 ore entro 31.12.2025", eq(30, "ore", "2025-12-31")),
            who=HEAD,
            weight="12",
        ),
    )
    writer.objective(
        "STAZIONE DI POSTA PER CHI NON HA CASA",
        row(
            "Apertura di un luogo dove lavarsi, ritirare la corrispondenza, parlare con qualcuno",
            measure("Affidamento del servizio entro il 30/06/2025", by("2025-06-30")),
            who=HEAD,
            weight="12",
        ),
    )
    writer.programme(MISSION, "PROGRAMMA 06: INTERVENTI PER IL DIRITTO ALLA CASA")
    writer.strategic("RIMETTERE IN USO LE CASE VUOTE")
    writer.objective(
        "PATTO PER L'AFFITTO SICURO",
        row(
            "Fondo di garanzia per i proprietari che affittano a canone concordato",
            measure("Predisposizione del bando entro il primo quadrimestre 2025", by("2025-04-30")),
            who=HEAD,
            weight="11",
        ),
    )


def _youth(writer: Writer) -> None:
    writer.unit("Servizio POLITICHE GIOVANILI")
    writer.begin_objectives()
    writer.programme(
        "MISSIONE 06: POLITICHE GIOVANILI, SPORT E TEMPO LIBERO", "PROGRAMMA 02: GIOVANI"
    )
    writer.strategic("I GIOVANI DECIDONO, NON SOLO PARTECIPANO")
    writer.objective(
        "BILANCIO PARTECIPATIVO UNDER 25",
        row(
            "Una somma del bilancio viene assegnata ai progetti votati dai ragazzi dei comuni",
            measure("n. 1 evento realizzato entro il 31.10.2025", eq(1, "evento", "2025-10-31")),
            measure("Almeno 200 votanti", ge(200, "votanti")),
            who=HEAD,
            weight="30",
        ),
    )


def _indicators(writer: Writer) -> None:
    writer.plan.heading("INDICATORI", 3)
    writer.indicators(
        (
            "Tempestività",
            "Presa in carico di minori e donne a rischio",
            "Data del primo colloquio - data della segnalazione",
            "≤ 3 giorni",
            le(3, "giorni"),
        ),
        (
            "Efficienza",
            "Patti di inclusione sottoscritti",
            "Patti sottoscritti / nuovi utenti dell'area inclusione",
            "100%",
            eq(100, "%"),
        ),
        (
            "Efficacia",
            "Valutazione multidimensionale della non autosufficienza",
            "Data della valutazione - data della richiesta",
            "entro 30 gg.",
            le(30, "giorni"),
        ),
        service="Servizio Sociale territoriale",
    )
    writer.indicators(
        (
            "Efficienza",
            "Graduatoria per l'accesso agli alloggi pubblici",
            "Aggiornamento della graduatoria",
            "Semestrale",
            TEXT,
        ),
        (
            "Efficienza",
            "Verifica degli alloggi sottoutilizzati",
            "Alloggi verificati / alloggi assegnati",
            "≥ 25%",
            ge(25, "%"),
        ),
        service="Servizio Politiche della casa",
    )
