"""The page of each topic: a synopsis that sets the authors side by side, a row each, in order of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from edition import markup
from edition.annotate import Annotated
from edition.dates import Edtf
from edition.language import own, say
from edition.model.article import Article
from edition.model.edition import Edition, shared
from edition.page import Page
from edition.pages import metadata, paging
from edition.pages.builder import Builder
from edition.pages.parts import LANGUAGES, Part, date, reference, short
from edition.passages import Passage
from edition.relate import Relations
from edition.thesaurus import Thesaurus, thesaurus_of

ROWS = 60  # of a table, before it is cut into pages
GROUPED = 15  # rows from which on a table is divided by year
NAMED = 12  # articles without the topic that are named; more are counted
INDEXED = 3000  # rows that the first page lists, each under its id, where the table has several pages
STYLES = ("topics.css",)

# On what ground a passage stands under a topic, in the order in which a row tells of it.
GROUNDS = {
    "form": "a form of it stands there",
    "words": "placed by the editor, on these words",
    "reading": "the editor’s reading",
    "tagged": "filed so by the publication",
}


def _keys(edition: Edition, relations: Relations, annotations: Mapping[str, Annotated]) -> Iterator[str]:
    """Yield the topics."""
    yield from edition.authority.topics


def _all_pages(
    edition: Edition, relations: Relations, annotations: Mapping[str, Annotated], key: str
) -> Iterator[Page]:
    """Yield the pages of a topic."""
    yield from _pages(
        edition, relations, thesaurus_of(edition), Rows(relations), key, _headwords(edition).get(key, [])
    )


pages = Builder(_keys, _all_pages)


@shared
def _headwords(edition: Edition) -> dict[str, list[Part]]:
    """Return the headwords of each topic that has any."""
    found: dict[str, list[Part]] = {}
    for key, headword in edition.authority.headwords.items():
        if headword.topic:
            entry = {"label": headword.word, "address": f"concordance/{key}/"}
            found.setdefault(headword.topic, []).append(entry)
    return found


class Rows:
    """Where the rows of articles stand in the tables of topics; each topic is looked through once."""

    def __init__(self, relations: Relations) -> None:
        self._by_topic = relations.by_topic
        self._known: dict[str, dict[str, str]] = {}

    def of(self, topic: str) -> Mapping[str, str]:
        """Return the address of each article's row in the table of a topic, by the article."""
        if topic not in self._known:
            first = f"topics/{topic}/"
            self._known[topic] = {
                article: f"{paging.address(first, number)}#{article}"
                for number, held in enumerate(paging.paged(tuple(self._by_topic.get(topic, ())), ROWS), 1)
                for article in held
            }
        return self._known[topic]


def _pages(
    edition: Edition, relations: Relations, thesaurus: Thesaurus, rows: Rows, key: str, headwords: list[Part]
) -> Iterator[Page]:
    topic = thesaurus.topics[key]
    held = relations.by_topic.get(key, {})
    first = f"topics/{key}/"
    cut = paging.paged(tuple(held), ROWS)
    years = _years(edition, cut, first) if len(cut) > 1 else []
    for number, articles in enumerate(cut, 1):
        shown = [_row(edition, key, edition.by_id[article], held[article]) for article in articles]
        data: Part = {
            "label": topic.label,
            "first": first,
            "number": number,
            "groups": _groups(shown),
            "positions": _positions(shown),
            "grounds": {basis: say(words) for basis, words in GROUNDS.items() if _has(shown, basis)},
            "total": len(held),
            "pager": paging.pager(first, number, len(cut)),
            "years": years,
        }
        if number == 1:
            data |= _about(edition, relations, thesaurus, key) | {"headwords": headwords}
            data["absent"] = _absent(edition, held)
            data["elsewhere"] = _elsewhere(edition, key, rows.of(key))
        title = topic.label if number == 1 else say("{title}, page {number}", title=topic.label, number=number)
        described = (
            topic.scope
            if number == 1
            else say("Page {number} of {total}: {what}", number=number, total=len(cut), what=topic.scope)
        )
        head = metadata.of_topic_page(edition, key, topic) if number == 1 else {}
        yield Page(paging.address(first, number), "topic.html", title, described, data, styles=STYLES, head=head)


def _about(edition: Edition, relations: Relations, thesaurus: Thesaurus, key: str) -> Part:
    """Return what the first page of a topic says besides its table."""
    topic = thesaurus.topics[key]

    def topics(keys: Iterable[str]) -> list[Part]:
        return [
            {
                "label": thesaurus.topics[one].label,
                "address": f"topics/{one}/",
                "count": len(relations.by_topic.get(one, ())),
            }
            for one in thesaurus.ordered(list(keys))
        ]

    return {
        "scope": topic.scope,
        "usage": topic.usage,
        "labels": [
            {"lang": lang, "language": say(LANGUAGES[lang]), "form": form} for lang, form in topic.labels.items()
        ],
        "forms": {"same": list(topic.forms.same), "near": list(topic.forms.near)},
        "broader": topics(thesaurus.broader[key]),
        "narrower": topics(thesaurus.narrower[key]),
        "related": topics(thesaurus.related[key]),
        "happened": _happened(edition, topic.events, topic.documents),
    }


def _happened(edition: Edition, events: Iterable[str], documents: Iterable[str]) -> list[Part]:
    """Return the events and documents of a topic in order of date, those without one last."""
    held = [("events", key, edition.authority.events[key]) for key in events]
    held += [("documents", key, edition.authority.documents[key]) for key in documents]  # type: ignore[misc]

    def order(when: Edtf | None) -> tuple[str, str]:
        return (when.earliest if when.year else when.latest, when.latest) if when else ("~", "")

    held.sort(key=lambda one: (order(one[2].when), one[1]))
    return [
        {
            "name": record.name,
            "address": f"{kind}/{key}/",
            "date": date(record.when) if record.when else None,
            "kind": record.kind or kind.removesuffix("s"),
        }
        for kind, key, record in held
    ]


def _row(edition: Edition, topic: str, article: Article, passages: tuple[Passage, ...]) -> Part:
    treated = article.matter.treats.get(topic)
    position = treated.position if treated else None
    carried = article.matter.layer == "text"
    return {
        "id": article.id,
        "article": reference(edition, article),
        "year": short(edition, article)["year"],
        "language": article.matter.language,
        "position": position,
        "excerpt": None if position else _excerpt(edition, topic, article, passages),
        "shown": article.matter.language if carried else own(),
        "grounds": grounds(passages),
    }


def grounds(passages: tuple[Passage, ...]) -> list[Part]:
    """Return some passages by the ground on which they stand under their topic, with the author's words."""
    return [
        {
            "basis": basis,
            "words": say(words),
            "marks": [
                {"id": one.paragraph, "number": one.paragraph[1:], "words": list(one.words)}
                for one in passages
                if one.basis == basis
            ],
        }
        for basis, words in GROUNDS.items()
        if any(one.basis == basis for one in passages)
    ]


def _excerpt(edition: Edition, topic: str, article: Article, passages: tuple[Passage, ...]) -> Part | None:
    """Return a sentence of the first passage, for an article on whose position the editor has written nothing."""
    forms = edition.authority.topics[topic].forms
    number = passages[0].paragraph or (article.paragraphs[0].id if article.paragraphs else "")
    for paragraph in article.paragraphs:
        if paragraph.id == number:
            text = markup.excerpt(markup.plain(paragraph.markdown), (*forms.same, *forms.near), limit=160)
            return {"id": number, "number": number[1:], "text": text}
    return None


def _positions(rows: list[Part]) -> str:
    """Return what stands in the column of positions, as its head says; '' where nothing does."""
    stated = any(row["position"] for row in rows)
    sampled = any(row["excerpt"] for row in rows)
    if stated:
        return say(
            "Position, in the edition’s words, or a sentence" if sampled else "Position, in the edition’s words"
        )
    return say("A sentence") if sampled else ""


def _has(rows: list[Part], basis: str) -> bool:
    return any(ground["basis"] == basis for row in rows for ground in row["grounds"])


def _groups(rows: list[Part]) -> list[Part]:
    """Return the rows in groups by year, or in one without a heading where there are few."""
    if len(rows) < GROUPED:
        return [{"year": "", "rows": rows}] if rows else []
    return [{"year": year, "rows": list(held)} for year, held in groupby(rows, key=lambda row: str(row["year"]))]


def _years(edition: Edition, cut: list[Sequence[str]], first: str) -> list[Part]:
    """Return for each year the place at which its rows begin."""
    found: dict[str, Part] = {}
    for number, articles in enumerate(cut, 1):
        for article in articles:
            year = str(short(edition, edition.by_id[article])["year"])
            entry = found.setdefault(
                year, {"year": year, "address": f"{paging.address(first, number)}#year:{year}", "count": 0}
            )
            entry["count"] += 1
    return list(found.values())


def _absent(edition: Edition, held: Mapping[str, tuple[Passage, ...]]) -> Part:
    """Return who does not treat a topic: by name where they are few, else how many."""
    absent = [article for article in edition.articles if article.id not in held]
    named = absent if len(absent) <= NAMED else []
    return {"count": len(absent), "named": [short(edition, article) for article in named]}


def _elsewhere(edition: Edition, topic: str, rows: Mapping[str, str]) -> list[Part]:
    """Return where the rows of the further pages stand, so that the first page answers for each by its id."""
    first = f"topics/{topic}/#"
    if len(rows) > INDEXED:
        return []
    return [
        short(edition, edition.by_id[article]) | {"row": row}
        for article, row in rows.items()
        if not row.startswith(first)
    ]
