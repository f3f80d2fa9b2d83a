"""Several posts in one cell of a wall plan: 9:00 早安 / 12:00 今日菜单, each line with its hour."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.when import UnclearError, read_clocks
from qunli.workbook.tables import Cell

_HEAD = re.compile(
    r"[\s⏰🕘🕛•·*\-\d.、)]*?(?P<hour>(?:(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|睡前|早|晚)?\s*\d{1,2}\s*[:：]\s*\d{2}"
    r"|(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|早|晚)?[\d一二三四五六七八九十]{1,3}点(?:半|\d{1,2}分?)?)"
    r"(?:\s*[-~–—至到]\s*\d{1,2}[:：]\d{2})?)[\s:：,，、.。-]*(?P<text>\S.*)?"
)


def parted(cell: Cell) -> list[tuple[Cell | None, Cell]]:
    """Return the hours that begin lines of a cell, each with its text; (None, the cell) where no line begins with one."""
    found: list[tuple[str, list[str]]] = []
    for line in cell.text.split("\n"):
        head = _HEAD.fullmatch(line.strip())
        if head and _is_hour(head["hour"]):
            found.append((head["hour"], [head["text"]] if head["text"] else []))
        elif found:
            found[-1][1].append(line)
        else:
            return [(None, cell)]
    if not found or not all(lines for _, lines in found):
        return [(None, cell)]
    return [(_of(cell, hour), _of(cell, "\n".join(lines).strip())) for hour, lines in found]


def _of(cell: Cell, words: str) -> Cell:
    return replace(cell, raw=words, shown=None, lies_in=None)


def _is_hour(words: str) -> bool:
    try:
        return bool(read_clocks(words).at)
    except UnclearError:
        return False
