"""Words of days that no plan can hold: what is wrong with them, and the way out."""

from __future__ import annotations

import re

from qunli.when import (
    NUMERAL,
    UnanchoredError,
    UnclearError,
    counted_from,
    counted_in_term,
    event_in,
    read_clocks,
)
from qunli.workbook.spelling import joined, plain

HINT = "可以写：每天、工作日、每周一、周四、每月 1日、15日、第3天、中秋前 3 天、12月24日，后面加几点，比如 每天 11:00"

_EVENT = (
    r"(?:入群|进群|加群|扫码|加好友|加微信?|添加(?:好友|微信|成功)?|通过(?:好友|验证)?|关注|咨询|提问|问价|下单|付款|支付|成交|拍下|冷场|"
    r"签收|收货|到货|发货|退款|售后|投诉|领券|核销|到店|离店|消费|用餐|报名|中奖|预约|购买|复购|开播|下播|直播|活动|课程|上课|"
    r"下课|结束|开始|生日|退群)"
)
_AMOUNT = r"(?:(?:约|大概)?(?:\d{1,4}|[一二三四五六七八九十两半几]{1,4})个?(?:秒钟?|分钟?|小时|钟头|min|h))"
_UNTIMED = re.compile(
    r"随时|不定时|不定期|实时|触发|有人|有新人|随机|即时|立即|立刻|马上|第一时间|自动回复|视情况|看情况|按需|长期|待定|[Tt][Bb][ACDacd]|另定|另行通知|"
    rf"{_EVENT}(?:成功)?(?:[前后时即]|之[前后]|以后|当时|期间)+{_AMOUNT}?|{_EVENT}(?:[前后]|之后|结束)?{_AMOUNT}[内后前]?|"
    rf"{_AMOUNT}[后内]|^(?:有)?(?:客户|顾客|客人|用户|学员|家长|粉丝|有人)(?:来?问|说|想|要|咨询|投诉|催).*|^(?:新人)?(?:入群|进群|加群|扫码|加好友|下单|咨询|开群)$|(?:客户|顾客|客人|用户|学员|家长|粉丝).*[时后]$"
)
# What a customer did not do, 下单未付款, 领券未核销, is answered too.
_NOT_DONE = re.compile(
    r"[^\d]{0,8}(?:未|没有?|还没)(?:再)?(?:付款|支付|下单|核销|到店|到课|回复?|领取?|领券|使用|购买|成交|签到|打卡|发言|说话|互动|续[费卡]|复购|预约|报名)(?:的?(?:客户|顾客|客人|会员|学员|家长|人|时候?|后|者))?"
)
_RUN_DAY = re.compile(
    rf"第.+[天日]|当[天日]|次日|(?:入群|进群|加群|开群|建群|开营|开课|活动|直播|[节提])[前后]?(?:\d{{1,3}}|{NUMERAL})[天日]"
)
_HOLIDAY = re.compile(r"(?:每个?|逢|法定)*(?:节假日|节日|放假|假期|假日|法定假|节庆)(?:当天|期间|时)?")
_FROM = re.compile(r".*[日号\d](?:起|开始|以后|之后|往后).*")
_UNTIL = re.compile(r".*[日号\d](?:之?以?前|截止|为止|结束).*")
# Nobody knows on which day these were written.
_SEEN_FROM_TODAY = re.compile(
    r"[本这下上]+个?(?:周|星期|礼拜)[一二三四五六日天末]?|[今明后大]+天|[今明][早晚]"
)
# How often, or which of several: what stands with it in a line of days is meant as days whatever is understood of it.
_OFTEN = re.compile(
    rf"每隔|隔(?:{NUMERAL}|\d+)?[天日周月年]|[每逢](?!个?[天日周月年]$)|第(?:{NUMERAL}|\d+)个|首个|最后|倒数|单双|季度|半[年月]|交替"
)
_LIKE_DAYS = re.compile(
    rf"(?:[每隔逢第首末头单双大小个的初底中各次发及和与或至到、,/&+~.-]|最后|倒数|轮流|交替|除外?|遇|顺延|周末|节假日|工作日|"
    rf"星期|礼拜|[周月年旬天日号半]|季度?|\d+|{NUMERAL})+"
)


def untimed(words: str) -> UntimedError | None:
    """Return what is told of words that answer to something and say no hour, None for others."""
    if not (_UNTIMED.search(words) or _NOT_DONE.fullmatch(words)) or _RUN_DAY.search(words):
        return None
    return UntimedError(f"「{words}」没有固定的时间", "写上几点才能排进日历；进群就发的话放到欢迎语里")


class UntimedError(UnclearError):
    """A step without an hour: it answers to something, and is in no calendar."""


def unknown(text: str) -> UnclearError:
    if _HOLIDAY.fullmatch(joined(text)):
        return UnclearError(f"{text} 不是固定的哪几天", "写成 周末、节日的名字，或一天一天的日期")
    if re.fullmatch(r"(?:每个?月的?)?逢?(?:[单双]|[奇偶]数?)[号日天](?:发|推)?", joined(text)):
        hint = "写成 每月1日、3日、5日 这样，写到 28 日；29、31 日月月不一样，另写日期"
        return UnclearError(f"{text} 发，计划里排不出：有 31 天的月份，单号后面又是单号", hint)
    if re.fullmatch(rf"每?隔?(?:\d+|{NUMERAL})[天日]|每?隔[天日]", joined(text)):
        return UnclearError(f"{text} 发一次，计划里排不出", "写成 周一、周四 这样，或 第1天、第4天")
    if re.fullmatch(r"[之以]?[前后]", text):
        return UnclearError(f"只写了几点{text}，看不出几点发", "写成要发的那一个钟点，比如 21:00")
    if re.fullmatch(r"(?:20\d\d年)?\d{1,2}月份?(?:[上中下]旬|初|中)?", text):
        return UnclearError(f"{text} 看不出是哪几天", "写成 12月1日 或 12月1日-10日")
    if _FROM.fullmatch(text) or _UNTIL.fullmatch(text):
        return UnclearError(f"{text} 看不出是哪几天", "从哪天到哪天都写上，比如 12月18日-12月25日")
    if re.fullmatch(
        rf"(?:结营|结课|结束|毕业)后第?(?:\d+|{NUMERAL})[天日]|(?:结营|结课|毕业)(?:当[天日]|日)?", text
    ):
        return UnclearError(f"{text} 看不出是第几天", "写成从开始那天数的，比如 第22天")
    if re.fullmatch("[A-Da-d]周(?:[、/和][A-Da-d]周)*", joined(text)):
        return UnclearError(
            f"{text} 轮到哪一周看不出",
            "写上是哪几天，比如 12.7-12.13；两周一轮的写 隔周周一 这样，写明从哪天起",
        )
    if counted := _counted(joined(text)):
        return UnanchoredError(joined(text), counted[1], counted[0])
    if re.fullmatch(r"[一-鿿]{1,6}节", text):
        return UnclearError(f"营销日历里没有 {text}", "写成日期，比如 8月1日")
    if re.match(r"(?:农历|阴历)?[正二三四五六七八九十冬腊]+月[初十廿二三]", text):
        return UnclearError(f"{text} 是农历的哪一天，计划里排不出", "写成公历的日期，比如 9月25日")
    is_seen = _SEEN_FROM_TODAY.fullmatch(joined(text))
    return UnclearError(
        f"看不懂是哪一天：{text}", "写成几月几日，比如 12月7日；每周都发的写 每周一" if is_seen else HINT
    )


def _counted(words: str) -> tuple[str, tuple[int, ...]] | None:
    """Return what takes place on a day, and the days around it or of it that words name, 开业第3天; None for others."""
    event, of_it = event_in(words), counted_in_term(words)
    return (event, of_it) if event and of_it else counted_from(words)


def is_like_days(words: str) -> bool:
    """Say whether words only tell how often or on which days, whether that is understood or not: 每月第一个周六, 每季度."""
    try:
        text = joined(read_clocks(plain(words)).rest)
    except UnclearError:
        return False
    return _LIKE_DAYS.fullmatch(text) is not None and _OFTEN.search(text) is not None
