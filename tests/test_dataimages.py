"""Pictures within style sheets become files beside them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from edition.dataimages import Lifting, lift

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>"
TAKEN = [
    """url("data:image/svg+xml;charset=utf-8,<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>")""",
    "url('data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27%3E%3Cpath d=%27M0 0%27/%3E%3C/svg%3E')",
    f"url( data:image/svg+xml;base64,{base64.b64encode(SVG).decode()} )",
]
LEFT = ["url(a.svg)", "url(data:font/woff2;base64,AAAA)", 'url("data:image/png;base64,###")', "url(data:image/x,a)"]


@pytest.mark.parametrize("address", TAKEN)
def test_a_picture_becomes_a_file(address: str) -> None:
    css, files = lift(f"a{{--x:{address};b:c}}")
    (name,) = files
    assert files[name] == SVG
    assert name.startswith("marks/")
    assert name.endswith(".svg")
    assert css == f"a{{--x:url({name});b:c}}"


@pytest.mark.parametrize("address", LEFT)
def test_what_is_no_picture_is_left(address: str) -> None:
    assert lift(f"a{{b:{address}}}") == (f"a{{b:{address}}}", {})


def test_pictures_are_lifted_beside_the_style_sheet_that_is_copied() -> None:
    lifting = Lifting()
    change = lifting.below("assets/")
    assert change("a/picture.svg", b"data:image/") == b"data:image/"
    assert change("a/plain.css", b"\xff") == b"\xff"
    css = change("a/one.css", f"a{{b:{TAKEN[0]}}}".encode())
    (name,) = lifting.files
    assert name.startswith("assets/a/marks/")
    assert name.removeprefix("assets/a/").encode() in css


def test_no_style_sheet_of_a_site_holds_pictures(built_toy: Path) -> None:
    for path in (built_toy / "site").rglob("*.css"):
        text = path.read_text("utf-8")
        assert "url(data:" not in text.replace('"', "").replace("'", ""), path.name
