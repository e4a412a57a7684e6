"""Files in object stores and on web servers: listed here, fetched where they are read."""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, mkdtemp
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from piao.extractors.detection import MAX_FILE_BYTES
from piao.pipeline.exports.writing.extras import needs_extra
from piao.schema.asked import kind_of
from piao.schema.errors import PiaoError, UnreadableFileError, UsageError
from piao.schema.language import Message

WEB = frozenset({"http", "https"})
LONGEST_NAME = 200
"""Bytes of a file name; file systems take 255."""

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_REFUSED = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at a URL; `copy` is one of it on this machine.

    As text it is the URL without user, password and query, which may be secret.

    >>> str(RemoteFile("https://me:pass@comune.example/atti/Piano%202025.pdf?key=1"))
    'https://comune.example/atti/Piano%202025.pdf'
    >>> RemoteFile("https://comune.example/atti/Piano%202025.pdf?key=1").name
    'Piano 2025.pdf'
    """

    url: str = field(repr=False)
    copy: Path | None = field(default=None, compare=False, repr=False)

    @property
    def protocol(self) -> str:
        """What stands before `://`."""
        return self.url.partition("://")[0].lower()

    @property
    def name(self) -> str:
        """The last part of the path, as a file may be called."""
        parts = urlsplit(self.url)
        path = unquote(parts.path) if self.protocol in WEB else self.url.partition("://")[2]
        name = PurePosixPath(path).name.replace("\0", "").replace("\\", "")
        name = name if name.strip(".") else parts.hostname or "document"
        return name.encode()[-LONGEST_NAME:].decode(errors="ignore")

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        return f"{self.protocol}://{parts.netloc.rpartition('@')[2]}{parts.path}"


Place = Path | RemoteFile
"""Where a document is."""


def place_of(named: str | Place) -> Place:
    """What a user names: a path, or a URL. Raises `UsageError` where it is neither."""
    if not isinstance(named, str):
        _check_place(named)
        return named
    if not _URL.match(named):
        return Path(named)
    place = RemoteFile(named)
    try:
        urlsplit(named)
    except ValueError as error:
        raise UsageError(
            "a URL of {protocol}:// is none: check its brackets", protocol=place.protocol
        ) from error
    return place


def check_places(named: object) -> None:
    """Raises `UsageError` where these are neither a place nor several."""
    if not isinstance(named, Iterable):
        _check_place(named)


def _check_place(named: object) -> None:
    if not isinstance(named, Place):
        raise UsageError(
            "a path or a URL is needed, as 'plan.pdf', not {kind}", kind=kind_of(named)
        )


def find_remote(place: RemoteFile, is_plan: Callable[[PurePosixPath], bool]) -> list[RemoteFile]:
    """The files meant by a URL: itself, those of a folder that are plans, those of a pattern.

    On the web there are no folders, and `?` is of a URL: only `*` makes a pattern, of the links
    of a page. What is found is of the protocol that was typed.

    Raises `PiaoError` where the protocol is unknown, its package is missing or listing fails.
    """
    fs, path = _opened(place)
    is_web = place.protocol in WEB
    with _clear_errors(place):
        if "*" in path if is_web else glob.has_magic(path):
            listed = fs.glob(path, detail=True)
            found = [name for name, about in listed.items() if about["type"] == "file"]
        elif not is_web and fs.isdir(path):
            root = PurePosixPath(path)
            found = [
                name for name in fs.find(path) if is_plan(PurePosixPath(name).relative_to(root))
            ]
        else:
            return [place]
    urls = [_url_of(place, path, name, fs) for name in sorted(found)]
    files = [RemoteFile(url) for url in urls]
    return [file for file in files if file.protocol == place.protocol] or [place]


def _url_of(place: RemoteFile, path: str, name: str, fs: Any) -> str:
    """The URL of a file that was found; it has the host and the user of what was typed."""
    typed = place.url.rstrip("/")
    if typed.endswith(path):
        return f"{typed.removesuffix(path)}{name}"
    return str(fs.unstrip_protocol(name))


@contextmanager
def local(place: Place) -> Iterator[Path]:
    """A file of this machine with the content of `place`: itself, its copy, or one for as long.

    What is wrong with a copy is said of the place that it was fetched from. Raises
    `UnreadableFileError` where it cannot be fetched.
    """
    if isinstance(place, Path):
        yield place
        return
    with nullcontext(place) if place.copy else fetched(place) as here:
        copy = here.copy or Path()
        try:
            yield copy
        except PiaoError as error:
            raise _said_of(place, copy, error) from error


def _said_of(place: RemoteFile, copy: Path, error: PiaoError) -> PiaoError:
    """The error of a copy as one of the place that it was fetched from."""
    details = {
        name: str(said).replace(str(copy), str(place)) if isinstance(said, str | Path) else said
        for name, said in error.details.items()
    }
    return type(error)(error.template, **details)


@contextmanager
def fetched(place: RemoteFile) -> Iterator[RemoteFile]:
    """The file with a copy of it, which goes at the end."""
    with Copies() as copies:
        yield copies.bring(place)


class Copies:
    """Copies of remote files in a folder of their own, which goes at the end."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Removes all copies."""
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    def of(self, place: Place) -> Place:
        """The place, with a copy where it is remote. Raises `UnreadableFileError`."""
        return self.bring(place) if isinstance(place, RemoteFile) else place

    def bring(self, place: RemoteFile) -> RemoteFile:
        """The file with a copy that is there until it is dropped; one that it has stays."""
        if place.copy:
            return place
        self._folder = self._folder or TemporaryDirectory(prefix="piao-")
        copy = Path(mkdtemp(dir=self._folder.name), place.name)
        _fetch(place, copy)
        return replace(place, copy=copy)

    @staticmethod
    def drop(place: Place) -> None:
        """Removes the copy of a place that is done with."""
        if isinstance(place, RemoteFile) and place.copy:
            with suppress(OSError):
                place.copy.unlink()
                place.copy.parent.rmdir()


def _fetch(place: RemoteFile, copy: Path) -> None:
    """Fetches a file; no more of it than a reader takes."""
    fs, path = _opened(place)
    from fsspec.callbacks import Callback

    too_large = UnreadableFileError(
        "{path}: over {limit} MB. Split the document.",
        path=place,
        limit=MAX_FILE_BYTES // 1_000_000,
    )

    def bound(size: int | None, value: int, **_: object) -> None:
        if max(size or 0, value) > MAX_FILE_BYTES:
            raise too_large

    with _clear_errors(place):
        fs.get_file(path, str(copy), callback=Callback(hooks={"bound": bound}))


def _opened(place: RemoteFile) -> tuple[Any, str]:
    """The file system of a URL and the path in it."""
    protocol = place.protocol
    if "::" in place.url:
        raise UsageError("{place}: one protocol at a time, as s3://bucket/plan.pdf", place=place)
    with needs_extra("remote"):
        from fsspec.core import url_to_fs
    try:
        fs, path = url_to_fs(place.url)
    except ImportError as error:
        package = getattr(error.__cause__, "name", None) or protocol
        wanted = "'piao[remote]'" if protocol in WEB else package
        raise PiaoError(
            "{protocol}:// needs the package {package!r}: pip install {wanted}",
            protocol=protocol,
            package=package,
            wanted=wanted,
        ) from error
    except ValueError:
        raise UsageError(
            "{place}: {protocol}:// is no protocol that can be read, as https:// or s3://",
            place=place,
            protocol=protocol,
        ) from None
    except Exception as error:  # noqa: BLE001 - what it says may name the whole URL
        raise _cannot(place, error) from None
    return fs, str(path)


@contextmanager
def _clear_errors(place: RemoteFile) -> Iterator[None]:
    """Turns what goes wrong elsewhere into `UnreadableFileError`.

    What libraries say stays untold, their errors too: it may name the whole URL.
    """
    try:
        yield
    except PiaoError:
        raise
    except Exception as error:  # noqa: BLE001 - what it says may name the whole URL
        raise _cannot(place, error) from None


def _cannot(place: RemoteFile, error: Exception) -> UnreadableFileError:
    status = getattr(error, "status", None)
    if isinstance(error, FileNotFoundError):
        return UnreadableFileError(
            "{place}: the file does not exist. Check the address.", place=place
        )
    if isinstance(error, PermissionError) or status in _REFUSED:
        return UnreadableFileError(
            "{place}: the server refuses access. Check the credentials of this machine.",
            place=place,
        )
    said = Message("the server answers {status}", status=status) if status else type(error).__name__
    return UnreadableFileError(
        "{place}: cannot be fetched ({said}). Check the address and the network, then try again.",
        place=place,
        said=said,
    )
