"""Lines pasted into one column, 12月1日(周二)10:00 纸尿裤开团, as a list of days, hours and texts."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.when import UnclearError
from qunli.workbook.days import Reader
from qunli.workbook.inline import first_hour, lines_in
from qunli.workbook.names_of_people import is_surely_person
from qunli.workbook.tables import Cell, Table

_FEWEST, _MOST_TITLES = 2, 2
# What counts the lines, or heads their numbers.
_NUMBER = re.compile(r"\d{1,3}[.、)]?|序号?|编号|No\.?", re.IGNORECASE)
_ITEM = re.compile(r"^\s*[(（]?\d{1,2}[.、)）](?!\d)\s*")
_SENT = re.compile(r"^(?:准时|统一)?(?:推送|发送|发布|群发|发)?(?:出|到群里?)?\s*[:：,，]\s*")
_HEADS = ("日期", "时间", "群名", "文案", "负责人")
_GROUP, _TEXT, _PERSON = 2, 3, 4
# Who posts a line, behind its text: 早安图，小王; 早安图（小王发）.
_BY = re.compile(
    r"(?P<text>.*\S)\s*(?:[，,、;；|/—–-]+|\s|(?P<open>[(（【\[@]))\s*(?:负责人?|由|@)?\s*[:：]?\s*(?P<who>[^\W\d]{1,6}?)(?:来?发|负责)?(?(open)[)）】\]]?)\s*[。.]?",
    re.DOTALL,
)
# To which groups a line goes, before its text: 茶友群、亲子群 发：今晚有直播.
_TO = re.compile(
    r"^(?:发(?:到|给|在)?\s*)?[【\[(（]?(?P<groups>[^，。！？,!?：:【】\[\]()（）\d]{0,10}群[A-Za-z\d]?(?:\s*[、和/及+]\s*[^，。！？,!?：:【】\[\]()（）\d]{0,10}群[A-Za-z\d]?)*)"
    r"[】\])）]?\s*(?:(?:推送|发送|发布|群发|发|推)?\s*[:：])\s*(?=\S)"
)
_REMARK = re.compile(
    r"\s*[(（【\[※*]?(?:备忘录?|备注|注意?|说明|提醒自己|PS)\s*[】\])）]?\s*[:：]", re.IGNORECASE
)
_POINTED = re.compile(r"^(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?![\d.])")
_DAY_BEFORE = re.compile(r"[\s,，、:：|｜—–\[【-]+$")


def as_lines(table: Table, reader: Reader) -> Table | None:
    """Return a sheet of one column whose lines all begin with their hour, and their day before it, as a list; else None.

    Lines above the first such one are titles.
    """
    rows = [
        [cell for cell in line if cell and not _NUMBER.fullmatch(cell.text)] for line in table.as_list().rows
    ]
    rows = [line for line in rows if line]
    if any(len(line) != 1 for line in rows):
        return None
    cells = [line[0] for line in rows]
    around = "\n".join((*(cell.text for cell in cells[:1]), table.name, reader.about))
    parts = [
        [
            _parts(replace(cell, raw=words, shown=None), replace(reader, around=around))
            for words in lines_in(cell.text)
        ]
        if at == 0 or not _REMARK.match(cell.text)
        else [_alone(cell)]
        for at, cell in enumerate(cells)
    ]
    first = next((at for at, each in enumerate(parts) if all(each)), len(parts))
    found = [each for lines in parts[first:] for each in lines]
    if sum(bool(each and each[_TEXT]) for each in found) < _FEWEST or not all(found) or first > _MOST_TITLES:
        return None
    heads = tuple(Cell(cells[first].place, name) for name in _HEADS)
    lines = _with_people([each for each in found if each])
    blank = {at for at in (_GROUP, _PERSON) if not any(line[at] for line in lines)}
    every = [*map(_alone, cells[:first]), heads, *lines]
    rows_of = [tuple(cell for at, cell in enumerate(line) if at not in blank) for line in every]
    return replace(table, rows=tuple(rows_of))


def _with_people(lines: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Return lines with who posts each in a cell of its own, where most of them end with somebody's name."""
    found = [_BY.fullmatch(line[_TEXT].text) for line in lines]
    people = [each if each and is_surely_person(each["who"]) else None for each in found]
    if sum(map(bool, people)) * 2 <= len(lines):
        return lines
    return [_by(line, each) if each else line for line, each in zip(lines, people, strict=True)]


def _by(line: tuple[Cell, ...], found: re.Match[str]) -> tuple[Cell, ...]:
    text, who = (replace(line[_TEXT], raw=found[name], shown=None) for name in ("text", "who"))
    return (*line[:_TEXT], text, who)


def _alone(cell: Cell) -> tuple[Cell, ...]:
    return (cell, *(Cell(cell.place) for _ in _HEADS[1:]))


def _parts(cell: Cell, reader: Reader) -> tuple[Cell, ...] | None:
    """Return the day and the group, which may be blank, the hour and the text of a line, None for one that does not begin so."""
    found = first_hour(_ITEM.sub("", cell.text))
    if found is None:
        return None
    before, hour, text = found
    to = _TO.match(text.lstrip(" ,，、"))
    text = _SENT.sub("", text.lstrip(" ,，、")[to.end() :] if to else text)
    # Before its hour a number with a point is a date.
    day = _POINTED.sub(r"\1月\2日", _DAY_BEFORE.sub("", before).strip())
    if not text or (day and not _is_day(day, reader)):
        return None
    words = (day or None, hour, to and to["groups"], text, None)
    return tuple(replace(cell, raw=each, shown=None, lies_in=None) for each in words)


def _is_day(words: str, reader: Reader) -> bool:
    try:
        return reader.moment(words).day is not None
    except UnclearError:
        return False
