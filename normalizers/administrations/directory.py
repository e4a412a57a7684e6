"""All administrations that are known, by their codes and by their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from piao.normalizers.administrations.istat import Place, places
from piao.normalizers.administrations.kinds import MUNICIPALITY, kinds, writing
from piao.normalizers.administrations.naming import Name, Signs, parse
from piao.normalizers.administrations.places import short_key, whole_key, words_of
from piao.normalizers.text.cleaning import fold
from piao.schema.administrations import Administration, Source

_CONVENTION = "c_"
"""The beginning of a municipality's IPA code, the code of the land register after it."""
Writing = Callable[[Sequence[str]], str]
WRITINGS: tuple[Writing, ...] = (" ".join, whole_key, short_key)
"""The forms in which names are compared, the closest to what is written first."""
_CODES = ("istat_code", "ipa_code", "tax_code", "population")


class Directory:
    """ISTAT's places and what a store knows besides, found by code or by name.

    `known` go before ISTAT's of the same id, and take over what they lack of it.

    >>> directory = Directory(())
    >>> [a.name for a in directory.of_code("c_h501")]
    ['Comune di Roma']
    """

    def __init__(self, known: Iterable[Administration], own: Sequence[Place] | None = None) -> None:
        listed = places() if own is None else own
        given = {a.administration_id: a for a in known}
        self._places = {place.administration.administration_id: place for place in listed}
        self.signs = _signs(listed)
        self.by_id: dict[str, Administration] = {}
        self._by_code: dict[str, list[str]] = defaultdict(list)
        self._of_kind: dict[str, list[str]] = defaultdict(list)
        self._indexes: dict[tuple[Writing, str], dict[str, list[str]]] = {}
        for identity, place in self._places.items():
            self._add(_joined(place.administration, given.pop(identity, None)), place.land_code)
        for administration in given.values():
            self._add(administration, None)

    def _add(self, administration: Administration, land_code: str | None) -> None:
        identity = administration.administration_id
        self.by_id[identity] = administration
        codes = {administration.istat_code, administration.ipa_code, administration.tax_code}
        if land_code and not administration.ipa_code:
            codes.add(_CONVENTION + land_code)
        for code in filter(None, codes):
            self._by_code[code.casefold()].append(identity)
        # One that only documents name is found by its id: a name is not known by being printed.
        if administration.source is not Source.DOCUMENT:
            self._of_kind[administration.kind or ""].append(identity)

    def _index(self, write: Writing, kind: str) -> dict[str, list[str]]:
        """The names of a kind in one form, made when it is first asked for, with their ids."""
        if (write, kind) not in self._indexes:
            index: dict[str, list[str]] = defaultdict(list)
            for identity in self._of_kind[kind]:
                for key in {write(words) for words in self._writings(identity)}:
                    index[key].append(identity)
            self._indexes[write, kind] = dict(index)
        return self._indexes[write, kind]

    def _writings(self, identity: str) -> list[tuple[str, ...]]:
        place = self._places.get(identity)
        if place is not None:
            return [words_of(name) for name in place.names]
        return [parse(self.by_id[identity].name, self.signs).places[0]]

    def of_code(self, code: str) -> list[Administration]:
        """Those with an id, an ISTAT, an IPA or a tax code; a code may be of several."""
        if code in self.by_id:
            return [self.by_id[code]]
        return [self.by_id[identity] for identity in self._by_code.get(code.casefold(), ())]

    def named(self, name: Name, kind: str | None = None) -> list[Administration]:
        """Those of that very name: word by word, else letter by letter, else by its great words.

        Of 'Paterno' and 'Paternò' the accent decides where there is one; it is often left out.
        """
        own = kind or name.kind
        for write in WRITINGS:
            keys = {write(words) for words in name.places}
            indexes = [self._index(write, k) for k in ((own,) if own else ("", MUNICIPALITY))]
            ids = dict.fromkeys(i for index in indexes for k in keys for i in index.get(k, ()))
            if ids:
                return _accented(name, [self.by_id[i] for i in ids])
        return []

    def keys(self, kind: str | None) -> Mapping[str, list[str]]:
        """All names of a kind in one piece, with the ids they are of."""
        return self._index(whole_key, kind or MUNICIPALITY)

    def postal_codes(self, administration: Administration) -> frozenset[str]:
        """The CAPs of a municipality."""
        place = self._places.get(administration.administration_id)
        return place.postal_codes if place else frozenset()


def is_by_place(kind: str | None) -> bool:
    """Whether names of a kind say a place and nothing else; so does a bare name."""
    return kind is None or kinds()[kind].by_place


def _accented(name: Name, found: list[Administration]) -> list[Administration]:
    text = name.text.casefold()
    if len(found) < 2 or text.isascii():
        return found
    spelled = [a for a in found if a.municipality and a.municipality.casefold() in text]
    return spelled if len(spelled) == 1 and not spelled[0].name.isascii() else found


def _joined(place: Administration, known: Administration | None) -> Administration:
    """ISTAT's row with the codes and inhabitants that the store has of it."""
    if known is None:
        return place
    said = {name: getattr(known, name) or getattr(place, name) for name in _CODES}
    return replace(place, **said)


def _signs(listed: Iterable[Place]) -> Signs:
    """What is written for a province: its sign, its name, a sign it had before."""
    found: dict[str, frozenset[str]] = {}
    for place in listed:
        administration = place.administration
        sign = administration.province_sign
        if sign and administration.province:
            for text in (sign, administration.province, *administration.province.split("/")):
                found[fold(text)] = frozenset({sign})
    for before, now in writing()["signs"].items():
        # Of a sign that was: where it is none now, the provinces that its places are in now.
        found.setdefault(fold(before), frozenset(now))
    return found
