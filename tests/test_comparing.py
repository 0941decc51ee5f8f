from __future__ import annotations

from dataclasses import replace

from edition import comparing, relate
from edition.comparing import PARTNERS, address, pair, pairs
from edition.model.article import Treatment
from edition.model.edition import Edition
from edition.relate import Relations


def stated(edition: Edition) -> Edition:
    """Return the edition with a position on everything that its articles treat."""
    relations = relate.relate(edition)
    return replace(
        edition,
        articles=tuple(
            replace(
                article,
                matter=article.matter.model_copy(
                    update={
                        "links": (),
                        "treats": {
                            one.topic: Treatment(position="So it is.") for one in relations.passages[article.id]
                        },
                    }
                ),
            )
            for article in edition.articles
        ),
    )


def test_a_pair_has_one_address_whichever_is_named_first() -> None:
    assert address("b", "a") == address("a", "b") == "compare/a/b/"
    assert pair("b", "a") == ("a", "b")


def test_those_are_compared_that_the_editor_joined(toy_edition: Edition, toy_relations: Relations) -> None:
    # On nothing that two of them share have both a position.
    assert pairs(toy_edition, toy_relations) == [("harbour-dues", "on-tides")]


def test_and_each_with_the_nearest_on_which_both_have_a_position(toy_edition: Edition) -> None:
    edition = stated(toy_edition)
    assert pairs(edition, relate.relate(edition)) == [
        ("hamabe-no-koe", "harbour-dues"),
        ("hamabe-no-koe", "on-tides"),
        ("harbour-dues", "on-tides"),
        ("lamp-oil", "on-tides"),
    ]


def test_a_comparison_that_was_published_stays_and_one_of_an_article_that_is_gone_does_not(
    toy_edition: Edition, toy_relations: Relations
) -> None:
    kept = ["compare/lamp-oil/on-tides/", "compare/gone/on-tides/", "topics/tides/", "compare/"]
    assert pairs(toy_edition, toy_relations, kept) == [("harbour-dues", "on-tides"), ("lamp-oil", "on-tides")]


def test_their_number_grows_with_that_of_the_articles(real_edition: Edition) -> None:
    relations = relate.relate(real_edition)
    near = [
        comparing.nearest(real_edition, article, relations.by_article[article.id])
        for article in real_edition.articles
    ]
    assert all(len(held) <= PARTNERS for held in near)
