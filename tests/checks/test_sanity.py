"""What a controller would ask about a plan: the findings that look at what it says."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piao.extractors import extract
from piao.normalizers import normalize
from piao.normalizers.checks import MOST_OF_A_CODE, with_sanity_findings
from piao.normalizers.checks.weights import adds_up
from piao.normalizers.forms.pieces import Spot
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.records.builder import RecordBuilder
from piao.normalizers.records.maker import place_of
from piao.schema.document import Document
from piao.schema.findings import CATALOGUE, message_of
from piao.schema.language import Language
from piao.schema.records import Comparator, DocumentKind, DocumentRecord, Finding, Level, Role


class Book:
    """A plan written record by record: objectives by a word, indicators under them."""

    def __init__(
        self, kind: DocumentKind = DocumentKind.OBJECTIVES, year: int | None = 2024
    ) -> None:
        self.builder = RecordBuilder(DocumentRecord(
            document_id="d", sha256="d", file_name="plan.pdf", entity_name="Comune di Prova",
            kind=kind, year=year,
        ))  # fmt: skip
        self.ids: dict[str, str] = {}

    def objective(
        self,
        title: str,
        weight: object = None,
        *,
        parent: str | None = None,
        level: Level = Level.OPERATIONAL,
        **attributes: Any,
    ) -> Book:
        """Add an objective; the last of a title owns what names it."""
        self.ids[title] = self.builder.add_objective(
            level,
            title=title,
            weight=None if weight is None else Decimal(str(weight)),
            parent_id=self.ids[parent] if parent else None,
            **attributes,
        )
        return self

    def indicator(
        self,
        name: str,
        owner: str | None = None,
        *,
        weight: object = None,
        values: Sequence[Mapping[str, Any]] = (),
        table_id: str | None = None,
        **attributes: Any,
    ) -> Book:
        """Add an indicator with its values; without any, with a plain target."""
        indicator = self.builder.add_indicator(
            name=name,
            objective_id=self.ids[owner] if owner else None,
            weight=None if weight is None else Decimal(str(weight)),
            table_id=table_id,
            **attributes,
        )
        for value in values or [target("90", "%")]:
            self.builder.add_value(indicator_id=indicator, **value)
        return self

    def findings(self) -> tuple[Finding, ...]:
        """What the checks find."""
        document = Document("plan.pdf", "d", "pdf", ())
        return with_sanity_findings(self.builder.records(), document, Lexicon.load()).findings


def target(number: str, unit: str | None = None, **attributes: Any) -> dict[str, Any]:
    """A figure; a target unless `role` says otherwise."""
    figure = {"role": Role.TARGET, "raw": number, "comparator": Comparator.EQ, "unit": unit}
    return {**figure, "value": Decimal(number), "year": 2024, **attributes}


def measured(*titles_and_weights: tuple[str, object], unit: str | None = "Servizio A") -> Book:
    """Objectives of a unit, each with an indicator that has a target."""
    book = Book(year=2023)
    for title, weight in titles_and_weights:
        book.objective(title, weight, org_unit=unit).indicator(f"Esito di {title}", title)
    return book


def told(book: Book) -> list[str]:
    """The findings as 'code: message'."""
    return [f"{finding.code}: {finding.message}" for finding in book.findings()]


@pytest.mark.parametrize(
    ("weights", "fits"),
    [
        (["60", "40"], True),
        (["11.11"] * 9, True),
        (["33.3", "33.3", "33.3"], True),
        (["16.7"] * 6, True),
        (["33", "33", "33"], True),
        (["0.25", "0.75"], True),
        (["60", "30"], False),
        (["30", "30", "39"], False),
        (["33.3", "33.3", "30.3"], False),
        (["33.2", "33.2", "33.2"], False),
        (["32", "32", "32"], False),
    ],
)
def test_rounded_weights_add_up(weights: list[str], fits: bool) -> None:
    assert adds_up([Decimal(weight) for weight in weights]) is fits


def test_weights_of_a_unit() -> None:
    assert told(measured(("Strade", 60), ("Scuole", 30.5))) == [
        "weights_of_unit: I pesi degli obiettivi di 'Servizio A' sommano a 90,5, non a 100."
    ]


@pytest.mark.parametrize(
    "book",
    [
        pytest.param(measured(("Strade", 60), ("Scuole", 40)), id="they sum to 100"),
        pytest.param(measured(("Strade", 60), ("Scuole", None)), id="one is not printed"),
        pytest.param(measured(("Strade", 30)), id="one alone"),
        pytest.param(
            measured(("Strade", 10), ("Scuole", 20))
            .objective("Verde", 70, org_unit="Servizio B")
            .indicator("Alberi", "Verde"),
            id="a sector and its services share out the whole",
        ),
        pytest.param(
            measured(("Strade", 60), ("Scuole", 40))
            .objective("Strade", 60, org_unit="Servizio A", responsible="Rossi")
            .indicator("Alberi", "Strade"),
            id="an objective listed once more",
        ),
    ],
)
def test_weights_that_are_right_or_not_all_known(book: Book) -> None:
    assert [code for code in told(book) if code.startswith("weights")] == []


def test_units_that_agree_on_another_whole() -> None:
    book = Book(year=2023)
    for unit, weights in {"A": (30, 40), "B": (50, 20), "C": (35, 35), "D": (35, 30)}.items():
        for number, weight in enumerate(weights):
            title = f"Obiettivo {unit}{number}"
            book.objective(title, weight, org_unit=unit).indicator(title, title)
    assert told(book) == ["weights_of_unit: I pesi degli obiettivi di 'D' sommano a 65, non a 70."]


def test_weights_of_families_in_a_unit() -> None:
    book = Book(year=2023)
    for parent, weights in {"Città": (50, 50), "Scuola": (50, 40)}.items():
        book.objective(parent, level=Level.STRATEGIC, org_unit="A")
        for number, weight in enumerate(weights):
            title = f"{parent} {number}"
            book.objective(title, weight, parent=parent, org_unit="A").indicator(title, title)
    assert told(book) == [
        "weights_of_unit: I pesi degli obiettivi di 'Scuola' sommano a 90, non a 100."
    ]


@pytest.mark.parametrize(
    ("objective", "weights", "message"),
    [
        (None, (50, 50), None),
        (20, (10, 10), None),
        (None, (50, None), None),
        (None, (50, 40), "I pesi degli indicatori di 'Strade' sommano a 90, non a 100."),
        (20, (10, 15), "I pesi degli indicatori di 'Strade' sommano a 25, non a 100."),
    ],
)
def test_weights_of_indicators(
    objective: int | None, weights: tuple[int | None, ...], message: str | None
) -> None:
    book = Book(year=2023).objective("Strade", objective)
    for number, weight in enumerate(weights):
        book.indicator(f"Indicatore {number}", "Strade", weight=weight)
    assert [finding.message for finding in book.findings()] == ([message] if message else [])


def test_weights_of_areas() -> None:
    book = Book(year=2023).objective("Salute", 40, level=Level.AREA)
    book.objective("Bilancio", 50, level=Level.AREA)
    book.objective("Spese", 30, level=Level.AREA, parent="Salute")
    book.objective("Entrate", 10, level=Level.AREA, parent="Salute")
    assert told(book) == [
        "weights_of_area: I pesi degli ambiti di 'Comune di Prova' sommano a 90, non a 100."
    ]


def test_indicators_without_target_are_listed_table_by_table() -> None:
    book = Book(year=2023).objective("Strade")
    none = [target("5", role=Role.BASELINE)]
    for number in range(7):
        table = "t1" if number < 6 else "t2"
        book.indicator(f"Buche {number}", "Strade", values=none, table_id=table)
    book.indicator("Spesa", values=none)
    assert told(book) == [
        "indicator_without_target: Indicatori senza target (6): "
        "'Buche 0', 'Buche 1', 'Buche 2', 'Buche 3', 'Buche 4', ….",
        "indicator_without_target: Indicatori senza target (1): 'Buche 6'.",
    ]
    assert [finding.table_id for finding in book.findings()] == ["t1", "t2"]


def test_a_controller_is_not_flooded() -> None:
    book = Book(year=2023).objective("Strade")
    none = [target("5", role=Role.BASELINE)]
    for number in range(90):
        book.indicator(f"Buche {number}", "Strade", values=none, table_id=f"t{number}")
    found = book.findings()
    assert len(found) == MOST_OF_A_CODE
    assert "(71)" in found[-1].message


def test_reports_and_systems_of_evaluation_promise_nothing() -> None:
    for kind in (DocumentKind.SMVP, DocumentKind.PERFORMANCE_REPORT):
        book = Book(kind).objective("Strade").objective("Scuole")
        assert told(book.indicator("Buche", "Strade", values=[target("5", role=Role.ACTUAL)])) == []


def test_objectives_that_nothing_measures() -> None:
    book = Book(year=2023)
    book.objective("Città", level=Level.STRATEGIC).objective("Strade", parent="Città")
    book.objective("Scuola", level=Level.STRATEGIC).objective("Mense", parent="Scuola")
    book.objective("Verde").objective("Progetto", level=Level.PROJECT)
    book.indicator("Buche", "Strade").indicator("Alunni", "Scuola")
    assert told(book) == ["objective_without_indicator: Obiettivi senza indicatore (1): 'Verde'."]


@pytest.mark.parametrize(
    ("kind", "year", "due", "period"),
    [
        (DocumentKind.OBJECTIVES, 2023, "2023-12-31", None),
        (DocumentKind.OBJECTIVES, 2023, "2024-01-31", "2023"),
        (DocumentKind.OBJECTIVES, 2023, "2022-12-31", "2023"),
        (DocumentKind.PIAO, 2023, "2025-12-31", None),
        (DocumentKind.PIAO, 2023, "2026-01-01", "2023–2025"),
        (DocumentKind.OBJECTIVES, None, "1999-01-01", None),
        (DocumentKind.SMVP, 2023, "1999-01-01", None),
    ],
)
def test_deadlines_outside_the_period(
    kind: DocumentKind, year: int | None, due: str, period: str | None
) -> None:
    book = Book(kind, year).objective("Strade").indicator("Buche", "Strade")
    date = datetime.date.fromisoformat(due)
    book.builder.add_action(
        description="Rifare",
        objective_id=book.ids["Strade"],
        due_date=date,
        **place_of(Spot("Rifare")),
    )
    expected = (
        f"deadline_outside_period: Scadenze fuori dal periodo del piano, {period} (1): "
        f"'Rifare ({date:%d/%m/%Y})'."
    )
    of_deadlines = [line for line in told(book) if not line.startswith("year_unknown")]
    assert of_deadlines == ([expected] if period else [])


@pytest.mark.parametrize(
    ("name", "figure", "found"),
    [
        ("Pratiche concluse", target("120", "%"), True),
        ("Pratiche concluse", target("100", "%"), False),
        ("Pratiche concluse", target("120"), False),
        ("Incremento delle pratiche", target("120", "%"), False),
        ("Pratiche rispetto al 2022", target("120", "%"), False),
        ("Pratiche concluse", target("120", "%", role=Role.DEVIATION), False),
    ],
)
def test_shares_over_the_whole(name: str, figure: dict[str, Any], found: bool) -> None:
    values = [target("1"), figure]
    book = Book(year=2023).objective("Strade").indicator(name, "Strade", values=values)
    assert ("share_over_100" in [finding.code for finding in book.findings()]) is found


def test_objectives_printed_twice() -> None:
    book = Book(year=2023)
    for title, unit in [("Strade", "A"), ("STRADE.", "A"), ("Strade", "B")]:
        book.objective(title, org_unit=unit).indicator("Buche", title)
    assert told(book) == [
        "duplicate_objective: Obiettivi ripetuti con lo stesso titolo e la stessa unità (1): "
        "'STRADE.'."
    ]


PAYING = "Rispetto dei tempi di pagamento"


def plan_of_payments(
    units: Mapping[str, int | None], delay: dict[str, Any], year: int = 2024
) -> Book:
    """Two objectives a unit, one of them on payment times where the unit has a weight for it."""
    book = Book(year=year)
    for unit, weight in units.items():
        if weight is not None:
            book.objective(PAYING, weight, org_unit=unit)
            book.indicator("Indicatore di ritardo annuale", PAYING, values=[delay])
        title = f"Altro di {unit}"
        book.objective(title, 100 - (weight or 0), org_unit=unit).indicator(title, title)
    return book


@pytest.mark.parametrize(
    ("units", "delay", "year", "found"),
    [
        ({"A": 30, "B": 30}, "0", 2024, []),
        ({"A": 30, "B": None}, "0", 2024, [("payment_times_missing", "'B'")]),
        ({"A": None, "B": None}, "0", 2024, [("payment_times_missing", "'A', 'B'")]),
        ({"A": None}, "0", 2023, []),
        ({"A": 20}, "0", 2024, [("payment_times_weight", "'A'")]),
        ({"A": 30}, "-3", 2024, []),
        ({"A": 30}, "5", 2024, [("payment_times_target", "'A'")]),
        ({"A": 30, "B": 30}, None, 2024, [("payment_times_not_judged", "'A', 'B'")]),
        ({"A": 30}, None, 2023, []),
    ],
)
def test_the_objective_on_payment_times(
    units: dict[str, int | None], delay: str | None, year: int, found: list[tuple[str, str]]
) -> None:
    """A delay of None is a target in words: 'riduzione dei ritardi'."""
    in_words = target("0", comparator=Comparator.TEXT, value=None)
    allowed = target(delay, "giorni", comparator=Comparator.LE) if delay else in_words
    book = plan_of_payments(units, allowed, year)
    assert [(f.code, f.message.split("): ")[-1].rstrip(".")) for f in book.findings()] == found


def test_payment_times_of_a_sector_hold_for_its_services() -> None:
    book = Book()
    none = target("0", "giorni", comparator=Comparator.LE)
    book.objective(PAYING, 30, org_unit="Settore").indicator("Ritardo", PAYING, values=[none])
    book.objective("Strade", 70, org_unit="Servizio").indicator("Buche", "Strade")
    assert told(book) == []


TOTALS = """\
# Piano degli obiettivi 2023

| Voce | Importo |
| --- | --- |
| Strade | 1.200,50 |
| Scuole | 300,50 |
| Totale | {total} |
"""


@pytest.mark.parametrize(
    ("total", "message"),
    [
        ("1.501,00", None),
        ("€ 1.501", None),
        ("750,50", None),
        ("1.601", "La riga 'Totale' riporta 1601, ma le righe sommano a 1501."),
    ],
)
def test_total_lines(tmp_path: Path, total: str, message: str | None) -> None:
    file = tmp_path / "plan.md"
    file.write_text(TOTALS.format(total=total), encoding="utf-8")
    found = [f for f in normalize(extract(file)).findings if f.code == "total_mismatch"]
    assert [finding.message for finding in found] == ([message] if message else [])
    assert all((f.table_id or "")[-2:] == "t1" and (f.row, f.column) == (3, 1) for f in found)


SUBTOTALS = """\
# Piano degli obiettivi 2023

| Voce | Importo | Quota |
| --- | --- | --- |
| Strade | 10 | 20 % |
| Scuole | 30 | 60 % |
| Totale spese | 40 | 80 % |
| Tributi | 5 | 90 % |
| Rette | 6 | 10 % |
| Totale entrate | 12 | 30 % |
| Totale generale | {total} | 50 % |
"""


@pytest.mark.parametrize(
    ("total", "messages"),
    [
        (51, []),
        (52, []),
        (99, ["La riga 'Totale generale' riporta 99, ma le righe sommano a 51."]),
    ],
)
def test_totals_of_totals(tmp_path: Path, total: int, messages: list[str]) -> None:
    file = tmp_path / "plan.md"
    file.write_text(SUBTOTALS.format(total=total), encoding="utf-8")
    found = [f for f in normalize(extract(file)).findings if f.code == "total_mismatch"]
    assert [finding.message for finding in found] == [
        "La riga 'Totale entrate' riporta 12, ma le righe sommano a 11.",
        *messages,
    ]


def test_messages_in_english() -> None:
    (finding,) = measured(("Strade", 60), ("Scuole", 30.5)).findings()
    assert message_of(finding, Language.ENGLISH) == (
        "The weights of the objectives of 'Servizio A' sum to 90.5, not to 100."
    )
    assert message_of(finding) == finding.message


def test_every_finding_has_both_messages_with_the_same_details() -> None:
    def names(template: str) -> set[str]:
        return {part.split("}")[0] for part in template.split("{")[1:]}

    for code, kind in CATALOGUE.items():
        assert kind.message != kind.english, code
        assert names(kind.english) <= names(kind.message), code


def test_checks_change_no_record() -> None:
    book = measured(("Strade", 60), ("Scuole", 30))
    before = book.builder.records()
    after = with_sanity_findings(before, Document("plan.pdf", "d", "pdf", ()), Lexicon.load())
    assert (after.objectives, after.indicators, after.values) == (
        before.objectives,
        before.indicators,
        before.values,
    )


WEIGHTS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
TITLES = st.sampled_from(["Strade", "Scuole", PAYING, "", "é"]) | st.text(max_size=5)


@given(
    rows=st.lists(
        st.tuples(TITLES, WEIGHTS, st.sampled_from(list(Level)), TITLES, st.booleans(), WEIGHTS),
        max_size=8,
    ),
    kind=st.sampled_from(list(DocumentKind)),
)
@settings(max_examples=60, deadline=None)
def test_no_plan_whatever_raises(
    rows: list[tuple[str, Decimal | None, Level, str, bool, Decimal | None]], kind: DocumentKind
) -> None:
    book = Book(kind)
    for title, weight, level, unit, nested, figure in rows:
        parent = next(iter(book.ids), None) if nested else None
        book.objective(title, weight, parent=parent, level=level, org_unit=unit or None)
        value = {**target("1", "%"), "value": figure}
        book.indicator(title, title, weight=weight, values=[value])
    found = book.findings()
    assert all(message_of(f, language) for f in found for language in Language)
