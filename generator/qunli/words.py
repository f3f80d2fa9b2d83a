"""The trade's words for what the model holds: what operators read instead of identifiers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from qunli.model import Calendar, Occasion, Offer, Pack, Slot, Sop
from qunli.shape import titles
from qunli.text import fill_words
from qunli.when import WEEKDAY_WORDS

WEEKDAYS = WEEKDAY_WORDS

KINDS = {
    "traffic": "福利群",
    "content": "会员群",
    "flash": "快闪群",
    "check-in": "打卡群",
    "onboarding": "新人周",
    "moments": "朋友圈",
}
PACK_STAGES = {"draft": "试用"}
SECTORS = {
    "maternal-baby": "母婴",
    "catering": "餐饮",
    "apparel": "服装",
    "education": "教培",
    "fresh-food": "生鲜",
    "beauty": "美业",
    "other": "别的行业",
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
VOICES = {"warm": "热心", "brisk": "利落", "expert": "懂行"}
RECORDS = {
    "reach": "到达",
    "clicks": "点击",
    "payments": "付费",
    "replies": "回复",
    "chain": "接龙",
    "members": "群人数",
    "exits": "退群",
}
# The question that is asked after a post, and where its answer is read.
ASKED = {
    "reach": ("送到几个", "企业微信群发看「已送达」，直播看结束那一页的观看人数"),
    "clicks": ("几个人点开", "小程序后台的访问人数，或群接龙里的浏览人数"),
    "payments": ("收款几笔", "微信收款记录里数一数"),
    "replies": ("回复几个人", "同一个人说几句算一个"),
    "chain": ("接龙几单", "最后那条接龙有几行"),
    "members": ("群里现在几人", "群名后面括号里的数"),
}
WAYS = {
    "post": "直接发",
    "mention-all": "@所有人发",
    "notice": "发群公告",
    "chain": "发接龙",
    "red-packet": "发红包",
    "mass-send": "群发",
    "mini-program": "发小程序",
    "moments": "发朋友圈",
    "live": "开直播",
    "private": "一对一私下发",
}
# What an alarm says one has to do.
VERBS = {
    "post": "发",
    "mention-all": "@全员发",
    "notice": "公告发",
    "chain": "接龙发",
    "red-packet": "红包发",
    "mass-send": "群发",
    "mini-program": "发小程序",
    "moments": "发圈",
    "live": "开播",
    "private": "私发",
}
# Where a post goes that no group reads.
ALONE = ("一对一",)
OFFERS = {
    "discount": "优惠",
    "gift": "赠品",
    "lottery": "抽奖",
    "group-buy": "拼团",
    "flash-sale": "限时抢购",
    "referral": "老带新",
}
_OFFERS = get_args(get_args(Offer)[0])
YES = "是"
# What each word of a choice means, by the shape and the field it stands in.
MEANINGS: Mapping[tuple[Any, str], Mapping[str, str]] = {
    (Pack, "stage"): PACK_STAGES,
    (Pack, "sector"): SECTORS,
    (Sop, "kind"): KINDS,
    (Slot, "type"): TYPES,
    (Slot, "stage"): STAGES,
    (Slot, "way"): WAYS,
    (Occasion, "way"): WAYS,
    (Slot, "record"): RECORDS,
    (Slot, "pace"): PACES,
    (Calendar, "pace"): PACES,
    (Calendar, "voice"): VOICES,
    **{(offer, "kind"): OFFERS for offer in _OFFERS},
}


NUMERALS = "零一两三四五六七八九十"


def numeral(count: int) -> str:
    """Return how many as one says it before a measure word: 两, 11."""
    return NUMERALS[count] if count < len(NUMERALS) else str(count)


def volume(posts: float) -> str:
    """Return what so many posts a week come to: 一周四条, 每天三条. As `sums.words` of the pages says it."""
    count = int(posts + 0.5)
    return f"一周{numeral(count)}条" if count < 7 else f"每天{numeral(int(count / 7 + 0.5))}条"


def day_words(day: date) -> str:
    """Return 12月1日 周二."""
    return f"{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"


def post_title(slot: Slot, is_answer: bool) -> str:
    """Return what a post is called; that of the day after by what it answers."""
    return f"{slot.title}的答案" if is_answer else slot.title


def who_words(who: str, slot: Slot) -> str:
    """Return by whom and how a post goes out, as one says it: 店员，直接发."""
    return "，".join(filter(None, (who, WAYS[slot.way])))


def readers(slot: Slot, groups: tuple[str, ...]) -> tuple[str, ...]:
    """Return where a post of a run with these groups goes: into them, or to one customer at a time."""
    return ALONE if slot.is_private else groups


def needs(slot: Slot, text: str) -> tuple[str, ...]:
    """Return what a post takes before it goes out, a line each: blanks to fill, things to prepare, what to look at."""
    named = titles(Slot)
    said = {
        "要填": "；".join(fill_words(text)),
        named["media"]: "、".join(slot.media),
        named["notes"]: slot.notes,
    }
    return tuple(f"{title}：{words}" for title, words in said.items() if words)
