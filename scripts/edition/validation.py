"""From pydantic's errors to faults that an editor can act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from edition.faults import Code, Fault, did_you_mean
from edition.yamlsource import Source

M = TypeVar("M", bound=BaseModel)

KINDS = {
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys and values",
    "mapping_type": "a mapping of keys and values",
    "model_type": "a mapping of keys and values",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}


def validate(model: type[M], source: Source, at: tuple[str, ...] = ()) -> tuple[M | None, list[Fault]]:
    """Check the data at a place of a source; return the model, or None and every fault in it."""
    data = source.data
    for key in at:
        data = data[key]
    if not isinstance(data, dict):
        what = f"{_name(at)} is empty" if data is None else f"{_name(at)} is not a mapping of keys and values"
        return None, [Fault(source.place(at), Code.EMPTY if data is None else Code.TYPE, what, "fill in its fields")]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_fault(details, model, source, at) for details in error.errors(include_url=False)]


def _name(at: tuple[str | int, ...]) -> str:
    return f"'{'.'.join(map(str, at))}'" if at else "the file"


def _fault(error: ErrorDetails, model: type[BaseModel], source: Source, at: tuple[str, ...]) -> Fault:
    loc = at + tuple(step for step in error["loc"] if step != "[key]")
    of_key = error["loc"][-1:] == ("[key]",)
    kind = error["type"]
    context = error.get("ctx", {})
    name = str(loc[-1]) if loc else ""
    if kind == "edition":
        return Fault(source.place(loc, key=of_key), Code[context["code"]], context["what"], context["remedy"])
    if kind == "missing":
        return Fault(source.place(loc[:-1]), Code.MISSING, f"'{name}' is missing{_within(loc)}", "add it")
    if kind == "extra_forbidden":
        known = _fields(model, error["loc"][:-1])
        remedy = did_you_mean(name, known) or f"the fields here are {', '.join(known)}"
        return Fault(source.place(loc, key=True), Code.FIELD, f"'{name}' is not a field{_within(loc)}", remedy)
    if kind == "literal_error":
        value = str(error["input"])
        choices = context["expected"].replace(" or ", ", ")
        near = did_you_mean(value, [choice.strip(" '") for choice in choices.split(",")])
        remedy = near or f"choose from {choices}"
        what = f"'{value}' cannot be a key here" if of_key else f"'{name}' cannot be '{value}'"
        return Fault(source.place(loc, key=of_key), Code.CHOICE, what, remedy)
    if kind == "string_too_short" or error["input"] is None:
        return Fault(source.place(loc), Code.EMPTY, f"'{name}' is empty", "fill it in, or remove it")
    if kind in KINDS:
        return Fault(source.place(loc), Code.TYPE, f"'{name}' is not {KINDS[kind]}", f"write {KINDS[kind]}")
    return Fault(source.place(loc), Code.TYPE, f"'{name}': {error['msg']}", "mend the value")


def _within(loc: tuple[str | int, ...]) -> str:
    return f" in {_name(loc[:-1])}" if len(loc) > 1 else ""


def _fields(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the names of the fields that are known at a place within a model."""
    for step in loc:
        field = model.model_fields.get(str(step))
        if field is None:
            continue  # an index of a list or a key of a mapping
        inner = next(models_in(field.annotation), None)
        if inner is None:
            return []
        model = inner
    return [field.alias or name for name, field in model.model_fields.items()]


def models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """Yield the models that a field's type mentions, outermost first."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)
