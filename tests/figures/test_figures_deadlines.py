"""Deadlines: periods end on their last day, missing years come from the plan."""

from datetime import date

import pytest

from piao.normalizers.figures import parse_deadline

DEADLINES = [
    ("31/12/2024", "2024-12-31"),
    ("30.6.24", "2024-06-30"),
    ("31-12-2024", "2024-12-31"),
    ("2024-12-31 00:00:00", "2024-12-31"),
    ("31/12", "2024-12-31"),
    ("31.12", "2024-12-31"),
    ("06/2025", "2025-06-30"),
    ("Entro novembre 2023", "2023-11-30"),
    ("Entro Iuglio 2023", "2023-07-31"),
    ("dicembre", "2024-12-31"),
    ("febbraio", "2024-02-29"),
    ("febbraio 2025", "2025-02-28"),
    ("1° marzo 2025", "2025-03-01"),
    ("30 set. 2024", "2024-09-30"),
    ("dic-24", "2024-12-31"),
    ("dic '24", "2024-12-31"),
    ("primo semestre", "2024-06-30"),
    ("entro il primo semestre dell'anno 2025", "2025-06-30"),
    ("III trimestre 2025", "2025-09-30"),
    ("2° quadrimestre", "2024-08-31"),
    ("II sem. 2024", "2024-12-31"),
    ("Q3 2024", "2024-09-30"),
    ("prima metà del 2024", "2024-06-30"),
    ("metà settembre", "2024-09-15"),
    ("fine anno", "2024-12-31"),
    ("fine giugno", "2024-06-30"),
    ("entro il 31/10 c.a.", "2024-10-31"),
    ("entro il 2025", "2025-12-31"),
    ("entro il triennio 2024-2026", "2026-12-31"),
    ("aprile dell'anno successivo", "2025-04-30"),
    ("gennaio-dicembre", "2024-12-31"),
    ("dal 1/1/2024 al 30/9/2024", "2024-09-30"),
    ("dal 2024 al 2026", "2026-12-31"),
    ("Entro il 30/06, le pratiche dal 1967 al 1990", "2024-06-30"),
    ("annuale", "2024-12-31"),
    ("Tutto l'anno", "2024-12-31"),
    ("entro il 31/12 (delibera n. 5 del 3/4/2023)", "2024-12-31"),
]


@pytest.mark.parametrize(("text", "expected"), DEADLINES)
def test_a_deadline_is_its_last_day(text: str, expected: str) -> None:
    assert parse_deadline(text, year=2024) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "31/06/2024",
        "29/02/2023",
        "13/2023",
        "30 giorni",
        "D.L. 13/2023",
        "mensile",
        "in corso di definizione",
        "dal 1° marzo",
        "dal 1967 al 1990",
        "fascicoli dall'anno 2010 all'anno 2015",
        "anni 2010-2015",
        "anni 2010 - 2015",
    ],
)
def test_no_deadline_or_an_impossible_one_is_none(text: str) -> None:
    assert parse_deadline(text, year=2024) is None


def test_without_any_year_there_is_no_date() -> None:
    assert parse_deadline("entro il 30/06") is None
    assert parse_deadline("annuale") is None
