"""Packages that not everyone needs: said before any work where one is missing."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from piao.schema.errors import PiaoError

EXTRAS = {
    "report": ("jinja2", "matplotlib"),
    "review": ("jinja2", "multipart", "starlette", "uvicorn"),
}
"""The modules that commands need beyond the program itself, by the extra that brings them."""


def check_installed(extra: str) -> None:
    """Raises `PiaoError` with the one command that installs what a command needs."""
    missing = [name for name in EXTRAS[extra] if not _is_installed(name)]
    if missing:
        raise PiaoError(
            "piao {extra} needs {missing}: pip install 'piao[{extra}]'",
            extra=extra,
            missing=", ".join(missing),
        )


def _is_installed(name: str) -> bool:
    if name in sys.modules:
        return sys.modules[name] is not None
    return find_spec(name) is not None
