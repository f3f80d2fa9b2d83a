"""The command schema: what an editor needs to help with the files."""

from __future__ import annotations

from pathlib import Path

import click

from qunli.cli.common import FOLDER, tell_kept


@click.command("schema")
@click.argument("folder", type=FOLDER, metavar="文件夹")
def write_schemas(folder: Path) -> None:
    """写出每种文件的 JSON Schema，给编辑器补全和提示用。"""
    from qunli import disk, schema

    written = schema.schemas()
    with disk.opened(folder, "JSON Schema") as opened:
        done = opened.publish({name: text.encode() for name, text in written.items()})
    click.echo(f"写好了：{len(written)} 个文件，改动 {done.changed} 个。")
    tell_kept(folder, done.kept)
