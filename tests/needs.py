"""What some tests need that not every machine has: each says so where it is skipped."""

from __future__ import annotations

import sys

import pytest

from piao.extractors.pdf.scan.ocr import is_available

needs_ocr = pytest.mark.skipif(
    not is_available(), reason="needs the extra: pip install 'piao[ocr]'"
)
needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")
