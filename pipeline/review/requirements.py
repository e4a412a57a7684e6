"""What the review page needs beyond the program itself."""

from __future__ import annotations

from importlib.util import find_spec

from piao.schema.errors import PiaoError

PACKAGES = ("jinja2", "multipart", "starlette", "uvicorn")


def check_installed() -> None:
    """Raises `PiaoError` where a package of the extra `review` is missing."""
    missing = [name for name in PACKAGES if find_spec(name) is None]
    if missing:
        raise PiaoError(f"the review page needs {', '.join(missing)}: pip install 'piao[review]'")
