"""Figures stand in one place: docs/figures.md, from which all pages have theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures_page import PAGE, ROOT, figures, filled, known, page_of, pages, shown


def test_the_page_has_every_figure_and_is_as_it_is_written() -> None:
    page = PAGE.read_text(encoding="utf-8")
    values = known(page)
    assert [figure.name for figure in figures()] == list(values)
    assert page_of(values) == page


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_shows_the_figures_of_that_page(path: Path) -> None:
    values = known(PAGE.read_text(encoding="utf-8"))
    assert dict(shown(path.read_text(encoding="utf-8"))).items() <= values.items()


def test_figures_are_written_between_their_marks() -> None:
    page = "a <!-- figure: names -->0.1<!-- --> b <!-- figure: new -->2<!-- -->"
    assert filled(page, {"names": "0.9"}) == (
        "a <!-- figure: names -->0.9<!-- --> b <!-- figure: new -->2<!-- -->"
    )
