"""Measures the figures that README.md and docs/ give, and writes them: `make figures`.

`tests/figures_page.yaml` says what is measured by which command and where that prints it. The
figures go into docs/inside/figures.md and between the marks `<!-- figure: NAME -->…<!-- -->` of all
pages, so that no two pages can disagree. `python -m tests.figures_page NAME…` measures some anew.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "inside" / "figures.md"
MARK = re.compile(r"(<!-- figure: ([\w-]+) -->)(.*?)(<!-- -->)", re.DOTALL)
ROW = re.compile(r"^\| `([\w-]+)` \| (.+) \| (.+) \| `(.+)` \|$", re.MULTILINE)
HEAD = """# Figures

Every figure of these pages, with the command that prints it. `make figures` measures all anew and
writes this page and the figures in the others; `make figures ARGS="NAME"` some. Times are of two
cores.

| name | what | figure | command |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: the command that prints it, a pattern for it, how its groups are shown."""

    name: str
    what: str
    command: str
    pattern: str
    show: str


def figures() -> list[Figure]:
    """All figures in their order."""
    entries = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return [Figure(name=name, **entry) for name, entry in entries.items()]


def pages() -> list[Path]:
    """The pages that may show figures."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def known(page: str) -> dict[str, str]:
    """The figures that docs/inside/figures.md has."""
    return {name: figure for name, _, figure, _ in ROW.findall(page)}


def shown(page: str) -> Iterator[tuple[str, str]]:
    """The figures that a page shows, by name."""
    return ((name, figure) for _, name, figure, _ in MARK.findall(page))


def measured(asked: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """Runs each command once and finds its figures; one that is not there ends the program."""
    for command in dict.fromkeys(figure.command for figure in asked):
        print(f"python -m {command} …", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", *command.split()],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        for figure in asked:
            if figure.command == command:
                found = re.search(figure.pattern, done.stdout, re.MULTILINE)
                if found is None:
                    sys.exit(
                        f"{figure.name}: not in what {command} prints\n{done.stdout}\n{done.stderr}"
                    )
                yield figure.name, figure.show.format(*found.groups())


def page_of(values: Mapping[str, str]) -> str:
    """docs/inside/figures.md with these figures."""
    rows = (
        f"| `{figure.name}` | {figure.what} | {values[figure.name]} "
        f"| `python -m {figure.command}` |"
        for figure in figures()
        if figure.name in values
    )
    return HEAD + "\n".join(rows) + "\n"


def filled(page: str, values: Mapping[str, str]) -> str:
    """A page with the figures between its marks."""
    return MARK.sub(lambda found: found[1] + values.get(found[2], found[3]) + found[4], page)


def main(names: Iterable[str]) -> None:
    """Measures, and writes all pages."""
    wanted = set(names)
    asked = [figure for figure in figures() if not wanted or figure.name in wanted]
    if unknown := wanted - {figure.name for figure in asked}:
        sys.exit(f"no such figure: {', '.join(sorted(unknown))}")
    values = known(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    for name, figure in measured(asked):
        print(f"{name}: {figure}", flush=True)
        values[name] = figure
        PAGE.write_text(page_of(values), encoding="utf-8")
    for path in pages():
        page = path.read_text(encoding="utf-8")
        if (now := filled(page, values)) != page:
            path.write_text(now, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    main(parser.parse_args().names)
