"""What a page needs to bring a calendar onto a phone: addresses, a code to scan, a list of alarms. The door to segno."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from qunli.feeds import EXPANDED_DAYS
from qunli.handbook.press import Facts
from qunli.schedule import Plan
from qunli.when.values import Festival


@dataclass(frozen=True)
class Feed:
    """One calendar file: for whom, its path in the site, and its two addresses ("" where the site has none)."""

    title: str
    path: str
    https: str
    webcal: str


@dataclass(frozen=True)
class Subscription:
    """All ways onto a phone; `qr` is an SVG of the page's own address, `expanded` the file for importing."""

    all: Feed
    roles: tuple[Feed, ...]
    expanded: Feed | None
    expanded_until: date
    page: str
    qr: str
    alarms: str


def subscription(plan: Plan, facts: Facts, festival: Festival) -> Subscription:
    shop = plan.shop
    folder = f"calendars/{shop.id}"

    def feed(title: str, path: str) -> Feed:
        https = facts.address.url and facts.address.url + path
        return Feed(title, path, https, re.sub("^https?:", "webcal:", https))

    roles = [(shop.staff(role), f"{folder}/{role}.ics") for role in shop.industry.pack.roles]
    expanded = f"{folder}/next-90-days.ics"
    page = facts.address.of(f"{folder}/index.md", "_subscribe")
    return Subscription(
        all=feed("全部", f"{folder}.ics"),
        roles=tuple(feed(title, path) for title, path in roles if path in facts.feeds),
        expanded=feed("", expanded) if expanded in facts.feeds else None,
        expanded_until=facts.today + timedelta(days=EXPANDED_DAYS - 1),
        page=page,
        qr=_qr(page) if page else "",
        alarms="\n".join(_alarms(plan, festival)),
    )


def _qr(address: str) -> str:
    import segno

    code = segno.make(address, error="m", micro=False)
    # The white border is part of the code: without it cameras miss it on a dark page.
    drawn = code.svg_inline(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return str(drawn).replace("<svg", '<svg role="img" aria-label="这一页的二维码"', 1)


def _alarms(plan: Plan, festival: Festival) -> list[str]:
    """Return what is posted week by week as alarms to set: 11:00 今日菜单（每天）."""
    posted = {(series.run, series.slot) for series in plan.series}
    slots = [plan.shop.slot(*each) for each in sorted(posted)]
    found = [(hour, slot) for slot in slots if slot.when.routine for hour in slot.when.at]
    found.sort(key=lambda each: (each[0], tuple(each[1].when.weekdays_shown), each[1].title))
    alarms = [f"{hour:%H:%M} {slot.title}（{slot.when.day_words(festival)}）" for hour, slot in found]
    return list(dict.fromkeys(alarms))
