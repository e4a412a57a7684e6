"""Draws docs/use/review.png again: the review page on a sample plan, in a real browser."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from piao.pipeline.ingestion import ingest
from piao.pipeline.store import Store
from tests.golden import SAMPLES
from tests.review.review_server import browser, opened, served

PICTURE = Path(__file__).parents[2] / "docs" / "use" / "review.png"
PLAN = "asp_breve.pdf"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(SAMPLES / PLAN, folder)
        with Store(folder / "piao.db") as store:
            ingest(folder / PLAN, store)
        with served(folder, PLAN) as server, browser() as started:
            page = opened(started, server)
            page.keyboard.press("n")
            expect(page.locator("svg .lit")).to_be_in_viewport(ratio=1)
            for _ in range(2):
                page.keyboard.press("ArrowDown")
            expect(page.locator("#f-figure")).to_be_visible()
            page.keyboard.press("Enter")
            page.keyboard.type("non superiore a 0 giorni")
            expect(page.locator("#m-figure")).to_have_text("= al massimo (≤): ≤ 0 giorni")
            page.wait_for_load_state("networkidle")
            picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
