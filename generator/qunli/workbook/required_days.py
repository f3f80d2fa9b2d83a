"""What a list must say of its days to be read: those of the posts and no others, and what they were moved to."""

from __future__ import annotations

import re

from qunli.problem import ContentError
from qunli.when import NoMonthError, UnclearError
from qunli.workbook.contents import Lines, below, has_hour, is_day, is_hour, kind_in, says_nothing
from qunli.workbook.days import Reader
from qunli.workbook.headings import Columns
from qunli.workbook.kinds import kind_of
from qunli.workbook.names import is_fact, is_foreign, key_inside
from qunli.workbook.other_columns import NOTED
from qunli.workbook.spans import span_in
from qunli.workbook.tables import Cell, Table
from qunli.workbook.topics import PART_OF_WEEK

# A cell that speaks of a day, understood or not: a post beside it is not one of every day.
LIKE_DAY = re.compile(
    r"\d\s*[月./-]\s*\d|(?:周|星期|礼拜)[一二三四五六日天末]|\d[日号]|[DT][+-]\d|[前后]\d{1,2}天|初[一二三四五六七八九十]|[单双][日号周]|工作日|节假日|周末|假日|"
    r"(?:还有|还剩|剩余?|倒计时|倒数|距.{0,4}|提前|第)\s*(?:\d{1,3}|[一二两三四五六七八九十]+)[天日周]|[\d一二两三四五六七八九十][天日周][之以]?[前后]|次日|当[天日]"
)
_OF_SENDING = re.compile("提前|预热|预告|[^开出到签]发(?!货)|^发|推送|推$|通知")
_MONTH_HEAD = re.compile("月份?|Month", re.IGNORECASE)
_MONTH = re.compile(r"(?:20\d\d年)?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?")
_MOST = 16  # letters
# Columns of what is read before a post, which say no day.
_NOTES = ("stage", "pace", "notes", NOTED, "way")
# What is noted when a row was made or done, and no day on which anything could be posted.
_OF_SHEET = re.compile(
    "创建|更新|修改|录入|提交|填写|实际|完成|编辑|created|updated|modified|actual", re.IGNORECASE
)
# Where a post was moved to, by its heading: 修改后时间, 调整为.
_MOVED = re.compile(
    "(?:修改|调整|变更|更改|改|延期|推迟|提前)后|改期|改到|改为|改成|(?:调整|变更|修改|延期|推迟)[为至到]|顺延|新的?(?:发布|推送|发送)?(?:时间|日期)"
)


def require_days(columns: Columns, table: Table, row: int, reader: Reader) -> None:
    """Refuse a list whose days are not those of its posts, or not all that it says of them."""
    _require_days_known(columns, table, row, reader)
    _require_one_day(columns, table, row, reader)
    _require_months_used(columns, table, row)
    _require_unchanged(columns, below(table, row), reader)


def _require_months_used(columns: Columns, table: Table, row: int) -> None:
    """Refuse a column of months that nothing used: 1月 beside 每月5日 is the fifth of January."""
    for number, head in columns.unknown():
        cells = [line[number] for line in below(table, row) if line[number]]
        if (
            cells
            and _MONTH_HEAD.fullmatch(head.text.strip())
            and all(_MONTH.fullmatch(cell.text) for cell in cells)
        ):
            message = f"「{head.text}」这一列和后面的日子合不到一起：{cells[0].text}"
            hint = f"日子写成几月几日，比如 {cells[0].text}5日，再去掉这一列"
            raise ContentError([cells[0].place.problem("Q003", message, hint)])


def _require_days_known(columns: Columns, table: Table, row: int, reader: Reader) -> None:
    """Refuse a sheet whose only days are those of something else: 到货日期, 开营日期, 入群时间 with 次日."""
    lines = below(table, row)
    timed = [number for key, numbers in columns.by_key.items() if is_timed(key) for number in numbers]
    if any(_says_day(line[number], reader) for number in timed for line in lines if line[number]):
        return
    kinds = [(number, columns.heads[number]) for number in columns.by_key.get("type", ())]
    noted = [number for key in _NOTES for number in columns.by_key.get(key, ())]
    kinds += [(number, columns.heads[number]) for number in noted if _are_days(lines, number, reader)]
    titles = (*columns.by_key.get("title", ()), *columns.by_key.get("type", ()))
    parts = [number for number in titles if _are_parts_of_week(lines, number)]
    kinds += [(number, columns.heads[number]) for number in parts]
    for number, head in (*columns.unknown(), *kinds):
        cells = [line[number] for line in lines if line[number]]
        looks = sum(LIKE_DAY.search(cell.text) is not None and len(cell.text) <= _MOST for cell in cells)
        is_exact = any(LIKE_DAY.search(cell.text) and kind_of(cell.text, reader) == "day" for cell in cells)
        may_be = looks > 0 and (looks * 2 >= len(cells) or is_exact) and not is_fact(head.text)
        may_be = may_be or number in parts
        if _OF_SHEET.search(head.text) or not (may_be or _holds_days(lines, number, head, reader)):
            continue
        message = f"没有说哪天发的一列，「{head.text}」看着是别的日子"
        hint = "就是那天发的，列名改成「日期」；从进群那天数的，列名改成「天数」，写 第1天、第3天；都不是就加一列「日期」，每天发的写「每天」"
        raise ContentError([head.place.problem("Q003", message, hint)])


def _are_days(lines: Lines, number: int, reader: Reader) -> bool:
    """Say whether most of several cells of a column are a day and nothing else; the dates of a stage are read."""
    cells = [line[number] for line in lines if line[number] and not span_in(line[number].text)]
    days = [cell for cell in cells if kind_of(cell.text, reader) == "day"]
    return len(days) > 1 and len(days) * 2 > len(cells)


def _are_parts_of_week(lines: Lines, number: int) -> bool:
    """Say whether all of several names of posts tell on which part of the week these are: 平日场, 周末场."""
    cells = [line[number] for line in lines if line[number]]
    return len(cells) > 1 and all(PART_OF_WEEK.match(cell.text) for cell in cells)


def _require_one_day(columns: Columns, table: Table, row: int, reader: Reader) -> None:
    """Refuse a column of dates which is called after sending, where another column is taken for the days: 提前发."""
    lines = below(table, row)
    for number, head in columns.unknown():
        cells = [line[number] for line in lines if line[number]]
        if not cells or not _OF_SENDING.search(head.text) or says_nothing(head) or is_fact(head.text):
            continue
        if all(LIKE_DAY.search(cell.text) and is_day(cell, reader) for cell in cells):
            message = f"「{head.text}」也写着日子，看不出哪一天发"
            hint = "发的那天，列名改成「发布日期」；别的日子改成说清楚的名字，比如「活动日期」"
            raise ContentError([head.place.problem("Q003", message, hint)])


def _says_day(cell: Cell, reader: Reader) -> bool:
    """Say whether a cell says a day, and is not only what somebody's doing is answered with: 入群后立即."""
    try:
        return is_day(cell, reader) and bool(kind_of(cell.text, reader) or reader.moment(cell.text))
    except NoMonthError:
        return True
    except UnclearError:
        return False


def _holds_days(lines: Lines, number: int, head: Cell, reader: Reader) -> bool:
    """Say whether a column has days, or what can be none but days below a heading that ends like one of time."""
    if kind_in(lines, number, reader) == "day":
        return True
    cells = [line[number] for line in lines if line[number]]
    is_of_time = is_foreign(head.text) and is_timed(key_inside(head.text))
    return is_of_time and not all(is_hour(cell, reader) for cell in cells)


def _require_unchanged(columns: Columns, lines: Lines, reader: Reader) -> None:
    """Refuse a column of the hours or days to which posts were moved, 修改后时间: they are posted then, and not as before."""
    for number, head in columns.unknown():
        moved = [
            line[number]
            for line in lines
            if has_hour(line[number], reader) or _says_day(line[number], reader)
        ]
        if moved and _MOVED.search(head.text):
            message = f"「{head.text}」里写着改过的时间：{moved[0].text}，不敢照原来的收"
            hint = "改了的写进原来那一格，再删掉这一列"
            raise ContentError([moved[0].place.problem("Q003", message, hint)])


def is_timed(key: str) -> bool:
    return key == "when" or key.startswith("day:")
