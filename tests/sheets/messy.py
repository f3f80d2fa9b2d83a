"""Spreadsheets as shops keep them, each with its own disorder. `python tests/sheets/messy.py DIR` writes them."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import Workbook

Fill = Callable[[Workbook], None]


def saved(fill: Fill) -> bytes:
    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def day_of_a_restaurant(book: Workbook) -> None:
    """Four columns under a title, real times, blank rows, a remark at the foot, one step that poses as a customer."""
    sheet = book.active
    sheet.title = "福利群SOP"
    sheet.append(["老王小馆 福利群 每日SOP"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(["时间", "内容", "负责人", "备注"])
    sheet.append([time(11, 0), "发今日菜单（图片+文字）", "群主", "核对沽清"])
    sheet.append([])
    sheet.append(["12：00", "出锅短视频，15秒", "店员", None])
    sheet.append(["下午3点半", "下午茶券，今天用", "小王", "限50张"])
    sheet.append(["18点", "用小号接龙两份带带气氛", "店员", None])
    sheet.append([0.75, "明日限量套餐接龙", "群主", None])
    sheet.append(["晚上8点", "抽奖，抽三位送酸梅汤", "店员", "不用马甲，真抽"])
    sheet.append(["有人进群时", "发欢迎语", "群主", None])
    sheet.append(["说明：以上时间可以调整"])


def week_in_merged_cells(book: Workbook) -> None:
    """Days in a merged column, times as text, a column the program does not know."""
    sheet = book.active
    sheet.title = "周计划"
    sheet.append(["星期", "时间", "主题", "文案", "责任人", "预算"])
    rows = [
        ("周一", "10:00", "新品预告", "本周主推款先看图", "店员", 0),
        (None, "20:00", "搭配课", "同一件衬衫三种穿法", "群主", 0),
        ("周二、周四", "12:30-13:00", "上新", "到了两个颜色，尺码在图里", "店员", 50),
        ("周末", "上午10点", "直播", "老板讲货，想看哪件先说", "群主", 200),
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:A3")


def sections_of_a_camp(book: Workbook) -> None:
    """Days as lines across the sheet, hours without a day, a heading that is written again."""
    sheet = book.active
    sheet.title = "打卡营"
    sheet.append(["第1天"])
    sheet.merge_cells("A1:C1")
    sheet.append(["时间", "内容", "负责人"])
    sheet.append(["9点", "开营，讲规矩", "群主"])
    sheet.append(["20:00", "收第一天的打卡", "店员"])
    sheet.append(["第2-3天"])
    sheet.append(["时间", "内容", "负责人"])
    sheet.append(["20:00", "收打卡，答疑", "店员"])
    sheet.append(["第 7 天"])
    sheet.append(["晚上七点", "结营，发证书照片", "群主"])


def festival(book: Workbook) -> None:
    """Days before a festival that only the name of the sheet gives, and dates as real dates."""
    sheet = book.active
    sheet.title = "中秋活动"
    sheet.append(["节点", "时间", "内容", "备注"])
    sheet.append(["节前7天", "10:00", "月饼预订接龙开始", ""])
    sheet.append(["节前1天", "18:00", "最后一天取货提醒", ""])
    sheet.append(["当天", "9:00", "中秋快乐，店里照常开门", ""])
    sheet.append([date(2026, 12, 24), "20:00", "平安夜打烊前一小时半价", ""])
    sheet.append([datetime(2026, 12, 31, 21, 30), None, "跨年夜营业到几点", ""])


def a_sheet_for_each_day(book: Workbook) -> None:
    sheet = book.active
    sheet.title = "周一"
    sheet.append(["时间", "内容"])
    sheet.append(["10:00", "周一的菜单"])
    other = book.create_sheet("周五")
    other.append(["时间", "内容"])
    other.append(["17:00", "周五的套餐"])
    book.create_sheet("空表")


def two_plans(book: Workbook) -> None:
    sheet = book.active
    sheet.title = "福利群"
    sheet.append(["时间", "内容"])
    sheet.append(["每天10:00", "福利群的菜单"])
    other = book.create_sheet("会员群")
    other.append(["时间", "内容"])
    other.append(["每天17:00", "会员群的套餐"])


def spoilt(book: Workbook) -> None:
    """Times no one can read, among good ones."""
    sheet = book.active
    sheet.title = "日常"
    sheet.append(["时间", "内容"])
    sheet.append(["每天 11:00", "菜单"])
    sheet.append(["25:00", "不存在的钟点"])
    sheet.append(["12.24", "几点还是几号"])
    sheet.append(["每天（下雨除外）10:00", "看不懂的日子"])
    sheet.append(["节前3天 10:00", "不知道哪个节"])


def no_time(book: Workbook) -> None:
    sheet = book.active
    sheet.title = "日常"
    sheet.append(["序号", "内容", "负责人"])
    sheet.append([1, "菜单", "店员"])


SHEETS: dict[str, Fill] = {
    "restaurant-day": day_of_a_restaurant,
    "merged-week": week_in_merged_cells,
    "camp-sections": sections_of_a_camp,
    "festival": festival,
    "sheet-per-day": a_sheet_for_each_day,
    "two-plans": two_plans,
    "spoilt": spoilt,
    "no-time": no_time,
}


if __name__ == "__main__":
    for name, fill in SHEETS.items():
        (Path(sys.argv[1]) / f"{name}.xlsx").write_bytes(saved(fill))
