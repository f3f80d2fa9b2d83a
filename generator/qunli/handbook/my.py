"""我家: the pages on which a shop owner makes a plan hers, without a file. All they show is planned on the phone."""

from __future__ import annotations

from qunli import portable
from qunli.handbook.press import Press
from qunli.handbook.views import called

INDEX = "my/index.md"
PAGES = {
    INDEX: ("my.md.j2", "我家的"),
    "my/today.md": ("my_today.md.j2", "我家 · 今天发什么"),
    "my/week.md": ("my_week.md.j2", "我家 · 这一周发什么"),
    "my/month.md": ("my_month.md.j2", "我家 · 这个月发什么"),
}


def my_pages(press: Press) -> None:
    """Add the form, and the day, the week and the month of one's own shop; none without a trade to choose."""
    trades = [*press.library.industries.values()]
    if not trades:
        return
    almanac = press.library.almanac
    wordings = press.facts.catalogue.matcher.wordings if press.facts.catalogue else {}
    known = portable.Known.at(almanac, press.facts.today)
    for path, (template, title) in PAGES.items():
        press.add(
            path,
            template,
            title,
            press.source_of(template),
            project=press.facts.address.project,
            everywhere=" ".join(code for code, each in wordings.items() if each.everywhere),
            trades=trades,
            days=called(almanac, known.first, known.last),
            has_almanac=bool(almanac.festivals),
        )
