"""The administrations of a store, each with its plans; and what a person has to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from piao.normalizers.administrations.kinds import size_of
from piao.pipeline.administrations.groups import Group
from piao.schema.administrations import Administration, How, Proposal

if TYPE_CHECKING:
    from piao.pipeline.store.administrations.administering import Owner

NAMELESS = "?"
"""The name of administrations whose documents say none."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An administration, or a name that is not sure with the proposals, and its plans.

    `plans` are the file names by year, in order; None is a year that is not known.
    """

    name: str
    administration: Administration | None
    how: How | None
    score: float | None
    plans: tuple[tuple[int | None, str], ...]
    proposals: tuple[Proposal, ...] = ()

    @property
    def row(self) -> dict[str, Any]:
        """As JSON: the administration's columns, the class of its inhabitants, its plans."""
        found = self.administration
        names = [n for n in Administration.__slots__ if n not in {"name", "source"}]
        return {
            "name": self.name,
            **{name: getattr(found, name) if found else None for name in names},
            "size": size_of(found.population) if found else None,
            "how": self.how,
            "score": self.score,
            "plans": [{"year": year, "file_name": file_name} for year, file_name in self.plans],
            "proposals": [
                {
                    "administration_id": p.administration.administration_id,
                    "name": p.administration.name,
                    "province_sign": p.administration.province_sign,
                    "how": p.how,
                    "score": p.score,
                }
                for p in self.proposals
            ],
        }


def listed(owners: Iterable[Owner], group: Group) -> list[Listed]:
    """The administrations of a group by name; of all, also the names that are not sure.

    An administration is listed with the least sure of its ties.
    """
    together: dict[str, list[Owner]] = defaultdict(list)
    for owner in owners:
        found = owner.administration
        if found is None and not group.is_all:
            continue
        if found is None:
            name = owner.document.entity_name or NAMELESS
            together[f"? {name} {[p.administration.administration_id for p in owner.proposals]}"] \
                .append(owner)  # fmt: skip
        elif group.has(found):
            together[found.administration_id].append(owner)
    rows = [_listed(group_of_one) for group_of_one in together.values()]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.plans))


def _listed(owners: list[Owner]) -> Listed:
    least = min(owners, key=lambda owner: owner.score or 0)
    found = least.administration
    plans = sorted(
        ((o.document.year, o.document.file_name) for o in owners),
        key=lambda plan: (plan[0] or 0, plan[1]),
    )
    return Listed(
        name=found.name if found else least.document.entity_name or NAMELESS,
        administration=found,
        how=least.how,
        score=least.score,
        plans=tuple(plans),
        proposals=least.proposals,
    )
