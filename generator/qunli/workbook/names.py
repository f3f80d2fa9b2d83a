"""What the heading of a column means: the names it goes by, exactly or in longer words, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from qunli.workbook.columns import COLUMNS
from qunli.workbook.other_columns import ASIDE, DAY_NAMES, NOTED
from qunli.workbook.spelling import simplified

_NUMBERED = re.compile(
    r"[\d一二三四五六]+$|^第?[\d一二三四五六]+[个条次]?|(?<=[一-鿿])(?:版本)?[a-d](?:版|款)?$|^[a-d](?:版|款|组|方案)?(?=[一-鿿])|^(?:备选|候选|首发|补发|再发|重发)"
)
# A text that is only posted where another cannot be.
_STANDBY = re.compile(r"^(?:备用|应急|替补|兜底)|\((?:备用|应急|替补|兜底)\)$")
# Whether there is one to be prepared: 是否配图.
_WHETHER = re.compile("^(?:是否|有无|有没有|要不要|需不需要|需要?)(?:需要?|要|配有|有|带|附|加)?|吗$")
# What is posted at the hour, and not what begins then: 发群时间, but 开播时间.
_POSTED = re.compile("发(?![货售薪展车奖酵])|推送|推文|群推|触达|post|send|publish")
# What a heading has that says what came of a post, what is done before it or who kept the sheet when, and nothing of
# what is posted at which hour.
_AFTERWARDS = re.compile(
    r"^是否|^有无|^要不要|(?:[截交定]稿|拍摄|上传|设计|制作|准备|备货|[截收]单|提醒|打包|[到发取]货|集合)(?:时间|日期)|"
    r"实际|完成|审核|审批|复盘|效果|反馈|结果|情况|转化|阅读|点赞|评论|转发|曝光|截图|创建|更新|修改|录入|提交|填写|数据$|(?<!天)[数率量]$|"
    r"created|updated|modified|actual|approv|review|deadline"
)
# What an offer is and until when it holds: facts of what is posted at an hour that other columns say.
_FACT = re.compile(
    r".{0,6}(?:价格?|单价|价位|规格|净含量|库存|限[购量]|[份]数|产地|面额|券额|优惠(?:内容|力度)?|赠品|门槛|有效期|口令|名额|地[点址]|定金|运费|口味|尺码|颜色|重量|"
    r"(?:截[团单止]|开[团抢售]|返场|成团|上架|收单|下架|停售|到货|到店|提货|自提|取货|发货|配送|送达|预售|核销|使用|兑换|领取|集合)(?:的?(?:时间|日期|日|时段))|(?:提货|自提|取货)[点处]|截[团单]|到货|提货|自提|发货|duedate|deadline)"
)
_ID = re.compile("(?:id|编[号码]|序号)$")
_LAST = 99.0
# What may stand around 时间, 日期, 文案 and does not change whose they are.
_QUALIFIERS = re.compile(
    r"(?:发布|发送|推送|触达|群发|发圈|发群|发到|发出|发|推|群内|群里|社群|社区|微信|企微|企业微信|群|圈|券|朋友圈|私域|私聊|文案|文字|内容|话术|正文|文本|"
    r"具体|详细|主要|最终|完整|正式|计划|拟定?|预计|预定|建议|对应|当[天日]|每[日天周月]|[今本]日|本[周月]|时间|日期|时刻|星期|[周日时点段]|节点|安排|"
    r"这里|各个?|填写?|用?24小时制?|执行|运营|营销|宣传|日常|[的之在于要哪和与及或、/+&._|~-]|什么|第?[\d一二三四五六七八九十]+|[条次个版句篇]|[a-d]|早[上间晨]?|[中晚][上间午]?|午间?|[上下]午|"
    r"标准|开始|起始|起止|起讫|范围|区间|大概|大约|大致|差不多|[主副]|[名称]|类型|post(?:ing|ed)?|publish(?:ing)?|send(?:ing)?|scheduled?|planned|plan|group|wechat|chat|message|"
    r"content|copy|text|the|of|to|in|at|and|local|main|final|date|day|time|week|sop)*",
)
# The same day as that of the post, and not the same hour.
_OF_DAY = re.compile("直播|活动|节日|节庆|营业")
_OF_TEXT = re.compile(
    "活动|节日|优惠|商品|产品|课程|新品|栏目|通知|提醒|消息|推文|打卡|任务|早安|晚安|朗读|学习"
)
# The days of a run are counted from joining too.
_OF_RUN = re.compile(
    "^(?:新人|新客|会员|客户)?(?:入群|进群|加群|入会|加好友|添加好友|开营|开课)(?:后|之后)?的?"
)
# What a word in brackets makes of a heading: 时间(开播) is no hour of a post, while 时间(24小时制) is one.
_FOREIGN = re.compile(
    "开播|下播|直播|[到发收取备]货|截[止稿单]|[收开下]单|审[核批]|拍摄|制作|设计|提醒|开[课团营售]|到店|集合|上课|竞品|备[选用份]|"
    "客户|顾客|客人|参考|示例|样例|旧|作废|不发|勿发|别发|内部"
)
_WHOLE = ("when", "day:", "copy")
# The rank from which a heading of hours may be of something that is not the post.
UNSURE = 100.0
_RUN_DAY = DAY_NAMES["天数"]
# A weekday is a value, and no heading 星期 or 周 with its number.
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z .&'/-]*")
_CHINESE = re.compile(r"[^\x00-\x7f]+")
# English words that are headings only beside the Chinese one.
_MEANS = {
    **dict.fromkeys(("schedule", "slot", "hour", "clock", "when", "timing", "sendtime", "posttime"), "when"),
    **dict.fromkeys(("wording", "draft", "article", "copywriting", "words", "messages", "what"), "copy"),
    **dict.fromkeys(
        ("host", "staff", "poster", "editor", "who", "person", "by", "operator", "incharge"), "owner"
    ),
    **dict.fromkeys(("memo", "tips", "tip", "comment"), "notes"),
    **dict.fromkeys(("photo", "photos", "pic", "pics", "img", "poster", "material", "materials"), "media"),
    **dict.fromkeys(("name", "item", "campaign", "column", "subjectline"), "title"),
    **dict.fromkeys(("groups", "community", "chatgroup", "wechatgroup"), "group"),
    **dict.fromkeys(("stage", "phase"), "stage"),
}
_ORNAMENTS = {"So", "Sk", "Cf", "Mn", "Me", "Co"}
# How a post is sent, which no plan can hold: 是否@所有人, 群公告.
_MANNER = re.compile(
    "(?:是否|要不要|需要|需不需要)?(?:@|艾特|at)(?:所有人|全[员体]|大家|谁|人)?|(?:是否|要不要)(?:发?(?:群)?公告|置顶|接龙|抽奖)|群公告|置顶"
)
# What is said below a text is no text of its own: 评论区补充, 首条评论.
_COMMENT = re.compile(
    "(?:首条?|置顶|自己)?(?:评论区?|跟评|首评)(?:补充|引导|内容|文案|话术|互动|跟评|留言|置顶)?"
)
_SEVERAL_IN_ONE = re.compile("[/、+&和及与]")
# Who may stand above names: 教练 above 大刘; above texts each is a column of what that person posts.
PERSON = re.compile(
    r"(?:主讲|授课|带班|跟班|当班|值班|对接|跟进|执行|发布|负责|责任|出镜|主理)?(?:[小本]?店[长员主]|老[师板]|教[练师]|助教|班主任|班长|讲师|导师|"
    r"团长|主播|导购|顾问|管家|客服|群主|管理员|群管|运营|跟单|主理人|营养师|美容师|设计师|医生|药师|技师|阿姨|同事|人员|员工|谁|人|者)|执行|值守|当班"
)
# Every heading with the key it means and its place among those of that key.
_NAMES = {
    name.replace(" ", "").casefold(): (key, float(rank))
    for key, names in (
        *((column.key, (column.title, *column.names)) for column in COLUMNS),
        *ASIDE.items(),
    )
    for rank, name in enumerate(names)
}
_NAMES |= {
    name.replace(" ", "").casefold(): (f"day:{name}", float(rank)) for rank, name in enumerate(DAY_NAMES)
}


@dataclass(frozen=True)
class Heading:
    """What a heading says of its column: the key ("day:…" for one of days), and how well it says so, 0 best.

    `base` is the heading without its number, so that 文案1 and 文案2 are alike.
    """

    key: str
    rank: float
    base: str


@lru_cache(maxsize=1_024)
def heading(words: str) -> Heading | None:
    """Return what the words of a heading say, None where they say nothing known.

    Remembered, since the same few words are tried as headings of row after row.
    """
    plain = _plain(words)
    bare = re.sub(r"\(.*?\)", "", plain) or plain.strip("()")
    if _WEEKDAY.fullmatch(bare):
        return None
    if _COMMENT.fullmatch(bare) or _MANNER.fullmatch(bare):
        return Heading(NOTED, 0.5, bare)
    if _STANDBY.search(plain) and (of := heading(_STANDBY.sub("", plain))) and of.key == "copy":
        return Heading(NOTED, of.rank, plain)
    if (rest := _WHETHER.sub("", bare)) != bare and (of := heading(rest)) and of.key == "media":
        return Heading("media", of.rank + 0.5, bare)
    found = _named(plain, bare) or _in_both(words) or _longer(words, bare)
    if found and is_of_time_or_text(found.key) and _FOREIGN.search("".join(re.findall(r"\(.*?\)", plain))):
        return None
    other = _in_brackets(plain) if found and found.key == "copy" else ""
    return Heading(other, 0.5, bare) if found and other not in ("", "copy") else found


def is_afterwards(words: str) -> bool:
    """Say whether a heading is of what comes of a post, of work before it, or of the sheet, and of nothing posted."""
    return _AFTERWARDS.search(re.sub(r"\(.*?\)", "", _plain(words))) is not None


def is_foreign(words: str) -> bool:
    """Say whether a heading names an hour, a day or a text of something else than the post: 开播时间, 到货日期, 竞品文案."""
    return heading(words) is None and is_of_time_or_text(key_inside(words))


def is_posted(words: str) -> bool:
    """Say whether a heading is of what is posted, and of nothing that takes place then: 发群日期, and not 活动日期."""
    return _POSTED.search(re.sub(r"\(.*?\)", "", _plain(words))) is not None


def is_fact(words: str) -> bool:
    """Say whether a heading is of a fact of what is posted: 规格, 团购价, 到货日期."""
    return _FACT.fullmatch(re.sub(r"\(.*?\)", "", _plain(words))) is not None


def may_hold_days(words: str) -> bool:
    """Say whether a heading names an hour of what has the same days as the post: those of 活动时间 are days of posts."""
    return is_foreign(words) and _is_whole("day:", *_at_end(words))


def key_inside(words: str) -> str:
    """Return the key of the known heading that some words are or end with, understood whole or not; "" for none."""
    name, _ = _at_end(words)
    return _NAMES[name][0] if name else ""


def _at_end(words: str) -> tuple[str, str]:
    """Return the known heading that some words are or end with, "" for none, and the words without brackets."""
    bare = re.sub(r"\(.*?\)", "", _plain(words))
    return (bare if bare in _NAMES else _inside(words, bare)), bare


def is_of_time_or_text(key: str) -> bool:
    """Say whether a column of a key decides when something is posted, or what."""
    return key.startswith(_WHOLE)


def _plain(words: str) -> str:
    bare = "".join(each for each in words if unicodedata.category(each) not in _ORNAMENTS)
    return simplified(re.sub(r"\s|[*：:]", "", unicodedata.normalize("NFKC", bare)).casefold())


def _named(plain: str, bare: str) -> Heading | None:
    name = next((each for each in (plain, bare, _NUMBERED.sub("", bare)) if each in _NAMES), None)
    return Heading(*_NAMES[name], name) if name is not None else None


def _in_both(words: str) -> Heading | None:
    """Return what a heading says that stands there in Chinese and in English: 正文 Body, Date(日期)."""
    chinese, english = _ENGLISH.sub(" ", words), _CHINESE.sub(" ", words)
    if not re.search(r"[一-鿿]", chinese) or not re.search("[A-Za-z]{3}|[A-Z]{2}", english):
        return None
    one, other = heading(chinese.strip(" ()（）/|｜·-_\n")), heading(english.strip(" ()（）/|｜·-_\n"))
    is_same = one is not None and other is not None and (one.key == other.key or _both_days(one, other))
    if one and (is_same or (other is None and _MEANS.get(_plain(english).strip("()/|-_")) == one.key)):
        return one
    return None


def _both_days(one: Heading, other: Heading) -> bool:
    return one.key.startswith("day:") and other.key.startswith("day:")


def _longer(words: str, bare: str) -> Heading | None:
    """Return what longer words with a known heading in them say."""
    name = "" if _AFTERWARDS.search(bare) else _inside(words, bare)
    if not name:
        return None
    key, rank = _NAMES[name]
    if key == "title" and _ID.search(bare):
        return None
    if is_of_time_or_text(key) and not _is_whole(key, name, bare):
        return None
    if key == "when":
        # 提醒时间 is less likely the hour of a post than any name known for that; 发群时间 is it before 开始时间.
        rank = 0.5 if _POSTED.search(bare) else rank + UNSURE
    return Heading(key, rank + 0.5, _NUMBERED.sub("", bare))


def _is_whole(key: str, name: str, bare: str) -> bool:
    """Say whether nothing is left of a heading but words that only say more of the same."""
    at = bare.rfind(name)
    rest = re.sub(r"[^\w/、+&.|~-]", "", f"{bare[:at]}{bare[at + len(name) :]}")
    rest = _OF_DAY.sub("", rest) if key.startswith("day:") else rest
    rest = _OF_RUN.sub("", rest) if DAY_NAMES.get(key[4:]) == _RUN_DAY else rest
    rest = _OF_TEXT.sub("", rest) if key == "copy" else rest
    return _QUALIFIERS.fullmatch(rest) is not None


def _in_brackets(plain: str) -> str:
    """Return the key that brackets narrow a heading down to: the pictures of 推送内容(图片/视频); "" for none."""
    found = re.search(r"\(([^()]+)\)$", plain)
    if not found:
        return ""
    parts = [found[1]] if found[1] in _NAMES else re.split("[/、,和及]", found[1])
    keys = {_NAMES[part][0] if part in _NAMES else "" for part in parts}
    return keys.pop() if len(keys) == 1 else ""


def _inside(words: str, bare: str) -> str:
    """Return the known heading in a longer one, "" where there is none: what ends it is what it names."""
    if bare.isascii():
        found = [word for word in re.findall("[a-z]+", words.casefold()) if word in _NAMES]
        return found[-1] if found and len(words.split()) <= 3 else ""
    if not 2 <= len(bare) <= 12:
        return ""
    inside = [
        name for name in _NAMES if len(name) > 1 and _NAMES[name][0] and name in bare and not name.isascii()
    ]
    if _SEVERAL_IN_ONE.search(bare):
        return max(inside, key=len, default="")
    return max(inside, key=lambda name: (bare.rfind(name) + len(name), len(name)), default="")
