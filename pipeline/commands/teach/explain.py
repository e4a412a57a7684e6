"""`piao explain`: how a heading, the text of a target or a table is understood."""

from __future__ import annotations

import typer

from piao.pipeline.commands.teach.explain_heading import heading
from piao.pipeline.commands.teach.explain_table import table
from piao.pipeline.commands.teach.explain_value import value

app = typer.Typer(
    help="How a heading, a target text or a table is understood.", no_args_is_help=True
)
AS_PRINTED = {"ignore_unknown_options": True}  # '-5 %' is a text, not an option
app.command("heading", context_settings=AS_PRINTED)(heading)
app.command("value", context_settings=AS_PRINTED)(value)
app.command("table")(table)
