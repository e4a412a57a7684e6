"""Items of two plans: what is paired by what stands around it, and what is not for all that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from piao.pipeline.comparison.items import Item, Kind
from piao.pipeline.comparison.matching import match
from piao.schema.records import Comparator
from tests.plan_pairs import measure


def plan(year: int, lines: Sequence[str]) -> list[Item]:
    """Objectives, and below each the indicators: lines that begin with a space."""
    items: list[Item] = []
    above: str | None = None
    for place, line in enumerate(lines):
        below = line.startswith(" ")
        item_id = f"{year} {place}"
        if not below:
            above = item_id
        name, _, unit = line.strip().partition(" | ")
        items.append(
            Item(
                kind=Kind.INDICATOR if below else Kind.OBJECTIVE,
                item_id=item_id,
                document_id=str(year),
                entity="Comune di Prova",
                name=name,
                year=year,
                parent_id=above if below else None,
                unit=unit or None,
            )
        )
    return items


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        pytest.param(
            ["Pagamenti", " Documenti portati ai corrieri"],
            ["Pagamenti", " Documenti spediti"],
            ["0-0", "1-1"],
            id="what a pair of objectives has below, in other words",
        ),
        pytest.param(
            ["Pagamenti", " Documenti portati ai corrieri"],
            ["Archivio", " Documenti spediti"],
            [],
            id="the same words below objectives that are no pair",
        ),
        pytest.param(
            ["Onorare i debiti", " Ritardo dei pagamenti", " Stock del debito"],
            ["Correttezza verso le imprese", " Ritardo dei pagamenti", " Stock del debito"],
            ["0-0", "1-1", "2-2"],
            id="objectives by what is below them",
        ),
        pytest.param(
            ["Pagamenti", " Questionari", "Mensa", " Questionari"],
            ["Mensa", " Questionari", "Pagamenti", " Questionari"],
            ["0-2", "1-3", "2-0", "3-1"],
            id="the same name below several objectives",
        ),
        pytest.param(
            ["Palestra", " Progettazione della palestra", " Questionari"],
            ["Palestra", " Collaudo della palestra", " Questionari"],
            ["0-0", "2-2"],
            id="what is told apart stays so wherever it stands",
        ),
        pytest.param(
            ["Rendiconto 2024", "Controlli (annualità 2019-2023)", "Linee guida 2020"],
            ["Rendiconto 2025", "Controlli (annualità 2020-2024)", "Linee guida 2020"],
            ["0-0", "1-1", "2-2"],
            id="years that move with the plan's, and one that does not",
        ),
        pytest.param(
            ["Rendiconto 2024"],
            ["Rendiconto 2026"],
            [],
            id="years that move further than the plan's",
        ),
        pytest.param(
            ["Tempi di pagamento", "Tempi di pagamento"],
            ["Tempi medi di pagamento fissati", "Tempi medi di pagamento fissati"],
            ["0-0", "1-1"],
            id="one name several times is no rival of itself",
        ),
        pytest.param(
            ["Tempi di pagamento", "Tempi di pagamento", "Tempi di pagamento"],
            ["Tempi di pagamento", "Tempi di pagamento"],
            ["0-0", "1-1"],
            id="one more of a name has no pair",
        ),
        pytest.param(
            ["Cultura", " Prestiti librari | prestiti"],
            ["Cultura", " Gradimento dei prestiti | %"],
            ["0-0"],
            id="another unit",
        ),
    ],
)
def test_what_is_around_counts(old: list[str], new: list[str], pairs: list[str]) -> None:
    found = match(plan(2025, old), plan(2026, new))
    assert sorted(f"{pair.left}-{pair.right}" for pair in found) == pairs


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Controlli edilizi n. 30 | 30", "Controlli edilizi n. 45 | 45", True),
        ("Controlli edilizi n. 30 | 90 %", "Controlli edilizi n. 45 | 95 %", False),
        ("Gara entro il 30/6 | entro 30/06/2025", "Gara entro il 31/10 | entro 31/10/2026", True),
        ("Lotto 1 | Lotto 1 finito", "Lotto 2 | Lotto 2 finito", False),
    ],
)  # fmt: skip
def test_a_target_in_a_name_does_not_tell_it_apart(old: str, new: str, same: bool) -> None:
    def items(year: int, text: str) -> list[Item]:
        name, target = text.split(" | ")
        comparator = Comparator.TEXT if target.startswith("Lotto") else Comparator.GE
        return [
            replace(item, target=target, comparator=comparator) for item in plan(year, [" " + name])
        ]

    assert bool(match(items(2025, old), items(2026, new))) is same


def test_reasons_say_what_is_around() -> None:
    old = plan(2025, ["Pagamenti", " Documenti saldati | %", " Stock del debito"])
    new = plan(2026, ["Rapporto con le imprese", " Documenti saldati | %", " Stock del debito"])
    reasons = {pair.left: pair.likeness.reason for pair in match(old, new)}
    assert reasons == {
        0: "no shared terms; 2 pairs below",
        1: "same words; same unit %; the objectives above are a pair",
        2: "same words; the objectives above are a pair",
    }


@pytest.mark.parametrize(
    ("split", "same", "precision", "recall"),
    [("tune", 694, 0.96, 0.94), ("unseen", 240, 0.95, 0.9)],
)
def test_plans_hold(split: str, same: int, precision: float, recall: float) -> None:
    result = measure(split)
    assert (result.same, result.precision >= precision, result.recall >= recall) == (
        same, True, True,
    )  # fmt: skip
