"""Makes the samples: Word files, PDFs and golden files (`make samples`).

Needs python-docx, openpyxl and, for the PDFs, LibreOffice's `soffice`.

    python -m samples.make_samples [--dress DRESS] [--out FOLDER] [NAME…]
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
from pathlib import Path

from samples import sources
from samples.blocks import Plan
from samples.conversions import write_markdown, write_workbook
from samples.dresses import Dress
from samples.typesetting import write_pdf, write_word

FOLDER = Path(__file__).parent


def plans() -> dict[str, Plan]:
    """Every sample plan by name, built anew from its source module."""
    names = sorted(module.name for module in pkgutil.iter_modules(sources.__path__))
    built = (importlib.import_module(f"samples.sources.{name}").build() for name in names)
    return {plan.name: plan for plan in built}


def golden_text(plan: Plan) -> str:
    """The golden file's text: one record a line, so that changes can be read."""
    kinds = []
    for kind, records in plan.expected.records.items():
        lines = ",\n".join(f"  {json.dumps(record, ensure_ascii=False)}" for record in records)
        kinds.append(f' "{kind}": [\n{lines}\n ]' if records else f' "{kind}": []')
    return "{\n" + ",\n".join(kinds) + "\n}\n"


def make(plan: Plan, out: Path, dress: Dress) -> None:
    """Write one sample into `out`, in its formats."""
    if "xlsx" in plan.formats:
        write_workbook(plan, out / f"{plan.name}.xlsx")
    if "md" in plan.formats:
        write_markdown(plan, out / f"{plan.name}.md")
    if "pdf" not in plan.formats:
        return
    word = out / "sources" / f"{plan.name}.docx"
    word.parent.mkdir(parents=True, exist_ok=True)
    write_word(plan, word, dress)
    write_pdf(word, out)


def main() -> None:
    """Make the named samples, or all of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--dress", type=Dress, default=Dress.RULED, choices=list(Dress))
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    for name, plan in plans().items():
        if options.names and name not in options.names:
            continue
        make(plan, options.out, options.dress)
        golden = FOLDER / "expected" / f"{name}.json"
        golden.write_text(golden_text(plan), encoding="utf-8")


if __name__ == "__main__":
    main()
