"""Build synthetic editions with this program and with plain MkDocs and Material, in one run, and print the ratios.

Usage: python benchmarks/compare.py [--plot FILE.svg] SIZE [SIZE …]

(a) is this edition in full: check, annotate, relate, pages, data files, render, site check. (b) is MkDocs with
Material and no search plugin on the same text, links and paragraph ids as Markdown. Memory is what all processes of a
build together have to themselves (PSS), looked at ten times a second.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import synthetic

FULL, SAME, EDIT, PLAIN = "(a) full build", "(a) nothing changed", "(a) one article edited", "(b) plain Material"


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
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, env=environment, start_new_session=True
        )
        memory, status = 0.0, 0
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            memory = max(memory, _memory(process.pid))
            time.sleep(0.1)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(said.read().decode(errors="replace"))
        if "-v" in sys.argv:
            said.seek(0)
            print(said.read().decode(), file=sys.stderr)
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory, size / 1e6)


def _memory(session: int) -> float:
    """Return how much memory the processes of a session share between them, in MB."""
    total = 0
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getsid(int(entry.name)) == session:
                text = (entry / "smaps_rollup").read_text()
                total += int(text.partition("\nPss:")[2].split()[0])
        except (OSError, IndexError):
            continue  # it has ended
    return total / 1024


def edit(path: Path, word: str) -> None:
    """Put a word into the last paragraph of an article."""
    head, mark, rest = path.read_text().rpartition("\n{: #")
    path.write_text(f"{head} {word}{mark}{rest}")


def run(size: int) -> dict[str, Cost]:
    """Measure everything at one size."""
    with tempfile.TemporaryDirectory() as held:
        ours, plain = Path(held, "ours"), Path(held, "plain")
        ours.mkdir()
        plain.mkdir()
        synthetic.write_edition(ours, size)
        synthetic.write_plain(plain, size)
        build = [sys.executable, "-m", "edition", "build"]
        found = {FULL: measure(build, ours, ours / "site"), SAME: measure(build, ours, ours / "site")}
        edit(ours / "articles" / f"article-{size // 2}.md", "reconsidered")
        found[EDIT] = measure(build, ours, ours / "site")
        found[PLAIN] = measure([sys.executable, "-m", "mkdocs", "build", "-q"], plain, plain / "site")
    return found


def main() -> None:
    """Measure each size named on the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("-v", action="store_true", help="also print what each build said")
    arguments = parser.parse_args()
    print("| articles | what | wall s | cpu s | peak MB | site MB | of (b)’s wall | of (a)’s full build |")
    print("|-:|-|-:|-:|-:|-:|-:|-:|")
    found: dict[int, dict[str, Cost]] = {}
    for size in arguments.sizes:
        found[size] = run(size)
        full, plain = found[size][FULL].wall, found[size][PLAIN].wall
        for name, cost in found[size].items():
            print(
                f"| {size} | {name} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.memory:.0f} | {cost.output:.1f} | "
                f"{cost.wall / plain:.2f} | {cost.wall / full:.3f} |",
                flush=True,
            )
    for one, other in zip(arguments.sizes, arguments.sizes[1:], strict=False):
        for name in (FULL, EDIT, PLAIN):
            grown = found[other][name].wall / found[one][name].wall
            print(f"\nFrom {one} to {other} articles {name} takes {grown:.1f} times as long.")
    if arguments.plot:
        arguments.plot.write_text(plot(found))


def plot(found: dict[int, dict[str, Cost]]) -> str:
    """Return a plot of wall times over sizes, both in logarithms, as SVG."""
    import math

    times = [cost.wall for costs in found.values() for cost in costs.values()]
    left, right = math.log10(min(found)), math.log10(max(max(found), min(found) * 10))
    low, high = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))

    def at(size: float, seconds: float) -> tuple[float, float]:
        x = 70 + 500 * (math.log10(size) - left) / (right - left)
        return x, 330 - 300 * (math.log10(seconds) - low) / (high - low)

    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 380" font-family="sans-serif" font-size="12">']
    for power in range(low, high + 1):
        y = at(10**left, 10**power)[1]
        lines.append(f'<path d="M70 {y:.0f}H570" stroke="#ccc"/>')
        lines.append(f'<text x="62" y="{y + 4:.0f}" text-anchor="end">{10**power:g} s</text>')
    lines += [
        f'<text x="{at(size, 1)[0]:.0f}" y="352" text-anchor="middle">{size:,} articles</text>' for size in found
    ]
    styles = {FULL: "#8f2a1c", SAME: "#999", EDIT: "#1c5f8f", PLAIN: "#333"}
    for name, colour in styles.items():
        points = [at(size, costs[name].wall) for size, costs in found.items()]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        lines.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
        lines.append(f'<text x="{points[-1][0] + 10:.0f}" y="{points[-1][1] + 4:.0f}" fill="{colour}">{name}</text>')
    return "\n".join([*lines, "</svg>\n"])


if __name__ == "__main__":
    main()
