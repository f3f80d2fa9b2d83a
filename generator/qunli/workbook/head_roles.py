"""What headings mean beside each other: a deed is a title beside real texts, X时间 is the hour of X."""

from __future__ import annotations

import re
from dataclasses import replace

from qunli.workbook.columns import BY_KEY
from qunli.workbook.names import Heading, heading
from qunli.workbook.other_columns import NOTED
from qunli.workbook.tables import Cell

# What a deed is called; beside real texts it is what the post is called. So is what a post is about, where nothing else
# is a title.
_DEEDS = frozenset(("动作", "事项", "做什么", "干什么", "干啥", "要做的事"))
_TOPICS = frozenset(
    (
        "内容",
        "发布内容",
        "推送内容",
        "群发内容",
        "content",
        "发什么",
        "发啥",
        "推什么",
        "推送啥",
        "发送啥",
        "what",
    )
)
# What is sold: a title only where nothing else is one.
_PRODUCTS = re.compile("(?:商品|产品|菜品|品名|团品|单品|品项|主推品)$")
_BESIDE = re.compile("推荐|搭配|关联|相关|配套|对应|涉及|赠品")
_HOUR_OF = re.compile(r"(?P<stem>.{1,8}?)的?(?:发布|发送|推送|发)?(?:时间|时刻|几点)")
_EVENT = re.compile(
    "活动|直播|开播|节日|营业|课|[截成开]团|[取提发到出收备]货|集合|讲座|沙龙|摊|比?赛|场次|航班|会议|预约|报名|考试|产品|商品|栏目|主题|项目|群$"
)
# What is done at a shop, of which only the name of a post can be told.
_WORK = frozenset(("工作内容", "工作事项", "工作任务", "具体工作", "运营动作"))
_LAST, _BEST = 99.0, -1.0
_MOST_PAIRS = 1000


def with_pairs(
    known: list[tuple[int, Heading | None]], heads: tuple[Cell, ...]
) -> list[tuple[int, Heading | None]]:
    """Return the headings with X as a text and X时间 as its hour, 第一条 beside 第一条时间, where nothing else is a text.

    What takes place at an hour is no text: 直播 beside 直播时间.
    """
    words = {"".join(cell.text.split()): number for number, cell in enumerate(heads) if cell}
    pairs = {
        words[stem]: number
        for name, number in words.items()
        if (found := _HOUR_OF.fullmatch(name))
        and (stem := found["stem"]) in words
        and not _EVENT.search(stem)
    }
    texts = {number for number, head in known if head and head.key == "copy"}
    if not pairs or texts - pairs.keys() or not all(_may_be_text(heads[number]) for number in pairs):
        return known
    own: dict[int, Heading] = {}
    # Each hour stands in the same place among those as its text among these.
    for place, (text, hour) in enumerate(pairs.items()):
        own[text] = Heading("copy", _LAST + place / _MOST_PAIRS, "条")
        own[hour] = Heading("when", _BEST + place / _MOST_PAIRS, "条时间")
    return [(number, own.get(number, head)) for number, head in known]


def _may_be_text(head: Cell) -> bool:
    known = heading(head.text)
    return known is None or known.key in ("copy", "title")


def is_deed(words: str) -> bool:
    """Say whether a heading of texts names what is done, 动作, which beside real texts is what the post is called."""
    found = heading(words)
    return found is not None and found.base in _DEEDS


def is_work(words: str) -> bool:
    """Say whether a heading of titles names what is done at a shop, 工作内容, which nobody posts."""
    found = heading(words)
    return found is not None and found.base in _WORK


def is_product(words: str) -> bool:
    """Say whether a heading of titles names what is sold, 推荐产品, which is what a post is called where nothing else is."""
    found = heading(words)
    return found is not None and found.key == "title" and _PRODUCTS.search(found.base) is not None


def with_titles(found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Return the headings with a deed as the title where another column has the text."""
    copies = {head.base for _, head in found if head.key == "copy"}
    has_title = any(head.key == "title" for _, head in found) or bool(copies & _DEEDS)
    others = _DEEDS if has_title else _DEEDS | _TOPICS
    if copies <= others:
        others = _DEEDS
    if copies <= others:
        return found
    last = float(len(BY_KEY["title"].names) + 1)
    return [
        (number, Heading("title", last, head.base) if head.key == "copy" and head.base in others else head)
        for number, head in found
    ]


def with_products_noted(found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Return the headings with what is sold among the notes where something else is the title, or it only goes with it."""
    titles = {number for number, head in found if head.key == "title"}
    sold = {number for number, head in found if number in titles and _PRODUCTS.search(head.base)}
    has_text = any(head.key == "copy" for _, head in found)
    noted = {
        number
        for number, head in found
        if number in sold and (titles - sold or (has_text and _BESIDE.search(head.base)))
    }
    return [(number, replace(head, key=NOTED) if number in noted else head) for number, head in found]


def with_aims_noted(found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """Return the headings with what a post shall reach, 目标, among the notes beside its stage."""
    stages = [item for item in found if item[1].key == "stage"]
    best = min((head.rank for _, head in stages), default=0)
    return [
        (number, replace(head, key=NOTED) if head.key == "stage" and head.rank > best else head)
        for number, head in found
    ]
