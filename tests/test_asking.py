"""Other sites are asked politely, and not again while an answer holds."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from edition.asking import Answer, ask
from edition.cli import main

TODAY = datetime.date(2026, 3, 1)


class Handler(BaseHTTPRequestHandler):
    """A host with a page, one that moved, one that is gone, one that takes no HEAD, and one that is too much."""

    asked: list[str]

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        statuses = {"/gone": 410, "/missing": 404, "/much": 429, "/broken": 500}
        status = 405 if self.path == "/get" and self.command == "HEAD" else statuses.get(self.path, 200)
        if self.path in ("/moved", "/found"):
            self.send_response(301 if self.path == "/moved" else 302)
            self.send_header("Location", "/here")
        else:
            self.send_response(status)
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815  the name that http.server gives it

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name that http.server gives it
        pass


@pytest.fixture
def host() -> Iterator[str]:
    Handler.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def asked(links: list[str], kept: Path, today: datetime.date = TODAY) -> dict[str, Answer]:
    return ask(links, kept, lambda line: None, today, pause=0)


@pytest.mark.parametrize(
    ("path", "words", "requests"),
    [
        ("/here", "200 OK", ["HEAD /here"]),
        ("/get", "200 OK", ["HEAD /get", "GET /get"]),
        ("/moved", "200 OK, moved for good to {host}/here", ["HEAD /moved", "HEAD /here"]),
        ("/found", "200 OK", ["HEAD /found", "HEAD /here"]),
        ("/missing", "404 Not Found", ["HEAD /missing", "GET /missing"]),
        ("/gone", "410 Gone", ["HEAD /gone"]),
        ("/broken", "500 Internal Server Error", ["HEAD /broken"]),
    ],
)
def test_what_a_host_says(tmp_path: Path, host: str, path: str, words: str, requests: list[str]) -> None:
    answer = asked([host + path], tmp_path / "kept.json")[host + path]
    assert str(answer) == words.format(host=host)
    assert Handler.asked == requests
    assert answer.gone == (path in ("/gone", "/missing"))


def test_a_host_that_asks_not_to_be_asked_is_left_alone(tmp_path: Path, host: str) -> None:
    answers = asked([f"{host}/much", f"{host}/here"], tmp_path / "kept.json")
    assert Handler.asked == ["HEAD /much"]
    assert str(answers[f"{host}/here"]) == "no answer (the host asks not to be asked so often)"
    assert not answers[f"{host}/here"].gone


def test_a_good_answer_holds_for_a_month_and_others_are_asked_for_again(tmp_path: Path, host: str) -> None:
    kept, links = tmp_path / "build/kept.json", [f"{host}/here", f"{host}/gone"]
    for today, expected in ((TODAY, 2), (TODAY + datetime.timedelta(29), 3), (TODAY + datetime.timedelta(60), 5)):
        asked(links, kept, today)
        assert len(Handler.asked) == expected
    kept.write_text("damaged", "utf-8")
    assert asked(links, kept)[links[0]].good


def test_a_host_that_cannot_be_reached_is_not_called_gone(tmp_path: Path) -> None:
    (answer,) = asked(["http://127.0.0.1:1/x"], tmp_path / "kept.json").values()
    assert str(answer).startswith("no answer (")
    assert not answer.gone


def test_the_command_names_what_is_gone_where_it_is_written(
    tmp_path: Path, host: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "own")]) == 0
    assert main(["links", str(tmp_path / "own")]) == 1
    assert "build it first" in capsys.readouterr().err
    page = tmp_path / "own/docs/more.md"
    page.write_text(f"# More\n\n{host}/gone and {host}/moved\n", "utf-8")
    site = tmp_path / "own/site"
    site.mkdir()
    (site / "index.html").write_text(f'<a href="{host}/gone">x</a><a href="{host}/moved">x</a>', "utf-8")
    assert main(["links", str(tmp_path / "own"), "--pause", "0"]) == 1
    told = capsys.readouterr()
    assert f"docs/more.md:3:1: {host}/gone: 410 Gone; lead to a copy in an archive" in told.err
    assert f"{host}/moved: 200 OK, moved for good to {host}/here" in told.out
    assert "2 links to other sites: 1 are there, 1 are gone" in told.out
