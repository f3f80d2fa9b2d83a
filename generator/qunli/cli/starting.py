"""Commands for a first file of one's own: new, fork."""

from __future__ import annotations

import re
import secrets
import shlex
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunli import library
from qunli.cli.common import DAY, FOLDER, now, require_id, stop
from qunli.cli.packs import load_pack, pack_choices, require_project, write_files
from qunli.cli.sector import SECTOR, asked
from qunli.library.industries import FOLDER as PACKS
from qunli.library.tree import Tree

if TYPE_CHECKING:
    from qunli.library import Library

_PLAIN = re.compile(r"[\w./\\:@%+=,-]+")
TEMPLATES = "site_templates/scaffold"


@click.command()
@click.argument("folder", type=FOLDER, metavar="文件夹")
@click.option("--industry", metavar="行业", help="用哪个行业的模板，写编号或名字，比如 餐饮；一定要写")
@click.option("--title", metavar="店名", help="店叫什么；一定要写")
@click.option("--url", metavar="网址", default="", help="网站的地址，放到 GitHub Pages 可以不写")
@DAY
def new(folder: Path, industry: str | None, title: str | None, url: str, today: date | None) -> None:
    """新建一家店的项目。文件夹的名字就是编号。"""
    from qunli import scaffold
    from qunli.cli.origin import origin

    typed, folder = folder, folder.resolve()
    _require_place(folder, url)
    found = library.load(library.packaged(), only="")
    if industry is None:
        raise click.UsageError(f"还少 --industry：用哪个行业的模板。{pack_choices(found)}")
    base = load_pack(found, industry)
    if title is None:
        raise click.UsageError("还少 --title：店叫什么")
    _require_title(title)
    source = origin()
    opening = scaffold.Opening(
        shop=folder.name,
        title=title,
        starts=_monday(today or now()),
        project=f"{folder.name}.{secrets.token_hex(4)}",
        url=url if not url or url.endswith("/") else f"{url}/",
        requirement=source.text,
    )
    texts = {name: _template(found.tree, f"{TEMPLATES}/{name}") for name in scaffold.TEXTS}
    own = scaffold.new_project(opening, base, _template(found.tree, "mkdocs.yml"), texts)
    files: dict[str, str | bytes] = {**own, **source.files}
    write_files(folder, files)
    click.echo(_next_steps(typed, len(files), source.todo))


def _monday(day: date) -> date:
    """Return the Monday of a day's week: a plan has something to show on the day on which it is made."""
    return day - timedelta(days=day.weekday())


def _next_steps(folder: Path, count: int, todo: str) -> str:
    name = folder.resolve().name
    steps = ["  qunli build        # 生成网站", "  qunli serve        # 边改边看"]
    if folder.resolve() != Path.cwd().resolve():
        typed = str(folder)
        # Quoted only where a shell would part it: its quotes are not those of every system.
        steps.insert(0, f"  cd {typed if _PLAIN.fullmatch(typed) else shlex.quote(typed)}")
    said = [
        f"建好了：{name}，{count} 个文件，今天就能发。接下来：\n",
        "\n".join(steps),
        f"\n改店名、时间、人、店休：calendars/{name}.yml，每行有说明。",
    ]
    return "\n".join([*said, f"\n{todo}"] if todo else said)


def _require_place(folder: Path, url: str) -> None:
    from qunli.feeds import site_fault

    require_id(folder.name, "/calendars/")
    wrong = site_fault(url) if url else None
    if wrong:
        raise click.UsageError(f"地址不对：{wrong[0]}；{wrong[1]}")
    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"{folder.name} 已经有东西了，换个名字，或先清空")


@click.command()
@click.argument("names", nargs=-1, metavar="[上游] 编号")
@click.option("--title", metavar="名字", help="模板的名字")
@click.option("--eject", is_flag=True, help="整份拷一份，不再跟着上游走")
@click.option("--blank", is_flag=True, help="不要上游，从头写一个新行业")
@SECTOR
def fork(names: tuple[str, ...], title: str | None, eject: bool, blank: bool, sector: str | None) -> None:
    """在一个模板上改：qunli fork catering hotpot --title 火锅。"""
    _require_usage(names, title, eject, blank)
    if sector and not blank:
        raise click.UsageError("--sector 只和 --blank 一起用：别的模板跟着上游，是哪一行不用写")
    root, name = require_project(), names[-1]
    require_id(name, "/industries/")
    found = library.load(root, only="")
    if name in found.tree.folders(PACKS).value:
        raise click.UsageError(f"已经有名叫 {name} 的模板，换个编号")
    title = "新行业" if title is None else title
    _require_title(title)
    files = (
        _blank(found, name, title, sector or asked()) if blank else _fork(found, names[0], name, title, eject)
    )
    write_files(root, files)
    click.echo(f"建好了：{PACKS}/{name}，{len(files)} 个文件。")
    click.echo(f"要用它：把 calendars 里那份排期表的 industry 改成 {name}，再 qunli build。")
    if blank:
        click.echo(_own_calendar(name, title))


def _require_usage(names: tuple[str, ...], title: str | None, eject: bool, blank: bool) -> None:
    if blank and (eject or len(names) != 1):
        raise click.UsageError("写法不对，应该是：qunli fork --blank 编号")
    if blank:
        return
    if len(names) != 2:
        raise click.UsageError("写法不对，应该是：qunli fork 上游 编号 --title 名字")
    if title is None:
        raise click.UsageError("还少 --title：这个模板叫什么")


def _own_calendar(name: str, title: str) -> str:
    from qunli.source.writing import scalar

    lines = [
        f"title: {scalar(title)}",
        f"industry: {name}",
        f"starts: {_monday(now())}",
        "sops: {welfare: {}}",
    ]
    return "\n".join([f"或者给它一份自己的：新建 calendars/{name}.yml，写这四行：\n", *lines])


def _fork(found: Library, base: str, name: str, title: str, eject: bool) -> dict[str, str]:
    from qunli import scaffold
    from qunli.library import locks

    pack = load_pack(found, base)
    make = scaffold.eject if eject else scaffold.fork
    return make(pack, locks.base_files(pack), name, title)


def _blank(found: Library, name: str, title: str, sector: str) -> dict[str, str]:
    from qunli import scaffold

    texts = {each: _template(found.tree, f"{TEMPLATES}/blank/{each}") for each in scaffold.BLANK}
    return scaffold.blank(name, title, sector, texts)


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
