"""Organisation, personnel, computing, procurement, one-stop shop for businesses."""

from __future__ import annotations

from samples.expected_records import TEXT, between, by, eq, ge, le
from samples.layouts import measure
from samples.sources.unione_performance.writer import Writer, row

HEAD = "Dirigente Settore Organizzazione"
PEOPLE = "Responsabile Servizio Personale associato"
SHOP = "Responsabile SUAP"
MISSION = "MISSIONE 01: SERVIZI ISTITUZIONALI, GENERALI E DI GESTIONE"


def write(writer: Writer) -> None:
    """Write the sector."""
    writer.unit("SETTORE ORGANIZZAZIONE E AFFARI GENERALI")
    writer.units(
        (
            ("OA01-02", "SEGRETERIA E ORGANI", HEAD),
            ("OA03", "PERSONALE ASSOCIATO", ""),
            ("OA04", "SISTEMI INFORMATIVI", ""),
            ("OA05", "APPALTI E CONTRATTI (Centrale di committenza, Ufficio acquisti)", ""),
            ("OA06", "SPORTELLO UNICO ATTIVITÀ PRODUTTIVE (SUAP)", SHOP),
        )
    )
    writer.payment(HEAD)
    _secretariat(writer)
    _personnel(writer)
    _computing(writer)
    _procurement(writer)
    _one_stop_shop(writer)


def _secretariat(writer: Writer) -> None:
    writer.unit("Servizio SEGRETERIA E ORGANI")
    writer.begin_objectives()
    writer.programme(MISSION, "PROGRAMMA 01: ORGANI ISTITUZIONALI")
    writer.objective(
        "SEDUTE DEL CONSIGLIO DELL'UNIONE IN DIRETTA",
        row(
            "Attrezzare la sala e stabilire le regole per la trasmissione e la conservazione",
            measure("Regolamento proposto alla Giunta entro il 30.04.2025", by("2025-04-30")),
            measure("Prima seduta trasmessa entro il 30.09.2025", by("2025-09-30")),
            who=HEAD,
            weight="70",
        ),
    )
    writer.plan.heading("INDICATORI", 3)
    writer.plan.heading("PROTOCOLLO", 4)
    writer.indicators(
        (
            "Tempestività",
            "Registrazione dei documenti in arrivo",
            "Data di registrazione - data di arrivo",
            "1 giorno",
            eq(1, "giorni"),
        )
    )
    writer.plan.heading("ALBO PRETORIO", 4)
    writer.indicators(
        (
            "Tempestività",
            "Pubblicazione delle deliberazioni",
            "Data di pubblicazione - data di adozione",
            "≤ 7 gg",
            le(7, "giorni"),
        )
    )


def _personnel(writer: Writer) -> None:
    writer.unit("Servizio PERSONALE ASSOCIATO")
    writer.begin_objectives()
    writer.programme(MISSION, "PROGRAMMA 10: RISORSE UMANE")
    writer.objective(
        "PERSONALE DELLA SCUOLA TRASFERITO ALL'UNIONE",
        row(
            "Passaggio delle educatrici e del personale ausiliario dai comuni all'Unione",
            measure("Informativa ai sindacati entro il primo trimestre 2025", by("2025-03-31")),
            who=PEOPLE,
            weight="10",
        ),
        row(
            "Passaggio delle educatrici e del personale ausiliario dai comuni all'Unione",
            measure("Atti di trasferimento pronti entro il 30 novembre 2025", by("2025-11-30")),
            who=PEOPLE,
            weight="15",
        ),
        row(
            "Adeguamento del regolamento sugli accessi",
            measure("Testo coordinato trasmesso alla Giunta entro giugno 2025", by("2025-06-30")),
            who=PEOPLE,
            weight="10",
        ),
    )
    writer.objective(
        "CONCORSI PIÙ RAPIDI",
        row(
            "Prove in formato digitale e commissioni nominate con il bando",
            measure("Durata media dei concorsi non superiore a 120 giorni", le(120, "giorni")),
            who=PEOPLE,
            weight="20",
        ),
        row(
            "Piano dei fabbisogni dell'Unione e dei comuni aderenti",
            measure(
                "Bozza entro il 31.05.2025. Approvazione entro il 31.07.2025",
                by("2025-05-31"),
                by("2025-07-31"),
            ),
            who=PEOPLE,
            weight="15",
        ),
    )
    writer.plan.heading("INDICATORI", 3)
    writer.indicators(
        (
            "Efficienza",
            "Piano della formazione",
            "Data di trasmissione ai settori",
            "entro il 28.02.2025",
            by("2025-02-28"),
        ),
        (
            "Tempestività\nEfficienza",
            "Certificati di servizio",
            "Data del rilascio - data della richiesta",
            "Entro 10 giorni dalla richiesta",
            le(10, "giorni"),
        ),
    )


def _computing(writer: Writer) -> None:
    writer.unit("Servizio SISTEMI INFORMATIVI")
    writer.begin_objectives()
    writer.programme(MISSION, "PROGRAMMA 08: STATISTICA E SISTEMI INFORMATIVI")
    writer.objective(
        "UNA SOLA RETE PER TUTTI I COMUNI",
        row(
            "Collegamento delle ultime due sedi alla rete unica",
            measure("Sedi collegate entro il 31.10.2025", by("2025-10-31")),
            who=HEAD,
            weight="20",
        ),
    )
    writer.objective(
        "SERVIZI IN RETE FACILI DA USARE",
        row(
            "Riscrittura dei moduli più richiesti secondo le linee guida nazionali",
            measure("Almeno 5 moduli riscritti", ge(5, "moduli")),
            measure("Soddisfazione degli utenti ≥ 80%", ge(80, "%")),
            who=HEAD,
            weight="10",
        ),
    )
    writer.plan.heading("INDICATORI", 3)
    writer.indicators(
        (
            "Efficienza",
            "Aggiornamenti di sicurezza",
            "Verifiche sui sistemi dell'Unione e dei comuni",
            "Verifiche almeno mensili su tutti i sistemi",
            TEXT,
        ),
    )


def _procurement(writer: Writer) -> None:
    writer.unit("Servizio APPALTI E CONTRATTI (Centrale di committenza, Ufficio acquisti)")
    writer.begin_objectives()
    writer.programme(MISSION, "PROGRAMMA 03: GESTIONE ECONOMICA, FINANZIARIA E PROVVEDITORATO")
    writer.objective(
        "CALENDARIO UNICO DELLE GARE",
        row(
            "Raccolta delle esigenze dei comuni e distribuzione delle gare lungo l'anno",
            measure("Calendario approvato entro il 31 gennaio 2025", by("2025-01-31")),
            who=HEAD,
            weight="20",
        ),
    )
    writer.objective(
        "ACQUISTI ATTENTI ALL'AMBIENTE",
        row(
            "Criteri ambientali nei capitolati anche sotto le soglie di obbligo",
            measure("Capitolati con criteri ambientali: almeno il 50%", ge(50, "%")),
            who=HEAD,
            weight="20",
        ),
    )


def _one_stop_shop(writer: Writer) -> None:
    writer.unit("Servizio SPORTELLO UNICO ATTIVITÀ PRODUTTIVE (SUAP)")
    writer.begin_objectives()
    writer.objective(
        "MENO ATTESE PER LE IMPRESE",
        row(
            "Pareri chiesti una sola volta e in parallelo agli uffici dei comuni",
            measure("Durata media delle conferenze: massimo 60 giorni", le(60, "giorni")),
            who=SHOP,
            weight="50",
        ),
        row(
            "1) Ricognizione dei posteggi liberi nei mercati dei sei comuni",
            measure("Atto di ricognizione entro il 31/12/2025", by("2025-12-31")),
        ),
        row(
            "2) Nuova pianta della fiera di primavera di Borgovento",
            measure("Approvazione della pianta entro il 15/03/2025", by("2025-03-15")),
        ),
    )
    writer.plan.heading("INDICATORI", 3)
    writer.indicators(
        (
            "Quantità",
            "Pratiche di edilizia produttiva",
            "Numero di pratiche",
            "compreso fra 600 e 700",
            between(600, 700),
        ),
        (
            "Quantità",
            "Pratiche di commercio e servizi",
            "Numero di pratiche",
            "750 - 850",
            between(750, 850),
        ),
    )
