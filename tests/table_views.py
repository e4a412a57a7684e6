"""How tests look at a table, and what the table of several fixtures holds."""

from __future__ import annotations

from piao.schema.document import Table

ARCHIVE = [
    (0, 0, 1, 4, "Scheda dell'archivio"),
    (1, 0, 2, 1, "Riordino dei depositi"),
    (1, 1, 1, 1, "Metri lineari ordinati entro la fine dell'anno"),
    (1, 2, 1, 1, "Quantità"),
    (1, 3, 3, 1, "60%"),
    (2, 1, 1, 1, "Pratiche trasferite:\n- correnti\n- di deposito"),
    (2, 2, 1, 1, "Quantità"),
    (3, 0, 1, 1, "Consultazione in sala"),
    (3, 1, 1, 1, "Giorni medi tra la richiesta e la consegna\nGiorni massimi"),
    (3, 2, 1, 1, "Tempo"),
]
"""Row, column, row span, column span and text of each cell."""


def texts(table: Table) -> list[list[str]]:
    """The text of the cell that covers each place."""
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def spans(table: Table) -> dict[str, tuple[int, int, int, int]]:
    """Row, column, row span and column span of the cells of more than one place."""
    return {
        cell.text: (cell.row, cell.col, cell.row_span, cell.col_span)
        for cell in table.cells
        if cell.row_span * cell.col_span > 1
    }
