"""A table as Markdown and chats write it, | 日期 | 时间 | 内容 |, in one column of a sheet."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.tables import Cell, Table

_FEWEST = 3
_RULE = re.compile(r"\s*:?-{2,}:?\s*|\s*:-+:?\s*|\s*-+:\s*")


def as_columns(table: Table) -> Table:
    """Return a sheet of one column whose lines stand between bars with a cell for each field, another one as it is."""
    lines = [[cell for cell in line if cell and not cell.is_beside] for line in table.rows]
    barred = [at for at, line in enumerate(lines) if len(line) == 1 and _fields(line[0])]
    if len(barred) < _FEWEST or any(len(line) > 1 for line in lines):
        return table
    widths = {len(_fields(lines[at][0])) for at in barred}
    width = max(widths)
    if len(widths) > 1 or width < 2:
        return table
    kept = [at for at in range(len(lines)) if not (at in barred and _is_rule(lines[at][0]))]
    return replace(table, rows=tuple(_wide(lines[at], table.rows[at][0], width, at in barred) for at in kept))


def _fields(cell: Cell) -> list[str]:
    words = cell.text.strip()
    is_barred = len(words) > 2 and words[0] in "|｜" and words[-1] in "|｜"
    return re.split(r"[|｜]", words[1:-1]) if is_barred else []


def _is_rule(cell: Cell) -> bool:
    return all(map(_RULE.fullmatch, _fields(cell)))


def _wide(line: list[Cell], first: Cell, width: int, is_barred: bool) -> tuple[Cell, ...]:
    """Return a line with a cell for each field; a line without bars is a title, whose # says no more."""
    own = line[0] if line else first
    words = [each.strip() for each in _fields(own)] if is_barred else [own.text.lstrip("# ")]
    cells = (replace(own, raw=each or None, shown=None, lies_in=None) for each in words)
    return (*cells, *(Cell(own.place) for _ in range(width - len(words))))
