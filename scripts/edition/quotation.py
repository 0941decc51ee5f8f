"""What the checker of quotations reads: data by which the browser alone tells where words stand, and whose they are.

The data files are scripts, so that they can be read from disk too, and stand below ``check-a-quotation/data/``. Each
calls ``editionQuotation(name, data)``:

- ``settings``: the lengths of the prefixes below, and how many articles are carried and summarised;
- ``s<prefix>``: digests of sentences (module `digest`) of texts, with the paragraphs in which they stand;
- ``f<prefix>``: fingerprints of what the edition carries, with the articles in which they occur: CRC-32 of runs
  of SHINGLE words, chosen by winnowing (Schleimer, Wilkerson and Aiken, SIGMOD 2003), so that a run of
  SHINGLE + WINDOW - 1 words that a quotation has in common with a text holds at least one; and of whole shorter
  quotations in summaries;
- ``a-<id>``: an article: what a reader is told of it, and the words of its paragraphs and notes.

Prefixes are hexadecimal digits, so many that a file has some hundred entries: what a reader loads does not grow with
the edition.
"""

from __future__ import annotations

import json
import re
import zlib
from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from edition import digest, markup
from edition.citing.item import names, title
from edition.model.article import Article
from edition.model.edition import Edition, drawn_from_each
from edition.words import own_text

ADDRESS = "check-a-quotation/"
SHINGLE = 3
WINDOW = 3
COMMON = 200
"""A run of words that more articles have is no fingerprint: it would point nowhere."""
SHARD = 2000
"""How many entries a file of digests or fingerprints holds on average, at most: sixteen times as many files, each of
which must be written, copied and served, hold a sixteenth each."""


def files(edition: Edition) -> dict[str, bytes]:
    """Return every data file by address."""
    found = shards(edition)
    for article in edition.articles:
        found |= files_of(edition, article)
    return found


def files_of(edition: Edition, article: Article) -> dict[str, bytes]:
    """Return the data file of an article by its address."""
    name = f"a-{article.id}"
    return {f"{ADDRESS}data/{name}.js": _script(name, _article(edition, article))}


def shards(edition: Edition) -> dict[str, bytes]:
    """Return the data files that hold something of all articles, by address."""
    sentences: dict[str, set[str]] = {}
    held = _marks(edition)
    ids = sorted(edition.by_id)
    # An entry is a fingerprint and the number of an article, in one figure: some million, and no two objects each.
    prints: list[int] = []
    carried = 0
    for number, key in enumerate(ids):
        marks, said, is_text = held[key]
        prints += [mark << 32 | number for mark in array("I", marks)]
        carried += is_text
        for one, paragraph in said:
            sentences.setdefault(one, set()).add(f"{key}#{paragraph}")
    prints.sort()
    found: dict[str, bytes] = {}
    different = sum(1 for _ in groupby(prints, lambda entry: entry >> 32))
    lengths = {"s": prefix_length(len(sentences)), "f": prefix_length(different)}
    for prefix, shard in sharded(sentences, lengths["s"]):
        listed = {key: sorted(value) for key, value in shard.items() if len(value) <= COMMON}
        found[f"{ADDRESS}data/s{prefix}.js"] = _script(f"s{prefix}", listed)
    for prefix, entries in _cut(prints, lengths["f"]):
        found[f"{ADDRESS}data/f{prefix}.js"] = _script(f"f{prefix}", _listed(entries, ids))
    settings = lengths | {
        "shingle": SHINGLE,
        "least": digest.LEAST,
        "carried": carried,
        "summarised": len(ids) - carried,
    }
    found[f"{ADDRESS}data/settings.js"] = _script("settings", settings)
    return found


@drawn_from_each
def _marks(edition: Edition, article: Article) -> tuple[bytes, list[tuple[str, str]], bool]:
    """Return an article's fingerprints, its sentences with their paragraphs, and whether its text is carried."""
    held = _words(edition, article)
    found = {
        mark
        for _, text in (*held["texts"], *held["summary"], *held["notes"])
        for mark in (*fingerprints(digest.words(text)), *short_quotations(text))
    }
    said = [(one, paragraph) for paragraph, matter in article.matter.paragraphs.items() for one in matter.sentences]
    return array("I", sorted(found)).tobytes(), said, article.matter.layer == "text"


def _cut(prints: list[int], length: int) -> Iterator[tuple[str, list[int]]]:
    """Yield every prefix of a length, with the entries whose fingerprints begin with it; the entries rise."""
    start = 0
    for at in range(16**length):
        end = bisect_left(prints, (at + 1) << (64 - 4 * length), start)
        yield f"{at:0{length}x}" if length else "", prints[start:end]
        start = end


def _listed(entries: list[int], ids: list[str]) -> dict[str, list[str]]:
    """Return fingerprints with the ids of their articles, but for those that too many have."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        found.setdefault(f"{entry >> 32:08x}", []).append(ids[entry & 0xFFFFFFFF])
    return {key: held for key, held in found.items() if len(held) <= COMMON}


def short_quotations(text: str) -> Iterator[int]:
    """Yield the hashes of what stands in quotation marks in a text and is too short for a fingerprint to be sure."""
    for quoted in re.findall("“([^“”]*)”", text):
        words = digest.words(quoted)
        if 0 < len(words) < SHINGLE + WINDOW - 1:
            yield hashed(words)


def fingerprints(words: list[str]) -> Iterator[int]:
    """Yield the fingerprints of a text: of every WINDOW runs of words that follow each other, the rightmost least."""
    hashes = [hashed(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]
    window: deque[int] = deque()  # places whose hashes rise, the least first
    last = -1
    for at, one in enumerate(hashes):
        while window and hashes[window[-1]] >= one:
            window.pop()
        window.append(at)
        if window[0] <= at - WINDOW:
            window.popleft()
        if (at >= WINDOW - 1 or at == len(hashes) - 1) and window[0] != last:
            last = window[0]
            yield hashes[last]


def hashed(words: list[str]) -> int:
    """Return the CRC-32 (ISO 3309) of some words with a space between them, in UTF-8."""
    return zlib.crc32(" ".join(words).encode())


def prefix_length(entries: int) -> int:
    """Return how many hexadecimal digits divide so many entries into files of SHARD at most on average."""
    length = 0
    while entries > SHARD * 16**length:
        length += 1
    return length


def sharded(entries: Mapping[str, set[str]], length: int) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Yield every prefix of a length, also one that no entry has, with the entries that begin with it."""
    shards: dict[str, dict[str, set[str]]] = {f"{at:0{length}x}" if length else "": {} for at in range(16**length)}
    for key in sorted(entries):
        shards[key[:length]][key] = entries[key]
    yield from shards.items()


def _article(edition: Edition, article: Article) -> dict[str, Any]:
    """Return what the browser is told of an article: the author's texts so far as they are at hand, and our own."""
    named = (name.name + (f" ({name.doubt})" if name.doubt else "") for name in names(edition, article))
    return {
        "address": article.address,
        "title": title(article),
        "names": " and ".join(named),
        "outlet": edition.authority.outlets[article.matter.publication.outlet].name,
        "date": str(article.matter.publication.date),
        "original": article.matter.publication.url or "",
        **_words(edition, article),
    }


def _words(edition: Edition, article: Article) -> dict[str, list[list[str]]]:
    """Return the author's texts so far as they are at hand, and the edition's own, each with its anchor.

    It is made of articles with faults too, and looks no record up.
    """
    texts = ((one.id, own_text(edition, article, one.id)) for one in article.paragraphs)
    summary = article.matter.layer == "regest"
    return {
        "texts": [[paragraph, text] for paragraph, text in texts if text is not None],
        "summary": [[one.id, markup.plain(one.markdown)] for one in article.paragraphs if summary],
        "notes": [[f"n-{key}", markup.plain(note.text)] for key, note in article.matter.notes.items()],
    }


def _script(name: str, data: Any) -> bytes:
    held = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"editionQuotation({json.dumps(name)},{held});\n".encode()
