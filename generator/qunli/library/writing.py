"""Writing into people's YAML: only what must change does. The door to ruamel.yaml, which is loaded when needed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from qunli.problem import ContentError, Problem, errors
from qunli.source import File, parse_yaml
from qunli.source.writing import emit, entry, item, reads_as, same, scalar

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
    text = file.text if file.text.endswith("\n") else file.text + "\n"
    writer, root, new = _Writer(text), _nodes(text), None
    if root is not None:
        writer.value(root, source.data, data, _Seat(0, root=True))
        new = writer.result()
    if new is None or not reads_as(new, data):
        hint = "文件里可能用了 & 和 * 引用；把它们写开，或照着表格手工改"
        raise ContentError([Problem(file.path, 0, 1, "Q005", "这个文件没法自动改，原样没动", hint)])
    return new


def _nodes(text: str) -> Any:
    """Return ruamel's node tree, whose marks say where each value begins and ends; None where it cannot read."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="rt", pure=True).compose(text)
    except YAMLError:
        return None


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
        column = 0 if node.flow_style else self._before(items[0]).index("-")
        for place, was, becomes in zip(items, old, new, strict=False):
            mark = place.start_mark.index
            self.value(place, was, becomes, _Seat(column + 2, mark, bool(node.flow_style)))
        for gone in items[len(new) :]:
            self.edits.append((self._line_start(gone.start_mark.index), self._end(gone) + 1, ""))
        for each in new[len(old) :]:
            self._insert(self._end(items[-1]) + 1, item(each, column))

    def _replace(self, node: Any, new: Any, seat: _Seat) -> None:
        start, end = node.start_mark.index, node.end_mark.index
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


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
