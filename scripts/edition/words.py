"""What an author wrote in a paragraph, so far as the edition knows it: the text where it is at hand, else the terms.

Whatever is said to be the author's wording is read from here, never from a summary.
"""

from __future__ import annotations

from edition import markup
from edition.model.article import Article
from edition.model.edition import Edition


def own_text(edition: Edition, article: Article, paragraph: str) -> str | None:
    """Return the author's paragraph as plain text where it is carried or a witness of it is at hand, else None."""
    if article.matter.layer == "text":
        return next((markup.plain(one.markdown) for one in article.paragraphs if one.id == paragraph), None)
    return edition.texts.get(article.id, {}).get(paragraph)


def own_words(edition: Edition, article: Article, paragraph: str) -> tuple[str, ...]:
    """Return the author's words of a paragraph: its text alone where that is at hand, else its terms."""
    text = own_text(edition, article, paragraph)
    return article.about(paragraph).terms if text is None else (text,)


def words_of(edition: Edition, article: Article) -> dict[str, tuple[str, ...]]:
    """Return the author's words of every paragraph, by its id, as `own_words` gives them."""
    if article.matter.layer == "text":
        return {one.id: (markup.plain(one.markdown),) for one in article.paragraphs}
    return {one.id: own_words(edition, article, one.id) for one in article.paragraphs}


def has_text(edition: Edition, article: Article, paragraph: str) -> bool:
    """Return whether the author's words of a paragraph are its whole text."""
    return article.matter.layer == "text" or paragraph in edition.texts.get(article.id, {})
