"""The search index: one script with the author's words and the edition's words of every paragraph, apart.

A script and not JSON, so that search works from disk too, where a browser fetches nothing. It sets
``window.editionIndex`` to an object:

- ``articles``: ``[address, title, names, outlet, date]`` each;
- ``topics``: ``[address, label, same forms, near forms]`` each;
- ``paragraphs``: ``[article, paragraph id, author's words, edition's words, read topics]`` each, where the first
  is an index into articles, the author's words are a list of terms or, where the text is carried or at hand, the
  text in a list of one, and the last are indexes of the topics that the editor reads there.
"""

from __future__ import annotations

import json

from edition import citation, markup
from edition.model.edition import Edition
from edition.pages.parts import plain_title
from edition.words import own_words

ADDRESS = "assets/search-index.js"


def index_script(edition: Edition) -> bytes:
    """Return the index of an edition as a script."""
    topics = list(edition.authority.topics)
    number = {topic: index for index, topic in enumerate(topics)}
    articles, paragraphs = [], []
    for index, article in enumerate(edition.articles):
        publication = article.matter.publication
        names = ", ".join(citation.credited(edition, credit) for credit in article.matter.authors)
        outlet = edition.authority.outlets[publication.outlet].name
        articles.append([article.address, plain_title(article), names, outlet, str(publication.date)])
        for paragraph in article.paragraphs:
            matter = article.about(paragraph.id)
            words = markup.plain(paragraph.markdown)
            own = list(own_words(edition, article, paragraph.id))
            ours = "" if article.matter.layer == "text" else words
            paragraphs.append([index, paragraph.id, own, ours, [number[topic] for topic in matter.reading]])
    found = {
        "articles": articles,
        "topics": [
            [f"topics/{key}/", topic.label, list(topic.forms.same), list(topic.forms.near)]
            for key, topic in edition.authority.topics.items()
        ],
        "paragraphs": paragraphs,
    }
    return f"window.editionIndex = {json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n".encode()
