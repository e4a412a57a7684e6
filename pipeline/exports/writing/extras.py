"""Packages that not everyone needs: a clear error where one is missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from piao.schema.errors import PiaoError


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Around late imports: a missing package is a `PiaoError` that says what to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise PiaoError(
            "the package {package!r} is missing: pip install 'piao[{extra}]'",
            package=error.name,
            extra=extra,
        ) from error
