"""The multi-year table of budget indicators; figures are percentages with three decimals."""

from __future__ import annotations

from decimal import Decimal

from samples.blocks import GridCell, Plan
from samples.expected_records import eq

YEARS = (2025, 2026, 2027)
FOOTNOTES = {"2.2": " (2)", "8.1": " (3)"}
GROUP_FOOTNOTES = {"8": " (1)"}

Line = tuple[str, str, str, tuple[str, str, str]]

GROUPS: tuple[tuple[str, str, tuple[Line, ...]], ...] = (
    (
        "1",
        "Rigidità strutturale di bilancio",
        (
            (
                "1.1",
                "Spese che non si possono rinviare sul totale delle entrate correnti",
                "[Ripiano del disavanzo + Competenza (redditi da lavoro dipendente + interessi "
                "passivi + rimborso di prestiti + IRAP [pdc U.1.02.01.01]) – FPV di entrata per il "
                "personale + FPV di spesa per il personale] / Competenza dei titoli 1, 2 e 3 "
                "dell'entrata",
                ("16,420", "16,180", "16,180"),
            ),
        ),
    ),
    (
        "2",
        "Entrate correnti",
        (
            (
                "2.1",
                "Attendibilità delle previsioni di competenza delle entrate correnti",
                "Media degli accertamenti del triennio precedente sui titoli 1, 2 e 3 / Previsioni "
                "di competenza degli stessi titoli",
                ("95,310", "97,040", "97,040"),
            ),
            (
                "2.2",
                "Attendibilità delle previsioni di cassa delle entrate correnti",
                "Media degli incassi del triennio precedente sui titoli 1, 2 e 3 / Previsioni di "
                "cassa degli stessi titoli",
                ("84,150", "-", "-"),
            ),
            (
                "2.3",
                "Entrate che l'ente procura da sé, in competenza",
                "Media degli accertamenti del triennio precedente (tributi al netto delle "
                "compartecipazioni + entrate extratributarie [pdc E.3.00.00.00.000]) / Competenza "
                "dei titoli 1, 2 e 3 dell'entrata",
                ("4,260", "4,300", "4,310"),
            ),
            (
                "2.4",
                "Entrate che l'ente procura da sé, in cassa",
                "Media degli incassi del triennio precedente (tributi al netto delle "
                "compartecipazioni + entrate extratributarie) / Cassa dei titoli 1, 2 e 3",
                ("3,905", "-", "-"),
            ),
        ),
    ),
    (
        "3",
        "Spese di personale",
        (
            (
                "3.1",
                "Personale sulla spesa corrente",
                "Competenza (macroaggregato 1.1 + IRAP – FPV di entrata per il personale + FPV di "
                "spesa per il personale) / Competenza (spesa corrente – fondo crediti di dubbia "
                "esigibilità – FPV di entrata + FPV di spesa)",
                ("18,770", "19,020", "19,020"),
            ),
            (
                "3.2",
                "Salario accessorio sul totale della spesa di personale",
                "Competenza (indennità e compensi accessori + lavoro straordinario) / Competenza "
                "(macroaggregato 1.1 + IRAP)",
                ("9,330", "9,330", "9,330"),
            ),
            (
                "3.3",
                "Lavoro flessibile sul totale della spesa di personale",
                "Competenza (consulenze + lavoro somministrato e occasionale) / Competenza "
                "(macroaggregato 1.1 + IRAP + FPV di spesa per il personale)",
                ("5,120", "3,800", "3,800"),
            ),
        ),
    ),
    (
        "4",
        "Interessi passivi",
        (
            (
                "4.1",
                "Interessi sulle entrate correnti che li pagano",
                "Competenza macroaggregato 1.7 / Competenza dei titoli 1, 2 e 3 dell'entrata",
                ("0,030", "0,020", "0,010"),
            ),
            (
                "4.2",
                "Interessi sulle anticipazioni di tesoreria",
                "Competenza della voce U.1.07.06.04.000 / Competenza macroaggregato 1.7",
                ("100,000", "100,000", "100,000"),
            ),
            (
                "4.3",
                "Interessi di mora",
                "Competenza della voce U.1.07.06.02.000 / Competenza macroaggregato 1.7",
                ("0,000", "0,000", "0,000"),
            ),
        ),
    ),
    (
        "5",
        "Investimenti",
        (
            (
                "5.1",
                "Investimenti sul totale della spesa",
                "Competenza (macroaggregati 2.2 + 2.3) al netto del FPV / Competenza dei titoli 1 "
                "e 2 della spesa al netto del FPV",
                ("1,150", "0,640", "0,500"),
            ),
            (
                "5.2",
                "Investimenti pagati con il risparmio corrente",
                "Margine corrente di competenza / Competenza (macroaggregati 2.2 + 2.3)",
                ("-3412,500", "0,000", "0,000"),
            ),
            (
                "5.3",
                "Investimenti pagati con nuovi debiti",
                "Competenza (accensione di prestiti – anticipazioni – rinegoziazioni) / Competenza "
                "(macroaggregati 2.2 + 2.3)",
                ("0,000", "0,000", "0,000"),
            ),
        ),
    ),
    (
        "6",
        "Debiti non finanziari",
        (
            (
                "6.1",
                "Smaltimento dei debiti verso i fornitori",
                "Cassa (macroaggregati 1.3 + 2.2) / Competenza e residui al netto del FPV "
                "(macroaggregati 1.3 + 2.2)",
                ("91,640", "-", "-"),
            ),
            (
                "6.2",
                "Smaltimento dei debiti verso altre amministrazioni",
                "Cassa [trasferimenti correnti a pubbliche amministrazioni (U.1.04.01.00.000) + "
                "contributi agli investimenti (U.2.03.01.00.000) + altri trasferimenti in conto "
                "capitale (U.2.04.01.00.000 + U.2.04.11.00.000 + U.2.04.16.00.000)] / Competenza e "
                "residui, al netto del FPV, delle stesse voci",
                ("80,215", "-", "-"),
            ),
        ),
    ),
    (
        "7",
        "Debiti finanziari",
        (
            (
                "7.1",
                "Estinzione anticipata di debiti",
                "Competenza del titolo 4 della spesa / Debito residuo al 31/12 dell'anno "
                "precedente",
                ("0,000", "0,000", "0,000"),
            ),
            (
                "7.2",
                "Sostenibilità dei debiti",
                "Competenza [interessi passivi – interessi di mora (U.1.07.06.02.000) – interessi "
                "su anticipazioni (U.1.07.06.04.000)] + titolo 4 della spesa – contributi "
                "destinati al rimborso dei prestiti (E.4.02.06.00.000) / Competenza dei titoli 1, "
                "2 e 3 dell'entrata",
                ("0,480", "0,470", "0,450"),
            ),
        ),
    ),
    (
        "8",
        "Composizione dell'avanzo presunto",
        (
            (
                "8.1",
                "Parte libera corrente",
                "Quota libera di parte corrente / Avanzo presunto",
                ("28,900", "0,000", "0,000"),
            ),
            (
                "8.2",
                "Parte accantonata",
                "Quota accantonata / Avanzo presunto",
                ("21,350", "0,000", "0,000"),
            ),
            (
                "8.3",
                "Parte vincolata",
                "Quota vincolata / Avanzo presunto",
                ("49,750", "0,000", "0,000"),
            ),
        ),
    ),
    (
        "9",
        "Fondo pluriennale vincolato",
        (
            (
                "9.1",
                "Impiego del fondo",
                "(FPV iscritto in entrata – Quota rinviata agli esercizi successivi) / FPV "
                "iscritto "
                "in entrata",
                ("100,000", "0,000", "0,000"),
            ),
        ),
    ),
    (
        "10",
        "Partite di giro e conto terzi",
        (
            (
                "10.1",
                "Partite di giro in entrata",
                "Competenza delle entrate per conto terzi e partite di giro / Competenza dei "
                "titoli "
                "1, 2 e 3 dell'entrata",
                ("8,010", "8,120", "8,120"),
            ),
            (
                "10.2",
                "Partite di giro in uscita",
                "Competenza delle uscite per conto terzi e partite di giro / Competenza del titolo "
                "1 della spesa",
                ("7,440", "7,560", "7,560"),
            ),
        ),
    ),
)


def write(plan: Plan) -> None:
    """Print the table and state its areas, indicators and yearly values."""
    plan.heading("1.1 La salute economico-finanziaria", 2)
    plan.heading("Indicatori sintetici del bilancio di previsione 2025-2027", 3)
    head = plan.header_cell
    rows: list[tuple[str | GridCell, ...]] = [
        (
            head("TIPOLOGIA INDICATORE", rows=2, cols=2),
            head("DEFINIZIONE", rows=2),
            head(
                "VALORE INDICATORE (una colonna per ciascun esercizio del bilancio di previsione) "
                "(dati percentuali)",
                cols=len(YEARS),
            ),
        ),
        tuple(head(str(year)) for year in YEARS),
    ]
    for code, title, lines in GROUPS:
        rows.append((plan.band_cell(f"{code} {title}{GROUP_FOOTNOTES.get(code, '')}", cols=6),))
        area = plan.expected.objective("area", title, code=code)
        for line_code, name, formula, figures in lines:
            printed_name = name + FOOTNOTES.get(line_code, "")
            rows.append((line_code, printed_name, formula, *map(_figure_cell, figures)))
            indicator = plan.expected.indicator(
                area, name, code=line_code, formula=formula, unstated=("unit",)
            )
            for year, raw in zip(YEARS, figures, strict=True):
                if raw != "-":
                    value = Decimal(raw.replace(",", "."))
                    plan.expected.value(indicator, raw, eq(value, "%"), year=year)
    plan.grid(rows, (6, 24, 40, 10, 10, 10), header_rows=2)
    plan.text(
        "(1) Da compilare solo se al momento della previsione è noto il risultato presunto.",
        "(2) Le previsioni di cassa esistono solo per il primo esercizio.",
        "(3) Quota che il consiglio può destinare liberamente alla spesa corrente.",
    )


def _figure_cell(raw: str) -> GridCell:
    return GridCell(raw, centred=True)
