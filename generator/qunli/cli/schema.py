"""The command schema: what an editor needs to help with the files."""

from __future__ import annotations

from pathlib import Path

import click

from qunli.cli.common import FOLDER


@click.command("schema")
@click.argument("folder", type=FOLDER, metavar="文件夹")
def write_schemas(folder: Path) -> None:
    """写出每种文件的 JSON Schema，给编辑器补全和提示用。"""
    from qunli import schema, site

    written = schema.schemas()
    changed = sum(site.put(folder / name, text.encode()) for name, text in written.items())
    click.echo(f"写好了：{len(written)} 个文件，改动 {changed} 个。")
