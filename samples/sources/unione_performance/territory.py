"""Technical services: a table of historical volumes, intervals, two deadlines in one line."""

from __future__ import annotations

from samples.blocks import GridCell
from samples.expected_records import OPEN, between, by, eq, ge
from samples.layouts import measure
from samples.sources.unione_performance.writer import Writer, row

HEAD = "Responsabile Servizio Ambiente e strade"
SEISMIC = "Responsabile Servizio Sismica"
YEARS = (2020, 2021, 2022, 2023, 2024)
VOLUMES = (
    (
        "N. depositi sismici",
        (
            ("ricevuti", (141, 158, 190, 203, 176)),
            ("estratti per il controllo", (98, 109, 131, 140, 122)),
            ("già istruiti", (71, 80, 92, 101, 95)),
        ),
    ),
    (
        "N. autorizzazioni sismiche",
        (("ricevute", (14, 11, 9, 12, 10)), ("già istruite", (14, 11, 9, 11, 10))),
    ),
)


def write(writer: Writer) -> None:
    """Write the sector."""
    writer.unit("SETTORE TERRITORIO E PROTEZIONE CIVILE")
    writer.units(
        (
            ("TE01", "AMBIENTE E STRADE", HEAD),
            ("TE02", "SISMICA ASSOCIATA", SEISMIC),
            ("---", "PROTEZIONE CIVILE", "Coordinatore Protezione civile"),
        )
    )
    writer.payment(HEAD)
    _environment(writer)
    _seismic(writer)
    _civil_protection(writer)


def _environment(writer: Writer) -> None:
    writer.unit("Servizio AMBIENTE E STRADE")
    writer.begin_objectives()
    writer.programme(
        "MISSIONE 09: SVILUPPO SOSTENIBILE E TUTELA DEL TERRITORIO E DELL'AMBIENTE",
        "PROGRAMMA 02: TUTELA, VALORIZZAZIONE E RECUPERO AMBIENTALE",
    )
    writer.objective(
        "PARCHI CURATI TUTTO L'ANNO",
        row(
            "Un solo contratto per sfalci e potature, con controlli a campione",
            measure("Affidamento prima della primavera, entro il 15.03.2025", by("2025-03-15")),
            who=HEAD,
            weight="20",
        ),
    )
    writer.objective(
        "PIÙ ALBERI NEI CORTILI DELLE SCUOLE",
        row(
            "Messa a dimora di alberi adatti al clima dei prossimi decenni",
            measure("≥ 120 alberi piantati", ge(120, "alberi")),
            who=HEAD,
            weight="15",
        ),
    )
    writer.programme(
        "MISSIONE 10: TRASPORTI E DIRITTO ALLA MOBILITÀ",
        "PROGRAMMA 05: VIABILITÀ E INFRASTRUTTURE STRADALI",
    )
    writer.objective(
        "STRADE SICURE",
        row(
            "Progetto e lavori di manutenzione delle strade dell'Unione",
            measure(
                "Predisposizione progetto entro il 30.6.2025. Fine lavori entro 15.12.2025",
                by("2025-06-30"),
                by("2025-12-15"),
            ),
            who=HEAD,
            weight="20",
        ),
    )
    writer.objective(
        "ATTRAVERSAMENTI PEDONALI ILLUMINATI",
        row(
            "Nuovi punti luce davanti a scuole e fermate",
            measure(
                "12 attraversamenti entro il 31/10/2025",
                eq(12, "attraversamenti", "2025-10-31"),
            ),
            who=HEAD,
            weight="15",
        ),
    )


def _seismic(writer: Writer) -> None:
    writer.unit("Servizio SISMICA ASSOCIATA")
    writer.begin_objectives()
    writer.objective(
        "PUNTUALITÀ SUI DEPOSITI",
        row(
            "La quota di depositi istruiti, come definita sotto, era il 77,87% nel 2024 "
            "(72,14% nel 2023)",
            measure("Indicatore depositi 2025 nell'intervallo 75÷85%", between(75, 85, "%")),
            who=SEISMIC,
            weight="50",
        ),
    )
    writer.objective(
        "PUNTUALITÀ SULLE AUTORIZZAZIONI",
        row(
            "Tutte le autorizzazioni chieste nell'anno sono state istruite nel 2024",
            measure("Indicatore autorizzazioni 2025 = 100%", eq(100, "%")),
            who=SEISMIC,
            weight="50",
        ),
    )
    writer.plan.heading("PARAMETRI E INDICATORI", 3)
    _volumes(writer)
    writer.plan.text(
        "Definizioni. Indicatore depositi [%]: depositi già istruiti su depositi estratti per il "
        "controllo. Indicatore autorizzazioni [%]: autorizzazioni già istruite su ricevute."
    )


def _volumes(writer: Writer) -> None:
    plan, head = writer.plan, writer.plan.header_cell
    rows: list[tuple[str | GridCell, ...]] = [
        (head("Tabella volumi", cols=2 + len(YEARS)),),
        (head("Dato", rows=2, cols=2), head("Volumi per anno", cols=len(YEARS))),
        tuple(head(str(year)) for year in YEARS),
    ]
    for group, lines in VOLUMES:
        for number, (line, volumes) in enumerate(lines):
            first = (GridCell(group, rows=len(lines)),) if number == 0 else ()
            rows.append((*first, line, *map(str, volumes)))
            indicator = plan.expected.indicator(
                None,
                f"{group} {line}",
                org_unit=writer.place.org_unit,
                unstated=("unit",),
            )
            for year, volume in zip(YEARS, volumes, strict=True):
                plan.expected.value(indicator, str(volume), eq(volume, OPEN), "baseline", year=year)
    plan.grid(rows, (22, 22, *(11 for _ in YEARS)), header_rows=3)


def _civil_protection(writer: Writer) -> None:
    writer.unit("Servizio PROTEZIONE CIVILE", new_page=False)
    writer.begin_objectives()
    writer.programme("MISSIONE 11: SOCCORSO CIVILE", "PROGRAMMA 01: SISTEMA DI PROTEZIONE CIVILE")
    writer.objective(
        "SAPERE COSA FARE NELL'EMERGENZA",
        row(
            "Aggiornamento dei piani dei comuni e prove sul campo con il volontariato",
            measure("3 piani aggiornati entro il 31.12.2025", eq(3, "piani", "2025-12-31")),
            measure("Almeno 2 esercitazioni", ge(2, "esercitazioni")),
            measure("Avvisi alla popolazione coordinati fra gli enti"),
            who="Coordinatore Protezione civile",
        ),
    )
