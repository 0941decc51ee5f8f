"""What goes with an article that is taken down from a frozen version: every other file there that carries its words.

A version holds beside each article's page a list of its passages (`PASSAGES`), made from the edition itself when it
is frozen, so that they can be looked for when the program and its pages are others. A file carries words of the
article where it has RUN of its words in a row, or the whole of a shorter passage; or where, being no article's page,
it leads to a place in it: what shows a few words of an author always leads to where they stand. Search and the
checker of quotations rest on data of all articles at once, and go as a whole; so do the books, in which no article
can be told from the others.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from edition import cards, digest, markup
from edition.model.article import Article
from edition.model.edition import Edition
from edition.model.permalinks import FROZEN
from edition.permalinks.fates import Fate
from edition.publishing.freeze import is_taken_down

PASSAGES = "passages.txt"
RUN = 8
"""Words in a row by which a passage is known: fewer are names and common turns, and would take down too much."""
LEAST = 4
"""Words of the shortest passage that is known as a whole."""
_HEAD = """\
# What this version says of the article {id}: the edition's summary or the author's text, the notes by the editor, and
# the author's positions in the editor's words. By these lines they are found where they must be taken down.
"""
_LISTED = re.compile(rf"articles/([^/]+)/{re.escape(PASSAGES)}")
# What works only as a whole, by how the names of its files begin.
_WHOLE = (("assets/search/", "search/"), ("check-a-quotation/",))
_BOOKS = "books/"
_TEXT = (".html", ".js", ".json", ".txt", ".xml", ".ttl", ".csv", ".bib", ".ris", ".md", ".jsonld")
_TAG = re.compile(r"<[^>]*>")
_VALUE = re.compile(r"=\"([^\"]*)\"")
# Where one of these begins or ends, so does a word; other elements stand within words.
_BLOCK = re.compile(r"(?=</?(?:p|div|li|td|th|tr|h[1-6]|dt|dd|section|article|br|title|blockquote)\b)")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt\"/]")


def passage_files(edition: Edition) -> dict[str, bytes]:
    """Return for each article the list of its passages, by the name of the file that holds it."""
    return {
        f"{article.address}{PASSAGES}": (
            _HEAD.format(id=article.id) + "".join(f"{' '.join(one.split())}\n" for one in _passages(article))
        ).encode()
        for article in edition.articles
    }


def _passages(article: Article) -> Iterator[str]:
    matter = article.matter
    if matter.deck:
        yield matter.deck
    for block in article.blocks:
        yield markup.plain(block.markdown)
    for note in matter.notes.values():
        yield markup.plain(note.text)
    for treatment in matter.treats.values():
        if treatment.position:
            yield treatment.position


def carried(files: Mapping[str, bytes], version: str, taken: Mapping[str, Fate]) -> dict[str, Fate]:
    """Return, by address, the fates of the files of a version that go with the articles taken down from it.

    `taken` are the addresses taken down already, by folder or file; none of theirs is returned again. Files whose
    words were removed before are no longer among `files`, and what went with them stands in the ledger.
    """
    found: dict[str, Fate] = {}
    for name in sorted(files):
        match = _LISTED.fullmatch(name)
        address = is_taken_down(name, version, taken) if match else None
        if match is None or address is None:
            continue
        fate = taken[address]
        reason = f"It carried words of {FROZEN}{version}/articles/{match[1]}/, which was taken down. {fate.reason}"
        for other in _carriers(files, match[1]):
            full = f"{FROZEN}{version}/{other}"
            if full not in found and is_taken_down(other, version, taken) is None:
                found[full] = Fate(full, "", fate.date, reason)
    return found


def _carriers(files: Mapping[str, bytes], article: str) -> Iterator[str]:
    """Yield the names of the files that carry words of an article, its own folder apart."""
    own = f"articles/{article}/"
    card = cards.FOLDER + cards.name_of(article)
    known: dict[int, set[tuple[str, ...]]] = {}
    for line in files[own + PASSAGES].decode().splitlines()[_HEAD.count("\n") :]:
        words = digest.words(line)
        if len(words) >= LEAST:
            length = min(RUN, len(words))
            known.setdefault(length, set()).update(_runs(words, length))
    leads = f"{own}#".encode()
    whole: set[tuple[str, ...]] = set()
    for name, data in files.items():
        if name.startswith(own) or not name.endswith(_TEXT):
            continue
        is_derived = not name.startswith("articles/")
        if (is_derived and leads in data) or _has(_readable(name, data), known):
            yield name
            whole |= {group for group in _WHOLE if name.startswith(group)}
    for name in files:
        if name.startswith(_BOOKS) or name == card or any(name.startswith(group) for group in whole):
            yield name


def _readable(name: str, data: bytes) -> str:
    """Return what a file says, without its markup and with its escapes resolved, and what its attributes say."""
    text = data.decode("utf-8", errors="replace")
    if name.endswith((".js", ".json", ".jsonld")):
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else " ", text)
    said = " | ".join(_VALUE.findall(text)) if name.endswith(".html") else ""
    return html.unescape(_TAG.sub("", _BLOCK.sub(" ", text)) + " | " + said)


def _has(text: str, known: Mapping[int, set[tuple[str, ...]]]) -> bool:
    words = digest.words(text)
    return any(not held.isdisjoint(_runs(words, length)) for length, held in known.items())


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))
