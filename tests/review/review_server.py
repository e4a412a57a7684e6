"""`piao review` as a process of its own, and a real browser on it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_BROWSER = "needs Debian's chromium (apt-get install chromium)"
PROGRAM = "from piao.pipeline.cli import main; main()"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Served:
    """A running page: its address with the token, and apart."""

    address: str

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return "http://" + urlsplit(self.address).netloc

    @property
    def path(self) -> str:
        """The path of the document."""
        return urlsplit(self.address).path

    @property
    def token(self) -> str:
        """The secret of the address."""
        return parse_qs(urlsplit(self.address).query)["token"][0]


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[Served]:
    """`piao review` in a working folder, ended as Ctrl-C ends it."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PIAO_DB", "PIAO_PROFILES")}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "review", "--no-browser", "--by", "Prova", *arguments],
        cwd=folder,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    assert line.startswith("http://127.0.0.1:"), line + process.stderr.read()
    try:
        yield Served(line.strip())
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 0


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's chromium without a screen."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def opened(started: Browser, server: Served) -> Page:
    """The page, its first pictures and marks there; an error in it fails the test."""
    page = started.new_page(viewport={"width": 1366, "height": 768})
    page.on("pageerror", lambda error: page.evaluate("e => { document.title = e }", str(error)))
    page.goto(server.address)
    expect(page.locator("#tree")).to_be_visible()
    return page
