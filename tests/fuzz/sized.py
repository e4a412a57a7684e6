"""Documents of one shape and any size in every format: what is long in them is one thing."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_SENTENCE = (
    "Il settore riduce i tempi medi di pagamento da 45 a 30 giorni entro il 31 dicembre 2025, "
    "peso 20%, responsabile la dirigente dell'area finanziaria (art. 4, c. 2);"
)
_HEADING_ROW = ("Obiettivo", "Indicatore", "Target", "Peso")


@dataclass(frozen=True, slots=True)
class Heading:
    """A title of the first level."""

    text: str


Part = Heading | str | Sequence[Sequence[str]]
"""A title, a paragraph or the rows of a table."""


def _prose(words: int) -> str:
    return " ".join(islice(cycle(_SENTENCE.split()), words))


def _row(number: int) -> tuple[str, ...]:
    return f"Ridurre i tempi {number}", "Giorni medi", f"{number % 90} giorni", f"{number % 50}%"


def long_word(size: int) -> Iterator[Part]:
    """A line without a blank, as damage to a file leaves it."""
    yield from (Heading("Obiettivi"), "pagamento" * (1500 * size), [_HEADING_ROW, _row(1)])


def long_paragraph(size: int) -> Iterator[Part]:
    """Words and figures without an end."""
    yield from (Heading("Obiettivi"), _prose(3000 * size), [_HEADING_ROW, _row(1)])


def long_cell(size: int) -> Iterator[Part]:
    """A table of which one cell is as long as a document."""
    long = ("Ridurre i tempi", _prose(1000 * size), "30 giorni", "20%")
    yield from (Heading("Obiettivi"), [_HEADING_ROW, _row(1), long, _row(2)])


def many_cells(size: int) -> Iterator[Part]:
    """Tables as broad as their rows are many."""
    for number in range(4 * size):
        yield f"Scheda {number}"
        yield [[f"{row * col % 97} giorni" for col in range(12)] for row in range(12)]


def many_rows(size: int) -> Iterator[Part]:
    """A register of objectives."""
    yield from (Heading("Obiettivi"), [_HEADING_ROW, *map(_row, range(80 * size))])


def many_headings(size: int) -> Iterator[Part]:
    """Titles with a line under each."""
    for number in range(60 * size):
        yield from (Heading(f"{number}. Obiettivo numero {number}"), "Si riducono i tempi.")


def long_text(piece: str, size: int) -> Iterator[Part]:
    """A paragraph and a cell of nothing but a piece of text."""
    long = ("Ridurre i tempi", f"x{piece * (3000 * size // len(piece))} fine", "30 giorni", "20%")
    yield from (Heading("Obiettivi"), long[1], [_HEADING_ROW, _row(1), long, _row(2)])


SHAPES: Mapping[str, Callable[[int], Iterator[Part]]] = {
    shape.__name__: shape
    for shape in (long_word, long_paragraph, long_cell, many_cells, many_rows, many_headings)
}


def markdown(parts: Iterator[Part]) -> bytes:
    return "\n\n".join(map(_markdown, parts)).encode()


def _markdown(part: Part) -> str:
    match part:
        case Heading():
            return f"# {part.text}"
        case str():
            return part
    lines = [f"| {' | '.join(row)} |" for row in part]
    return "\n".join([lines[0], "|---" * len(part[0]) + "|", *lines[1:]])


def text(parts: Iterator[Part]) -> bytes:
    return "\n\n".join(
        "\n".join(map("\t".join, _rows(part))) for part in parts
    ).encode()  # fmt: skip


def csv(parts: Iterator[Part]) -> bytes:
    rows = (row for part in parts for row in [*_rows(part), ("",)])
    return "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode()


def _rows(part: Part) -> Sequence[Sequence[str]]:
    match part:
        case Heading():
            return [(part.text,)]
        case str():
            return [(part,)]
    return part


def html(parts: Iterator[Part]) -> bytes:
    return f"<!DOCTYPE html><html><body>{''.join(map(_html, parts))}</body></html>".encode()


def _html(part: Part) -> str:
    match part:
        case Heading():
            return f"<h1>{escape(part.text)}</h1>"
        case str():
            return f"<p>{escape(part)}</p>"
    return f"<table>{_grid(part, 'tr', '<td>{}</td>')}</table>"


def _grid(rows: Sequence[Sequence[str]], row: str, cell: str) -> str:
    inner = ("".join(cell.format(escape(text)) for text in texts) for texts in rows)
    return "".join(f"<{row}>{cells}</{row}>" for cells in inner)


def docx(parts: Iterator[Part]) -> bytes:
    return docx_of("".join(map(_docx, parts)))


def docx_of(body: str) -> bytes:
    """A document of Word, whose body is given as XML."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>'
    parts = {"word/document.xml": document}
    return _office("word/document.xml", "wordprocessingml.document.main", parts)


def _docx(part: Part) -> str:
    match part:
        case Heading():
            level = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
            return f"<w:p>{level}<w:r><w:t>{escape(part.text)}</w:t></w:r></w:p>"
        case str():
            return f"<w:p><w:r><w:t>{escape(part)}</w:t></w:r></w:p>"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    return f"<w:tbl>{_grid(part, 'w:tr', cell)}</w:tbl>"


def xlsx(parts: Iterator[Part]) -> bytes:
    rows = [row for part in parts for row in [*_rows(part), ("",)]]
    return xlsx_of(_grid(rows, "row", '<c t="inlineStr"><is><t>{}</t></is></c>'))


def xlsx_of(rows: str) -> bytes:
    """A workbook of one sheet, whose rows are given as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Foglio1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
    }
    return _office("xl/workbook.xml", "spreadsheetml.sheet.main", parts)


def _office(main: str, kind: str, parts: Mapping[str, str]) -> bytes:
    form = f"application/vnd.openxmlformats-officedocument.{kind}+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{form}"/></Types>'
    )
    relations = _relations("officeDocument", main)
    return _archive({"[Content_Types].xml": types, "_rels/.rels": relations, **parts})


def _relations(kind: str, target: str) -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
    )


def ods(parts: Iterator[Part]) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [row for part in parts for row in [*_rows(part), ("",)]]
    return ods_of(_grid(rows, "table:table-row", cell))


def ods_of(rows: str) -> bytes:
    """A spreadsheet of one sheet, whose rows are given as XML."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Foglio1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return _archive(parts)


def _archive(parts: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


FORMATS: Mapping[str, Callable[[Iterator[Part]], bytes]] = {
    "md": markdown,
    "txt": text,
    "csv": csv,
    "html": html,
    "docx": docx,
    "xlsx": xlsx,
    "ods": ods,
}
"""Writers by the ending of a file's name."""
