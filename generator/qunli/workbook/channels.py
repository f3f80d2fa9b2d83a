"""Texts for other places beside those for the group in one row: 文案1 | 文案2 | 朋友圈文案 | 私聊话术."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from qunli.workbook.heading_words import NUMBERED
from qunli.workbook.headings import columns_of, heading_row
from qunli.workbook.kinds import bare, is_group
from qunli.workbook.questions import Interview, Question
from qunli.workbook.tables import Cell, Table

# The group that the other texts of a row are for, where nothing names one.
ITS_GROUP = "社群"
IN_TURN = "轮着发"
_KEY = "几列文案怎么发"
_ELSEWHERE = re.compile("朋友圈|视频号|公众号|私聊|私信|小红书|抖音|快手|微博|短信|1v1|一对一", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
# What says that one text follows another: 文案2（间隔5分钟）, a column 间隔.
_AFTER = re.compile(
    r"间隔|相隔|[隔过]\s*[\d一二两三五十半]+\s*(?:分|秒|个?小时)|[\d一二两三五十半]+\s*(?:分钟?|秒钟?|个?小时|min)[之以]?后|接着发|紧接|紧跟|随后|连发|逐条|依次|"
    r"[上前]一[条句](?:之?后|完)|interval|\d+ ?min(?:utes?)? (?:later|after)",
    re.IGNORECASE,
)


def texts_of_group(table: Table, row: int, others: Mapping[int, Cell]) -> dict[int, Cell]:
    """Return the columns of texts for the group in a row that has some for other places too, each with that group.

    `others` are the columns of the row that name a place. None are returned where these are groups, or only ticked.
    """
    named = {
        number: cell for number, cell in others.items() if bare(cell.text) != " ".join(cell.text.split())
    }
    if not named or not all(_ELSEWHERE.search(bare(cell.text)) for cell in others.values()):
        return {}
    columns = columns_of(table, row)
    copies = (*columns.by_key.get("copy", ()), *columns.spare.get("copy", ()))
    heads = {number: table.rows[row][number] for number in copies if number not in others}
    return {number: replace(cell, raw=_group(cell.text), shown=None) for number, cell in heads.items()}


def _group(words: str) -> str:
    name = bare(NUMBERED.sub("", _IN_BRACKETS.sub("", words)))
    return name if is_group(name) else ITS_GROUP


def require_at_once(table: Table, interview: Interview) -> None:
    """Ask about several texts of a row that a heading says follow one another, which a plan has as posts of their own.

    Raises ContentError where nobody answered that they take turns.
    """
    row = heading_row(table)
    if row is None:
        return
    columns = columns_of(table, row)
    copies = columns.by_key.get("copy", ())
    if len(copies) < 2 or columns.has_ids or columns.paired():
        return
    after = next((cell for cell in columns.heads if cell and _AFTER.search(cell.text)), None)
    if after is None:
        return
    said = f"「{' '.join(after.text.split())}」像是一条接一条地发"
    question = Question(_KEY, f"{said}，还是一次一条轮着发？", after.place, (IN_TURN,))
    hint = f"一条接一条的，一条写一行，各写几点；是一次一条轮着来的，就回答「{_KEY}」：{IN_TURN}"
    interview.require(question, f"{said}，一行里收不下几个钟点", hint)
