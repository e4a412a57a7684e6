"""The most memory that the reading of a long document takes.

    python -m tests.benchmarks.speed.bench_memory [--pages PAGES] [--scanned-pages PAGES]

One document has pages with a ruled table in their text layer, the other scanned pages of
200 dpi (this needs the extra `ocr` and a second or two a page). Printed is the peak of
each in a process of its own, read from Linux's /proc; 500 MB are allowed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from piao.extractors.pdf.scan.ocr import is_available
from tests.benchmarks.understanding.bench_dresses import RESOLUTION
from tests.golden import SAMPLES
from tests.pdf.pdf_files import PdfPage, jpeg, pdf_file

PROGRAM = (
    "import re, sys; from pathlib import Path; from piao.extractors import extract; "
    "document = extract(Path(sys.argv[1])); "
    "print(len(document.pages), sum(len(table.cells) for table in document.tables), "
    "re.search('VmHWM:[^0-9]*([0-9]+)', Path('/proc/self/status').read_text())[1])"
)


def text_pages(count: int) -> bytes:
    """Pages with a ruled table of 20 rows and 4 columns each."""
    rows = range(20)
    rules = b"".join(b"60 %d 400 0.5 re f " % (760 - 30 * row) for row in range(21))
    rules += b"".join(b"%d 160 0.5 600 re f " % x for x in (60, 160, 260, 360, 460))
    words = b"".join(
        b"BT /F 9 Tf %d %d Td (Voce %d del piano) Tj ET " % (65 + 100 * col, 740 - 30 * row, row)
        for row in rows
        for col in range(4)
    )
    return pdf_file([PdfPage(rules + words)] * count)


def scanned_pages(count: int, part: float = 1.0) -> bytes:
    """The first page of a sample as a picture, again and again; below its upper part blank."""
    import pypdfium2

    with pypdfium2.PdfDocument(SAMPLES / "comune_pdo.pdf") as document:
        page = document[0]
        size = round(page.get_width()), round(page.get_height())
        picture = page.render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")
    picture.paste(255, (0, round(picture.height * part), picture.width, picture.height))
    return pdf_file([PdfPage(b"%d 0 0 %d 0 0 cm /I0 Do" % size, size, [jpeg(picture)])] * count)


def peak(content: bytes, folder: Path) -> tuple[int, int, int]:
    """Pages and cells read from a document, and the kilobytes that this took at most."""
    path = folder / "plan.pdf"
    path.write_bytes(content)
    command = [sys.executable, "-c", PROGRAM, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    pages, cells, kilobytes = map(int, done.stdout.split())
    return pages, cells, kilobytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--scanned-pages", type=int, default=30)
    options = parser.parse_args()
    kinds = [("text", text_pages(options.pages))]
    if is_available():
        kinds.append(("scanned", scanned_pages(options.scanned_pages)))
    for name, content in kinds:
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            pages, _, kilobytes = peak(content, Path(folder))
            seconds = time.perf_counter() - started
            print(f"{pages} {name} pages: {kilobytes / 1000:.0f} MB, {seconds:.0f} s")


if __name__ == "__main__":
    main()
