"""Results and the targets that they are about: by id, else by name, objective and structure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import NamedTuple

from piao.pipeline.exports.writing.rows import unguarded
from piao.pipeline.scoring.actuals import read_actual
from piao.pipeline.scoring.measuring import Actual
from piao.pipeline.scoring.words import plain, words
from piao.schema.language import Message, text
from piao.schema.records import Comparator

DIRECTIONS = {"higher": "crescere", "lower": "calare"}
"""Which way is better, as the view `v_scoring` and as a file of results has it."""
_CANDIDATES = 10
_LENGTH = 60


class Named(NamedTuple):
    """A target as results may name it; the titles of its objectives are parted by ' › '.

    `result_id` is that of the indicator, or of the value where it has several targets.
    """

    result_id: str
    name: str | None
    objective_path: str | None = None
    org_unit: str | None = None
    indicator_id: str | None = None
    target_raw: str | None = None
    comparator: Comparator | None = None
    direction: str | None = None


class Entry(NamedTuple):
    """What is handed in of one result, by the names of `words.yaml`; `place` is 'riga 3: '."""

    place: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Results:
    """Results and stated directions by `result_id`; what could not be used."""

    actuals: Mapping[str, Actual]
    problems: Sequence[str] = ()
    directions: Mapping[str, str] = field(default_factory=dict)


def joined(entries: Iterable[Entry], targets: Sequence[Named], year: int | None) -> Results:
    """The results for `targets`; `year` is that of a day without one."""
    actuals: dict[str, Actual] = {}
    directions: dict[str, str] = {}
    problems: list[str] = []
    by_id: dict[str, list[Named]] = {}
    by_name: dict[str, list[Named]] = {}
    for target in targets:
        for key in {target.result_id, target.indicator_id or target.result_id}:
            by_id.setdefault(key, []).append(target)
        if target.name:
            by_name.setdefault(plain(target.name), []).append(target)
    for place, texts in entries:
        actual = read_actual(texts.get("date", ""), year) or read_actual(
            texts.get("value", ""), year
        )
        printed = texts.get("id") or texts.get("name") or ""
        named = by_name.get(plain(unguarded(texts.get("name", ""))), [])
        found = by_id.get(texts.get("id", "")) or _narrowed(named, texts)
        if not printed and actual is None:
            continue
        if not found:
            problems.append(place + text("no indicator {name!r} in the plan", name=printed))
        elif len(found) > 1:
            problems.append(f"{place}{_several(found, printed)}")
        elif found[0].result_id in actuals:
            problems.append(
                place + text("{name!r} has a result already: line not used", name=printed)
            )
        else:
            (target,) = found
            if actual is not None:
                actuals[target.result_id] = actual
            stated, problem = _direction(texts.get("direction", ""), target)
            if stated is not None:
                directions[target.result_id] = stated
            if problem is not None:
                problems.append(f"{place}{problem}")
    return Results(actuals, problems, directions)


def _narrowed(targets: Sequence[Named], texts: Mapping[str, str]) -> Sequence[Named]:
    """Of several targets of one name those of the objective and structure that a row names."""
    for key, attribute in (("objective", "objective_path"), ("structure", "org_unit")):
        wanted = plain(unguarded(texts.get(key, "")))
        of_it = [
            target
            for target in targets
            if wanted and f" › {plain(getattr(target, attribute) or '')}".endswith(f" › {wanted}")
        ]
        targets = of_it or targets
    return targets


def _several(found: Sequence[Named], printed: str) -> str:
    """What to write so that one is meant, with the candidates."""
    labels = {"objective_path": Message("the objective"), "org_unit": Message("the unit")}
    apart = [key for key in labels if len({getattr(target, key) for target in found}) > 1]
    candidates = [
        ", ".join(
            [target.result_id]
            + [shorten(getattr(target, key) or "–", _LENGTH, placeholder=" …") for key in apart]
        )
        for target in found[:_CANDIDATES]
    ]
    listed = "; ".join([*candidates, *(["…"] if len(found) > _CANDIDATES else [])])
    if len({target.indicator_id or target.result_id for target in found}) == 1:
        return text(
            "{name!r} has {count} targets: give the id of each ({listed})",
            name=printed,
            count=len(found),
            listed=listed,
        )
    asked = ", ".join(str(labels[key]) for key in apart)
    return text(
        "{count} indicators are called {name!r}: give {asked}the id ({listed})",
        count=len(found),
        name=printed,
        asked=text("{asked} or ", asked=asked) if asked else "",
        listed=listed,
    )


def _direction(typed: str, target: Named) -> tuple[str | None, str | None]:
    """The direction that a row states for a plain figure, or why it is not used."""
    word = plain(typed)
    if not word:
        return None, None
    stated = next((key for key in DIRECTIONS if word in words(key)), None)
    if stated is None:
        return None, text(
            "direction {typed!r} not understood: write crescere or calare", typed=typed
        )
    if target.comparator is Comparator.EQ:
        return stated, None
    if stated == target.direction:
        return None, None
    return None, text(
        "the direction {typed!r} does not hold for {target!r}: not used",
        typed=typed,
        target=target.target_raw or "",
    )
