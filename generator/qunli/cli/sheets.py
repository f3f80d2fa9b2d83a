"""Commands for people who live in spreadsheets: export, import."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qunli import library
from qunli.cli.common import DAY, now, project, require_id, show, stop
from qunli.problem import errors, render
from qunli.shape import nearest
from qunli.words import KINDS

if TYPE_CHECKING:
    from qunli import workbook
    from qunli.library import Library
    from qunli.library.drafts import Draft

FILE = click.Path(dir_okay=False, path_type=Path)

_NO_NAME = re.compile(r"(?:sheet|工作表|表|表格|未命名|新建|副本|\s|[\d()_-])*", re.IGNORECASE)
_MOST_TOLD = 40


@click.command("export")
@click.argument("plan", metavar="模板/计划")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--force", is_flag=True, help="文件已经有了也盖掉")
def export_sop(plan: str, file: Path, force: bool) -> None:
    """把一份发布计划存成表格（.xlsx 或 .csv），改完用 import 收回来。"""
    from qunli import site, workbook

    write = {".xlsx": workbook.as_xlsx, ".csv": workbook.as_csv}.get(file.suffix.lower())
    if write is None:
        raise click.UsageError(f"文件 {file.name} 要以 .xlsx 或 .csv 结尾")
    pack, _, sop = plan.partition("/")
    found = library.load(project(), only=())
    draft = _open(found, pack, sop)
    if draft.sop is None:
        known = nearest(sop, tuple(draft.industry.sops)) or f"有：{'、'.join(draft.industry.sops)}"
        raise click.UsageError(f"模板 {pack} 里没有发布计划 {sop or '（没写）'}。{known}")
    if file.exists() and not force:
        raise click.UsageError(f"{file.name} 已经有了，里面也许有你的改动。换个名字，或加 --force 盖掉")
    content = write(draft.sop, _trade(draft, found), pack, sop)
    site.write_whole(file, content)
    texts = sum(len(slot.texts) for slot in draft.sop.slots.values())
    click.echo(f"存好了：{file}，{len(draft.sop.slots)} 条要发的，{texts} 条文案。")
    click.echo(f"改完运行：qunli import {file}（编号那一列不要改）")


@click.command("import")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--pack", help="收进哪个模板，默认看编号")
@click.option("--sop", help="收进哪份发布计划，默认看编号；没有就新建")
@click.option("--sheet", "sheets", multiple=True, help="只要哪张表，可以写几次")
@click.option("--title", help="新建的计划叫什么，默认是表的名字")
@click.option("--kind", type=click.Choice([*KINDS.values(), *KINDS]), help="新建的计划是什么群")
@click.option("--drop", is_flag=True, help="表里删掉的行，计划里也删掉")
@click.option("--dry-run", is_flag=True, help="只看会改什么，不写")
@DAY
def import_sop(
    file: Path,
    pack: str | None,
    sop: str | None,
    sheets: tuple[str, ...],
    title: str | None,
    kind: str | None,
    drop: bool,
    dry_run: bool,
    today: date | None,
) -> None:
    """把表格收进发布计划：只改变了的地方，别的一个字也不动。"""
    from qunli import workbook

    found = library.load(project(), only=())
    festivals = {name: each.title for name, each in found.almanac.festivals.items()}
    reader = workbook.Reader(festivals, today or now(), file.stem)
    book = workbook.read_book(file.name, _read(file))
    plans = workbook.plans(book, sheets, reader, _puppets(found))
    draft = _target(found, plans, pack, sop)
    fresh = _fresh(draft, book, plans, title, kind)
    target = workbook.Target(draft.now, draft.sop, fresh)
    merged = workbook.merge(plans, target, _trade(draft, found), reader, drop=drop)
    problems = [*merged.problems]
    if not errors(problems):
        problems += draft.problems(merged.source)
    if errors(problems):
        show(problems)
        click.echo("没有写，文件都原样没动。", err=True)
        raise SystemExit(1)
    for problem in problems:
        click.echo(render([problem]), err=True)
    done = _put(found, draft, draft.text(merged.source.data), dry_run)
    if fresh:
        click.echo(
            f"新建发布计划「{fresh['title']}」，按{KINDS[fresh['kind']]}来排；不对就加 --title 或 --kind。"
        )
    _tell(book, plans, merged)
    click.echo(done)


def _open(found: Library, pack: str, sop: str) -> Draft:
    from qunli.library.drafts import open_draft
    from qunli.library.industries import Industries

    draft = open_draft(found.tree, found.almanac.festivals, pack, sop)
    if draft is None:
        known = Industries(found.tree, None).ids
        near = nearest(pack, tuple(known)) or f"有：{'、'.join(known)}"
        raise click.UsageError(f"没有名叫 {pack} 的模板。{near}")
    return draft


def _trade(draft: Draft, found: Library) -> workbook.Trade:
    from qunli import workbook

    pack = draft.industry.pack
    return workbook.Trade(
        {name: role.title for name, role in pack.roles.items()},
        {name: pack.variables[name].title for name in draft.industry.tables},
        {name: festival.title for name, festival in found.almanac.festivals.items()},
    )


def _puppets(found: Library) -> workbook.Puppets:
    """Return the project's rule against staff who pose as customers: the word checks that nothing can allow."""
    from qunli import checks, workbook

    final = checks.matcher(library.read_wordings(found.tree).values()).final()

    def first(text: str, where: checks.Where) -> str:
        return next((hit.words for hit in final.find(text, where=where)), "")

    return workbook.Puppets(partial(first, where="copy"), partial(first, where="name"))


def _target(found: Library, plans: list[workbook.Plan], pack: str | None, sop: str | None) -> Draft:
    """Return the SOP that the options name, else the ids of the rows."""
    from qunli import workbook

    named, wrong = workbook.named(plans)
    if wrong:
        stop(wrong)
    packs, sops = {each for each, _ in named}, {each for _, each in named}
    if (len(packs) > 1 and not pack) or (len(sops) > 1 and not sop) or len(sops) > 1:
        raise click.UsageError(
            f"表里有几份计划的编号：{'、'.join('/'.join(each) for each in sorted(named))}。分成几个文件"
        )
    pack, sop = pack or next(iter(packs), None), sop or next(iter(sops), None)
    if pack is None or sop is None:
        raise click.UsageError(
            "表里没有编号，要写明收进哪里：--pack 模板 --sop 计划，比如 --pack my-shop --sop welfare"
        )
    require_id(sop)
    draft = _open(found, pack, sop)
    if not found.tree.is_local(f"content/industries/{pack}"):
        raise click.UsageError(
            f"{pack} 是自带的模板，不能直接改。先 qunli fork {pack} 自家编号 --title 店名，再加 --pack 自家编号 导入"
        )
    return draft


def _fresh(
    draft: Draft, book: workbook.Book, plans: list[workbook.Plan], title: str | None, kind: str | None
) -> dict[str, str]:
    """Return the title and the kind of a new SOP; {} where there is one already."""
    from qunli import workbook

    if draft.now is not None:
        return {}
    names = [*(plan.name for plan in plans if len(plans) == 1), Path(book.file).stem]
    title = title or next((name for name in names if name and not _NO_NAME.fullmatch(name)), draft.sop_id)
    by_words = {words: name for name, words in KINDS.items()}
    guess = workbook.guess_kind(" ".join((title, *names)))
    kind = by_words.get(kind, kind) if kind else guess
    return {"title": title, "kind": kind}


def _tell(book: workbook.Book, plans: list[workbook.Plan], merged: workbook.Merged) -> None:
    for note in book.notes:
        click.echo(note)
    for plan in plans:
        where = f"表「{plan.name}」" if plan.name else "表里"
        if plan.ignored:
            click.echo(f"{where}没用到的列：{'、'.join(plan.ignored)}")
        if plan.left_out:
            click.echo(f"{where}有 {len(plan.left_out)} 行没有内容，跳过了：{_few(map(str, plan.left_out))}")
    for line in merged.told[:_MOST_TOLD]:
        click.echo(f"  {line}")
    if len(merged.told) > _MOST_TOLD:
        click.echo(f"  …… 还有 {len(merged.told) - _MOST_TOLD} 处")
    if merged.absent:
        click.echo(
            f"表里没有的 {len(merged.absent)} 条原样留着：{_few(merged.absent)}。要一起删掉就加 --drop"
        )


def _few(names: Iterable[str]) -> str:
    every = list(names)
    return "、".join(every[:3]) + (f" 等 {len(every)} 处" if len(every) > 3 else "")


def _put(found: Library, draft: Draft, text: str, dry_run: bool) -> str:
    """Write the file if it changed; return what to tell."""
    from qunli import site

    if draft.file is not None and text == draft.file.text:
        return "没有改动，文件原样没动。"
    path = found.root / draft.path
    raw = path.read_bytes() if path.is_file() else b""
    text = text.replace("\n", "\r\n") if b"\r\n" in raw else text
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    if dry_run:
        return f"会写进 {draft.path}。"
    site.write_whole(path, mark + text.encode())
    return f"写进了 {draft.path}。接着运行 qunli check 查一查。"


def _read(file: Path) -> bytes:
    from qunli import workbook

    if not file.is_file():
        raise click.UsageError(f"没有 {file} 这个文件")
    with file.open("rb") as stream:
        # One byte more than is read at most tells that there is more.
        return stream.read(workbook.MOST_BYTES + 1)


COMMANDS = (export_sop, import_sop)
