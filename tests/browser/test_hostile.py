"""Hostile words in every field of one edition, built and opened in Chromium: shown as text, and nothing runs.

The pages are opened without a content security policy, so that what a policy would stop is found out too.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
import yaml
from edition.cli import main
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

if TYPE_CHECKING:
    from tests.browser.conftest import Server

pytestmark = pytest.mark.browser

TESTS = Path(__file__).parents[1]
CASES: list[dict[str, Any]] = yaml.load((TESTS / "cases" / "hostile.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
WORDS = [case for case in CASES if case["in"] == "words"]
MARKDOWN = [case for case in CASES if case["in"] == "markdown" and "shows" in case]
SETTINGS = " ".join(case["input"] for case in CASES if case["in"] == "settings")
DIGEST = "sha256:" + "0" * 64
META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

# Whatever runs, calls this; so do dialogs, new windows and requests to other hosts, by other ways.
TRAP = """
  window.caught = [];
  for (const name of ["trap", "alert", "confirm", "prompt", "print", "open"])
    window[name] = (...words) => window.caught.push(`${name}(${words})`);
"""
FEW = ("organisations", "events")  # these have a record for each fifth case: their template is that of people
FRAMES = 40  # pages opened at a time in frames of one page
FRAME = """async (addresses) => {
  document.body.replaceChildren();
  await Promise.all(addresses.map((address) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.onload = done;
    frame.style.display = "none";
    frame.src = address;
    document.body.append(frame);
  })));
}"""
# What the page holds that might run once a reader touches it.
LOOK = """() => {
  const found = [...window.caught];
  const own = document.getElementById("ed-citing"); // a template of ours: what is in it is looked at too
  for (const element of [...document.querySelectorAll("*"), ...(own?.content?.querySelectorAll("*") ?? [])]) {
    for (const { name, value } of element.attributes) {
      const styled = name === "style" && /url|animation|fixed|inset/.test(value); // ours only move things
      if (name.startsWith("on") || styled || name === "srcdoc") found.push(`${element.tagName} ${name}=${value}`);
    }
    for (const key of ["href", "src", "action", "formAction", "data", "poster"]) {
      const value = element[key] && (element[key].baseVal ?? element[key]);
      if (typeof value === "string" && element.hasAttribute(key.toLowerCase()) && value
          && /^[\\s\\0-\\x1f]*[a-z][\\w+.-]*:/i.test(value) && !/^(https?|mailto):/.test(value))
        found.push(`${element.tagName} ${key}=${value}`);
    }
    const known = element === own || element.tagName !== "SCRIPT" || element.type === "application/ld+json"
      || new URL(element.src, location).origin === location.origin;
    if (!known || /^(iframe|frame|object|embed|base|style)$/i.test(element.tagName)
        || (element.tagName === "TEMPLATE" && element !== own)
        || element.httpEquiv === "refresh") found.push(element.outerHTML.slice(0, 200));
  }
  return found;
}"""


def article(number: int, words: str, markdown: str) -> str:
    """Return an article file with hostile words in each of its fields, and hostile Markdown in its body and note."""
    line = " ".join(words.split())[:150]
    few = " ".join(line.split()[:4])
    topic = f"hostile-{number}"
    regest = number % 2 == 0
    matter: dict[str, Any] = {
        "id": f"hostile-{number}",
        "title": {"text": words, "status": "original", "subtitle": words, "evidence": words},
        "kind": "opinion",
        "authors": [{"person": f"hostile-{number}", "certainty": "attributed", "evidence": words}],
        "publication": {
            "outlet": f"hostile-{number}",
            "date": "2019-05-09",
            "date_evidence": words,
            "status": "reprint",
            "first": {"outlet": f"hostile-{number}", "evidence": words},
            "issue": words,
            "carried_by": f"hostile-{number}",
            "url_note": words,
        },
        "rights": {"status": "public-domain", "holder": words, "statement": words},
        "layer": "regest" if regest else "text",
        "paragraphs": {"p1" if regest else "p2": {"topics": [topic]}, "p3": {"reading": [topic]}},
        "treats": {
            f"hostile-{number}": {"position": line, "words": {"p1": [few]} if regest else {"p2": ["A lamp is named"]}}
        },
        "links": [{"from": "p1", "type": "agrees", "to": "on-tides#p1", "reason": words}],
        "notes": {
            "lamp": {
                "paragraph": "p2",
                "words": "lamp",
                "type": "context",
                "text": f"{markdown}" if "\n" not in markdown else line,
                "sources": [words, words],
                "as_of": "2026-01-01",
            }
        },
        "errata": [{"date": "2026-01-01", "paragraph": "p1", "what": words}],
    }
    if regest:
        matter["witness"] = {"name": "copy", "description": words, "digest": DIGEST}
        matter["regest"] = {
            "drafted_by": words,
            "drafted_on": "2026-01-01",
            "witness": "copy",
            "reviewed_by": words,
            "reviewed_on": "2026-01-02",
        }
        for entry in ("p1", "p2", "p3"):
            matter["paragraphs"].setdefault(entry, {})
            matter["paragraphs"][entry] |= {"digest": DIGEST, "terms": [few]}
    head = json.dumps(matter, indent=1, ensure_ascii=False)
    # In Markdown a line that begins with a block's sign, or a pin, would be another block: so the words stand within.
    return (
        f"---\n{head}\n---\n\n{markdown}\n{{: #p1 }}\n\n"
        f"A lamp is named by ({words}) a person. {{: #p9 }}\n{{: #p2 }}\n\n"
        f"## {words} §\n\n> x {markdown}\n{{: #p3 }}\n"
    )


def records(number: int, words: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield for each authority file a record with hostile words in each of its fields."""
    dated = [{"when": "2019", "text": words, "source": words}]
    common = {"description": words, "history": dated, "note": words}
    named = common | {"names": [f"{words} alias {number}"], "forms": {"ja": f"{words} ja {number}"}}
    yield "people", named | {"name": f"{words} person {number}", "family": words, "given": words, "biography": dated}
    yield (
        "organisations",
        named
        | {
            "name": f"{words} organisation {number}",
            "kind": words,
            "names": [f"{words} board {number}"],
            "forms": {"ko": f"{words} ko {number}"},
            "outlet": f"hostile-{number}",
        },
    )
    yield "events", {"name": f"{words} event {number}", "when": "2019-05", **common}
    yield "outlets", common | {"name": words, "kind": words, "place": words}
    yield (
        "topics",
        {
            "label": words,
            "scope": words,
            "usage": words,
            "forms": {"same": [f"{words} same {number}"], "near": [f"{words} near {number}"], "assoc": [words]},
            "labels": {"ja": words},
            "related": ["tides"],
        },
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy edition with hostile words in every field, built."""
    root = Path(shutil.copytree(TESTS / "toy", tmp_path_factory.mktemp("hostile") / "toy"))
    shutil.rmtree(root / "witnesses")  # else a reading copy would be built too
    added: dict[str, dict[str, Any]] = {}
    for number, case in enumerate(WORDS):
        text = article(number, case["input"], case["input"].replace("{: #p9 }", "{: #p9}"))
        (root / "articles" / f"hostile-{number}.md").write_text(text, "utf-8")
        for kind, record in records(number, case["input"]):
            if number % 5 and kind in FEW:
                continue
            added.setdefault(kind, {})[f"hostile-{number}"] = record
    for number, case in enumerate(MARKDOWN):
        text = article(number, "plain words", case["input"]).replace(
            f'"id": "hostile-{number}"', f'"id": "marked-{number}"'
        )
        (root / "articles" / f"marked-{number}.md").write_text(text, "utf-8")
    for kind, held in added.items():
        path = root / "articles" / "authority" / f"{kind}.yml"
        before = path.read_text("utf-8") if path.exists() else ""
        lines = [f"{key}: {json.dumps(record, ensure_ascii=False)}\n" for key, record in held.items()]
        path.write_text(before + "".join(lines), "utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    for key in ("site_author", "short_title"):
        text = re.sub(
            rf"(?m)^( *{key}: ).*$", lambda found: found[1] + json.dumps(SETTINGS, ensure_ascii=False), text
        )
    text = text.replace('"Toy Papers & Other Tides"', json.dumps(SETTINGS, ensure_ascii=False))
    text = re.sub(
        r"site_description: >-\n.*", lambda _: f"site_description: {json.dumps(SETTINGS, ensure_ascii=False)}", text
    )
    odd = json.dumps(SETTINGS.replace("`", ""), ensure_ascii=False)
    text = text.replace(
        "  - About: about.md",
        f'  - About: about.md\n  - {odd}: https://a.example/\n  - Out: \'https://a.example/"onclick="trap()"\'',
    )
    settings.write_text(text + f"    licence: {json.dumps(SETTINGS, ensure_ascii=False)}\n", "utf-8")
    assert main(["build", str(root)]) == 0
    return root


def folded(text: str) -> str:
    return " ".join(text.split())


def opened(root: Path, address: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(
        (root / "site" / address / "index.html").read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8")
    )


def shown(page: lxml.html.HtmlElement, path: str) -> str:
    (element,) = page.cssselect(path)
    return folded(element.text_content())


def test_words_are_shown_as_they_were_written(hostile: Path) -> None:
    for number, case in enumerate(WORDS):
        words = folded(case["input"])
        page = opened(hostile, f"articles/hostile-{number}")
        assert shown(page, "h1") == words
        assert shown(page, ".ed-head .ed-subtitle") == words
        assert shown(page, "title").startswith(words)
        assert words in page.cssselect('meta[name="description"]')[0].get("content", "")
        assert words in shown(page, ".ed-provenance")
        assert words in shown(page, ".ed-errata")
        assert words in shown(page, ".ed-notes")
        for address in ("people", "organisations", "events", "outlets", "topics"):
            if number % 5 and address in FEW:
                continue
            page = opened(hostile, f"{address}/hostile-{number}")
            assert shown(page, "h1").startswith(words)
            assert shown(page, "#main").count(words) >= 2


def test_markdown_is_shown_for_what_it_is(hostile: Path) -> None:
    for number, case in enumerate(MARKDOWN):
        page = opened(hostile, f"articles/marked-{number}")
        assert folded(case["shows"]) in shown(page, "#p1 .ed-words"), case["title"]


def test_settings_are_shown_as_they_were_written(hostile: Path) -> None:
    page = opened(hostile, "")
    for path in ("title", "h1", ".ed-lead", ".ed-title"):
        assert folded(SETTINGS) in shown(page, path)
    assert shown(page, ".ed-footer").count(folded(SETTINGS)) >= 2


def test_nothing_is_written_outside_build_and_site(hostile: Path) -> None:
    assert sorted(path.name for path in hostile.iterdir()) == [
        "articles",
        "build",
        "docs",
        "mkdocs.yml",
        "site",
    ]
    assert sorted(path.name for path in hostile.parent.iterdir()) == ["toy"]
    assert not Path("hostile-was-here").exists()
    assert not any(path.is_symlink() for path in hostile.rglob("*"))


@pytest.fixture(scope="module")
def unguarded(
    hostile: Path, server_class: type[Server], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The built edition, its policy taken out of each page, served without one."""
    folder = Path(shutil.copytree(hostile / "site", tmp_path_factory.mktemp("unguarded") / "site"))
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        assert META.search(text), path
        path.write_text(META.sub("", text), "utf-8")
    with server_class(folder, "") as served:
        yield served


@pytest.fixture
def trapped(browser: Browser) -> Iterator[tuple[BrowserContext, list[str]]]:
    """A browser context that takes note of whatever a page does of its own accord."""
    caught: list[str] = []
    context = browser.new_context()
    context.add_init_script(TRAP)

    def dialog(one: Dialog) -> None:
        caught.append(f"dialog: {one.message}")
        one.dismiss()

    context.on("dialog", dialog)
    context.on("weberror", lambda error: caught.append(f"uncaught: {error.error}"))
    yield context, caught
    context.close()


def test_no_page_runs_asks_or_leads_anywhere(unguarded: Server, trapped: tuple[BrowserContext, list[str]]) -> None:
    context, caught = trapped
    page = context.new_page()

    def asked(request: Request) -> None:
        if not request.url.startswith(unguarded.address):
            caught.append(f"asked: {request.url}")

    context.on("page", lambda _: caught.append("a new window"))
    context.on("request", asked)
    paths = sorted(path.relative_to(unguarded.folder).as_posix() for path in unguarded.folder.rglob("*.html"))
    paths.remove("404.html")  # its addresses begin at the root of a host
    assert len(paths) > 4 * len(WORDS)
    articles = [path for path in paths if path.startswith("articles/")]
    for path in articles[::4]:
        page.goto(unguarded.address + path)
        caught += page.evaluate(LOOK)
        assert page.url == unguarded.address + path
        assert caught == [], path
    # The others are opened in frames, many at a time; records of all kinds but these three share a template.
    paths = [path for path in paths if path.startswith(("articles/", "people/", "outlets/", "topics/"))]
    for start in range(0, len(paths), FRAMES):
        page.goto(f"{unguarded.address}about/")
        page.evaluate(FRAME, [unguarded.address + path for path in paths[start : start + FRAMES]])
        opened = page.frames[1:]
        assert [frame.url for frame in opened] == [unguarded.address + path for path in paths[start : start + FRAMES]]
        for frame in opened:
            caught += frame.evaluate(LOOK)
            assert caught == [], frame.url


def test_search_shows_hostile_words_as_text(unguarded: Server, trapped: tuple[BrowserContext, list[str]]) -> None:
    context, caught = trapped
    page = context.new_page()
    for case in WORDS[::9]:  # each takes as long as many pages
        page.goto(f"{unguarded.address}search/")
        page.get_by_role("main").get_by_role("searchbox").fill(case["input"])
        page.get_by_role("main").get_by_role("searchbox").press("Enter")
        page.wait_for_load_state()
        caught += page.evaluate(LOOK)
        assert caught == [], case["title"]


def test_the_dialog_of_citations_shows_hostile_words_as_text(
    unguarded: Server, trapped: tuple[BrowserContext, list[str]]
) -> None:
    """In each style and format, of an article, a paragraph and a note; and of words that were selected."""
    context, caught = trapped
    page = context.new_page()
    quote = "<img src=x onerror=trap()> & <b>bold</b>"
    for number in range(0, len(WORDS), 6):
        page.goto(f"{unguarded.address}articles/hostile-{number}/index.html")
        options = page.locator("#ed-format option").evaluate_all("all => all.map(one => one.value)")
        assert len(options) == 7
        for target in ("", "p1"):
            page.evaluate("target => editionCite.open(target)", target)
            for option in options:
                page.get_by_label("Style or format").select_option(option)
                elements = page.locator(".ed-dialog__citation *").evaluate_all("all => all.map(one => one.tagName)")
                assert set(elements) <= {"I", "PRE"}, WORDS[number]["title"]
                caught += page.evaluate(LOOK)
                assert caught == [], WORDS[number]["title"]
            page.get_by_role("button", name="Close").click()
        page.evaluate("quote => editionCite.open('p1', quote, 'text')", quote)
        assert quote in page.locator(".ed-dialog__citation").inner_text()
        assert page.locator(".ed-dialog__citation :is(img, b)").count() == 0
        assert page.evaluate(LOOK) == []


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=trap()>",
        "<a href='javascript:trap()'>x</a>",
        "<script>trap()</script>",
        "<svg onload=trap()>",
    ],
)
def test_the_trap_sees_what_it_is_there_to_see(
    unguarded: Server, trapped: tuple[BrowserContext, list[str]], html: str
) -> None:
    path = unguarded.folder / "caught.html"
    path.write_text(f"<!doctype html><p>{html}", "utf-8")
    page: Page = trapped[0].new_page()
    page.goto(f"{unguarded.address}caught.html")
    path.unlink()
    assert page.evaluate(LOOK)
