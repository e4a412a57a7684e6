"""A name taken apart: the kind of administration, the place, the province said beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from piao.normalizers.administrations.kinds import beginning, kinds, writing
from piao.normalizers.administrations.places import words_of
from piao.normalizers.text.cleaning import fold

_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
_PROVINCE_WORDS = r"(?:prov(?:incia|\.)?\s*(?:di\s|dell['’]|della\s|del\s)?\s*)"
_TRAILING = re.compile(rf"[\s,;–—-]+{_PROVINCE_WORDS}(?P<province>\S.*)$", re.IGNORECASE)
_SIGN = re.compile(r"\s*[-–—,]\s*(?P<province>[A-Z]{2})\s*$")
_LEAD = re.compile(rf"^{_PROVINCE_WORDS}", re.IGNORECASE)
PARTS = re.compile(r"\s*/\s*|\s+[-–—|]\s+")
"""What stands between the names of one place in two languages, or a name and an office."""

Signs = Mapping[str, frozenset[str]]
"""The signs of the provinces that a sign or a name means, by the folded text."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared.

    `places` are the words of the place, as the ways to read it ('Città di Castello' is a place
    whole, and the city of Castello); of kinds that are not known by their place, all words.
    `signs` are those of the province, where the name says one.
    """

    text: str
    kind: str | None
    places: tuple[tuple[str, ...], ...]
    signs: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What an administration of that name is called that no list knows."""
        words = " ".join(self.places[0])
        by_place = self.kind is not None and kinds()[self.kind].by_place
        return f"{self.kind} {words}" if by_place else words


def parse(text: str, signs: Signs) -> Name:
    """A name taken apart; what stands in brackets and is no province stays part of it.

    >>> name = parse("COMUNE DI PROVA (AV)", {"av": frozenset({"AV"})})
    >>> name.kind, name.places, sorted(name.signs)
    ('comune', (('prova',),), ['AV'])
    """
    text, found = _without_province(" ".join(text.split()), signs)
    folded = fold(text)
    start = beginning(folded)
    if start is None:
        return Name(text, None, (words_of(text),), found)
    words, kind = start
    if not kinds()[kind].by_place:
        return Name(text, kind, (_spelled(folded),), found)
    rest = folded[len(words) :].strip()
    article = writing()["articles"].get(words.rpartition(" ")[2])
    ways = [rest or folded]
    if article:
        ways.append(f"{article} {rest}")
    if not words.startswith(kind.partition("_")[0]):
        ways.append(folded)  # 'Città della Pieve' is a name
    return Name(text, kind, tuple(dict.fromkeys(words_of(way) for way in ways)), found)


def _without_province(text: str, signs: Signs) -> tuple[str, frozenset[str]]:
    """The text before a province at its end, and the province's signs."""
    for pattern in (_BRACKET, _TRAILING, _SIGN):
        match = pattern.search(text)
        if match and match.start() > 0:
            said = match.groupdict().get("province") or match[match.lastindex or 0]
            found = signs.get(fold(_LEAD.sub("", said.strip())))
            if found:
                return text[: match.start()].strip(" ,;–—-"), found
    return text, frozenset()


def _spelled(folded: str) -> tuple[str, ...]:
    """The words of a name, the abbreviation at its beginning written in full."""
    line = f"{folded} "
    spellings = writing()["spellings"]
    short = max((s for s in spellings if line.startswith(f"{s} ")), key=len, default=None)
    return words_of(folded if short is None else f"{spellings[short]} {line[len(short) :]}")
