from __future__ import annotations

import re
from dataclasses import replace

import pytest
from edition import textmarks
from edition.annotate import annotate
from edition.markup import Insertion
from edition.mentions import Finder, Form
from edition.model.article import Note
from edition.model.copies import TextCopy
from edition.model.edition import Edition
from edition.model.fields import Day
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter


def with_text(edition: Edition, words: str, article: str = "lamp-oil", **notes: str) -> Edition:
    """Return the edition with a text of an article's first paragraph, and with notes on words of it by key."""
    held = edition.by_id[article]
    made = {
        key: Note(
            paragraph="p1",
            words=on,
            type="context",
            text="…",
            sources=("invented",),
            as_of=TypeAdapter(Day).validate_python("2024-01-01"),
        )
        for key, on in notes.items()
    }
    other = replace(held, matter=held.matter.model_copy(update={"notes": made}))
    articles = tuple(other if one.id == article else one for one in edition.articles)
    return replace(edition, articles=articles, copies={article: TextCopy("x.txt", False, {"p1": words})})


def marked(edition: Edition, *notes: str, forms: tuple[Form, ...] = ()) -> str:
    made, _ = textmarks.marked(edition, edition.by_id["lamp-oil"], Finder(forms), notes)
    return made["p1"]


def test_signs_of_html_and_markdown_are_text(toy_edition: Edition) -> None:
    assert marked(with_text(toy_edition, "a < b & *c* [d](e)")) == "<p>a &lt; b &amp; *c* [d](e)</p>"


def test_the_first_mention_of_a_paragraph_is_a_link_and_an_ambiguous_name_is_left_unmarked(
    toy_edition: Edition,
) -> None:
    forms = (Form("Ox", "people/ox/"), Form("Ann", "people/ann/"), Form("Ann", "people/anna/"))
    text = marked(with_text(toy_edition, "Ox and Ann and Ox"), forms=forms)
    assert text == '<p><a class="ed-mention" href="../../people/ox/">Ox</a> and Ann and Ox</p>'


@pytest.mark.parametrize(
    ("words", "on", "shown"),
    [
        ("the due is high", "due", "the due1 is high"),
        ("the dues, the due", "due", "the dues, the due1"),
        ("the ‘due’ is", "“due”", "the ‘due’1 is"),
        ("the Due is", "due", "the Due1 is"),
        ("a tax on patience", "due", "a tax on patience"),
        ("a don’t here", "don't", "a don’t1 here"),
    ],
)
def test_a_note_s_number_follows_its_words(toy_edition: Edition, words: str, on: str, shown: str) -> None:
    text = marked(with_text(toy_edition, words, one=on), "one")
    assert re.sub("<[^>]*>", "", text) == shown


def test_numbers_are_those_of_the_article_and_have_ids_of_their_own(toy_edition: Edition) -> None:
    text = marked(with_text(toy_edition, "first second", b="second", a="first"), "b", "a")
    assert re.findall(r'id="([^"]*)" href="([^"]*)"', text) == [("t-a", "#n-a"), ("t-b", "#n-b")]
    assert re.findall(r">(\d)</a>", text) == ["2", "1"]


def test_a_text_without_a_copy_has_no_marks(toy_edition: Edition) -> None:
    made = annotate(toy_edition)[0]
    assert all(not one.texts and not one.named_in_texts for one in made.values())


@given(
    words=st.text("ab ’”.", max_size=30),
    end=st.integers(0, 30),
    spans=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=2),
)
def test_a_number_never_stands_in_a_name_nor_before_its_words(
    words: str, end: int, spans: list[tuple[int, int]]
) -> None:
    end = min(end, len(words))
    found = [Insertion(min(a, b), min(max(a, b), len(words)), "") for a, b in spans[:1]]
    at = textmarks.place_of_number(words, end, found)
    assert end <= at <= len(words)
    if not words[end:at].strip("’”"):
        assert not any(one.start < end < one.end and at < one.end for one in found)
