"""The account of a file: every cell that says something became a value, was understood, or is told; what is left is asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from qunli.problem import Problem
from qunli.when import is_daytime
from qunli.workbook.asides import is_signed, is_title, is_total
from qunli.workbook.crosstab import says_nothing
from qunli.workbook.days import Reader
from qunli.workbook.heading_words import PERSON
from qunli.workbook.kinds import is_group, kind_of
from qunli.workbook.left_out import LEFT_OUT, named_cells
from qunli.workbook.months import LUNAR, is_printed
from qunli.workbook.names import heading, is_afterwards
from qunli.workbook.orders import is_of_all, is_order
from qunli.workbook.questions import Question
from qunli.workbook.states import is_no, is_yes
from qunli.workbook.tables import Book, Cell, Place, Table
from qunli.workbook.titles import group_in

DROP = "不要了"
_KEY = "没收进去的格子"
_MOST_NAMED = 5
_MOST_HEAD = 8  # letters
# What stands over an hour and its text and only says which of several it is.
_NAMED = re.compile(
    r"(?:早上?|早间|上午|中午|午间|下午|傍晚|晚上?|晚间|睡前)(?:[推发][送布]|[档场段]|时段|推|一条|内容|文案|话术)|第[\d一二三四五六]+[条次波档]|(?:推送|文案|内容)[\d一二三四五六]"
)
_BETWEEN = re.compile(r"[\\/|、\s]+")
# What counts rows, and signs without words.
_MUTE = re.compile(r"[\d.,%￥¥]*|\W*|序号?|编号|No\.?|#", re.IGNORECASE)

# What stands over several headings and only says of what kind they are.
_BAND = re.compile(
    "(?:(?:基础|基本|发[送布]|推送|排期|执行|内容|素材|人员|时间|投放|活动)(?:信息|安排|部分|设置|详情)|(?:发[送布]|推送|群发|排期|素材|人员)|信息|(?:发|发到)?哪[些几个]+群|目标群组?|人员?|其[他它])[:：]?"
)
# Which dates the days of two calendars are, which the days below are read by.
_CALENDAR = re.compile(r"[(（][^()（）]*(?:农历|阴历|[正冬腊]月(?:初一|大|小))[^()（）]*[)）]")
_MONTH = re.compile(r"(?:20\d\d年)?\d{1,2}月份?|20\d\d年度?")
# Names of what is going on that change no post.
_PHASE = re.compile("(?:预热|蓄水|种草|造势|预售|爆发|高潮|冲刺|返场|收尾|尾款|开门红|正式)(?:期|阶段)?")
_BLOCK = re.compile(r"\d|群|圈|号$")
# A line of a plan: its number, its day and its hour, and what is posted.
_LINE = re.compile(
    r"(?:[\d①-⑳]{1,2}\s*[、.．)）]\s*)?(?:每[^\W\d]{0,6}|周[一二三四五六日天末]|\d{1,2}[月./]\d{1,2}[日号]?)?[^\W\d]{0,2}\s*\d{1,2}\s*[:：点]\s*(?:\d{2}|半)?\s*(?![-~–—至到])\S{2,}"
)
_DAY = re.compile(f"[一二三四五六日天]|\\d{{1,2}}[日号]?|{LUNAR.pattern}")


def problems(
    book: Book, seen: Sequence[Table], taken: Collection[Place], reader: Reader
) -> Iterator[Problem]:
    """Yield what is told of the sheets that are no plan, and of single cells that were answered to be of no use.

    `seen` are the sheets that were wanted, `taken` the cells that became something. Raises ContentError for cells which
    nothing took, where nobody said that they are of no use.
    """
    left: list[Cell] = []
    for table in seen:
        cells = [*_left(table, taken, reader)]
        if any(cell.place in taken for line in table.rows for cell in line):
            left += cells
        elif len(seen) > 1 and cells:
            left += cells if _is_timed(table, reader) else []
            told = f"表「{table.name}」不像发布计划，没有导入"
            yield cells[0].place.problem(LEFT_OUT, told, "要发的写全时间和内容，一行一条", "warning")
    phases = [cell for cell in left if _PHASE.fullmatch(cell.text)]
    if phases:
        told = f"{named_cells([cell.place for cell in phases])} 写的是阶段，没有收进计划"
        hint = "要留着就每一行写上，列名写「阶段」"
        yield phases[0].place.problem(LEFT_OUT, told, hint, "warning")
    if left := [cell for cell in left if cell not in phases]:
        yield _asked(left, reader)


def _left(table: Table, taken: Collection[Place], reader: Reader) -> Iterator[Cell]:
    is_plan = any(cell.place in taken for line in table.rows for cell in line)
    for at, line in enumerate(table.rows):
        filled = [cell for cell in line if cell and not cell.is_beside and cell.lies_in in (None, cell.place)]
        if filled and (
            is_total(filled) or is_signed(filled) or is_printed([cell.text for cell in filled], reader)
        ):
            continue
        if is_plan and len(filled) == 1 and _is_silent(filled[0].text, is_first=at == 0):
            continue
        others = [cell for cell in filled if cell.place not in taken and not _is_mute(cell.text, reader)]
        if is_plan:
            others = [cell for cell in others if not _is_block(line, cell)]
            others = [cell for cell in others if not _is_without_post(table, at, cell, reader)]
        yield from (cell for cell in others if not _is_head(table, at, cell, taken))


def _is_head(table: Table, row: int, cell: Cell, taken: Collection[Place]) -> bool:
    """Say whether a cell names the column of what was taken below it, before others whose heads were.

    A part of the day above the headings of hours and texts says nothing that the hours do not; a word for who posts
    heads the names below it.
    """
    if is_group(cell.text) and any(
        is_group(each.text) and each.text != cell.text for each in table.rows[row]
    ):
        return False
    column = table.rows[row].index(cell)
    below = next((line[column] for line in table.rows[row + 1 :] if line[column]), None)
    beside = next((each for each in table.rows[row][column + 1 :] if each), None)
    if beside is None:
        # Behind the last heading stands none: those before it are known.
        before = [each for each in table.rows[row][:column] if each]
        beside = before[-1] if before and all(heading(each.text) for each in before) else None
    if below and heading(below.text) and (is_daytime(cell.text) or _NAMED.fullmatch(cell.text)):
        return True
    others = (each for each in table.rows[row] if each is not cell)
    if below is None and len(cell.text) <= _MOST_HEAD and any(each.place in taken for each in others):
        # A heading of a column without a word in it.
        return not is_order(cell.text) and not is_of_all(cell.text)
    if below and below.place in taken and PERSON.fullmatch(cell.text):
        return True
    return all(each is not None and (each.place in taken or heading(each.text)) for each in (below, beside))


def _is_block(line: Sequence[Cell], cell: Cell) -> bool:
    """Say whether a cell only names some rows before their headings, 午餐档, and is no group and no number."""
    beside = next((each for each in line[1:] if each), None)
    is_first = cell is line[0] and beside is not None and heading(beside.text) is not None
    return is_first and _BLOCK.search(cell.text) is None and not is_order(cell.text)


def _is_without_post(table: Table, row: int, cell: Cell, reader: Reader) -> bool:
    """Say whether a cell of a wall plan says that nothing is posted then: 休息，不发 beside 周日 and below 早 7:00."""
    column = table.rows[row].index(cell)
    beside = (each.text for each in table.rows[row][:column] if each)
    above = (line[column].text for line in table.rows[:row] if line[column])
    kinds = ("day", "hour", "group")
    return says_nothing(cell.text) and all(
        any(kind_of(words, reader) in kinds for words in each) for each in (beside, above)
    )


def _is_silent(words: str, *, is_first: bool) -> bool:
    """Say whether a line of one cell is the title of a sheet, or says which dates the days of two calendars are."""
    return (is_first or _CALENDAR.search(words) is not None) and _is_only_title(words)


def _is_only_title(words: str) -> bool:
    """Say whether the first line of a sheet says nothing of its posts: no group, and nothing that holds for all of them."""
    words = _CALENDAR.sub("", words)
    says = group_in(words) or is_order(words) or is_of_all(words)
    return not says and is_title(words, is_counted=False)


def _is_mute(words: str, reader: Reader) -> bool:
    """Say whether words say nothing of a post: a number, a heading, a corner of both directions, a day without posts."""
    if is_order(words):
        return False
    if _MONTH.fullmatch(words) or kind_of(words, reader) == "day" or all(map(_DAY.fullmatch, words.split())):
        return True
    if (
        _MUTE.fullmatch(words)
        or _BAND.fullmatch(words)
        or says_nothing(words)
        or is_afterwards(words)
        or is_yes(words)
        or is_no(words)
    ):
        return True
    return all(map(heading, filter(None, _BETWEEN.split(words))))


def _is_timed(table: Table, reader: Reader) -> bool:
    """Say whether several cells of a sheet say an hour or a day, or begin with one: 1、每天9:00 早安图."""
    cells = [cell for line in table.rows for cell in line if cell and not cell.is_beside]
    return sum(kind_of(cell.text, reader) in ("hour", "day") or _is_line(cell.text) for cell in cells) > 1


def _is_line(words: str) -> bool:
    return _LINE.match(words) is not None


def _asked(left: list[Cell], reader: Reader) -> Problem:
    named = "、".join(
        f"{cell.place.cell}「{' '.join(cell.text.split())[:20]}」" for cell in left[:_MOST_NAMED]
    )
    more = f" 等 {len(left)} 格" if len(left) > _MOST_NAMED else ""
    text = f"{named}{more} 没有收进任何一条，看不出是做什么的。不要了吗？"
    hint = "要发的放到有列名的格子里，写全时间和内容；没用的删掉；或者回答「没收进去的格子」：不要了"
    message = f"没有收进任何一条，看不出是做什么的：{named}{more}"
    reader.interview.require(Question(_KEY, text, left[0].place, (DROP,)), message, hint)
    return left[0].place.problem(LEFT_OUT, f"照你说的没有导入：{named}{more}", "", "warning")
