"""What a program asks of one file: its records, its tables; no store, no console."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from piao.extractors.settings import ExtractionSettings, Ocr, OcrWord
    from piao.schema.document import Table
    from piao.schema.records import Records
    from piao.schema.statements import Statement


def read(
    path: str | Path,
    *,
    password: str | None = None,
    lexicon: str | Path | None = None,
    profiles: Sequence[str | Path] = (),
    statement: Statement | None = None,
    ocr: Ocr | OcrWord | None = None,
    settings: ExtractionSettings | None = None,
) -> Records:
    """The records of a file or URL: what it plans, and the findings on how it was read.

    `lexicon` is a file of terms over the built-in ones; of the `profiles` those that are for the
    document lie over it. What `statement` gives (administration, year, kind …) goes before what
    the document says. `ocr` says when pictures are read: "auto" (where there is no usable text),
    "never" or "always"; it goes before that of `settings`.

    Nothing is taken from the working folder or the environment: what `piao ingest` finds there
    is named here.

    Raises `UnreadableFileError`, `PasswordError` or `LexiconError`; `UsageError` for arguments
    that are none.

    >>> read("plan.pdf").indicators[0].name  # doctest: +SKIP
    'Giorni medi di pagamento'
    """
    from piao.pipeline.reading import step

    request = step.Request.of(
        path,
        password=password,
        lexicon=lexicon,
        profiles=profiles,
        statement=statement,
        ocr=ocr,
        settings=settings,
    )
    return step.read(request).records


def tables(
    path: str | Path,
    *,
    password: str | None = None,
    ocr: Ocr | OcrWord | None = None,
    settings: ExtractionSettings | None = None,
) -> list[Table]:
    """The tables of a file or URL as they are printed, in reading order, whatever it is about.

    Raises `UnreadableFileError` or `PasswordError`; `UsageError` for arguments that are none.

    >>> [[cell.text for cell in line if cell] for line in tables("plan.pdf")[0].grid()]
    ... # doctest: +SKIP
    [['Obiettivo', 'Peso'], ['Ridurre i tempi di pagamento', '20%']]
    """
    from piao.extractors import extract
    from piao.pipeline.reading import remote, step

    asked = step.Request.of(path, password=password, ocr=ocr, settings=settings)
    with remote.local(asked.path) as file:
        return list(extract(file, password=asked.password, settings=asked.settings).tables)
