"""Commands that make the site: build, serve, render."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import click

from qunli.cli.common import DAY, FOLDER, PREVIOUS, project


@click.command()
@PREVIOUS
@DAY
@click.option("--strict", is_flag=True, help="有提醒也算失败")
def build(previous: Path | None, today: date | None, strict: bool) -> None:
    """生成网站。失败时，上次的网站原样不动。"""
    from qunli import plugin

    began = time.monotonic()
    try:
        files, changed = plugin.build(project(), today, previous, strict)
    except plugin.SiteError as error:
        stopped_by_warnings = "strict mode" in str(error)
        click.echo("有提醒，按 --strict 算失败。" if stopped_by_warnings else str(error).strip(), err=True)
        click.echo("没有生成，上次的网站原样不动。", err=True)
        raise SystemExit(1) from None
    click.echo(f"网站好了：{files} 个文件，改动 {changed} 个，用时 {time.monotonic() - began:.1f} 秒。")


def _address(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[\w.:\[\]-]*:\d{1,5}", value):
        raise click.BadParameter("写成 127.0.0.1:8000 这样", context, option)
    return value


@click.command()
@click.option("--address", callback=_address, help="在哪个地址看，默认 127.0.0.1:8000")
def serve(address: str | None) -> None:
    """边改边看。"""
    from qunli import plugin

    try:
        plugin.serve(project(), address)
    except OSError as error:
        if error.strerror != "Address already in use":
            raise
        click.echo("这个地址已经有程序在用，换一个：qunli serve --address 127.0.0.1:8001", err=True)
        raise SystemExit(1) from None


@click.command("render")
@click.argument("folder", type=FOLDER, metavar="文件夹")
@PREVIOUS
@DAY
def render_tree(folder: Path, previous: Path | None, today: date | None) -> None:
    """只写出页面和日历的源文件，交给别的网站生成器。"""
    from qunli import plugin, site

    contents = plugin.rendered(project(), today, previous)
    changed = sum(site.put(folder / path, content) for path, content in contents.items())
    click.echo(f"写好了：{len(contents)} 个文件，改动 {changed} 个。")
