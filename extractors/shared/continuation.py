"""One table over a break: does a table go on in the next one, and how are they joined.

The rules use the tables' structure alone, so they hold for every format. The
caller knows that nothing stands between the two tables; a format that sees more
(rules on the page, say) tells `join` whether a row was cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from piao.extractors.shared.lines import begins_list_item, is_open, join_wrapped
from piao.schema.document import Cell, Table

_MAX_HEADING_CHARS = 80
_MAX_TITLE_ROWS = 4
_FEWEST_ROWS = 3
_CONTINUED = re.compile(r"\(?\b(?:segue|continua|continuazione)\b\)?", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:segue|continua|continuazione)"
    r"(?:\s+(?:da|a|alla|nella|dalla|di)?\s*(?:pag\b|pagina\b).*|\s+(?:tab|tabella)\b.*|\s*:.*)?"
    r"|[(\[](?:segue|continua|continuazione)\b[^)\]]*[)\]].*"
    r"|.*[(\[](?:segue|continua|continuazione)[)\]]",
    re.IGNORECASE,
)
_NOTE_EDGES = " .…-–—*>→"
_FIGURE = re.compile(r"(?!(?:19|20)\d\d\b)\d")
_BEFORE_NUMBER = re.compile(
    r"\b(?:allegat[oi]|articol[oi]|art|comm[ai]|paragraf[oi]|par|pagin[ae]|pagg?|tabell[ae]|tab"
    r"|capitol[oi]|cap|numer[oi]|nn?|schede?|delibera|decreto|legge)\.?$",
    re.IGNORECASE,
)
_PLAIN_NUMBER = re.compile(r"\d+(?!\.?\d)(?!\.\s)")
"""'190/2012', and not the '4.2.1' that begins another text."""
_OPENING_MARKS = "\"'“‘«([ "


def continues(previous: Table, following: Table) -> bool:
    """Whether `following` is the rest of `previous`, nothing standing between them.

    Yes where it has as many columns and either repeats heading rows of `previous`
    or begins with a row that is no heading and no new card of the same form.
    """
    if previous.columns != following.columns:
        return False
    start, count = repeated_rows(previous, following) or (0, 0)
    if count == following.rows and start + count == previous.rows:
        return False
    if any(not _is_title(row) for row in following.grid()[:count]):
        return True
    if _is_next_card(previous, following):
        return False
    return bool(count) or not has_own_heading(previous, following)


def is_continuation_note(line: str) -> bool:
    """Whether a line beside a table says no more than that the table goes on.

    >>> is_continuation_note("(segue) Tabella 1"), is_continuation_note("... continua a pag. 4")
    (True, True)
    >>> is_continuation_note("Segue l'elenco degli uffici.")
    False
    """
    line = line.strip(_NOTE_EDGES)
    return len(line) <= _MAX_HEADING_CHARS and _NOTE.fullmatch(line) is not None


def join(previous: Table, following: Table, *, cut: bool | None = None) -> Table:
    """One table out of `previous` and the rest of it.

    Repeated heading rows are dropped. A row that the break cut in two is one row
    again: `cut` says whether there is one, None lets the text decide. A merged
    cell that goes on over the break is one cell. Every cell keeps the page and
    bbox it has; a joined cell those of its first piece.
    """
    start, repeated = repeated_rows(previous, following) or (0, 0)
    rest = _without_rows(following, repeated)
    if not rest.rows:
        return replace(previous, header_rows=max(previous.header_rows, start + repeated))
    if cut is None:
        cut = _row_is_cut(previous, rest)
    overlap = 1 if cut and _same_structure(previous, rest) else 0
    shift = previous.rows - overlap
    cells = {(cell.row, cell.col): cell for cell in previous.cells}
    last = previous.grid()[-1]
    merged = set() if overlap else _merged_over_break(previous, rest)
    for cell in rest.cells:
        above = last[cell.col]
        if above is not None and cell.row == 0 and (overlap or cell.col in merged):
            cells[above.row, above.col] = replace(
                above,
                text=_join_text(above.text, cell.text),
                row_span=shift + cell.row_span - above.row,
            )
        else:
            cells[cell.row + shift, cell.col] = replace(cell, row=cell.row + shift)
    return replace(
        previous,
        cells=tuple(cells[place] for place in sorted(cells)),
        rows=shift + rest.rows,
        header_rows=max(previous.header_rows, start + repeated if repeated else 0),
        confidence=min(previous.confidence, following.confidence),
    )


def repeated_rows(previous: Table, following: Table) -> tuple[int, int] | None:
    """Where `following` begins with heading rows of `previous`: (first row there, how many).

    A title over the heading may be missing or carry '(segue)'. None where
    nothing is repeated.
    """
    before, after = previous.grid(), following.grid()
    for start in range(min(_MAX_TITLE_ROWS, previous.rows)):
        count = 0
        while (
            start + count < previous.rows
            and count < following.rows
            and _key(before[start + count]) == _key(after[count])
            and any(_key(after[count]))
        ):
            count += 1
        if count and all(_is_title(row) for row in before[:start]):
            return start, count
    return None


def has_own_heading(previous: Table, following: Table) -> bool:
    """Whether the first row of `following` looks like a heading, unlike the rows around it.

    A heading row has every cell filled, short, without figures (years may be
    there) and unlike a sentence. Where the rows of the tables themselves look
    that way, such a row is no sign of a heading. Where the extractor saw heading
    rows (bold, filled), those count.
    """
    if following.header_rows:
        return True
    if following.rows < 2:
        return False
    first, *others = following.grid()
    body = previous.grid()[max(1, previous.header_rows) :] + others
    alike = sum(_looks_like_heading(row) for row in body)
    return _looks_like_heading(first) and alike * 3 <= len(body)


def _looks_like_heading(row: Sequence[Cell | None]) -> bool:
    texts = [cell.text for cell in row if cell is not None]
    return len({id(cell) for cell in row}) > 1 and all(
        0 < len(text) <= _MAX_HEADING_CHARS
        and not _FIGURE.search(text)
        and not text.endswith((".", ";"))
        and not text[0].islower()
        for text in [*texts, *("" for cell in row if cell is None)]
    )


def _is_next_card(previous: Table, following: Table) -> bool:
    """Whether, under its title, `following` begins with the label that `previous` began with.

    It is the same form, filled in for the next thing.
    """
    first, second = (
        next((row for row in table.grid() if not _is_title(row)), None)
        for table in (previous, following)
    )
    if first is None or second is None:
        return False
    return bool(_key(first)[0]) and _key(first)[0] == _key(second)[0]


def _is_title(row: Sequence[Cell | None]) -> bool:
    """Whether one cell spans the whole row."""
    return row[0] is not None and all(cell is row[0] for cell in row)


def _key(row: Sequence[Cell | None]) -> list[str]:
    """The texts of a row, reduced to what a repetition on the next page has in common."""
    return [
        " ".join(_CONTINUED.sub("", cell.text).casefold().split()) if cell else "" for cell in row
    ]


def _without_rows(table: Table, count: int) -> Table:
    """The table without its first `count` rows; a cell reaching below them is clipped."""
    cells = []
    for cell in table.cells:
        below = cell.row + cell.row_span - count
        if below > 0:
            row = max(0, cell.row - count)
            cells.append(replace(cell, row=row, row_span=min(cell.row_span, below)))
    return replace(table, cells=tuple(cells), rows=table.rows - count)


def _row_is_cut(previous: Table, rest: Table) -> bool:
    """Whether the first row of `rest` goes on in mid sentence from the last row before it."""
    texts = [
        (above.text if above else "", below.text if below else "")
        for above, below in zip(previous.grid()[-1], rest.grid()[0], strict=True)
    ]
    pairs = [(above, below) for above, below in texts if below]
    if not pairs or not all(above for above, _ in pairs):
        return False
    if any(_is_value(above) and _is_value(below) for above, below in pairs):
        return False
    if len(pairs) == 1 and _lacks_a_label(previous, rest):
        return True
    going_on = sum(_goes_on(above, below) for above, below in pairs)
    if all(below for above, below in texts if above):
        return going_on == len(pairs)
    return going_on * 2 >= len(pairs) and not any(_ended(above, below) for above, below in pairs)


def _lacks_a_label(previous: Table, rest: Table) -> bool:
    """Whether the first row of `rest` is blank in a column that each row before it fills."""
    body = previous.grid()[previous.header_rows :]
    rows = [row for row in body if not _is_title(row)]
    return len(rows) >= _FEWEST_ROWS and any(
        (below is None or not below.text)
        and all(cell and cell.text and cell.row_span == 1 for cell in (row[col] for row in rows))
        for col, below in enumerate(rest.grid()[0])
    )


def _is_value(text: str) -> bool:
    """Whether a cell holds a figure, or a mark that stands for one: it is all on one line."""
    return not any(character.isalpha() for character in text)


def _goes_on(text: str, following: str) -> bool:
    """Whether `following` reads as the rest of the unfinished `text`."""
    before, after = (part.lstrip(_OPENING_MARKS)[:1] for part in (text, following))
    unbalanced = text.count("(") > text.count(")")
    return not begins_list_item(following) and (
        (after.islower() and not before.islower())
        or unbalanced
        or is_open(text)
        or _lacks_number(text, following)
    )


def _lacks_number(text: str, following: str) -> bool:
    """Whether `text` ends as 'Allegato' or 'pag.' and `following` begins with its number."""
    return _BEFORE_NUMBER.search(text) is not None and _PLAIN_NUMBER.match(following) is not None


def _ended(text: str, following: str) -> bool:
    """Whether `text` is a finished sentence and `following` begins another."""
    return text.endswith((".", ";", "!", "?")) and not following[:1].islower()


def _same_structure(previous: Table, rest: Table) -> bool:
    """Whether the cells at the break have the same columns on both sides."""
    last = {(cell.col, cell.col_span) for cell in previous.grid()[-1] if cell is not None}
    return all((cell.col, cell.col_span) in last for cell in rest.grid()[0] if cell is not None)


def _merged_over_break(previous: Table, rest: Table) -> set[int]:
    """The columns in which a cell merged over rows goes on over the break.

    A blank cell at the head of the rest is such a piece, unless blank cells are
    what this column has anyway: in the leading columns, and beside them where the
    cell above or the blank one itself is drawn over several rows. One with text is
    such a piece where its text goes on and one of the two is drawn over several rows,
    or where it begins with the number that the text above lacks.
    """
    merged: set[int] = set()
    last, first = previous.grid()[-1], rest.grid()[0]
    if all(cell is None or not cell.text for cell in first):
        return merged
    for col, (above, below) in enumerate(zip(last, first, strict=True)):
        if below is None or above is None or not above.text:
            continue
        if (above.col, above.col_span) != (below.col, below.col_span):
            continue
        is_drawn = max(above.row_span, below.row_span) > 1
        if below.text:
            goes_on = _lacks_number(above.text, below.text)
            if goes_on or (is_drawn and _goes_on(above.text, below.text)):
                merged.add(col)
            continue
        is_leading = len(merged) == col
        is_drawn = below.row_span > 1 or (above.row_span > 1 and bool(merged))
        elsewhere = [cell for cell in (*previous.cells, *rest.cells) if cell.col == col]
        is_full = all(cell.text for cell in elsewhere if cell is not below)
        if is_full and (is_leading or is_drawn):
            merged.add(col)
    return merged


def _join_text(first: str, second: str) -> str:
    if first and second and (begins_list_item(second) or _begins_line(first, second)):
        return f"{first}\n{second}"
    return join_wrapped(first, second)


def _begins_line(first: str, second: str) -> bool:
    """Whether a text of several lines, none of them open, goes on with another line."""
    several = "\n" in first or "\n" in second
    return several and second[:1].isupper() and not is_open(first)
