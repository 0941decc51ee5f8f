from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from edition import serve
from edition.faults import FaultsFoundError

Edit = Callable[[Path, str, str], None]


class Server:
    """Stands for the server of MkDocs: notes what it is told and calls the builder once for each change."""

    changes: list[Callable[[], None]]
    made: list[Server]

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: str, mount_path: str) -> None:
        self.builder, self.root, self.address = builder, Path(root), f"{host}:{port}{mount_path}"
        self.watched: list[str] = []
        self.seen: list[str] = []
        self.made.append(self)

    def watch(self, path: str) -> None:
        self.watched.append(path)

    def serve(self) -> None:
        for change in self.changes:
            change()
            self.builder()
            self.seen.append((self.root / "articles" / "lamp-oil" / "index.html").read_text("utf-8"))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    Server.changes, Server.made = [], []
    monkeypatch.setattr(serve, "ReloadServer", Server)
    return Server


def test_the_edition_is_built_served_and_rebuilt_and_faults_leave_the_last_good_site(
    toy: Path, edit: Edit, server: type[Server]
) -> None:
    path = toy / "articles" / "lamp-oil.md"

    def spoil() -> None:
        edit(path, "kind: editorial", "kind: essay")

    def mend() -> None:
        edit(path, "kind: essay", "kind: editorial")
        edit(path, "Oil is dearer", "Oil costs more")

    server.changes = [spoil, mend]
    said: list[str] = []
    serve.serve(toy, 8123, said.append)
    (made,) = server.made
    assert made.address == "localhost:8123/"
    assert made.watched == [str(toy / name) for name in ("articles", "docs", "mkdocs.yml")]
    assert "http://localhost:8123/" in said
    assert any(line.startswith("articles/lamp-oil.md:6:7:") for line in said)
    assert "the site is as it was before this change" in said
    assert "Oil is dearer" in made.seen[0]
    assert "Oil costs more" in made.seen[1]


def test_neither_the_finished_site_nor_a_trace_is_left(toy: Path, server: type[Server]) -> None:
    serve.serve(toy, 8000, lambda _: None)
    assert not (toy / "site").exists()
    assert not list((toy / "build").glob(".serve-*"))


def test_drafts_and_texts_at_hand_are_served_and_leave_no_trace(toy: Path, server: type[Server]) -> None:
    (toy / "articles" / "bare.md").write_text("---\nid: bare\ndraft: [all]\n---\n\n…\n{: #p1 }\n", "utf-8")
    said: list[str] = []

    def look() -> None:
        pass

    server.changes = [look]
    serve.serve(toy, 8000, said.append, witnesses=toy / "witnesses", with_drafts=True)
    (made,) = server.made
    assert "Lamp oil has gone up again." in made.seen[0]
    assert "and drafts" in made.seen[0]
    assert str(toy / "witnesses") in made.watched
    assert not (toy / "site").exists()
    assert sorted(path.name for path in (toy / "reading-copy").iterdir()) == [".gitignore", "build"]
    for path in (toy / "build").rglob("*"):
        assert not path.is_file() or b"Lamp oil has gone up" not in path.read_bytes(), path


def test_an_edition_below_a_path_is_served_below_it(
    toy: Path, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/a/b")
    said: list[str] = []
    serve.serve(toy, 8000, said.append)
    assert server.made[0].address == "localhost:8000/a/b/"
    assert said[-1] == "http://localhost:8000/a/b/"


def test_where_the_first_build_fails_nothing_is_served(toy: Path, edit: Edit, server: type[Server]) -> None:
    edit(toy / "articles" / "lamp-oil.md", "kind: editorial", "kind: essay")
    with pytest.raises(FaultsFoundError):
        serve.serve(toy, 8000, lambda _: None)
    assert server.made == []
    assert not list((toy / "build").glob(".serve-*"))


@pytest.mark.parametrize("folder", ["nowhere", "empty"])
def test_a_folder_without_an_edition_is_told_and_left_as_it_is(
    tmp_path: Path, server: type[Server], folder: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FaultsFoundError):
        serve.serve(tmp_path / folder, 8000, lambda _: None)
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]


def test_pages_reload_by_a_script_in_a_file_when_the_site_is_new(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><body>one</body></html>", "utf-8")
    server = serve.ReloadServer(lambda: None, "localhost", 0, str(tmp_path), "/a/")
    server.watch(str(tmp_path))
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        while not server.serve_thread.is_alive():
            time.sleep(0.01)
        base = f"http://localhost:{server.server_port}"
        page = urlopen(f"{base}/a/").read().decode()
        assert "<script>" not in page
        (epoch,) = re.findall(r'<script src="/livereload.js" data-epoch="(\d+)" async></script></body>', page)
        assert b"location.reload()" in urlopen(f"{base}/livereload.js").read()
        (tmp_path / "index.html").write_text("<html><body>two</body></html>", "utf-8")
        assert int(urlopen(f"{base}/livereload/{epoch}/1", timeout=20).read()) > int(epoch)
        assert "two" in urlopen(f"{base}/a/").read().decode()
    finally:
        server.shutdown(wait=True)
    thread.join(10)
    assert not thread.is_alive()
