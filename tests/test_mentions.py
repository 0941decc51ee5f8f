from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import pytest
from edition.mentions import Ambiguity, Finder, Form, Mention, Reading
from hypothesis import assume, given
from hypothesis import strategies as st

MOON = "people/moon/"
KEEPER = "people/keeper/"
UNSPACED = re.compile(r"[぀-ヿ㐀-鿿가-힯豈-﫿]")  # kana, Han characters, Hangul


def named(*texts: str, record: str = MOON) -> list[Form]:
    return [Form(text, record) for text in texts]


def read(text: str, forms: Iterable[Form], reading: Reading | None = None) -> list[Mention | Ambiguity]:
    return list(Finder(forms).find(text, reading or Reading("an-article", "p1")))


def words(text: str, forms: Iterable[Form], reading: Reading | None = None) -> list[str]:
    """Return the words of the mentions of a text; a place that is ambiguous has a question mark."""
    found = read(text, forms, reading)
    return [text[one.start : one.end] + "?" * isinstance(one, Ambiguity) for one in found]


# What counts as the name


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Moon", "Moon", ["Moon"]),
        ("Moon", "moon MOON Moon mOON", ["Moon"]),
        ("moon", "Moon moon", ["moon"]),
        ("US", "us US Us", ["US"]),
        ("U.S.", "u.s. U.S.", ["U.S."]),
        ("Kim-style", "Kim-Style Kim-style", ["Kim-style"]),
        ("Harbour Board", "HARBOUR BOARD", ["HARBOUR BOARD"]),
        ("Harbour Board", "harbour board, Harbour board, harbour Board", []),
        ("the war", "The war, THE WAR, the War", ["The war", "THE WAR", "the War"]),
        ("white paper", "A White Paper on white papers: the white paper", ["White Paper", "white paper"]),
        ("Élan Vital", "ÉLAN VITAL élan vital", ["ÉLAN VITAL"]),
        ("Straße", "Straße STRASSE", ["Straße"]),
    ],
)
def test_one_word_keeps_its_capitals_and_several_may_have_more_of_them_not_fewer(
    name: str, text: str, expected: list[str]
) -> None:
    assert words(text, named(name)) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Japan", "Japan’s Japan's (Japan) “Japan” Japan, Japan.", ["Japan"] * 6),
        ("Japan", "Japanese, InterJapan, Japan2, 2Japan, Japan_x, x_Japan", []),
        ("Japan", "Japan-led, pro-Japan, Japan–Korea, Japan/Korea", ["Japan"] * 4),
        ("Japan", "Japán, Japañ, Japané", []),
        ("Japan", "Japan\u0301, Japan\u0327s, Japan\u20dd", []),
        ("Élan", "Élan, Éland, unÉlan", ["Élan"]),
        ("U.S.", "the U.S., a U.S.-led force, U.S.A.", ["U.S.", "U.S."]),
        ("P-1", "P-1, P-12, P-1s, XP-1, P-1.", ["P-1", "P-1"]),
        ("Moon Jae-in", "Moon Jae-ins, Moon Jae-in.", ["Moon Jae-in"]),
        ("Москва", "Москва, Москваx, Москвой", ["Москва"]),
    ],
)
def test_a_name_stands_between_the_bounds_of_words(name: str, text: str, expected: list[str]) -> None:
    assert words(text, named(name)) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("People’s Board", "People's Board"),
        ("People's Board", "People’s Board"),
        ("People's Board", "Peopleʼs Board"),
        ("People's Board", "People‘s Board"),
        ("the “Tide” plan", 'the "Tide" plan'),
        ('the "Tide" plan', "the „Tide“ plan"),
        ("Moon Jae-in", "Moon Jae‐in"),
        ("Moon Jae-in", "Moon Jae‑in"),
        ("Moon Jae–in", "Moon Jae−in"),
        ("Moon Jae-in", "Moon\u00a0Jae-in"),
        ("Moon Jae-in", "Moon\u202fJae-in"),
        ("Moon\u00a0Jae-in", "Moon Jae-in"),
        ("Moon Jae-in", "Moon\nJae-in"),
        ("Moon Jae-in", "Moon\tJae-in"),
        ("森 花子", "森\u3000花子"),
    ],
)
def test_quotation_marks_hyphens_spaces_and_line_ends_are_of_one_form_each_and_the_place_is_of_the_text_as_written(
    name: str, text: str
) -> None:
    before = "“İ” – says\u00a0"  # what may be folded, or be longer in small letters, stands before it too
    assert words(f"{before}{text}.", named(name)) == [text]
    assert read(f"{before}{text}.", named(name)) == [Mention(len(before), len(before) + len(text), MOON, "name")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("文在寅", "韓国の文在寅大統領は"),
        ("日本", "日本語の日本"),
        ("モリ", "ハナコモリ"),
        ("문재인", "대통령문재인은"),
        ("북한", "북한의"),
        ("㐀家", "x㐀家x"),
        ("豈", "x豈x"),
    ],
)
def test_japanese_and_korean_need_no_bounds(name: str, text: str) -> None:
    assert words(text, named(name)) == [name] * text.count(name)


def test_a_name_of_two_scripts_needs_a_bound_on_the_side_of_letters_only() -> None:
    assert words("x日本Team, 日本Teams", named("日本Team")) == ["日本Team"]


@pytest.mark.parametrize(("name", "text"), [("佐々", "佐々氏は"), ("二〇〇", "二〇〇号")])
def test_a_name_may_end_in_an_iteration_mark_or_a_zero(name: str, text: str) -> None:
    assert words(text, named(name)) == [name]


@pytest.mark.parametrize("text", ["NATOは動く", "今日のNATO", "NATO가"])
def test_a_name_in_latin_letters_is_found_between_japanese_or_korean_ones(text: str) -> None:
    assert words(text, named("NATO")) == ["NATO"]


@pytest.mark.parametrize("text", ["ΟΔΟΣ'Α", "İ ΟΔΟΣ"])
def test_a_greek_name_is_found_whatever_stands_beside_it(text: str) -> None:
    assert words(text, named("ΟΔΟΣ")) == ["ΟΔΟΣ"]


@pytest.mark.parametrize("space", ["\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u200a", "\u205f"])
def test_every_kind_of_space_is_of_one_form(space: str) -> None:
    assert words(f"Moon{space}Jae-in", named("Moon Jae-in")) == [f"Moon{space}Jae-in"]


# Where forms count


def short(text: str, record: str = MOON, *articles: str) -> Form:
    return Form(text, record, "short", after=not articles, within=frozenset(articles))


def test_a_short_form_counts_only_after_another_form_of_the_record_in_the_same_article() -> None:
    finder = Finder([*named("Moon Jae-in"), short("Moon")])
    reading = Reading("one", "p1")
    text = "Moon, then Moon Jae-in, then Moon."
    assert [m.start for m in finder.find(text, reading)] == [11, 29]
    reading.paragraph = "p2"
    assert [m.start for m in finder.find("Moon.", reading)] == [0]
    assert list(finder.find("Moon.", Reading("another", "p1"))) == []


def test_another_record_named_in_full_does_not_open_the_way_for_a_short_form() -> None:
    forms = [*named("Moon Jae-in"), short("Moon"), *named("Kim", record=KEEPER)]
    assert words("Kim and Moon", forms) == ["Kim"]


def test_a_short_form_with_articles_counts_in_those_alone_and_from_their_beginning() -> None:
    form = short("the North", MOON, "one", "two")
    for article, expected in {"one": ["the North"], "two": ["the North"], "three": []}.items():
        assert words("Of the North", [form], Reading(article, "p1")) == expected


def test_a_description_counts_in_its_paragraph_alone() -> None:
    form = Form("father", MOON, "description", within=frozenset(["one#p2"]))
    places = {("one", "p2"): True, ("one", "p1"): False, ("one", "p22"): False, ("two", "p2"): False}
    for (article, paragraph), counts in places.items():
        assert bool(read("His father", [form], Reading(article, paragraph))) is counts


def test_what_was_found_tells_its_sort() -> None:
    forms = [
        *named("Korea"),
        Form("Seoul", MOON, "metonym"),
        short("the South", MOON),
        Form("here", MOON, "description", within=frozenset(["one#p1"])),
    ]
    found = read("Korea, Seoul, the South, here", forms, Reading("one", "p1"))
    assert [one.sort for one in found if isinstance(one, Mention)] == ["name", "metonym", "short", "description"]


def test_reading_is_told_which_records_were_named() -> None:
    reading = Reading("one", "p1")
    assert words("Moon met Kim", [*named("Moon"), *named("Kim", record=KEEPER)], reading) == ["Moon", "Kim"]
    assert reading.named == {MOON, KEEPER}


# Which of several counts


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (["North", "North Korea", "North Korean"], "North Korean North Korea North", None),
        (["South Korea", "U.S.-South Korea summit"], "the U.S.-South Korea summit", ["U.S.-South Korea summit"]),
        (["a b", "b c d e"], "a b c d e", ["a b"]),
        (["a b c", "b", "c"], "a b x c", ["b", "c"]),
        (["North Korea", "North"], "North Koreas", ["North"]),
        (["Harbour Board", "Board"], "harbour Board", ["Board"]),
        (["日本", "日本海", "海軍"], "日本海軍", ["日本海"]),
    ],
)
def test_of_names_that_overlap_the_leftmost_and_then_the_longest_counts(
    names: list[str], text: str, expected: list[str] | None
) -> None:
    assert words(text, named(*names)) == (expected or ["North Korean", "North Korea", "North"])


def test_a_longer_form_that_is_not_allowed_gives_way_to_a_shorter_one() -> None:
    forms = [*named("Moon"), short("Moon era", KEEPER)]
    assert words("the Moon era", forms) == ["Moon"]
    forms = [*named("Moon"), Form("Moon era", KEEPER, "description", within=frozenset(["x#p1"]))]
    assert words("the Moon era", forms, Reading("x", "p1")) == ["Moon era"]
    assert words("the Moon era", forms, Reading("x", "p2")) == ["Moon"]


def test_a_form_of_two_records_is_ambiguous_and_names_neither() -> None:
    reading = Reading("one", "p1")
    found = read("Kim spoke", [*named("Kim"), *named("Kim", record=KEEPER), short("spoke")], reading)
    assert found == [Ambiguity(0, 3, (MOON, KEEPER))]
    assert reading.named == set()


def test_short_forms_of_two_records_are_ambiguous_only_where_both_were_named() -> None:
    forms = [
        *named("Kim Jong Un"),
        short("Kim"),
        *named("Kim Jong Il", record=KEEPER),
        short("Kim", KEEPER),
    ]
    assert words("Kim Jong Un. Kim.", forms) == ["Kim Jong Un", "Kim"]
    assert words("Kim Jong Un. Kim. Kim Jong Il. Kim.", forms) == ["Kim Jong Un", "Kim", "Kim Jong Il", "Kim?"]


def test_an_ambiguity_is_resolved_by_article_by_paragraph_and_by_case() -> None:
    forms = [short("the capital", MOON, "one"), short("the capital", KEEPER, "two")]
    for article, record in {"one": MOON, "two": KEEPER}.items():
        (found,) = read("In the capital", forms, Reading(article, "p1"))
        assert isinstance(found, Mention)
        assert found.record == record
    both = [*forms, Form("the capital", KEEPER, "description", within=frozenset(["one#p2"]))]
    assert words("In the capital", both, Reading("one", "p1")) == ["the capital"]
    assert words("In the capital", both, Reading("one", "p2")) == ["the capital?"]
    cased = [*named("March"), *named("march", record=KEEPER)]
    assert [one.record for one in read("The march of March", cased) if isinstance(one, Mention)] == [KEEPER, MOON]


def test_two_forms_of_one_record_that_are_the_same_are_not_ambiguous() -> None:
    assert words("Kim", [*named("Kim", "Kim"), short("Kim")]) == ["Kim"]


def test_without_forms_nothing_is_found() -> None:
    assert read("Moon Jae-in", []) == []


# Whatever the text


def pieces(text: str) -> list[str]:
    """Return the pieces of a text that spaces divide, and some that would not be seen in it."""
    return [*text.split(" "), "\u0301", "\u00a0", "\n"]


PIECES = st.sampled_from(
    pieces("Moon moon MOON Moon-in Jae Kim North Northern Korea Korean U.S. US the The é ’ ' “ ” - – . , Ｋ İ ß")
    + pieces("日 日本 本 남 한 ー x_ 1 \ud800 \0")
)
TEXTS = st.lists(PIECES | st.just(" "), max_size=14).map("".join)
ANY = st.text(max_size=30) | TEXTS
NAMES = st.lists(PIECES, min_size=1, max_size=4).map("".join).map(str.strip).filter(bool)
SOME = NAMES | st.text(min_size=1, max_size=5).map(str.strip).filter(bool)
RECORDS = st.sampled_from(["people/a/", "people/b/", "places/c/"])
PLACES = st.sampled_from([frozenset[str](), frozenset(["one"]), frozenset(["one#p1"]), frozenset(["two"])])
FORMS = st.lists(
    st.builds(Form, SOME, RECORDS, st.just("name"), st.booleans(), PLACES),
    max_size=8,
)


@given(ANY, FORMS)
def test_whatever_the_text_marks_are_in_order_within_it_and_do_not_overlap(text: str, forms: list[Form]) -> None:
    done = 0
    for one in read(text, forms, Reading("one", "p1")):
        assert done <= one.start < one.end <= len(text)
        done = one.end


@given(TEXTS, FORMS)
def test_every_mark_is_a_form_of_its_record_but_for_case_and_typography(text: str, forms: list[Form]) -> None:
    for one in read(text, forms, Reading("one", "p1")):
        for record in one.records if isinstance(one, Ambiguity) else (one.record,):
            lengths = {len(form.text) for form in forms if form.record == record}
            assert one.end - one.start in lengths


@given(TEXTS, FORMS)
def test_no_mark_begins_or_ends_inside_a_word(text: str, forms: list[Form]) -> None:
    for one in read(text, forms, Reading("one", "p1")):
        for at in (one.start, one.end):
            inner = text[at] if at == one.start else text[at - 1]
            outer = text[at - 1 : at] if at == one.start else text[at : at + 1]
            joined = outer and (re.match(r"\w", outer) or unicodedata.combining(outer))
            assert not joined or UNSPACED.match(inner) or UNSPACED.match(outer)


def _folded(text: str) -> str:
    """Return a text in its one form; written anew here, so that the program is not compared with itself."""
    for one, kinds in {"'": "’", "-": "–", " ": "\u00a0\n"}.items():
        text = "".join(one if character in kinds else character for character in text)
    return text


def _looked_up(text: str, forms: list[Form]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Find marks the slow way: at each place of the text, each form from the longest down."""
    plain = _folded(text)
    found = []
    start = 0
    while start < len(text):
        for length in sorted({len(form.text) for form in forms}, reverse=True):
            here = plain[start : start + length]
            records = []
            for form in forms:
                sought = _folded(form.text)
                same = here == sought
                if " " in sought and len(here) == len(sought):
                    same = all(
                        a == b or (not b.isupper() and a.lower() == b.lower())
                        for a, b in zip(here, sought, strict=True)
                    )
                if same and len(sought) == length and _stands_alone(plain, start, start + len(sought)):
                    records.append(form.record)
            if records:
                found.append((start, start + length, tuple(dict.fromkeys(records))))
                start += length
                break
        else:
            start += 1
    return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    def joins(character: str) -> bool:
        return character.isalnum() or character == "_" or unicodedata.category(character).startswith("M")

    def divided(outer: str, inner: str) -> bool:
        return not joins(outer) or bool(UNSPACED.match(outer) or UNSPACED.match(inner))

    first = start == 0 or divided(text[start - 1], text[start])
    return first and (end == len(text) or divided(text[end], text[end - 1]))


PLAIN = pieces("Moon moon MOON Jae Kim Kims North Korea Korean U.S. US the The ’ ' - – . 日 日本 本 한 x_ é")
PLAIN_TEXTS = st.lists(st.sampled_from(PLAIN) | st.just(" "), max_size=14).map("".join)
PLAIN_NAMES = st.lists(st.sampled_from(PLAIN) | st.just(" "), min_size=1, max_size=4).map("".join).filter(str.strip)


@given(PLAIN_TEXTS, st.lists(st.builds(Form, PLAIN_NAMES.map(str.strip), RECORDS), max_size=8))
def test_the_marks_are_those_that_a_slow_search_finds(text: str, forms: list[Form]) -> None:
    found = [
        (one.start, one.end, one.records if isinstance(one, Ambiguity) else (one.record,))
        for one in read(text, forms)
    ]
    assert found == _looked_up(text, forms)


@given(TEXTS, FORMS, st.lists(NAMES, min_size=1, max_size=3), st.booleans())
def test_a_further_record_whose_forms_overlap_no_mark_changes_no_other(
    text: str, forms: list[Form], names: list[str], after: bool
) -> None:
    further = [
        *named(names[0], record="concepts/new/"),
        *(Form(n, "concepts/new/", "short", after) for n in names[1:]),
    ]
    before = read(text, forms, Reading("one", "p1"))
    alone = read(text, further, Reading("one", "p1"))
    assume(all(a.end <= b.start or b.end <= a.start for a in alone for b in before))
    # A form of it that does not count must stay out of the way as well, so nothing more is asked of the text.
    assert read(text, [*forms, *further], Reading("one", "p1")) == sorted(
        [*before, *alone], key=lambda one: one.start
    )


@given(TEXTS, FORMS)
def test_the_order_of_records_changes_nothing_but_the_order_in_which_an_ambiguity_lists_them(
    text: str, forms: list[Form]
) -> None:
    def plain(found: list[Mention | Ambiguity]) -> list[tuple[int, int, list[str]]]:
        return [(m.start, m.end, sorted(m.records) if isinstance(m, Ambiguity) else [m.record]) for m in found]

    reading = Reading("one", "p1")
    other = Reading("one", "p1")
    assert plain(read(text, forms, reading)) == plain(read(text, forms[::-1], other))
    assert reading.named == other.named


@given(TEXTS, TEXTS, FORMS)
def test_what_is_found_in_a_text_is_found_in_it_after_another_sentence(
    first: str, second: str, forms: list[Form]
) -> None:
    """Offsets and bounds do not depend on what stands further off; with forms that count anywhere."""
    anywhere = [Form(form.text, form.record) for form in forms]
    gap = " \u2605 "  # no form holds the star
    joined = read(first + gap + second, anywhere)
    shift = len(first + gap)
    alone = [(m.start, m.end) for m in read(first, anywhere)]
    alone += [(m.start + shift, m.end + shift) for m in read(second, anywhere)]
    assert [(m.start, m.end) for m in joined] == alone
