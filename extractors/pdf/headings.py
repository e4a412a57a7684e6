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

    A title of the file's outline has the level it has there. Other paragraphs
    are headings by their look beside body type of `body_size`: larger, bold or
    in capitals, short, no sentence. Each look is a level, the largest first.
    """
    looks = [_look(block, body_size) for block in blocks]
    ranking = sorted({look for look in looks if look}, reverse=True)
    by_look = {look: min(rank, _LOWEST) for rank, look in enumerate(ranking, start=1)}
    return [
        replace(block, level=level) if level else block
        for block, look in zip(blocks, looks, strict=True)
        for level in [outline.get(title_key(block.text)) or (by_look[look] if look else None)]
    ]


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
    return size, block.bold, capitals
