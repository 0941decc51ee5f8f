"""An article file made of an input: front matter with what was decided, and the text or places for its summaries."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from edition import digest
from edition.importing import yamlout
from edition.importing.matching import slug
from edition.importing.pieces import Datum, Piece, Role, Source
from edition.importing.proposals import Proposals, sure_of
from edition.importing.resolve import Finding, Resolved
from edition.importing.suggest import Suggester
from edition.importing.yamlout import Along, Comment
from edition.licences import LICENCES
from edition.model.draft import TO_SUMMARISE
from edition.model.fields import RESERVED
from edition.model.provenance import OPEN_RIGHTS

WITNESS = "copy"  # the short name of the witness of an imported article


@dataclass
class Made:
    """An article that was made: its id and file, and what the editor is told."""

    id: str
    text: str
    open: list[str]
    findings: list[Finding]
    paragraphs: list[str]
    """Its paragraphs as plain text, in order."""
    carried: bool
    """Whether the text itself is in the file."""
    digests: list[str] = field(default_factory=list)
    topics: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """Suggested topics by paragraph, with the words that speak for them."""
    facts: dict[str, list[str]] = field(default_factory=dict)
    """What author notes say of people who have a record already, by its id."""


def named(source: Source, made: Resolved, stem: str) -> str:
    """Return an id: of the file's name for Markdown with front matter, else of author and year, or the title."""
    plain = slug(re.sub(r"^\d{4}-\d{1,2}-\d{1,2}[-_]?", "", stem))
    date = made.values.get("date")
    year = re.search(r"\d{4}", date.value) if date else None
    author = made.authors[0].value if made.authors else made.corporate.value if made.corporate else ""
    family = slug(author.split()[-1] if made.authors and author else author)
    title = made.values.get("title")
    by_author = f"{family}-{year[0]}" if family and year else ""
    by_title = slug(title.value, 40) if title else ""
    chosen = plain if source.marked and plain else by_author or by_title or family or plain or "article"
    return f"{chosen}-article" if chosen in RESERVED else chosen


def make(
    source: Source,
    made: Resolved,
    key: str,
    proposals: Proposals,
    suggester: Suggester,
    witness: dict[str, str],
    like: Sequence[str],
    today: datetime.date,
) -> Made:
    """Return the article file of an input; `witness` is its description and digest, `like` what must be settled."""
    values = made.values
    carried = values["rights"].value in OPEN_RIGHTS
    kept = [piece for piece in source.pieces if piece.role is Role.PARAGRAPH]
    texts = [piece.text for piece in kept]
    where = f"{source.name}, {today.isoformat()}"
    facts: dict[str, list[str]] = {}
    opened = [*made.open, *like]
    outlet = values.get("outlet")
    held = proposals.outlet(outlet, where)[0] if outlet else None
    authors = _authors(source, made, proposals, where, facts, opened)  # after the outlet, which may be the author
    tagged = [topic for tag in source.tags if (topic := proposals.topic(tag, outlet.value if outlet else ""))]
    ids = {f"p{number}": text for number, text in enumerate(texts, 1)}
    paragraphs: dict[str, Any] = {}
    topics: dict[str, dict[str, tuple[str, ...]]] = {}
    if not carried:
        terms = suggester.terms(key, ids)
        topics = {name: found for name, text in ids.items() if (found := suggester.topics(text))}
        paragraphs = {name: _paragraph(text, terms[name], topics.get(name, {})) for name, text in ids.items()}
        opened.append(
            "paragraphs: summarise each in the edition’s own words, and say under 'regest' who did and when"
        )
        without = [name for name in ids if not terms[name]]
        if without:
            opened.append(f"terms: none were found in {', '.join(without[:20])}")
    data = {
        "id": key,
        "draft": opened,
        "title": _title(values),
        "kind": _value(values, "kind"),
        "deck": _value(values, "deck") if carried else None,
        "authors": authors,
        "publication": _publication(values, held, proposals),
        "rights": _rights(values),
        "language": _value(values, "language"),
        "layer": "text" if carried else "regest",
        "witness": {"name": WITNESS, **witness},
        "tagged": Along(list(dict.fromkeys(tagged))) if tagged else None,
        "paragraphs": paragraphs,
    }
    body = _text(source.pieces) if carried else "\n".join(f"{TO_SUMMARISE}\n{{: #{name} }}\n" for name in ids)
    text = f"---\n{yamlout.dumped(data)}---\n\n{body}"
    return Made(
        key, text, opened, made.findings, texts, carried, [digest.of_paragraph(t) for t in texts], topics, facts
    )


def _value(values: dict[str, Datum], name: str) -> str | None:
    datum = values.get(name)
    return datum.value if datum else None


def _title(values: dict[str, Datum]) -> dict[str, Any] | None:
    title = values.get("title")
    if title is None:
        return None
    return {
        "text": title.value,
        "status": "original",
        "subtitle": _value(values, "subtitle"),
        "evidence": title.where,
    }


def _authors(
    source: Source, made: Resolved, proposals: Proposals, where: str, facts: dict[str, list[str]], opened: list[str]
) -> list[dict[str, str]]:
    credited = []
    outlet = made.values.get("outlet")
    for datum in made.authors or ([made.corporate] if made.corporate else []):
        found = proposals.author(datum, where) if datum.field == "author" else proposals.corporate(datum, where)
        if found.open:
            opened.append(found.open)
        credit = {"person" if found.kind == "people" else "organisation": found.id}
        if sure_of(datum) != "certain":
            credit["certainty"] = sure_of(datum)
        credited.append(credit | {"evidence": datum.where})
        said = [
            fact for note in source.facts if note.name.casefold() == datum.value.casefold() for fact in note.facts
        ]
        if said and found.kind == "people":
            seen = ", ".join(["author note in the copy of the article", *([outlet.value] if outlet else [])])
            date = made.values.get("date")
            if found.id in proposals.records.get("people", {}):
                proposals.biography(
                    found.id, said, seen, date.value if date and not date.value.startswith("[") else ""
                )
            else:
                facts[found.id] = said
    if any(note.left for note in source.facts):
        opened.append("biography: the author note says more than could be told apart; see the witness")
    return credited


def _publication(values: dict[str, Datum], outlet: str | None, proposals: Proposals) -> dict[str, Any]:
    date, holder = values.get("date"), values.get("holder")
    first = proposals.known.outlet(holder.value) if holder else None
    made: dict[str, Any] = {"outlet": outlet}
    if date:
        made |= {"date": date.value, "date_evidence": date.where}
    if outlet and first and first != outlet:
        made["status"] = "reprint"
        made["first"] = {
            "outlet": first,
            "evidence": f"The rights line names {proposals.known.names[first]}; no date was seen.",
        }
    else:
        made["status"] = "unknown"
    made["issue"] = _value(values, "issue")
    made["carried_by"] = _value(values, "carried_by")
    url = values.get("url")
    made |= {"url": url.value} if url else {"url_note": "No address stands in the imported copy."}
    return made


def _rights(values: dict[str, Datum]) -> dict[str, Any]:
    status = values["rights"].value
    statement = _value(values, "statement") or ("" if status in OPEN_RIGHTS else "The copy carries no rights line.")
    if status in OPEN_RIGHTS and not statement:
        statement = values["rights"].where
    return {
        "status": status,
        "holder": _value(values, "holder"),
        "statement": statement,
        "url": LICENCES[status].deed if status in LICENCES else None,
    }


def _paragraph(text: str, terms: list[str], topics: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "digest": digest.of_paragraph(text),
        "sentences": Along(digest.of_sentences(text)),
        "terms": Along(terms),
    }
    if topics:
        told = "; ".join(
            f"{topic} ({', '.join(f'“{word}”' for word in words[:3])})" for topic, words in topics.items()
        )
        made["topics-suggested"] = Comment(f"topics found by their forms: {told}")
    return made


def _text(pieces: Sequence[Piece]) -> str:
    """Return the body of an article whose text is carried: headings as they stand, each paragraph pinned."""
    parts, number = [], 0
    for piece in pieces:
        if piece.role is Role.HEADING:
            words = " ".join(piece.markdown.split())
            parts.append(f"{'#' * min(max(piece.level, 2), 4)} {words.rstrip('#').strip() or words}\n")
        elif piece.role is Role.PARAGRAPH:
            number += 1
            parts.append(f"{piece.markdown}\n{{: #p{number} }}\n")
    while parts and parts[-1].startswith("#"):  # a heading over nothing
        parts.pop()
    return "\n".join(parts)
