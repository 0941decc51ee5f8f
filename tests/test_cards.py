from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import lxml.html
from edition import cards, pipeline
from edition.cli import main
from edition.keep import Keep, key

TOY = Path(__file__).parent / "toy"


def test_each_article_and_the_edition_have_a_picture_of_the_right_size(built_toy: Path) -> None:
    held = built_toy / "site" / "assets" / "cards"
    articles = [path.stem for path in (built_toy / "articles").glob("*.md")]
    assert {path.name for path in held.iterdir()} == {"edition.png", *(f"article-{name}.png" for name in articles)}
    for path in held.iterdir():
        data = path.read_bytes()
        assert data.startswith(b"\x89PNG")
        assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len({path.read_bytes() for path in held.iterdir()}) == len(articles) + 1


def test_pages_name_their_picture(built_toy: Path) -> None:
    for page, card in (
        ("articles/on-tides/", "article-on-tides.png"),
        ("", "edition.png"),
        ("about/", "edition.png"),
    ):
        root = lxml.html.parse(built_toy / "site" / page / "index.html")
        assert root.xpath("//meta[@property='og:image']/@content") == [f"https://toy.example/assets/cards/{card}"]
        assert root.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]
        (told,) = root.xpath("//meta[@property='og:image:alt']/@content")
        assert told == root.xpath("//meta[@property='og:title']/@content")[0] or card == "edition.png"


def test_pictures_are_the_same_each_time() -> None:
    edition = pipeline.ready(TOY, lambda line: None).edition
    names = [cards.EDITION, cards.name_of("hamabe-no-koe"), cards.name_of("on-tides")]
    made = cards.Artist(TOY).draw(edition, names)
    assert cards.Artist(TOY).draw(edition, reversed(names)) == made
    assert cards.Artist(TOY).draw(edition, []) == {}


def test_only_what_is_not_there_is_drawn_again(ready_toy: Path) -> None:
    told: list[str] = []
    path = ready_toy / "build" / "docs" / "assets" / "cards" / "edition.png"
    path.write_bytes(b"spoilt")
    pipeline.build(ready_toy, told.append)
    assert "1 pictures drawn" in "".join(told)
    assert (ready_toy / "site" / "assets" / "cards" / "edition.png").read_bytes().startswith(b"\x89PNG")


def test_an_edition_may_do_without(tmp_path: Path, edit: Callable[[Path, str, str], None]) -> None:
    toy = Path(shutil.copytree(TOY, tmp_path / "toy"))
    edit(toy / "mkdocs.yml", "    short_title: Toy Papers", "    short_title: Toy Papers\n    cards: false")
    assert main(["build", str(toy), "--published"]) == 0
    assert not (toy / "site" / "assets" / "cards").exists()
    assert "og:image" not in (toy / "site" / "articles" / "on-tides" / "index.html").read_text("utf-8")


def test_what_is_kept_is_what_was_put_or_nothing(tmp_path: Path) -> None:
    keep = Keep(tmp_path / "kept")
    assert keep.get(key("a")) is None
    assert keep.make(key("a"), lambda: b"one") == b"one"
    keep.put(key("b"), b"two")
    keep.finish()
    again = Keep(tmp_path / "kept")
    assert again.make(key("a"), lambda: b"never") == b"one"
    again.finish()
    assert len(list((tmp_path / "kept").iterdir())) == 1
    next((tmp_path / "kept").iterdir()).write_bytes(b"spoilt")
    assert Keep(tmp_path / "kept").get(key("a")) is None
    assert key("a", "b") != key("ab", "") != key(b"ab")
