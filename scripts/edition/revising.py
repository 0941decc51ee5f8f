"""`edition revise`: from an article and the file of its revised text to the article's new file, as a proposal."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from edition import digest, markup, reader
from edition.faults import Code, Fault, Place, did_you_mean, stop_if
from edition.model.article import Article
from edition.model.edition import Edition
from edition.model.fields import PARAGRAPH_ID
from edition.permalinks.fates import Fates, fates
from edition.permalinks.numbering import numbered
from edition.permalinks.reading import FOLDER, GONE
from edition.permalinks.revised import Part, body_of, entries_of, front_matter, parts, without
from edition.permalinks.revision import Answers, Proposal, Question, propose
from edition.permalinks.standing import of_words

HOW = {
    "same": "unchanged",
    "answered": "as you say",
    "divided": "the first part of it",
    "joined": "joined with others",
}


@dataclass(frozen=True)
class Said:
    """What the editor says on the command line."""

    kept: Mapping[int, str] = field(default_factory=dict)
    """Ids by place among the paragraphs of the revised text, from 1; '' for a new one."""
    joined: Mapping[str, str] = field(default_factory=dict)
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """Reasons by id."""
    erratum: str = ""
    date: str = ""
    """The day of the change, as ``YYYY-MM-DD``."""


@dataclass(frozen=True)
class Revision:
    """What a revision would make of the edition's files."""

    told: list[str]
    """What became of each paragraph, a line each."""
    open: list[Fault]
    """The questions that are to be answered first."""
    before: dict[str, str]
    after: dict[str, str]
    """The texts of the files that change, by their paths in the edition, before and after."""

    def diff(self) -> str:
        """Return the change as a unified diff."""
        found: list[str] = []
        for name, text in self.after.items():
            old = self.before[name].splitlines(keepends=True)
            found += difflib.unified_diff(old, text.splitlines(keepends=True), f"a/{name}", f"b/{name}")
        return "".join(found)


def revise(root: Path, name: str, file: Path, said: Said) -> Revision:
    """Return what a revised text makes of an article of the edition in a folder; nothing is written.

    Raises FaultsFoundError where there is no such article or file, or where an answer cannot be.
    """
    edition, faults = reader.read_edition(root)
    article = edition.by_id.get(name)
    if article is None:
        stop_if(fault for fault in faults if Path(fault.place.path).stem == name)
        remedy = did_you_mean(name, edition.by_id) or "name an article by its id"
        stop_if([Fault(Place("articles"), Code.UNKNOWN, f"there is no article '{name}'", remedy)])
        raise AssertionError
    text, faults = reader.read_text(file, file.parent)
    stop_if(faults)
    revised = parts(text)
    return _Work(root, edition, article, file, revised, said).done()


def write(root: Path, revision: Revision) -> None:
    """Write the files of a revision that has no open question."""
    stop_if(revision.open)
    for name, text in revision.after.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


class _Work:
    """One revision on its way."""

    def __init__(
        self, root: Path, edition: Edition, article: Article, file: Path, revised: list[Part], said: Said
    ) -> None:
        self.root = root
        self.edition = edition
        self.article = article
        self.file = file
        self.revised = revised
        self.paragraphs = [part for part in revised if not part.heading]
        self.said = said
        self.held: Fates = fates(edition)
        self.old = {paragraph.id: markup.plain(paragraph.markdown) for paragraph in article.paragraphs}
        places = self.held.places.get(article.address, ())
        self.published = {a.partition("#")[2] for a in places if PARAGRAPH_ID.fullmatch(a.partition("#")[2])}
        self.digests = {
            entry.address.partition("#")[2]: entry.digest
            for address in places
            if (entry := edition.permalinks.entries.get(address)) and entry.digest
        }

    def done(self) -> Revision:
        answers = self.answers()
        found = propose(self.old, [part.words for part in self.paragraphs], answers, self.restorable)
        open_ = [self.asked(question) for question in found.questions]
        open_ += [
            Fault(
                Place(self.article.source.path),
                Code.REVISION,
                f"'{name}' was published and is not in the revised text",
                f'say why, with --withdrawn {name}="…", or --joined {name}=p… where it stands within another',
            )
            for name in sorted(found.gone & self.published)
            if name not in self.said.withdrawn
        ]
        count = range(1, len(self.paragraphs) + 1)
        pinned = {i: p.pin for i, p in enumerate(self.paragraphs, 1) if p.pin}
        names = [found.kept.get(i) or (pinned.get(i) if i in found.new else None) for i in count]
        ids = numbered(names, self.published | set(self.old))
        before, after = self.files(found, ids)
        return Revision(self.told(found, ids), open_, before, after)

    def answers(self) -> Answers:
        """Return the answers of the command line, and those that pins in the revised text give."""
        known = self.published | set(self.old)
        kept: dict[int, str] = {}
        for index, part in enumerate(self.paragraphs, 1):
            if part.pin is not None and index not in self.said.kept:
                stop_if(self.unfit(part.pin, Place(self.file.name, part.line)))
                kept[index] = part.pin if part.pin in known else ""
        for index, name in self.said.kept.items():
            place = Place(self.file.name)
            if not 1 <= index <= len(self.paragraphs):
                what = f"there is no paragraph {index} in the revised text, which has {len(self.paragraphs)}"
                stop_if([Fault(place, Code.REVISION, what, "count them from 1, without headings")])
            stop_if(self.unfit(name, place) if name else [])
            kept[index] = name
        twice = [name for name in kept.values() if name and list(kept.values()).count(name) > 1]
        odd = [name for name in (*self.said.joined, *self.said.withdrawn) if name not in self.old]
        for what, names in (("is given to two paragraphs", twice), ("is no paragraph of the article", odd)):
            if names:
                remedy = did_you_mean(names[0], self.old) or "mend the answer"
                stop_if([Fault(Place(self.file.name), Code.REVISION, f"'{names[0]}' {what}", remedy)])
        return Answers(kept, self.said.joined, frozenset(self.said.withdrawn))

    def unfit(self, name: str, place: Place) -> list[Fault]:
        if PARAGRAPH_ID.fullmatch(name):
            return []
        return [Fault(place, Code.ID, f"'{name}' is not a paragraph id", "write p and a number, as in p7 or p7a")]

    def restorable(self, words: str) -> list[str]:
        sought = digest.of_paragraph(words)
        return [name for name, held in self.digests.items() if held == sought and name not in self.old]

    def asked(self, question: Question) -> Fault:
        """Return a question as what is to be told, with the ways to answer it."""
        if question.paragraph is None:
            name = question.candidates[0][0]
            remedy = f'answer that, or say --joined {name}=p… or --withdrawn {name}="…"'
            what = f"'{name}' is not settled: {question.why}"
            return Fault(Place(self.article.source.path), Code.REVISION, what, remedy)
        part = self.paragraphs[question.paragraph - 1]
        near = " or ".join(f"{name} ({score:.2f} alike)" for name, score in question.candidates[:3])
        begins = " ".join(part.words.split()[:6])
        what = f"is “{begins} …” still {near}, or new? {question.why}"
        first = question.candidates[0][0]
        remedy = f"say --is {question.paragraph}={first} or --new {question.paragraph}, or pin it in the file"
        return Fault(Place(self.file.name, part.line), Code.REVISION, what, remedy)

    def told(self, found: Proposal, ids: list[str]) -> list[str]:
        asked = {question.paragraph for question in found.questions}
        lines = []
        for index, (part, name) in enumerate(zip(self.paragraphs, ids, strict=True), 1):
            how = found.how.get(index, "new")
            how = "to be asked" if index in asked else HOW.get(how, how)
            begins = " ".join(part.words.split()[:6])
            lines.append(f"{self.file.name}:{part.line}: {'?' if index in asked else name:<6} {how:<24} {begins}")
        lines += [f"{name:<6} joined to {into}" for name, into in found.joined.items()]
        lines += [f"{name:<6} is there no more" for name in sorted(found.gone)]
        changed = self.changed(ids)
        if changed and not self.said.erratum:
            lines.append(f"published words have changed in {', '.join(changed)}: say what, with --erratum")
        return lines

    def changed(self, ids: list[str]) -> list[str]:
        """Return the ids whose words are not those that were published."""
        pairs = zip(ids, self.paragraphs, strict=True)
        return [n for n, part in pairs if n in self.digests and self.digests[n] != of_words(part.markdown)]

    def files(self, found: Proposal, ids: list[str]) -> tuple[dict[str, str], dict[str, str]]:
        """Return the files that change, before and after."""
        path = self.article.source.path
        text, _ = reader.read_text(self.root / path, self.root)
        lines = text.split("\n")
        end = next(i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
        erratum: dict[str, object] | None = None
        changed = self.changed(ids)
        if self.said.erratum and changed:
            erratum = {"date": self.said.date, "paragraphs": changed, "what": self.said.erratum}
        head = front_matter(lines[1:end], self.article.source.node, ids, erratum)
        new = "\n".join([lines[0], *head, lines[end]]) + "\n" + body_of(self.article, self.revised, ids)
        before, after = {path: text}, {path: new}
        gone = f"{FOLDER}/{GONE}"
        old = reader.read_text(self.root / gone, self.root)[0] if (self.root / gone).is_file() else ""
        text = self.gone(old, found, ids)
        if text != old:
            before[gone], after[gone] = old, text
        return before, after

    def gone(self, text: str, found: Proposal, ids: list[str]) -> str:
        """Return the text of gone.yml with what this revision adds to it, and without what it brings back."""
        page = self.article.address
        source = self.edition.permalinks.source
        back = [name for name in ids if f"{page}#{name}" in self.edition.permalinks.gone]
        node = source.node if isinstance(source.node, yaml.MappingNode) else None
        text = without(text, node, [f"{page}#{name}" for name in back])
        added: dict[str, dict[str, object]] = {}
        for name in ids:
            lost = name not in self.old and name in self.published and name in found.kept.values()
            if lost and name in self.changed(ids):
                added[f"{page}#{name}"] = {"date": self.said.date, "restored": True}
        for name, into in found.joined.items():
            if name in self.published:
                added[f"{page}#{name}"] = {"date": self.said.date, "to": f"{page}#{into}"}
        for name in sorted(found.gone & self.published):
            if name in self.said.withdrawn:
                added[f"{page}#{name}"] = {"date": self.said.date, "reason": self.said.withdrawn[name]}
        return entries_of(text, added)
