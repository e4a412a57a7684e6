"""The form that was found in a document: its sections, what repeats in them, what labels mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from piao.normalizers.records.maker import Outcome
from piao.normalizers.records.whole.parts import Coverage, unread_alike
from piao.pipeline.display.console import lines, plain
from piao.pipeline.display.words import outcome_word, word
from piao.schema.findings import message_of
from piao.schema.language import Message, spoken, text
from piao.schema.records import Finding, HeadingMap, Part, PartShape, Records

ALIKE = 3
"""Parts of one form from which on they are shown once, with their number."""
METHODS = {
    "exact": Message("name of the lexicon"),
    "abbreviation": Message("abbreviation"),
    "pattern": Message("words of the label"),
    "fuzzy": Message("letters alike"),
    "content": Message("cells below it"),
    "position": Message("place in the table"),
    "none": Message("not understood"),
}
_STYLES = {Outcome.UNREAD: "yellow", Outcome.NOT_PLANNING: "dim", Outcome.CONTEXT: "dim"}


@dataclass(slots=True)
class _Node:
    """A part with those inside of it."""

    part: Part
    inner: list[_Node] = field(default_factory=list)

    @property
    def form(self) -> tuple[object, ...]:
        """What comes again where this part does: its kind, or its labels. Each chapter is one."""
        part = self.part
        own = part.position if part.kind == "chapter" else None
        return part.shape, part.kind, part.form, part.outcome, own


def form_tree(name: str, parts: Sequence[Part], *, full: bool = False) -> Tree:
    """The sections of a document as a tree.

    Of parts of one form that follow each other the first stands for all, unless `full`.
    """
    tree = Tree(Text(plain(name), style="bold"), guide_style="dim")
    _add(tree, _nested(parts), full=full)
    return tree


def _nested(parts: Sequence[Part]) -> list[_Node]:
    top: list[_Node] = []
    open_nodes: list[_Node] = []
    for part in parts:
        node = _Node(part)
        while open_nodes and open_nodes[-1].part.depth >= part.depth:
            open_nodes.pop()
        (open_nodes[-1].inner if open_nodes else top).append(node)
        open_nodes.append(node)
    return top


def _add(tree: Tree, nodes: Sequence[_Node], *, full: bool) -> None:
    place = 0
    while place < len(nodes):
        end = place + 1
        while end < len(nodes) and nodes[end].form == nodes[place].form:
            end += 1
        folded = end - place >= ALIKE and not full
        for node in nodes[place : place + 1 if folded else end]:
            branch = tree.add(_label(node.part, end - place if folded else 1))
            _add(branch, node.inner, full=full)
        place = end


def _label(part: Part, count: int) -> Text:
    kind, shape = word(part.kind or part.shape.value), word(part.shape.value)
    what = f"{kind} ({shape})" if part.shape is PartShape.BOX else kind
    label = Text(f"{count} × " if count > 1 else "", style="bold")
    label.append(what, style="cyan")
    if part.topic and part.shape is PartShape.SECTION:
        label.append(f" [{word(part.topic)}]", style="magenta")
    if part.shape is not PartShape.SECTION or part.outcome == Outcome.READ:
        label.append(
            f" {outcome_word(part.outcome)}", style=_STYLES.get(Outcome(part.outcome), "green")
        )
    if part.page:
        label.append(f" {text('p. {page}', page=part.page)}", style="dim")
    if part.form:
        label.append(f"  {plain(part.form)}")
    if part.title and not (part.form and part.shape is PartShape.TABLE and count == 1):
        label.append(f"  {plain(part.title)}", style="" if part.kind else "dim")
    return label


def label_table(headings: Iterable[HeadingMap]) -> Table:
    """What each label and heading was taken for, by which evidence, how often, and where first."""
    table = lines(
        Message("label"),
        Message("taken for"),
        Message("by"),
        Message("score"),
        Message("times"),
        Message("first"),
    )
    found: dict[tuple[str, str | None], list[HeadingMap]] = {}
    for heading in headings:
        if heading.heading:
            key = (plain(heading.heading).casefold(), heading.field)
            found.setdefault(key, []).append(heading)
    for (_, field_name), alike in found.items():
        first = alike[0]
        page = text("p. {page}", page=first.page) if first.page else ""
        place = filter(None, [page, first.table_id])
        table.add_row(
            Text(plain(first.heading or "")),
            field_name or Text("—", style="yellow"),
            str(METHODS.get(first.method, first.method)),
            text("{score:g}", score=first.score),
            str(len(alike)),
            Text(plain(" ".join(place)), style="dim"),
        )
    return table


def profile_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """What was taught in profiles and used for the document, a line for each file."""
    for finding in findings:
        if finding.code == "profile_applied":
            yield message_of(finding, spoken())


def unread_table(parts: Sequence[Part]) -> Table:
    """What was left, page by page; what is alike in one line, with its number and an example."""
    table = lines(
        Message("pages"),
        Message("count"),
        Message("what"),
        Message("labels or headings"),
        Message("example"),
    )
    for alike in unread_alike(parts):
        first = alike[0]
        table.add_row(
            _pages(alike),
            str(len(alike)),
            word(first.shape.value),
            Text(plain(first.form or "")),
            Text(plain(first.title or ""), style="dim"),
        )
    return table


def _pages(parts: Sequence[Part]) -> str:
    pages = Counter(part.page for part in parts if part.page is not None)
    shown = [f"{page}" if count == 1 else f"{page} ({count})" for page, count in pages.items()]
    return ", ".join(shown) or "—"


def nothing_left(coverage: Coverage, records: Records) -> str:
    """What to say where no table, card or box was left: all was read, or there is none."""
    if coverage.total:
        return text("no table, card or box was left unread")
    if records.objectives or records.indicators:
        return text(
            "there is no table, card or box of objectives; what was read was text (see --form)"
        )
    return text(
        "there is no table, card or box of objectives; "
        "nothing was read: the document is all text (see --form)"
    )


def coverage_line(coverage: Coverage) -> str:
    """How much was read, in words; '' where nothing could be.

    >>> coverage_line(Coverage(36, 38))
    'read 36 of 38 tables and boxes of the performance section'
    """
    if not coverage.total:
        return ""
    return text(
        "read {read} of {total} tables and boxes of the performance section",
        read=coverage.read,
        total=coverage.total,
    )
