"""Time and memory that hostile pages take, as a user meets them: with `piao tables`.

    python -m tests.benchmarks.speed.bench_hostile [NAME…]

Each file of `tests/pdf/hostile_pdfs.py` is read in a process of its own: its seconds, the
peak of its memory as Linux counts it, and what it says. None may take more than 4 GB.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.pdf.hostile_pdfs import HOSTILE

MEGABYTE = 1_000_000
MOST = 4_000 * MEGABYTE
PIAO = """
import atexit, re
from pathlib import Path
from piao.pipeline.cli import main
peak = lambda: re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
atexit.register(lambda: print(peak()))
main()
"""


def measure(content: bytes, folder: Path) -> tuple[float, float, str]:
    """Seconds, megabytes at most, and the messages of `piao tables`."""
    path = folder / "plan.pdf"
    path.write_bytes(content)
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", PIAO, "tables", str(path), "--out", str(folder / "tables.json")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
    )
    resource.prlimit(process.pid, resource.RLIMIT_AS, (MOST, MOST))
    kilobytes, said = process.communicate()
    seconds = time.perf_counter() - started
    if process.returncode:
        return seconds, MOST / MEGABYTE, f"exit status {process.returncode}\n{said}"
    return seconds, int(kilobytes) / 1024, said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*HOSTILE, []], metavar="NAME")
    options = parser.parse_args()
    for name in options.names or HOSTILE:
        content = HOSTILE[name]()
        with tempfile.TemporaryDirectory() as folder:
            seconds, megabytes, said = measure(content, Path(folder))
        print(f"{name:34}{len(content):9} bytes {seconds:6.1f} s {megabytes:6.0f} MB")
        for line in said.splitlines():
            if not line.endswith(": no tables"):
                print(f"    {line}")


if __name__ == "__main__":
    main()
