"""HTML pages, and the HTML tables inside other texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from piao.extractors.registry import Format, Source
from piao.extractors.shared.assembly import Entry, assemble, check_rows, make_table
from piao.extractors.shared.decoding import decode, decode_head, read_text
from piao.extractors.shared.inline import folded, plain
from piao.extractors.shared.lines import bold_lead
from piao.extractors.shared.pagination import is_contents_line
from piao.schema.document import (
    ArtifactKind,
    Block,
    Document,
    PageArtifact,
    Table,
    TextBlock,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ROW_SPAN = 65_534
MAX_COLUMN_SPAN = 1_000

_PREAMBLE = re.compile(r"\s+|<\?xml[^>]*>")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_FRAGMENT = re.compile(r"\s*<(?:div|section|article|main|h[1-6])\b", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)

_LEFT_OUT_TAGS = "button footer head iframe nav noscript object script select style svg template"
_LEFT_OUT = frozenset(_LEFT_OUT_TAGS.split())
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark "
    "nobr output q s samp small span strike strong sub sup time tt u var wbr"
)
_INLINE = frozenset(_INLINE_TAGS.split())
_BOLD = frozenset(("b", "strong"))
_APART = frozenset(("a", "data", "label", "small", "span", "time"))
"""Inline elements that pages set side by side: a step and its day, a name and its tagline."""
_MOST_COLUMNS = 4
_TITLE_PARTS = re.compile(r"(?<!\s)\s+[|–—-]\s+")
_MOST_RUNNING_LINES = 20
_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")


def read_html(markup: str) -> Iterator[Block]:
    """The blocks of a page or fragment in reading order; navigation and scripts left out."""
    root = _parsed(markup)
    if root is not None:
        yield from _blocks(root)


def _running_lines(root: HtmlElement) -> list[str]:
    """What a page says of itself around its text: the parts of its title, and its footer."""
    titles = [part for title in root.iter("title") for part in _TITLE_PARTS.split(_all_text(title))]
    footers = [
        block.text
        for footer in root.iter("footer")
        for part in footer
        for block in _blocks(part)
        if isinstance(block, TextBlock)
    ]
    return list(dict.fromkeys(filter(None, [*titles, *footers])))[:_MOST_RUNNING_LINES]


def _all_text(element: HtmlElement) -> str:
    return folded(" ".join(element.itertext()))


def _parsed(markup: str) -> HtmlElement | None:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _blocks(element: HtmlElement) -> Iterator[Block]:
    """Text up to each inner block, the inner blocks, the text after them."""
    pieces: list[tuple[str, bool]] = []
    yield from _walk(element, pieces, bold=False)
    yield from _flush(pieces, None)


def _walk(element: HtmlElement, pieces: list[tuple[str, bool]], *, bold: bool) -> Iterator[Block]:
    tag = _tag(element)
    if tag in _LEFT_OUT or _is_hidden(element):
        return
    if tag == "table" and not _is_layout(element):
        yield from _flush(pieces, None)
        table = read_table(element)
        if table is not None:
            yield table
        return
    if tag == "dl" and (definitions := read_definitions(element)) is not None:
        yield from _flush(pieces, None)
        yield definitions
        return
    match = _HEADING.fullmatch(tag)
    level = int(match[1]) if match else None
    if tag not in _INLINE:
        yield from _flush(pieces, None)
    if tag == "br":
        pieces.append(("\n", True))
    bold = bold or tag in _BOLD
    columns = _columns(element)
    pieces.append((element.text or "", bold))
    for child in element:
        yield from _walk(child, pieces, bold=bold)
        pieces.append((child.tail or (" " if columns else ""), bold))
    if tag not in _INLINE:
        yield from _flush(pieces, level, item=tag == "li", columns=columns)


def _columns(element: HtmlElement) -> tuple[str, ...]:
    """The texts of inline elements that are all that an element holds."""
    while len(element) == 1 and _tag(element[0]) in _APART and not _own_text(element):
        element = element[0]
    parts = list(element)
    if not 1 < len(parts) <= _MOST_COLUMNS or any(_tag(part) not in _APART for part in parts):
        return ()
    if _own_text(element):
        return ()
    texts = tuple(map(_all_text, parts))
    return texts if all(texts) else ()


def _own_text(element: HtmlElement) -> str:
    """What an element prints between its parts."""
    return "".join(text or "" for text in (element.text, *(part.tail for part in element))).strip()


def _flush(
    pieces: list[tuple[str, bool]],
    level: int | None,
    *,
    item: bool = False,
    columns: tuple[str, ...] = (),
) -> Iterator[TextBlock]:
    text, bold, lead = _text_of(pieces)
    pieces.clear()
    if text and not is_contents_line(text):
        yield TextBlock(text, bold=bold, level=level, lead=lead, item=item, columns=columns)


def _text_of(pieces: list[tuple[str, bool]]) -> tuple[str, bool, str]:
    """The text with white space folded, whether all of it is bold, else its bold first words."""
    solid = [bold for text, bold in pieces if any(map(str.isalnum, text))]
    text = "".join(text if text == "\n" else re.sub(r"\s+", " ", text) for text, _ in pieces)
    cleaned, _ = plain(text) if "$" in text or "*" in text else (folded(text), False)
    return cleaned, bool(solid) and all(solid), bold_lead(cleaned, pieces)


def read_table(element: HtmlElement) -> Table | None:
    """The table with its spans; rows wholly of `<th>` or in `<thead>` are its heading."""
    rows = [row for row in element.iter("tr") if _owner(row) is element]
    cells = [[cell for cell in row if _tag(cell) in ("td", "th")] for row in rows]
    entries = [[_entry(cell) for cell in row] for row in cells]
    headings = [
        _tag(row.getparent()) == "thead"
        or (len(row_cells) > 1 and all(_tag(cell) == "th" for cell in row_cells))
        for row, row_cells in zip(rows, cells, strict=True)
    ]
    header_rows = next((place for place, is_heading in enumerate(headings) if not is_heading), 0)
    return make_table(entries, "html", header_rows or None)


def read_definitions(element: HtmlElement) -> Table | None:
    """A list of names with what they stand for, as a table of two columns."""
    rows: list[list[Entry]] = []
    for item in element.iter("dt", "dd"):
        if next(item.iterancestors("dl"), None) is not element:
            continue
        if item.tag == "dt" or not rows:
            rows.append([_entry(item)])
        elif len(rows[-1]) == 1:
            rows[-1].append(_entry(item))
        else:
            last = rows[-1][1]
            rows[-1][1] = replace(last, text=f"{last.text}\n{_entry(item).text}")
    return make_table(rows, "html", None)


def _entry(cell: HtmlElement) -> Entry:
    pieces: list[tuple[str, bool]] = []
    _collect(cell, pieces, bold=False)
    text, bold, lead = _text_of(pieces)
    return Entry(
        text,
        _span(cell, "rowspan", MAX_ROW_SPAN) or MAX_ROW_SPAN,
        _span(cell, "colspan", MAX_COLUMN_SPAN) or 1,
        bold=bold,
        lead=lead,
    )


def _collect(element: HtmlElement, pieces: list[tuple[str, bool]], *, bold: bool) -> None:
    """The text inside a cell, its blocks as lines, a table inside it as lines of its rows."""
    tag = _tag(element)
    if tag in _LEFT_OUT or _is_hidden(element):
        return
    breaks = tag == "br" or tag not in (*_INLINE, "td", "th")
    if breaks:
        pieces.append(("\n", True))
    bold = bold or tag in _BOLD
    pieces.append((element.text or "", bold))
    for child in element:
        _collect(child, pieces, bold=bold)
        pieces.append(
            (f" {child.tail or ''}" if _tag(child) in ("td", "th") else child.tail or "", bold)
        )
    if breaks and tag != "br":
        pieces.append(("\n", True))


def _span(cell: HtmlElement, name: str, limit: int) -> int:
    """The span, bounded; 0 is HTML's 'to the end'. Anything but a number is 1."""
    value = str(cell.get(name, "1")).strip()
    if not (value.isascii() and value.isdigit()):
        return 1
    return limit if len(value) > 6 else min(int(value), limit)


def _is_layout(table: HtmlElement) -> bool:
    """Whether the table only places other tables on the page, in one column or row."""
    if table.find(".//table") is None:
        return False
    rows = [row for row in table.iter("tr") if _owner(row) is table]
    return len(rows) < 2 or max(len(row) for row in rows) < 2


def _owner(row: HtmlElement) -> HtmlElement | None:
    return next(row.iterancestors("table"), None)


def _is_hidden(element: HtmlElement) -> bool:
    """Whether it is not shown, or repeats on every page as office suites write it."""
    style = str(element.get("style", "")).replace(" ", "").lower()
    running = element.get("title") in ("header", "footer") and _tag(element) == "div"
    return running or element.get("hidden") is not None or "display:none" in style


def _tag(element: HtmlElement | None) -> str:
    return element.tag if element is not None and isinstance(element.tag, str) else ""


def _recognises(content: bytes) -> float:
    head = decode_head(content)
    start = 0
    while True:
        if match := _PREAMBLE.match(head, start):
            start = match.end()
        elif head.startswith("<!--", start) and (end := head.find("-->", start)) > 0:
            start = end + len("-->")
        else:
            break
    if _PAGE.match(head, start):
        return 0.9
    return 0.3 if _FRAGMENT.match(head, start) else 0.0


def _declared_text(source: Source) -> str | None:
    """The text in the encoding that a `<meta>` states, for pages not in Unicode."""
    declared = _DECLARED.search(source.content[:4096])
    decoded = decode(source.content)
    if declared is None or (decoded is not None and decoded[1] != "cp1252"):
        return None
    try:
        return source.content.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None


def extract(source: Source) -> Document:
    """Read the page, in the encoding that its bytes or its own declaration show."""
    declared = _declared_text(source)
    text, problems = (declared, []) if declared is not None else read_text(source)
    check_rows(source, sum(1 for _ in _ROW.finditer(text)), source.settings.most_rows)
    root = _parsed(text)
    if root is None:
        return assemble(source, "html", (), problems)
    running = (PageArtifact(ArtifactKind.RUNNING_LINE, line) for line in _running_lines(root))
    return replace(assemble(source, "html", _blocks(root), problems), artifacts=tuple(running))


FORMAT = Format("html", _recognises, extract)
