"""A real Chromium at the real edition, built once for each worker and served below a path, as it is published.

A test asks for `page`, or makes pages of its own with `new_page`. Whatever a page does that it should not (a request
to another host, an error on the console, an uncaught error, a dialog) makes the test fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from edition import policy
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    ViewportSize,
    WebError,
    expect,
    sync_playwright,
)

sys.path.append(str(Path(__file__).resolve().parents[2] / "scripts"))

from get_chromium import NoChromiumError, find

ROOT = Path(__file__).resolve().parents[2]
MOUNT = "/after/hanoi/"
POLICY = policy.HEADERS["Content-Security-Policy"]
MISSING = "no/such/page/"
# One page of each kind, and of articles both one with a named author and one whose attribution is doubted.
KINDS = {
    "home": "",
    "articles": "articles/",
    "article": "articles/tatsumi-2019/",
    "attributed article": "articles/cfr-2019/",
    "citations": "articles/korea-herald-2021/cite/",
    "check a quotation": "check-a-quotation/",
    "topics": "topics/",
    "topic": "topics/comfort-women/",
    "topic of many passages": "topics/japan-south-korea-relations/",
    "topic of narrower ones": "topics/dealings-with-north-korea/",
    "concordance": "concordance/",
    "headword": "concordance/abduction/",
    "comparison": "compare/goto-2019/tatsumi-2019/",
    "authors": "authors/",
    "people": "people/",
    "person": "people/yuki-tatsumi/",
    "organisations": "organisations/",
    "organisation": "organisations/council-on-foreign-relations/",
    "places": "places/",
    "country": "places/north-korea/",
    "event": "events/hanoi-summit-2019/",
    "concepts": "concepts/",
    "timeline": "timeline/",
    "outlets": "outlets/",
    "outlet": "outlets/the-diplomat/",
    "search": "search/",
    "search results": "search/?q=japan",
    "about": "about/",
    "editorial policy": "editorial-policy/",
    "how to cite": "how-to-cite/",
    "accessibility": "accessibility/",
    "not found": MISSING,
}
# Two notes of the toy edition before its first version, and what is changed between that and its second.
NOTES = (
    "  wick: {paragraph: p1, words: midnight, type: context, text: It was noon., sources: [A], as_of: 2024-01-01}\n"
    "  flame: {paragraph: p2, words: light, type: context, text: A lamp., sources: [A], as_of: 2024-01-01}\n"
)
CHANGES = (
    ("mkdocs.yml", 'version: "2.1"', 'version: "2.2"'),
    ("mkdocs.yml", "date: 2024-01-31", "date: 2024-03-01"),
    ("articles/lamp-oil.md", "id: lamp-oil", "id: oil-for-lamps"),
    ("articles/lamp-oil.md", NOTES.splitlines(keepends=True)[0], ""),
    ("articles/authority/topics.yml", "nets:", "fish:"),
    ("articles/on-tides.md", "  p2a:\n    topics: [lamps]\n    reading: [tides]\n", ""),
    ("articles/on-tides.md", "A slip pasted in later says that a lamp was lit.\n{: #p2a }\n\n", ""),
    ("articles/on-tides.md", "{: #p2 }\n\n### What follows\n\n", "\n"),
    ("articles/on-tides.md", "some do not.\n{: #p3 }", "some do not.\n{: #p2 }"),
    (
        "articles/on-tides.md",
        "what: The subtitle was missing & has been added.\n",
        "what: The subtitle was missing & has been added.\n"
        "  - {date: 2024-02-20, paragraphs: [p2, p3], what: The list is part of the quotation.}\n",
    ),
)
GONE = """\
articles/lamp-oil/: {to: articles/oil-for-lamps/, date: 2024-02-20, reason: The id was that of another piece.}
articles/oil-for-lamps/#n-wick: {reason: It was midnight after all., date: 2024-02-20}
articles/on-tides/#p2a: {reason: The slip belongs to another number., date: 2024-02-20}
articles/on-tides/#p3: {to: "articles/on-tides/#p2", date: 2024-02-20}
articles/old-letter/: {reason: The heirs asked for it., date: 2024-02-20}
topics/nets/: {to: topics/fish/, date: 2024-02-20}
v/2.1/articles/old-letter/: {reason: The heirs asked for it., date: 2024-02-20}
"""
DESKTOP: ViewportSize = {"width": 1280, "height": 900}

expect.set_options(timeout=10_000)  # for machines with more to do

NewPage = Callable[..., Page]


@pytest.fixture(params=list(KINDS.values()), ids=list(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    """The address of a page of each kind in turn."""
    return str(request.param)


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site at MOUNT and 404.html elsewhere, as static hosts do, with a strict content security policy."""

    server: Server

    def translate_path(self, path: str) -> str:
        if path.startswith(MOUNT):
            return super().translate_path("/" + path.removeprefix(MOUNT))
        return str(Path(self.directory) / "outside the mount")

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        if self.server.policy:
            for name, value in (policy.HEADERS | {"Content-Security-Policy": self.server.policy}).items():
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name that http.server gives it
        pass


class Server(ThreadingHTTPServer):
    """Serves a folder at `address` as long as it is entered."""

    def __init__(self, folder: Path, policy: str) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.folder = folder
        self.policy = policy
        self.address = f"http://localhost:{self.server_port}{MOUNT}"

    def __enter__(self) -> Server:
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a browser may hang up
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The edition, built for the address at which it is served, under a strict content security policy."""
    folder = tmp_path_factory.mktemp("edition")
    for name in ("articles", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    with Server(folder / "site", POLICY) as server:
        _run_edition(folder, server.address, "build")
        yield server


@pytest.fixture(scope="session")
def open_server(server: Server) -> Iterator[Server]:
    """The same site without headers: a page has its own policy alone."""
    with Server(server.folder, policy="") as served:
        yield served


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves another folder in the same way and returns its address."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(Server(folder, POLICY)).address


@pytest.fixture(scope="session")
def changed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The edition in tests/kept, published twice: in between, addresses moved, were merged, withdrawn, taken down."""
    folder = Path(shutil.copytree(ROOT / "tests" / "kept", tmp_path_factory.mktemp("changed") / "toy"))
    with Server(folder / "site", POLICY) as server:
        _change(folder, "articles/lamp-oil.md", "kind: editorial\n", f"kind: editorial\nnotes:\n{NOTES}")
        _run_edition(folder, server.address, "publish", "2.1")
        for file, old, new in CHANGES:
            _change(folder, file, old, new)
        (folder / "articles" / "lamp-oil.md").rename(folder / "articles" / "oil-for-lamps.md")
        (folder / "articles" / "old-letter.md").unlink()
        (folder / "articles" / "permalinks" / "gone.yml").write_text(GONE, "utf-8")
        _run_edition(folder, server.address, "publish", "2.2")
        _run_edition(folder, server.address, "build")
        yield server


def _change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), "utf-8")


def _run_edition(folder: Path, address: str, *command: str) -> None:
    """Run a command of the program for the edition in a folder, as published at an address."""
    environment = os.environ | {"SITE_URL": address}
    arguments = [sys.executable, "-m", "edition", *command, str(folder)]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"edition {command[0]} fails:\n{done.stdout}{done.stderr}", pytrace=False)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The path of a Chromium that starts; without one every test fails, and says what to do."""
    try:
        return find()
    except NoChromiumError as error:
        pytest.fail(f"{error}\n\nTo have one installed: python scripts/get_chromium.py", pytrace=False)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Chromium; it resolves no name but localhost, so that no test depends on a network."""
    with sync_playwright() as playwright:
        rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
        browser = playwright.chromium.launch(executable_path=chromium, args=[rules])
        yield browser
        browser.close()


@dataclass
class Watch:
    """The pages of one test, and what they did that they should not."""

    own: tuple[str, ...]
    """How the addresses begin that pages may ask for."""
    missing: str
    """The one address that is meant to be missing."""
    problems: list[str] = field(default_factory=list)
    endings: list[Callable[[], object]] = field(default_factory=list)

    def add(self, context: BrowserContext, end: Callable[[], object]) -> None:
        """Watch the pages of a context; `end` ends what they are doing."""
        handlers: dict[Any, Any] = {
            "request": self._request,
            "console": self._console,
            "weberror": self._error,
            "dialog": self._dialog,
        }
        for name, handler in handlers.items():
            context.on(name, handler)
            self.endings.append(partial(context.remove_listener, name, handler))
        self.endings.append(end)

    def close(self) -> list[str]:
        """End all pages, which lets their last events come in; return the problems."""
        while self.endings:
            self.endings.pop()()
        return self.problems

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.own):
            self.problems.append(f"asked another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] != self.missing:
            self.problems.append(f"console: {message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.problems.append(f"uncaught: {error.error}")

    def _dialog(self, dialog: Dialog) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def watch(request: pytest.FixtureRequest, server: Server) -> Iterator[Watch]:
    """What sees to it that pages behave; pytest_runtest_call asks it at the end of the test."""
    own = [server.address, server.folder.as_uri() + "/", "data:", "about:"]
    others = {"open_server", "changed_server", "toy_copy", "five_copy"} & set(request.fixturenames)
    own += [request.getfixturevalue(name).address for name in others]
    watch = Watch(tuple(own), server.address + MISSING)
    yield watch
    watch.close()


@pytest.fixture
def new_page(browser: Browser, server: Server, watch: Watch) -> NewPage:
    """A function that opens a page in a browser context of its own; options as for Browser.new_context."""

    def opened(**options: Any) -> Page:
        context = browser.new_context(**{"base_url": server.address} | options)
        watch.add(context, context.close)
        return context.new_page()

    return opened


@pytest.fixture(scope="session")
def shared_page(browser: Browser, server: Server) -> Page:
    """One page for each worker: to open a browser context takes longer than nearly all tests do."""
    return browser.new_context(base_url=server.address).new_page()


@pytest.fixture
def page(shared_page: Page, watch: Watch) -> Page:
    """A page as most tests use it: on a desktop, light, nothing stored; addresses are below the site's own."""
    shared_page.set_viewport_size(DESKTOP)
    shared_page.emulate_media(media="screen", color_scheme="light")
    cleared = {"origin": "*", "storageTypes": "all"}
    session = shared_page.context.new_cdp_session(shared_page)
    session.send("Storage.clearDataForOrigin", cleared)
    session.detach()
    watch.add(shared_page.context, partial(shared_page.goto, "about:blank"))
    return shared_page


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail a test whose pages did what they should not."""
    try:
        yield
    except BaseException as error:
        for problem in _problems(item):
            error.add_note(problem)
        raise
    if problems := _problems(item):
        pytest.fail("\n".join(problems), pytrace=False)


def _problems(item: pytest.Item) -> list[str]:
    watch = getattr(item, "funcargs", {}).get("watch")
    return watch.close() if isinstance(watch, Watch) else []


@pytest.fixture(scope="session")
def server_class() -> type[Server]:
    """The server, for tests that serve a folder of their own."""
    return Server
