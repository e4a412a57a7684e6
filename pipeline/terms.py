"""Which lexicon file of the user's own is meant, and which profiles are tried."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

VARIABLE = "PIAO_LEXICON"
DEFAULT_FILE = "piao-lexicon.yaml"
PROFILES_VARIABLE = "PIAO_PROFILES"
DEFAULT_FOLDER = "piao-profiles"


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
        raise UsageError("{error}", error=error) from error


def profile_folder() -> Path:
    """The folder of the variable PIAO_PROFILES, else `piao-profiles` here; it may be missing."""
    return Path(os.environ.get(PROFILES_VARIABLE) or DEFAULT_FOLDER)


def profile_files(given: Sequence[Path] | None = None) -> tuple[Path, ...]:
    """The profiles given, else all files `*.yaml` of the folder of profiles, by name."""
    if given:
        return tuple(given)
    return tuple(sorted(profile_folder().glob("*.yaml")))


def check_profiles(files: Sequence[Path]) -> None:
    """Raises `LexiconError` where a profile is missing or malformed."""
    from piao.normalizers.profiles.fitting import read_profile

    for file in files:
        read_profile(file)
