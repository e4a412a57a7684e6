"""The canonical records: one class a record type, one attribute a column.

Absent is None, never an empty string. Text is Unicode NFC with white space
folded. Numbers are :class:`decimal.Decimal`, percentages on a 0-100 scale,
years integers, dates :class:`datetime.date`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the page's top left corner."""


class DocumentKind(StrEnum):
    """What a document is, by its title and content."""

    PIAO = "piao"
    PERFORMANCE_PLAN = "performance_plan"
    OBJECTIVES = "objectives"
    SMVP = "smvp"
    PERFORMANCE_REPORT = "performance_report"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """Where an objective stands in the tree."""

    AREA = "area"
    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    PROJECT = "project"


class Role(StrEnum):
    """What a figure says of its indicator."""

    TARGET = "target"
    BASELINE = "baseline"
    ACTUAL = "actual"
    TOLERANCE = "tolerance"
    DEVIATION = "deviation"


class Comparator(StrEnum):
    """How a result is held against a figure."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    BETWEEN = "between"
    BY = "by"
    YES_NO = "yes_no"
    REFERENCE = "reference"
    TEXT = "text"


class Origin(StrEnum):
    """Whether a record is as it was read, or what a person made of it."""

    READ = "read"
    CORRECTED = "corrected"
    CONFIRMED = "confirmed"


class Severity(StrEnum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a record was read: page from 1, row and column from 0 in its table.

    `bbox` is in points from the page's top left corner; `confidence` is 0-1.
    """

    page: int | None = None
    table_id: str | None = None
    row: int | None = None
    column: int | None = None
    bbox: BBox | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """One ingested document. `document_id` derives from the content.

    `coverage` (0-1) is how much of the planning part of the document, its tables, boxes,
    cards and lists of objectives, became records; None where it has no such part.
    `administration` is the id of the administration (`istat:064077`, `ipa:…`) where a person
    stated it; `as_printed` says that its name is right and in no list. `stated` lists the
    attributes that a person gave, with spaces between them.
    """

    document_id: str
    sha256: str
    file_name: str
    pages: int | None = None
    entity_name: str | None = None
    entity_code: str | None = None
    tax_code: str | None = None
    administration: str | None = None
    kind: DocumentKind = DocumentKind.UNKNOWN
    title: str | None = None
    year: int | None = None
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    coverage: float | None = None
    stated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Provenance):
    """A thing to be achieved, in a tree; `weight` is percent of its parent or unit."""

    objective_id: str
    document_id: str
    parent_id: str | None = None
    position: int
    level: Level
    code: str | None = None
    title: str | None = None
    description: str | None = None
    org_unit: str | None = None
    responsible: str | None = None
    weight: Decimal | None = None
    year: int | None = None
    due_date: datetime.date | None = None
    mission: str | None = None
    programme: str | None = None
    strategic_area: str | None = None
    stakeholders: str | None = None
    expected_outcome: str | None = None
    reference: str | None = None
    origin: Origin = Origin.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Provenance):
    """What is measured; `objective_id` is None where the document ties it to none.

    `weight` is the figure on the indicator's own row, None where one covers several.
    """

    indicator_id: str
    document_id: str
    objective_id: str | None = None
    position: int
    code: str | None = None
    name: str | None = None
    description: str | None = None
    dimension: str | None = None
    formula: str | None = None
    unit: str | None = None
    data_source: str | None = None
    frequency: str | None = None
    reference: str | None = None
    org_unit: str | None = None
    responsible: str | None = None
    weight: Decimal | None = None
    origin: Origin = Origin.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Value(Provenance):
    """One figure of one indicator, in one role, for one year; `raw` is as printed."""

    value_id: str
    document_id: str
    indicator_id: str
    position: int
    year: int | None = None
    role: Role
    raw: str
    comparator: Comparator
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    due_date: datetime.date | None = None
    origin: Origin = Origin.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Provenance):
    """A step towards an objective; `scope` is I, E or I/E (interno, esterno)."""

    action_id: str
    document_id: str
    objective_id: str | None = None
    position: int
    description: str | None = None
    scope: str | None = None
    due_raw: str | None = None
    due_date: datetime.date | None = None
    responsible: str | None = None
    outcome: str | None = None
    origin: Origin = Origin.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Provenance):
    """An organisational unit or cost centre."""

    unit_id: str
    document_id: str
    parent_id: str | None = None
    position: int
    code: str | None = None
    name: str | None = None
    responsible: str | None = None
    origin: Origin = Origin.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Provenance):
    """How results are judged: a component with its weight, a scale, a rule."""

    criterion_id: str
    document_id: str
    position: int
    component: str | None = None
    subject: str | None = None
    weight: Decimal | None = None
    scale_min: Decimal | None = None
    scale_max: Decimal | None = None
    text: str | None = None
    origin: Origin = Origin.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Provenance):
    """What a person should look at; `code` is one of the catalogue in `findings`.

    `message` is Italian; `details` is the JSON object that fills it in any language.
    """

    finding_id: str
    document_id: str
    severity: Severity
    code: str
    message: str
    details: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingMap(Provenance):
    """How one column of one table was understood; `field` is None on abstain.

    `field` is `record.attribute` or `value.<role>`; `score` is 0-1.
    """

    document_id: str
    table_id: str | None = None
    column: int
    heading: str | None = None
    field: str | None = None
    year: int | None = None
    method: str
    score: float


class PartShape(StrEnum):
    """What a part of a document looks like; a box is a table's cell or row with a title."""

    SECTION = "section"
    BOX = "box"
    TABLE = "table"
    CARD = "card"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Provenance):
    """A part of a document as it was understood, in reading order.

    `depth` counts the sections around it. `kind` is what a section is (unit, strategic
    objective …), `title` its heading, or the beginning of what a table, card or text holds.
    `form` are the labels or headings that come again with each part of its kind. `topic` is
    what the sections around it are about; `outcome` is read, known (printed elsewhere too),
    context, not planning or unread.
    """

    document_id: str
    position: int
    depth: int
    shape: PartShape
    kind: str | None = None
    title: str | None = None
    form: str | None = None
    topic: str | None = None
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All records of one document, each kind in reading order.

    A notebook shows them as a line and a table of the first objectives.
    """

    document: DocumentRecord
    objectives: tuple[Objective, ...] = field(default=())
    indicators: tuple[Indicator, ...] = field(default=())
    values: tuple[Value, ...] = field(default=())
    actions: tuple[Action, ...] = field(default=())
    units: tuple[Unit, ...] = field(default=())
    criteria: tuple[Criterion, ...] = field(default=())
    findings: tuple[Finding, ...] = field(default=())
    heading_map: tuple[HeadingMap, ...] = field(default=())
    parts: tuple[Part, ...] = field(default=())

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """A data frame a record type, by its name: `documents`, `objectives`, `indicators` ...

        Text is `string`, figures `Float64` (the records have them exact), whole numbers
        `Int64`, dates `datetime64`, a box an object; what is from a list of words, and units,
        are categories. A type without records is a frame without rows, of the same types.

        >>> document = DocumentRecord(document_id="d", sha256="d", file_name="peg.pdf", year=2025)
        >>> frames = Records(document=document).to_pandas()
        >>> len(frames["documents"]), str(frames["objectives"]["weight"].dtype)
        (1, 'Float64')
        """
        from piao.schema.frames import frames_of

        return frames_of(self)

    def __repr__(self) -> str:
        from piao.schema.summary import line_of

        return f"<Records of {line_of(self)}>"

    def _repr_html_(self) -> str:
        from piao.schema.summary import table_of

        return table_of(self)
