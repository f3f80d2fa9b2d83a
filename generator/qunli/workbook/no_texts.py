"""What stands where texts of posts would be and is none: names of who is on duty, 见文案文档第3条."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qunli.problem import ContentError
from qunli.workbook.days import Reader
from qunli.workbook.head_roles import is_product, is_work
from qunli.workbook.headings import Columns
from qunli.workbook.names import heading, is_fact, is_foreign, is_of_text, key_inside
from qunli.workbook.names_of_people import is_person
from qunli.workbook.other_columns import NOTED
from qunli.workbook.questions import Question
from qunli.workbook.tables import Cell, Table

AS_POSTS = "照着发"
_OTHER_SHEET = re.compile("课程表|课表|排课表?|排班表?|值班表|值日表|考勤表|价目表|报价表|通讯录")
_FEWEST, _MOST = 3, 0.8
_NUMBER = re.compile(r"[¥￥]?\d[\d.,]*\s*(?:条|次|个|元|%)?")


def require_posts(tables: Sequence[Table], reader: Reader) -> None:
    """Ask whether a sheet that is called after lessons or shifts is one of posts, where no heading says so."""
    for table in tables:
        cells = [cell for line in table.rows for cell in line if cell]
        names = (table.name, reader.about, *(cell.text for cell in cells[:1]))
        name = next((found[0] for each in names if (found := _OTHER_SHEET.search(each))), "")
        if (
            not name
            or not cells
            or any((known := heading(each.text)) and known.key == "copy" for each in cells)
        ):
            continue
        question = Question(
            f"{name}要照着发吗", f"这张表像是{name}，照着一格一格发到群里吗？", cells[0].place, (AS_POSTS,)
        )
        hint = f"加一列「文案」，写上要发的话；格子里就是要发的话，就回答「{question.key}」：{AS_POSTS}"
        reader.interview.require(question, f"这像是{name}，看不出哪些是要发的话", hint)


def are_people(cells: Sequence[Cell]) -> bool:
    """Say whether cells hold names of people, some of whom come again, as they do in a roster."""
    words = [cell.text for cell in cells if cell]
    people = [each for each in words if is_person(each)]
    return len(words) >= _FEWEST and len(people) >= _MOST * len(words) and len({*words}) < len(words)


_PLACE = r"(?:文档|附件|网盘|脚本|备忘录?|文件夹?|群文件|收藏|word|excel|表格?|另[表附]|链接|石墨|飞书|语雀|[话语][术料]库|素材库)"
_PIECE = r"第?[\d一二三四五六七八九十]+[条页行段篇款]"
_ELSEWHERE = re.compile(
    rf"[(（【]?(?:文案|内容|话术)?(?:请|都)?(?:详?见|参见|参照|参考|查看|照|按|用)[^，。！!]{{0,8}}?(?:{_PLACE}|{_PIECE})"
    rf"[里中内上]?(?:的|{_PIECE}|文案|话术)*[)）】]?",
    re.IGNORECASE,
)


def require_own_texts(cells: Sequence[Cell]) -> None:
    """Raise ContentError where a cell only says in which other document its text stands: 见文案文档第3条."""
    found = [cell for cell in cells if _ELSEWHERE.fullmatch(cell.text)]
    if found:
        hint = "把要发的话贴到这一格里；就发这几个字的，改写成一句话"
        message = f"「{found[0].text[:20]}」只说到哪里去找，没有要发的话"
        raise ContentError([found[0].place.problem("Q003", message, hint)])


def require_texts(cells: Sequence[Cell]) -> None:
    """Raise ContentError where what would be posted are names of people."""
    require_own_texts(cells)
    numbers = [cell for cell in cells if cell and _NUMBER.fullmatch(cell.text)]
    if len({cell.text for cell in numbers}) < len(numbers) >= max(_FEWEST, _MOST * len(cells)):
        hint = "把要发的话写进格子里；只数几条、多少钱的表不用导入"
        raise ContentError([numbers[0].place.problem("Q003", "格子里只有数字，没有要发的话", hint)])
    if not are_people(cells):
        return
    named = "、".join(dict.fromkeys(cell.text for cell in cells[:_FEWEST]))
    message = f"这里写的像是人名（{named}），是值班的人，不是要发的话"
    hint = "加一列「文案」，写上要发的话；只排谁值班的表不用导入"
    raise ContentError([cells[0].place.problem("Q003", message, hint)])


def require_text_named(columns: Columns) -> None:
    """Refuse a sheet whose only texts are of something else, so that titles would be posted: 客户问题, 直播话术."""
    foreign = [head for _, head in columns.unknown() if is_foreign(head.text)]
    texts = [head for head in foreign if is_of_text(key_inside(head.text))]
    priced = [head for _, head in columns.unknown() if is_fact(head.text)]
    priced += [columns.heads[number] for number in columns.by_key.get(NOTED, ())]
    sold = [columns.heads[number] for number in columns.by_key.get("title", ())]
    if "copy" not in columns.keys and priced and sold and all(is_product(head.text) for head in sold):
        hint = "加一列「文案」，写上要发的话；只发品名就把列名改成「文案」"
        message = f"没有写要发什么的一列，「{sold[0].text}」旁边只有价格、规格"
        raise ContentError([sold[0].place.problem("Q003", message, hint)])
    done = [head for head in sold if is_work(head.text)]
    if "copy" not in columns.keys and done:
        hint = "加一列「文案」，写上要发的话；格子里就是要发的话，列名改成「文案」"
        message = f"没有写要发什么的一列，「{done[0].text}」写的是要做的事"
        raise ContentError([done[0].place.problem("Q003", message, hint)])
    if "copy" not in columns.keys and texts:
        hint = "就是要发的，列名改成「文案」；不是就加一列「文案」，写上要发的话"
        message = f"没有写要发什么的一列，「{texts[0].text}」看着是别的文字"
        raise ContentError([texts[0].place.problem("Q003", message, hint)])
