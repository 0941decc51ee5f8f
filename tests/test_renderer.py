from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from edition import crew
from edition.cli import main
from edition.faults import FaultsFoundError
from edition.renderer import UNUSED, render_site
from mkdocs.commands.build import build
from mkdocs.config import load_config

Edit = Callable[[Path, str, str], None]
Snapshot = Callable[[Path], dict[str, bytes]]

NOON = 1_700_000_000  # 14 November 2023


def rendered(root: Path, target: Path) -> Path:
    render_site(root, target, "https://toy.example/", NOON)
    return target


def test_the_same_sources_give_the_same_bytes_with_dates_of_the_moment_given(
    built_toy: Path, tmp_path: Path, snapshot: Snapshot
) -> None:
    one = snapshot(rendered(built_toy, tmp_path / "one"))
    two = snapshot(rendered(built_toy, tmp_path / "two"))
    assert one == two
    assert b"<lastmod>2023-11-14</lastmod>" in one["sitemap.xml"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_bytes_are_those_of_mkdocs_build_on_the_compiled_pages(
    ready_toy: Path, tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, edit: Edit, jobs: str
) -> None:
    edit(ready_toy / "docs" / "about.md", "# About", "# About\n\n## One\n\n## Two\n\n## Three\n\n# More")
    assert main(["build", str(ready_toy)]) == 0
    monkeypatch.setattr(crew, "LEAST", 2)
    monkeypatch.setenv("EDITION_JOBS", jobs)
    ours = snapshot(rendered(ready_toy, tmp_path / "ours"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(NOON))
    config = load_config(
        str(ready_toy / "mkdocs.yml"), site_dir=str(tmp_path / "plain"), site_url="https://toy.example/"
    )
    build(config)
    plain = snapshot(tmp_path / "plain")
    assert {name: data for name, data in plain.items() if not name.startswith(UNUSED)} == ours
    assert len(ours) > 40


def test_what_the_pages_do_not_use_is_left_out(built_toy: Path, tmp_path: Path) -> None:
    site = rendered(built_toy, tmp_path / "site")
    assert not (site / "assets" / "javascripts").exists()
    assert not (site / "assets" / "images" / "favicon.png").exists()
    assert list((site / "assets" / "stylesheets").glob("main.*.css"))


def test_the_address_given_stands_in_the_pages(built_toy: Path, tmp_path: Path) -> None:
    render_site(built_toy, tmp_path / "site", "https://example.org/a/b/", NOON)
    text = (tmp_path / "site" / "articles" / "on-tides" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/a/b/articles/on-tides/">' in text


def test_environment_and_log_are_as_they_were_afterwards(
    built_toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getLogger("mkdocs")
    before = log.level, log.propagate, list(log.handlers)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    rendered(built_toy, tmp_path / "one")
    assert os.environ["SOURCE_DATE_EPOCH"] == "1"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    rendered(built_toy, tmp_path / "two")
    assert "SOURCE_DATE_EPOCH" not in os.environ
    assert (log.level, log.propagate, list(log.handlers)) == before


def test_every_warning_of_mkdocs_is_a_fault_at_the_line_it_speaks_of(ready_toy: Path, tmp_path: Path) -> None:
    page = ready_toy / "build" / "docs" / "about.md"
    for path in (page, ready_toy / "docs" / "about.md"):
        path.write_text("# A\n\n[one](nowhere.md)\n\n![two](no.png)\n", "utf-8")
    with pytest.raises(FaultsFoundError) as error:
        rendered(ready_toy, tmp_path / "site")
    assert [str(fault.place) for fault in error.value.faults] == [
        "docs/about.md:3:7",
        "docs/about.md:5:8",
    ]
    assert all("mend the page [mkdocs]" in str(fault) for fault in error.value.faults)


def test_a_configuration_that_cannot_be_used_is_a_fault(ready_toy: Path, tmp_path: Path, edit: Edit) -> None:
    edit(ready_toy / "mkdocs.yml", "nav:\n", "plugins: [nothing-of-this-name]\nnav:\n")
    with pytest.raises(FaultsFoundError, match=r"mkdocs.yml:1:1: .*nothing-of-this-name.*configuration \[mkdocs\]"):
        rendered(ready_toy, tmp_path / "site")


def test_a_page_written_by_hand_may_link_to_a_paragraph(ready_toy: Path, edit: Edit) -> None:
    edit(ready_toy / "docs" / "about.md", "articles/on-tides.md", "articles/on-tides.md#p2a")
    assert main(["build", str(ready_toy)]) == 0


def test_a_full_disk_is_told_as_such(built_toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x")

    monkeypatch.setattr(os, "makedirs", full)
    with pytest.raises(FaultsFoundError) as caught:
        rendered(built_toy, tmp_path / "site")
    assert str(caught.value.faults[0]).startswith("build:1:1: ")
    assert "No space left on device: 'x'; see that there is room" in str(caught.value.faults[0])
