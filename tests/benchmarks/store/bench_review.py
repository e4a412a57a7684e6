"""How long each act on the review page takes, and how soon a long plan opens.

`python -m tests.benchmarks.store.bench_review` prints milliseconds of whole round trips, the
slowest of all samples and the median, and for a plan of 300 pages until the browser shows it.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import httpx
import pypdfium2
from playwright.sync_api import expect

from piao.pipeline.ingestion import ingest
from piao.pipeline.store import Store
from tests.golden import SAMPLES
from tests.review.review_server import CHROMIUM, Served, browser, served

LONG_PAGES = 300
SAID = "non inferiore al 90%"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plans = sorted(SAMPLES.glob("*.pdf"))
        with Store(folder / "piao.db") as store:
            for plan in plans:
                shutil.copy(plan, folder)
                ingest(folder / plan.name, store)
            long = _long(folder)
            ingest(long, store)
            ids = {d.file_name: d.document_id for d in store.documents()}
        with served(folder) as server:
            _acts(server, {plan.name: ids[plan.name] for plan in plans})
            _acts(server, {long.name: ids[long.name]})
            _opening(server, ids[long.name])


def _long(folder: Path) -> Path:
    """A plan of 300 pages, of the pages of the longest sample."""
    source = max(SAMPLES.glob("*.pdf"), key=lambda p: len(pypdfium2.PdfDocument(p)))
    made, pages = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(source)
    while len(made) < LONG_PAGES:
        count = min(len(pages), LONG_PAGES - len(made))
        made.import_pages(pages, list(range(count)))
    path = folder / "long.pdf"
    made.save(path)
    return path


def _acts(server: Served, documents: dict[str, str]) -> None:
    taken: dict[str, list[float]] = defaultdict(list)
    headers = {"Origin": server.origin}
    with httpx.Client(base_url=server.origin, headers=headers, trust_env=False) as asked:
        asked.get("/", params={"token": server.token})

        def timed(label: str, method: str, address: str, **data: str) -> httpx.Response:
            since = time.perf_counter()
            asks = method == "GET"
            response = asked.request(
                method, address, params=data if asks else None, data=None if asks else data
            )
            taken[label].append(1000 * (time.perf_counter() - since))
            assert response.status_code in (200, 422), (address, response.text)
            return response

        for document in documents.values():
            home = f"/d/{document}"
            text = timed("open", "GET", home).text
            ids, values, indicators = (_ids(text, kind) for kind in ("", "values", "indicators"))
            timed("a page's marks", "GET", f"{home}/page/1/marks")
            timed("a page's picture", "GET", f"{home}/page/1.jpg")
            timed("filter", "GET", f"{home}/tree", filter="doubtful")
            if not values:
                continue
            value = values[0]
            timed("choose", "GET", f"{home}/record/{value}")
            timed("meaning", "GET", f"{home}/meaning", record_id=value, field="figure", text=SAID)
            act = f"{home}/act"
            timed("correct", "POST", f"{act}/set", record_id=value, field="figure", text=SAID)
            timed("confirm", "POST", f"{act}/confirm", record_id=ids[0])
            timed("confirm a table", "POST", f"{act}/confirm", record_id=value, together="1")
            timed("move", "POST", f"{act}/move", record_id=indicators[-1])
            timed("remove", "POST", f"{act}/remove", record_id=value)
            for step in ("undo", "redo", "undo"):
                timed(step, "POST", f"{act}/{step}")
            timed("history", "GET", f"{home}/history")
    print(f"\n{', '.join(documents)}\n{'':20}{'median':>10}{'slowest':>10}")
    for label, times in taken.items():
        print(f"{label:20}{statistics.median(times):>7.0f} ms{max(times):>7.0f} ms")


def _ids(text: str, record: str) -> list[str]:
    """The ids of the records of a page, all or those of one type."""
    found = (part.split('"', 3) for part in text.split('data-id="')[1:])
    return [identity for identity, _, kind, *_ in found if kind == record or not record]


def _opening(server: Served, document: str) -> None:
    if CHROMIUM is None:
        print("no chromium: opening in a browser is not measured")
        return
    with browser() as started:
        page = started.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{server.origin}/?token={server.token}")
        since = time.perf_counter()
        page.goto(f"{server.origin}/d/{document}")
        expect(page.locator("#page-1 svg")).to_be_visible()
        shown = time.perf_counter() - since
        asked = page.evaluate("performance.getEntriesByType('resource').length")
        print(f"\n{LONG_PAGES} pages: shown in {shown:.2f} s, {asked} files asked for")


if __name__ == "__main__":
    main()
