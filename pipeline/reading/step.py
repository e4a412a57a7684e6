"""One file to its records: no store, no console, nothing global. Any engine may call it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from piao.extractors.settings import ExtractionSettings, Ocr, OcrWord
from piao.pipeline.reading.remote import Place, local, place_of
from piao.schema.asked import check_text
from piao.schema.errors import NoPlanError, PiaoError, UnreadableFileError
from piao.schema.statements import Statement


def files_of(paths: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """The paths, of one or of several."""
    several = (paths,) if isinstance(paths, str | Path) else paths
    return tuple(Path(path) for path in several)


log = logging.getLogger("piao")

if TYPE_CHECKING:
    from piao.normalizers.records.whole.parts import Coverage
    from piao.schema.document import Document
    from piao.schema.records import Records


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read, and how: a file, a lexicon over ours, what is stated of the file.

    A remote file that has no copy here is fetched by whoever reads it, and its copy removed.
    `profiles` are files of what was taught: those that are for the document are used.
    """

    path: Place
    lexicon: Path | None = None
    password: str | None = None
    settings: ExtractionSettings = field(default_factory=ExtractionSettings)
    statement: Statement = field(default_factory=Statement)
    profiles: tuple[Path, ...] = ()

    @classmethod
    def of(
        cls,
        path: str | Place,
        *,
        lexicon: str | Path | None = None,
        password: str | None = None,
        settings: ExtractionSettings | None = None,
        ocr: Ocr | OcrWord | None = None,
        statement: Statement | None = None,
        profiles: Iterable[str | Path] = (),
    ) -> Self:
        """What a caller asks for; `ocr` goes before the word of `settings`."""
        check_text("password", password)
        return cls(
            place_of(path),
            None if lexicon is None else Path(lexicon),
            password,
            (settings or ExtractionSettings()).with_ocr(ocr),
            statement or Statement(),
            files_of(profiles),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: the document as printed, its records, how much of it became records."""

    document: Document
    records: Records
    coverage: Coverage


def read(request: Request, on_page: Callable[[int], None] | None = None) -> Reading:
    """The records of a file. `on_page` is told each page before it is read, then 0.

    Raises `UnreadableFileError`, `PasswordError` or `LexiconError`.

    >>> read(Request(Path("peg.pdf"))).records.indicators[0].name  # doctest: +SKIP
    'Giorni medi di pagamento'
    """
    from piao.extractors import extract

    with local(request.path) as path:
        document = extract(
            path, password=request.password, settings=request.settings, on_page=on_page
        )
        if on_page:
            on_page(0)
        return _understood(request, path, document)


def attempt(request: Request) -> Reading | PiaoError:
    """As :func:`read`, but what is wrong with a file is given back: for engines that map.

    What is asked and what comes back can be pickled. It needs no store and no console, and
    reads nothing but the file and what the request names.
    """
    try:
        return read(request)
    except PiaoError as error:
        return error
    except Exception as error:
        log.debug("%s", request.path, exc_info=True)
        return unread(request, error)


def unread(request: Request, error: Exception) -> UnreadableFileError:
    """What is told of a file at which something went wrong that no reader expects."""
    if isinstance(error, OSError):
        return UnreadableFileError(
            "{path}: cannot be read: {reason}",
            path=request.path,
            reason=error.strerror or str(error),
        )
    return UnreadableFileError(
        "{path}: unexpected {kind}: {error}",
        path=request.path,
        kind=type(error).__name__,
        error=str(error),
    )


def nothing_read(request: Request, code: str) -> Reading:
    """A file without records, and the finding `code` that says why."""
    from piao.schema.document import Document
    from piao.schema.findings import make_finding

    with local(request.path) as path:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        document = Document(path.name, sha256, path.suffix.lstrip(".").casefold(), ())
        finding = make_finding(document.document_id, 0, code)
        return _understood(request, path, replace(document, findings=(finding,)))


def ranges(request: Request) -> Sequence[range]:
    """The ranges of pages that can be read by several processes; one or none for most files."""
    from piao.extractors import parts_of

    with local(request.path) as path:
        return parts_of(path, password=request.password, settings=request.settings)


def read_range(
    request: Request, numbers: range, on_page: Callable[[int], None] | None = None
) -> Any:
    """What a range of pages gave, for :func:`join`; it can be pickled."""
    from piao.extractors import read_part

    with local(request.path) as path:
        return read_part(
            path, numbers, password=request.password, settings=request.settings, on_page=on_page
        )


def join(request: Request, parts: Sequence[Any]) -> Reading:
    """The records of a file whose ranges were read, in their order."""
    from piao.extractors import join_parts

    with local(request.path) as path:
        document = join_parts(path, parts, password=request.password, settings=request.settings)
        return _understood(request, path, document)


def warm_up() -> None:
    """Loads what every reading needs, as it reads a plan of one row: forks then have it."""
    from piao.extractors.registry import formats
    from piao.normalizers import normalize
    from piao.pipeline.scoring.recognition import holds_results
    from piao.schema.document import Cell, Document, Table, TextBlock

    texts = ("Obiettivo", "Indicatore", "Target 2025", "Pagare prima", "Ritardo", "≤ 5 giorni")
    cells = tuple(Cell(*divmod(place, 3), text) for place, text in enumerate(texts))
    table = Table("t1", cells, rows=2, columns=3, extractor="ruled", header_rows=1)
    title = TextBlock("Piano della performance 2025", level=1)
    text = TextBlock("Obiettivo 1: ridurre il ritardo. Sarà misurato in giorni medi.")
    document = Document("plan.pdf", "", "pdf", (title, text, table))
    formats()
    holds_results(document)
    normalize(document)


def _understood(request: Request, path: Path, document: Document) -> Reading:
    from piao.normalizers import normalize
    from piao.normalizers.records.whole.parts import coverage_of
    from piao.pipeline.exports.recognition import is_own_output
    from piao.pipeline.scoring.recognition import holds_results

    if is_own_output(path, document):
        raise NoPlanError(
            "{path}: piao wrote it itself (an export, a comparison, a score or a page), "
            "and it is no plan. Read the plan that it was made from.",
            path=path,
        )
    if holds_results(document):
        raise NoPlanError(
            "{path}: it holds results of a plan, and is none. "
            "Use it with `piao score DOCUMENT --actuals {path}`; "
            "where it is a plan, head its targets 'valore atteso'.",
            path=path,
        )
    records = normalize(document, request.lexicon, request.statement, request.profiles)
    return Reading(replace(document, words={}), records, coverage_of(records.parts))
