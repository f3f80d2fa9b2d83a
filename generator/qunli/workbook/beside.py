"""A word beside a date says what the day is for and takes nothing from it: 店庆 12月18日, 12月24日 平安夜."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from qunli.when import UnclearError
from qunli.workbook.orders import is_order

Days = dict[str, Any]

# What changes which days are meant, so that the rest alone would be another meaning.
_CHANGES = re.compile(
    r"[除不非前后起止截至到或隔逢第停单双待每另周]|期间|以内|之内|之间|开始|结束|节假|放假|上旬|中旬|下旬|月初|月中|月底|"
    r"更新|修改|改[版动]|版|制表|打印|导出|填写|日期|时间|左右|随|看|视|倍|次|年|月|天|星期|礼拜|小时|分钟|\d"
)
_HARMLESS = re.compile("周年|年会|年货|年终|年度|月饼|天猫|生日|会员日|新年|年夜饭|双旦|前夜|单品|单身")
# On these it depends whether something is posted at all.
_CONDITION = re.compile("[仅只]|[如等若试改]|备[用选]|待|未")
# Longer words are sentences, and are read as none.
_LONGEST = 60
_DEEDS = re.compile(
    r"(?:准时|开始)?(?:开抢|开团|开播|直播|秒杀|抢购|抽奖|开奖|预告|预热|上新|提醒|打卡|签到|互动|问候|早报|晚报|收单|截单|接龙|红包|"
    r"通知|播报|推荐|分享|答疑|复盘|总结|开课|上课|推文|朋友圈|群发|推送)+"
)
_LUNAR = {
    "春节": "01-01",
    "元宵": "01-15",
    "龙抬头": "02-02",
    "端午": "05-05",
    "七夕": "07-07",
    "中元": "07-15",
    "中秋": "08-15",
    "重阳": "09-09",
    "腊八": "12-08",
}
_WORD = re.compile(r"[\w'’·]+")
_CORE = re.compile(
    r"(?P<before>[^\W\d]{2,10}?)?\(?(?P<core>(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}[日号]?(?:\((?:周|星期)[一二三四五六日天]\))?"
    r"(?:[-~–至到](?:\d{1,2}[-/.月])?\d{1,2}[日号]?)?|每?个?(?:周|星期|礼拜)[一二三四五六日天](?:[、和](?:周|星期)?[一二三四五六日天])*"
    r"|每个?月\d{1,2}[日号]?(?:[、和]\d{1,2}[日号]?)*)\)?[:,]?\(?(?P<after>[^\W\d]{2,10})?\)?"
)


def beside(text: str, heard: Callable[[str], Days | None]) -> tuple[Days | None, str]:
    """Return the days in some words and the words beside them, None where it is not clear what is beside what."""
    if len(text) > _LONGEST:
        return None, ""
    tokens = [token for token in re.split(r"[\s,;、:()]+", text) if token]
    if len(tokens) > 1:
        days, words = _of_tokens(tokens, heard)
        if days:
            _require_solar(days, words)
            return days, words
    found = _CORE.fullmatch(re.sub(r"\s+", "", text))
    words = " ".join(filter(None, (found["before"], found["after"]))) if found else ""
    if not found or not words or not is_word(words):
        return None, ""
    days = heard(found["core"])
    _require_solar(days or {}, words)
    return days, words


def _of_tokens(tokens: list[str], heard: Callable[[str], Days | None]) -> tuple[Days | None, str]:
    """Return the days of the only word that says any; a date wins over the festival that it is."""
    said = [(token, heard(token)) for token in tokens]
    days = [days for _, days in said if days]
    dated = [each for each in days if "date" in each]
    others = [each for each in days if "date" not in each and "festival" not in each]
    if len(dated) == 1 and len(others) == 1:
        # 12月1日 周二 is one day in two words, which contradict each other or not.
        days = dated = (
            [day] if (day := heard(" ".join(token for token, each in said if each in days))) else []
        )
        said = [(token, day if each else None) for token, each in said]
    elif others and (dated or len(days) > 1):
        return None, ""
    chosen = _different(dated if dated else days)
    rest = [token for token, each in said if each not in chosen]
    if len(chosen) != 1 or not all(each or is_word(token) for token, each in said):
        return None, ""
    return chosen[0], " ".join(rest)


def _different(days: list[Days]) -> list[Days]:
    """Return days without those that are said twice: 活动日 beside its own date."""
    return [each for number, each in enumerate(days) if each not in days[:number]]


def is_deed(words: str) -> bool:
    """Say whether words only name what is done at an hour: 开抢, 直播."""
    return _DEEDS.fullmatch(re.sub(r"\s+", "", words)) is not None


def _require_solar(days: Days, words: str) -> None:
    """Raise UnclearError for a date that is the festival's beside it in the lunar calendar: 8月15日 中秋."""
    for name, day in _LUNAR.items():
        if name in words and str(days.get("date", "")).endswith(day):
            hint = f"{name}当天就只写 {name}；公历的那一天就不写 {name}"
            raise UnclearError(f"{words} 这个日期看不出是公历还是农历", hint)


def is_word(words: str) -> bool:
    """Say whether words only name an occasion."""
    bare = _HARMLESS.sub("", words)
    return (
        len(words) <= 12
        and not is_order(words)
        and not _CONDITION.search(words)
        and not _CHANGES.search(bare)
        and all(map(_WORD.fullmatch, words.split()))
    )
