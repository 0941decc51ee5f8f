"""Make the fonts of data/vendor/noto-serif-cjk anew: ``python scripts/make_book_fonts.py NotoSerifCJK-Regular.ttc``.

Needs fonttools, which nothing else here needs: ``pip install fonttools``. The collection is Debian's package
fonts-noto-cjk. Kept are the signs of JIS X 0208 and the Hangul of KS X 1001, as Python's codecs have them.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

TO = Path(__file__).parent / "edition" / "data" / "vendor" / "noto-serif-cjk"
PUNCTUATION = frozenset("‘’“”、。·")


def signs(codec: str) -> set[str]:
    """Return the signs of a set of 94 by 94, by the codec of its EUC."""
    found = set()
    for row in range(0xA1, 0xFF):
        for cell in range(0xA1, 0xFF):
            found.add(bytes([row, cell]).decode(codec, errors="ignore"))
    return found - {""}


def main(collection: str) -> None:
    """Write both fonts and print their digests."""
    from fontTools import subset  # type: ignore[import-not-found, unused-ignore]
    from fontTools.ttLib import TTCollection  # type: ignore[import-not-found, unused-ignore]

    hangul = {sign for sign in signs("euc_kr") if "가" <= sign <= "힣"} | PUNCTUATION
    wanted = {
        "Noto Serif CJK JP": ("NotoSerifCJKjp-JIS.otf", signs("euc_jp")),
        "Noto Serif CJK KR": ("NotoSerifCJKkr-KS.otf", hangul),
    }
    for family, (name, kept) in wanted.items():
        font = next(one for one in TTCollection(collection).fonts if one["name"].getDebugName(1) == family)
        options = subset.Options()
        options.layout_features = []
        options.hinting = False
        options.name_IDs = ["*"]
        options.notdef_outline = True
        options.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "GSUB", "GPOS", "DSIG"]
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(sorted(kept)))
        subsetter.subset(font)
        font.save(TO / name)
        print(hashlib.sha256((TO / name).read_bytes()).hexdigest(), name)


if __name__ == "__main__":
    main(*sys.argv[1:])
