from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from edition import dates, relate
from edition.faults import Place
from edition.model.article import Article, Paragraph, ParagraphMatter
from edition.model.edition import Edition
from edition.passages import Passage
from edition.relate import NEIGHBOURS, OTHERS, SHOWN, Relations
from edition.yamlsource import Source
from hypothesis import given
from hypothesis import strategies as st

TOPICS = ("tides", "dues", "lamps", "nets")
Treated = tuple[list[str], list[str]]
EditionOf = Callable[[list[Treated]], Edition]


@pytest.fixture(scope="module")
def edition_of(toy_edition: Edition) -> EditionOf:
    """A function that makes an edition of articles of one paragraph each, a year apart, from what each treats."""
    model = toy_edition.articles[0].matter

    def article(number: int, treated: Treated) -> Article:
        topics, reading = treated
        update = {
            "id": f"a-{number:04}",
            "publication": model.publication.model_copy(update={"date": dates.parse(f"{1800 + number}")}),
            "paragraphs": {
                "p1": ParagraphMatter(topics=tuple(topics), reading=tuple(t for t in reading if t not in topics))
            },
        }
        matter = model.model_copy(update=update)
        return Article(matter, (Paragraph("p1", "x", Place("a.md")),), Source(None, "a.md", None))

    def made(treated: list[Treated]) -> Edition:
        return replace(toy_edition, articles=tuple(article(number, one) for number, one in enumerate(treated)))

    return made


def test_passages_are_gathered_by_topic_and_article_in_order_of_date(toy_relations: Relations) -> None:
    assert list(toy_relations.by_topic["tides"]) == ["on-tides", "harbour-dues", "hamabe-no-koe"]
    assert toy_relations.by_topic["tides"]["on-tides"] == (
        Passage("tides", "on-tides", "p1", "form", ("tide",)),
        Passage("tides", "on-tides", "p2a", "reading"),
    )


def test_a_topic_that_nothing_treats_has_no_passages(toy_relations: Relations) -> None:
    assert toy_relations.by_topic["nets"] == {}


def test_the_topics_of_an_article_stand_in_the_order_in_which_it_takes_them_up(
    toy_edition: Edition, toy_relations: Relations
) -> None:
    found = toy_relations.topics_of(toy_edition.by_id["harbour-dues"])
    assert [(topic, [p.paragraph for p in held]) for topic, held in found] == [
        ("dues", ["p1", "p2", "p3"]),
        ("tides", ["p2"]),
    ]


def test_related_articles_share_a_topic_and_name_the_paragraphs_at_both_ends(toy_relations: Relations) -> None:
    found = toy_relations.by_article["on-tides"]
    # What the editor joined comes first, though it weighs less.
    assert [relation.article for relation in found] == ["harbour-dues", "lamp-oil", "hamabe-no-koe"]
    assert [(one.paragraph, one.words, one.there) for one in found[0].links] == [
        ("p1", "is disputed by", "p2"),
        ("p2a", "is answered by", "p3"),
    ]
    (shared,) = found[1].shared
    assert shared.topic == "lamps"
    assert [p.paragraph for p in shared.here] == ["p2a"]
    assert [p.paragraph for p in shared.there] == ["p1", "p2"]
    assert "old-letter" not in toy_relations.by_article


def test_a_rarer_topic_weighs_more(toy_relations: Relations) -> None:
    weights = {relation.article: relation.weight for relation in toy_relations.by_article["on-tides"]}
    assert math.isclose(weights["lamp-oil"], math.log(6 / 2))
    assert math.isclose(weights["hamabe-no-koe"], math.log(6 / 3))


def test_records_that_both_name_weigh_half_and_those_that_most_name_nothing(edition_of: EditionOf) -> None:
    edition = edition_of([([], [])] * 6)
    rare, common = "events/a/", "places/b/"
    named = {f"a-{n:04}": [("p1", common), *([("p1", rare)] if n in (1, 4) else [])] for n in range(6)}
    found = relate.relate(edition, named).by_article
    assert set(found) == {"a-0001", "a-0004"}
    (relation,) = found["a-0001"]
    assert [one.thread for one in relation.shared] == [rare]
    assert math.isclose(relation.weight, math.log(7 / 2) / 2)


def test_other_paragraphs_are_those_that_share_most_one_an_article_and_none_that_the_editor_joined(
    toy_edition: Edition, toy_relations: Relations
) -> None:
    assert [(o.article, o.paragraph, o.threads) for o in toy_relations.others["lamp-oil"]["p1"]] == [
        ("on-tides", "p2a", ("topics/lamps/",))
    ]
    others = toy_relations.others["harbour-dues"]["p2"]
    assert [(o.article, o.paragraph) for o in others] == [("hamabe-no-koe", "p1"), ("on-tides", "p2a")]


@pytest.mark.parametrize("size", [0, 1, 40])
def test_no_more_others_are_shown_than_few(edition_of: EditionOf, size: int) -> None:
    relations = relate.relate(edition_of([(["tides"], [])] * size))
    assert len(relations.others) == (size if size > 1 else 0)
    assert all(len(others["p1"]) == OTHERS for others in relations.others.values())


def test_an_article_is_weighed_against_so_many_others_and_no_more(edition_of: EditionOf) -> None:
    edition = edition_of([(list(TOPICS), [])] * (3 * relate.CANDIDATES))
    woven = relate.relate(edition).threads
    web = relate._Web(edition, woven, {})
    assert max(map(len, web.weights.values())) <= 2 * relate.CANDIDATES


def test_a_topic_that_one_end_only_reads_weighs_half(edition_of: EditionOf) -> None:
    edition = edition_of([(["tides"], []), (["tides"], []), ([], ["tides"])])
    weights = {r.article: r.weight for r in relate.relate(edition).by_article["a-0000"]}
    assert math.isclose(weights["a-0001"], 2 * weights["a-0002"])


def test_only_the_nearest_in_date_are_weighed_and_only_some_are_shown(edition_of: EditionOf) -> None:
    edition = edition_of([(["tides"], [])] * (2 * NEIGHBOURS + 10))
    relations = relate.relate(edition)
    shown = [relation.article for relation in relations.by_article["a-0000"]]
    assert shown == [f"a-{number:04}" for number in range(1, SHOWN + 1)]
    assert all(len(found) == SHOWN for found in relations.by_article.values())


def test_neighbours_are_counted_on_either_side(edition_of: EditionOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relate, "NEIGHBOURS", 1)
    relations = relate.relate(edition_of([(["tides"], [])] * 4))
    shown = {here: [relation.article for relation in found] for here, found in relations.by_article.items()}
    assert shown["a-0000"] == ["a-0001"]
    assert shown["a-0001"] == ["a-0000", "a-0002"]
    assert shown["a-0003"] == ["a-0002"]


TREATED: st.SearchStrategy[Treated] = st.tuples(
    st.lists(st.sampled_from(TOPICS), unique=True), st.lists(st.sampled_from(TOPICS), unique=True)
)


@given(st.lists(TREATED, max_size=SHOWN + 1))
def test_whoever_is_related_is_related_back_with_the_ends_changed(
    edition_of: EditionOf, treated: list[Treated]
) -> None:
    relations = relate.relate(edition_of(treated)).by_article
    for here, found in relations.items():
        assert all(one.weight >= other.weight - 1e-9 for one, other in pairwise(found))
        for relation in found:
            (back,) = (one for one in relations[relation.article] if one.article == here)
            assert math.isclose(back.weight, relation.weight)
            assert {(s.topic, s.there, s.here) for s in back.shared} == {
                (s.topic, s.here, s.there) for s in relation.shared
            }
