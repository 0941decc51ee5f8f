"""Synthetic editions for benchmarks: seeded, of any size, with names, topics, notes, links and positions.

An article has 1,050 words in 12 paragraphs, in which some 35 names stand; it treats four topics, has two notes with
their sources, every third a link to another, every fifth positions on two topics. Authors, names and topics grow with
the edition, up to 2,000 people and 400 topics.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

PARAGRAPHS = 12
WORDS = 1050
NAMES = 35  # that stand in an article


@dataclass(frozen=True)
class Made:
    """One synthetic article."""

    id: str
    title: str
    author: str
    outlet: str
    date: str
    paragraphs: list[str]
    topics: list[list[str]]
    """Topics by paragraph, of each of which a form stands there."""
    notes: list[tuple[str, str, str]]
    """Paragraph, words that stand there, text."""
    link: str = ""


@dataclass(frozen=True)
class World:
    """All articles, and what they name."""

    articles: list[Made]
    people: dict[str, tuple[str, str]]
    """Given and family name by id; the first are the authors."""
    authors: int
    records: dict[str, dict[str, str]] = field(default_factory=dict)
    """Names by id, by kind."""
    outlets: tuple[str, ...] = ()
    topics: dict[str, str] = field(default_factory=dict)
    """The form of each topic."""


@cache
def world(size: int, seed: int = 1) -> World:
    """Return a world of articles; a size and a seed always give the same."""
    chance = random.Random(seed)
    sounds = ["".join(chance.choices("bcdfghklmnprstvw", k=1) + chance.choices("aeiou", k=1)) for _ in range(400)]
    words = ["".join(chance.choices(sounds, k=chance.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]  # a few words are frequent, most are rare
    fresh = _fresh(chance, set(words))
    authors = max(5, size // 8)
    people = {f"person-{n}": (next(fresh), next(fresh)) for n in range(min(2000, authors + max(10, size // 5)))}
    authors = min(authors, len(people))
    records = {
        kind: {f"{kind}-{n}": f"{next(fresh)} {next(fresh)}" for n in range(min(most, max(5, size // part)))}
        for kind, most, part in (("organisations", 400, 12), ("places", 300, 15), ("events", 300, 20))
    }
    topics = {
        f"topic-{n}": f"{next(fresh).lower()} {next(fresh).lower()}" for n in range(max(10, min(400, size // 5)))
    }
    named = [f"{given} {family}" for given, family in people.values()] + [
        n for r in records.values() for n in r.values()
    ]
    common = [1 / (rank + 5) for rank in range(len(named))]
    outlets = tuple(f"outlet-{n}" for n in range(max(3, size // 200)))
    made = []
    for number in range(size):
        chosen = chance.sample(list(topics), 4)
        held = [chance.sample(chosen, chance.randint(0, 2)) for _ in range(PARAGRAPHS)]
        paragraphs = []
        for at in range(PARAGRAPHS):
            text = chance.choices(words, weights, k=WORDS // PARAGRAPHS)
            for name in chance.choices(named, common, k=NAMES // PARAGRAPHS):
                text.insert(chance.randrange(2, len(text)), name)
            for topic in held[at]:
                text.insert(chance.randrange(2, len(text)), topics[topic])
            paragraphs.append(_sentences(text, chance))
        notes = [(f"p{at + 1}", paragraphs[at].split(". ")[0].split()[0], "A note on this.") for at in (1, 6)]
        made.append(
            Made(
                f"article-{number}",
                " ".join(chance.choices(words, weights, k=6)).capitalize(),
                f"person-{chance.randrange(authors)}",
                chance.choice(outlets),
                f"{chance.randint(1990, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                paragraphs,
                held,
                notes,
                f"article-{chance.randrange(number)}#p3" if number and number % 3 == 0 else "",
            )
        )
    return World(made, people, authors, records, outlets, topics)


def _fresh(chance: random.Random, taken: set[str]) -> Iterator[str]:
    """Yield capitalised words that stand nowhere else."""
    while True:
        word = "".join(chance.choices("bcdfghklmnprstvw", k=1) + chance.choices("aeiou", k=1))
        for _ in range(3):
            word += "".join(chance.choices("bcdfghklmnprstvwz", k=1) + chance.choices("aeiou", k=1))
        if word not in taken:
            taken.add(word)
            yield word.capitalize()


def _sentences(words: list[str], chance: random.Random) -> str:
    found, start = [], 0
    while start < len(words):
        end = start + chance.randint(8, 24)
        found.append(" ".join([words[start][:1].upper() + words[start][1:], *words[start + 1 : end]]) + ".")
        start = end
    return " ".join(found)


def write_edition(folder: Path, size: int) -> None:
    """Write a synthetic edition for this program."""
    held = world(size)
    authority = folder / "articles" / "authority"
    authority.mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n\nSynthetic.\n")
    (folder / "mkdocs.yml").write_text(
        "INHERIT: build/mkdocs-base.yml\nsite_name: Synthetic\nsite_url: https://synthetic.example/\n"
        "site_author: nobody\nsite_description: A synthetic edition.\nnav:\n  - Home: index.md\n"
        "  - Articles: articles/index.md\n  - Topics: topics/index.md\n  - Authors: authors/index.md\n"
        "  - About: about.md\nnot_in_nav: |\n  /*/\nextra:\n  edition:\n    short_title: Synthetic\n"
        "    version: '1.0'\n    date: 2026-01-01\n    corrections: mailto:nobody@synthetic.example\n"
    )
    _yaml(
        authority / "people.yml",
        {
            key: {"name": f"{given} {family}", "family": family, "given": given, "description": f"Person {key}."}
            for key, (given, family) in held.people.items()
        },
    )
    for kind, records in held.records.items():
        _yaml(
            authority / f"{kind}.yml",
            {
                key: {"name": name, "description": f"One of the {kind}."}
                | ({"when": f"{1990 + number % 35}-0{1 + number % 9}"} if kind == "events" else {})
                for number, (key, name) in enumerate(records.items())
            },
        )
    _yaml(authority / "outlets.yml", {one: {"name": f"Outlet {one}", "kind": "newspaper"} for one in held.outlets})
    _yaml(
        authority / "topics.yml",
        {
            key: {"label": f"Label {key}", "scope": f"About {key}.", "forms": {"same": [form]}}
            for key, form in held.topics.items()
        },
    )
    for article in held.articles:
        (folder / "articles" / f"{article.id}.md").write_text(_article(article, held))


def _yaml(path: Path, records: dict[str, object]) -> None:
    # JSON is YAML; a record a line.
    path.write_text("".join(f"{key}: {json.dumps(record)}\n" for key, record in records.items()))


def _article(article: Made, held: World) -> str:
    spoken = list(dict.fromkeys(topic for topics in article.topics for topic in topics))
    head = {
        "id": article.id,
        "title": {"text": article.title, "status": "original"},
        "kind": "opinion",
        "authors": [{"person": article.author}],
        "publication": {
            "outlet": article.outlet,
            "date": article.date,
            "date_evidence": "Synthetic.",
            "status": "first",
            "url_note": "None.",
        },
        "rights": {"status": "CC0-1.0"},
        "layer": "text",
        "treats": {
            topic: {"position": f"Holds that {held.topics[topic]} matters."}
            for topic in spoken[:2]
            if int(article.id.split("-")[1]) % 5 == 0
        },
        "notes": {
            f"note-{number}": {
                "paragraph": paragraph,
                "words": words,
                "type": "context",
                "text": text,
                "sources": ["Synthetic."],
                "as_of": "2025-01-01",
            }
            for number, (paragraph, words, text) in enumerate(article.notes)
        },
        "links": [{"from": "p2", "type": "same-topic", "to": article.link, "reason": "Both are."}]
        if article.link
        else [],
    }
    # Block style, as editors write it, for what is longest.
    front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in head.items() if value)
    front += "paragraphs:\n" + "".join(
        f"  p{n}:\n    topics: [{', '.join(topics)}]\n" for n, topics in enumerate(article.topics, 1)
    )
    body = "".join(f"\n{text}\n{{: #p{n} }}\n" for n, text in enumerate(article.paragraphs, 1))
    return f"---\n{front}---\n{body}"


def write_plain(folder: Path, size: int) -> None:
    """Write the same text, links and paragraph ids as Markdown for MkDocs and Material alone."""
    held = world(size)
    docs = folder / "docs"
    for name in ("articles", "people", "outlets", "topics"):
        (docs / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Plain\nsite_url: https://plain.example/\ntheme:\n  name: material\n  font: false\nplugins: []\n"
        "markdown_extensions: [attr_list]\nnav:\n  - Home: index.md\nnot_in_nav: |\n  /articles/\n  /people/\n"
        "  /outlets/\n  /topics/\n"
    )
    listed = "".join(f"- [{a.title}](articles/{a.id}.md)\n" for a in held.articles)
    (docs / "index.md").write_text(f"# Plain\n\n{listed}")
    pages: dict[tuple[str, str], list[str]] = {}
    for article in held.articles:
        line = f"- [{article.title}](../articles/{article.id}.md)\n"
        pages.setdefault(("people", article.author), []).append(line)
        pages.setdefault(("outlets", article.outlet), []).append(line)
        text = [f"# {article.title}\n\n[{article.author}](../people/{article.author}.md), {article.date}\n"]
        for number, (words, topics) in enumerate(zip(article.paragraphs, article.topics, strict=True), 1):
            links = " ".join(f"[{t}](../topics/{t}.md)" for t in topics)
            text.append(f"{words}\n{{: #p{number} }}\n\n[¶ {number}](#p{number}) {links}\n")
            for topic in topics:
                line = f"- [{article.title}, ¶ {number}](../articles/{article.id}.md#p{number})\n"
                pages.setdefault(("topics", topic), []).append(line)
        (docs / "articles" / f"{article.id}.md").write_text("\n".join(text))
    kinds = (("people", held.people), ("outlets", held.outlets), ("topics", held.topics))
    for kind, names in kinds:
        for name in names:
            (docs / kind / f"{name}.md").write_text(f"# {name}\n\n{''.join(pages.get((kind, name), []))}")
