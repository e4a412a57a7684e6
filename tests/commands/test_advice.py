"""What `piao ingest` advises after files of which little was read."""

from __future__ import annotations

from pathlib import Path

import pytest

from piao.pipeline.display.progress import advice
from piao.pipeline.ingestion import IngestResult, Status
from piao.pipeline.requirements import EXTRAS

INSTALL = (
    "they are pictures; install what reads them (`pip install 'piao[ocr]'`) and ingest again with "
    "`--refresh`"
)
UNREAD = (
    "`piao show d --unread` prints what was left, `piao show d --form` how it was understood; "
    "`piao lexicon add` teaches its labels"
)


def result(name: str, *codes: str, read: int = 0, status: Status = Status.ADDED) -> IngestResult:
    counts = {"objectives": read}
    return IngestResult(Path(name), status, "d", counts, read, 10, codes=codes)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([result("plan.pdf", read=9)], ""),
        ([result("act.pdf", "not_a_plan")], ""),
        (
            [result("plan.pdf", read=5), result("act.pdf", "not_a_plan")],
            f"1 plan was read in part or not at all (plan.pdf): {UNREAD}",
        ),
        (
            [result("scan.pdf", "no_text_layer")],
            f"1 file has pages without text (scan.pdf): {INSTALL}",
        ),
        (
            [result(f"{n}.pdf", "no_text_layer") for n in range(7)] + [result("plan.pdf", read=1)],
            "7 files have pages without text (0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and 2 more): "
            f"{INSTALL}\n1 plan was read in part or not at all (plan.pdf): {UNREAD}",
        ),
        ([result("plan.pdf", "no_text_layer", read=9)], ""),
    ],
)
def test_advice(monkeypatch: pytest.MonkeyPatch, results: list[IngestResult], said: str) -> None:
    monkeypatch.setitem(EXTRAS, "ocr", ("a_package_that_is_not_there",))
    assert advice(results) == said


def test_where_pictures_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EXTRAS, "ocr", ())
    assert advice([result("scan.pdf", "no_text_layer")]) == (
        "1 file has pages without text (scan.pdf): they are pictures; ingest again with "
        "`--ocr auto --refresh`"
    )
