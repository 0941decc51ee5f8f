"""Publishing a version of the toy edition: what is written, what is refused, and that it is all or nothing."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from edition import pipeline, release, sitecheck, swap
from edition.cli import main
from edition.faults import FaultsFoundError
from edition.publishing import archive

Edit = Callable[[Path, str, str], None]
Snapshot = Callable[[Path], dict[str, bytes]]


def quiet(line: str) -> None:
    pass


def publish(root: Path, version: str) -> release.Published:
    return release.publish(root, version, quiet)


def next_version(root: Path, edit: Edit, version: str = "2.2", day: str = "2024-03-01") -> None:
    edit(root / "mkdocs.yml", 'version: "2.1"', f'version: "{version}"')
    edit(root / "mkdocs.yml", "date: 2024-01-31", f"date: {day}")


def told(root: Path, version: str) -> list[str]:
    with pytest.raises(FaultsFoundError) as error:
        publish(root, version)
    return [str(fault) for fault in error.value.faults]


def test_a_published_version_stands_in_the_next_site_byte_for_byte_and_whole(
    published_toy: Path, snapshot: Snapshot, edit: Edit
) -> None:
    assert main(["build", str(published_toy)]) == 0
    first = snapshot(published_toy / "site" / "v" / "2.1")
    listed = archive.read_manifest(first[archive.MANIFEST])
    assert {name: hashlib.sha256(first[name]).hexdigest() for name in listed} == listed
    assert set(first) == {*listed, archive.MANIFEST}
    for name in ("index.html", "articles/on-tides/index.html", "assets/edition.css", "assets/search-index.js"):
        assert name in first
    edit(published_toy / "articles" / "harbour-dues.md", "drafted_by: the keepers", "drafted_by: two keepers")
    next_version(published_toy, edit)
    publish(published_toy, "2.2")
    assert main(["build", str(published_toy)]) == 0
    assert snapshot(published_toy / "site" / "v" / "2.1") == first
    second = snapshot(published_toy / "site" / "v" / "2.2")
    assert b"two keepers" in second["articles/harbour-dues/index.html"]
    assert b"Version 2.2" in second["index.html"]


def test_a_frozen_site_leads_nowhere_that_is_not_there(published_toy: Path) -> None:
    """Each link of each frozen page, and each style sheet and script, is followed as the living ones are."""
    assert main(["build", str(published_toy)]) == 0
    assert sitecheck.check_site(published_toy / "site", "https://toy.example/", []) == []


def test_frozen_pages_are_in_no_site_map_no_feed_and_not_in_the_index_of_search(published_toy: Path) -> None:
    assert main(["build", str(published_toy)]) == 0
    site = published_toy / "site"
    for name in ("sitemap.xml", "feed.xml", "feed.json", "assets/search-index.js"):
        assert "v/2.1" not in (site / name).read_text("utf-8")


def test_a_fresh_copy_of_the_sources_gives_the_same_site(
    published_toy: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    copy = shutil.copytree(published_toy, tmp_path / "elsewhere" / "toy")
    assert main(["build", str(published_toy)]) == 0
    assert main(["build", str(copy)]) == 0
    assert snapshot(copy / "site") == snapshot(published_toy / "site")


def test_a_later_version_costs_little(published_toy: Path, edit: Edit) -> None:
    folder = published_toy / "articles" / "permalinks" / "versions"
    first = (folder / "2.1.tar.zst").stat().st_size
    next_version(published_toy, edit)
    assert publish(published_toy, "2.2").stored < first / 5


@pytest.mark.parametrize(
    ("version", "day", "wanted", "expected"),
    [
        ("2.2", "2024-03-01", "2.3", "the settings say that this is version 2.2, not 2.3"),
        ("2.1", "2024-03-01", "2.1", "version 2.1 does not come after 2.1, the last that was published"),
        ("2.1.0", "2024-03-01", "2.1.0", "version 2.1.0 does not come after 2.1"),
        ("2.0.9", "2024-03-01", "2.0.9", "version 2.0.9 does not come after 2.1"),
        ("2.2", "2024-01-30", "2.2", "the settings date version 2.2 before the last one, which is of 2024-01-31"),
        ("2.2", "2024-03-01", "2.2b", "'2.2b' is not a version; name it by numbers and points"),
    ],
)
def test_a_version_that_cannot_be_the_next_is_refused(
    published_toy: Path, edit: Edit, snapshot: Snapshot, version: str, day: str, wanted: str, expected: str
) -> None:
    edit(published_toy / "mkdocs.yml", 'version: "2.1"', f'version: "{version}"')
    edit(published_toy / "mkdocs.yml", "date: 2024-01-31", f"date: {day}")
    before = snapshot(published_toy / "articles")
    assert any(expected in line and line.endswith("[version]") for line in told(published_toy, wanted))
    assert snapshot(published_toy / "articles") == before


def test_an_edition_with_a_fault_is_not_published(published_toy: Path, edit: Edit, snapshot: Snapshot) -> None:
    next_version(published_toy, edit)
    edit(published_toy / "articles" / "on-tides.md", "a lamp was lit", "no lamp was lit")
    before = snapshot(published_toy / "articles")
    assert any(line.endswith("[erratum]") for line in told(published_toy, "2.2"))
    assert snapshot(published_toy / "articles") == before


def test_an_edition_read_with_the_authors_texts_is_not_published(
    published_toy: Path, edit: Edit, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_version(published_toy, edit)
    before = snapshot(published_toy / "articles")
    read = pipeline.read_and_check(published_toy, quiet)
    held = replace(read, edition=replace(read.edition, texts={"lamp-oil": {"p1": "All of it."}}))
    monkeypatch.setattr(pipeline, "read_and_check", lambda root, say: held)
    assert told(published_toy, "2.2") == [
        "witnesses:1:1: the authors’ texts are at hand, and what is published must not carry them; "
        "publish without a folder of witnesses [rights]"
    ]
    assert snapshot(published_toy / "articles") == before


@pytest.mark.parametrize("at", ["render", "freeze", "check", "compress", "swap"])
def test_a_publish_that_is_cut_short_leaves_everything_as_it_was(
    published_toy: Path, edit: Edit, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    next_version(published_toy, edit)
    before = snapshot(published_toy / "articles")

    def cut(*arguments: object) -> None:
        raise KeyboardInterrupt

    module, name = {
        "render": (pipeline, "render"),
        "freeze": (release, "freeze"),
        "check": (pipeline, "check_rendered"),
        "compress": (archive, "compress"),
        "swap": (swap, "put_in_place"),
    }[at]
    with monkeypatch.context() as patch:
        patch.setattr(module, name, cut)
        with pytest.raises(KeyboardInterrupt):
            publish(published_toy, "2.2")
    assert snapshot(published_toy / "articles") == before
    assert publish(published_toy, "2.2").version == "2.2"


def test_a_frozen_file_that_was_changed_or_added_is_told(published_toy: Path) -> None:
    packed = published_toy / "articles" / "permalinks" / "versions" / "2.1.tar.zst"
    files = archive.untar(archive.decompress(packed.read_bytes()))
    for change, expected in (
        ({"index.html": b"other"}, "'index.html' of version 2.1 was changed"),
        ({"new.html": b"new"}, "'new.html' was no part of version 2.1"),
        ({archive.MANIFEST: b""}, "'MANIFEST.txt' is not the one that was published"),
    ):
        packed.write_bytes(archive.compress(archive.tar({**files, **change})))
        with pytest.raises(FaultsFoundError, match=expected):
            pipeline.read_and_check(published_toy, quiet)
    del files["index.html"]
    packed.write_bytes(archive.compress(archive.tar(files)))
    with pytest.raises(FaultsFoundError, match=r"'index.html' of version 2.1 is missing"):
        pipeline.read_and_check(published_toy, quiet)


def test_a_page_of_the_site_that_was_published_and_is_missing_stops_the_build(
    published_toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (published_toy / "docs" / "about.md").rename(published_toy / "docs" / "on-us.md")
    config = published_toy / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("about.md", "on-us.md"), "utf-8")
    assert main(["build", str(published_toy)]) == 1
    line = (
        "articles/permalinks/pages.txt:2:1: the published address 'about/' is not in the finished site; put it back"
    )
    assert line in capsys.readouterr().err
    gone = published_toy / "articles" / "permalinks" / "gone.yml"
    gone.write_text("about/: {to: on-us/, date: 2024-03-01}\n", "utf-8")
    assert main(["build", str(published_toy)]) == 0
    assert 'href="../on-us/"' in (published_toy / "site" / "about" / "index.html").read_text("utf-8")


def test_the_change_log_is_shown_as_text_and_marks_and_nothing_else(published_toy: Path) -> None:
    hostile = "<script>trap()</script> <img src=x onerror=trap()> *new* [here](javascript:trap())"
    (published_toy / "CHANGELOG.md").write_text(f"# Changes\n\n## Edition 2.1\n\n{hostile}\n", "utf-8")
    assert main(["build", str(published_toy)]) == 0
    page = lxml.html.document_fromstring((published_toy / "site" / "changes" / "index.html").read_text("utf-8"))
    (step,) = page.cssselect("#version-2-1")
    assert "<script>trap()</script> <img src=x onerror=trap()> new" in " ".join(step.text_content().split())
    assert [em.text for em in step.cssselect("em")] == ["new"]
    assert step.cssselect("script, img, a[href^=javascript]") == []


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_in_git_only_what_is_committed_is_published(published_toy: Path, edit: Edit) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        subprocess.run(["git", "-C", str(published_toy), *identity, *arguments], check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", "-A")
    git("commit", "-m", "x")
    next_version(published_toy, edit)
    (published_toy / "articles" / "notes.txt").write_text("new", "utf-8")
    found = told(published_toy, "2.2")
    assert [line.split(":")[0] for line in found] == ["articles/notes.txt", "mkdocs.yml"]
    assert all(line.endswith("[history]") for line in found)
    git("add", "-A")
    git("commit", "-m", "x")
    assert publish(published_toy, "2.2").compared
