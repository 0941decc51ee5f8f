"""The page of each article, and the index of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlencode

from edition.annotate import Annotated
from edition.body import number
from edition.citing.item import of_article
from edition.comparing import Pair, compared_with
from edition.language import own, say
from edition.model.article import Article, Block, Heading
from edition.model.edition import Edition
from edition.model.provenance import Credit
from edition.page import Page
from edition.pages import citing, metadata, readings
from edition.pages.builder import Builder
from edition.pages.gone import anchors, tombstones
from edition.pages.kin import others, related
from edition.pages.onward import article_map, onward
from edition.pages.parts import (
    Part,
    byline,
    card,
    date,
    forms,
    marks,
    plain_title,
    reference,
    statements,
    title,
)
from edition.permalinks.fates import Fates, comparisons, fates
from edition.relate import Relations
from edition.timeline import Moment, around, events


def _keys(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[str]:
    """Yield '' for the index of articles, and the id of each."""
    yield ""
    yield from (article.id for article in edition.articles)


def _pages(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated], key: str) -> Iterator[Page]:
    if key:
        compared = compared_with(edition, relations, key, comparisons(edition))
        yield _page(
            edition, edition.by_id[key], relations, annotations[key], events(edition), compared, fates(edition)
        )
        return
    listed = [
        reference(edition, article) | {"topics": _topics(edition, article, relations)} for article in edition.articles
    ]
    described = say("The articles of {name}, in order of date.", name=edition.settings.edition.short_title)
    yield Page("articles/", "articles.html", say("Articles"), described, {"articles": listed})


pages = Builder(_keys, _pages)


def _page(
    edition: Edition,
    article: Article,
    relations: Relations,
    annotated: Annotated,
    held: list[Moment],
    compared: set[Pair],
    lost: Fates,
) -> Page:
    matter = article.matter
    stones = tombstones(edition, lost, article.address)
    merged = anchors(lost, article.address)
    names = say(" and ").join(edition.authority.credited(credit).name for credit in matter.authors)
    outlet = edition.authority.outlets[matter.publication.outlet].name
    told = (
        "A summary, paragraph by paragraph, of “{title}” by {names} ({outlet}, {date})."
        if matter.layer == "regest"
        else "The text of “{title}” by {names} ({outlet}, {date})."
    )
    described = say(told, title=plain_title(article), names=names, outlet=outlet, date=matter.publication.date)
    data = {
        "id": article.id,
        "kind": say(matter.kind),
        "layer": matter.layer,
        "language": matter.language if matter.layer == "text" else own(),
        "title": title(article) | {"evidence": matter.title.evidence},
        "deck": matter.deck,
        "authors": [_author(edition, credit) for credit in matter.authors],
        "date": date(matter.publication.date) | {"evidence": matter.publication.date_evidence},
        "publication": _publication(edition, article),
        "rights": matter.rights.model_dump(),
        "drafting": matter.regest and _drafting(article),
        "witness": matter.witness and matter.witness.model_dump(),
        # What it treats most first, for a long list is opened only if the reader wishes.
        "topics": sorted(_topics(edition, article, relations), key=lambda topic: -len(topic["marks"])),
        "map": article_map(edition, article, relations.passages[article.id]),
        "blocks": _with_tombstones(
            [_block(edition, article, relations, annotated, block) for block in article.blocks], stones, merged
        ),
        "notes": [
            _note(edition, article, annotated, index, key) | {"merged": merged.get(f"n-{key}", [])}
            for index, key in enumerate(annotated.notes, 1)
        ],
        "withdrawn_notes": [stone for stone in stones if stone["id"].startswith("n-")],
        "cards": [card(address, edition.authority.record(address)) for address in _linked(annotated)],
        "moment": _moment(edition, article, held),
        "related": related(edition, relations, compared, article.id),
        "onward": onward(edition, relations, article, relations.topics_of(article)),
        "permalink": edition.settings.base + article.address,
        "errata": [
            {"date": str(e.date), "paragraphs": [{"id": p, "number": p[1:]} for p in e.named], "what": e.what}
            for e in matter.errata
        ],
        "open": readings.open_text(article),
        "copy": readings.copy(edition, article),
        "draft": readings.draft(article),
        "citations": citing.shown(of_article(edition, article)),
        "citing": citing.on_article_page(edition, article, annotated),
        "licence": edition.settings.edition.licence,
    }
    return Page(
        article.address,
        "article.html",
        plain_title(article),
        described,
        data,
        styles=("kin.css", "cite.css", *(("permalinks.css",) if stones or merged else ())),
        scripts=("article.js", "cite.js", "select.js"),
        card=f"article-{article.id}.png" if edition.settings.edition.cards else "",
        head=metadata.of_article_page(
            edition, article, annotated, [topic for topic, _ in relations.topics_of(article)]
        ),
    )


def _author(edition: Edition, credit: Credit) -> Part:
    record = edition.authority.credited(credit)
    return byline(edition, credit) | {
        "evidence": credit.evidence,
        "forms": forms(record),
        "description": record.description,
        "statements": statements(record.statements),
    }


def _publication(edition: Edition, article: Article) -> Part:
    held = article.matter.publication
    outlets = edition.authority.outlets

    def outlet(key: str | None) -> Part | None:
        return {"name": outlets[key].name, "address": f"outlets/{key}/"} if key else None

    first = held.first
    return {
        "outlet": outlet(held.outlet),
        "issue": held.issue,
        "status": held.status,
        "carried_by": outlet(held.carried_by),
        "url": held.url,
        "url_note": held.url_note,
        "first": first
        and {"outlet": outlet(first.outlet), "date": first.date and str(first.date), "evidence": first.evidence},
    }


def _drafting(article: Article) -> Part:
    """Return who drafted the summaries, the article's own origin first, then the paragraphs that differ."""
    drafted: dict[tuple[str, str, str | None, str], list[str]] = {}
    for paragraph in article.paragraphs:
        drafting = article.drafting(paragraph.id)
        if drafting:
            key = (
                drafting.drafted_by,
                str(drafting.drafted_on),
                drafting.reviewed_by,
                str(drafting.reviewed_on or ""),
            )
            drafted.setdefault(key, []).append(paragraph.number)
    whole = len(drafted) == 1
    return {
        "origins": [
            {"by": by, "on": on, "reviewed_by": reviewer, "reviewed_on": day, "paragraphs": [] if whole else numbers}
            for (by, on, reviewer, day), numbers in drafted.items()
        ]
    }


def _topics(edition: Edition, article: Article, relations: Relations) -> list[Part]:
    return [
        {"label": edition.authority.topics[topic].label, "address": f"topics/{topic}/", "marks": marks(passages)}
        for topic, passages in relations.topics_of(article)
    ]


def _block(edition: Edition, article: Article, relations: Relations, annotated: Annotated, block: Block) -> Part:
    if isinstance(block, Heading):
        return {"heading": block.level, "html": annotated.headings[block.place.line]}
    matter = article.about(block.id)
    passages = [one for one in relations.passages[article.id] if one.paragraph == block.id]
    return {
        "heading": 0,
        "id": block.id,
        "number": block.number,
        "html": annotated.paragraphs[block.id],
        "own": readings.own(edition, article, annotated, block.id),
        "terms": list(matter.terms),
        "topics": [
            {
                "label": edition.authority.topics[one.topic].label,
                "address": f"topics/{one.topic}/",
                "reading": one.reading,
            }
            for one in passages
        ],
        "others": others(edition, relations, article.id, block.id),
        "report": report_link(edition, article, block.id, f"¶ {block.number}"),
    }


def _with_tombstones(blocks: list[Part], stones: list[Part], merged: dict[str, list[str]]) -> list[Part]:
    """Return the blocks of a text with a tombstone where each withdrawn paragraph stood, by its number."""
    found = [
        block if block["heading"] else block | {"gone": None, "merged": merged.get(block["id"], [])}
        for block in blocks
    ]
    for stone in sorted((s for s in stones if not s["id"].startswith("n-")), key=lambda s: number(s["id"])):
        before = [
            index
            for index, block in enumerate(found)
            if not block["heading"] and number(block["id"]) < number(stone["id"])
        ]
        block = {"heading": 0, "id": stone["id"], "number": stone["id"][1:], "gone": stone, "merged": []}
        found.insert(max(before, default=-1) + 1, block)
    return found


def _note(edition: Edition, article: Article, annotated: Annotated, number: int, key: str) -> Part:
    note = article.matter.notes[key]
    return {
        "key": key,
        "number": number,
        "paragraph": note.paragraph,
        "words": note.words,
        "type": say(note.type.replace("-", " ")),
        "html": annotated.note_texts[key],
        "sources": list(note.sources),
        "as_of": str(note.as_of),
        "report": report_link(edition, article, f"n-{key}", say("note {number}", number=number)),
    }


def _linked(annotated: Annotated) -> list[str]:
    return list(dict.fromkeys([*(mention.record for mention in annotated.mentions), *annotated.named_in_texts]))


def _moment(edition: Edition, article: Article, held: list[Moment]) -> Part:
    """Return the events just before and just after an article was written."""

    def shown(moments: list[Moment]) -> list[Part]:
        return [
            {
                "name": edition.authority.record(moment.record).name,
                "address": moment.record,
                "date": date(moment.date),
            }
            for moment in moments
        ]

    before, after = around(held, article)
    return {"before": shown(before), "after": shown(after)}


def report_link(edition: Edition, article: Article, anchor: str, what: str) -> str:
    """Return the address that reports an error in a paragraph or note, filled in with where it stands."""
    settings = edition.settings
    subject = f"{settings.edition.short_title} {settings.edition.version}: {article.id}, {what}"
    permalink = f"{settings.base}{article.address}#{anchor}"
    contact = settings.edition.corrections
    if contact.startswith("mailto:"):
        return f"{contact}?{urlencode({'subject': subject, 'body': permalink}, quote_via=quote)}"
    joint = "&" if "?" in contact else "?"
    return f"{contact}{joint}{urlencode({'title': subject, 'body': permalink}, quote_via=quote)}"
