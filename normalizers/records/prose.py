"""Objectives told in sentences: what measures them, what is promised, what they weigh."""

from __future__ import annotations

import re
from dataclasses import replace

from piao.normalizers.fields.sentences import measure_in, sentences, weight_in
from piao.normalizers.forms.pieces import Spot, Text
from piao.normalizers.records.indicators import add_indicator
from piao.normalizers.records.maker import Maker, weight_of
from piao.normalizers.records.scope import Scope
from piao.normalizers.records.values import add_values
from piao.schema.records import Role

SCORE = 0.8
_OF_YEAR = re.compile(
    r"(?P<figure>[^,;()]*?\d[^,;()]*?)\s+(?:nel|per il|entro il|al)\s+(?P<year>20\d\d)\b"
)
_EARLIER = re.compile(
    r"\((?:(?:nel|dato|valore|anno|consuntivo)\s+)*(?P<year>20\d\d)\s*[:=]\s*(?P<figure>[^()]+)\)"
)


def read_sentences(text: Text, scope: Scope, maker: Maker) -> tuple[str, Scope]:
    """Record what the sentences of a text say of the objective in force.

    Gives the sentences that say something else, and the scope with the indicator that they
    speak of last.
    """
    rest: list[str] = []
    for sentence in sentences(text.printed):
        measure = measure_in(sentence)
        weight = weight_in(sentence)
        if weight is not None and scope.objective is not None:
            maker.builder.fill_objective(scope.objective, weight=weight_of(weight))
        if measure is not None and (measure.name or scope.indicator):
            scope = _add(measure.name, measure.promise, text.spot, scope, maker)
        elif weight is None:
            rest.append(sentence)
    return " ".join(rest), scope


def _add(name: str | None, promise: str, spot: Spot, scope: Scope, maker: Maker) -> Scope:
    if name is not None:
        named = replace(spot, text=name, lead="")
        identity = add_indicator(
            named, name, scope, maker, objective_id=scope.objective, score=SCORE
        )
        scope = replace(scope, indicator=identity)
    indicator = scope.indicator
    if indicator is None or not promise:
        return scope
    by_year = list(_OF_YEAR.finditer(promise))
    if len(by_year) > 1:
        for match in by_year:
            said = replace(spot, text=match["figure"].strip(" ,"), lead="")
            add_values(
                said, indicator, Role.TARGET, scope, maker,
                year=int(match["year"]), within=True, score=SCORE,
            )  # fmt: skip
        return scope
    said = replace(spot, text=promise.rstrip(" ."), lead="")
    add_values(said, indicator, Role.TARGET, scope, maker, within=True, score=SCORE)
    if earlier := _EARLIER.search(promise):
        said = replace(spot, text=earlier["figure"].strip(), lead="")
        add_values(
            said, indicator, Role.BASELINE, scope, maker, year=int(earlier["year"]), score=SCORE
        )
    return scope
