"""Columns of people below headings that no list has: who posts, as it is asked, and who looks it through beside that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qunli.workbook.columns import BY_KEY
from qunli.workbook.contents import below, says_nothing
from qunli.workbook.days import Reader
from qunli.workbook.headings import Columns, columns_of
from qunli.workbook.names import heading, is_fact, is_foreign
from qunli.workbook.names_of_people import is_person, is_surely_person
from qunli.workbook.questions import Question
from qunli.workbook.tables import Cell, Table

YES, NO = "是", "不是"
_MOST = 0.8
_LONGEST_HEAD = 8  # letters
_OWNER = BY_KEY["owner"].title
_REVIEWER = "审核人"
_APART = re.compile(r"\s*[/／|｜]\s*")
_REVIEWS = re.compile("(?:审[批核阅]|复[核审]|批准|核对|校对|确认|终审|签字)人?")
# Who has other work with a post than posting it, or is no one of the shop.
_OTHER_WORK = re.compile(
    "审|核|校|批|拍|摄|剪|录|修图|设计|美工|制作|做图|作图|撰|写|文案|供稿|来源|策划|选品|采购|备货|"
    "联系|客|顾|收|推荐|介绍|嘉宾|对象|寿星|获奖|中奖|主讲|出镜|模特|配合|协[助作同]|对接|抄送|会员|学[员生]|家长|宝宝|粉丝|用户|业主|老板|领导|品牌|商|店名|门店"
)

_ON_DUTY = re.compile("[早中晚夜白]班|班次")


def with_reviewers_apart(table: Table, row: int) -> Table:
    """Return a list whose column of who posts and who looks it through, 经办/审批, is one of each; others as they are."""
    for number, head in enumerate(table.rows[row]):
        names = _APART.split(head.text) if head else []
        if len(names) != 2 or not _is_owner(names[0]) or not _REVIEWS.fullmatch(names[1]):
            continue
        rows = [_parted(line, number, is_head=at == row) for at, line in enumerate(table.rows)]
        return replace(table, rows=tuple(rows))
    return table


def _is_owner(words: str) -> bool:
    known = heading(words)
    return known is not None and known.key == "owner"


def _parted(line: tuple[Cell, ...], number: int, *, is_head: bool) -> tuple[Cell, ...]:
    cell = line[number]
    parts = [_OWNER, _REVIEWER] if is_head else _APART.split(cell.text) if cell else []
    both = parts if len(parts) == 2 else [cell.raw, None]
    own = (
        [replace(cell, raw=raw, shown=None) for raw in both] if len(parts) == 2 else [cell, Cell(cell.place)]
    )
    return (*line[:number], *own, *line[number + 1 :])


def with_people_asked(table: Table, row: int, reader: Reader) -> Table:
    """Return a list without a column of who posts with its only one of people's names as that, where it is answered.

    早班 beside 晚班 are who is there, and no post has two of them.
    """
    columns = columns_of(table, row)
    if columns.has_ids or not columns.is_plan or "owner" in columns.keys:
        return table
    found = [at for at, head in columns.unknown() if _holds_people(table, row, columns, at, head)]
    if len(found) != 1 or _ON_DUTY.search(table.rows[row][found[0]].text):
        return table
    (number,) = found
    head = table.rows[row][number]
    text = f"「{head.text}」这一列写的是人，是谁来发吗？"
    answer = reader.interview.ask(Question(f"「{head.text}」是谁来发吗", text, head.place, (YES, NO), NO))
    if answer != YES:
        return table
    heads = list(table.rows[row])
    heads[number] = replace(head, raw=_OWNER, shown=None)
    return replace(table, rows=(*table.rows[:row], tuple(heads), *table.rows[row + 1 :]))


def _holds_people(table: Table, row: int, columns: Columns, number: int, head: Cell) -> bool:
    """Say whether most rows with something to post have the name of somebody in a column."""
    is_other = says_nothing(head) or is_foreign(head.text) or is_fact(head.text)
    if is_other or _OTHER_WORK.search(head.text) or len(head.text) > _LONGEST_HEAD:
        return False
    texts = (*columns.by_key.get("copy", ()), *columns.by_key.get("title", ()))
    lines = [line for line in below(table, row) if any(line[each] for each in texts)]
    return _are_people([line[number] for line in lines if line[number]], len(lines))


def _are_people(cells: Sequence[Cell], lines: int) -> bool:
    sure = [cell for cell in cells if is_surely_person(cell.text)]
    people = sum(is_person(cell.text) for cell in cells if cell not in sure) + len(sure)
    return len(cells) * 2 >= lines > 0 and len(sure) * 2 >= len(cells) > 0 and people >= _MOST * len(cells)
