"""Rows under a heading: which rows are the heading, how its columns are named, where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from piao.normalizers.fields.announcements import announce
from piao.normalizers.fields.columns.heading_search import is_dismissed, read
from piao.normalizers.fields.columns.headings import match_heading, resolve
from piao.normalizers.fields.labels import labelled_parts
from piao.normalizers.forms.alignment import realign, shape, spread_headings
from piao.normalizers.forms.boxes import taught_box
from piao.normalizers.forms.cards import Form, is_pair
from piao.normalizers.forms.pieces import Column, Grid, Row
from piao.normalizers.forms.repeated import heading_key
from piao.normalizers.forms.titlerows import is_labelled_title
from piao.schema.document import Cell, Table

SURE = 0.8
LONGEST_SHORT = 80
LONGEST_WORD = 60
_NO_HEADING = frozenset({"code", "percentage", "deadline", "figure"})
_KINDS = frozenset({"percentage", "deadline", "figure"})
_PLAIN_YEAR = re.compile(r"(?:anno\s+)?(?:19|20)\d\d(?:\s*[-/]\s*(?:20)?\d\d)?", re.IGNORECASE)
_COLUMN_MARK = re.compile(r"\(?[a-z\d]{1,2}\)?|\([a-z]\s*=.*\)|%|n\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What speaks for a row being a heading: cells, known labels, years, its look."""

    cells: int
    known: int
    is_shown: bool
    is_short: bool

    @property
    def is_heading(self) -> bool:
        if self.known >= 3 and self.known * 2 >= self.cells:
            return True
        if self.known >= 2 and (self.is_shown or self.known * 5 >= self.cells * 3):
            return True
        return self.known >= 1 and self.is_shown and self.is_short


def heading_depth(rows: Sequence[Row], start: int, table: Table, form: Form) -> int:
    """How many rows from `start` on are a heading; 0 where none begins there."""
    is_first = _is_heading(rows, start, table, form) or _heads_figures(rows, start, form)
    if not is_first:
        following = rows[start + 1] if start + 1 < len(rows) else None
        spans_years = following is not None and len(rows[start].own) > 1 and _is_years(following)
        if spans_years:
            return 2
        if _spans_a_heading(rows, start, table, form):
            return 1 + heading_depth(rows, start + 1, table, form)
        return int(_is_years(rows[start]))
    depth = 1
    while start + depth < len(rows) and _is_subheading(rows, start + depth, table, form):
        depth += 1
    return depth


def _is_heading(rows: Sequence[Row], start: int, table: Table, form: Form) -> bool:
    row = rows[start]
    if is_taught(row, form):
        return True
    cells = [cell for cell in row.own if not _is_year(cell.text)]
    if len(cells) < 2 or (is_pair(row, form) and not _heads_kinds(rows, start, form)):
        return False
    if any(shape(cell.text) in _NO_HEADING for cell in cells) or is_labelled_title(row, form):
        return False
    if any(len(cell.text) > 3 * LONGEST_SHORT for cell in cells):
        return False
    matches = [match_heading(cell.text, form.lexicon) for cell in cells]
    sure = {(m.field, m.year) for m in matches if m.field and m.score >= SURE}
    is_repeated = heading_key(cell.text for cell in row.filled) in form.repeated.headings
    bold = all(cell.bold for cell in cells)
    shown = row.index < table.header_rows or (bold and not _all_bold(rows)) or is_repeated
    short = all(len(cell.text) <= LONGEST_SHORT for cell in cells)
    heads = short and _heads_kinds(rows, start, form)
    evidence = _Evidence(len(cells), len(sure), shown or heads, short)
    return evidence.is_heading and not _is_content(rows, start, form)


def is_taught(row: Row, form: Form) -> bool:
    """Whether a person has said that a row of these words is a heading."""
    rows = form.lexicon.heading_rows
    return bool(rows) and heading_key(cell.text for cell in row.filled) in rows


def _heads_kinds(rows: Sequence[Row], start: int, form: Form) -> bool:
    """Whether below words stand columns of one kind: dates, figures, shares, none of them words.

    So a heading is told whose words nobody knows, from a label beside its text.
    """
    row = rows[start]
    if any(shape(cell.text) != "text" for cell in row.own) or len(row.own) < 2:
        return False
    below = []
    for other in rows[start + 1 : start + 7]:
        labelled = form.label(other.filled[0].text) is not None or is_pair(other, form)
        if len(other.filled) < 2 or labelled:
            break
        below.append(other)
    for cell in row.own[1:]:
        kinds = [shape(text) for other in below if (text := other.text(cell.col))]
        if kinds and sum(kind in _KINDS for kind in kinds) >= 0.7 * len(kinds):
            return len(kinds) * 2 > len(below)
    return False


def _all_bold(rows: Sequence[Row]) -> bool:
    """Whether bold type tells nothing here: every row is set in it."""
    return len(rows) > 1 and all(cell.bold for row in rows for cell in row.filled)


def _is_content(rows: Sequence[Row], start: int, form: Form) -> bool:
    """Whether the rows around have the same texts in a column: 'Responsabile' as a value."""
    row = rows[start]
    if start == 0 or row.index == 0:
        return False
    above = rows[start - 1]
    return (
        any(
            cell.text == (above.text(cell.col) or "") and shape(cell.text) == "text"
            for cell in row.own
            if above.cell(cell.col) is not None and above.cell(cell.col) is not cell
        )
        and heading_key(c.text for c in row.filled) not in form.repeated.headings
    )


def _spans_a_heading(rows: Sequence[Row], start: int, table: Table, form: Form) -> bool:
    """Whether the row only groups columns of the heading below it: 'Dirigenti' over names."""
    row = rows[start]
    if start + 1 >= len(rows) or len(row.own) < 2 or is_pair(row, form):
        return False
    if any(shape(cell.text) in _NO_HEADING for cell in row.own):
        return False
    spans = [cell for cell in row.own if cell.col_span > 1 and cell.col_span < table.columns]
    below = rows[start + 1]
    reaches = [cell for cell in row.own if cell.row_span > 1]
    return (
        bool(spans)
        and (bool(reaches) or _is_heading(rows, start + 1, table, form))
        and all(len(cell.text) <= LONGEST_SHORT for cell in (*row.own, *below.own))
        and any(match_heading(cell.text, form.lexicon).field for cell in (*row.own, *below.own))
    )


def _heads_figures(rows: Sequence[Row], start: int, form: Form) -> bool:
    """A row of short words, one of them known, over rows that have figures in its columns."""
    words = rows[start].own
    below = rows[start + 1 : start + 6]
    if start or len(words) < 3 or len(below) < 2:
        return False
    if any(len(cell.text) > LONGEST_WORD for cell in words):
        return False
    columns = [cell.col for cell in words[1:]]
    figures = sum(
        shape(row.text(column)) in ("figure", "percentage") for row in below for column in columns
    )
    worded = all(shape(cell.text) == "text" for cell in words)
    known = any(match_heading(cell.text, form.lexicon).score >= SURE for cell in words)
    return worded and known and figures >= 0.6 * len(below) * len(columns)


def _is_years(row: Row) -> bool:
    """A row of three or more years and nothing else, but perhaps a label at its start."""
    years = sum(_is_year(cell.text) for cell in row.own)
    return years >= 3 and years >= len(row.own) - 1


def _is_year(text: str) -> bool:
    return _PLAIN_YEAR.fullmatch(text.strip()) is not None


def _is_subheading(rows: Sequence[Row], start: int, table: Table, form: Form) -> bool:
    """A further heading row: years, roles and column letters under the first, or names."""
    row = rows[start]
    own = row.own
    if not own or (len(own) == 1 and own[0].col_span == table.columns):
        return False
    if is_labelled_title(row, form) or _joins(row, rows[start - 1]):
        return False
    if _parts_spans(rows[start - 1], row):
        return True
    if row.index < table.header_rows:
        figures = [cell for cell in own if shape(cell.text) in _NO_HEADING | {"outline"}]
        return all(_is_year(cell.text) for cell in figures) or numbers_columns(row)
    if any(cell.row < row.index and cell.row_span > 1 for cell in row.filled) and all(
        cell.bold and len(cell.text) <= LONGEST_WORD for cell in own
    ):
        return not is_pair(row, form)
    return (
        all(
            _is_year(cell.text)
            or _COLUMN_MARK.fullmatch(cell.text)
            or (match_heading(cell.text, form.lexicon).field or "").startswith("value.")
            for cell in own
        )
        and any(len(cell.text) > 2 for cell in own)
    ) or numbers_columns(row)


def _joins(row: Row, above: Row) -> bool:
    """Whether a cell lies under several of the row above: headings grow finer, not coarser."""
    return any(
        sum(cell.col <= other.col < cell.col + cell.col_span for other in above.own) > 1
        for cell in row.own
    )


def _parts_spans(above: Row, row: Row) -> bool:
    """Whether a row only parts the cells that span columns above it, all others reaching down."""
    spans = [cell for cell in above.own if cell.col_span > 1 and cell.row_span == 1]
    reaching = [cell for cell in above.own if cell.row_span > 1]
    columns = {column for cell in spans for column in range(cell.col, cell.col + cell.col_span)}
    reach = all(cell.row + cell.row_span == row.index + 1 for cell in reaching)
    parts = all(cell.col in columns for cell in row.own) and len(row.own) > len(spans)
    return bool(spans) and len(reaching) > 1 and reach and parts


def numbers_columns(row: Row) -> bool:
    """A row '1 | 2 | 3 | 4' that only numbers the columns."""
    texts = [cell.text.strip("()") for cell in row.own]
    return len(texts) > 2 and texts == [str(number + 1) for number in range(len(texts))]


def end_of_rows(rows: Sequence[Row], start: int, table: Table, form: Form) -> int:
    """Where the rows under a heading end: at another heading or at a card."""
    structures: set[frozenset[tuple[int, int]]] = set()
    for position in range(start, len(rows)):
        row = rows[position]
        if heading_depth(rows, position, table, form) or taught_box(row, table, form):
            return position
        at_left = bool(row.filled) and row.filled[0].col <= 1  # at the right end it sums up
        begins = table.columns > 2 and 2 <= len(row.own) <= 4 and at_left
        begins = begins and _begins_card(row, form)
        is_alike = position == start or structure(row) in structures
        if begins and not is_alike and not any(cell.row < row.index for cell in row.filled):
            return position
        if not is_alike and structures and _heads_others(rows, position, start):
            return position
        structures.add(structure(row))
        following = rows[position + 1 : position + 2]
        if len(row.filled) == 1 and following and _begins_card(following[0], form):
            return position
        if len(row.filled) == 1 and _is_labelled_line(row, form):
            return position
    return len(rows)


def _heads_others(rows: Sequence[Row], position: int, start: int) -> bool:
    """Whether a bold row of several cells, parted otherwise than the rows above, heads others."""
    row, above = rows[position], rows[start:position]
    if len(row.own) < 2 or position + 1 == len(rows) or any(c.row < row.index for c in row.filled):
        return False
    if not all(cell.bold and len(cell.text) <= LONGEST_SHORT for cell in row.own):
        return False
    bold = sum(any(cell.bold for cell in other.filled) for other in above)
    return bold * 2 <= len(above) and structure(rows[position + 1]) == structure(row)


def structure(row: Row) -> frozenset[tuple[int, int]]:
    """Where the cells of a row begin, and how many columns each covers."""
    return frozenset((cell.col, cell.col_span) for cell in row.filled)


def _is_labelled_line(row: Row, form: Form) -> bool:
    """A row that spans the table and is a label with its text: 'Personale coinvolto: …'."""
    cell = row.filled[0]
    if cell.col_span < 2 or announce(" ".join(cell.text.split()), form.lexicon):
        return False
    parts = labelled_parts(cell.text, form.lexicon, form.year, cell.lead)
    if parts[0][0] is not None and parts[0][1]:
        return True
    name, colon, rest = cell.text.partition(":")
    return bool(colon and rest.strip()) and form.repeated.is_label(name)


def _begins_card(row: Row, form: Form) -> bool:
    """Whether a row is of labels that the lexicon or the document knows, with texts."""
    cells = row.filled
    if not cells or not is_pair(row, form):
        return False
    first = form.label(cells[0].text)
    known = first is not None and first.field is not None
    return known or form.repeated_label(cells[0].text) is not None


def headed_grid(table: Table, heading: Sequence[Row], rows: Sequence[Row], form: Form) -> Grid:
    """The rows under a heading, each column with what it means."""
    if not has_geometry(table):
        rows = realign(rows)
    stacked = stack([row for row in heading if not numbers_columns(row)], rows, table)
    lowest = [heading[-1].text(column) or "" for column in range(table.columns)]
    for column in _beside_their_cells(stacked, rows):
        stacked[column : column + 2] = stacked[column : column + 2][::-1]
        lowest[column : column + 2] = lowest[column : column + 2][::-1]
    names = [_name_of(text, below, form) for text, below in zip(stacked, lowest, strict=True)]
    plain = Grid(table, (), tuple(rows))
    data = replace(plain, rows=tuple(row for row in rows if not _is_no_content(row, form)))
    begun = begun_columns([*heading, *rows], table)
    heads = set(begun_columns(heading, table))
    contents = [
        [] if is_dismissed(stacked[column] or "", form.lexicon) else texts
        for column, texts in zip(begun, _texts_of_one(data, begun, heads), strict=True)
    ]
    codes = _code_column_under_shared_heading(heading, rows, stacked)
    matches = resolve(
        ["" if index == codes else names[index] or "" for index in begun],
        form.lexicon,
        contents=contents,
        plan_year=form.year,
    )
    columns = tuple(
        Column(index, stacked[index], match) for index, match in zip(begun, matches, strict=True)
    )
    return replace(plain, columns=columns, heading_row=heading[0].index)


def _is_no_content(row: Row, form: Form) -> bool:
    """Whether a row says nothing of what its columns hold: a total, a title of other rows."""
    total = bool(row.filled) and form.lexicon.is_total(row.filled[0].text)
    return total or is_labelled_title(row, form)


def _beside_their_cells(stacked: Sequence[str | None], rows: Sequence[Row]) -> Iterator[int]:
    """The columns whose heading stands in the margin, left of the cells that it heads."""
    filled = {cell.col for row in rows for cell in row.own}
    for column in range(len(stacked) - 1):
        heads = stacked[column] and not stacked[column + 1]
        if heads and column not in filled and column + 1 in filled:
            yield column


def _name_of(stacked: str | None, lowest: str, form: Form) -> str:
    """What a column is called: its stacked headings, the lowest before what it is of, or alone.

    'Denominazione' under 'Obiettivo strategico' is 'Denominazione Obiettivo strategico'.
    """
    if not stacked:
        return ""
    upper = stacked.removesuffix(lowest).strip()
    names = [stacked, f"{lowest} {upper}" if upper and lowest else ""]
    if upper and "objective.code" in read(lowest, form.lexicon, form.year).fields:
        names.append(f"codice {upper}")
    found = (name for name in names if name and read(name, form.lexicon, form.year).fields)
    return next(found, lowest)


def _texts_of_one(grid: Grid, columns: Sequence[int], heads: set[int]) -> list[list[str]]:
    """The texts that stand in each column alone, those over several headings left out.

    So are all texts of a row of one cell, or of hardly more than one over several headings:
    it groups others.
    """

    def spans(cell: Cell | None) -> bool:
        return cell is not None and any(
            column in heads for column in range(cell.col + 1, cell.col + cell.col_span)
        )

    def groups(filled: Sequence[Cell]) -> bool:
        return len(filled) < 2 or (2 * len(filled) < len(heads) and any(map(spans, filled)))

    rows = [row for row in grid.rows if not groups(row.filled)]
    return [
        [
            cell.text
            for row in rows
            if (cell := row.cell(column)) and cell.row == row.index and not spans(cell)
        ]
        for column in columns
    ]


def begun_columns(rows: Sequence[Row], table: Table) -> list[int]:
    """The columns in which a cell of these rows begins: a finer grid may be drawn below them."""
    begun = {cell.col for row in rows for cell in row.cells if cell is not None}
    return sorted(begun) or list(range(table.columns))


def _code_column_under_shared_heading(
    heading: Sequence[Row], rows: Sequence[Row], stacked: Sequence[str | None]
) -> int | None:
    """The column of codes that shares one heading with the names to its right."""
    for column in range(len(stacked) - 1):
        cell = heading[0].cell(column)
        if cell is None or any(_parts(row, column) for row in heading):
            continue
        shapes = [shape(text) for row in rows if len(row.filled) > 1 and (text := row.text(column))]
        texts = [text for row in rows if len(row.filled) > 1 and (text := row.text(column))]
        counts = [text.rstrip(".)") for text in texts] == [str(n + 1) for n in range(len(texts))]
        coded = sum(kind in ("outline", "code") for kind in shapes) >= 0.8 * len(shapes)
        if shapes and (coded or counts):
            return column
    return None


def _parts(row: Row, column: int) -> bool:
    """Whether a heading's row has another cell in the next column."""
    return row.cell(column) is not row.cell(column + 1)


def stack(heading: Sequence[Row], rows: Sequence[Row], table: Table) -> list[str | None]:
    """The heading of each column, read from the top row down.

    A blank in an upper row takes the heading to its left where a lower row goes on
    under it: text conversions print a spanning heading once.
    """
    levels = [[row.text(column) for column in range(table.columns)] for row in heading]
    if not has_geometry(table):
        levels = spread_headings(levels, rows)
        for upper, lower in pairwise(levels):
            for column in range(1, table.columns):
                if not upper[column] and lower[column]:
                    upper[column] = upper[column - 1]
    stacked: list[str | None] = []
    for column in range(table.columns):
        texts = [level[column] for level in levels]
        distinct = [t for i, t in enumerate(texts) if t and t not in texts[:i]]
        stacked.append(" ".join(text for text in distinct if text) or None)
    return stacked


def has_geometry(table: Table) -> bool:
    """True where the format knows which cells are merged."""
    return any(c.bbox or c.row_span > 1 or c.col_span > 1 for c in table.cells)
