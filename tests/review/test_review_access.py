"""Who may talk to the review page, and what it answers to others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from piao.pipeline.ingestion import ingest
from piao.pipeline.store import Store
from tests.golden import SAMPLES
from tests.pdf.hostile_pdfs import image_bomb
from tests.review.review_server import Served, served

PLAN = "asp_breve.pdf"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("review")
    shutil.copy(SAMPLES / PLAN, folder)
    (folder / "bomb.pdf").write_bytes(image_bomb())
    (folder / "secret.txt").write_text("secret")
    with Store(folder / "piao.db") as store:
        for name in (PLAN, "bomb.pdf"):
            ingest(folder / name, store)
    with served(folder, PLAN) as running:
        yield running


@contextmanager
def client(server: Served, *, known: bool = True) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.origin, trust_env=False) as asked:
        if known:
            assert asked.get(server.path, params={"token": server.token}).status_code == 303
        yield asked


def test_the_token_becomes_a_cookie_that_scripts_cannot_read(server: Served) -> None:
    with client(server, known=False) as asked:
        welcome = asked.get(server.path, params={"token": server.token})
        assert welcome.headers["location"] == server.path
        assert "HttpOnly" in welcome.headers["set-cookie"]
        assert "SameSite=strict" in welcome.headers["set-cookie"]
        page = asked.get(server.path)
    assert page.status_code == 200
    policy = page.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("method", "headers", "known", "status"),
    [
        ("GET", {}, False, 403),
        ("GET", {"Host": "attacker.example"}, True, 421),
        ("GET", {"Origin": "http://attacker.example"}, True, 403),
        ("GET", {"Origin": "null"}, True, 403),
        ("POST", {}, True, 403),
        ("POST", {"Origin": "http://attacker.example"}, True, 403),
        ("POST", {"Origin": "http://localhost"}, True, 403),
    ],
    ids=[
        "no-token", "another-host", "another-origin", "sandboxed-origin", "post-without-origin",
        "post-of-another-origin", "post-of-another-port",
    ],
)  # fmt: skip
def test_what_is_refused(
    server: Served, method: str, headers: dict[str, str], known: bool, status: int
) -> None:
    address = server.path + ("/act/undo" if method == "POST" else "")
    with client(server, known=known) as asked:
        assert asked.request(method, address, headers=headers).status_code == status


def test_a_token_that_is_wrong_is_refused(server: Served) -> None:
    with client(server, known=False) as asked:
        assert asked.get(server.path, params={"token": "x" * 32}).status_code == 403
        assert asked.get(server.path, params={"token": "è"}).status_code == 403


def test_a_token_lets_nobody_act_before_it_is_a_cookie(server: Served) -> None:
    address, headers = f"{server.path}/act/undo", {"Origin": server.origin}
    with client(server, known=False) as asked:
        given = asked.post(address, params={"token": server.token}, headers=headers)
    assert given.status_code == 403
    assert "set-cookie" not in given.headers


@pytest.mark.parametrize(("size", "status"), [(1_000_000, 422), (1_000_001, 413)])
def test_a_request_that_carries_too_much_is_refused(server: Served, size: int, status: int) -> None:
    headers = {"Origin": server.origin, "Content-Type": "application/x-www-form-urlencoded"}
    content = b"x=" + b"0" * (size - 2)
    with client(server) as asked:
        sent = asked.post(f"{server.path}/act/correct", content=content, headers=headers)
    assert sent.status_code == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/static/..%2f..%2fstore/store.py", 404),
        ("/secret.txt", 404),
        ("/d/0000000000000000", 404),
        ("/d/..%2f..%2fetc", 404),
        ("{document}/page/9999.jpg", 404),
        ("{document}/page/0/marks", 200),
        ("{document}/record/nothing", 400),
        ("{document}/new?bbox=a,b&page=1", 422),
    ],
)
def test_other_paths_give_nothing(server: Served, path: str, status: int) -> None:
    with client(server) as asked:
        assert asked.get(path.format(document=server.path)).status_code == status


def test_a_picture_that_is_too_large_is_refused_and_the_server_goes_on(server: Served) -> None:
    with client(server) as asked:
        listed = asked.get("/").text
        bomb = next(part for part in listed.split('href="') if "bomb.pdf" in part).split('"')[0]
        refused = asked.get(f"{bomb}/page/1.jpg")
        good = asked.get(f"{server.path}/page/1.jpg")
    assert refused.status_code == 422
    assert "troppo grand" in refused.text
    assert (good.status_code, good.headers["content-type"]) == (200, "image/jpeg")


def test_two_people_at_once_lose_nothing(server: Served) -> None:
    headers = {"Origin": server.origin}
    with client(server) as asked:
        ids = [part.split('"')[0] for part in asked.get(server.path).text.split('data-id="')[1:3]]
        revision = asked.get(server.path).text.split('data-revision="')[1].split('"')[0]
        said = [{"record_id": key, "revision": revision, "filter": "all"} for key in ids]
        first = asked.post(f"{server.path}/act/confirm", data=said[0], headers=headers)
        second = asked.post(f"{server.path}/act/confirm", data=said[1], headers=headers)
    assert first.status_code == 200
    assert second.status_code == 409
    assert second.text.startswith("Nel frattempo un'altra persona ha modificato il documento")


def test_errors_are_told_in_the_language_of_the_page(server: Served) -> None:
    with client(server) as asked:
        answer = asked.post(f"{server.path}/teach/back", headers={"Origin": server.origin})
    assert answer.status_code == 422
    assert answer.text.endswith("(non c'è una lezione da riprendere)")
