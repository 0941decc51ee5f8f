"""What the editor writes of the five articles: positions, the authors' few words, links, headwords."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from edition.folding import folded, holds
from edition.model.article import Article, TypedLink
from edition.model.edition import Edition
from edition.passages import Passage, Passages

QUOTED = 8  # words


@pytest.fixture(scope="module")
def found(real_edition: Edition) -> list[Passage]:
    """All passages of the five articles."""
    passages = Passages(real_edition)
    return [one for article in real_edition.articles for one in passages.of(article)]


def links(edition: Edition) -> Iterator[tuple[Article, TypedLink]]:
    """Yield the links of an edition, each with the article that holds it."""
    return ((article, link) for article in edition.articles for link in article.matter.links)


@pytest.mark.cases("positions.yml")
def test_a_paragraph_stands_under_a_topic_as_the_case_says(found: list[Passage], case: dict[str, Any]) -> None:
    sought = case["input"]
    held = [
        {"basis": one.basis, "words": list(one.words)}
        for one in found
        if (one.article, one.paragraph, one.topic) == (sought["article"], sought["paragraph"], sought["topic"])
    ]
    assert held == ([] if case["expected"] == "none" else [case["expected"]])


def test_every_topic_of_an_article_has_a_position_and_no_other(real_edition: Edition, found: list[Passage]) -> None:
    for article in real_edition.articles:
        topics = {one.topic for one in found if one.article == article.id}
        stated = {topic for topic, treated in article.matter.treats.items() if treated.position}
        assert stated == topics == set(article.matter.treats), article.id


def test_a_passage_that_no_form_speaks_for_has_the_author_s_words(found: list[Passage]) -> None:
    assert [one for one in found if one.basis != "form" and not one.words] == []


def test_the_author_s_words_stand_among_the_terms_of_the_paragraph(
    real_edition: Edition, found: list[Passage]
) -> None:
    placed = {(one.article, one.paragraph, one.topic) for one in found}
    for article in real_edition.articles:
        for topic, treated in article.matter.treats.items():
            for paragraph, words in treated.words.items():
                assert (article.id, paragraph, topic) in placed
                terms = [folded(term) for term in article.about(paragraph).terms]
                for one in words:
                    assert any(holds(term, folded(one)) for term in terms), f"{article.id}#{paragraph}: {one}"


def test_links_join_paragraphs_that_are_there_once_and_between_articles(real_edition: Edition) -> None:
    pinned = {f"{article.id}#{paragraph.id}" for article in real_edition.articles for paragraph in article.paragraphs}
    joined = [frozenset((f"{article.id}#{link.start}", link.to)) for article, link in links(real_edition)]
    assert len(set(joined)) > 20
    assert set().union(*joined) <= pinned
    assert all(len({end.split("#")[0] for end in ends}) == 2 for ends in joined)
    kinds = [(ends, link.type) for ends, (_, link) in zip(joined, links(real_edition), strict=True)]
    assert len(set(kinds)) == len(kinds)


def test_a_reason_is_one_sentence_that_quotes_little(real_edition: Edition) -> None:
    for article, link in links(real_edition):
        assert re.fullmatch(r"[^.!?]*(?:U\.S\.[^.!?]*)*\.", link.reason), f"{article.id}#{link.start}: {link.reason}"
        for quoted in re.findall(r"“([^”]*)”", link.reason):
            assert len(quoted.split()) <= QUOTED


def test_where_one_piece_answers_another_the_reason_says_that_neither_cites_it(real_edition: Edition) -> None:
    for _, link in links(real_edition):
        if link.type == "answers":
            assert re.search(r"neither piece cites|does not cite", link.reason)


def test_every_headword_stands_in_the_words_of_an_author(real_edition: Edition) -> None:
    terms = [
        folded(term)
        for article in real_edition.articles
        for paragraph in article.paragraphs
        for term in article.about(paragraph.id).terms
    ]
    headwords = real_edition.authority.headwords
    assert headwords
    for key, headword in headwords.items():
        assert any(holds(term, folded(form)) for form in headword.forms for term in terms), key


def test_no_form_names_two_topics(real_edition: Edition) -> None:
    forms = [folded(form) for topic in real_edition.authority.topics.values() for form in topic.forms.same]
    assert len(set(forms)) == len(forms)


def test_the_thesaurus_has_neither_circles_nor_kin_that_are_also_ancestors(real_edition: Edition) -> None:
    topics = real_edition.authority.topics

    def above(key: str, path: tuple[str, ...] = ()) -> set[str]:
        assert key not in path, f"{key} is broader than itself"
        return {one for up in topics[key].broader for one in (up, *above(up, (*path, key)))}

    for key, topic in topics.items():
        for other in topic.related:
            assert other not in above(key), key
            assert key not in above(other), key
