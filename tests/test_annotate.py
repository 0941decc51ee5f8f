from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from edition import annotate, markup, reference
from edition.annotate import CONTEXT, SCHEMES, Annotated, Named
from edition.faults import Place
from edition.model.article import Article, ArticleMatter, Block, Heading, Paragraph
from edition.model.authority import Outlet, Topic
from edition.model.edition import RECORD_KINDS, Authority, Edition
from edition.model.settings import Settings
from edition.pages import articles as article_pages
from edition.relate import relate
from edition.yamlsource import Source
from hypothesis import given
from hypothesis import strategies as st

REFERENCE = re.compile(
    r'<a class="ed-ref" id="r-[^"]*" href="#n-[^"]*" role="doc-noteref" aria-label="Note \d+">\d+</a>'
)
MARK = re.compile(r'<a class="ed-mention" href="[^"]*">([^<]*)</a>')
TAG = re.compile(r"</?a\b[^>]*>")

RECORDS: dict[str, dict[str, Any]] = {
    "people": {
        "ada-moon": {"name": "Ada Moon", "family": "Moon", "given": "Ada", "short": [{"form": "Moon"}]},
        "ben-moon": {"name": "Ben Moon", "short": [{"form": "Moon"}]},
        "cy-kim": {
            "name": "Cy Kim",
            "short": [{"form": "Kim"}],
            "descriptions": [{"at": "one#p2", "words": "the chair"}],
        },
    },
    "organisations": {"harbour-board": {"name": "The Harbour Board", "names": ["Harbour Board"]}},
    "places": {
        "norland": {
            "name": "Norland",
            "names": ["Norlandish", "N.L."],
            "metonyms": ["Nor City"],
            "forms": {"ja": "北国"},
        },
        "nor-city": {"name": "Nor City", "link_only": True},
    },
    "events": {"great-storm": {"name": "Great Storm", "when": "1902-11-03"}},
    "documents": {"lamp-treaty": {"name": "Lamp Treaty of “1903”"}},
    "concepts": {"slack-water": {"name": "slack water"}},
}
SETTINGS = {
    "site_name": "Small",
    "site_url": "https://small.example/",
    "site_author": "nobody",
    "site_description": "A small edition.",
    "extra": {
        "edition": {
            "short_title": "Small",
            "version": "1",
            "date": "2020-01-01",
            "corrections": "mailto:a@small.example",
        }
    },
}


def note(paragraph: str, words: str, text: str = "A note.") -> dict[str, Any]:
    return {
        "paragraph": paragraph,
        "words": words,
        "type": "context",
        "text": text,
        "sources": ["seen"],
        "as_of": "2020-01-01",
    }


def article_of(name: str, paragraphs: list[str], notes: dict[str, dict[str, Any]] | None = None) -> Article:
    """Return an article whose paragraphs p1, p2, … begin in the lines 100, 200, … of its file."""
    matter = {
        "id": name,
        "title": {"text": name.capitalize(), "status": "original"},
        "kind": "column",
        "authors": [{"person": "ada-moon"}],
        "publication": {
            "outlet": "gazette",
            "date": "1911-06-22",
            "date_evidence": "Printed.",
            "status": "first",
            "url_note": "None.",
        },
        "rights": {"status": "public-domain"},
        "layer": "text",
        "notes": notes or {},
    }
    path = f"articles/{name}.md"
    blocks: list[Block] = [
        Paragraph(f"p{number}", text, Place(path, 100 * number)) for number, text in enumerate(paragraphs, 1)
    ]
    return Article(ArticleMatter.model_validate(matter), tuple(blocks), Source(None, path, None))


def edition_of(*articles: Article) -> Edition:
    held: dict[str, Any] = {
        kind: {key: model.model_validate(record) for key, record in RECORDS[kind].items()}
        for kind, model in RECORD_KINDS.items()
    }
    outlets = {"gazette": Outlet(name="The Gazette", kind="weekly")}
    authority = Authority(
        outlets=outlets, topics={"tides": Topic(label="Tides", scope="The sea.")}, sources={}, **held
    )
    return Edition(Settings.model_validate(SETTINGS), articles, authority)


def annotated(*paragraphs: str, notes: dict[str, dict[str, Any]] | None = None) -> tuple[Annotated, list[str]]:
    """Return an article of these paragraphs annotated, with its faults; beside it stands another, of p1 alone."""
    edition = edition_of(article_of("one", list(paragraphs), notes), article_of("two", ["Nothing."]))
    made, faults = annotate.annotate(edition)
    return made["one"], [str(fault) for fault in faults]


def clean(*paragraphs: str, notes: dict[str, dict[str, Any]] | None = None) -> Annotated:
    found, faults = annotated(*paragraphs, notes=notes)
    assert faults == []
    return found


def mark(words: str, address: str) -> str:
    return f'<a class="ed-mention" href="../../{address}">{words}</a>'


def number(n: int, key: str) -> str:
    return f'<a class="ed-ref" id="r-{key}" href="#n-{key}" role="doc-noteref" aria-label="Note {n}">{n}</a>'


def said(found: Annotated) -> list[tuple[str, str]]:
    return [(named.words, named.record) for named in found.mentions]


# Marks


def test_a_name_is_marked_as_a_link_to_the_page_of_its_record() -> None:
    found = clean("When Ada Moon spoke in Nor City, 北国 & the “Harbour Board” fell silent.")
    assert found.paragraphs["p1"] == (
        f"<p>When {mark('Ada Moon', 'people/ada-moon/')} spoke in {mark('Nor City', 'places/norland/')}, "
        f"北国 &amp; the “{mark('Harbour Board', 'organisations/harbour-board/')}” fell silent.</p>"
    )
    assert [(named.words, named.sort) for named in found.mentions] == [
        ("Ada Moon", "name"),
        ("Nor City", "metonym"),
        ("北国", "name"),
        ("Harbour Board", "name"),
    ]


def test_only_the_first_mention_in_a_paragraph_is_a_link_and_later_ones_are_counted() -> None:
    found = clean("Ada Moon and Moon\nand *Moon*.", "Moon again, Moon.")
    page = "people/ada-moon/"
    assert found.paragraphs["p1"] == f"<p>{mark('Ada Moon', page)} and Moon\nand <em>Moon</em>.</p>"
    assert found.paragraphs["p2"] == f"<p>{mark('Moon', page)} again, Moon.</p>"
    assert [(named.paragraph, named.words, named.sort) for named in found.mentions] == [
        ("p1", "Ada Moon", "name"),
        ("p1", "Moon", "short"),
        ("p1", "Moon", "short"),
        ("p2", "Moon", "short"),
        ("p2", "Moon", "short"),
    ]


def test_a_short_form_does_not_reach_into_the_next_article() -> None:
    made, faults = annotate.annotate(edition_of(article_of("one", ["Ada Moon."]), article_of("two", ["Moon."])))
    assert faults == []
    assert said(made["two"]) == []


def test_a_description_counts_in_its_own_paragraph() -> None:
    found = clean("Said the chair.", "Said the chair.")
    assert [(named.paragraph, named.sort) for named in found.mentions] == [("p2", "description")]


@pytest.mark.parametrize(
    "text",
    [
        "[Ada Moon](https://moon.example/)",
        "[so *Ada Moon* said](https://moon.example/)",
        "[Ada Moon][m]\n\n[m]: https://moon.example/",
        "<https://moon.example/Norland>",
        "`Ada Moon`",
        "``Ada ` Moon``",
        "    Ada Moon",
        "```\nAda Moon\n```",
        "[Ada Moon](-:)",
        "[so *Ada Moon* said](-:)",
        "![Ada Moon](moon.png)",
    ],
)
def test_nothing_is_marked_in_links_code_and_what_stands_for_an_image(text: str) -> None:
    found = clean(text)
    assert "ed-mention" not in found.paragraphs["p1"]
    assert found.mentions == ()


def test_nothing_is_marked_in_headings() -> None:
    article = article_of("one", ["Ada Moon."])
    headed = Article(
        article.matter, (Heading(2, "*Ada* Moon & Ada Moon", Place("a")), *article.blocks), article.source
    )
    edition = edition_of(headed)
    made, _ = annotate.annotate(edition)
    assert len(made["one"].mentions) == 1
    page = next(p for p in article_pages.pages(edition, relate(edition), made) if p.address == "articles/one/")
    assert page.data["blocks"][0] == {"heading": 2, "html": "<em>Ada</em> Moon &amp; Ada Moon"}


@pytest.mark.parametrize("text", ["> ## Ada Moon\n>\n> Speaks.", "- Ada Moon\n  ---"])
def test_nothing_is_marked_in_headings_of_a_quotation_or_list(text: str) -> None:
    assert clean(text).mentions == ()


def test_names_are_marked_in_emphasis_quotations_and_lists() -> None:
    found = clean("*Ada Moon* says:\n\n> Norland!\n\n- Great Storm\n- **Cy Kim**")
    assert [words for words, _ in said(found)] == ["Ada Moon", "Norland", "Great Storm", "Cy Kim"]
    assert f"<em>{mark('Ada Moon', 'people/ada-moon/')}</em> says:" in found.paragraphs["p1"]
    assert f"<strong>{mark('Cy Kim', 'people/cy-kim/')}</strong>" in found.paragraphs["p1"]


@pytest.mark.parametrize("text", ["*Nor*Norland", "*Norland*ers", "un**Norland**", "[Norland](-:)Norland"])
def test_no_mark_begins_or_ends_inside_a_word_that_is_partly_in_markup(text: str) -> None:
    assert clean(text).mentions == ()


def test_a_name_over_a_line_end_is_marked_and_keeps_it() -> None:
    found = clean("It was Ada\nMoon, and Ada\u00a0Moon.")
    assert (
        found.paragraphs["p1"]
        == f"<p>It was {mark('Ada' + chr(10) + 'Moon', 'people/ada-moon/')}, and Ada\u00a0Moon.</p>"
    )
    assert [named.words for named in found.mentions] == ["Ada\nMoon", "Ada\u00a0Moon"]


# Words in context


def test_a_mention_stands_between_the_words_around_it() -> None:
    (named,) = clean("So *then* Ada Moon said.").mentions
    assert named == Named("people/ada-moon/", "one", "p1", "name", " ", "Ada Moon", " said.")


def test_words_around_a_mention_are_cut_between_words_with_an_ellipsis() -> None:
    (named,) = clean("start " + "before " * 30 + "Ada Moon" + " after" * 30 + " end.").mentions
    assert named.before.startswith("…before ")
    assert named.before.endswith("before ")
    assert named.after.startswith(" after ")
    assert named.after.endswith("after…")
    assert CONTEXT - 10 < len(named.before) <= CONTEXT + 1
    assert CONTEXT - 10 < len(named.after) <= CONTEXT + 1


def test_words_around_a_mention_in_japanese_are_kept() -> None:
    (named,) = clean("あ" * 100 + "北国" + "い" * 100).mentions
    assert "あ" in named.before
    assert "い" in named.after


def parts(text: str) -> st.SearchStrategy[str]:
    """Return a strategy for any of the parts of a text that bars divide."""
    return st.sampled_from(text.split("|"))


NAMES = parts(
    "Ada Moon|Moon|Kim|Cy Kim|Norland|Norlandish|N.L.|Nor City|北国|the chair|slack water|Lamp Treaty of “1903”"
)
OTHERS = parts("Ada|the|and|a|boat|é|😀|\u00a0|’|\"|“|”|'|&|<b>|&amp;|\\*|*|_|`|[|]|!|:|\n|\n\n|  \n|> |- |1. |# |  ")
MARKED = parts(
    "*Moon*|**Ada Moon**|*Ada* Moon|`Kim`|*so `Moon` said*|[Kim](https://x.example/?a=1&b=2)|<https://kim.example/>"
)
OURS = parts(
    "[Moon](-:)|[Kim](person:cy-kim)|[so *Moon* said](person:ada-moon)|[¶ 1](article:one#p1)|[sea](topic:tides)|"
    "[there](article:two)|[Nor City](place:nor-city)"
)
WORDS = NAMES | OTHERS | MARKED
TEXTS = st.lists(WORDS | st.just(" "), max_size=16).map("".join) | st.text(max_size=40)
LINKED = st.lists(WORDS | OURS | st.just(" "), max_size=16).map("".join)
NOTES = st.dictionaries(
    st.sampled_from("abcd"),
    st.builds(
        note,
        st.sampled_from(["p1", "p2"]),
        parts("Ada|Ada Moon|Moon|Moon ’|a|boat|and a|the chair|Norland|Kim|Treaty|1903|é"),
    ),
)


@given(TEXTS, TEXTS, NOTES)
def test_the_marked_text_without_its_marks_is_the_text(one: str, two: str, notes: dict[str, dict[str, Any]]) -> None:
    found, _ = annotated(one, two, notes=notes)
    for name, text in (("p1", one), ("p2", two)):
        stripped = MARK.sub(r"\1", REFERENCE.sub("", found.paragraphs[name]))
        assert stripped.replace("&quot;", '"') == markup.block(text).replace("&quot;", '"')


@given(LINKED, LINKED, NOTES)
def test_the_marked_text_without_any_links_is_the_text_without_its_own(
    one: str, two: str, notes: dict[str, dict[str, Any]]
) -> None:
    found, _ = annotated(one, two, notes=notes)
    for name, text in (("p1", one), ("p2", two)):
        stripped = TAG.sub("", REFERENCE.sub("", found.paragraphs[name]))
        assert html.unescape(stripped) == html.unescape(TAG.sub("", markup.block(text)))


@given(LINKED, LINKED, NOTES)
def test_links_are_never_nested_and_stand_once_for_each_record(
    one: str, two: str, notes: dict[str, dict[str, Any]]
) -> None:
    found, _ = annotated(one, two, notes=notes)
    for text in found.paragraphs.values():
        tags = [tag[:2] for tag in TAG.findall(text)]
        assert tags == ["<a", "</"] * (len(tags) // 2)
        marked = re.findall(r'<a class="ed-mention" href="([^"]*)"', text)
        assert len(marked) == len(set(marked))


@given(LINKED, LINKED, NOTES)
def test_every_note_is_either_hung_once_in_its_paragraph_or_a_fault(
    one: str, two: str, notes: dict[str, dict[str, Any]]
) -> None:
    found, faults = annotated(one, two, notes=notes)
    lost = [key for key in notes if any(f"the words of note '{key}' do not stand" in fault for fault in faults)]
    assert sorted([*lost, *found.notes]) == sorted(notes)
    assert set(found.note_texts) == set(found.notes)
    everything = found.paragraphs["p1"] + found.paragraphs["p2"]
    assert re.findall(r'id="r-([^"]*)"[^>]*>(\d+)</a>', everything) == [
        (key, str(place)) for place, key in enumerate(found.notes, 1)
    ]
    for key in found.notes:
        assert f'id="r-{key}"' in found.paragraphs[notes[key]["paragraph"]]


@given(TEXTS, TEXTS)
def test_the_words_around_a_mention_are_those_of_the_text(one: str, two: str) -> None:
    found, _ = annotated(one, two)
    for named in found.mentions:
        plain = html.unescape(re.sub(r"<[^>]*>", "", markup.block({"p1": one, "p2": two}[named.paragraph])))
        before, after = named.before.removeprefix("…"), named.after.removesuffix("…")
        assert before + named.words + after in plain


# Explicit links


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("person:cy-kim", "../../people/cy-kim/"),
        ("org:harbour-board", "../../organisations/harbour-board/"),
        ("place:nor-city", "../../places/nor-city/"),
        ("event:great-storm", "../../events/great-storm/"),
        ("document:lamp-treaty", "../../documents/lamp-treaty/"),
        ("concept:slack-water", "../../concepts/slack-water/"),
        ("topic:tides", "../../topics/tides/"),
        ("outlet:gazette", "../../outlets/gazette/"),
        ("article:two", "../../articles/two/"),
        ("article:two#p1", "../../articles/two/#p1"),
        ("article:one#p2", "#p2"),
        ("https://x.example/?a=1&b=2#c", "https://x.example/?a=1&amp;b=2#c"),
        ("#p2", "#p2"),
        ("../../about/", "../../about/"),
        ("mailto:a@x.example", "mailto:a@x.example"),
    ],
)
def test_an_explicit_link_leads_where_it_says(target: str, href: str) -> None:
    assert clean(f"Ask [him *there*]({target}).", "Next.").paragraphs["p1"] == (
        f'<p>Ask <a href="{href}">him <em>there</em></a>.</p>'
    )


def test_every_scheme_is_in_the_reference() -> None:
    page = (Path(reference.__file__).parents[2] / "docs" / "reference.md").read_text("utf-8")
    links = page.split("## Links")[1].split("\n## ")[0]
    assert set(re.findall(r"`([a-z]+)`", links)) == set(SCHEMES)


def test_a_name_is_kept_from_being_marked_and_counted() -> None:
    found = clean("[Ada Moon](-:) and [*Cy* Kim](-:), then Moon and Norland.")
    assert found.paragraphs["p1"] == (
        f"<p>Ada Moon and <em>Cy</em> Kim, then Moon and {mark('Norland', 'places/norland/')}.</p>"
    )


def test_a_link_settles_an_ambiguous_name_and_counts_as_naming() -> None:
    found, faults = annotated("Ada Moon, Ben Moon and [Moon](person:ben-moon) with [Moon](-:).")
    assert faults == []
    found = clean("Said [the chair](person:cy-kim): Kim.", "Kim.")
    assert found.paragraphs["p1"] == '<p>Said <a href="../../people/cy-kim/">the chair</a>: Kim.</p>'
    assert found.paragraphs["p2"] == f"<p>{mark('Kim', 'people/cy-kim/')}.</p>"
    assert [(named.paragraph, named.words) for named in found.mentions] == [
        ("p1", "the chair"),
        ("p1", "Kim"),
        ("p2", "Kim"),
    ]


@pytest.mark.parametrize("target", ["person:ben-moon", "place:nor-city"])
def test_an_explicit_link_to_a_record_is_a_mention_of_it(target: str) -> None:
    (named,) = clean(f"It was [*there* & `then`]({target}).").mentions
    assert named.words == "there & then"


@pytest.mark.parametrize("target", ["topic:tides", "outlet:gazette", "article:two", "https://x.example/", "-:"])
def test_a_link_to_what_is_no_record_is_no_mention(target: str) -> None:
    assert clean(f"It was [there]({target}).").mentions == ()


def test_an_explicit_link_stands_between_the_words_around_it() -> None:
    (named,) = clean("It was [there](place:nor-city), they say.").mentions
    assert (named.before, named.words, named.after) == ("It was ", "there", ", they say.")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("person:ada-mon", "there is no person 'ada-mon' to link to; did you mean 'ada-moon'?"),
        ("person:", "there is no person '' to link to; add a record for it, or remove the link"),
        ("org:cy-kim", "there is no org 'cy-kim' to link to; add a record for it, or remove the link"),
        ("place:norlnd", "there is no place 'norlnd' to link to; did you mean 'norland'?"),
        ("event:grand-storm", "there is no event 'grand-storm' to link to; did you mean 'great-storm'?"),
        ("document:lamp", "there is no document 'lamp' to link to; add a record for it, or remove the link"),
        ("concept:slack", "there is no concept 'slack' to link to; did you mean 'slack-water'?"),
        ("topic:tide", "there is no topic 'tide' to link to; did you mean 'tides'?"),
        ("outlet:gazete", "there is no outlet 'gazete' to link to; did you mean 'gazette'?"),
        ("article:tow", "there is no article 'tow' to link to; did you mean 'two'?"),
        ("article:one#p2a", "there is no paragraph 'p2a' to link to; did you mean 'p2'?"),
        ("article:two#top", "there is no paragraph 'top' to link to; add a record for it, or remove the link"),
    ],
)
def test_a_link_to_what_is_not_there_is_a_fault_in_its_line(link: str, expected: str) -> None:
    _, faults = annotated("Well.", f"Words,\nmore *words*  \nand [one]({link}),\n[two](topic:tides).")
    assert faults == [f"articles/one.md:202:1: {expected} [unknown]"]


@pytest.mark.parametrize("scheme", ["persn", "Person", "people"])
def test_a_link_of_a_scheme_that_is_none_is_a_fault(scheme: str) -> None:
    (fault,) = annotated(f"See\n[her]({scheme}:ada-moon).")[1]
    assert fault.startswith(f"articles/one.md:101:1: there is no kind of link '{scheme}'")
    assert scheme == "people" or "did you mean 'person'?" in fault


def test_a_link_of_ours_in_a_heading_is_followed_or_a_fault() -> None:
    article = article_of("one", ["Well."])
    headed = Article(
        article.matter, (Heading(2, "[Her](person:ada-moon)", Place("a")), *article.blocks), article.source
    )
    edition = edition_of(headed)
    made, faults = annotate.annotate(edition)
    page = next(p for p in article_pages.pages(edition, relate(edition), made) if p.address == "articles/one/")
    assert faults or "person:" not in page.data["blocks"][0]["html"]


def test_a_link_of_ours_in_a_heading_of_a_quotation_is_followed() -> None:
    assert "person:" not in clean("> ## [Her](person:ada-moon)\n>\n> Speaks.").paragraphs["p1"]


# Ambiguous names


def test_an_ambiguous_name_is_a_fault_that_gives_line_and_both_links() -> None:
    found, faults = annotated("Ada Moon, Ben Moon.", "Words,\n*more* words\nand Moon.")
    assert faults == [
        "articles/one.md:202:1: 'Moon' may be any of 2 records; say which: [Moon](person:ada-moon) or "
        "[Moon](person:ben-moon), or [Moon](-:) for none [ambiguous]"
    ]
    assert found.paragraphs["p2"] == "<p>Words,\n<em>more</em> words\nand Moon.</p>"


def test_each_ambiguous_place_is_told_and_each_way_out_that_is_told_mends_it() -> None:
    _, faults = annotated("Ada Moon, Ben Moon.", "- Moon\n- Moon\n\n> so,\n> Moon")
    assert [fault.split(":")[1] for fault in faults] == ["200", "201", "204"]
    for way in re.findall(r"\[Moon\]\([a-z:-]+\)", faults[0]):
        assert annotated("Ada Moon, Ben Moon.", f"So {way}.")[1] == []


# Notes


def test_notes_are_numbered_in_order_of_place_through_the_article() -> None:
    notes = {
        "zeta": note("p2", "boats"),
        "late": note("p1", "rose"),
        "early": note("p1", "sea"),
        "alpha": note("p2", "went"),
    }
    found = clean("The *sea* rose.", "The boats went.", notes=notes)
    assert found.notes == ("early", "late", "zeta", "alpha")
    assert found.paragraphs["p1"] == f"<p>The <em>sea{number(1, 'early')}</em> rose{number(2, 'late')}.</p>"
    assert found.paragraphs["p2"] == f"<p>The boats{number(3, 'zeta')} went{number(4, 'alpha')}.</p>"
    assert found.note_texts == dict.fromkeys(found.notes, "A note.")


def test_a_note_hangs_on_its_words_where_they_first_stand_in_its_own_paragraph() -> None:
    found = clean("The tide.", "A tide and a tide.", notes={"tide": note("p2", "tide")})
    assert found.paragraphs["p1"] == "<p>The tide.</p>"
    assert found.paragraphs["p2"] == f"<p>A tide{number(1, 'tide')} and a tide.</p>"


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("So Ada Moon said.", "Ada Moon", "So {ada}{1} said."),
        ("So Ada Moon said.", "So Ada", "So {ada}{1} said."),
        ("So Ada Moon said.", "Moon said", "So {ada} said{1}."),
        ("Moon’s is Norland.", "Norland", "Moon’s is {norland}{1}."),
        ("So “Ada Moon” said.", "Ada", "So “{ada}”{1} said."),
        ("So ‘the “tide”’ said.", "tide", "So ‘the “tide”’{1} said."),
        ('So "the tide" said.', "tide", 'So "the tide"{1} said.'),
        ("The “tide” rose.", "“tide”", "The “tide”{1} rose."),
        ("The tide’s end.", "tide", "The tide{1}’s end."),
        ("Ada Moon’s end.", "Ada Moon", "{ada}{1}’s end."),
        ("Fish & chips <b>.", "& chips", "Fish &amp; chips{1} &lt;b&gt;."),
        ("Ends here”", "here", "Ends here”{1}"),
    ],
)
def test_a_number_follows_its_words_a_name_that_they_end_in_and_a_closing_quotation_mark(
    text: str, on: str, expected: str
) -> None:
    found = clean(text, notes={"n": note("p1", on)})
    filled = expected.replace("{1}", number(1, "n"))
    filled = filled.replace("{ada}", mark("Ada Moon", "people/ada-moon/"))
    assert found.paragraphs["p1"] == f"<p>{filled.replace('{norland}', mark('Norland', 'places/norland/'))}</p>"


def test_two_notes_may_hang_on_the_same_words_and_one_within_those_of_another() -> None:
    notes = {"b": note("p1", "Ada Moon"), "a": note("p1", "Ada Moon"), "c": note("p1", "Ada")}
    found = clean("So Ada Moon.", notes=notes)
    assert found.paragraphs["p1"] == (
        f"<p>So {mark('Ada Moon', 'people/ada-moon/')}{number(1, 'c')}{number(2, 'a')}{number(3, 'b')}.</p>"
    )


def test_the_words_of_a_note_may_have_signs_that_html_and_markdown_use() -> None:
    found = clean("He &amp; she, 2 \\* 2 < 5.", notes={"n": note("p1", "& she, 2 * 2 < 5")})
    assert found.paragraphs["p1"] == f"<p>He &amp; she, 2 * 2 &lt; 5{number(1, 'n')}.</p>"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("The tide.", "the tide"),
        ("The tide’s end.", "tide's"),
        ("A [tide](https://x.example/).", "tide"),
        ("A `tide`.", "tide"),
        ("The *high* tide.", "*high* tide"),
    ],
)
def test_a_note_whose_words_do_not_stand_in_the_paragraph_is_a_fault(text: str, on: str) -> None:
    found, faults = annotated(text, "The tide, tide's, *high* tide.", notes={"n": note("p1", on)})
    assert faults == [
        "articles/one.md:1:1: the words of note 'n' do not stand in p1; "
        "write them exactly as they stand there, without markup [note]"
    ]
    assert found.notes == ()


def test_a_note_hangs_on_words_over_a_line_end() -> None:
    assert clean("The high\ntide rose.", notes={"n": note("p1", "high tide")}).notes == ("n",)


@pytest.mark.parametrize(("text", "on"), [("潮が引くと", "潮"), ("静かな浜辺の声", "浜辺"), ("북한의 말", "북한")])
def test_a_note_hangs_on_words_of_a_text_without_spaces(text: str, on: str) -> None:
    found = clean(text, notes={"n": note("p1", on)})
    assert found.paragraphs["p1"] == f"<p>{text.replace(on, on + number(1, 'n'))}</p>"


@pytest.mark.parametrize(
    ("text", "on"), [("The U.S. said.", "U.S."), ("He said (twice).", "(twice)"), ("A – so.", "–")]
)
def test_a_note_hangs_on_words_that_begin_or_end_in_a_sign(text: str, on: str) -> None:
    found = clean(text, notes={"n": note("p1", on)})
    assert found.paragraphs["p1"] == f"<p>{text.replace(on, on + number(1, 'n'))}</p>"


def test_a_note_hangs_on_whole_words() -> None:
    found = clean("A warning of war.", notes={"n": note("p1", "war")})
    assert found.paragraphs["p1"] == f"<p>A warning of war{number(1, 'n')}.</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See *there*: Ada Moon.", "See <em>there</em>: Ada Moon."),
        ("[Two ¶ 1](article:two#p1)", '<a href="../../articles/two/#p1">Two ¶ 1</a>'),
        (
            "[¶ 2](article:one#p2) & [her](person:ada-moon)",
            '<a href="#p2">¶ 2</a> &amp; <a href="../../people/ada-moon/">her</a>',
        ),
        ("[Moon](-:), https, <b>", "Moon, https, &lt;b&gt;"),
        ("[x](https://x.example/)", '<a href="https://x.example/">x</a>'),
    ],
)
def test_a_note_is_markdown_with_links_to_records_and_paragraphs_and_without_marks(text: str, expected: str) -> None:
    found = clean("The tide.", "Next.", notes={"n": note("p1", "tide", text)})
    assert found.note_texts == {"n": expected}
    assert found.mentions == ()


def test_a_link_in_a_note_does_not_open_the_way_for_short_forms() -> None:
    found = clean("The tide.", "Kim.", notes={"n": note("p1", "tide", "[Him](person:cy-kim)")})
    assert found.mentions == ()


def test_keys_and_numbers_are_those_by_which_the_page_shows_the_notes() -> None:
    notes = {"b": note("p1", "sea"), "a": note("p1", "The", "[¶ 1](article:one#p1)")}
    edition = edition_of(article_of("one", ["The sea."], notes))
    made, _ = annotate.annotate(edition)
    page = next(p for p in article_pages.pages(edition, relate(edition), made) if p.address == "articles/one/")
    assert [(shown["number"], shown["key"], shown["html"]) for shown in page.data["notes"]] == [
        (1, "a", '<a href="#p1">¶ 1</a>'),
        (2, "b", "A note."),
    ]
    assert page.data["blocks"][0]["html"] == made["one"].paragraphs["p1"]


def test_the_page_has_one_card_for_each_record_in_order_of_first_mention() -> None:
    edition = edition_of(article_of("one", ["Norland, Ada Moon, Norlandish.", "Moon; Great Storm."]))
    made, _ = annotate.annotate(edition)
    page = next(p for p in article_pages.pages(edition, relate(edition), made) if p.address == "articles/one/")
    assert [card["address"] for card in page.data["cards"]] == [
        "places/norland/",
        "people/ada-moon/",
        "events/great-storm/",
    ]
