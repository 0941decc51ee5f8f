"""The skeleton of a new article: a draft with what is known, and what is still open said in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition import body, yamlsource
from edition.faults import Code, Fault, FaultsFoundError, Place
from edition.model.article import ArticleMatter
from edition.model.draft import TO_SUMMARISE
from edition.validation import validate


@dataclass(frozen=True)
class Known:
    """What is known of a new article; what is not is left open."""

    id: str
    title: str = ""
    kind: str = ""
    author: str = ""
    """Id of a person, or `organisations/` and that of an organisation."""
    outlet: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""
    layer: str = "regest"
    paragraphs: int = 1


def write(root: Path, known: Known) -> Path:
    """Write the skeleton of an article and return its file.

    Raises FaultsFoundError where there is one of its id already, or where what is known cannot stand in an article.
    """
    path = root / "articles" / f"{known.id}.md"
    shown = path.relative_to(root).as_posix()
    if path.exists():
        raise FaultsFoundError([Fault(Place(shown), Code.DUPLICATE, "there is such an article", "choose another id")])
    made = text(known)
    front, _, rest = made.removeprefix("---\n").partition("\n---\n")
    source, faults = yamlsource.load(front, shown, offset=1)
    faults += validate(ArticleMatter, source)[1] if not faults else []
    faults += body.parse(rest, shown, front.count("\n") + 4)[1]
    if faults:
        raise FaultsFoundError(faults)
    path.write_text(made, "utf-8")
    return path


def text(known: Known) -> str:
    """Return the text of the article file."""
    front = "\n".join(_front(known))
    paragraphs = "".join(f"{TO_SUMMARISE}\n{{: #p{number} }}\n\n" for number in range(1, known.paragraphs + 1))
    return f"---\n{front}\n---\n\n{paragraphs.rstrip()}\n"


def _front(known: Known) -> Iterator[str]:
    yield f"id: {known.id}"
    yield "# What is still open. The article is a draft, and not published, until this list is empty and gone."
    yield "draft:"
    yield from (f"  - {one}" for one in _open(known))
    yield from _title(known)
    yield f"kind: {known.kind}" if known.kind else "# kind: opinion, editorial, column, analysis, interview or letter"
    yield from _author(known)
    yield from _publication(known)
    yield "rights:"
    yield f"  status: {known.rights or 'in-copyright'}"
    if known.language:
        yield f"language: {known.language}"
    yield f"layer: {known.layer}"
    if known.layer == "regest":
        yield from (
            "# witness:    # the copy that the paragraphs are numbered after; see `edition digest`",
            "#   name: web-copy",
            "#   description: what kind of copy it is",
            "#   digest: sha256:…",
            "# regest:",
            "#   drafted_by: who or what wrote the summaries",
            "#   drafted_on: YYYY-MM-DD",
            "#   witness: web-copy",
        )
    yield "paragraphs:"
    yield from (f"  p{number}: {{}}" for number in range(1, known.paragraphs + 1))


def _open(known: Known) -> Iterator[str]:
    for what, given in (
        ("the title", known.title),
        ("the kind", known.kind),
        ("the author", known.author),
        ("the outlet", known.outlet),
        ("the date", known.date),
        ("the address", known.url),
        ("the rights", known.rights),
    ):
        if not given:
            yield what
    yield "the summaries, with terms, digests and topics" if known.layer == "regest" else "the text"


def _title(known: Known) -> Iterator[str]:
    if known.title:
        yield from ("title:", f"  text: {_quoted(known.title)}", "  status: original")
    else:
        yield from ("# title:", "#   text: as printed", "#   status: original, or supplied with 'evidence'")


def _author(known: Known) -> Iterator[str]:
    if known.author:
        kind, _, name = known.author.rpartition("/")
        yield from ("authors:", f"  - {'organisation' if kind == 'organisations' else 'person'}: {name}")
    else:
        yield from ("# authors:", "#   - person: id of a person, or organisation: id of an organisation")


def _publication(known: Known) -> Iterator[str]:
    given = [
        ("outlet", known.outlet, "id of an outlet"),
        ("date", known.date, "YYYY-MM-DD, or another EDTF form"),
        ("date_evidence", "", "where the date was seen"),
        ("status", "", "first, reprint or unknown"),
        ("url", known.url, "address of the original; or url_note, why there is none"),
    ]
    yield "publication:" if any(value for _, value, _ in given) else "# publication:"
    for name, value, hint in given:
        yield f"  {name}: {_quoted(value)}" if value else f"#   {name}: {hint}"


def _quoted(value: str) -> str:
    """Return a value as YAML takes it whatever it holds: JSON strings are YAML."""
    return json.dumps(value, ensure_ascii=False)
