from __future__ import annotations

from edition.passthrough import MARKER, makeExtension
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

# What Python-Markdown itself would act upon, and what this extension uses as its own signs.
SIGNS = st.text(f"<>&*_`#[]()!{{}}: \n\t\x02\x03ab{MARKER}edition-passthrough-body", max_size=60)


def markdown() -> Markdown:
    return Markdown(extensions=["edition.passthrough", "attr_list", "def_list", "footnotes", "tables", "toc"])


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")) | SIGNS)
def test_a_finished_body_comes_through_unchanged_but_for_white_space_at_its_ends(body: str) -> None:
    assert markdown().convert(f"{MARKER}\n{body}") == body.strip()


@given(SIGNS)
def test_one_instance_serves_page_after_page(body: str) -> None:
    converter = markdown()
    for page in (body, "*x*", body):
        finished = page != "*x*"
        expected = body.strip() if finished else "<p><em>x</em></p>"
        assert converter.reset().convert(f"{MARKER}\n{page}" if finished else page) == expected


def test_a_page_without_the_marker_is_markdown_as_usual() -> None:
    assert markdown().convert("*a*\n\n{: #x }") == Markdown(extensions=["attr_list"]).convert("*a*\n\n{: #x }")


def test_the_marker_counts_only_in_the_first_line() -> None:
    assert "<em>a</em>" in markdown().convert(f"*a*\n{MARKER}\n<p>*b*</p>")


def test_the_text_of_a_title_alone_is_left_alone() -> None:
    converter = markdown()
    converter.convert(f"{MARKER}\n<p>body</p>")
    (give_back,) = (p for p in converter.postprocessors if type(p).__name__ == "_GiveBack")
    assert give_back.run("A title") == "A title"


def test_the_extension_is_found_by_the_name_that_mkdocs_yml_gives() -> None:
    assert makeExtension().getConfigs() == {}
