"""An article that is taken down from a frozen version: none of its words is left there, and all else is as it was."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from edition import digest, markup, reader, release, sitecheck
from edition.cli import main
from edition.model.article import Article
from edition.model.edition import Edition
from edition.permalinks.fates import Fate
from edition.publishing import archive, takedown

Edit = Callable[[Path, str, str], None]
Snapshot = Callable[[Path], dict[str, bytes]]

RUN = 6  # five words in a row are now and then a name with its preposition, and any two articles may share them
WHY = "The heirs asked for it."
VERSIONS = Path("articles", "permalinks", "versions")
LEDGER = Path("articles", "permalinks", "versions.txt")
GONE = Path("articles", "permalinks", "gone.yml")


def runs(text: str) -> set[str]:
    words = digest.words(text)
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def said(data: bytes) -> str:
    """Return a file as a reader of its source finds it, with its markup and without it, so that nothing is missed."""
    text = html.unescape(data.decode("utf-8", errors="replace"))
    return text + " | " + re.sub(r"<[^>]*>", "", text) + " | " + re.sub(r"<[^>]*>", " ", text)


def own_runs(edition: Edition, article: Article) -> set[str]:
    """Return what only this article says: runs of its summary or text, its notes and positions, and of no other's."""

    def passages(one: Article) -> Iterator[str]:
        yield from (markup.plain(block.markdown) for block in one.blocks)
        yield from (markup.plain(note.text) for note in one.matter.notes.values())
        yield from (treatment.position or "" for treatment in one.matter.treats.values())

    own = set().union(*map(runs, passages(article)))
    names = [record.name for _, _, record in edition.authority.records()]
    elsewhere = [text for one in edition.articles if one is not article for text in passages(one)]
    whole = [repr(record) for _, _, record in edition.authority.records()]
    for text in [*elsewhere, *names, *whole]:
        own -= runs(text)
    return own


def check_taken_down(
    before: dict[str, bytes], now: dict[str, bytes], edition: Edition, article: Article, why: str = WHY
) -> None:
    """Compare a version's files with those before: as they were, or tombstones, or gone, and no word is left."""
    own = own_runs(edition, article)
    assert own
    assert any(own & runs(said(data)) for name, data in before.items() if not name.startswith(article.address))
    left = {name: found for name, data in now.items() if (found := own & runs(said(data)))}
    assert left == {}
    for name, data in before.items():
        if now.get(name) == data:
            continue
        assert name not in now or (name.endswith(".html") and why.encode() in now[name]), name
    assert set(now) <= set(before)
    assert why.encode() in now[f"{article.address}index.html"]
    leads = f"{article.address}#".encode()
    assert [n for n, data in now.items() if leads in data and not n.startswith("articles/")] == []


@pytest.fixture(scope="module")
def real(
    tmp_path_factory: pytest.TempPathFactory, real_copy: Callable[[Path], Path], snapshot: Snapshot
) -> tuple[Path, dict[str, bytes]]:
    """The real edition with a version published, one article taken down from it, the next version published; built.

    And the files of the first version as they were.
    """
    root = real_copy(tmp_path_factory.mktemp("taken") / "real")
    version = reader.read_edition(root)[0].settings.edition.version
    release.publish(root, version, lambda _: None)
    packed = (root / VERSIONS / f"{version}.tar.zst").read_bytes()
    before = archive.untar(archive.decompress(packed))
    (root / GONE).write_text(f"v/{version}/articles/goto-2019/: {{reason: {WHY}, date: 2026-12-01}}\n", "utf-8")
    config = (root / "mkdocs.yml").read_text("utf-8")
    config = re.sub(r"version: \"[0-9.]+\"", 'version: "99.1"', config, count=1)
    (root / "mkdocs.yml").write_text(
        re.sub(r"\n( +)date: [0-9-]+", r"\n\1date: 2099-01-01", config, count=1), "utf-8"
    )
    release.publish(root, "99.1", lambda _: None)
    (root / GONE).unlink()  # the ledger knows it now
    assert main(["build", str(root)]) == 0
    return root, before


def test_of_a_real_article_nothing_is_left_in_its_version_nor_in_the_archive(
    real: tuple[Path, dict[str, bytes]], real_edition: Edition, snapshot: Snapshot
) -> None:
    root, before = real
    version, article = real_edition.settings.edition.version, real_edition.by_id["goto-2019"]
    check_taken_down(before, snapshot(root / "site" / "v" / version), real_edition, article)
    held = archive.untar(archive.decompress((root / VERSIONS / f"{version}.tar.zst").read_bytes()))
    own = own_runs(real_edition, article)
    assert [name for name, data in held.items() if own & runs(said(data))] == []
    assert all(before[name] == data for name, data in held.items())


def test_search_and_the_checker_of_that_version_go_as_a_whole(
    real: tuple[Path, dict[str, bytes]], real_edition: Edition
) -> None:
    root, _ = real
    site = root / "site" / "v" / real_edition.settings.edition.version
    for name in ("search", "check-a-quotation"):
        assert f"/articles/goto-2019/, which was taken down. {WHY}" in (site / name / "index.html").read_text("utf-8")
    assert not (site / "assets" / "search").exists()
    assert not (site / "check-a-quotation" / "data").exists()


def test_the_pages_of_other_articles_and_those_by_hand_stay(
    real: tuple[Path, dict[str, bytes]], real_edition: Edition
) -> None:
    root, before = real
    site = root / "site" / "v" / real_edition.settings.edition.version
    kept = [f"{one.address}index.html" for one in real_edition.articles if one.id != "goto-2019"]
    for name in [*kept, "about/index.html", "articles/index.html", "topics/china/index.html"]:
        assert (site / name).read_bytes() == before[name]


def test_each_file_that_went_has_a_line_in_the_ledger_with_the_reason(
    real: tuple[Path, dict[str, bytes]], real_edition: Edition
) -> None:
    root, before = real
    version = real_edition.settings.edition.version
    held = archive.untar(archive.decompress((root / VERSIONS / f"{version}.tar.zst").read_bytes()))
    lines = [line.split(" ") for line in (root / LEDGER).read_text("utf-8").splitlines() if " withdrawn " in line]
    addresses = [line[0] for line in lines]
    for name in set(before) - set(held):
        own = name.startswith("articles/goto-2019/")
        assert (f"v/{version}/articles/goto-2019/" if own else f"v/{version}/{name}") in addresses
    assert all(" ".join(line).endswith(WHY) and line[1:3] == ["99.1", "99.1"] for line in lines)


def test_the_changes_tell_of_the_article_and_not_of_each_file(
    real: tuple[Path, dict[str, bytes]], real_edition: Edition
) -> None:
    root, _ = real
    told = (root / "site" / "changes" / "index.html").read_text("utf-8")
    assert f"v/{real_edition.settings.edition.version}/articles/goto-2019/" in told
    assert "It carried words of" not in told


def test_what_is_left_of_a_version_leads_nowhere_that_is_not_there(
    real: tuple[Path, dict[str, bytes]], real_edition: Edition
) -> None:
    """Every link finds a page, if only a tombstone, which stands for all the places that its page had."""
    root, _ = real
    faults = sitecheck.check_site(root / "site", real_edition.settings.base, [])
    assert [str(fault) for fault in faults if "leads to no place in its page" not in fault.what] == []
    site = root / "site" / "v" / real_edition.settings.edition.version
    for fault in faults:
        target = (root / "site" / fault.place.path).parent / fault.what.split("'")[1].partition("#")[0] / "index.html"
        assert site in target.resolve().parents
        assert "<h1>Taken down</h1>" in target.read_text("utf-8")


def test_a_file_that_is_not_to_be_there_any_more_is_told_and_one_that_was_changed(
    real: tuple[Path, dict[str, bytes]], real_edition: Edition, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was taken down may be missing, and nothing else; everything else is held to its digest as before."""
    root, _ = real
    path = root / VERSIONS / f"{real_edition.settings.edition.version}.tar.zst"
    good = path.read_bytes()
    held = archive.untar(archive.decompress(good))
    name = "articles/tatsumi-2019/index.html"
    try:
        for change, expected in ((b"", "was changed"), (None, "is missing")):
            files = {one: data for one, data in held.items() if one != name} | (
                {name: change} if change is not None else {}
            )
            path.write_bytes(archive.compress(archive.tar(files)))
            assert main(["check", str(root)]) == 1
            assert (
                f"'{name}' of version {real_edition.settings.edition.version} {expected}" in capsys.readouterr().err
            )
    finally:
        path.write_bytes(good)


def test_a_takedown_in_the_toy_holds_at_the_next_build_and_after_the_next_version(
    published_toy: Path, edit: Edit, snapshot: Snapshot
) -> None:
    """From the site at the next build, from the repository's archives at the next version, and all else stays."""
    edition = reader.read_edition(published_toy)[0]
    article = edition.by_id["harbour-dues"]
    before = archive.untar(archive.decompress((published_toy / VERSIONS / "2.1.tar.zst").read_bytes()))
    assert {n: hashlib.sha256(before[n]).hexdigest() for n in archive.read_manifest(before[archive.MANIFEST])} == (
        archive.read_manifest(before[archive.MANIFEST])
    )
    (published_toy / GONE).write_text(f"v/2.1/articles/harbour-dues/: {{reason: {WHY}, date: 2024-02-02}}\n", "utf-8")
    assert main(["build", str(published_toy)]) == 0
    pending = snapshot(published_toy / "site" / "v" / "2.1")
    check_taken_down(before, pending, edition, article)
    edit(published_toy / "mkdocs.yml", 'version: "2.1"', 'version: "2.2"')
    edit(published_toy / "mkdocs.yml", "date: 2024-01-31", "date: 2024-03-01")
    release.publish(published_toy, "2.2", lambda _: None)
    (published_toy / GONE).unlink()
    assert main(["build", str(published_toy)]) == 0
    assert snapshot(published_toy / "site" / "v" / "2.1") == pending
    line = (published_toy / LEDGER).read_text("utf-8")
    assert f"v/2.1/articles/harbour-dues/ 2.2 2.2 withdrawn date=2024-02-02 reason={WHY}" in line
    assert "was withdrawn" in (published_toy / "site" / "changes" / "index.html").read_text("utf-8")


TAKEN = {"v/1/articles/x/": Fate("v/1/articles/x/", "", "2026-12-01", "Why.")}
LIST = (
    takedown._HEAD.format(id="x").encode()
    + b"One two three four five six seven eight nine.\nFour words of it.\nOf it.\n"
)


@pytest.mark.parametrize(
    ("name", "data", "taken"),
    [
        ("topics/a/index.html", b"<p>Two three <b>four</b> five, six seven eight nine</p>", True),
        ("topics/a/index.html", b"<p>Two three four five, six</p><p>seven eight nine</p>", True),
        ("topics/a/index.html", b"<p>Two three four five six seven eight</p>", False),
        ("topics/a/index.html", b'<meta content="one two three four five six seven eight">', True),
        ("topics/a/index.html", b"<p>four words of it</p>", True),
        ("topics/a/index.html", b"<p>of it</p>", False),
        ("topics/a/index.html", b'<a href="../../articles/x/#p2">2</a> <q>it</q>', True),
        ("topics/a/index.html", b'<a href="../../articles/x/">x</a>', False),
        ("topics/a/index.html", b'<a href="../../articles/xx/#p2">2</a>', False),
        ("articles/y/index.html", b'<a href="../../articles/x/#p2">2</a>', False),
        ("articles/y/index.html", b"<p>four words\nof&nbsp;it</p>", True),
        ("assets/search/index.js", b'f(["one two three\\nfour five six seven \\u0065ight"])', True),
        ("data/a.json", b'{"a": "four words of it"}', True),
        ("assets/edition.css", b"/* four words of it */", False),
        ("books/toy.pdf", b"%PDF", True),
        ("books/index.html", b"", True),
        ("assets/cards/article-x.png", b"", True),
        ("assets/cards/article-xx.png", b"", False),
    ],
)
def test_a_file_carries_an_article_where_it_has_its_words_or_leads_into_it(
    name: str, data: bytes, taken: bool
) -> None:
    files = {"articles/x/index.html": b"", f"articles/x/{takedown.PASSAGES}": LIST, name: data}
    found = takedown.carried(files, "1", TAKEN)
    assert list(found) == ([f"v/1/{name}"] if taken else [])


def test_search_goes_with_its_page_and_nothing_goes_twice_or_in_another_version() -> None:
    files = {
        f"articles/x/{takedown.PASSAGES}": LIST,
        "assets/search/a.js": b"four words of it",
        "assets/search/b.js": b"",
        "assets/search.js": b"",
        "search/index.html": b"",
    }
    found = takedown.carried(files, "1", TAKEN)
    assert list(found) == ["v/1/assets/search/a.js", "v/1/assets/search/b.js", "v/1/search/index.html"]
    assert found["v/1/search/index.html"].reason == "It carried words of v/1/articles/x/, which was taken down. Why."
    assert takedown.carried(files, "1", TAKEN | {"v/1/assets/": TAKEN["v/1/articles/x/"]} | found) == {}
    assert takedown.carried(files, "2", TAKEN) == {}
