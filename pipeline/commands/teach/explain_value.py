"""`piao explain value`: how the text of a target is understood."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from piao.pipeline.commands.options import Json
from piao.schema.language import text as said

FIELDS = ("comparator", "value", "value_max", "unit", "due_date", "year")


def value(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The cell's text as printed.")],
    year: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="Year of the column or plan; completes dates."),
    ] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the unit column says, as '%'.")
    ] = None,
    sentence: Annotated[
        bool, typer.Option("--sentence", help="A sentence that may promise something, not a cell.")
    ] = False,
    json: Json = False,
) -> None:
    """Say which figures, deadlines and units a target text holds.

    A blank cell ('-', 'n.d.') holds none. A text that begins with a dash is read as it
    stands; one that is an option's name goes after `--`.

    Examples:

        piao explain value "≥ 80% entro giugno" --year 2025

        piao explain value "-9157,800" --unit giorni --json
    """
    from piao.normalizers.figures import find_figures, parse_figures

    parse = find_figures if sentence else parse_figures
    figures = [
        replace(figure, year=figure.year or year) for figure in parse(text, year=year, unit=unit)
    ]
    if json:
        from piao.pipeline.exports.writing.json_text import write_array

        rows = ({name: getattr(figure, name) for name in FIELDS} for figure in figures)
        write_array(rows, sys.stdout)
        print()
        return
    from piao.pipeline.display.console import plain
    from piao.pipeline.display.wording import figure_text

    print("\n".join(plain(figure_text(figure, text)) for figure in figures) or said("no value"))
