"""Files of administrations that a user gives: the public register (IPA), and inhabitants."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from piao.extractors.detection import read_content
from piao.extractors.registry import Source
from piao.extractors.settings import ExtractionSettings
from piao.extractors.shared.archive import ZIP_SIGNATURE, check_archive
from piao.extractors.shared.decoding import decode
from piao.normalizers.administrations.directory import Directory
from piao.normalizers.administrations.kinds import MUNICIPALITY, kind_of_category, kinds
from piao.normalizers.administrations.naming import parse
from piao.normalizers.text.cleaning import clean, fold, one_line
from piao.schema.administrations import Administration
from piao.schema.administrations import Source as Origin
from piao.schema.errors import UnreadableFileError

TITLE_LINES = 10
"""The headings are looked for in so many lines."""
CODE_DIGITS = 6
_REGISTER = ("ipa_code", "name")
_INHABITANTS = ("istat_code", "population")


@dataclass(frozen=True, slots=True)
class AdministrationList:
    """What a file says: administrations, inhabitants by ISTAT code, rows that say neither."""

    administrations: tuple[Administration, ...] = ()
    population: Mapping[str, int] | None = None
    left: int = 0


def read_list(path: Path, known: Directory) -> AdministrationList:
    """The administrations of a file of the register (`enti`, CSV, TSV or XLSX), or inhabitants.

    A municipality, province or region of the register is ISTAT's of the same name, so that both
    lists have one row of it. Those in liquidation are left out. Raises `UnreadableFileError`
    where no line names the columns.
    """
    for lines in _tables(path):
        for at, headings in enumerate(lines[:TITLE_LINES]):
            columns = _columns(headings)
            rows = [_row(line, columns) for line in lines[at + 1 :] if any(line)]
            if all(name in columns for name in _REGISTER):
                return _register(rows, known)
            if all(name in columns for name in _INHABITANTS):
                return _inhabitants(rows)
    raise UnreadableFileError(
        "{path}: no line names the columns of a list of administrations "
        "({register!r} and {inhabitants!r}, as 'Codice_IPA' and 'Denominazione_ente', or "
        "'istat_code' and 'population'). Use the file `enti` of indicepa.gov.it, "
        "or a CSV of two columns.",
        path=path,
        register=" + ".join(_REGISTER),
        inhabitants=" + ".join(_INHABITANTS),
    )


def _tables(path: Path) -> Iterator[list[list[str]]]:
    """The file's rows; those of text by each way to part its cells."""
    content = read_content(path)
    if content.startswith(ZIP_SIGNATURE):
        yield from _sheets(path, content)
        return
    decoded = decode(content)
    if decoded is None:
        raise UnreadableFileError(
            "{path}: this is no text and no XLSX. Download it again.", path=path
        )
    for delimiter in "\t;,|":
        try:
            lines = csv.reader(io.StringIO(decoded[0], newline=""), delimiter=delimiter)
            yield [[cell.strip() for cell in line] for line in lines]
        except csv.Error as error:
            raise UnreadableFileError(
                "{path}: no CSV ({error}). Download it again.", path=path, error=str(error)
            ) from error


def _sheets(path: Path, content: bytes) -> Iterator[list[list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    check_archive(Source(path, content, "", ExtractionSettings()))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=True)
            yield [[_cell(value) for value in row] for row in rows]
    except CalamineError as error:
        raise UnreadableFileError(
            "{path}: cannot be read ({error}). Save it again.", path=path, error=str(error)
        ) from error


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


@cache
def _names() -> Mapping[str, str]:
    file = Path(__file__).with_name("columns.yaml")
    columns = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {name: key for key, names in columns.items() for name in names}


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """The place of each column that is known, the first of its name."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        key = _names().get(fold(heading.replace("_", " ")))
        if key:
            found.setdefault(key, place)
    return found


def _row(line: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {
        key: one_line(clean(line[place]))
        for key, place in columns.items()
        if place < len(line) and line[place]
    }


def _register(rows: Sequence[Mapping[str, str]], known: Directory) -> AdministrationList:
    found: dict[str, Administration] = {}
    left = 0
    for row in rows:
        if not all(row.get(name) for name in _REGISTER) or row.get("in_liquidation", "N") == "S":
            left += 1
            continue
        administration = _administration(row, known)
        found.setdefault(administration.administration_id, administration)
    return AdministrationList(tuple(found.values()), left=left)


def _administration(row: Mapping[str, str], known: Directory) -> Administration:
    """A row of the register; one that has the name of a place of ISTAT, and its seat, is that."""
    name = parse(row["name"], known.signs)
    code = row.get("municipality_code", "").zfill(CODE_DIGITS)
    seat = known.by_id.get(f"istat:{code}")
    kind = name.kind or kind_of_category(row.get("category", ""))
    ipa_code, tax_code = row["ipa_code"].casefold(), row.get("tax_code")
    if kind and kinds()[kind].by_place:
        named = known.named(name, kind)
        inside = [a for a in named if a is seat] if kind == MUNICIPALITY else named
        if len(inside or named) == 1:
            (place,) = inside or named
            return replace(place, ipa_code=ipa_code, tax_code=tax_code)
    return Administration(
        administration_id=f"ipa:{ipa_code}",
        name=row["name"],
        kind=kind,
        municipality=seat.municipality if seat else None,
        province=seat.province if seat else None,
        province_sign=seat.province_sign if seat else None,
        region=seat.region if seat else None,
        source=Origin.IPA,
        ipa_code=ipa_code,
        tax_code=tax_code,
    )


def _inhabitants(rows: Sequence[Mapping[str, str]]) -> AdministrationList:
    found: dict[str, int] = {}
    left = 0
    for row in rows:
        code, count = row.get("istat_code", ""), row.get("population", "").replace(".", "")
        if code.isdecimal() and count.isdecimal() and len(code) <= CODE_DIGITS:
            found[code if len(code) in (2, 3) else code.zfill(CODE_DIGITS)] = int(count)
        else:
            left += 1
    return AdministrationList(population=found, left=left)
