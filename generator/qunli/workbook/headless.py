"""A list without a row of headings: what its columns hold, by their cells alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qunli.workbook.asides import is_total
from qunli.workbook.contents import Lines, has_hour, is_both, is_day, kind_in, length
from qunli.workbook.days import Reader
from qunli.workbook.headings import columns_of, heading_row
from qunli.workbook.kinds import kind_of
from qunli.workbook.tables import Cell, Table

_NAMES = {"both": "时间", "hour": "时间", "day": "日期", "group": "群名"}
_FEWEST = 2
_MOST = 0.8
_A_WORD = 4  # letters
# Whoever posts is named in so many letters, and comes again.
_NAME = 4
_TITLE = 8  # letters
_PART_OF_DAY = re.compile("[早午晚]安|(?:早|午|晚|中|下午|夜)[餐市场间]?茶?|夜宵|早上好?|晚上好?")


def is_time_of_day(words: str) -> bool:
    """Say whether words name what is posted at a part of the day, and nobody: 早安, 午餐."""
    return _PART_OF_DAY.fullmatch(words) is not None


def with_headings(table: Table, reader: Reader) -> Table:
    """Return a list whose first rows are posts already with a row of headings above them, other sheets as they are."""
    row = heading_row(table)
    if row is not None and columns_of(table, row).is_plan:
        return table
    first = next((at for at, line in enumerate(table.rows) if _is_post(line, reader)), None)
    if first is None or any(sum(map(bool, line)) > 1 for line in table.rows[:first]):
        return table
    lines = tuple(line for line in table.rows[first:] if _is_row(line))
    names = _names(lines, reader)
    if len(lines) < _FEWEST or "文案" not in names.values() or not {"时间", "日期"} & {*names.values()}:
        return table
    heads = tuple(
        Cell(replace(cell.place, row=max(1, cell.place.row)), names.get(number))
        for number, cell in enumerate(table.rows[first])
    )
    return replace(table, rows=(*table.rows[:first], heads, *table.rows[first:]))


def _is_row(line: tuple[Cell, ...]) -> bool:
    """Say whether a row has several cells, and sums up none above it."""
    filled = [cell for cell in line if cell]
    return len(filled) > 1 and not is_total(filled)


def _is_post(line: tuple[Cell, ...], reader: Reader) -> bool:
    """Say whether a row says when and what."""
    filled = [cell for cell in line if cell]
    timed = [
        cell
        for cell in filled
        if kind_of(cell.as_time().text, reader) in ("day", "hour") or is_both(cell, reader)
    ]
    others = [cell for cell in filled if cell not in timed]
    return bool(timed) and any(sum(map(str.isalpha, cell.text)) >= _A_WORD for cell in others)


def _names(lines: Lines, reader: Reader) -> dict[int, str]:
    """Return what the columns are to be called, by their numbers; those that nothing tells are missing."""
    found: dict[int, str] = {}
    texts: dict[int, float] = {}
    for number in range(len(lines[0])):
        cells = [line[number] for line in lines if line[number]]
        kind = _kind(lines, number, cells, reader)
        if kind in _NAMES and _NAMES[kind] not in found.values():
            found[number] = _NAMES[kind]
        elif kind == "text" or (len(cells) == len(lines) and length(cells) >= _A_WORD):
            texts[number] = length(cells)
    left = [number for number in range(len(lines[0])) if number not in found]
    if not texts and len(left) == 1 and all(len(line[left[0]].text) > 1 for line in lines):
        texts[left[0]] = 1
    if texts:
        found[max(texts, key=lambda number: texts[number])] = "文案"
    people = [number for number in range(len(lines[0])) if number not in found and _are_people(lines, number)]
    found |= {people[0]: "负责人"} if len(people) == 1 else {}
    words = [number for number in range(len(lines[0])) if number not in found and _are_titles(lines, number)]
    return {**found, **({words[0]: "主题"} if len(words) == 1 else {})}


def _kind(lines: Lines, number: int, cells: list[Cell], reader: Reader) -> str:
    kind = kind_in(lines, number, reader)
    if kind in ("", "text") and cells and _share(cells, reader) >= _MOST:
        return "both"
    return kind


def _share(cells: list[Cell], reader: Reader) -> float:
    """Return how many of some cells say an hour beside a day."""
    both = [cell for cell in cells if has_hour(cell, reader) and is_day(cell, reader)]
    return len(both) / len(cells)


def _are_people(lines: Lines, number: int) -> bool:
    """Say whether a column has short words only of which some come again."""
    words = [*_words(lines, number)]
    are_short = all(len(each) <= _NAME and each.isalpha() for each in words)
    return are_short and len(words) > len({*words}) and not any(map(is_time_of_day, words))


def _are_titles(lines: Lines, number: int) -> bool:
    """Say whether a column has short words in each of its rows, parts of the day among them: 早安, 午餐."""
    words = [*_words(lines, number)]
    return len(words) == len(lines) and max(map(len, words)) <= _TITLE and any(map(is_time_of_day, words))


def _words(lines: Lines, number: int) -> Iterator[str]:
    yield from (line[number].text for line in lines if line[number])
