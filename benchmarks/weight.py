"""What pages weigh, and how they load, in Chromium: an article of a synthetic edition beside one of plain Material.

Usage: python benchmarks/weight.py [SITE]

Both are served from localhost with gzip at level 6, and the bytes of every body are counted as they are sent: those
of an article's page in a browser that has seen nothing, and those of the next article with the cache of the first.
What delays the first picture and how far things shift is asked of Chromium (Resource Timing, Layout Instability).
SITE is a finished site, of 10,000 articles say, whose heaviest pages of lists are told; without it those of the
edition that is made here.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import synthetic
from playwright.sync_api import Browser, sync_playwright
from search import find, serving

SIZE = 100
KINDS = {".html": "page", "/": "page", ".css": "styles", ".js": "scripts", ".woff2": "fonts"}
WATCH = """() => { window.shifted = 0; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.shifted += one.value;
}).observe({type: "layout-shift", buffered: true}); }"""
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter((one) => one.renderBlockingStatus === "blocking").map((one) => new URL(one.name).pathname)"""


@dataclass(frozen=True)
class Weight:
    """What was sent for one page, in bytes by kind; what held up its first picture; how far things shifted."""

    sent: dict[str, int]
    blocking: list[str]
    shift: float

    @property
    def plain(self) -> int:
        """Bytes without fonts."""
        return sum(size for kind, size in self.sent.items() if kind != "fonts")


def visits(browser: Browser, site: Path, addresses: list[str]) -> list[Weight]:
    """Return what each page weighs, opened one after the other in one new profile."""
    found = []
    with serving(site) as served, browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(f"({WATCH})()")
        for address in addresses:
            served.sent.clear()
            page.goto(served.address + address, wait_until="networkidle")
            page.mouse.wheel(0, 4000)
            page.wait_for_timeout(500)
            sent: Counter[str] = Counter()
            for name, size in served.sent.items():
                sent[next((kind for end, kind in KINDS.items() if name.endswith(end)), "other")] += size
            found.append(Weight(dict(sent), page.evaluate(BLOCKING), page.evaluate("() => window.shifted")))
    return found


def built(folder: Path) -> tuple[Path, Path]:
    """Build a synthetic edition and the same with plain Material; return both sites."""
    ours, plain = folder / "ours", folder / "plain"
    ours.mkdir()
    plain.mkdir()
    synthetic.write_edition(ours, SIZE)
    synthetic.write_plain(plain, SIZE)
    for command, within in ((["edition", "build"], ours), (["mkdocs", "build", "-q"], plain)):
        subprocess.run([sys.executable, "-m", *command], cwd=within, check=True, stdout=subprocess.DEVNULL)
    return ours / "site", plain / "site"


def heaviest(site: Path) -> list[tuple[int, str]]:
    """Return the five heaviest pages that are no article's, compressed, with their addresses."""
    pages = (
        path
        for path in site.rglob("index.html")
        if path.parts[len(site.parts)] != "articles" or len(path.parts) < len(site.parts) + 3
    )
    sizes = ((len(gzip.compress(path.read_bytes(), 6)), path.parent.relative_to(site).as_posix()) for path in pages)
    return sorted(sizes, reverse=True)[:5]


def main() -> None:
    """Print the table."""
    chromium = find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ours, plain = built(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        addresses = ["articles/article-5/", "articles/article-6/"]
        print(
            "| what | page | styles | scripts | fonts | other | without fonts | holds up the first picture | shift |"
        )
        print("|-|-:|-:|-:|-:|-:|-:|-|-:|")
        for name, site in (("this edition", ours), ("plain Material", plain)):
            for view, weight in zip(("first view", "next article"), visits(browser, site, addresses), strict=True):
                kb = [weight.sent.get(kind, 0) / 1000 for kind in ("page", "styles", "scripts", "fonts", "other")]
                held = Counter(Path(one).suffix or "page" for one in weight.blocking)
                told = ", ".join(f"{count} {kind}" for kind, count in held.items()) or "nothing"
                print(f"| {name}, {view} | " + " | ".join(f"{one:.1f}" for one in kb), end="")
                print(f" | {weight.plain / 1000:.1f} | {told} | {weight.shift:.3f} |")
        browser.close()
        print("\nThe heaviest pages that are no article’s, in kB compressed:\n")
        for size, address in heaviest(Path(sys.argv[1]) if len(sys.argv) > 1 else ours):
            print(f"- {size / 1000:.1f}: {address}")


if __name__ == "__main__":
    main()
