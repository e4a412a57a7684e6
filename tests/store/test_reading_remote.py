"""Plans at URLs: listed, fetched where they are read, removed, and never a secret in a message."""

from __future__ import annotations

import contextlib
import functools
import json
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest

from piao.pipeline.files import find_files
from piao.pipeline.ingestion import Status, ingest, ingest_all
from piao.pipeline.reading import remote
from piao.pipeline.reading.dask_engine import dask_engine
from piao.pipeline.reading.remote import RemoteFile
from piao.pipeline.reading.step import Reading, Request, attempt
from piao.pipeline.store import Store
from piao.schema.errors import PiaoError, UnreadableFileError, UsageError
from piao.schema.statements import Statement
from tests.command_line import Run
from tests.golden import SAMPLES


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder; `/private/` is nobody's, `/endless` is large, `/moved/` is elsewhere."""

    def do_GET(self) -> None:
        if self.path.startswith("/private/"):
            self.send_error(403)
        elif self.path.startswith("/broken/"):
            self.send_error(500)
        elif self.path.startswith("/moved/"):
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path.startswith("/endless"):
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(64):
                    self.wfile.write(b"x" * 2**20)
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """The samples on a web server of this machine."""
    handler = functools.partial(Quiet, directory=str(SAMPLES))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def bucket() -> Iterator[str]:
    """Some of the samples in fsspec's own memory."""
    memory = fsspec.filesystem("memory")
    for name in ("asp_breve.pdf", "old/parco_2025.pdf", "old/.hidden.pdf", "notes.zip"):
        source = SAMPLES / Path(name).name
        memory.pipe(f"/plans/{name}", source.read_bytes() if source.is_file() else b"PK\x03\x04")
    yield "memory://plans"
    memory.rm("/plans", recursive=True)


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "copies"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("", ["asp_breve.pdf", "old/parco_2025.pdf"]),
        ("/", ["asp_breve.pdf", "old/parco_2025.pdf"]),
        ("/*.pdf", ["asp_breve.pdf"]),
        ("/**/*.pdf", ["asp_breve.pdf", "old/.hidden.pdf", "old/parco_2025.pdf"]),
        ("/asp_breve.pdf", ["asp_breve.pdf"]),
        ("/none.pdf", ["none.pdf"]),
        ("/*.docx", ["*.docx"]),
    ],
)
def test_what_a_url_means(bucket: str, named: str, expected: list[str]) -> None:
    found = find_files([f"{bucket}{named}"])
    assert [str(file) for file in found] == [f"{bucket}/{name}" for name in expected]


def test_each_url_once_beside_files(bucket: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.touch()
    named = [f"{bucket}/asp_breve.pdf", str(file), bucket]
    assert [place.name for place in find_files(named)] == [
        "asp_breve.pdf",
        "plan.md",
        "parco_2025.pdf",
    ]


def test_links_of_a_page(web: str) -> None:
    found = find_files([f"{web}/*.xlsx", f"{web}/asp_breve.pdf?id=1&name=*"])
    assert [place.name for place in found] == ["provincia_peg.xlsx", "asp_breve.pdf"]


@pytest.mark.parametrize(
    ("url", "text", "name"),
    [
        ("s3://bucket/a/Piano 2025.pdf", "s3://bucket/a/Piano 2025.pdf", "Piano 2025.pdf"),
        ("https://u:p@h:81/a/b.pdf?key=s#f", "https://h:81/a/b.pdf", "b.pdf"),
        ("https://h/a%2F..%2F..%2Fetc%2Fpasswd", "https://h/a%2F..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("https://h/a/%2e%2e", "https://h/a/%2e%2e", "h"),
        ("https://h/a/..%5C..%5Cx.pdf", "https://h/a/..%5C..%5Cx.pdf", "....x.pdf"),
        ("https://h/", "https://h/", "h"),
        (f"https://h/{'x' * 300}.pdf", f"https://h/{'x' * 300}.pdf", f"{'x' * 196}.pdf"),
        ("sftp://u:p@h/a/b.pdf", "sftp://h/a/b.pdf", "b.pdf"),
    ],
)
def test_a_url_as_text_and_its_name(url: str, text: str, name: str) -> None:
    place = RemoteFile(url)
    assert (str(place), place.name) == (text, name)
    assert "p@" not in repr(place)


def test_ingest_by_own_workers(web: str, bucket: str, copies: Path) -> None:
    urls = [f"{web}/asp_breve.pdf", f"{bucket}/old/parco_2025.pdf", f"{web}/none.pdf"]
    with Store(":memory:") as store, Store(":memory:") as own:
        results = list(ingest_all(urls, store))
        again = list(ingest_all(urls, store))
        list(ingest_all([SAMPLES / "asp_breve.pdf", SAMPLES / "parco_2025.pdf"], own))
        for document in own.documents():
            assert store.find(document.file_name).document_id == document.document_id
            assert store.records(document.document_id).values == (
                own.records(document.document_id).values
            )
    assert [result.status for result in results] == [Status.ADDED, Status.ADDED, Status.FAILED]
    assert [result.status for result in again] == [
        Status.UNCHANGED,
        Status.UNCHANGED,
        Status.FAILED,
    ]
    assert results[2].error == f"{web}/none.pdf: the file does not exist. Check the address."
    assert list(copies.iterdir()) == []


def test_ingest_one(web: str, copies: Path) -> None:
    with Store(":memory:") as store:
        assert ingest(f"{web}/asp_breve.pdf", store).status is Status.ADDED
        assert ingest(f"{web}/asp_breve.pdf", store).status is Status.UNCHANGED
    assert list(copies.iterdir()) == []


def test_dask_fetches_where_it_reads(web: str) -> None:
    urls = [f"{web}/asp_breve.pdf", f"{web}/none.pdf"]
    said = Statement(entity_name="Comune di Prova")
    with Store(":memory:") as store, dask_engine(None, 1) as engine:
        first = list(ingest_all(urls, store, engine=engine, statement=said))
        again = list(ingest_all(urls, store, engine=engine))
        (document,) = store.documents()
    assert [result.status for result in first] == [Status.ADDED, Status.FAILED]
    assert [result.status for result in again] == [Status.UNCHANGED, Status.FAILED]
    assert (document.file_name, document.entity_name) == ("asp_breve.pdf", "Comune di Prova")


def test_a_step_fetches_for_itself(web: str, copies: Path) -> None:
    reading = attempt(Request(RemoteFile(f"{web}/asp_breve.pdf")))
    assert isinstance(reading, Reading)
    assert reading.document.file_name == "asp_breve.pdf"
    assert list(copies.iterdir()) == []


WRONG = [
    ("/private/a.pdf", "the server refuses access. Check the credentials of this machine."),
    (
        "/broken/a.pdf",
        "cannot be fetched (the server answers 500). Check the address and the network, "
        "then try again.",
    ),
    ("/endless", "over 5 MB. Split the document."),
]


@pytest.mark.parametrize(("path", "message"), WRONG)
def test_what_goes_wrong_is_said_of_the_url(
    web: str, copies: Path, monkeypatch: pytest.MonkeyPatch, path: str, message: str
) -> None:
    monkeypatch.setattr(remote, "MAX_FILE_BYTES", 5_000_000)
    secret = web.replace("//", "//user:secret@")
    error = attempt(Request(RemoteFile(f"{secret}{path}?key=secret")))
    assert isinstance(error, UnreadableFileError)
    assert str(error) == f"{web}{path}: {message}"
    assert list(copies.iterdir()) == []


def test_what_a_reader_says_names_the_url(bucket: str, copies: Path) -> None:
    error = attempt(Request(RemoteFile(f"{bucket}/notes.zip")))
    assert isinstance(error, UnreadableFileError)
    assert str(error).startswith(f"{bucket}/notes.zip: ")
    assert str(copies) not in str(error)


def test_no_other_protocol_is_followed(web: str) -> None:
    error = attempt(Request(RemoteFile(f"{web}/moved/plan.pdf")))
    assert str(error).startswith(f"{web}/moved/plan.pdf: cannot be fetched (")


@pytest.mark.parametrize(
    ("url", "error", "message"),
    [
        ("htps://h/a.pdf", UsageError, "htps:// is no protocol that can be read"),
        ("zip://a.pdf::memory://x.zip", UsageError, "one protocol at a time"),
        ("https://[h/a.pdf", UsageError, "a URL of https:// is none: check its brackets"),
    ],
)
def test_urls_that_are_none(url: str, error: type[PiaoError], message: str) -> None:
    with pytest.raises(error, match=message):
        find_files([url])


@pytest.mark.parametrize(
    ("missing", "url", "message"),
    [
        (
            "fsspec.core",
            "memory://a.pdf",
            "the package 'fsspec.core' is missing: pip install 'piao[remote]'",
        ),
        ("s3fs", "s3://b/a.pdf", "s3:// needs the package 's3fs': pip install s3fs"),
    ],
)
def test_a_missing_package(
    monkeypatch: pytest.MonkeyPatch, missing: str, url: str, message: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(PiaoError) as caught:
        find_files([url])
    assert str(caught.value) == message


def test_the_command(piao: Run, web: str) -> None:
    secret = web.replace("//", "//user:secret@")
    ran = piao("ingest", f"{secret}/asp_breve.pdf?key=secret", f"{secret}/none.pdf", "--json")
    assert ran.status == 1
    assert "secret" not in ran.out + ran.err
    assert [result["path"] for result in json.loads(ran.out)] == [
        f"{web}/asp_breve.pdf",
        f"{web}/none.pdf",
    ]
