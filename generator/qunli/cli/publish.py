"""Commands that make the site: build, serve, render, csp."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import click

from qunli import library
from qunli.cli.common import DAY, FOLDER, JSON, PREVIOUS, project, tell, tell_kept

_HEADER = "Content-Security-Policy"


@click.command()
@PREVIOUS
@DAY
@click.option("--strict", is_flag=True, help="有提醒也算失败")
@click.option("--adopt", is_flag=True, help="网站文件夹里有别的文件也用它：同名的盖掉，别的留着")
def build(previous: Path | None, today: date | None, strict: bool, adopt: bool) -> None:
    """生成网站。失败时，上次的网站原样不动。"""
    from qunli import plugin

    began = time.monotonic()
    try:
        files, changed = plugin.build(project(), today, previous, strict, adopt)
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
@click.option("--address", metavar="地址", callback=_address, help="在哪个地址看，默认 127.0.0.1:8000")
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
    from qunli import disk, plugin

    root = project()
    _require_outside(root, folder)
    settings, _ = plugin.read_settings(root)
    with disk.opened(folder, f"源文件 {settings.plugins['qunli'].config.project}") as opened:
        contents = plugin.rendered(root, today, previous)
        done = opened.publish(contents)
    click.echo(f"写好了：{len(contents)} 个文件，改动 {done.changed} 个。")
    tell_kept(folder, done.kept)


def _require_outside(root: Path, folder: Path) -> None:
    for each in library.SOURCE_FOLDERS:
        if folder.resolve().is_relative_to((root / each).resolve()):
            raise click.UsageError(f"{folder} 在 {each} 里面，会混进自己写的内容。换一个文件夹")


@click.command("csp")
@click.option("--value", "plain", is_flag=True, help="只要值，不要 nginx 的写法")
@JSON
def content_security_policy(plain: bool, as_json: bool) -> None:
    """打印生成好的网站要的安全头（CSP），放进 nginx 的设置。"""
    from qunli import plugin
    from qunli.policy import policy

    folder = Path(plugin.config_of(project())[0].site_dir)
    pages = sorted(folder.rglob("*.html"))
    if not pages:
        raise click.UsageError("还没有网站，先 qunli build")
    value = policy(page.read_text(encoding="utf-8") for page in pages)
    if as_json:
        tell({"header": _HEADER, "value": value})
    else:
        click.echo(value if plain else f'add_header {_HEADER} "{value}" always;')
