"""Measure search in Chromium: bytes of a cold first query and time of a query, beside Material's own and Pagefind.

Usage: python benchmarks/search.py five
       python benchmarks/search.py SIZE [SIZE …]

`five` is the edition of this repository, a size a synthetic edition. The same paragraphs go into three sites: this
edition's search page with its index; plain MkDocs and Material with Material's search plugin; and that site indexed
by Pagefind, which is installed with its own Python into a folder of its own. A server on this machine compresses what
it sends (gzip, level 6) and counts the bytes of every body. Times are of this machine; compare the ratios.
"""

from __future__ import annotations

import gzip
import http.server
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import synthetic
from edition import markup, pipeline, reader
from edition.model.edition import Edition
from edition.search import buckets, bundle
from edition.search.gathering import gather
from edition.search.material import Material
from edition.words import own_words
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "scripts"))
from get_chromium import find  # noqa: E402  it stands beside the build script

COMPRESSED = {".html", ".js", ".css", ".json", ".svg", ".xml"}
PACKS = {"bundle": bundle.pack, "buckets": buckets.pack}
PAGEFIND = "pagefind[bin]==1.5.2"
TIMES = 7
LONG = 600_000  # milliseconds


@dataclass
class Served:
    """A folder on localhost, and the bytes of each body that it sent, compressed."""

    address: str
    sent: Counter[str] = field(default_factory=Counter)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, served: Served, packed: dict[str, bytes], **named: Any) -> None:
        self.served, self.packed = served, packed
        super().__init__(*args, **named)

    def do_GET(self) -> None:
        name = self.path.partition("?")[0]
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        squeeze = path.suffix in COMPRESSED
        if name not in self.packed:
            data = path.read_bytes()
            self.packed[name] = gzip.compress(data, 6) if squeeze else data
        body = self.packed[name]
        self.served.sent[name] += len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if squeeze:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name that http.server gives it
        pass


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve a folder, counting."""
    served = Served("")
    handler = partial(_Handler, directory=str(folder), served=served, packed={})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    served.address = f"http://127.0.0.1:{server.server_port}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Row:
    """What one search engine cost for one query."""

    engine: str
    query: str
    first: int
    """Bytes of all that searching adds, to the first results."""
    whole: int
    """To everything that it shows of the query."""
    asked: int
    """Requests."""
    cold: float
    """Milliseconds from opening the page to the first results, on this machine."""
    warm: float
    """Milliseconds from the query to its results with all of it loaded, the median of several."""


def sizes(sent: Counter[str], parts: tuple[str, ...]) -> tuple[int, int]:
    """Return the bytes and number of the files whose addresses hold one of some parts."""
    held = {name: size for name, size in sent.items() if any(part in name for part in parts)}
    return sum(held.values()), len(held)


OURS = ("/assets/search",)
SETTLED = "() => !document.querySelector('#ed-search-results[aria-busy]')"
WATCH = """
const seen = new MutationObserver(() => {
  if (!document.querySelector("#ed-search-results .ed-hit")) return;
  window.firstAt = performance.now();
  seen.disconnect();
});
seen.observe(document, { childList: true, subtree: true });
"""
FIRST = """
(part) => [window.firstAt, performance.getEntriesByType("resource")
  .filter((one) => one.name.includes(part) && one.responseEnd <= window.firstAt)
  .reduce((sum, one) => sum + one.encodedBodySize, 0)]
"""
ASK_OURS = """
async ([query, times]) => {
  const still = () => new Promise((done) => {
    const look = () => document.querySelector("#ed-search-results[aria-busy]") ? setTimeout(look, 0) : done();
    look();
  });
  const go = async (address) => {
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    await still();
  };
  const took = [];
  for (let i = 0; i < times; i += 1) {
    await go("?");
    const start = performance.now();
    await go(`?q=${encodeURIComponent(query)}`);
    took.push(performance.now() - start);
  }
  return took;
}
"""


def ours(browser: Browser, site: Path, query: str) -> Row:
    """Ask this edition's search page."""
    with serving(site) as served:
        page = browser.new_page()
        page.set_default_timeout(LONG)
        page.add_init_script(WATCH)
        page.goto(f"{served.address}search/?q={quote_plus(query)}")
        page.wait_for_function("() => window.firstAt")
        page.wait_for_function(SETTLED)
        cold, first = page.evaluate(FIRST, OURS[0])
        whole, asked = sizes(served.sent, OURS)
        took = page.evaluate(ASK_OURS, [query, TIMES])
        page.close()
    return Row("this edition", query, first, whole, asked, cold, statistics.median(took))


ASK_MATERIAL = """
async ([query, times]) => {
  const field = document.querySelector("[data-md-component=search-query]");
  const list = document.querySelector(".md-search-result__list");
  const meta = document.querySelector(".md-search-result__meta");
  const put = (text) => { field.value = text; field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true })); };
  const until = (test) => new Promise((done) => {
    const look = () => (test() ? done() : setTimeout(look, 0));
    look();
  });
  field.focus();
  const took = [];
  for (let i = 0; i < times; i += 1) {
    put("");
    await until(() => !list.children.length);
    const start = performance.now();
    put(query);
    await until(() => list.children.length && /\\d/.test(meta.textContent));
    took.push(performance.now() - start);
  }
  return took;
}
"""


def material(browser: Browser, site: Path, query: str) -> Row:
    """Ask Material's own search on the home page of the plain site."""
    with serving(site) as served:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(LONG)
        start = time.perf_counter()
        page.goto(served.address)
        page.locator("[data-md-component=search-query]").click()
        page.evaluate(ASK_MATERIAL, [query, 1])
        cold = (time.perf_counter() - start) * 1000
        whole, asked = sizes(served.sent, ("/search/search_index", "/workers/search"))
        took = page.evaluate(ASK_MATERIAL, [query, TIMES])
        page.close()
    return Row("Material", query, whole, whole, asked, cold, statistics.median(took))


ASK_PAGEFIND = """
async ([query, times]) => {
  window.pagefind ||= await import("/pagefind/pagefind.js");
  const took = [];
  for (let i = 0; i < times; i += 1) {
    const start = performance.now();
    const found = await window.pagefind.search(query);
    await window.pagefind.filters();
    await Promise.all(found.results.slice(0, 10).map((one) => one.data()));
    took.push(performance.now() - start);
  }
  return took;
}
"""


def pagefind(browser: Browser, site: Path, query: str) -> Row:
    """Ask Pagefind for ten results with their texts and its filters."""
    with serving(site) as served:
        page = browser.new_page()
        page.set_default_timeout(LONG)
        page.goto(served.address)
        start = time.perf_counter()
        page.evaluate(ASK_PAGEFIND, [query, 1])
        cold = (time.perf_counter() - start) * 1000
        whole, asked = sizes(served.sent, ("/pagefind/",))
        took = page.evaluate(ASK_PAGEFIND, [query, TIMES])
        page.close()
    return Row("Pagefind", query, whole, whole, asked, cold, statistics.median(took))


def plain_of(edition: Edition, folder: Path) -> None:
    """Write an edition's words and summaries as plain Markdown for MkDocs and Material alone."""
    (folder / "docs" / "articles").mkdir(parents=True)
    listed = []
    for article in edition.articles:
        parts = [f"# {article.matter.title.text}\n"]
        for paragraph in article.paragraphs:
            own = " · ".join(own_words(edition, article, paragraph.id))
            parts.append(f"{markup.plain(paragraph.markdown)}\n{{: #{paragraph.id} }}\n\n{own}\n")
        (folder / "docs" / "articles" / f"{article.id}.md").write_text("\n".join(parts), "utf-8")
        listed.append(f"- [{article.matter.title.text}](articles/{article.id}.md)\n")
    (folder / "docs" / "index.md").write_text(f"# Plain\n\n{''.join(listed)}", "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Plain\nsite_url: https://plain.example/\ntheme:\n  name: material\n  font: false\n"
        "markdown_extensions: [attr_list]\nnav:\n  - Home: index.md\nnot_in_nav: |\n  /articles/\n",
        "utf-8",
    )


def run(command: list[str], folder: Path) -> float:
    """Run a command in a folder and return its seconds; exits with its output where it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.perf_counter() - start


def build(size: str, held: Path) -> tuple[Path, Path, Material]:
    """Build both sites in a folder, and index the plain one by Pagefind; return them and what is searched.

    Of a large synthetic edition only the search index is made, and laid into the site of a small one.
    """
    small = held / "small"
    source = ROOT
    if size != "five":
        source = held / "source"
        source.mkdir()
        synthetic.write_edition(source, int(size))
        small.mkdir()
        synthetic.write_edition(small, 5)
        settings = small / "mkdocs.yml"
        settings.write_text(settings.read_text() + "    search_index: buckets\n")
    else:
        shutil.copytree(ROOT / "articles", small / "articles")
        shutil.copytree(ROOT / "docs", small / "docs")
        shutil.copy(ROOT / "mkdocs.yml", small)
    pipeline.build(small, lambda line: None)
    edition, faults = reader.read_edition(source)
    if faults:
        sys.exit("\n".join(map(str, faults)))
    start = time.process_time()
    searched = gather(edition)
    drawn = time.process_time() - start
    files = PACKS["bundle" if size == "five" else "buckets"](searched)
    took = time.process_time() - start
    total = sum(map(len, files.values())) / 1e6
    print(f"{size} | index made in {took:.1f} s of processor time: {len(files)} files, {total:.1f} MB;", end=" ")
    print(f"{drawn:.1f} s of these for what is made of each article alone, and kept")
    index = small / "site" / "assets" / "search"
    shutil.rmtree(index)
    index.mkdir()
    for name, data in files.items():
        (index / name).write_bytes(data)

    plain = held / "plain"
    plain.mkdir()
    if size == "five":
        plain_of(edition, plain)
    else:
        synthetic.write_plain(plain, int(size))
        settings = plain / "mkdocs.yml"
        settings.write_text(settings.read_text().replace("plugins: []\n", ""))
    print(f"{size} | plain Material built in {run([sys.executable, '-m', 'mkdocs', 'build', '-q'], plain):.0f} s")
    command = [str(held.parent / "pagefind" / "bin" / "python"), "-m", "pagefind", "--site", "site"]
    print(f"{size} | Pagefind indexed it in {run(command, plain):.0f} s", flush=True)
    return small / "site", plain / "site", searched


def queries(size: str, searched: Material) -> list[str]:
    """Return what is asked: a word that is frequent, one that is rare, two together and, of a thesaurus, a form."""
    if size == "five":
        return ["abduction", "comfort women", "denuclearization", '"press briefing"']
    counted = Counter(
        word
        for piece in searched.pieces[:400]
        for unit in piece.units
        for t in unit.words
        for word in t.lower().split()
    )
    ordered = [word.strip(".") for word, _ in counted.most_common()]
    one = searched.pieces[3].units[2].words[0].lower().replace(".", "").split()
    return [
        ordered[0],
        ordered[200],
        ordered[3000],
        f"{one[4]} {one[5]}",
        f'"{ordered[1]} {ordered[2]}"',
        "form topic-7",
    ]


def main() -> None:
    """Measure what the command line names."""
    chromium = find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        tools = Path(folder, "pagefind")
        run([sys.executable, "-m", "venv", str(tools)], Path(folder))
        run([str(tools / "bin" / "pip"), "install", "--quiet", PAGEFIND], Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for size in sys.argv[1:]:
            held = Path(folder, size)
            held.mkdir()
            site, plain, searched = build(size, held)
            print(
                "articles | query | engine | KB to first | KB in all | requests | ms cold | ms loaded | to Material's"
            )
            print("-|-|-|-|-|-|-|-|-")
            for query in queries(size, searched):
                rows = [
                    measure(browser, where, query)
                    for measure, where in ((ours, site), (material, plain), (pagefind, plain))
                ]
                base = rows[1].warm
                for row in rows:
                    size_of = f"{row.first / 1000:.1f} | {row.whole / 1000:.1f} | {row.asked}"
                    time_of = f"{row.cold:.0f} | {row.warm:.1f} | {row.warm / base:.2f}"
                    print(f"{size} | {row.query} | {row.engine} | {size_of} | {time_of}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
