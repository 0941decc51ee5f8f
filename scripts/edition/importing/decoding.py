"""From bytes to text: within bounds, in whichever encoding, without what no page may hold.

The order is that of the WHATWG Encoding Standard where it applies: a byte order mark, then what a page declares, then
UTF-8; what is none of these is recognised by charset-normalizer, and said to be.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from edition.importing.pieces import RefusedError

LARGEST = 8_000_000  # bytes of one input: a saved page with its styles inside may have two or three million
LOOKED_AT = 100_000  # bytes from which an encoding is recognised
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
# A page that declares these means the wider ones (encoding.spec.whatwg.org).
_WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "iso-8859-9": "cp1254",
}
# What a page may not hold (see reader.CONTROL); NUL, form feed and the like.
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Decoded:
    """An input as text, its line ends made one, and what is to be told of it."""

    text: str
    encoding: str
    note: str = ""


def decode(data: bytes, *, page: bool = False) -> Decoded:
    """Return an input's text. Raises RefusedError for what is too large, empty, or no text."""
    if len(data) > LARGEST:
        raise RefusedError(f"it has {len(data):,} bytes; an input may have {LARGEST:,}")
    if not data.strip():
        raise RefusedError("it is empty")
    text, encoding, sure = _text(data, page)
    text = LINE_END.sub("\n", text)
    odd = len(CONTROL.findall(text))
    if odd * 50 > len(text):
        raise RefusedError("it is no text: more than one character in fifty is a control character")
    if not any(c.isalnum() for c in text):
        raise RefusedError("it holds neither letters nor figures")
    note = "" if sure else f"read as {encoding}, which was recognised from its bytes; see that the letters are right"
    return Decoded(text, encoding, note)


def _text(data: bytes, page: bool) -> tuple[str, str, bool]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name), name.removesuffix("-sig"), True
    declared = _DECLARED.search(data[:4096]) if page else None
    if declared:
        name = declared[1].decode("ascii").lower()
        name = _WIDER.get(name, name)
        try:
            return data.decode(name), name, True
        except (UnicodeDecodeError, LookupError):
            pass  # pages do declare what they are not
    try:
        return data.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        pass
    best = from_bytes(data[:LOOKED_AT]).best()
    if best is None:
        raise RefusedError("it is no text in any encoding that can be recognised")
    return _decoded(data, best.encoding), best.encoding, False


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise RefusedError(f"it begins as {name} and byte {error.start} is none") from error
