"""What is known after a plan was held beside its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from piao.pipeline.scoring.measuring import Actual


class Status(StrEnum):
    """What became of a promise, or where a result comes from.

    `declared`: the report claims a degree of achievement and prints no result. `doubtful`:
    what it may say is for a person to decide. `unplanned`: in the report only.
    """

    REPORTED = "reported"
    DECLARED = "declared"
    DOUBTFUL = "doubtful"
    UNREPORTED = "unreported"
    UNPLANNED = "unplanned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An indicator, or an objective without any, of the plan beside what the report says of it.

    `record_id`, `title` and `plan_page` are the plan's, None where it has nothing of the kind;
    what begins with `report_` is the report's. `result` and `declared` (the degree of achievement
    that the report claims) are as printed, on `page` from 1, in `row` and `column` from 0 of
    `table_id`. `report_target` is the report's target where it is another than the plan's. `match`
    is how sure the two are the same, 0-1, and `reason` why, a sentence as `remarks` are.
    """

    record: str
    status: Status
    record_id: str | None = None
    title: str | None = None
    objective: str | None = None
    plan_page: int | None = None
    report_record_id: str | None = None
    report_title: str | None = None
    report_objective: str | None = None
    report_target: str | None = None
    result: str | None = None
    declared: str | None = None
    page: int | None = None
    table_id: str | None = None
    row: int | None = None
    column: int | None = None
    match: float | None = None
    reason: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A plan beside its report: `lines` in the order of the plan, then those of the report alone.

    `actuals` are the results to score with, by `result_id`; `problems` sentences.
    """

    document_id: str
    file_name: str
    lines: tuple[Line, ...]
    actuals: Mapping[str, Actual]
    problems: tuple[str, ...] = ()

    def of(self, *statuses: Status) -> tuple[Line, ...]:
        """The lines of some statuses."""
        return tuple(line for line in self.lines if line.status in statuses)

    @property
    def counts(self) -> Counter[Status]:
        """How many indicators have each status."""
        return Counter(line.status for line in self.lines if line.record == "indicator")

    @property
    def promised(self) -> int:
        """How many indicators the plan has for the year."""
        return self.counts.total() - self.counts[Status.UNPLANNED]
