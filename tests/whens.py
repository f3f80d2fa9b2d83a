"""Every form of `when` as files write it. What must know all forms is tried on all of these: planners, pages, editors."""

from __future__ import annotations

from datetime import date, time
from typing import Any

# What a file says, and what it means: (form, its own fields, the beginning of an id, in words).
MEANINGS: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "{every: day, at: 9:05}": ("EveryDay", {}, "daily", "每天 09:05"),
    "{every: workday, at: 11:00, holidays: skip}": (
        "EveryWorkday",
        {"holidays": "skip"},
        "workday",
        "每个工作日（放假停发） 11:00",
    ),
    "{every: week, weekdays: [thu, mon], at: 11:00}": (
        "EveryWeeks",
        {"every": 1, "weekdays": (0, 3)},
        "mon-thu",
        "每周一、周四 11:00",
    ),
    "{every: week, weekdays: sun, at: 11:00}": ("EveryWeeks", {"weekdays": (6,)}, "sun", "每周日 11:00"),
    "{every: 52 weeks, weekdays: [tue], at: 11:00}": (
        "EveryWeeks",
        {"every": 52, "weekdays": (1,)},
        "every-52-weeks-tue",
        "每 52 周的周二 11:00",
    ),
    "{every: week, weekdays: [mon, tue, wed, thu], at: 11:00}": (
        "EveryWeeks",
        {"weekdays": (0, 1, 2, 3)},
        "mon-to-thu",
        "每周一、周二、周三、周四 11:00",
    ),
    "{every: month, monthdays: [15, 1], at: 11:00}": (
        "EveryMonth",
        {"monthdays": (1, 15)},
        "month-1-15",
        "每月 1日、15日 11:00",
    ),
    "{every: month, monthdays: 28, at: 11:00}": (
        "EveryMonth",
        {"monthdays": (28,)},
        "month-28",
        "每月 28日 11:00",
    ),
    "{every: month, monthdays: last, at: 20:00}": (
        "EveryMonthEnd",
        {"monthdays": (31,)},
        "month-last",
        "每月 最后一天 20:00",
    ),
    "{every: month, monthdays: [last, 10], at: 20:00, holidays: skip}": (
        "EveryMonthEnd",
        {"monthdays": (10, 31), "holidays": "skip"},
        "month-10-last",
        "每月 10日、最后一天（放假停发） 20:00",
    ),
    "{lunar: [15, 1], at: 10:00}": (
        "OnLunarDays",
        {"lunar": (1, 15)},
        "lunar-1-15",
        "农历每月初一、十五 10:00",
    ),
    "{lunar: 23, at: 10:00}": ("OnLunarDays", {"lunar": (23,)}, "lunar-23", "农历每月廿三 10:00"),
    "{day: 3, at: 11:00}": ("OnDays", {"day": (3,)}, "day3", "第 3 天 11:00"),
    "{day: [3, 1], at: 11:00}": ("OnDays", {"day": (1, 3)}, "day1-3", "第 1、3 天 11:00"),
    "{day: 1-21, at: 11:00}": ("OnDays", {"day": tuple(range(1, 22))}, "day1-21", "第 1–21 天 11:00"),
    "{date: 2026-12-24, at: 11:00}": (
        "OnDates",
        {"date": (date(2026, 12, 24),)},
        "on-20261224",
        "2026年12月24日 11:00",
    ),
    "{date: [2026-12-25, 2026-12-24], at: 11:00}": (
        "OnDates",
        {"date": (date(2026, 12, 24), date(2026, 12, 25))},
        "on-20261224",
        "2026年12月24日、2026年12月25日 11:00",
    ),
    "{festival: mid-autumn, at: 11:00}": (
        "OnFestival",
        {"festival": "mid-autumn", "day": (0,)},
        "mid-autumn",
        "中秋当天 11:00",
    ),
    "{festival: mid-autumn, day: [7, -3], at: 11:00}": (
        "OnFestival",
        {"festival": "mid-autumn", "day": (-3, 7)},
        "mid-autumn-before3",
        "中秋前 3 天、后 7 天 11:00",
    ),
    "{every: day, at: [17:00, 11:00]}": (
        "EveryDay",
        {"at": (time(11), time(17))},
        "daily",
        "每天 11:00、17:00",
    ),
}
