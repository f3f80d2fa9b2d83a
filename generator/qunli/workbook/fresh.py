"""What a row of a sheet found in the wild leaves unsaid about a post: its id, its title, its type."""

from __future__ import annotations

import re
from collections.abc import Collection

from qunli.when import When

_ACTIVITY = re.compile(
    "秒杀|拼团|团购|抢购|红包|优惠|券|折|满减|满\\d|立减|抽奖|福利|套餐|特价|接龙|下单|预订|预售|预定|买.?送|赠|促销|清仓|闪购|直播"
)
_WARMTH = re.compile(
    "互动|游戏|骰子|猜|投票|问候|早安|早上好|晚安|晚上好|天气|聊|话题|打招呼|欢迎|祝|谜|接歌|段子|笑话|心情|晒"
)
_KINDS = {
    "moments": "朋友圈",
    "onboarding": "新人|新客|新粉|入群|进群",
    "check-in": "打卡|训练营|共读|\\d天.{0,6}营",
    "flash": "快闪|秒杀群|闪购",
    "content": "会员|VIP|vip|老客",
}
_LOST = re.compile(r"^(?P<own>[^【\[《]*)[】\]》]")


def guess_type(words: str) -> str:
    """Return the value a post most likely has for its reader: activity, warmth, else content."""
    if _ACTIVITY.search(words):
        return "activity"
    return "warmth" if _WARMTH.search(words) else "content"


def guess_kind(words: str) -> str:
    """Return the kind of group that the name of a sheet or file speaks of: traffic where it does not say."""
    return next((kind for kind, pattern in _KINDS.items() if re.search(pattern, words)), "traffic")


# 今晚19:30开课 does not end in its hour.
_END = re.compile(r"[\n。！!？?；;，,]|(?<!\d)[：:]|[：:](?!\d)")
_HALF_AN_HOUR = re.compile(r"\d{1,2}(?:[：:]\d?)?$")
_IN_AN_HOUR = "0123456789:："

# A number, which counts the rows or is a target, calls no post either.
_NO_TITLE = re.compile(r"[—–\-_/\\~～·.。*×xX]+|无|空|没有|n/?a|[¥￥]?\d+(?:[.,]\d+)*\s*%?", re.IGNORECASE)


def is_no_title(words: str) -> bool:
    """Say whether a cell of titles only says that a post has none: —, 无, or is a number."""
    return _NO_TITLE.fullmatch(words) is not None


def short_title(content: str) -> str:
    """Return the first words of a text as a title, 16 characters at most."""
    words = _END.split(content.strip(" \n【[《(（"), maxsplit=1)[0]
    # What closes a bracket that the beginning lost closes nothing; 晚安绘本《月亮的味道》 keeps its own.
    words = re.sub(r"\s+", " ", _LOST.sub(r"\g<own> ", words)).strip() or content.strip()
    if len(words) <= 16:
        return words
    begins = words[:15]
    return (_HALF_AN_HOUR.sub("", begins) if words[15] in _IN_AN_HOUR else begins).rstrip() + "…"


def slot_id(when: When, taken: Collection[str]) -> str:
    """Return an id made of when a post is due, such as mon-thu-2000, that no other slot has."""
    name = f"{when.id_part()[:30].rstrip('-')}-{when.first_hour:%H%M}"
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found
