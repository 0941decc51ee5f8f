"""The package as it is installed, not the checkout: built, unpacked elsewhere, and run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which the wheel was unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    shutil.copytree(ROOT / "scripts", source / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (wheel,) = (folder / "dist").glob("edition-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def run(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the unpacked package; -S, so that the editable installation is not found before it."""
    path = os.pathsep.join([str(unpacked), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    environment = {key: value for key, value in os.environ.items() if key != "SITE_URL"} | {"PYTHONPATH": path}
    command = [sys.executable, "-S", *arguments]
    return subprocess.run(command, env=environment, cwd=unpacked.parent, capture_output=True, text=True, check=False)


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(unpacked: Path) -> None:
    package = ROOT / "scripts" / "edition"
    expected = {p.relative_to(package).as_posix() for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc"}
    found = {p.relative_to(unpacked / "edition").as_posix() for p in (unpacked / "edition").rglob("*") if p.is_file()}
    assert found == expected
    assert {path.name.split("-")[0] for path in unpacked.iterdir()} == {"edition"}


def test_the_unpacked_package_is_the_one_that_runs(unpacked: Path) -> None:
    done = run(unpacked, "-c", "import edition; print(edition.__file__)")
    assert Path(done.stdout.strip()) == unpacked / "edition" / "__init__.py"


def test_the_unpacked_package_makes_an_edition_and_builds_it(unpacked: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "mine")
    for command in ("init", "build"):
        done = run(unpacked, "-m", "edition", command, folder)
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "mine" / "site" / "index.html").is_file()
    assert (tmp_path / "mine" / ".gitignore").is_file()
