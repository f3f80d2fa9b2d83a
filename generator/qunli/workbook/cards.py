"""Posts as cards one under another, 日期 | 12月6日 over 时间 | 14:00 over 文案 | …, as a list with a row for each card."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from qunli.workbook.asides import LABEL
from qunli.workbook.headings import columns_of
from qunli.workbook.names import heading
from qunli.workbook.tables import Cell, Table

_FEWEST, _FEWEST_LABELS = 2, 3

_DAY = re.compile(
    r"(?:20\d\d[年./-])?\d{1,2}[月./-]\d{1,2}[日号]?(?:[(（]?(?:周|星期)[一二三四五六日天][)）]?)?|每?(?:周|星期)[一二三四五六日天]|第[\d一二三四五六七八九十]{1,3}天"
)

# What counts the cards before what each is called: 活动一：, 第2条 , 3、.
_ORDINAL = re.compile(
    r"(?:第?[^\W\d]{0,4}?[一二三四五六七八九十\d]{1,3}[条个场期次]?)\s*[:：、.．)）]\s*(?=\S)"
)
# A line that only counts the cards: 【第1条】, 卡片二, ———.
_COUNTS = re.compile(
    r"[【\[(（]?(?:第|NO\.?\s*|[^\W\d]{0,4}?)[一二三四五六七八九十\d]{1,3}[条个篇场期次则张]?[】\])）]?|[-—=*_~─]{2,}",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[【\[「][^【】\[\]「」]{2,16}[】\]」]")
_DATE, _TITLE = "日期", "主题"

Line = tuple[Cell, ...]


def as_cards(table: Table) -> Table | None:
    """Return a sheet of cards as a list, None for another sheet: every card begins with the same label."""
    filled = [line for line in _one_under_another(_labels_apart(table.as_list().rows)) if any(line)]
    again = _labels_again(filled)
    lines = _uncounted(_with_titles([*_pairs_apart(filled)]))
    first = next((at for at, line in enumerate(lines) if _is_labelled(line, again)), len(lines))
    cards: list[list[Line]] = []
    for line in lines[first:]:
        if not _is_labelled(line, again):
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


def _labels_apart(rows: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a sheet of one column, 群：备婚群, with each label and what it names in a cell of its own.

    A cell may have several such lines; what has no label goes on with the line before it.
    """
    cells = [[cell for cell in line if cell] for line in rows]
    if max(map(len, cells), default=0) != 1:
        return rows
    lines = [part for line in cells for cell in line for part in _lines_of(cell)]
    labelled = [line for line in lines if len(line) > 1]
    if len(labelled) < _FEWEST * _FEWEST_LABELS or len(labelled) * 2 <= len(lines):
        return rows
    return tuple(_wide(line, 2) for line in lines)


def _lines_of(cell: Cell) -> Iterator[Line]:
    """Yield the lines of a cell, those with a label as two cells."""
    found: list[list[str]] = []
    for words in cell.text.split("\n"):
        label = LABEL.fullmatch(words.strip())
        if label and heading(label["name"]):
            found.append([label["name"], label["said"]])
        elif found:
            found[-1][-1] = f"{found[-1][-1]}\n{words}"
        else:
            found.append([words])
    yield from (tuple(replace(cell, raw=each, shown=None) for each in line) for line in found)


def _one_under_another(rows: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return rows with cards beside each other, 日期 | 12月4日 | | 日期 | 12月6日, as one card under another."""
    width = len(rows[0]) if rows else 0
    first = {at: line[0].text for at, line in enumerate(rows) if line and line[0] and heading(line[0].text)}
    titles = {at for at, line in enumerate(rows) if line and line[0] and at not in first and at + 1 in first}
    starts = [
        number
        for number in range(2, width)
        if (
            own := {
                at: rows[at][number].text
                for at in range(len(rows))
                if rows[at][number] and not (at in titles and heading(rows[at][number].text) is None)
            }
        )
        and len({*own.values()}) >= _FEWEST_LABELS
        and all(first.get(at) == words for at, words in own.items())
    ]
    if not starts or len({*first.values()}) < _FEWEST_LABELS:
        return rows
    found: list[Line] = []
    # A line without a label in the first column is a title of its card, or a blank one.
    labels = [at for at, words in first.items() if words == next(iter(first.values()))]
    begins = [at - 1 if at - 1 in titles and len(titles) >= len(labels) else at for at in labels]
    for at, end in zip((0, *begins), (*begins, len(rows)), strict=True):
        card = rows[at:end]
        for start, stop in zip((0, *starts), (*starts, width), strict=True):
            found += [_wide(line[start:stop], width) for line in card]
    return tuple(found)


def _pairs_apart(lines: list[Line]) -> Iterator[Line]:
    """Yield lines with several labels, 负责人： | 阿K | 配图： | 海报, as one line for each; a label without a value says nothing."""
    for line in lines:
        at = [number for number, cell in enumerate(line) if cell and heading(cell.text) and number % 2 == 0]
        values = [number for number, cell in enumerate(line) if cell and number not in at]
        is_split = len(at) > 1 and at[0] == 0 and values and all(number - 1 in at for number in values)
        if not is_split:
            yield line
            continue
        for number in values:
            yield _wide((line[number - 1], line[number]), len(line))


def _with_titles(lines: list[Line]) -> list[Line]:
    """Return lines with what titles each card as a line of its own label: 12月10日, or 活动一：养发周, over 时间 | 10:00."""
    titles = {
        at: filled[0]
        for at, line in enumerate(lines[:-1])
        if len(filled := [cell for cell in line if cell]) == 1 and _is_labelled(lines[at + 1])
    }
    days = {at: cell for at, cell in titles.items() if _DAY.fullmatch("".join(cell.text.split()))}
    has_titles = any(_is_labelled(line) and _means(line[0], "title") for line in lines)
    others = {at: cell for at, cell in titles.items() if at not in days and _calls_card(cell.text)}
    found = {at: (_DATE, cell) for at, cell in days.items()} if len(days) >= _FEWEST else {}
    if len(others) >= _FEWEST and not has_titles:
        found |= {
            at: (_TITLE, replace(cell, raw=_ORDINAL.sub("", cell.text.strip("【】[]「」")), shown=None))
            for at, cell in others.items()
        }
    return [
        _wide((Cell(found[at][1].place, found[at][0]), found[at][1]), len(line)) if at in found else line
        for at, line in enumerate(lines)
    ]


def _calls_card(words: str) -> bool:
    """Say whether words call a card: 活动一：养发周, 【养发周】."""
    inside = _MARKED.fullmatch(words)
    return _ORDINAL.match(words) is not None or (inside is not None and not _COUNTS.fullmatch(words))


def _uncounted(lines: list[Line]) -> list[Line]:
    """Return lines without those which only count the cards, 第1条; each label below one stands for it too."""
    if sum(map(_counts_cards, lines)) < _FEWEST:
        return lines
    found: list[Line] = []
    counts: list[Cell] = []
    for line in lines:
        if _counts_cards(line):
            counts += [cell for cell in line if cell]
            continue
        found.append((line[0].joined(line[0].text, counts), *line[1:]) if counts and line[0] else line)
        counts = counts if not line[0] else []
    return found


def _counts_cards(line: Line) -> bool:
    filled = [cell for cell in line if cell and not cell.is_beside]
    return len(filled) == 1 and _COUNTS.fullmatch(filled[0].text) is not None


def _means(cell: Cell, key: str) -> bool:
    known = heading(cell.text)
    return known is not None and known.key == key


def _is_labelled(line: Line, again: Collection[str] = ()) -> bool:
    """Say whether a row is a label with its only value; `again` are labels that nobody knows."""
    is_pair = len([cell for cell in line if cell]) == 2 and bool(line[0])
    return is_pair and (line[0].text in again or heading(line[0].text) is not None)


def _labels_again(lines: list[Line]) -> frozenset[str]:
    """Return the words that stand before a value as often as labels do that are known: 活动 in each of two cards."""
    pairs = [line[0].text for line in lines if len([cell for cell in line if cell]) == 2 and line[0]]
    found = Counter(pairs)
    often = {count for words, count in found.items() if heading(words)}
    return frozenset(words for words, count in found.items() if count >= _FEWEST and count in often)


def _row(card: list[Line], heads: Line) -> Line:
    values = {line[0].text: next(cell for cell in line[1:] if cell) for line in card}
    own = {line[0].text: line[0].places for line in card}
    blank = Cell(card[0][0].place)
    return tuple(
        replace(values[head.text], also=(*values[head.text].also, *own[head.text]))
        if head.text in values
        else blank
        for head in heads
    )


def _wide(line: Line, width: int) -> Line:
    return (*line, *(Cell(line[-1].place) for _ in range(width - len(line))))
