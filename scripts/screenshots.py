"""Take pictures of the main pages at three widths, in light and dark, for a person to look at.

They go into screenshots/, which git ignores, and are compared with nothing. Run `make site` first; then
`python scripts/screenshots.py`, or with the folder of another site.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "screenshots"
WIDTHS = {"desk": (1280, 900), "tablet": (820, 1100), "phone": (390, 844)}
FIXED = {"home": "", "search": "search/?q=japan", "timeline": "timeline/", "topics": "topics/", "about": "about/"}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the library's)
        """Say nothing of each request."""


def main() -> None:
    """Write the pictures, and say where they are."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    if not (site / "index.html").is_file():
        sys.exit(f"there is no site in {site}; run: make site")
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir()
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as driver:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = driver.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
        base = f"http://127.0.0.1:{server.server_port}/"
        for name, address in _addresses(site).items():
            _pictures(chromium, name, base + address)
        chromium.close()
        server.shutdown()
    print(f"{len(list(TARGET.iterdir()))} pictures in {TARGET}")


def _addresses(site: Path) -> dict[str, str]:
    """Return the pages that are pictured: the fixed ones there are, and the first of each kind."""
    found = {name: at for name, at in FIXED.items() if (site / at.partition("?")[0] / "index.html").is_file()}
    for kind in ("articles", "topics", "people", "compare", "concordance"):
        pages = sorted(page.parent for page in (site / kind).glob("**/index.html") if page.parent != site / kind)
        pages = [page for page in pages if page.name != "cite"]
        if pages:
            found[kind + "-one"] = pages[0].relative_to(site).as_posix() + "/"
    if "articles-one" in found:
        found["cite"] = found["articles-one"] + "cite/"
    return found


def _pictures(chromium: Browser, name: str, address: str) -> None:
    for width, (across, down) in WIDTHS.items():
        for scheme in ("light", "dark"):
            page = chromium.new_page(viewport={"width": across, "height": down}, color_scheme=scheme)
            page.goto(address)
            page.evaluate("() => document.fonts.ready")
            page.screenshot(path=TARGET / f"{name}-{width}-{scheme}.png", full_page=True)
            page.close()
    page = chromium.new_page()
    page.goto(address)
    page.pdf(path=TARGET / f"{name}-paper.pdf", format="A4")
    page.close()


if __name__ == "__main__":
    main()
