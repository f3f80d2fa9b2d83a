"""The command today: what is posted on one day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qunli import library
from qunli.cli.common import DAY, JSON, build_day, project, stop, tell
from qunli.library import Shop
from qunli.problem import Problem, errors

if TYPE_CHECKING:
    from qunli.agenda import Day


@click.command()
@click.argument("calendar", required=False, metavar="[排期表]")
@DAY
@click.option("--role", metavar="角色", help="只看一个角色的")
@JSON
def today(calendar: str | None, today: date | None, role: str | None, as_json: bool) -> None:
    """今天发什么。"""
    from qunli import agenda, schedule

    root = project()
    day = build_day(root, today)
    found = library.load(root, only=_wanted(root, calendar))
    if errors(found.problems):
        stop(found.problems)
    days = {}
    for shop in found.shops.values():
        _require_role(shop, role)
        (days[shop.id],) = agenda.days(schedule.plan(shop, found.almanac, day), day, day, role)
    if as_json:
        tell([_data(found.shops[name], each) for name, each in days.items()])
        return
    for name, each in days.items():
        click.echo(f"【{found.shops[name].calendar.title}】{agenda.as_text(each)}\n")


def _data(shop: Shop, day: Day) -> dict[str, Any]:
    return {"calendar": shop.id, "title": shop.calendar.title, **day.as_data()}


def _wanted(root: Path, calendar: str | None) -> Collection[str]:
    names = library.calendar_ids(root)
    if not names:
        hint = "先进到项目的文件夹里，或用 qunli new 新建"
        stop([Problem("calendars", 0, 1, "Q015", "这里一份排期表也没有", hint)])
    if calendar is None:
        return names
    if calendar not in names:
        raise click.UsageError(f"没有名叫 {calendar} 的排期表，有：{'、'.join(names)}")
    return [calendar]


def _require_role(shop: Shop, role: str | None) -> None:
    roles = shop.industry.pack.roles
    if role is not None and role not in roles:
        raise click.UsageError(f"没有名叫 {role} 的角色，有：{'、'.join(roles)}")
