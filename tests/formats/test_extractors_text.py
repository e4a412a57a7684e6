"""Text and Markdown: every kind of noise that conversions of plans have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from piao.extractors import extract
from piao.extractors.markdown import read_markdown
from piao.extractors.registry import Source
from piao.extractors.shared.assembly import assemble
from piao.extractors.shared.inline import plain
from piao.schema.document import Document, Table
from tests.outlines import outline

FIXTURES = Path(__file__).parents[1] / "fixtures"
CONVERSIONS = Path(__file__).parents[3] / "shared" / "seeds"


def read(text: str) -> Document:
    """The document of a text."""
    return assemble(Source(Path("text"), text.encode()), "text", read_markdown(text))


def test_converted_plan_is_read_whole() -> None:
    document = extract(FIXTURES / "converted-plan.txt")
    assert document.format == "text"
    assert document.file_name == "converted-plan.txt"
    assert outline(document) == [
        "**Comune di Valdoro**",
        "# **PIANO DELLA PERFORMANCE 2025**",
        "## PREMESSA",
        "Il piano indica gli obiettivi che il Comune si dà per l'anno, con il valore atteso di "
        "ciascuno: una spesa ≤ 5% del totale è buona, una > 90% no.",
        "a livello di ente si misura la spesa;",
        "a. il tempo;",
        "la qualità percepita",
        "b) la formazione",
        "**Settore TECNICO**",
        "**OBIETTIVI 2025**",
        "**MISSIONE 08: TERRITORIO**",
        "**OBIETTIVO STRATEGICO: VERDE**",
        "**OBIETTIVO: PIANTARE ALBERI**",
        [
            ["**Descrizione**", "**Indicatore**", "**Peso**"],
            ["Nuovi alberi", "(Piantati * 100) / ∑ previsti\n(dati ufficio)", "60%"],
            ["", "Soglia <= 10\nVoto = 5", ""],
            ["Cura", "Potature\n- viali;\n- parchi", "40%"],
        ],
        "#### OBIETTIVO: SEGNALETICA",
        [
            ["Voce", "Formula | nota", ""],
            ["**Strisce\nblu**", "2*3*4", "*12"],
            ["", "", "n_1_a"],
        ],
        [["Responsabile", "Ufficio strade"]],
        "Report al 31/12/",
    ]
    tables = list(document.tables)
    assert [table.table_id for table in tables] == [
        f"{document.document_id}-t{number}" for number in (1, 2, 3)
    ]
    assert [table.header_rows for table in tables] == [1, 1, 0]
    assert [table.extractor for table in tables] == ["tabs", "pipes", "pipes"]
    assert document.findings == ()
    assert document.pages == ()


@pytest.mark.parametrize(
    ("markup", "text", "bold"),
    [
        ("Peso", "Peso", False),
        ("<b>Peso</b>", "Peso", True),
        ("**Peso**", "Peso", True),
        ("**Peso** (%)", "Peso (%)", True),
        ("**Peso** totale", "Peso totale", False),
        ("<b>Uno</b> <b>due</b>", "Uno due", True),
        ("1. <b>Stock</b>", "1. Stock", False),
        ("<strong>a</strong><br/><strong>b</strong>", "a\nb", True),
        ("***Peso***", "Peso", True),
        ("*corsivo* e _corsivo_", "corsivo e corsivo", False),
        ("(Pagamento 1*GR1 + Pagamento 2*GR2)", "(Pagamento 1*GR1 + Pagamento 2*GR2)", False),
        ("PES2023_DCIC_MI.68_172", "PES2023_DCIC_MI.68_172", False),
        ("Valore organizzativo*", "Valore organizzativo*", False),
        ("N. interventi = $\\geq$ 10", "N. interventi = ≥ 10", False),
        ("$\\leq 5\\%$", "≤ 5%", False),
        ("$>90\\%$", ">90%", False),
        ("$\\frac{a}{b}\\times 100$", "a / b × 100", False),
        ("costa $5 e poi $7", "costa $5 e poi $7", False),
        ("a &lt;= b &amp; c&nbsp;&gt; d", "a <= b & c > d", False),
        ("valore < 5 e valore > 3", "valore < 5 e valore > 3", False),
        ("10 m<sup>2</sup>", "10 m²", False),
        ("\\* nota, \\_x\\_", "* nota, _x_", False),
        ("<span id='page-3'></span>Titolo", "Titolo", False),
        ("[Regolamento](https://esempio.it/r.pdf)", "Regolamento", False),
        ("[Disavanzo + Spesa] / (Entrate)", "[Disavanzo + Spesa] / (Entrate)", False),
        ("![](_page_1_Picture_0.jpeg)Stemma", "Stemma", False),
        ("citta\u0300", "città", False),
        ("-----", "-----", False),
        ("", "", False),
    ],
)
def test_inline_markup_becomes_plain_text(markup: str, text: str, bold: bool) -> None:
    assert plain(markup) == (text, bold)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("solo prosa", ["solo prosa"], id="text without any structure"),
        pytest.param("a\tb", [[["a", "b"]]], id="one row of tabs"),
        pytest.param("\t\tx\ta\n", [[["", "", "x", "a"]]], id="leading tabs are blank cells"),
        pytest.param("a\tb\nc\n1\t2", [[["a", "b"], ["c", ""], ["1", "2"]]], id="ragged rows"),
        pytest.param("\tRientrato\n\tdi un tab", ["Rientrato di un tab"], id="tabs that indent"),
        pytest.param("•\tuno\n•\tdue", ["uno", "due"], id="tabs after bullets"),
        pytest.param("1.\tuno\n2.\tdue", ["1. uno", "2. due"], id="tabs after numbers"),
        pytest.param(
            "x\ty\n## T\nz\tw", [[["x", "y"]], "## T", [["z", "w"]]], id="a heading parts tables"
        ),
        pytest.param("a | b\n--|--\n1 | 2", [[["a", "b"], ["1", "2"]]], id="pipes without borders"),
        pytest.param("| solo una riga", ["| solo una riga"], id="one pipe is no table"),
        pytest.param("| a | b |", [[["a", "b"]]], id="pipes without a rule"),
        pytest.param("|a||\n|-|-|\n||b|", [[["a", ""], ["", "b"]]], id="blank cells in pipes"),
        pytest.param("Uno\nDue", ["Uno", "Due"], id="short lines are lines of their own"),
        pytest.param("una riga che\nva a capo", ["una riga che va a capo"], id="a wrapped line"),
        pytest.param("uno\n\n---\n\ndue", ["uno", "due"], id="drawn rules"),
        pytest.param("# \n\ntesto", ["testo"], id="a heading of nothing"),
        pytest.param("a\n\n12\n\nb\n\npagina 3", ["a", "b"], id="page numbers"),
        pytest.param("Spesa ... 12", ["Spesa ... 12"], id="three dots are no leader"),
        pytest.param(
            "Sommario\n\nUno ........ 1\n\nDue . . . . . 2\n\nTesto",
            ["Testo"],
            id="contents with blank lines between",
        ),
        pytest.param(
            "Indice\n\nUno 1\n\nDue 1\n\nTre 12\n\nSEZIONE 1\n\nTesto",
            ["SEZIONE 1", "Testo"],
            id="contents without leaders",
        ),
        pytest.param(
            "Sommario\n\nUno 1\n\nTesto", ["Uno 1", "Testo"], id="one number is no contents"
        ),
        pytest.param(
            "<table><tr><th>a<th>b<tr><td rowspan=2>**c**<td>$\\geq$ 1<tr><td>2</table>\ndopo",
            [[["a", "b"], ["c", "≥ 1"], ["^", "2"]], "dopo"],
            id="an HTML table among the lines",
        ),
        pytest.param("", [], id="nothing"),
    ],
)
def test_lines_become_blocks(text: str, expected: list[object]) -> None:
    assert outline(read(text)) == expected


def test_running_lines_at_form_feeds_are_left_out() -> None:
    pages = [f"Comune - Piano 2025\n\nTesto {name}.\n\nFoglio {n}" for n, name in enumerate("abc")]
    assert outline(read("\f".join(pages))) == ["Testo a.", "Testo b.", "Testo c."]


def test_a_table_goes_on_after_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "Obiettivo\tPeso\nAprire lo sportello nuovo.\t40%\n\n\nObiettivo\tPeso\nRidurre.\t60%\n",
        encoding="utf-8",
    )
    (table,) = extract(path).tables
    assert [[cell.text for cell in row if cell] for row in table.grid()] == [
        ["Obiettivo", "Peso"],
        ["Aprire lo sportello nuovo.", "40%"],
        ["Ridurre.", "60%"],
    ]


@pytest.mark.parametrize(
    ("encoding", "findings"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("cp1252", ["decoded_as_cp1252"]),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, findings: list[str]) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("Qualità – perché\r\nAttività\t10 €\r\n".encode(encoding))
    document = extract(path)
    assert outline(document) == ["Qualità – perché", [["Attività", "10 €"]]]
    assert [finding.code for finding in document.findings] == findings
    assert all(finding.document_id == document.document_id for finding in document.findings)


def test_blank_rows_and_columns_keep_their_places() -> None:
    (table,) = (block for block in read("a\t\t\n\t\t\n\tb\t").blocks if isinstance(block, Table))
    assert (table.rows, table.columns) == (3, 3)
    assert [(cell.row, cell.col, cell.text) for cell in table.cells] == [(0, 0, "a"), (2, 1, "b")]


@pytest.mark.parametrize("tables", [3, 4, 19, 25, 74], ids=lambda count: f"{count} tables")
def test_no_markup_is_left_of_real_conversions(tables: int) -> None:
    texts = sorted(CONVERSIONS.glob("*.txt"))
    if not texts:
        pytest.skip(f"no real conversions of plans in {CONVERSIONS}")
    by_tables = {len(list(document.tables)): document for document in map(extract, texts)}
    document = by_tables[tables]
    read_texts = [block.text for block in document.blocks if not isinstance(block, Table)]
    read_texts += [cell.text for table in document.tables for cell in table.cells]
    assert not [text for text in read_texts if re.search(r"</?[a-z]|\*\*|\\\w|&\w+;|\.{5}", text)]
