"""Splits a table into its sections: single lines, cards, rows under a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from piao.normalizers.alignment import realign, shape, spread_headings
from piao.normalizers.cards import is_pair, read_card
from piao.normalizers.heading_search import read
from piao.normalizers.headings import HeadingMatch, match_heading, resolve
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.rows import Column, Line, Row, Rows, Section
from piao.schema.document import Table

HEADING_SCORE = 0.8
_NO_HEADING = frozenset({"code", "percentage", "deadline"})
_PLAIN_YEAR = re.compile(r"(anno\s+)?(19|20)\d\d(\s*[-/]\s*(20)?\d\d)?")
_COLUMN_MARK = re.compile(r"\(?[a-z\d]{1,2}\)?|\([a-z]\s*=.*\)|%|n\.?")


def split(
    table: Table, lexicon: Lexicon, *, year: int | None = None, previous: Rows | None = None
) -> list[Section]:
    """The sections of a table from top to bottom.

    `previous` is the headed section that ends just above the table: rows without a
    heading of their own, in as many columns, continue it.
    """
    rows = [row for row in _rows(table) if row.filled]
    sections: list[Section] = []
    position = 0
    while position < len(rows):
        depth = heading_depth(rows, position, table, lexicon)
        if depth:
            end = _end_of_rows(rows, position + depth, table, lexicon)
            sections.append(
                _headed(
                    table,
                    rows[position : position + depth],
                    rows[position + depth : end],
                    lexicon,
                    year,
                )
            )
            position = end
            continue
        end = position + 1
        while end < len(rows) and not heading_depth(rows, end, table, lexicon):
            end += 1
        sections += _headless(
            table, rows[position:end], lexicon, previous if not position else None
        )
        position = end
    return sections


def grouped_under_unit(section: Rows, lexicon: Lexicon) -> Rows:
    """The rows of one unit: a column 'Area' before the objectives groups them, it names no unit."""
    title = section.column("objective.title")
    columns = tuple(
        replace(column, match=replace(column.match, field="objective.area"))
        if title is not None
        and column.index < title.index
        and column.field == "objective.org_unit"
        and "objective.area" in read(column.heading or "", lexicon).fields
        else column
        for column in section.columns
    )
    return replace(section, columns=columns)


def _rows(table: Table) -> list[Row]:
    return [Row(index, tuple(cells)) for index, cells in enumerate(table.grid())]


def heading_depth(rows: Sequence[Row], start: int, table: Table, lexicon: Lexicon) -> int:
    """How many rows from `start` on are a heading; 0 where none begins there."""
    if not _is_heading(rows[start], table, lexicon) and not _heads_figures(rows, start, lexicon):
        following = rows[start + 1] if start + 1 < len(rows) else None
        spans_years = following is not None and len(rows[start].own) > 1 and _is_years(following)
        return 2 if spans_years else int(_is_years(rows[start]))
    depth = 1
    while start + depth < len(rows) and _is_subheading(rows[start + depth], table, lexicon):
        depth += 1
    return depth


def _heads_figures(rows: Sequence[Row], start: int, lexicon: Lexicon) -> bool:
    """A row of short words, one of them known, over rows that have figures in its columns."""
    words = rows[start].own
    below = rows[start + 1 : start + 6]
    if start or len(words) < 3 or len(below) < 2 or any(len(cell.text) > 60 for cell in words):
        return False
    columns = [cell.col for cell in words[1:]]
    figures = sum(
        shape(row.text(column)) in ("figure", "percentage") for row in below for column in columns
    )
    worded = all(shape(cell.text) == "text" for cell in words)
    known = any(match_heading(cell.text, lexicon).score >= HEADING_SCORE for cell in words)
    return worded and known and figures >= 0.6 * len(below) * len(columns)


def _is_years(row: Row) -> bool:
    """A row of three or more years and nothing else, but perhaps a label at its start."""
    texts = [cell.text.lower() for cell in row.own]
    years = sum(bool(_PLAIN_YEAR.fullmatch(text)) for text in texts)
    return years >= 3 and years >= len(texts) - 1


def _is_year(text: str) -> bool:
    return _PLAIN_YEAR.fullmatch(text.lower()) is not None


def _is_heading(row: Row, table: Table, lexicon: Lexicon) -> bool:
    if any(shape(cell.text) in _NO_HEADING for cell in row.own if not _is_year(cell.text)):
        return False
    cells = [cell for cell in row.own if not _is_year(cell.text)]
    if len(cells) < 2 or is_pair(row, lexicon):
        return False
    matches = [match_heading(cell.text, lexicon) for cell in cells]
    sure = {(m.field, m.year) for m in matches if m.field and m.score >= HEADING_SCORE}
    shown = row.index < table.header_rows or all(cell.bold for cell in cells)
    if len(sure) >= 2 and (shown or len(sure) >= 0.6 * len(cells)):
        return True
    return bool(sure) and shown and all(len(cell.text) <= 80 for cell in cells)


def _is_subheading(row: Row, table: Table, lexicon: Lexicon) -> bool:
    """A second heading row: years, roles and column letters under the first."""
    own = row.own
    if not own or (len(own) == 1 and own[0].col_span == table.columns):
        return False
    if row.index < table.header_rows:
        return True
    return (
        all(
            _PLAIN_YEAR.fullmatch(cell.text.lower())
            or _COLUMN_MARK.fullmatch(cell.text.lower())
            or (match_heading(cell.text, lexicon).field or "").startswith("value.")
            for cell in own
        )
        and any(len(cell.text) > 2 for cell in own)
    ) or _numbers_columns(row)


def _numbers_columns(row: Row) -> bool:
    """A row '1 | 2 | 3 | 4' that only numbers the columns."""
    texts = [cell.text.strip("()") for cell in row.own]
    return len(texts) > 2 and texts == [str(number + 1) for number in range(len(texts))]


def _end_of_rows(rows: Sequence[Row], start: int, table: Table, lexicon: Lexicon) -> int:
    """Where the rows under a heading end: at another heading or at a card."""
    for position in range(start, len(rows)):
        if heading_depth(rows, position, table, lexicon):
            return position
        row = rows[position]
        if table.columns > 2 and len(row.own) in (2, 3, 4) and is_pair(row, lexicon, strict=True):
            return position
        following = rows[position + 1 : position + 2]
        if len(row.filled) == 1 and following and is_pair(following[0], lexicon, strict=True):
            return position
    return len(rows)


def _headed(
    table: Table, heading: Sequence[Row], rows: Sequence[Row], lexicon: Lexicon, year: int | None
) -> Rows:
    if not has_geometry(table):
        rows = realign(rows)
    stacked = stack([row for row in heading if not _numbers_columns(row)], rows, table)
    contents = [
        [
            cell.text
            for row in rows
            if len(row.filled) > 1 and (cell := row.cell(column)) and cell.row == row.index
        ]
        for column in range(table.columns)
    ]
    lowest = [heading[-1].text(column) or "" for column in range(table.columns)]
    names = [
        text if not text or read(text, lexicon, year).fields else below
        for text, below in zip(stacked, lowest, strict=True)
    ]
    codes = _code_column_under_shared_heading(heading, rows, stacked)
    matches = resolve(
        ["" if index == codes else text or "" for index, text in enumerate(names)],
        lexicon,
        contents=contents,
        plan_year=year,
    )
    columns = tuple(
        Column(index, heading, match)
        for index, (heading, match) in enumerate(zip(stacked, matches, strict=True))
    )
    return Rows(table, columns, tuple(rows))


def _code_column_under_shared_heading(
    heading: Sequence[Row], rows: Sequence[Row], stacked: Sequence[str | None]
) -> int | None:
    """The column of codes that shares one heading with the names to its right."""
    for column in range(len(stacked) - 1):
        cell = heading[0].cell(column)
        if cell is None or cell is not heading[0].cell(column + 1):
            continue
        shapes = [shape(text) for row in rows if len(row.filled) > 1 and (text := row.text(column))]
        if shapes and sum(kind in ("outline", "code") for kind in shapes) >= 0.8 * len(shapes):
            return column
    return None


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


def _headless(
    table: Table, rows: Sequence[Row], lexicon: Lexicon, previous: Rows | None
) -> list[Section]:
    card = read_card(table, rows, lexicon)
    if card is not None:
        return card
    body = [row for row in rows if len(row.filled) > 1]
    lines: list[Section] = []
    while rows and len(rows[0].filled) == 1 and body and previous is None:
        lines.append(Line(table, rows[0]))
        rows = rows[1:]
    if not body and previous is None:
        return lines + [Line(table, row) for row in rows]
    if previous is not None and len(previous.columns) == table.columns:
        aligned = rows if has_geometry(table) else realign([*previous.rows, *rows])[-len(rows) :]
        return [*lines, Rows(table, previous.columns, tuple(aligned), continued=True)]
    unknown = HeadingMatch(field=None, year=None, method="none", score=0.0)
    columns = tuple(Column(index, None, unknown) for index in range(table.columns))
    return [*lines, Rows(table, columns, tuple(rows))]
