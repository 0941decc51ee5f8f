from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
import yaml
from edition.compiler import DATA, compile_site, render_page, template_folders
from edition.faults import FaultsFoundError
from edition.output import Output
from edition.page import Page
from edition.passthrough import MARKER
from hypothesis import given
from hypothesis import strategies as st

Snapshot = Callable[[Path], dict[str, bytes]]

ONE = Page("topics/one/", "page.html", "One", "The first.", {"words": "a < b"})
TWO = Page("topics/two/", "page.html", "Two", "The second.", {"words": "c"})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An edition's folder with one template of its own."""
    templates = tmp_path / "docs" / "overrides" / "templates"
    templates.mkdir(parents=True)
    (templates / "page.html").write_text("<p>{{ words }}</p>\n<a href=\"{{ href('topics/') }}\">up</a>\n", "utf-8")
    return tmp_path


def compiled(root: Path, *pages: Page, files: dict[str, bytes] | None = None) -> Output:
    return compile_site(root, root / "build", pages, files or {})


def test_a_page_is_a_head_for_the_theme_the_marker_and_a_finished_body(root: Path) -> None:
    compiled(root, ONE)
    text = (root / "build" / "docs" / "topics" / "one.md").read_text("utf-8")
    assert text == (
        '---\ntitle: "One"\ndescription: "The first."\nedition: "page"\n---\n'
        f'{MARKER}\n<p>a &lt; b</p>\n<a href="../../topics/">up</a>'
    )


WRITTEN = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"], include_characters="\n\t"))


@given(WRITTEN, WRITTEN)
def test_the_head_of_a_page_is_read_back_whatever_its_title(title: str, description: str) -> None:
    environment = jinja2.Environment(loader=jinja2.DictLoader({"x.html": ""}), autoescape=True)
    text = render_page(environment, Page("", "x.html", title, description, {})).decode()
    head = text.split("---\n")[1] if text.count("---\n") == 2 else text[4 : text.rindex("---\n")]
    assert yaml.safe_load(head) == {"title": title, "description": description, "edition": "x"}


def test_a_second_compilation_writes_nothing(root: Path, snapshot: Snapshot) -> None:
    files = {"assets/x.js": b"1"}
    first = compiled(root, ONE, TWO, files=files)
    before = snapshot(root / "build")
    second = compiled(root, ONE, TWO, files=files)
    assert {"topics/one.md", "topics/two.md", "assets/x.js"} <= set(first.written)
    assert (second.written, second.deleted) == ([], [])
    assert snapshot(root / "build") == before


def test_only_the_page_whose_data_changed_is_written_again(root: Path) -> None:
    compiled(root, ONE, TWO)
    changed = Page(TWO.address, TWO.template, TWO.title, TWO.description, {"words": "d"})
    assert compiled(root, ONE, changed).written == ["topics/two.md"]


def test_a_page_that_is_no_more_is_deleted(root: Path) -> None:
    compiled(root, ONE, TWO)
    output = compiled(root, ONE)
    assert output.deleted == ["topics/two.md"]
    assert not (root / "build" / "docs" / "topics" / "two.md").exists()


def test_a_page_that_was_changed_in_the_folder_is_made_again(root: Path) -> None:
    compiled(root, ONE)
    path = root / "build" / "docs" / "topics" / "one.md"
    path.write_text("spoiled", "utf-8")
    assert compiled(root, ONE).written == ["topics/one.md"]
    assert "a &lt; b" in path.read_text("utf-8")


def test_a_changed_template_makes_its_pages_anew(root: Path) -> None:
    compiled(root, ONE)
    (root / "docs" / "overrides" / "templates" / "page.html").write_text("<b>{{ words }}</b>", "utf-8")
    assert compiled(root, ONE).written == ["topics/one.md"]


def test_the_edition_s_own_pages_assets_templates_and_theme_take_their_places(root: Path) -> None:
    for name, text in (
        ("docs/about.md", "# About"),
        ("docs/assets/edition.css", "body {}"),
        ("docs/overrides/theme/partials/footer.html", "foot"),
        ("docs/.hidden.md", "x"),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    compiled(root, ONE)
    build = root / "build"
    assert (build / "docs" / "about.md").read_text("utf-8") == "# About"
    assert (build / "docs" / "assets" / "edition.css").read_text("utf-8") == "body {}"
    assert (build / "theme" / "partials" / "footer.html").read_text("utf-8") == "foot"
    assert (build / "theme" / "main.html").read_bytes() == (DATA / "theme" / "main.html").read_bytes()
    assert (build / "mkdocs-base.yml").read_bytes() == (DATA / "mkdocs-base.yml").read_bytes()
    assert not (build / "docs" / "overrides").exists()
    assert not (build / "docs" / ".hidden.md").exists()


def test_an_asset_of_the_edition_s_own_is_not_written_again(root: Path) -> None:
    (root / "docs" / "assets").mkdir()
    (root / "docs" / "assets" / "edition.css").write_text("body {}", "utf-8")
    compiled(root, ONE)
    assert compiled(root, ONE).written == []


def test_a_page_written_by_hand_may_not_have_the_address_of_a_generated_one(root: Path) -> None:
    (root / "docs" / "topics").mkdir()
    (root / "docs" / "topics" / "one.md").write_text("# One", "utf-8")
    with pytest.raises(FaultsFoundError, match=r"^docs/topics/one.md:1:1: .* \[file\]$"):
        compiled(root, ONE)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("\n{{ moon }}", r"^templates/page.html:1:1: the page topics/one/ cannot be made: 'moon' is undefined; "),
        ("\n{% if %}", r"^templates/page.html:2:1: the page topics/one/ cannot be made: Expected an expression"),
        (
            "{% include 'no.html' %}",
            r"^templates/no.html:1:1: the page topics/one/ cannot be made: 'no.html' not found",
        ),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_told_with_the_page(root: Path, template: str, expected: str) -> None:
    (root / "docs" / "overrides" / "templates" / "page.html").write_text(template, "utf-8")
    with pytest.raises(FaultsFoundError, match=expected):
        compiled(root, ONE)


def test_templates_of_the_edition_come_before_those_of_the_program(root: Path) -> None:
    own, program = template_folders(root)
    assert own.is_relative_to(root)
    assert {path.name for path in program.glob("*.html")} >= {"article.html", "home.html", "topic.html"}
