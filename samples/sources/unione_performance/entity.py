"""Section I: the performance of the whole body; then the transversal objective."""

from __future__ import annotations

from samples.expected_records import TEXT, Figure, by, ge, gt, le, lt
from samples.layouts import Place, measure, result_table
from samples.sources.unione_performance.writer import Writer, row

ALL_HEADS = "Tutti i Responsabili di Settore"
PEOPLE_HEAD = "Responsabile Settore Personale"

ENTITY_INDICATORS: tuple[tuple[str, str, str, Figure], ...] = (
    (
        "Peso delle spese obbligate",
        "Quota delle entrate correnti accertate che se ne va in stipendi, rate dei mutui e "
        "ripiano di disavanzi",
        "Inferiore al 42%",
        lt(42, "%"),
    ),
    (
        "Capacità di incassare",
        "Rapporto fra quanto è stato riscosso nell'anno e quanto si poteva riscuotere, residui "
        "compresi",
        "Superiore al 58%",
        gt(58, "%"),
    ),
    (
        "Velocità della spesa corrente",
        "Rapporto fra quanto è stato pagato nell'anno e quanto era impegnato, residui compresi",
        "Superiore al 60%",
        gt(60, "%"),
    ),
    (
        "Formazione di ogni dipendente",
        "Ore di formazione fruite in media da ciascun dipendente in servizio",
        "Almeno 40 ore",
        ge(40, "ore"),
    ),
    (
        "Ritardo dei pagamenti",
        "Indicatore annuale calcolato dalla piattaforma dei crediti commerciali",
        "Non superiore a 0 giorni",
        le(0, "giorni"),
    ),
)

UNIT_INDICATORS: tuple[tuple[str, str, str, Figure], ...] = (
    (
        "Attuazione delle misure anticorruzione",
        "Stato di attuazione delle misure che la sottosezione Rischi corruttivi assegna a ogni "
        "settore, con attenzione a:\n- tempi di pubblicazione dei dati;\n- mappatura dei "
        "processi a rischio",
        "Attestazione annuale del Nucleo di valutazione",
        TEXT,
    ),
    (
        "Servizi fruibili in rete",
        "Quota delle istanze che il cittadino può presentare e pagare senza venire allo sportello",
        "Almeno il 75%",
        ge(75, "%"),
    ),
)


def write(writer: Writer) -> None:
    """Write the section."""
    plan = writer.plan
    plan.heading("COME SI LEGGE QUESTO ALLEGATO")
    plan.text(
        "L'allegato è diviso in due sezioni. La prima dice come si misura l'andamento dell'Unione "
        "nel suo insieme; la seconda elenca, settore per settore, i servizi con i loro centri di "
        "costo e gli obiettivi operativi dell'anno.",
        "Per ogni obiettivo si trovano:",
    )
    plan.bullets(
        "una descrizione di ciò che si intende fare;",
        "il risultato che a fine anno dirà se è stato fatto;",
        "il responsabile;",
        "il peso fra gli obiettivi dello stesso responsabile.",
    )
    plan.heading("SEZIONE I - LA PERFORMANCE ORGANIZZATIVA")
    plan.text("Il giudizio sulla performance organizzativa si compone di due livelli.")
    levels = (
        ("Performance organizzativa di ente", "60 %", 60),
        ("Performance organizzativa di settore", "40 %", 40),
    )
    plan.table(
        ("LIVELLO DI PERFORMANCE ORGANIZZATIVA", "PERCENTUALE"),
        [level[:2] for level in levels],
        (70, 30),
    )
    for component, _, weight in levels:
        plan.expected.criterion(component=component, weight=weight, unstated=("subject", "text"))
    plan.text("A livello di ente si osservano questi indicatori.")
    _indicators(writer, ENTITY_INDICATORS)
    plan.text("A livello di settore si osservano questi altri.")
    _indicators(writer, UNIT_INDICATORS)
    plan.new_page()
    plan.heading("SEZIONE II - GLI OBIETTIVI OPERATIVI")
    plan.heading("OBIETTIVI TRASVERSALI A TUTTI I SETTORI", 2)
    result_table(
        plan,
        Place(),
        "PARITÀ E BENESSERE NEL LAVORO",
        (
            row(
                "Ambiente di lavoro libero da molestie e discriminazioni",
                measure(
                    "Corso sul linguaggio rispettoso frequentato da almeno il 60% dei dipendenti",
                    ge(60, "%"),
                ),
                who="Tutti i Responsabili di Settore",
            ),
            row(
                "Pari opportunità nelle selezioni di personale",
                measure("Nelle commissioni almeno un terzo dei componenti è di ciascun genere"),
                who=PEOPLE_HEAD,
            ),
            row(
                "Orari che tengono conto di chi ha compiti di cura",
                measure(
                    "Nuova disciplina delle fasce di flessibilità entro il 31 maggio 2025",
                    by("2025-05-31"),
                ),
            ),
            row(
                "Lavoro agile ordinato e verificabile",
                measure("Accordi individuali rinnovati entro il 28.02.2025", by("2025-02-28")),
                who=ALL_HEADS,
            ),
        ),
    )


def _indicators(writer: Writer, rows: tuple[tuple[str, str, str, Figure], ...]) -> None:
    plan = writer.plan
    plan.table(("INDICATORE", "DEFINIZIONE", "TARGET"), [item[:3] for item in rows], (28, 46, 26))
    for name, definition, target, figure in rows:
        indicator = plan.expected.indicator(None, name, description=definition, unstated=("unit",))
        plan.expected.value(indicator, target, figure)
