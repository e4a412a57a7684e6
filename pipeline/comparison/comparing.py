"""Plans held beside each other: what is common, changed, new, dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from piao.pipeline.comparison.items import Item, items_of
from piao.pipeline.comparison.likeness import Likeness
from piao.pipeline.comparison.matching import MIN_SCORE, match
from piao.pipeline.comparison.selection import Selection, select, undated
from piao.schema.asked import check_store, year_of
from piao.schema.errors import UsageError
from piao.schema.records import Comparator, Records

if TYPE_CHECKING:
    import pandas as pd

    from piao.pipeline.administrations.groups import Group
    from piao.pipeline.store import Store
    from piao.pipeline.store.stored import StoredDocument

_YEAR_OF_DATE = re.compile(r"(?<=\d/)\d{4}\b")
_YEAR = re.compile(r"\b20\d{2}\b")
COMPARED = ("target", "weight", "deadline", "responsible")


class Status(StrEnum):
    """What became of an objective or indicator from the first side to the last."""

    COMMON = "common"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """One of `COMPARED`, as a reader writes it, on the first side and on the last."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """What means the same, a place for each side (None where it has nothing of it).

    `likeness` is the least sure of the pairs that hold the row together.
    """

    items: tuple[Item | None, ...]
    likeness: Likeness | None

    @property
    def first(self) -> Item:
        """The item on the first side that has one."""
        return next(item for item in self.items if item is not None)

    @property
    def entities(self) -> tuple[str, ...]:
        """The administrations it is about, each once."""
        named = (item.entity for item in self.items if item)
        return tuple(dict.fromkeys(entity for entity in named if entity))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs between the first and the last side.

        A date that moves with the plan's year, as the end of the year does, is no difference,
        nor is a unit that only one of two equal figures names, nor who answers for it in
        another administration.
        """
        old, new = self.items[0], self.items[-1]
        if old is None or new is None:
            return ()
        return tuple(
            Change(name, old.text(name), new.text(name))
            for name in COMPARED
            if old.text(name) != new.text(name) and not _says_the_same(old, new, name)
        )

    @property
    def status(self) -> Status:
        """New: not on the first side; dropped: not on the last; else changed, or common."""
        if self.items[0] is None:
            return Status.NEW
        if self.items[-1] is None:
            return Status.DROPPED
        return Status.CHANGED if self.changes else Status.COMMON


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sides, in their order, and what was asked for of all that they hold, in reading order.

    `counts` are the rows of each status, asked for or not; `empty` the sides whose plans
    have no objective and no indicator; `undated` the files that are left out of a comparison
    of years as theirs is not known.
    """

    sides: tuple[Selection, ...]
    rows: tuple[Row, ...]
    counts: Mapping[Status, int]
    empty: tuple[Selection, ...] = ()
    undated: tuple[str, ...] = ()

    @property
    def entities(self) -> frozenset[str]:
        """The administrations whose plans are compared."""
        return frozenset[str]().union(*(side.entities for side in self.sides))

    def to_pandas(self) -> pd.DataFrame:
        """One row for each of `rows`; `name_1`, `above_1`, `entity_1`, `page_1` are of side 1.

        The columns and their types are the same whatever the rows; see `Records.to_pandas`.
        """
        from piao.pipeline.comparison.frames import frame_of

        return frame_of(self)

    def __repr__(self) -> str:
        sides = " / ".join(side.label for side in self.sides)
        counts = ", ".join(f"{self.counts[s]} {s.value}" for s in Status if self.counts.get(s))
        return f"<Comparison of {sides}: {counts or 'nothing to compare'}>"


def compare(
    store: Store,
    names: Sequence[str | int],
    *,
    only: Status | None = None,
    level: str | None = None,
    min_score: float = MIN_SCORE,
    group: Group | None = None,
) -> Comparison:
    """Holds documents, administrations or years (2025 or "2025") beside each other.

    `only` keeps the rows of one status, `level` the objectives of one level with their
    indicators; pairs under `min_score` (0-1) are left unpaired. Of years and administrations
    only the plans of a `group` are taken. Raises `UsageError`
    where there are not two different sides, or `names` are no list, `UnknownDocumentError` where
    a name means nothing in the store.

    >>> from piao.pipeline.store import Store
    >>> with Store("plans.db") as store:  # doctest: +SKIP
    ...     for row in compare(store, ["2024", "2025"]).rows:
    ...         print(row.status, row.first.name)
    """
    check_store(store)
    asked = _asked(names)
    sides = select(store, asked, group)
    known = [tuple(document.document_id for document in side.documents) for side in sides]
    if len(set(known)) < len(known):
        raise UsageError("the same plan is named twice: there is nothing to compare")
    rows: list[Row] = []
    empty = []
    for number, side in enumerate(sides):
        records = (_named(store, document) for document in side.documents)
        items = [item for plan in records for item in items_of(plan)]
        if not items:
            empty.append(side)
        rows = _joined(rows, items, number, min_score)
    if level is not None:
        rows = [row for row in rows if any(item and item.level == level for item in row.items)]
    wanted = tuple(row for row in rows if only in (None, row.status))
    counts = Counter(row.status for row in rows)
    return Comparison(tuple(sides), wanted, counts, tuple(empty), undated(store, asked, group))


def _asked(names: object) -> list[str]:
    """The names as texts. Raises `UsageError` where they are no list of two or more."""
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise UsageError(
            "a comparison takes a list, as [{name!r}, '2025'], not one name", name=names
        )
    asked = []
    for given in names:
        name = given if isinstance(given, str) else str(year_of(given))
        if not name.strip():
            raise UsageError("a name is empty: name documents, administrations or years")
        asked.append(name)
    if len(asked) < 2:
        raise UsageError("a comparison needs two documents, administrations or years")
    return asked


def _named(store: Store, document: StoredDocument) -> Records:
    """The records of a plan, with the name that its administration goes by in the comparison."""
    records = store.records(document.document_id)
    own = replace(records.document, entity_name=document.entity_name)
    return replace(records, document=own)


def _joined(rows: list[Row], items: list[Item], number: int, min_score: float) -> list[Row]:
    """The rows with one more side."""
    entities = {item.entity for item in items}
    known_as = [_nearest(row, entities) for row in rows]
    pairs = {pair.left: pair for pair in match(known_as, items, min_score)}
    joined = []
    for index, row in enumerate(rows):
        pair = pairs.get(index)
        if pair is None:
            joined.append(Row((*row.items, None), row.likeness))
        else:
            known = (row.likeness, pair.likeness)
            least = min((k for k in known if k is not None), key=lambda k: k.score)
            joined.append(Row((*row.items, items[pair.right]), least))
    taken = {pair.right for pair in pairs.values()}
    return joined + [
        Row((*[None] * number, item), None) for j, item in enumerate(items) if j not in taken
    ]


def _nearest(row: Row, entities: set[str | None]) -> Item:
    """The item by which a row meets one more side: the latest of its entities, else of all."""
    items = [item for item in reversed(row.items) if item is not None]
    return next((item for item in items if item.entity in entities), items[0])


def _says_the_same(old: Item, new: Item, name: str) -> bool:
    """Whether what is written otherwise says the same of the two."""
    if name == "responsible":
        return old.entity != new.entity
    if name == "target" and _differ_by_unit(old.target or "", new.target or ""):
        return True
    return _moved_with_year(old, new, name)


def _differ_by_unit(old: str, new: str) -> bool:
    """Whether one is the other with a unit after it: `≥ 3` and `≥ 3 corsi`, not `≥ 3 %`."""
    shorter, longer = sorted((old, new), key=len)
    unit = longer.removeprefix(f"{shorter} ")
    return shorter[-1:].isdigit() and unit != longer and unit.isalpha()


def _moved_with_year(old: Item, new: Item, name: str) -> bool:
    """Whether both say the same day, or words the same year, as far from their plan's own."""
    if old.year is None or new.year is None or name not in ("deadline", "target"):
        return False
    year = _YEAR if name == "target" and old.comparator is Comparator.TEXT else _YEAR_OF_DATE
    return _from_year(year, old.text(name), old.year) == _from_year(year, new.text(name), new.year)


def _from_year(pattern: re.Pattern[str], text: str | None, year: int) -> str:
    """The text with its years counted from a year: `31/12/+0` is the end of that year."""
    return pattern.sub(lambda found: f"{int(found[0]) - year:+d}", text or "")
