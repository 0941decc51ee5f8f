from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from edition import __version__, digest, pipeline, reference, serve
from edition.cli import main

Edit = Callable[[Path, str, str], None]


def test_a_build_says_what_each_stage_did_and_where_the_edition_stands(
    toy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(toy), "--published"]) == 0
    lines = capsys.readouterr().out.splitlines()
    stages = [
        "read",
        "check",
        "annotate",
        "relate",
        "write pages",
        "render",
        "versions",
        "check site",
        "put in place",
    ]
    assert [line[:13].strip() for line in lines[:-1]] == stages
    assert lines[-1] == f"The edition stands in {toy / 'site'} (see it with: edition serve)"


def test_a_site_may_be_put_elsewhere(toy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(toy), "--site", str(tmp_path / "public")]) == 0
    assert (tmp_path / "public" / "index.html").is_file()
    assert not (toy / "site").exists()
    assert capsys.readouterr().out.endswith(f"The edition stands in {tmp_path / 'public'}\n")


def test_the_folder_is_the_present_one_where_none_is_named(
    toy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(toy)
    assert main(["check"]) == 0
    assert capsys.readouterr().out.endswith("No faults in 5 articles\n")
    assert sorted(path.name for path in toy.iterdir()) == ["articles", "docs", "mkdocs.yml", "witnesses"]


def test_faults_go_to_standard_error_with_their_number(
    toy: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(toy / "articles" / "lamp-oil.md", "kind: editorial", "kind: essay")
    assert main(["check", str(toy)]) == 1
    told = capsys.readouterr()
    assert "articles/lamp-oil.md:6:7:" not in told.out
    assert told.err.startswith("articles/lamp-oil.md:6:7: 'kind' cannot be 'essay'; ")
    assert told.err.endswith("\n1 fault; nothing was changed in the finished site\n")


def test_a_folder_without_an_edition_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(tmp_path / "nowhere")]) == 1
    assert "is not the folder of an edition" in capsys.readouterr().err


def test_an_interrupted_command_says_so(
    toy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", interrupted)
    assert main(["build", str(toy)]) == 130
    assert capsys.readouterr().err == "stopped; the finished site is as it was\n"


def test_a_reader_who_has_seen_enough_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> str:
        raise BrokenPipeError

    monkeypatch.setattr(reference, "text", closed)
    assert main(["reference"]) == 0


def test_serve_gets_folder_and_port(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[Path, int]] = []
    kinds: list[dict[str, object]] = []

    def served(root: Path, port: int, _: object, **kind: object) -> None:
        called.append((root, port))
        kinds.append(kind)

    monkeypatch.setattr(serve, "serve", served)
    assert main(["serve", str(toy), "--port", "8123"]) == 0
    assert called == [(toy, 8123)]
    assert main(["serve", str(toy), "--published"]) == 0
    assert main(["serve", str(toy), "--witnesses", str(toy / "docs")]) == 0
    shutil.rmtree(toy / "witnesses")
    assert main(["serve", str(toy)]) == 0
    assert kinds == [
        {"witnesses": toy / "witnesses", "with_drafts": True},
        {"witnesses": None, "with_drafts": False},
        {"witnesses": toy / "docs", "with_drafts": True},
        {"witnesses": None, "with_drafts": True},
    ]


def test_the_reference_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reference"]) == 0
    assert capsys.readouterr().out == reference.text()


def test_the_digests_of_a_text_are_printed(toy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = toy / "witnesses" / "oil.txt"
    assert main(["digest", str(path)]) == 0
    text = path.read_text("utf-8").splitlines()
    assert capsys.readouterr().out.splitlines() == [
        f"{digest.of_bytes(path.read_bytes())}  (the file)",
        f"{digest.of_paragraph(text[0])}  Lamp oil has gone up again. The lamps of",
        f"  sentences: [{', '.join(digest.of_sentences(text[0]))}]",
        f"{digest.of_paragraph(text[1])}  Skippers who come in later are asked to ",
        f"  sentences: [{', '.join(digest.of_sentences(text[1]))}]",
    ]
    assert main(["digest", str(toy / "nowhere.txt")]) == 1
    assert "nowhere.txt:1:1: the file cannot be read (No such file or directory)" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [[], ["bild"], ["build", "a", "b"], ["serve", "--port", "x"], ["init"]])
def test_a_wrong_command_line_ends_with_status_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(argv)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: edition")


def test_help_and_version_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--version"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out == f"edition {__version__}\n"
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(
        command in told
        for command in ("build", "check", "serve", "new", "status", "suggest", "init", "digest", "reference")
    )


def test_the_module_and_the_build_script_are_the_same_program() -> None:
    script = Path(__file__).parent.parent / "scripts" / "build.py"
    for command in ([sys.executable, "-m", "edition"], [sys.executable, str(script)]):
        done = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True)
        assert done.stdout.startswith("usage: edition")
