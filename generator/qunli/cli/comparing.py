"""Commands that tell what differs: diff, changes, outdated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunli import library
from qunli.cli.common import DAY, JSON, build_day, stop, tell
from qunli.cli.packs import known_names, load_pack, require_project, write_files
from qunli.problem import ContentError, errors

if TYPE_CHECKING:
    from qunli.library import Library
    from qunli.library.locks import Fork
    from qunli.schedule import Plan

DAYS = 30


@click.command()
@click.argument("name", metavar="模板")
@JSON
def diff(name: str, as_json: bool) -> None:
    """一个模板比它的上游改了什么。"""
    from qunli import changes

    found = library.load(require_project(), only="")
    pack = load_pack(found, name)
    if not pack.bases:
        raise click.UsageError(f"{name} 没有上游，没有可比的")
    differences = changes.fork_changes(found, pack)
    if as_json:
        tell([each.as_data() for each in differences])
        return
    click.echo(
        f"「{pack.pack.title}」比上游 {pack.bases[0]} 改了 {len(differences)} 处"
        + ("：" if differences else "。")
    )
    for line in changes.lines(differences):
        click.echo(f"- {line}")


@click.command("changes")
@click.option("--since", required=True, metavar="版本", help="和 git 里的哪一版比，比如 HEAD~1")
@JSON
@DAY
def list_changes(since: str, as_json: bool, today: date | None) -> None:
    """和以前的一版比，今后 30 天要发的有什么变化，可以发给各店。"""
    from qunli import changes
    from qunli.library.revisions import checked_out

    root = require_project()
    first = build_day(root, today)
    last = first + timedelta(days=DAYS - 1)
    new = _plans(root, None, first)
    with checked_out(root, since) as folder:
        if folder is None:
            raise click.UsageError(f"git 里没有 {since} 这一版")
        # In the checkout of the program itself the content beside it is that of the revision, too.
        old = _plans(folder, folder if root == library.packaged().resolve() else None, first, since)
    differences = changes.plans.compare(old, new, first, last)
    if as_json:
        tell([each.as_data() for each in differences])
    else:
        click.echo(changes.plans.as_message(differences, first, last))


@click.command()
@click.argument("names", nargs=-1, metavar="[模板…]")
@click.option("--accept", is_flag=True, help="看完了，记下上游现在的样子")
@JSON
def outdated(names: tuple[str, ...], accept: bool, as_json: bool) -> None:
    """上游更新了什么，哪些和你改的撞上了。"""
    from qunli import changes
    from qunli.library import locks

    root = require_project()
    found = library.load(root, only="")
    forks = _forks(found, names)
    drifts = [changes.upstream.drift(each) for each in forks]
    if as_json:
        tell([each.as_data() for each in drifts])
    elif not accept:
        texts = [changes.upstream.as_text(each) for each in drifts]
        click.echo("\n\n".join(texts) or "这里没有自己改的模板。")
    if not accept:
        return
    write_files(root, {f"{each.folder}/{locks.LOCK}": locks.record(each) for each in forks})
    for each in forks:
        click.echo(f"记下了：{each.id} 的上游 {each.base.id} {each.base.pack.version}", err=as_json)


def _forks(found: Library, names: Iterable[str]) -> list[Fork]:
    """Return the forks of these names, all of the project's where none is named."""
    from qunli.library import locks

    every = locks.fork_ids(found.tree)
    for name in names:
        if name not in every:
            raise click.UsageError(f"{name} 不是自己改的模板。{known_names(name, every)}")
    try:
        return [locks.read_fork(found.tree, found.almanac.festivals, name) for name in names or every]
    except ContentError as error:
        stop(error.problems)


def _plans(root: Path, fallback: Path | None, today: date, revision: str = "") -> dict[str, Plan]:
    from qunli import schedule

    found = library.load(root, fallback=fallback)
    if errors(found.problems):
        if revision:
            click.echo(f"{revision} 那一版里有错，没法比：", err=True)
        stop(errors(found.problems))
    return {name: schedule.plan(shop, found.almanac, today) for name, shop in found.shops.items()}
