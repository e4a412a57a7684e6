"""What a name in a comparison means: a document, a year or an administration."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from piao.normalizers.text.cleaning import fold
from piao.schema.errors import UnknownDocumentError, UsageError
from piao.schema.language import Message

if TYPE_CHECKING:
    from piao.pipeline.administrations.groups import Group
    from piao.pipeline.store import Store
    from piao.pipeline.store.stored import StoredDocument

_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Selection:
    """One side of a comparison: its name and the documents it stands for.

    `absent` are the administrations without a plan of this year, whose plans of the other
    years are left out.
    """

    label: str
    documents: tuple[StoredDocument, ...]
    absent: tuple[str, ...] = ()

    @property
    def entities(self) -> frozenset[str]:
        """The administrations whose plans these are, as far as they are known."""
        return frozenset(d.entity_name for d in self.documents if d.entity_name)


def select(store: Store, names: Sequence[str], group: Group | None = None) -> list[Selection]:
    """The sides that `names` mean; of administrations, the plans of one year.

    That year is the latest that all of them have, else the latest of each. Of years, the
    plans of the administrations that have one of each, if there are any. Raises
    `UnknownDocumentError` where nothing, or more than one thing, answers to a name, `UsageError`
    where no administration has plans of all the years.
    """
    printed = _current(store, group)
    current = store.named(printed)
    entities = {
        name: _entity(name, current, printed) for name in names if not _YEAR.fullmatch(name)
    }
    years = [
        {d.year for d in current if d.entity_name == entity and d.year is not None}
        for entity in entities.values()
        if entity is not None
    ]
    shared = max(set.intersection(*years), default=None) if years else None
    by_id = {document.document_id: document for document in current}
    found = []
    for name in names:
        if _YEAR.fullmatch(name):
            documents = [d for d in current if d.year == int(name)]
            if not documents:
                where = Message("of the group") if group else Message("in the store")
                raise UnknownDocumentError(
                    "no plan of {name} {where}: see `piao list`", name=name, where=where
                )
        elif entities[name] is not None:
            own = [d for d in current if d.entity_name == entities[name]]
            year = shared or max((d.year for d in own if d.year), default=None)
            documents = [d for d in own if d.year == year]
        else:
            document = _document(store, name)
            known = by_id.get(document.document_id)
            documents = [known] if known else store.named([document])
        found.append(Selection(_label(name, documents, entities.get(name)), tuple(documents)))
    return found if entities else _of_all_years(found)


def _current(store: Store, group: Group | None) -> list[StoredDocument]:
    """The current documents, those of a group where one is asked for."""
    return store.of_group(group) if group else store.documents(superseded=False)


def undated(store: Store, names: Sequence[str], group: Group | None = None) -> tuple[str, ...]:
    """The files of current documents that no year can mean, as theirs is not known.

    None where something else than years is asked for.
    """
    if not all(_YEAR.fullmatch(name) for name in names):
        return ()
    return tuple(d.file_name for d in _current(store, group) if d.year is None)


def _of_all_years(years: Sequence[Selection]) -> list[Selection]:
    """The years without the administrations that have no plan of one of them."""
    shared = frozenset[str].intersection(*(year.entities for year in years))
    every = frozenset[str]().union(*(year.entities for year in years))
    found = [
        replace(
            year,
            documents=tuple(d for d in year.documents if d.entity_name in {None, *shared}),
            absent=tuple(sorted(every - year.entities)),
        )
        for year in years
    ]
    if not all(year.documents for year in found):
        raise UsageError(
            "no administration has plans of {years}: "
            "name administrations or documents, to compare those of different years",
            years=", ".join(year.label for year in years),
        )
    return found


def _label(name: str, documents: Sequence[StoredDocument], entity: str | None) -> str:
    if entity is None:
        return documents[0].file_name if not _YEAR.fullmatch(name) else name
    year = documents[0].year
    return f"{entity} {year}" if year else entity


def _document(store: Store, name: str) -> StoredDocument:
    try:
        return store.find(name)
    except UnknownDocumentError as error:
        if "listing" in error.details:  # several documents
            raise
        raise UnknownDocumentError(
            "no document, administration or year {name!r} in the store: see `piao list`", name=name
        ) from error


def _entity(
    name: str, documents: Sequence[StoredDocument], printed: Sequence[StoredDocument]
) -> str | None:
    """The administration of that name, or the only one whose name has all its words.

    It goes by the name that the store knows it by, and by those that its plans print.
    """
    if any(d.file_name.casefold() == name.casefold() or d.document_id == name for d in documents):
        return None
    names = {d.entity_name: fold(d.entity_name) for d in documents if d.entity_name}
    asked = fold(name)
    found = [entity for entity, folded in names.items() if folded == asked]
    also = {
        d.entity_name
        for d, as_printed in zip(documents, printed, strict=True)
        if d.entity_name and fold(as_printed.entity_name or "") == asked
    }
    found = found or sorted(also)
    found = found or [e for e, folded in names.items() if set(asked.split()) <= set(folded.split())]
    found = (found or _alike(asked, names)) if asked else []
    if len(found) > 1:
        listing = ", ".join(sorted(found)[:8])
        raise UnknownDocumentError(
            "{name!r} is several administrations: {listing}; say which", name=name, listing=listing
        )
    return found[0] if found else None


def _alike(asked: str, names: dict[str, str]) -> list[str]:
    from rapidfuzz import fuzz

    return [entity for entity, folded in names.items() if fuzz.ratio(asked, folded) >= 90]
