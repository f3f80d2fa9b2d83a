"""The next 28 days of one calendar as a spreadsheet to print, pin up and fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, get_args

from qunli.model import Record, Slot
from qunli.schedule import Plan, Post
from qunli.shape import titles
from qunli.text import to_paste
from qunli.words import RECORDS, WAYS, WEEKDAYS, readers
from qunli.workbook import paper

DAYS = 28
NAME = "28-days.xlsx"

_TITLES = titles(Slot)
_HEADER = (
    *("日期", "星期", _TITLES["when"], "群", _TITLES["way"], "文案(已填)"),
    *(_TITLES[key] for key in ("short", "media", "owner")),
    "已发",
)
_WIDTHS = (9.0, 6.0, 7.0, 14.0, 10.0, 52.0, 26.0, 20.0, 14.0, 6.0)
_DONE = ("√", "没发", "改天")
_FIGURE = 7.0


def files(plans: Mapping[str, Plan], today: date) -> dict[str, bytes]:
    """Return the download of each calendar by its path in the site."""
    return {f"calendars/{name}/{NAME}": download(plan, today) for name, plan in plans.items()}


def download(plan: Plan, today: date) -> bytes:
    """Return 28 days as an .xlsx, from today or from the calendar's first day: one row per post.

    The same plan and day give the same bytes.
    """
    first = max(today, plan.shop.calendar.starts)
    posts = plan.posts(first, first + timedelta(days=DAYS - 1))
    records = _records(plan)
    header = (*_HEADER, *(RECORDS[each] for each in records))
    book, sheet = paper.new_book(plan.shop.calendar.title)
    for column, words in enumerate(header, 1):
        paper.put(sheet, 1, column, words)
    for row, post in enumerate(posts, 2):
        _post(sheet, row, plan, post, records)
    if not posts:
        paper.put(sheet, 2, 6, f"{first:%Y-%m-%d} 起的 {DAYS} 天没有要发的")
    last = len(posts) + 1
    done = _HEADER.index("已发") + 1
    paper.offer_choices(book, sheet, {done: _DONE}, last, ())
    if records:
        paper.count_only(sheet, done + 1, len(records), last)
    days = [post.start.date() for post in posts]
    turns = [row for row, (one, other) in enumerate(pairwise(days), 3) if one != other]
    paper.lay_out(sheet, header, (*_WIDTHS, *(_FIGURE for _ in records)), "D2", turns)
    return paper.saved(book)


def _records(plan: Plan) -> list[Record]:
    """Return the figures that any post of the calendar asks for, in the order of the grammar."""
    slots = (slot for run in plan.shop.runs.values() for slot in run.sop.slots.values())
    wanted = {record for slot in slots for record in slot.counted}
    return [record for record in get_args(Record) if record in wanted]


def _post(sheet: Any, row: int, plan: Plan, post: Post, records: list[Record]) -> None:
    slot = plan.shop.slot(post.series.run, post.series.slot)
    day = post.start.date()
    values: tuple[paper.Value, ...] = (
        day,
        WEEKDAYS[day.weekday()],
        post.start.time(),
        "、".join(readers(slot, plan.shop.runs[post.series.run].groups)),
        WAYS[slot.way],
        to_paste(post.series.text).rstrip("\n"),
        to_paste(post.series.short).rstrip("\n"),
        "\n".join(slot.media),
        plan.shop.staff(slot.owner),
    )
    for column, value in enumerate(values, 1):
        cell = paper.put(sheet, row, column, value)
        if column == 1:
            cell.number_format = 'm"月"d"日"'
        elif column == 3:
            cell.number_format = "hh:mm"
    for column, record in enumerate(records, len(_HEADER) + 1):
        if record not in slot.counted:
            paper.put(sheet, row, column, "—")
