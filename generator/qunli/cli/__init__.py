"""The command line, thin. The door to click and rich.

Exit codes: 0 fine, 1 problems in content, 2 wrong usage; anything else is a fault of this program.
"""

from __future__ import annotations

import sys

import click

from qunli import __version__
from qunli.cli import daily, publish


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qunli")
def main() -> None:
    """群历：店里的群，今天发什么。"""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]


for command in (publish.build, publish.serve, publish.render_tree, daily.today, daily.check):
    main.add_command(command)
