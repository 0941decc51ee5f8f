"""Relate synthetic articles, from 100 to 10,000 in one run, and print how the time grows.

Usage: python benchmarks/relate.py [SIZE …]

An article treats some topics and names some records; a few of both are in a large share of all articles and most are
in few, as in real editions (the weights are those of Zipf's law). Everything is held in memory: what is measured is
finding the passages and relating the articles, in seconds of processor time, the better of two runs. The last column
is the time by article and logarithm of the number of articles, over that of the smallest size: it stays at or below 1
where the time grows no faster than n log n.
"""

from __future__ import annotations

import math
import random
import sys
import time
from types import SimpleNamespace

from edition import dates, relate
from edition.faults import Place
from edition.model.article import Article, ArticleMatter, Paragraph
from edition.model.authority import Topic
from edition.model.edition import Authority, Edition
from edition.yamlsource import Source

SIZES = (100, 316, 1000, 3162, 10_000)
PARAGRAPHS = 12
TREATED = 8  # topics of an article
NAMED = 12  # records of an article
LINKS = 2  # of the editor's, by article


def edition(size: int) -> tuple[Edition, dict[str, list[tuple[str, str]]]]:
    """Return a synthetic edition and which records its paragraphs name; topics and records grow with the size."""
    chance = random.Random(1)
    topics = [f"topic-{n}" for n in range(max(30, min(1000, size // 5)))]
    records = [f"people/person-{n}/" for n in range(max(60, size // 2))]
    of_topics = [1 / (rank + 1) for rank in range(len(topics))]
    of_records = [1 / (rank + 1) for rank in range(len(records))]
    articles, named = [], {}
    for number in range(size):
        key = f"a-{number}"
        treated = list(dict.fromkeys(chance.choices(topics, of_topics, k=TREATED)))
        paragraphs: dict[str, dict[str, list[str]]] = {f"p{n}": {"reading": []} for n in range(1, PARAGRAPHS + 1)}
        for topic in treated:
            for paragraph in chance.sample(list(paragraphs), chance.randint(1, 3)):
                paragraphs[paragraph]["reading"].append(topic)
        day = f"{1990 + number * 35 // size}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        matter = ArticleMatter.model_validate(
            {
                "id": key,
                "title": {"text": key, "status": "original"},
                "kind": "opinion",
                "authors": [{"person": "nobody"}],
                "publication": {
                    "outlet": "none",
                    "date": dates.parse(day),
                    "date_evidence": "x",
                    "status": "first",
                    "url_note": "x",
                },
                "rights": {"status": "CC0-1.0"},
                "layer": "text",
                "paragraphs": paragraphs,
                "links": [
                    {"from": "p1", "type": "agrees", "to": f"a-{chance.randrange(size)}#p2", "reason": "So it is."}
                    for _ in range(LINKS)
                ],
            }
        )
        blocks = tuple(Paragraph(name, "x", Place("a.md")) for name in paragraphs)
        articles.append(Article(matter, blocks, Source(None, "a.md", None)))
        found = dict.fromkeys(chance.choices(records, of_records, k=NAMED))
        named[key] = [(f"p{chance.randint(1, PARAGRAPHS)}", record) for record in found]
    held = {topic: Topic(label=topic, scope="x") for topic in topics}
    empty = {kind: {} for kind in ("people", "organisations", "places", "events", "documents", "concepts", "outlets")}
    authority = Authority(**empty, topics=held, sources={})  # type: ignore[arg-type]
    ordered = tuple(sorted(articles, key=lambda article: article.order))
    return Edition(SimpleNamespace(), ordered, authority), named  # type: ignore[arg-type]


def main() -> None:
    """Measure each size."""
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    first = 0.0
    print("articles | passages | links between articles | others of paragraphs | cpu s | by n log n, over the first")
    print("-|-|-|-|-|-")
    for size in sizes:
        made, named = edition(size)
        best = math.inf
        for _ in range(2):
            start = time.process_time()
            found = relate.relate(made, named)
            best = min(best, time.process_time() - start)
        unit = best / (size * math.log(size))
        first = first or unit
        passages = sum(map(len, found.passages.values()))
        joined = sum(map(len, found.by_article.values()))
        others = sum(len(held) for article in found.others.values() for held in article.values())
        print(f"{size} | {passages} | {joined} | {others} | {best:.2f} | {unit / first:.2f}", flush=True)


if __name__ == "__main__":
    main()
