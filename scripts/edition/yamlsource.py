"""Reading YAML so that every value's place is known.

Editions use a plain part of YAML: mappings, lists and scalars. Scalars are text, but for ``true``, ``false``
and the null values; so `no`, `2019-05-09` and `1.10` stay what the editor wrote. Anchors, aliases, explicit
tags and repeated keys are faults, not features.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from edition import characters
from edition.faults import Code, Fault, Place

TAG = "tag:yaml.org,2002:"
RUNNING = (TAG + "python/object", TAG + "python/module")  # tags by which PyYAML's own loader would run a program
SCALARS: dict[str, Callable[[str], Any]] = {
    TAG + "str": str,
    TAG + "null": lambda _: None,
    TAG + "bool": lambda text: text[:1] in "tT",
}

DEEPEST = 50  # levels; an edition's files need six
# A text with more brackets than this, or a longer run of indentation and indicators, may be so deep that composing
# it would exhaust the stack of the C parser, which does not look after that itself.
UNSUSPECTED = 1000
_INDICATED = re.compile(r"^[-?: \t]+", re.MULTILINE)

Path = Sequence[str | int]


class _Loader(yaml.CSafeLoader):
    """The C parser with the few implicit types that editions use."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  PyYAML's own way


_Loader.add_implicit_resolver(TAG + "null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_implicit_resolver(TAG + "bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


@dataclass(frozen=True)
class Source:
    """A YAML text that was read: its plain data, and the place of each part of it."""

    data: Any
    path: str
    node: yaml.Node | None
    offset: int = 0

    def place(self, loc: Path = (), *, key: bool = False) -> Place:
        """Return the place of the value at loc (of its key, if asked), or of the nearest part above it."""
        node, mark = self.node, None
        for step in loc:
            found = _step(node, step)
            if found is None:
                break
            label, node = found
            mark = label.start_mark if key else node.start_mark
        if mark is None:
            mark = node.start_mark if node is not None else None
        if mark is None:
            return Place(self.path, 1 + self.offset, 1)
        return Place(self.path, mark.line + 1 + self.offset, mark.column + 1)


def _step(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((k, v) for k, v in node.value if k.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None


def load(text: str, path: str, offset: int = 0, *, foreign_tags: bool = False) -> tuple[Source, list[Fault]]:
    """Read YAML text; return it with the faults found.

    Lines are counted from `offset` on, for front matter that does not begin its file. With `foreign_tags`
    (mkdocs.yml uses them) an unknown tag is passed over: its scalar counts as text, its list as a list.
    """
    deep = _deepest(text, path, offset)
    if deep is not None:
        return Source(None, path, None, offset), [deep]
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        last = text.count("\n")  # the parser may find fault with what should come after the end
        line, column = (mark.line, mark.column) if mark and mark.line <= last else (last, 0)
        place = Place(path, line + 1 + offset, column + 1) if mark else Place(path, 1 + offset)
        at_tab = mark is not None and "".join(text.split("\n")[mark.line : mark.line + 1])[mark.column :][:1] == "\t"
        return Source(None, path, None, offset), [Fault(place, Code.YAML, *_explain(error, at_tab))]
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1 + offset  # the C parser counts bytes
        what = f"the character U+{int(error.character):04X} is not allowed in YAML"
        return Source(None, path, None, offset), [Fault(Place(path, line), Code.YAML, what, "remove it")]
    except RecursionError:
        what = "values stand too deep within one another"
        return Source(None, path, None, offset), [
            Fault(Place(path, 1 + offset), Code.YAML, what, "write them flatter")
        ]
    finally:
        loader.dispose()
    if node is None:
        return Source(None, path, None, offset), []
    faults = list(_refused(node, path, offset, foreign_tags)) or list(_anchors(text, path, offset))
    if "\\" in text and not faults:
        faults = list(_escaped(node, path, offset))
    # An alias makes the tree a graph, perhaps an endless one: such a tree is never walked for its values.
    return Source(None if faults else _plain(node), path, node, offset), faults


def _deepest(text: str, path: str, offset: int) -> Fault | None:
    """Return the fault of a text whose values stand too deep; only what looks suspicious is parsed for it."""
    longest = max((found.end() - found.start() for found in _INDICATED.finditer(text)), default=0)
    if text.count("[") + text.count("{") <= UNSUSPECTED and longest <= UNSUSPECTED:
        return None
    depth = 0
    try:
        events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        for event in events:
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return _too_deep(path, event.start_mark.line + 1 + offset)
    except yaml.YAMLError:
        pass  # told where the text is composed
    return None


def _escaped(node: yaml.Node, path: str, offset: int) -> Iterator[Fault]:
    """Yield a fault for each scalar that holds, by an escape, a character that no text may hold."""
    if isinstance(node, yaml.ScalarNode):
        found = characters.refused(node.value)
        if found:
            place = Place(path, node.start_mark.line + 1 + offset, node.start_mark.column + 1)
            yield Fault(place, Code.ENCODING, found[2], found[3])
        return
    for part in node.value:
        for one in part if isinstance(part, tuple) else (part,):
            yield from _escaped(one, path, offset)


def _anchors(text: str, path: str, offset: int) -> Iterator[Fault]:
    """Yield a fault for each anchor that no alias uses; a text without an ampersand is not parsed for them."""
    if "&" not in text:
        return
    events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
    for event in events:
        if getattr(event, "anchor", None):
            place = Place(path, event.start_mark.line + 1 + offset, event.start_mark.column + 1)
            yield Fault(place, Code.YAML, f"an anchor (&{event.anchor}) is set", "remove it")


def _explain(error: yaml.MarkedYAMLError, at_tab: bool) -> tuple[str, str]:
    problem = str(error.problem or error.context or "malformed YAML")
    if at_tab or "tab" in problem:
        return "a tab stands where YAML wants spaces", "indent with spaces only"
    if "mapping values are not allowed" in problem:
        return "a colon stands where YAML expects none", "put the text in quotation marks, or mend the indentation"
    return f"YAML cannot be read: {problem}", "mend the punctuation or indentation here"


def _too_deep(path: str, line: int) -> Fault:
    return Fault(Place(path, line), Code.YAML, "values stand too deep within one another", "write them flatter")


def _refused(root: yaml.Node, path: str, offset: int, foreign_tags: bool) -> Iterator[Fault]:
    seen: set[int] = set()
    stack = [(root, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > DEEPEST:
            yield _too_deep(path, node.start_mark.line + 1 + offset)
            return
        place = Place(path, node.start_mark.line + 1 + offset, node.start_mark.column + 1)
        if id(node) in seen:
            yield Fault(place, Code.YAML, "an anchor (&) is used by an alias (*)", "write the value out each time")
            continue
        seen.add(id(node))
        standard = node.tag in SCALARS or node.tag in (TAG + "map", TAG + "seq")
        if not standard and (not foreign_tags or node.tag.startswith(RUNNING)):
            yield Fault(place, Code.YAML, f"the tag '{node.tag}' is not used here", "remove the tag")
        if isinstance(node, yaml.SequenceNode):
            stack += [(item, depth + 1) for item in node.value]
        elif isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                at = Place(path, key.start_mark.line + 1 + offset, key.start_mark.column + 1)
                if not isinstance(key, yaml.ScalarNode):
                    yield Fault(at, Code.YAML, "a key is not plain text", "write it as a word and a colon")
                elif key.value in keys:
                    yield Fault(at, Code.DUPLICATE, f"'{key.value}' stands twice", "keep one of the two")
                else:
                    keys.add(key.value)
                stack += [(key, depth + 1), (value, depth + 1)]


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return SCALARS.get(node.tag, str)(node.value)
