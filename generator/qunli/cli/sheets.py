"""The command export, and what both ways between plans and spreadsheets share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunli import library
from qunli.cli.common import project
from qunli.shape import nearest

if TYPE_CHECKING:
    from qunli import workbook
    from qunli.library import Library
    from qunli.library.drafts import Draft

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("export")
@click.argument("plan", metavar="模板/计划")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--force", is_flag=True, help="文件已经有了也盖掉")
def export_sop(plan: str, file: Path, force: bool) -> None:
    """把一份发布计划存成表格（.xlsx 或 .csv），改完用 import 收回来。"""
    from qunli import disk, workbook

    write = {".xlsx": workbook.as_xlsx, ".csv": workbook.as_csv}.get(file.suffix.lower())
    if write is None:
        raise click.UsageError(f"文件 {file.name} 要以 .xlsx 或 .csv 结尾")
    pack, _, sop = plan.partition("/")
    found = library.load(project(), only=())
    draft = open_plan(found, pack, sop)
    if draft.sop is None:
        known = nearest(sop, tuple(draft.industry.sops)) or f"有：{'、'.join(draft.industry.sops)}"
        raise click.UsageError(f"模板 {pack} 里没有发布计划 {sop or '（没写）'}。{known}")
    if file.exists() and not force:
        raise click.UsageError(f"{file.name} 已经有了，里面也许有你的改动。换个名字，或加 --force 盖掉")
    content = write(draft.sop, trade(draft, found), pack, sop)
    disk.write_whole(file, content)
    texts = sum(len(slot.texts) for slot in draft.sop.slots.values())
    click.echo(f"存好了：{file}，{len(draft.sop.slots)} 条要发的，{texts} 条文案。")
    click.echo(f"改完运行：qunli import {file}（编号那一列不要改）")


def open_plan(found: Library, pack: str, sop: str) -> Draft:
    """Return an SOP of a pack, opened for change; a pack that is not there is wrong usage."""
    from qunli.library.drafts import open_draft
    from qunli.library.industries import Industries

    draft = open_draft(found.tree, found.almanac.festivals, pack, sop)
    if draft is None:
        known = Industries(found.tree, None).ids.value
        near = nearest(pack, tuple(known)) or f"有：{'、'.join(known)}"
        raise click.UsageError(f"没有名叫 {pack} 的模板。{near}")
    return draft


def trade(draft: Draft, found: Library) -> workbook.Trade:
    """Return the words that the cells of this pack's plans are written in."""
    from qunli import workbook

    pack = draft.industry.pack
    return workbook.Trade(
        {name: role.title for name, role in pack.roles.items()},
        {name: pack.variables[name].title for name in draft.industry.tables},
        {name: festival.title for name, festival in found.almanac.festivals.items()},
    )
