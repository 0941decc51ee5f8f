"""Collation: which text at hand is that of which article, and which of its paragraphs are as the article knows them.

A text is known by the digest of its file, or, where that differs, by the digests of its paragraphs: of two texts the
one that holds more of them is taken. What stands in the place of a paragraph whose digest is not there is looked for
between its neighbours, by the author's terms in that paragraph. A text in which fewer than half of the paragraphs are
found in one way or the other is not taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from edition import digest
from edition.folding import folded, holds
from edition.model.article import Article, ParagraphMatter
from edition.model.copies import TextCopy

BLOCKS = 4  # so many blocks, divided by blank lines, may together be one numbered paragraph
ALIKE = 0.5  # of the terms of a paragraph so many must stand in what is taken for it


@dataclass(frozen=True)
class File:
    """A plain-text file: its name, the digest of its bytes, and its text."""

    name: str
    digest: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.splitlines()

    @cached_property
    def spans(self) -> dict[str, tuple[int, int]]:
        """What may be a paragraph, by digest: each line, and what blank lines divide, up to BLOCKS together.

        A span is the number of its first line and that of the one after its last.
        """
        blocks = list(_blocks(self.lines))
        found: dict[str, tuple[int, int]] = {}
        for index, (start, _) in enumerate(blocks):
            for _, end in blocks[index : index + BLOCKS]:
                found.setdefault(digest.of_paragraph(self.words(start, end)), (start, end))
        for number, line in enumerate(self.lines):
            if line.strip():
                found.setdefault(digest.of_paragraph(line), (number, number + 1))
        return found

    def words(self, start: int, end: int) -> str:
        """Return the text of some lines as one line, every run of white space one space."""
        return " ".join(" ".join(self.lines[start:end]).split())


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for number in range(len(lines) + 1):
        if number == len(lines) or not lines[number].strip():
            if start < number:
                yield start, number
            start = number + 1


def collate(articles: Iterable[Article], files: Iterable[File]) -> tuple[dict[str, TextCopy], list[str]]:
    """Return the copy of each article whose text is among the files, and the names of files that are of none."""
    held, known = list(articles), list(files)
    best = _best(held, known) if known else {}
    copies = {article.id: _copy(article, best[article.id]) for article in held if article.id in best}
    copies = {name: copy for name, copy in copies.items() if copy.exact or _enough(copy)}
    used = {best[name].digest for name in copies}
    return copies, [file.name for file in known if file.digest not in used]


def _enough(copy: TextCopy) -> bool:
    found = len(copy.paragraphs) + len(copy.differing)
    return found >= len(copy.missing)


def _best(articles: list[Article], files: list[File]) -> dict[str, File]:
    """Return for each article the file that is its witness, or else the one that holds most of its paragraphs."""
    by_digest = {file.digest: file for file in reversed(files)}
    found: dict[str, File] = {}
    wanted: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        witness = article.matter.witness
        if witness and witness.digest in by_digest:
            found[article.id] = by_digest[witness.digest]
            continue
        for one in {entry.digest for entry in article.matter.paragraphs.values() if entry.digest}:
            wanted[one].append(article.id)
    most: dict[str, int] = {}
    for file in files if wanted else ():
        counts: dict[str, int] = defaultdict(int)
        for one in file.spans:
            for name in wanted.get(one, ()):
                counts[name] += 1
        for name, count in counts.items():
            if count > most.get(name, 0):
                most[name] = count
                found[name] = file
    return found


def _copy(article: Article, file: File) -> TextCopy:
    matter = article.matter
    digests = {p.id: d for p in article.paragraphs if (d := article.about(p.id).digest)}
    spans = {p: file.spans[d] for p, d in digests.items() if d in file.spans}
    differing: dict[str, str] = {}
    missing: list[str] = []
    for before, lost, after in _gaps(digests, spans):
        start = spans[before][1] if before else 0
        end = spans[after][0] if after else len(file.lines)
        found = _stand_in(file, start, end, {p: article.about(p) for p in lost}, bounded=bool(before and after))
        differing |= found
        missing += [p for p in lost if p not in found]
    paragraphs = {p: file.words(*span) for p, span in spans.items()}
    exact = matter.witness is not None and matter.witness.digest == file.digest
    return TextCopy(file.name, exact, paragraphs, differing, tuple(missing))


def _gaps(ids: Iterable[str], there: Mapping[str, object]) -> Iterator[tuple[str, list[str], str]]:
    """Yield each run of paragraphs that were not found, between the two that were; '' where there is none."""
    before, lost = "", list[str]()
    for one in [*ids, ""]:
        if one and one not in there:
            lost.append(one)
            continue
        if lost:
            yield before, lost, one
        before, lost = one, []


def _stand_in(
    file: File, start: int, end: int, lost: Mapping[str, ParagraphMatter], *, bounded: bool
) -> dict[str, str]:
    """Return what stands in the place of lost paragraphs among the lines from start to end, in their order.

    Between two known neighbours as many blocks as paragraphs are these paragraphs. Otherwise each is the first block
    after that of the one before it which holds most of its terms, and at least the share ALIKE of them.
    """
    blocks = [(start + a, start + b) for a, b in _blocks(file.lines[start:end])]
    if len(blocks) < len(lost):  # a paragraph a line
        blocks = [(number, number + 1) for number in range(start, end) if file.lines[number].strip()]
    if bounded and len(blocks) == len(lost):
        return {p: file.words(*span) for p, span in zip(lost, blocks, strict=True)}
    found: dict[str, str] = {}
    for name, entry in lost.items():
        shares = [_share(entry, file.words(*span)) for span in blocks]
        best = max(shares, default=0.0)
        if best >= ALIKE:
            at = shares.index(best)
            found[name] = file.words(*blocks[at])
            blocks = blocks[at + 1 :]
    return found


def _share(entry: ParagraphMatter, words: str) -> float:
    return 1 - len(lost_terms(entry.terms, words)) / len(entry.terms) if entry.terms else 0.0


def lost_terms(terms: Iterable[str], words: str) -> list[str]:
    """Return those of an author's terms that do not stand in a text."""
    text = folded(words)
    return [term for term in terms if not holds(text, folded(term))]


def differences(copy: TextCopy) -> str:
    """Return in words where a copy differs from the witness that its article names; '' where nowhere."""
    if copy.exact and copy.whole:
        return ""
    parts = [f"differs in {_numbers(copy.differing)}"] if copy.differing else []
    parts += [f"lacks {_numbers(copy.missing)}"] if copy.missing else []
    return " and ".join(parts) or "differs outside the numbered paragraphs only"


def _numbers(ids: Iterable[str]) -> str:
    return "¶ " + ", ".join(one[1:] for one in ids)
