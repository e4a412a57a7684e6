"""Word documents: body order, headings, changes, merged cells."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from piao.extractors import extract
from tests.outlines import outline

FIXTURES = Path(__file__).parents[1] / "fixtures"
CONTENTS = (
    "<w:sdt {ns}><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
    "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Tecnico 2</w:t></w:r></w:p>"
    "</w:sdtContent></w:sdt>"
)
LEADER = (
    "<w:p {ns}><w:pPr><w:tabs><w:tab w:val='right' w:pos='9000' w:leader='dot'/></w:tabs></w:pPr>"
    "<w:r><w:t>Tecnico</w:t><w:tab/><w:t>2</w:t></w:r></w:p>"
)
CONTROL = (
    "<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>Nel controllo</w:t></w:r></w:p>"
    "</w:sdtContent></w:sdt>"
)
BOX = (
    "<w:p {ns}><w:r><w:t>Fuori</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Nel riquadro"
    "</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
)
BREAKS = (
    "<w:p {ns}><w:r><w:t>Riga</w:t><w:br/><w:t>due</w:t><w:tab/><w:t>e</w:t><w:noBreakHyphen/>"
    "<w:t>tre</w:t></w:r></w:p>"
)
OUTLINE = "<w:p {ns}><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>Titolo</w:t></w:r></w:p>"
ROW = "<w:tr>{cells}</w:tr>"
CELL = "<w:tc><w:tcPr>{props}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def table(*rows: list[tuple[str, str]], before: str = "") -> str:
    """A table from rows of (cell properties, text)."""
    return "<w:tbl {ns}><w:tblPr/><w:tblGrid/>" + "".join(
        ROW.format(cells=before + "".join(CELL.format(props=p, text=t) for p, t in row))
        for row in rows
    ) + "</w:tbl>"  # fmt: skip


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], object]:
    """Reads a document whose body is the given element."""

    def read_body(xml: str) -> object:
        word = docx.Document()
        word.element.body.insert(0, parse_xml(xml.replace("{ns}", nsdecls("w"))))
        buffer = io.BytesIO()
        word.save(buffer)
        path = tmp_path / "body.docx"
        path.write_bytes(buffer.getvalue())
        return outline(extract(path))

    return read_body


def test_document_in_body_order() -> None:
    document = extract(FIXTURES / "merged-cells-and-changes.docx")
    assert document.format == "docx"
    assert outline(document) == [
        "# Piano 2025",
        "# **Settore tecnico**",
        "**OBIETTIVO: ALBERI**",
        "Testo normale con una parola grassa",
        "Testo aggiunto",
        [
            ["**Obiettivo**", "<", "**Peso**"],
            ["Alberi", "Piantati", "40%"],
            ["^", "Potati", "^"],
            ["^", "Curati\nbene", ""],
        ],
        "Dopo la tabella",
    ]
    assert [table.header_rows for table in document.tables] == [1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(CONTENTS, [], id="contents are left out"),
        pytest.param(LEADER, [], id="so is an entry with a leader"),
        pytest.param(CONTROL, ["Nel controllo"], id="content controls are read"),
        pytest.param(BOX, ["Fuori", "Nel riquadro"], id="text boxes are read apart"),
        pytest.param(BREAKS, ["Riga\ndue e-tre"], id="breaks and tabs"),
        pytest.param(OUTLINE, ["### Titolo"], id="an outline level is a heading"),
        pytest.param(
            table(
                [("<w:vMerge w:val='restart'/>", "a"), ("", "b")],
                [("<w:vMerge/>", ""), ("", "c")],
                [("<w:vMerge w:val='restart'/>", "d"), ("", "e")],
            ),
            [[["a", "b"], ["^", "c"], ["d", "e"]]],
            id="merged downwards twice",
        ),
        pytest.param(
            table([("<w:vMerge/>", "a"), ("", "b")]), [[["a", "b"]]], id="nothing to go on from"
        ),
        pytest.param(
            table([("<w:gridSpan w:val='99999999999'/>", "a")], [("", "b"), ("", "c")]),
            [[["a", "<"], ["b", "c"]]],
            id="an absurd span",
        ),
        pytest.param(
            table(
                [("<w:gridSpan w:val='2'/><w:vMerge w:val='restart'/>", "a"), ("", "b")],
                [("<w:gridSpan w:val='2'/><w:vMerge/>", ""), ("", "c")],
                [("", "d"), ("", "e"), ("", "f")],
            ),
            [[["a", "<", "b"], ["^", "^", "c"], ["d", "e", "f"]]],
            id="merged both ways",
        ),
        pytest.param(
            table([("", "b")], before="<w:trPr><w:gridBefore w:val='1'/><w:tblHeader/></w:trPr>"),
            [[["", "b"]]],
            id="a row that begins in the second column",
        ),
    ],
)
def test_body(read: Callable[[str], object], body: str, expected: list[object]) -> None:
    assert read(body) == expected
