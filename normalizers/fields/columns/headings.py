"""Headings of columns and labels of cards to canonical fields.

A heading is searched in the lexicon; what it leaves open, the columns beside it and
the content of its own column decide. What nothing decides stays without a field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from piao.normalizers.fields.columns.column_content import content_kinds
from piao.normalizers.fields.columns.heading_search import Reading, read
from piao.normalizers.lexicon import SECONDARY_SCORE, Lexicon
from piao.normalizers.text.cleaning import rejoined

# What each piece of evidence adds to a meaning: the next best meaning is RANK behind, so
# any one piece outweighs the usual order, and two outweigh one.
RECORD_IN_TABLE = 0.2
RECORD_NEARBY = 0.2
MISSING_NAME = 0.3
FITTING_CONTENT = 0.25
COMPANION = 0.3
"""'Area' beside 'Peso area'."""
RANK = 0.03
CONTENT_SCORE = 0.8
POSITION_SCORE = 0.6

_OF_CONTENT = {
    "codes": "code", "percent": "weight", "dates": "due_date", "units": "unit",
    "dimensions": "dimension",
}  # fmt: skip
_OF_WORDS = {"scope": "action.scope", "levels": "objective.level"}
"""Kinds of cells that are words of a short list, each with the one field that they may be."""
_WORDED = (
    ("objective.title",),
    ("objective.strategic",),
    ("indicator.name",),
    ("action.description",),
)
"""Names that no number is: 'Obiettivi operativi | 3' counts them."""
_GRADE = re.compile(r"(?P<name>.*?)[(\s]*(?P<share>\d{1,3}) ?%\)?", re.DOTALL)
_CODE_OF = {
    "objective.area": "objective.area_code",
    "objective.strategic": "objective.strategic_code",
    "objective.title": "objective.code",
}
_MERGED = 0.75
TARGET = "value.target"
_STATE = "stato"
_MEASURE = "misura"
_UNNAMED_ONLY = frozenset({"percent"})
"""Content that many things have: it names a column only where no heading says otherwise."""


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """How a heading was understood; `field` is None on abstain.

    `field` is `record.attribute` or `value.<role>`, `year` the one printed in the
    heading, `unit` the unit printed in it ('%', 'EUR'), `score` 0-1.
    `method` is exact, abbreviation, pattern, fuzzy, content, position or none.
    """

    field: str | None
    year: int | None
    method: str
    score: float
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns as read, their content, and the records that sure columns speak of."""

    readings: tuple[Reading, ...]
    kinds: tuple[frozenset[str], ...]
    anchors: dict[int, str]
    records: frozenset[str]
    lexicon: Lexicon


def match_heading(text: str, lexicon: Lexicon, *, plan_year: int | None = None) -> HeadingMatch:
    """The field that a column heading most usually names.

    `plan_year` is the plan's own year: a result of an earlier year is a baseline.

    >>> match_heading("TARGET 2025", Lexicon.load()).field
    'value.target'
    """
    reading = read(text, lexicon, plan_year)
    field = reading.fields[0] if reading.fields else None
    return HeadingMatch(field, reading.year, reading.method, reading.score, reading.unit)


def match_label(text: str, lexicon: Lexicon, *, plan_year: int | None = None) -> HeadingMatch:
    """The field that a label of an objective's card names; objectives go before the rest."""
    reading = read(text, lexicon, plan_year)
    of_objectives = [field for field in reading.fields if field.startswith("objective.")]
    field = next(iter([*of_objectives, *reading.fields]), None)
    return HeadingMatch(field, reading.year, reading.method, reading.score, reading.unit)


def match_split_label(left: str, right: str, lexicon: Lexicon) -> HeadingMatch:
    """A label that a cell border cuts: 'Riferiment' | 'o DUP'; abstains where it is none."""
    for text in rejoined(left, right):
        match = match_label(text, lexicon)
        if match.field is not None:
            return match
    return HeadingMatch(None, None, "none", 0.0)


def resolve(
    headings: Sequence[str],
    lexicon: Lexicon,
    contents: Sequence[Sequence[str]] | None = None,
    *,
    plan_year: int | None = None,
) -> list[HeadingMatch]:
    """The field of every column of one table, None where none fits.

    `headings` is one text a column, stacked headings joined with a space; `contents`
    the texts of each column's cells, column by column. No field but a target comes twice for the
    same year. `plan_year` tells results of earlier years (baselines) from the plan's.
    """
    columns = contents if contents is not None else [()] * len(headings)
    kinds = tuple(content_kinds(cells, lexicon) for cells in columns)
    readings = tuple(
        _of_levels(read(heading, lexicon, plan_year), kind)
        for heading, kind in zip(headings, kinds, strict=True)
    )
    blank = frozenset(
        column
        for column, cells in enumerate(columns)
        if contents is not None and all(map(lexicon.is_blank, cells))
    )
    table = _described(readings, kinds, blank, lexicon)
    chosen: dict[int, HeadingMatch] = {}
    taken: set[tuple[str, int | None]] = set()
    for column in _surest_first(readings, kinds, blank, lexicon):
        match = _by_heading(column, table, taken)
        if match.field is None and _is_another_target(column, readings, kinds, chosen):
            match = _by_heading(column, table, taken - {(TARGET, readings[column].year)})
        if match.field is not None:
            chosen[column] = match
            taken.add((match.field, match.year))
    for column in range(len(headings)):
        if column not in chosen:
            match = _by_content(column, table, taken)
            if match.field is None and not readings[column].name:
                match = _by_year(column, table, taken, plan_year)
            chosen[column] = match
            if match.field is not None:
                taken.add((match.field, match.year))
    _title_objectives(chosen, lexicon)
    _target_of_grades(headings, chosen)
    _state(readings, chosen)
    _measure(readings, chosen)
    _codes_of_levels(readings, chosen)
    _codes_of_indicators(readings, chosen, [len([c for c in cells if c]) for cells in columns])
    return [chosen[column] for column in range(len(headings))]


def _is_another_target(
    column: int,
    readings: Sequence[Reading],
    kinds: Sequence[AbstractSet[str]],
    chosen: Mapping[int, HeadingMatch],
) -> bool:
    """Whether a column has a second target of a year: 'Target iniziale', 'Target rimodulato'.

    Both say so and their year by name, with other words, over figures.
    """
    own = readings[column]
    if own.fields != (TARGET,) or own.year is None or "figures" not in kinds[column]:
        return False
    names = {
        readings[other].name
        for other, match in chosen.items()
        if match.field == TARGET and match.year == own.year
    }
    return bool(names) and own.name not in names


def _of_levels(reading: Reading, kinds: AbstractSet[str]) -> Reading:
    """'Tipologia' over 'Strategico' and 'Operativo' says the level of each objective."""
    is_kind = reading.fields == ("indicator.dimension",) and "levels" in kinds
    return replace(reading, fields=("objective.level",)) if is_kind else reading


def _title_objectives(chosen: dict[int, HeadingMatch], lexicon: Lexicon) -> None:
    """What describes an objective of which only the code is printed beside indicators titles it."""
    columns = {match.field: column for column, match in chosen.items()}
    described = columns.get("objective.description")
    titled = any(
        lexicon.heads.get(field or "") == "objective" and field != "objective.description"
        for field in columns
    )
    if (
        described is not None
        and {"objective.code", "indicator.name"} <= columns.keys()
        and not titled
    ):
        chosen[described] = replace(chosen[described], field="objective.title")


def _target_of_grades(headings: Sequence[str], chosen: dict[int, HeadingMatch]) -> None:
    """Of columns 'Grado di conseguimento 100% | 80% | 50%' the first is what is to be reached."""
    named = {match.field for match in chosen.values()}
    if "indicator.name" not in named or any((f or "").startswith("value.t") for f in named):
        return
    grades = {
        column: (match["name"].strip(), match["share"])
        for column, heading in enumerate(headings)
        if chosen[column].field is None and (match := _GRADE.fullmatch(heading.strip()))
    }
    whole = [column for column, (_, share) in grades.items() if share == "100"]
    if len(whole) == 1 and len({share for _, share in grades.values()}) > 1:
        top = chosen[whole[0]]
        chosen[whole[0]] = replace(top, field="value.target", method="position", score=0.8)


def _state(readings: Sequence[Reading], chosen: dict[int, HeadingMatch]) -> None:
    """'Stato' beside a target is the level that the plan starts from, beside a step its state."""
    fields = {match.field for match in chosen.values()}
    figures = {"value.baseline", "value.actual"} & fields
    starts = {"indicator.name", "value.target"} <= fields and not figures
    acted = "action.description" in fields and "action.outcome" not in fields
    field = "value.baseline" if starts else "action.outcome" if acted else None
    for column, reading in enumerate(readings):
        if field and reading.name == _STATE and chosen[column].field is None:
            match = chosen[column]
            chosen[column] = replace(match, field=field, method="position", score=POSITION_SCORE)


def _measure(readings: Sequence[Reading], chosen: dict[int, HeadingMatch]) -> None:
    """'Misura' between an objective and its target is what is measured, elsewhere what is done."""
    fields = {match.field for match in chosen.values()}
    if not {"objective.title", "value.target"} <= fields or "indicator.name" in fields:
        return
    for column, reading in enumerate(readings):
        if reading.name == _MEASURE and chosen[column].field is None:
            match = chosen[column]
            chosen[column] = replace(
                match, field="indicator.name", method="position", score=POSITION_SCORE
            )


def _codes_of_levels(readings: Sequence[Reading], chosen: dict[int, HeadingMatch]) -> None:
    """Of several columns of codes each belongs to the level of objectives on its right."""
    codes = [c for c in chosen if "objective.code" in readings[c].fields and _is_code(chosen[c])]
    levels = {c: match.field for c, match in chosen.items() if match.field in _CODE_OF}
    if len(codes) < 2 or len(levels) < 2:
        return
    owners = {code: min((c for c in levels if c > code), default=None) for code in codes}
    if None in owners.values() or len(set(owners.values())) < len(owners):
        return
    for code, owner in owners.items():
        reading, field = readings[code], _CODE_OF[levels[owner or 0] or ""]
        score = max(reading.score, POSITION_SCORE)
        chosen[code] = HeadingMatch(field, reading.year, reading.method, score, reading.unit)


def _codes_of_indicators(
    readings: Sequence[Reading], chosen: dict[int, HeadingMatch], counts: Sequence[int]
) -> None:
    """Codes as many as the indicators, and more than the merged objectives, are theirs."""
    columns = {match.field: column for column, match in chosen.items()}
    code, name = columns.get("objective.code"), columns.get("indicator.name")
    owner = next((columns[field] for field in reversed(_CODE_OF) if field in columns), None)
    if code is None or name is None or owner is None or "indicator.code" in columns:
        return
    shared = "indicator.code" in readings[code].fields
    if shared and counts[code] >= counts[name] and counts[owner] < _MERGED * counts[code]:
        chosen[code] = replace(chosen[code], field="indicator.code")


def _is_code(match: HeadingMatch) -> bool:
    return match.field is None or match.field == "objective.code"


def _abstained(reading: Reading) -> HeadingMatch:
    return HeadingMatch(None, reading.year, "none", 0.0, reading.unit)


def record_of(field: str) -> str:
    """The record type that a field belongs to; figures belong to indicators."""
    record = field.partition(".")[0]
    return "indicator" if record == "value" else record


def _described(
    readings: tuple[Reading, ...],
    kinds: tuple[frozenset[str], ...],
    blank: AbstractSet[int],
    lexicon: Lexicon,
) -> _Table:
    anchors = {
        column: reading.fields[0]
        for column, reading in enumerate(readings)
        if len({record_of(field) for field in reading.fields}) == 1
        and not (column in blank and reading.fields[0] == "objective.area")
        and not ("tokens" in kinds[column] and _is_title(reading.fields[0], lexicon))
    }
    for column, reading in enumerate(readings):
        if "codes" in kinds[column] and "unit.name" in reading.fields:
            anchors[column] = "unit.code"
    records = frozenset(record_of(field) for field in anchors.values())
    return _Table(readings, kinds, anchors, records or _likeliest(readings, lexicon), lexicon)


def _is_title(field: str, lexicon: Lexicon) -> bool:
    """Whether a field names a record by words, and not by a code."""
    return field in lexicon.heads and lexicon.contents.get(field) != "codes"


def _likeliest(readings: Sequence[Reading], lexicon: Lexicon) -> frozenset[str]:
    """The record that most columns may speak of, where none is sure of its own.

    Only records count of which the table may have the head: a service and a person
    without an objective are a unit.
    """
    fields = [field for reading in readings for field in reading.fields]
    votes = dict.fromkeys((lexicon.heads[field] for field in fields if field in lexicon.heads), 0.0)
    for reading in readings:
        for record in votes:
            ranks = [rank for rank, f in enumerate(reading.fields) if record_of(f) == record]
            votes[record] += 1 - RANK * ranks[0] if ranks else 0
    return frozenset({max(votes, key=lambda record: votes[record])} if votes else ())


def _surest_first(
    readings: Sequence[Reading],
    kinds: Sequence[AbstractSet[str]],
    blank: AbstractSet[int],
    lexicon: Lexicon,
) -> list[int]:
    """Columns with one meaning before those with several, blank ones last.

    Of several meanings one comes first whose own content the cells show.
    """

    def is_shown(column: int) -> bool:
        contents = {lexicon.contents.get(field) for field in readings[column].fields[:1]}
        return bool(contents & kinds[column])

    return sorted(
        range(len(readings)),
        key=lambda column: (
            column in blank,
            len(readings[column].fields) > 1,
            readings[column].score <= SECONDARY_SCORE,
            not is_shown(column),
            column,
        ),
    )


def _by_heading(
    column: int, table: _Table, taken: AbstractSet[tuple[str, int | None]]
) -> HeadingMatch:
    """The best of the fields that the heading may mean and that are still free."""
    reading = table.readings[column]
    if _is_code_column(column, table):
        return _abstained(reading)
    free = [field for field in reading.fields if (field, reading.year) not in taken]
    if not free:
        return _abstained(reading)
    if len(reading.fields) == 1:
        return HeadingMatch(free[0], reading.year, reading.method, reading.score, reading.unit)
    names = {field for field, _ in taken}
    scores = {field: _score(field, column, table, names) for field in free}
    best = max(free, key=lambda field: scores[field])
    if best in table.lexicon.heads and table.anchors and record_of(best) not in table.records:
        return _abstained(reading)  # 'Denominazione' of what no other column speaks of
    sure = min(0.97, reading.score + (0.17 if scores[best] > RECORD_IN_TABLE / 2 else 0.0))
    return HeadingMatch(best, reading.year, reading.method, round(sure, 4), reading.unit)


def _score(field: str, column: int, table: _Table, names: set[str]) -> float:
    """How well one meaning of a column fits its table."""
    reading, lexicon = table.readings[column], table.lexicon
    record = record_of(field)
    score = -RANK * reading.fields.index(field)
    if record in table.records:
        score += RECORD_IN_TABLE
    companions = (lexicon.companions.get(anchor, ()) for anchor in table.anchors.values())
    if any(field in owners for owners in companions):
        score += COMPANION
    if reading.looks != "table":
        anchor = _nearest_anchor(column, table, rightwards=reading.looks == "right")
        owners = lexicon.companions.get(field)
        if owners is not None:
            score += RECORD_NEARBY + RANK * 9 if anchor in owners else -1.0
        elif anchor is not None and record_of(anchor) == record:
            score += RECORD_NEARBY
    if (
        field == "indicator.name"
        and field not in names
        and table.anchors
        and "indicator" in table.records
    ):
        score += MISSING_NAME
    content, kinds = lexicon.contents.get(field), table.kinds[column]
    points = content == "percent" and "figures" in kinds
    if content and kinds and not points:  # weights may be points that sum to anything
        score += FITTING_CONTENT if content in kinds else -FITTING_CONTENT
    return score


def _nearest_anchor(column: int, table: _Table, *, rightwards: bool) -> str | None:
    """The nearest sure column on the one side, else on the other."""
    left = [other for other in table.anchors if other < column]
    right = [other for other in table.anchors if other > column]
    nearest_left = table.anchors[max(left)] if left else None
    nearest_right = table.anchors[min(right)] if right else None
    first, second = (nearest_right, nearest_left) if rightwards else (nearest_left, nearest_right)
    return first if first is not None else second


def _is_code_column(column: int, table: _Table) -> bool:
    """Whether the cells are codes though the heading names what has words, or nothing."""
    fields = table.readings[column].fields
    named = any(field in table.lexicon.heads for field in fields)
    contents = {table.lexicon.contents.get(field) for field in fields}
    coded = bool(contents - {None, "offices", "persons"})
    if "counts" in table.kinds[column] and fields and not coded:
        return True
    if "tokens" in table.kinds[column] and named and not coded:
        return True
    if "numbers" in table.kinds[column] and fields[:1] in _WORDED:
        return True
    return "codes" in table.kinds[column] and (named or not fields) and not coded


def _by_content(column: int, table: _Table, taken: set[tuple[str, int | None]]) -> HeadingMatch:
    """The field that the cells show where the heading shows none."""
    kinds = table.kinds[column]
    reading = table.readings[column]
    if reading.fields and not _is_code_column(column, table):
        return _abstained(reading)
    for kind, field in _OF_WORDS.items():
        if kind in kinds and (field, None) not in taken:
            return HeadingMatch(field, None, "content", CONTENT_SCORE)
    meaningless = reading.name in table.lexicon.by_name and not reading.fields  # 'Note'
    if reading.year is not None or meaningless:
        return _abstained(reading)
    if "offices" in kinds and not reading.fields and _lacks_office(table, taken):
        return HeadingMatch("objective.org_unit", None, "content", CONTENT_SCORE)
    for kind, attribute in _OF_CONTENT.items():
        if kind in kinds and not (kind in _UNNAMED_ONLY and reading.name):
            named = next(iter(reading.fields), None)
            if kind == "codes" and "unit.name" in reading.fields:
                named = "unit.name"
            anchor = named or _nearest_anchor(column, table, rightwards=kind == "codes")
            field = f"{record_of(anchor)}.{attribute}" if anchor else ""
            if field in table.lexicon.labels and (field, None) not in taken:
                return HeadingMatch(field, None, "content", CONTENT_SCORE)
    return _abstained(reading)


def _lacks_office(table: _Table, taken: set[tuple[str, int | None]]) -> bool:
    """Whether the table has objectives, and no column yet that says whose they are."""
    names = {field for field, _ in taken}
    return "objective" in table.records and "objective.org_unit" not in names


def _by_year(
    column: int, table: _Table, taken: set[tuple[str, int | None]], plan_year: int | None
) -> HeadingMatch:
    """A column headed by a year alone, in a table of indicators without other targets."""
    reading = table.readings[column]
    names = {field for field, _ in taken}
    if (
        reading.year is None
        or plan_year is None
        or "indicator.name" not in names
        or names & {"value.actual"}
        or ("value.target", None) in taken
    ):
        return _abstained(reading)
    field = "value.baseline" if reading.year < plan_year else "value.target"
    if (field, reading.year) in taken:
        return _abstained(reading)
    return HeadingMatch(field, reading.year, "position", POSITION_SCORE, reading.unit)
