"""The command check: everything that is wrong before it is posted."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from qunli import checks, library, site
from qunli.cli.common import DAY, now, project
from qunli.problem import FILE_CODES, Format, Problem, errors, render, summary

FORMATS = ("full", "concise", "github", "json")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@DAY
@click.option("--select", multiple=True, metavar="编号", help="只看这些编号开头的，比如 Q4；可以写几次")
@click.option("--ignore", multiple=True, metavar="编号", help="不看这些编号开头的；可以写几次")
@click.option("--explain", metavar="编号", help="说明一项检查：为什么，怎么改")
@click.option("--format", "form", type=click.Choice(FORMATS), help="输出的样子；在 GitHub 上自动用 github")
@click.option("--strict", is_flag=True, help="有提醒也算失败")
def check(
    paths: tuple[Path, ...],
    today: date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    explain: str | None,
    form: Format | None,
    strict: bool,
) -> None:
    """发前查一查。可以只看几个文件或文件夹。"""
    root = project()
    found = library.load(root)
    if explain:
        click.echo(_explained(explain.upper(), found))
        return
    _, problems = site.judged(found, today or now())
    wanted = checks.choose([each for each in problems if _is_below(each, paths, root)], select, ignore)
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") else "full")
    if wanted or form == "json":
        click.echo(render(wanted, form))
    if form != "json":
        click.echo(("\n" if wanted else "") + summary(wanted))
    raise SystemExit(1 if errors(wanted) or (strict and wanted) else 0)


def _is_below(problem: Problem, paths: tuple[Path, ...], root: Path) -> bool:
    place = (root / problem.path).resolve()
    return not paths or any(place.is_relative_to(path.resolve()) for path in paths)


def _explained(code: str, found: library.Library) -> str:
    known = checks.catalogue(found.wordings, found.references).checks
    if code in FILE_CODES:
        return f"{code} {FILE_CODES[code]}\n文件的写法不对：看报错那一行下面的提示。"
    if code not in known:
        raise click.UsageError(f"没有编号 {code} 的检查，全部编号在网站的「发前查一查」里")
    one = known[code]
    reference = found.references.get(one.source)
    basis = f"{reference.title}{one.article}" if reference else one.source
    level = "错误" if one.level == "error" else "提醒"
    allowed = "不能放行" if one.final else f"确实没问题：在那一行末尾写 # qunli: allow {code} 理由"
    lines = [f"{code} {one.title}（{level}）", f"为什么：{one.why}", f"依据：{basis}"]
    lines += ["不行：", _indented(one.bad), "可以：", _indented(one.good), f"怎么改：{one.hint}", allowed]
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.rstrip().split("\n"))
