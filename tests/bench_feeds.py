"""What feeds weigh, and where the time of writing them goes, as ratios within one run."""

from __future__ import annotations

import gzip
import re
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import icalendar
from conftest import ADDRESS, REPOSITORY
from qunli import feeds, library, schedule
from qunli.feeds.event import component, write_event
from qunli.feeds.file import head_lines
from qunli.feeds.memory import Memory, stamps
from qunli.library.filling import filled
from shops import ALMANAC, shop

DAY = date(2026, 11, 22)
CLOCK = feeds.Clock(DAY)
ROUNDS = 5
BLOCK = re.compile(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
DESCRIPTION = re.compile(rb"^DESCRIPTION:[^\n]*\n(?: [^\n]*\n)*", re.MULTILINE)


def section() -> str:
    """Return the figures of feeds as lines of text."""
    found = library.load(REPOSITORY).require()
    plans = {name: schedule.plan(shop, found.almanac, DAY) for name, shop in found.shops.items()}
    lines = [_weight(name, _main(plan)) for name, plan in plans.items()]
    lines.append(_weight("28 texts × 4 slots × 200 characters (≤ 180 kB)", _main(_large())))
    return "\n".join([*lines, *_times(plans["catering"], found)])


def _main(plan: schedule.Plan) -> bytes:
    return feeds.write(plan, ADDRESS, CLOCK, None)[f"calendars/{plan.shop.id}.ics"]


def _weight(name: str, raw: bytes) -> str:
    """The first DESCRIPTION of a block is the event's, the second its alarm's."""
    blocks = BLOCK.findall(raw)
    described = [len(DESCRIPTION.findall(block)[0]) for block in blocks]
    beside = [len(block) - size for block, size in zip(blocks, described, strict=True)]
    return (
        f"{name}: {len(blocks)} events, {len(raw) / 1000:.0f} kB raw, {len(gzip.compress(raw, 6)) / 1000:.0f} kB gzip;"
        f" bytes an event beside DESCRIPTION {statistics.mean(beside):.0f} (most {max(beside)}; ≤ 620),"
        f" DESCRIPTION {statistics.mean(described):.0f}"
    )


def _large() -> schedule.Plan:
    slots = {
        f"slot-{number}": {
            "title": "今日菜单",
            "type": "content",
            "owner": "staff",
            "when": {"every": "day", "at": f"1{number}:00"},
            "copy": [
                f"{text:02}" + "".join(chr(0x4E00 + (97 * text + 13 * n) % 9000) for n in range(198))
                for text in range(28)
            ],
            "media": ["今日菜单图", "主推菜图"],
            "notes": "发之前核对沽清和价格",
            "short": "今天照常营业，留位回「几点＋几位」。",
        }
        for number in range(4)
    }
    return schedule.plan(shop(slots), ALMANAC, DAY)


def _seconds(work: Callable[[], object]) -> float:
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        rounds.append(time.perf_counter() - began)
    return statistics.median(rounds)


def _times(plan: schedule.Plan, found: library.Library) -> list[str]:
    made = plan.shop
    previous = _main(plan)
    events = [write_event(plan, each, ADDRESS) for each in plan.series]
    head = head_lines(plan, made.calendar.title)

    def substituted() -> None:
        for each in plan.series:
            slot = made.slot(each.run, each.slot)
            text = slot.texts[each.text_id]
            filled(text, made.industry.pack.variables, made.variables, slot.rotate, each.row or 0)

    times = {
        "plan, substitution included": _seconds(lambda: schedule.plan(made, found.almanac, DAY)),
        "substitution": _seconds(substituted),
        "writing every event once": _seconds(
            lambda: [write_event(plan, each, ADDRESS) for each in plan.series]
        ),
        "comparing with the last feed": _seconds(
            lambda: stamps(head, events, Memory.of(previous, CLOCK), CLOCK)
        ),
        "all files, written and compared": _seconds(lambda: feeds.write(plan, ADDRESS, CLOCK, previous)),
        "all files by icalendar alone": _seconds(lambda: _plainly(plan)),
    }
    whole = times["all files, written and compared"]
    files = len(feeds.write(plan, ADDRESS, CLOCK, previous))
    lines = [f"{made.id}, {len(plan.series)} events in {files} files; ms, and ratio to all files:"]
    return lines + [f"  {name}: {1000 * took:.1f} ({took / whole:.2f})" for name, took in times.items()]


def _plainly(plan: schedule.Plan) -> list[bytes]:
    """Write the same files with a component for each event of each file."""
    made = plan.shop
    singles = [post.series for post in plan.posts(DAY, DAY + timedelta(days=feeds.EXPANDED_DAYS - 1))]
    wanted = [list(plan.series), singles]
    for role in made.industry.pack.roles:
        wanted.append([each for each in plan.series if made.slot(each.run, each.slot).owner == role])
    written = []
    for serieses in wanted:
        calendar = icalendar.Calendar()
        for each in serieses:
            calendar.add_component(component(plan, each, ADDRESS))
        written.append(calendar.to_ical())
    return written


if __name__ == "__main__":
    print(section())
