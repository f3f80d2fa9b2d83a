"""One thing wrong, at one place, with one way out; and the word for what must not be written over."""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Level = Literal["error", "warning"]
Format = Literal["full", "concise", "github", "json"]

FILE_CODES = {
    "Q001": "不认识的字段",
    "Q002": "少了必填的内容",
    "Q003": "内容的样子不对",
    "Q004": "写法不认识",
    "Q005": "YAML 写坏了",
    "Q006": "同一个字段写了两次",
    "Q007": "字段后面是空的",
    "Q008": "文件里有读不了的字符",
    "Q009": "文件太大或套得太深",
    "Q010": "列表是空的或有重复",
    "Q011": "编号不合规矩",
    "Q012": "文案里的变量不对",
    "Q013": "文案里的空不对",
    "Q014": "指到了不存在的东西",
    "Q015": "文件放得不对",
    "Q016": "模板的上游不对",
    "Q017": "上游没有这一条",
    "Q018": "删掉的东西上游本来就没有",
    "Q019": "改了总部锁定的内容",
    "Q020": "轮换的周期太长",
    "Q021": "订阅地址太长",
    "Q022": "排期表里一条也没有",
    "Q023": "上次发布的日历读不了",
    "Q024": "页面模板写坏了",
    "Q025": "两个文件要用同一个网址",
    "Q026": "网页代码或链接会运行程序",
    "Q027": "还有没列出来的问题",
    "Q028": "日历太大",
    "Q029": "没有人用的模板",
    "Q030": "别的插件出错了",
    "Q031": "表格里有东西没有导入",
    "Q035": "上游变了，改动可能对不上",
    "Q036": "中文的引号或逗号",
}

# Of one file no more are told: who mends these checks again.
MOST_TOLD = 200
_LONGEST_WORD = 60


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. Lines and columns count from 1; line 0 means the file as a whole.

    `snippet` is the source line the finding stands on and `width` how many of its characters it covers. A slip of the
    keyboard has a `repair`: what to type in their place, the whole of the way out.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    level: Level = "error"
    snippet: str = ""
    width: int = 1
    repair: str | None = field(default=None, compare=False)

    def as_warning(self) -> Problem:
        """Return the same finding as a 提醒, which stops no build."""
        return replace(self, level="warning")


class ContentError(Exception):
    """The sources cannot become a site. Carries every problem found, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(render(self.problems))


class RefusedError(Exception):
    """What was to be written would meet what this program did not make. Nothing was changed; the text is for people."""


def few(names: Sequence[str]) -> str:
    """Return the first of some names, and how many there are."""
    shown = "、".join("".join(char if char.isprintable() else "·" for char in name) for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} 等 {len(names)} 个"


def nearest(word: str, words: Iterable[str]) -> str:
    """Return 你是不是想写 X? for the word most like this one, or nothing."""
    if len(word) > _LONGEST_WORD:
        return ""
    lower = {each.lower(): each for each in words}
    close = difflib.get_close_matches(word.lower(), list(lower), n=1, cutoff=0.6)
    return f"你是不是想写 {lower[close[0]]}?" if close else ""


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return those that stop a build."""
    return [problem for problem in problems if problem.level == "error"]


def listed(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems in the order they are told, at most MOST_TOLD of a file, and for what is left out one line.

    Errors come before reminders, so that what stops a build is met first; in both parts a file's stand together.
    """
    ordered = sorted(set(problems), key=lambda each: (each.level != "error", each))
    told: dict[str, int] = {}
    shown: list[Problem] = []
    more: dict[str, Level] = {}
    for each in ordered:
        told[each.path] = told.get(each.path, 0) + 1
        if told[each.path] <= MOST_TOLD:
            shown.append(each)
        else:
            more.setdefault(each.path, each.level)
    message, hint = "这个文件里还有问题，没有全列出来", "先改好上面这些，再查一次"
    return shown + [Problem(path, 0, 1, "Q027", message, hint, level) for path, level in sorted(more.items())]


def render(problems: Iterable[Problem], form: Format = "full") -> str:
    """Return the problems as text for people (full, concise), for GitHub, or as a JSON list."""
    ordered = listed(problems)
    if form == "json":
        return json.dumps([as_data(problem) for problem in ordered], ensure_ascii=False, indent=1)
    one = {"full": _full, "concise": _concise, "github": _github}[form]
    return ("\n\n" if form == "full" else "\n").join(one(problem) for problem in ordered)


def as_data(problem: Problem) -> dict[str, str | int]:
    """Return a problem as plain data for JSON, without the source line it stands on."""
    keys = ("path", "line", "column", "code", "level", "message", "hint")
    return {key: getattr(problem, key) for key in keys}


def summary(problems: Iterable[Problem]) -> str:
    """Return one line that counts errors, warnings and the files they stand in."""
    found = listed(problems)
    stops = len(errors(found))
    files = len({problem.path for problem in found})
    if not found:
        return "没有发现问题。没有标记不等于没问题。"
    return f"{files} 个文件里有 {stops} 处错误、{len(found) - stops} 处提醒。"


def _place(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path


def _concise(problem: Problem) -> str:
    label = "" if problem.level == "error" else "提醒 "
    way_out = f"（{problem.hint}）" if problem.hint else ""
    return f"{_place(problem)} {problem.code} {label}{problem.message}{way_out}"


def _full(problem: Problem) -> str:
    label = "" if problem.level == "error" else "提醒 "
    lines = [f"{_place(problem)} {problem.code} {label}{problem.message}"]
    if problem.line and problem.snippet:
        shown, before, marked = _window(problem)
        gutter = f"{problem.line:>4}"
        lines.append(f"{gutter} | {shown}")
        lines.append(f"{'':>{len(gutter)}} | {' ' * before}{'^' * max(1, marked)}")
    if problem.hint:
        lines.append(f"  {problem.hint}")
    return "\n".join(lines)


def _window(problem: Problem, most: int = 100) -> tuple[str, int, int]:
    """Return the part of a long line around the finding, the cells before it, and the cells it covers."""
    line, at = problem.snippet, problem.column - 1
    first = 0 if len(line) <= most else max(0, min(at - most // 2, len(line) - most))
    part = line[first : first + most].replace("\t", " ")
    shown = "".join("·" if unicodedata.category(char) in {"Cc", "Cf"} else char for char in part)
    at -= first
    return shown, cells(shown[:at]), cells(shown[at : at + problem.width])


def cells(text: str) -> int:
    """Return how many terminal columns a text takes; East Asian wide characters take two (UAX #11)."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _github(problem: Problem) -> str:
    def escape(text: str, also: str = "") -> str:
        for char in "%\r\n" + also:
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    body = escape(problem.message + (f" {problem.hint}" if problem.hint else ""))
    where = f"file={escape(problem.path, ':,')},line={max(1, problem.line)},col={problem.column}"
    return f"::{problem.level} {where},title={problem.code}::{body}"
