"""The edition on localhost: built once, and again after each change, with the browser reloaded."""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer

from edition import pipeline, private
from edition.faults import FaultsFoundError, stop_if
from edition.reader import read_settings, require_edition


class ReloadServer(LiveReloadServer):
    """MkDocs' server; the script that it sets into each page is let through the page's policy by its digest."""

    def _inject_js_into_html(self, content: bytes, epoch: float) -> bytes:
        page: bytes = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        script = page[page.rindex(b"<script>") + 8 : page.rindex(b"</script>")]
        digest = base64.b64encode(hashlib.sha256(script).digest())
        return page.replace(b"script-src 'self'", b"script-src 'self' 'sha256-%b'" % digest, 1)


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
