"""What click itself says, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
_SAID = {
    "Show this message and exit.": "看这份说明",
    "Show the version and exit.": "看版本",
}


class Formatter(click.HelpFormatter):
    """Lays out help with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(
            prog, args.replace("COMMAND [ARGS]...", "命令").replace("OPTIONS", "选项"), prefix or "用法："
        )

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(name, _SAID.get(said, said)) for name, said in rows], col_max, col_spacing)


class Context(click.Context):
    formatter_class = Formatter


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
        said = error.message if re.search("[\u4e00-\u9fff]", error.message) else "内容不对"
        return f"{_name(error)}：{said}。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面少了内容，或多了内容。"
    unknown = re.match(r"No such command '(.*?)'", error.message)
    if unknown and error.ctx and isinstance(error.ctx.command, click.Group):
        known = error.ctx.command.list_commands(error.ctx)
        return f"没有 {unknown[1]} 这个命令。" + _nearest(get_close_matches(unknown[1], known))
    if error.message.startswith("Got unexpected extra argument"):
        return "多写了内容：" + error.message.partition("(")[2].rstrip(")")
    return error.message


def _name(error: click.BadParameter) -> str:
    return error.param.get_error_hint(error.ctx).strip("'") if error.param else "参数"


def _nearest(possible: Sequence[str] | None) -> str:
    return f"你是不是想写 {possible[0]}?" if possible else ""
