"""The documents with a truth: those looked at while developing, and those never opened."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.evaluation.comparing import Truth
from tests.golden import EXPECTED, sample_files

PLANS = Path(__file__).parent.parent / "plans"
BESIDE = Path(__file__).parents[3] / "shared"
"""A folder beside the project with real plans; what is not there is left out, and said."""
_NO_DOCUMENT = {".json", ".md", ".py"}


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A document with its truth; none for an act that is no plan.

    `group` says whether it was looked at while developing; samples have a golden file.
    """

    group: str
    path: Path
    truth: Path | None = None
    is_sample: bool = False

    @property
    def name(self) -> str:
        """Its name in the table and in the baseline."""
        return f"{self.group}/{self.path.name}"

    def load(self) -> Truth:
        """What a careful reader found in it; nothing in what is no plan."""
        if self.truth is None:
            return {"document": {}, "objectives": [], "indicators": [], "actions": []}
        truth: Truth = json.loads(self.truth.read_text(encoding="utf-8"))
        return truth


def documents() -> list[Evaluated]:
    """All documents with a truth, in a stable order; those of the folder beside where present."""
    found = [
        Evaluated("samples", path, golden, is_sample=True)
        for golden in sorted(EXPECTED.glob("*.json"))
        for path in sample_files(golden.stem)
    ]
    for group in ("looked at", "unseen"):
        rooms = (PLANS / group.replace(" ", "_")).iterdir()
        for folder in sorted(path for path in rooms if path.is_dir()):
            found += _in(folder, group)
    for name in ("real", "facsimile", "not-plans"):
        found += _in(BESIDE / "plans" / name, "beside")
    return found


def _in(folder: Path, group: str) -> Iterator[Evaluated]:
    """The documents of a folder; PDF before other formats of the same name."""
    if not folder.is_dir():
        return
    no_plans = folder.name.replace("-", "_") == "not_plans"
    files = (path for path in sorted(folder.iterdir()) if path.suffix not in _NO_DOCUMENT)
    for path in sorted(files, key=lambda path: (path.stem, path.suffix != ".pdf")):
        truth = path.with_suffix(".json")
        if no_plans and path.is_file():
            yield Evaluated(group, path)
        elif truth.is_file() and not (path.suffix != ".pdf" and path.with_suffix(".pdf").is_file()):
            yield Evaluated(group, path, truth)
