"""Rows of a wall plan that are no posts of their own: who posts on each day, pictures of each text, legends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qunli.workbook.names import heading
from qunli.workbook.tables import Cell

Line = Sequence[Cell]

_FIELDS = frozenset(("owner", "notes", "media", "way", "stage", "type", "title"))
_OF_POSTS = _FIELDS | {"copy"}
_LEGEND = re.compile(r"(?:图例|颜色|标[注色]|配色|[红黄绿蓝橙紫灰粉]色|[■●★▲◆])")


def field_of(words: str) -> str:
    """Return the key of the field that a row is labelled with, "" for another label."""
    known = heading(words)
    return known.key if known and known.rank.is_integer() and known.key in _OF_POSTS else ""


def label_of(line: Line, first: int) -> Cell:
    """Return what a row is called: the last filled cell before its values; a blank cell where nothing is."""
    return next((cell for cell in reversed(line[:first]) if cell), line[0])


def is_legend(line: Line, first: int) -> bool:
    """Say whether a row tells what colours and signs mean."""
    return _LEGEND.match(label_of(line, first).text) is not None


def label_column(lines: Sequence[Line], first: int) -> int | None:
    """Return the column before the values that says of each row which field of the posts it has, None without one."""
    for number in range(first):
        cells = [line[number] for line in lines if line[number]]
        keys = {field_of(cell.text) for cell in cells}
        if len(keys) > 1 and "" not in keys and keys & {"copy", "title"} and number > 0:
            return number
    return None


def fields_apart(lines: Sequence[Line], first: int) -> list[tuple[Line, list[Line]]]:
    """Return the rows of posts, each with the rows of fields that are said of it.

    A row of a field that stands once, before or after all posts, is said of all of them; one that comes again after
    each row of posts is said of the row above it. Elsewhere it stays a row of its own, and is refused as one.
    """
    labels = [label_of(line, first) for line in lines]
    keys = [field_of(cell.text) if not cell.is_beside else "" for cell in labels]
    is_field = [key in _FIELDS and any(line[first:]) for key, line in zip(keys, lines, strict=True)]
    posts = [number for number, is_one in enumerate(is_field) if not is_one and any(lines[number][first:])]
    if not posts or not any(is_field):
        return [(line, []) for line in lines]
    said: dict[int, list[Line]] = {}
    for key in sorted({key for key, is_one in zip(keys, is_field, strict=True) if is_one}):
        rows = [at for at, is_one in enumerate(is_field) if is_one and keys[at] == key]
        for number, owners in _owners(rows, posts).items():
            for owner in owners:
                said.setdefault(owner, []).append(lines[number])
    taken = {id(line) for each in said.values() for line in each}
    return [(line, said.get(number, [])) for number, line in enumerate(lines) if id(line) not in taken]


def _owners(fields: list[int], posts: list[int]) -> dict[int, list[int]]:
    """Return the rows of posts that each row of one field is said of."""
    if len(fields) == 1:
        at = fields[0]
        return {at: posts} if at < posts[0] or at > posts[-1] else {}
    above = {at: [number for number in posts if number < at] for at in fields}
    own = {at: numbers[-1:] for at, numbers in above.items()}
    return own if len({*map(tuple, own.values())}) == len(fields) and all(own.values()) else {}
