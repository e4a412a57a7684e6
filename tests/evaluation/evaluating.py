"""Reads the documents, two at a time, and judges what came out of each."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from piao.extractors import extract
from piao.normalizers import normalize
from piao.schema.errors import PiaoError
from tests import golden
from tests.evaluation.comparing import Comparison, Count, compare
from tests.evaluation.documents import Evaluated
from tests.evaluation.provenance import NOWHERE, Places, places_of

FALL = 0.01
"""How much a document may fall below its baseline."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a document gave: its F1 over all fields, and that of each record type.

    `places` are its values in whose boxes the page has their words.
    """

    document: Evaluated
    f1: float
    counts: Mapping[str, Count] = field(default_factory=dict)
    differences: Sequence[str] = ()
    seconds: float = 0.0
    places: Places = NOWHERE


def evaluate(documents: Sequence[Evaluated]) -> Iterator[Result]:
    """The results in the order of the documents."""
    with ProcessPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        yield from pool.map(evaluate_one, documents)


def evaluate_one(document: Evaluated) -> Result:
    """Read one document and compare; one that cannot be read has 0."""
    begin = time.perf_counter()
    try:
        records = normalize(extract(document.path))
    except PiaoError as error:
        return Result(document, 0.0, differences=(str(error),))
    seconds = time.perf_counter() - begin
    if document.is_sample and document.truth is not None:
        found = _of_sample(golden.compare(golden.load(document.truth), golden.book_of(records)))
    else:
        found = compare(document.load(), records)
    places = places_of(document.path, records)
    return Result(document, found.total.f1, found.counts, found.differences, seconds, places)


def _of_sample(compared: golden.Comparison) -> Comparison:
    """The judgement of a golden file in the counts of the others."""
    counts: dict[str, Count] = {}
    for kind in golden.KINDS:
        judged = compared.of_kind(kind)
        true = judged.right + judged.wrong + judged.missing
        counts[kind] = Count(judged.right, true, judged.right + judged.wrong + judged.extra)
    return Comparison(counts, list(compared.differences))


def fallen(results: Sequence[Result], baseline: Mapping[str, float]) -> list[str]:
    """The documents that are read worse than their baseline, in words."""
    return [
        f"{result.document.name}: {result.f1:.3f}, was {baseline[result.document.name]:.3f}"
        for result in results
        if result.document.name in baseline and result.f1 < baseline[result.document.name] - FALL
    ]
