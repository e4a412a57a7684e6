"""Packages that not everyone needs: said before any work where one is missing."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from piao.schema.errors import PiaoError

EXTRAS = {
    "ocr": ("onnxruntime", "rapidocr"),
    "report": ("jinja2", "matplotlib"),
    "review": ("jinja2", "multipart", "starlette", "uvicorn"),
}
"""The modules that commands need beyond the program itself, by the extra that brings them."""


def check_installed(extra: str) -> None:
    """Raises `PiaoError` with the one command that installs what a command needs."""
    if missing := missing_of(extra):
        raise PiaoError(
            "piao {extra} needs {missing}: pip install 'piao[{extra}]'",
            extra=extra,
            missing=", ".join(missing),
        )


def missing_of(extra: str) -> list[str]:
    """The modules of an extra that are not installed."""
    return [name for name in EXTRAS[extra] if not _is_installed(name)]


def _is_installed(name: str) -> bool:
    if name in sys.modules:
        return sys.modules[name] is not None
    return find_spec(name) is not None
