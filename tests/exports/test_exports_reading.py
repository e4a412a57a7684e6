"""Readers of exports, on files that are damaged, cut, or something else altogether."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from piao.pipeline.exports import writer
from piao.pipeline.exports.reading import Arrays, read_datapackage, read_json, read_parquet
from piao.schema.errors import UnreadableFileError
from piao.schema.records import Criterion, Unit

ARRAYS: Arrays = {
    "units": tuple(
        Unit(unit_id=f"u{position}", document_id="d", position=position, name=name, page=1)
        for position, name in enumerate(["Ragioneria", "Anagrafe"])
    ),
    "criteria": (Criterion(criterion_id="c", document_id="d", position=0, weight=Decimal("12.5")),),
}

Damage = Callable[[Path], object]


def changed(name: str, number: int, /, **columns: Any) -> Damage:
    """One record of a JSON export with other values; `...` takes the column away."""

    def damage(file: Path) -> None:
        arrays = json.loads(file.read_text())
        row = arrays[name][number] | columns
        arrays[name][number] = {key: value for key, value in row.items() if value is not ...}
        file.write_text(json.dumps(arrays))

    return damage


def written(text: str, name: str = "") -> Damage:
    """A file of the export with another content."""
    return lambda place: (place / name if name else place).write_text(text)


def cut(name: str = "") -> Damage:
    """A file of the export without its second half."""

    def damage(place: Path) -> None:
        file = place / name if name else place
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2])

    return damage


def replaced(name: str, old: str, new: str) -> Damage:
    """A text of a file of the export replaced."""

    def damage(folder: Path) -> None:
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new))

    return damage


def removed(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


def without_column(name: str, column: str) -> Damage:
    def damage(folder: Path) -> None:
        file = folder / name
        parquet.write_table(parquet.read_table(file).drop_columns([column]), file)

    return damage


def with_column(name: str, column: str, values: list[Any]) -> Damage:
    def damage(folder: Path) -> None:
        table = parquet.read_table(folder / name)
        number = table.column_names.index(column)
        table = table.set_column(number, column, pyarrow.array(values))
        parquet.write_table(table, folder / name)

    return damage


def expect_refusal(
    place: Path, damage: Damage, message: str, read: Callable[[Path], Arrays]
) -> None:
    damage(place)
    with pytest.raises(UnreadableFileError) as caught:
        read(place)
    found = str(caught.value).replace(f"{place}/", "").replace(str(place), "PLACE")
    assert found == message


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (Path.unlink, "PLACE cannot be read: No such file or directory"),
        (
            written(""),
            "PLACE is damaged (Expecting value: line 1 column 1 (char 0)): export it again",
        ),
        (
            lambda file: file.write_bytes(b'{"units": "\xff'),
            "PLACE is damaged ('utf-8' codec can't decode byte 0xff in position 11: "
            "invalid start byte): export it again",
        ),
        (
            written("[" * 100_000),
            "PLACE is damaged (maximum recursion depth exceeded while decoding a JSON array from "
            "a unicode string): export it again",
        ),
        (written("[1, 2]"), "PLACE is no export of piao: it is no JSON object"),
        (written('{"boats": []}'), "PLACE is no export of piao: 'boats' is no list of records"),
        (written('{"units": {}}'), "PLACE is no export of piao: 'units' is no list of records"),
        (written('{"units": [3]}'), "PLACE, units, record 1: no columns with names"),
        (
            changed("units", 1, name=...),
            "PLACE, units, record 2: the column 'name' is missing: export it again with this "
            "version of the program",
        ),
        (
            changed("units", 1, name=5),
            "PLACE, units, record 2: 5 in the column 'name' is no text",
        ),
        (
            changed("units", 0, page="1"),
            "PLACE, units, record 1: '1' in the column 'page' is no integer",
        ),
        (
            changed("units", 0, page=True),
            "PLACE, units, record 1: True in the column 'page' is no integer",
        ),
        (
            changed("units", 0, page=1.5),
            "PLACE, units, record 1: Decimal('1.5') in the column 'page' is no integer",
        ),
        (
            changed("units", 0, unit_id=None),
            "PLACE, units, record 1: None in the column 'unit_id' is no text",
        ),
        (
            changed("units", 0, bbox=[1, 2, 3]),
            "PLACE, units, record 1: [1, 2, 3] in the column 'bbox' is no box",
        ),
        (
            changed("units", 0, confidence=float("nan")),
            "PLACE, units, record 1: nan in the column 'confidence' is no float",
        ),
        (
            changed("criteria", 0, weight="12,5"),
            "PLACE, criteria, record 1: '12,5' in the column 'weight' is no decimal",
        ),
    ],
)
def test_json(tmp_path: Path, damage: Damage, message: str) -> None:
    file = tmp_path / "plans.json"
    writer("records", "json")(ARRAYS.items(), file)
    expect_refusal(file, damage, message, read_json)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (
            removed("datapackage.json"),
            "datapackage.json cannot be read: No such file or directory",
        ),
        (
            written("{}", "datapackage.json"),
            "datapackage.json is no export of piao: it lists no resources",
        ),
        (
            written('{"resources": ["units.csv"]}', "datapackage.json"),
            "datapackage.json is no export of piao: None is no type of record",
        ),
        (
            replaced("datapackage.json", '"name": "units"', '"name": "../units"'),
            "datapackage.json is no export of piao: '../units' is no type of record",
        ),
        (removed("units.csv"), "units.csv cannot be read: No such file or directory"),
        (written("", "units.csv"), "units.csv is no export of piao: it has no heading"),
        (
            cut("units.csv"),
            "units.csv: the column 'column' is missing: export it again with this version of the "
            "program",
        ),
        (
            replaced("units.csv", "Anagrafe", 'Anagrafe,"e altro'),
            "units.csv is damaged (unexpected end of data): export it again",
        ),
        (
            replaced("units.csv", "Anagrafe,,read,1,,,,", "Anagrafe"),
            "units.csv, record 2: not as many cells as the heading has: export it again",
        ),
        (
            replaced("units.csv", "Anagrafe", "Anagrafe,altro"),
            "units.csv, record 2: not as many cells as the heading has: export it again",
        ),
        (
            replaced("units.csv", "page", "pagina"),
            "units.csv: the column 'page' is missing: export it again with this version of the "
            "program",
        ),
        (
            replaced("criteria.csv", "12.5", "dodici"),
            "criteria.csv, record 1: 'dodici' in the column 'weight' is no decimal",
        ),
    ],
)
def test_datapackage(tmp_path: Path, damage: Damage, message: str) -> None:
    folder = tmp_path / "package"
    writer("records", "datapackage")(ARRAYS.items(), folder)
    expect_refusal(folder, damage, message, read_datapackage)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (
            lambda folder: [file.unlink() for file in folder.iterdir()],
            "PLACE has no documents.parquet: name the folder that `piao export --format parquet` "
            "or `piao ingest --out` wrote",
        ),
        (
            cut("units.parquet"),
            "units.parquet is damaged (Parquet magic bytes not found in footer. Either the file is "
            "corrupted or this is not a parquet file.): export it again",
        ),
        (
            without_column("units.parquet", "page"),
            "units.parquet, record 1: the column 'page' is missing: export it again with this "
            "version of the program",
        ),
        (
            with_column("units.parquet", "page", ["uno", "due"]),
            "units.parquet, record 1: 'uno' in the column 'page' is no integer",
        ),
        (
            with_column("units.parquet", "name", [1, 2]),
            "units.parquet, record 1: 1 in the column 'name' is no text",
        ),
    ],
)
def test_parquet(tmp_path: Path, damage: Damage, message: str) -> None:
    folder = tmp_path / "plans"
    writer("records", "parquet")(ARRAYS.items(), folder)
    expect_refusal(folder, damage, message, read_parquet)


def test_a_very_long_text_is_read_back(tmp_path: Path) -> None:
    arrays = {"units": (Unit(unit_id="u", document_id="d", position=0, name="x" * 200_000),)}
    writer("records", "datapackage")(arrays.items(), tmp_path / "package")
    assert read_datapackage(tmp_path / "package") == arrays
