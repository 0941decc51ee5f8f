"""What holds of every input: its pieces are the input, and what is neither cut nor a datum stands in the text."""

from __future__ import annotations

import datetime
from typing import Any

from edition import body, digest, markup, yamlsource
from edition.importing import decoding, markdown, pagetree, plaintext, safemarkdown, webpage, yamlout
from edition.importing.arrange import arrange
from edition.importing.cleaning import cleaned
from edition.importing.elements import parsed, text_of
from edition.importing.furniture import read_rules
from edition.importing.matching import Known
from edition.importing.pieces import Piece, RefusedError, Role, joined
from edition.importing.shortcodes import applied
from edition.importing.yamlout import Along
from hypothesis import given
from hypothesis import strategies as st

TODAY = datetime.date(2026, 11, 25)
RULES, _ = read_rules(None)
SENTENCES = (
    "The lamp at the outer mole has been dark for a year, and nobody on the board can say who is to light it.",
    *("By Edith Marsh", "12 March 2018", "Subscribe", "T", "he board sat.", "Opinion", "- one", "2. two", "> said"),
    *(
        ">> said before",
        "©2019, The Gazette",
        "Edith Marsh is a pilot at the Outer Institute.",
        "Tags: a, b",
        "a\u00adb",
    ),
    *("\u200b", "re-\nopened", "A  B\u00a0 C", ";", "{: #p1 }", "{p1}", "---", "===", "# Head", "```", "    code"),
    *("[a]: b", "[^1]: note", "&amp; *x* _y_ `z` <b>", "\\", "1970-01-01"),
)
line = st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60).filter(lambda t: "\n" not in t))
text = st.lists(st.tuples(line, st.sampled_from(["\n", "\n\n", "\n \n\n", " "])), max_size=14).map(
    lambda ls: "".join(a + b for a, b in ls)
)
words = (
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=80)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def readable(text: str) -> str:
    """Return a text as it is after decoding; what no input can be is left out."""
    return decoding.LINE_END.sub("\n", text.encode("utf-8", "ignore").decode())


@given(text)
def test_a_plain_text_is_its_pieces_and_loses_no_letter(text: str) -> None:
    text = readable(text)
    source = plaintext.read(text, "x.txt")
    assert joined(source.pieces) == text
    for piece in source.pieces:
        if piece.open and piece.kind != "list":  # a list's figures are markers
            assert letters(piece.text) == letters(decoding.CONTROL.sub("", piece.raw))
        if piece.role is Role.SPACE:
            assert not piece.raw.strip()
    before = [piece.raw for piece in source.pieces]
    try:
        arrange(source, RULES, Known(), TODAY)
    except RefusedError:
        return
    assert [piece.raw for piece in source.pieces] == before
    told = [*source.cuts(), *(p for p in source.pieces if p.role in (Role.DATUM, Role.PARAGRAPH, Role.HEADING))]
    assert letters("".join(p.raw for p in source.pieces if p.role is Role.SPACE)) == ""
    assert sum(1 for p in source.pieces if p.role is not Role.SPACE) <= len(told)
    assert all(piece.rule for piece in source.pieces if piece.role in (Role.CUT, Role.DATUM))


@given(text)
def test_a_markdown_file_is_its_pieces_and_loses_no_letter(text: str) -> None:
    text = readable(text)
    try:
        source = markdown.read(text, "x.md", RULES)
    except RefusedError:
        return
    assert joined(source.pieces) == text
    if source.marked:
        return
    plain, _, _ = applied(text, RULES.shortcodes, 1)
    shown = markdown._PARSER.render(decoding.CONTROL.sub("", plain).replace("[^", "\\[^"))
    kept = "".join(piece.text for piece in source.pieces if piece.open)
    assert letters(kept) == letters(text_of(parsed(shown)))


TAGS = (
    *("p", "div", "b", "a href=/x", "ul", "li", "blockquote", "h1", "h2", "span", "section", "pre", "table", "td"),
    *("aside class=related", "div class=byline", "figcaption", "script", "article"),
)
inner = st.recursive(
    st.sampled_from([*SENTENCES[:12], "a &lt; b", "<br>", "<img src=x alt='A mole'>"]),
    lambda within: st.tuples(
        st.sampled_from(TAGS),
        st.lists(within, max_size=4),
    ).map(lambda pair: f"<{pair[0]}>{' '.join(pair[1])}</{pair[0].split()[0]}>"),
    max_leaves=14,
)  # fmt: skip


@given(st.lists(inner, min_size=1, max_size=5))
def test_a_page_is_its_pieces_and_loses_no_letter(parts: list[str]) -> None:
    page = f"<html><head><title>T</title></head><body>{''.join(parts)}</body></html>"
    source = webpage.read(page, "x.html", TODAY)
    assert joined(source.pieces) == str(pagetree.parsed(page).xpath("string()"))
    for piece in source.pieces:
        if piece.open and "alt=" not in page and "<script" not in page:
            assert letters(piece.text) == letters(piece.raw)
        if piece.role is Role.SPACE:
            assert not letters(piece.raw)


@given(words)
def test_any_words_become_one_pinned_paragraph_with_just_these_words(text: str) -> None:
    made = safemarkdown.plain_paragraph(text)
    assert letters(markup.plain(made)) == letters(text)
    blocks, faults = body.parse(f"{made}\n{{: #p1 }}\n", "x.md", 1)
    assert faults == []
    assert [type(block).__name__ for block in blocks] == ["Paragraph"]


@given(text)
def test_every_piece_of_markdown_can_be_pinned(text: str) -> None:
    try:
        source = markdown.read(readable(text), "x.md", RULES)
    except RefusedError:
        return
    for piece in source.pieces:
        if piece.open and piece.kind != "heading":
            _, faults = body.parse(f"{piece.markdown}\n{{: #p1 }}\n", "x.md", 1)
            assert faults == [], piece.markdown
            assert markup.plain(piece.markdown) == piece.text


short = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(
    lambda t: t.strip() != ""
)
value = st.one_of(short, st.lists(short, min_size=3, max_size=9).map(lambda parts: " ".join(" ".join(parts).split())))


@given(
    st.dictionaries(
        value,
        st.one_of(
            value, st.lists(value, min_size=1, max_size=4), st.dictionaries(value, value, min_size=1, max_size=3)
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(value, min_size=1, max_size=30),
)
def test_yaml_reads_back_as_it_was(data: dict[str, Any], along: list[str]) -> None:
    written = yamlout.dumped({**data, "along the line": Along(along)})
    source, faults = yamlsource.load(written, "x.yml")
    assert faults == []
    assert source.data == {**data, "along the line": along}


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decoding.decode(data)
    except RefusedError:
        return
    assert "\r" not in decoded.text


@given(st.text(max_size=200))
def test_a_cleaned_text_has_the_digest_of_its_words(text: str) -> None:
    done, _ = cleaned(text, frozenset(), 1)
    assert done == " ".join(done.split())
    assert cleaned(done, frozenset(), 1)[0] == done
    assert digest.of_paragraph(done) == digest.of_paragraph(f" {done}\n")


def test_a_piece_counts_words_in_scripts_without_spaces() -> None:
    assert Piece("潮が引くと浜辺は静かになる", 1, text="潮が引くと浜辺は静かになる").words == 4
