"""Witnesses at hand: copies of the texts in a folder that git ignores, known by their digests.

They serve to check what an article says of its witness, and to show the text in a reading copy. What is published
holds nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from edition import digest
from edition.collation import File, collate, differences, lost_terms
from edition.faults import Code, Fault, FaultsFoundError, Place
from edition.model.edition import Edition

FOLDER = "witnesses"


def read_files(folder: Path) -> list[File]:
    """Return the plain-text files of a folder in order of name; none without the folder."""
    found = []
    for path in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        try:
            data = path.read_bytes()
        except OSError as error:
            what = f"the file cannot be read ({error.strerror})"
            place = Place(f"{folder.name}/{path.name}")
            remedy = "see that it is there and yours to read"
            raise FaultsFoundError([Fault(place, Code.FILE, what, remedy)]) from error
        found.append(File(path.name, digest.of_bytes(data), data.decode("utf-8-sig", errors="replace")))
    return found


def texts_by_digest(folder: Path) -> dict[str, str]:
    """Return the texts of a folder's plain-text files by the digest of their bytes; none without the folder."""
    return {file.digest: file.text for file in read_files(folder)}


def paragraphs_by_digest(text: str) -> dict[str, str]:
    """Return what may be a paragraph of a plain text, by digest: its lines, and what blank lines divide."""
    parts = [*text.splitlines(), *re.split(r"\n\s*\n", text)]
    return {digest.of_paragraph(part): part for part in parts if part.strip()}


def describe(path: Path) -> Iterator[str]:
    """Yield the digest of a text, then the digest and first words of each line in it that holds any.

    Below a line stand the digests of its sentences, as the field `sentences` takes them.

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
            if sentences := digest.of_sentences(line):
                yield f"  sentences: [{', '.join(sentences)}]"


def with_texts(edition: Edition, folder: Path) -> tuple[Edition, list[str]]:
    """Return the edition with the texts that are in a folder, and the names of files that are of no article."""
    copies, strange = collate((*edition.articles, *edition.drafts), read_files(folder))
    texts = {name: copy.paragraphs for name, copy in copies.items() if copy.paragraphs}
    return replace(edition, texts=texts, copies=copies), strange


def without_texts(edition: Edition) -> Edition:
    """Return the edition as it is published, without anything of the texts at hand."""
    return edition.without_texts()


def compare(edition: Edition) -> Iterator[Fault]:
    """Yield where an article says of its witness what the text at hand does not bear out."""
    for article in (*edition.articles, *edition.drafts):
        copy = edition.copies.get(article.id)
        if copy is None:
            continue
        for name in (*copy.differing, *copy.missing) if copy.exact else ():
            place = article.source.place(("paragraphs", name, "digest"))
            what = f"no paragraph of the witness has the digest of '{name}'"
            yield Fault(place, Code.WITNESS, what, "compare the two")
        for name, words in copy.paragraphs.items():
            matter = article.about(name)
            expected = digest.of_sentences(words)
            if matter.sentences not in ((), expected) and digest.of_paragraph(words) == matter.digest:
                place = article.source.place(("paragraphs", name, "sentences"))
                what = f"the digests of the sentences of '{name}' are not those of the witness"
                yield Fault(place, Code.WITNESS, what, f"write sentences: [{', '.join(expected)}]")
            terms = matter.terms
            for term in lost_terms(terms, words):
                place = article.source.place(("paragraphs", name, "terms", terms.index(term)))
                what = f"'{term}' does not stand in '{name}' of the witness"
                yield Fault(place, Code.TERMS, what, "write the author's own words")


def summary(edition: Edition) -> str:
    """Return in words how many texts are at hand, and how many of them differ."""
    if not edition.copies:
        return "no witnesses at hand"
    differing = sum(bool(differences(copy)) for copy in edition.copies.values())
    more = f", {differing} of them differing" if differing else ""
    return f"witnesses of {len(edition.copies)} articles at hand{more}"


def describe_copies(edition: Edition, strange: Iterable[str]) -> Iterator[str]:
    """Yield a line for each file at hand: of which article it is, and where it differs from what is known of it."""
    for name, copy in edition.copies.items():
        what = differences(copy)
        yield f"  {copy.file}: the text of {name}{f'; it {what}' if what else ''}"
    for file in strange:
        yield f"  {file}: the text of no article here"
