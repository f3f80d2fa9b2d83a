"""Replacing stretches of a YAML text, so that what stays is the same characters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from qunli.source.writing import emit, entry, item, same, scalar

_HEADER = re.compile(r"[|>][+-]?\d?[+-]?")


@dataclass(frozen=True)
class Seat:
    """Where a value sits: how far what is below it is indented, and where its `:` or `-` ends."""

    indent: int
    mark: int = 0
    flow: bool = False
    root: bool = False


class Splicer:
    """Collects replacements of stretches of a text, led by the places of its nodes."""

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

    def value(self, node: Any, old: Any, new: Any, seat: Seat) -> None:
        """Note the changes that turn one value into another."""
        if same(old, new):
            return
        if _are_both(dict, old, new) and self._mapping_fits(node, old, new):
            self._mapping(node, old, new)
        elif _are_both(list, old, new) and self._sequence_fits(node, old, new):
            self._sequence(node, old, new)
        else:
            self._replace(node, new, seat)

    def _mapping_fits(self, node: Any, old: dict[str, Any], new: dict[str, Any]) -> bool:
        """Say whether keys can come and go: those of a block mapping can where each begins its line."""
        if node.flow_style:
            return old.keys() == new.keys()
        keys = [key for key, _ in node.value]
        ours = all(not self._before(key).strip() for key in keys) or old.keys() <= new.keys()
        return ours and any(key.value in new for key in keys)

    def _mapping(self, node: Any, old: dict[str, Any], new: dict[str, Any]) -> None:
        pairs = {key.value: (key, value) for key, value in node.value}
        column = node.value[0][0].start_mark.column
        for name, (key, value) in pairs.items():
            if name in new:
                colon = self.text.index(":", key.end_mark.index) + 1
                self.value(value, old[name], new[name], Seat(column + 2, colon, bool(node.flow_style)))
            else:
                self.edits.append((self._line_start(key.start_mark.index), self._end(value) + 1, ""))
        place = self._line_start(node.value[0][0].start_mark.index)
        for name, each in new.items():
            if name in pairs:
                place = self._end(pairs[name][1]) + 1
                continue
            self._insert(place, entry(name, each, column))

    def _sequence_fits(self, node: Any, old: list[Any], new: list[Any]) -> bool:
        if node.flow_style:
            return len(old) == len(new)
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
            self.value(place, was, becomes, Seat(column + 2, mark, bool(node.flow_style)))
        self._remove(items[len(new) :])
        for each in new[len(old) :]:
            self._insert(self._end(items[-1]) + 1, item(each, column))

    def _remove(self, items: Iterable[Any]) -> None:
        for each in items:
            self.edits.append((self._line_start(each.start_mark.index), self._end(each) + 1, ""))

    def _replace(self, node: Any, new: Any, seat: Seat) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:
            self._fill(new, seat)
        elif seat.flow:
            self.edits.append((start, end, scalar(new)))
        elif seat.root:
            inline, below = emit(new, seat.indent, root=True)
            self.edits.append((start, self._end(node), "\n".join([inline] * bool(inline) + below)))
        elif _is_block_text(node):
            self._replace_text(node, *emit(new, seat.indent))
        elif _is_block(node):
            self._replace_block(node, *emit(new, seat.indent), seat)
        else:
            inline, below = emit(new, seat.indent)
            self._put(start, end, inline)
            self._insert(self._line_end(end) + 1, below)

    def _fill(self, new: Any, seat: Seat) -> None:
        """Put a value where there is none: the parser puts nothing before what comes next, not behind its mark."""
        inline, below = emit(new, seat.indent)
        self.edits.append((seat.mark, seat.mark, f" {inline}" if inline else ""))
        self._insert(self._line_end(seat.mark) + 1, below)

    def _replace_text(self, node: Any, inline: str, below: list[str]) -> None:
        start = node.start_mark.index
        # What follows the header on its line is a comment, and stays.
        header = _HEADER.match(self.text, start)
        self._put(start, header.end() if header else start + 1, inline)
        first = self._line_end(start) + 1
        self.edits.append((first, max(first, self._end(node) + 1), _lines(below)))

    def _replace_block(self, node: Any, inline: str, below: list[str], seat: Seat) -> None:
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
        if _is_block(node) and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        if start == end:
            end = len(self.text[:start].rstrip())
        if _is_block_text(node):
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


def _is_block(node: Any) -> bool:
    """Say whether a node is a mapping or a list without brackets."""
    return getattr(node, "flow_style", None) is False


def _is_block_text(node: Any) -> bool:
    return getattr(node, "style", None) in ("|", ">")


def _are_both(kind: type, old: Any, new: Any) -> bool:
    """Say whether two values are collections of one kind, and neither is empty."""
    return isinstance(old, kind) and isinstance(new, kind) and bool(old) and bool(new)


def _left(old: list[Any], new: list[Any]) -> list[int]:
    """Return the places of the old items that the new ones are, as far as these come in the same order."""
    places: list[int] = []
    for place, each in enumerate(old):
        if len(places) < len(new) and same(each, new[len(places)]):
            places.append(place)
    return places


def _lines(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
