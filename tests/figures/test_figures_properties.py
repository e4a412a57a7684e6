"""Properties of the figure parser on any text."""

import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from piao.normalizers.figures import (
    find_figures,
    parse_deadline,
    parse_figures,
    parse_number,
    parse_percentage,
    split_measures,
)
from piao.schema.findings import CATALOGUE

WORDS = """
≥ ≤ = > < % € n. N. nr entro il al dal non oltre inferiore a 30 31/12 12.5 1.000 2024 2022/23
giugno primo semestre III giorni ( ) [ ] " « » : ; . , - – / ÷ tra e da un almeno max su 5° Ore
art. comma lettera b) delibera vedi allegato SI/NO anno fine metà scala ogni 0 -5 +/- ± x di '24
milioni mila terzi Controlli 1.2.3 29/02/2023 8/10 00/00/0000 99/99 5/10 1' 1/1/0000
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(PIECES, max_size=20).map("".join),
)
YEARS = st.one_of(st.none(), st.integers(1990, 2060))


@given(TEXTS, YEARS, st.one_of(st.none(), TEXTS))
def test_no_text_raises(text: str, year: int | None, unit: str | None) -> None:
    for parse in (parse_figures, find_figures):
        for figure in parse(text, year=year, unit=unit):
            assert 0 <= figure.confidence <= 1
            assert figure.doubt is None or figure.doubt[0] in CATALOGUE
            assert (figure.value_max is not None) == (figure.comparator == "between")
            if figure.comparator in {"text", "reference", "by"}:
                assert figure.value is None
    parse_deadline(text, year=year)
    parse_number(text)
    parse_percentage(text)


@given(TEXTS)
def test_splitting_invents_nothing(text: str) -> None:
    lines = split_measures(text)
    assert lines
    if lines != [text]:
        left = " ".join(text.split())
        for line in lines:
            assert line in left
            left = left[left.index(line) + len(line) :]


def italian(number: Decimal, mark: str) -> str:
    """A number as Italian offices print it."""
    return f"{number:,}".replace(",", "\0").replace(".", ",").replace("\0", mark)


@given(
    st.decimals(-(10**11), 10**11, places=2),
    st.sampled_from([".", "'", "’", " ", "\u00a0"]),
    st.sampled_from(["{}", "€ {}", "{} €", "{} %", "{} euro"]),
)
def test_the_number_parser_inverts_an_italian_formatter(
    number: Decimal, mark: str, dress: str
) -> None:
    assert parse_number(dress.format(italian(number, mark))) == number


@given(st.integers(0, 10**11), st.sampled_from([".", "'", " "]))
def test_whole_numbers_too(number: int, mark: str) -> None:
    assert parse_number(italian(Decimal(number), mark)) == number


@given(
    st.dates(datetime.date(2000, 1, 1), datetime.date(2049, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "entro il %d/%m/%Y"]),
)
def test_the_deadline_parser_inverts_date_formats(day: datetime.date, form: str) -> None:
    assert parse_deadline(day.strftime(form)) == day
    (figure,) = parse_figures(day.strftime(form))
    assert (figure.comparator, figure.due_date) == ("by", day)


def test_long_hostile_texts_end_soon() -> None:
    for piece in ("(", "1 ", "1.", "n. ", "entro ", "≥", "a/", "30 Aa ", "e 5 ", '"', "n. a 3 "):
        text = piece * 50_000
        assert isinstance(find_figures(text, year=2024), list)
        assert split_measures(text) == [text]
        split_measures(text[:4_000])
