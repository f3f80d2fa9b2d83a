"""The command import: a spreadsheet's rows taken into a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qunli import library
from qunli.cli.common import DAY, JSON, build_day, project, require_id, show, stop, tell
from qunli.cli.numbering import require_room, write_numbered
from qunli.cli.pictures import keep_pictures
from qunli.cli.runs import calendar_of, merge_runs
from qunli.cli.sheets import FILE, open_plan, trade
from qunli.library.parts import SOPS
from qunli.problem import Problem, as_data, errors, render
from qunli.words import KINDS

if TYPE_CHECKING:
    from qunli import workbook
    from qunli.library import Library
    from qunli.library.drafts import Draft

_NO_NAME = re.compile(r"(?:sheet|工作表|表|表格|未命名|新建|副本|\s|[\d()_-])*", re.IGNORECASE)
_MOST_TOLD = 40
_KIND = f"新建的计划是什么群：{'、'.join(KINDS.values())}"


@click.command("import")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--pack", metavar="模板", help="收进哪个模板，默认看编号")
@click.option("--sop", metavar="计划", help="收进哪份发布计划，默认看编号；没有就新建")
@click.option("--sheet", "sheets", multiple=True, metavar="表名", help="只要哪张表，可以写几次")
@click.option("--title", metavar="名字", help="新建的计划叫什么，默认是表的名字")
@click.option("--kind", type=click.Choice([*KINDS.values(), *KINDS]), metavar="种类", help=_KIND)
@click.option("--drop", is_flag=True, help="表里删掉的行，计划里也删掉")
@click.option("--write-ids", is_flag=True, help="另存一份带编号的表，下次导入就认得每一行")
@click.option("--dry-run", is_flag=True, help="只看会改什么，不写")
@JSON
@DAY
def import_sop(
    file: Path, today: date | None, dry_run: bool, as_json: bool, write_ids: bool, **given: Any
) -> None:
    """把表格收进发布计划：只改变了的地方，别的一个字也不动。"""
    found = library.load(project(), only=())
    if write_ids:
        require_room(file)
    result = _imported(found, file, Wish(**given), build_day(found.root, today))
    written = result.changed and not dry_run
    if written:
        _put(found.root / result.draft.path, result.text)
    more = [] if dry_run else [keep_pictures(found.root, result)]
    if write_ids and not dry_run:
        more.append(write_numbered(file, result, build_day(found.root, today), _puppets(found)))
    if as_json:
        click.echo("".join(f"{line}\n" for line in more if line), nl=False, err=True)
        problems = [*map(as_data, result.problems)]
        tell({**result.as_data(), "written": written, "problems": problems})
        return
    for problem in result.problems:
        click.echo(render([problem]), err=True)
    _tell(result, dry_run)
    click.echo("".join(f"{line}\n" for line in more if line), nl=False)


@dataclass(frozen=True)
class Wish:
    """Where the rows go, which sheets count, what a new plan is called, and whether missing rows are dropped."""

    pack: str | None
    sop: str | None
    sheets: tuple[str, ...]
    title: str | None
    kind: str | None
    drop: bool


@dataclass(frozen=True)
class Result:
    """What came of an import.

    `fresh` is the title and kind of a new plan, {} where there was one; `text` what the plan's file shall be.
    """

    draft: Draft
    fresh: dict[str, str]
    book: workbook.Book
    plans: list[workbook.Plan]
    merged: workbook.Merged
    problems: list[Problem]
    text: str

    @property
    def changed(self) -> bool:
        return self.draft.file is None or self.text != self.draft.file.text

    def as_data(self) -> dict[str, Any]:
        """Return it as plain data for JSON; rows are numbered as in the sheet."""
        sheets = [
            {
                "sheet": plan.name,
                "unused_columns": list(plan.ignored),
                "empty_rows": [str(row) for row in plan.left_out],
            }
            for plan in self.plans
        ]
        return {
            "path": self.draft.path,
            "new": self.fresh or None,
            "changed": self.changed,
            "changes": list(self.merged.told),
            "absent": list(self.merged.absent),
            "notes": list(self.book.notes),
            "sheets": sheets,
        }


def _imported(found: Library, file: Path, wish: Wish, today: date) -> Result:
    """Return what the rows of a file make of a plan; leave with 1 where they cannot be taken over."""
    from qunli import workbook

    festivals = {name: each.title for name, each in found.almanac.festivals.items()}
    reader = workbook.Reader(festivals, today, file.stem)
    book = workbook.read_book(file.name, _read(file))
    plans = workbook.plans(book, wish.sheets, reader, _puppets(found))
    if wish.drop:
        workbook.require_whole(book, plans)
    calendar = "" if wish.pack else calendar_of(plans)
    if calendar:
        run, merged, wrong, text = merge_runs(found, calendar, plans, reader, drop=wish.drop)
        return Result(run, {}, book, plans, merged, _without_errors([*_seen(book, plans), *wrong]), text)
    draft = _target(found, plans, wish)
    fresh = _fresh(draft, book, plans, wish)
    target = workbook.Target(draft.now, draft.sop, fresh)
    merged = workbook.merge(plans, target, trade(draft, found), reader, drop=wish.drop)
    problems = _without_errors([*_seen(book, plans), *_problems(draft, merged)])
    return Result(draft, fresh, book, plans, merged, problems, draft.text(merged.source.data))


def _seen(book: workbook.Book, plans: list[workbook.Plan]) -> list[Problem]:
    """Return what stands in a file and was not taken."""
    return [*book.problems, *(problem for plan in plans for problem in plan.problems)]


def _without_errors(problems: list[Problem]) -> list[Problem]:
    """Return what only reminds; leave with 1 where something is wrong."""
    if errors(problems):
        show(problems)
        click.echo("没有写，文件都原样没动。", err=True)
        raise SystemExit(1)
    return problems


def _problems(draft: Draft, merged: workbook.Merged) -> list[Problem]:
    found = [*merged.problems]
    return found if errors(found) else found + draft.problems(merged.source)


def _puppets(found: Library) -> workbook.Puppets:
    """Return the project's rule against staff who pose as customers: the word checks that nothing can allow."""
    from qunli import checks, workbook

    final = checks.matcher(library.read_wordings(found.tree).value.values()).final()

    def first(text: str, where: checks.Where) -> str:
        return next((hit.words for hit in final.find(text, where=where)), "")

    return workbook.Puppets(partial(first, where="copy"), partial(first, where="name"))


def _target(found: Library, plans: list[workbook.Plan], wish: Wish) -> Draft:
    """Return the SOP that the options name, else the ids of the rows."""
    pack, sop = _named(plans, wish)
    require_id(sop, SOPS.level)
    draft = open_plan(found, pack, sop)
    if not found.tree.is_local(f"content/industries/{pack}"):
        raise click.UsageError(
            f"{pack} 是自带的模板，不能直接改。先 qunli fork {pack} 自家编号 --title 店名，再加 --pack 自家编号 导入"
        )
    return draft


def _named(plans: list[workbook.Plan], wish: Wish) -> tuple[str, str]:
    """Return the ids of the pack and the SOP."""
    from qunli import workbook

    named, wrong = workbook.named(plans)
    if wrong:
        stop(wrong)
    packs, sops = {each for each, _ in named}, {each for _, each in named}
    if len(sops) > 1 or (len(packs) > 1 and not wish.pack):
        several = "、".join(map("/".join, sorted(named)))
        raise click.UsageError(f"表里有几份计划的编号：{several}。分成几个文件")
    pack, sop = wish.pack or "".join(packs), wish.sop or "".join(sops)
    if "" in (pack, sop):
        raise click.UsageError(
            "表里没有编号，要写明收进哪里：--pack 模板 --sop 计划，比如 --pack my-shop --sop welfare"
        )
    return pack, sop


def _fresh(draft: Draft, book: workbook.Book, plans: list[workbook.Plan], wish: Wish) -> dict[str, str]:
    """Return the title and the kind of a new SOP; {} where there is one already."""
    from qunli import workbook

    if draft.now is not None:
        return {}
    names = [*(plan.name for plan in plans if len(plans) == 1), Path(book.file).stem]
    named = (name for name in names if name and not _NO_NAME.fullmatch(name))
    title = wish.title or next(named, draft.sop_id)
    by_words = {words: name for name, words in KINDS.items()}
    if wish.kind:
        return {"title": title, "kind": by_words.get(wish.kind, wish.kind)}
    return {"title": title, "kind": workbook.guess_kind(" ".join((title, *names)))}


def _tell(result: Result, dry_run: bool) -> None:
    fresh, told = result.fresh, result.merged.told
    if fresh:
        kind = KINDS[fresh["kind"]]
        click.echo(f"新建发布计划「{fresh['title']}」，按{kind}来排；不对就加 --title 或 --kind。")
    for note in result.book.notes:
        click.echo(note)
    for plan in result.plans:
        _tell_sheet(plan)
    for line in told[:_MOST_TOLD]:
        click.echo(f"  {line}")
    if len(told) > _MOST_TOLD:
        click.echo(f"  …… 还有 {len(told) - _MOST_TOLD} 处")
    if result.merged.absent:
        click.echo(_absent(result))
    click.echo(_outcome(result, dry_run))


def _absent(result: Result) -> str:
    gone = result.merged.gone
    told = f"表里没有的 {len(gone)} 条原样留着：{_few(gone)}。要一起删掉就加 --drop"
    has_ids = any(plan.has_ids for plan in result.plans)
    return told if has_ids else f"{told}（不管当初是不是从这张表来的）"


def _tell_sheet(plan: workbook.Plan) -> None:
    where = f"表「{plan.name}」" if plan.name else "表里"
    if plan.ignored:
        click.echo(f"{where}没用到的列：{'、'.join(plan.ignored)}")
    if plan.left_out:
        click.echo(f"{where}有 {len(plan.left_out)} 行没有内容，跳过了：{_few(map(str, plan.left_out))}")


def _outcome(result: Result, dry_run: bool) -> str:
    path = result.draft.path
    if not result.changed:
        return "没有改动，文件原样没动。"
    return f"会写进 {path}。" if dry_run else f"写进了 {path}。接着运行 qunli check 查一查。"


def _few(names: Iterable[str]) -> str:
    every = list(names)
    return "、".join(every[:3]) + (f" 等 {len(every)} 处" if len(every) > 3 else "")


def _put(path: Path, text: str) -> None:
    """Write a plan with the line ends and the byte order mark that its file has."""
    from qunli.disk import write_whole

    raw = path.read_bytes() if path.is_file() else b""
    text = text.replace("\n", "\r\n") if b"\r\n" in raw else text
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    write_whole(path, mark + text.encode())


def _read(file: Path) -> bytes:
    from qunli import workbook

    if not file.is_file():
        raise click.UsageError(f"没有 {file} 这个文件")
    with file.open("rb") as stream:
        # One byte more than is read at most tells that there is more.
        return stream.read(workbook.MOST_BYTES + 1)
