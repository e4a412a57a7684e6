"""Indicators: what is measured, with its own number and its objective."""

from __future__ import annotations

from typing import Unpack

from piao.normalizers.forms.pieces import Spot
from piao.normalizers.records.attributes import IndicatorTexts
from piao.normalizers.records.maker import Maker, outline_number, place_of
from piao.normalizers.records.scope import Scope
from piao.normalizers.text.cleaning import one_line, strip_footnote


def add_indicator(
    spot: Spot,
    name: str,
    scope: Scope,
    maker: Maker,
    *,
    objective_id: str | None,
    score: float = 1.0,
    **texts: Unpack[IndicatorTexts],
) -> str:
    """Record an indicator of that name; gives its id. The name loses its footnote's mark."""
    code, name = outline_number(one_line(name))
    texts["code"] = texts.get("code") or code
    texts["org_unit"] = texts.get("org_unit") or scope.unit
    return maker.builder.add_indicator(
        name=strip_footnote(name),
        objective_id=objective_id,
        **texts,
        **place_of(spot, score),
    )
