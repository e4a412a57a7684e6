"""`piao explain heading`: how the heading of a column is understood."""

from __future__ import annotations

from typing import Annotated

import typer

from piao.pipeline.commands.options import Json, LexiconFile
from piao.pipeline.display.words import word
from piao.schema.language import text as said


def heading(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The heading as printed.")],
    year: Annotated[
        int | None,
        typer.Option(metavar="YEAR", help="Year of the plan: results of an earlier are baselines."),
    ] = None,
    lexicon: LexiconFile = None,
    json: Json = False,
) -> None:
    """Say which field a column heading names, with its year, the method and the score.

    No field is an answer too: a wrong one would be worse.

    Examples:

        piao explain heading "Valore atteso (2025)"

        piao explain heading "Consuntivo 2023" --year 2025 --json
    """
    from piao.normalizers.fields.columns.headings import match_heading
    from piao.normalizers.lexicon import Lexicon
    from piao.pipeline.exports.writing.json_text import json_text
    from piao.pipeline.terms import lexicon_to_read

    terms = Lexicon.load(lexicon_to_read(lexicon))
    match = match_heading(text, terms, plan_year=year)
    if json:
        print(
            json_text({name: getattr(match, name) for name in ("field", "year", "method", "score")})
        )
    elif match.field is None:
        print(said("no field"))
    else:
        facts = [f"{match.field} ({terms.labels[match.field]})"]
        facts += [said("year {year}", year=match.year)] if match.year else []
        print(", ".join([*facts, word(match.method), said("score {score:g}", score=match.score)]))
