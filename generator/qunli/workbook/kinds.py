"""What kind of value some words are: a day, an hour, a customer group."""

from __future__ import annotations

import re
import unicodedata

from qunli.when import UnanchoredError, UnclearError, read_clocks
from qunli.workbook.days import Reader
from qunli.workbook.heading_words import FOREIGN
from qunli.workbook.names import heading
from qunli.workbook.names_of_people import is_person
from qunli.workbook.other_columns import GROUP
from qunli.workbook.spans import span_in, week_of
from qunli.workbook.spelling import plain

# 早8点发 is an hour.
_SENT = re.compile("[()]|(?:群?发[送布]?|推送?|通知|播报)的?(?=[()]*$)")
_LONGEST = 24
_GROUP = re.compile(
    r"(?![退进入加建拉踢爆出]群)(?!.*\d\s*[点:：])[^，。！？,!?：:]{0,12}?(?:群|朋友圈|视频号|公众号|私聊|私信|私域|小红书|抖音|企微|企业微信)[\dA-Za-z一二三四五]?|(?:[A-Za-z0-9]+ ){1,2}[Gg]roup ?\d?|[A-Z]{2,6}群?[Gg]roup"
)
_BRANCH = re.compile(
    r"(?:[总一二三四五六七八九十A-Za-z]|\d{1,2}号?)店|[一-鿿\d]{1,8}(?:分店|校区|分校|分馆|园区|路店|街店|城店|广场店|中心店|[东南西北]店|村店|桥店|县店|区店|镇店)"
)
# Greetings name a part of the day in a cell of hours; anywhere else they are texts.
_GREETING = re.compile("[早午晚]安|早上好|晚上好|中午好|下午好")
_OF_TEXT = re.compile(
    r"[\s_\-—]*(?:的?(?:文案|内容|话术|推送|发布|发送|发布内容|推送内容|群发内容|SOP|计划|安排|动作|任务|事项))$",
    re.IGNORECASE,
)
# How many people are in a group: 1群(320人).
_SIZE = re.compile(r"\s*[(\[](?:约|共)?\d{1,5}\+?\s*(?:人|位|个客户|人左右)?[)\]]$")
# What more is said of a group, behind its name; what tells it from another of that name; what stands for no group.
_MORE = re.compile(r"[^()]{1,12}群\d?\s*\((?P<more>[一-鿿]{2,6})\)")
_TELLS_APART = re.compile("[新老旧备一二三四五六七八九十甲乙丙丁上下早中晚午东南西北]|不|停|周|月|日|天|点")
# Who keeps a group, behind its name: 茶友群(小顾), 亲子群(负责人:阿宁), 领养群(志愿者木木).
_KEPT = re.compile(
    r"[^()]{1,12}群\d?\s*\((?P<role>(?P<label>(?:负责人?|谁发|由谁发|发布人)\s*[:：]?\s*)|(?:群主|管理员|志愿者|店长|店员|助教|老师|客服|班主任|教练|导购|运营)\s*[:：]?\s*)?(?P<who>[一-鿿A-Za-z]{1,6})\)"
)
_IN_BRACKETS = re.compile(r"(?:文案|内容|话术|推送|发布内容|推送内容|群发内容) ?\(([^()]+)\)")
_RUN = re.compile(
    r"[单双A-D]周|(?:[DT]|Day ?)[+-]?\d{1,3}天?|[DT](?:日|-?day)?|第?\d{1,3}天|第[一二三四五六七八九十]{1,3}天|"
    r"[节活动店庆开业课]{0,2}(?:前|后|提前|之前|之后)第?[\d一二两三四五六七八九十]{1,3}[天日]|[节活动店庆开业课]{0,2}当[天日]",
    re.IGNORECASE,
)


# A date beside its weekday, or a stretch of dates, is a day even where it contradicts itself.
_DATED = re.compile(
    r"(?:20\d\d[年./-])?\d{1,2}[月./]\d{1,2}[日号]?\s*\(?(?:周|星期)[一二三四五六日天]\)?|"
    r"\(?(?:周|星期)[一二三四五六日天]\)?\s*\(?\d{1,2}[月./]\d{1,2}[日号]?\)?"
)


def is_group(words: str) -> bool:
    """Say whether some words are the name of a customer group, of a shop of several, or of another place where posts go."""
    return _GROUP.fullmatch(words) is not None or is_branch(words)


def is_branch(words: str) -> bool:
    """Say whether some words are the name of one shop of several: 二店, 人民路店, 城南校区."""
    return _BRANCH.fullmatch(words) is not None


def kind_of(words: str, reader: Reader) -> str:
    """Return what kind of value some words are: day, hour, group, or "" for none of these."""
    if words not in reader.kinds:
        reader.kinds[words] = _kind_of(words, reader)
    return reader.kinds[words]


def _kind_of(words: str, reader: Reader) -> str:
    said, words = words.strip(), bare(words)
    if not 0 < len(words) <= _LONGEST or _GREETING.fullmatch(words):
        return ""
    exact = heading(words)
    if is_group(words):
        # A群 is a group, and 群 a heading of them.
        is_heading = exact and exact.key == GROUP and exact.base == words.casefold()
        return "" if is_heading and words == said else "group"
    if _RUN.fullmatch(words) or week_of(words) or _is_week(words):
        return "day"
    if exact and exact.key != "copy" and exact.rank.is_integer() and exact.base == words.casefold():
        return ""
    return _kind_of_time(words, reader)


def _is_week(words: str) -> bool:
    """Say whether words are a week by its number and its dates: 第1周(12.1-12.6)."""
    return week_of(re.split(r"[\s(:]", words)[0]) is not None and "月" in span_in(words)


def _kind_of_time(words: str, reader: Reader) -> str:
    try:
        if words.isdecimal():
            return ""
        # A heading with its number, 推送时间1, is no hour.
        clocks = read_clocks(words if heading(words) else plain(words))
        if clocks.at:
            return "" if _SENT.sub("", clocks.rest) else "hour"
        return "day" if reader.moment(words).day else ""
    except UnanchoredError as error:
        # 比赛前两周 is a day, while 活动日 heads a column of them.
        return "day" if error.event else ""
    except UnclearError:
        return "day" if _DATED.fullmatch(words) else ""


def is_day_with_hour(words: str, reader: Reader) -> bool:
    """Say whether words are a day with its hour, and nothing else."""
    if len(words) > _LONGEST or not any(map(str.isdigit, words)):
        return False
    try:
        clocks = read_clocks(unicodedata.normalize("NFKC", words))
        moment = reader.moment(words) if clocks.at and clocks.rest.strip("()") else None
    except UnanchoredError:
        return True
    except UnclearError:
        return False
    return moment is not None and moment.day is not None and not moment.occasion


def keeper_of(words: str) -> str | None:
    """Return who keeps a group where brackets behind its name say so, 茶友群(小顾); None for other words."""
    found = _KEPT.fullmatch(" ".join(unicodedata.normalize("NFKC", words).split()))
    if found is None or not (found["role"] or is_person(found["who"])):
        return None
    return f"{'' if found['label'] else found['role'] or ''}{found['who']}"


def _says_more_of_group(words: str) -> bool:
    """Say whether brackets behind a group say more of it, 店员群(内部), and do not tell it from another: 福利群(新)."""
    found = _MORE.fullmatch(words)
    inside = found["more"] if found else ""
    is_foreign = inside != "内部" and FOREIGN.search(inside)
    return bool(inside) and not (is_foreign or _TELLS_APART.search(inside) or heading(inside))


def bare(words: str) -> str:
    """Return a heading without what only says that texts stand below it: 福利群 of 福利群文案 and of 文案(福利群)."""
    words = _SIZE.sub("", " ".join(unicodedata.normalize("NFKC", words).split()))
    if keeper_of(words) is not None or _says_more_of_group(words):
        words = words.partition("(")[0].strip()
    inside = _IN_BRACKETS.fullmatch(words)
    if inside:
        return inside[1].strip()
    shorter = _OF_TEXT.sub("", words)
    return shorter or words
