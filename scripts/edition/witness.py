"""Witnesses at hand: copies of the texts in a folder that git ignores, known by their digests.

Nothing of them enters the edition here; they serve to check what an article says of its witness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from edition import digest
from edition.faults import Code, Fault, FaultsFoundError, Place
from edition.folding import folded, holds
from edition.model.article import Article
from edition.model.edition import Edition


def texts_by_digest(folder: Path) -> dict[str, str]:
    """Return the texts of a folder's plain-text files by the digest of their bytes; none without the folder."""
    if not folder.is_dir():
        return {}
    found = {}
    for path in sorted(folder.glob("*.txt")):
        data = path.read_bytes()
        found[digest.of_bytes(data)] = data.decode("utf-8", errors="replace")
    return found


def paragraphs_by_digest(text: str) -> dict[str, str]:
    """Return what may be a paragraph of a plain text, by digest: its lines, and what blank lines divide."""
    parts = [*text.splitlines(), *re.split(r"\n\s*\n", text)]
    return {digest.of_paragraph(part): part for part in parts if part.strip()}


def describe(path: Path) -> Iterator[str]:
    """Yield the digest of a text, then the digest and first words of each line in it that holds any.

    Raises FaultsFoundError where the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        raise FaultsFoundError([Fault(Place(str(path)), Code.FILE, what, "see that it is there")]) from error
    yield f"{digest.of_bytes(data)}  (the file)"
    for line in data.decode("utf-8", errors="replace").splitlines():
        if line.strip():
            yield f"{digest.of_paragraph(line)}  {' '.join(line.split())[:40]}"


def check_witnesses(edition: Edition, folder: Path) -> tuple[list[str], list[Fault]]:
    """Return the ids of the articles whose witness is in the folder, and where the two do not agree."""
    texts = texts_by_digest(folder)
    matched: list[str] = []
    faults: list[Fault] = []
    for article in edition.articles:
        text = texts.get(article.matter.witness.digest) if article.matter.witness else None
        if text is not None:
            matched.append(article.id)
            faults += _compare(article, paragraphs_by_digest(text))
    return matched, faults


def _compare(article: Article, witnessed: dict[str, str]) -> Iterator[Fault]:
    for name, paragraph in article.matter.paragraphs.items():
        if paragraph.digest is None:
            continue
        text = witnessed.get(paragraph.digest)
        if text is None:
            place = article.source.place(("paragraphs", name, "digest"))
            yield Fault(
                place, Code.WITNESS, f"no paragraph of the witness has the digest of '{name}'", "compare the two"
            )
            continue
        text = folded(text)
        for index, term in enumerate(paragraph.terms):
            if not holds(text, folded(term)):
                place = article.source.place(("paragraphs", name, "terms", index))
                what = f"'{term}' does not stand in '{name}' of the witness"
                yield Fault(place, Code.TERMS, what, "write the author's own words")
