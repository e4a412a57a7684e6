"""Cards: rows of a label and the text beside it, as in a 'scheda obiettivo'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from piao.normalizers.heading_lines import read_line
from piao.normalizers.headings import HeadingMatch, match_label, match_split_label
from piao.normalizers.lexicon import Lexicon
from piao.normalizers.rows import Card, Line, Pair, Row, Section
from piao.schema.document import Block, Cell, Table, TextBlock

LABEL_SCORE = 0.65
LABEL_LENGTH = 90
_LABEL_AND_FIGURE = re.compile(
    r"(?P<label>peso|punteggio|codice)\s+(?P<figure>\d[\d.,]*\s*%?)", re.I
)
LINES_CONFIDENCE = 0.9
CARD_SHARE = 0.4
"""The share of the two-cell rows of a card whose label the lexicon must know."""


def label(text: str, lexicon: Lexicon, *, strict: bool = False) -> HeadingMatch | None:
    """What a label means; None for a text that is none. `strict` refuses likeness."""
    if len(text) > LABEL_LENGTH:
        return None
    match = match_label(text.rstrip(" :"), lexicon)
    if match.field == "objective.code" and (field := _numbered_title(text, lexicon)):
        return HeadingMatch(field=field, year=None, method="pattern", score=0.95)
    if match.field is None or match.score < LABEL_SCORE:
        return None
    return None if strict and match.method == "fuzzy" else match


def _numbered_title(text: str, lexicon: Lexicon) -> str | None:
    """'OBIETTIVO GESTIONALE N. 3.1' as a label has the code in it: its text is the title."""
    lines = read_line(text.rstrip(" :"), lexicon)
    if not lines or lines[0].kind != "announcement" or lines[0].code is None:
        return None
    return "objective.strategic" if lines[0].title == "strategic_objective" else "objective.title"


def is_pair(row: Row, lexicon: Lexicon, *, strict: bool = False) -> bool:
    """True for a row that is labels and texts in turn."""
    cells = row.filled
    if len(cells) == 2:
        first, second = cells
        return bool(label(first.text, lexicon, strict=strict)) and not label(second.text, lexicon)
    if len(cells) == 3 and is_pair(Row(row.index, tuple(cells[:2])), lexicon, strict=True):
        return bool(_inline_pair(Row(row.index, (cells[2],)), lexicon))
    if len(cells) == 4:
        known = [bool(label(cell.text, lexicon, strict=True)) for cell in cells]
        heading = all(cell.bold for cell in cells)
        return known == [True, False, True, False] and not heading
    return False


def labelled_lines(
    blocks: Sequence[Block], start: int, lexicon: Lexicon, *, announced: bool, owned: bool
) -> tuple[Card, int] | None:
    """Lines 'Label: text' from `start` on as a card, and where they end; None where none is.

    They must name an objective, and more of it unless a heading announces it, or, under
    one that is named (`owned`), an indicator with its target; a line
    that is a heading of its own ('OBIETTIVO: …') is none of them.
    """
    pairs: list[Pair] = []
    for row, block in enumerate(islice(blocks, start, None)):
        if not isinstance(block, TextBlock) or read_line(block.text, lexicon):
            break
        cell = Cell(row, 1, block.text, page=block.page, bbox=block.bbox, bold=block.bold)
        found = _inline_pair(Row(row, (None, cell)), lexicon)
        if not found:
            break
        pairs += found
    fields = {pair.match.field for pair in pairs}
    titled = "objective.title" in fields and len(fields) >= (1 if announced else 3)
    measured = owned and {"indicator.name", "value.target"} <= fields
    if not titled and not measured:
        return None
    table = Table("", (), len(pairs), 2, "lines", confidence=LINES_CONFIDENCE)
    return Card(table, tuple(pairs)), start + len(pairs)


def read_card(table: Table, rows: Sequence[Row], lexicon: Lexicon) -> list[Section] | None:
    """The rows as cards with the single lines between them; None where they are no card."""
    paired = [row for row in rows if len(row.filled) >= 2]
    known = sum(bool(_pairs(row, lexicon)) for row in paired)
    inline = [bool(_inline_pair(row, lexicon)) for row in rows]
    if not known and not any(inline):
        return None
    if known < CARD_SHARE * len(paired):
        return None
    sections: list[Section] = []
    pairs: list[Pair] = []
    waiting: Pair | None = None

    def close() -> None:
        if pairs:
            sections.append(Card(table, tuple(pairs)))
            pairs.clear()

    for row in rows:
        found = _pairs(row, lexicon) or _inline_pair(row, lexicon)
        cells = row.filled
        if found:
            pairs += found
            waiting = None
        elif len(cells) == 1 and waiting:
            pairs.append(_with_text(waiting, cells[0], row))
            waiting = None
        elif len(cells) == 1 and pairs and cells[0].col > pairs[-1].label_column:
            pairs[-1] = _continued(pairs[-1], cells[0])
        elif len(cells) == 1:
            match = label(cells[0].text, lexicon, strict=True)
            if match:
                waiting = Pair(row.index, cells[0].text, cells[0].col, match, "", cells[0])
            else:
                close()
                sections.append(Line(table, row))
        elif len(cells) >= 2:
            pairs.append(_unknown_pair(row))
    close()
    return sections


def _pairs(row: Row, lexicon: Lexicon) -> list[Pair]:
    """The labels and texts of a row; words that the conversion cut over two cells are joined."""
    cells = row.filled
    if len(cells) < 2:
        return []
    pair = _pair(row, cells[0], cells[0].text, cells[1], lexicon)
    if len(cells) == 2:
        return _double_pair(row, lexicon) or ([pair] if pair else [])
    if len(cells) == 3:
        return _three_cells(row, pair, lexicon)
    if (
        len(cells) == 4
        and label(cells[2].text, lexicon, strict=True)
        and not any(label(cells[place].text, lexicon, strict=True) for place in (1, 3))
        and (pair or cells[2].bold)
        and not all(cell.bold for cell in cells)  # a heading
    ):
        beside = _pair(row, cells[2], cells[2].text, cells[3], lexicon)
        return [found for found in (pair, beside) if found]
    return []


def _three_cells(row: Row, pair: Pair | None, lexicon: Lexicon) -> list[Pair]:
    """A label, its text and a cell that holds both ('Peso: 20%'), or a label cut in two."""
    cells = row.filled
    if pair and (beside := _inline_pair(Row(row.index, (cells[2],)), lexicon)):
        return [pair, *beside]
    match = match_split_label(cells[0].text, cells[1].text, lexicon)
    if match.field is not None and (pair is None or cells[1].text[0].islower()):
        name = cells[0].text + cells[1].text
        return [Pair(row.index, name, cells[0].col, match, cells[2].text, cells[2])]
    return []


def _pair(row: Row, cell: Cell, text: str, value: Cell, lexicon: Lexicon) -> Pair | None:
    match = label(text, lexicon)
    if match is None:
        return None
    return Pair(row.index, text, cell.col, match, value.text, value)


def _double_pair(row: Row, lexicon: Lexicon) -> list[Pair]:
    """Two labels that the conversion put in one cell, over as many words of text."""
    left, right = row.filled
    words, values = left.text.split(), right.text.split("\n")
    if len(values) != 2:
        values = right.text.split()
    if len(values) != 2:
        return []
    for cut in (cut for cut in range(1, len(words)) if words[cut][0].isupper()):
        names = " ".join(words[:cut]), " ".join(words[cut:])
        matches = [label(name, lexicon, strict=True) for name in names]
        if matches[0] and matches[1] and matches[0].field != matches[1].field:
            return [
                Pair(row.index, name, left.col, match, value, right)
                for name, match, value in zip(names, matches, values, strict=True)
                if match
            ]
    return []


def _inline_pair(row: Row, lexicon: Lexicon) -> list[Pair]:
    """A single cell that holds both: 'Responsabile: il Segretario generale'."""
    cells = row.filled
    if len(cells) != 1:
        return []
    name, colon, text = cells[0].text.partition(":")
    if not colon and (figure := _LABEL_AND_FIGURE.fullmatch(cells[0].text)):
        name, colon, text = figure["label"], ":", figure["figure"]
    match = label(name, lexicon, strict=True) if colon and text.strip() else None
    if match is None:
        return []
    return [Pair(row.index, name, cells[0].col, match, text.strip(), cells[0])]


def _unknown_pair(row: Row) -> Pair:
    cells = row.filled
    unknown = HeadingMatch(field=None, year=None, method="none", score=0.0)
    text = " ".join(cell.text for cell in cells[1:])
    return Pair(row.index, cells[0].text, cells[0].col, unknown, text, cells[1])


def _with_text(pair: Pair, cell: Cell, row: Row) -> Pair:
    return Pair(row.index, pair.label, pair.label_column, pair.match, cell.text, cell)


def _continued(pair: Pair, cell: Cell) -> Pair:
    text = f"{pair.text}\n{cell.text}"
    return Pair(pair.row, pair.label, pair.label_column, pair.match, text, pair.cell)
