"""The version of the program, as installed."""

from __future__ import annotations


def program_version() -> str:
    """The version in the package's metadata."""
    from importlib.metadata import version

    return version("piao")
