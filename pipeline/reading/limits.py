"""What a worker may take."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one worker process.

    `page_seconds`: silence after which a worker is stopped while it reads a page; a page has
    a limit of its own (`ExtractionSettings.page_seconds`), which stops all but a call that
    hangs. `document_seconds`: the same for what follows the pages, and for formats without.
    `memory` is the address space in bytes that reading may add to what a worker begins with;
    beyond it an allocation fails. A worker is replaced after `renewed_after` files, or once it
    took `resident` bytes.
    """

    page_seconds: float = 120.0
    document_seconds: float = 600.0
    memory: int = 3_000_000_000
    resident: int = 1_000_000_000
    renewed_after: int = 100


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
