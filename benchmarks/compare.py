"""Build synthetic editions with this program and with plain MkDocs and Material, in one run, and print the ratios.

Usage: python benchmarks/compare.py SIZE [SIZE …]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import synthetic


@dataclass(frozen=True)
class Cost:
    """What a command cost: seconds of wall and processor time, peak memory in MB, output in MB."""

    wall: float
    cpu: float
    memory: float
    output: float


def measure(command: list[str], folder: Path, site: Path) -> Cost:
    """Run a command in a folder and return its cost; exits with its output where it fails."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            sys.exit(said.read().decode(errors="replace"))
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, size / 1e6)


def main() -> None:
    """Measure each size named on the command line."""
    print("articles | what | wall s | cpu s | peak MB | site MB")
    print("-|-|-|-|-|-")
    for size in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as held:
            ours, plain = Path(held, "ours"), Path(held, "plain")
            ours.mkdir()
            plain.mkdir()
            synthetic.write_edition(ours, size)
            synthetic.write_plain(plain, size)
            rows = {
                "this edition, full build": measure([sys.executable, "-m", "edition", "build"], ours, ours / "site"),
                "this edition, nothing changed": measure(
                    [sys.executable, "-m", "edition", "build"], ours, ours / "site"
                ),
                "plain Material": measure([sys.executable, "-m", "mkdocs", "build", "-q"], plain, plain / "site"),
            }
        for name, cost in rows.items():
            print(f"{size} | {name} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.memory:.0f} | {cost.output:.1f}")
        ratio = rows["this edition, full build"].wall / rows["plain Material"].wall
        print(f"{size} | ratio of wall times, full build to plain | {ratio:.2f} | | |", flush=True)


if __name__ == "__main__":
    main()
