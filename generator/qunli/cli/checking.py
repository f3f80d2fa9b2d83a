"""The command check: everything that is wrong before it is posted."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

import click

from qunli import __version__, checks, library, sarif, site
from qunli.cli.common import DAY, JSON, build_day, project, tell
from qunli.cli.mending import difference, mend
from qunli.problem import FILE_CODES, Format, Problem, errors, listed, render, summary

FORMATS = ("full", "concise", "github", "json", "sarif")


@dataclass(frozen=True)
class Wish:
    """Which findings are wanted, in which form, and whether a 提醒 counts as a failure."""

    paths: tuple[Path, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    form: str | None
    strict: bool
    fix: bool

    def below(self, found: list[Problem], root: Path) -> list[Problem]:
        """Return the findings below the paths."""
        places = [path.resolve() for path in self.paths]
        wanted = {path: _is_below(root / path, places) for path in {each.path for each in found}}
        return [each for each in found if not places or wanted[each.path]]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[文件或文件夹…]")
@DAY
@click.option("--select", multiple=True, metavar="编号", help="只看这些编号开头的，比如 Q4；可以写几次")
@click.option("--ignore", multiple=True, metavar="编号", help="不看这些编号开头的；可以写几次")
@click.option("--explain", metavar="编号", help="说明一项检查：为什么，怎么改")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    metavar="样子",
    help="输出的样子：full、concise、github、json 或 sarif；在 GitHub 上自动用 github",
)
@JSON
@click.option("--strict", is_flag=True, help="有提醒也算失败")
@click.option("--fix", is_flag=True, help="把打错的标点、空格、横线改过来，列出改了什么，再查一遍")
def check(today: date | None, explain: str | None, as_json: bool, **given: Any) -> None:
    """发前查一查。可以只看几个文件或文件夹。"""
    wish, root = Wish(**given), project()
    day = build_day(root, today)
    if explain:
        about = _explained(explain.upper(), library.load_for(root, ()), day)
        tell(about) if as_json else click.echo(_in_words(about))
        return

    def judge() -> list[Problem]:
        return wish.below(_found(root, wish.paths, day), root)

    found, changed = mend(root, judge) if wish.fix else (judge(), {})
    wanted = checks.choose(found, wish.select, wish.ignore)
    form = "json" if as_json else wish.form
    for path, texts in changed.items():
        click.echo(difference(path, *texts) + "\n", err=form in ("json", "sarif"))
    click.echo(_as_sarif(wanted, root)) if form == "sarif" else _tell(wanted, form)
    raise SystemExit(1 if errors(wanted) or (wish.strict and wanted) else 0)


def _found(root: Path, paths: tuple[Path, ...], today: date) -> list[Problem]:
    """Return what is wrong in a project, or in the part of it that these paths belong to."""
    found = library.load_for(root, paths) if paths else library.load(root)
    _, problems = site.judged(found, today)
    return [*library.settings_slips(root), *problems]


def _tell(found: list[Problem], wish: str | None) -> None:
    form = cast(Format, wish or ("github" if os.environ.get("GITHUB_ACTIONS") else "full"))
    if form == "json":
        click.echo(render(found, form))
        return
    if found:
        click.echo(render(found, form) + "\n")
    click.echo(summary(found))


def _as_sarif(found: list[Problem], root: Path) -> str:
    """Return the findings as SARIF, with what is known of their checks."""
    read = library.word_checks(root).value
    known = checks.catalogue(read.wordings, read.references).checks
    rules = {code: sarif.Rule(title) for code, title in FILE_CODES.items()}
    rules |= {code: sarif.Rule(one.title, one.why, one.hint, one.level) for code, one in known.items()}
    results = [
        sarif.Result(
            each.path,
            each.line,
            each.column,
            each.column + each.width,
            each.code,
            each.level,
            f"{each.message}。{each.hint}" if each.hint else each.message,
        )
        for each in listed(found)
    ]
    return json.dumps(sarif.log(__version__, rules, results), ensure_ascii=False, indent=1)


def _is_below(path: Path, places: list[Path]) -> bool:
    resolved = path.resolve()
    return any(resolved.is_relative_to(place) for place in places)


def _explained(code: str, found: library.Library, today: date) -> dict[str, Any]:
    """Return what is known of a check; of a code about files only its title and how to go on."""
    known = checks.catalogue(found.wordings, found.references).checks
    if code in FILE_CODES:
        nothing = dict.fromkeys(("why", "basis", "bad", "good"))
        hint = "文件的写法不对：看报错那一行下面的提示"
        return {
            "code": code,
            "title": FILE_CODES[code],
            "level": "error",
            **nothing,
            "hint": hint,
            "final": True,
        }
    if code not in known:
        raise click.UsageError(f"没有编号 {code} 的检查，全部编号在网站的「发前查一查」里")
    one = known[code]
    return {
        "code": code,
        "title": one.title,
        "level": one.level,
        "why": one.why,
        "basis": checks.basis(one, found.references, today),
        "bad": one.bad,
        "good": one.good,
        "hint": one.hint,
        "final": one.final,
    }


def _in_words(about: dict[str, Any]) -> str:
    if about["why"] is None:
        return f"{about['code']} {about['title']}\n{about['hint']}。"
    level = "错误" if about["level"] == "error" else "提醒"
    allowed = f"确实没问题：在那一行末尾写 # qunli: allow {about['code']} 理由"
    lines = [
        f"{about['code']} {about['title']}（{level}）",
        f"为什么：{about['why']}",
        f"依据：{about['basis']}",
        "不行：",
        _indented(about["bad"]),
        "可以：",
        _indented(about["good"]),
        f"怎么改：{about['hint']}",
        "不能放行" if about["final"] else allowed,
    ]
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.rstrip().split("\n"))
