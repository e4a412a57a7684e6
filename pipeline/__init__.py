"""The whole job: files in, records in a store, exports out.

For notebooks and programs: `from piao.pipeline import Store, compare, ingest, score`. A name is
loaded when it is asked for, so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from piao.pipeline.comparison import compare as compare
    from piao.pipeline.ingestion import ingest as ingest
    from piao.pipeline.scoring import score as score
    from piao.pipeline.store import Store as Store

_HOMES = {
    "score": "piao.pipeline.scoring",
    "compare": "piao.pipeline.comparison",
    "Store": "piao.pipeline.store",
    "ingest": "piao.pipeline.ingestion",
}
"""The module of each public name."""

__all__ = ["Store", "compare", "ingest", "score"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
