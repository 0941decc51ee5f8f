"""Import a folder of files into a new edition, build it, and print what each cost; then look for likeness among many.

Usage: python benchmarks/import.py FOLDER [OPTION OF `edition import` …]

Without options the files are taken as texts that may be carried (CC0), from an outlet of the folder's name.
The second table shelves synthetic articles of 700 words and looks one up: the cost of seeing whether a text is there.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from compare import measure
from edition.importing.likeness import Shelf

NEEDED = ["--rights", "CC0-1.0", "--kind", "column"]


def main() -> None:
    """Measure the folder named on the command line."""
    source = Path(sys.argv[1]).resolve()
    options = sys.argv[2:] or [*NEEDED, "--outlet", source.name]
    with tempfile.TemporaryDirectory() as held:
        root = Path(held, "edition")
        subprocess.run([sys.executable, "-m", "edition", "init", str(root)], check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, "-m", "edition", "import", str(source), "--into", str(root), *options]
        told = subprocess.run([*command, "--dry-run", "--json"], check=False, capture_output=True, text=True)
        files = json.loads(told.stdout)["files"]
        cost = measure(command, root, root / "articles")
        print("what | files | articles | drafts | refused | wall s | cpu s | peak MB")
        print("-|-|-|-|-|-|-|-")
        made = [one for one in files if one["article"]]
        drafts = sum(bool(one["draft"]) for one in made)
        counts = f"{len(files)} | {len(made)} | {drafts} | {len(files) - len(made)}"
        print(f"import | {counts} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.memory:.0f}", flush=True)
        cost = measure([sys.executable, "-m", "edition", "build"], root, root / "site")
        print(f"build of the edition | {counts} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.memory:.0f}", flush=True)
    likeness()


def likeness() -> None:
    """Print what it costs to look one text up among many."""
    chance = random.Random(7)
    words = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{number}" for number in range(6_000)]
    print("\nshelved | shelving s | one look-up ms\n-|-|-")
    shelf, number, spent = Shelf(), 0, 0.0
    for size in (1_000, 10_000):
        start = time.process_time()
        for number in range(number, size):  # noqa: B020  goes on where it left off
            shelf.add(f"a{number}", None, [], [" ".join(chance.choices(words, k=70)) for _ in range(10)])
        number = size
        spent += time.process_time() - start
        text = [" ".join(chance.choices(words, k=70)) for _ in range(10)]
        start = time.process_time()
        for _ in range(20):
            shelf.like(text)
        print(f"{size} | {spent:.1f} | {(time.process_time() - start) * 50:.2f}", flush=True)


if __name__ == "__main__":
    main()
