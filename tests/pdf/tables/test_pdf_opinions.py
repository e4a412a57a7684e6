"""Pages on which another table reader is asked: what is taken from it, and what is said."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from piao.extractors import ExtractionSettings, SecondOpinion
from piao.extractors.pdf import extract
from piao.extractors.pdf.file.file_objects import FileObjects
from piao.extractors.pdf.file.reader import read_page
from piao.extractors.pdf.model import FoundTable, Style, Word
from piao.extractors.pdf.tables.opinions import lines_in_columns, weigh, with_second_opinion
from piao.extractors.pdf.tables.peers import PeerTable
from piao.schema.document import Document, Table
from tests.table_views import texts

FIXTURES = Path(__file__).parents[2] / "fixtures"
NEVER = ExtractionSettings(second_opinion=SecondOpinion.NEVER)
PLAIN = Style(10, bold=False, turn=0)

SERVICES = [
    ["Servizio", "Indicatore", "Peso"],
    ["Biblioteca", "Prestiti", "30%"],
    ["Museo", "Visitatori", "20%"],
    ["Archivio", "Richieste evase", "50%"],
]


def read(name: str, settings: ExtractionSettings | None = None) -> Document:
    path = FIXTURES / f"pdf-{name}.pdf"
    return extract(path, path.read_bytes(), settings=settings)


def told(document: Document) -> list[tuple[str, float]]:
    return [(table.extractor, table.confidence) for table in document.tables]


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


@pytest.mark.parametrize("name", ["rows-far-apart", "rows-far-apart-off-the-corner"])
def test_table_that_the_other_alone_sees_is_taken_where_its_columns_fit(name: str) -> None:
    document = read(f"opinion-{name}")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert texts(table) == SERVICES
    assert {(cell.row_span, cell.col_span) for cell in table.cells} == {(1, 1)}
    assert (told(document), codes(document)) == ([("camelot-network", 0.6)], [])
    assert list(read(f"opinion-{name}", NEVER).tables) == []


def test_columns_that_could_be_a_table_are_a_finding() -> None:
    document = read("opinion-two-columns-of-words")
    assert list(document.tables) == []
    (finding,) = document.findings
    assert (finding.code, finding.page) == ("possible_table", 1)
    assert codes(read("opinion-two-columns-of-words", NEVER)) == []


@pytest.mark.parametrize("name", ["opinion-prose-and-contents", "no-tables"])
def test_prose_lists_and_contents_stay_text_whatever_the_other_sees(name: str) -> None:
    document = read(name)
    assert (list(document.tables), codes(document)) == ([], [])


def test_the_same_columns_make_an_unsure_table_surer() -> None:
    document = read("opinion-words-without-heading")
    alone = read("opinion-words-without-heading", NEVER)
    assert told(alone) == [("borderless", 0.62)]
    assert told(document) == [("borderless+camelot-network", 0.67)]
    assert [texts(t) for t in document.tables] == [texts(t) for t in alone.tables]


def test_on_turned_pages_the_other_is_not_asked() -> None:
    content = (FIXTURES / "pdf-opinion-rows-far-apart.pdf").read_bytes()
    rotated = re.sub(rb"/MediaBox", b"/Rotate 90/MediaBox", content)
    assert list(extract(Path("piano.pdf"), rotated).tables) == []


def test_on_a_page_of_very_many_words_the_other_is_not_asked() -> None:
    content = (FIXTURES / "pdf-opinion-rows-far-apart.pdf").read_bytes()
    with pypdfium2.PdfDocument(content) as document:
        page = read_page(document, FileObjects(content, None), 1, lambda page, _codes: page)
        many = replace(page, words=[*page.words, *[word(10, 800)] * 5000])
        taken = [
            with_second_opinion(document, asked, [], page, known=(), seconds=60)[0]
            for asked in (page, many)
        ]
    assert [[one.table.extractor for one in tables] for tables in taken] == [
        ["camelot-network"],
        [],
    ]


def word(x0: float, top: float, text: str = "parola") -> Word:
    return Word(text, x0, top, x0 + 30, top + 10, PLAIN)


def found(confidence: float) -> FoundTable:
    table = Table("", (), 2, 3, "borderless", confidence=confidence)
    return FoundTable(table, (0, 0, 300, 100), (0, 100, 200, 300))


SAME = PeerTable("camelot-network", (0, 90, 190, 300), (0, 50, 100))
OTHER = PeerTable("camelot-network", (0, 300), (0, 50, 100))
ELSEWHERE = PeerTable("camelot-network", (0, 100, 300), (400, 500))


@pytest.mark.parametrize(
    ("confidence", "peer", "expected", "findings"),
    [
        (0.62, SAME, ("borderless+camelot-network", 0.67), []),
        (0.62, OTHER, ("borderless", 0.57), ["columns_in_doubt"]),
        (0.62, ELSEWHERE, ("borderless", 0.62), []),
        (0.8, OTHER, ("borderless", 0.8), []),
    ],
)
def test_weight_of_an_opinion(
    confidence: float, peer: PeerTable, expected: tuple[str, float], findings: list[str]
) -> None:
    words = [word(x, y) for y in (10, 60) for x in (10, 110, 210)]
    (weighed,), codes = weigh([found(confidence)], words, [peer])
    assert (weighed.table.extractor, weighed.table.confidence) == expected
    assert codes == findings


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([(10, 200), (10, 200), (10, 200)], 3, id="columns"),
        pytest.param([(10, 200), (10, 200)], 0, id="two lines"),
        pytest.param([(10, 120), (10, 160), (10, 200)], 0, id="words anywhere"),
    ],
)
def test_lines_in_columns(lines: list[tuple[int, ...]], expected: int) -> None:
    words = [word(x, 20.0 * row) for row, places in enumerate(lines) for x in places]
    assert len(lines_in_columns(words)) == expected


def test_markers_of_a_list_are_no_column() -> None:
    words = [w for row in range(4) for w in (word(10, 20 * row, "•"), word(60, 20 * row))]
    assert lines_in_columns(words) == []
