"""The kinds of field that the models are made of, each with its check."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from edition import dates, digest
from edition.dates import Edtf
from edition.faults import Code

# Names that mean a device on Windows, and one that a web server reads as "the folder itself".
RESERVED = {"con", "prn", "aux", "nul", "index", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))}
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PARAGRAPH_ID = re.compile(r"p(0(?=[a-z])|[1-9][0-9]{0,4})([a-z]?)")
LINE = 160  # characters of a position, so that a row of a table holds it
QUOTED = 8  # words of an author's that may be quoted in one place


class Model(BaseModel):
    """A part of an article or authority file: unknown fields are faults, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, use_attribute_docstrings=True)

    def __getstate__(self) -> dict[Any, Any]:
        """Return what is pickled, the given fields in an order that is the same in each process."""
        return super().__getstate__() | {"__pydantic_fields_set__": sorted(self.__pydantic_fields_set__)}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """Take what was pickled."""
        super().__setstate__(state | {"__pydantic_fields_set__": set(state["__pydantic_fields_set__"])})


def refuse(code: Code, what: str, remedy: str) -> PydanticCustomError:
    """Return the error that validation turns into a fault of this code."""
    # Braces would be read as pydantic's own placeholders, so the words travel as context.
    return PydanticCustomError("edition", "{what}; {remedy}", {"code": code.name, "what": what, "remedy": remedy})


def _id(text: str) -> str:
    if not ID.fullmatch(text) or len(text) > 80:
        remedy = "use lower-case letters a–z and digits joined by single hyphens, at most 80"
        raise refuse(Code.ID, f"'{text}' cannot be an id", remedy)
    if text in RESERVED:
        raise refuse(Code.ID, f"'{text}' is a reserved name", "choose another id")
    return text


def _paragraph_id(text: str) -> str:
    if not PARAGRAPH_ID.fullmatch(text):
        raise refuse(Code.ID, f"'{text}' is not a paragraph id", "write p and the paragraph's number, as in p7")
    return text


def _paragraph_at(text: str) -> str:
    article, mark, paragraph = text.partition("#")
    if not mark or not ID.fullmatch(article) or not PARAGRAPH_ID.fullmatch(paragraph):
        raise refuse(Code.ID, f"'{text}' is not a paragraph of an article", "write it as tatsumi-2019#p6")
    return text


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"]", text)
    except ValueError:  # brackets that hold no IPv6 address
        whole = False
    if not whole:
        raise refuse(Code.URL, f"'{text}' is not a complete address", "write it out, beginning with https://")
    return text


def _language(text: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", text):
        raise refuse(Code.CHOICE, f"'{text}' is not a language tag", "write a BCP 47 tag such as en, ja or ko-Latn")
    return text


def _digest(text: str) -> str:
    if not digest.PATTERN.fullmatch(text):
        remedy = "write sha256: and its 64 hexadecimal digits"
        raise refuse(Code.DIGEST, f"'{text}' is not a digest", remedy)
    return text


def _sentence(text: str) -> str:
    if not digest.SENTENCE.fullmatch(text):
        raise refuse(Code.DIGEST, f"'{text}' is not the digest of a sentence", "write its 12 hexadecimal digits")
    return text


def _date(value: Any) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if not isinstance(value, str):
        raise refuse(Code.DATE, "the date is not text", "write it as YYYY-MM-DD")
    try:
        return dates.parse(value.strip())
    except ValueError as error:
        raise refuse(Code.DATE, str(error), "write YYYY-MM-DD, YYYY-MM or YYYY, or another EDTF form") from None


def _day(value: Any) -> Edtf:
    date = _date(value)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", date.text):
        raise refuse(Code.DATE, f"'{date.text}' is not a single day", "write it as YYYY-MM-DD")
    return date


def _terms(terms: tuple[str, ...]) -> tuple[str, ...]:
    for term in terms:
        if len(term.split()) > 4:
            raise refuse(Code.TERMS, f"the term '{term}' has more than four words", "shorten or divide it")
    ordered = sorted(terms, key=term_order)
    for term, following in pairwise(ordered):
        if term == following:
            raise refuse(Code.TERMS, f"the term '{term}' stands twice", "keep one of the two")
    for term, expected in zip(terms, ordered, strict=True):
        if term != expected:
            raise refuse(Code.TERMS, f"the terms are out of order at '{term}'", f"'{expected}' comes before it")
    return terms


def term_order(term: str) -> tuple[str, str]:
    """Return the key that puts terms in alphabetical order, small and capital letters alike."""
    return term.casefold(), term


def _line(text: str) -> str:
    if "\n" in text or len(text) > LINE:
        what = f"'{text[:40]}…' has {len(text)} characters" if len(text) > LINE else "it has more than one line"
        raise refuse(Code.LENGTH, what, f"write one line of at most {LINE} characters")
    return text


def _few_words(words: tuple[str, ...]) -> tuple[str, ...]:
    for one in words:
        if len(one.split()) > QUOTED:
            raise refuse(Code.QUOTATION, f"'{one}' has more than {QUOTED} words", "quote fewer of the author's words")
    return words


Text = Annotated[str, StringConstraints(min_length=1)]
Line = Annotated[Text, AfterValidator(_line)]
Id = Annotated[str, AfterValidator(_id)]
ParagraphId = Annotated[str, AfterValidator(_paragraph_id)]
ParagraphAt = Annotated[str, AfterValidator(_paragraph_at)]
Url = Annotated[str, AfterValidator(_url)]
LanguageTag = Annotated[str, AfterValidator(_language)]
Digest = Annotated[str, AfterValidator(_digest)]
SentenceDigest = Annotated[str, AfterValidator(_sentence)]
Date = Annotated[Edtf, PlainValidator(_date)]
Day = Annotated[Edtf, PlainValidator(_day)]
Terms = Annotated[tuple[Text, ...], AfterValidator(_terms)]
FewWords = Annotated[tuple[Text, ...], AfterValidator(_few_words)]
