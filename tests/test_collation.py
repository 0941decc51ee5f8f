from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from edition import digest
from edition.collation import File, collate
from edition.model.article import Article, Paragraph, ParagraphMatter
from edition.model.copies import TextCopy
from edition.model.edition import Edition
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.lists(
    st.sampled_from(["oar", "net", "tide", "lamp", "mole", "skipper", "due", "“book”", "潮"]), min_size=3, max_size=12
)


def file_of(text: str, name: str = "copy.txt") -> File:
    return File(name, digest.of_bytes(text.encode()), text)


@pytest.mark.cases("collation.yml")
def test_case(case: dict[str, Any], toy_edition: Edition) -> None:
    article = toy_edition.by_id["harbour-dues"]
    copies, strange = collate([article], [file_of(case["input"])])
    if case["expected"] == "none":
        assert (copies, strange) == ({}, ["copy.txt"])
        return
    copy = copies[article.id]
    told = {
        "exact": "true" if copy.exact else "",
        "same": " ".join(copy.paragraphs),
        "differing": " ".join(copy.differing),
        "missing": " ".join(copy.missing),
    }
    assert {key: value for key, value in told.items() if value} == case["expected"]
    assert strange == []


def test_of_two_copies_the_witness_is_taken_and_else_the_one_that_holds_more(toy_edition: Edition) -> None:
    article = toy_edition.by_id["harbour-dues"]
    first = "Every boat that ties up in the harbour pays a due, and every skipper says the due is too high."
    last = "A due nobody can read is a tax on patience."
    less, more = file_of(f"{first}\n\nelse\n\nelse", "a.txt"), file_of(f"{first}\n\n{last}", "b.txt")
    copies, strange = collate([article], [less, more])
    assert copies[article.id].file == "b.txt"
    assert strange == ["a.txt"]
    witness = replace(more, name="c.txt", digest=article.matter.witness.digest if article.matter.witness else "")
    assert collate([article], [less, more, witness])[0][article.id].file == "c.txt"


def test_the_same_file_twice_is_strange_to_nobody(toy_edition: Edition) -> None:
    text = "Lamp oil has gone up again. The lamps of the outer mole will burn until midnight only."
    copies, strange = collate(toy_edition.articles, [file_of(text, "a.txt"), file_of(text, "b.txt")])
    assert copies["lamp-oil"].file == "a.txt"
    assert strange == []


def test_a_paragraph_without_a_digest_is_neither_found_nor_missed(toy_edition: Edition) -> None:
    article = toy_edition.by_id["lamp-oil"]
    entries = article.matter.paragraphs | {"p2": ParagraphMatter(terms=("skippers",))}
    open_article = replace(article, matter=article.matter.model_copy(update={"paragraphs": entries}))
    text = "Lamp oil has gone up again. The lamps of the outer mole will burn until midnight only.\n\nMore."
    copy = collate([open_article], [file_of(text)])[0]["lamp-oil"]
    assert (list(copy.paragraphs), copy.differing, copy.missing) == (["p1"], {}, ())


@given(paragraphs=st.lists(WORDS, min_size=1, max_size=6), data=st.data())
def test_however_its_lines_are_broken_a_text_is_known_whole(
    toy_edition: Edition, paragraphs: list[list[str]], data: st.DataObject
) -> None:
    texts = [f"{number} {' '.join(words)}" for number, words in enumerate(paragraphs)]
    article = _article(toy_edition, texts)
    broken = [data.draw(st.sampled_from([" ", "\n", "  "])).join(text.split()) for text in texts]
    furniture = data.draw(st.lists(st.sampled_from(["", "Subscribe!\n\n", "By a hand\n\n"]), min_size=1, max_size=3))
    text = "".join(furniture) + "\n\n".join(broken) + "\n\nThe end"
    copy = collate([article], [file_of(text)])[0]["made"]
    assert list(copy.paragraphs.values()) == texts
    assert copy.whole
    assert not copy.exact


@given(paragraphs=st.lists(WORDS, min_size=3, max_size=6), data=st.data())
def test_every_paragraph_is_told_as_the_same_differing_or_missing(
    toy_edition: Edition, paragraphs: list[list[str]], data: st.DataObject
) -> None:
    texts = [f"{number} {' '.join(words)}" for number, words in enumerate(paragraphs)]
    changed = data.draw(st.sets(st.integers(0, len(texts) - 1), max_size=len(texts) // 2))
    lost = data.draw(st.sets(st.integers(0, len(texts) - 1), max_size=1))
    held = [f"{text} indeed" if n in changed else text for n, text in enumerate(texts) if n not in lost]
    copies, _ = collate([_article(toy_edition, texts)], [file_of("\n\n".join(held))])
    copy = copies.get("made")
    if copy is None:
        assert len(changed | lost) * 2 > len(texts) or len(changed | lost) == len(texts)
        return
    ids = [f"p{number}" for number in range(1, len(texts) + 1)]
    assert sorted([*copy.paragraphs, *copy.differing, *copy.missing]) == sorted(ids)
    same = {f"p{n + 1}" for n in range(len(texts)) if n not in changed | lost}
    assert set(copy.paragraphs) == same
    assert isinstance(copy, TextCopy)


def _article(edition: Edition, texts: list[str]) -> Article:
    article = edition.by_id["lamp-oil"]
    entries = {f"p{n}": ParagraphMatter(digest=digest.of_paragraph(text)) for n, text in enumerate(texts, 1)}
    blocks = tuple(Paragraph(name, "…", article.blocks[0].place) for name in entries)
    matter = article.matter.model_copy(update={"id": "made", "paragraphs": entries})
    return replace(article, matter=matter, blocks=blocks)
