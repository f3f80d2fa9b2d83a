"""The command as `python -m qunli`, for machines whose path does not hold it."""

from __future__ import annotations

from qunli.cli import main

if __name__ == "__main__":
    main(prog_name="qunli")
