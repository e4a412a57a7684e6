"""Word documents (DOCX): paragraphs and tables in the order of the body."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from piao.extractors.registry import Format, Source
from piao.extractors.shared.archive import check_archive, member_names
from piao.extractors.shared.assembly import MAX_COLUMNS, Entry, assemble, make_table
from piao.extractors.shared.inline import folded
from piao.extractors.shared.lines import bold_lead
from piao.extractors.shared.pagination import is_contents_line
from piao.schema.document import ArtifactKind, Block, Document, PageArtifact, Table, TextBlock
from piao.schema.errors import UnreadableFileError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_COLUMNS = 4
_MOST_ANCESTORS = 30
_LEFT_OUT = frozenset(
    (
        *(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_DAMAGE = (AssertionError, AttributeError, LookupError, OSError, TypeError, ValueError)
"""What python-docx raises, besides errors of lxml, where a part or an attribute is missing."""
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says, its ancestors' word included."""

    level: int | None = None
    bold: bool = False
    is_contents: bool = False


_Styles = Mapping[str | None, _Style]


def _recognises(content: bytes) -> float:
    return float("word/document.xml" in member_names(content))


def extract(source: Source) -> Document:
    """Read the body; deleted text and tables of contents are left out.

    Headers and footers are no blocks: they are the document's running lines.
    """
    import docx
    from lxml.etree import LxmlError

    check_archive(source)
    try:
        word = docx.Document(io.BytesIO(source.content))
        blocks = list(_blocks(word.element.body, _styles(word.styles.element)))
        running = [PageArtifact(ArtifactKind.RUNNING_LINE, line) for line in _running_lines(word)]
    except (LxmlError, *_DAMAGE) as error:
        raise UnreadableFileError(
            "{path}: the Word document is damaged ({error}). Save it again.",
            path=source.path,
            error=str(error),
        ) from error
    return replace(assemble(source, "docx", blocks), artifacts=tuple(running))


def _running_lines(word: WordDocument) -> Iterator[str]:
    """The distinct texts of headers and footers, page numbers left out."""
    texts = dict.fromkeys(
        " ".join(paragraph.text.split())
        for section in word.sections
        for part in (section.header, section.footer)
        for paragraph in part.paragraphs
    )
    return (text for text in texts if any(char.isalpha() for char in text))


def _blocks(parent: _Element, styles: _Styles) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, styles)
            for box in _boxes(child):
                yield from _blocks(box, styles)
        elif child.tag == f"{_W}tbl":
            table = _table(child, styles)
            if table is not None:
                yield table
        elif child.tag not in _LEFT_OUT and not _is_contents_part(child):
            yield from _blocks(child, styles)


def _paragraph(paragraph: _Element, styles: _Styles) -> Iterator[TextBlock]:
    style = _style_of(paragraph, "pPr/pStyle", styles)
    printed = _text(paragraph)
    text = folded(printed)
    columns = tuple(filter(None, map(folded, printed.split("\t"))))
    if text and not style.is_contents and not _is_contents_entry(paragraph, text):
        outline = paragraph.find(_path("pPr/outlineLvl"))
        level = _level(outline) if outline is not None else style.level
        pieces = _pieces(paragraph, style, styles)
        yield TextBlock(
            text,
            bold=_are_bold(pieces),
            level=level,
            lead=bold_lead(text, pieces),
            item=level is None and paragraph.find(_path("pPr/numPr")) is not None,
            columns=columns if 1 < len(columns) <= _MOST_COLUMNS else (),
        )


def _table(table: _Element, styles: _Styles) -> Table | None:
    """The table; cells merged by `gridSpan` and `vMerge` are one cell."""
    rows: list[list[Entry]] = []
    open_cells: dict[int, tuple[int, int]] = {}
    headings: list[bool] = []
    for row, element in enumerate(_children(table, "tr")):
        rows.append([])
        headings.append(_is_on(element.find(_path("trPr/tblHeader"))))
        before = _number(element, "trPr/gridBefore")
        if before:
            rows[row].append(Entry(col_span=before))
        col = before
        for cell in _children(element, "tc"):
            span = max(1, _number(cell, "tcPr/gridSpan"))
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            continues = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            if continues and col in open_cells:
                first_row, place = open_cells[col]
                first = rows[first_row][place]
                rows[first_row][place] = replace(first, row_span=row - first_row + 1)
            else:
                open_cells.pop(col, None)
                if merge is not None:
                    open_cells[col] = (row, len(rows[row]))
                rows[row].append(_entry(cell, span, styles))
            col += span
    header_rows = next((row for row, heading in enumerate(headings) if not heading), 0)
    return make_table(rows, "docx", header_rows or None)


def _entry(cell: _Element, span: int, styles: _Styles) -> Entry:
    """The cell, its paragraphs as lines, those of a table inside it too."""
    lines: list[str] = []
    pieces: list[tuple[str, bool]] = []
    for element in _descendants(cell, "p"):
        if text := folded(_text(element)):
            lines.append(text)
            style = _style_of(element, "pPr/pStyle", styles)
            pieces += _pieces(element, style, styles)
    text = "\n".join(lines)
    return Entry(text, 1, span, _are_bold(pieces), bold_lead(text, pieces))


def _text(element: _Element) -> str:
    """The text of a paragraph or run as it stands after all changes; boxes in it apart."""
    parts = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif child.tag not in _LEFT_OUT and child.tag != f"{_W}txbxContent":
            parts.append(_text(child))
    return "".join(parts)


def _pieces(paragraph: _Element, style: _Style, styles: _Styles) -> list[tuple[str, bool]]:
    """The texts of the runs with whether each is bold; blank ones are left out."""
    runs = [(run, text) for run in paragraph.iter(f"{_W}r") if (text := _text(run)).strip()]
    return [(text, _is_bold_run(run, style, styles)) for run, text in runs]


def _are_bold(pieces: Sequence[tuple[str, bool]]) -> bool:
    return bool(pieces) and all(bold for _, bold in pieces)


def _is_bold_run(run: _Element, style: _Style, styles: _Styles) -> bool:
    own = run.find(_path("rPr/b"))
    if own is not None:
        return _is_on(own)
    named = run.find(_path("rPr/rStyle")) is not None
    return style.bold or (named and _style_of(run, "rPr/rStyle", styles).bold)


def _styles(root: _Element) -> _Styles:
    """Every style by its id, the default paragraph style under None."""
    elements = {style.get(f"{_W}styleId"): style for style in root.findall(f"{_W}style")}
    styles: dict[str | None, _Style] = {
        name: _resolved(element, elements) for name, element in elements.items()
    }
    for name, element in elements.items():
        if element.get(f"{_W}type") == "paragraph" and element.get(f"{_W}default") == "1":
            styles[None] = styles[name]
    return styles


def _resolved(element: _Element, elements: Mapping[str | None, _Element]) -> _Style:
    """The style with what it takes over from those that it is based on."""
    level, bold = None, None
    seen: set[str | None] = set()
    current: _Element | None = element
    while len(seen) < _MOST_ANCESTORS and current is not None:
        if current.get(f"{_W}styleId") in seen:
            break
        seen.add(current.get(f"{_W}styleId"))
        name = _value(current, "name").lower()
        if level is None:
            match = _HEADING_NAME.fullmatch(name)
            outline = current.find(_path("pPr/outlineLvl"))
            level = int(match[1]) if match else 1 if name == "title" else _level(outline)
        own = current.find(_path("rPr/b"))
        if bold is None and own is not None:
            bold = _is_on(own)
        current = elements.get(_value(current, "basedOn"))
    name = _value(element, "name").lower()
    return _Style(level, bool(bold), name.startswith(("toc ", "table of figures")))


def _style_of(element: _Element, path: str, styles: _Styles) -> _Style:
    return styles.get(_value(element, path) or None) or styles.get(None) or _Style()


def _is_contents_entry(paragraph: _Element, text: str) -> bool:
    """Whether this refers to a page: by leaders, those of a tab stop too, or by a field."""
    stops = paragraph.iterfind(_path("pPr/tabs/tab"))
    leads = any((stop.get(f"{_W}leader") or "none") != "none" for stop in stops)
    refers = any("PAGEREF" in (field.text or "") for field in paragraph.iter(f"{_W}instrText"))
    return is_contents_line(text) or ((leads or refers) and text[-1:].isdecimal())


def _is_contents_part(element: _Element) -> bool:
    return _value(element, "sdtPr/docPartObj/docPartGallery") == "Table of Contents"


def _descendants(element: _Element, name: str) -> Iterator[_Element]:
    """The elements of that name inside, those of alternative content once."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        if child.tag not in _LEFT_OUT:
            yield from _descendants(child, name)


def _boxes(element: _Element) -> Iterator[_Element]:
    """The text boxes inside, without those that are inside of another."""
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _boxes(child)


def _children(element: _Element, name: str) -> Iterator[_Element]:
    """The rows or cells of a table, also those wrapped in content controls."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _children(child, name)


def _path(names: str) -> str:
    return "/".join(f"{_W}{name}" for name in names.split("/"))


def _value(element: _Element, path: str) -> str:
    found = element.find(_path(path))
    return "" if found is None else found.get(f"{_W}val") or ""


def _number(element: _Element, path: str) -> int:
    value = _value(element, path)
    return min(int(value), MAX_COLUMNS) if value.isascii() and value[:6].isdigit() else 0


def _level(outline: _Element | None) -> int | None:
    """Heading level 1-9 from an outline level 0-8; 9 is running text."""
    value = "" if outline is None else outline.get(f"{_W}val") or ""
    return int(value) + 1 if value in tuple("012345678") else None


def _is_on(switch: _Element | None) -> bool:
    return switch is not None and (switch.get(f"{_W}val") or "1") not in _OFF


FORMAT = Format("docx", _recognises, extract)
