"""Which administration the clues of a document mean: one where it is sure, else proposals.

A name that no list knows is an administration of its own. A name that is nearly that of a known
one, that several have, or that a code contradicts is never settled here: a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from piao.normalizers.administrations.directory import Directory, is_by_place
from piao.normalizers.administrations.kinds import MUNICIPALITY, PROVINCES, beginning
from piao.normalizers.administrations.naming import PARTS, Name, parse
from piao.normalizers.administrations.places import short_key, whole_key, words_of
from piao.schema.administrations import Administration, Clues, How, Proposal, Resolution

LIKE = 86.0
"""From this likeness of two names on (0-100, letters alike) one is proposed for the other."""
ONE_WRONG = 6
"""From so many letters on one wrong letter is proposed too, though less than `LIKE`."""
LIKE_OTHERS = 92.0
"""The same for kinds whose names are long and mostly alike."""
SHORTEST = 4
"""Letters of a name that is held beside others."""
MOST_PROPOSALS = 5
AGREEING = 75.0
"""A code and a name that no list knows contradict each other under this likeness."""
_SURE = {How.NAME_AND_PROVINCE: 0.99, How.NAME: 0.97, How.AS_PRINTED: 1.0}
_ONE_OF_SEVERAL = 0.9
"""What proposals of the same name share."""
_CONTRADICTED, _PART, _BARE, _SIBLING = 0.5, 0.6, 0.8, 0.8
_FEW = 3
"""More names with the same words in them say nothing."""


def resolve(clues: Clues, directory: Directory) -> Resolution:
    """The administration of a document.

    >>> found = resolve(Clues(name="COMUNE DI CASTRO (BG)"), Directory(()))
    >>> found.administration.administration_id, found.how.value
    ('istat:016065', 'name_and_province')
    >>> [p.administration.province_sign for p in
    ...  resolve(Clues(name="Comune di Castro"), Directory(())).proposals]
    ['BG', 'LE']
    """
    if clues.administration:
        stated = directory.of_code(clues.administration)
        if len(stated) == 1:
            return Resolution(administration=stated[0], how=How.STATED, score=1.0)
    name = parse(clues.name, directory.signs) if clues.name else None
    if clues.administration == How.AS_PRINTED and name:
        return Resolution(administration=_as_printed(name), how=How.STATED, score=1.0)
    by_name = _by_name(name, clues, directory) if name else Resolution()
    for how, code in ((How.TAX_CODE, clues.tax_code), (How.IPA_CODE, clues.ipa_code)):
        coded = directory.of_code(code) if code else []
        if len(coded) == 1:
            return _agreed(Resolution(administration=coded[0], how=how), by_name, name, clues)
    return by_name


def _agreed(coded: Resolution, by_name: Resolution, name: Name | None, clues: Clues) -> Resolution:
    """What a code says, where the name does not contradict it; else both are proposed."""
    found, how = coded.administration, coded.how
    if found is None or how is None:
        return by_name
    named = by_name.administration
    same = named is not None and named.administration_id == found.administration_id
    also = any(p.administration.administration_id == found.administration_id
               for p in by_name.proposals)  # fmt: skip
    if clues.codes_stated or name is None or same or also:
        return Resolution(administration=found, how=how, score=1.0)
    unknown = by_name.how is How.AS_PRINTED or named is None
    if unknown and _may_be(name, found):
        return Resolution(administration=found, how=how, score=0.95)
    others = [Proposal(administration=named, how=by_name.how or How.NAME, score=_CONTRADICTED)] \
        if named else list(by_name.proposals)  # fmt: skip
    contradicted = Proposal(administration=found, how=how, score=_CONTRADICTED)
    return Resolution(proposals=(contradicted, *others)[:MOST_PROPOSALS])


def _may_be(name: Name, administration: Administration) -> bool:
    """Whether a name may be another writing of an administration's, which has its kind."""
    from rapidfuzz import fuzz

    if name.kind is not None and administration.kind not in {None, name.kind}:
        return False
    mine, theirs = map(_own_words, (name, parse(administration.name, {})))
    return fuzz.ratio(mine, theirs) >= AGREEING


def _own_words(name: Name) -> str:
    """What a name says besides its kind, which others of the kind say too."""
    text = " ".join(name.places[0])
    start = beginning(text)
    rest = text[len(start[0]) :].split() if start else []
    return short_key(rest or name.places[0])


def _by_name(name: Name, clues: Clues, directory: Directory) -> Resolution:
    signs = name.signs or directory.signs.get((clues.province_sign or "").casefold(), frozenset())
    found = directory.named(name) or _in_both_languages(name, directory)
    if found and name.kind is None and all(a.kind for a in found):
        return Resolution(proposals=_proposals(found, How.NAME, _BARE))
    if found:
        return _told_apart(found, signs, clues, directory)
    near = (
        *_parts(name, directory),
        *_siblings(name, directory),
        *_alike(name, signs, directory),
        *_grown(name, signs, directory),
    )
    best: dict[str, Proposal] = {}
    for proposal in sorted(near, key=lambda p: -p.score):
        best.setdefault(proposal.administration.administration_id, proposal)
    if best:
        return Resolution(proposals=tuple(best.values())[:MOST_PROPOSALS])
    return Resolution(
        administration=_as_printed(name), how=How.AS_PRINTED, score=_SURE[How.AS_PRINTED]
    )


def _as_printed(name: Name) -> Administration:
    """The administration of a name that no list knows."""
    return Administration(administration_id=f"name:{name.key}", name=name.text, kind=name.kind)


def _told_apart(
    found: list[Administration], signs: frozenset[str], clues: Clues, directory: Directory
) -> Resolution:
    """One of those with the name, by the province or the postal code; else all are proposed."""
    how = How.NAME
    if signs:
        inside = [a for a in found if a.province_sign is None or a.province_sign in signs]
        if not inside:
            return Resolution(proposals=_proposals(found, How.NAME, _CONTRADICTED))
        found, how = inside, How.NAME_AND_PROVINCE
    if len(found) > 1 and clues.postal_codes:
        posted = [a for a in found if directory.postal_codes(a) & set(clues.postal_codes)]
        found, how = posted or found, How.NAME_AND_PROVINCE if posted else how
    if len(found) == 1:
        return Resolution(administration=found[0], how=how, score=_SURE[how])
    score = round(_ONE_OF_SEVERAL / len(found), 2)
    return Resolution(proposals=_proposals(found, how, score))


def _proposals(found: Iterable[Administration], how: How, score: float) -> tuple[Proposal, ...]:
    listed = sorted(found, key=lambda a: (a.province_sign or "", a.administration_id))
    return tuple(Proposal(administration=a, how=how, score=score) for a in listed)[:MOST_PROPOSALS]


def _in_both_languages(name: Name, directory: Directory) -> list[Administration]:
    """Those that every part of the name means: 'Comune di Bolzano - Stadtgemeinde Bozen'."""
    groups = [directory.named(part) for part in _named_parts(name, directory)]
    if len(groups) < 2 or not all(groups):
        return []
    shared = set.intersection(*({a.administration_id for a in group} for group in groups))
    return [a for a in groups[0] if a.administration_id in shared]


def _named_parts(name: Name, directory: Directory) -> list[Name]:
    """The parts of a name of a place, each of the kind of the first unless it says another."""
    texts = [text for text in PARTS.split(name.text) if text]
    if len(texts) < 2 or not is_by_place(name.kind):
        return []
    parts = [parse(text, directory.signs) for text in texts]
    return [Name(p.text, p.kind or name.kind, p.places, p.signs) for p in parts]


def _parts(name: Name, directory: Directory) -> Iterator[Proposal]:
    """What the first part of a name means, where another part is something unknown."""
    parts = _named_parts(name, directory)
    found = directory.named(parts[0]) if parts else []
    return iter(_proposals(found, How.NAME, _PART))


def _siblings(name: Name, directory: Directory) -> Iterator[Proposal]:
    """What has the name of a province and is another kind of one: it was the other before."""
    if name.kind in PROVINCES:
        for kind in PROVINCES:
            yield from _proposals(directory.named(name, kind), How.NAME, _SIBLING)


def _alike(name: Name, signs: frozenset[str], directory: Directory) -> Iterator[Proposal]:
    """Those whose names differ by a letter or two, of the province where one is said."""
    from rapidfuzz import fuzz, process

    keys = directory.keys(name.kind)
    least = LIKE if is_by_place(name.kind) else LIKE_OTHERS
    for words in name.places[:1]:
        asked = whole_key(words)
        if len(asked) < SHORTEST:
            continue
        if len(asked) >= ONE_WRONG:  # one of n letters replaced: (n - 1) / n, and what is rounded
            least = min(least, 100 * (len(asked) - 1) / len(asked) - 0.01)
        for key, score, _ in process.extract(
            asked, keys.keys(), scorer=fuzz.ratio, score_cutoff=least, limit=MOST_PROPOSALS
        ):
            for administration in map(directory.by_id.__getitem__, keys[key]):
                if not signs or administration.province_sign in signs:
                    yield Proposal(
                        administration=administration, how=How.NAME, score=round(score / 100, 3)
                    )


def _grown(name: Name, signs: frozenset[str], directory: Directory) -> Iterator[Proposal]:
    """Municipalities whose name begins or ends with this one, which they may have taken in."""
    words = name.places[0]
    if name.kind != MUNICIPALITY:
        return
    asked = whole_key(words)
    if len(asked) < SHORTEST:
        return
    keys = directory.keys(name.kind)
    found = {
        identity
        for key, ids in keys.items()
        if key.startswith(asked) or key.endswith(asked)
        for identity in ids
    }
    administrations = [
        a
        for a in map(directory.by_id.__getitem__, found)
        if _has_words(a, words) and (not signs or a.province_sign in signs)
    ]
    if len(administrations) <= _FEW:
        yield from _proposals(administrations, How.NAME, _PART)


def _has_words(administration: Administration, words: tuple[str, ...]) -> bool:
    theirs = words_of(administration.municipality or "")
    return words in (theirs[: len(words)], theirs[-len(words) :])
