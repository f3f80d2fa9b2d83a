"""The command line, thin. The door to click.

Exit codes: 0 fine, 1 problems in content or a full disk, 2 wrong usage or a place that cannot or must not be written
to, 3 a fault of this program.
"""

from __future__ import annotations

import errno
import gc
import os
import re
import sys
import traceback
from datetime import date
from importlib import import_module
from typing import Any, NoReturn

import click

from qunli import __version__, kept
from qunli.cli.chinese import Context, usage_words
from qunli.cli.common import show
from qunli.problem import ContentError, RefusedError

_FULL = {errno.ENOSPC: "磁盘满了", errno.EDQUOT: "分给你的磁盘空间用完了", errno.EFBIG: "文件太大，放不下"}
_IN_THE_WAY = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里不能写",
    errno.ENAMETOOLONG: "名字太长，系统放不下",
    errno.ENOENT: "没有这个地方，也建不了",
    errno.ENOTDIR: "路上有一个是文件，不是文件夹",
    errno.EISDIR: "这是一个文件夹，不是文件",
    errno.EEXIST: "同名的东西挡着",
    errno.ENOTEMPTY: "文件夹里还有东西",
    errno.ELOOP: "链接绕成了圈",
    errno.EBUSY: "正被别的程序占着",
    errno.EINVAL: "系统不认这个名字",
    errno.EILSEQ: "系统不认这个名字",
    errno.EIO: "磁盘读写出错",
    errno.ENODEV: "这里不能写",
    errno.ENXIO: "这里不能写",
}


# The room each command stands in.
_ROOMS = {
    **dict.fromkeys(("build", "serve", "render", "csp"), "publish"),
    **dict.fromkeys(("new", "fork"), "starting"),
    **dict.fromkeys(("diff", "changes", "outdated"), "comparing"),
    "today": "daily",
    "check": "checking",
    "check-text": "proofing",
    "export": "sheets",
    "import": "importing",
    "schema": "schema",
}


class Commands(click.Group):
    """Tells every fault in Chinese; a traceback is for QUNLI_DEBUG."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_ROOMS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the room of one command: what only another one needs would cost every morning's start."""
        if cmd_name not in _ROOMS:
            return None
        room = vars(import_module(f"qunli.cli.{_ROOMS[cmd_name]}"))
        command = next(
            each for each in room.values() if isinstance(each, click.Command) and each.name == cmd_name
        )
        command.context_class = Context
        return command

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        # A command makes much and throws little away: the default would look through all of it hundreds of times.
        gc.set_threshold(100_000, 50, 100)
        with kept.opened(kept.place(), date.today()):
            raise SystemExit(self._told(*args, **{**extra, "standalone_mode": False}))

    def _told(self, *args: Any, **extra: Any) -> int:
        try:
            done = super().main(*args, **extra)
            return done if isinstance(done, int) else 0
        except ContentError as error:
            show(error.problems)
            return 1
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            return 2
        except click.UsageError as error:
            click.echo(usage_words(error), err=True)
            return 2
        except click.Abort:
            click.echo("停下了。", err=True)
            return 1
        except RefusedError as error:
            click.echo(str(error), err=True)
            return 2
        except OSError as error:
            return _of_the_system(error)
        except Exception as error:
            # Before Python 3.13 a link that leads back to itself is an error of the runtime, with the system's below.
            below = error.__context__ if isinstance(error, RuntimeError) else None
            return _of_the_system(below) if isinstance(below, OSError) else _our_fault(error)


def _of_the_system(error: OSError) -> int:
    """Tell what the machine refuses, and where: 2 for the place that was named, 1 for a disk without room."""
    words = {**_FULL, **_IN_THE_WAY}.get(error.errno or 0)
    if words is None or os.environ.get("QUNLI_DEBUG"):
        return _our_fault(error)
    said = error.strerror if re.search("[\u4e00-\u9fff]", error.strerror or "") else words
    click.echo(f"{said}：{error.filename or ''}", err=True)
    return 1 if error.errno in _FULL else 2


def _our_fault(error: Exception) -> int:
    if os.environ.get("QUNLI_DEBUG"):
        traceback.print_exc()
    click.echo(f"程序自己出错了（{type(error).__name__}: {error}），不是你写错了。", err=True)
    click.echo("请把这几行和出错的文件发给维护的人；加上 QUNLI_DEBUG=1 再跑一次，能看到更多。", err=True)
    return 3


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qunli", message="%(prog)s %(version)s")
def main() -> None:
    """群历：店里的群，今天发什么。"""
