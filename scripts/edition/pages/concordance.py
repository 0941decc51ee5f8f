"""The concordance: an index of headwords, and for each the lines in which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from edition.annotate import Annotated
from edition.concordance import Line, concordance, initial
from edition.language import own, say
from edition.model.edition import Edition
from edition.page import Page
from edition.pages import paging
from edition.pages.parts import Part, reference
from edition.relate import Relations

LINES = 200  # of a page
STYLES = ("topics.css",)
OWN = ("text", "term")  # the author's words, of all sources


def pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[Page]:
    """Yield the index of headwords and the pages of each, where the edition has any headwords."""
    found = concordance(edition)
    if not found:
        return
    name = edition.settings.edition.short_title
    described = say("The headwords of {name}, each with every place where it stands.", name=name)
    yield Page(
        "concordance/",
        "concordances.html",
        say("Concordance"),
        described,
        {"letters": _index(edition, found)},
        STYLES,
    )
    for key, lines in found.items():
        yield from _pages(edition, key, lines)


def _index(edition: Edition, found: Mapping[str, Sequence[Line]]) -> list[Part]:
    words = edition.authority.headwords
    keys = sorted(found, key=lambda key: (words[key].word.casefold(), key))
    return [
        {
            "letter": letter,
            "words": [
                {
                    "word": words[key].word,
                    "address": f"concordance/{key}/",
                    "own": sum(line.source in OWN for line in found[key]),
                    "ours": sum(line.source not in OWN for line in found[key]),
                }
                for key in held
            ],
        }
        for letter, held in groupby(keys, key=lambda key: initial(words[key].word))
    ]


def _pages(edition: Edition, key: str, lines: Sequence[Line]) -> Iterator[Page]:
    headword = edition.authority.headwords[key]
    first = f"concordance/{key}/"
    topic = headword.topic
    cut = paging.paged(lines, LINES)
    common = {
        "word": headword.word,
        "forms": list(headword.forms),
        "topic": topic and {"label": edition.authority.topics[topic].label, "address": f"topics/{topic}/"},
        "own": sum(line.source in OWN for line in lines),
        "ours": sum(line.source not in OWN for line in lines),
        "first": first,
        "sources": sorted({line.source for line in lines}),
    }
    for number, held in enumerate(cut, 1):
        data = common | {
            "number": number,
            "articles": [_article(edition, article, list(of)) for article, of in groupby(held, lambda o: o.article)],
            "pager": paging.pager(first, number, len(cut)),
        }
        title = f"Concordance: {headword.word}" + (f", page {number}" if number > 1 else "")
        described = say(
            "Every place where “{word}” stands, in the authors’ words and in the edition’s.", word=headword.word
        )
        yield Page(paging.address(first, number), "concordance.html", title, described, data, STYLES)


def _article(edition: Edition, article: str, lines: Sequence[Line]) -> Part:
    held = edition.by_id[article]
    return reference(edition, held) | {
        "lines": [
            {
                "address": f"{held.address}#{f'n-{line.note}' if line.note else line.paragraph}",
                "number": line.paragraph[1:],
                "source": line.source,
                "language": held.matter.language if line.source in OWN else own(),
                "before": line.before,
                "form": line.form,
                "after": line.after,
            }
            for line in lines
        ]
    }
