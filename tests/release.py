"""Builds what is published and tries it as a stranger would: `python -m tests.release [FOLDER]`.

The wheel and the source archive are each installed, with what they need and nothing else, in an
environment of their own outside of this folder; there every command that README.md shows is run
and gives what is shown. Fails with what went wrong.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.whole.test_docs_examples import ROOT, follows, transcript

PIP = ("-m", "pip", "--disable-pip-version-check")
READS = (
    "import piao; print(*(len(piao.read('samples/asp_breve.pdf').objectives), piao.__version__))"
)
BY_EXTRA = ("report", "review")
"""Commands that say what to install where an extra is missing, before anything else."""


def run(*command: str | Path, folder: Path, status: int = 0) -> str:
    """What a command prints; ends the program where its exit status is another one."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIAO"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != status:
        sys.exit(f"{' '.join(map(str, command))}: exit status {done.returncode}\n{done.stdout}")
    return done.stdout


def build(folder: Path) -> list[Path]:
    """The source archive, and the wheel that is made of it."""
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT, folder=folder)
    return sorted(file for file in folder.iterdir() if file.suffix in {".gz", ".whl"})


def tried(file: Path) -> int:
    """Installs a file in a fresh environment and runs what README.md shows; how many commands."""
    with tempfile.TemporaryDirectory(prefix="piao-release-") as name:
        place = Path(name)
        venv.create(place / "environment", with_pip=False)
        programs = place / "environment" / ("Scripts" if os.name == "nt" else "bin")
        install = ("install", "-q", "--no-compile", "-c", ROOT / "constraints.txt", file)
        python = programs / "python"
        run(sys.executable, *PIP, "--python", python, *install, folder=place)
        work = place / "work"
        work.mkdir()
        for shown in ("samples", "tests"):
            (work / shown).symlink_to(ROOT / shown)
        commands = transcript(ROOT / "README.md")
        for line, expected in commands:
            printed = run("sh", "-c", f"{programs}/{line} 2>&1", folder=work).splitlines()
            if expected and not follows(expected, [text.rstrip() for text in printed]):
                sys.exit(f"{file.name}: {line}\n" + "\n".join(printed))
        version = run(python, "-m", "piao", "--version", folder=work).strip()
        objectives, of_library = run(python, "-c", READS, folder=work).split()
        if (objectives, of_library) != ("5", version):
            sys.exit(f"{file.name}: piao.read gives {objectives} objectives of {of_library}")
        for extra in BY_EXTRA:
            said = run(programs / "piao", extra, folder=work, status=1)
            if f"pip install 'piao[{extra}]'" not in said:
                sys.exit(f"{file.name}: piao {extra}\n{said}")
        return len(commands)


def main(folder: Path) -> None:
    """Builds into the folder, which must be empty, and tries each file."""
    folder.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    files = build(folder)
    with ThreadPoolExecutor() as threads:
        tries = list(threads.map(tried, files))
    for file, commands in zip(files, tries, strict=True):
        size = file.stat().st_size / 1_000_000
        print(f"{file}  {size:.2f} MB  {commands} commands of README.md run as shown")
    print(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist").absolute())
