"""Writing into people's YAML: only what must change does. The door to ruamel.yaml, which is loaded when needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from qunli.problem import ContentError, Problem, errors
from qunli.source import File, parse_yaml
from qunli.source.writing import Verbatim, emit, entry, item, reads_as, same, scalar

_MAP, _SEQ = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
_HEADER = re.compile(r"[|>][+-]?\d?[+-]?")


def rewrite(file: File, data: Any) -> str:
    """Return the text of a YAML file changed as little as possible, so that it reads as `data`.

    Comments, blank lines, order and quotes of all that stays are the same characters; new fields come after the
    field that precedes them in `data`. Texts that differ only in line ends at their end are equal. Raises
    ContentError where the file cannot be read, or cannot be changed safely (anchors that are used twice).
    """
    source = parse_yaml(file)
    if errors(source.problems):
        raise ContentError(source.problems)
    if same(source.data, data):
        return file.text
    new = _spliced(file.text, source.data, data)
    if new is None or not reads_as(new, data):
        raise _stuck(file)
    return new


def amend(file: File, change: Callable[[dict[str, Any]], dict[str, Any]]) -> str:
    """Return the text of a YAML file that is not of our grammar, such as mkdocs.yml, after a change.

    `change` gets the file as dicts and lists in which every scalar and whatever has a tag is the text it is written
    as, and returns what it shall be; new values may be plain data, which is written as our grammar writes it, or
    Verbatim. What stays is the same characters. Raises ContentError as `rewrite` does.
    """
    root = _nodes(file.text)
    old = None if root is None else _kept(root, file.text)
    if not isinstance(old, dict):
        raise _stuck(file)
    wanted = change(old)
    new = _spliced(file.text, old, wanted)
    if new is None or _meaning(_nodes(new)) != _meant(wanted):
        raise _stuck(file)
    return new


def _spliced(text: str, old: Any, new: Any) -> str | None:
    text = text if text.endswith("\n") else text + "\n"
    root = _nodes(text)
    if root is None:
        return None
    writer = _Writer(text)
    writer.value(root, old, new, _Seat(0, root=True))
    return writer.result()


def _stuck(file: File) -> ContentError:
    hint = "文件里可能用了 & 和 * 引用；把它们写开，或者手工改"
    return ContentError([Problem(file.path, 0, 1, "Q005", "这个文件没法自动改，原样没动", hint)])


def _nodes(text: str) -> Any:
    """Return ruamel's node tree, whose marks say where each value begins and ends; None where it cannot read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="rt", pure=True).compose(text)
    except YAMLError:
        return None


class _Kept(Verbatim):
    """A value as it stands in a file, with its node."""

    node: Any


def _kept(node: Any, text: str) -> Any:
    """Return a node as plain dicts and lists of what is written."""
    if node.tag == _MAP:
        return {key.value: _kept(value, text) for key, value in node.value}
    if node.tag == _SEQ:
        return [_kept(each, text) for each in node.value]
    found = _Kept(text[node.start_mark.index : node.end_mark.index])
    found.node = node
    return found


def _meaning(node: Any) -> Any:
    """Return what a node says, to compare: its tag and its value, but for line ends at its end."""
    if node is None or isinstance(node.value, str):
        return node and (node.tag, node.value.rstrip("\n"))
    if node.tag == _MAP or (node.value and isinstance(node.value[0], tuple)):
        return node.tag, {key.value: _meaning(value) for key, value in node.value}
    return node.tag, [_meaning(each) for each in node.value]


def _meant(value: Any) -> Any:
    """Return what a value of an amended file shall say, as `_meaning` does."""
    if isinstance(value, dict):
        return _MAP, {key: _meant(each) for key, each in value.items()}
    if isinstance(value, list):
        return _SEQ, [_meant(each) for each in value]
    if isinstance(value, _Kept):
        return _meaning(value.node)
    return _meaning(_nodes(f"[{scalar(value)}]").value[0])


# --- changes --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Seat:
    """Where a value sits: how far what is below it is indented, and where its `:` or `-` ends."""

    indent: int
    mark: int = 0
    flow: bool = False
    root: bool = False


class _Writer:
    """Collects replacements of stretches of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.edits: list[tuple[int, int, str]] = []

    def result(self) -> str | None:
        """Return the new text, or None where two changes meet: an anchor was used twice."""
        parts, cursor = [], 0
        for start, end, new in sorted(self.edits, key=lambda edit: (edit[0], edit[1] > edit[0])):
            if start < cursor:
                return None
            parts += [self.text[cursor:start], new]
            cursor = end
        return "".join([*parts, self.text[cursor:]])

    def value(self, node: Any, old: Any, new: Any, seat: _Seat) -> None:
        """Note the changes that turn one value into another."""
        if same(old, new):
            return
        if isinstance(old, dict) and isinstance(new, dict) and old and new:
            fits = old.keys() == new.keys() if node.flow_style else self._mapping_fits(node, old, new)
            if fits:
                return self._mapping(node, old, new)
        if isinstance(old, list) and isinstance(new, list) and old and new:
            fits = len(old) == len(new) if node.flow_style else self._sequence_fits(node)
            if fits:
                return self._sequence(node, old, new)
        self._replace(node, new, seat)

    def _mapping_fits(self, node: Any, old: dict[str, Any], new: dict[str, Any]) -> bool:
        """Say whether every key of a block mapping begins its line, so that lines can come and go."""
        keys = [key for key, _ in node.value]
        ours = all(not self._before(key).strip() for key in keys) or old.keys() <= new.keys()
        return ours and any(key.value in new for key in keys)

    def _mapping(self, node: Any, old: dict[str, Any], new: dict[str, Any]) -> None:
        pairs = {key.value: (key, value) for key, value in node.value}
        column = node.value[0][0].start_mark.column
        for name, (key, value) in pairs.items():
            if name in new:
                colon = self.text.index(":", key.end_mark.index) + 1
                self.value(value, old[name], new[name], _Seat(column + 2, colon, bool(node.flow_style)))
            else:
                self.edits.append((self._line_start(key.start_mark.index), self._end(value) + 1, ""))
        place = self._line_start(node.value[0][0].start_mark.index)
        for name, each in new.items():
            if name in pairs:
                place = self._end(pairs[name][1]) + 1
                continue
            self._insert(place, entry(name, each, column))

    def _sequence_fits(self, node: Any) -> bool:
        return all(re.fullmatch(r" *- +", self._before(each)) for each in node.value)

    def _sequence(self, node: Any, old: list[Any], new: list[Any]) -> None:
        items = node.value
        left = _left(old, new)
        if len(left) == len(new) < len(old):
            self._remove(each for number, each in enumerate(items) if number not in left)
            return
        column = 0 if node.flow_style else self._before(items[0]).index("-")
        for place, was, becomes in zip(items, old, new, strict=False):
            mark = place.start_mark.index
            self.value(place, was, becomes, _Seat(column + 2, mark, bool(node.flow_style)))
        self._remove(items[len(new) :])
        for each in new[len(old) :]:
            self._insert(self._end(items[-1]) + 1, item(each, column))

    def _remove(self, items: Iterable[Any]) -> None:
        for each in items:
            self.edits.append((self._line_start(each.start_mark.index), self._end(each) + 1, ""))

    def _replace(self, node: Any, new: Any, seat: _Seat) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:
            # Where there is no value, the parser puts it before what comes next.
            inline, below = emit(new, seat.indent)
            self.edits.append((seat.mark, seat.mark, f" {inline}" if inline else ""))
            self._insert(self._line_end(seat.mark) + 1, below)
            return
        if seat.flow:
            self.edits.append((start, end, scalar(new)))
            return
        inline, below = emit(new, seat.indent, root=seat.root)
        style = getattr(node, "style", None)
        if seat.root:
            self.edits.append((start, self._end(node), "\n".join([inline] * bool(inline) + below)))
        elif style in ("|", ">"):
            # What follows the header on its line is a comment, and stays.
            header = _HEADER.match(self.text, start)
            self._put(start, header.end() if header else start + 1, inline)
            first = self._line_end(start) + 1
            self.edits.append((first, max(first, self._end(node) + 1), _lines(below)))
        elif getattr(node, "flow_style", None) is False:
            self._replace_block(node, inline, below, seat)
        else:
            self._put(start, end, inline)
            self._insert(self._line_end(end) + 1, below)

    def _replace_block(self, node: Any, inline: str, below: list[str], seat: _Seat) -> None:
        start, end = node.start_mark.index, self._end(node) + 1
        if self._before(node).strip():
            lines = [inline, *below] if inline else [below[0].lstrip(), *below[1:]]
            self.edits.append((start, end, _lines(lines)))
            return
        if inline:
            self.edits.append((seat.mark, seat.mark, f" {inline}"))
        self.edits.append((self._line_start(start), end, _lines(below)))

    def _put(self, start: int, end: int, inline: str) -> None:
        while not inline and self.text[start - 1] == " ":
            start -= 1
        self.edits.append((start, end, inline))

    def _insert(self, place: int, lines: list[str]) -> None:
        if lines:
            self.edits.append((place, place, _lines(lines)))

    def _end(self, node: Any) -> int:
        """Return where the last line of a value ends, trailing blank lines left out."""
        if getattr(node, "flow_style", None) is False and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:
            end = len(self.text[:start].rstrip())
        if getattr(node, "style", None) in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        return self._line_end(end)

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        return self.text.index("\n", index)

    def _before(self, node: Any) -> str:
        """Return what stands before a value on its line."""
        start: int = node.start_mark.index
        return self.text[self._line_start(start) : start]


def _left(old: list[Any], new: list[Any]) -> list[int]:
    """Return the places of the old items that the new ones are, as far as these come in the same order."""
    places: list[int] = []
    for place, each in enumerate(old):
        if len(places) < len(new) and same(each, new[len(places)]):
            places.append(place)
    return places


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
