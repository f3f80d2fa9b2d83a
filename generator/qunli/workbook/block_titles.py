"""Lines that title the rows below them, 【拉新】 or 一、互动: what these posts are called where nothing else says so."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.headings import Columns
from qunli.workbook.orders import is_closed, is_of_all, is_order
from qunli.workbook.tables import Cell

_LONGEST = 10  # letters
_MARKED = re.compile(
    r"\s*(?:[【\[「『〔《](?P<inside>[^】\]」』〕》]+)[】\]」』〕》]|(?:[■◆●▶►★☆※❖➤▌▍◇□▪•#*-]+|[一二三四五六七八九十]{1,2}\s*[、.．])\s*(?P<behind>.+?)|[—–=_-]{2,}\s*(?P<between>[^—–=_-]+?)\s*[—–=_-]{2,})\s*[:：]?\s*"
)
_NO_TITLE = re.compile(
    r"注意?|备注|说明|提[示醒]|要求|规则|图例|颜色|[合小总共]计|制表|负责|审核|更新|以[上下]|其[他它]|参考|仅供|内部|勿|别|\d"
)
# What a table is, and not what its posts are about.
_OF_SHEET = re.compile(
    "表$|排期|计划|安排|日历|日程|方案|SOP|流程|固定|日常|平[时日]|每[日天周月]|内容|群|第.{1,3}[周天期]",
    re.IGNORECASE,
)


def block_title(cell: Cell, columns: Columns, *, is_marked: bool = True) -> Cell | None:
    """Return what a marked line calls the posts below it, None for other lines or where a column has their titles.

    The line over one of several tables of a sheet need not be marked.
    """
    found = _MARKED.fullmatch(cell.text)
    if (
        (is_marked and found is None)
        or "title" in columns.keys
        or "copy" not in columns.keys
        or columns.has_ids
    ):
        return None
    words = next(filter(None, found.groups())).strip() if found else cell.text.strip()
    if not is_marked and _OF_SHEET.search(words):
        return None
    says_more = is_order(words) or is_of_all(words) or is_closed(words) or _NO_TITLE.search(words)
    return None if says_more or len(words) > _LONGEST else replace(cell, raw=words, shown=None, lies_in=None)
