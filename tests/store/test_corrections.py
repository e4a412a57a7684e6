"""What people correct: applied at once, undone, replayed over another reading, lost by none."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piao.pipeline.corrections.typed import MEANT
from piao.pipeline.store import Store
from piao.pipeline.store.corrections.acts import Past, State
from piao.schema.columns import column_names
from piao.schema.errors import ChangedDocumentError, PiaoError, UnknownRecordError, UsageError
from piao.schema.findings import make_finding, message_of
from piao.schema.language import Language
from piao.schema.records import (
    Comparator,
    DocumentRecord,
    Level,
    Origin,
    Provenance,
    Records,
    Role,
)
from piao.schema.statements import Statement
from tests.plans import make_document, make_records

PLAN = make_records().document.document_id
CHILD, PARENT = f"{PLAN}-o0", f"{PLAN}-o1"
INDICATOR, LOOSE = f"{PLAN}-i0", f"{PLAN}-i1"
TARGET, BASELINE, RANGE = f"{PLAN}-v0", f"{PLAN}-v1", f"{PLAN}-v2"
ACTION, UNIT = f"{PLAN}-a0", f"{PLAN}-u0"


def placed() -> Records:
    """The records of `make_records`, each with a confidence and a cell of its own."""
    records = make_records()
    arrays: dict[str, Any] = {}
    for column, name in enumerate(("objectives", "indicators", "values", "actions", "units")):
        arrays[name] = tuple(
            replace(
                record, page=1, table_id="t1", row=row, column=column, confidence=0.6,
                bbox=(10.0 + 100 * column, 20.0 + 30 * row, 90.0 + 100 * column, 40.0 + 30 * row),
            )
            for row, record in enumerate(getattr(records, name))
        )  # fmt: skip
    return replace(records, **arrays)


@pytest.fixture
def store(location: str) -> Any:
    with Store(location) as store:
        store.save(placed(), make_document())
        yield store


def of(store: Store, name: str, record_id: str) -> Any:
    key = {"criteria": "criterion_id"}.get(name, f"{name[:-1]}_id")
    (record,) = (r for r in getattr(store.records(PLAN), name) if getattr(r, key) == record_id)
    return record


def content(records: Records) -> Records:
    """The records without what the store knows of the document besides."""
    own = {name: getattr(records.document, name) for name in column_names(DocumentRecord)}
    return replace(records, document=DocumentRecord(**own))


def states(history: list[Past]) -> list[str]:
    return [past.state.value for past in history]


FIGURES = [
    ("non inferiore al 90%", (Comparator.GE, Decimal(90), None, "%", None)),
    ("tra 60 e 70 giorni", (Comparator.BETWEEN, Decimal(60), Decimal(70), "giorni", None)),
    ("entro giugno", (Comparator.BY, None, None, None, datetime.date(2024, 6, 30))),
    ("sì", (Comparator.YES_NO, None, None, None, None)),
]


@pytest.mark.parametrize(("typed", "figure"), FIGURES)
def test_a_typed_figure_is_read_as_in_a_document(
    store: Store, typed: str, figure: tuple[object, ...]
) -> None:
    store.correct_record(PLAN, TARGET, {"figure": typed}, by="Anna", reason="letto male")
    found = of(store, "values", TARGET)
    assert tuple(getattr(found, name) for name in MEANT) == figure
    assert (found.raw, found.origin, found.confidence) == ("<= 0", Origin.CORRECTED, 1)
    (past,) = store.history(PLAN)
    noted = past.correction
    assert (noted.raw, noted.by, noted.reason, noted.page) == (typed, "Anna", "letto male", 1)
    assert (noted.confidence, noted.sha256) == (0.6, make_records().document.sha256)


FIELDS: list[tuple[str, str, dict[str, object], dict[str, object]]] = [
    ("objectives", CHILD, {"title": "  Pagare \n subito "}, {"title": "Pagare\nsubito"}),
    ("objectives", CHILD, {"weight": "45%"}, {"weight": Decimal(45)}),
    ("objectives", CHILD, {"weight": ""}, {"weight": None}),
    ("objectives", CHILD, {"due_date": "30/6/2024"}, {"due_date": datetime.date(2024, 6, 30)}),
    ("objectives", CHILD, {"level": "strategic", "year": "2025"},
     {"level": Level.STRATEGIC, "year": 2025}),
    ("indicators", LOOSE, {"name": "Spese", "weight": Decimal("12.5")},
     {"name": "Spese", "weight": Decimal("12.5")}),
    ("values", TARGET, {"role": Role.ACTUAL}, {"role": Role.ACTUAL}),
    ("actions", ACTION, {"due_raw": "entro marzo"},
     {"due_raw": "entro marzo", "due_date": datetime.date(2024, 3, 31)}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "record_id", "typed", "expected"), FIELDS, ids=str)
def test_fields_are_set(
    store: Store, name: str, record_id: str, typed: dict[str, object], expected: dict[str, object]
) -> None:
    before = of(store, name, record_id)
    store.correct_record(PLAN, record_id, typed)
    after = of(store, name, record_id)
    changed = {**expected, "origin": Origin.CORRECTED, "confidence": 1}
    assert after == replace(before, **changed)


REFUSED: list[tuple[Callable[[Store], object], str]] = [
    (lambda s: s.correct_record(PLAN, TARGET, {"figure": "-"}), "no figure"),
    (lambda s: s.correct_record(PLAN, TARGET, {"figure": "2024: 80%, 2025: 90%"}), "2 figures"),
    (lambda s: s.correct_record(PLAN, TARGET, {"raw": " "}), "cannot be empty"),
    (lambda s: s.correct_record(PLAN, TARGET, {}), "nothing to correct"),
    (lambda s: s.correct_record(PLAN, CHILD, {"colour": "red"}), "no field 'colour'"),
    (lambda s: s.correct_record(PLAN, CHILD, {"objective_id": "x"}), "no field 'objective_id'"),
    (lambda s: s.correct_record(PLAN, CHILD, {"weight": "molto"}), "'molto' is no number"),
    (lambda s: s.correct_record(PLAN, CHILD, {"weight": 0.5}), "weight is a Decimal"),
    (lambda s: s.correct_record(PLAN, CHILD, {"year": "24"}), "'24' is no year"),
    (lambda s: s.correct_record(PLAN, CHILD, {"level": "high"}), "one of area"),
    (lambda s: s.correct_record(PLAN, CHILD, {"due_date": "mai"}), "'mai' is no date"),
    (lambda s: s.correct_record(PLAN, "nowhere", {"title": "x"}), "no record 'nowhere'"),
    (lambda s: s.correct_record("nowhere", CHILD, {"title": "x"}), "no document 'nowhere'"),
    (lambda s: s.confirm(PLAN, []), "nothing to do"),
    (lambda s: s.confirm(PLAN, [CHILD, "nowhere"]), "no record 'nowhere'"),
    (lambda s: s.move_records(PLAN, [PARENT], CHILD), "under itself"),
    (lambda s: s.move_records(PLAN, [CHILD], INDICATOR), "cannot be under"),
    (lambda s: s.move_records(PLAN, [TARGET], None), "belongs to an indicator"),
    (lambda s: s.merge_records(PLAN, [CHILD], INDICATOR), "not two records of one type"),
    (lambda s: s.split_record(PLAN, CHILD, [{"title": "a"}]), "two or more"),
    (lambda s: s.add_record(PLAN, "documents", {"title": "a"}), "no type of record"),
    (lambda s: s.add_record(PLAN, "values", {"figure": "3"}), "belongs to an indicator"),
    (lambda s: s.add_record(PLAN, "values", {"role": "target"}, under=LOOSE), "needs its figure"),
    (lambda s: s.add_record(PLAN, "units", {}), "without any field"),
    (lambda s: s.undo(PLAN), "nothing to undo"),
    (lambda s: s.redo(PLAN), "nothing to redo"),
    (lambda s: s.undo(PLAN, "abc"), "no step 'abc'"),
]


@pytest.mark.parametrize(("act", "message"), REFUSED)
def test_what_cannot_be_is_refused_and_changes_nothing(
    store: Store, act: Callable[[Store], object], message: str
) -> None:
    before = store.records(PLAN)
    with pytest.raises((UsageError, UnknownRecordError, PiaoError), match=message):
        act(store)
    assert (store.records(PLAN), store.history(PLAN)) == (before, [])


def test_what_is_confirmed_is_sure(store: Store) -> None:
    revised = store.confirm(PLAN, [TARGET, CHILD, INDICATOR])
    assert len({correction.step for correction in revised.corrections}) == 1
    for name, record_id in (("values", TARGET), ("objectives", CHILD), ("indicators", INDICATOR)):
        found = of(store, name, record_id)
        assert (found.origin, found.confidence) == (Origin.CONFIRMED, 1)
    store.correct_record(PLAN, TARGET, {"figure": "3"})
    store.confirm(PLAN, [TARGET])
    assert of(store, "values", TARGET).origin is Origin.CORRECTED
    assert of(store, "values", RANGE).origin is Origin.READ


def test_doubts_of_a_figure_that_a_person_settled_go(location: str) -> None:
    records = placed()
    spots: list[dict[str, Any]] = [
        {"table_id": "t1", "row": 0, "column": 2}, {"table_id": "t1", "row": 1, "column": 2}, {},
    ]  # fmt: skip
    doubts = [
        make_finding(PLAN, n, "impossible_date", raw="31/02", page=1, **spot)
        for n, spot in enumerate(spots, start=1)
    ]
    with Store(location) as store:
        store.save(replace(records, findings=tuple(doubts)), make_document())
        store.confirm(PLAN, [TARGET])
        assert [f.finding_id for f in store.records(PLAN).findings] == [f"{PLAN}-f2", f"{PLAN}-f3"]
        store.undo(PLAN)
        assert list(store.records(PLAN).findings) == doubts


def test_a_record_is_added_from_a_box(store: Store) -> None:
    place = Provenance(page=1, bbox=(10.0, 30.0, 90.0, 38.0))
    objective = store.add_record(PLAN, "objectives", {"title": "Nuovo"}, under=PARENT, place=place)
    (made,) = objective.record_ids
    indicator = store.add_record(PLAN, "indicators", {"name": "Misura"}, under=made).record_ids[0]
    store.add_record(PLAN, "values", {"figure": "almeno 5 giorni"}, under=indicator)
    records = store.records(PLAN)
    assert [(o.title, o.position) for o in records.objectives] == [
        ("Pagare prima", 0),
        ("Nuovo", 1),
        ("Conti in ordine", 2),
    ]
    new = records.objectives[1]
    assert (new.parent_id, new.level, new.origin) == (PARENT, Level.OPERATIONAL, Origin.CORRECTED)
    assert (new.page, new.bbox, new.confidence) == (1, place.bbox, 1)
    value = records.values[-1]
    assert (value.indicator_id, value.raw, value.year) == (indicator, "almeno 5 giorni", 2024)
    assert (value.comparator, value.value) == (Comparator.GE, Decimal(5))
    assert [found.name for found in store.similar("Misura")] == ["Misura"]


def test_what_is_no_record_leaves_what_is_under_it_one_up(store: Store) -> None:
    store.remove_records(PLAN, [CHILD])
    records = store.records(PLAN)
    assert [o.objective_id for o in records.objectives] == [PARENT]
    assert records.indicators[0].objective_id == PARENT
    assert records.actions[0].objective_id == PARENT
    store.undo(PLAN)
    store.remove_records(PLAN, [PARENT], below=True)
    records = store.records(PLAN)
    assert (records.objectives, records.values, records.actions) == ((), (), ())
    assert [i.indicator_id for i in records.indicators] == [LOOSE]
    store.undo(PLAN)
    assert content(store.records(PLAN)) == content(placed())


def test_a_record_goes_under_another(store: Store) -> None:
    store.move_records(PLAN, [CHILD], None)
    store.move_records(PLAN, [LOOSE, INDICATOR], PARENT)
    store.move_records(PLAN, [TARGET], LOOSE)
    records = store.records(PLAN)
    assert [o.parent_id for o in records.objectives] == [None, None]
    assert {i.objective_id for i in records.indicators} == {PARENT}
    assert of(store, "values", TARGET).indicator_id == LOOSE


def test_a_record_is_split_and_merged(store: Store) -> None:
    parts = [{"name": "Ritardo"}, {"name": "Debito", "weight": "10"}]
    first, second = INDICATOR, store.split_record(PLAN, INDICATOR, parts).corrections[0]
    names = [i.name for i in store.records(PLAN).indicators]
    assert names == ["Ritardo", "Debito", "=Spese [bold]"]
    made = store.records(PLAN).indicators[1]
    assert (made.objective_id, made.weight, made.page) == (CHILD, Decimal(10), 1)
    assert second.correction_id in made.indicator_id
    store.correct_record(PLAN, made.indicator_id, {"formula": "a / b"})
    store.merge_records(PLAN, [first], made.indicator_id, {"name": "Ritardo e debito"})
    records = store.records(PLAN)
    assert [i.name for i in records.indicators] == ["Ritardo e debito", "=Spese [bold]"]
    assert {v.indicator_id for v in records.values} == {made.indicator_id}
    for _ in range(3):
        store.undo(PLAN)
    assert content(store.records(PLAN)) == content(placed())
    for _ in range(3):
        store.redo(PLAN)
    assert content(store.records(PLAN)) == content(records)


def test_undo_and_redo_go_to_the_beginning_and_back(store: Store) -> None:
    seen = [content(store.records(PLAN))]
    for title in ("uno", "due", "tre"):
        store.correct_record(PLAN, CHILD, {"title": title})
        seen.append(content(store.records(PLAN)))
    for before in reversed(seen[:-1]):
        store.undo(PLAN)
        assert content(store.records(PLAN)) == before
    for after in seen[1:]:
        store.redo(PLAN)
        assert content(store.records(PLAN)) == after
    store.undo(PLAN)
    store.correct_record(PLAN, CHILD, {"title": "quattro"})
    with pytest.raises(UsageError, match="nothing to redo"):
        store.redo(PLAN)
    store.undo(PLAN, store.history(PLAN)[0].correction.step[:6])
    assert of(store, "objectives", CHILD).title == "quattro"


def test_two_at_once_lose_nothing(store: Store) -> None:
    seen = store.find(PLAN).revision
    first = store.correct_record(PLAN, CHILD, {"title": "uno"}, by="Anna", revision=seen)
    with pytest.raises(ChangedDocumentError, match=r"a\.pdf was changed .* last by Anna"):
        store.correct_record(PLAN, CHILD, {"title": "due"}, by="Bruno", revision=seen)
    with pytest.raises(ChangedDocumentError):
        store.undo(PLAN, revision=seen)
    assert of(store, "objectives", CHILD).title == "uno"
    store.correct_record(PLAN, CHILD, {"title": "due"}, by="Bruno", revision=first.revision)
    store.save(placed(), make_document(), refresh=True)
    with pytest.raises(ChangedDocumentError):
        store.confirm(PLAN, [CHILD], revision=first.revision + 1)


def renumbered(records: Records, shift: int = 7) -> Records:
    """The same reading by a program that finds other records before these: no id is the same."""
    ids = {"objectives": "o", "indicators": "i", "values": "v", "actions": "a", "units": "u"}

    def new(identity: str | None) -> str | None:
        if identity is None:
            return None
        head, letter, number = identity[:-2], identity[-2], int(identity[-1])
        return f"{head}{letter}{number + shift}"

    arrays: dict[str, Any] = {}
    for name in ids:
        arrays[name] = tuple(
            replace(record, **{
                key: new(getattr(record, key))
                for key in ("objective_id", "parent_id", "indicator_id", "value_id", "action_id",
                            "unit_id")
                if hasattr(record, key)
            })
            for record in getattr(records, name)
        )  # fmt: skip
    return replace(records, **arrays)


def told(records: Records) -> list[object]:
    """What records say, without their ids."""
    titles = {o.objective_id: o.title for o in records.objectives}
    names = {i.indicator_id: i.name for i in records.indicators}
    return [
        *[(o.title, titles.get(o.parent_id or ""), o.weight, o.origin) for o in records.objectives],
        *[(i.name, titles.get(i.objective_id or ""), i.origin) for i in records.indicators],
        *[(names[v.indicator_id], v.raw, v.value, v.role, v.origin) for v in records.values],
        *[(a.description, a.due_date, a.origin) for a in records.actions],
        *[f.code for f in records.findings if f.code == "correction_without_place"],
    ]


def test_a_newer_reading_finds_the_places_whatever_the_ids(store: Store) -> None:
    store.correct_record(PLAN, TARGET, {"figure": "≥ 90%"})
    store.correct_record(PLAN, CHILD, {"title": "Pagare subito"})
    store.move_records(PLAN, [LOOSE], CHILD)
    store.add_record(PLAN, "indicators", {"name": "Nuovo"}, under=PARENT)
    store.remove_records(PLAN, [ACTION])
    before = store.records(PLAN)
    store.save(renumbered(placed()), make_document(), refresh=True)
    after = store.records(PLAN)
    assert told(after) == told(before)
    assert after.objectives[0].objective_id == f"{PLAN}-o7"
    assert set(states(store.history(PLAN))) == {State.IN_FORCE}
    for _ in range(5):
        store.undo(PLAN)
    assert content(store.records(PLAN)) == content(renumbered(placed()))


def without(records: Records, name: str, number: int) -> Records:
    kept = tuple(r for n, r in enumerate(getattr(records, name)) if n != number)
    changes: dict[str, Any] = {name: kept}
    return replace(records, **changes)


def with_target(**other: Any) -> Callable[[Records], Records]:
    """A reading in which the target is another one."""
    return lambda r: replace(r, values=(replace(r.values[0], **other), *r.values[1:]))


READINGS: list[tuple[str, Callable[[Records], Records], int]] = [
    ("the same", lambda r: r, 0),
    ("read better", with_target(raw="≤ 0"), 0),
    ("in another table", with_target(row=5, bbox=(215.0, 21.0, 280.0, 39.0)), 0),
    ("elsewhere on the page", with_target(row=9, bbox=(10.0, 400.0, 90.0, 420.0)), 0),
    ("of another role", with_target(role=Role.BASELINE), 1),
    ("on another page", with_target(page=2), 1),
    ("not read", lambda r: without(r, "values", 0), 1),
]


@pytest.mark.parametrize(("what", "reading", "lost"), READINGS, ids=[row[0] for row in READINGS])
def test_a_correction_without_place_becomes_a_finding(
    store: Store, what: str, reading: Callable[[Records], Records], lost: int
) -> None:
    store.correct_record(PLAN, TARGET, {"figure": "≥ 90%"}, by="Anna")
    saved = store.save(reading(placed()), make_document(), refresh=True)
    found = [f for f in store.records(PLAN).findings if f.code == "correction_without_place"]
    assert (len(found), saved.corrections) == (lost, 1)
    corrected = [v.value for v in store.records(PLAN).values if v.origin is Origin.CORRECTED]
    assert corrected == [] if lost else [90]
    if found:
        assert "Una correzione di Anna del" in found[0].message
        assert "A correction by Anna of" in message_of(found[0], Language.ENGLISH)
        assert states(store.history(PLAN)) == [State.WITHOUT_PLACE]
        # A reading that finds the place again has the correction again.
        store.save(placed(), make_document(), refresh=True)
        assert of(store, "values", TARGET).value == 90
        assert states(store.history(PLAN)) == [State.IN_FORCE]


def test_what_was_confirmed_holds_against_another_reading(store: Store) -> None:
    store.confirm(PLAN, [TARGET])
    records = placed()
    worse = replace(records.values[0], value=Decimal(8), comparator=Comparator.EQ)
    store.save(replace(records, values=(worse, *records.values[1:])), make_document(), refresh=True)
    found = of(store, "values", TARGET)
    assert (found.comparator, found.value) == (Comparator.LE, Decimal(0))
    assert found.origin is Origin.CONFIRMED


def test_corrections_outlive_the_document(store: Store) -> None:
    store.correct_record(PLAN, CHILD, {"title": "uno"})
    store.correct(PLAN, Statement(entity_name="Comune di Altrove"))
    store.delete(PLAN)
    assert len(store.history(PLAN)) == 2
    assert store.statement(PLAN) == Statement(entity_name="Comune di Altrove")
    store.save(placed(), make_document())
    assert of(store, "objectives", CHILD).title == "uno"
    assert store.find(PLAN).entity_name == "Comune di Altrove"


def test_what_is_said_of_a_document_is_a_correction_too(store: Store) -> None:
    store.correct(PLAN, Statement(entity_name="Comune di Altrove", year=2025), by="Anna")
    assert [(p.correction.field, p.correction.old) for p in store.history(PLAN)] == [
        ("entity_name", "Comune di Prova"),
        ("year", "2024"),
    ]
    assert store.find(PLAN).stated == "entity_name year"
    assert of(store, "values", BASELINE).year is None
    assert of(store, "values", RANGE).year == 2025
    store.undo(PLAN)
    document = store.find(PLAN)
    assert (document.entity_name, document.year, document.stated) == ("Comune di Prova", 2024, None)
    assert of(store, "values", RANGE).year is None


def test_corrections_of_one_store_are_taken_over_by_another(store: Store, tmp_path: Any) -> None:
    store.correct_record(PLAN, TARGET, {"figure": "≥ 90%"})
    added = store.add_record(PLAN, "indicators", {"name": "Nuovo"}, under=CHILD).record_ids[0]
    store.correct_record(PLAN, added, {"name": "Nuovissimo"})
    log = store.corrections()
    with Store(tmp_path / "other.db") as other:
        waiting = other.import_corrections(log)
        assert (waiting.added, waiting.known, waiting.waiting) == (3, 0, 3)
        other.save(renumbered(placed()), make_document())
        assert told(other.records(PLAN)) == told(store.records(PLAN))
        again = other.import_corrections(log)
        assert (again.added, again.known, again.waiting) == (0, 3, 0)
        other.undo(PLAN)
        store.import_corrections(other.corrections([PLAN]))
    assert [i.name for i in store.records(PLAN).indicators][-1] == "Nuovo"


ACTS: list[Callable[[Store, Any], object]] = [
    lambda s, r: s.correct_record(PLAN, r("values"), {"figure": "≥ 90%"}),
    lambda s, r: s.correct_record(PLAN, r("objectives"), {"title": "Altro", "weight": "7"}),
    lambda s, r: s.correct_record(PLAN, r("indicators"), {"name": "Altra misura"}),
    lambda s, r: s.confirm(PLAN, [r("values"), r("indicators")]),
    lambda s, r: s.add_record(PLAN, "objectives", {"title": "Nuovo"}, under=r("objectives")),
    lambda s, r: s.add_record(PLAN, "values", {"figure": "3"}, under=r("indicators")),
    lambda s, r: s.remove_records(PLAN, [r("objectives")]),
    lambda s, r: s.remove_records(PLAN, [r("indicators")], below=True),
    lambda s, r: s.move_records(PLAN, [r("indicators")], r("objectives")),
    lambda s, r: s.move_records(PLAN, [r("objectives")], r("objectives")),
    lambda s, r: s.split_record(PLAN, r("objectives"), [{"title": "a"}, {"title": "b"}]),
    lambda s, r: s.split_record(PLAN, r("indicators"), [{"name": "a"}, {"name": "b"}]),
    lambda s, r: s.merge_records(PLAN, [r("objectives")], r("objectives")),
    lambda s, r: s.merge_records(PLAN, [r("indicators")], r("indicators")),
    lambda s, r: s.correct(PLAN, Statement(year=2025)),
    lambda s, r: s.undo(PLAN),
    lambda s, r: s.redo(PLAN),
]


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_was_done_a_refresh_gives_the_same_records(data: st.DataObject) -> None:
    with Store(":memory:") as store:
        store.save(placed(), make_document())

        def any_of(name: str) -> str:
            key = f"{name[:-1]}_id"
            ids = [getattr(r, key) for r in getattr(store.records(PLAN), name)]
            return data.draw(st.sampled_from(ids)) if ids else "none"

        for act in data.draw(st.lists(st.sampled_from(ACTS), max_size=8)):
            try:
                act(store, any_of)
            except (UsageError, UnknownRecordError):
                continue
        before = store.records(PLAN)
        store.save(placed(), make_document(), refresh=True)
        assert content(store.records(PLAN)) == content(before)
        store.save(renumbered(placed()), make_document(), refresh=True)
        assert told(store.records(PLAN)) == told(before)
        while any(p.state is not State.UNDONE and p.correction.undoes is None
                  for p in store.history(PLAN)):  # fmt: skip
            store.undo(PLAN)
        assert content(store.records(PLAN)) == content(renumbered(placed()))
