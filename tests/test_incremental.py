"""A build that goes on from the last one gives the bytes of a build from the ground, whatever was edited between."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from edition import crew, pipeline
from edition.compiler import DATA
from edition.faults import FaultsFoundError
from edition.incremental import keeper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Snapshot = Callable[[Path], dict[str, bytes]]
Edit = Callable[[Path, random.Random], None]

WORDS = "oil lamp tide nets Ada Moon harbour dues “smoke” 灯台 net* _tide_ & <b> tides 2019".split()  # noqa: SIM905
SOURCES = ("articles", "docs", "witnesses")
GROUPS = 5  # so that workers of pytest can share the sequences
EACH = 110 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 5


def silent(_: str) -> None:
    pass


def articles(root: Path) -> list[Path]:
    return sorted((root / "articles").glob("*.md"))


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def edit_words(root: Path, chance: random.Random) -> None:
    """Put a word somewhere into the body of an article."""
    for path in chance.sample(articles(root), min(1, len(articles(root)))):
        head, mark, body = path.read_text("utf-8").rpartition("---\n")
        words = body.split(" ")
        words.insert(chance.randrange(len(words)), chance.choice(WORDS))
        path.write_text(head + mark + " ".join(words), "utf-8")


def edit_in_silence(root: Path, chance: random.Random) -> None:
    """Change letters of an article and leave its size and its times as they were."""
    for path in chance.sample(articles(root), min(1, len(articles(root)))):
        stat = path.stat()
        head, mark, body = path.read_text("utf-8").rpartition("---\n")
        path.write_text(head + mark + body.replace("e", "a", 1), "utf-8")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def edit_head(root: Path, chance: random.Random) -> None:
    """Change a date, a title, a layer's language or the topics of an article."""
    for path in chance.sample(articles(root), min(1, len(articles(root)))):
        old, new = chance.choice(
            [
                ("  text: ", "  text: New "),
                ("  date: 20", "  date: 19"),
                ("  date: 19", "  date: 20"),
                ("topics: [", "topics: [nets, "),
                ("kind: ", "kind: column #"),
                ("status: ", "status: supplied #"),
                ("outlet: ", "outlet: shore-post #"),
            ]
        )
        rewrite(path, lambda text, old=old, new=new: text.replace(old, new, 1))  # type: ignore[misc]


def add_article(root: Path, chance: random.Random) -> None:
    """Add an article that is like another."""
    for path in chance.sample(articles(root), min(1, len(articles(root)))):
        name = f"new-{chance.randrange(4)}"
        text = path.read_text("utf-8").replace(f"id: {path.stem}", f"id: {name}", 1)
        (root / "articles" / f"{name}.md").write_text(text, "utf-8")


def delete_article(root: Path, chance: random.Random) -> None:
    """Take an article out."""
    for path in chance.sample(articles(root), min(1, len(articles(root)))):
        path.unlink()


def rename_article(root: Path, chance: random.Random) -> None:
    """Give an article another id."""
    for path in chance.sample(articles(root), min(1, len(articles(root)))):
        name = f"other-{chance.randrange(4)}"
        if not path.with_stem(name).exists():
            rewrite(path, lambda text, old=path.stem, new=name: text.replace(f"id: {old}", f"id: {new}", 1))  # type: ignore[misc]
            path.rename(path.with_stem(name))


def edit_record(root: Path, chance: random.Random) -> None:
    """Change, add or delete a record or topic."""
    path = chance.choice(sorted((root / "articles" / "authority").glob("*.yml")))
    held = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) or {}
    key = chance.choice(sorted(held)) if held else "none"
    record = held.get(key, {})
    what = chance.randrange(5)
    if what == 0:
        for field in ("name", "label"):
            if field in record:
                record[field] += " II"
    elif what == 1 and path.stem != "topics":
        record["description"] = f"Changed {chance.randrange(9)}."
    elif what == 2 and path.stem == "topics":
        record["forms"] = {"same": [chance.choice(WORDS).strip("“”*_<>&") or "x"]}
    elif what == 3:
        held.pop(key, None)
    else:
        held[f"added-{chance.randrange(3)}"] = record
    path.write_text(yaml.safe_dump(held, allow_unicode=True, sort_keys=False), "utf-8")


def edit_names(root: Path, chance: random.Random) -> None:
    """Let a file of records come or go, or give a record a name that stands in texts."""
    path = root / "articles" / "authority" / "places.yml"
    if path.exists() and chance.random() < 0.3:
        path.unlink()
    else:
        path.write_text(f"harbour:\n  name: {chance.choice(['harbour', 'Oil', 'tide'])}\n", "utf-8")


def edit_template(root: Path, chance: random.Random) -> None:
    """Lay a template of the edition's own over the program's, or take it away."""
    name = chance.choice(["article/text.html", "home.html", "parts.html", "topic.html"])
    own = root / "docs" / "overrides" / "templates" / name
    if own.exists():
        own.unlink()
    else:
        own.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DATA / "templates" / name, own)
        rewrite(own, lambda text: f"{text}<!-- {chance.randrange(3)} -->")


def edit_theme(root: Path, chance: random.Random) -> None:
    """Lay a part of the theme over the program's, or take it away."""
    own = root / "docs" / "overrides" / "theme" / "partials" / "footer.html"
    if own.exists() and chance.random() < 0.5:
        own.unlink()
    else:
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f"<footer>{chance.choice(['foot', '{{ pages | length }}'])}</footer>", "utf-8")


def edit_settings(root: Path, chance: random.Random) -> None:
    """Change the configuration."""
    old, new = chance.choice(
        [
            ("version: ", "version: 1"),
            ("short_title: ", "short_title: The "),
            ("site_url: https://", "site_url: https://www."),
            ("nav:\n", "nav:\n  - Lamp: articles/lamp-oil.md\n"),
            ("site_author: ", "site_author: Two "),
        ]
    )
    rewrite(root / "mkdocs.yml", lambda text: text.replace(old, new, 1))


def edit_page(root: Path, chance: random.Random) -> None:
    """Add, change or delete a page written by hand, or an asset."""
    path = root / "docs" / chance.choice(["more.md", "about.md", "sub/more.md", "assets/edition.css", "plain.html"])
    if path.exists() and chance.random() < 0.4:
        path.unlink()
        return
    path.parent.mkdir(exist_ok=True)
    link = chance.choice(["", "[one](articles/on-tides.md#p1)", "[none](no.md)", "[css](assets/edition.css)"])
    text = f"# More {chance.randrange(9)}\n\n{link}\n" if path.suffix == ".md" else f"<!-- {chance.randrange(9)} -->"
    path.write_text(text, "utf-8")


def damage(root: Path, chance: random.Random) -> None:
    """Delete, cut or alter something that the program made for itself."""
    made = [path for path in (root / "build").rglob("*") if path.is_file()] if (root / "build").exists() else []
    caches = [path for path in made if "cache" in path.parts]
    if not made or chance.random() < 0.15:
        shutil.rmtree(root / "build", ignore_errors=True)
        return
    path = chance.choice(caches if caches and chance.random() < 0.6 else made)
    data = path.read_bytes()
    at = chance.randrange(len(data) + 1)
    what = chance.randrange(3)
    path.write_bytes(data[:at] if what else data[:at] + b"?" + data[at + 1 :])
    if what == 2:
        path.unlink()


def tamper(root: Path, chance: random.Random) -> None:
    """Change, delete or add a file of the finished site."""
    site = root / "site"
    files = [path for path in site.rglob("*") if path.is_file()] if site.exists() else []
    if not files or chance.random() < 0.1:
        shutil.rmtree(site, ignore_errors=True)
        return
    path = chance.choice(files)
    if chance.random() < 0.4:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b"<!-- tampered -->")
    (site / "stray.html").write_text("stray", "utf-8")


def nothing(root: Path, chance: random.Random) -> None:
    """Build again."""


EDITS: tuple[Edit, ...] = (
    edit_words,
    edit_in_silence,
    edit_head,
    add_article,
    delete_article,
    rename_article,
    edit_record,
    edit_names,
    edit_template,
    edit_theme,
    edit_settings,
    edit_page,
    damage,
    tamper,
    nothing,
)
UPGRADE = len(EDITS)


def outcome(root: Path, snapshot: Snapshot) -> list[str] | dict[str, bytes]:
    """Build; return the files of the site, or the faults."""
    try:
        pipeline.build(root, silent)
    except FaultsFoundError as error:
        return [str(fault).replace(str(root), "") for fault in error.faults]
    return snapshot(root / "site")


def from_the_ground(root: Path, other: Path, snapshot: Snapshot) -> list[str] | dict[str, bytes]:
    """Return what a build gives of a copy of the sources alone."""
    shutil.rmtree(other, ignore_errors=True)
    other.mkdir()
    for name in SOURCES:
        shutil.copytree(root / name, other / name)
    shutil.copy(root / "mkdocs.yml", other)
    return outcome(other, snapshot)


def agree(went_on: list[str] | dict[str, bytes], anew: list[str] | dict[str, bytes]) -> None:
    if isinstance(went_on, dict) and isinstance(anew, dict):
        assert went_on.keys() == anew.keys()
        assert [name for name, data in anew.items() if went_on[name] != data] == []
    else:
        assert went_on == anew


@pytest.mark.parametrize("group", range(GROUPS))
@given(steps=st.lists(st.tuples(st.integers(0, UPGRADE), st.integers(0, 2**20)), min_size=1, max_size=3))
@settings(max_examples=EACH, suppress_health_check=list(HealthCheck))
def test_a_build_that_goes_on_gives_what_one_from_the_ground_gives(
    group: int,
    steps: list[tuple[int, int]],
    built_toy: Path,
    tmp_path_factory: pytest.TempPathFactory,
    snapshot: Snapshot,
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    root = Path(shutil.copytree(built_toy, folder / "toy"))
    with pytest.MonkeyPatch.context() as patch:
        if group == 1:
            patch.setattr(crew, "LEAST", 8)
            patch.setenv("EDITION_JOBS", "2")
        for number, seed in steps:
            edit = (number + 3 * group) % (UPGRADE + 1)
            if edit == UPGRADE:
                patch.setattr(keeper, "salt", lambda seed=seed: str(seed).encode())
            else:
                EDITS[edit](root, random.Random(f"{group} {seed}"))
            went_on = outcome(root, snapshot)
        agree(went_on, from_the_ground(root, folder / "other", snapshot))
    shutil.rmtree(folder)
