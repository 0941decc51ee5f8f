from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from edition import manifest, verify
from edition.cli import main
from edition.faults import FaultsFoundError


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder below /papers/ as hosts do: no _headers, and index.html under its folder's address."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.removeprefix("/papers")
        if name == "/away.html":
            self._lead("https://elsewhere.example/")
        elif name.endswith("/index.html"):
            self._lead("/papers" + name.removesuffix("index.html"))
        elif name == "/_headers":
            self.send_error(404)
        elif name == "/broken.html":
            self.send_error(500)
        else:
            self.path = name
            super().do_GET()

    def _lead(self, where: str) -> None:
        self.send_response(308)
        self.send_header("Location", where)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name that http.server gives it
        pass


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with its manifest."""
    folder = tmp_path / "site"
    for name in ("index.html", "articles/a b/index.html", "assets/海.css", "_headers", "empty"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("" if name == "empty" else f"this is {name}", "utf-8")
    manifest.write(folder)
    return folder


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where the site is served on this machine."""
    Handler.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://localhost:{server.server_port}/papers"
        server.shutdown()


def told(target: object, against: Path | None = None) -> list[str]:
    """Return what verify finds wrong."""
    try:
        verify.verify(str(target), against, lambda _: None, pause=0)
    except FaultsFoundError as error:
        return [f"{fault.place.path}: {fault.what}" for fault in error.faults]
    return []


@pytest.mark.parametrize("way", ["folder", "address"])
def test_a_site_as_it_was_built_is_whole(site: Path, address: str, way: str) -> None:
    assert told(site if way == "folder" else address) == []


@pytest.mark.parametrize("way", ["folder", "address"])
def test_what_is_missing_and_changed_is_told(site: Path, address: str, way: str) -> None:
    (site / "index.html").write_text("changed", "utf-8")
    (site / "assets" / "海.css").unlink()
    assert told(site if way == "folder" else address) == [
        "assets/海.css: the file is missing",
        "index.html: the file was changed",
    ]


def test_what_was_added_is_told_of_a_folder(site: Path) -> None:
    (site / "added.html").write_text("added", "utf-8")
    assert told(site) == ["added.html: the file was added"]


def test_a_link_that_leads_nowhere_is_missing(site: Path) -> None:
    (site / "empty").unlink()
    (site / "empty").symlink_to(site / "nowhere")
    assert told(site) == ["empty: the file is missing"]


def test_another_manifest_may_be_gone_by(site: Path, address: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.sha256"
    kept.write_bytes((site / manifest.NAME).read_bytes())
    (site / "index.html").write_text("changed", "utf-8")
    manifest.write(site)
    assert told(address) == []
    assert told(address, kept) == ["index.html: the file was changed"]
    assert told(site, site) == []


def test_only_the_site_s_own_files_are_asked_for_one_by_one(site: Path, address: str) -> None:
    held = (site / manifest.NAME).read_text("utf-8")
    (site / manifest.NAME).write_text(held + f"{'0' * 64}  ../secret\n", "utf-8")
    assert told(address) == ["manifest.sha256: the line is not a digest and the name of a file of the site"]
    assert Handler.asked == ["/papers/manifest.sha256"]


def test_a_redirection_to_another_host_is_not_followed(site: Path, address: str) -> None:
    (site / "away.html").write_text("x", "utf-8")
    manifest.write(site)
    (found,) = told(address)
    assert found.startswith("away.html: ")
    assert "it leads away to https://elsewhere.example/" in found


def test_a_host_that_fails_is_told(site: Path, address: str) -> None:
    (site / "broken.html").write_text("x", "utf-8")
    manifest.write(site)
    assert "HTTP Error 500" in told(address)[0]


def test_a_host_that_cannot_be_reached_is_told() -> None:
    assert "Connection refused" in told("http://localhost:9/")[0]


def test_a_file_without_end_is_not_read_to_it(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "LARGEST", 10)
    assert told(address) == ["manifest.sha256: it has no end"]


def test_a_site_without_a_manifest_is_told(site: Path, address: str) -> None:
    (site / manifest.NAME).unlink()
    assert told(site) == [f"{site / manifest.NAME}: it cannot be read (No such file or directory)"]
    assert told(address) == [f"manifest.sha256: there is none at {address}/"]


def test_the_command_says_what_it_found(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(site)]) == 0
    assert capsys.readouterr().out.startswith("5 files are as the manifest says (sha256 of the manifest: ")
    (site / "index.html").unlink()
    assert main(["verify", str(site)]) == 1
    assert "index.html:1:1: the file is missing; publish the site anew [manifest]" in capsys.readouterr().err


def test_a_built_site_agrees_with_its_manifest(built_toy: Path) -> None:
    assert told(built_toy / "site") == []
    held, _ = manifest.read((built_toy / "site" / manifest.NAME).read_bytes())
    assert "articles/on-tides/index.html" in held
