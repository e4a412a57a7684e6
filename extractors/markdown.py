"""Plain text and Markdown, as converters write plans: tables of tabs, pipes or HTML.

Each reader looks at the lines from a place on and gives the blocks that begin
there and the place after them, or None where there is nothing of its kind.
Nothing is repaired here: a row whose cells have slipped stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from piao.extractors.registry import Format, Source
from piao.extractors.shared.assembly import Entry, assemble, check_rows, make_table
from piao.extractors.shared.decoding import decode_head, read_text
from piao.extractors.shared.inline import is_bold, lead_of_markup, plain
from piao.extractors.shared.pagination import content_lines
from piao.schema.document import Block, Document, TextBlock

Reading = tuple[list[Block], int]

_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+(?P<text>.*))?")
_PIPE_RULE = re.compile(r"(?:\|\s*)?:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}|\s*`{3,}\w*\s*")
_BULLET = re.compile(r"\s*(?:[-*+•●▪■□◦❖➢✓·\uf0b7\uf0a7–]\s+)+")
_ENUMERATED = re.compile(
    r"\s*\(?(?:[a-z]|\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5})[.)]\s+\S", re.IGNORECASE
)
_GLUED = re.compile(r"(?<=[^\s*])\*{4}(?=[^\s*])")
_TABLE_START = re.compile(r"\s*<table\b", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)
_WRAPPED_LINE_CHARS = 60
SHORTEST_WRAP = 3
_LINES_A_ROW = 4
"""Lines that are as much as a row of a table."""


def read_markdown(text: str) -> Iterator[Block]:
    """The blocks of a text, in reading order."""
    return _blocks(content_lines(text))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    place = 0
    while place < len(lines):
        if not lines[place].strip():
            place += 1
            continue
        blocks, place = next(
            reading for reader in _READERS if (reading := reader(lines, place)) is not None
        )
        yield from blocks


def html_table(lines: Sequence[str], start: int) -> Reading | None:
    """A table written as HTML elements among the lines."""
    if not _TABLE_START.match(lines[start]):
        return None
    from piao.extractors.html import read_html

    end = start
    while end < len(lines) - 1 and not _TABLE_END.search(lines[end]):
        end += 1
    return list(read_html("\n".join(lines[start : end + 1]))), end + 1


def pipe_table(lines: Sequence[str], start: int) -> Reading | None:
    """A table of pipes: `| a | b |`, a rule of dashes under its heading where it has one."""
    rule_follows = start + 1 < len(lines) and _is_pipe_rule(lines[start + 1])
    if not (lines[start].lstrip().startswith("|") or (rule_follows and "|" in lines[start])):
        return None
    end = start
    while end < len(lines) and _PIPE.search(lines[end]):
        end += 1
    if end - start == 1 and len(_PIPE.findall(lines[start])) < 2:
        return None
    rules = [index for index in range(start, end) if _is_pipe_rule(lines[index])]
    rows = [_pipe_row(lines[index]) for index in range(start, end) if index not in rules]
    above = rows[: rules[0] - start] if rules else []
    if above and not any(entry.text for row in above for entry in row):
        # Markdown cannot write a table without a heading: a blank one stands for none.
        rows, above = rows[len(above) :], []
    is_title = len(above) == 1 and sum(bool(entry.text) for entry in above[0]) < 2
    header_rows = len(above) if above and not is_title else None
    table = make_table(rows, "pipes", header_rows)
    return ([table] if table else []), end


def tab_table(lines: Sequence[str], start: int) -> Reading | None:
    """A table of tabs: consecutive lines with tabs; a line between two of them is a row too."""
    if "\t" not in lines[start]:
        return None
    end = start
    while end < len(lines) and "\t" in lines[end]:
        end += 1
        if end + 1 < len(lines) and "\t" in lines[end + 1] and _is_running_text(lines[end]):
            end += 1
    rows = [line.split("\t") for line in _with_wraps_joined(lines[start:end])]
    if all(_is_indented_text(row) for row in rows):
        return list(_blocks([line.replace("\t", " ").strip() for line in lines[start:end]])), end
    entries = [[_entry(cell, gaps_break=True) for cell in row] for row in rows]
    table = make_table(entries, "tabs")
    return ([table] if table else []), end


def _with_wraps_joined(lines: Sequence[str]) -> list[str]:
    """The lines of a table; one without a tab, in lower case, goes on the line above."""
    joined: list[str] = []
    for line in lines:
        if joined and "\t" not in line and line[:1].islower() and len(line) > SHORTEST_WRAP:
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
    return joined


def heading(lines: Sequence[str], start: int) -> Reading | None:
    """A `#` heading or a line wholly in bold; several glued by `****` are several headings."""
    match = _HEADING.fullmatch(lines[start])
    if match is None and not is_bold(lines[start]):
        return None
    if match is None and _BULLET.match(lines[start]):
        return None
    level = len(match[1]) if match else None
    glued = _GLUED.sub("**\n**", (match["text"] or "").rstrip(" #") if match else lines[start])
    parts = (plain(part) for part in glued.split("\n"))
    return [TextBlock(text, bold=bold, level=level) for text, bold in parts if text], start + 1


def list_item(lines: Sequence[str], start: int) -> Reading | None:
    """One item of a list: its bullet is dropped, its letter or number kept."""
    bullet = _BULLET.match(lines[start])
    if bullet is None and not _ENUMERATED.match(lines[start]):
        return None
    blocks, end = _running_text(lines, start, bullet.end() if bullet else 0)
    return [replace(block, item=True) for block in blocks if isinstance(block, TextBlock)], end


def paragraph(lines: Sequence[str], start: int) -> Reading:
    """A line and those that it wraps into."""
    return _running_text(lines, start, 0)


def rule(lines: Sequence[str], start: int) -> Reading | None:
    """A line that only draws: says nothing."""
    return ([], start + 1) if _RULE.fullmatch(lines[start]) else None


_READERS: tuple[Callable[[Sequence[str], int], Reading | None], ...] = (
    html_table,
    pipe_table,
    tab_table,
    rule,
    heading,
    list_item,
    paragraph,
)


def _running_text(lines: Sequence[str], start: int, skip: int) -> Reading:
    parts = [lines[start][skip:]]
    end = start + 1
    while end < len(lines) and _wraps(parts[-1], lines[end]):
        parts.append(lines[end])
        end += 1
    markup = " ".join(part.strip().removesuffix("\\") for part in parts)
    text, bold = plain(markup)
    block = TextBlock(text, bold=bold, lead=lead_of_markup(markup, text))
    return ([block] if text else []), end


def _wraps(line: str, following: str) -> bool:
    """Whether `line` goes on in `following`, rather than a new one beginning there."""
    if not _is_running_text(following) or line.endswith(("  ", "\\")):
        return False
    long = len(line.strip()) >= _WRAPPED_LINE_CHARS and not line.rstrip().endswith((".", ":", ";"))
    return long or following.lstrip()[:1].islower()


def _is_running_text(line: str) -> bool:
    return bool(line.strip()) and not (
        "\t" in line
        or line.lstrip().startswith("|")
        or _TABLE_START.match(line)
        or _RULE.fullmatch(line)
        or _HEADING.fullmatch(line)
        or _BULLET.match(line)
        or _ENUMERATED.match(line)
        or is_bold(line)
    )


def _is_indented_text(row: Sequence[str]) -> bool:
    """Whether the tabs only indent: none after the text, none between but after a bullet."""
    filled = [cell for cell in row if cell.strip()]
    item = f"{filled[0]} {filled[-1]}" if len(filled) == 2 else ""
    is_item = bool(_BULLET.match(item) or _ENUMERATED.match(item)) and len(filled[0].strip()) < 6
    return bool(row[-1].strip()) and (len(filled) == 1 or is_item)


def _is_pipe_rule(line: str) -> bool:
    return "|" in line and _PIPE_RULE.fullmatch(line.strip()) is not None


def _pipe_row(line: str) -> list[Entry]:
    cells = _PIPE.split(line.strip())
    if cells and not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip() and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return [_entry(cell) for cell in cells]


def _entry(markup: str, *, gaps_break: bool = False) -> Entry:
    text, bold = plain(markup.strip(), gaps_break=gaps_break)
    return Entry(text, bold=bold, lead=lead_of_markup(markup, text))


def _recognises(content: bytes) -> float:
    return 0.1 if decode_head(content) else 0.0


def extract(source: Source) -> Document:
    """Read the text; one not in Unicode is read as Windows-1252, with a finding."""
    text, problems = read_text(source)
    check_rows(source, text.count("\n"), _LINES_A_ROW * source.settings.most_rows)
    return assemble(source, "text", read_markdown(text), problems)


FORMAT = Format("text", _recognises, extract)
