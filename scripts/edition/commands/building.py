"""Building, checking and showing an edition."""

from __future__ import annotations

import argparse
from pathlib import Path

from edition import pipeline, serve, witness
from edition.commands.command import Commands, folder, say
from edition.model.draft import lacking
from edition.model.edition import Edition

_BUILD = """\
Build the site into site/. Where the folder witnesses/ holds texts of its articles, a private reading copy with these
texts is built as well, into reading-copy/site, and site/ holds nothing of them.
"""


def add(commands: Commands) -> None:
    """Add `build`, `check` and `serve`."""
    build = commands.add("build", _build, "build the site")
    build.description = _BUILD
    folder(build)
    build.add_argument("--site", type=Path, metavar="FOLDER", help="where the one site that is built goes")
    _witnesses(build, "build only a private reading copy, with the texts in FOLDER")
    checked = commands.add("check", _check, "check articles and authority files without building")
    folder(checked)
    checked.add_argument("--notices", action="store_true", help="also print what is worth a look and stops nothing")
    served = commands.add("serve", _serve, "show the site on this machine and rebuild it after each change")
    served.description = "Show the site on localhost, with drafts and the texts in witnesses/, rebuilt as you write."
    folder(served)
    served.add_argument("--port", type=int, default=8000, help="port on localhost (8000)")
    _witnesses(served, "show the texts in FOLDER (witnesses/)")


def _witnesses(sub: argparse.ArgumentParser, what: str) -> None:
    which = sub.add_mutually_exclusive_group()
    which.add_argument("--witnesses", type=_folder, metavar="FOLDER", help=what)
    which.add_argument(
        "--published", action="store_true", help="as it is published: without the texts in witnesses/ and drafts"
    )


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return path.resolve()


def _at_hand(root: Path) -> Path | None:
    """Return the folder of witnesses that is used without being asked, where it holds any text."""
    folder = root / witness.FOLDER
    return folder if any(folder.glob("*.txt")) else None


def _build(arguments: argparse.Namespace) -> None:
    root: Path = arguments.folder.resolve()
    site: Path | None = arguments.site and arguments.site.resolve()
    if arguments.witnesses:
        _say_where(pipeline.build(root, say, site, witnesses=arguments.witnesses))
        return
    built = pipeline.build(root, say, site)
    _say_where(built, hint=site is None)
    witnesses = None if arguments.published or site else _at_hand(root)
    if witnesses:
        print(f"There are texts in {witnesses.name}/; the reading copy:")
        _say_where(pipeline.build(root, say, witnesses=witnesses))


def _say_where(built: pipeline.Built, *, hint: bool = False) -> None:
    if built.private:
        print(f"A private reading copy with the texts of {_articles(built.edition)} stands in {built.site}")
        return
    print(f"The edition stands in {built.site}{' (see it with: edition serve)' if hint else ''}")


def _articles(edition: Edition) -> str:
    number = sum(article.id in edition.texts for article in edition.articles)
    return "1 article" if number == 1 else f"{number} articles"


def _check(arguments: argparse.Namespace) -> None:
    root: Path = arguments.folder.resolve()
    read = pipeline.read_and_check(root, say, witnesses=_at_hand(root))
    for notice in read.notices if arguments.notices else ():
        print(notice)
    for draft in read.edition.drafts:
        print(f"{draft.source.path}: draft; {'; '.join((*draft.matter.draft, *_missing(draft.source.data)))}")
    more = f"; {len(read.notices)} notices (edition check --notices)" if read.notices else ""
    drafts = len(read.edition.drafts)
    unfinished = f"; {'1 draft is' if drafts == 1 else f'{drafts} drafts are'} not published" if drafts else ""
    print(f"No faults in {len(read.edition.articles)} articles{unfinished}{more}")


def _missing(data: object) -> list[str]:
    fields = lacking(data) if isinstance(data, dict) else ()
    return [f"not given yet: {', '.join(fields)}"] if fields else []


def _serve(arguments: argparse.Namespace) -> None:
    root: Path = arguments.folder.resolve()
    witnesses = None if arguments.published else arguments.witnesses or _at_hand(root)
    serve.serve(root, arguments.port, say, witnesses=witnesses, with_drafts=not arguments.published)
