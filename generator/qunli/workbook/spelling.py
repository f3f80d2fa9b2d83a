"""Words of time made plain before they are read: width, ornaments, labels, and English."""

from __future__ import annotations

import re
import unicodedata

from qunli.workbook.zones import without_zone

_NUMBER_IN_RING = re.compile(r"(^|[\s、,，;；/])[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]")
# Digits on keys, 8️⃣.
_KEYCAP = re.compile("[\ufe0f\u20e3]")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("∶꞉ː", ":"),
        **dict.fromkeys("−‐‒", "-"),
        **dict.fromkeys("【】[]「」『』《》<>•·※*#_\"'“”‘’\u3000", " "),
        "。": " ",
    }
)
# The characters of headings and of words of time where they are traditional.
_SIMPLIFIED = str.maketrans(
    "時間點內標題話術負責備註圖發佈動週類說執狀態進數據稱編號節項週點號節後開個農曆雙兩隔為從單長結經雲達無誕國慶勞兒婦親聖除陽過暫銷順調刪補併轉換僅賣鐘鍾幾這們來對應該請與舊關閉飯訊貼條業員誰淨遲廢別視庫氣況貨沒確認審闆輪連會頻喺",
    "时间点内标题话术负责备注图发布动周类说执状态进数据称编号节项周点号节后开个农历双两隔为从单长结经云达无诞国庆劳儿妇亲圣除阳过暂销顺调删补并转换仅卖钟钟几这们来对应该请与旧关闭饭讯贴条业员谁净迟废别视库气况货没确认审板轮连会频在",
)
# Cantonese for 不: 唔使發, 唔發.
_NOT = re.compile("唔(?:使|需要?|好|用|駛)?")
# What an hour was changed to, where the one before is struck out: 改10:30.
_CHANGED = re.compile(r"^\s*改(?:成|为|到|至|在)?(?=\s*(?:\d{1,2}[:点]|[早午晚上中下]))")
_LABEL = re.compile(r"^(?:发送|发布|推送|群发|执行)?(?:时间|日期)\s*[:是为]?\s*(?=\S)")
# 每晚8点, 每早9点.
_NIGHTLY = re.compile("每([早晚])(?=[一1]次|发|$|[\\s,、])")
# 4:30 下午, as some programs show an hour.
_HALF_BEHIND = re.compile(
    r"(?<![午晨上晚早夜间\d:~–—至到-])(?<![午晨上晚早夜间]\s)((?:1[0-2]|0?\d)(?::[0-5]\d){1,2})\s*\(?(凌晨|早[上晨]|上午|中午|下午|傍晚|晚上)\)?$"
)
_EVERY_PART = re.compile("每(?=(?:早|晚|午|上午|下午|中午|傍晚|凌晨)(?![餐饭会]))")
# 12月3日(四).
_OF_WEEK = re.compile(r"(?<=[日号\d])\s*\(([一二三四五六日天])\)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?<![a-z])(?P<month>" + "|".join(_MONTHS) + r")[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|[a-z:])"
_YEAR = r"(?:[\s,.-]+(?P<year>20\d\d)|-(?P<short>[2-3]\d)(?![\d:]))?"
_DATES = (
    re.compile(rf"(?<!\d-){_MONTH}[\s-]*{_DAY}{_YEAR}"),
    re.compile(rf"(?<!\d){_DAY}[\s-]*(?:of )?{_MONTH}{_YEAR}"),
)
_WEEK = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "一二三四五六日", strict=True))
_WEEKDAY = re.compile(
    r"(?<![a-z])(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?s?\.?(?![a-z])",
)
# 9;00 and 12。30 are slips of the keyboard for 9:00 and 12:30.
_SLIPPED = re.compile(r"^(\D*\d{1,2})\s*[;。]\s*([03]0|45)(?!\d)(?=\D*$)")
# 3 点 一刻.
# 12月4日/周五 is one day; 约10点 says no more of its hour than 10点左右.
_WEEKDAY_BEHIND = re.compile(
    r"(\d[日号])\s*[/|·-]\s*(?=(?:周|星期|礼拜)[一二三四五六日天](?:$|[^、,，和至到~-]))"
)
_ABOUT = re.compile(
    r"(?:大?约|大概|差不多)\s*(?=(?:凌晨|早上?|上午|中午|下午|傍晚|晚上?)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[:点])"
)
_CLOCK_SPACED = re.compile(r"(?<!\d)(\d{1,2}) *(点钟?|时(?!间|候|段)) *([一三]刻|\d{1,2} *分|整)?")
_HALF_DAY = r"\s*(?P<half>[ap])\.?\s?m(?![a-z])\.?"
_SPAN_OF_HALF = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<am>:\d\d)?\s*(?:-|~|–|—|to)\s*(?P<b>\d{{1,2}})(?P<bm>:\d\d)?{_HALF_DAY}"
)
_HALF_AFTER = re.compile(rf"(?<![\d:])(?P<a>\d{{1,2}})(?P<am>:\d\d)?(?::\d\d)?{_HALF_DAY}")
_HALF_BEFORE = re.compile(r"(?<![a-z])([ap])\.?m\.?\s*(\d{1,2})(:\d\d)?(?![\d:])")
_PHRASES = tuple(
    (re.compile(rf"(?<![a-z]){english}(?![a-z])"), chinese)
    for english, chinese in (
        (r"(?:the )?last day of (?:the|every|each) month", "每月最后一天"),
        (r"(?:every |on )?(?:the )?(\d{1,2})(?:st|nd|rd|th) of (?:the|every|each) month", r"每月\1号"),
        (r"every (\d{1,2})(?:st|nd|rd|th)", r"每月\1号"),
        (r"(\d{1,2})(?:st|nd|rd|th)", r"\1号"),
        (r"(?:every other|every two|every 2|every second) weeks?|bi-?weekly|fortnightly", "隔周"),
        (r"(?:every other|every second) (?=周)", "隔"),
        (r"every ?day|daily|each day", "每天"),
        (r"(?:on |every )?(?:weekdays?|work(?:ing)? ?days?)", "工作日"),
        (r"(?:on |every )?weekends?", "周末"),
        ("weekly", "每周"),
        ("monthly", "每月"),
        (r"(?:every|each) ?", "每"),
        (r"day ?(\d{1,3})", r"第\1天"),
        (r"(\d{1,2}) days? before (.+)", r"\2前\1天"),
        (r"(\d{1,2}) days? after (.+)", r"\2后\1天"),
        (r"christmas eve", "平安夜"),
        (r"(?:christmas|xmas)(?: day)?", "圣诞"),
        (r"new year'?s? eve", "跨年"),
        (r"(?:chinese|lunar) new year|spring festival|cny", "春节"),
        (r"new year'?s?(?: day)?", "元旦"),
        (r"valentine ?s?(?: day)?", "情人节"),
        ("halloween", "万圣夜"),
        (r"thanksgiving(?: day)?", "感恩节"),
        ("black friday", "黑五"),
        (r"mother ?s day", "母亲节"),
        (r"father ?s day", "父亲节"),
        (r"mid-?autumn(?: festival)?", "中秋"),
        (r"dragon boat(?: festival)?", "端午"),
        ("noon", "12:00"),
        ("midnight", "24:00"),
        (r"am(?![\d:])", "上午"),
        (r"pm(?![\d:])", "下午"),
        ("morning", "早上"),
        ("afternoon", "下午"),
        (r"evening|night", "晚上"),
        (r"and", "、"),
        (r"to|through|thru|till|until", "至"),
        (r"at|on|from", " "),
    )
)

_EVENTS = {"婚": "婚礼", "考": "考试", "赛": "比赛", "展": "展会"}
_EVENT = re.compile(r"(?<![一-鿿])[婚考赛展](?=[前后][\d一二两三四五六七八九十]{1,3}[天日周])")
# A lunar date in figures, 农历12月8日, which is none of the solar year.
_LUNAR_FIGURES = re.compile(
    r"(?P<name>农历|阴历|旧历)的?\s*(?P<m>1[0-2]|0?[1-9])\s*[月./-]\s*(?P<d>30|[12]\d|0?[1-9])\s*[日号]?(?!\d)"
)
_DIGITS = "一二三四五六七八九十"
_TENS = ("初", "十", "廿")


def simplified(words: str) -> str:
    """Return words of time or of a heading in simplified characters."""
    return _NOT.sub("不", words).translate(_SIMPLIFIED)


def plain(words: str) -> str:
    """Return words of time in half width, without ornaments and labels, and in simplified Chinese."""
    bare = simplified(_NUMBER_IN_RING.sub(r"\1", _KEYCAP.sub("", words)))
    text = _SLIPPED.sub(r"\1:\2", unicodedata.normalize("NFKC", bare)).translate(_SIGNS)
    text = "".join(" " if _is_ornament(each) else each for each in text)
    text = re.sub(r"(?<=\d)\s*:+\s*(?=\d)", ":", text).strip()
    text = _HALF_BEHIND.sub(_half_first, text)
    text = _ABOUT.sub("", _WEEKDAY_BEHIND.sub(r"\1 ", text))
    text = _CLOCK_SPACED.sub(r"\1\2\3", re.sub(r"(?<=\d)T(?=\d)", " ", without_zone(text)))
    return _in_chinese(
        _EVERY_PART.sub(
            "每天", _NIGHTLY.sub(r"每天\1上", _OF_WEEK.sub(r"(周\1)", _CHANGED.sub("", _LABEL.sub("", text))))
        )
    )


def _half_first(found: re.Match[str]) -> str:
    """Return 16:30 for 4:30 下午, which is all that is after noon, and 早上8:00 for 8:00 早上."""
    hour, _, rest = found[1].partition(":")
    halves = {"上午": 0, "下午": 12}
    is_whole = found[2] in halves and int(hour) <= 12
    return f"{int(hour) % 12 + halves[found[2]]}:{rest}" if is_whole else f"{found[2]}{found[1]}"


def with_dates(words: str) -> str:
    """Return words with English dates as people write them in Chinese: Launch Dec 18."""
    for pattern in _DATES:
        words = re.sub(pattern.pattern, _date, words, flags=re.IGNORECASE)
    return words


def joined(words: str) -> str:
    """Return words of days without blanks, and events that are called by one sign by their names: 婚前7天."""
    words = _EVENT.sub(lambda found: _EVENTS[found[0]], re.sub(r"\s+", "", words))
    return re.sub("每?逢(?=周|星期|礼拜)|每逢", "每", words)


def _is_ornament(sign: str) -> bool:
    return unicodedata.category(sign) in {"So", "Sk", "Cf", "Mn", "Me", "Co"}


def _in_chinese(text: str) -> str:
    """Return the words with what is English among them in Chinese; single letters such as those of D-3 stay."""
    if not re.search(r"[a-zA-Z]{2}|[apAP]\.\s?[mM]", text):
        return text
    text = text.lower()
    text = _SPAN_OF_HALF.sub(_span_of_half, text)
    text = _HALF_AFTER.sub(lambda found: f" {found['half']}m{found['a']}{found['am'] or ':00'} ", text)
    text = _HALF_BEFORE.sub(lambda found: f" {found[1]}m{found[2]}{found[3] or ':00'}", text)
    for pattern in _DATES:
        text = pattern.sub(_date, text)
    text = _WEEKDAY.sub(lambda found: f"周{_WEEK[found[1]]}", text)
    for pattern, chinese in _PHRASES:
        text = pattern.sub(chinese, text)
    return text.strip()


def _span_of_half(found: re.Match[str]) -> str:
    """Return 7-8 pm with the half of the day on both hours; 11-1 pm begins in the morning."""
    last = f"{found['half']}m"
    begin, end = int(found["a"]) % 12, int(found["b"]) % 12
    first = last if begin <= end else "am"
    return f" {first}{found['a']}{found['am'] or ':00'}-{last}{found['b']}{found['bm'] or ':00'} "


def _date(found: re.Match[str]) -> str:
    century = f"20{found['short']}" if found["short"] else ""
    year = f"{found['year'] or century}年" if found["year"] or century else ""
    return f"{year}{_MONTHS.index(found['month'].lower()) + 1}月{found['day']}日"


def with_lunar_words(words: str) -> str:
    """Return words with lunar dates in figures, 农历12月8日, as people say them: 农历腊月初八."""
    return _LUNAR_FIGURES.sub(_in_lunar_words, words)


def _in_lunar_words(found: re.Match[str]) -> str:
    """Return a lunar date in figures as people say it: 农历腊月初八."""
    month, day = int(found["m"]), int(found["d"])
    named = "正" if month == 1 else "腊" if month == 12 else "冬" if month == 11 else _DIGITS[month - 1]
    whole = {10: "初十", 20: "二十", 30: "三十"}.get(day, "")
    return f"{found['name']}{named}月{whole or _TENS[day // 10] + _DIGITS[day % 10 - 1]}"
