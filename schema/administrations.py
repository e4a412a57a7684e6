"""Of which administration a plan is: administrations, and how surely a document is of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """What ties a document to an administration, the surest first.

    `AS_PRINTED`: no list knows the name; plans that print the same name are of the same
    administration.
    """

    STATED = "stated"
    TAX_CODE = "tax_code"
    IPA_CODE = "ipa_code"
    NAME_AND_PROVINCE = "name_and_province"
    NAME = "name"
    AS_PRINTED = "as_printed"


class Source(StrEnum):
    """Where an administration is known from."""

    ISTAT = "istat"
    IPA = "ipa"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration:
    """An administration by its codes.

    `administration_id` is `istat:` and the code of ISTAT (two digits of a region, three of a
    province, six of a municipality), else `ipa:` and the code of the public register (IPA),
    else `name:` and the name as it is compared. `kind` is one of `kinds.yaml`, `province_sign`
    the two letters of number plates ('AV'). `population` is only what a user's file says.
    """

    administration_id: str
    name: str
    kind: str | None = None
    istat_code: str | None = None
    ipa_code: str | None = None
    tax_code: str | None = None
    municipality: str | None = None
    province: str | None = None
    province_sign: str | None = None
    region: str | None = None
    population: int | None = None
    source: Source = Source.DOCUMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What a document says of its administration, by which it is told from others.

    `administration` is the id that a person stated, or `as_printed` where the person said that the
    name is right and no list knows it; `codes_stated` whether the codes are a
    person's too. `province_sign` and `postal_codes` stand beside the name in the text.
    """

    name: str | None = None
    tax_code: str | None = None
    ipa_code: str | None = None
    administration: str | None = None
    codes_stated: bool = False
    province_sign: str | None = None
    postal_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An administration that it may be; `score` is 0-1."""

    administration: Administration
    how: How
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The administration where it is sure; else the proposals that a person decides between.

    With neither the document says no name.
    """

    administration: Administration | None = None
    how: How | None = None
    score: float | None = None
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAdministration:
    """The tie of a document; without `administration_id` there are proposals, or no name.

    `province_sign` and `postal_codes` are clues that only the document's text has: they stay,
    so that it can be resolved anew when a list of administrations comes in.
    """

    document_id: str
    administration_id: str | None = None
    how: How | None = None
    score: float | None = None
    province_sign: str | None = None
    postal_codes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProposal:
    """A proposal in the store; `position` counts from 0, the likeliest first."""

    document_id: str
    position: int
    administration_id: str
    how: How
    score: float
