"""What every command shares: where the project is, which day it is, and how faults are told."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from qunli import disk, library
from qunli.library import history
from qunli.problem import Problem, errors, few, render, summary
from qunli.shape import YEARS, id_fault

_MAY_FIX_A_DAY = re.compile(rb"\bdate\b.?\s*:|^INHERIT", re.MULTILINE)

FOLDER = click.Path(file_okay=False, path_type=Path)


class Day(click.ParamType[date]):
    """A date as 2026-12-01."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, context: click.Context | None) -> date:
        try:
            day = value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"日期 {value} 不对，写成 2026-12-01 这样", param, context)
        if day.year not in YEARS:
            self.fail(f"日期 {value} 太远了，年份写 {YEARS[0]} 到 {YEARS[-1]}", param, context)
        return day


DAY = click.option(
    "--date", "today", type=Day(), help="当作哪一天；默认是 mkdocs.yml 里的 date，没写就是今天（北京时间）"
)
JSON = click.option("--json", "as_json", is_flag=True, help="给程序看的写法")
PREVIOUS = click.option(
    "--previous", type=FOLDER, metavar="文件夹", help="上次发布的网站，默认就是网站文件夹"
)


def project() -> Path:
    """Return the nearest project at or above the working folder."""
    return library.find_root(Path.cwd().resolve())


def now() -> date:
    """Return today in China, wherever the command runs."""
    return datetime.now(UTC).astimezone(history.CHINA).date()


def build_day(root: Path, wanted: date | None) -> date:
    """Return the day that every command about a project goes by, as its site does."""
    fixed = None if wanted else _fixed_day(root / "mkdocs.yml")
    return history.build_day(wanted, fixed, os.environ, datetime.now(UTC))


def _fixed_day(settings: Path) -> object:
    """Return the day that the settings fix; they are read by MkDocs, which costs, only where they may name one."""
    if not settings.is_file() or not _MAY_FIX_A_DAY.search(settings.read_bytes()):
        return None
    from qunli import plugin

    return plugin.fixed_in(settings.parent)


def tell(data: Any) -> None:
    """Print plain data as JSON, in one of the shapes that docs/for-assistants.md lists."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def tell_kept(folder: Path, kept: Sequence[str]) -> None:
    """Say which files in a folder somebody else put there."""
    if kept:
        click.echo(f"文件夹 {disk.shown(folder)} 里有不是群历放的文件，留着没动：{few(kept)}", err=True)


def require_id(name: str, level: str) -> None:
    """Leave with 2 where a name given on the command line cannot be an id at this level of the address."""
    wrong = id_fault(name, level)
    if wrong:
        raise click.UsageError("：".join(wrong))


def show(problems: Iterable[Problem]) -> None:
    """Print what stops a build, where that is all warnings them, and how many of both there are."""
    found = tuple(problems)
    click.echo(render(errors(found) or found), err=True)
    click.echo("\n" + summary(found), err=True)


def stop(problems: Iterable[Problem]) -> NoReturn:
    """Print every problem and leave with 1."""
    show(problems)
    raise SystemExit(1)
