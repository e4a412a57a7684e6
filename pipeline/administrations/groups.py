"""Groups of administrations: by region, province, kind and size; who of them has a plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from piao.normalizers.administrations.directory import Directory
from piao.normalizers.administrations.kinds import UNKNOWN_SIZE, kinds, size_of, sizes
from piao.normalizers.text.cleaning import fold
from piao.schema.administrations import Administration, Source
from piao.schema.errors import UsageError
from piao.schema.language import Language, Message, spoken


@dataclass(frozen=True, slots=True)
class Group:
    """What is asked of administrations, None for anything; see :func:`group_of`."""

    region: str | None = None
    province: str | None = None
    kind: str | None = None
    size: str | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing is asked."""
        return self == Group()

    def has(self, administration: Administration) -> bool:
        """Whether an administration is of the group; one of unknown inhabitants is of no size."""
        return (
            (self.region is None or self.region == administration.region)
            and (self.province is None or self.province == administration.province)
            and (self.kind is None or self.kind == administration.kind)
            and (self.size is None or self.size == size_of(administration.population))
        )

    @property
    def words(self) -> str:
        """The group in Italian, without its kind: 'della provincia di Avellino'."""
        parts = [
            f"della provincia di {self.province}" if self.province else "",
            f"della regione {self.region}" if self.region else "",
            f"con abitanti {self.size}" if self.size else "",
        ]
        return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Share:
    """How many administrations of a kind in a group have a plan; `total` None if nobody knows."""

    kind: str
    year: int | None
    with_plan: int
    total: int | None
    group: Group

    @property
    def sentence(self) -> str:
        """'12 dei 118 comuni della provincia di Avellino hanno un piano del 2025'."""
        label = kinds()[self.kind]
        of_year = f"un piano del {self.year}" if self.year else "un piano"
        verb = "ha" if self.with_plan == 1 else "hanno"
        where = f" {self.group.words}" if self.group.words else ""
        if self.total is None:
            name = label.label if self.with_plan == 1 else label.plural
            return f"{self.with_plan} {name}{where} {verb} {of_year} (il totale non è noto)"
        return f"{self.with_plan} su {self.total} {label.plural}{where} {verb} {of_year}"

    @property
    def told(self) -> str:
        """The same in the language that is spoken."""
        if spoken() is Language.ITALIAN:
            return self.sentence
        of_year = f"a plan of {self.year}" if self.year else "a plan"
        verb = "has" if self.with_plan == 1 else "have"
        total = f"of {self.total}" if self.total is not None else "(of how many is not known)"
        about = " ".join(filter(None, [kinds()[self.kind].plural, self.group.words]))
        return f"{about}: {self.with_plan} {total} {verb} {of_year}"


def group_of(
    directory: Directory,
    region: str | None = None,
    province: str | None = None,
    kind: str | None = None,
    size: str | None = None,
) -> Group:
    """The group that words mean: a region or a part of its name, a province or its sign, a kind
    or its plural, a class of inhabitants.

    Raises `UsageError` with what there is where a word means nothing.

    >>> group_of(Directory(()), province="av", kind="comuni", size="5000-10000")
    Group(region=None, province='Avellino', kind='comune', size='5.000–10.000')
    """
    known = directory.by_id.values()
    return Group(
        region=_chosen(Message("region"), region, (a.region for a in known)),
        province=_chosen(
            Message("province"), _name_of_sign(province, directory), (a.province for a in known)
        ),
        kind=_kind(kind),
        size=_size(size),
    )


def _chosen(what: Message, asked: str | None, names: Iterable[str | None]) -> str | None:
    """The name that is asked for, whole or one of its languages."""
    if asked is None:
        return None
    known = sorted({name for name in names if name})
    for name in known:
        if fold(asked) in {fold(name), *map(fold, name.split("/"))}:
            return name
    near = [name for name in known if fold(name)[:2] == fold(asked)[:2]]
    listing = f": {', '.join(near)}?" if near else ""
    raise UsageError("no {what} {asked!r}{listing}", what=what, asked=asked, listing=listing)


def _name_of_sign(province: str | None, directory: Directory) -> str | None:
    """The name of a province of which the sign is given."""
    signs = directory.signs.get(fold(province), frozenset()) if province else frozenset()
    names = {a.province for a in directory.by_id.values() if a.province_sign in signs}
    return next(iter(sorted(filter(None, names))), province)


def _kind(asked: str | None) -> str | None:
    if asked is None:
        return None
    word = fold(asked)
    for key, kind in kinds().items():
        if word in {fold(key), fold(kind.label), fold(kind.plural)}:
            return key
    raise UsageError(
        "no kind of administration {asked!r}: one of {known}", asked=asked, known=", ".join(kinds())
    )


def _size(asked: str | None) -> str | None:
    if asked is None:
        return None
    known = (*sizes(), UNKNOWN_SIZE)
    for name in known:
        if _plain(name) == _plain(asked):
            return name
    raise UsageError(
        "no class of inhabitants {asked!r}: one of {known}", asked=asked, known=", ".join(known)
    )


def _plain(size: str) -> str:
    return re.sub(r"(?<=\d)\.(?=\d)|\s", "", size.replace("–", "-")).casefold()


def shares(
    directory: Directory,
    group: Group,
    owners: Iterable[tuple[Administration, int | None]],
    years: Sequence[int] = (),
) -> list[Share]:
    """By kind and year: how many of the group have a plan, of how many that are known.

    `owners` are the administrations of plans with the year of each; without `years` the latest
    of these counts.
    """
    have: dict[tuple[str, int | None], set[str]] = {}
    for administration, year in owners:
        if administration.kind and group.has(administration):
            have.setdefault((administration.kind, year), set()).add(
                administration.administration_id
            )
    known = Counter(
        a.kind for a in directory.by_id.values() if a.source is not Source.DOCUMENT and group.has(a)
    )
    asked: Sequence[int | None] = years or [max((y for _, y in have if y), default=None)]
    order = list(kinds())
    present = {kind for kind, year in have if year in asked} | ({group.kind} - {None})
    return [
        Share(kind, year, len(have.get((kind, year), ())), known[kind] or None, group)
        for year in asked
        for kind in sorted(filter(None, present), key=order.index)
    ]


def by_group(administrations: Iterable[Administration]) -> Mapping[str, Counter[str]]:
    """How many administrations are in each region, province, kind and class of inhabitants."""
    listed = list(administrations)
    return {
        "Regione": Counter(a.region or "non nota" for a in listed),
        "Provincia": Counter(a.province or "non nota" for a in listed),
        "Tipo di ente": Counter(kinds()[a.kind].label if a.kind else "non noto" for a in listed),
        "Abitanti": Counter(size_of(a.population) for a in listed),
    }
