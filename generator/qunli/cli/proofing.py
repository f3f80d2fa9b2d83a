"""The command check-text: a file or standard input, judged by the word checks alone, of no project or of this one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from qunli import __version__, proof, sarif
from qunli.checks.registry import LOOKS_LIKE, MAY_ERR
from qunli.cli.common import JSON, now, project
from qunli.problem import Problem, render
from qunli.proof import NOT_EVERYTHING, Finding, Judged, UnreadableError
from qunli.words import SECTORS

FORMATS = ("text", "json", "sarif")
STDIN = "-"
_TRADES = "、".join(f"{words}（{key}）" for key, words in SECTORS.items())


@click.command("check-text")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="文件…（或 -）",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@click.option("--trade", metavar="哪一行", help=f"{_TRADES}，或都查（all）；不写就从字里猜，猜的是什么会说")
@click.option(
    "--type", "kind", metavar="哪种", help="福利（activity）、干货（content）或互动（warmth）；不写就都查"
)
@click.option("--each-line/--whole", "each_line", default=None, help="一行是一条，还是一整篇；不写就从样子看")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", metavar="样子", help="text、json 或 sarif"
)
@JSON
@click.option("--strict", is_flag=True, help="有“看一眼”的也算失败")
def check_text(files: tuple[str, ...], as_json: bool, form: str, strict: bool, **wish: Any) -> None:
    """查一段要发的话：.txt、.md、.docx、.xlsx，或用 - 读标准输入。

    结束时：0 没有要先改的，1 有要先改的（--strict 时有标出来的就是），2 文件读不了、是空的，或选项不对。
    没有标记不等于没问题。
    """
    found = _judged(files, **wish)
    form = "json" if as_json else form
    shown: dict[str, Callable[[dict[str, Judged]], str]]
    shown = {"text": _in_words, "json": _as_json, "sarif": _as_sarif}
    click.echo(shown[form](found))
    told = [each for one in found.values() for each in one.findings]
    raise SystemExit(1 if any(strict or each.level == "error" for each in told) else 0)


def _judged(
    files: tuple[str, ...], trade: str | None, kind: str | None, each_line: bool | None
) -> dict[str, Judged]:
    """Return what is found in each file; leave with 2 where one of them cannot be read."""
    scripts, wrong = {}, []
    for name in dict.fromkeys(files):
        try:
            scripts[name] = proof.read_file(name, _content(name), each_line)
        except UnreadableError as error:
            wrong.append(f"{_called(name)}：{error}")
    if wrong:
        click.echo("\n".join(wrong), err=True)
        raise SystemExit(2)
    root = project()
    own = root if (root / "content/wordings").is_dir() else None
    try:
        return {
            name: proof.judged(script, now(), trade=trade, kind=kind, root=own)
            for name, script in scripts.items()
        }
    except UnreadableError as error:
        raise click.UsageError(str(error)) from None


def _content(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()


def _called(name: str) -> str:
    return "标准输入" if name == STDIN else name


def _in_words(found: dict[str, Judged]) -> str:
    return "\n\n".join(_told(_called(name), one) for name, one in found.items())


def _told(name: str, one: Judged) -> str:
    parts = [f"{name}：{_how(one)}"]
    if one.findings:
        parts.append(render([_problem(name, one, each) for each in one.findings]))
    parts.append(_counted(one))
    return "\n\n".join(parts)


def _how(one: Judged) -> str:
    """Say by which trade's checks a text was judged, and what was taken for a post."""
    if one.trade is None:
        by = "看不出是哪一行，各行的都查了；用 --trade 写明更准" if one.guessed else "各行的都查了"
    else:
        by = f"按{SECTORS[one.trade]}查" + ("，是从字里猜的，不对就用 --trade 写明" if one.guessed else "")
    if one.general:
        by += "；这一行还没有自己的词表，只查通用的"
    arranged = f"一条一条查，共 {len(one.script.spans)} 条" if one.script.is_column else "当作一整篇查"
    return f"{by}。{arranged}。"


def _counted(one: Judged) -> str:
    if not one.findings:
        return f"没有标出来的字。{NOT_EVERYTHING}"
    wrong = sum(each.level == "error" for each in one.findings)
    parts = [
        f"{count} 处{words}"
        for count, words in ((wrong, "先改再发"), (len(one.findings) - wrong, "看一眼"))
        if count
    ]
    return f"{'、'.join(parts)}。这是风险提示，不是判定违法。{NOT_EVERYTHING}"


def _problem(name: str, one: Judged, each: Finding) -> Problem:
    better = {None: [], "": ["换成：这一句整句删掉"]}.get(each.rewritten, [f"换成：{each.rewritten}"])
    hints = [f"为什么：{each.why}", f"怎么改：{each.hint}", *better, f"依据：{each.basis}"]
    return Problem(
        f"{name} {each.place}" if each.place else name,
        each.line,
        each.column,
        each.code,
        f"「{each.words}」{each.title}" + ("（先改再发）" if each.level == "error" else ""),
        "\n  ".join(hint.replace("\n", " ") for hint in hints),
        each.level,
        _line(one.script.text, each),
        max(1, each.end_column - each.column),
    )


def _line(text: str, each: Finding) -> str:
    first = text.rfind("\n", 0, each.start) + 1
    return text[first:].partition("\n")[0]


def _as_json(found: dict[str, Judged]) -> str:
    data = [
        {
            "path": name,
            "trade": one.trade,
            "guessed": one.guessed,
            "general": one.general,
            "each_line": one.script.is_column,
            "findings": [asdict(each) for each in one.findings],
            "note": NOT_EVERYTHING,
        }
        for name, one in found.items()
    ]
    return json.dumps(data, ensure_ascii=False, indent=1)


def _as_sarif(found: dict[str, Judged]) -> str:
    rules: dict[str, sarif.Rule] = {}
    results = []
    for name, one in found.items():
        for each in one.findings:
            if not each.learned or each.code not in rules:
                title, hint = each.title.removeprefix(LOOKS_LIKE), each.hint.removesuffix(MAY_ERR)
                rules[each.code] = sarif.Rule(title, each.why, hint, each.level)
            results.append(
                sarif.Result(
                    "stdin" if name == STDIN else Path(name).as_posix(),
                    0 if each.place else each.line,
                    each.column,
                    each.end_column,
                    each.code,
                    each.level,
                    f"「{each.words}」{each.title}。{each.hint}",
                    each.place,
                    each.rewritten,
                )
            )
    return json.dumps(sarif.log(__version__, rules, results), ensure_ascii=False, indent=1)
