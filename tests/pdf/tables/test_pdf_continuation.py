"""A table over a break: which tables go on, and what the joined table is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from piao.extractors.shared.continuation import continues, is_continuation_note, join
from piao.extractors.shared.lines import begins_list_item, join_wrapped
from piao.schema.document import Cell, Table

HEADING = "Obiettivo | Indicatore | Peso"
ROW = "Ridurre i tempi di rilascio. | Giorni medi per pratica: 20 | 40%"
OTHER = "Aprire lo sportello. | Ore di apertura: 30 | 60%"


def table(*rows: str, page: int | None = None, header_rows: int = 0) -> Table:
    """A table from rows of `text | text`; `<` widens the cell before it, `^` the one above."""
    texts = [[text.strip() for text in row.split("|")] for row in rows]
    cells: dict[tuple[int, int], Cell] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(texts):
        for col, text in enumerate(line):
            place = (row, col)
            owner[place] = {"<": owner.get((row, col - 1)), "^": owner.get((row - 1, col))}.get(
                text
            ) or place
            top, left = owner[place]
            before = cells.get((top, left), Cell(top, left, text, page=page))
            cells[top, left] = Cell(
                top, left, before.text, row - top + 1, col - left + 1, page=page
            )
    ordered = tuple(cells[place] for place in sorted(cells))
    return Table("t1", ordered, len(texts), len(texts[0]), "test", header_rows)


def drawn(joined: Table) -> list[str]:
    """The rows of a table written as `table` reads them."""
    lines = []
    for row, cells in enumerate(joined.grid()):
        texts = []
        for col, cell in enumerate(cells):
            if cell is None:
                texts.append("")
            elif cell.row < row:
                texts.append("^")
            else:
                texts.append(cell.text if cell.col == col else "<")
        lines.append(" | ".join(texts))
    return lines


@pytest.mark.parametrize(
    ("previous", "following", "expected"),
    [
        pytest.param([HEADING, ROW], [ROW], True, id="goes on with a data row"),
        pytest.param([HEADING, ROW], [HEADING, OTHER], True, id="repeats the heading"),
        pytest.param(
            ["Scheda 1 | < | <", HEADING, ROW],
            ["SCHEDA 1 (segue) | < | <", HEADING, OTHER],
            True,
            id="repeats title and heading with segue",
        ),
        pytest.param(
            ["Scheda 1 | < | <", HEADING, ROW],
            [HEADING, OTHER],
            True,
            id="repeats all but the title",
        ),
        pytest.param([HEADING, ROW], ["a | b"], False, id="other number of columns"),
        pytest.param(
            [HEADING, ROW],
            ["Azione | Responsabile | Scadenza", "Bando per le scuole. | Ufficio 3 | 30/06/2025"],
            False,
            id="has a heading of its own",
        ),
        pytest.param(
            ["Area | Servizi sociali", "Peso | 10"],
            ["Area | Polizia locale", "Peso | 20"],
            False,
            id="the same form for the next thing",
        ),
        pytest.param(
            ["Scheda | <", "Codice | A1", "Peso | 10"],
            ["Scheda | <", "Codice | A2", "Peso | 20"],
            False,
            id="the same form under the same title",
        ),
        pytest.param(
            ["Scheda 1 | < | <", HEADING, ROW],
            ["Scheda 2 | < | <", HEADING, ROW],
            False,
            id="the same heading under another title",
        ),
        pytest.param(
            [HEADING, "1 Tempi | < | <", ROW],
            ["2 Costi | < | <", ROW],
            True,
            id="goes on with a group row",
        ),
        pytest.param([HEADING, ROW], [HEADING, ROW], False, id="a copy of the whole table"),
        pytest.param(
            ["Progetto | Ufficio", "Archivio | Protocollo", "Sportello | Anagrafe"],
            ["Rete | Sistemi", "Mensa | Scuola"],
            True,
            id="short rows all alike are no headings",
        ),
        pytest.param([HEADING, ROW], ["Solo | parole | qui"], True, id="one row is no heading"),
    ],
)
def test_continues(previous: list[str], following: list[str], expected: bool) -> None:
    assert continues(table(*previous), table(*following)) is expected


def test_heading_seen_by_the_extractor_is_not_continued() -> None:
    assert not continues(table(HEADING, ROW), table("Voce | 2024 | 2025", ROW, header_rows=1))


@pytest.mark.parametrize(
    ("previous", "following", "expected"),
    [
        pytest.param([HEADING, ROW], [HEADING, OTHER], [HEADING, ROW, OTHER], id="heading dropped"),
        pytest.param(
            [HEADING, "Formazione | Ore erogate (almeno | 30"],
            [" | venti a persona) | "],
            [HEADING, "Formazione | Ore erogate (almeno venti a persona) | 30"],
            id="cut row with blank cells around",
        ),
        pytest.param(
            [HEADING, "Piano di | Atto adottato dalla | 30"],
            ["rientro | giunta | ", ROW],
            [HEADING, "Piano di rientro | Atto adottato dalla giunta | 30", ROW],
            id="row cut in every column",
        ),
        pytest.param(
            [HEADING, "Verbale della prima | Entro dicembre | 30"],
            ["riunione | 2025 | ", ROW],
            [HEADING, "Verbale della prima riunione | Entro dicembre 2025 | 30", ROW],
            id="cut row, half of the pieces in mid sentence",
        ),
        pytest.param(
            [HEADING, "Statuto dei consigli | - | -"],
            ["Assemblee pubbliche | 0 | 8", ROW],
            [HEADING, "Statuto dei consigli | - | -", "Assemblee pubbliche | 0 | 8", ROW],
            id="figures and marks for none are no pieces of cells",
        ),
        pytest.param(
            [HEADING, ROW, OTHER, "Biblioteca | Prestiti | Rete"],
            [" |  | civica"],
            [HEADING, ROW, OTHER, "Biblioteca | Prestiti | Rete civica"],
            id="a row without its label is the rest of the one above",
        ),
        pytest.param(
            [HEADING, "Area A | giorni di attesa | 30", "^ | ore di apertura | 40"],
            [" | pratiche evase | 30"],
            [
                HEADING,
                "Area A | giorni di attesa | 30",
                "^ | ore di apertura | 40",
                "^ | pratiche evase | 30",
            ],
            id="rows in lower case are not pieces of rows",
        ),
        pytest.param(
            [HEADING, "Area A | Pratiche 10 | 30", "^ | Pratiche 20 | 40"],
            [" | Pratiche 30 | 20", "^ | Pratiche 40 | 10"],
            [
                HEADING,
                "Area A | Pratiche 10 | 30",
                "^ | Pratiche 20 | 40",
                "^ | Pratiche 30 | 20",
                "^ | Pratiche 40 | 10",
            ],
            id="merged cell over the break",
        ),
        pytest.param(
            [HEADING, "Aprire a | Pratiche 10 | 30", "^ | Pratiche 20 | 40"],
            ["chi lavora | Pratiche 30 | 20", "^ | Pratiche 40 | 10"],
            [
                HEADING,
                "Aprire a chi lavora | Pratiche 10 | 30",
                "^ | Pratiche 20 | 40",
                "^ | Pratiche 30 | 20",
                "^ | Pratiche 40 | 10",
            ],
            id="merged cell with text on both sides",
        ),
        pytest.param(
            [HEADING, "Riscossione 1 | Piano, Allegato | 30"],
            ["Riscossione 2 | 1 Pag. 5-8 | 20"],
            [HEADING, "Riscossione 1 | Piano, Allegato 1 Pag. 5-8 | 30", "Riscossione 2 | ^ | 20"],
            id="merged cell that lacks its number",
        ),
        pytest.param(
            [HEADING, "Aprire | Pratiche 10 | 30", "^ | Pratiche 20 | 40"],
            ["Chiudere | Pratiche 30 | 20", "^ | Pratiche 40 | 10"],
            [
                HEADING,
                "Aprire | Pratiche 10 | 30",
                "^ | Pratiche 20 | 40",
                "Chiudere | Pratiche 30 | 20",
                "^ | Pratiche 40 | 10",
            ],
            id="the next merged cell",
        ),
        pytest.param(
            [HEADING, "A | Uno | 1", " | Due | 2"],
            [" | Tre | 3"],
            [HEADING, "A | Uno | 1", " | Due | 2", " | Tre | 3"],
            id="blank cells that the table has anyway stay",
        ),
        pytest.param([HEADING, ROW], [HEADING], [HEADING, ROW], id="nothing but the heading"),
    ],
)
def test_join(previous: list[str], following: list[str], expected: list[str]) -> None:
    assert drawn(join(table(*previous), table(*following))) == expected


def test_a_joined_table_is_as_sure_as_its_less_sure_part() -> None:
    first, rest = table(HEADING, ROW), table(HEADING, OTHER)
    for sure in ((0.9, 0.7), (0.7, 0.9)):
        parts = (
            replace(part, confidence=one) for part, one in zip((first, rest), sure, strict=True)
        )
        assert join(*parts).confidence == 0.7


def test_joined_cells_keep_the_page_of_their_first_piece() -> None:
    joined = join(
        table(HEADING, "Sportello | Giorni per la | 5", page=1),
        table(" | risposta | ", "Rete | Ore di fermo | 9", page=2),
    )
    assert [(cell.text, cell.page) for cell in joined.cells if cell.row] == [
        ("Sportello", 1),
        ("Giorni per la risposta", 1),
        ("5", 1),
        ("Rete", 2),
        ("Ore di fermo", 2),
        ("9", 2),
    ]
    assert joined.pages == (1, 2)


def test_cut_row_seen_by_the_extractor() -> None:
    joined = join(table(HEADING, "A | Atto | 1"), table(" | Delibera | "), cut=True)
    assert drawn(joined) == [HEADING, "A | Atto Delibera | 1"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(segue)", True),
        ("segue", True),
        ("... continua", True),
        ("Segue tabella 3", True),
        ("Segue: indicatori", True),
        ("Tabella 3 - Indicatori (continua)", True),
        ("(continua da pag. 3)", True),
        ("continua a pagina 12", True),
        ("Segue l'elenco degli uffici.", False),
        ("Formazione continua", False),
        ("Continua l'impegno della Regione", False),
        ("Tabella 3 - Indicatori", False),
    ],
)
def test_is_continuation_note(line: str, expected: bool) -> None:
    assert is_continuation_note(line) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("tempi di", "rilascio", "tempi di rilascio"),
        ("valuta-", "zione", "valutazione"),
        ("economico-", "finanziario", "economico-finanziario"),
        ("Emilia-", "Romagna", "Emilia-Romagna"),
        ("2024 -", "2026", "2024 - 2026"),
        ("2024-", "2026", "2024-2026"),
        ("soft\u00ad", "ware", "software"),
        ("e/", "o", "e/o"),
        ("", "solo", "solo"),
    ],
)
def test_join_wrapped(first: str, second: str, expected: str) -> None:
    assert join_wrapped(first, second) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- acquisti", True),
        ("• acquisti", True),
        ("1) acquisti", True),
        ("a) acquisti", True),
        ("2. acquisti", True),
        ("12 mesi", False),
        ("2.1 punti", False),
        ("-5%", False),
        ("acquisti", False),
    ],
)
def test_begins_list_item(line: str, expected: bool) -> None:
    assert begins_list_item(line) is expected
