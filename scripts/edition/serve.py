"""The edition on localhost: built once, and again after each change, with the browser reloaded."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from watchdog.observers import Observer

from edition import pipeline, private
from edition.faults import FaultsFoundError, stop_if
from edition.reader import read_settings, require_edition

# Asks whether there is a newer site than that of the page, and is answered when there is one.
RELOAD = b"""const epoch = document.currentScript.dataset.epoch;
const ask = () => fetch(`/livereload/${epoch}/${Date.now()}`)
  .then((answer) => answer.text())
  .then((newest) => Number(newest) > Number(epoch) ? location.reload() : ask())
  .catch(() => setTimeout(ask, 2000));
ask();
"""


class ReloadServer(LiveReloadServer):
    """MkDocs' own server, but that a page reloads itself by a script in a file, as the pages' policy wants."""

    def __init__(self, builder: Callable[[], None], host: str, port: int, root: str, mount_path: str) -> None:
        super().__init__(builder, host, port, root, mount_path=mount_path)
        # Told by the system of changes, where MkDocs looks at every file twice a second.
        self.observer: Any = Observer()

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes] | None:
        if environ["PATH_INFO"] == "/livereload.js":
            start_response("200 OK", [("Content-Type", "text/javascript"), ("Content-Length", str(len(RELOAD)))])
            return [RELOAD]
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return answer

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        script = b'<script src="/livereload.js" data-epoch="%d" async></script></body>' % epoch
        return content.replace(b"</body>", script, 1)


def serve(
    root: Path, port: int, say: pipeline.Say, *, witnesses: Path | None = None, with_drafts: bool = False
) -> None:
    """Serve the edition until interrupted; where a change has faults they are told and the last good site stays.

    With a folder of witnesses the texts in it are shown, with drafts these. Raises FaultsFoundError where the first
    build fails.
    """
    settings, faults = read_settings(require_edition(root))
    stop_if(faults)
    path = urlsplit(settings.base).path if settings else "/"
    within = private.prepare(root) if witnesses or with_drafts else root / "build"
    within.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".serve-", dir=within))
    site = folder / "site"

    def rebuild() -> None:
        try:
            pipeline.build(root, say, site, witnesses=witnesses, with_drafts=with_drafts)
        except FaultsFoundError as error:
            if not site.is_dir():
                raise
            for fault in error.faults:
                say(str(fault))
            say("the site is as it was before this change")

    try:
        rebuild()
        server = ReloadServer(rebuild, "localhost", port, str(site), mount_path=path)
        for watched in (root / "articles", root / "docs", root / "mkdocs.yml", *([witnesses] if witnesses else [])):
            server.watch(str(watched))
        say(f"http://localhost:{port}{path}")
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    finally:
        shutil.rmtree(folder, ignore_errors=True)
