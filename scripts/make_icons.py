"""Draw favicon.ico and apple-touch-icon.png from favicon.svg, in Chromium; run again when the picture changes.

An edition with a picture of its own lays its three files into docs/assets/ under the same names.
"""

from __future__ import annotations

import struct
from pathlib import Path

from playwright.sync_api import sync_playwright

ASSETS = Path(__file__).parent / "edition" / "data" / "assets"


def main() -> None:
    """Write both files beside the picture."""
    picture = (ASSETS / "favicon.svg").read_text("utf-8")
    small = drawn(picture, 32)
    # One picture of 32 × 32 in an ICO file: header, directory of one entry, then a PNG as it is.
    head = struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 32, 32, 0, 0, 1, 32, len(small), 22)
    (ASSETS / "favicon.ico").write_bytes(head + small)
    # iOS rounds the corners itself and shows transparent ones black.
    (ASSETS / "apple-touch-icon.png").write_bytes(drawn(picture.replace('rx="5" ', ""), 180))


def drawn(picture: str, size: int) -> bytes:
    """Return an SVG picture as a PNG of so many pixels on either side."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path="/usr/bin/chromium")
        page = chromium.new_page(viewport={"width": size, "height": size})
        page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; width: {size}px }}</style>{picture}")
        data = page.screenshot(omit_background=True)
        chromium.close()
    return data


if __name__ == "__main__":
    main()
