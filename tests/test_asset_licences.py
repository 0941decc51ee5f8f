from __future__ import annotations

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
