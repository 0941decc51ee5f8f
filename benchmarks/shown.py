"""How long an edit takes to be seen: from saving an article to its new words in Chromium, under `edition serve`.

Usage: python benchmarks/shown.py [SIZE …]

Without a size it is this repository's own edition. Each is served from a copy; a word is put into an article TIMES
times, and the page that is open must show it, without being asked, by the reload that the server calls for.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import synthetic
from playwright.sync_api import Page, sync_playwright
from search import find

ROOT = Path(__file__).resolve().parents[1]
TIMES = 5
PORT = 8765
MOST = 900_000  # milliseconds to wait


def edition(size: int, folder: Path) -> Path:
    """Write an edition into a folder; return the article that is to be edited."""
    folder.mkdir()
    if size:
        synthetic.write_edition(folder, size)
        return folder / "articles" / f"article-{size // 2}.md"
    for name in ("articles", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return next(path for path in sorted((folder / "articles").glob("*.md")))


def edit(path: Path, word: str) -> None:
    """Put a word at the end of an article's last paragraph."""
    head, mark, rest = path.read_text("utf-8").rpartition("\n{: #")
    path.write_text(f"{head} {word}{mark}{rest}", "utf-8")


def seconds(page: Page, path: Path) -> list[float]:
    """Return how long each of some edits took to be shown."""
    found = []
    for number in range(TIMES):
        word = f"reconsidered{number}"
        start = time.perf_counter()
        edit(path, word)
        page.get_by_text(word).first.wait_for(timeout=MOST, state="attached")
        found.append(time.perf_counter() - start)
        page.wait_for_timeout(1000)
    return found


def main() -> None:
    """Measure each size named on the command line."""
    chromium = find()
    print("| articles | middle s | longest s |\n|-:|-:|-:|")
    for size in [int(one) for one in sys.argv[1:]] or [0]:
        with tempfile.TemporaryDirectory() as held, sync_playwright() as playwright:
            path = edition(size, Path(held, "edition"))
            command = [sys.executable, "-m", "edition", "serve", "--port", str(PORT)]
            server = subprocess.Popen(command, cwd=Path(held, "edition"), stdout=subprocess.PIPE, text=True)
            try:
                assert server.stdout is not None
                address = next(line for line in server.stdout if line.startswith("http")).strip()
                name = re.search(r"^id: *(\S+)", path.read_text("utf-8"), re.MULTILINE)
                page = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]).new_page()
                page.goto(f"{address}articles/{str(name and name[1]).strip(chr(34))}/")
                found = seconds(page, path)
            finally:
                server.terminate()
                server.wait()
        print(f"| {size or 'this edition'} | {statistics.median(found):.2f} | {max(found):.2f} |", flush=True)


if __name__ == "__main__":
    main()
