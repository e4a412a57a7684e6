"""Files that are not what they seem, and files made to do harm."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from piao.extractors import extract
from piao.extractors.detection import OLE2_SIGNATURE
from piao.schema.errors import PasswordError, UnreadableFileError
from tests.outlines import outline

FIXTURES = Path(__file__).parents[1] / "fixtures"
XLSX = FIXTURES / "merged-and-formatted.xlsx"
ODS = FIXTURES / "merged-and-formatted.ods"
DOCX = FIXTURES / "merged-cells-and-changes.docx"

JUNK = b"".join(hashlib.sha256(bytes([number])).digest() for number in range(200))
ENTITIES = "".join(
    f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' if level else '<!ENTITY e0 "aaaaaaaaaa">'
    for level in range(10)
)


def with_part(original: Path, part: str, content: bytes) -> bytes:
    """The archive with one part replaced or added."""
    buffer = io.BytesIO()
    with ZipFile(original) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        target.writestr(part, content)
    return buffer.getvalue()


def part(original: Path, name: str) -> str:
    """The text of a part of the archive."""
    with ZipFile(original) as source:
        return source.read(name).decode()


def refusal(tmp_path: Path, content: bytes, name: str = "plan.pdf") -> str:
    """The message with which the file is refused, without its path."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError) as caught:
        extract(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    return message.removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty. Download it again."),
        (b" \n\t\0\0\r\n", "the file is empty. Download it again."),
        (JUNK, "the content is of no known format"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "this is a PNG image"),
        (b"{\\rtf1\\ansi Piano}", "this is an RTF document"),
        (OLE2_SIGNATURE + bytes(600) + "WordDocument".encode("utf-16-le"), "this is a document in"),
        (b"testo\0con\0byte\0nulli" * 10, "the content is of no known format"),
        (b"PK\x03\x04" + bytes(100), "this is a ZIP archive"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    assert refusal(tmp_path, content).startswith(message)


def test_paths_that_lead_to_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, words in [
        (tmp_path / "none.pdf", "does not exist"),
        (tmp_path, "this is a folder"),
        (pipe, "this is not a file"),
        (Path("a\0b"), "cannot be read"),
    ]:
        with pytest.raises(UnreadableFileError, match=words):
            extract(path)


@pytest.mark.parametrize(
    ("content", "format_name"),
    [
        (b"Solo testo, salvato con il nome sbagliato.", "text"),
        (b"<!DOCTYPE html><html><body><h1>404</h1></body></html>", "html"),
        (b"Obiettivo;Peso\nTempi;40\n", "csv"),
        (DOCX.read_bytes(), "docx"),
        (XLSX.read_bytes(), "workbook"),
        (ODS.read_bytes(), "workbook"),
    ],
)
def test_content_decides_whatever_the_name(
    tmp_path: Path, content: bytes, format_name: str
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(content)
    assert extract(path).format == format_name


@pytest.mark.parametrize("original", [DOCX, XLSX, ODS])
def test_truncated_office_files(tmp_path: Path, original: Path) -> None:
    content = original.read_bytes()
    assert refusal(tmp_path, content[: len(content) * 3 // 4]).startswith(
        ("the file is damaged", "this is a ZIP archive")
    )


@pytest.mark.parametrize(
    ("original", "name", "content"),
    [
        (DOCX, "word/document.xml", b"<w:document"),
        (DOCX, "word/document.xml", b"<a/>"),
        (DOCX, "[Content_Types].xml", b""),
        (XLSX, "xl/workbook.xml", b"<workbook"),
        (XLSX, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c"),
        (XLSX, "xl/_rels/workbook.xml.rels", b""),
        (ODS, "content.xml", b"<office"),
    ],
)
def test_damaged_parts(tmp_path: Path, original: Path, name: str, content: bytes) -> None:
    assert "damaged" in refusal(tmp_path, with_part(original, name, content))


@pytest.mark.parametrize("original", [DOCX, XLSX])
def test_archives_that_unpack_to_too_much(tmp_path: Path, original: Path) -> None:
    bomb = with_part(original, "media/zeros.bin", bytes(201_000_000))
    assert refusal(tmp_path, bomb).startswith("it unpacks to over 200 MB")
    understated = bomb.replace((201_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert understated != bomb
    assert refusal(tmp_path, understated).startswith("it unpacks to over 200 MB")


@pytest.mark.parametrize(
    ("original", "name"),
    [(DOCX, "word/document.xml"), (XLSX, "xl/worksheets/sheet1.xml"), (ODS, "content.xml")],
)
def test_entities_are_never_expanded(tmp_path: Path, original: Path, name: str) -> None:
    body = part(original, name).rpartition("?>")[2]
    assert "Obiettivo" in body
    root = body.strip()[1:].split(None, 1)[0].rstrip(">")
    text = f"<!DOCTYPE {root} [{ENTITIES}]>{body.replace('Obiettivo', '&e9;')}"
    path = tmp_path / "bomb"
    path.write_bytes(with_part(original, name, text.encode()))
    try:
        longest = max(len(cell.text) for table in extract(path).tables for cell in table.cells)
    except UnreadableFileError:
        longest = 0
    assert longest < 1000


def test_html_entities_are_never_expanded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.html"
    path.write_text(f"<!DOCTYPE html [{ENTITIES}]><html><p>a &e9; b</html>", encoding="utf-8")
    assert sum(len(str(block)) for block in extract(path).blocks) < 5000


def test_cells_at_the_far_end_of_a_sheet(tmp_path: Path) -> None:
    name = "xl/worksheets/sheet1.xml"
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = part(XLSX, name).replace("</sheetData>", far)
    message = refusal(tmp_path, with_part(XLSX, name, sheet.encode()))
    assert message.startswith("the sheet 'Obiettivi' spans too many cells")


def test_cells_repeated_without_end(tmp_path: Path) -> None:
    row = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    row += 'table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>'
    content = part(ODS, "content.xml")
    start = content.index("<table:table-row")
    repeated = f"{content[:start]}{row}</table:table-row>{content[start:]}".encode()
    message = refusal(tmp_path, with_part(ODS, "content.xml", repeated))
    assert message.startswith("the sheet 'Obiettivi' spans too many cells")


def test_protected_office_files(tmp_path: Path) -> None:
    encrypted_ods = tmp_path / "plan.ods"
    encrypted_ods.write_bytes(
        with_part(ODS, "META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>")
    )
    renamed = Path(shutil.copy(FIXTURES / "password-segreto.xlsx", tmp_path / "plan.docx"))
    for path in (FIXTURES / "password-segreto.xlsx", renamed, encrypted_ods):
        with pytest.raises(PasswordError, match="needs a password"):
            extract(path)


def test_a_table_too_large_is_a_finding_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_text(
        "Prima\n\n" + "\t" * 2000 + "x\n" + "a\tb\n" * 5001 + "\nDopo", encoding="utf-8"
    )
    document = extract(path)
    assert outline(document)[0] == "Prima"
    assert outline(document)[-1] == "Dopo"
    (table,) = document.tables
    assert table.columns <= 1000


@pytest.mark.parametrize(
    "text",
    [
        " " * 50_000 + "x",
        "." * 50_000 + "x",
        "<b>" * 50_000,
        "**a " * 50_000,
        "_a " * 50_000,
        "# " + "# " * 50_000 + "x",
        "| " * 50_000 + "\n" + "-" * 50_000,
        "$" * 50_000,
        "<!--" * 50_000,
        "\ta\n" * 50_000,
        "[" * 50_000,
        "a\n" * 50_000,
        "<div>" * 50_000,
        "<table><tr><td>" * 20_000,
    ],
    ids=lambda text: text[:12].strip() or "blanks",
)
def test_texts_made_to_be_slow_end(tmp_path: Path, text: str) -> None:
    path = tmp_path / "slow.txt"
    path.write_text(text, encoding="utf-8")
    assert extract(path).format in {"text", "html", "csv"}


def test_importing_the_extractors_is_cheap() -> None:
    heavy = {"lxml", "docx", "python_calamine", "pypdfium2", "pandas", "camelot", "pdfplumber"}
    code = (
        "import sys; from piao.extractors.registry import formats; formats(); "
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.split())


def test_every_format_is_found() -> None:
    from piao.extractors.registry import formats

    assert [entry.name for entry in formats()] == [
        "csv", "docx", "html", "text", "pdf", "workbook",
    ]  # fmt: skip
