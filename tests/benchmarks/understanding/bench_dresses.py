"""How much of the sample plans is read whatever their tables wear.

    python -m tests.benchmarks.understanding.bench_dresses [--dress DRESS] [NAME…]

Each sample is typeset in every dress of `samples.dresses` (this needs LibreOffice's
`soffice`), and its ruled pages as pictures of 200 dpi, as a scanner makes them (this needs
the extra `ocr` and a second or two a page). Printed is the share of fields as in the
golden file, and what is due where something is.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

from piao.extractors.pdf.scan.ocr import is_available
from samples.dresses import Dress
from samples.make_samples import make, plans
from tests.golden import EXPECTED, SAMPLES, compare, load, read_sample

SCANNED = "scanned"
TARGETS = {Dress.RULED: 0.99, Dress.HORIZONTAL: 0.97, Dress.NONE: 0.93, SCANNED: 0.90}
DRESSES = (*Dress, SCANNED)
RESOLUTION = 200


def scan(source: Path, target: Path) -> int:
    """Write the pages of a PDF as grey pictures into another; gives their number."""
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    pages = [
        page.render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")
        for page in document
    ]
    document.close()
    pages[0].save(
        target, "PDF", resolution=RESOLUTION, save_all=True, append_images=pages[1:], quality=85
    )
    return len(pages)


def dressed(name: str, dress: str, folder: Path) -> Path | None:
    """The PDF of a sample in a dress; None where this machine cannot make it."""
    ruled = SAMPLES / f"{name}.pdf"
    if dress == Dress.RULED:
        return ruled
    if dress == SCANNED:
        if not is_available():
            return None
        scan(ruled, folder / ruled.name)
        return folder / ruled.name
    if shutil.which("soffice") is None:
        return None
    make(plans()[name], folder, Dress(dress))
    return folder / ruled.name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--dress", choices=DRESSES, action="append")
    options = parser.parse_args()
    names = options.names or sorted(path.stem for path in SAMPLES.glob("*.pdf"))
    for dress in options.dress or DRESSES:
        whole: Counter[str] = Counter()
        lines = []
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            for name in names:
                path = dressed(name, dress, Path(folder))
                if path is None:
                    continue
                total = compare(load(EXPECTED / f"{name}.json"), read_sample(path)).total
                whole.update(right=total.right, total=total.total)
                lines.append(f"  {name:<22} {total.accuracy:.4f}")
        if not whole:
            print(f"{dress}: not measured, soffice or the extra ocr is missing")
            continue
        share, seconds = whole["right"] / whole["total"], time.perf_counter() - started
        due = f" (target {TARGETS[dress]:.2f})" if dress in TARGETS else ""
        print(f"{dress}: {share:.4f}{due}, {seconds:.0f} s", *lines, sep="\n")


if __name__ == "__main__":
    main()
