"""A second reader's opinion of a page where ours is unsure, and what follows from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

import pypdfium2

from piao.extractors.pdf.boxes import is_inside, overlap
from piao.extractors.pdf.model import Drawing, FoundTable, PageContent, Word
from piao.extractors.pdf.tables.finders import without
from piao.extractors.pdf.tables.peers import PeerTable, tables_of_camelot
from piao.extractors.pdf.tables.unruled.evidence import LONE_MARKER, confidence
from piao.extractors.pdf.tables.unruled.text_grid import Region, read_region, to_table
from piao.extractors.pdf.text.chunks import ChunkedLine, chunk_lines, is_figure
from piao.extractors.pdf.time_limit import PageTimeoutError, time_limit

_MOST_WORDS = 5_000
_UNSURE = 0.65
_LEAST_LINES = 3
_SAME_PLACE = 2.0
_AGREES = 0.9
_DIFFERS = 0.6
_STEP = 0.05
_LEAST = 0.75
_COULD_BE = 0.3
_MOST_SURE = 0.6


def with_second_opinion(
    document: pypdfium2.PdfDocument,
    page: PageContent,
    tables: list[FoundTable],
    rest: PageContent,
    *,
    known: Container[str],
    seconds: float,
) -> tuple[list[FoundTable], PageContent, list[str]]:
    """The tables of a page, what they leave of it, and codes of findings.

    Another reader is asked only where a table is unsure, or where lines in columns are
    left. It weighs on the unsure tables by a little: that it parts their columns alike
    says little of their rows. A table that it alone sees is taken where our own reading
    of its columns is sure of it, else it is a finding; prose and lists are neither. An
    answer that takes longer than `seconds` is none.
    """
    left = lines_in_columns(rest.words)
    unsure = any(found.table.confidence < _UNSURE for found in tables)
    is_recognised = any(word.certainties for word in page.words)
    if is_recognised or len(page.words) > _MOST_WORDS or not (unsure or len(left) >= _LEAST_LINES):
        return tables, rest, []
    try:
        with time_limit(seconds):
            peers = tables_of_camelot(document, page.number, ruled=_has_grid(rest.drawing))
    except PageTimeoutError:
        return tables, rest, []
    weighed, problems = weigh(tables, page.words, peers)
    taken = []
    for peer in peers:
        if sum(1 for line in left if is_inside(line[-1], peer.bbox)) < _LEAST_LINES:
            continue
        is_apart = not any(overlap(peer.bbox, found.bbox) for found in tables)
        own, could_be = _read(peer, rest, known)
        if own and is_apart:
            taken.append(own)
        elif could_be:
            problems.append("possible_table")
    every = sorted([*weighed, *taken], key=lambda found: (found.bbox[1], found.bbox[0]))
    return every, without(rest, taken) if taken else rest, sorted(set(problems))


def lines_in_columns(words: Iterable[Word]) -> list[ChunkedLine]:
    """The lines cut by white of which a part begins, or a figure ends, below that of others.

    The marker of a list item is no part.
    """
    lines = [line for line in map(_without_marker, chunk_lines(words)) if len(line) > 1]
    starts = sorted(chunk.x0 for line in lines for chunk in line[1:])
    ends = sorted(chunk.x1 for line in lines for chunk in line[1:] if is_figure(chunk.text))
    return [
        line
        for line in lines
        if any(
            _neighbours(chunk.x0, starts) >= _LEAST_LINES
            or (is_figure(chunk.text) and _neighbours(chunk.x1, ends) >= _LEAST_LINES)
            for chunk in line[1:]
        )
    ]


def _without_marker(line: ChunkedLine) -> ChunkedLine:
    return line[1:] if LONE_MARKER.fullmatch(line[0].text) else line


def _neighbours(place: float, places: Sequence[float]) -> int:
    return bisect_right(places, place + _SAME_PLACE) - bisect_left(places, place - _SAME_PLACE)


def _has_grid(drawing: Drawing) -> bool:
    return min(len(drawing.horizontal), len(drawing.vertical)) > 1


def weigh(
    tables: Sequence[FoundTable], words: Sequence[Word], peers: Sequence[PeerTable]
) -> tuple[list[FoundTable], list[str]]:
    """The tables, unsure ones a little surer or less sure; and codes of findings.

    A table with whose columns the other reader agrees is named for it too.
    """
    weighed = []
    problems = []
    for found in tables:
        table = found.table
        agreement = None
        if table.confidence < _UNSURE:
            agreement = _agreement(found, words, peers)
        if agreement is not None and agreement >= _AGREES:
            name = f"{table.extractor}+{peers[0].extractor}"
            table = replace(table, confidence=round(table.confidence + _STEP, 2), extractor=name)
        elif agreement is not None and agreement < _DIFFERS:
            table = replace(table, confidence=round(table.confidence - _STEP, 2))
            problems.append("columns_in_doubt")
        weighed.append(replace(found, table=table))
    return weighed, problems


def _agreement(
    found: FoundTable, words: Iterable[Word], peers: Sequence[PeerTable]
) -> float | None:
    """The share of a table's words that both readers have in the same columns.

    None where the other sees no table in most of it.
    """
    together: Counter[tuple[int, tuple[int, int]]] = Counter()
    inside = [word for word in words if is_inside(word, found.bbox)]
    for word in inside:
        x = (word.x0 + word.x1) / 2
        for index, peer in enumerate(peers):
            if is_inside(word, peer.bbox):
                column = bisect_right(found.columns_at, x)
                together[column, (index, bisect_right(peer.columns_at, x))] += 1
                break
    if together.total() * 2 < len(inside) or not inside:
        return None
    shared = 0
    own_columns: set[int] = set()
    other_columns: set[tuple[int, int]] = set()
    for (own, other), count in together.most_common():
        if own not in own_columns and other not in other_columns:
            own_columns.add(own)
            other_columns.add(other)
            shared += count
    return shared / together.total()


def _read(
    peer: PeerTable, rest: PageContent, known: Container[str]
) -> tuple[FoundTable | None, bool]:
    """The table in the other's columns as we read it, and whether it could be one.

    None where its columns do not fit the words, or our own evidence is too weak; with
    next to none, as in prose, contents and letterheads, it could not be one either.
    """
    words = [word for word in rest.words if is_inside(word, peer.bbox)]
    inner = peer.columns_at[1:-1]
    region = Region(chunk_lines(words), (), inner, known)
    grid = read_region(region) if region.lines else None
    sure = confidence(grid, ruled=False) if grid else 0.0
    if grid is None or sure < _COULD_BE:
        return None, False
    is_cut = any(word.x0 + 1 < x < word.x1 - 1 for word in words for x in inner)
    if sure < _LEAST or is_cut or grid.columns != len(inner) + 1:
        return None, True
    table = to_table(grid, region, rest.number, peer.extractor, min(sure, _MOST_SURE))
    return table, True
