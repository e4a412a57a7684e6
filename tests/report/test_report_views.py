"""What the report says of plans, before it is a page: themes, shares, checks, counts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from piao.pipeline.reporting.across import (
    Bar,
    MatrixCell,
    distributions,
    plan_figures,
    theme_matrix,
)
from piao.pipeline.reporting.checks import Item, checks_of
from piao.pipeline.reporting.plan import Plan
from piao.pipeline.reporting.plan_view import plan_view
from piao.pipeline.reporting.shares import weight_shares
from piao.pipeline.reporting.themes import OTHER, theme_names, theme_of
from piao.pipeline.reporting.wording import figure_text
from piao.pipeline.store import Store
from piao.schema.document import Document
from piao.schema.findings import make_finding
from piao.schema.records import (
    Action,
    Comparator,
    DocumentKind,
    DocumentRecord,
    Finding,
    Indicator,
    Level,
    Objective,
    Records,
    Role,
    Value,
)

PLAN = "p"
END = datetime.date(2025, 12, 31)
JUNE = datetime.date(2025, 6, 30)


def objective(
    key: str,
    parent: str | None = None,
    weight: str | None = None,
    title: str | None = None,
    due: datetime.date | None = None,
) -> Objective:
    return Objective(
        objective_id=key,
        document_id=PLAN,
        parent_id=parent,
        position=0,
        level=Level.OPERATIONAL,
        title=title or key,
        weight=None if weight is None else Decimal(weight),
        due_date=due,
        page=2,
    )


def indicator(
    key: str, owner: str | None, weight: str | None = None, name: str | None = None
) -> Indicator:
    return Indicator(
        indicator_id=key,
        document_id=PLAN,
        objective_id=owner,
        position=0,
        name=name or key,
        weight=None if weight is None else Decimal(weight),
        page=3,
    )


def value(
    owner: str,
    comparator: Comparator,
    figure: str | None = None,
    *,
    role: Role = Role.TARGET,
    unit: str | None = None,
    year: int | None = 2025,
    due: datetime.date | None = None,
    raw: str = "stampato",
    confidence: float | None = None,
) -> Value:
    return Value(
        value_id=f"{owner}{role}{year}",
        document_id=PLAN,
        indicator_id=owner,
        position=0,
        year=year,
        role=role,
        raw=raw,
        comparator=comparator,
        value=None if figure is None else Decimal(figure),
        unit=unit,
        due_date=due,
        page=4,
        confidence=confidence,
    )


def records(
    objectives: Sequence[Objective] = (),
    indicators: Sequence[Indicator] = (),
    values: Sequence[Value] = (),
    actions: Sequence[Action] = (),
    *,
    findings: Sequence[Finding] = (),
    kind: DocumentKind = DocumentKind.PIAO,
    year: int | None = 2025,
) -> Records:
    document = DocumentRecord(
        document_id=PLAN, sha256="0" * 64, file_name="p.pdf", kind=kind, year=year
    )
    return Records(
        document=document,
        objectives=tuple(objectives),
        indicators=tuple(indicators),
        values=tuple(values),
        actions=tuple(actions),
        findings=tuple(findings),
    )


THEMES = [
    (["Indicatore di ritardo annuale dei pagamenti"], "Tempi di pagamento"),
    (["Tempestività dei pagamenti"], "Tempi di pagamento"),
    (["PUBBLICAZIONE IN AMMINISTRAZIONE TRASPARENTE"], "Trasparenza e anticorruzione"),
    (["% di dipendenti in lavoro agile"], "Lavoro agile"),
    (["Ore di formazione per dipendente"], "Formazione"),
    (["Riduzione delle liste d'attesa"], "Liste d'attesa e salute"),
    (["Tempi di attesa per le visite"], "Liste d'attesa e salute"),
    (["Gradimento rilevato dai questionari"], "Ascolto e soddisfazione degli utenti"),
    (["Servizi fruibili on-line"], "Digitalizzazione"),
    (["Recupero IMU"], "Entrate e tributi"),
    (["Approvazione del rendiconto"], "Bilancio e spesa"),
    (["Fine lavori della pista ciclabile"], "Lavori pubblici e patrimonio"),
    (["Raccolta differenziata"], "Ambiente ed energia"),
    (["Numero", "Meno attese alle casse", "Polizia locale"], "Sicurezza e protezione civile"),
    (["Rateazioni in corso"], OTHER),
    (["Indice di Deflusso", "Customer satisfaction"], "Procedimenti e semplificazione"),
    (["Produttività", "Customer satisfaction"], "Personale e organizzazione"),
    (["Soddisfazione dell'utente - produttività"], "Ascolto e soddisfazione degli utenti"),
    (["Incassi da Visite Mediche di Controllo"], "Entrate e tributi"),
    (["Visite mediche di controllo"], OTHER),
    (["Recupero crediti per prestazioni assistenziali"], "Entrate e tributi"),
    (["Incassi da azioni surrogatorie per non autosufficienza"], "Entrate e tributi"),
    (["Accertamento prestazioni indebite per non autosufficienza"], "Entrate e tributi"),
    (["Minori prestazioni da vigilanza"], "Bilancio e spesa"),
    (["Tutela dei minori"], "Servizi sociali"),
    (["Recupero delle prestazioni sociali indebite"], "Entrate e tributi"),
    (["Accertamento e riscossione dei debiti degli ospiti"], "Entrate e tributi"),
    (["Tariffa unica"], OTHER),
    ([None, ""], OTHER),
]


@pytest.mark.parametrize(("texts", "theme"), THEMES, ids=str)
def test_theme(texts: list[str | None], theme: str) -> None:
    assert theme_of(texts) == theme


def test_theme_names_are_distinct_and_end_with_the_other() -> None:
    names = theme_names()
    assert len(set(names)) == len(names)
    assert names[-1] == OTHER


SHARES: list[tuple[str, list[Objective], list[Indicator], dict[str, str]]] = [
    ("no weights", [objective("a")], [indicator("i", "a")], {}),
    (
        "nothing for the indicator without a weight beside one with",
        [objective("a", weight="60"), objective("b", weight="40")],
        [indicator("i", "a", "20"), indicator("j", "a"), indicator("k", "b")],
        {"i": "20", "k": "40"},
    ),
    (
        "own weights where all have one",
        [objective("a", weight="100")],
        [indicator("i", "a", "30"), indicator("j", "a", "10")],
        {"i": "30", "j": "10"},
    ),
    (
        "percent of the parent and of the whole are the same",
        [
            objective("a", weight="40"),
            objective("b", weight="60"),
            objective("c", "a", "50"),
            objective("d", "a", "50"),
            objective("e", "b", "45"),
            objective("f", "b", "15"),
        ],
        [indicator(f"i{owner}", owner) for owner in "cdef"],
        {"ic": "20", "id": "20", "ie": "45", "if": "15"},
    ),
    (
        "one without weight hands on to those below",
        [objective("a"), objective("b", "a", "35"), objective("c", "a", "35"), objective("d")],
        [indicator("i", "b"), indicator("j", "c"), indicator("k", "d")],
        {"i": "50", "j": "50"},
    ),
    (
        "indicators of those below without weight share with one's own",
        [objective("a", weight="10"), objective("b", "a")],
        [indicator("i", "a"), indicator("j", "b")],
        {"i": "50", "j": "50"},
    ),
    (
        "what nothing measures stays with the objective",
        [objective("a", weight="30"), objective("b", weight="70")],
        [indicator("i", "b")],
        {"a": "30", "i": "70"},
    ),
    ("a weight of zero is none", [objective("a", weight="0")], [indicator("i", "a")], {}),
    (
        "units that share out a whole each",
        [
            replace(objective("a", weight="100"), org_unit="A"),
            replace(objective("b", weight="100"), org_unit="B"),
        ],
        [indicator("i", "a"), indicator("j", "b")],
        {"i": "50", "j": "50"},
    ),
]


def shares_of(plan: Records) -> dict[str, Decimal]:
    with Store(":memory:") as store:
        store.save(plan, Document(plan.document.file_name, "0" * 64, "pdf", (), ()))
        return weight_shares(store.view("v_weights", [PLAN]))


@pytest.mark.parametrize(
    ("objectives", "indicators", "shares"),
    [case[1:] for case in SHARES],
    ids=[c[0] for c in SHARES],
)
def test_weight_shares(
    objectives: list[Objective], indicators: list[Indicator], shares: dict[str, str]
) -> None:
    plan = records(objectives, indicators)
    assert shares_of(plan) == {key: Decimal(share) for key, share in shares.items()}


EQ, GE, LE, BY = Comparator.EQ, Comparator.GE, Comparator.LE, Comparator.BY
FIGURES = [
    (value("i", GE, "1234.5", unit="%"), "≥ 1.234,5 %"),
    (value("i", GE, "8", unit="persone", due=END), "≥ 8 persone"),
    (value("i", BY, due=END), "fatto entro la scadenza"),
    (value("i", BY, raw="entro l'estate"), "entro l'estate"),
    (value("i", Comparator.REFERENCE, raw="SMVP, par. 6"), "definito altrove: SMVP, par. 6"),
    (value("i", Comparator.TEXT, raw="Nome"), "a parole, come nell'indicatore"),
    (value("i", Comparator.TEXT, raw="bene"), "bene"),
    (value("i", Comparator.YES_NO, raw="Sì"), "sì"),
]


@pytest.mark.parametrize(("figure", "text"), FIGURES, ids=[text for _, text in FIGURES])
def test_figure_text(figure: Value, text: str) -> None:
    assert figure_text(figure, "Nome") == text


def asked(plan: Records) -> dict[str, int | None]:
    return {check.title: check.count for check in checks_of(Plan.of(plan))}


BELOW = "Target meno ambizioso del valore di partenza"


EQUAL = "Target uguale al valore di partenza"
SUMS = "Pesi che non tornano"
PAYMENTS = "Tempi di pagamento (DL 13/2023, art. 4-bis)"
DUE = "Scadenze impossibili o fuori periodo"
UNMEASURED = "Obiettivi senza indicatore"
UNTARGETED = "Indicatori senza target"
start = value("i", Comparator.EQ, "5", role=Role.BASELINE, year=2024)
at_least, exactly = value("i", Comparator.GE, "8"), value("i", Comparator.EQ, "8")
in_words = value("i", Comparator.TEXT, raw="bene")
paying = objective("p", title="Rispetto dei tempi di pagamento")
MADE: list[tuple[str, str, Records, int | None]] = [
    ("no weights", SUMS, records([objective("a")]), None),
    ("nothing to add to", SUMS, records([objective("a", weight="100")]), None),
    (
        "one has no weight",
        SUMS,
        records([objective("a", weight="30"), objective("b")]),
        None,
    ),
    (
        "weights to add",
        SUMS,
        records([objective("a", weight="30"), objective("b", weight="70")]),
        0,
    ),
    (
        "weights of indicators to add",
        SUMS,
        records([objective("a")], [indicator("i", "a", "30"), indicator("j", "a", "70")]),
        0,
    ),
    ("no baseline", BELOW, records([objective("a")], [indicator("i", "a")], [at_least]), None),
    ("a limit", BELOW, records([objective("a")], [indicator("i", "a")], [start, at_least]), 0),
    ("no limit", BELOW, records([objective("a")], [indicator("i", "a")], [start, exactly]), None),
    ("figures", EQUAL, records([objective("a")], [indicator("i", "a")], [start, exactly]), 0),
    ("words", EQUAL, records([objective("a")], [indicator("i", "a")], [start, in_words]), None),
    ("law not yet in force", PAYMENTS, records([paying], year=2023), None),
    ("year not known", PAYMENTS, records([paying], year=None), None),
    ("neither weights nor such an objective", PAYMENTS, records([objective("a")]), None),
    ("weights", PAYMENTS, records([objective("a", weight="100")]), 0),
    ("such an objective", PAYMENTS, records([paying]), 0),
    ("no deadlines", DUE, records([objective("a")]), None),
    ("years not known", DUE, records([objective("a", due=END)], year=None), None),
    ("deadlines", DUE, records([objective("a", due=END)]), 0),
    ("no objectives", UNMEASURED, records(indicators=[indicator("i", None)]), None),
    ("indicators of no objective", UNTARGETED, records(indicators=[indicator("i", None)]), None),
]


@pytest.mark.parametrize(
    ("title", "plan", "count"), [case[1:] for case in MADE], ids=[c[0] for c in MADE]
)
def test_a_check_that_was_not_made_has_no_count(
    title: str, plan: Records, count: int | None
) -> None:
    assert asked(plan)[title] == count


def test_of_a_system_of_judgement_only_the_reading_is_looked_at() -> None:
    system = asked(records(kind=DocumentKind.SMVP))
    assert {title for title, count in system.items() if count is not None} == {
        "Parti lette male o non lette",
        "Note di lettura",
    }


UNDATED = "Obiettivi senza scadenza"
step = Action(action_id="s", document_id=PLAN, objective_id="a", position=0, due_date=END)
DATES = [
    ([objective("a")], [], [], 1),
    ([objective("a", due=END)], [], [], 0),
    ([objective("a"), objective("b", "a", due=END)], [], [], 0),
    ([objective("a", due=END), objective("b", "a")], [], [], 0),
    ([objective("a"), objective("b", "a")], [], [], 1),
    ([objective("a")], [value("i", BY, due=END)], [], 0),
    ([objective("a")], [], [step], 0),
]


@pytest.mark.parametrize(("objectives", "values", "actions", "count"), DATES)
def test_objectives_without_deadline(
    objectives: list[Objective], values: list[Value], actions: list[Action], count: int
) -> None:
    plan = records(objectives, [indicator("i", "a")], values, actions)
    assert asked(plan)[UNDATED] == count


def test_findings_answer_the_questions_the_gravest_first() -> None:
    found = [
        make_finding(PLAN, 1, "empty_sheet", sheet="Note"),
        make_finding(PLAN, 2, "no_tables"),
        make_finding(PLAN, 3, "no_text_layer", pages="2"),
        make_finding(PLAN, 4, "indicator_without_target", page=5, count=7, names=["uno", "due"]),
    ]
    checks = {
        check.title: check
        for check in checks_of(Plan.of(records([objective("a")], findings=found)))
    }
    read = checks["Parti lette male o non lette"]
    assert [item.severity for item in read.items] == ["errore", "avviso"]
    assert checks["Note di lettura"].items == (Item("nota", "Il foglio 'Note' è vuoto."),)
    missing = checks["Indicatori senza target"]
    assert (missing.count, missing.items[0].page) == (7, 5)


def test_a_long_list_says_how_many_it_leaves_out() -> None:
    checks = checks_of(Plan.of(records([objective(f"o{n}") for n in range(15)])))
    (check,) = [check for check in checks if check.title == UNDATED]
    assert (check.count, len(check.items), check.more) == (15, 12, 3)


def test_the_tree_opens_and_closes_its_lists() -> None:
    keys = [("a", None), ("b", "a"), ("c", "b"), ("d", "a"), ("e", None), ("f", "e")]
    view = plan_view(Plan.of(records([objective(key, parent) for key, parent in keys])))
    shape = [(o.title, o.is_parent, o.closes) for o in view.objectives]
    assert shape == [
        ("a", True, 0),
        ("b", True, 0),
        ("c", False, 1),
        ("d", False, 1),
        ("e", True, 0),
        ("f", False, 1),
    ]


DOUBTS = [
    (value("i", EQ, "5", raw="5 o 6", confidence=0.6), "2025: 5 (stampato: «5 o 6»)", "60 %"),
    (value("i", EQ, "16.42", raw="16,420", confidence=0.84), "2025: 16,42", "84 %"),
    (value("i", EQ, "5", raw="5 o 6", confidence=0.85), "2025: 5", None),
    (value("i", EQ, "5", raw="5 o 6"), "2025: 5", None),
]


@pytest.mark.parametrize(("target", "text", "sure"), DOUBTS)
def test_what_was_not_surely_read_says_so(target: Value, text: str, sure: str | None) -> None:
    view = plan_view(Plan.of(records([objective("a")], [indicator("i", "a")], [target])))
    (shown,) = view.objectives[0].indicators
    assert shown.targets == (text,)
    assert shown.doubt == (sure and f"lettura poco sicura: {sure}")


FULL = records(
    [
        objective("a", weight="30", title="Tempi di pagamento", due=END),
        objective("b", weight="70", title="Tariffa unica"),
    ],
    [
        indicator("i", "a"),
        indicator("j", "b", "50", "Ore di formazione"),
        indicator("k", "b", "50"),
        indicator("past", None),
    ],
    [
        value("i", LE, "0"),
        value("i", LE, "0", year=2026),
        value("j", GE, "8", due=JUNE),
        value("k", BY, year=2026, due=datetime.date(2026, 1, 31)),
        value("past", EQ, "3", role=Role.BASELINE, year=2023),
    ],
)


def test_matrix_of_themes() -> None:
    other = records([objective("z")], [indicator("y", "z", name="Fatture pagate")])
    matrix = theme_matrix([plan_figures(Plan.of(plan, shares_of(plan))) for plan in (FULL, other)])
    assert matrix.themes == ("Tempi di pagamento", "Formazione", "Altro")
    assert [row.cells for row in matrix.rows] == [
        (MatrixCell(1, "30 %", 4), MatrixCell(1, "35 %", 4), MatrixCell(1, "35 %", 4)),
        (MatrixCell(1, None, 5), MatrixCell(0, None, 0), MatrixCell(0, None, 0)),
    ]
    assert (matrix.totals, [row.total for row in matrix.rows]) == ((2, 1, 1), [3, 1])
    assert [(row.name, row.period) for row in matrix.rows] == [("p.pdf", "2025")] * 2
    assert "Digitalizzazione" in matrix.absent


def test_distributions() -> None:
    found = {d.key: d for d in distributions([plan_figures(Plan.of(FULL))])}
    counts = {key: {b.label: b.count for b in d.bars if b.count} for key, d in found.items()}
    assert counts == {
        "temi": {"Tempi di pagamento": 1, "Formazione": 1, "Altro": 1},
        "tipi-di-target": {"valore minimo": 1, "valore massimo": 1, "entro una data": 1},
        "scadenze": {"giu": 1, "dic": 1, "dopo": 1},
        "pesi-obiettivi": {"20–30": 1, "50–100": 1},
        "pesi-indicatori": {"30–50": 2},
    }
    assert len(found["scadenze"].bars) == 13
    assert found["pesi-obiettivi"].bars[0] == Bar("fino a 5", 0)


def test_nothing_to_count_is_no_chart() -> None:
    assert distributions([plan_figures(Plan.of(records()))]) == ()
