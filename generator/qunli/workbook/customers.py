"""Lists of customers, which are no plans: a name, and what only each of them has."""

from __future__ import annotations

import re

from qunli.problem import ContentError
from qunli.workbook.headings import Columns

_NAME_OF_ONE = re.compile(
    "(?:客户|顾客|会员|客人|学员|宝宝|家长|用户)?(?:姓名|名字|称呼|昵称|微信名|微信昵称)|客户名称?|会员名称?"
)
_OF_ONE = re.compile("生日|电话|手机|微信号|会员号|卡号|预产期|入会|上次(?:到店|消费)|余额|积分")


def require_no_customers(columns: Columns) -> None:
    """Refuse a list of customers with a name and what only each of them has: nothing there is posted to a group."""
    heads = [cell for cell in columns.heads if cell]
    named = next((cell for cell in heads if _NAME_OF_ONE.fullmatch(cell.text)), None)
    if named and any(_OF_ONE.search(cell.text) for cell in heads):
        hint = "发到群里的另做一张表，写明 时间、文案；每位客人各发各的，排不进计划"
        raise ContentError([named.place.problem("Q003", "这张表一行是一位客人，不是发到群里的", hint)])
