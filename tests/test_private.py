from __future__ import annotations

from pathlib import Path

import pytest
from edition import private
from edition.faults import Code, FaultsFoundError

SAID = '<meta name="robots" content="noindex, nofollow, noarchive">'


def page(head: str = SAID, body: str = '<div class="ed-private">…</div>') -> str:
    return f"<!doctype html><html><head>{head}<title>x</title></head><body>{body}</body></html>"


def test_what_makes_a_site_private() -> None:
    assert private.privacy(texts=False, drafts=False) is None
    texts, both = private.privacy(texts=True, drafts=False), private.privacy(texts=True, drafts=True)
    drafts = private.privacy(texts=False, drafts=True)
    assert texts
    assert both
    assert drafts
    assert "under copyright" in texts.words
    assert "drafts" not in texts.words
    assert "drafts" in both.words
    assert "copyright" not in drafts.words


def test_its_folder_keeps_itself_out_of_git_and_leaves_an_editor_s_own_rules(tmp_path: Path) -> None:
    folder = private.prepare(tmp_path)
    assert folder.name == "reading-copy"
    assert (folder / ".gitignore").read_text("utf-8").endswith("\n*\n")
    (folder / ".gitignore").write_text("/site/\n", "utf-8")
    assert private.prepare(tmp_path) == folder
    assert (folder / ".gitignore").read_text("utf-8") == "/site/\n"


def test_a_marked_site_is_refused_and_asks_robots_to_go(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text("<urlset/>", "utf-8")
    private.refuse(tmp_path)
    why = private.privacy(texts=True, drafts=False)
    assert why
    private.mark(tmp_path, why)
    assert sorted(path.name for path in tmp_path.iterdir()) == [private.MARKER, "robots.txt"]
    assert (tmp_path / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    with pytest.raises(FaultsFoundError) as error:
        private.refuse(tmp_path)
    (fault,) = error.value.faults
    assert fault.code is Code.PRIVATE
    assert "may not be published" in fault.what


def test_a_page_that_does_not_say_that_it_is_private_is_a_fault(tmp_path: Path) -> None:
    for name, text in {
        "good.html": page(),
        "no-robots.html": page(head=""),
        "no-banner.html": page(body=""),
        "other-robots.html": page(head='<meta name="robots" content="index">'),
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    names = [fault.place.path for fault in private.unmarked(tmp_path)]
    assert names == ["no-banner.html", "no-robots.html", "other-robots.html"]


@pytest.mark.parametrize("place", ["site", "build", "docs/more", "articles", "site/deep/er"])
def test_no_private_copy_goes_where_things_are_published_from(tmp_path: Path, place: str) -> None:
    with pytest.raises(FaultsFoundError):
        private.refuse_place(tmp_path, tmp_path / place)
    private.refuse_place(tmp_path, tmp_path / "elsewhere")


def test_the_workflow_that_publishes_looks_for_the_marker() -> None:
    workflow = Path(__file__).parent.parent / ".github" / "workflows" / "publish.yml"
    assert f"site/{private.MARKER}" in workflow.read_text("utf-8")
