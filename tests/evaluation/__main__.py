"""Prints how much of every document with a truth is read, by record type.

    python -m tests.evaluation [--show N] [--only TEXT] [--baseline] [--write]

--baseline fails where a document falls by more than 0.01 below `tests/eval_baseline.json`,
--write makes what was measured the new baseline. Documents that were looked at while developing
and those that nobody of the developers opened stay apart: the difference between the two is
what is known of the next plan. --show prints what differs, of those that were looked at only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.evaluation.documents import BESIDE, documents
from tests.evaluation.evaluating import Result, evaluate, fallen
from tests.evaluation.seeds import agreement

BASELINE = Path(__file__).parent.parent / "eval_baseline.json"
KINDS = ("objectives", "indicators", "values", "actions", "units", "criteria")


def main() -> int:
    """Evaluate and print; 1 where a document fell below its baseline."""
    options = _options()
    chosen = [one for one in documents() if options.only in one.name]
    results = list(evaluate(chosen))
    console = Console(width=None if sys.stdout.isatty() else 140, highlight=False)
    console.print(_table(results))
    for line in _summaries(results):
        console.print(line)
    if not (BESIDE / "plans").is_dir():
        console.print("The real plans are not beside the project: left out.")
    for result in results if options.show else ():
        if result.document.group != "unseen" and result.differences:
            console.print(f"\n{result.document.name}", markup=False)
            for line in result.differences[: options.show]:
                console.print(f"    {line}", markup=False)
    if options.write:
        measured = {**baseline(), **{r.document.name: round(r.f1, 3) for r in results}}
        BASELINE.write_text(json.dumps(measured, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    lost = fallen(results, baseline()) if options.baseline else []
    for line in lost:
        console.print(f"fell: {line}", style="red", markup=False)
    return 1 if lost else 0


def baseline() -> Mapping[str, float]:
    """The F1 of each document as committed."""
    if not BASELINE.is_file():
        return {}
    committed: Mapping[str, float] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return committed


def _table(results: Sequence[Result]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("document", "F1", *KINDS, "seconds"):
        table.add_column(name, justify="left" if name == "document" else "right", no_wrap=True)
    for result in results:
        counts = result.counts
        by_kind = [f"{counts[k].f1:.2f}" if k in counts and counts[k].true else "" for k in KINDS]
        style = "red" if result.f1 < 0.85 else "yellow" if result.f1 < 0.95 else ""
        table.add_row(
            result.document.name, f"{result.f1:.3f}", *by_kind, f"{result.seconds:.1f}", style=style
        )
    return table


def _summaries(results: Sequence[Result]) -> list[str]:
    """The mean and the lowest of each group, and how many acts gave nothing."""
    lines = [""]
    for group, members in groupby(results, key=lambda result: result.document.group):
        held = list(members)
        plans = [r.f1 for r in held if r.document.truth is not None]
        acts = [r for r in held if r.document.truth is None]
        seconds = sum(r.seconds for r in held)
        line = f"{group}: "
        if plans:
            mean = sum(plans) / len(plans)
            line += f"mean F1 {mean:.3f} over {len(plans)} plans, lowest {min(plans):.3f}"
        if acts:
            clean = sum(r.f1 == 1.0 for r in acts)
            line += f"; of {len(acts)} acts that are no plans {clean} give nothing"
        lines.append(f"{line} ({seconds:.0f} s)")
    right, total = (sum(getattr(r.places, name) for r in results) for name in ("right", "total"))
    if total:
        share = right / total
        lines.append(f"places: of {total} values on pages {share:.3f} have their words in the box")
    return [*lines, *agreement()]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--show", type=int, default=0, metavar="N", help="differences of each")
    parser.add_argument("--only", default="", metavar="TEXT", help="documents with it in the name")
    parser.add_argument("--baseline", action="store_true", help="fail where one fell")
    parser.add_argument("--write", action="store_true", help="make this the baseline")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
