"""``python -m edition``: the same as the console command ``edition``."""

import sys

from edition.cli import main

if __name__ == "__main__":
    sys.exit(main())
