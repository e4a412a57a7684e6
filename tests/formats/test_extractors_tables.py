"""CSV, workbooks and HTML: what their tables and texts become."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.extractors import extract
from piao.extractors.delimited import find_delimiter
from piao.extractors.number_format import in_italian_notation, shown_number
from piao.schema.document import Document
from tests.outlines import outline

FIXTURES = Path(__file__).parents[1] / "fixtures"

SHEET = [
    ["Obiettivo", "Indicatore", "Peso", "Scadenza", "Budget"],
    ["Ridurre i tempi", "Giorni medi", "30%", "30/06/2025", "1.649,40 €"],
    ["^", "Pratiche evase", "12,50%", "", "85.523 €"],
]


def written(tmp_path: Path, content: str | bytes, name: str = "file") -> Document:
    """The document of a file with that content."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return extract(path)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Obiettivo;Peso\nTempi;12,5\nQualità;87,5\n", ";"),
        ("Obiettivo,Peso\nTempi,12\nQualità,88\n", ","),
        ('Obiettivo,Peso\nTempi,"12,5"\nQualità,"87,5"\n', ","),
        ("Obiettivo\tPeso\nTempi\t12,5\n", "\t"),
        ("Obiettivo|Peso\nTempi|12,5\n", "|"),
        ("2023;1,5;2,5\n2024;1,7;2,7\n", ";"),
        ("12,5\n13,5\n14,5\n", None),
        ("Roma, 3 maggio\nMilano, 4 giugno\nNapoli, 5 luglio\n", None),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", None),
        ("Una riga sola;con un segno", None),
        ("Un testo qualunque.\nSu due righe.\n", None),
        ("", None),
    ],
)
def test_delimiter_is_found_from_the_rows(text: str, delimiter: str | None) -> None:
    assert find_delimiter(text) == delimiter


def test_csv_with_title_quotes_and_decimal_commas(tmp_path: Path) -> None:
    document = written(
        tmp_path,
        'Comune di Valdoro;;\r\n;;\r\nObiettivo;"Indicatore";Peso\r\n'
        '"Ridurre i tempi;\ndi attesa";Giorni;12,5\r\n;"Pratiche ""evase""";87,5\r\n',
    )
    assert document.format == "csv"
    assert outline(document) == [
        "Comune di Valdoro",
        [
            ["Obiettivo", "Indicatore", "Peso"],
            ["Ridurre i tempi;\ndi attesa", "Giorni", "12,5"],
            ["", 'Pratiche "evase"', "87,5"],
        ],
    ]


def test_csv_parts_at_blank_rows_only_before_a_new_heading(tmp_path: Path) -> None:
    document = written(
        tmp_path,
        "Voce;Peso\nA;1\n;\nB;2\n;\nServizio Tributi;\n;\nNome;Ruolo\nRossi;Capo\nBianchi;Vice\n",
    )
    assert outline(document) == [
        [["Voce", "Peso"], ["A", "1"], ["", ""], ["B", "2"]],
        "Servizio Tributi",
        [["Nome", "Ruolo"], ["Rossi", "Capo"], ["Bianchi", "Vice"]],
    ]


def test_csv_in_cp1252(tmp_path: Path) -> None:
    document = written(tmp_path, "Attività;€\nCittà;5\n".encode("cp1252"))
    assert outline(document) == [[["Attività", "€"], ["Città", "5"]]]
    assert [finding.code for finding in document.findings] == ["decoded_as_cp1252"]


@pytest.mark.parametrize("name", ["merged-and-formatted.xlsx", "merged-and-formatted.ods"])
def test_workbook_shows_what_its_sheets_show(name: str) -> None:
    document = extract(FIXTURES / name)
    assert document.format == "workbook"
    assert outline(document) == ["# **Obiettivi**", "Comune di Valdoro", SHEET]
    assert [(finding.code, finding.message) for finding in document.findings] == [
        ("empty_sheet", "Il foglio 'Vuoto' è vuoto."),
        ("hidden_sheet", "Il foglio 'Elenchi' è nascosto: non è stato letto."),
    ]


def test_old_workbook_gives_bare_numbers() -> None:
    document = extract(FIXTURES / "merged-and-formatted.xls")
    assert outline(document)[2] == [
        SHEET[0],
        ["Ridurre i tempi", "Giorni medi", "0,3", "30/06/2025", "1649,4"],
        ["^", "Pratiche evase", "0,125", "", "85523"],
    ]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.3, "0%", "30%"),
        (0.1111, "0.00%", "11,11%"),
        (0.125, "0%", "13%"),
        (3000.0, "#,##0", "3.000"),
        (1649.4, '#,##0.00 "€"', "1.649,40 €"),
        (1649.4, "[$€-410] #,##0.00", "€ 1.649,40"),
        (-5.0, "#,##0;[Red]-#,##0", "-5"),
        (-5.0, "0.0", "-5,0"),
        (12.5, "0.##", "12,5"),
        (12.0, "0.##", "12"),
        (12.0, "", "12"),
        (0.1 + 0.2, "", "0,3"),
        (0.3, "General", "0,3"),
        (45000.0, "dd/mm/yyyy", "45000"),
        (1234567.0, "0.00E+00", "1234567"),
        (2.0, '"n. "0', "n. 2"),
        (1e300, "0%", "1e+300"),
    ],
)
def test_numbers_look_as_their_format_makes_them(value: float, code: str, shown: str) -> None:
    assert shown_number(value, code) == shown


@pytest.mark.parametrize(
    ("value", "printed", "italian"),
    [
        (1649.4, "1,649.40 €", "1.649,40 €"),
        (1649.4, "1.649,40 €", "1.649,40 €"),
        (0.125, "12.50%", "12,50%"),
        (-9157.8, "-9157.800", "-9157,800"),
        (3000.0, "3,000", "3.000"),
        (3.0, "3.000", "3,000"),
        (5.0, "cinque", "cinque"),
        (5.0, "6", "6"),
    ],
)
def test_marks_of_other_languages_become_italian(value: float, printed: str, italian: str) -> None:
    assert in_italian_notation(value, printed) == italian


def test_html_page() -> None:
    document = extract(FIXTURES / "page-with-menu.html")
    assert document.format == "html"
    assert outline(document) == [
        "# Piano 2025",
        "Comune di Valdoro",
        "**Settore tecnico**",
        "Nuovi alberi",
        "Riga una\nriga due",
        [
            ["Obiettivo", "<", "Peso"],
            ["**Alberi**", "Piantati\nPotati", "40%"],
            ["^", "Curati", "^"],
        ],
        "Dopo la tabella",
        [["Area", "Verde"]],
        "In fondo",
    ]
    assert [table.header_rows for table in document.tables] == [1, 0]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<tr><td rowspan=1000000000 colspan=999999999999>a<td>b", [["a"]]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c", [["a", "b"], ["^", "c"]]),
        ("<tr><td rowspan=-1 colspan=x>a<td>b", [["a", "b"]]),
        ("<tr><td>a<tr><td>b<td colspan=9>c", [["a", ""], ["b", "c"]]),
        ("<tr><td>a<tr><td><table><tr><td>b<td>c</table>", ["a", [["b", "c"]]]),
        ("<tr><td>a<td>x<tr><td>y<td><table><tr><td>b<td>c</table>", [["a", "x"], ["y", "b c"]]),
    ],
)
def test_html_spans_and_tables_in_tables(
    tmp_path: Path, table: str, expected: list[object]
) -> None:
    found = outline(written(tmp_path, f"<html><table>{table}</table>"))
    assert found == (expected if isinstance(expected[0], str) else [expected])


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("<html><meta charset=iso-8859-1><p>Attività".encode("latin-1"), []),
        ("<html><meta charset='utf-8'><p>Attività".encode(), []),
        ("<html><p>Attività".encode("cp1252"), ["decoded_as_cp1252"]),
        ("<html><meta charset=nessuno><p>Attività".encode("cp1252"), ["decoded_as_cp1252"]),
        ("<?xml version='1.0'?><!-- x --><!DOCTYPE html><html><p>Attività</html>".encode(), []),
    ],
)
def test_html_encodings(tmp_path: Path, content: bytes, codes: list[str]) -> None:
    document = written(tmp_path, content)
    assert outline(document) == ["Attività"]
    assert [finding.code for finding in document.findings] == codes
