# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools[woff]==4.68.0", "fontpkg-newsreader==1.3", "fontpkg-libre-franklin==3.0"]
# ///
"""Cut the edition's fonts from Newsreader and Libre Franklin (both SIL Open Font License 1.1, no reserved names).

Run with `uv run scripts/make_fonts.py`, which installs what is named above into an environment of its own. The cuts,
the licences and a list of versions and digests go into scripts/edition/data/assets/vendor/fonts/; the same sources
give the same bytes. Each cut comes in two files: `core` for English, the commonest accents, and the macrons and
breves of romanised Japanese and Korean, and `more` for the other letters of Latin scripts, which a browser fetches
only where a page has one (`unicode-range` in fonts.css, which this script writes as well).
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import string
import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ASSETS = Path(__file__).parent / "edition" / "data" / "assets"
TARGET = ASSETS / "vendor" / "fonts"

# What the cuts are made from: package, file in it, and its digest.
SOURCES = {
    "newsreader": (
        "fontpkg_newsreader",
        "Newsreader[opsz,wght].ttf",
        "8a08d13f8a6c0d51be379a60af84f945f65369a67e509ee3c3bdcc421254d7c1",
    ),
    "newsreader-italic": (
        "fontpkg_newsreader",
        "Newsreader-Italic[opsz,wght].ttf",
        "796668611f80b64d5adf182fde3b6f29ed83b4e7cbec7b96937e84ac01364792",
    ),
    "librefranklin": (
        "fontpkg_libre_franklin",
        "LibreFranklin[wght].ttf",
        "2329f394b10ed1c71107df20fddc11e2bb1b68c1ecbb385f975b36fd64a971f8",
    ),
}
LICENCES = {"fontpkg_newsreader": "OFL-Newsreader.txt", "fontpkg_libre_franklin": "OFL-LibreFranklin.txt"}

CORE = [
    (0x20, 0x7E),
    *((ord(sign), ord(sign)) for sign in "\u00a0§©«°¶·»ÅÉÖÜßàáâäåæçèéêëíîïñóôöøùúûü"),
    *((ord(sign), ord(sign)) for sign in "ĀāĒēĪīŌōŪūĔĕŎŏŬŭ"),
    (0x2BB, 0x2BC),
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x20AC, 0x20AC),
    (0x2212, 0x2212),
]
MORE = [(0xA1, 0x24F), (0x1E00, 0x1EFF)]
FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "lnum", "pnum", "tnum"]


@dataclass(frozen=True)
class Cut:
    """One style of a family as pages use it: where on the source's axes it lies, and what styles call it."""

    name: str
    source: str
    axes: dict[str, float | tuple[float, float]]
    family: str
    weight: str
    style: str = "normal"


CUTS = [
    Cut("text", "newsreader", {"opsz": 15, "wght": 400}, "Edition Text", "400"),
    Cut("text-italic", "newsreader-italic", {"opsz": 15, "wght": 400}, "Edition Text", "400", "italic"),
    Cut("text-bold", "newsreader", {"opsz": 15, "wght": 650}, "Edition Text", "600 700"),
    Cut("display", "newsreader", {"opsz": 44, "wght": 500}, "Edition Display", "500"),
    Cut("sans", "librefranklin", {"wght": (400, 600)}, "Edition Sans", "400 600"),
]

# Mean widths in em of faces that readers have, weighed by the frequency of letters as below; Georgia by Gelasio,
# Times New Roman and Arial by the Liberation fonts, which were drawn to the same widths.
LOCAL = {
    "Georgia": (("Georgia", "Gelasio"), 0.4392),
    "Times": (("Times New Roman", "Liberation Serif", "Tinos"), 0.4001),
    "Arial": (("Arial", "Liberation Sans", "Arimo", "Helvetica"), 0.4415),
}
STANDS_FOR = {"text": ("Georgia", "Times"), "display": ("Georgia", "Times"), "sans": ("Arial",)}
# English letters and the space in thousandths of running text (after Lewand, Cryptological Mathematics, 2000).
_LETTERS = [82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1]
FREQUENCY = {**dict(zip(string.ascii_lowercase, _LETTERS, strict=True)), " ": 220}


def main() -> None:
    """Write the cuts, their licences, the list of what they are, and the style sheet that names them."""
    TARGET.mkdir(parents=True, exist_ok=True)
    listed, faces = [], []
    for cut in CUTS:
        whole = _instance(cut)
        for part, ranges in (("core", CORE), ("more", _without(MORE, CORE))):
            data, held = _subset(whole, ranges)
            name = f"{cut.name}-{part}.woff2"
            (TARGET / name).write_bytes(data)
            listed.append(f"{hashlib.sha256(data).hexdigest()}  {name}  {len(data)} bytes, {held} signs")
            faces.append(_face(cut, name, ranges))
        faces += [_fallback(cut, whole, local) for local in STANDS_FOR.get(cut.name, ())]
    for package, name in LICENCES.items():
        (TARGET / name).write_bytes((_folder(package) / "LICENSE").read_bytes())
    (TARGET / "SOURCES.txt").write_text(_told(listed), "utf-8")
    intro = (
        "/* Written by scripts/make_fonts.py. Fallbacks are scaled to the width of our cuts, so that lines hardly\n"
    )
    intro += "   move when those arrive. */\n"
    (ASSETS / "fonts.css").write_text(intro + "\n".join(faces) + "\n", "utf-8")


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        sys.exit(f"{package} is not installed; run: uv run scripts/make_fonts.py")
    return Path(found.submodule_search_locations[0])


def _source(key: str) -> bytes:
    package, name, digest = SOURCES[key]
    data = (_folder(package) / "files" / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        sys.exit(f"{name} in {package} is not the file that the cuts were made from")
    return data


def _instance(cut: Cut) -> bytes:
    """Return the source font at the cut's place on its axes, under the cut's own name."""
    font = TTFont(io.BytesIO(_source(cut.source)), recalcTimestamp=False)
    font = instancer.instantiateVariableFont(font, dict(cut.axes))
    for number in (1, 4, 16):
        font["name"].setName(cut.family, number, 3, 1, 0x409)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _subset(whole: bytes, ranges: list[tuple[int, int]]) -> tuple[bytes, int]:
    """Return the font with the signs of some ranges only, as WOFF2, and how many of them it has."""
    font = TTFont(io.BytesIO(whole), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 5, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[sign for first, last in ranges for sign in range(first, last + 1)])
    cutter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), len(font.getBestCmap())


def _without(ranges: list[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    held = {sign for first, last in taken for sign in range(first, last + 1)}
    signs = [sign for first, last in ranges for sign in range(first, last + 1) if sign not in held]
    found: list[tuple[int, int]] = []
    for sign in signs:
        if found and found[-1][1] == sign - 1:
            found[-1] = (found[-1][0], sign)
        else:
            found.append((sign, sign))
    return found


def _face(cut: Cut, name: str, ranges: list[tuple[int, int]]) -> str:
    spans = ", ".join(f"U+{first:x}" + (f"-{last:x}" if last > first else "") for first, last in ranges)
    return (
        f'@font-face {{ font-family: "{cut.family}"; font-weight: {cut.weight}; font-style: {cut.style}; '
        f'font-display: swap; src: url("vendor/fonts/{name}") format("woff2"); unicode-range: {spans}; }}'
    )


def _fallback(cut: Cut, whole: bytes, local: str) -> str:
    """Return the rule of a reader's own face, scaled to the cut's mean width and set on the cut's line."""
    font = TTFont(io.BytesIO(whole))
    signs, unit = font.getBestCmap(), font["head"].unitsPerEm
    width = sum(font["hmtx"][signs[ord(sign)]][0] * share for sign, share in FREQUENCY.items())
    names, theirs = LOCAL[local]
    scale = width / sum(FREQUENCY.values()) / unit / theirs
    up, down = (abs(value) / unit / scale for value in (font["hhea"].ascent, font["hhea"].descent))
    sources = ", ".join(f'local("{name}")' for name in names)
    return (
        f'@font-face {{ font-family: "{cut.family} {local}"; src: {sources}; size-adjust: {scale:.1%}; '
        f"ascent-override: {up:.1%}; descent-override: {down:.1%}; line-gap-override: 0%; }}"
    )


def _told(listed: list[str]) -> str:
    sources = "\n".join(f"{digest}  {name} (Python package {package})" for package, name, digest in SOURCES.values())
    return (
        "Fonts of the edition, cut by scripts/make_fonts.py. Licences: OFL-Newsreader.txt, OFL-LibreFranklin.txt.\n\n"
        "Cuts text and display: Newsreader 1.003, the Newsreader Project Authors,\n"
        "    https://github.com/productiontype/Newsreader\n"
        "Cut sans: Libre Franklin 3.000, the Libre Franklin Project Authors,\n"
        "    https://github.com/googlefonts/Libre-Franklin\n"
        "Both as Google Fonts distributes them, repacked by https://fontpkg.org; packages fontpkg-newsreader 1.3\n"
        "and fontpkg-libre-franklin 3.0 of the Python Package Index.\n\n"
        f"SHA-256 of the sources\n{sources}\n\nSHA-256 of the cuts\n" + "\n".join(listed) + "\n"
    )


if __name__ == "__main__":
    main()
