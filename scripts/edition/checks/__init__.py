"""Checks that look across files, in plain lists. Each takes the edition and yields faults with file and line.

What `CHECKS` find must be mended. What `NOTICES` find is worth an editor's look and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from edition.checks import articles, notices, passages, permalinks, records, topics
from edition.faults import Fault
from edition.model.article import Article
from edition.model.edition import Edition

Check = Callable[[Edition], Iterator[Fault]]
ArticleCheck = Callable[[Edition, Article], Iterator[Fault]]

ARTICLE_CHECKS: tuple[ArticleCheck, ...] = (
    articles.file_names,
    articles.credits_known,
    articles.outlets_known,
    topics.topics_known,
    articles.paragraphs_agree,
    articles.paragraphs_in_order,
    articles.drafting_from_witness,
    articles.notes_placed,
    passages.passages_grounded,
    passages.links_lead,
    articles.nothing_to_summarise,
)
"""What is checked article by article, so that an article which did not change need not be checked again."""

CHECKS: tuple[Check, ...] = (
    articles.file_names_of_drafts,
    topics.topics_related,
    topics.topics_dated,
    topics.hierarchy_sound,
    topics.topic_forms_differ,
    records.outlets_of_organisations,
    records.forms_differ,
    permalinks.ledger_written,
    permalinks.published_stays,
    permalinks.gone_told_well,
)
"""What is checked over the whole edition."""

NOTICES: tuple[Check, ...] = (notices.forms_found, notices.topics_joined)


def check(edition: Edition) -> list[Fault]:
    """Return every fault that the checks find; none as long as a file of records cannot be read at all."""
    if edition.authority.unread:
        return []  # all that the file holds would be told as unknown
    found = [fault for article in edition.articles for fault in check_article(edition, article)]
    return found + [fault for one in CHECKS for fault in one(edition)]


def check_article(edition: Edition, article: Article) -> list[Fault]:
    """Return every fault that the checks find in one article."""
    return [fault for one in ARTICLE_CHECKS for fault in one(edition, article)]


def notice(edition: Edition) -> list[Fault]:
    """Return what is worth an editor's look, in order of place; meant for an edition without faults."""
    return sorted((found for one in NOTICES for found in one(edition)), key=lambda f: (f.place, f.what))
