"""Other names that people give to festivals, by the title that the almanac has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qunli.when.hearing import Ear, lines
from qunli.when.numerals import number

# Each with how many days after the festival's first day it is.
_NAMES: dict[str, tuple[tuple[str, int], ...]] = {
    title: tuple((name, 0) for name in names.split())
    for title, names in {
        "元旦": "新年 公历新年 阳历年 新历年",
        "腊八": "腊月初八",
        "除夕": "腊月三十 年三十 大年三十 年三十晚 除夕夜 大年夜",
        "春节": "过年 大年初一 正月初一 年初一 农历新年 农历年 新春",
        "情人节": "西方情人节 214情人节 二一四",
        "元宵": "正月十五 上元",
        "龙抬头": "二月二 二月初二",
        "妇女节": "三八 三八妇女节 38妇女节 38节 三八节 女神节 女王节 38女神节 三八女神节",
        "植树节": "312植树节",
        "消费者权益日": "315 三一五 3·15",
        "劳动节": "五一 五一劳动节 51劳动节 五一节",
        "青年节": "五四 五四青年节",
        "母亲节": "妈妈节",
        "520": "五二零 网络情人节",
        "儿童节": "六一 六一儿童节 61儿童节 六一节",
        "618": "六一八 618大促 618购物节",
        "端午": "五月初五 端阳 粽子节",
        "父亲节": "爸爸节",
        "七夕": "七夕情人节 中国情人节 七月七 七月初七 七夕节",
        "中元": "七月半 七月十五 鬼节",
        "中秋": "八月十五 团圆节 月饼节",
        "国庆": "十一 十一国庆 国庆日",
        "重阳": "九月九 九月初九 九九重阳 老人节",
        "万圣夜": "万圣节前夜 万圣前夜 万圣节 万圣",
        "双11": "双十一 光棍节 双1111",
        "黑五": "黑色星期五 黑色周五",
        "感恩节": "感恩",
        "双12": "双十二",
        "圣诞": "耶诞 耶诞节 圣诞日",
        "跨年": "跨年夜 元旦前夜 新年前夜 跨年日",
    }.items()
}
_NAMES["圣诞"] += (("平安夜", -1), ("圣诞前夜", -1), ("圣诞节前夜", -1))
_NAMES["春节"] += tuple(
    (f"{year}{name}", day)
    for day, name in enumerate((f"初{each}" for each in "二三四五六七八九十"), 1)
    for year in ("大年", "正月", "年")
)
_NAMES["小年"] = (("北方小年", 0), ("北小年", 0), ("南方小年", 1), ("南小年", 1))
_BY_NAME = {name: (title, day) for title, names in _NAMES.items() for name, day in names}
# In these lunar months a day is counted from the festival in it, by its title and day: both move together.
_ANCHORS = {
    1: ("春节", 1),
    2: ("龙抬头", 2),
    5: ("端午", 5),
    7: ("七夕", 7),
    8: ("中秋", 15),
    9: ("重阳", 9),
    12: ("小年", 23),
}
_LUNAR = re.compile(
    r"(?:每年)?(?P<moon>农历|阴历|旧历)?(?:的)?(?P<month>[正冬腊]|十[一二]?|[一二三四五六七八九])月"
    r"(?P<day>初[一二三四五六七八九十]|[廿二]?十[一二三四五六七八九]?|廿[一二三四五六七八九]|三十)(?:那天|当天)?"
)
_DOUBLE = re.compile("^([二三五六七九])月\\1$")
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_LONGEST = 8
_MOON = re.compile("^(?:每年)?(?:农历|阴历|旧历)?")
# What may stand behind a festival's name without meaning other days.
_AROUND = re.compile(
    r"(?:节|日|节日|佳节|活动|节活动|营销|促销|大促|专场|特惠|主题|狂欢|快乐|祝福|问候|安康|活动日|购物节)?"
)
_SEASONS = re.compile("期间|假期|长假|小长假|黄金周|全程|期$|周$|月$|季$|档$|放假|\\d天$")


def festival_named(name: str, titles: Mapping[str, str]) -> tuple[str, int] | None:
    """Return the id of the festival that goes by a name, and how many days after its first day the name means."""
    moon = lunar_day(name)
    name = _MOON.sub("", name)
    by_title = {_bare(title): each for each, title in titles.items()}
    known, days = _BY_NAME.get(name) or _BY_NAME.get(name.removesuffix("节")) or ("", 0)
    wanted = _bare(known or name)
    found = by_title.get(wanted) or by_title.get(f"{name}节")
    if not found and moon and moon[0] in _ANCHORS and moon[1] < 30:
        title, first = _ANCHORS[moon[0]]
        anchor = by_title.get(_bare(title))
        return (anchor, moon[1] - first) if anchor else None
    if found or len(wanted) < 2:
        return (found, days) if found else None
    return _only([(each, 0) for title, each in by_title.items() if _is_around(title, wanted)])


def lunar_day(words: str) -> tuple[int, int] | None:
    """Return month and day of a lunar date in words, 腊月廿三; 八月十五 is one only beside the calendar's name."""
    words = _DOUBLE.sub(r"\1月初\1", words)
    found = _LUNAR.fullmatch(words)
    if not found or not (found["moon"] or found["month"] in _MONTHS or found["day"][0] in "初廿"):
        return None
    month = _MONTHS.get(found["month"]) or number(found["month"])
    day = found["day"].removeprefix("初").replace("廿十", "廿").replace("廿", "二十")
    return month, number(day)


def _is_around(title: str, wanted: str) -> bool:
    """Say whether a name is a title with words that change nothing, or the beginning of a title."""
    if title.startswith(wanted) and not wanted[-1].isdigit():
        return True
    return wanted.startswith(title) and _AROUND.fullmatch(wanted[len(title) :]) is not None


def is_season(name: str, titles: Mapping[str, str]) -> bool:
    """Say whether words name the days around a festival and no day: 国庆期间."""
    return _SEASONS.search(name) is not None and bool(festivals_in(name, titles))


def festival_around(ear: Ear) -> str | None:
    """Return the festival that words around a cell name.

    A cell of the row that is a festival's name comes first, then the lines above, the nearest first, then what else
    the row says; a line that names several names none.
    """
    for line in (*lines(ear.about), *lines(ear.around)):
        named = festival_named(line, ear.festivals) if len(line) < _LONGEST else None
        if named and named[1] == 0:
            return named[0]
    for line in (*lines(ear.around), ear.about):
        found = festivals_in(line, ear.festivals)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def festivals_in(line: str, titles: Mapping[str, str]) -> set[str]:
    """Return the festivals in a line; 双11活动期 is longer than 双11 and no other."""
    names = {_bare(title): each for each, title in titles.items()}
    names |= {
        name: names[_bare(title)]
        for name, (title, day) in _BY_NAME.items()
        if _bare(title) in names and not day
    }
    found = {name for name in names if name in line and len(name) > 1}
    longest = {name for name in found if not any(name != other and name in other for other in found)}
    return {names[name] for name in longest}


def _only(found: list[tuple[str, int]]) -> tuple[str, int] | None:
    return found[0] if len(found) == 1 else None


def _bare(title: str) -> str:
    return title.removesuffix("节") if len(title) > 2 else title
