from __future__ import annotations

from dataclasses import replace

import pytest
from edition.model.article import Article, TypedLink
from edition.model.edition import Edition
from edition.typedlinks import WORDS, Joined, joined
from hypothesis import given
from hypothesis import strategies as st

KINDS = tuple(WORDS)


def test_a_link_is_seen_from_both_ends_with_its_reason(toy_edition: Edition) -> None:
    found = joined(toy_edition)
    reason = "Mori has the clerk keep a book for the tide; Marsh sends readers to the clerk."
    assert found["harbour-dues"][0] == Joined("p2", "disputes", "on-tides", "p1", reason, written_here=True)
    assert found["on-tides"][0] == Joined("p1", "disputes", "harbour-dues", "p2", reason, written_here=False)
    assert set(found) == {"harbour-dues", "on-tides"}


@pytest.mark.parametrize(
    ("kind", "here", "there"),
    [
        ("disputes", "disputes", "is disputed by"),
        ("answers", "answers", "is answered by"),
        ("agrees", "agrees with", "agrees with"),
        ("same-event", "treats the same event as", "treats the same event as"),
        ("same-topic", "treats the same matter as", "treats the same matter as"),
    ],
)
def test_it_reads_one_way_from_here_and_the_other_from_there(kind: str, here: str, there: str) -> None:
    assert WORDS[kind] == (here, there)


def test_every_type_has_its_words() -> None:
    assert set(TypedLink.model_fields["type"].annotation.__args__) == set(WORDS)  # type: ignore[union-attr]


LINKS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(KINDS), st.integers(0, 4)).filter(lambda one: one[0] != one[2]),
    max_size=12,
)


@given(LINKS)
def test_whatever_the_editor_joins_is_told_twice_once_at_either_end(
    toy_edition: Edition, links: list[tuple[int, str, int]]
) -> None:
    articles = list(toy_edition.articles)
    ends = {article.id: article.paragraphs[0].id for article in articles}

    def linked(number: int, article: Article) -> Article:
        held = [
            TypedLink.model_validate(
                {
                    "from": ends[article.id],
                    "type": kind,
                    "to": f"{articles[to].id}#{ends[articles[to].id]}",
                    "reason": f"Link {index}.",
                }
            )
            for index, (start, kind, to) in enumerate(links)
            if start == number
        ]
        return replace(article, matter=article.matter.model_copy(update={"links": tuple(held)}))

    edition = replace(toy_edition, articles=tuple(linked(n, a) for n, a in enumerate(articles)))
    found = joined(edition)
    told = [(here, one) for here, held in found.items() for one in held]
    assert len(told) == 2 * len(links)
    for here, one in told:
        back = Joined(one.there, one.kind, here, one.paragraph, one.reason, written_here=not one.written_here)
        assert back in found[one.article]
    order = {article.id: index for index, article in enumerate(articles)}
    for held in found.values():
        assert [order[one.article] for one in held] == sorted(order[one.article] for one in held)
