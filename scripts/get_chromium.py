"""Find a Chromium for the browser tests, or install one, and print its path: ``python scripts/get_chromium.py``.

Looked for in this order: what the environment variable EDITION_CHROMIUM names, Playwright's own download, and
``chromium``, ``chromium-browser`` or ``google-chrome`` on the PATH. Where none of them starts, Playwright's download
is tried, then the system's package. A browser counts as found only after it has started once.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import BrowserType, Error, sync_playwright

VARIABLE = "EDITION_CHROMIUM"
ON_PATH = ("chromium", "chromium-browser", "google-chrome")
START_LIMIT = 30_000  # milliseconds for a browser to start
INSTALL_LIMIT = 300  # seconds for one command that installs
HELP = f"""\
No Chromium for the browser tests. Tried:
{{tried}}
Any one of these helps:
  - install Chromium or Google Chrome with the system's packages (Debian, Ubuntu: apt-get install chromium)
  - let Playwright download one: python -m playwright install --with-deps chromium
  - name one that is there: {VARIABLE}=/path/to/chromium make test
  - leave the browser tests out, knowingly: pytest -m "not browser\""""


class NoChromiumError(Exception):
    """No browser starts; `tried` has a line for each thing that was tried."""

    def __init__(self, tried: list[str]) -> None:
        super().__init__(HELP.format(tried="\n".join(f"  - {line}" for line in tried)))
        self.tried = tried


def find() -> Path:
    """Return the first Chromium that starts, installing nothing; raises NoChromiumError where none does.

    What EDITION_CHROMIUM names is the only one looked at, so that a wish that cannot be met is not passed over.
    """
    tried = []
    with sync_playwright() as playwright:
        for origin, path in _candidates(playwright.chromium):
            why = _fault(playwright.chromium, path) if path else "not there"
            if path and not why:
                return path
            tried.append(f"{origin}{f' ({path})' if path else ''}: {why}")
    raise NoChromiumError(tried)


def _candidates(kind: BrowserType) -> Iterator[tuple[str, Path | None]]:
    if named := os.environ.get(VARIABLE):
        yield VARIABLE, Path(named)
        return
    own = Path(kind.executable_path)
    yield "Playwright’s own download", own if own.is_file() else None
    for name in ON_PATH:
        found = shutil.which(name)
        yield f"{name} on the PATH", Path(found) if found else None


def _fault(kind: BrowserType, path: Path) -> str:
    """Start a browser once; return why it does not start, or nothing where it does."""
    try:
        browser = kind.launch(executable_path=path, timeout=START_LIMIT)
        browser.new_page().goto("about:blank")
        browser.close()
    except Error as error:
        lines = [line for line in error.message.splitlines() if "<launching>" not in line]
        return f"does not start ({' '.join(' '.join(lines).split())[:400]})"
    return ""


def install_by_playwright() -> str:
    """Have Playwright download its Chromium; return how that went."""
    return f"download by Playwright: {_run([sys.executable, '-m', 'playwright', 'install', 'chromium'])}"


def install_by_apt() -> str:
    """Install the system's package where there is apt-get and the right to use it; return how that went."""
    if not shutil.which("apt-get"):
        return "package by apt-get: there is no apt-get"
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if prefix and (not shutil.which("sudo") or _run([*prefix, "true"]) != "done"):
        return "package by apt-get: not root, and sudo not to be had without a password"
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=60"]
    _run([*apt, "update"])  # where it fails, an older list of packages may still do
    return f"package by apt-get: {_run([*apt, 'install', '-y', 'chromium'])}"


def _run(command: list[str]) -> str:
    """Run a command within the time limit; return how it went, and show what it said where it went wrong."""
    print(f"{' '.join(command)} ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            code = process.wait(INSTALL_LIMIT)
            outcome = f"exit code {code}" if code else "done"
        except subprocess.TimeoutExpired:
            with contextlib.suppress(PermissionError):  # a process of sudo's is not ours to stop
                os.killpg(process.pid, signal.SIGKILL)
            outcome = f"stopped after {INSTALL_LIMIT} s"
        if outcome != "done":
            said.seek(0)
            print(said.read(), file=sys.stderr)
    return outcome


INSTALLERS: tuple[Callable[[], str], ...] = (install_by_playwright, install_by_apt)


def main() -> int:
    """Print the path of a Chromium that starts, installed if need be; return 1 where there is none."""
    installers = iter(() if os.environ.get(VARIABLE) else INSTALLERS)
    installed: list[str] = []
    while True:
        try:
            print(find())
            return 0
        except NoChromiumError as error:
            install = next(installers, None)
            if install is None:
                print(NoChromiumError(error.tried + installed), file=sys.stderr)
                return 1
            installed.append(install())


if __name__ == "__main__":
    sys.exit(main())
