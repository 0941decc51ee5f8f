"""Turn a folder of blog posts into an edition, their tags into topics, to see how large editions look and build.

Usage: python benchmarks/convert_posts.py POSTS FOLDER [--forms]

POSTS holds Markdown files with `title`, `date` or a date in the name, `authors` and `tags` in front matter. Each post
becomes an article that is `tagged` with its tags; with --forms a tag is also a form of its topic, so that paragraphs
in which it stands are found. This is no importer: what is not a plain paragraph (headings, lists, tables, code,
template tags) is left out, and links become their words.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from pathlib import Path

import yaml
from synthetic import SETTINGS

NO_PARAGRAPH = re.compile(r"^(#|[-*+] |\d+[.)] |>|\||<|```|!\[|\{%|    |\[\^?[^\]]+\]:|---)")


def slug(text: str) -> str:
    """Return a text as an id: small letters, digits and single hyphens, 80 at most."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")


def paragraphs(body: str) -> list[str]:
    """Return the plain paragraphs of a Markdown text."""
    body = re.sub(r"(?s)```.*?```|<!--.*?-->", "", body)
    body = re.sub(r"(?s)\{%.*?%\}|\{\{.*?\}\}|\{:.*?\}", "", body)
    found = []
    for block in re.split(r"\n\s*\n", body):
        if block.strip() and not NO_PARAGRAPH.match(block.strip("\n")):
            words = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", block)
            words = re.sub(r"<[^>]*>|[*_`\[\]<>]", "", words)
            words = " ".join(words.split())
            if re.search(r"\w", words) and not NO_PARAGRAPH.match(words):
                found.append(words)
    return found


def main() -> None:
    """Convert the posts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("posts", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--forms", action="store_true")
    arguments = parser.parse_args()
    authority = arguments.folder / "articles" / "authority"
    authority.mkdir(parents=True)
    (arguments.folder / "docs").mkdir()
    (arguments.folder / "docs" / "about.md").write_text("# About\n\nConverted.\n")
    (arguments.folder / "mkdocs.yml").write_text(SETTINGS)
    people: dict[str, dict[str, str]] = {}
    topics: dict[str, dict[str, object]] = {}
    for path in sorted(arguments.posts.glob("*.md")):
        _, front, body = re.split(r"(?m)^---\s*$", path.read_text("utf-8"), maxsplit=2)
        head = yaml.safe_load(front.replace("\t", " "))
        texts = paragraphs(body)
        if not texts:
            continue
        tagged = {slug(str(tag)): str(tag) for tag in head.get("tags") or () if slug(str(tag))}
        for key, tag in tagged.items():
            forms = {"forms": {"same": [tag]}} if arguments.forms else {}
            topics.setdefault(key, {"label": tag[0].upper() + tag[1:], "scope": f"Filed under “{tag}”.", **forms})
        authors = [slug(str(author)) for author in head.get("authors") or ("nobody",)]
        for author in authors:
            name = author.replace("-", " ").title()
            given, _, family = name.rpartition(" ")
            people.setdefault(author, {"name": name, "family": family, "given": given or name})
        matter = {
            "id": slug(path.stem),
            "title": {"text": str(head["title"]), "status": "original"},
            "kind": "opinion",
            "authors": [{"person": author} for author in dict.fromkeys(authors)],
            "publication": {
                "outlet": "blog",
                "date": "-".join(part.zfill(2) for part in path.stem.split("-")[:3]),
                "date_evidence": "The name of the file.",
                "status": "first",
                "url_note": "Not converted.",
            },
            "rights": {"status": "public-domain"},
            "layer": "text",
            "tagged": list(tagged),
        }
        written = "".join(f"\n{words}\n{{: #p{number} }}\n" for number, words in enumerate(texts, 1))
        front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in matter.items())
        (arguments.folder / "articles" / f"{matter['id']}.md").write_text(f"---\n{front}---\n{written}", "utf-8")
    for name, records in (
        ("people", people),
        ("topics", topics),
        ("outlets", {"blog": {"name": "Blog", "kind": "blog"}}),
    ):
        lines = (f"{key}: {json.dumps(record, ensure_ascii=False)}\n" for key, record in records.items())
        (authority / f"{name}.yml").write_text("".join(lines), "utf-8")
    written = len(list((arguments.folder / "articles").glob("*.md")))
    print(f"{written} articles, {len(topics)} topics, {len(people)} people")


if __name__ == "__main__":
    main()
