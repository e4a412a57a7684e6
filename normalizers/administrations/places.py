"""How a place is written: forms in which two writings of one name are the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from piao.normalizers.administrations.kinds import writing
from piao.normalizers.text.cleaning import fold


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared; a place that has another name is that.

    >>> words_of("Roma Capitale"), words_of("Sant’Angelo d'Alife")
    (('roma',), ('sant', 'angelo', 'd', 'alife'))
    """
    folded = fold(name.replace("ß", "ss"))
    return tuple(writing()["places"].get(folded, folded).split())


def whole_key(words: Sequence[str]) -> str:
    """All letters, however they are parted: 'Sant'Angelo', 'Santangelo'; i and j are the same.

    >>> whole_key(words_of("Jesi")) == whole_key(words_of("IESI"))
    True
    """
    return "".join(words).replace("j", "i")


def short_key(words: Sequence[str]) -> str:
    """Without small words, any saint as `s`: 'S. Angelo Lodigiano', 'Reggio Emilia'.

    >>> short_key(words_of("Sant'Angelo Lodigiano")), short_key(words_of("Ne"))
    ('s angelo lodigiano', 'ne')
    """
    saints, small = _sets()
    kept = ["s" if word in saints else word for word in words if word not in small]
    return " ".join(kept or words).replace("j", "i")


@cache
def _sets() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(writing()["saints"]), frozenset(writing()["small"])
