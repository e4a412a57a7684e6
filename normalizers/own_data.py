"""The data that the program carries in YAML, read by the loader in C: a tenth of the time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_data(path: Path, *, as_text: bool = False) -> Any:
    """What a YAML file of ours holds; with `as_text` all of it text, 'no' and 'on' too."""
    loader = (_PLAIN if as_text else LOADER)(path.read_text(encoding="utf-8"))
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()
