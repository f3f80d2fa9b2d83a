"""The trade's words for what the model holds: what operators read instead of identifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, get_args

from qunli.model import (
    Calendar,
    EveryDay,
    EveryMonth,
    EveryWeeks,
    Offer,
    OnDates,
    OnDays,
    OnFestival,
    Slot,
    Sop,
    When,
)
from qunli.shape import titles
from qunli.text import fill_words

KINDS = {
    "traffic": "福利群",
    "content": "会员群",
    "flash": "快闪群",
    "check-in": "打卡群",
    "onboarding": "新人周",
    "moments": "朋友圈",
}
TYPES = {"activity": "福利", "content": "干货", "warmth": "互动"}
STAGES = {
    "acquisition": "拉新",
    "activation": "促活",
    "retention": "留存",
    "revenue": "成交",
    "referral": "转介绍",
    "repurchase": "复购",
}
PACES = {"light": "轻松", "standard": "标准", "full": "充实"}
RECORDS = {
    "reach": "到达",
    "clicks": "点击",
    "payments": "付费",
    "replies": "回复",
    "chain": "接龙",
    "exits": "退群",
}
WAYS = {
    "post": "直接发",
    "mention-all": "@所有人发",
    "notice": "发群公告",
    "chain": "发接龙",
    "red-packet": "发红包",
    "mass-send": "群发",
    "moments": "发朋友圈",
    "live": "开直播",
}
OFFERS = {
    "discount": "优惠",
    "gift": "赠品",
    "lottery": "抽奖",
    "group-buy": "拼团",
    "flash-sale": "限时抢购",
    "referral": "老带新",
}
_OFFERS = get_args(get_args(Offer)[0])
# What each word of a choice means, by the shape and the field it stands in.
MEANINGS: Mapping[tuple[Any, str], Mapping[str, str]] = {
    (Sop, "kind"): KINDS,
    (Slot, "type"): TYPES,
    (Slot, "stage"): STAGES,
    (Slot, "way"): WAYS,
    (Slot, "record"): RECORDS,
    (Slot, "pace"): PACES,
    (Calendar, "pace"): PACES,
    **{(offer, "kind"): OFFERS for offer in _OFFERS},
}
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def day_words(day: date) -> str:
    """Return 12月1日 周二."""
    return f"{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"


def who_words(who: str, slot: Slot) -> str:
    """Return by whom and how a post goes out, as one says it: 店员，直接发."""
    return "，".join(filter(None, (who, WAYS[slot.way])))


def needs(slot: Slot, text: str) -> tuple[str, ...]:
    """Return what a post takes before it goes out, a line each: blanks to fill, things to prepare, what to look at."""
    named = titles(Slot)
    said = {
        "要填": "；".join(fill_words(text)),
        named["media"]: "、".join(slot.media),
        named["notes"]: slot.notes,
    }
    return tuple(f"{title}：{words}" for title, words in said.items() if words)


def when_words(when: When, festival: Callable[[str], str]) -> str:
    """Return when something is posted, as one says it; `festival` gives a festival's title."""
    return f"{_days(when, festival)} {when.at:%H:%M}"


def _days(when: When, festival: Callable[[str], str]) -> str:
    match when:
        case EveryDay():
            words = "每天" if when.every == "day" else "每个工作日"
        case EveryWeeks():
            often = "每" if when.every == 1 else f"每 {when.every} 周的"
            words = often + "、".join(WEEKDAYS[number] for number in when.weekdays)
        case EveryMonth():
            words = "每月 " + "、".join(f"{number}日" for number in when.monthdays)
        case OnDays():
            return f"第 {spans(when.day)} 天"
        case OnDates():
            return "、".join(f"{day.year}年{day.month}月{day.day}日" for day in when.date)
        case OnFestival():
            return festival(when.festival) + "、".join(_offset(number) for number in when.day)
    return words + ("（放假停发）" if when.holidays else "")


def _offset(number: int) -> str:
    if number == 0:
        return "当天"
    return f"前 {-number} 天" if number < 0 else f"后 {number} 天"


def spans(numbers: Iterable[int]) -> str:
    """Return sorted numbers with their runs drawn together: 1–3、5."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1][1:] = [number]
        else:
            found.append([number])
    return "、".join("–".join(str(end) for end in run) for run in found)
