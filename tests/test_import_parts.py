"""The small parts of import: furniture rules, names and notes, rights, likeness, shortcodes, records, YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from edition.faults import Code
from edition.importing import names, rights, shortcodes, signs
from edition.importing.cleaning import cleaned
from edition.importing.furniture import OURS, keywords, read_rules
from edition.importing.likeness import Shelf
from edition.importing.matching import Known, likeliest, slug
from edition.importing.pieces import Datum, Piece
from edition.importing.proposals import Proposals, divided
from edition.importing.suggest import Suggester
from edition.importing.yamlout import Along, Comment, dumped, scalar
from edition.model.edition import Edition

RULES, FAULTS = read_rules(None)


def piece(text: str) -> Piece:
    return Piece(text, 1, text=" ".join(text.split()))


def test_each_rule_says_what_it_cuts_and_fits_something() -> None:
    assert FAULTS == []
    for key, rule in RULES.lines.items():
        assert rule.what.endswith("."), key
        for text in rule.exact:
            assert RULES.fitting(piece(text), "head") or RULES.fitting(piece(text), "foot"), text


def test_long_prose_is_never_cut() -> None:
    prose = "Subscribe to our view, if you like, but read the sentence to its end: " + "it goes on and on, " * 20
    assert RULES.fitting(piece(prose), "middle") is None


def test_an_edition_adds_rules_and_switches_others_off(toy: Path) -> None:
    (toy / "articles" / "furniture.yml").write_text(
        "lines:\n  harbour-bell:\n    what: The bell of the page.\n    words: 3\n    is: [Ding dong]\n"
        "  sharing: {what: Off here., off: true}\nshortcodes:\n  bell: {take: nothing}\n",
        "utf-8",
    )
    rules, faults = read_rules(toy)
    assert faults == []
    assert rules.fitting(piece("ding dong"), "middle") == "harbour-bell"
    assert rules.fitting(piece("Tweet"), "middle") is None
    assert rules.shortcodes["bell"].take == "nothing"
    assert rules.shortcodes["image"].take == "picture"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lines:\n  x: {what: A., like: ['(']}\n", Code.CHOICE),
        ("lines:\n  x: {what: A., wher: head}\n", Code.FIELD),
        ("lines:\n  x: {is: [a]}\n", Code.MISSING),
        ("shortcodes:\n  x: {take: all}\n", Code.CHOICE),
        ("lines: [\n", Code.YAML),
    ],
)
def test_a_fault_in_an_edition_s_rules_is_told(toy: Path, text: str, code: Code) -> None:
    (toy / "articles" / "furniture.yml").write_text(text, "utf-8")
    _, faults = read_rules(toy)
    assert [fault.code for fault in faults] == [code]
    assert faults[0].place.path == "articles/furniture.yml"


def test_the_rules_hold_no_sentence_that_is_longer_than_a_mark() -> None:
    assert OURS.is_file()
    assert (
        max(len(text.split()) for rule in RULES.lines.values() for text in (*rule.exact, *rule.begins, *rule.holds))
        <= 8
    )


def test_keywords_are_labels_with_wide_gaps() -> None:
    assert keywords("Outer Mole\u00a0 Inner Bay\u00a0 Tide") == ["Outer Mole", "Inner Bay", "Tide"]
    assert keywords("Two  spaces after a sentence.  And another one.") == []
    assert keywords("one  two  three") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By Edith Marsh", ("Edith Marsh",)),
        ("By Edith Marsh and Mori Hanako", ("Edith Marsh", "Mori Hanako")),
        ("By EDITH MARSH, harbour correspondent", ("EDITH MARSH",)),
        ("By Dr. J. R. van der Berg | 3 May 2019", ("J. R. van der Berg",)),
        ("Written by Edith Marsh on 3 May 2019", ("Edith Marsh",)),
        ("文/森花子", ("森花子",)),
        ("By the sea", ()),
        ("By and large this is so", ()),
        ("By Harbour Board Staff", ()),
    ],
)
def test_a_byline(text: str, found: tuple[str, ...]) -> None:
    assert names.byline(text) == found


@pytest.mark.parametrize(
    ("text", "facts", "left"),
    [
        ("Edith Marsh is a pilot.", ("pilot",), False),
        (
            "Edith Marsh is director of the Tide Office and editor of the Far Review.",
            ("director, Tide Office", "editor, Far Review"),
            False,
        ),
        (
            "Edith Marsh is a fellow in tidal law at the Outer Institute, where she keeps the lamp.",
            ("fellow in tidal law, Outer Institute",),
            True,
        ),
        (
            "Edith Marsh is deputy keeper with the Harbour Board’s Lamp Office.",
            ("deputy keeper, Lamp Office, Harbour Board",),
            False,
        ),
        ("Edith Marsh lives by the sea.", (), True),
    ],
)
def test_the_facts_of_an_author_note_are_put_together_from_its_few_words(
    text: str, facts: tuple[str, ...], left: bool
) -> None:
    note = names.note(text)
    assert note is not None
    assert (note.name, note.facts, note.left) == ("Edith Marsh", facts, left)


def test_no_fact_repeats_a_long_run_of_the_note() -> None:
    said = (
        "a keeper of the very long and quite unlikely register of lamps that were lost in all the winters of the war"
    )
    note = names.note(f"Edith Marsh is {said} at the Harbour Board.")
    assert note is not None
    assert (note.facts, note.left) == ((), True)


@pytest.mark.parametrize(
    "text", ["The harbour is old.", "This is a pilot.", "The writer is a pilot.", "In May Edith Marsh is away."]
)
def test_what_is_no_author_note_with_a_name(text: str) -> None:
    assert names.note(text) is None


def test_rights_lines_and_licences() -> None:
    noticed = rights.notice("©2019, Far Review; distributed by Coast Wire, Inc.")
    assert noticed is not None
    assert (noticed.holder, noticed.year, noticed.distributor) == ("Far Review", "2019", "Coast Wire, Inc")
    assert rights.notice("The law of copyright is old.") is None
    granted = {
        "This work is licensed under a Creative Commons Attribution 4.0 International License.": "CC-BY-4.0",
        "Published under CC BY-SA 4.0": "CC-BY-SA-4.0",
        "Dedicated to the public domain under CC0 1.0": "CC0-1.0",
        "Licence: https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
        "This text is released into the public domain.": "public-domain",
        "CC BY-NC 4.0": None,
        "Licensed under CC BY 3.0": None,
        "This work is licensed under a Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 License": None,
    }
    for text, status in granted.items():
        found = rights.licence(text)
        assert found is not None, text
        assert found.status == status, text
    assert rights.licence("The board met in the hall and said nothing of it.") is None
    assert rights.split_notice("Edith is a pilot. © 2019, X") == ("Edith is a pilot.", "© 2019, X")


def test_what_a_line_is_by_itself() -> None:
    assert signs.labelled("Source: The Gazette") == ("outlet", "The Gazette")
    assert signs.labelled("The source: a spring") is None
    assert signs.address("<https://a.example/b>") == "https://a.example/b"
    assert signs.ends_sentence("So it was.”[3]")
    assert not signs.ends_sentence("A headline")


def test_shortcodes_are_replaced_by_rule_and_code_is_left_alone() -> None:
    text = 'See [it]({{ "/a/" | url }}).\n{% image "a.png" "A mole" %} `{{ "b" | url }}`\n'
    text += '```\n{{ "c" | url }}\n```\n{{ unknown | thing }}\n'
    made, cuts, unknown = shortcodes.applied(text, RULES.shortcodes, 10)
    assert (
        made
        == 'See [it](/a/).\n![A mole](<a.png>) `{{ "b" | url }}`\n```\n{{ "c" | url }}\n```\n{{ unknown | thing }}\n'
    )
    assert [(cut.line, cut.text) for cut in cuts] == [(10, '{{ "/a/" | url }}'), (11, '{% image "a.png" "A mole" %}')]
    assert unknown == ["thing"]


def test_what_liquid_calls_raw_stays_and_its_marks_go() -> None:
    made, _, unknown = shortcodes.applied("a {% raw %}{{ x | url }}{% endraw %} b\n", RULES.shortcodes, 1)
    assert (made, unknown) == ("a {{ x | url }} b\n", [])


def test_words_broken_at_a_hyphen_are_joined_only_where_the_text_has_them_whole() -> None:
    known = frozenset({"register"})
    assert cleaned("the reg-\nister", known, 1)[0] == "the register"
    assert cleaned("a well-\nknown one", known, 1)[0] == "a well-known one"
    assert cleaned("a soft\u00ad\n hy\u00adphen", known, 1)[0] == "a softhyphen"


def test_an_article_that_is_there_already_is_found_with_what_differs() -> None:
    ours = [
        f"The board of harbour number {n} met on its mole and decided nothing about lamp {n} at all."
        for n in range(12)
    ]
    shelf = Shelf()
    shelf.add("old", "sha256:1", [], ours)
    changed = [
        *ours[:5],
        ours[5].replace("decided nothing", "put off a decision"),
        *ours[6:11],
        "Quite another end of the matter stands here.",
    ]
    (found,) = shelf.like(changed)
    assert found.article == "old"
    assert 0.9 < found.share < 1
    assert found.differing == ("in other wording: p6", "here alone: p12", "there alone: p12")
    assert (
        shelf.like(["Nothing of this stands anywhere else, and there is no reason why it should be found like it."])
        == []
    )


def test_of_an_article_whose_text_is_not_there_the_paragraphs_are_compared() -> None:
    from edition import digest

    ours = [f"Paragraph {n} of a text that is not carried." for n in range(4)]
    shelf = Shelf()
    shelf.add("regest", None, [digest.of_paragraph(text) for text in ours], None)
    (found,) = shelf.like([*ours[:3], "Another."])
    assert (found.article, found.share, found.differing) == ("regest", 0.75, ("other than there: p4",))


def test_names_are_matched_and_near_ones_only_reported(toy_edition: Edition) -> None:
    known = Known.of(toy_edition.authority)
    assert known.person("EDITH MARSH") == "edith-marsh"
    assert known.person("森花子") == "mori-hanako"
    assert known.person("Marsh") is None
    assert known.outlet("Shore Gazette") == "shore-gazette"
    assert known.outlet_at("https://www.gazette.example/x") == "shore-gazette"
    assert known.corporate("The Shore Gazette") == "harbour-board"
    assert likeliest("Edith March", known.people) == "edith marsh"
    assert likeliest("Eric", known.people) is None


def test_new_records_are_proposed_with_what_was_not_seen(toy_edition: Edition) -> None:
    proposals = Proposals.beside(toy_edition)
    assert proposals.author(Datum("author", "Edith Marsh", "x"), "f").id == "edith-marsh"
    near = proposals.author(Datum("author", "Edith March", "x"), "f")
    assert (near.id, near.new) == ("edith-march", True)
    assert "resembles edith marsh" in near.open
    handle = proposals.author(Datum("author", "mhz", "x"), "f")
    record = proposals.records["people"][handle.id]
    assert (record["family"], record["given"], record["link_only"]) == ("mhz", None, True)
    assert proposals.author(Datum("author", "mhz", "x"), "f").new is False
    assert proposals.outlet(Datum("outlet", "The Outer Post", "x"), "f") == ("the-outer-post", True)
    assert proposals.author(Datum("author", "The Outer Post", "x"), "f").kind == "organisations"
    assert proposals.topic("Tide", "") == "tides"
    assert proposals.topic("harbour works", "The Outer Post") == "harbour-works"
    assert "forms" not in proposals.records["topics"]["harbour-works"]


@pytest.mark.parametrize(
    ("name", "family", "given", "asked"),
    [
        ("Edith Marsh", "Marsh", "Edith", False),
        ("Sheila A. Smith", "Smith", "Sheila A.", False),
        ("Moon Jae-in", None, None, True),
        ("森花子", None, None, True),
        ("Maria del Mar Ortiz", None, None, True),
        ("mhz", "mhz", None, False),
    ],
)
def test_a_family_name_is_told_apart_only_where_the_order_shows_it(
    name: str, family: str | None, given: str | None, asked: bool
) -> None:
    assert divided(name) == (family, given, asked)


def test_terms_are_names_and_forms_that_stand_there_in_order(toy_edition: Edition) -> None:
    suggester = Suggester(toy_edition)
    text = (
        "The tide rises. The Harbour Board, says Edith Marsh, lights a lamp for U.S. President Ann Lee of Outer Mole."
    )
    found = suggester.terms("x", {"p1": text})["p1"]
    assert found == sorted(found, key=lambda term: (term.casefold(), term))
    assert {"Edith Marsh", "lamp", "tide", "The Harbour Board"} <= set(found)
    assert all(len(term.split()) <= 4 and term in text for term in found)
    assert suggester.topics(text) == {"tides": ("tide",), "lamps": ("lamp",)}


def test_ids_are_made_of_letters_and_figures() -> None:
    assert slug("What’s a Könìg’s tide?") == "whats-a-konigs-tide"
    assert slug("浜辺") == ""
    assert len(slug("word " * 40)) <= 60


def test_yaml_is_written_as_a_person_would() -> None:
    data = {
        "plain": "A headline, with commas",
        "colon": "one: two",
        "none": None,
        "list": ["a", "b"],
        "note": Comment("a  remark"),
        "along": Along(["a, b", "c"]),
    }
    assert (
        dumped(data)
        == 'plain: A headline, with commas\ncolon: "one: two"\nlist:\n  - a\n  - b\n# a remark\nalong: ["a, b", c]\n'
    )
    assert [scalar(text) for text in ("no", "true", "12", "#1", "- x")] == ["no", '"true"', '"12"', '"#1"', '"- x"']
