"""Posts as cards one under another, 日期 | 12月6日 over 时间 | 14:00 over 文案 | …, as a list with a row for each card."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.headings import columns_of
from qunli.workbook.names import heading
from qunli.workbook.tables import Cell, Table

_FEWEST, _FEWEST_LABELS = 2, 3

_DAY = re.compile(
    r"(?:20\d\d[年./-])?\d{1,2}[月./-]\d{1,2}[日号]?(?:[(（]?(?:周|星期)[一二三四五六日天][)）]?)?|每?(?:周|星期)[一二三四五六日天]|第[\d一二三四五六七八九十]{1,3}天"
)

Line = tuple[Cell, ...]


def as_cards(table: Table) -> Table | None:
    """Return a sheet of cards as a list, None for another sheet: every card begins with the same label."""
    lines = _with_days([line for line in table.as_list().rows if any(line)])
    first = next((at for at, line in enumerate(lines) if _is_labelled(line)), len(lines))
    cards: list[list[Line]] = []
    for line in lines[first:]:
        if not _is_labelled(line):
            return None
        if not cards or line[0].text == lines[first][0].text:
            cards.append([])
        cards[-1].append(line)
    labels = {line[0].text: line[0] for card in cards for line in card}
    is_whole = all(len({line[0].text for line in card}) == len(card) for card in cards)
    if len(cards) < _FEWEST or len(labels) < _FEWEST_LABELS or not is_whole:
        return None
    heads = tuple(labels.values())
    rows = tuple(_row(card, heads) for card in cards)
    above = tuple(
        (*line, *(Cell(line[-1].place) for _ in heads))[: max(len(heads), len(line))]
        for line in lines[:first]
    )
    width = max((len(line) for line in (*above, heads)), default=0)
    found = replace(table, rows=tuple(_wide(line, width) for line in (*above, heads, *rows)))
    return found if columns_of(found, len(above)).is_plan else None


def _with_days(lines: list[Line]) -> list[Line]:
    """Return lines with the day that titles each card as a line of its own label: 12月10日 over 时间 | 10:00."""
    titles = {
        at: filled[0]
        for at, line in enumerate(lines[:-1])
        if len(filled := [cell for cell in line if cell]) == 1
        and _DAY.fullmatch("".join(filled[0].text.split()))
        and _is_labelled(lines[at + 1])
    }
    if len(titles) < _FEWEST:
        return lines
    return [
        _wide((Cell(titles[at].place, "日期"), titles[at]), len(line)) if at in titles else line
        for at, line in enumerate(lines)
    ]


def _is_labelled(line: Line) -> bool:
    """Say whether a row is a label with its only value."""
    return len([cell for cell in line if cell]) == 2 and bool(line[0]) and heading(line[0].text) is not None


def _row(card: list[Line], heads: Line) -> Line:
    values = {line[0].text: next(cell for cell in line[1:] if cell) for line in card}
    own = {line[0].text: line[0].place for line in card}
    blank = Cell(card[0][0].place)
    return tuple(
        replace(values[head.text], also=(*values[head.text].also, own[head.text]))
        if head.text in values
        else blank
        for head in heads
    )


def _wide(line: Line, width: int) -> Line:
    return (*line, *(Cell(line[-1].place) for _ in range(width - len(line))))
