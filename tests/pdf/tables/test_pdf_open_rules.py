"""Tables whose rules leave something open, and rules that are of no table."""

from __future__ import annotations

import pytest

from tests.pdf.drawn_pages import boxes, level, only_table, read, row, seen, show, upright
from tests.table_views import spans, texts

FIVE = (40, 120, 260, 340, 430, 540)
FIVE_TEXTS = [x + 4 for x in FIVE[:-1]]
FIVE_HEADS = ["Codice", "Obiettivo", "Peso", "Ufficio", "Termine"]
ARCHIVE = ["A1", "Archivio digitale", "40", "Segreteria", "30/06/2025"]
MARKET = ["A2", "Mercato nuovo", "60", "Polizia", "31/12/2025"]
NOTE = "I termini valgono per tutti gli uffici della segreteria e della polizia locale del comune"


def open_below_heading(*lines: bytes) -> bytes:
    """Five columns with upright rules in the heading, and below it at the sides alone."""
    rules = upright(760, 740, FIVE) + upright(740, 690, (40, 540)) + level(40, 540, (760, 740, 690))
    return rules + row(FIVE_TEXTS, 746, *FIVE_HEADS) + b"".join(lines)


@pytest.mark.parametrize(
    ("lines", "expected", "merged"),
    [
        pytest.param(
            (
                level(40, 540, [715]),
                row(FIVE_TEXTS, 724, *ARCHIVE),
                row(FIVE_TEXTS, 700, *MARKET),
            ),
            [ARCHIVE, MARKET],
            {},
            id="rows parted by whole rules",
        ),
        pytest.param(
            (
                level(260, 540, [715]),
                row(FIVE_TEXTS[:2], 712, *ARCHIVE[:2]),
                row(FIVE_TEXTS[2:], 724, *ARCHIVE[2:]),
                row(FIVE_TEXTS[2:], 700, *MARKET[2:]),
            ),
            [ARCHIVE, ARCHIVE[:2] + MARKET[2:]],
            {"A1": (1, 0, 2, 1), "Archivio digitale": (1, 1, 2, 1)},
            id="rows parted in some columns",
        ),
        pytest.param(
            (level(40, 540, [715]), row(FIVE_TEXTS, 724, *ARCHIVE), show(44, 700, NOTE)),
            [ARCHIVE, [NOTE] * 5],
            {NOTE: (2, 0, 1, 5)},
            id="a text over the borders",
        ),
    ],
)
def test_upright_rules_of_a_heading_go_on_where_rows_leave_them_white(
    lines: tuple[bytes, ...],
    expected: list[list[str]],
    merged: dict[str, tuple[int, int, int, int]],
) -> None:
    table = only_table(read(open_below_heading(*lines)))
    assert (texts(table), spans(table)) == ([FIVE_HEADS, *expected], merged)


XS = (44, 200, 340, 460)
HEADS = ["Servizio", "Indicatore", "Atteso", "Responsabile"]
ROWS = [
    ["Mensa", "Pasti serviti", "900", "Ufficio 3"],
    ["Scuola", "Ore di pre-scuola", "120", "Ufficio 5"],
    ["Verde", "Alberi a dimora", "60", "Ufficio 7"],
]


def level_ruled(top: float, rows: list[list[str]]) -> bytes:
    """Rows with a rule above and below each, and none at the sides."""
    drawn = (row(XS, top - 20 * n - 13, *cells) for n, cells in enumerate(rows))
    return level(40, 540, (top - 20 * n for n in range(len(rows) + 1))) + b"".join(drawn)


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        pytest.param(row(XS, 704, *HEADS), [[HEADS, *ROWS]], id="one row"),
        pytest.param(
            row(XS, 719, *HEADS) + row(XS, 704, "di line", "di esito", "per l'anno", "in carica"),
            [[HEADS, ["di line", "di esito", "per l'anno", "in carica"], *ROWS]],
            id="two rows",
        ),
        pytest.param(
            show(44, 719, "Obiettivi dei servizi") + row(XS, 704, *HEADS),
            ["Obiettivi dei servizi", [HEADS, *ROWS]],
            id="a title above the row",
        ),
        pytest.param(
            show(44, 704, "Gli obiettivi dei servizi sono tre."),
            ["Gli obiettivi dei servizi sono tre.", ROWS],
            id="a sentence",
        ),
        pytest.param(
            row(XS, 730, *HEADS), ["Servizio Indicatore Atteso Responsabile", ROWS], id="far above"
        ),
        pytest.param(
            row(XS, 804, *HEADS) + level_ruled(800, ROWS[::-1]) + row(XS, 704, *HEADS),
            [[HEADS, *ROWS[::-1]], [HEADS, *ROWS]],
            id="above each of two tables",
        ),
    ],
)
def test_heading_right_above_the_first_level_rule(
    above: bytes, expected: list[str | list[list[str]]]
) -> None:
    assert seen(read(above + level_ruled(700, ROWS))) == expected


CUT = (40, 150, 260, 345, 520)
CUT_TEXTS = [x + 4 for x in CUT[:-1]]
CUT_LINES = "Pubblicazione", "tempestiva degli", "provvedimenti", "amministrativi"


def cut_row(bottom: float, *ruled: tuple[int, int]) -> bytes:
    """A table at the end of a page whose last row has a rule below only in some columns."""
    content = upright(bottom + 60, bottom, CUT) + level(40, 520, (bottom + 60, bottom + 40))
    content += b"".join(level(left, right, [bottom]) for left, right in ruled)
    content += row(CUT_TEXTS, bottom + 46, "Missione", "Programma", "Obiettivo", "Servizio")
    content += row(CUT_TEXTS, bottom + 26, "01 Servizi", "02 Segreteria", "", "Affari generali")
    lines = enumerate(CUT_LINES)
    return content + b"".join(show(264, bottom + 26 - 12 * n, text) for n, text in lines)


@pytest.mark.parametrize(
    ("content", "cell", "rest"),
    [
        pytest.param(
            cut_row(80, (40, 260), (345, 520)), " ".join(CUT_LINES), [], id="open below the text"
        ),
        pytest.param(cut_row(80), " ".join(CUT_LINES), [], id="open below all columns"),
        pytest.param(
            cut_row(80, (40, 520)), " ".join(CUT_LINES[:3]), [CUT_LINES[3]], id="closed below all"
        ),
        pytest.param(
            cut_row(80, (40, 260), (345, 520)) + show(264, 20, "Nota finale."),
            " ".join(CUT_LINES),
            ["Nota finale."],
            id="a line far below",
        ),
    ],
)
def test_text_that_hangs_out_of_the_last_row_of_a_page(
    content: bytes, cell: str, rest: list[str]
) -> None:
    assert seen(read(content)) == [
        [
            ["Missione", "Programma", "Obiettivo", "Servizio"],
            ["01 Servizi", "02 Segreteria", cell, "Affari generali"],
        ],
        *rest,
    ]


LINES_OF_CHART = (
    b"".join(boxes(540 + 30 * n, 540, 70 * n + 110, 70 * n + 130) for n in range(1, 4))
    + level(100, 400, (700 - 20 * n for n in range(9)))
    + upright(700, 540, (100, 400))
    + b"".join(show(80, 697 - 20 * n, str(80 - 10 * n)) for n in range(9))
    + show(180, 606, "Accessi")
    + show(300, 646, "Reclami")
    + row((180, 250, 320), 525, "2023", "2024", "2025")
)
SCALE_ALONE = (
    b"".join(show(60, 700 - 20 * n, str(100 - 20 * n)) for n in range(6))
    + row((160, 300), 680, "Accessi", "Reclami")
    + row((160, 300), 640, "Contatti", "Domande")
    + row((160, 300), 600, "2023", "2024")
)


@pytest.mark.parametrize("content", [LINES_OF_CHART, SCALE_ALONE], ids=["lines", "scale alone"])
def test_chart_is_no_table(content: bytes) -> None:
    document = read(content)
    assert list(document.tables) == []
    assert document.findings == ()


FORM = [
    "Archivio digitale", "Segreteria", "Peso 40", "Entro giugno",
    "Atti indicizzati", "Almeno 4.500", "Nessuna nota", "Dal protocollo",
]  # fmt: skip


@pytest.mark.parametrize("step", [1, 2], ids=["all filled", "every second filled"])
def test_one_column_of_boxes_with_text_is_a_table(step: int) -> None:
    filled = {n: FORM[n] for n in range(0, len(FORM), step)}
    content = level(100, 400, (700 - 20 * n for n in range(9))) + upright(700, 540, (100, 400))
    content += b"".join(show(104, 686 - 20 * n, text) for n, text in filled.items())
    assert seen(read(content)) == [[[filled.get(n, "")] for n in range(len(FORM))]]


TITLE = "Scheda dell'obiettivo n. 3 del settore affari generali e personale"
BLANK = ["Note", "Vincoli", "Allegati"]
LABELS = [
    ["Denominazione", "Archivio digitale degli atti"],
    ["Responsabile", "Dott. Rossi"],
    ["Termine", "30/06/2025"],
]


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        pytest.param(
            (220, 220, 220), [[TITLE] * 2, *LABELS, *([text, ""] for text in BLANK)], id="at one x"
        ),
        pytest.param(
            (150, 200, 260),
            [[TITLE], *([" ".join(pair)] for pair in LABELS), *([text] for text in BLANK)],
            id="at an x each",
        ),
    ],
)
def test_labels_and_texts_in_one_column_of_boxes(
    starts: tuple[int, ...], expected: list[list[str]]
) -> None:
    """Fewer than half of the boxes have a text beside the label."""
    content = level(40, 500, (700 - 20 * n for n in range(8))) + upright(700, 560, (40, 500))
    content += show(44, 686, TITLE)
    content += b"".join(show(44, 606 - 20 * n, text) for n, text in enumerate(BLANK))
    for n, (x, pair) in enumerate(zip(starts, LABELS, strict=True)):
        content += row((44, x), 666 - 20 * n, *pair)
    assert seen(read(content)) == [expected]
