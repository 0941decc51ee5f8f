"""Ask PyPI whether packages in the lock files have known vulnerabilities: ``python scripts/audit.py [LOCK …]``.

pip-audit asks; it is run by uv in an environment of its own, so that what audits is not among what is audited. Ends
with 1 where a vulnerability is known. Where PyPI cannot be asked, or knows nothing of a package (a mirror may serve
packages alone), that is said, and is no failure: a test that needs the network proves nothing when there is none.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

TOOL = "pip-audit==2.10.1"
LOCKS = ("requirements.lock", "requirements-dev.lock")
OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner=off", "--format=json")
LIMIT = 300  # seconds for one lock file


def main(locks: list[str]) -> int:
    """Audit lock files; return 1 where any of them has a known vulnerability."""
    status = 0
    for lock in locks or LOCKS:
        vulnerable, lines = verdict(lock, ask(Path(lock)))
        print("\n".join(lines))
        status = status or int(vulnerable)
    return status


def ask(lock: Path) -> dict[str, Any] | str:
    """Return pip-audit's report on a lock file, or its last words where it could not make one."""
    uv = Path(sys.executable).with_name("uv")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(uv), "tool", "run", "--isolated", TOOL, "-r", str(lock), *OPTIONS, f"--output={report}"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT)
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        try:
            found: dict[str, Any] = json.loads(report.read_bytes())
        except (OSError, ValueError):
            return done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "it said nothing"
    return found


def verdict(lock: str, report: dict[str, Any] | str) -> tuple[bool, list[str]]:
    """Return whether a report tells of a vulnerability, and what to say of it."""
    if isinstance(report, str):
        return False, [f"{lock}: NOT AUDITED, pip-audit could not ask: {report}"]
    packages = report["dependencies"]
    skipped = [one["name"] for one in packages if "skip_reason" in one]
    known = [(one, vulnerability) for one in packages for vulnerability in one.get("vulns", ())]
    lines = [
        f"{lock}: {one['name']} {one['version']}: {vulnerability['id']}; "
        f"mended in {', '.join(vulnerability['fix_versions']) or 'no version yet'}"
        for one, vulnerability in known
    ]
    asked = len(packages) - len(skipped)
    if skipped:
        lines.append(
            f"{lock}: NOT AUDITED are {len(skipped)} of {len(packages)} packages, of which PyPI told nothing"
        )
    lines.append(f"{lock}: {len(known)} known vulnerabilities in the {asked} packages that PyPI was asked about")
    return bool(known), lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
