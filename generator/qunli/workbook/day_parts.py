"""Texts in parts that each begin with a day: 周一：上新 / 周三：返图 in one cell are several posts, and no one text."""

from __future__ import annotations

import re

from qunli.workbook.days import Reader
from qunli.workbook.findings import Findings
from qunli.workbook.questions import Question
from qunli.workbook.rows import Row

AS_ONE = "当一条发"
_KEY = "一格里写了几天的内容"
_FEWEST = 2
_DAY = re.compile(
    r"(?:[\W_]*(?:\d{1,2}[、.)]\s*)?)(?P<day>(?:周|星期|礼拜)[一二三四五六日天]|(?:\d{1,2}月)?\d{1,2}[日号]|\d{1,2}[./]\d{1,2}|第[\d一二三四五六七八九十]{1,3}天|[DT][-+]?\d{1,2})"
    r"\s*(?:[（(][^（()）]{1,6}[)）])?\s*[:：-]\s*\S"
)


def without_parts(rows: list[Row], reader: Reader, findings: Findings) -> list[Row]:
    """Return the rows without those whose text is in parts of different days, where nobody said that it is one text."""
    return [row for row in rows if row.plan.has_ids or not _is_parted(row, reader, findings)]


def _is_parted(row: Row, reader: Reader, findings: Findings) -> bool:
    copy = row.step.cells.get("copy")
    parts = [part for part in re.split(r"[\n;；]", copy.text) if part.strip()] if copy else []
    found = [_DAY.match(part) for part in parts]
    days = dict.fromkeys(each["day"] for each in found if each)
    # A line before them makes it a text that speaks of these days: 本周安排：.
    if copy is None or len(days) < _FEWEST or found[0] is None or len(days) * 2 < len(parts):
        return False
    named = "、".join(days)[:30]
    text = f"一格里写了几天的内容（{named}），当一条发吗？"
    if reader.interview.ask(Question(_KEY, text, copy.place, (AS_ONE,))) == AS_ONE:
        return False
    hint = f"一天写一行，日子写进「日期」那一列；是一段话就回答「{_KEY}」：{AS_ONE}"
    findings.problems.append(
        copy.place.problem("Q003", f"一格里写了几天的内容（{named}），看不出哪天发哪一段", hint)
    )
    return True
