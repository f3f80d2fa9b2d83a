"""Rows of a wall plan that say the same on several days or at several hours, joined to one post."""

from __future__ import annotations

from qunli.when import UnclearError
from qunli.workbook.days import Reader
from qunli.workbook.tables import Cell

# The name of a row that only says what the rows below it are about.
SECTION = "§"
# What is joined where rows say the same otherwise: 周一 and 周三 of one text are one post.
_JOINED = (("日期", "星期"), ("时间",))

Row = dict[str, Cell]


def alike(rows: list[Row], around: Reader) -> list[Row]:
    """Return the rows with those joined that differ only in their day, then only in their hour, as far as that is read."""
    for names in _JOINED:
        rows = [joined for each in _grouped(rows, names) for joined in _joined(each, names, around)]
    return rows


def _grouped(rows: list[Row], names: tuple[str, ...]) -> list[list[Row]]:
    """Return the rows in groups that say the same but for some columns; sections part them."""
    found: dict[object, list[Row]] = {}
    section = 0
    for number, row in enumerate(rows):
        if SECTION in row:
            section += 1
            found[number] = [row]
            continue
        same = tuple(sorted((name, cell.text) for name, cell in row.items() if name not in names))
        has_all = frozenset(name for name in names if name in row)
        found.setdefault((section, same, has_all), []).append(row)
    return list(found.values())


def _joined(rows: list[Row], names: tuple[str, ...], around: Reader) -> list[Row]:
    first = rows[0]
    if len(rows) == 1:
        return rows
    words = {
        name: "、".join(dict.fromkeys(row[name].text for row in rows)) for name in names if name in first
    }
    if not all(_is_heard(each, around) for each in words.values()):
        return rows
    return [
        {
            name: cell.joined(words.get(name, cell.text), (row[name] for row in rows))
            for name, cell in first.items()
        }
    ]


def _is_heard(words: str, around: Reader) -> bool:
    try:
        around.moment(words)
    except UnclearError:
        return False
    return True
