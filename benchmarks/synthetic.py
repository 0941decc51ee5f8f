"""Synthetic editions for benchmarks: seeded, of any size, with varied words, authors, topics and dates."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

PARAGRAPHS = 12
WORDS = 1050
SETTINGS = (
    "INHERIT: build/mkdocs-base.yml\nsite_name: Synthetic\nsite_url: https://synthetic.example/\n"
    "site_author: nobody\nsite_description: A synthetic edition.\nnav:\n  - Home: index.md\n"
    "  - Articles: articles/index.md\n  - Topics: topics/index.md\n  - Authors: authors/index.md\n"
    "  - About: about.md\nnot_in_nav: |\n  /articles/\n  /topics/\n  /people/\n  /organisations/\n"
    "  /outlets/\n  /search/\n  /concordance/\n  /compare/\n  /grid/\n"
    "extra:\n  edition:\n    short_title: Synthetic\n    version: 1.0\n"
    "    date: 2026-01-01\n    corrections: mailto:nobody@synthetic.example\n"
)


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


def articles(size: int, seed: int = 1) -> tuple[list[Made], list[str], list[str], list[str]]:
    """Return articles with the ids of their authors, outlets and topics; authors and topics grow with the size."""
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices("bcdfghklmnprstvw", k=1) + chance.choices("aeiou", k=1)) for _ in range(400)]
    words = ["".join(chance.choices(vocabulary, k=chance.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]  # a few words are frequent, most are rare
    people = [f"author-{n}" for n in range(max(5, size // 8))]
    outlets = [f"outlet-{n}" for n in range(max(3, size // 200))]
    topics = [f"topic-{n}" for n in range(max(10, min(400, size // 5)))]
    made = []
    for number in range(size):
        text = chance.choices(words, weights, k=WORDS)
        each = WORDS // PARAGRAPHS
        paragraphs = [_sentences(text[i * each : (i + 1) * each], chance) for i in range(PARAGRAPHS)]
        chosen = chance.sample(topics, 4)
        made.append(
            Made(
                f"article-{number}",
                " ".join(text[:6]).capitalize(),
                chance.choice(people),
                chance.choice(outlets),
                f"{chance.randint(1990, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                paragraphs,
                [chance.sample(chosen, chance.randint(0, 2)) for _ in paragraphs],
            )
        )
    return made, people, outlets, topics


def _sentences(words: list[str], chance: random.Random) -> str:
    found, start = [], 0
    while start < len(words):
        end = start + chance.randint(8, 24)
        found.append(" ".join(words[start:end]).capitalize() + ".")
        start = end
    return " ".join(found)


def write_edition(folder: Path, size: int) -> None:
    """Write a synthetic edition for this program."""
    made, people, outlets, topics = articles(size)
    authority = folder / "articles" / "authority"
    authority.mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n\nSynthetic.\n")
    (folder / "mkdocs.yml").write_text(SETTINGS)
    (authority / "people.yml").write_text(
        "".join(f"{p}:\n  name: Given {p}\n  family: {p}\n  given: Given\n" for p in people)
    )
    (authority / "outlets.yml").write_text("".join(f"{o}:\n  name: Outlet {o}\n  kind: newspaper\n" for o in outlets))
    (authority / "topics.yml").write_text(
        "".join(f"{t}:\n  label: Label {t}\n  scope: About {t}.\n  forms:\n    same: [form {t}]\n" for t in topics)
    )
    for article in made:
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
            "paragraphs": {f"p{n}": {"reading": held} for n, held in enumerate(article.topics, 1)},
        }
        # JSON is YAML; block style, as editors write it, for what is longest.
        front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in head.items() if key != "paragraphs")
        front += "paragraphs:\n" + "".join(
            f"  p{n}:\n    reading: [{', '.join(held)}]\n" for n, held in enumerate(article.topics, 1)
        )
        body = "".join(f"\n{text}\n{{: #p{n} }}\n" for n, text in enumerate(article.paragraphs, 1))
        (folder / "articles" / f"{article.id}.md").write_text(f"---\n{front}---\n{body}")


def write_plain(folder: Path, size: int) -> None:
    """Write the same text, links and paragraph ids as Markdown for MkDocs and Material alone."""
    made, people, outlets, topics = articles(size)
    docs = folder / "docs"
    for name in ("articles", "people", "outlets", "topics"):
        (docs / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(
        "site_name: Plain\nsite_url: https://plain.example/\ntheme:\n  name: material\n  font: false\nplugins: []\n"
        "markdown_extensions: [attr_list]\nnav:\n  - Home: index.md\nnot_in_nav: |\n  /articles/\n  /people/\n"
        "  /outlets/\n  /topics/\n"
    )
    listed = "".join(f"- [{a.title}](articles/{a.id}.md)\n" for a in made)
    (docs / "index.md").write_text(f"# Plain\n\n{listed}")
    pages: dict[tuple[str, str], list[str]] = {}
    for article in made:
        pages.setdefault(("people", article.author), []).append(f"- [{article.title}](../articles/{article.id}.md)\n")
        pages.setdefault(("outlets", article.outlet), []).append(
            f"- [{article.title}](../articles/{article.id}.md)\n"
        )
        text = [f"# {article.title}\n\n[{article.author}](../people/{article.author}.md), {article.date}\n"]
        for number, (words, held) in enumerate(zip(article.paragraphs, article.topics, strict=True), 1):
            links = " ".join(f"[{t}](../topics/{t}.md)" for t in held)
            text.append(f"{words}\n{{: #p{number} }}\n\n[¶ {number}](#p{number}) {links}\n")
            for topic in held:
                line = f"- [{article.title}, ¶ {number}](../articles/{article.id}.md#p{number})\n"
                pages.setdefault(("topics", topic), []).append(line)
        (docs / "articles" / f"{article.id}.md").write_text("\n".join(text))
    for kind, names in (("people", people), ("outlets", outlets), ("topics", topics)):
        for name in names:
            (docs / kind / f"{name}.md").write_text(f"# {name}\n\n{''.join(pages.get((kind, name), []))}")
