"""Commands that make the site: build, serve, render."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import click

from qunli.cli.common import DAY, FOLDER, PREVIOUS, project, stop
from qunli.problem import ContentError


@click.command()
@PREVIOUS
@DAY
@click.option("--strict", is_flag=True, help="有提醒也算失败")
def build(previous: Path | None, today: date | None, strict: bool) -> None:
    """生成网站。失败时，上次的网站原样不动。"""
    from mkdocs.exceptions import MkDocsException

    from qunli import plugin

    began = time.monotonic()
    try:
        files, changed = plugin.build(project(), today, previous, strict)
    except ContentError as error:
        stop(error.problems)
    except MkDocsException as error:
        click.echo(str(error).strip(), err=True)
        click.echo("没有生成，上次的网站原样不动。", err=True)
        raise SystemExit(1) from None
    else:
        click.echo(f"网站好了：{files} 个文件，改动 {changed} 个，用时 {time.monotonic() - began:.1f} 秒。")


@click.command()
@click.option("--address", help="在哪个地址看，默认 127.0.0.1:8000")
def serve(address: str | None) -> None:
    """边改边看。"""
    from qunli import plugin

    try:
        plugin.serve(project(), address)
    except ContentError as error:
        stop(error.problems)


@click.command("render")
@click.argument("folder", type=FOLDER)
@PREVIOUS
@DAY
def render_tree(folder: Path, previous: Path | None, today: date | None) -> None:
    """只写出页面和日历的源文件，交给别的网站生成器。"""
    from qunli import plugin, site

    try:
        contents = plugin.rendered(project(), today, previous)
    except ContentError as error:
        stop(error.problems)
    changed = sum(site.put(folder / path, content) for path, content in contents.items())
    click.echo(f"写好了：{len(contents)} 个文件，改动 {changed} 个。")
