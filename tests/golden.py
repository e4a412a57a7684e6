"""Holds the records of a run against a golden file, record by record and field by field.

    python -m tests.golden [NAME…] [--show]

reads the named samples (or all) and prints, for each, what is right, wrong,
missing and extra; `--show` lists every difference.

Records are aligned one to one: the closest in wording first, reading order and
an aligned parent deciding between equals. A field that the golden file does not
state is not judged.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from rapidfuzz import fuzz

from piao.schema.records import DocumentRecord, Provenance, Records

SAMPLES = Path(__file__).parent.parent / "samples"
EXPECTED = SAMPLES / "expected"

Row = Mapping[str, object]
Book = Mapping[str, Sequence[Row]]
"""Records by kind, as the JSON export and the golden files have them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How records of one kind are told apart and what they hang from."""

    id_field: str
    identity: tuple[str, ...]
    parent: tuple[str, str, str] | None = None  # golden field, record field, parent's kind
    threshold: float = 60.0


KINDS: Mapping[str, Kind] = {
    "documents": Kind("document_id", (), None, 0.0),
    "objectives": Kind(
        "objective_id", ("code", "title", "org_unit"), ("parent_key", "parent_id", "objectives")
    ),
    "indicators": Kind(
        "indicator_id",
        ("code", "name", "description"),
        ("objective_key", "objective_id", "objectives"),
    ),
    "values": Kind(
        "value_id",
        ("role", "year", "raw", "comparator", "value", "due_date"),
        ("indicator_key", "indicator_id", "indicators"),
    ),
    "actions": Kind("action_id", ("description",), ("objective_key", "objective_id", "objectives")),
    "units": Kind("unit_id", ("code", "name"), ("parent_key", "parent_id", "units")),
    "criteria": Kind("criterion_id", ("component", "subject", "weight", "text")),
}


@dataclass(slots=True)
class Count:
    """Fields of golden and found records: equal, different, not found, not expected."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    extra: int = 0

    def add(self, other: Count) -> None:
        """Add another count to this one."""
        self.right += other.right
        self.wrong += other.wrong
        self.missing += other.missing
        self.extra += other.extra

    @property
    def total(self) -> int:
        """Every field that was judged."""
        return self.right + self.wrong + self.missing + self.extra

    @property
    def accuracy(self) -> float:
        """Right among all judged fields; 1 where there was nothing to judge."""
        return self.right / self.total if self.total else 1.0

    @property
    def precision(self) -> float:
        """Right among the found fields."""
        found = self.right + self.wrong + self.extra
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Right among the expected fields."""
        due = self.right + self.wrong + self.missing
        return self.right / due if due else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """One field that the run filled, with what was expected and how sure the record was."""

    kind: str
    field: str
    expected: object
    found: object
    confidence: float | None

    @property
    def right(self) -> bool:
        """Whether it is what was expected."""
        return self.expected == self.found


@dataclass(slots=True)
class Comparison:
    """What came of holding one run against one golden file.

    `fields` counts by (kind, field), `records` by kind (right: aligned); `filled` are the
    judged fields that the run filled.
    """

    fields: dict[tuple[str, str], Count] = field(default_factory=dict)
    records: dict[str, Count] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    filled: list[Judged] = field(default_factory=list)

    @property
    def total(self) -> Count:
        """All fields of all kinds."""
        return total(self.fields.values())

    def of_kind(self, kind: str) -> Count:
        """All fields of one kind of record."""
        return total(count for (name, _), count in self.fields.items() if name == kind)

    def tally(self, kind: str, name: str, expected: object, row: Row | None, where: str) -> None:
        """Judge one field of a found record, None where there is none; a difference is noted."""
        rule = KINDS[kind].parent
        own = rule[1] if rule and name == rule[0] else name
        expected, found = plain(expected), plain(row.get(own)) if row else None
        if expected is None and found is None:
            return
        if row is not None and found is not None:
            confidence = row.get("confidence")
            said = float(confidence) if isinstance(confidence, float | Decimal) else None
            self.filled.append(Judged(kind, name, expected, found, said))
        count = self.fields.setdefault((kind, name), Count())
        if expected == found:
            count.right += 1
            return
        if found is None:
            count.missing += 1
        elif expected is None:
            count.extra += 1
        else:
            count.wrong += 1
        self.differences.append(f"{kind}.{name} {where}: {found!r} ≠ {expected!r}")


def total(counts: Iterable[Count]) -> Count:
    """The sum of counts."""
    result = Count()
    for count in counts:
        result.add(count)
    return result


def plain(value: object) -> object:
    """A value as it is compared: text NFC and folded, numbers decimal, dates ISO."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, str):
        return " ".join(unicodedata.normalize("NFC", str(value)).split()) or None
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return Decimal(str(value)).normalize()
    return value


def load(path: Path) -> Book:
    """Records of a golden file or of an export, numbers as decimals.

    Raises `FileNotFoundError` for a golden file that is not there.
    """
    book: Book = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return book


def book_of(records: Records) -> Book:
    """The records of one run by kind, as an export has them."""
    book: dict[str, Sequence[Row]] = {"documents": [_row(records.document)]}
    for kind in KINDS:
        if kind != "documents":
            book[kind] = [_row(record) for record in getattr(records, kind)]
    return book


def _row(record: DocumentRecord | Provenance) -> Row:
    names = [f.name for f in dataclasses.fields(record)]
    return {name: getattr(record, name) for name in names}


def compare(golden: Book, found: Book) -> Comparison:
    """Align the found records with the golden ones and judge every stated field."""
    result = Comparison()
    partners: dict[str, dict[str, str]] = {}
    for kind, rule in KINDS.items():
        expected_rows, found_rows = golden.get(kind, []), found.get(kind, [])
        pairs = align(rule, expected_rows, found_rows, partners)
        ids = {
            str(expected_rows[e]["key"]): str(found_rows[f][rule.id_field])
            for e, f in pairs.items()
        }
        partners[kind] = ids
        result.records[kind] = Count(
            right=len(pairs),
            missing=len(expected_rows) - len(pairs),
            extra=len(found_rows) - len(pairs),
        )
        stated = {n for row in expected_rows for n in row} - {"key", "page"}
        for number, row in enumerate(expected_rows):
            match = found_rows[pairs[number]] if number in pairs else None
            _judge(result, kind, row, match, partners)
        for number, row in enumerate(found_rows):
            if number not in pairs.values():
                where = f"(not expected) {label(row)}"
                for name in stated or set(rule.identity):
                    if rule.parent is None or name != rule.parent[0]:
                        result.tally(kind, name, None, row, where)
    return result


def _judge(
    result: Comparison,
    kind: str,
    row: Row,
    match: Row | None,
    partners: Mapping[str, Mapping[str, str]],
) -> None:
    """Judge the fields of one golden record; `match` None is a record not found."""
    rule = KINDS[kind]
    where = f"[{row['key']} {label(row)}]"
    for name, expected in row.items():
        if name in ("key", "page"):
            continue
        if rule.parent is None or name != rule.parent[0]:
            result.tally(kind, name, expected, match, where)
            continue
        _, _, parent_kind = rule.parent
        parent = partners[parent_kind].get(str(expected), "(not found)") if expected else None
        result.tally(kind, name, parent, match, where)


def align(
    rule: Kind,
    golden: Sequence[Row],
    found: Sequence[Row],
    partners: Mapping[str, Mapping[str, str]],
) -> dict[int, int]:
    """Positions of golden records to positions of found ones, one to one, best first."""
    scores: list[tuple[float, int, int]] = []
    for e, expected in enumerate(golden):
        parent = None
        if rule.parent and expected.get(rule.parent[0]):
            parent = partners.get(rule.parent[2], {}).get(str(expected[rule.parent[0]]))
        texts = [plain(expected.get(name)) for name in rule.identity]
        for f, row in enumerate(found):
            score = _likeness(texts, [plain(row.get(name)) for name in rule.identity])
            if rule.parent and row.get(rule.parent[1]) == parent:
                score += 15
            elif rule.id_field == "value_id":
                continue
            drift = abs(e / max(len(golden), 1) - f / max(len(found), 1))
            if score >= rule.threshold:
                scores.append((score - 10 * drift, e, f))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, e, f in sorted(scores, key=lambda item: (-item[0], item[1], item[2])):
        if e not in pairs and f not in used:
            pairs[e] = f
            used.add(f)
    return pairs


def _likeness(expected: Sequence[object], found: Sequence[object]) -> float:
    """0-100: mean over the identifying fields that either record has."""
    parts = [
        fuzz.ratio(str(a or "").casefold(), str(b or "").casefold())
        for a, b in zip(expected, found, strict=True)
        if a is not None or b is not None
    ]
    return sum(parts) / len(parts) if parts else 100.0


def label(row: Row) -> str:
    """A few words that name a record for a person."""
    for name in ("title", "name", "raw", "description", "text", "component", "entity_name"):
        if row.get(name):
            return str(row[name])[:60]
    return "-"


def read_sample(path: Path) -> Book:
    """The records that the program reads from a file."""
    from piao.extractors import extract
    from piao.normalizers import normalize

    return book_of(normalize(extract(path)))


def sample_files(name: str) -> list[Path]:
    """A sample's files: the PDF and its Word file, or the workbook or text that it is."""
    found = sorted((*SAMPLES.glob(f"{name}.*"), *SAMPLES.glob(f"sources/{name}.docx")))
    if not found:
        raise FileNotFoundError(f"no sample {name} in {SAMPLES}: run make samples")
    return found


def report(name: str, result: Comparison) -> str:
    """The figures of one sample as text."""
    lines = [f"{name}: accuracy {result.total.accuracy:.4f}  F1 {result.total.f1:.4f}"]
    for kind, rows in result.records.items():
        fields = result.of_kind(kind)
        if not (rows.total or fields.total):
            continue
        lines.append(
            f"  {kind:<11} records {rows.right:>4} aligned {rows.missing:>4} missing "
            f"{rows.extra:>4} extra   fields {fields.accuracy:.4f}"
        )
        for (owner, field_name), count in result.fields.items():
            if owner == kind and count.right < count.total:
                lines.append(
                    f"      {field_name:<16} {count.right:>5} right {count.wrong:>4} wrong "
                    f"{count.missing:>4} missing {count.extra:>4} extra"
                )
    return "\n".join(lines)


def main() -> None:
    """Print the figures of the named samples, of all where none is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--show", action="store_true", help="list every difference")
    options = parser.parse_args()
    names = options.names or sorted(path.stem for path in EXPECTED.glob("*.json"))
    whole: Counter[str] = Counter()
    for name in names:
        golden = load(EXPECTED / f"{name}.json")
        for path in sample_files(name):
            result = compare(golden, read_sample(path))
            print(report(path.name, result))
            if options.show:
                print(*(f"    {line}" for line in result.differences), sep="\n")
            whole.update(right=result.total.right, total=result.total.total)
    print(f"all samples: {whole['right']} of {whole['total']} fields right")


if __name__ == "__main__":
    main()
