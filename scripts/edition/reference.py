"""docs/reference.md, made from the models and the codes, so that it cannot fall behind them."""

from __future__ import annotations

import types
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from edition.faults import Code
from edition.importing.furniture import RuleFile
from edition.model.article import ArticleMatter
from edition.model.authority import Headword, Outlet, Topic
from edition.model.permalinks import Gone
from edition.model.records import Concept, Document, Event, Organisation, Person, Place
from edition.model.settings import Settings
from edition.validation import models_in

INTRODUCTION = """\
# Fields and faults

What an article file, an authority file and the settings may hold, and every kind of fault that is reported. This
page is printed by `edition reference`.

## Article files

`articles/<id>.md`: front matter between two lines `---`, then the body. The body is a Markdown paragraph, a line
`{: #p1 }` directly below it, an empty line, the next paragraph, and so on; the number is that of the paragraph in
the witness. A quotation or list is pinned like a paragraph, together with the paragraph that introduces it. Headings
(`##` to `####`) may stand between paragraphs and have no number. Raw HTML is shown as text and images are left out.

All values are text: dates and numbers need no quotation marks, but a value that holds `: ` or ` #`, or begins with
a quotation mark or bracket, does. Anchors, aliases, tags and repeated keys are faults.
"""

LINKS = """\
## Links

In a paragraph or a note, `[the words](scheme:id)` links to a page of the edition. The schemes are `person`, `org`,
`place`, `event`, `document`, `concept`, `topic`, `outlet` and `article`, the last with a paragraph if wanted:
`[Tatsumi ¶ 6](article:tatsumi-2019#p6)`. `[Moon](-:)` keeps a name from being marked. Links to other sites are
written as in Markdown, with https.

## Names in texts

Names are found by themselves: `name`, `names`, `metonyms` and `forms` of a record wherever they stand, `short` forms
where they are allowed, `descriptions` in their own paragraph. Of several that begin at one place the longest counts.
Quotation marks, hyphens, spaces and line ends count as one form each; a name of one word must stand with exactly its
capitals, and a longer one may have more of them, not fewer. Nothing is marked within links, code and headings. A name
that may be that of two records is a fault, settled by a link or by `(-:)`. A note hangs on words that stand together
without markup between them, over a line end if need be.
"""

DIGESTS = """\
## Digests

A witness is known by the SHA-256 of its bytes. A paragraph is known by the SHA-256 of its text in UTF-8 after three
steps: Unicode normalisation form NFC; every run of white space, no-break spaces included, to one space; the ends
trimmed. Quotation marks and hyphens stay as they are. Copies laid in `witnesses/`, which git ignores, are recognised
by these digests, and `edition check` then also sees whether each of the author's terms stands in its paragraph. What
else is done with them stands in reading-copies.md.

A sentence is known by the first 12 hexadecimal digits of the SHA-256 of its letters and figures: Unicode
normalisation form NFKC, small letters, and everything left out that is neither a letter nor a figure. Spaces,
punctuation and hyphens thus make no difference. A sentence ends at a full stop, question mark, exclamation mark or
ellipsis before white space and no small letter, titles and initials apart. One whose letters and figures are fewer
than 40 bytes in UTF-8 gets no digest. `edition digest FILE` prints the list for each paragraph.

These digests let a reader who has a sentence find where it stands. They also let anyone who guesses a sentence find
that the guess is right, and a paragraph's terms and summary help to guess. That is why short sentences are left out;
a long one cannot be found by trying all, but no digest keeps a sentence secret from whoever can nearly write it.
"""

FAULTS = """\
## Faults

Each is printed as `file:line:column: what; what to do [code]`, all of them at once. The exit status is then 1 and the
site of the last good build stays as it was. A wrong command line gives exit status 2.

| code | meaning |
|-|-|
"""

PARTS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("Front matter", ArticleMatter),
    ("People (`articles/authority/people.yml`)", Person),
    ("Organisations (`organisations.yml`)", Organisation),
    ("Places (`places.yml`)", Place),
    ("Events (`events.yml`)", Event),
    ("Documents (`documents.yml`)", Document),
    ("Concepts (`concepts.yml`)", Concept),
    ("Outlets (`outlets.yml`)", Outlet),
    ("Topics (`topics.yml`)", Topic),
    ("Headwords (`headwords.yml`)", Headword),
    ("Rules of import (`articles/furniture.yml`)", RuleFile),
    ("What is gone (`articles/permalinks/gone.yml`, by address)", Gone),
    ("Settings (`mkdocs.yml`)", Settings),
)


def text() -> str:
    """Return the whole page as Markdown."""
    shown: set[type[BaseModel]] = set()
    parts = [INTRODUCTION]
    for heading, model in PARTS:
        level = "###" if model is ArticleMatter else "##"
        parts.append(_tables(heading, model, level, shown))
    parts += [LINKS, DIGESTS]
    parts.append(FAULTS + "".join(f"| `{code.label}` | {code.meaning} |\n" for code in Code))
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _tables(heading: str, model: type[BaseModel], level: str, shown: set[type[BaseModel]], path: str = "") -> str:
    """Return the table of a model's fields, then those of the models within it that were not yet shown."""
    shown.add(model)
    deeper = level + "#"
    table = [f"{level} {heading}\n\n| field | holds | |\n|-|-|-|\n"]
    inner: list[str] = []
    for key, field in model.model_fields.items():
        name = field.alias or key
        needed = "required" if field.is_required() else ""
        meaning = " ".join((field.description or "").split())
        table.append(f"| `{name}` | {_kind(field)} | {meaning}{' **Required.**' if needed else ''} |\n")
        inner += [
            _tables(f"`{path}{name}`", part, deeper, shown, f"{path}{name}.")
            for part in models_in(field.annotation)
            if part not in shown
        ]
    return "\n".join(["".join(table), *inner])


def _kind(field: FieldInfo) -> str:
    return _of(field.annotation)


def _of(annotation: object) -> str:
    origin, arguments = get_origin(annotation), [a for a in get_args(annotation) if a is not type(None)]
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in arguments)
    if origin is tuple:
        return f"list of {_of(arguments[0])}"
    if origin is dict:
        return f"mapping of {_of(arguments[0])} to {_of(arguments[1])}"
    if origin is types.UnionType or arguments:
        return _of(arguments[0])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "mapping"
    return {"bool": "`true` or `false`", "Edtf": "EDTF date", "int": "number"}.get(
        getattr(annotation, "__name__", ""), "text"
    )
