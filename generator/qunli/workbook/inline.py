"""Several posts in one cell of a wall plan: 9:00 早安 / 12:00 今日菜单, each line with its hour."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.when import UnclearError, is_daytime, read_clocks
from qunli.workbook.tables import Cell

_HOUR = (
    r"(?P<hour>(?:(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|睡前|早|午|晚)?\s*\d{1,2}\s*[:：]\s*\d{2}"
    r"|(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|早|午|晚)?[\d一二三四五六七八九十]{1,3}点(?:半|\d{1,2}分?)?)"
    r"(?:\s*[-~–—至到]\s*\d{1,2}[:：]\d{2})?)"
)
_HEAD = re.compile(rf"[\s⏰🕘🕛•·*\-\d.、)）(（\[【]*?{_HOUR}[\s:：,，、.。)）\]】|｜-]*(?P<text>\S.*)?")
# 12:00 咖喱日；20:00 答疑 are two lines.
_BETWEEN = re.compile(rf"\n|\s*[;；/｜|]\s*(?={re.sub(r'[(][?]P<hour>', '(?:', _HOUR)})")
# Until or from that hour something holds: 18:00前下单.
_GOES_ON = re.compile("[前后起止]|[之以][前后]")
# Numbers and signs before a line: ①9:00 早安.
_ORNAMENTS = re.compile(r"^(?:[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]|[^\w\s(（\[【]|\s)+")
_OF_PART = re.compile(
    r"(?:[【\[(（](?P<part>[^】\])）]{1,3})[】\])）]|(?P<bare>[^:：\s]{1,3})[:：])\s*(?P<text>\S.*)"
)
_TAIL = re.compile(
    rf"(?P<text>[^\d\s(（]{{2,8}}|第\d{{1,2}}[^\d\s]{{1,3}})[\s:：|·-]*[(（]?{_HOUR}\s*(?:群?发[布送]?|推送?)?[)）]?"
)
_END = re.compile(rf"(?P<text>[^\n(（]*[^\s\n(（])\s*[(（【\[]\s*{_HOUR}\s*(?:发布?|推送?)?[)）】\]]")
_LABEL = re.compile(r"[(（【\[]?(群|[^\d\s，。！？,!?]{2,8}|第\d{1,2}[^\d\s]{1,3})[)）】\]]?")

# The part of the day that a label names tells 8点 in the evening from 8点 in the morning.
_PARTS = {"早": "早上", "午": "中午", "晚": "晚上", "下午": "下午"}
_PART = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)))


def parted(cell: Cell) -> list[tuple[Cell | None, Cell]]:
    """Return the hours that begin lines of a cell, each with its text; (None, the cell) where no line begins with one."""
    found: list[tuple[str, list[str]]] = []
    if parts := _by_parts(cell):
        return parts
    for line in _BETWEEN.split(cell.text):
        head = _HEAD.fullmatch(_ORNAMENTS.sub("", line.strip()))
        if head and _is_hour(head["hour"]) and not _GOES_ON.match(head["text"] or ""):
            found.append((head["hour"], [head["text"]] if head["text"] else []))
        elif found:
            found[-1][1].append(line)
        else:
            return [_behind(cell)]
    if not found or not all(lines for _, lines in found):
        return [(None, cell)]
    return [(_of(cell, hour), _of(cell, "\n".join(lines).strip())) for hour, lines in found]


def lines_in(words: str) -> list[str]:
    """Return the lines of some words, 9:00 早安 / 12:00 今日菜单 as two; what stands before the first hour, its day, before each."""
    found: list[str] = []
    for line in words.split("\n"):
        first, *others = _BETWEEN.split(line)
        day = head[0] if others and (head := first_hour(first)) else ""
        found += [first, *(f"{day}{each}" for each in others)]
    return found


def _behind(cell: Cell) -> tuple[Cell | None, Cell]:
    """Return the hour in brackets that a line ends with, and its text: 秒杀（20:00）; (None, the cell) where it ends otherwise."""
    tail = _END.fullmatch(cell.text)
    if tail is None or not _is_hour(tail["hour"]):
        return None, cell
    return _of(cell, tail["hour"]), _of(cell, tail["text"].strip())


def _by_parts(cell: Cell) -> list[tuple[Cell | None, Cell]]:
    """Return the parts of the day that all of several lines begin with, 【早】 … 【晚】, each with its text; else none."""
    lines = [_OF_PART.fullmatch(line.strip()) for line in cell.text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(each and is_daytime(_part_of(each)) for each in lines):
        return []
    return [(_of(cell, _part_of(each)), _of(cell, each["text"])) for each in lines if each]


def _part_of(found: re.Match[str]) -> str:
    return str(found["part"] or found["bare"])


def hours_in(words: str) -> list[str]:
    """Return the hours that stand anywhere in some words, each with the part of the day before it."""
    return [found["hour"] for found in re.finditer(_HOUR, words) if _is_hour(found["hour"])]


def hour_within(text: str) -> str:
    """Return the hour with which a line of a text begins, "" where none does."""
    lines = (_ORNAMENTS.sub("", line.strip()) for line in text.split("\n"))
    heads = (_HEAD.fullmatch(line) for line in lines)
    return next((each["hour"] for each in heads if each and _is_hour(each["hour"])), "")


def parts_of_day(text: str) -> int:
    """Return how many parts of a text are each labelled with another part of the day: 早：开门啦；晚：打烊啦."""
    parts = (_OF_PART.fullmatch(part.strip()) for part in re.split(r"[\n;；]", text))
    return len({_part_of(each) for each in parts if each and is_daytime(_part_of(each))})


def first_hour(words: str) -> tuple[str, str, str] | None:
    """Return what stands before the first hour of a line, that hour, and what follows; None where it has none."""
    found = re.search(_HOUR, words)
    if found is None or not _is_hour(found["hour"]):
        return None
    behind = re.sub(r"^[\s:：,，、.。)）\]】|｜—–-]+", "", words[found.end() :])
    return None if _GOES_ON.match(behind) else (words[: found.start()], found["hour"], behind)


def labelled(cell: Cell) -> tuple[Cell, Cell] | None:
    """Return an hour and what it is called: 10:00 早安, 午市(11:30); None for other words."""
    hour, text = parted(cell)[0]
    if hour is None and (tail := _TAIL.fullmatch(cell.text)) and _is_hour(tail["hour"]):
        hour, text = _of(cell, tail["hour"]), _of(cell, tail["text"])
    label = _LABEL.fullmatch(text.text) if hour and len(parted(cell)) == 1 else None
    if not hour or not label or is_daytime(label[1]) or is_daytime(label[1].casefold()):
        return None
    part = _PART.search(label[1])
    # 午餐推送10:30 is no hour at noon.
    in_part = f"{_PARTS[part[0]]} {hour.text}" if part else ""
    return (_of(cell, in_part) if in_part and _is_hour(in_part) else hour), _of(cell, label[1])


def _of(cell: Cell, words: str) -> Cell:
    return replace(cell, raw=words, shown=None, lies_in=None)


def _is_hour(words: str) -> bool:
    try:
        return bool(read_clocks(words).at)
    except UnclearError:
        return False
