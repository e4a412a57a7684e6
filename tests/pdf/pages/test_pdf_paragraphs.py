"""Paragraphs that a page's end cuts, fractions in text, and which type is bold."""

from __future__ import annotations

import pytest

from piao.normalizers.text.document_text import joined_over_pages
from piao.schema.document import TextBlock
from tests.pdf.drawn_pages import COURIER, level, read, row, seen, show, upright

START = "La giunta approva il piano della"
END = "performance entro il 31 gennaio."
PAGES = "La giunta approva il pia-", "no della", "performance entro il 31 gennaio."
BEFORE = show(40, 300, "Il piano vale tre anni.")
AFTER = show(40, 600, "Il nucleo esamina gli obiettivi.")
TERMS = "atti pubblicati", "atti adottati"
PARTED = "atti pubblicati / atti adottati"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param(show(40, 130, START), show(40, 780, END), [f"{START} {END}"], id="plain"),
        pytest.param(
            show(40, 130, START) + show(500, 30, "1"),
            show(40, 780, END) + show(500, 30, "2"),
            [f"{START} {END}"],
            id="page numbers between",
        ),
        pytest.param(
            show(40, 130, f"{START}."), show(40, 780, END), [f"{START}.", END], id="full stop"
        ),
        pytest.param(
            show(40, 130, START),
            show(40, 780, END.capitalize()),
            [START, END.capitalize()],
            id="a capital",
        ),
        pytest.param(
            show(40, 130, START), show(40, 780, END, size=12), [START, END], id="larger type"
        ),
        pytest.param(
            show(40, 130, "OBIETTIVI DI GESTIONE:"),
            show(40, 780, END),
            ["OBIETTIVI DI GESTIONE:", END],
            id="a heading",
        ),
        pytest.param(
            show(40, 130, START), show(40, 780, f"a) {END}"), [START, f"a) {END}"], id="an item"
        ),
    ],
)
def test_paragraph_over_a_page_break(start: bytes, end: bytes, expected: list[str]) -> None:
    blocks = joined_over_pages(read(BEFORE + start, end + AFTER).blocks)
    texts = [block.text for block in blocks if isinstance(block, TextBlock)]
    assert texts == ["Il piano vale tre anni.", *expected, "Il nucleo esamina gli obiettivi."]


def test_a_paragraph_over_three_pages() -> None:
    first, second, last = (
        TextBlock(text, page=page, size=11.0) for page, text in enumerate(PAGES, 1)
    )
    (joined,) = joined_over_pages([first, second, last])
    assert isinstance(joined, TextBlock)
    assert joined.text == "La giunta approva il piano della performance entro il 31 gennaio."


def test_lines_of_one_page_are_not_joined_as_over_a_break() -> None:
    document = read(show(40, 700, START) + show(40, 600, END))
    assert joined_over_pages(document.blocks) == list(document.blocks)


def fraction(middle: float, y: float, above: str, below: str, bar: float | None = None) -> bytes:
    """Two terms of Courier and the bar between them, as long as the longer one."""
    half = (bar or 6 * max(len(above), len(below))) / 2
    terms = show(middle - 3 * len(above), y + 3, above) + show(
        middle - 3 * len(below), y - 10, below
    )
    return level(middle - half, middle + half, [y]) + terms


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(fraction(150, 700, *TERMS), PARTED, id="plain"),
        pytest.param(
            fraction(150, 700, *TERMS) + show(123, 679, "nell'anno"),
            f"{PARTED} nell'anno",
            id="a term of two lines",
        ),
        pytest.param(
            fraction(150, 700, *TERMS, bar=240), " ".join(TERMS), id="bar longer than its terms"
        ),
        pytest.param(
            fraction(150, 700, *TERMS, bar=40), " ".join(TERMS), id="bar shorter than its terms"
        ),
        pytest.param(
            level(105, 195, [700]) + show(105, 703, TERMS[0]) + show(105, 690, "atti"),
            "atti pubblicati atti",
            id="term beside the middle",
        ),
    ],
)
def test_bar_between_two_terms_is_a_stroke(content: bytes, expected: str) -> None:
    assert seen(read(content, font=COURIER)) == [expected]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (fraction(300, 712, *TERMS), PARTED),
        (fraction(245, 712, *TERMS), "\n".join(TERMS)),
    ],
    ids=["inside of the cell", "from a rule on"],
)
def test_fraction_in_a_cell(formula: bytes, expected: str) -> None:
    content = level(40, 540, (760, 735, 690)) + upright(760, 690, (40, 200, 540))
    content += row((44, 204), 743, "Indicatore", "Formula") + show(44, 710, "Trasparenza")
    assert seen(read(content + formula, font=COURIER)) == [
        [["Indicatore", "Formula"], ["Trasparenza", expected]]
    ]


def test_bars_of_fractions_are_no_rules_of_a_table() -> None:
    content = level(40, 540, (720, 700, 670, 640))
    content += row((44, 200, 420), 706, "Indicatore", "Formula", "Atteso")
    content += row((44, 420), 682, "Trasparenza", "95%") + fraction(270, 685, *TERMS)
    content += row((44, 420), 652, "Entrate", "80%") + fraction(270, 655, "incassi", "somme dovute")
    assert seen(read(content, font=COURIER)) == [
        [
            ["Indicatore", "Formula", "Atteso"],
            ["Trasparenza", PARTED, "95%"],
            ["Entrate", "incassi / somme dovute", "80%"],
        ]
    ]


@pytest.mark.parametrize(
    ("name", "stem", "bold"),
    [
        ("Verdana", 80, False),
        ("Verdana", 160, True),
        ("Verdana-Oblique", 160, False),
        ("Verdana,Italic", 160, False),
        ("Verdana-Light", 160, False),
        ("ABCDEF+Verdana-Regular", 160, False),
        ("Verdana-Bold", 80, True),
        ("Verdana-BoldOblique", 160, True),
        ("Verdana-BoldItalic", 80, True),
        ("Verdana-DemiBold", 80, True),
        ("Verdana-Black", 80, True),
    ],
)
def test_name_of_a_font_tells_its_weight_before_its_stems(name: str, stem: int, bold: bool) -> None:
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/%b/Encoding/WinAnsiEncoding"
        b"/FirstChar 32/LastChar 126/Widths[%b]/FontDescriptor 3 0 R>>"
    ) % (name.encode(), b"600 " * 95)
    descriptor = (
        b"<</Type/FontDescriptor/FontName/%b/Flags 32/FontBBox[0 -200 700 800]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV %d>>"
    ) % (name.encode(), stem)
    (block,) = read(show(40, 700, "Servizi alla persona"), font=font, more=[descriptor]).blocks
    assert isinstance(block, TextBlock)
    assert (block.text, block.bold) == ("Servizi alla persona", bold)
