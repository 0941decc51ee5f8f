"""Whatever stands in a file, reading it ends with data or with faults that have a place in it, never with an error.

Bounded here, longer by `make soak`. What is found becomes a case in tests/cases/.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from edition import annotate, body, characters, checks, dates, markup, reader, relate, yamlsource
from edition.annotate import _place_of
from edition.faults import Fault, FaultsFoundError
from edition.mentions import Ambiguity, Finder, Form, Reading, alike, bounded
from edition.model.article import Heading
from edition.model.authority import Forms, Topic
from edition.model.edition import Edition
from edition.passages import Passages
from edition.wordforms import FormFinder
from edition.words import own_text
from hypothesis import given, settings
from hypothesis import strategies as st

TOY = Path(__file__).parent / "toy"
# Pieces that mean something to YAML, to Markdown, to a pin, to HTML or to the program itself.
_PIECES = r"""
--- ... :_ -_ ?_ &a_ *a !!str_ !x_ %TAG_ #_ " ' \ >- | [ ] { } , {:_#p1_} {:_#p * ** __ ` ~~~ >_ ##_ 1._ ![ ]( ) < >
</p> <!-- --> &lt; &#0; &#x202e; person: article:on-tides# javascript: p1 p2a id null true 2019-02-30 ../.. [.. /..
日本 é é İ ß ﬃ 🏴‍☠️ edith-marsh lamp tide topics: paragraphs: notes: <<:_ = 0x1F
"""
PIECES = [*_PIECES.replace("_", " ").split(), "_", "\u202e", "\u2028", "\0", "\t", "\r", "\ufeff", ": ", "- ", "> "]
TEXT = st.lists(st.sampled_from([*PIECES, "\n", " ", "a"]) | st.text(max_size=3), max_size=25).map("".join)
# A change: where (as a share of the file), how much goes, what comes.
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), TEXT), min_size=1, max_size=4)
EDTF = st.text("0123456789-/.?~%XYTZS[]{},: ", max_size=14) | st.from_regex(
    r"\[?(\.\.)?[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?(\.\.|/|,)?([0-9]{4}(-[0-9]{2})?)?[?~%]?\]?", fullmatch=True
)
GIVEN = set("p em strong a code pre blockquote ul ol li br hr h1 h2 h3 h4 h5 h6".split())  # noqa: SIM905  elements of CommonMark
RUNNING = re.compile(r"\s*(javascript|vbscript|data|file):", re.IGNORECASE)
WORDS = st.text("ab AB.'’-é日本\n", max_size=30)
FORMS = st.lists(st.text("abAB '’-é日本", min_size=1, max_size=6).filter(str.strip), max_size=6)
# Reading a whole edition takes longer than the rest: fewer examples.
fewer = settings(max_examples=max(25, settings().max_examples // 3))


def changed(text: str, changes: list[tuple[float, int, str]]) -> str:
    for where, length, new in changes:
        at = int(where * len(text))
        text = text[:at] + new + text[at + length :]
    return text


def placed(faults: list[Fault], root: Path) -> None:
    """See that each fault has a place in a file, a matter and a remedy, in one line."""
    for fault in faults:
        path = root / fault.place.path
        lines = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        assert 1 <= fault.place.line <= lines, fault
        assert fault.place.col >= 1
        assert fault.what
        assert fault.remedy
        assert "\n" not in str(fault)


def taken(root: Path) -> None:
    """Read, check, relate and annotate an edition as a build does before it writes."""
    try:
        edition, faults = reader.read_edition(root)
    except FaultsFoundError as error:
        placed(error.faults, root)
        return
    faults = [*faults, *checks.check(edition)]
    placed(faults, root)
    if not faults:
        relate.relate(edition)
        placed(annotate.annotate(edition)[1], root)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the toy edition; each example puts back what it changes."""
    return Path(shutil.copytree(TOY, tmp_path_factory.mktemp("fuzz") / "toy"))


@pytest.mark.parametrize(
    "name",
    [
        "articles/on-tides.md",
        "articles/harbour-dues.md",
        "articles/authority/people.yml",
        "articles/authority/topics.yml",
        "mkdocs.yml",
    ],
)
@fewer
@given(changes=CHANGES)
def test_a_changed_file_gives_an_edition_or_faults(
    copy: Path, name: str, changes: list[tuple[float, int, str]]
) -> None:
    path = copy / name
    path.write_bytes(changed((TOY / name).read_text("utf-8"), changes).encode("utf-8", "surrogatepass"))
    try:
        taken(copy)
    finally:
        shutil.copy(TOY / name, path)


@fewer
@given(data=st.binary(max_size=80))
def test_any_bytes_give_an_edition_or_faults(copy: Path, data: bytes) -> None:
    path = copy / "articles" / "lamp-oil.md"
    path.write_bytes(b"---\n" + data)
    try:
        taken(copy)
    finally:
        shutil.copy(TOY / "articles" / "lamp-oil.md", path)


@given(TEXT)
def test_any_yaml_gives_data_or_faults_in_its_lines(text: str) -> None:
    source, faults = yamlsource.load(text.replace("\r", "\n"), "f.yml")
    assert source.data is None or not faults
    assert all(1 <= fault.place.line <= text.count("\n") + text.count("\r") + 1 for fault in faults)


@given(TEXT)
def test_any_body_gives_paragraphs_that_stand_in_it_or_faults(text: str) -> None:
    blocks, faults = body.parse(text, "f.md", 1)
    lines = text.count("\n") + 1
    assert all(1 <= fault.place.line <= lines for fault in faults)
    for block in blocks:
        assert block.markdown.strip("\n") in text or isinstance(block, Heading)
        assert 1 <= block.place.line <= lines
    assert blocks or faults


@given(TEXT)
def test_any_markdown_gives_html_that_does_nothing(text: str) -> None:
    text = characters.REFUSED.sub("", text)
    for made in (markup.block(text), markup.inline(text)):
        for element in lxml.html.fragment_fromstring(made, create_parent="div").iter(lxml.etree.Element):
            assert element.tag == "div" or element.tag in GIVEN
            assert set(element.attrib) <= {"href", "title", "start", "class"}
            assert not RUNNING.match(element.get("href", ""))
    markup.plain(text)
    assert len(markup.excerpt(markup.plain(text), limit=30)) <= 31


@given(EDTF)
def test_any_date_is_read_or_refused(text: str) -> None:
    try:
        date = dates.parse(text)
    except ValueError:
        return
    assert "0000-01-01" <= date.earliest <= date.latest <= "9999-12-31"
    assert re.fullmatch(r"|\d{4}(-\d\d(-\d\d)?)?", date.machine)
    assert str(date)
    assert dates.parse(text) == date


@given(WORDS, FORMS, st.sampled_from(["name", "short", "description", "metonym"]))
def test_any_names_are_found_where_they_stand_in_order_and_apart(text: str, names: list[str], sort: str) -> None:
    finder = Finder(Form(name, f"people/{number}/", sort) for number, name in enumerate(names))  # type: ignore[arg-type]  # one of the literals
    done = 0
    for one in finder.find(text, Reading("a", "p1")):
        assert done <= one.start < one.end <= len(text)
        assert bounded(text, one.start, one.end)
        records = one.records if isinstance(one, Ambiguity) else (one.record,)
        for record in records:
            assert alike(names[int(record.split("/")[1])]) == alike(text[one.start : one.end])
        done = one.end


@given(WORDS, FORMS)
def test_forms_are_found_as_a_plain_search_finds_them(text: str, forms: list[str]) -> None:
    found = [(one.owner, one.start, one.end) for one in FormFinder((form, form) for form in forms).find(text)]
    expected = []
    plain = alike(text)
    for form in dict.fromkeys(forms):
        at, key = 0, alike(form)
        while (at := plain.find(key, at)) >= 0:
            if bounded(plain, at, at + len(key)):
                expected.append((form, at, at + len(key)))
                at += len(key)
            else:
                at += 1
    assert sorted(found) == sorted(expected)


@given(WORDS, WORDS)
def test_the_place_of_a_note_is_a_place_of_its_words(sought: str, text: str) -> None:
    found = _place_of(sought, text)
    if found:
        assert found[0].split() == sought.split()


@pytest.fixture(scope="module")
def ground(toy_edition: Edition) -> Callable[[list[str], list[str]], Edition]:
    """A function that returns the toy edition with two topics of the given forms."""

    def made(same: list[str], near: list[str]) -> Edition:
        topics = dict(toy_edition.authority.topics)
        topics["lamps"] = Topic(label="x", scope="x", forms=Forms(same=tuple(same)))
        topics["tides"] = Topic(label="y", scope="y", forms=Forms(near=tuple(near)))
        return replace(toy_edition, authority=replace(toy_edition.authority, topics=topics))

    return made


@fewer
@given(
    same=st.lists(st.sampled_from(["lamp", "tide", "boats", "the tide", "a", "潮", "High water"]), unique=True),
    near=st.lists(st.sampled_from(["lamp", "tide", "boats", "the tide", "a", "潮", "High water"]), unique=True),
)
def test_passages_rest_on_words_that_stand_there(
    ground: Callable[[list[str], list[str]], Edition], same: list[str], near: list[str]
) -> None:
    edition = ground(same, near)
    finder = Passages(edition)
    for article in edition.articles:
        held = finder.of(article)
        paragraphs = [paragraph.id for paragraph in article.paragraphs]
        assert [paragraphs.index(one.paragraph) for one in held] == sorted(
            paragraphs.index(one.paragraph) for one in held
        )
        assert len({(one.topic, one.paragraph) for one in held}) == len(held)
        for one in held:
            text = own_text(edition, article, one.paragraph)
            assert text is None or all(word in text for word in one.words)
            if one.basis == "form":
                assert one.words
