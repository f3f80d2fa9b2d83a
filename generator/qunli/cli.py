"""The command line, thin. The door to click and rich.

Exit codes: 0 fine, 1 problems in content, 2 wrong usage; anything else is a fault of this program.
"""

from __future__ import annotations

import sys
import time
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import click

from qunli import __version__, library
from qunli.problem import ContentError, Problem, errors, render, summary

ROOT = click.Path(file_okay=False, path_type=Path)


class Day(click.ParamType[date]):
    """A date as 2026-12-01."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"日期 {value} 不对，写成 2026-12-01 这样", param, context)


DAY = click.option("--date", "today", type=Day(), help="当作哪一天，默认今天（北京时间）")
PREVIOUS = click.option("--previous", type=ROOT, help="上次发布的网站，默认就是网站文件夹")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qunli")
def main() -> None:
    """群历：店里的群，今天发什么。"""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]


def _root() -> Path:
    return library.find_root(Path.cwd().resolve())


def _now() -> date:
    return datetime.now(timezone(timedelta(hours=8))).date()


def _stop(problems: tuple[Problem, ...]) -> None:
    """Print every problem and leave with 1."""
    click.echo(render(problems), err=True)
    click.echo("\n" + summary(problems), err=True)
    raise SystemExit(1)


@main.command()
@PREVIOUS
@DAY
@click.option("--strict", is_flag=True, help="有提醒也算失败")
def build(previous: Path | None, today: date | None, strict: bool) -> None:
    """生成网站。失败时，上次的网站原样不动。"""
    from mkdocs.exceptions import MkDocsException

    from qunli import plugin

    began = time.monotonic()
    try:
        files, changed = plugin.build(_root(), today, previous, strict)
    except ContentError as error:
        _stop(error.problems)
    except MkDocsException as error:
        click.echo(str(error).strip(), err=True)
        click.echo("没有生成，上次的网站原样不动。", err=True)
        raise SystemExit(1) from None
    else:
        click.echo(f"网站好了：{files} 个文件，改动 {changed} 个，用时 {time.monotonic() - began:.1f} 秒。")


@main.command()
@click.option("--address", help="在哪个地址看，默认 127.0.0.1:8000")
def serve(address: str | None) -> None:
    """边改边看。"""
    from qunli import plugin

    try:
        plugin.serve(_root(), address)
    except ContentError as error:
        _stop(error.problems)


@main.command("render")
@click.argument("folder", type=ROOT)
@PREVIOUS
@DAY
def render_tree(folder: Path, previous: Path | None, today: date | None) -> None:
    """只写出页面和日历的源文件，交给别的网站生成器。"""
    from qunli import plugin, site

    try:
        contents = plugin.rendered(_root(), today, previous)
    except ContentError as error:
        _stop(error.problems)
    changed = sum(site.put(folder / path, content) for path, content in contents.items())
    click.echo(f"写好了：{len(contents)} 个文件，改动 {changed} 个。")


@main.command()
@click.argument("calendar", required=False)
@DAY
@click.option("--role", help="只看一个角色的")
def today(calendar: str | None, today: date | None, role: str | None) -> None:
    """今天发什么。"""
    from qunli import agenda, schedule

    root, day = _root(), today or _now()
    names = library.calendar_ids(root)
    if calendar is not None and calendar not in names:
        raise click.UsageError(f"没有名叫 {calendar} 的排期表，有：{'、'.join(names) or '一个也没有'}")
    for name in [calendar] if calendar else names:
        found = library.load(root, only=name)
        if errors(found.problems):
            _stop(found.problems)
        shop = found.shops[name]
        if role is not None and role not in shop.industry.pack.roles:
            raise click.UsageError(f"没有名叫 {role} 的角色，有：{'、'.join(shop.industry.pack.roles)}")
        (one,) = agenda.days(schedule.plan(shop, found.almanac, day), day, day, role)
        click.echo(f"【{shop.calendar.title}】{agenda.as_text(one)}\n")


@main.command()
def check() -> None:
    """发前查一查。"""
    found = library.load(_root())
    click.echo(render(found.problems))
    click.echo(summary(found.problems))
    raise SystemExit(1 if errors(found.problems) else 0)
