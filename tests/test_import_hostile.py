"""Hostile input ends in an article or a clear refusal, within bounds beyond which the process is killed."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

MEMORY = 1_000_000_000  # bytes of data for a whole run
SECONDS = 180  # of processor time for a whole run
SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
REFUSED = {
    "all-null.txt": "control character",
    "fifty-megabytes.txt": "bytes; an input may have",
    "fifty-megabytes.html": "bytes; an input may have",
    "huge-line.txt": "a paragraph may have",
    "huge-word.txt": "a paragraph may have",
    "many-lines.txt": "an article may have",
    "deep.html": "deep within one another",
    "deep-inline.html": "deep within one another",
    "deep-quotes.html": "deep within one another",
    "many-attributes.html": "attributes",
    "many-elements.html": "elements",
    "entities.md": "anchor",
    "deep.yaml.md": "front matter cannot be read",
    "deep.toml.md": "front matter cannot be read",
    "empty.txt": "it is empty",
    "blank.html": "it is empty",
    "bylines.txt": "a paragraph may have",
}
TAKEN = {
    "null-bytes.txt",
    "utf-16.txt",
    "right-to-left.txt",
    "entities.html",
    "external.xhtml",
    "json.html",
    "combining.txt",
}


SENTENCE = (
    "The harbour keeps its lamps and its silence, and nobody who lives there has ever asked it for more than that. "
)


def write(folder: Path, seed: int = 7) -> None:
    """Write the files into a folder."""
    for name, data in files(seed):
        (folder / name).write_bytes(data)
    with (folder / "fifty-megabytes.txt").open("wb") as file:
        file.truncate(50_000_000)
    with (folder / "fifty-megabytes.html").open("wb") as file:
        for _ in range(50):
            file.write((b"<p>" + SENTENCE.encode()) * 8_600)


def files(seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents."""
    chance = random.Random(seed)
    for number, ending in enumerate((".txt", ".html", ".md") * 3):
        yield f"random-{number}{ending}", chance.randbytes(200_000)
    paragraph = SENTENCE * 3
    yield "null-bytes.txt", (paragraph + "\0" + paragraph).encode()
    yield "all-null.txt", b"\0" * 100_000
    yield "utf-16.txt", ("\ufeff" + paragraph + "\n\n" + paragraph).encode("utf-16-le")
    yield "huge-line.txt", (SENTENCE * 40_000).encode()
    yield "huge-word.txt", b"a" * 3_000_000
    yield "many-lines.txt", (SENTENCE + "\n").encode() * 60_000
    yield "short-lines.txt", b"word\n" * 300_000
    yield "many-marks.md", b"[" * 100_000 + b"](" * 50_000 + b"*_`" * 50_000
    yield "many-quotes.md", (b">" * 3_000 + b" deep\n\n") * 20
    yield "deep-list.md", b"".join(b"  " * n + b"- item\n" for n in range(600))
    yield "many-shortcodes.md", b"{{ " * 60_000 + b"{% raw %}" * 5_000 + b'{% image "' * 20_000
    yield (
        "many-definitions.md",
        b"".join(b"[a%d]: https://x.example/%d\n" % (n, n) for n in range(30_000)) + b"\ntext [a1]\n",
    )
    yield "wide-table.md", b"|" + b"a|" * 800 + b"\n|" + b"-|" * 800 + (b"\n|" + b"b|" * 800) * 20
    yield "deep.html", b"<div>" * 100_000 + b"text" + b"</div>" * 100_000
    yield "deep-inline.html", b"<p>" + b"<b><i>" * 20_000 + SENTENCE.encode() * 3
    yield "deep-quotes.html", b"<blockquote>" * 5_000 + SENTENCE.encode() * 3
    yield "unclosed.html", (b"<table><tr><td><p>" + SENTENCE.encode()) * 4_000
    yield (
        "many-attributes.html",
        b"<p " + b" ".join(b"a%d='b'" % n for n in range(100_000)) + b">" + SENTENCE.encode() * 3,
    )
    yield "many-elements.html", b"<html><body>" + b"<span>a</span>" * 200_000
    yield "comments.html", b"<!--" * 200_000 + SENTENCE.encode()
    bomb = b'<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
    )
    yield "entities.html", bomb + b"]><html><body><p>&m;</p><p>" + SENTENCE.encode() * 3 + b"</p></body></html>"
    yield (
        "external.xhtml",
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>&x;'
        + SENTENCE.encode() * 3,
    )
    yield (
        "entities.md",
        b"---\na: &a [x,x,x,x]\n"
        + b"".join(
            b"b%d: &b%d [*%s,*%s]\n"
            % (n, n, b"a" if not n else b"b%d" % (n - 1), b"a" if not n else b"b%d" % (n - 1))
            for n in range(40)
        )
        + b"---\ntext\n",
    )
    yield "deep.yaml.md", b"---\na: " + b"[" * 20_000 + b"\n---\ntext\n"
    yield "deep.toml.md", b"+++\na = " + b"[" * 20_000 + b"\n+++\ntext\n"
    yield "wide.yaml.md", b"---\n" + b"".join(b"k%d: v\n" % n for n in range(8_000)) + b"---\n" + paragraph.encode()
    yield (
        "json.html",
        b'<html><head><script type="application/ld+json">'
        + b"[" * 90_000
        + b"</script></head><body><p>"
        + SENTENCE.encode() * 3,
    )
    yield (
        "right-to-left.txt",
        (
            "\u202e" + "هذا نص طويل يكتب من اليمين إلى اليسار ولا ينتهي أبدا، وفيه كلمات كثيرة جدا عن الميناء. " * 40
        ).encode(),
    )
    yield "surrogates.txt", paragraph.encode() + b"\xed\xa0\x80\xed\xb0\x80" + paragraph.encode()
    yield "combining.txt", (paragraph + "a" + "\u0301" * 20_000).encode()
    yield "spaces.txt", b" " * 2_000_000 + SENTENCE.encode()
    yield "dates.txt", b"12 March 2018 " * 40_000
    yield "bylines.txt", b"By Edith Marsh and " * 40_000
    yield "hyphens.txt", b"a-\n" * 200_000
    yield "empty.txt", b""
    yield "blank.html", b"   \n  "


def largest() -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of files that are as large as is taken."""
    many = "\n".join(f"{n} {SENTENCE}" for n in range(19_900)).encode()
    yield "largest.txt", many
    yield "largest.md", many.replace(b"\n", b"\n\n")[:1_100_000]
    yield (
        "largest.html",
        b"<html><body><article>"
        + b"".join(b"<p>%d %s</p>" % (n, SENTENCE.encode()) for n in range(19_900))
        + b"</article></body></html>",
    )
    yield "long-paragraphs.txt", b"\n\n".join((b"%d " % n) + SENTENCE.encode() * 500 for n in range(130))


def limited() -> None:
    # Not the address space, of which Go's runtime, within a library, maps more than it will ever use.
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def imported(folder: Path, toy: Path) -> dict[str, dict[str, Any]]:
    """Return what a process of its own, with bounds, makes of a folder's files."""
    command = [sys.executable, "-m", "edition", "import", str(folder), "--into", str(toy), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=limited, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {Path(one["file"]).name: one for one in json.loads(done.stdout)["files"]}


def test_each_hostile_file_ends_in_an_article_or_a_refusal_with_its_reason(toy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    write(folder)
    results = imported(folder, toy)
    assert set(results) == {path.name for path in folder.iterdir()}
    for name, one in results.items():
        assert bool(one["article"]) != bool(one["refused"]), name
        assert "the article made of it has a fault" not in (one["refused"] or ""), one["refused"]
    assert {name: part in results[name]["refused"] for name, part in REFUSED.items()} == dict.fromkeys(REFUSED, True)
    assert {name for name in TAKEN if results[name]["article"]} == TAKEN
    made = (toy / "articles" / f"{results['external.xhtml']['article']}.md").read_text("utf-8")
    assert results["external.xhtml"]["paragraphs"] == 1
    assert Path("/etc/hostname").read_text().strip() not in made if Path("/etc/hostname").exists() else True
    assert "\0" not in made


@pytest.mark.skipif(not SOAK, reason="files as large as is taken need a minute: make soak")
def test_files_as_large_as_is_taken_stay_within_the_bounds(toy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "largest"
    folder.mkdir()
    for name, data in largest():
        (folder / name).write_bytes(data)
    assert all(one["article"] for one in imported(folder, toy).values())


@pytest.mark.parametrize("seed", range(40 if SOAK else 1))
def test_random_bytes_of_other_seeds(seed: int, toy: Path, tmp_path: Path) -> None:
    folder = tmp_path / "random"
    folder.mkdir()
    for name, data in files(seed):
        if name.startswith("random"):
            (folder / name).write_bytes(data)
    shutil.copy(toy / "articles" / "on-tides.md", folder)
    assert len(imported(folder, toy)) == 10
