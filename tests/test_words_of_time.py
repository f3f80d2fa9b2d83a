"""Words of time as shops write them in sheets: read as a person reads them, asked about, or refused in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import REPOSITORY, tries
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from qunli import library, workbook
from qunli.problem import Problem, errors
from qunli.shape import ID
from qunli.when import UnclearError
from qunli.workbook.days import Reader
from qunli.workbook.questions import Interview, Question
from qunli.workbook.unclear_days import UntimedError
from sheets.messy import saved

TODAY = date(2026, 11, 26)
ALMANAC = library.load(REPOSITORY, only=()).almanac
FESTIVALS = {name: each.title for name, each in ALMANAC.festivals.items()}
READER = Reader(FESTIVALS, TODAY)

# What a cell says, and how it is read: the hours (with "?" where the usual one is asked about), and "" for no day.
HOURS: dict[str, str] = {
    "早上9点": "09:00",
    "晚八点半": "20:30",
    "10:00 AM": "10:00",
    "7pm": "19:00",
    "7:00 P.M.": "19:00",
    "AM9:00": "09:00",
    "8:00pm–9:00pm": "20:00",
    "8-9pm": "20:00",
    "11am-1pm": "11:00",
    "9:00/12:00/18:00": "09:00 12:00 18:00",
    "9:00、12:00": "09:00 12:00",
    "9:00|12:00": "09:00 12:00",
    "9:00;12:00": "09:00 12:00",
    "9:00&12:00": "09:00 12:00",
    "9:00和18:00": "09:00 18:00",
    "9:00+18:00": "09:00 18:00",
    "9:00\n18:00": "09:00 18:00",
    "①9:00 ②18:00": "09:00 18:00",
    "9、12、18点": "09:00 12:00 18:00",
    "早9点晚6点": "09:00 18:00",
    "早9晚6": "09:00 18:00",
    "早上8:30晚上8:30": "08:30 20:30",
    "早": "09:00?",
    "午": "12:00?",
    "晚": "20:00?",
    "早晚": "09:00? 20:00?",
    "早中晚": "09:00? 12:00? 20:00?",
    "早晚各一次": "09:00? 20:00?",
    "睡前": "21:30?",
    "夜宵": "21:00?",
    "⏰ 9:00": "09:00",
    "★9:00★": "09:00",
    "【9:00】": "09:00",
    "时间：9:00": "09:00",
    "9: 00": "09:00",
    "９：３０": "09:30",
    "9∶30": "09:30",
    "9:00:00": "09:00",
    "9点30": "09:30",
    "9h": "09:00",
    "9h30": "09:30",
    "18.30": "18:30",
    "8.30、12.00、20.00": "08:30 12:00 20:00",
    "21:00左右": "21:00",
    "9:00 早安": "09:00",
    "20:00开抢": "20:00",
    "3点": "15:00?",
    "10:00、3:00": "10:00 15:00?",
    "9:00、15:00": "09:00 15:00",
    "03:00": "03:00",
    "下午2:30-4:00": "14:30",
    "晚8-9点": "20:00",
}
MINUTES = {
    "9:00-9:30": 30,
    "9点到10点": 60,
    "20:00~21:00": 60,
    "晚上8点-9点半": 90,
    "8-9pm": 60,
    "下午2:30-4:00": 90,
}

WEEKLY = {"every": "week"}
DAYS: dict[str, dict[str, Any]] = {
    "长期 9:00": {"every": "day"},
    "daily 9:00": {"every": "day"},
    "每天 9:00 节假日除外": {"every": "day", "holidays": "skip"},
    "上班日 9:00": {"every": "workday"},
    "weekdays 9:00": {"every": "workday"},
    "双休 10:00": {**WEEKLY, "weekdays": ["sat", "sun"]},
    "weekends 10am": {**WEEKLY, "weekdays": ["sat", "sun"]},
    "周六日 10:00": {**WEEKLY, "weekdays": ["sat", "sun"]},
    "Mon 9:00": {**WEEKLY, "weekdays": ["mon"]},
    "Mon/Wed/Fri 9am": {**WEEKLY, "weekdays": ["mon", "wed", "fri"]},
    "every Tuesday and Thursday 7:30pm": {**WEEKLY, "weekdays": ["tue", "thu"]},
    "每天（周日除外）9:00": {**WEEKLY, "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat"]},
    "除周日外每天 9:00": {**WEEKLY, "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat"]},
    "周末除外 9:00": {**WEEKLY, "weekdays": ["mon", "tue", "wed", "thu", "fri"]},
    "周一至周六，周三不发 9:00": {**WEEKLY, "weekdays": ["mon", "tue", "thu", "fri", "sat"]},
    "除节假日外每天 9:00": {"every": "day", "holidays": "skip"},
    "仅周末 9:00": {**WEEKLY, "weekdays": ["sat", "sun"]},
    "Mon-Fri 9:00": {**WEEKLY, "weekdays": ["mon", "tue", "wed", "thu", "fri"]},
    "逢周三 9:00": {**WEEKLY, "weekdays": ["wed"]},
    "9:00（周一至周三）": {**WEEKLY, "weekdays": ["mon", "tue", "wed"]},
    "周五 18.30": {**WEEKLY, "weekdays": ["fri"]},
    "隔周一 9:00": {"every": "2 weeks", "weekdays": ["mon"]},
    "隔周周一 9:00": {"every": "2 weeks", "weekdays": ["mon"]},
    "双周四 20:00": {"every": "2 weeks", "weekdays": ["thu"]},
    "单周周一 9:00": {"every": "2 weeks", "weekdays": ["mon"]},
    "每两周周五 9:00": {"every": "2 weeks", "weekdays": ["fri"]},
    "每2周周五 9:00": {"every": "2 weeks", "weekdays": ["fri"]},
    "每两周一次 周四 9:00": {"every": "2 weeks", "weekdays": ["thu"]},
    "周四（隔周）9:00": {"every": "2 weeks", "weekdays": ["thu"]},
    "每隔一周的周三 9:00": {"every": "2 weeks", "weekdays": ["wed"]},
    "every other Monday 9:00": {"every": "2 weeks", "weekdays": ["mon"]},
    "每两周一次（周四） 9:00": {"every": "2 weeks", "weekdays": ["thu"]},
    "腊月二十三 9:00": {"festival": "xiaonian"},
    "小年(腊月廿四) 9:00": {"festival": "xiaonian", "day": 1},
    "农历四月初八 9:00": {"date": "2027-05-13"},
    "每3天（12月1日起） 9:00": {
        "date": [f"{date(2026, 12, 1) + timedelta(days=3 * each)}" for each in range(60)]
    },
    "每月最后1天 9:00": {"every": "month", "monthdays": ["last"]},
    "每月底 9:00": {"every": "month", "monthdays": ["last"]},
    "last day of every month 9:00": {"every": "month", "monthdays": ["last"]},
    "1st of every month 9:00": {"every": "month", "monthdays": [1]},
    "每月1-3号 9:00": {"every": "month", "monthdays": [1, 2, 3]},
    "每月初一、十五 9:00": {"lunar": [1, 15]},
    "初一十五 9:00": {"lunar": [1, 15]},
    "12.1-12.3 9:00": {"date": ["2026-12-01", "2026-12-02", "2026-12-03"]},
    "12/1~12/3 9:00": {"date": ["2026-12-01", "2026-12-02", "2026-12-03"]},
    "12月1-3日 9:00": {"date": ["2026-12-01", "2026-12-02", "2026-12-03"]},
    "Dec 1-3 9:00": {"date": ["2026-12-01", "2026-12-02", "2026-12-03"]},
    "2026.12.1-2026.12.3 9:00": {"date": ["2026-12-01", "2026-12-02", "2026-12-03"]},
    "12月1、3日 9:00": {"date": ["2026-12-01", "2026-12-03"]},
    "12月1日、3日 9:00": {"date": ["2026-12-01", "2026-12-03"]},
    "20261208 9:00": {"date": "2026-12-08"},
    "6-Dec 9:00": {"date": "2026-12-06"},
    "Dec 6 9:00": {"date": "2026-12-06"},
    "December 6th, 2026 8pm": {"date": "2026-12-06"},
    "12/24/2026 9:00": {"date": "2026-12-24"},
    "26年12月1日 9:00": {"date": "2026-12-01"},
    "十二月六日 9:00": {"date": "2026-12-06"},
    "12月二十五日 9:00": {"date": "2026-12-25"},
    "12月底 9:00": {"date": "2026-12-31"},
    "12.24 20:00": {"date": "2026-12-24"},
    "2026-12-24T20:00": {"date": "2026-12-24"},
    "12月5日（星期六）晚8点": {"date": "2026-12-05"},
    "1月5日 周二 9:00": {"date": "2027-01-05"},
    "1月5日 周一 9:00": {"date": "2026-01-05"},
    "12月18日前3天 9:00": {"date": "2026-12-15"},
    "店庆 12月18日 9:00": {"date": "2026-12-18"},
    "12月24日平安夜 9:00": {"date": "2026-12-24"},
    "圣诞节 12月25日 9:00": {"date": "2026-12-25"},
    "周五会员日 9:00": {**WEEKLY, "weekdays": ["fri"]},
    "每月8号会员日 9:00": {"every": "month", "monthdays": [8]},
    "平安夜 9:00": {"festival": "christmas", "day": -1},
    "八月十五 9:00": {"festival": "mid-autumn"},
    "农历八月十五 9:00": {"festival": "mid-autumn"},
    "大年初一 9:00": {"festival": "spring-festival"},
    "大年初三 9:00": {"festival": "spring-festival", "day": 2},
    "过年 9:00": {"festival": "spring-festival"},
    "除夕 9:00": {"festival": "chuxi"},
    "五一 9:00": {"festival": "labour-day"},
    "十一 9:00": {"festival": "national-day"},
    "六一 9:00": {"festival": "childrens-day"},
    "双十一 9:00": {"festival": "double-eleven"},
    "双十一零点": {"festival": "double-eleven"},
    "618 9:00": {"festival": "six-eighteen"},
    "女神节 9:00": {"festival": "womens-day"},
    "七夕情人节 9:00": {"festival": "qixi"},
    "情人节 9:00": {"festival": "valentines"},
    "元旦 9:00": {"festival": "new-year"},
    "腊八节 9:00": {"festival": "laba"},
    "端午 9:00": {"festival": "dragon-boat"},
    "正月十五 9:00": {"festival": "lantern"},
    "圣诞前夜 9:00": {"festival": "christmas", "day": -1},
    "christmas eve 8pm": {"festival": "christmas", "day": -1},
    "双11 D-3 9:00": {"festival": "double-eleven", "day": -3},
    "双11前3天-当天 9:00": {"festival": "double-eleven", "day": [-3, -2, -1, 0]},
    "国庆第2天 9:00": {"festival": "national-day", "day": 1},
    "Day 3 9:00": {"day": 3},
    "D1、D3 9:00": {"day": [1, 3]},
    "D1-D3 9:00": {"day": "1-3"},
    "入群次日 9:00": {"day": 2},
    "首日 9:00": {"day": 1},
    "每年11月26日 9:00": {"date": "2026-11-26"},
    "每年11月25日 9:00": {"date": "2027-11-25"},
}
OCCASIONS = {
    "店庆 12月18日": "店庆",
    "店庆12月18日": "店庆",
    "12月24日（平安夜）20:00": "平安夜",
    "12.25圣诞": "圣诞",
    "母亲节（5月9日）": "母亲节",
    "周五会员日": "会员日",
    "20:00 秒杀": "秒杀",
}

# Words with no meaning or two: what is said about them.
REFUSED = {
    "24:00": "这一天完了",
    "周一（周三除外）9:00": "看不出是哪几天",
    "midnight": "这一天完了",
    "晚上1点": "看不出是哪一天",
    "上午 20:00": "没有 上午 20:00",
    "9:00 晚安": "看不出是几点",
    "每2小时": "看不出是哪几点",
    "21:00前": "看不出几点发",
    "1111": "几点还是哪个节",
    "12.24": "几点还是几月几日",
    "周一9:00、周四20:00": "哪个时间是哪天",
    "12月1日9:00至12月5日21:00": "哪个时间是哪天",
    "每周 20:00": "看不出是周几",
    "一周三次 9:00": "看不出是周几",
    "隔周 9:00": "看不出是周几",
    "隔天 9:00": "排不出",
    "每3天 9:00": "排不出",
    "每月初 9:00": "看不出是几号",
    "每季度第一个周一 9:00": "看不懂",
    "2号 9:00": "看不出是几月",
    "12月上旬 9:00": "哪几天",
    "12月18日起 9:00": "哪几天",
    "12月18日前 9:00": "哪几天",
    "12月18日截止 9:00": "哪几天",
    "12月1日更新": "看不懂",
    "节假日 9:00": "不是固定的",
    "放假 9:00": "不是固定的",
    "国庆期间 9:00": "好几天",
    "国庆7天 9:00": "好几天",
    "国庆中秋 9:00": "看不懂",
    "双12预热 9:00": "看不懂",
    "建军节 9:00": "营销日历里没有",
    "中秋 8月15日 9:00": "公历还是农历",
    "12/06/2026 9:00": "几月几日",
    "12月24日(周五) 9:00": "12月24日是周四",
    "2026/12/5 周五 9:00": "12月5日是周六",
    "D-3 9:00": "从哪天算起",
    "次日 9:00": "从哪天算起",
    "活动前3天 9:00": "从哪天算起",
    "入群后3天 9:00": "第几天",
    "本周五 9:00": "看不懂",
    "每年2月30日 9:00": "没有 2月30日 这一天",
    "今晚8点": "看不懂",
}
ANSWERS_TO_SOMETHING = [
    "入群后立刻",
    "入群后5分钟",
    "入群2小时后",
    "扫码后",
    "扫码后立刻",
    "客户咨询时",
    "活动结束后",
    "有人进群时",
    "下单后",
    "付款后1小时",
    "新客进群后10分钟",
    "加好友通过后",
    "收货后3天",
    "直播前30分钟",
    "开播前10分钟",
    "顾客询价时",
    "进群即发",
    "随时",
    "待定",
    "看情况",
]


@pytest.mark.parametrize(("words", "hours"), HOURS.items(), ids=HOURS)
def test_an_hour_is_read_as_people_write_it(words: str, hours: str) -> None:
    moment = READER.moment(words)
    assert " ".join(f"{each.clock}{'?' if each.doubt else ''}" for each in moment.hours) == hours
    assert moment.day is None


@pytest.mark.parametrize(("words", "minutes"), MINUTES.items(), ids=MINUTES)
def test_a_span_of_hours_says_how_long_it_takes(words: str, minutes: int) -> None:
    assert READER.moment(words).minutes == minutes


@pytest.mark.parametrize(("words", "day"), DAYS.items(), ids=DAYS)
def test_days_are_read_as_people_write_them(words: str, day: dict[str, Any]) -> None:
    moment = READER.moment(words)
    assert moment.day == day
    assert moment.at


@pytest.mark.parametrize(("words", "occasion"), OCCASIONS.items(), ids=OCCASIONS)
def test_a_word_beside_a_date_is_what_the_day_is_for(words: str, occasion: str) -> None:
    assert READER.moment(words).occasion == occasion


@pytest.mark.parametrize(("words", "message"), REFUSED.items(), ids=REFUSED)
def test_what_can_mean_two_things_is_refused_with_a_way_out(words: str, message: str) -> None:
    with pytest.raises(UnclearError, match=message) as told:
        READER.moment(words)
    assert not isinstance(told.value, UntimedError)
    assert told.value.hint


@pytest.mark.parametrize("words", ANSWERS_TO_SOMETHING)
def test_a_post_that_answers_to_something_has_no_hour(words: str) -> None:
    with pytest.raises(UntimedError):
        READER.moment(words)


def heard(words: str) -> tuple[str, ...]:
    """Return the hours of some words, or what is said about words that are refused."""
    try:
        return READER.moment(words).at
    except UnclearError as refusal:
        return refusal.message, refusal.hint


@given(st.text(alphabet="0123456789:.-/年月日号周一二三五天点早晚上午前后DT+每初 ", max_size=12))
@tries(300)
def test_any_words_are_read_or_refused(words: str) -> None:
    assert all(heard(words))


@pytest.mark.parametrize("name", FESTIVALS)
def test_every_festival_is_heard_by_its_title_and_the_days_around_it(name: str) -> None:
    title = FESTIVALS[name]
    assert READER.moment(f"{title}当天 10:00").day == {"festival": name}
    assert READER.moment(f"{title} 10:00").day == {"festival": name}
    assert READER.moment(f"{title}前 3 天、后 1 天 10:00").day == {"festival": name, "day": [-3, 1]}


# --- whole sheets -----------------------------------------------------------------------------------

PUPPETS = workbook.Puppets(lambda _: "", lambda _: "")
DATED = ("日期", "时间", "内容")


class Outcome:
    """What became of a sheet."""

    def __init__(self, merged: workbook.Merged, interview: Interview) -> None:
        slots: Mapping[str, Any] = merged.source.data["slots"]
        self.ids = list(slots)
        self.whens = [each["when"] for each in slots.values()]
        self.days = [next(iter(value for key, value in each.items() if key != "at")) for each in self.whens]
        self.hours = [each["at"] for each in self.whens]
        self.notes = [each.get("notes") for each in slots.values()]
        self.problems: tuple[Problem, ...] = merged.problems
        self.told = merged.told
        self.aside = [each.text("copy") for each in merged.set_aside]
        self.asked: dict[str, Question] = interview.raised

    @property
    def wrong(self) -> list[str]:
        return [each.message for each in errors(self.problems)]


def read(
    *rows: Any, title: str = "福利群", answers: Mapping[str, str] | None = None, name: str = "排期"
) -> Outcome:
    def fill(book: Workbook) -> None:
        book.active.title = title
        for row in rows:
            book.active.append(row)

    interview = Interview(answers or {})
    reader = Reader(FESTIVALS, TODAY, name, interview=interview)
    plans = workbook.plans(workbook.read_book(f"{name}.xlsx", saved(fill)), (), reader, PUPPETS)
    target = workbook.Target(None, None, {"title": "新计划", "kind": "traffic"})
    return Outcome(
        workbook.merge(plans, target, workbook.Trade({}, {}, FESTIVALS), reader, drop=False), interview
    )


def test_the_hour_of_an_evening_is_asked_once_and_taken_from_the_answer() -> None:
    rows = (("时间", "内容"), ("晚上", "a"), ("早", "b"), ("周五晚", "c"))
    usual = read(*rows)
    assert usual.hours == ["20:00", "09:00", "20:00"]
    assert [(key, each.default, each.choices) for key, each in usual.asked.items() if "是几点" in key] == [
        ("晚上是几点", "20:00", ()),
        ("早上是几点", "09:00", ()),
    ]
    assert read(*rows, answers={"晚上是几点": "19:30"}).hours == ["19:30", "09:00", "19:30"]


def test_three_oclock_is_asked_about() -> None:
    rows = (("时间", "内容"), ("3点", "a"))
    assert read(*rows).asked["3点是上午还是下午"].choices == ("03:00", "15:00")
    assert read(*rows, answers={"3点是上午还是下午": "03:00"}).hours == ["03:00"]


def test_the_part_of_the_day_may_stand_in_another_column() -> None:
    found = read(("时段", "时间", "内容"), ("晚上", "8:00", "a"), ("早上", "9:00", "b"))
    assert found.hours == ["20:00", "09:00"]


def test_a_row_without_an_hour_is_asked_about_where_it_says_a_day() -> None:
    rows = (DATED, ("12月24日", None, "a"), ("12月25日", "9:00", "b"))
    found = read(*rows)
    assert found.wrong == ["表「福利群」单元格 A2：这一行没写几点，别的行写了"]
    assert found.asked["没写几点的排在几点"].default is None
    silent = read(DATED, ("12月24日", None, "a"))
    assert (silent.hours, silent.asked["没写几点的排在几点"].default) == ([], None)
    assert read(*rows, answers={"没写几点的排在几点": "18:00"}).hours == ["18:00", "09:00"]


def test_a_remark_without_day_and_hour_is_no_post() -> None:
    found = read(("时间", "内容"), ("9:00", "早安"), (None, "（以上由店长发）"), ("20:00", "晚安"))
    assert found.hours == ["09:00", "20:00"]
    assert [(each.code, each.level, each.line) for each in found.problems] == [("Q031", "warning", 3)]


def test_a_remark_in_a_sheet_named_after_a_day_is_no_post_either() -> None:
    found = read(("时间", "内容"), ("9:00", "早安"), (None, "以上由店长发"), title="周一")
    assert found.ids == ["mon-0900"]


def test_a_sheet_that_says_no_time_at_all_is_refused() -> None:
    assert read(("时间", "内容"), (None, "a"), (None, "b")).wrong == [
        "表「福利群」单元格 B2：没有写什么时候发"
    ]


def test_a_plan_without_days_is_daily_and_one_with_some_is_asked_about() -> None:
    daily = read(("时间", "内容"), ("9:00", "a"))
    assert (daily.days, "没写哪天的" in daily.asked) == (["day"], False)
    rows = (("时间", "内容"), ("12月24日 9:00", "a"), ("10:00", "b"))
    asked = read(*rows)
    assert asked.wrong == ["表「福利群」单元格 A3：这一行没写哪天，别的行写了"]
    assert (asked.asked["没写哪天的"].choices, asked.asked["没写哪天的"].default) == (("每天", "不要"), None)
    assert read(*rows, answers={"没写哪天的": "每天"}).days == ["2026-12-24", "day"]
    without = read(*rows, answers={"没写哪天的": "不要"})
    assert without.days == ["2026-12-24"]
    assert [each.code for each in without.problems] == ["Q031"]


@pytest.mark.parametrize(
    ("rows", "default"),
    [
        ((("时间", "内容"), ("9:00", "a"), ("周三 12:00", "b")), "每天"),
        ((("时间", "内容"), ("9:00", "a"), ("周三 12:00", "b"), ("周四 12:00", "c")), None),
        ((("日期", "时间", "内容"), (None, "9:00", "a"), ("周三", "10:00", "b")), None),
    ],
    ids=["one row of another day", "most rows have days", "a blank in a column of days"],
)
def test_a_plan_is_daily_where_only_some_rows_say_a_weekday_beside_their_hour(
    rows: tuple[tuple[str | None, ...], ...], default: str | None
) -> None:
    """A blank in a column of days may be forgotten, and a row among rows with days may have lost its own."""
    assert read(*rows).asked["没写哪天的"].default == default


def test_rows_that_answer_to_something_are_set_aside_together_and_told_once() -> None:
    found = read(
        ("时间", "内容"),
        ("9:00", "早安"),
        ("入群后5分钟", "资料"),
        ("客户咨询时", "答疑"),
        ("活动结束后", "复盘"),
        answers={"进群就发的几条": "不要"},
    )
    assert found.ids == ["daily-0900"]
    assert found.aside == ["资料", "答疑", "复盘"]
    assert [(each.code, each.level) for each in found.problems] == [("Q031", "warning")]
    assert "A3、A4、A5" in found.problems[0].message


@pytest.mark.parametrize("words", [each for each in DAYS if "2 weeks" in str(DAYS[each])])
def test_every_second_week_gets_an_id_that_keeps_the_rule(words: str) -> None:
    found = read(("时间", "内容"), (words, "a"))
    assert not found.wrong
    assert ID.fullmatch(found.ids[0])


def test_odd_and_even_weeks_beside_each_other_are_refused() -> None:
    found = read(("时间", "内容"), ("单周周一 9:00", "a"), ("双周周一 9:00", "b"))
    assert ["错开" in each for each in found.wrong] == [True]


# --- days counted from another ------------------------------------------------------------------------

RHYTHM = (("节点", "时间", "内容"), ("D-3", "9:00", "a"), ("D日", "9:00", "b"), ("次日", "9:00", "c"))


def test_the_rhythm_of_a_campaign_goes_around_the_festival_of_the_sheet() -> None:
    assert [each.get("day") for each in read(*RHYTHM, title="双12活动").whens] == [-3, None, 1]


def test_the_rhythm_goes_around_a_date_in_the_title() -> None:
    found = read(("12月18日店庆",), *RHYTHM)
    assert found.days == ["2026-12-15", "2026-12-18", "2026-12-19"]


def test_a_date_of_the_row_says_which_day_it_is() -> None:
    found = read(("节点", "日期", "时间", "内容"), ("D-1", "12月17日", "9:00", "a"))
    assert found.days == ["2026-12-17"]


def test_without_an_anchor_the_rhythm_is_asked_about_and_refused() -> None:
    found = read(*RHYTHM)
    assert (found.ids, len(found.wrong)) == ([], 3)
    assert found.asked["D日是哪天"].default is None
    run = read(RHYTHM[0], *RHYTHM[2:], answers={"D日是哪天": "进群或开始那天"})
    assert run.whens == [{"day": 1, "at": "09:00"}, {"day": 2, "at": "09:00"}]


def test_a_festival_in_the_row_wins_over_others_in_its_text() -> None:
    found = read(("节日", "节点", "时间", "内容"), ("中秋", "节前3天", "9:00", "国庆不打烊"))
    assert found.whens == [{"festival": "mid-autumn", "day": -3, "at": "09:00"}]


def test_a_day_number_has_the_month_of_the_sheet() -> None:
    rows = (("时间", "内容"), ("2号 9:00", "a"), ("5号、6号 9:00", "b"))
    assert read(*rows, title="12月排期").days == ["2026-12-02", ["2026-12-05", "2026-12-06"]]
    assert read(("2027年1月",), *rows).days[0] == "2027-01-02"


# --- days that are over -------------------------------------------------------------------------------


def test_a_few_days_that_are_over_stay_as_they_are_and_are_told() -> None:
    found = read(DATED, ("11月24日", "9:00", "a"), ("12月24日", "9:00", "b"))
    assert found.days == ["2026-11-24", "2026-12-24"]
    assert [(each.level, each.line) for each in found.problems] == [("warning", 2)]
    assert found.asked["过去的日子"].default == "照原样"


@pytest.mark.parametrize(
    ("answer", "days"),
    [("照原样", ["2025-12-24", "2026-11-25"]), ("改成下一次", ["2026-12-24", "2027-11-25"]), ("不要", [])],
)
def test_a_sheet_of_days_that_are_over_has_to_be_answered(answer: str, days: list[str]) -> None:
    rows = (DATED, ("2025-12-24", "9:00", "a"), ("11月25日", "9:00", "b"))
    unanswered = read(*rows)
    assert unanswered.asked["过去的日子"].default is None
    assert len(unanswered.wrong) == 1
    found = read(*rows, answers={"过去的日子": answer})
    assert (found.days, found.wrong) == (days, [])
    assert any("过去" in each for each in (*found.told, *(problem.message for problem in found.problems)))


def test_days_without_a_year_long_over_are_of_next_year_where_others_lie_ahead() -> None:
    rows = (DATED, ("12月24日", "9:00", "a"), ("1月5日", "9:00", "b"), ("2月14日", "9:00", "c"))
    found = read(*rows)
    assert found.days == ["2026-12-24", "2027-01-05", "2027-02-14"]
    assert any("明年" in each for each in found.told)
    assert read(*rows, answers={"没写年份的日子是哪年": "今年"}).days[1] == "2026-01-05"


def test_a_span_over_new_year_is_no_question() -> None:
    found = read(DATED, ("12月30日-1月2日", "9:00", "a"))
    assert found.days == [["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]]
    assert not found.asked


@pytest.mark.parametrize(
    ("day", "weekday", "is_right"),
    [
        ("12月24日", "周四", True),
        ("12月24日", "周三", False),
        ("1月5日", "周二", True),
        ("1月5日", "周三", False),
        ("2026-12-24", "星期五", False),
        ("12.24", "礼拜四", True),
    ],
)
def test_a_date_and_a_weekday_that_disagree_are_told(day: str, weekday: str, is_right: bool) -> None:
    found = read(("日期", "星期", "时间", "内容"), (day, weekday, "9:00", "a"))
    assert (not found.wrong) == is_right
    assert "没写年份的日子是哪年" not in found.asked


# --- numbers ------------------------------------------------------------------------------------------


def test_serial_numbers_are_dates_and_hours_in_their_columns() -> None:
    found = read(DATED, (46380, 0.375, "a"), ("46381", "0.75", "b"))
    assert found.whens == [{"date": "2026-12-24", "at": "09:00"}, {"date": "2026-12-25", "at": "18:00"}]
    assert read(("时间", "内容"), ("46380.375", "a")).whens == [{"date": "2026-12-24", "at": "09:00"}]


def test_a_number_with_a_point_is_asked_about_unless_the_row_says_its_day() -> None:
    rows = (("时间", "内容"), ("9.30", "a"), ("10.1", "b"))
    assert len(read(*rows).wrong) == 2
    assert read(*rows, answers={"是几点还是日期": "几点"}).hours == ["09:30", "10:10"]
    assert read(("星期", "时间", "内容"), ("周一", "9.30", "a")).hours == ["09:30"]


def test_two_numbers_with_a_hyphen_may_be_hours_or_a_date() -> None:
    assert read(("时间", "内容"), ("9-10", "a")).wrong
    assert read(("星期", "时间", "内容"), ("周一", "9-10", "a")).hours == ["09:00"]


def test_a_lost_zero_is_found_by_the_rows_around() -> None:
    """A spreadsheet keeps 12.10 as the number 12.1."""
    dates = [12.8, 12.9, 12.1, 12.11]
    found = read(DATED, *([each, "9:00", str(number)] for number, each in enumerate(dates)))
    assert found.days == ["2026-12-08", "2026-12-09", "2026-12-10", "2026-12-11"]
    first = read(DATED, *([each, "9:00", str(number)] for number, each in enumerate([12.1, 12.2, 12.3])))
    assert first.days == ["2026-12-01", "2026-12-02", "2026-12-03"]
    alone = read(DATED, (12.1, "9:00", "a"))
    assert alone.wrong
    assert read(DATED, (12.1, "9:00", "a"), answers={"12.1是哪天": "12月10日"}).days == ["2026-12-10"]


def test_a_word_beside_a_date_is_kept_among_the_notes() -> None:
    found = read(
        (*DATED, "备注"), ("店庆 12月18日", "9:00", "a", "带气球"), ("12月24日 平安夜", "9:00", "b", None)
    )
    assert found.notes == ["带气球；店庆", "平安夜"]
    assert read(DATED, ("店庆 12月18日", "9:00", "a")).notes == ["店庆"]


def test_a_line_of_a_date_and_a_word_is_the_day_of_the_rows_below() -> None:
    found = read(("时间", "内容"), ("12月24日 平安夜",), ("9:00", "a"), ("12月25日",), ("9:00", "b"))
    assert found.days == ["2026-12-24", "2026-12-25"]


def test_a_title_with_the_day_of_an_occasion_takes_no_row_its_own_days() -> None:
    assert read(("12月18日店庆",), ("时间", "内容"), ("每天 9:00", "a")).days == ["day"]


def test_a_reader_of_another_day_reads_no_date_twice() -> None:
    """On the day itself a date without a year is today."""
    assert replace(READER, today=date(2026, 12, 24)).moment("12月24日 9:00").day == {"date": "2026-12-24"}


@pytest.mark.parametrize("words", ["一", "1", "前3天", "9:00、", "店庆 ", "12月1日、", "("])
def test_a_cell_of_thousands_of_signs_is_read_or_refused(words: str) -> None:
    assert all(heard(words * 2000))
