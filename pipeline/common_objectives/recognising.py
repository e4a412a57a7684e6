"""Which common objectives a name speaks of, by the matcher of names and its vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from piao.normalizers.common_objectives.catalogue import CommonObjective, Phrase, Side, catalogue
from piao.normalizers.text.cleaning import fold
from piao.normalizers.wording.names import Wording, wording
from piao.pipeline.comparison.likeness import contained

MAIN = 0.25
"""Where a phrase is less of a name than this, the name may well be about something else."""


class Status(StrEnum):
    """Whether a common objective is there."""

    FOUND = "found"
    UNCERTAIN = "uncertain"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Hit:
    """A common objective that a name speaks of; `score` 0-1 is how much of the name it is."""

    common_id: str
    status: Status
    score: float


@dataclass(frozen=True, slots=True)
class _Known:
    """A phrase taken apart, with the place in the catalogue of what it speaks of."""

    place: int
    status: Status
    phrase: Phrase
    wording: Wording


@lru_cache(maxsize=16384)
def hits(name: str, side: Side) -> tuple[Hit, ...]:
    """The common objectives that the name of an objective or indicator speaks of.

    >>> [(hit.common_id, hit.status.value) for hit in hits("Tempi di pagamento", Side.OBJECTIVE)]
    [('payment_delay', 'found')]
    >>> hits("Riduzione dei tempi dei procedimenti", Side.OBJECTIVE)
    ()
    """
    understood = wording(name)
    known = _known(side)
    candidates = {id(one): one for key in understood.keys for one in known.get(key, ())}
    if not candidates:
        return ()
    folded = fold(name)
    best: dict[int, Hit] = {}
    for one in candidates.values():
        common = catalogue()[one.place]
        hit = _hit(one, common, understood, folded)
        if hit and _rank(hit) > _rank(best.get(one.place)):
            best[one.place] = hit
    return tuple(best[place] for place in sorted(best))


def _hit(one: _Known, common: CommonObjective, name: Wording, folded: str) -> Hit | None:
    if not all(pattern.search(folded) for pattern in one.phrase.printed):
        return None
    if common.never and common.never.search(folded):
        return None
    score = contained(one.wording, name)
    if score is None:
        return None
    status = one.status if score >= MAIN else Status.UNCERTAIN
    return Hit(common.common_id, status, score)


def _rank(hit: Hit | None) -> tuple[bool, float]:
    return (hit.status is Status.FOUND, hit.score) if hit else (False, -1.0)


@cache
def _known(side: Side) -> Mapping[str, tuple[_Known, ...]]:
    """The phrases by each key of their words."""
    found: dict[str, list[_Known]] = defaultdict(list)
    for place, common in enumerate(catalogue()):
        for status, phrases in (
            (Status.FOUND, common.found[side]),
            (Status.UNCERTAIN, common.uncertain[side]),
        ):
            for phrase in phrases:
                one = _Known(place, status, phrase, wording(phrase.says))
                for key in one.wording.keys:
                    found[key].append(one)
    return {key: tuple(some) for key, some in found.items()}
