"""The map of an article, and the articles before and after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition import reader
from edition.model.edition import Edition
from edition.pages.onward import article_map, onward
from edition.relate import Relations, relate

TOY = Path(__file__).parent / "toy"


@pytest.fixture(scope="module")
def toy() -> Edition:
    edition, faults = reader.read_edition(TOY)
    assert not faults
    return edition


@pytest.fixture(scope="module")
def relations(toy: Edition) -> Relations:
    return relate(toy)


def test_the_map_has_every_paragraph_in_order_and_names_a_topic_of_it(toy: Edition, relations: Relations) -> None:
    named = 0
    for article in toy.articles:
        passages = relations.passages[article.id]
        steps = article_map(toy, article, passages)
        assert [step["id"] for step in steps] == [paragraph.id for paragraph in article.paragraphs]
        for step in steps:
            own = {toy.authority.topics[one.topic].label for one in passages if one.paragraph == step["id"]}
            assert step["label"] in own or (not own and not step["label"])
            named += bool(step["label"])
    assert named


def test_date_leads_from_the_first_article_to_the_last_and_back(toy: Edition, relations: Relations) -> None:
    for place, article in enumerate(toy.articles):
        by_date = onward(toy, relations, article, relations.topics_of(article))[0]
        for end, neighbour in (("before", place - 1), ("after", place + 1)):
            expected = toy.articles[neighbour].address if 0 <= neighbour < len(toy.articles) else None
            assert (by_date[end] and by_date[end]["address"]) == expected
        assert by_date["label"] == ""


def test_a_topic_leads_only_to_articles_that_treat_it_and_differs_from_the_date(
    toy: Edition, relations: Relations
) -> None:
    treat = {
        f"topics/{topic}/": {toy.by_id[one].address for one in held} for topic, held in relations.by_topic.items()
    }
    seen = 0
    for article in toy.articles:
        ways = onward(toy, relations, article, relations.topics_of(article))
        ends = [tuple(way[end] and way[end]["address"] for end in ("before", "after")) for way in ways]
        assert len(set(ends)) == len(ends)
        for way, both in zip(ways[1:], ends[1:], strict=True):
            assert set(both) - {None} <= treat[way["address"]]
            seen += 1
    assert seen
