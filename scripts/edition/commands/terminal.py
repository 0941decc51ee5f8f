"""What a terminal shows: tables, and colours where they are wanted."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Literal, TextIO

Colour = Literal["red", "green", "yellow", "faint", "bold"]
_CODES: dict[Colour, str] = {"red": "31", "green": "32", "yellow": "33", "faint": "2", "bold": "1"}
Cell = str | tuple[str, Colour]


def colours(stream: TextIO | None = None) -> bool:
    """Return whether colours are wanted: on a terminal, unless NO_COLOR (no-color.org) is set or it is a dumb one."""
    held = stream or sys.stdout
    return held.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(text: str, colour: Colour) -> str:
    """Return a text in a colour, or as it is where colours are not wanted."""
    return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if colours() else text


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the lines of a table, its columns as wide as what they hold."""
    cells = [[_cell((name, "bold")) for name in head], *([_cell(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column][0]) for row in cells) for column in range(len(head))]
    return [
        "  ".join(_padded(text, colour, width) for (text, colour), width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _cell(cell: Cell) -> tuple[str, Colour | None]:
    return cell if isinstance(cell, tuple) else (cell, None)


def _padded(text: str, colour: Colour | None, width: int) -> str:
    return (coloured(text, colour) if colour else text) + " " * (width - len(text))
