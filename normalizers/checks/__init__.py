"""What a controller would ask about a plan, as findings; nothing here changes a record.

One file a subject, found by itself: each module but `plan` has a tuple `CHECKS` of
functions that take a :class:`Plan` and yield alarms. A new check is one function.
"""

from __future__ import annotations

import dataclasses
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module

from piao.normalizers.checks.plan import Alarm, Plan
from piao.normalizers.lexicon import Lexicon
from piao.schema.document import Document
from piao.schema.findings import make_finding
from piao.schema.records import Finding, Records

Check = Callable[[Plan], Iterable[Alarm]]

MOST_OF_A_CODE = 20
"""Findings of one code in one document; what is beyond comes together in a last one."""


def with_sanity_findings(records: Records, document: Document, lexicon: Lexicon) -> Records:
    """The same records, with the findings of every check after those there are."""
    plan = Plan.of(records, document, lexicon)
    alarms = [alarm for check in checks() for alarm in check(plan)]
    before = len(records.findings)
    added = (
        _finding(group, records.document.document_id, number)
        for number, group in enumerate(_grouped(alarms), start=before + 1)
    )
    return dataclasses.replace(records, findings=(*records.findings, *added))


@cache
def checks() -> tuple[Check, ...]:
    """All checks, module by module."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (import_module(f"{__name__}.{name}") for name in names if name != "plan")
    return tuple(check for module in modules for check in module.CHECKS)


def _grouped(alarms: Iterable[Alarm]) -> Iterator[list[Alarm]]:
    """Alarms that are one finding: those with a name, of one code, in one table or page."""
    groups: dict[object, list[Alarm]] = {}
    count: dict[str, int] = {}
    for number, alarm in enumerate(alarms):
        place = alarm.place
        key: object = number
        if alarm.name is not None:
            key = (
                alarm.code,
                str(alarm.details),
                None if alarm.whole else place.table_id or place.page,
            )
            if key not in groups and count.get(alarm.code, 0) >= MOST_OF_A_CODE - 1:
                key = (alarm.code, str(alarm.details))
        if key not in groups:
            count[alarm.code] = count.get(alarm.code, 0) + 1
        groups.setdefault(key, []).append(alarm)
    yield from groups.values()


def _finding(group: list[Alarm], document_id: str, number: int) -> Finding:
    first = group[0]
    names = [alarm.name for alarm in group if alarm.name is not None]
    listed = {"count": len(names), "names": names} if names else {}
    return make_finding(
        document_id,
        number,
        first.code,
        page=first.place.page,
        table_id=first.place.table_id,
        row=first.place.row,
        column=first.place.column,
        bbox=first.place.bbox,
        **first.details,
        **listed,
    )
