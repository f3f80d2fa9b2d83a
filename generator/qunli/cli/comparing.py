"""Commands that tell what differs: diff, changes, outdated."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunli import __version__, disk, library
from qunli.cli.common import DAY, JSON, build_day, stop, tell
from qunli.cli.packs import known_names, load_pack, require_project
from qunli.library.industries import FOLDER
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
        old = _plans_then(root, folder, first, since)
    differences = changes.plans.compare(old, new, first, last)
    if as_json:
        tell([each.as_data() for each in differences])
    else:
        click.echo(changes.plans.as_message(differences, first, last))


@click.command()
@click.argument("names", nargs=-1, metavar="[模板…]")
@click.option("--accept", is_flag=True, help="看完了，记下上游现在的样子")
@click.option(
    "--rename", "renames", multiple=True, metavar="旧名=新名", help="上游换了名字，你的改动搬到新名字上"
)
@JSON
def outdated(names: tuple[str, ...], accept: bool, renames: tuple[str, ...], as_json: bool) -> None:
    """上游更新了什么，哪些和你改的撞上了。"""
    from qunli import changes
    from qunli.library import locks
    from qunli.library.seen import LOCK

    root = require_project()
    found = library.load(root, only="")
    forks = _forks(found, names)
    if renames:
        _follow(found, forks, renames)
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
    for each in forks:
        disk.write_whole(root / each.folder / LOCK, locks.record(each).encode())
    for each in forks:
        click.echo(f"记下了：{each.id} 的上游 {each.base.id} {each.base.pack.version}", err=as_json)


def _follow(found: Library, forks: list[Fork], renames: Iterable[str]) -> None:
    """Move the changes of one fork to the new names, and say which files that changed."""
    from qunli.library import renaming

    if len(forks) != 1 or forks[0].is_copy:
        message = (
            "--rename 一次只改一个模板，写上它的名字"
            if len(forks) != 1
            else "整份拷来的模板不跟着上游变，不用改名"
        )
        raise click.UsageError(message)
    read = [renaming.read_rename(each, forks[0]) for each in renames]
    wrong = next((each for each in read if isinstance(each, str)), None)
    if wrong:
        raise click.UsageError(wrong)
    try:
        files = renaming.follow(found.tree, forks[0], [each for each in read if not isinstance(each, str)])
    except ContentError as error:
        stop(error.problems)
    # What comes is written before anything goes, so that a crash leaves a change twice and never nowhere.
    for path, text in sorted(files.items(), key=lambda item: item[1] is None):
        if text is None:
            (found.root / path).unlink()
        else:
            disk.write_whole(found.root / path, text.encode())
        click.echo(f"{'去掉' if text is None else '改了'} {path}", err=True)
    if not files:
        click.echo("没有地方写着旧名字，什么也没改。", err=True)


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


def _plans_then(root: Path, folder: Path, today: date, revision: str) -> dict[str, Plan]:
    """Return the plans of an earlier revision over the packs that its own program brought, as far as they are here."""
    from qunli.cli.origin import origin
    from qunli.library.revisions import made_by, packs_of, version_of

    if root == library.packaged().resolve():
        # In the checkout of the program itself the content beside it is that of the revision, too.
        return _plans(folder, folder, today, revision)
    line = made_by(folder)
    with packs_of(line or "", folder, root) as packs:
        if packs and not errors(library.load(folder, fallback=packs).problems):
            return _plans(folder, packs, today, revision)
        plans = _plans(folder, None, today, revision)
    is_ours = line is not None and (line == origin().line or version_of(line) == __version__)
    if not is_ours and any(_is_packaged(plan, folder) for plan in plans.values()):
        _tell_other_packs(line, revision)
    return plans


def _is_packaged(plan: Plan, folder: Path) -> bool:
    """Say whether a shop posts something of a pack that came with the program."""
    industry = plan.shop.industry
    return not all((folder / FOLDER / name).is_dir() for name in (industry.id, *industry.bases))


def _tell_other_packs(line: str | None, revision: str) -> None:
    from qunli.library.revisions import version_of

    version = (version_of(line) or line) if line else ""
    was = f"那时用的是 {version}" if version else "requirements.txt 里没写那时用的是哪一版群历"
    way_out = (
        f"把 qunli-{version}-py3-none-any.whl 放进 wheels 文件夹就能比" if line and version_of(line) else ""
    )
    click.echo(
        f"提醒：{revision} 用了程序自带的模板，{was}，现在是 {__version__}，旧的模板这里读不到；"
        f"下面只比你自己文件里改了什么，自带模板按现在的算{'。' + way_out if way_out else ''}。\n",
        err=True,
    )


def _plans(root: Path, fallback: Path | None, today: date, revision: str = "") -> dict[str, Plan]:
    from qunli import schedule

    found = library.load(root, fallback=fallback)
    if errors(found.problems):
        if revision:
            click.echo(f"{revision} 那一版里有错，没法比：", err=True)
        stop(errors(found.problems))
    return {name: schedule.plan(shop, found.almanac, today) for name, shop in found.shops.items()}
