"""The review page in a real browser: look, correct, undo, and what of it lasts."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from piao.pipeline.ingestion import ingest
from piao.pipeline.store import Store
from piao.schema.records import Comparator, Origin, Value
from tests.golden import SAMPLES
from tests.plans import make_document, make_records
from tests.review.review_server import CHROMIUM, NO_BROWSER, Served, browser, opened, served

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason=NO_BROWSER),
    pytest.mark.xdist_group("browser"),
]
PLAN = "asp_breve.pdf"
CHOSEN = '[role=treeitem][aria-selected="true"] > .row'
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'


@pytest.fixture(scope="module")
def started() -> Iterator[Browser]:
    with browser() as running:
        yield running


def filled(folder: Path) -> Path:
    """The folder with the plan and its store in it."""
    shutil.copy(SAMPLES / PLAN, folder)
    with Store(folder / "piao.db") as store:
        ingest(folder / PLAN, store)
    return folder


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """A server and its folder, with the store as it was in `fresh.db`."""
    folder = filled(tmp_path_factory.mktemp("review"))
    shutil.copy(folder / "piao.db", folder / "fresh.db")
    with served(folder, PLAN) as server:
        yield server, folder


@pytest.fixture
def folder(running: tuple[Served, Path]) -> Path:
    """The folder of the running server, its store fresh again."""
    _, folder = running
    fresh, store = (sqlite3.connect(folder / name) for name in ("fresh.db", "piao.db"))
    with closing(fresh), closing(store):
        fresh.backup(store)
    return folder


@pytest.fixture
def page(started: Browser, running: tuple[Served, Path], folder: Path) -> Iterator[Page]:
    page = opened(started, running[0])
    yield page
    assert page.title() == f"{PLAN} · revisione"  # an error of a script would stand there
    page.close()


def first_value(folder: Path) -> Value:
    with Store(folder / "piao.db") as store:
        return store.records(store.find(PLAN).document_id).values[0]


def revised(page: Page, number: int) -> None:
    """Wait until the page has the document's revision."""
    expect(page.locator("body")).to_have_attribute("data-revision", str(number))


def correct_first_value(page: Page, text: str) -> None:
    page.keyboard.press("n")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#f-figure")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type(text)


def test_a_doubtful_target_is_corrected_undone_and_stands_when_read_again(
    started: Browser, tmp_path: Path
) -> None:
    folder = filled(tmp_path)
    with served(folder, PLAN) as server:
        page = opened(started, server)
        correct_first_value(page, "non inferiore al 90%")
        expect(page.locator("#m-figure")).to_have_text("= almeno (≥): ≥ 90 %")
        expect(page.locator(".raw q")).to_have_text("≤ 0 giorni")
        page.keyboard.press("Enter")
        revised(page, 1)
        expect(page.locator(CHOSEN)).to_have_text("valore atteso 2025 ≥ 90 % ≤ 0 giorni corretto")
        page.keyboard.press("Control+z")
        revised(page, 2)
        expect(page.locator(CHOSEN)).to_have_text("valore atteso 2025 ≤ 0 giorni")
        page.keyboard.press("Control+Shift+Z")
        revised(page, 3)
        page.close()
    with served(folder, PLAN) as server:
        page = opened(started, server)
        expect(page.locator(".row.values").first).to_contain_text("≥ 90 % ≤ 0 giorni corretto")
        page.close()
    with Store(folder / "piao.db") as store:
        ingest(folder / PLAN, store, refresh=True)
    value = first_value(folder)
    assert (value.comparator, value.value, value.unit) == (Comparator.GE, Decimal(90), "%")
    assert (value.origin, value.confidence) == (Origin.CORRECTED, 1.0)


def test_a_text_that_means_nothing_says_so_and_escape_leaves_the_field(
    page: Page, folder: Path
) -> None:
    correct_first_value(page, "2024: 80%; 2025: 90%")
    expect(page.locator("#m-figure")).to_contain_text("non si capisce: scriva un solo valore")
    page.keyboard.press("Escape")
    expect(page.locator("#f-figure")).to_have_value("≤ 0 giorni")
    expect(page.locator(CHOSEN)).to_be_visible()
    assert first_value(folder).origin is Origin.READ


def test_typing_on_in_the_next_field_is_never_a_key(page: Page, folder: Path) -> None:
    """What is typed after Tab, while the first field is saved, belongs to the next field."""
    page.locator(".row.objectives").first.click()
    page.get_by_text("Altri campi").click()
    page.locator("#f-org_unit").click()
    page.keyboard.type("Polizia")
    page.keyboard.press("Tab")
    page.keyboard.type("Dott.ssa Taxi", delay=30)
    page.keyboard.press("Enter")
    revised(page, 2)
    with Store(folder / "piao.db") as store:
        records = store.records(store.find(PLAN).document_id)
    assert len(records.objectives) == 5
    assert {one.origin for one in records.values} == {Origin.READ}
    assert "Polizia" in {one.org_unit for one in records.objectives}


def test_an_act_right_after_a_change_is_not_lost(page: Page, folder: Path) -> None:
    page.locator(".row.objectives").first.click()
    page.locator("#f-title").fill("Pagare prima")
    page.locator(".row.objectives").nth(1).click()
    page.keyboard.press("a")
    revised(page, 2)
    with Store(folder / "piao.db") as store:
        objectives = store.records(store.find(PLAN).document_id).objectives
    assert [one.origin for one in objectives[:3]] == [
        Origin.CORRECTED,
        Origin.CONFIRMED,
        Origin.READ,
    ]


def test_who_was_overtaken_is_told_and_keeps_what_was_typed(
    started: Browser, page: Page, folder: Path
) -> None:
    page.locator(".row.objectives").first.click()
    page.locator("#f-title").fill("Pagare prima")
    with Store(folder / "piao.db") as store:
        plan = store.find(PLAN).document_id
        store.confirm(plan, [store.records(plan).values[0].value_id], by="Altra")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_contain_text("Nel frattempo un'altra persona")
    expect(page.locator("[data-filter=corrected] .count")).to_have_text("1")
    expect(page.locator("#f-title")).to_have_value("Pagare prima")
    page.locator("#f-title").fill("Pagare prima!")
    page.locator("#f-title").press("Enter")
    revised(page, 2)


def test_what_cannot_be_kept_is_told_and_nothing_changes(page: Page, folder: Path) -> None:
    correct_first_value(page, "2024: 80%; 2025: 90%")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_contain_text("Non accettato, nulla è stato salvato")
    assert first_value(folder).origin is Origin.READ


def test_a_record_lights_its_cell_and_a_cell_brings_its_record(page: Page) -> None:
    page.keyboard.press("n")
    lit = page.locator("svg .lit")
    expect(lit).to_have_count(1)
    expect(lit).to_be_in_viewport(ratio=1)
    page.locator("svg rect.values").nth(2).click()
    expect(page.locator(CHOSEN)).to_contain_text("≥ 12 ore")


def test_keys_accept_one_by_one_and_a_whole_table(page: Page) -> None:
    doubts = page.locator("[data-filter=doubtful] .count")
    expect(doubts).to_have_text("5")
    page.keyboard.press("n")
    expect(page.locator(CHOSEN)).to_contain_text("1 Rispetto dei tempi")
    page.keyboard.press("a")
    expect(doubts).to_have_text("4")
    expect(page.locator(CHOSEN)).to_contain_text("2 Carta dei servizi")
    page.keyboard.press("t")
    expect(doubts).to_have_text("0")
    expect(page.locator("#message")).to_have_text("Nessun dubbio è rimasto.")
    expect(page.locator("[data-filter=corrected] .count")).to_have_text("15")


def test_filters_leave_what_they_name(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^dubbi")).click()
    expect(page.locator(".row.objectives")).to_have_count(5)
    expect(page.locator(".row.values")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^con rilievi")).click()
    expect(page.locator("#tree")).to_have_text("Nessun record di questo tipo.")
    page.get_by_role("button", name=re.compile("^non letto")).click()
    expect(page.locator("#tree")).to_contain_text("Tutto ciò che sembra programmazione")


def test_a_record_is_moved_by_keys_and_by_dragging(page: Page, folder: Path) -> None:
    rows = page.locator(".row.indicators")
    rows.nth(0).click()
    page.keyboard.press("m")
    page.locator(".row.objectives").nth(1).click()
    page.keyboard.press("p")
    revised(page, 1)
    page.locator(".row.indicators").nth(1).drag_to(page.locator(".row.objectives").nth(2))
    revised(page, 2)
    with Store(folder / "piao.db") as store:
        records = store.records(store.find(PLAN).document_id)
    owners = [
        next(o.code for o in records.objectives if o.objective_id == i.objective_id)
        for i in records.indicators
        if i.origin is Origin.CORRECTED
    ]
    assert sorted(map(str, owners)) == ["2", "3"]


def test_a_drawn_box_becomes_a_record_with_its_words(page: Page, folder: Path) -> None:
    page.locator(".row.objectives").nth(0).click()
    expect(page.locator("svg .lit")).to_be_in_viewport(ratio=1)
    heading = page.locator("#page-1 rect[data-cell$='-t1/0/0']").bounding_box()
    assert heading is not None
    left, top = heading["x"], heading["y"] - 24
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(left + 500, top + 20, steps=4)
    page.mouse.up()
    expect(page.locator("#new-text")).to_have_value("OBIETTIVI ASSEGNATI PER IL 2025")
    page.locator("#new-record").select_option("indicators")
    page.get_by_role("button", name="Aggiungi", exact=True).click()
    revised(page, 1)
    with Store(folder / "piao.db") as store:
        indicators = store.records(store.find(PLAN).document_id).indicators
    added = next(one for one in indicators if one.origin is Origin.CORRECTED)
    assert (added.name, added.page) == ("OBIETTIVI ASSEGNATI PER IL 2025", 1)
    assert added.bbox is not None
    assert added.bbox[2] - added.bbox[0] > 200


def test_what_is_no_record_goes_and_comes_back_by_undo(page: Page) -> None:
    page.locator(".row.values").nth(0).click()
    page.keyboard.press("x")
    revised(page, 1)
    expect(page.locator(".row.values")).to_have_count(4)
    expect(page.locator("[data-filter=without_target] .count")).to_have_text("1")
    page.get_by_role("button", name="Annulla").click()
    expect(page.locator(".row.values")).to_have_count(5)


def test_a_record_is_split_and_merged(page: Page) -> None:
    page.locator(".row.objectives").nth(0).click()
    page.get_by_text("Dividi, unisci, sposta, aggiungi").click()
    page.locator("#parts").fill("Pagare prima\nPagare meglio")
    page.get_by_role("button", name="Dividi").click()
    revised(page, 1)
    expect(page.locator(".row.objectives")).to_have_count(6)
    expect(page.locator("#f-title")).to_have_value("Pagare prima")
    page.get_by_text("Dividi, unisci, sposta, aggiungi").click()
    page.locator("#other").select_option(label="Pagare meglio")
    page.get_by_role("button", name="Unisci").click()
    revised(page, 2)
    expect(page.locator(".row.objectives")).to_have_count(5)


def test_help_and_history_by_key(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("a")
    expect(page.locator(CHOSEN)).to_contain_text("2 Carta dei servizi")
    page.keyboard.press("s")
    expect(page.locator(".history li")).to_have_count(1)
    expect(page.locator(".history")).to_contain_text("confermato")
    expect(page.locator(".history")).to_contain_text("Prova")


def test_hostile_texts_stay_texts(started: Browser, tmp_path: Path) -> None:
    records = make_records("a", entity=HOSTILE)
    hostile = replace(
        records,
        document=replace(records.document, file_name=f"{HOSTILE}.pdf", title=HOSTILE),
        objectives=tuple(replace(o, title=HOSTILE, code=HOSTILE) for o in records.objectives),
        indicators=tuple(replace(i, name=HOSTILE) for i in records.indicators),
        values=tuple(replace(v, raw=HOSTILE) for v in records.values),
    )
    with Store(tmp_path / "piao.db") as store:
        store.save(hostile, make_document("a"))
    with served(tmp_path) as server:
        page = started.new_page()
        page.goto(server.address)
        expect(page.locator("h1")).to_have_text(f"{HOSTILE}.pdf")
        expect(page.locator(".row.objectives").first).to_contain_text(HOSTILE)
        page.locator(".row.values").first.click()
        expect(page.locator(".raw q")).to_have_text(HOSTILE)
        page.locator("td[data-cell]").first.click()
        expect(page.locator("#new-text")).to_be_visible()
        assert page.evaluate("window.hacked") is None
        page.close()


def test_without_its_file_the_tables_are_shown(started: Browser, tmp_path: Path) -> None:
    folder = filled(tmp_path)
    (folder / PLAN).unlink()
    with served(folder, PLAN) as server:
        page = opened(started, server)
        expect(page.locator("#pages")).to_contain_text("piao review --files CARTELLA")
        expect(page.locator("td[data-cell]").first).to_have_text("N.")
        page.close()


CARDS = """# Comune di Prova

# Piano della performance 2025

## Obiettivo 1 Pagare prima

| Indicatore | {heading} | Peso |
|---|---|---|
| Giorni medi di pagamento | 30 giorni | 60% |
| Fatture pagate in tempo | non inferiore al 90% | 40% |

## Obiettivo 2 Rispondere prima

| Indicatore | {heading} | Peso |
|---|---|---|
| Giorni medi di risposta | 20 giorni | 50% |
| Reclami accolti | non oltre il 5% | 50% |
"""


def test_a_label_is_taught_for_its_form_and_next_year_is_read_by_itself(
    started: Browser, tmp_path: Path
) -> None:
    for year in ("2025", "2026"):
        text = CARDS.format(heading="Performance auspicata").replace("2025", year)
        (tmp_path / f"piano_{year}.md").write_text(text)
    with Store(tmp_path / "piao.db") as store:
        ingest(tmp_path / "piano_2025.md", store)
        before = store.records(store.find("piano_2025.md").document_id)
    assert not {value.value for value in before.values} - {None}
    with served(tmp_path, "piano_2025.md") as server:
        page = opened(started, server)
        page.locator(".row.indicators").first.click()
        page.keyboard.press("i")
        page.get_by_role("button", name=re.compile("^Performance auspicata")).click()
        expect(page.locator("#l-term")).to_have_value("Performance auspicata")
        page.locator("#l-field").select_option("value.target")
        page.get_by_label("i documenti con questo modulo").check()
        page.get_by_role("button", name="Prova").click()
        expect(page.locator(".changes ins")).to_have_text(
            [
                "+ valore atteso 2025: 30 giorni",
                "+ valore atteso 2025: ≥ 90 % non inferiore al 90%",
                "+ valore atteso 2025: 20 giorni",
                "+ valore atteso 2025: ≤ 5 % non oltre il 5%",
            ]
        )
        page.get_by_role("button", name="Tieni").click()
        expect(page.locator("#message")).to_contain_text(
            "Insegnato: scritto in piao-profiles/comune-di-prova-form.yaml"
        )
        expect(page.locator(".row.values")).to_have_count(4)
        expect(page.locator(".row.values").first).to_contain_text("30 giorni")
        page.get_by_role("button", name="Riprendi la lezione").click()
        expect(page.locator("#message")).to_contain_text("La lezione è ripresa")
        expect(page.locator(".row.values").first).not_to_contain_text("30 giorni")
        assert not list((tmp_path / "piao-profiles").iterdir())
        page.locator(".row.indicators").first.click()
        page.keyboard.press("i")
        page.get_by_role("button", name=re.compile("^Performance auspicata")).click()
        expect(page.locator("#l-term")).to_have_value("Performance auspicata")
        page.locator("#l-field").select_option("value.target")
        page.get_by_role("button", name="Prova").click()
        page.get_by_role("button", name="Tieni").click()
        expect(page.locator("#message")).to_contain_text("Insegnato")
        page.close()
    with Store(tmp_path / "piao.db") as store:
        profiles = tuple((tmp_path / "piao-profiles").glob("*.yaml"))
        ingest(tmp_path / "piano_2026.md", store, profiles=profiles)
        after = store.records(store.find("piano_2026.md").document_id)
    assert [value.raw for value in after.values] == [
        "30 giorni", "non inferiore al 90%", "20 giorni", "non oltre il 5%",
    ]  # fmt: skip
    assert {value.year for value in after.values} == {2026}
