"""Corrections and how right the program was, as listings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from piao.pipeline.corrections.places import label
from piao.pipeline.corrections.reliability import Reliability
from piao.pipeline.display.console import lines, plain
from piao.pipeline.display.words import word
from piao.pipeline.store.corrections.acts import Past, State
from piao.schema.corrections import Correction, CorrectionKind
from piao.schema.language import Message, text

STYLES = {State.IN_FORCE: "", State.UNDONE: "dim", State.WITHOUT_PLACE: "yellow"}
LONGEST = 60


def correction_table(past: Iterable[Past], names: Mapping[str, str]) -> Table:
    """One line a correction, `names` being the file names of the documents."""
    table = lines(
        Message("act"),
        Message("when"),
        Message("who"),
        Message("file"),
        Message("place"),
        Message("what"),
        Message("record"),
        Message("change"),
        Message("state"),
    )
    for each in past:
        said = each.correction
        page = text("p. {page}", page=said.page) if said.page else ""
        place = [page, said.table_id or ""]
        what = [word(said.kind.value), said.field or ""]
        table.add_row(
            said.step,
            f"{said.at:%Y-%m-%d %H:%M}",
            Text(plain(said.by)),
            Text(plain(names[said.document_id])),
            Text(plain(" ".join(filter(None, place)))),
            Text(plain(" ".join(filter(None, what)))),
            Text(_short(" ".join(filter(None, [said.record, label(said.key)])))),
            Text(_change(said)),
            word(each.state.value),
            style=STYLES[each.state],
        )
    return table


def _change(said: Correction) -> str:
    """What a correction changes, in one line."""
    change = ""
    if said.kind is CorrectionKind.UNDO:
        change = said.undoes or ""
    elif said.kind in (CorrectionKind.SET, CorrectionKind.MOVE):
        change = f"{_words(said.old)} → {_words(said.raw or said.new)}"
    elif said.kind in (CorrectionKind.ADD, CorrectionKind.SPLIT):
        change = _words(said.raw or said.new)
    return _short(" ".join(filter(None, [change, f"({said.reason})" if said.reason else ""])))


def _words(said: str | None) -> str:
    """A text, of several fields those that say something."""
    if said is None:
        return "–"
    if not said.startswith("{"):
        return said
    try:
        return " ".join(str(part) for part in json.loads(said).values() if part is not None)
    except (ValueError, AttributeError):
        return said


def _short(said: str) -> str:
    line = " ".join(plain(said).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def reliability_table(found: Reliability) -> Table:
    """One line a band of confidence: what people confirmed and corrected of it."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column(text("confidence"))
    for heading in (text("said"), text("right"), text("confirmed"), text("corrected")):
        table.add_column(heading, justify="right")
    for band in found.bands:
        unknown = band.low is None or band.high is None
        table.add_row(
            text("not said")
            if unknown
            else text("{low:.2f} – {high:.2f}", low=band.low, high=band.high),
            "" if band.said is None else text("{score:.2f}", score=band.said),
            "" if band.right is None else text("{score:.2f}", score=band.right),
            str(band.confirmed),
            str(band.corrected),
        )
    return table
