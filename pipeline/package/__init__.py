"""Performance plans of Italian public administrations as structured data.

`read` gives the records of a file, `tables` its tables as printed; `ingest` puts files into a
`Store`, from which `compare` and `score` take plans. All errors are `PiaoError`.

>>> import piao
>>> for objective in piao.read("plan.pdf").objectives:  # doctest: +SKIP
...     print(objective.title, objective.weight, objective.page)

What is named here is the interface; modules below may change. A name is loaded when it is asked
for, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "Action",
    "Cell",
    "ChangedDocumentError",
    "Comparison",
    "Criterion",
    "DocumentRecord",
    "ExtractionSettings",
    "Finding",
    "Indicator",
    "IngestResult",
    "LexiconError",
    "NoPlanError",
    "Objective",
    "Ocr",
    "PasswordError",
    "PiaoError",
    "ReaderStoppedError",
    "Records",
    "Score",
    "SecondOpinion",
    "Statement",
    "Store",
    "StoreError",
    "Table",
    "Unit",
    "UnknownDocumentError",
    "UnknownRecordError",
    "UnreadableFileError",
    "UnstorableError",
    "UsageError",
    "Value",
    "__version__",
    "compare",
    "ingest",
    "ingest_all",
    "read",
    "score",
    "tables",
]

if TYPE_CHECKING:
    from piao.extractors.settings import ExtractionSettings, Ocr, SecondOpinion
    from piao.pipeline.comparison import Comparison, compare
    from piao.pipeline.ingestion import IngestResult, ingest, ingest_all
    from piao.pipeline.library import read, tables
    from piao.pipeline.scoring import Score, score
    from piao.pipeline.store import Store
    from piao.schema.document import Cell, Table
    from piao.schema.errors import (
        ChangedDocumentError,
        LexiconError,
        NoPlanError,
        PasswordError,
        PiaoError,
        ReaderStoppedError,
        StoreError,
        UnknownDocumentError,
        UnknownRecordError,
        UnreadableFileError,
        UnstorableError,
        UsageError,
    )
    from piao.schema.records import (
        Action,
        Criterion,
        DocumentRecord,
        Finding,
        Indicator,
        Objective,
        Records,
        Unit,
        Value,
    )
    from piao.schema.statements import Statement

    __version__: str
else:
    _HOMES = {
        **dict.fromkeys(("ExtractionSettings", "Ocr", "SecondOpinion"), "extractors.settings"),
        **dict.fromkeys(("Comparison", "compare"), "pipeline.comparison"),
        **dict.fromkeys(("IngestResult", "ingest", "ingest_all"), "pipeline.ingestion"),
        **dict.fromkeys(("read", "tables"), "pipeline.library"),
        **dict.fromkeys(("Score", "score"), "pipeline.scoring"),
        "Store": "pipeline.store",
        **dict.fromkeys(("Cell", "Table"), "schema.document"),
        "Statement": "schema.statements",
        **dict.fromkeys((name for name in __all__ if name.endswith("Error")), "schema.errors"),
    }
    """The module of each name; those that are not here are records."""

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from piao.pipeline.version import program_version

            return program_version()
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = import_module(f"piao.{_HOMES.get(name, 'schema.records')}")
        return globals().setdefault(name, getattr(home, name))

    def __dir__() -> list[str]:
        return sorted(__all__)
