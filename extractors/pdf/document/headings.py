"""Which paragraphs are headings, and of which level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from piao.schema.document import TextBlock

_LONGEST = 220
_LARGER = 0.8
_LOWEST = 6

Look = tuple[float, bool, bool]
"""Size, bold, capitals: what sets a heading apart."""


def with_levels(
    blocks: Sequence[TextBlock], body_size: float, outline: Mapping[str, int]
) -> list[TextBlock]:
    """The blocks, headings with their level.

    Paragraphs are headings by their look beside body type of `body_size`: larger,
    bold or in capitals, short, no sentence. Where titles of the file's outline
    have a look, their level there is the level of all of that look; other looks
    rank by size and weight. A title of the outline that looks like body type
    keeps its level.
    """
    looks = [_look(block, body_size) for block in blocks]
    titles = [outline.get(title_key(block.text)) for block in blocks]
    level_of = _levels(looks, titles)
    return [
        replace(block, level=level) if level else block
        for block, look, title in zip(blocks, looks, titles, strict=True)
        for level in [level_of[look] if look else title]
    ]


def _levels(looks: Sequence[Look | None], titles: Sequence[int | None]) -> dict[Look, int]:
    """The level of each look: what most outline titles of that look have, else its rank."""
    votes: dict[Look, Counter[int]] = {}
    for look, title in zip(looks, titles, strict=True):
        if look and title:
            votes.setdefault(look, Counter())[title] += 1
    levels: dict[Look, int] = {}
    level = 0
    for look in sorted({look for look in looks if look}, reverse=True):
        level = votes[look].most_common(1)[0][0] if look in votes else level + 1
        levels[look] = level = min(level, _LOWEST)
    return levels


def title_key(text: str) -> str:
    """A title reduced to what outline and page have in common."""
    return "".join(character for character in text.casefold() if character.isalnum())


def body_size(sized: Iterable[tuple[str, float]]) -> float:
    """The type size of most characters, of texts with their sizes; 0 where there is no text."""
    sizes: Counter[float] = Counter()
    for text, size in sized:
        sizes[round(size * 2) / 2] += len(text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _look(block: TextBlock, body_size: float) -> Look | None:
    text = block.text
    size = round((block.size or body_size) * 2) / 2
    letters = [character for character in text if character.isalpha()]
    if len(letters) < 2 or len(text) > _LONGEST or text.endswith((".", ";", ",")):
        return None
    capitals = all(not character.islower() for character in letters)
    larger = size >= body_size + _LARGER
    if not (larger or block.bold or (capitals and len(text) > 3 and size >= body_size - _LARGER)):
        return None
    return size, block.bold, capitals and not larger
