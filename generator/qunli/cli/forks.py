"""Commands for making it one's own: new, fork, diff, changes, outdated."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunli import library
from qunli.cli.common import DAY, FOLDER, JSON, now, project, require_id, stop, tell
from qunli.library.industries import FOLDER as PACKS
from qunli.library.industries import Industries
from qunli.library.tree import Tree
from qunli.problem import ContentError, errors
from qunli.shape import nearest

if TYPE_CHECKING:
    from qunli.library import Industry, Library
    from qunli.schedule import Plan

TEMPLATES = "site_templates/scaffold"
DAYS = 30


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--industry", required=True, help="用哪个行业的模板")
@click.option("--title", required=True, help="店名")
@click.option("--url", default="", help="网站的地址，放到 GitHub Pages 可以不写")
@DAY
def new(folder: Path, industry: str, title: str, url: str, today: date | None) -> None:
    """新建一家店的项目。文件夹的名字就是编号。"""
    from qunli import scaffold
    from qunli.cli.origin import origin

    folder = folder.resolve()
    _require_place(folder, url)
    _require_title(title)
    found = library.load(library.packaged(), only="")
    base = _pack(found, industry)
    source = origin()
    opening = scaffold.Opening(
        shop=folder.name,
        title=title,
        starts=(today or now()) + timedelta(days=1),
        project=f"{folder.name}.{secrets.token_hex(4)}",
        url=url if not url or url.endswith("/") else f"{url}/",
        requirement=source.text,
    )
    texts = {name: _template(found.tree, f"{TEMPLATES}/{name}") for name in scaffold.TEXTS}
    own = scaffold.new_project(opening, base, _template(found.tree, "mkdocs.yml"), texts)
    files: dict[str, str | bytes] = {**own, **source.files}
    _write(folder, files)
    click.echo(f"建好了：{folder.name}，{len(files)} 个文件，明天开始发。接下来：\n")
    click.echo(f"  cd {folder.name}\n  qunli build        # 生成网站\n  qunli serve        # 边改边看")
    click.echo(f"\n改店名、时间、人、店休：calendars/{folder.name}.yml，每行有说明。")
    if source.todo:
        click.echo(f"\n{source.todo}")


def _require_place(folder: Path, url: str) -> None:
    require_id(folder.name, "/calendars/")
    if not (url == "" or url.startswith(("http://", "https://"))):
        raise click.UsageError(f"地址 {url} 不对，写成 https://… 这样")
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder.name} 已经有东西了，换个名字，或先清空")


@click.command()
@click.argument("names", nargs=-1, metavar="[上游] 编号")
@click.option("--title", help="模板的名字")
@click.option("--eject", is_flag=True, help="整份拷一份，不再跟着上游走")
@click.option("--blank", is_flag=True, help="不要上游，从头写一个新行业")
def fork(names: tuple[str, ...], title: str | None, eject: bool, blank: bool) -> None:
    """在一个模板上改：qunli fork catering hotpot --title 火锅。"""
    if (blank and eject) or len(names) != (1 if blank else 2):
        usage = "qunli fork --blank 编号" if blank else "qunli fork 上游 编号 --title 名字"
        raise click.UsageError(f"写法不对，应该是：{usage}")
    if title is None and not blank:
        raise click.UsageError("还少 --title：这个模板叫什么")
    root, name = _project(), names[-1]
    require_id(name, "/industries/")
    found = library.load(root, only="")
    if name in found.tree.folders(PACKS).value:
        raise click.UsageError(f"已经有名叫 {name} 的模板，换个编号")
    title = "新行业" if title is None else title
    _require_title(title)
    files = _blank(found, name, title) if blank else _fork(found, names[0], name, title, eject)
    _write(root, files)
    click.echo(f"建好了：{PACKS}/{name}，{len(files)} 个文件。")
    click.echo(f"要用它：把 calendars 里那份排期表的 industry 改成 {name}，再 qunli build。")
    if blank:
        click.echo(_own_calendar(name, title))


def _own_calendar(name: str, title: str) -> str:
    from qunli.source.writing import scalar

    lines = [
        f"title: {scalar(title)}",
        f"industry: {name}",
        f"starts: {now()}",
        "sops: {welfare: {}}",
    ]
    return "\n".join([f"或者给它一份自己的：新建 calendars/{name}.yml，写这四行：\n", *lines])


def _fork(found: Library, base: str, name: str, title: str, eject: bool) -> dict[str, str]:
    from qunli import scaffold
    from qunli.library import locks

    pack = _pack(found, base)
    make = scaffold.eject if eject else scaffold.fork
    return make(pack, locks.base_files(pack), name, title)


def _blank(found: Library, name: str, title: str) -> dict[str, str]:
    from qunli import scaffold

    texts = {each: _template(found.tree, f"{TEMPLATES}/blank/{each}") for each in scaffold.BLANK}
    return scaffold.blank(name, title, texts)


@click.command()
@click.argument("name", metavar="模板")
@JSON
def diff(name: str, as_json: bool) -> None:
    """一个模板比它的上游改了什么。"""
    from qunli import changes

    found = library.load(_project(), only="")
    pack = _pack(found, name)
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

    root, first = _project(), today or now()
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

    root = _project()
    found = library.load(root, only="")
    every = locks.fork_ids(found.tree)
    for name in names:
        if name not in every:
            raise click.UsageError(f"{name} 不是自己改的模板。{_known(name, every)}")
    try:
        forks = [locks.read_fork(found.tree, found.almanac.festivals, name) for name in names or every]
    except ContentError as error:
        stop(error.problems)
    drifts = [changes.upstream.drift(each) for each in forks]
    if as_json:
        tell([each.as_data() for each in drifts])
    elif not accept:
        texts = [changes.upstream.as_text(each) for each in drifts]
        click.echo("\n\n".join(texts) or "这里没有自己改的模板。")
    if accept:
        _write(root, {f"{each.folder}/{locks.LOCK}": locks.record(each) for each in forks})
        for each in forks:
            click.echo(f"记下了：{each.id} 的上游 {each.base.id} {each.base.pack.version}", err=as_json)


def _plans(root: Path, fallback: Path | None, today: date, revision: str = "") -> dict[str, Plan]:
    from qunli import schedule

    found = library.load(root, fallback=fallback)
    if errors(found.problems):
        if revision:
            click.echo(f"{revision} 那一版里有错，没法比：", err=True)
        stop(errors(found.problems))
    return {name: schedule.plan(shop, found.almanac, today) for name, shop in found.shops.items()}


# --- what they share ------------------------------------------------------------------------------


def _project() -> Path:
    root = project()
    if not (root / "mkdocs.yml").is_file():
        raise click.UsageError("这里不是项目：先进到有 mkdocs.yml 的文件夹，或用 qunli new 建一个")
    return root


def _pack(found: Library, name: str) -> Industry:
    """Return the pack of this id, whole."""
    industries = Industries(found.tree, found.almanac.festivals)
    known = industries.ids.value
    if name not in known:
        raise click.UsageError(f"没有名叫 {name} 的模板。{_known(name, known)}")
    pack = industries.load(name)
    if pack.value is None or errors(pack.problems):
        stop(pack.problems)
    return pack.value


def _known(name: str, known: Iterable[str]) -> str:
    names = tuple(known)
    return nearest(name, names) or (f"有：{'、'.join(names)}" if names else "一个也没有")


def _require_title(title: str) -> None:
    from qunli import scaffold

    wrong = scaffold.title_fault(title)
    if wrong:
        raise click.UsageError(wrong)


def _template(tree: Tree, path: str) -> str:
    file = tree.read(path)
    if file.value is None:
        stop(file.problems)
    return file.value.text


def _write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    from qunli.site import write_whole

    try:
        for path, content in files.items():
            write_whole(folder / path, content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise click.UsageError(f"写不进 {folder}（{error.strerror}）") from None
