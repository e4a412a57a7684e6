"""Payments and personnel: formulas as fractions, tolerances, a grid of rules."""

from __future__ import annotations

from samples.blocks import GridCell, Plan
from samples.expected_records import TEXT, Figure, eq, le

BAR = "--------------------"

PAYMENT_HEADINGS = (
    "Indicatore",
    "Modalità di calcolo",
    "Unità misura",
    "Valore consuntivo 2024 (a)",
    "Valore atteso 2025 (b)",
    "Tolleranza scostamento",
    "Valore a consuntivo 2025 (c)",
    "Scostamento (d=b-c)",
    "Valutazione",
)

PAYMENTS: tuple[tuple[str, str, tuple[str, str], str, str, Figure, str, Figure, str], ...] = (
    (
        "1",
        "Peso del debito commerciale residuo",
        ("Debito verso fornitori non pagato al 31 dicembre", "Fatture ricevute nell'anno"),
        "%",
        "6,2%",
        eq("6.2", "%"),
        "<=5%",
        le(5, "%"),
        "Si ammette un valore maggiore quando è raggiunto l'indicatore seguente",
    ),
    (
        "2",
        "Diminuzione del debito commerciale residuo",
        (
            "Debito verso fornitori non pagato al 31 dicembre",
            "Debito verso fornitori non pagato al 31 dicembre dell'anno prima",
        ),
        "%",
        "97%",
        eq(97, "%"),
        "<=90%",
        le(90, "%"),
        "Si ammette un valore maggiore quando è raggiunto l'indicatore precedente",
    ),
    (
        "3",
        "Ritardo medio dei pagamenti",
        ("Somma dei giorni di ritardo, pesati per importo", "Somma dei pagamenti"),
        "gg.",
        "2",
        eq(2, "giorni"),
        "<=0",
        le(0, "giorni"),
        "",
    ),
)

RULES = (
    (
        "Indicatore 1 <=5%\nIndicatore 2 <=90%\nPunti = 10",
        "Indicatore 1 <=5%\nIndicatore 2 >90%\nPunti = 10",
    ),
    (
        "Indicatore 1 >5%\nIndicatore 2 <=90%\nPunti = 10",
        "Indicatore 1 >5%\nIndicatore 2 >90%\nPunti in proporzione allo scostamento",
    ),
    ("Indicatore 3 <=0\nPunti = 10", "Indicatore 3 >0\nPunti in proporzione allo scostamento"),
)

PEOPLE: tuple[tuple[str, tuple[str, str], str, str, Figure, str, Figure], ...] = (
    (
        "Fondo per la contrattazione",
        ("Fondo per la contrattazione decentrata", "Spesa di personale"),
        "%",
        "7,90",
        eq("7.9", "%"),
        "7,90%",
        eq("7.9", "%"),
    ),
    (
        "Premio medio",
        ("Parte variabile del fondo", "Dipendenti in servizio"),
        "€",
        "€ 1.420,50",
        eq("1420.5", "EUR"),
        "€ 1.480,00",
        eq(1480, "EUR"),
    ),
    (
        "Quanti ricevono il premio",
        ("Dipendenti che hanno ricevuto il premio", "Dipendenti in servizio"),
        "%",
        "92,00",
        eq(92, "%"),
        "90,00%",
        eq(90, "%"),
    ),
    (
        "Formazione*",
        ("Dipendenti che hanno frequentato almeno un corso", "Dipendenti in servizio"),
        "%",
        "75,00",
        eq(75, "%"),
        "85,00%",
        eq(85, "%"),
    ),
)


def write(plan: Plan) -> None:
    """Write the two paragraphs."""
    _payments(plan)
    _people(plan)


def _payments(plan: Plan) -> None:
    plan.new_page(landscape=True)
    plan.heading("1.2 La puntualità dei pagamenti", 2)
    plan.text(
        "I tre indicatori sono quelli che la legge usa per decidere se un ente deve accantonare "
        "il fondo di garanzia dei debiti commerciali. I primi due si leggono insieme: basta che "
        "uno sia raggiunto."
    )
    rows: list[tuple[str | GridCell, ...]] = []
    for code, name, fraction, unit, before, was, target, due, tolerance in PAYMENTS:
        shown = f"{fraction[0]}\n{BAR}\n{fraction[1]}"
        rows.append((f"{code}. {name}", shown, unit, before, target, tolerance, "", "", ""))
        indicator = plan.expected.indicator(
            None, name, code=code, formula=" / ".join(fraction), unit=unit
        )
        plan.expected.value(indicator, before, was, "baseline", year=2024)
        plan.expected.value(indicator, target, due, year=2025)
        if tolerance:
            plan.expected.value(indicator, tolerance, TEXT, "tolerance", year=2025)
    plan.table(PAYMENT_HEADINGS, rows, (16, 18, 7, 10, 9, 14, 10, 10, 9))
    plan.text("I punti si assegnano secondo le regole della tabella che segue.")
    plan.grid(RULES, (50, 50), header_rows=0)
    for rule in (text for row in RULES for text in row):
        plan.expected.criterion(
            text=rule, unstated=("component", "subject", "weight", "scale_min", "scale_max")
        )


def _people(plan: Plan) -> None:
    plan.new_page(landscape=False)
    plan.heading("1.3 Il personale", 2)
    plan.text(
        "Al 1° gennaio 2025 sono in servizio 34 persone, cinque delle quali a tempo determinato. "
        "La gestione del personale è osservata con questi indicatori."
    )
    head = plan.header_cell
    rows: list[tuple[str | GridCell, ...]] = [
        (
            head("Indicatore", rows=2),
            head("Modalità di calcolo", rows=2),
            head("Unità misura", rows=2),
            head("2024"),
            head("2025"),
            head("2025"),
            head("Scostamento (c = b-a)", rows=2),
        ),
        (head("Valore atteso"), head("Valore atteso (a)"), head("Valore consuntivo (b)")),
    ]
    for name, fraction, unit, before, was, target, due in PEOPLE:
        shown = f"{fraction[0]}\n{BAR}\n{fraction[1]}"
        rows.append(
            (GridCell(name, bold=True), GridCell(shown, italic=True), unit, before, target, "", "")
        )
        indicator = plan.expected.indicator(
            None, name.rstrip("*"), formula=" / ".join(fraction), unit=unit
        )
        plan.expected.value(indicator, before, was, year=2024)
        plan.expected.value(indicator, target, due, year=2025)
    plan.grid(rows, (20, 28, 9, 11, 11, 11, 10), header_rows=2)
    plan.text("* Sono esclusi i dipendenti assunti negli ultimi tre mesi dell'anno.")
