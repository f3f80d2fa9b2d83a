"""我家: the pages on which a shop owner makes a plan hers, without a file. All they show is planned on the phone."""

from __future__ import annotations

from qunli.handbook.press import Press

INDEX, TODAY = "my/index.md", "my/today.md"


def my_pages(press: Press) -> None:
    """Add the form, and the page of today's posts of one's own shop; neither without a trade to choose."""
    trades = [*press.library.industries.values()]
    if not trades:
        return
    for path, template, title in (
        (INDEX, "my.md.j2", "我家的"),
        (TODAY, "my_today.md.j2", "我家 · 今天发什么"),
    ):
        press.add(
            path,
            template,
            title,
            press.source_of(template),
            project=press.facts.address.project,
            trades=trades,
        )
