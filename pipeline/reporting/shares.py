"""How much of a plan each indicator carries: its weights, shared out down the tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from piao.normalizers.sanity.plan import grouped
from piao.pipeline.display.tree import parents_first
from piao.schema.records import Indicator, Objective, Records

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Branch:
    """Those who share out what an objective carries: weighted objectives, or indicators."""

    objectives: Sequence[Objective]
    indicators: Sequence[Indicator]


def weight_shares(records: Records) -> dict[str, Decimal]:
    """The percent of the plan by the id of each indicator; empty where it prints no weights.

    Weights count in proportion to their siblings', so it makes no difference whether a plan
    prints percent of the parent or of the whole. What an objective carries goes to the
    weighted objectives below it; where there are none, to the indicators below it, equally
    unless all have a weight; where there is none of these either, it stays with the
    objective's own id.
    """
    branches = _branches(records)
    shares: dict[str, Decimal] = {}
    waiting: list[tuple[str | None, Decimal]] = [(None, WHOLE)]
    while waiting:
        owner, share = waiting.pop()
        branch = branches[owner]
        total = sum((o.weight or Decimal(0) for o in branch.objectives), Decimal(0))
        if total:
            waiting.extend(
                (o.objective_id, share * (o.weight or Decimal(0)) / total)
                for o in branch.objectives
            )
        elif owner is not None and branch.indicators:
            parts = _parts(branch.indicators)
            for indicator, part in zip(branch.indicators, parts, strict=True):
                shares[indicator.indicator_id] = share * part / sum(parts, Decimal(0))
        elif owner is not None:
            shares[owner] = share
    return shares


def _branches(records: Records) -> Mapping[str | None, Branch]:
    """By the id of each weighted objective, and for the whole plan: those that come next.

    An objective without a weight hands on to what is below it.
    """
    own = grouped(records.indicators, lambda indicator: indicator.objective_id)
    branches: dict[str | None, tuple[list[Objective], list[Indicator]]] = {None: ([], [])}
    carrier: dict[str | None, str | None] = {None: None}
    for objective, parent_id in parents_first(records.objectives, "objective_id"):
        above, key = carrier[parent_id], objective.objective_id
        if objective.weight:
            branches[above][0].append(objective)
            branches[key] = ([], [])
        carrier[key] = key if objective.weight else above
        branches[carrier[key]][1].extend(own.get(key, ()))
    return {key: Branch(*branch) for key, branch in branches.items()}


def _parts(indicators: Sequence[Indicator]) -> list[Decimal]:
    weights = [indicator.weight for indicator in indicators if indicator.weight]
    return weights if len(weights) == len(indicators) else [Decimal(1)] * len(indicators)
