"""Reading and checking a lexicon file, ours or a user's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from piao.normalizers.own_data import LOADER
from piao.schema.errors import LexiconError
from piao.schema.language import Message

CONTENTS = (
    "codes", "dates", "dimensions", "figures", "formulas", "levels", "offices", "percent",
    "persons", "scope", "units", "year",
)  # fmt: skip
LOOKS = ("left", "right", "table")
ROLES = ("baseline", "target", "actual", "deviation", "tolerance")

_LISTS = (
    "none", "stop_words", "unchanged_words", "year_words", "qualifiers", "announces_objective",
    "sections", "objective_groups", "unit_words", "entity_words", "entity_names", "entity_labels",
    "document_parts", "total_words", "blanks", "acts", "sheet_words", "narrow_units",
    "period_columns",
)  # fmt: skip
_GROUPS = ("roles", "units", "document_kinds", "cell_words", "heads", "companions")
_SECTIONS = (
    "applies_to", "fields", "ambiguous", "by_year", "word_abbreviations", "lead_ins",
    "heading_rows", "boxes",
    *_LISTS, *_GROUPS,
)  # fmt: skip
_FIELD_LISTS = ("synonyms", "abbreviations", "secondary")


def read_lexicon_file(path: Path, known_fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The sections of a lexicon file, checked; `known_fields` are those it may name.

    Raises :class:`LexiconError` naming the file, the entry and what is wrong with it.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise LexiconError(
            "{path}: cannot be read ({reason})", path=path, reason=error.strerror
        ) from error
    except UnicodeDecodeError as error:
        raise LexiconError("{path}: is not UTF-8 text; save it as UTF-8", path=path) from error
    loader = LOADER(text)
    try:
        data = loader.get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise LexiconError(
            "{path}: is not valid YAML: {error}", path=path, error=str(error)
        ) from error
    finally:
        loader.dispose()
    data = {} if data is None else data
    known = known_fields if known_fields is not None else _mapping(data).get("fields", {})
    for problem in _problems(data, known):
        raise LexiconError("{path}: {problem}", path=path, problem=problem)
    return {section: content for section, content in data.items() if content is not None}


def _problems(data: object, known: Mapping[str, Any]) -> Iterator[Message]:
    """What is wrong with the data of a lexicon file, each naming the entry."""
    if not isinstance(data, dict):
        yield Message(
            "must hold sections ({known}), not {kind}",
            known=", ".join(_SECTIONS),
            kind=type(data).__name__,
        )
        return
    for section in data:
        if section not in _SECTIONS:
            yield Message(
                "unknown section '{section}'; allowed: {known}",
                section=section,
                known=", ".join(_SECTIONS),
            )
    for name, entry in _mapping(data.get("fields")).items():
        yield from _field_problems(name, entry, known)
    for name, entry in _mapping(data.get("ambiguous")).items():
        yield from _ambiguous_problems(f"ambiguous.{name}", _mapping(entry), known)
    for name, field in _mapping(data.get("by_year")).items():
        if field is not None:
            yield from _unknown_field(f"by_year.{name}", field, known)
    for index, entry in enumerate(_entries(data, "lead_ins")):
        yield from _list_problems(f"lead_ins[{index}].words", _mapping(entry).get("words"))
        yield from _list_problems(f"lead_ins[{index}].kind", [_mapping(entry).get("kind")])
    yield from _row_problems("heading_rows", data.get("heading_rows", []))
    yield from _box_problems(data.get("boxes", []), known)
    if "applies_to" in data:
        yield from _place_problems(data["applies_to"])
    yield from _word_problems(data)


def _place_problems(place: object) -> Iterator[Message]:
    """What is wrong with the section that says for which documents a profile is."""
    if not isinstance(place, dict) or ("form" in place) == ("document" in place):
        yield Message("applies_to: must hold either 'form' or 'document'")
        return
    for key, value in place.items():
        if key not in ("form", "document", "table"):
            yield Message(
                "applies_to: unknown key '{key}'; allowed: form, document, table", key=key
            )
        elif key != "form":
            yield from _list_problems(f"applies_to.{key}", [value])
    if "form" not in place:
        return
    form = _mapping(place["form"])
    if "table" in place:
        yield Message("applies_to.table: goes with 'document'")
    if not any(form.values()) or not form.keys() <= {"headings", "labels"}:
        yield Message("applies_to.form: must hold 'headings', 'labels' or both, and nothing else")
        return
    yield from _row_problems("applies_to.form.headings", form.get("headings", []))
    yield from _list_problems("applies_to.form.labels", form.get("labels", []))


def _box_problems(boxes: object, known: Mapping[str, Any]) -> Iterator[Message]:
    """What is wrong with the boxes: {columns: 1, lines: [objective.title]}."""
    if not isinstance(boxes, list):
        yield Message("boxes: must be a list, as [{columns: 1, lines: [objective.title]}]")
        return
    for number, box in enumerate(boxes):
        place = f"boxes[{number}]"
        lines, columns = _mapping(box).get("lines"), _mapping(box).get("columns")
        if not lines or _mapping(box).keys() != {"columns", "lines"} or type(columns) is not int:
            yield Message(
                "{place}: must hold 'columns', a number, and 'lines', a list of fields",
                place=place,
            )
            return
        yield from _list_problems(f"{place}.lines", lines)
        for field in lines:
            yield from _unknown_field(f"{place}.lines", field, known)


def _row_problems(place: str, rows: object) -> Iterator[Message]:
    """What is wrong with rows of headings, each a list of the texts in it."""
    if not isinstance(rows, list):
        yield Message("{place}: must be a list of rows, as [[Obiettivo, Peso]]", place=place)
        return
    for number, row in enumerate(rows):
        yield from _list_problems(f"{place}[{number}]", row)


def _word_problems(data: Mapping[str, Any]) -> Iterator[Message]:
    """What is wrong with the sections that hold words only."""
    for name in _LISTS:
        yield from _list_problems(name, data.get(name, []))
    for name in _GROUPS:
        for key, words in _mapping(data.get(name)).items():
            yield from _list_problems(f"{name}.{key}", words)
    for role in _mapping(data.get("roles")):
        if role not in ROLES:
            yield Message(
                "roles.{role}: unknown role; allowed: {known}", role=role, known=", ".join(ROLES)
            )
    for short, long in _mapping(data.get("word_abbreviations")).items():
        yield from _list_problems(f"word_abbreviations.{short}", [short, long])


def _ambiguous_problems(
    place: str, entry: Mapping[str, Any], known: Mapping[str, Any]
) -> Iterator[Message]:
    fields = entry.get("fields")
    yield from _list_problems(f"{place}.fields", fields)
    for field in fields if isinstance(fields, list) else []:
        yield from _unknown_field(place, field, known)
    if entry.get("looks", "left") not in LOOKS:
        yield Message("{place}.looks: must be one of {known}", place=place, known=", ".join(LOOKS))


def _field_problems(name: object, entry: object, known: Mapping[str, Any]) -> Iterator[Message]:
    yield from _unknown_field("fields", name, known)
    if not isinstance(entry, dict):
        yield Message("fields.{name}: must hold {known}", name=name, known=", ".join(_FIELD_LISTS))
        return
    for key, value in entry.items():
        if key in _FIELD_LISTS:
            yield from _list_problems(f"fields.{name}.{key}", value)
        elif key == "content" and value not in CONTENTS:
            yield Message(
                "fields.{name}.content: '{value}' is not one of {known}",
                name=name,
                value=value,
                known=", ".join(CONTENTS),
            )
        elif key not in ("label", "content"):
            yield Message(
                "fields.{name}: unknown key '{key}'; allowed: label, content, {known}",
                name=name,
                key=key,
                known=", ".join(_FIELD_LISTS),
            )


def _list_problems(place: str, value: object) -> Iterator[Message]:
    if not isinstance(value, list):
        yield Message("{place}: must be a list of names", place=place)
        return
    for item in value:
        if not isinstance(item, str) or not item.strip():
            yield Message(
                "{place}: '{item}' must be text; put it in quotes", place=place, item=item
            )


def _unknown_field(place: str, field: object, known: Mapping[str, Any]) -> Iterator[Message]:
    if not isinstance(field, str) or field not in known:
        yield Message(
            "{place}: unknown field '{field}'; allowed: {known}",
            place=place,
            field=field,
            known=", ".join(known),
        )


def _mapping(value: object) -> Mapping[Any, Any]:
    return value if isinstance(value, dict) else {}


def _entries(data: Mapping[str, Any], section: str) -> list[Any]:
    value = data.get(section, [])
    return value if isinstance(value, list) else []
