"""The command export, and what both ways between plans and spreadsheets share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunli import library
from qunli.cli.common import project
from qunli.shape import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qunli import workbook
    from qunli.library import Library
    from qunli.library.drafts import Draft

FILE = click.Path(dir_okay=False, path_type=Path)


# What the ids of a calendar's rows begin with: a pack may have the same id as a calendar.
CALENDAR = "calendar:"


@click.command("export")
@click.argument("plan", metavar="模板/计划或排期")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--force", is_flag=True, help="文件已经有了也盖掉")
def export_sop(plan: str, file: Path, force: bool) -> None:
    """把一份发布计划、或一家店的整个排期存成表格（.xlsx 或 .csv），改完用 import 收回来。"""
    from qunli import disk

    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise click.UsageError(f"文件 {file.name} 要以 .xlsx 或 .csv 结尾")
    found = library.load(project(), only=())
    name, _, sop = plan.partition("/")
    drafts = _runs(found, name, sop) or {f"{name}/{sop}": _plan(found, name, sop)}
    if file.exists() and not force:
        raise click.UsageError(f"{file.name} 已经有了，里面也许有你的改动。换个名字，或加 --force 盖掉")
    disk.write_whole(file, _content(drafts, found, file, name))
    sops = [draft.sop for draft in drafts.values() if draft.sop]
    slots = [slot for each in sops for slot in each.slots.values()]
    texts = sum(len(slot.texts) for slot in slots)
    click.echo(f"存好了：{file}，{len(slots)} 条要发的，{texts} 条文案。")
    click.echo(f"改完运行：qunli import {file}（编号那一列不要改）")


def _plan(found: Library, pack: str, sop: str) -> Draft:
    draft = open_plan(found, pack, sop)
    if draft.sop is None:
        known = nearest(sop, tuple(draft.industry.sops)) or f"有：{'、'.join(draft.industry.sops)}"
        raise click.UsageError(f"模板 {pack} 里没有发布计划 {sop or '（没写）'}。{known}")
    return draft


def _runs(found: Library, calendar: str, run: str) -> Mapping[str, Draft]:
    """Return the runs of a calendar that are wanted by their ids, {} where a pack is meant."""
    from qunli.library.industries import Industries
    from qunli.library.runs import open_runs

    if run and calendar in Industries(found.tree, None).ids.value:
        return {}
    drafts = open_runs(found.tree, found.almanac.festivals, calendar) or {}
    wanted = {name: draft for name, draft in drafts.items() if not run or name == run}
    if drafts and not wanted:
        known = nearest(run, tuple(drafts)) or f"有：{'、'.join(drafts)}"
        raise click.UsageError(f"排期 {calendar} 里没有 {run}。{known}")
    return {f"{CALENDAR}{calendar}/{name}": draft for name, draft in wanted.items()}


def _content(drafts: Mapping[str, Draft], found: Library, file: Path, title: str) -> bytes:
    """Return some plans as a file; their ids are what the ids of rows begin with."""
    from qunli import workbook

    words = trade(next(iter(drafts.values())), found)
    exported = [workbook.Exported(draft.sop, *name.split("/")) for name, draft in drafts.items() if draft.sop]
    first = exported[0]
    if file.suffix.lower() == ".xlsx":
        return workbook.as_book(first.sop.title if len(exported) == 1 else title, exported, words)
    if len(exported) > 1:
        names = "、".join(f"{title}/{each.id}" for each in exported)
        raise click.UsageError(f".csv 里放不下几份计划：存成 .xlsx，或一份一份来：{names}")
    return workbook.as_csv(first.sop, words, first.pack, first.id)


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
