"""One event: what the lock screen says, what it holds, and its bytes without stamps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Alarm, Event

from qunli.feeds.line import Text, fold
from qunli.model import ZONES, Slot
from qunli.schedule import Plan, Post, Series
from qunli.text import blanks, to_paste
from qunli.words import TYPES, VERBS, needs, post_title, readers, who_words

MOST_SUMMARY = 16  # what a phone's lock screen shows of a title before it cuts
RULE = "————————"


def in_folders(page: str) -> str:
    """Return the address below the site's that a page has where the builder gives each page a folder: a/b.md, a/b/."""
    return page.removesuffix("index.md") if page.endswith("index.md") else page.removesuffix(".md") + "/"


@dataclass(frozen=True)
class Address:
    """Where the site stands: its URL with a slash at its end ("" if unknown), and the project id of UIDs.

    `below` says which address below it the builder gives to the page of a path.
    """

    url: str
    project: str
    below: Callable[[str], str] = in_folders

    def of(self, page: str, anchor: str) -> str:
        """Return the address of a place on a page, "" where the site has none."""
        return f"{self.url}{self.below(page)}#{anchor}" if self.url else ""


@dataclass(frozen=True)
class Written:
    """One VEVENT without its stamps, as folded lines: `when` has UID, times and recurrence, `what` the rest.

    `content` are its lines unfolded and sorted, for comparing.
    """

    uid: str
    when: bytes
    what: bytes
    content: tuple[str, ...] = ()

    def block(self, stamps: bytes) -> bytes:
        """Return the whole event with its stamps."""
        return b"BEGIN:VEVENT\r\n" + stamps + self.when + self.what


def series_uid(plan: Plan, series: Series, address: Address, suffix: str = "") -> str:
    """Return the UID of a series: made from ids alone, never from words."""
    return f"{plan.shop.id}.{series.run}.{series.slot}.{series.rest}{suffix}@{address.project}"


def summary(slot: Slot, series: Series, groups: tuple[str, ...]) -> str:
    """Return what the lock screen says: what to do, where, and what it takes."""
    verb = VERBS[slot.way]
    title = post_title(slot, series.is_answer)
    title = title.removeprefix("发") if verb.endswith("发") else title
    many = f"等{len(groups)}群" if len(groups) > 1 else ""
    room = MOST_SUMMARY - len(verb) - len("→")
    where = _cut(groups[0], room - min(len(title), 4) - len(many)) + many
    films = sum("视频" in each for each in slot.media)
    gaps = len(blanks(series.text))
    needs = [
        f"{len(slot.media) - films}图" if len(slot.media) > films else "",
        f"{films}视频" if films else "",
        f"填{gaps}空" if gaps else "",
    ]
    tail = "·".join(filter(None, needs))
    return f"{verb}{_cut(title, room - len(where))}→{where}" + (f"｜{tail}" if tail else "")


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def description(plan: Plan, series: Series, link: str) -> str:
    """Return the text to paste, unbroken, then after a rule who, how, with what, and the link."""
    slot = plan.shop.slot(series.run, series.slot)
    lines = [
        to_paste(series.text),
        RULE,
        who_words(plan.shop.staff(slot.owner), slot),
        *needs(slot, series.text),
        f"来不及填就发：{to_paste(series.short)}" if series.short else "",
        link,
    ]
    return "\n".join(filter(None, lines))


def write_event(plan: Plan, series: Series, address: Address) -> Written:
    """Return the event of a series as icalendar writes it, without its stamps."""
    lines = [str(line) for line in component(plan, series, address).content_lines(sorted=False) if line]
    timed = next(number for number, line in enumerate(lines) if line.startswith("SUMMARY"))
    uid = series_uid(plan, series, address)
    return Written(uid, fold(lines[1:timed]), fold(lines[timed:]), tuple(sorted(lines)))


def component(plan: Plan, series: Series, address: Address) -> Event:
    """Return the event of a series without its stamps."""
    shop = plan.shop
    run, slot = shop.runs[series.run], shop.slot(series.run, series.slot)
    link = address.of(f"calendars/{shop.id}/today.md", series.place)
    event = Event()
    event.add("uid", series_uid(plan, series, address))
    _add_times(event, series, shop.calendar.timezone)
    where = readers(slot, run.groups)
    head = summary(slot, series, where)
    event.add("summary", Text(head))
    event.add("location", Text("、".join(where)))
    event.add("categories", [TYPES[slot.type]])
    event.add("description", Text(description(plan, series, link)))
    if link:
        event.add("url", link)
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    remind = shop.calendar.remind if slot.remind is None else slot.remind
    if remind:
        event.add_component(_alarm(remind, head.partition("｜")[0]))
    return event


def _add_times(event: Event, series: Series, zone: str) -> None:
    start = datetime.combine(series.first, series.at)
    local = {"TZID": zone}
    event.add("dtstart", start, parameters=local)
    event.add("dtend", start + timedelta(minutes=series.minutes), parameters=local)
    rule = series.recurrence
    if rule is None:
        return
    # Apple's calendar shows one event only where FREQ is not first; Android wants WKST beside INTERVAL.
    parts: dict[str, Any] = {"FREQ": rule.frequency}
    if rule.until:
        parts["UNTIL"] = datetime.combine(rule.until, series.at, UTC) - timedelta(hours=ZONES[zone])
    if rule.interval > 1:
        parts["INTERVAL"] = rule.interval
        parts["WKST"] = "MO"
    if rule.weekday is not None:
        parts["BYDAY"] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[rule.weekday]
    if rule.monthday is not None:
        parts["BYMONTHDAY"] = rule.monthday
    event.add("rrule", parts)
    if series.exceptions:
        event.add("exdate", [datetime.combine(day, series.at) for day in series.exceptions], parameters=local)


def _alarm(minutes: int, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", Text(words))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def single(plan: Plan, post: Post, event: Written, address: Address) -> Written:
    """Return one post of a series as an event of its own, spliced from the series' bytes."""
    series, zone = post.series, plan.shop.calendar.timezone
    uid = (
        event.uid
        if series.recurrence is None
        else series_uid(plan, series, address, f".{post.start:%Y-%m-%d}")
    )
    end = post.start + timedelta(minutes=series.minutes)
    lines = [
        f"UID:{uid}",
        f"DTSTART;TZID={zone}:{post.start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}",
    ]
    return Written(uid, fold(lines), event.what)
