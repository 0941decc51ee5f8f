"""Characters that no text of an edition may hold, however they are written."""

from __future__ import annotations

import re

# What neither YAML 1.2 nor HTML allows; the tab is left to the YAML parser, which says more of it.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
# What turns the order of the words around it, so that they read as something else (Unicode UAX 9, 2.1 to 2.5).
_TURNING = "\u202a-\u202e\u2066-\u2069"
# Line ends that only some programs take for one.
_LINES = "\u2028\u2029"
REFUSED = re.compile(f"[{_CONTROLS}{_TURNING}{_LINES}]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


def refused(text: str) -> tuple[int, str, str, str] | None:
    """Return the first character of a text that is refused: its place, the character, the matter and the remedy.

    One written as a reference (``&#x202E;``) is found too. None where there is none.
    """
    found = REFUSED.search(text)
    if found:
        return found.start(), found[0], *_explain(found[0])
    for reference in _REFERENCE.finditer(text) if "&#" in text else ():
        number = int(reference[1], 16) if reference[1] else int(reference[2])
        character = chr(number) if number < 0x110000 else "\uffff"
        if character == "\r" or REFUSED.match(character):
            return reference.start(), character, *_explain(character)
    return None


def _explain(character: str) -> tuple[str, str]:
    number = f"U+{ord(character):04X}"
    if re.match(f"[{_TURNING}]", character):
        return f"the character {number} turns the order of what follows", "remove it; right-to-left words need none"
    if re.match(f"[{_LINES}]", character):
        return f"the character {number} is a line end of an uncommon kind", "write an ordinary line end"
    return f"the control character {number} stands in the text", "remove it; it shows nothing and no page may hold it"
