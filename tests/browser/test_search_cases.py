"""The acceptance table of search, tests/cases/search.yml: every row in Chromium, from both packings of the index."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
EDITIONS = {"five": ROOT, "small": ROOT / "tests" / "search" / "edition"}
PACKINGS = ("bundle", "buckets")
RECORDS = ("record", "records")

# Asks every question by the address, as Back and a shared link do, and reads what a reader sees.
ASK = """
async (rows) => {
  const main = document.getElementById("main");
  const still = async () => {
    do await new Promise((done) => setTimeout(done, 1));
    while (main.querySelector("[aria-busy], .ed-more:disabled"));
  };
  await still();
  const answers = [];
  for (const { query, chosen } of rows) {
    history.pushState(null, "", `?q=${encodeURIComponent(query)}${chosen ? `&${chosen}` : ""}`);
    dispatchEvent(new PopStateEvent("popstate"));
    await still();
    for (let more; (more = main.querySelector("#ed-search-results .ed-more")); await still()) more.click();
    const groups = {};
    for (const group of main.querySelectorAll("#ed-search-results section")) {
      const links = [...group.querySelectorAll(".ed-hit__link")].map((link) => link.getAttribute("href"));
      groups[group.dataset.group] = links;
    }
    answers.push({
      groups,
      count: document.getElementById("ed-search-count").textContent,
      told: document.getElementById("ed-search-told").textContent,
      shown: main.querySelectorAll("#ed-search-results .ed-hit").length,
    });
  }
  return answers;
}
"""

Answers = list[tuple[dict[str, Any], dict[str, Any]]]


def rows(edition: str) -> list[dict[str, Any]]:
    held = yaml.load((ROOT / "tests/cases/search.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return [row for row in held if row.get("edition", "five") == edition]


def build(source: Path, folder: Path, packing: str) -> Path:
    """Build the edition in a folder with its search index packed one way."""
    folder.mkdir()
    for name in ("articles", "docs"):
        shutil.copytree(source / name, folder / name)
    settings = (source / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(settings.rstrip() + f"\n    search_index: {packing}\n", "utf-8")
    command = [sys.executable, "-m", "edition", "build", str(folder)]
    done = subprocess.run(command, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def ask(
    browser: Browser, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], Answers]:
    """A function that asks all rows of an edition from one packing; each is asked once."""
    folder = tmp_path_factory.mktemp("packed")
    known: dict[tuple[str, str], Answers] = {}

    def asked(edition: str, packing: str) -> Answers:
        if (edition, packing) not in known:
            site = build(EDITIONS[edition], folder / f"{edition}-{packing}", packing)
            held = rows(edition)
            page = browser.new_page()
            problems: list[str] = []
            page.on("console", lambda message: problems.append(message.text))
            page.on("pageerror", lambda error: problems.append(str(error)))
            page.goto(f"{serve(site)}search/")
            queries = [{"query": row["input"], "chosen": row.get("chosen", "")} for row in held]
            answers = page.evaluate(ASK, queries)
            page.close()
            assert problems == []
            known[edition, packing] = list(zip(held, answers, strict=True))
        return known[edition, packing]

    return asked


def places(links: list[str]) -> list[str]:
    """Return article and paragraph of each link, as ``tatsumi-2019#p6``."""
    found = []
    for link in links:
        path, _, anchor = link.partition("#")
        article = path.partition("?")[0].removeprefix("../articles/").strip("/")
        found.append(f"{article}#{anchor}" if anchor else article)
    return found


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("packing", PACKINGS)
def test_every_row_finds_what_it_should(ask: Callable[[str, str], Answers], packing: str, edition: str) -> None:
    wrong = []
    for row, answer in ask(edition, packing):
        groups = {key: places(links) for key, links in answer["groups"].items() if key not in RECORDS}
        expected = {key: held.split() for key, held in row["expected"].items()}
        first = next(iter(groups.values()), [""])[0]
        if groups != expected or first != row.get("first", ""):
            wrong.append(f"{row['title']}: {groups}, not {expected}")
        if list(groups) != list(expected):
            wrong.append(f"{row['title']}: groups in the order {list(groups)}")
        if ("nobody" in row) != ("No author here is recorded as writing" in answer["told"]):
            wrong.append(f"{row['title']}: told {answer['told']!r}")
        if row.get("nobody", "") not in answer["told"] or row.get("meant", "") not in answer["told"]:
            wrong.append(f"{row['title']}: told {answer['told']!r}")
        if answer["shown"] != sum(map(len, answer["groups"].values())):
            wrong.append(f"{row['title']}: a result without a link")
        if bool(answer["groups"]) == answer["count"].startswith("Nothing found"):
            wrong.append(f"{row['title']}: counted {answer['count']!r}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_packings_say_the_same(ask: Callable[[str, str], Answers], edition: str) -> None:
    different = [
        f"{row['title']}: {key}: {here[key]} and {there[key]}"
        for (row, here), (_, there) in zip(*(ask(edition, packing) for packing in PACKINGS), strict=True)
        for key in here
        if here[key] != there[key]
    ]
    assert not different, "\n".join(different)


def test_the_table_is_as_long_as_it_should_be() -> None:
    assert len(rows("five")) + len(rows("small")) >= 60
