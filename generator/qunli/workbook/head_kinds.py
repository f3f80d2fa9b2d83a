"""What a heading that no list has says together with its cells: who posts, what a post is called, of which kind it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qunli.workbook.columns import BY_KEY
from qunli.workbook.head_roles import is_deed, is_product
from qunli.workbook.heading_words import PERSON
from qunli.workbook.names_of_people import is_person
from qunli.workbook.tables import Cell

_NEWER = re.compile(
    r"(?:最?新|现用?|现在|定稿|终稿|改[后好]|修改后|更新后|调整后|最终)的?(?:版本?)?(?:文案|内容|话术|正文|文字)"
)
_OLDER = re.compile(
    r"(?:旧|老|过期|作废|去年)的?(?:版本?)?(?:文案|内容|话术|正文|文字)(?:[(（].*[)）])?|.{1,8}[(（](?:不用了?|不发|作废|停用|别发|废弃?)[)）]"
)
_NAME = 8  # letters
# What a post may be called after, where no column says how it is called.
_TOPIC = re.compile(
    "(?:(?:活动|节[气日点庆]|农历|话题|事件|系列|[专选课]题|主线|[版板]块|档期|类[别目]|由头|事由|题[目材])[/、和与]?)+|(?:今[日天]|本[日周]|每[日天])?(?:主[打推]|[卖推讲聊]什么)"
)
# Beside a title, or above the words that say which of the three kinds a post is, this is its kind.
_KIND = re.compile("类[别目]")
_KINDS = frozenset(BY_KEY["type"].choices.values())
# In an export of an English tool the first column of all is called so.
_ENTRY = re.compile(r"(?:post|page|entry|task|card)?\s*names?|items?|campaigns?|headlines?", re.IGNORECASE)


def is_older(words: str) -> bool:
    """Say whether a heading is of texts that others took the place of: 旧文案, 文案(不用)."""
    return _OLDER.fullmatch("".join(words.split())) is not None


def is_newer(words: str) -> bool:
    """Say whether a heading is of the texts that took the place of others: 新文案 beside 旧文案."""
    return _NEWER.fullmatch("".join(words.split())) is not None


def kinds_by_head(head: Cell, cells: Sequence[Cell]) -> Iterator[str]:
    """Yield what a column may be by its heading, the likeliest first: person, text, title, type; `cells` are its filled ones."""
    words = "".join(head.text.split())
    if cells and PERSON.fullmatch(words) and all(len(cell.text) <= _NAME for cell in cells):
        yield "person"
    if is_newer(words):
        yield "text"
    if _is_title(head, words, cells):
        yield "title"
    if _KIND.fullmatch(words):
        yield "type"


def _is_title(head: Cell, words: str, cells: Sequence[Cell]) -> bool:
    """Say whether a heading names what posts are about; Name above names of people is none."""
    if _ENTRY.fullmatch(head.text.strip()):
        people = sum(is_person(cell.text) for cell in cells)
        return people * 2 < len(cells)
    is_kind = _KIND.fullmatch(words) is not None and all(cell.text in _KINDS for cell in cells)
    return _TOPIC.fullmatch(words) is not None and not is_kind


def gives_way(words: str) -> bool:
    """Say whether a heading of titles is one only where no column says what a post is about: 商品, 动作."""
    return is_product(words) or is_deed(words)
