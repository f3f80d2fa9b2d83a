"""A command in a process of its own where the program has hardly a chapter: few.py PACKAGE qunli|mkdocs WORDS…

Two pages of three of a small shop's site are the program's own; where none of them is looked at, none is made.
"""

from __future__ import annotations

import sys
from pathlib import Path

from qunli import library


def main(package: str, command: str, *words: str) -> None:
    library.packaged = lambda: Path(package)  # type: ignore[attr-defined]
    sys.argv = [command, *words]
    if command == "qunli":
        from qunli.cli import main as run
    else:
        from mkdocs.__main__ import cli as run
    sys.exit(run())


if __name__ == "__main__":
    main(*sys.argv[1:])
