"""Which lexicon file of the user's own is meant."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "PIAO_LEXICON"
DEFAULT_FILE = "piao-lexicon.yaml"


def lexicon_to_write(named: Path | None = None) -> Path:
    """The file named, else that of the variable PIAO_LEXICON, else `piao-lexicon.yaml` here."""
    return named or Path(os.environ.get(VARIABLE) or DEFAULT_FILE)


def lexicon_to_read(named: Path | None = None) -> Path | None:
    """The same file; None where nobody names one and there is none here."""
    file = lexicon_to_write(named)
    asked_for = named is not None or bool(os.environ.get(VARIABLE))
    return file if asked_for or file.is_file() else None


def check_lexicon(file: Path | None) -> None:
    """Raises `UsageError` where the user's lexicon is missing or malformed."""
    from piao.normalizers.lexicon import Lexicon
    from piao.schema.errors import LexiconError, UsageError

    try:
        Lexicon.load(file)
    except LexiconError as error:
        raise UsageError(str(error)) from error
