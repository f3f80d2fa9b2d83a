"""Hours of the day as people write them in cells: 11:00, 11：00, 上午11点, 晚8点半, 7 pm, 11:00-12:00."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from qunli.when.daytimes import ALONE, DAYTIME, DAYTIMES
from qunli.when.hearing import UnclearError
from qunli.when.numerals import NUMERAL, number


@dataclass(frozen=True)
class Hour:
    """An hour (HH:MM), and what has to be asked about it, "" where it is clear.

    `choices` are what it can be where that is known.
    """

    clock: str
    doubt: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clocks:
    """The hours in some words, how many minutes the first lasts if that is said, and the other words.

    `is_next_day` says that the hours are past the midnight that ends the day they stand beside: 次日0:30, 24:00.
    """

    hours: tuple[Hour, ...]
    minutes: int | None
    rest: str
    is_next_day: bool = False

    @property
    def at(self) -> tuple[str, ...]:
        return tuple(each.clock for each in self.hours)

    @property
    def is_guess(self) -> bool:
        """Say whether an hour is only the usual one."""
        return any(each.doubt for each in self.hours)


CLOCK = (
    rf"(?:(?P<part>{DAYTIME})(?:的|\s|:|\()*)?(?:(?P<hour>\d{{1,2}})[:h](?P<minute>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?(?!\d)"
    rf"|(?P<oclock>\d{{1,2}}|{NUMERAL})(?:点钟?|时(?!间|候|段)|h(?![a-z\d]))(?:(?P<half>半)|(?P<quarter>[一三]刻)|(?P<past>\d{{1,2}}|{NUMERAL})分?)?整?"
    r"|(?(part)(?P<bare>\d{1,2})(?![\d:.月日号/点时h天周-])|(?!)))"
    r"(?:左右|前后|准时|整|开始)?"
)
_ONE = re.compile(rf"{CLOCK}|(?P<alone>{ALONE})")
_BARE = re.compile(r"\d{1,2}")
_FOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
# 双11 and 双12 are written like this too.
_FOUR_OR_FESTIVAL = ("1111", "1212")
_DOT = re.compile(r"(\d{1,2})\.(\d{1,2})")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.([0-5]\d)(?![\d.])")
UNTIL = re.compile(r"\s*[-~–—至到]+\s*")
_BETWEEN = re.compile(r"[\s、,，/|;&+和与及以\n)(.]*")
_OF_NIGHT = r"(?:(?:凌晨|半夜|夜里)\s*)?(?:[0-5]|0[0-5])(?:[:h点时]\d{0,2}(?:分|半|整)?)(?!\d)"
# 次日0:30, 0:30(次日), 第二天凌晨1点: hours of the night that follows. 24:00 ends a day and begins the next.
_NEXT_DAY = re.compile(
    rf"[(]?(?:次日|第二天|翌日|隔天|隔日|\+1)的?[)]?\s*(?P<behind>{_OF_NIGHT})"
    rf"|(?P<before>{_OF_NIGHT})\s*[(](?:次日|第二天|翌日|隔天|隔日|\+1)[)]"
)
_LATEST_NIGHT = 5
_LEAD = r"(^|[\s天日末午上晚早间、,/])"
_LIST = re.compile(rf"{_LEAD}(\d{{1,2}}(?:[、,/和]\d{{1,2}})+)(点|时)")
_SPAN = re.compile(rf"{_LEAD}(\d{{1,2}})([-~–—至到])(?=\d{{1,2}}[点时])")
_SEVERAL_PARTS = re.compile(r"早[、/和]?(中|午)?[、/和]?晚(?!(?!各)[\u4e00-\u9fff]|\d)")
_FESTIVAL_BEFORE = re.compile(r"(双十[一二]|五一|六一|十一|三八)(?=[零一二三四五六七八九十]{1,3}点)")
# 七点半(晚上), 8:00(早): the part of the day behind its hour.
_PART_BEHIND = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<clock>(?:\d{{1,2}}[:h]\d{{2}}|(?:\d{{1,2}}|{NUMERAL})(?:点钟?|时)(?:半|[一三]刻|\d{{1,2}}分?)?))\s*[(](?P<part>{DAYTIME})[)]"
)
# 晚场, 早班: a part of the day as what takes place then.
_SHIFT = re.compile(rf"(?P<part>{ALONE}|[早午晚])的?(?:场|档|班|时[段候分间]?|段|期间|左右|高峰期?)")
_OFTEN = re.compile(r"每隔?(?:\d+|半|一|两)?个?(?:小时|钟头|分钟)|整点(?:发|推|各)?")
_LONGEST = 480
_HINT = "写成 24 小时制的 11:00，或 上午11点"
_MIDNIGHT = "半夜十二点写成前一天的 23:59"
_AFTERNOON = range(1, 6)


def read_clocks(words: str) -> Clocks:
    """Return the hours in some words; raise UnclearError for an hour no day has."""
    return _past_midnight(words) or _read(words)


def _past_midnight(words: str) -> Clocks | None:
    """Return hours that are of the day after the one they stand beside, None where they are of that day itself."""
    early = (
        ""
        if re.search(r"[-~–—至到]\s*(?:次日|第二天|翌日)", words)
        else _NEXT_DAY.sub(lambda found: found["behind"] or found["before"], words)
    )
    if early in ("", words):
        return None
    clocks = _read(early)
    if not clocks.hours or any(int(each.clock[:2]) > _LATEST_NIGHT for each in clocks.hours):
        return None
    return replace(clocks, is_next_day=True)


def _read(words: str) -> Clocks:
    words = _spelt_out(words.strip())
    matches = _without_labels(words, list(_ONE.finditer(words)))
    between = [words[before.end() : after.start()] for before, after in pairwise(matches)]
    if not matches:
        return Clocks((), None, " ".join(words.split()))
    _require_one_day(words, matches, between)
    hours = list(_hours(matches))
    is_end = [False, *(UNTIL.fullmatch(each) is not None for each in between)]
    starts = [hour for hour, ends in zip(hours, is_end, strict=True) if not ends]
    ends = [hour for hour, ends in zip(hours, is_end, strict=True) if ends]
    behind = re.sub(rf"^\s*(?:{ALONE})", "", words[matches[-1].end() :])
    left = f"{words[: matches[0].start()]} {behind}"
    clear = tuple(dict.fromkeys(starts))
    return Clocks(clear, _lasting(starts[0], ends), " ".join(left.split()))


def _without_labels(words: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the hours without a part of the day that only repeats the hour before it: 9:00 早安."""
    kept: list[re.Match[str]] = []
    for match in matches:
        before = kept[-1] if kept else None
        if (
            match["alone"]
            and before
            and not before["alone"]
            and not words[before.end() : match.start()].strip()
        ):
            said = int(before["hour"] or before["bare"] or 0) or number(before["oclock"] or "零")
            if said not in DAYTIMES[match["alone"]].hours:
                raise UnclearError(f"{words} 看不出是几点", _HINT)
            continue
        kept.append(match)
    return kept


def _spelt_out(words: str) -> str:
    """Return words with each hour written out: 9、12点 as 9点、12点, and one bare number, 11 or 1130, as an hour."""
    # 22:00-24:00 ends with the day, 17:00-次日1:00 after it.
    words = re.sub(r"([-~–—至到]\s*)24[:点时](?:00)?", r"\g<1>23:59", words)
    words = re.sub(r"([-~–—至到]\s*)(?:次日|第二天|翌日)的?(?:凌晨)?(?=\d)", r"\1", words)
    words = _PART_BEHIND.sub(r"\g<part>\g<clock>", _FESTIVAL_BEFORE.sub(r"\1 ", words))
    if often := _OFTEN.search(words):
        raise UnclearError(f"{often[0]} 看不出是哪几点", "把几点都写出来，比如 9:00、12:00、18:00")
    if _DOT.fullmatch(words):
        return _undotted(words)
    dotted = _DOTTED.findall(words)
    if len(dotted) > 1 and _DOTTED.sub("", words).strip(" 、,/;-~–—至到和") == "" and _are_hours(dotted):
        words = _DOTTED.sub(r"\1:\2", words)
    if _BARE.fullmatch(words):
        return f"{words}点"
    if four := _FOUR.fullmatch(words):
        if words in _FOUR_OR_FESTIVAL:
            raise UnclearError(f"{words} 看不出是几点还是哪个节", "几点写成 11:11，节日写成 双11")
        return f"{four[1]}:{four[2]}"
    if shift := _SHIFT.fullmatch(words):
        return shift["part"]
    words = _SEVERAL_PARTS.sub(lambda found: "早上、中午、晚上" if found[1] else "早上、晚上", words)
    words = _LIST.sub(
        lambda found: found[1] + "、".join(f"{each}点" for each in re.findall(r"\d+", found[2])), words
    )
    return _SPAN.sub(r"\1\2点\3", words).replace("当晚", "当天晚上")


def _are_hours(dotted: list[tuple[str, str]]) -> bool:
    """Say whether numbers with a point are hours: one of them is no date, and all are hours."""
    return all(int(hour) < 24 for hour, _ in dotted) and not all(_is_date(*each) for each in dotted)


def _is_date(month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31


def _undotted(words: str) -> str:
    """Return 18.30 as an hour, since no month is the eighteenth; what can be a date too is not clear."""
    hour, _, minute = words.partition(".")
    if int(hour) < 24 and len(minute) == 2 and int(minute) < 60 and not _is_date(hour, minute):
        return f"{hour}:{minute}"
    raise UnclearError(f"{words} 看不出是几点还是几月几日", "几点写成 11:30，日期写成 12月24日")


def _require_one_day(words: str, matches: list[re.Match[str]], between: list[str]) -> None:
    """Raise UnclearError where each hour has days of its own."""
    for each in between:
        if not (UNTIL.fullmatch(each) or _BETWEEN.fullmatch(each)):
            raise UnclearError(f"{words} 看不出哪个时间是哪天的", "一个时间写一行，一行一条")


def _lasting(start: Hour, ends: list[Hour]) -> int | None:
    if not ends or start.doubt or ends[0].doubt:
        return None
    # 24:00 was written as the last minute of the day.
    minutes = _minutes(ends[0].clock) + (ends[0].clock == "23:59") - _minutes(start.clock)
    return minutes if 0 < minutes <= _LONGEST else None


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _hours(matches: list[re.Match[str]]) -> Iterator[Hour]:
    """Yield the hours; one without a part of the day takes that of the one before, where it can."""
    counts_to_24 = any(_counts_to_24(each) for each in matches)
    part, previous = "", -1
    for match in matches:
        if match["alone"]:
            yield _usual(match["alone"])
            continue
        minute = minute_of(match)
        said = int(match["hour"] or match["bare"] or 0) if not match["oclock"] else number(match["oclock"])
        if said == 24 and minute == 0:
            raise UnclearError(f"{match[0]} 是这一天完了的时候", "写成这一天的 23:59，或第二天的 0:00")
        if said > 23 or minute > 59:
            raise UnclearError(f"没有 {match[0]} 这个时间", _HINT)
        carried = DAYTIMES[part].hour(said) if part and not match["part"] else None
        part = match["part"] or part
        if match["part"]:
            hour = DAYTIMES[match["part"]].hour(said)
            if hour is None:
                raise _not_in(match, said)
            yield Hour(f"{hour:02}:{minute:02}")
        elif carried is not None and not counts_to_24:
            yield Hour(f"{carried:02}:{minute:02}")
        else:
            yield _plain(said, minute, counts_to_24, previous)
        previous = said


def _counts_to_24(match: re.Match[str]) -> bool:
    said = match["hour"] or match["oclock"] or match["bare"] or ""
    return said.isdecimal() and (int(said) > 12 or (len(said) == 2 and said.startswith("0")))


def _plain(said: int, minute: int, counts_to_24: bool, previous: int) -> Hour:
    """Return an hour that nothing else explains: 3点 in a shop is most likely in the afternoon, but has to be asked."""
    clock, later = f"{said:02}:{minute:02}", f"{said + 12:02}:{minute:02}"
    is_doubtful = said in _AFTERNOON or 0 < said < min(previous, 12)
    if counts_to_24 or not is_doubtful:
        return Hour(clock)
    shown = f"{said}点{minute or ''}{'分' if minute else ''}"
    return Hour(later, f"{shown}是上午还是下午", (clock, later))


def _usual(part: str) -> Hour:
    daytime = DAYTIMES[part]
    if not daytime.usual:
        raise UnclearError(f"只写了{part}，看不出是几点", "写上几点，比如 22:30")
    return Hour(daytime.usual, f"{daytime.name}是几点")


def _not_in(match: re.Match[str], said: int) -> UnclearError:
    if said in (0, 12, *_AFTERNOON) and DAYTIMES[match["part"]].hours[-1] == 23:
        return UnclearError(f"{match[0]} 看不出是哪一天", f"{_MIDNIGHT}，过了半夜写成第二天的 1:00")
    return UnclearError(f"没有 {match[0]} 这个时间", _HINT)


def minute_of(match: re.Match[str]) -> int:
    """Return the minutes past the hour that a match of CLOCK names."""
    if match["half"]:
        return 30
    if match["quarter"]:
        return 15 if match["quarter"][0] == "一" else 45
    past = match["minute"] or match["past"]
    return number(past) if past else 0
