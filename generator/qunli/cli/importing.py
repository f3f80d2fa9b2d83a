"""The command import: a spreadsheet's rows taken into a plan, once every doubt is settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qunli import library
from qunli.cli import adopting, asking
from qunli.cli.coming import coming_days
from qunli.cli.common import DAY, JSON, build_day, project, show, tell
from qunli.cli.numbering import require_room, write_numbered
from qunli.cli.pictures import keep_pictures
from qunli.cli.sheets import FILE
from qunli.cli.taking import Result, Sheet, Wish, puppets, sheet_of, taken
from qunli.problem import ContentError, as_data, render
from qunli.words import KINDS

if TYPE_CHECKING:
    from qunli.library import Library
    from qunli.workbook import Interview, Question

_MOST_TOLD = 40
_KIND = f"新建的计划是什么群：{'、'.join(KINDS.values())}"


@click.command("import")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--pack", metavar="模板", help="收进哪个模板，默认看编号")
@click.option("--sop", metavar="计划", help="收进哪份发布计划，默认看编号；没有就新建")
@click.option("--sheet", "sheets", multiple=True, metavar="表名", help="只要哪张表，可以写几次")
@click.option("--group", metavar="群名", help="表里有几个群的，只要哪个群的")
@click.option("--split", multiple=True, metavar="群名=计划", help="每个群收成一份计划，可以写几次")
@click.option("--title", metavar="名字", help="新建的计划叫什么，默认是表的名字")
@click.option("--kind", type=click.Choice([*KINDS.values(), *KINDS]), metavar="种类", help=_KIND)
@click.option(
    "--shop", metavar="排期表", help="收给哪份排期表：没有自己的模板就建一个，接过去，列出明天要发的"
)
@click.option("--drop", is_flag=True, help="表里删掉的行，计划里也删掉")
@click.option("--write-ids", is_flag=True, help="另存一份带编号的表，下次导入就认得每一行")
@click.option("--yes", is_flag=True, help="不问，拿不准的都按默认的来")
@click.option("--answers", type=FILE, metavar="文件", help="问题的答案存在哪个文件里")
@click.option("--dry-run", is_flag=True, help="只看会改什么，不写")
@JSON
@DAY
def import_sop(file: Path, today: date | None, **given: Any) -> None:
    """把表格收进发布计划：只改变了的地方，别的一个字也不动。"""
    is_dry, as_json, yes = (given.pop(name) for name in ("dry_run", "as_json", "yes"))
    answers, split, write_ids = (given.pop(name) for name in ("answers", "split", "write_ids"))
    if write_ids:
        _require_one(file, split)
    root = project()
    sheet = sheet_of(file, build_day(root, today))
    path = answers or asking.kept_in(root, file)
    with _stopping(), adopting.workplace(root, given["shop"]) as place:
        given_answers = asking.read_answers(path) if answers else asking.remembered(path)
        asks = not (yes or as_json or is_dry) and asking.sits_there()
        asker = asking.Asker(path, given_answers, asks, takes_defaults=yes or is_dry)
        work = _work(root, place, sheet, _wishes(Wish(**given), split))
        done = _done(work, asker)
        written = done.changed and not is_dry
        if as_json:
            for line in _write(work, done, write_ids) if not is_dry else ():
                click.echo(line, err=True)
            tell(_as_data(done, written))
            return
        _tell(work, done, asker.given, path)
        if asks and done.changed and not click.confirm("\n就这样写进去？", default=True):
            click.echo("没有写，文件都原样没动。")
            return
        if is_dry:
            click.echo("\n".join(_outcome(each, written) for each in done.results))
            return
        click.echo("\n".join(_write(work, done, write_ids)))
        asking.keep(asking.kept_in(root, file), done.interview)


def _require_one(file: Path, split: tuple[str, ...]) -> None:
    """Leave with 2 where rows of several plans, or somebody's own file, stand in the way of a sheet with ids."""
    if split:
        raise click.UsageError("--split 和 --write-ids 不能一起用：一张带编号的表只有一份计划")
    require_room(file)


@contextmanager
def _stopping() -> Iterator[None]:
    """Tell what is wrong with a sheet and leave with 1: nothing is written before all is read."""
    try:
        yield
    except ContentError as error:
        show(error.problems)
        click.echo("没有写，文件都原样没动。", err=True)
        raise SystemExit(1) from None


@dataclass(frozen=True)
class _Work:
    """What is taken in where: the project, the folder that is written (itself or a copy), the shop it is for."""

    root: Path
    place: Path
    found: Library
    adoption: adopting.Adoption | None
    sheet: Sheet
    wishes: list[Wish]


@dataclass(frozen=True)
class _Done:
    """What came of it; `runs` are those of the shop's calendar as they shall be, None where it is for no shop."""

    results: list[Result]
    runs: dict[str, Any] | None
    is_changed: bool
    interview: Interview

    @property
    def changed(self) -> bool:
        return self.is_changed or any(each.changed for each in self.results)


def _work(root: Path, place: Path, sheet: Sheet, wishes: list[Wish]) -> _Work:
    found = library.load(place, only=())
    shop = wishes[0].shop
    if shop is None:
        return _Work(root, place, found, None, sheet, wishes)
    adoption = adopting.prepared(place, found, shop)
    wanted = [adoption.wish(each) for each in wishes]
    return _Work(root, place, library.load(place, only=()), adoption, sheet, wanted)


def _done(work: _Work, asker: asking.Asker) -> _Done:
    """Return what was read after every question; raises ContentError where rows or answers cannot be taken."""

    def read(interview: Interview) -> _Done:
        results = [taken(work.found, work.sheet, wish, interview) for wish in work.wishes]
        if work.adoption is None:
            return _Done(results, None, False, interview)
        runs = adopting.runs_with(work.adoption, results, interview)
        changed = work.adoption.forked or runs != adopting.runs_of(work.adoption)
        return _Done(results, runs, changed, interview)

    return asker.converse(read)


def _wishes(wish: Wish, split: tuple[str, ...]) -> list[Wish]:
    """Return what is wanted of each group."""
    if not split:
        return [wish]
    if wish.group or wish.sop:
        raise click.UsageError("写了 --split 就不用再写 --group 和 --sop")
    pairs = [each.rpartition("=") for each in split]
    wrong = next((pair for pair in pairs if not (pair[0] and pair[2])), None)
    if wrong:
        raise click.UsageError(f"--split {''.join(wrong)} 要写成 群名=计划，比如 --split 福利群=welfare")
    return [replace(wish, group=group, sop=sop) for group, _, sop in pairs]


def _write(work: _Work, done: _Done, write_ids: bool) -> list[str]:
    """Write what changed, and the sheet with ids where it is wanted; return what to tell of it."""
    for result in done.results:
        if result.changed:
            _put(work.place / result.draft.path, result.text)
    lines = [_outcome(each, written=True) for each in done.results]
    if work.adoption and done.runs is not None:
        lines += adopting.posted(work.adoption, done.runs)
        lines.append(adopting.published(work.root, work.adoption, work.sheet.today))
        if wrong := adopting.stops(work.root, work.adoption, work.sheet.today):
            show(wrong)
            lines.append(f"收进来了，还有上面 {len(wrong)} 处要改，改好才生成得了网站。")
    lines += filter(None, (keep_pictures(work.root, each) for each in done.results))
    if write_ids:
        (result,) = done.results
        lines.append(write_numbered(work.sheet.file, result, work.sheet.today, puppets(work.found)))
    return lines


# --- what is told ---


def _as_data(done: _Done, written: bool) -> Any:
    """Return what came of it as plain data: one plan as itself, several as a list."""
    asked = [_question(each, done.interview) for each in done.interview.raised.values()]
    told = [
        {
            **each.as_data(),
            "written": each.changed and written,
            "problems": [*map(as_data, each.problems)],
            "questions": asked,
        }
        for each in done.results
    ]
    return told[0] if len(told) == 1 else told


def _question(question: Question, interview: Interview) -> dict[str, Any]:
    return {
        "key": question.key,
        "text": question.text,
        "cell": str(question.place),
        "choices": list(question.choices),
        "answer": interview.used.get(question.key, question.default),
    }


def _tell(work: _Work, done: _Done, given: Mapping[str, str], path: Path) -> None:
    for key, answer in done.interview.used.items():
        if key in given:
            click.echo(f"照 {path.name} 里答过的：{key}，{answer}")
    for result in done.results:
        for problem in result.problems:
            click.echo(render([problem]), err=True)
        lines = [*_told(result)]
        if result.changed:
            run = (done.runs or {}).get(result.draft.sop_id) or {}
            starts = next(map(date.fromisoformat, run.get("starts", ())), None)
            lines += coming_days(
                result.draft,
                result.merged.source,
                work.found.almanac,
                work.sheet.today,
                starts,
            )
        if lines:
            click.echo("\n".join(lines))


def _told(result: Result) -> list[str]:
    """Return what is made of a sheet as lines."""
    fresh, told = result.fresh, result.merged.told
    lines = list(result.book.notes)
    if fresh:
        kind = KINDS[fresh["kind"]]
        lines.insert(0, f"新建发布计划「{fresh['title']}」，按{kind}来排；不对就加 --title 或 --kind。")
    lines += [f"  {line}" for line in told[:_MOST_TOLD]]
    if len(told) > _MOST_TOLD:
        lines.append(f"  …… 还有 {len(told) - _MOST_TOLD} 处")
    if result.merged.absent:
        lines.append(_absent(result))
    return lines


def _absent(result: Result) -> str:
    gone = result.merged.gone
    told = f"表里没有的 {len(gone)} 条原样留着：{_few(gone)}。要一起删掉就加 --drop"
    has_ids = any(plan.has_ids for plan in result.plans)
    return told if has_ids else f"{told}（不管当初是不是从这张表来的）"


def _outcome(result: Result, written: bool) -> str:
    path = result.draft.path
    if not result.changed:
        return "没有改动，文件原样没动。"
    return f"写进了 {path}。接着运行 qunli check 查一查。" if written else f"会写进 {path}。"


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
