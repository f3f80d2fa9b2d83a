"""Commands for every day: today, check."""

from __future__ import annotations

from datetime import date

import click

from qunli import library
from qunli.cli.common import DAY, now, project, stop
from qunli.problem import Problem, errors


@click.command()
@click.argument("calendar", required=False, metavar="[排期表]")
@DAY
@click.option("--role", metavar="角色", help="只看一个角色的")
def today(calendar: str | None, today: date | None, role: str | None) -> None:
    """今天发什么。"""
    from qunli import agenda, schedule

    root, day = project(), today or now()
    names = library.calendar_ids(root)
    if not names:
        stop(
            [
                Problem(
                    "calendars",
                    0,
                    1,
                    "Q015",
                    "这里一份排期表也没有",
                    "先进到项目的文件夹里，或用 qunli new 新建",
                )
            ]
        )
    if calendar is not None and calendar not in names:
        raise click.UsageError(f"没有名叫 {calendar} 的排期表，有：{'、'.join(names)}")
    found = library.load(root, only=[calendar] if calendar else names)
    if errors(found.problems):
        stop(found.problems)
    for shop in found.shops.values():
        roles = shop.industry.pack.roles
        if role is not None and role not in roles:
            raise click.UsageError(f"没有名叫 {role} 的角色，有：{'、'.join(roles)}")
        (one,) = agenda.days(schedule.plan(shop, found.almanac, day), day, day, role)
        click.echo(f"【{shop.calendar.title}】{agenda.as_text(one)}\n")
