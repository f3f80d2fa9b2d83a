"""Commands for every day: today, check."""

from __future__ import annotations

from datetime import date

import click

from qunli import library
from qunli.cli.common import DAY, now, project, stop
from qunli.problem import errors, render, summary


@click.command()
@click.argument("calendar", required=False)
@DAY
@click.option("--role", help="只看一个角色的")
def today(calendar: str | None, today: date | None, role: str | None) -> None:
    """今天发什么。"""
    from qunli import agenda, schedule

    root, day = project(), today or now()
    names = library.calendar_ids(root)
    if calendar is not None and calendar not in names:
        raise click.UsageError(f"没有名叫 {calendar} 的排期表，有：{'、'.join(names) or '一个也没有'}")
    for name in [calendar] if calendar else names:
        found = library.load(root, only=name)
        if errors(found.problems):
            stop(found.problems)
        shop = found.shops[name]
        if role is not None and role not in shop.industry.pack.roles:
            raise click.UsageError(f"没有名叫 {role} 的角色，有：{'、'.join(shop.industry.pack.roles)}")
        (one,) = agenda.days(schedule.plan(shop, found.almanac, day), day, day, role)
        click.echo(f"【{shop.calendar.title}】{agenda.as_text(one)}\n")


@click.command()
def check() -> None:
    """发前查一查。"""
    found = library.load(project())
    click.echo(render(found.problems))
    click.echo(summary(found.problems))
    raise SystemExit(1 if errors(found.problems) else 0)
