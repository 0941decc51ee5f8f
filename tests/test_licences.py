from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from edition import pipeline
from edition.licences import LICENCES
from edition.model.provenance import OPEN_RIGHTS

Edit = Callable[[Path, str, str], None]
SAID = {
    "public-domain": ("in the public domain", "https://creativecommons.org/publicdomain/mark/1.0/"),
    "CC0-1.0": (
        "dedicated to the public domain under CC0 1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "CC-BY-4.0": (
        "under Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC-BY-SA-4.0": (
        "under Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "by-permission": ("carried by permission of The Harbour Board", None),
}


def test_each_status_that_lets_a_text_be_carried_has_its_words() -> None:
    assert set(LICENCES) == set(OPEN_RIGHTS) == set(SAID)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, lxml.html.HtmlElement]:
    """The page of the same text under each status."""
    toy = Path(__file__).parent / "toy"
    folder = Path(shutil.copytree(toy, tmp_path_factory.mktemp("licences") / "toy"))
    model = (folder / "articles" / "old-letter.md").read_text("utf-8")
    for status in SAID:
        name = "letter-" + status.lower().replace(".", "-")
        text = model.replace("id: old-letter", f"id: {name}").replace("status: by-permission", f"status: {status}")
        (folder / "articles" / f"{name}.md").write_text(text, "utf-8")
    site = pipeline.build(folder, lambda _: None).site
    return {
        status: lxml.html.document_fromstring(
            (site / "articles" / ("letter-" + status.lower().replace(".", "-")) / "index.html").read_text("utf-8")
        )
        for status in SAID
    }


@pytest.mark.parametrize("status", SAID)
def test_the_page_says_under_what_rights_and_links_to_the_deed(
    pages: dict[str, lxml.html.HtmlElement], status: str
) -> None:
    words, deed = SAID[status]
    (said,) = pages[status].cssselect(".ed-provenance")
    assert words in " ".join(said.text_content().split())
    assert [link.get("href") for link in said.cssselect('a[rel="license"]')] == ([deed] if deed else [])


@pytest.mark.parametrize("status", SAID)
def test_where_the_licence_asks_for_it_author_title_source_and_changes_are_named(
    pages: dict[str, lxml.html.HtmlElement], status: str
) -> None:
    found = pages[status].cssselect(".ed-attribution")
    assert bool(found) == status.startswith("CC-BY")
    for one in found:
        text = " ".join(one.text_content().split())
        assert text.startswith(
            "“[A letter on lamps]” by Edith Marsh, The Harbour Board (attribution doubtful), Mori "
        )
        assert "© The Harbour Board" in text
        assert "were added by this edition" in text
        assert ("under the same licence" in text) == (status == "CC-BY-SA-4.0")
