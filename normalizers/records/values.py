"""Figures of indicators: what a cell or sentence promises, in its role and year."""

from __future__ import annotations

import re

from piao.normalizers.figures import (
    find_figures,
    measures_change,
    parse_figures,
    parse_tolerance,
    tolerance_beside,
)
from piao.normalizers.forms.pieces import Spot
from piao.normalizers.records.maker import Maker, place_of
from piao.normalizers.records.scope import Scope
from piao.schema.records import Comparator, Role

_SHARE_NAME = re.compile(r"^%|\((?:in )?%\)|^percentuale\b", re.IGNORECASE)
_TOLD = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,} (?:€ ?)?\d[\d.,]*(?: ?€)?[.;]?$")
"""A sentence that ends with a bare figure tells what was reached: 'accertati € 412.000'."""
_SIGN = re.compile(r"[=≥≤<>%:]")


def unit_in_name(name: str) -> str | None:
    """The unit that an indicator's name prints: 'Pratiche concluse (%)' is in '%'."""
    return "%" if _SHARE_NAME.search(name) else None


def add_values(
    spot: Spot,
    indicator: str,
    role: Role,
    scope: Scope,
    maker: Maker,
    *,
    year: int | None = None,
    unit: str | None = None,
    score: float = 1.0,
    within: bool = False,
) -> None:
    """Record the figures that the text of a spot prints for an indicator.

    `within` says that the text is a sentence that may hold a figure, not a
    figure of its own; `year` and `unit` are those of the column. A tolerance
    printed beside a target is a value of its own, and so is the level that it starts from.
    """
    raw = spot.text
    if maker.is_blank(raw):
        return
    year = year or (scope.year or maker.year if role is not Role.BASELINE else None)
    name = maker.builder.indicators[indicator].name or ""
    if unit is None and not within:
        unit = unit_in_name(name)
    beside = tolerance_beside(raw) if role is Role.TARGET else None
    printed, tolerance = beside or (raw, None)
    if role is Role.TOLERANCE:
        figures = parse_tolerance(raw, unit=unit)
    elif within:
        found = find_figures(printed, year=year, unit=unit)
        told = _TOLD.search(printed) is not None and _SIGN.search(printed) is None
        figures = [one for one in found if not (told and one.comparator is Comparator.EQ)]
    else:
        change = role is Role.DEVIATION or measures_change(name, raw)
        figures = parse_figures(printed, year=year, unit=unit, change=change)
    for figure in figures:
        place = place_of(spot, score * figure.confidence)
        maker.builder.add_value(
            indicator_id=indicator,
            year=figure.year or year,
            role=role,
            raw=raw,
            comparator=figure.comparator,
            value=figure.value,
            value_max=figure.value_max,
            unit=figure.unit,
            due_date=figure.due_date,
            **place,
        )
        if figure.doubt:
            _doubt(figure.doubt, spot, maker)
        if figure.origin is not None and role is Role.TARGET:
            maker.builder.add_value(
                indicator_id=indicator,
                role=Role.BASELINE,
                raw=raw,
                comparator=Comparator.EQ,
                value=figure.origin,
                unit=figure.unit,
                **place,
            )
    if tolerance:
        add_values(
            _with_text(spot, tolerance),
            indicator,
            Role.TOLERANCE,
            scope,
            maker,
            year=year,
            unit=figures[0].unit if figures else unit,
            score=score,
        )


def _with_text(spot: Spot, text: str) -> Spot:
    return Spot(
        text, spot.page, spot.table_id, spot.row, spot.column, spot.bbox,
        confidence=spot.confidence,
    )  # fmt: skip


def _doubt(doubt: tuple[str, str], spot: Spot, maker: Maker) -> None:
    code, reason = doubt
    maker.builder.add_finding(
        code,
        page=spot.page,
        table_id=spot.table_id,
        row=spot.row,
        column=spot.column,
        raw=spot.text,
        reason=reason,
    )
