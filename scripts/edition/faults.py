"""What an editor is told when something is wrong: one line with the place, the matter and the remedy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Code(Enum):
    """Every kind of fault, with what it means; docs/reference.md lists them from here."""

    AMBIGUOUS = ("ambiguous", "A name in a text may be that of more than one record.")
    ATTRIBUTION = ("attribution", "A credit names no one, names two, or is unsure without saying why.")
    BODY = ("body", "The body of an article cannot be divided into pinned paragraphs.")
    CHOICE = ("choice", "A field holds a word that is not one of the words it may hold.")
    CLASH = ("clash", "Two records, or two topics, have a form in common that would name either anywhere.")
    CONFIG = ("config", "The edition's own settings in mkdocs.yml are missing or unusable.")
    DATE = ("date", "A date is not EDTF, or no such day exists.")
    DIGEST = (
        "digest",
        "A digest is not `sha256:` and 64 hexadecimal digits (of a sentence: 12), or not that of the witness.",
    )
    DUPLICATE = ("duplicate", "An id or a key stands twice.")
    EMPTY = ("empty", "Something that must have content has none.")
    ENCODING = ("encoding", "A file is not UTF-8 text.")
    ERRATUM = ("erratum", "Published words have changed and no new erratum says so, or a published erratum is gone.")
    FIELD = ("field", "A field is not known here; usually a slip of spelling.")
    FILE = ("file", "A file or folder is missing, unreadable or has the wrong name.")
    FRONT_MATTER = ("front-matter", "An article does not begin with front matter between two `---` lines.")
    FROZEN = ("frozen", "A frozen version is not what it was when it was published.")
    HISTORY = (
        "history",
        "The history in git that a command needs is not at hand, or the folder has changes of its own.",
    )
    ID = ("id", "An id is not lower-case letters and digits joined by single hyphens, or is reserved.")
    LENGTH = ("length", "A line is too long for its place, or is more than one.")
    LEDGER = ("ledger", "The ledger cannot be read, or lacks or contradicts what an earlier one held.")
    LINK = ("link", "A link of the finished site leads nowhere, or to a place that is not there.")
    MANIFEST = ("manifest", "A site's files are not those that its manifest names.")
    MISSING = ("missing", "A field that is needed is not there.")
    MKDOCS = ("mkdocs", "MkDocs found fault with a page or with its configuration.")
    NOTE = ("note", "A note hangs on words that do not stand in its paragraph.")
    ORPHAN = ("orphan", "A topic that nothing treats, or that is joined to no other; a notice, not a fault.")
    PARAGRAPH = ("paragraph", "The paragraphs of the body and those of the front matter do not agree.")
    PASSAGE = ("passage", "A paragraph is put under a topic, quoted for one, or joined to another, without ground.")
    QUOTATION = ("quotation", "Quoted words are too many, or are not in the author's paragraph.")
    PERMALINK = ("permalink", "A published address is missing, used again, or said to lead where nothing is.")
    PRIVATE = ("private", "A private copy, with texts under copyright or drafts, would go where it may be published.")
    REVISION = ("revision", "A revised text leaves a question open, or an answer to one cannot be.")
    RIGHTS = ("rights", "The layer does not go with the rights: a text under copyright may not be carried.")
    SITE = ("site", "A page of the finished site breaks a rule that all its pages keep.")
    SWAP = ("swap", "The finished site could not be put in its place.")
    TEMPLATE = ("template", "A template could not be filled in.")
    TERMS = ("terms", "A list of the author's terms is out of order, too long, repeated or not in the witness.")
    THESAURUS = ("thesaurus", "Topics are broader, narrower or related in a way that cannot be.")
    TYPE = ("type", "A field holds the wrong kind of thing, such as a list where text is expected.")
    UNKNOWN = ("unknown", "A reference to a record, topic, article or paragraph that is not there.")
    UNUSED = ("unused", "Something is kept that nothing in this edition uses; a notice, not a fault.")
    URL = ("url", "An address is not a complete http or https address.")
    VERSION = ("version", "A version cannot be published under this number, or not yet.")
    WITNESS = ("witness", "A witness at hand does not agree with what the article says of it.")
    YAML = ("yaml", "A file is not well-formed YAML, or uses a part of YAML that editions do without.")

    def __init__(self, name: str, meaning: str) -> None:
        self.label = name
        self.meaning = meaning


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a path relative to the edition's folder, a line and a column from 1."""

    path: str
    line: int = 1
    col: int = 1

    def __str__(self) -> str:
        path = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in self.path)
        return f"{path}:{self.line}:{self.col}"


@dataclass(frozen=True)
class Fault:
    """One fault: printed as ``file:line:col: what; what to do [code]``."""

    place: Place
    code: Code
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {' '.join(f'{self.what}; {self.remedy}'.split())} [{self.code.label}]"


class FaultsFoundError(Exception):
    """Raised where a stage cannot go on; carries every fault found so far, in order of place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults), key=lambda f: (f.place, f.code.label, f.what))
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type[FaultsFoundError], tuple[list[Fault]]]:
        """Return how it is made again from a pickle, as which it comes from a worker."""
        return FaultsFoundError, (self.faults,)


def stop_if(faults: Iterable[Fault]) -> None:
    """Raise FaultsFoundError if there is any fault."""
    found = list(faults)
    if found:
        raise FaultsFoundError(found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` for the nearest known word, or '' where none is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""
