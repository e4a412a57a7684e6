"""What a person says of a document, over what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Self, TypeVar

from piao.schema.asked import check_plan_year, check_text
from piao.schema.records import DocumentKind, DocumentRecord

Stated = TypeVar("Stated", bound=DocumentRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is given of a document; None leaves it to the document.

    Raises `UsageError` for a year that is no number from 2000 to 2100, and where what should be a
    text is none.

    >>> document = DocumentRecord(document_id="d", sha256="d", file_name="peg.pdf", year=2024)
    >>> said = Statement(entity_name="Comune di Prova").over(document)
    >>> said.entity_name, said.year, said.stated
    ('Comune di Prova', 2024, 'entity_name')
    """

    entity_name: str | None = None
    entity_code: str | None = None
    tax_code: str | None = None
    administration: str | None = None
    year: int | None = None
    kind: DocumentKind | None = None
    withdrawn: frozenset[str] = frozenset()
    """Attributes that were given before and are left to the document again."""

    def __post_init__(self) -> None:
        for name in ("entity_name", "entity_code", "tax_code", "administration"):
            check_text(name, getattr(self, name))
        if self.year is not None:
            check_plan_year(self.year)

    @classmethod
    def of(cls, document: DocumentRecord) -> Self:
        """What was given of a document before."""
        names = (document.stated or "").split()
        return cls(**{name: getattr(document, name) for name in names})

    @property
    def names(self) -> tuple[str, ...]:
        """The attributes that are given."""
        attributes = [field.name for field in fields(self) if field.name != "withdrawn"]
        return tuple(name for name in attributes if getattr(self, name) is not None)

    @property
    def given(self) -> dict[str, object]:
        """The attributes that are given, with their values."""
        return {name: getattr(self, name) for name in self.names}

    def after(self, earlier: Statement) -> Statement:
        """This one, and what only an earlier one gave and this one does not take back."""
        changed = {name: getattr(self, name) for name in (*self.withdrawn, *self.names)}
        return replace(earlier, **changed, withdrawn=self.withdrawn)

    def over(self, document: Stated) -> Stated:
        """The document with what is given; a period without the year given is none."""
        given: dict[str, Any] = self.given
        said = replace(document, **given, stated=" ".join(self.names) or None)
        start, end = said.period_start, said.period_end
        if self.year and start and end and not start.year <= self.year <= end.year:
            said = replace(said, period_start=None, period_end=None)
        return said
