"""Checks of what an article says of its topics: that each passage has its ground, and that quotations are quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.checks.references import Loc, unknown
from edition.faults import Code, Fault
from edition.folding import folded, holds
from edition.model.article import Article
from edition.model.edition import Edition
from edition.passages import passages_of
from edition.words import own_words

LONGEST_TERM = 4  # words


def passages_grounded(edition: Edition, article: Article) -> Iterator[Fault]:
    """A paragraph under `topics` has a form or quoted words; what `treats` speaks of is treated, and stands there."""
    listed = any(paragraph.topics for paragraph in article.matter.paragraphs.values())
    if not listed and not article.matter.treats:
        return
    found = passages_of(edition)[article.id]
    for one in found:
        if one.basis == "words" and not one.words and one.topic in edition.authority.topics:
            index = article.about(one.paragraph).topics.index(one.topic)
            place = article.source.place(("paragraphs", one.paragraph, "topics", index))
            what = f"no form of '{one.topic}' stands in the author's words of {one.paragraph}"
            remedy = f"quote those that speak for it under 'treats', or list it under 'reading' ({one.topic})"
            yield Fault(place, Code.PASSAGE, what, remedy)
    yield from _treated(edition, article, {(one.topic, one.paragraph) for one in found})


def _treated(edition: Edition, article: Article, found: set[tuple[str, str]]) -> Iterator[Fault]:
    paragraphs = [paragraph.id for paragraph in article.paragraphs]
    topics = {topic for topic, _ in found}
    for topic, treated in article.matter.treats.items():
        if topic not in edition.authority.topics:
            continue  # told as unknown
        if treated.position is None and "position" in treated.model_fields_set:
            place = article.source.place(("treats", topic, "position"))
            yield Fault(place, Code.EMPTY, "'position' is empty", "fill it in, or remove it")
        if topic not in topics:
            place = article.source.place(("treats", topic), key=True)
            what = f"no paragraph of the article treats '{topic}'"
            yield Fault(place, Code.PASSAGE, what, "list it under a paragraph's 'topics' or 'reading', or remove it")
            continue
        for paragraph, words in treated.words.items():
            loc: Loc = ("treats", topic, "words", paragraph)
            if paragraph not in paragraphs:
                yield unknown(article.source.place(loc, key=True), "paragraph", paragraph, paragraphs)
                continue
            if (topic, paragraph) not in found:
                what = f"{paragraph} is quoted for '{topic}' and does not treat it"
                remedy = f"list '{topic}' under its 'topics' or 'reading', or remove the quotation"
                yield Fault(article.source.place(loc, key=True), Code.PASSAGE, what, remedy)
            known = [folded(one) for one in own_words(edition, article, paragraph)]
            for index, one in enumerate(words):
                if not stands(folded(one).split(), known):
                    what = f"'{one}' does not stand in the author's words of {paragraph}"
                    remedy = "quote them as they stand, or add them to the paragraph's terms"
                    yield Fault(article.source.place((*loc, index)), Code.QUOTATION, what, remedy)


def stands(quoted: Sequence[str], known: Sequence[str]) -> bool:
    """Return whether some words stand together in one of the author's texts, or are made up of parts of the terms.

    A term has four words at most, so that of a paragraph of which only terms are known a longer quotation can be
    held only to terms that follow one another in it.
    """
    if any(holds(one, " ".join(quoted)) for one in known):
        return True
    return len(quoted) > LONGEST_TERM and any(
        stands(quoted[:cut], known) and stands(quoted[cut:], known) for cut in range(1, len(quoted))
    )


def links_lead(edition: Edition, article: Article) -> Iterator[Fault]:
    """A link between passages begins at a paragraph of its article and leads to one of another."""
    here = [paragraph.id for paragraph in article.paragraphs]
    seen: set[tuple[str, str, str]] = set()
    for index, link in enumerate(article.matter.links):
        if link.start not in here:
            yield unknown(article.source.place(("links", index, "from")), "paragraph", link.start, here)
        place = article.source.place(("links", index, "to"))
        other, _, paragraph = link.to.partition("#")
        held = edition.by_id.get(other)
        if other == article.id:
            what = f"a link of '{other}' leads to '{other}' itself"
            yield Fault(place, Code.PASSAGE, what, "name a paragraph of another article")
        elif held is None and other not in edition.unread:
            yield unknown(place, "article", other, edition.by_id)
        elif held is not None and paragraph not in (there := [one.id for one in held.paragraphs]):
            yield unknown(place, "paragraph", paragraph, there)
        if (link.start, link.type, link.to) in seen:
            what = f"'{link.start}' is joined to '{link.to}' by '{link.type}' twice"
            yield Fault(article.source.place(("links", index)), Code.DUPLICATE, what, "keep one of the two")
        seen.add((link.start, link.type, link.to))
