"""What the store keeps besides the records: the file's own facts and its raw tables."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from piao.pipeline.corrections.texts import TYPES
from piao.schema.administrations import DocumentAdministration
from piao.schema.columns import column_names
from piao.schema.corrections import Correction
from piao.schema.records import BBox, DocumentRecord, Finding, HeadingMap, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument(DocumentRecord):
    """A document as the store knows it.

    `superseded_by` is the id of the next version of the same plan; None for the
    current version. `ingested_at` is UTC, `program_version` the one that read it last.
    `revision` counts how often it was written: whoever corrects it says which one they saw.
    """

    format: str
    ingested_at: datetime.datetime
    program_version: str
    superseded_by: str | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTable:
    """A table as extracted; `position` is its reading order in the document, from 0."""

    document_id: str
    table_id: str
    position: int
    rows: int
    columns: int
    header_rows: int
    extractor: str
    confidence: float
    bbox: BBox | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCell:
    """A cell as extracted; rows and columns count from 0, pages from 1."""

    document_id: str
    table_id: str
    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    page: int | None
    bbox: BBox | None
    bold: bool
    lead: str


class State(StrEnum):
    """How far a document is that a run has claimed."""

    READING = "reading"
    READ = "read"
    FAILED = "failed"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who reads a document, or did: see `pipeline/store/claims.py`.

    `source` is the file as it was named, `attempts` how many runs began to read it since one
    came to an end, `worker` the machine, process and run (`host:1234:5ab3f0`), `at` (UTC) when
    it was last heard, `reason` why it failed.
    """

    document_id: str
    source: str
    state: State
    attempts: int
    worker: str
    at: datetime.datetime
    reason: str | None = None


RECORD_TYPES: dict[str, type] = {
    "documents": StoredDocument,
    **TYPES,
    "findings": Finding,
    "heading_map": HeadingMap,
}
"""The record types by the name of their table and of their array in an export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """A record as it was read (JSON), which a correction changed or took away."""

    document_id: str
    record: str
    record_id: str
    content: str


ALL_TYPES: dict[str, type] = {
    **RECORD_TYPES,
    "tables": StoredTable,
    "cells": StoredCell,
    "parts": Part,
    "corrections": Correction,
    "readings": StoredReading,
    "document_administrations": DocumentAdministration,
}
"""All that belongs to a document, by the name of its table: what no other table can give."""


COLUMNS = {record_type: column_names(record_type) for record_type in ALL_TYPES.values()}
"""The columns of each record type, in the order of the store and of all exports."""
