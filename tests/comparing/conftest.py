"""What scores say is tested in Italian, the language of who judges results."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from piao.schema.language import Language, speaking


@pytest.fixture
def spoken_italian() -> Iterator[None]:
    """Messages are Italian."""
    with speaking(Language.ITALIAN):
        yield
