"""The trade's words for what the model holds: what operators read instead of identifiers."""

from __future__ import annotations

from datetime import date

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


def day_words(day: date) -> str:
    """Return 12月1日 周二."""
    return f"{day.month}月{day.day}日 {WEEKDAYS[day.weekday()]}"
