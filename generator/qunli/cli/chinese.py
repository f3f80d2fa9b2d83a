"""What click itself says, in Chinese, laid out by the columns that Chinese takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import click

from qunli.cli.progress import working
from qunli.problem import cells

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
_SAID = {
    r"Show this message and exit\.": "看这份说明",
    r"Show the version and exit\.": "看版本",
    r"\s*\[required\]": "；一定要写",
    r"\s*\[default: (.*?)\]": r"；不写就是 \1",
}
_HAS_CHINESE = re.compile("[\u4e00-\u9fff]")
_DOING = {"build": "生成网站", "render": "写出源文件", "check": "查", "changes": "比较", "serve": None}


class Formatter(click.HelpFormatter):
    """Lays out help with Chinese words."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = args.replace("COMMAND [ARGS]...", "命令").replace("[OPTIONS]", "[选项]")
        self.write(f"{prefix or '用法：'}{prog} {words}\n")

    def write_heading(self, heading: str) -> None:
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        named = [(name, _translated(said)) for name, said in rows]
        wide = min(max(cells(name) for name, _ in named), col_max) + col_spacing
        margin = " " * self.current_indent
        for name, said in named:
            first, *rest = _lines(said, max(self.width - self.current_indent - wide, 20))
            # A name that is too wide for its column has a line to itself.
            gap = " " * (wide - cells(name)) if cells(name) < wide else f"\n{margin}{' ' * wide}"
            self.write(f"{margin}{name}{gap}{first}\n")
            for line in rest:
                self.write(f"{margin}{' ' * wide}{line}\n")


def _translated(said: str) -> str:
    for english, chinese in _SAID.items():
        said = re.sub(english, chinese, said)
    return said


def _lines(text: str, width: int) -> list[str]:
    """Return a text in lines of at most so many columns; words of letters stay whole."""
    lines = [""]
    for part in _parts(text):
        if lines[-1] and cells(lines[-1] + part.rstrip()) > width and part not in "，。；：、）」":
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += part
    return lines


def _parts(text: str) -> Iterator[str]:
    """Yield what may not be parted: a word of letters with the blanks after it, or one other character."""
    for found in re.finditer(r"[\x21-\x7e]+ *|.", text):
        yield found.group()


class Context(click.Context):
    formatter_class = Formatter

    def invoke(self, *args: Any, **more: Any) -> Any:
        """Run a command; on a terminal say what it does where that takes long."""
        doing = _DOING.get(self.command.name or "", "准备")
        if doing is None or isinstance(self.command, click.Group):
            return super().invoke(*args, **more)
        with working(doing):
            return super().invoke(*args, **more)


def usage_words(error: click.UsageError) -> str:
    """Return what was wrong with the words of a command, and where its help is."""
    command = error.ctx.command_path if error.ctx else "qunli"
    return f"{_words(error)}\n看用法：{command} -h"


def _words(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项。" + _nearest(error.possibilities)
    if isinstance(error, click.MissingParameter):
        return f"少写了 {_name(error)}。"
    if isinstance(error, click.BadParameter):
        return f"{_name(error)}：{_bad(error.message)}。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面少了内容，或多了内容。"
    unknown = re.match(r"No such command '(.*?)'", error.message)
    if unknown and error.ctx and isinstance(error.ctx.command, click.Group):
        known = error.ctx.command.list_commands(error.ctx)
        return f"没有 {unknown[1]} 这个命令。" + _nearest(get_close_matches(unknown[1], known))
    if error.message.startswith("Got unexpected extra argument"):
        return "多写了内容：" + error.message.partition("(")[2].rstrip(")")
    return error.message if _HAS_CHINESE.search(error.message) else "写法不对"


# What click finds wrong with a value, by how it says so.
_BAD = {
    r"Directory '(.*)' is a file": r"\1 是一个文件，这里要一个文件夹",
    r"(?:File|Path) '(.*)' is a directory": r"\1 是一个文件夹，这里要一个文件",
    r"\w+ '(.*)' does not exist": r"没有 \1 这个文件或文件夹",
    r"\w+ '(.*)' is not (?:readable|writable)": r"\1 没有权限打开",
    r"'(.*)' is not one of (.*)": r"没有 \1 这一种，可以写：\2",
}


def _bad(message: str) -> str:
    for english, chinese in _BAD.items():
        found = re.match(english, message, re.DOTALL)
        if found:
            return found.expand(chinese).replace("', '", "、").replace("'", "").rstrip(".")
    return message if _HAS_CHINESE.search(message) else "内容不对"


def _name(error: click.BadParameter) -> str:
    return error.param.get_error_hint(error.ctx).strip("'") if error.param else "参数"


def _nearest(possible: Sequence[str] | None) -> str:
    return f"你是不是想写 {possible[0]}?" if possible else ""
