#!/usr/bin/env python3
"""Build the edition in this repository into site/: the same as `edition build`."""

import sys
from pathlib import Path

from edition.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", str(Path(__file__).resolve().parent.parent), *sys.argv[1:]]))
