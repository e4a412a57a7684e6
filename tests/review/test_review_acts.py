"""What the review page asks of the store, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from piao.pipeline.review.acts import Act, perform
from piao.pipeline.review.desk import Desk, View
from piao.pipeline.store import Store
from piao.schema.errors import ChangedDocumentError, UnknownRecordError, UsageError
from piao.schema.records import Records
from tests.plans import make_document, make_records

Count = Callable[[Records], object]


@pytest.fixture
def desk(location: str) -> Desk:
    store = Store(location)
    store.save(make_records("a"), make_document("a"))
    return Desk(store, [])


def view(desk: Desk) -> View:
    (document,) = desk.store.documents()
    return desk.view(document.document_id)


def names(records: Records) -> list[str]:
    return sorted(str(indicator.name) for indicator in records.indicators)


def figures(records: Records) -> list[str]:
    return sorted(str(value.value) for value in records.values)


NINE = {"record": "values", "text": "9", "role": "target", "year": "2025", "cell": "t1/1/1"}


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("set", {"record_id": "v0", "field": "figure", "text": "≥ 77%"}, figures),
        ("set", {"record_id": "i0", "field": "name", "text": "Altro"}, names),
        ("confirm", {"record_id": "i0"}, lambda records: records.indicators[0].origin),
        ("remove", {"record_id": "i0", "below": "1"}, names),
        ("add", {"record": "indicators", "text": "Nuovo", "under": "o0"}, names),
        ("add", {**NINE, "under": "i0"}, figures),
        ("split", {"record_id": "i0", "parts": "Uno\nDue"}, names),
    ],
    ids=["figure", "name", "confirm", "remove", "add", "add-in-a-cell", "split"],
)
def test_an_act_changes_the_records_and_an_undo_brings_them_back(
    desk: Desk, name: str, given: dict[str, str], told: Count
) -> None:
    before = view(desk)
    by_end = {key.rpartition("-")[2]: key for key in before.by_id}
    named = {k: by_end.get(v, v) if k in ("record_id", "under") else v for k, v in given.items()}
    perform(name, Act(desk, before, named, "Prova"))
    after = view(desk)
    assert told(after.records) != told(before.records)
    assert after.can_undo
    perform("undo", Act(desk, after, {}, "Prova"))
    assert told(view(desk).records) == told(before.records)
    assert view(desk).can_redo


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("fly", {}, UsageError),
        ("set", {}, UsageError),
        ("set", {"record_id": "nobody", "field": "title", "text": "x"}, UnknownRecordError),
        ("undo", {}, UsageError),
        ("undo", {"revision": "7"}, ChangedDocumentError),
        ("add", {"record": "findings", "text": "x"}, UsageError),
        ("add", {"record": "indicators", "text": "x", "page": "1", "bbox": "a"}, UsageError),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    desk: Desk, name: str, given: dict[str, str], error: type[Exception]
) -> None:
    before = view(desk)
    with pytest.raises(error):
        perform(name, Act(desk, before, given, "Prova"))
    assert view(desk).document.revision == before.document.revision


def test_a_document_is_found_by_its_content(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"another content")
    assert Desk(desk.store, [tmp_path]).file(view(desk).document) is None
