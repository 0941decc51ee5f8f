from __future__ import annotations

import hashlib
from fnmatch import fnmatch
from pathlib import Path

from edition.compiler import DATA

ROOT = Path(__file__).parent.parent
OURS = {path.relative_to(DATA / "assets").as_posix() for path in (DATA / "assets").rglob("*") if path.is_file()}


def test_whatever_is_not_ours_in_a_site_is_listed_with_its_licence(built_toy: Path) -> None:
    listed = (built_toy / "site" / "assets" / "licences.txt").read_text("utf-8")
    assets = built_toy / "site" / "assets"
    made = {"search-index.js", "opensearch.xml"}  # from the edition's own words
    others = {path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()} - OURS - made
    assert {name for name in others if name.split("/")[0] not in ("cards", "stylesheets", "search")} == set()
    assert "assets/stylesheets/*" in listed
    assert "Copyright (c) 2016-2025 Martin Donath" in listed


def test_the_licence_of_the_program_is_given_whole(built_toy: Path) -> None:
    listed = (built_toy / "site" / "assets" / "licences.txt").read_text("utf-8")
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert licence[licence.index("Permission") :].strip() in listed
    assert licence.splitlines()[2] in listed


def test_each_file_of_others_that_the_program_carries_is_listed_with_licence_and_digest(built_toy: Path) -> None:
    listed = (built_toy / "site" / "assets" / "licences.txt").read_text("utf-8")
    patterns = [word.rstrip(",") for word in listed.split() if word.startswith("assets/vendor/") and "*" in word]
    vendor = DATA / "assets" / "vendor"
    fonts = sorted((vendor / "fonts").glob("*.woff2"))
    assert fonts
    for path in (path for path in vendor.rglob("*") if path.is_file() and path not in fonts):
        assert path.name in listed, "neither a font nor a text that the list names"
    digests = (vendor / "fonts" / "SOURCES.txt").read_text("utf-8")
    for font in fonts:
        name = font.relative_to(DATA).as_posix()
        assert [pattern for pattern in patterns if fnmatch(name, pattern)], name
        assert f"{hashlib.sha256(font.read_bytes()).hexdigest()}  {font.name}" in digests
    for name in ("OFL-Newsreader.txt", "OFL-LibreFranklin.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (vendor / "fonts" / name).read_text("utf-8")


def test_the_fonts_of_a_first_view_are_no_more_than_80_kilobytes() -> None:
    core = list((DATA / "assets" / "vendor" / "fonts").glob("*-core.woff2"))
    # The bold cut is fetched only by pages that have bold words in the face of the text.
    assert sum(path.stat().st_size for path in core if "bold" not in path.name) <= 80_000


def test_every_face_that_the_styles_name_is_there() -> None:
    styles = (DATA / "assets" / "fonts.css").read_text("utf-8")
    named = {part.split('"')[0] for part in styles.split('url("')[1:]}
    assert named == {
        path.relative_to(DATA / "assets").as_posix() for path in (DATA / "assets/vendor").rglob("*.woff2")
    }
