"""Plans beside each other: what is paired, what changed, in every format."""

from __future__ import annotations

import csv
import datetime
import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from piao.pipeline.commands.use.compare import absent_text
from piao.pipeline.comparison import Row
from piao.pipeline.comparison.items import Item, Kind
from piao.pipeline.comparison.likeness import MIN_SCORE, NOT_THE_SAME, likeness
from piao.pipeline.comparison.matching import match
from piao.pipeline.store import Store
from piao.schema.records import Comparator, DocumentRecord, Indicator, Level, Objective, Records
from tests.command_line import Run
from tests.name_pairs import measure
from tests.plans import digest, make_document


def test_tuned_pairs_hold() -> None:
    result = measure("tune")
    assert (result.pairs, result.precision >= 0.95, result.recall >= 0.8) == (436, True, True)


def test_unseen_pairs_hold() -> None:
    result = measure("unseen")
    assert (result.pairs, result.precision >= 0.9, result.recall >= 0.35) == (204, True, True)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Pagamenti", "pagamenti", "same words"),
        ("Segmento 1", "Segmento 2", "not the same: numbers or codes differ (1 / 2)"),
        ("Primo grado", "Secondo grado", "not the same: numbers or codes differ (1 / 2)"),
        ("Primo premio", "Secondo premio", "not the same: 'primo' is not 'secondo'"),
        ("Numero di pratiche", "Quota di pratiche", "not the same: count is not share"),
        ("Lotto A del ponte", "Lotto B del ponte", "not the same: numbers or codes differ (a / b)"),
        ("Reclami oltre i termini", "Reclami", "not the same: only one says 'oltre'"),
        ("Reclami non evasi", "Reclami evasi", "not the same: only one says 'non'"),
        ("Utenti della mensa", "Pasti della mensa", "not the same: 'utenti' is not 'pasti'"),
        (
            "Progetto esecutivo del molo",
            "Collaudo del molo",
            "not the same: 'progetto' is not 'collaudo'",
        ),
        (
            "Bilancio sociale 2024",
            "Bilancio sociale 2025",
            "not the same: numbers or codes differ (2024 / 2025)",
        ),
    ],
)
def test_reasons(left: str, right: str, reason: str) -> None:
    assert likeness(left, right).reason == reason
    assert (likeness(left, right).score >= MIN_SCORE) is (reason == "same words")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        # One concept in other words, whatever their order; a part of a phrase is not the whole.
        ("Gradimento della mensa", "Mensa: customer satisfaction", True),
        ("Rilascio della CIE", "Rilascio carta d'identità elettronica", True),
        ("Rete idrica", "Perdite della rete idrica", False),
        # An acronym is what the other name spells out.
        ("Lettere inviate al MMG", "Lettere inviate al medico di medicina generale", True),
        ("Procedure della CUC", "Procedure della Centrale unica di committenza", True),
        # Words of one family, misprints.
        ("Appropriatezza prescrittiva", "Appropriatezza delle prescrizioni", True),
        ("Ricognizione delle servitù", "Ricogmizione delle servitù", True),
        # What is done counts less than the thing, but another thing done is not the same.
        ("Miglioramento della raccolta differenziata", "Raccolta differenziata", True),
        ("Pubblicazione del PIAO", "Monitoraggio del PIAO", False),
        # What is counted is never taken for granted.
        ("Numero di questionari sulla mensa", "Gradimento della mensa", False),
        ("Numero di corsi di formazione", "Numero di dipendenti formati", False),
        # References to laws and brackets say little, dates and numbers much.
        ("Ritardo dei pagamenti (art. 1 c. 859 L. 145/2018)", "Ritardo dei pagamenti", True),
        ("Reclami evasi entro il 30/6", "Reclami evasi entro il 30 giugno", True),
        ("Reclami evasi entro il 30/6", "Reclami evasi entro il 31/12", False),
        ("Reclami evasi entro 30 giorni", "Reclami evasi entro 60 gg", False),
        ("Reclami evasi entro 30 giorni", "Reclami evasi entro 30 gg", True),
        ("Reclami evasi entro 30 giorni", "Reclami evasi in trenta giorni", True),
        ("Reclami evasi", "Reclami evasi (30 giorni)", True),
        ("Reclami (decreto 12/2019) evasi", "Reclami evasi (D.P.C.M. 3 marzo 2021)", True),
        ("Iscritti al I anno", "Iscritti al primo anno", True),
        ("Iscritti al I anno", "Iscritti al secondo anno", False),
        # Brackets say aside, what a share is taken of too.
        ("Cantieri ispezionati / cantieri aperti", "% cantieri ispezionati", True),
        ("Cantieri ispezionati", "Cantieri ispezionati [Ufficio strade]", True),
        ("% cantieri ispezionati", "Cantieri ispezionati (n. visti / n. aperti)", True),
        # From when a time runs goes without saying; what comes late is measured in time.
        ("Loculi dati entro 9 giorni", "Loculi dati entro 9 gg dalla richiesta", True),
        ("Percentuale di rate pagate", "Ritardo medio delle rate pagate", False),
        ("Percentuale di rate pagate", "Rate pagate nei tempi previsti", True),
        # Ages and classes of priority in words or figures.
        ("Colonie per bambini 0-3 anni", "Colonie per bambini sotto i tre anni", True),
        ("Ecografie in classe B", "Ecografie con priorità breve", True),
        ("Ecografie in classe B", "Ecografie in classe D", False),
        # What is written short is what it says in full.
        ("Manut. ord. degli argini", "Manutenzione ordinaria degli argini", True),
        ("Contr. sugli argini", "Controlli sugli argini", True),
        ("Prelievi per 1.000 ab.", "Prelievi per 1000 abitanti", True),
        ("Dimissioni dal P.S. in meno di 4 h", "Dimissioni dal PS in meno di 4 ore", True),
        # A negation turns what both say, not what only one adds.
        ("Canoni non riscossi", "Canoni riscossi", False),
        # An opposite among the others is what is counted.
        ("Imprese con dipendenti controllate", "Imprese controllate", True),
        # Letters of an acronym may begin other words by chance.
        ("Alloggi con APE", "Apertura parco eventi", False),
    ],
)
def test_same_or_not(left: str, right: str, *, same: bool) -> None:
    assert (likeness(left, right).score >= MIN_SCORE) is same
    assert likeness(left, right).score == likeness(right, left).score


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # One says a number more, or each a number of another kind in brackets.
        ("Rinunce al II anno dopo il I anno", "Rinunce al secondo anno"),
        ("Copertura del nido (codice N12)", "Copertura del nido (30 posti)"),
        # What is negated is only in one; what is opposed stands in brackets.
        ("Canoni arretrati e non riscossi", "Canoni arretrati"),
        ("Ore di lezione (esclusi i tirocini)", "Lezioni: ore frontali"),
        ("Debiti verso fornitori (in giorni)", "Debiti verso fornitori (in fatture)"),
    ],
)
def test_what_does_not_tell_names_apart(left: str, right: str) -> None:
    assert NOT_THE_SAME < likeness(left, right).score < MIN_SCORE


def plan(
    name: str, entity: str, year: int, objectives: dict[str, tuple[str | None, str]]
) -> Records:
    """A plan of objectives: title to weight and responsible, with an indicator each."""
    document_id = digest(name)[:16]
    document = DocumentRecord(
        document_id=document_id, sha256=digest(name), file_name=f"{name}.pdf",
        entity_name=entity, year=year,
    )  # fmt: skip
    made = tuple(
        Objective(
            objective_id=f"{document_id}-o{number}",
            document_id=document_id,
            position=number,
            level=Level.OPERATIONAL,
            title=title,
            weight=Decimal(weight) if weight else None,
            responsible=responsible,
        )
        for number, (title, (weight, responsible)) in enumerate(objectives.items())
    )
    indicator = Indicator(
        indicator_id=f"{document_id}-i0", document_id=document_id, position=0, name="Reclami"
    )
    return Records(document=document, objectives=made, indicators=(indicator,))


OLD = {
    "Tempestività dei pagamenti": ("30", "Ragioneria"),
    "Restauro della torre civica": (None, "Segreteria"),
    "=HYPERLINK(1) <b>": (None, "x"),
}
NEW = {
    "Rispetto dei tempi di pagamento": ("40", "Ragioneria"),
    "Apertura della biblioteca": (None, "Segreteria"),
}


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Two years of one administration, one of another, and a document without records."""
    file = tmp_path / "piao.db"
    with Store(file) as store:
        for records in (
            plan("old", "Comune di Prova", 2024, OLD),
            plan("new", "Comune di Prova", 2025, NEW),
            plan("other", "Comune di Riva", 2025, OLD),
        ):
            name = records.document.file_name.removesuffix(".pdf")
            store.save(records, replace(make_document(name), blocks=()))
        nothing = replace(
            records.document, document_id="e" * 16, sha256="e" * 64, file_name="empty.pdf"
        )
        empty = Records(document=replace(nothing, entity_name=None, year=None))
        store.save(empty, replace(make_document("empty"), blocks=()))
    return file


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("2025-12-31", "2026-12-31", False),
        ("2025-09-30", "2026-06-30", True),
        ("2026-12-31", "2027-12-31", False),
        (None, "2026-12-31", True),
    ],
)
def test_a_deadline_may_move_with_the_year(old: str | None, new: str, changed: bool) -> None:
    items = [
        Item(
            kind=Kind.OBJECTIVE,
            item_id=str(year),
            document_id=str(year),
            entity=None,
            name="Archivio",
            year=year,
            deadline=datetime.date.fromisoformat(day) if day else None,
            target="entro " + "/".join(reversed((day or "").split("-"))),
        )
        for year, day in ((2025, old), (2026, new))
    ]
    changes = Row(tuple(items), None).changes
    assert [change.field for change in changes] == ["target", "deadline"] * changed


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("≥ 3", "≥ 3 corsi", False),
        ("≥ 3", "≥ 3 %", True),
        ("≥ 3 corsi", "≥ 3 incontri", True),
        ("Piano 2025 approvato", "Piano 2026 approvato", False),
        ("Piano 2025 approvato", "Piano 2025 pubblicato", True),
    ],
)
def test_a_target_may_say_the_same_otherwise(old: str, new: str, changed: bool) -> None:
    comparator = Comparator.TEXT if "Piano" in old else Comparator.GE
    items = [
        replace(item("Comune di Prova", year), target=target, comparator=comparator)
        for year, target in ((2025, old), (2026, new))
    ]
    assert bool(Row(tuple(items), None).changes) is changed


@pytest.mark.parametrize(("entity", "changed"), [("Comune di Prova", True), ("Altro ente", False)])
def test_who_answers_is_compared_within_an_administration(entity: str, changed: bool) -> None:
    items = [
        replace(item(whose, 2025), responsible=who)
        for whose, who in (("Comune di Prova", "Ragioneria"), (entity, "Servizio Finanze"))
    ]
    assert bool(Row(tuple(items), None).changes) is changed


TEXT = """\
old.pdf | new.pdf
~ objective: Tempestività dei pagamenti / Rispetto dei tempi di pagamento  (score 0.98)
    both speak of tempestivita, pagamenti; same responsible
    weight: 30 % → 40 %
- objective: Restauro della torre civica
- objective: =HYPERLINK(1) <b>
= indicator: Reclami
+ objective: Apertura della biblioteca
1 common, 1 changed, 1 new, 2 dropped
"""


def test_as_text(piao: Run, plans: Path) -> None:
    ran = piao("compare", "old.pdf", "new.pdf")
    assert (ran.status, ran.out, ran.err) == (0, TEXT, "")


def test_what_is_not_shown_is_counted(piao: Run, plans: Path) -> None:
    shown = piao("compare", "old.pdf", "new.pdf", "--only", "new").out.splitlines()
    assert shown == [
        "old.pdf | new.pdf",
        "+ objective: Apertura della biblioteca",
        "1 common, 1 changed, 1 new, 2 dropped",
    ]


def test_administrations_without_a_plan_of_one_of_the_years(piao: Run, plans: Path) -> None:
    ran = piao("compare", "2024", "2025")
    assert ran.out.splitlines() == ["2024 | 2025", *TEXT.splitlines()[1:]]
    assert ran.err.splitlines() == [
        "1 administration has no plan of 2024 and is left out: Comune di Riva",
        "left out, as their year is not known: empty.pdf; `piao set DOCUMENT --year YEAR` gives it",
    ]


def test_years_without_an_administration_in_common(piao: Run, tmp_path: Path) -> None:
    with Store(tmp_path / "piao.db") as store:
        for name, year in (("Comune di Prova", 2024), ("Comune di Riva", 2025)):
            records = plan(str(year), name, year, OLD)
            store.save(records, replace(make_document(str(year)), blocks=()))
    ran = piao("compare", "2024", "2025")
    assert (ran.status, ran.out) == (2, "")
    assert "no administration has plans of 2024, 2025: name administrations" in ran.err


def test_rows_name_the_administration_where_there_are_several(piao: Run, plans: Path) -> None:
    named = ("compare", "old.pdf", "other.pdf")
    first = piao(*named).out.splitlines()[1]
    assert first == ("= objective, Comune di Prova / Comune di Riva: Tempestività dei pagamenti")
    heading, line, *_ = csv.reader(io.StringIO(piao(*named, "-f", "csv").out))
    parts = ("name", "above", "entity", "page")
    assert heading[3:11] == [f"{part} {side}" for side in named[1:] for part in parts]
    assert line[3:11] == [
        "Tempestività dei pagamenti", "", "Comune di Prova", "",
        "Tempestività dei pagamenti", "", "Comune di Riva", "",
    ]  # fmt: skip
    rows = json.loads(piao(*named, "-f", "json").out)["rows"]
    assert rows[0]["entities"] == ["Comune di Prova", "Comune di Riva"]


@pytest.mark.parametrize(("number", "end"), [(10, "E9"), (12, "E9, …")])
def test_many_administrations_are_not_all_named(number: int, end: str) -> None:
    text = absent_text("2026", [f"E{n}" for n in range(number)])
    assert text.startswith(f"{number} administrations have no plan of 2026 and are left out: E0, ")
    assert text.endswith(end)


@pytest.mark.parametrize(
    ("arguments", "statuses"),
    [
        (["2024", "2025"], "common changed dropped dropped new"),
        (["Comune di Prova", "Riva"], "common changed new new dropped"),
        (["old.pdf", "new.pdf", "other.pdf"], "common common common common new"),
        (["old.pdf", "new.pdf", "--only", "changed"], "changed"),
        (["old.pdf", "new.pdf", "--level", "strategic"], ""),
        (["old.pdf", "new.pdf", "--min-score", "1"], "common new new dropped dropped dropped"),
        (["old.pdf", "new.pdf", "--min-score", "0,999"], "common new new dropped dropped dropped"),
        (["old.pdf", "empty.pdf"], "dropped dropped dropped dropped"),
    ],
)
def test_statuses(piao: Run, plans: Path, arguments: list[str], statuses: str) -> None:
    ran = piao("compare", *arguments, "--format", "json")
    found = sorted(row["status"] for row in json.loads(ran.out)["rows"])
    assert (ran.status, found) == (0, sorted(statuses.split()))
    assert ("nothing to compare" in ran.err) is (not found)
    read_nothing = "empty.pdf: no objective or indicator was read from it, see `piao findings`\n"
    assert (read_nothing in ran.err) is ("empty.pdf" in arguments)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["old.pdf"], 2, "a comparison needs two documents"),
        (["old.pdf", " "], 2, "a name is empty"),
        (["old.pdf", "old.pdf"], 2, "the same plan is named twice"),
        (["old.pdf", "no.pdf"], 1, "no document, administration or year 'no.pdf'"),
        (["old.pdf", "2019"], 1, "no plan of 2019 in the store"),
        (["Comune", "old.pdf"], 1, "is several administrations: Comune di Prova, Comune di Riva"),
        (["old.pdf", "new.pdf", "--min-score", "1,5"], 2, "as 0.95 or 0,95"),
        (["old.pdf", "new.pdf", "--min-score", "x"], 2, "is no number from 0 to 1"),
        (["old.pdf", "new.pdf", "--format", "doc"], 2, "unknown format 'doc'"),
        (["old.pdf", "new.pdf", "--format", "xlsx"], 2, "name it with --out"),
    ],
)
def test_refused(piao: Run, plans: Path, arguments: list[str], status: int, message: str) -> None:
    ran = piao("compare", *arguments)
    assert (ran.status, ran.out) == (status, "")
    assert message in ran.err


def item(entity: str, year: int) -> Item:
    return Item(
        kind=Kind.INDICATOR,
        item_id=f"{entity} {year}",
        document_id=f"{entity} {year}",
        entity=entity,
        name="Reclami",
        year=year,
    )


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        pytest.param("A B", "A", [(0, 0)], id="its own, not another's"),
        pytest.param("B A", "A", [(1, 0)], id="its own, wherever it stands"),
        pytest.param("B A", "A C", [(0, 1), (1, 0)], id="those without their own with each other"),
        pytest.param("A", "B", [(0, 0)], id="two administrations"),
    ],
)
def test_pairs_of_administrations(left: str, right: str, pairs: list[tuple[int, int]]) -> None:
    found = match([item(e, 2025) for e in left.split()], [item(e, 2026) for e in right.split()])
    assert sorted((pair.left, pair.right) for pair in found) == pairs


PAGE = """\
<h1>Confronto fra old.pdf e new.pdf</h1>
<ul>
<li><strong>old.pdf</strong>: Comune di Prova</li>
<li><strong>new.pdf</strong>: Comune di Prova</li>
</ul>
<nav aria-label="Parti del confronto"><ul>
<li><a href="#changed">Cambiati: 1</a></li>
<li><a href="#new">Nuovi: 1</a></li>
<li><a href="#dropped">Non più presenti: 2</a></li>
<li><a href="#common">Invariati: 1</a></li>
</ul></nav>
<section id="changed" aria-labelledby="changed-titolo">
<h2 id="changed-titolo">Cambiati</h2>
<table><caption>Con differenze fra old.pdf e new.pdf</caption>
"""
ROW = (
    '<tr><th scope="row"><small>Obiettivo</small>'
    '<span class="name">Tempestività dei pagamenti</span><small>old.pdf</small>'
    '<span class="name">Rispetto dei tempi di pagamento</span><small>new.pdf</small>'
    "<small>parole diverse, somiglianza 98 su 100</small></th>"
    '<td class="nothing">–</td>'
    '<td class="changed" data-field="Peso"><del>30 %</del> → <ins>40 %</ins></td>'
    '<td class="nothing">–</td>'
    '<td data-field="Responsabile">Ragioneria</td></tr>'
)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["old.pdf", "new.pdf"], [PAGE, ROW], id="two years"),
        pytest.param(
            ["old.pdf", "other.pdf"],
            [
                "Uguali: 4",
                "<small>old.pdf; other.pdf</small>",
            ],
            id="two administrations",
        ),
        pytest.param(
            ["2024", "2025"],
            [
                "<li><strong>2025</strong>: Comune di Prova · new.pdf</li>",
                "<p>Senza piano del 2024: Comune di Riva.</p>",
                "<p>Fuori dal confronto, perché l'anno non è riconosciuto: empty.pdf.</p>",
                '<h2 id="new-titolo">Nuovi</h2>',
                '<td class="changed" data-field="Peso"><del>30 %</del> → <ins>40 %</ins></td>',
            ],
            id="years",
        ),
        pytest.param(
            ["old.pdf", "new.pdf", "other.pdf"],
            ["<h1>Confronto fra old.pdf, new.pdf e other.pdf</h1>", "Non in old.pdf"],
            id="three plans",
        ),
        pytest.param(
            ["old.pdf", "empty.pdf"],
            [
                "<li><strong>empty.pdf</strong>: ente non riconosciuto</li>",
                "<p>empty.pdf: nessun obiettivo o indicatore letto.</p>",
                '<li><a href="#dropped">Solo in old.pdf: 4</a></li>',
            ],
            id="an empty plan",
        ),
        pytest.param(
            ["old.pdf", "new.pdf", "--level", "strategic"],
            ["<p>Niente da mostrare.</p>"],
            id="nothing",
        ),
    ],
)
def test_page(piao: Run, plans: Path, arguments: list[str], expected: list[str]) -> None:
    page = piao("compare", *arguments, "-f", "html").out
    assert [part for part in expected if part not in page] == []
