"""What holds for every kind of page, and for every page of the site."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Server, Watch

pytestmark = pytest.mark.browser

COLOUR_RULES = ("color-contrast", "link-in-text-block")
OPEN_ALL = "() => document.querySelectorAll('details').forEach(e => { e.open = true; })"
# What sticks out to the right, whether or not it makes the page scroll.
STICKING_OUT = """() => [...document.body.querySelectorAll("*")]
  .filter(e => e.checkVisibility() && getComputedStyle(e).clipPath === "none")
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
  .map(e => `${e.tagName} ${e.className}`)"""


# Tries what the policy is there to stop; returns what was stopped.
BLOCKED = """async () => {
  const stopped = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    stopped.push(`${event.effectiveDirective} ${event.blockedURI}`);
    event.stopImmediatePropagation();
  });
  const script = document.createElement("script");
  script.textContent = "document.title = 'ran'";
  const image = new Image();
  const done = new Promise((end) => { image.onerror = end; });
  image.src = "https://other.example/x.png";
  document.body.append(script, image);
  await done;
  return stopped;
}"""


def test_page_opens_under_a_strict_policy(page: Page, kind: str) -> None:
    # Whatever breaks the policy is told on the console, and so fails the test.
    response = page.goto(kind)
    assert response is not None
    assert "script-src 'self'" in response.headers["content-security-policy"]
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("main")).to_be_visible()


def test_page_opens_under_the_policy_that_it_bears_itself(
    page: Page, kind: str, open_server: Server, watch: Watch
) -> None:
    response = page.goto(open_server.address + kind)
    assert response is not None
    assert "content-security-policy" not in response.headers
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.wait_for_load_state()
    missing = response.status == HTTPStatus.NOT_FOUND
    assert [one for one in watch.problems if not (missing and one.endswith(f"({response.url})"))] == []
    watch.problems.clear()
    # Nothing from elsewhere is fetched, and no script within the page runs.
    blocked = page.evaluate(BLOCKED)
    assert sorted(blocked) == ["img-src https://other.example/x.png", "script-src-elem inline"]
    # Chromium tells of the request before it stops it.
    asked = "asked another host: https://other.example/x.png"
    told = [problem for problem in watch.close() if problem != asked and not problem.endswith(f"({response.url})")]
    assert all("Content Security Policy" in problem for problem in told), told
    watch.problems.clear()


def test_page_has_no_horizontal_scroll_at_320_px(page: Page, kind: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(kind)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert page.evaluate(STICKING_OUT) == []


def faults_known_to_axe(page: Page, *rules: str) -> list[str]:
    """Return what axe finds wrong with a page by all of its rules, or by those named."""
    results = Axe().run(page, options={"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {}))
    return [
        f"{violation['id']}: {' '.join(node['target'])} {node['failureSummary']}"
        for violation in results.response["violations"]
        for node in violation["nodes"][:3]
    ]


@pytest.mark.parametrize("width", [1280, 390])
def test_page_has_no_fault_known_to_axe(page: Page, kind: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(kind)
    page.evaluate(OPEN_ALL)
    assert faults_known_to_axe(page) == []
    if width == 1280:
        # Only these of the rules look at colours; the others find in the dark what they find in the light.
        page.emulate_media(color_scheme="dark")
        page.reload()  # colours that are still changing would be measured half-way
        page.evaluate(OPEN_ALL)
        assert [f"dark: {fault}" for fault in faults_known_to_axe(page, *COLOUR_RULES)] == []


def test_missing_page_is_told_of_as_missing(page: Page) -> None:
    response = page.goto("no/such/page/")
    assert response is not None
    assert response.status == 404
    page.get_by_role("main").get_by_role("link", name="Articles").click()
    expect(page).to_have_url("articles/")


def test_no_page_asks_another_host_for_anything(page: Page, open_server: Server, server: Server) -> None:
    sitemap = ElementTree.parse(server.folder / "sitemap.xml")
    addresses = [element.text or "" for element in sitemap.iterfind(".//{*}loc")]
    pages = {path.parent for path in server.folder.rglob("index.html")}
    names = {path.relative_to(server.folder).as_posix().strip(".") for path in pages}
    frozen = {name for name in names if name.startswith("v/")}
    assert {address.removeprefix(server.address).strip("/") for address in addresses} == names - frozen
    for address in addresses:
        page.goto(address.replace(server.address, open_server.address))


IMAGE = "new Promise(done => {{ const i = new Image(); i.onerror = done; i.src = '{}'; }})"
THROW = "document.addEventListener('x', () => { throw new Error('oh'); }); document.dispatchEvent(new Event('x'))"


@pytest.mark.parametrize(
    ("does", "told"),
    [
        (IMAGE.format("https://other.example/x.png"), "asked another host: https://other.example/x.png"),
        (IMAGE.format("missing.png"), "404"),
        (THROW, "uncaught: oh"),
        ("console.error('oh')", "console: oh"),
        ("alert('oh')", "dialog: oh"),
        ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
    ],
    ids=["other host", "missing file", "uncaught error", "console", "dialog", "policy"],
)
def test_watch_sees_what_it_is_there_to_see(
    page: Page, watch: Watch, open_server: Server, does: str, told: str
) -> None:
    page.goto(open_server.address if "other" in does else "")
    page.evaluate(does)
    assert any(told in problem for problem in watch.close()), watch.problems
    watch.problems.clear()
